//! The signs that stand for a ticked box and an empty one.

/// What a sign says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Ticked, unless the table's other signs say otherwise.
    Ticked,
    /// Not ticked, unless the table's other signs say otherwise.
    Empty,
    /// One of the two.
    Either,
}

/// What a character says as a box; nothing where it is none.
///
/// `R`, `T`, `P`, `£` and `口` are boxes of a symbol font whose font was lost: they count only before
/// a term, see [`is_letter`].
#[must_use]
pub fn class(c: char) -> Option<Class> {
    match c {
        '■' | '☑' | '☒' | '√' | '✓' | '✔' | '✅' | '●' | '▲' | '◆' | '★' | '⬛' | '█' | '◼'
        | '▪' | '◉' | '☆' | '✚' | '➕' | '♦' | 'R' | 'T' | 'P' | 'S' | '\u{f052}' | '\u{f054}'
        | '\u{f053}' | '\u{f0fe}' | '\u{f0fc}' | '\u{f050}' | '\u{f06e}' | '\u{f0fd}'
        | '\u{f06c}' | '\u{f075}' | 'þ' | 'ý' | 'ü' | '¢' | '▣' | '⊠' | '◙' | 'V' | 'v' | 'X'
        | 'x' => Some(Class::Ticked),
        '□' | '☐' | '○' | '◇' | '△' | '◯' | '▢' | '⬜' | '◻' | '▫' | '❏' | '❑' | '❐' | '❒'
        | '£' | '口' | '〇' | '囗' | '\u{f0a3}' | '\u{f0a8}' | '\u{f06f}' | '\u{f071}'
        | '\u{f072}' | '\u{f0a1}' | '¨' | '¡' | '❌' | 'q' | 'O' => Some(Class::Empty),
        't' | 'o' | '\u{f074}' | '×' | '✗' | '✘' | '◎' | '⊙' => Some(Class::Either),
        _ => None,
    }
}

/// Whether a sign is an ordinary character too, and a box only before a term.
#[must_use]
pub fn is_letter(c: char) -> bool {
    matches!(
        c,
        'R' | 'T'
            | 'P'
            | 'S'
            | 'V'
            | 'v'
            | 'X'
            | 'x'
            | 't'
            | 'o'
            | 'O'
            | 'q'
            | 'ü'
            | '口'
            | '〇'
            | '×'
            | '☆'
            | '★'
    )
}

/// What a character of a symbol font shows, by the font and the character's code.
#[must_use]
pub fn of_font(font: &str, code: u32) -> Option<char> {
    let code = if (0xf000..0xf100).contains(&code) { code - 0xf000 } else { code };
    let second = font.trim().ends_with(['2', '3']);
    let shown = match (font.trim(), code) {
        (_, 0x20) => ' ',
        _ if second => match code {
            0x52 => '☑',
            0x53..=0x56 => '☒',
            0x50 => '✓',
            0x4f | 0x51 => '✗',
            0xa3 | 0x2a | 0x30 => '□',
            0x94..=0x9a => '●',
            0xa2 | 0xa4..=0xaf => '■',
            _ => return None,
        },
        (name, _) if name.starts_with("Wingdings") => match code {
            0xfe => '☑',
            0xfd | 0x78 => '☒',
            0xfc => '✓',
            0xfb => '✗',
            0x6e | 0xa7 => '■',
            0x6f | 0x70 | 0x71 | 0x72 | 0xa8 => '□',
            0x6c | 0x9f => '●',
            0xa1 => '○',
            0x74..=0x77 => '◆',
            0xd8 | 0xe0 => '➢',
            _ => return None,
        },
        _ => return None,
    };
    Some(shown)
}

/// Whether a whole cell of a column of ticks is a sign, and what it says.
#[must_use]
pub fn tick(text: &str) -> Option<Class> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    match bare.as_str() {
        "是" | "true" | "TRUE" | "有" | "公开" | "勾" | "打勾" | "Ö" | "V" | "v" | "Y" | "y"
        | "1" | "∨" | "✔️" | "√√" | "对" | "¡Ì" | "J" | "ü" | "P" | "a" => {
            Some(Class::Ticked)
        }
        "否" | "false" | "FALSE" | "不公开" | "不予公开" | "不涉及" | "不适用" | "N" | "n"
        | "0" | "/" | "／" | "-" | "—" | "——" | "－" | "无" | "X" | "x" | "不" | "×" | "✗"
        | "✘" => Some(Class::Empty),
        _ => {
            let mut chars = bare.chars();
            let (first, rest) = (chars.next()?, chars.next());
            class(first).filter(|_| rest.is_none())
        }
    }
}
