//! Looks for bytes, many at a time: loops without branches, of which the compiler makes vector instructions.

/// How many bytes are looked at together.
const WIDTH: usize = 32;

/// The first byte at or behind `from` that is one of the `wanted` or a control character, as line ends are;
/// the text's end where there is none.
pub(crate) fn find<const N: usize>(text: &[u8], from: usize, wanted: [u8; N]) -> usize {
    let mut at = from;
    let (chunks, rest) = text[from..].as_chunks::<WIDTH>();
    for chunk in chunks {
        let mut hits = [0; WIDTH];
        for (hit, &byte) in hits.iter_mut().zip(chunk) {
            *hit = u8::from(byte < b' ');
            for other in wanted {
                *hit |= u8::from(byte == other);
            }
        }
        for half in hits.as_chunks::<{ WIDTH / 2 }>().0 {
            let hits = u128::from_le_bytes(*half);
            if hits != 0 {
                return at + hits.trailing_zeros() as usize / 8;
            }
            at += WIDTH / 2;
        }
    }
    let is_wanted = |byte: &u8| *byte < b' ' || wanted.contains(byte);
    at + rest.iter().position(is_wanted).unwrap_or(rest.len())
}

/// The first byte at or behind `at` that is no blank; the text's end where there is none.
pub(crate) fn skip_blanks(text: &[u8], mut at: usize) -> usize {
    const BLANKS: u64 = u64::from_le_bytes([b' '; 8]);
    while let Some(word) = text.get(at..).and_then(<[u8]>::first_chunk) {
        let others = u64::from_le_bytes(*word) ^ BLANKS;
        at += others.trailing_zeros() as usize / 8;
        if others != 0 {
            return at;
        }
    }
    while text.get(at) == Some(&b' ') {
        at += 1;
    }
    at
}

/// Whether a text holds a character above U+007E that YAML forbids or takes for something else than it looks:
/// delete and the control characters behind it (C2 80 to C2 9F), a byte order mark, the two non-characters.
pub(crate) fn has_odd_characters(text: &[u8]) -> bool {
    let behind = |bytes: usize| text.get(bytes..).unwrap_or_default();
    let triples = text.iter().zip(behind(1)).zip(behind(2));
    let is_odd = |odd, ((&a, &b), &c): ((&u8, &u8), &u8)| {
        let is_control = a == 0x7f || (a == 0xc2 && b < 0xa0);
        // EF BB BF, EF BF BE and EF BF BF; with them EF BB BE, which is no character yet.
        let is_mark = a == 0xef && b | 4 == 0xbf && c >= 0xbe;
        odd | is_control | is_mark
    };
    // What begins in the last two bytes is no triple.
    let ends_oddly = matches!(text, [.., 0x7f] | [.., 0x7f, _] | [.., 0xc2, ..=0x9f]);
    triples.fold(false, is_odd) || ends_oddly
}

#[cfg(test)]
mod tests {
    use super::{find, has_odd_characters, skip_blanks};

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        for length in 0..70 {
            for at in 0..=length {
                let mut text = vec![0xe4; length];
                for byte in [b',', b'#', b'\n', b'\r', b'\t'] {
                    if let Some(place) = text.get_mut(at) {
                        *place = byte;
                    }
                    for from in 0..=length {
                        let expected = if from <= at { at } else { length };
                        assert_eq!(find(&text, from, *b",#"), expected, "{from} {text:?}");
                    }
                }
                text[..at].fill(b' ');
                assert_eq!(skip_blanks(&text, at / 2), at, "{text:?}");
            }
        }
    }

    #[test]
    fn odd_characters_are_seen_wherever_they_stand() {
        for at in 0..40 {
            for behind in 0..40 {
                let holds = |c: char| {
                    let text = format!("{}{c}{}", "a".repeat(at), "中".repeat(behind));
                    has_odd_characters(text.as_bytes())
                };
                for c in
                    ['\u{7f}', '\u{80}', '\u{85}', '\u{9f}', '\u{feff}', '\u{fffe}', '\u{ffff}']
                {
                    assert!(holds(c), "{c:?} behind {at}, before {behind}");
                }
                for c in ['~', '\u{a0}', '·', '忿', '￥', '\u{fffd}', '\u{febb}', '𠮷'] {
                    assert!(!holds(c), "{c:?} behind {at}, before {behind}");
                }
            }
        }
    }
}
