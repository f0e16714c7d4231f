//! What kinds of characters a text holds. One pass over its bytes settles which rules could concern it;
//! nearly every text is clean, and then no rule needs to look.

/// A set of kinds of characters. It may claim a kind too many, never one too few: a rule that is
/// called looks for itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u32);

impl Marks {
    /// Every text has this.
    pub const ANY: Self = Self(1 << 31);
    /// Blanks and line breaks of all kinds, invisible ones too.
    pub const BLANK: Self = Self(bit(0) | bit(5) | bit(6) | bit(7) | bit(8) | bit(15));
    /// Full-width digits and letters.
    pub const WIDE: Self = Self(bit(12) | bit(13));
    /// Brackets of all kinds, title marks too.
    pub const BRACKET: Self = Self(bit(2) | bit(10) | bit(11));
    /// “ ” ‘ ’
    pub const QUOTE: Self = Self(bit(9));
    /// Punctuation that could stand for another: ASCII, small, half-width and full-width forms, and a
    /// year in brackets.
    pub const LOOK_ALIKE: Self = Self(bit(2) | bit(3) | bit(13) | bit(14) | bit(15) | bit(19));
    /// Boxes for a tick.
    pub const BOX: Self = Self(bit(17));
    /// Signs that stand for something to be filled in: X × ＊ 某 _
    pub const SIGN: Self = Self(bit(4) | bit(6) | bit(12) | bit(13) | bit(14) | bit(17) | bit(20));
    /// Controls, private use, radicals, remains of a wrong conversion.
    pub const DAMAGE: Self =
        Self(bit(1) | bit(6) | bit(7) | bit(8) | bit(15) | bit(16) | bit(18) | bit(20));

    /// Both sets together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two have any kind in common.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The kinds of characters in a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        // Behind the text stand two bytes that no text has. Folding a chain is one tight loop over
        // each part of it.
        let bytes = text.bytes().chain([NO_BYTE; 2]);
        let (kinds, ..) = bytes.fold((0, 0, 0), |(kinds, first, second), byte| {
            let third = TABLE[usize::from(byte)];
            (kinds | first & (second >> KINDS) & (third >> (2 * KINDS)), second, third)
        });
        Self::ANY.or(Self(u32::try_from(kinds & ((1 << KINDS) - 1)).unwrap_or(u32::MAX)))
    }
}

/// How many kinds of bytes in a row are told apart.
const KINDS: usize = 21;

/// Never part of UTF-8.
const NO_BYTE: u8 = 0xff;

const fn bit(kind: u32) -> u32 {
    1 << kind
}

/// Ranges of bytes, both ends included.
type Ranges = &'static [[u8; 2]];

const ALL: Ranges = &[[0, 0xff]];

/// The kinds: what the first, the second and the third byte may be.
const PATTERNS: [[Ranges; 3]; KINDS] = [
    // 0: ASCII blanks
    [&[[b'\t', b'\n'], [b'\r', b'\r'], [b' ', b' ']], ALL, ALL],
    // 1: ASCII controls
    [&[[0, 8], [0xb, 0xc], [0xe, 0x1f], [0x7f, 0x7f]], ALL, ALL],
    // 2: ASCII brackets
    [&[[b'(', b')'], [b'[', b'['], [b']', b']']], ALL, ALL],
    // 3: other ASCII punctuation
    [&[[b'!', b'"'], [b'\'', b'\''], [b',', b','], [b':', b'<'], [b'>', b'?']], ALL, ALL],
    // 4: X x * _
    [&[[b'X', b'X'], [b'x', b'x'], [b'*', b'*'], [b'_', b'_']], ALL, ALL],
    // 5: U+3000
    [&[[0xe3, 0xe3]], &[[0x80, 0x80]], &[[0x80, 0x80]]],
    // 6: U+0080 to U+00A0, U+00AD, ×
    [&[[0xc2, 0xc3]], &[[0x80, 0xa0], [0xad, 0xad]], ALL],
    // 7: U+2000 to U+200F, U+2028 to U+202F
    [&[[0xe2, 0xe2]], &[[0x80, 0x80]], &[[0x80, 0x8f], [0xa8, 0xaf]]],
    // 8: U+205F to U+206F
    [&[[0xe2, 0xe2]], &[[0x81, 0x81]], &[[0x9f, 0xaf]]],
    // 9: ‘ to ”
    [&[[0xe2, 0xe2]], &[[0x80, 0x80]], &[[0x98, 0x9d]]],
    // 10: 〈 to 】, 〔 〕
    [&[[0xe3, 0xe3]], &[[0x80, 0x80]], &[[0x88, 0x95]]],
    // 11: （ ） ［ ］
    [&[[0xef, 0xef]], &[[0xbc, 0xbc]], &[[0x88, 0x89], [0xbb, 0xbb], [0xbd, 0xbd]]],
    // 12: ０ to ９, Ａ to Ｚ
    [&[[0xef, 0xef]], &[[0xbc, 0xbc]], &[[0x90, 0x99], [0xa1, 0xba]]],
    // 13: ａ to ｚ, ｡ to ､
    [&[[0xef, 0xef]], &[[0xbd, 0xbd]], &[[0x81, 0x9a], [0xa1, 0xa4]]],
    // 14: ＊ ＜ ＞ ＿
    [&[[0xef, 0xef]], &[[0xbc, 0xbc]], &[[0x8a, 0x8a], [0x9c, 0x9c], [0x9e, 0x9e], [0xbf, 0xbf]]],
    // 15: U+F000 to U+FAFF, U+FE40 to U+FE7F, U+FEC0 to U+FEFF, U+FFC0 to U+FFFF
    [&[[0xef, 0xef]], &[[0x80, 0xab], [0xb9, 0xb9], [0xbb, 0xbb], [0xbf, 0xbf]], ALL],
    // 16: U+E000 to U+EFFF, and beyond U+FFFF
    [&[[0xee, 0xee], [0xf0, 0xf4]], ALL, ALL],
    // 17: ■ □ ○ ☐ and their like
    [&[[0xe2, 0xe2]], &[[0x96, 0x98], [0x9d, 0x9d]], ALL],
    // 18: U+2E80 to U+2FFF
    [&[[0xe2, 0xe2]], &[[0xba, 0xbf]], ALL],
    // 19: the end of （ ［ 【, and the first digit of a year
    [&[[0xbc, 0xbc], [0x80, 0x80]], &[[0x88, 0x88], [0xbb, 0xbb], [0x90, 0x90]], &[[b'1', b'2']]],
    // 20: 某 锟, and a few rare ideographs
    [&[[0xe6, 0xe6], [0xe9, 0xe9]], &[[0x94, 0x94], [0x9f, 0x9f]], &[[0x90, 0x90], [0x9f, 0x9f]]],
];

/// For each byte, the kinds of which it can be the first, the second and the third, side by side.
static TABLE: [u64; 256] = {
    let mut table = [0; 256];
    let mut kind = 0;
    while kind < KINDS {
        let mut place = 0;
        while place < 3 {
            let ranges = PATTERNS[kind][place];
            let mut range = 0;
            while range < ranges.len() {
                let mut byte = ranges[range][0] as usize;
                while byte <= ranges[range][1] as usize {
                    table[byte] |= 1 << (place * KINDS + kind);
                    byte += 1;
                }
                range += 1;
            }
            place += 1;
        }
        kind += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::Marks;

    #[test]
    fn every_kind_is_seen_anywhere() {
        let cases = [
            (
                Marks::BLANK,
                " \t\n\r\u{3000}\u{a0}\u{ad}\u{85}\u{200b}\u{2028}\u{202f}\u{205f}\u{2060}\u{feff}\u{2003}",
            ),
            (Marks::WIDE, "０９ＡＺａｚ"),
            (Marks::BRACKET, "()[]《》〈〉〔〕（）【】「」『』［］"),
            (Marks::QUOTE, "“”‘’"),
            (Marks::LOOK_ALIKE, ",;:()[]<>?!\"'＜＞﹐﹑﹔﹕﹙﹚﹝﹞｡､｢｣"),
            (Marks::BOX, "□■▢▣☐☑☒◻◼❏❑"),
            (Marks::SIGN, "Xx*_ＸＸｘ×＊○◯＿某"),
            (
                Marks::DAMAGE,
                "\u{0}\u{7}\u{1f}\u{7f}\u{80}\u{fffd}\u{e000}\u{f8ff}\u{2f2f}\u{2e80}\u{f900}\u{2f800}\u{200e}\u{202e}\u{2066}锟\u{f0000}",
            ),
        ];
        for (kind, chars) in cases {
            for c in chars.chars() {
                for text in [
                    format!("{c}"),
                    format!("公开{c}"),
                    format!("{c}公开"),
                    format!("a{c}"),
                    format!("{c}a"),
                ] {
                    assert!(Marks::of(&text).meets(kind), "{text:?} {kind:?}");
                }
            }
        }
    }

    #[test]
    fn years_in_other_brackets_are_seen() {
        for text in ["国办发（2019）54号", "【2019】", "国发［1998］1号"] {
            assert!(Marks::of(text).meets(Marks::LOOK_ALIKE), "{text}");
        }
        assert!(!Marks::of("国办发〔2019〕54号（试行）").meets(Marks::LOOK_ALIKE));
    }

    #[test]
    fn clean_text_has_none() {
        for text in [
            "",
            "自该信息形成之日起20个工作日内",
            "办理时间、地点；联系方式：电话，地址。",
            "GB/T37668",
            "—…·～①",
            "县司法局",
        ] {
            assert_eq!(Marks::of(text), Marks::ANY, "{text}");
        }
    }
}
