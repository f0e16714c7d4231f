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
pub(crate) fn decode(bytes: Vec<u8>) -> Result<String, NotUtf8> {
    if let Some((encoding, _)) = Encoding::for_bom(&bytes)
        && encoding != encoding_rs::UTF_8
    {
        return Err(NotUtf8 { name: Some(encoding.name()), at: 0 });
    }
    // UTF-16 without a mark: every other byte of the ASCII parts is zero.
    let zeros = bytes.iter().take(4096).filter(|b| **b == 0).count();
    if zeros * 8 > bytes.len().min(4096) {
        let big = bytes.first() == Some(&0);
        return Err(NotUtf8 { name: Some(if big { "UTF-16BE" } else { "UTF-16LE" }), at: 0 });
    }
    match simdutf8::basic::from_utf8(&bytes) {
        Ok(_) => {
            let mut text = String::from_utf8(bytes).unwrap_or_default();
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Ok(text)
        }
        Err(_) => {
            let at = simdutf8::compat::from_utf8(&bytes).err().map_or(0, |it| it.valid_up_to());
            let name = GB18030.decode_without_bom_handling_and_without_replacement(&bytes);
            Err(NotUtf8 { name: name.map(|_| "GB18030"), at })
        }
    }
}
