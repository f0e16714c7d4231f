//! The first letters of how characters are read: 政策法规文件 is found by `zcfgwj`.
use std::collections::BTreeSet;

use pinyin::ToPinyinMulti as _;

/// For each letter from a to z, the characters of which a reading begins with it.
pub type Initials = [String; 26];

/// The letters of the characters of some texts. A character that is read in several ways stands
/// with each: which it is depends on the word, and what is looked for must be found.
#[must_use]
pub fn initials<'a>(texts: impl Iterator<Item = &'a str>) -> Initials {
    let mut initials = Initials::default();
    let signs: BTreeSet<char> = texts.flat_map(str::chars).filter(|it| !it.is_ascii()).collect();
    for sign in signs {
        let Some(readings) = sign.to_pinyin_multi() else { continue };
        for reading in readings {
            let letter = reading.first_letter().bytes().next().unwrap_or_default();
            let Some(of) =
                letter.checked_sub(b'a').and_then(|at| initials.get_mut(usize::from(at)))
            else {
                continue;
            };
            if !of.ends_with(sign) {
                of.push(sign);
            }
        }
    }
    initials
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn every_reading_counts() {
        let found = initials(["银行", "行政", "（a）"].into_iter());
        let of = |letter: u8| found[usize::from(letter - b'a')].as_str();
        assert_eq!((of(b'y'), of(b'x'), of(b'z'), of(b'a')), ("银", "行", "政", ""));
        assert!(of(b'h').contains('行'));
    }
}
