//! Names that become files and folders of the site: safe on every disk.

/// Names that Windows reserves, with any ending.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];
/// No system takes a file's name of more bytes than 255; an ending and a number are still added.
pub const MAX_BYTES: usize = 200;

/// Whether a name can be the name of a folder of the site: one path segment, not hidden, not
/// reserved anywhere. Chinese names can.
#[must_use]
pub fn is_safe_folder(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or("");
    let is_numbered = || {
        let device = stem.strip_suffix(|c: char| c.is_ascii_digit());
        device.is_some_and(|it| ["com", "lpt"].iter().any(|name| it.eq_ignore_ascii_case(name)))
    };
    let is_reserved = RESERVED.iter().any(|it| it.eq_ignore_ascii_case(stem)) || is_numbered();
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

#[cfg(test)]
mod tests {
    use super::{is_safe_folder, is_safe_id};

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
}
