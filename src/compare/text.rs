//! Texts as they are compared: without blanks, numbering and punctuation that carry no meaning.

/// A text folded for comparison: reflowed, renumbered or repunctuated texts fold alike.
pub(crate) fn fold(text: &str) -> String {
    let text = strip_numbering(text.trim());
    text.chars()
        .filter(|c| !c.is_whitespace())
        .filter_map(|c| match c {
            '，' | ',' | '。' | '；' | ';' | '、' | '：' | ':' | '“' | '”' | '"' | '·' | '.' => {
                None
            }
            '（' | '〔' | '[' | '【' => Some('('),
            '）' | '〕' | ']' | '】' => Some(')'),
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xfee0),
            other => Some(other),
        })
        .collect()
}

/// Takes off `1.`, `①`, `（一）` and `●` at the start.
fn strip_numbering(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| matches!(c, '●' | '■' | '①'..='⑳' | ' '));
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < rest.len()
        && let Some(behind) = digits.strip_prefix(['.', '．', '、', ')', '）'])
        && !behind.starts_with(|c: char| c.is_ascii_digit())
    {
        return behind;
    }
    rest
}

/// How alike two folded texts are, from 0 to 1.
pub(crate) fn likeness(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    // Lengths that differ too much cannot be alike; this spares the quadratic comparison.
    let (short, long) = if a.len() < b.len() { (a.len(), b.len()) } else { (b.len(), a.len()) };
    if short * 2 < long || long > 3_000 {
        return 0.0;
    }
    strsim::normalized_levenshtein(a, b)
}

/// From here on two texts are taken for one text in other words.
pub(crate) const ALIKE: f64 = 0.8;
