//! The words of the vocabulary as they stand in cells: found inside a text, blanks or not.
use rustc_hash::FxHashMap;

use crate::model::vocabulary::{Terms, one_width};

/// Terms and synonyms, to be found at a place of a text.
#[derive(Debug)]
pub struct Lexicon<'v> {
    terms: &'v Terms,
    /// By first character, the longest first.
    words: FxHashMap<char, Vec<(Vec<char>, u16)>>,
}

impl<'v> Lexicon<'v> {
    /// The lexicon of some terms.
    #[must_use]
    pub fn new(terms: &'v Terms) -> Self {
        let mut words: FxHashMap<char, Vec<(Vec<char>, u16)>> = FxHashMap::default();
        for (at, term) in (0..).zip(terms.list()) {
            for word in std::iter::once(&term.term).chain(&term.synonyms) {
                let folded: Vec<char> =
                    word.chars().filter(|c| !c.is_whitespace()).map(one_width).collect();
                if let Some(first) = folded.first() {
                    words.entry(*first).or_default().push((folded, at));
                }
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for list in words.values_mut() {
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.1.cmp(&b.1)));
        }
        Self { terms, words }
    }

    /// The terms.
    #[must_use]
    pub fn terms(&self) -> &'v Terms {
        self.terms
    }

    /// The longest word that begins at a place: where it ends, and its standard term. Blanks and line
    /// breaks inside it do not count.
    #[must_use]
    pub fn at(&self, text: &[char], from: usize) -> Option<(usize, &'v str)> {
        let list = self.words.get(&one_width(*text.get(from)?))?;
        list.iter().find_map(|(word, term)| {
            let mut at = from;
            for wanted in word {
                while text.get(at).is_some_and(|c| c.is_whitespace()) {
                    at += 1;
                }
                if text.get(at).copied().map(one_width) != Some(*wanted) {
                    return None;
                }
                at += 1;
            }
            Some((at, self.terms.standard(*term)))
        })
    }

    /// A whole word as it should be written, and whether it is known.
    #[must_use]
    pub fn standard(&self, word: &str) -> (String, bool) {
        (self.terms.standardise(word).into_owned(), self.terms.find(word).is_some())
    }

    /// Takes a cell apart where no boxes do: at separators, and between known words.
    #[must_use]
    pub fn words(&self, text: &str) -> Vec<(String, bool)> {
        let chars: Vec<char> = text.chars().collect();
        let mut found = Vec::new();
        let (mut at, mut from, mut depth) = (0, 0, 0_usize);
        let slice = |from: usize, to: usize| -> String {
            chars[from..to].iter().filter(|c| !c.is_whitespace()).collect()
        };
        let push = |from: usize, to: usize, found: &mut Vec<(String, bool)>| {
            let word = slice(from, to);
            let word = word.trim_matches(['.', '。', '●', '·', '/']);
            if !word.is_empty() && !word.chars().all(|c| c.is_ascii_digit()) {
                found.push(self.standard(word));
            }
        };
        while at < chars.len() {
            if from == at
                && depth == 0
                && let Some((end, term)) = self.at(&chars, at)
            {
                let behind = (end..chars.len()).find(|it| !chars[*it].is_whitespace());
                let next = behind.map(|it| chars[it]);
                let ends = next.is_none_or(|c| {
                    separates(c) || c == '/' || c == '。' || c == '和' || c == '及'
                }) || behind.is_some_and(|it| self.at(&chars, it).is_some())
                    || behind.is_some_and(|it| it > end && !"（(：:".contains(chars[it]));
                if ends {
                    found.push((term.to_owned(), true));
                    let skips = next.is_some_and(|c| c == '/' || c == '和' || c == '及');
                    at = behind.map_or(chars.len(), |it| it + usize::from(skips));
                    from = at;
                    continue;
                }
            }
            match chars[at] {
                '（' | '(' => depth += 1,
                '）' | ')' => depth = depth.saturating_sub(1),
                // A line may break inside a word, a blank may stand in one.
                c if depth == 0
                    && (separates(c) || (c.is_whitespace() && self.begins_behind(&chars, at))) =>
                {
                    push(from, at, &mut found);
                    from = at + 1;
                }
                c if from == at && c.is_whitespace() => from = at + 1,
                _ => {}
            }
            at += 1;
        }
        push(from, chars.len(), &mut found);
        let mut seen: Vec<(String, bool)> = Vec::new();
        for word in found {
            if !seen.contains(&word) {
                seen.push(word);
            }
        }
        seen
    }

    fn begins_behind(&self, text: &[char], blank: usize) -> bool {
        let behind = (blank..text.len()).find(|it| !text[*it].is_whitespace());
        behind.is_some_and(|it| self.at(text, it).is_some())
    }
}

fn separates(c: char) -> bool {
    matches!(c, '、' | '，' | ',' | '；' | ';' | '\n' | '|' | '｜')
}
