//! The colours of a site's owner, as what stands behind the stylesheet.
use std::fmt::Write as _;

use crate::source::site_config::ColoursConfig;

/// The rules that set the colours; empty where none is configured. In the dark they are lighter as
/// text and darker as a background, so that both stay legible.
#[must_use]
pub fn style(colours: &ColoursConfig) -> String {
    let (mut day, mut night) = (String::new(), String::new());
    // Writing to a string cannot fail.
    if let Some(brand) = colours.brand {
        let _ = write!(day, "--brand: {brand}; --accent: {brand}; ");
        let _ = write!(night, "--brand: {}; --accent: {}; ", brand.deep(), brand.at_night());
    }
    if let Some(link) = colours.link {
        let _ = write!(day, "--link: {link}; ");
        let _ = write!(night, "--link: {}; ", link.at_night());
    }
    if day.is_empty() {
        return day;
    }
    let dark = "@media screen and (prefers-color-scheme: dark)";
    // The page is white where more contrast is asked for, in the dark too.
    let contrast = "@media screen and (prefers-contrast: more)";
    format!(
        "\n:root {{ {day}}}\n{dark} {{ :root {{ {night}}} }}\n{contrast} {{ :root {{ {day}}} }}\n"
    )
}
