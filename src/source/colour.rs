//! Colours of the settings: read, and held against WCAG's contrast.
use std::fmt;

use serde::Deserialize;

/// What WCAG 2.2 AA asks of text.
const LEGIBLE: f64 = 4.5;

/// A colour that text can be set in on white, or white text on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Colour([u8; 3]);

impl Colour {
    /// The page's background in the dark.
    pub const NIGHT: Self = Self([0x15, 0x18, 0x1c]);
    /// The lightest background that text stands on in the light, which is darker than white.
    const PANEL: Self = Self([0xf3, 0xf4, 0xf6]);
    const WHITE: Self = Self([0xff; 3]);

    /// Reads `#8c1c1f`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|it| it.len() == 6 && it.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        // A sign is no digit, though numbers may have one.
        let is_hex = digits.bytes().all(|it| it.is_ascii_hexdigit());
        is_hex.then_some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// The same colour, mixed with white until it is legible on a dark page.
    #[must_use]
    pub fn at_night(self) -> Self {
        let steps = (0..=20_u16).map(|step| self.mixed(Self::WHITE, step));
        steps.into_iter().find(|it| it.contrast(Self::NIGHT) >= LEGIBLE).unwrap_or(Self::WHITE)
    }

    /// The same colour, darkened, as a background of white text in the dark.
    #[must_use]
    pub fn deep(self) -> Self {
        self.mixed(Self::NIGHT, 8)
    }

    fn mixed(self, other: Self, step: u16) -> Self {
        let mix = |a: u8, b: u8| {
            let sum = u16::from(a) * (20 - step) + u16::from(b) * step;
            u8::try_from(sum / 20).unwrap_or(u8::MAX)
        };
        Self([0, 1, 2].map(|at| mix(self.0[at], other.0[at])))
    }

    /// WCAG's relative luminance.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = self.0.map(linear);
        0.2126_f64.mul_add(r, 0.7152_f64.mul_add(g, 0.0722 * b))
    }

    /// WCAG's contrast of two colours, from 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance() + 0.05, other.luminance() + 0.05);
        if a > b { a / b } else { b / a }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([r, g, b]) = self;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

impl TryFrom<String> for Colour {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let colour = Self::read(&text).ok_or_else(|| {
            format!("“{text}”不是颜色，要写成 #8c1c1f 的样子 (not a colour like #8c1c1f)")
        })?;
        let contrast = colour.contrast(Self::PANEL);
        if contrast >= LEGIBLE {
            return Ok(colour);
        }
        // Rounded down: 4.49 must not be told as 4.5.
        let shown = (contrast * 10.0).floor() / 10.0;
        Err(format!(
            "颜色 {text} 与浅色背景的对比度只有 {shown:.1}，WCAG 2.2 AA 要求至少 {LEGIBLE}，请用更深的颜色 \
             (the contrast of {text} with a light background is {shown:.1}; WCAG 2.2 AA asks for {LEGIBLE}: take a darker one)"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    fn colour(text: &str) -> Result<Colour, String> {
        Colour::try_from(text.to_owned())
    }

    #[test]
    fn colours_must_be_legible() {
        for good in ["#8c1c1f", "#0B4D94", "#000000"] {
            let colour = colour(good).expect("it is legible");
            assert_eq!(colour.to_string(), good.to_lowercase());
            assert!(colour.at_night().contrast(Colour::NIGHT) >= 4.5, "{good}");
            assert!(colour.deep().contrast(Colour::WHITE) >= 4.5, "{good}");
        }
        for bad in ["red", "#fff", "#ffffff", "#e60012x", "#ff0000", "8c1c1f", "#+c1c1f", "#岫岩"]
        {
            assert!(colour(bad).is_err(), "{bad}");
        }
        assert!(colour("#ff0000").expect_err("it is too light").contains("对比度只有 3.6"));
    }

    #[test]
    fn black_and_white_differ_most() {
        let contrast = Colour([0; 3]).contrast(Colour::WHITE);
        assert!((contrast - 21.0).abs() < 0.001, "{contrast}");
    }
}
