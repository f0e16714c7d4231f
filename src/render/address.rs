//! Where pages lie in the site: names that are safe on every disk, and hrefs to them.
use std::{borrow::Cow, fmt::Write as _};

/// Names that Windows reserves, with any ending.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];
/// No system takes a file's name of more bytes than 255; an ending and a number are still added.
const MAX_BYTES: usize = 200;

/// Whether a name can be the name of a folder of the site: one path segment, not hidden, not
/// reserved anywhere. Chinese names can.
#[must_use]
pub fn is_safe_folder(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or("").to_ascii_lowercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device)
            .is_some_and(|it| it.len() == 1 && it.as_bytes()[0].is_ascii_digit())
    };
    let is_reserved = RESERVED.contains(&stem.as_str()) || numbered("com") || numbered("lpt");
    let is_bad = |c: char| {
        c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
    };
    !name.is_empty()
        && name.len() <= MAX_BYTES
        && !name.starts_with('.')
        && !name.ends_with(['.', ' '])
        && !name.contains(is_bad)
        && !is_reserved
}

/// Whether an id can be the name of an entry's page: what the format says of ids, and not `index`,
/// which is the table's own page.
#[must_use]
pub fn is_safe_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_alphanumeric())
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
        && !id.eq_ignore_ascii_case("index")
        && is_safe_folder(id)
}

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
    use super::{href, is_safe_folder, is_safe_id, web};

    #[test]
    fn no_name_leaves_its_folder() {
        for bad in [
            "", ".", "..", "../x", "a/b", "a\\b", ".git", "con", "Aux.x", "com1", "lpt9.txt", "a.",
            "a ", "a\0", "a:b",
        ] {
            assert!(!is_safe_folder(bad), "{bad}");
            assert!(!is_safe_id(bad), "{bad}");
        }
        for good in ["岫岩", "xiuyan", "a-b_c.d", "common", "com10"] {
            assert!(is_safe_folder(good), "{good}");
        }
        assert!(
            is_safe_id("20-001")
                && !is_safe_id("岫岩")
                && !is_safe_id("index")
                && !is_safe_id("INDEX")
        );
    }

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
