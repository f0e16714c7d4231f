//! Bytes to text: UTF-8, or a name for what else it is and how to convert it.
use encoding_rs::{Encoding, GB18030};

/// A file that is not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotUtf8 {
    /// The encoding's name, where it can be told.
    pub(crate) name: Option<&'static str>,
    /// The first byte that is not UTF-8.
    pub(crate) at: usize,
}

/// Decodes a file. A byte order mark of UTF-8 is dropped.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, NotUtf8> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes)
        && encoding != encoding_rs::UTF_8
    {
        return Err(NotUtf8 { name: Some(encoding.name()), at: 0 });
    }
    if let Some(name) = utf16(bytes) {
        return Err(NotUtf8 { name: Some(name), at: 0 });
    }
    // Copying a checked text is several times faster than the standard library's second check.
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned());
    }
    let at = simdutf8::compat::from_utf8(bytes).err().map_or(0, |it| it.valid_up_to());
    // A text holds no zero bytes in GB18030 either.
    let is_text = !bytes.contains(&0);
    let decoded = GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    Err(NotUtf8 { name: decoded.filter(|_| is_text).map(|_| "GB18030"), at })
}

/// UTF-16 without a mark: one of the two bytes of each ASCII character is zero, and in a catalog
/// the keys, colons and blanks are ASCII.
fn utf16(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(4096)];
    let mut zeros = [0_usize; 2];
    for at in memchr::memchr_iter(0, head) {
        zeros[at % 2] += 1;
    }
    let [first, second] = zeros;
    if bytes.len() % 2 == 1 || (first + second) * 16 < head.len() {
        return None;
    }
    // 一 ends in a zero byte too, but ASCII characters outnumber it.
    if second > first * 4 {
        Some("UTF-16LE")
    } else if first > second * 4 {
        Some("UTF-16BE")
    } else {
        None
    }
}
