//! What a site's owner is called and the owner's colours, as what stands behind the stylesheet.
use std::fmt::Write as _;

use crate::{
    render::site,
    source::{config::Config, site_config::ColoursConfig},
};

/// What stands for the site's name in a stylesheet.
const NAME: &str = "{site.name}";

/// A stylesheet with the site's name where it asks for it: at the foot of each printed sheet, which in
/// a file tells where it is from.
#[must_use]
pub fn named(style: &str, config: &Config) -> String {
    let mut name = String::new();
    for sign in site::name(config).chars() {
        // Nothing may end the text that it stands in, nor an element with the stylesheet in it.
        if sign.is_control() || matches!(sign, '"' | '\\' | '<') {
            // Writing to a string cannot fail.
            let _ = write!(name, "\\{:x} ", u32::from(sign));
        } else {
            name.push(sign);
        }
    }
    style.replace(NAME, &name)
}

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

#[cfg(test)]
mod tests {
    use super::named;
    use crate::source::config::Config;

    #[test]
    fn no_name_ends_the_text_that_it_stands_in() {
        let text = "[workspace]\nname = 'a\"b\\c</style>'\n";
        let config = Config::parse("govcat.toml", text).expect("the settings are valid");
        let style = named("p { content: \"{site.name}\" }", &config);
        assert_eq!(style, r#"p { content: "a\22 b\5c c\3c /style>" }"#);
    }
}
