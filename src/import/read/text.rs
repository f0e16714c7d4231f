//! Bytes to text: a byte order mark, what a page says of itself, UTF-8, or the likeliest.
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::{
    diagnostic::message,
    import::read::{Unreadable, damaged},
};

/// How much of a text tells its encoding.
const ENOUGH: usize = 64 << 10;

/// What is known of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    /// Nothing.
    None,
    /// That it may name its encoding in a `meta`.
    Html,
}

/// Decodes a text.
pub(super) fn decode(bytes: &[u8], hint: Hint) -> Result<String, Unreadable> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned());
    }
    let encoding = wide(bytes)
        .or_else(|| std::str::from_utf8(bytes).is_ok().then_some(UTF_8))
        .or_else(|| (hint == Hint::Html).then(|| declared(bytes)).flatten())
        .unwrap_or_else(|| likeliest(bytes));
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let lost = text.chars().filter(|c| *c == '\u{fffd}').count();
    if text.contains('\0') || (had_errors && lost * 50 > text.chars().count()) {
        return Err(if bytes.contains(&0) {
            Unreadable::new(
                message!("这不是表格文件", "this is no file with tables"),
                message!(
                    "可以导入 xlsx、xls、ods、docx、html、csv、tsv、md",
                    "xlsx, xls, ods, docx, html, csv, tsv and md can be imported"
                ),
            )
        } else {
            damaged()
        });
    }
    Ok(text.into_owned())
}

/// UTF-16 without a mark: one byte of each line break and comma is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(ENOUGH)];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|it| **it == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    if bytes.len() % 2 == 1 || (first + second) * 50 < head.len() {
        None
    } else if second > first * 4 {
        Some(UTF_16LE)
    } else if first > second * 4 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// What a page's `meta` says.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let at = memchr::memmem::find(head, b"charset").map(|it| it + "charset".len())?;
    let rest = head[at..].iter().skip_while(|it| matches!(it, b' ' | b'=' | b'"' | b'\''));
    let label: Vec<u8> = rest
        .take_while(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_'))
        .copied()
        .collect();
    Encoding::for_label(&label).filter(|it| *it != UTF_8)
}

fn likeliest(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(ENOUGH)], bytes.len() <= ENOUGH);
    let found = detector.guess(Some(b"cn"), Utf8Detection::Allow);
    // GB18030 reads all that GBK does, and more.
    if found == GBK || found == UTF_8 { GB18030 } else { found }
}
