//! Where pages lie in the site: names that are safe on every disk, and hrefs to them.
use std::{borrow::Cow, fmt::Write as _};

/// A path of the site as an href: everything but unreserved ASCII and `/` is percent-encoded.
#[must_use]
pub fn href(path: &str) -> Cow<'_, str> {
    let is_plain =
        |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~' | b'/');
    if path.bytes().all(is_plain) {
        return Cow::Borrowed(path);
    }
    let mut out = String::with_capacity(path.len() * 3);
    for byte in path.bytes() {
        if is_plain(byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    Cow::Owned(out)
}

/// An address of the web that may stand in an href; anything else is shown as text.
#[must_use]
pub fn web(text: &str) -> Option<&str> {
    let text = text.trim();
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    let is_web = lower.starts_with("https://") || lower.starts_with("http://");
    (is_web && !text.contains(|c: char| c.is_whitespace() || c.is_control())).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::{href, web};

    #[test]
    fn addresses_are_encoded() {
        assert_eq!(href("xiuyan/20-001.html"), "xiuyan/20-001.html");
        assert_eq!(href("岫/a b.html"), "%E5%B2%AB/a%20b.html");
        assert_eq!(web("https://www.gov.cn/"), Some("https://www.gov.cn/"));
        assert_eq!(web("HTTP://www.gov.cn"), Some("HTTP://www.gov.cn"));
        for bad in [
            "javascript:alert(1)",
            "//evil",
            "https://a b",
            "data:text/html,x",
            "见政府网站",
            "http",
        ] {
            assert_eq!(web(bad), None, "{bad}");
        }
    }
}
