//! Texts as XML has them.

/// Appends a text, for content and for attributes. What XML cannot hold is dropped.
pub(super) fn escape(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    // Nearly all texts need nothing, and all bytes of one are looked at faster than one after the other.
    let is_special = |byte: u8| {
        matches!(byte, b'&' | b'<' | b'>' | b'"') || byte < 0x20 && !matches!(byte, b'\t' | b'\n')
    };
    let is_end = |a: u8, b: u8| a == 0xEF && b == 0xBF;
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    if !pairs.fold(false, |any, (a, b)| any | is_special(*a) | is_end(*a, *b))
        && !bytes.last().copied().is_some_and(is_special)
    {
        return out.push_str(text);
    }
    let mut written = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let (entity, length) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            b'\t' | b'\n' => continue,
            0..0x20 => ("", 1),
            // U+FFFE and U+FFFF are no characters.
            0xEF if matches!(bytes[at + 1..], [0xBF, 0xBE | 0xBF, ..]) => ("", 3),
            _ => continue,
        };
        out.push_str(&text[written..at]);
        out.push_str(entity);
        written = at + length;
    }
    out.push_str(&text[written..]);
}

/// A text escaped.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn texts_are_escaped_and_what_xml_cannot_hold_is_dropped() {
        assert_eq!(escaped("a<b>&\"c"), "a&lt;b&gt;&amp;&quot;c");
        assert_eq!(escaped("\u{0}a\u{b}\t\n\r\u{1f}b"), "a\t\nb");
        assert_eq!(escaped("（\u{ffff}）\u{fffe}\u{fffd}𠮷"), "（）\u{fffd}𠮷");
    }
}
