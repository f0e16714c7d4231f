//! What kinds of characters a text holds. One pass over a text settles which rules could concern it;
//! nearly every text is clean, and then no rule needs to look.

/// A set of kinds of characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u16);

impl Marks {
    /// Every text has this.
    pub const ANY: Self = Self(1);
    /// Blanks and line breaks of all kinds, invisible ones too.
    pub const BLANK: Self = Self(1 << 1);
    /// Full-width digits and letters.
    pub const WIDE: Self = Self(1 << 2);
    /// Brackets of all kinds, title marks too.
    pub const BRACKET: Self = Self(1 << 3);
    /// “ ” ‘ ’
    pub const QUOTE: Self = Self(1 << 4);
    /// ASCII punctuation, and small and other forms of Chinese punctuation.
    pub const ASCII_PUNCTUATION: Self = Self(1 << 5);
    /// Boxes for a tick, and 口, which is used for one.
    pub const BOX: Self = Self(1 << 6);
    /// Signs that stand for something to be filled in: X × ＊ 某 _
    pub const SIGN: Self = Self(1 << 7);
    /// Controls, private use, radicals, remains of a wrong conversion.
    pub const DAMAGE: Self = Self(1 << 8);
    /// 上 前 左 〃 ″ and the letters of ditto.
    pub const ABOVE: Self = Self(1 << 9);

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
        text.chars().fold(Self::ANY, |marks, c| marks.or(Self::of_char(c)))
    }

    fn of_char(c: char) -> Self {
        let number = u32::from(c);
        if let Some(marks) = ASCII.get(number as usize) {
            return *marks;
        }
        match number.checked_sub(FIRST_HAN).map(|it| it as usize) {
            Some(at) if at < HAN.len() * 64 => {
                if HAN[at / 64] >> (at % 64) & 1 == 0 { Self(0) } else { Self::of_han(c) }
            }
            _ => Self::of_other(c),
        }
    }

    fn of_han(c: char) -> Self {
        match c {
            '口' => Self::BOX,
            '某' => Self::SIGN,
            '锟' => Self::DAMAGE,
            _ => Self::ABOVE,
        }
    }

    /// Neither ASCII nor a common ideograph.
    #[inline(never)]
    fn of_other(c: char) -> Self {
        match c {
            '、' | '。' | '，' | '；' | '：' | '—' | '…' | '·' | '～' | '①'..='⑳' => Self(0),
            '《' | '》' | '〈' | '〉' | '〔' | '〕' | '「' | '」' | '『' | '』' => Self::BRACKET,
            // These are look-alikes too, around a year.
            '（' | '）' | '【' | '】' | '［' | '］' => Self::BRACKET.or(Self::ASCII_PUNCTUATION),
            '“' | '”' | '‘' | '’' => Self::QUOTE,
            '０'..='９' | 'Ａ'..='Ｗ' | 'Ｙ' | 'Ｚ' | 'ａ'..='ｗ' | 'ｙ' | 'ｚ' => Self::WIDE,
            'Ｘ' | 'ｘ' => Self::WIDE.or(Self::SIGN),
            '×' | '＊' | '○' | '◯' | '〇' | '＿' => Self::SIGN,
            '〃' | '″' => Self::ABOVE,
            '＜' | '＞' | '\u{fe50}'..='\u{fe6f}' | '\u{ff61}'..='\u{ff64}' => Self::ASCII_PUNCTUATION,
            '□' | '■' | '▢' | '▣' | '☐'..='☒' | '◻' | '◼' | '❏' | '❑' => Self::BOX,
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => Self::BLANK,
            _ if c.is_whitespace() => Self::BLANK,
            '\u{7f}'..='\u{9f}'
            | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2061}'..='\u{206f}'
            | '\u{2e80}'..='\u{2fdf}'
            | '\u{e000}'..='\u{faff}'
            | '\u{fff9}'..='\u{ffff}'
            | '\u{2f800}'..='\u{2fa1f}'
            | '\u{e0000}'.. => Self::DAMAGE,
            _ => Self(0),
        }
    }
}

const FIRST_HAN: u32 = 0x4e00;

/// The ideographs that have marks, a bit for each ideograph.
const HAN: [u64; 328] = {
    let mut bits = [0; 328];
    let marked = ['口', '某', '锟', '上', '前', '左'];
    let mut at = 0;
    while at < marked.len() {
        let place = (marked[at] as u32 - FIRST_HAN) as usize;
        bits[place / 64] |= 1 << (place % 64);
        at += 1;
    }
    bits
};

static ASCII: [Marks; 128] = {
    let mut table = [Marks(0); 128];
    let mut at = 0;
    while at < 128 {
        table[at] = match at as u8 {
            b' ' | b'\t' | b'\n' | b'\r' => Marks::BLANK,
            0..=0x1f | 0x7f => Marks::DAMAGE,
            b'(' | b')' | b'[' | b']' => Marks::BRACKET.or(Marks::ASCII_PUNCTUATION),
            b'"' => Marks::ASCII_PUNCTUATION.or(Marks::ABOVE),
            b'\'' | b',' | b':' | b';' | b'<' | b'>' | b'?' | b'!' => Marks::ASCII_PUNCTUATION,
            b'x' | b'X' | b'*' | b'_' => Marks::SIGN,
            b'o' | b'O' => Marks::ABOVE,
            _ => Marks(0),
        };
        at += 1;
    }
    table
};
