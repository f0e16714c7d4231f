//! Cells with boxes: `■政府网站 □政府公报`. Which sign is a tick, the whole table tells.
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use crate::import::cells::{
    lexicon::Lexicon,
    signs::{self, Class},
};

/// Who lists every channel lists at least so many: the official form has thirteen.
const FEW: usize = 7;

/// A term and the sign at it.
pub type Boxed = (char, String);

/// Takes a cell with boxes apart; nothing where it has none.
#[must_use]
pub fn parse(text: &str, lexicon: &Lexicon<'_>) -> Option<Vec<Boxed>> {
    let text = drawn(text);
    let chars: Vec<char> = text.chars().collect();
    let is_box = |at: usize| {
        if signs::class(chars[at]).is_none() {
            return false;
        }
        if !signs::is_letter(chars[at]) {
            return true;
        }
        // A letter is a box before a known term and behind no other letter.
        let is_free = at == 0 || !chars[at - 1].is_ascii_alphanumeric();
        let behind = (at + 1..chars.len()).find(|it| !chars[*it].is_whitespace());
        is_free
            && behind.is_some_and(|it| lexicon.at(&chars, it).is_some() || is_other(&chars[it..]))
    };
    let places: Vec<usize> = (0..chars.len()).filter(|it| is_box(*it)).collect();
    let (first, last) = (*places.first()?, *places.last()?);
    let word = |from: usize, to: usize| -> String {
        let word: String = chars[from..to].iter().filter(|c| !c.is_whitespace()).collect();
        word.trim_matches(['、', '，', ',', '；', ';', '_', '＿', '.', '。', '：', ':', '|', '…'])
            .to_owned()
    };
    let mut boxes: Vec<Boxed> = Vec::new();
    let is_behind = !word(0, first).is_empty() && word(last + 1, chars.len()).is_empty();
    if is_behind {
        let mut from = 0;
        for at in places {
            // Of several terms before a sign, it stands behind the last.
            let more = unboxed(&chars[from..at], lexicon);
            let end = at - more.iter().map(|it| it.0).sum::<usize>();
            let mut terms = vec![word(from, end)];
            terms.extend(more.into_iter().map(|it| it.1));
            let last = terms.pop().unwrap_or_default();
            boxes.extend(terms.into_iter().map(|it| (' ', it)));
            boxes.push((chars[at], last));
            from = at + 1;
        }
    } else {
        let ends = places.iter().skip(1).copied().chain([chars.len()]);
        for (at, end) in places.iter().copied().zip(ends) {
            let more = unboxed(&chars[at + 1..end], lexicon);
            let from = end - more.iter().map(|it| it.0).sum::<usize>();
            boxes.push((chars[at], word(at + 1, from)));
            boxes.extend(more.into_iter().map(|it| (' ', it.1)));
        }
        // What stands before the first box has none.
        let before = word(0, first);
        if !before.is_empty() {
            boxes.insert(0, (' ', before));
        }
    }
    // □√政府网站: a tick upon a box.
    let mut merged: Vec<Boxed> = Vec::new();
    for (sign, word) in boxes {
        match merged.last_mut().filter(|it| it.1.is_empty()) {
            Some(before) => {
                let is_tick = signs::class(before.0) == Some(Class::Ticked);
                *before = (if is_tick { before.0 } else { sign }, word);
            }
            None => merged.push((sign, word)),
        }
    }
    merged.retain(|it| !it.1.is_empty());
    (!merged.is_empty()).then_some(merged)
}

/// The terms behind the first one in the text of a box, where nothing but blanks divides them: they have no
/// box, for theirs was never drawn. Each with how many characters it takes.
fn unboxed(text: &[char], lexicon: &Lexicon<'_>) -> Vec<(usize, String)> {
    let is_blank = |c: char| c.is_whitespace() || c == '_';
    let skip = |from: usize| (from..text.len()).find(|it| !is_blank(text[*it]));
    let Some((mut at, _)) = skip(0).and_then(|it| lexicon.at(text, it)) else { return Vec::new() };
    let mut more = Vec::new();
    while let Some(next) = skip(at) {
        let Some((end, _)) = lexicon.at(text, next).filter(|_| next > at) else {
            return Vec::new();
        };
        more.push((end - at, text[next..end].iter().collect()));
        at = end;
    }
    // Blanks at the end go with the last.
    if let Some(last) = more.last_mut() {
        last.0 += text.len() - at;
    }
    more
}

/// Boxes that are drawn with brackets as boxes: `[x]政府网站 [ ]政府公报`.
fn drawn(text: &str) -> Cow<'_, str> {
    let pairs = [('[', ']'), ('【', '】'), ('［', '］'), ('(', ')'), ('（', '）')];
    let mut drawn = Cow::Borrowed(text);
    for (open, close) in pairs {
        let of = |inside: &str| format!("{open}{inside}{close}");
        let ticked = ["x", "X", "√", "✓", "✔", "*", "■", "●", "×"].map(of);
        let is_square = !matches!(open, '(' | '（');
        // 其他（ ） is to be filled in, unless others are ticked so.
        if !drawn.contains(open) || !(is_square || ticked.iter().any(|it| drawn.contains(it))) {
            continue;
        }
        let mut text = drawn.into_owned();
        for (signs, sign) in [(&ticked[..], "☑"), (&["", " ", "  ", "　"].map(of)[..], "☐")] {
            for it in signs {
                text = text.replace(it.as_str(), sign);
            }
        }
        drawn = Cow::Owned(text);
    }
    drawn
}

fn is_other(rest: &[char]) -> bool {
    rest.starts_with(&['其', '他']) || rest.starts_with(&['其', '它'])
}

/// Which signs of a table are ticks.
#[derive(Clone, Debug, Default)]
pub struct Legend {
    counts: BTreeMap<char, (usize, usize)>,
    longest: usize,
    lists: BTreeSet<Vec<String>>,
}

/// What the boxes of a cell say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// These terms are ticked; and whether that is a guess.
    Ticked(Vec<String>, bool),
    /// Every box is alike: it says nothing.
    Nothing,
}

impl Legend {
    /// Adds what a cell shows.
    pub fn add(&mut self, boxes: &[Boxed]) {
        for (sign, word) in boxes.iter().filter(|it| it.0 != ' ') {
            let count = self.counts.entry(*sign).or_default();
            count.0 += 1;
            // Nearly everything is published on the government's website.
            count.1 += usize::from(word.contains("网站"));
        }
        self.longest = self.longest.max(boxes.len());
        self.lists.insert(boxes.iter().map(|it| it.1.clone()).collect());
    }

    /// The signs that are ticks, and whether that is a guess.
    fn ticks(&self) -> (Vec<char>, bool) {
        let of = |wanted: Class| -> Vec<char> {
            let all = self.counts.keys().copied();
            all.filter(|it| signs::class(*it) == Some(wanted)).collect()
        };
        let (ticked, empty, either) = (of(Class::Ticked), of(Class::Empty), of(Class::Either));
        let likeliest = |list: &[char]| {
            let best = list.iter().max_by_key(|it| {
                let (all, web) = self.counts[*it];
                (web * 1000 / all.max(1), web)
            });
            best.copied().into_iter().collect::<Vec<_>>()
        };
        match (ticked.is_empty(), empty.is_empty(), either.is_empty()) {
            (false, true, false) => (ticked, true),
            (true, false, false) => (either, true),
            (false, true, true) if ticked.len() > 1 => (likeliest(&ticked), true),
            (true, false, true) if empty.len() > 1 => (likeliest(&empty), true),
            (true, true, false) if either.len() > 1 => (likeliest(&either), true),
            (false, ..) => (ticked, false),
            _ => (Vec::new(), false),
        }
    }

    /// What a cell's boxes say in this table.
    #[must_use]
    pub fn read(&self, boxes: &[Boxed]) -> Said {
        let (ticks, guessed) = self.ticks();
        let mut ticked: Vec<String> = Vec::new();
        for (_, word) in boxes.iter().filter(|it| ticks.contains(&it.0)) {
            if !ticked.contains(word) {
                ticked.push(word.clone());
            }
        }
        if ticked.is_empty() {
            return Said::Nothing;
        }
        if ticked.len() < boxes.len() {
            let is_open = boxes.iter().any(|it| it.0 == ' ');
            return Said::Ticked(ticked, guessed || is_open);
        }
        // Every box is ticked. Where the cells list different terms, or none has an empty box and the list
        // is too short for all there are, the list itself is the choice; a list as long as the longest
        // says nothing.
        let is_choice = self.lists.len() > 1 && boxes.len() < self.longest;
        let is_plain = !guessed && self.longest < FEW && !self.has(Class::Empty);
        if is_choice || is_plain { Said::Ticked(ticked, true) } else { Said::Nothing }
    }

    fn has(&self, class: Class) -> bool {
        self.counts.keys().any(|it| signs::class(*it) == Some(class))
    }
}

#[cfg(test)]
mod tests {
    use super::{Legend, Said, parse};
    use crate::{
        import::cells::lexicon::Lexicon, model::vocabulary::Vocabulary, source::Workspace,
        syntax::Reader,
    };

    fn vocabulary() -> Vocabulary {
        let workspace = Workspace::assemble(Vec::new()).expect("nothing is wrong in nothing").value;
        let (mut found, mut allows) = (Vec::new(), Vec::new());
        crate::compile::registries(&workspace, Reader::Fast, &mut found, &mut allows).vocabulary
    }

    fn said(cells: &[&str]) -> Vec<Said> {
        let vocabulary = vocabulary();
        let lexicon = Lexicon::new(&vocabulary.channels);
        let parsed: Vec<_> =
            cells.iter().map(|it| parse(it, &lexicon).expect("it has boxes")).collect();
        let mut legend = Legend::default();
        for boxes in &parsed {
            legend.add(boxes);
        }
        parsed.iter().map(|it| legend.read(it)).collect()
    }

    fn ticked(cells: &[&str]) -> Vec<String> {
        match said(cells).remove(0) {
            Said::Ticked(list, _) => list,
            Said::Nothing => Vec::new(),
        }
    }

    #[test]
    fn ticks_behind_terms_of_which_some_have_none() {
        let cells = ["政府网站√ 政府公报 公开查阅点√", "政府网站□ 政府公报√"];
        assert_eq!(ticked(&cells), ["政府网站", "公开查阅点"]);
    }

    #[test]
    fn every_font() {
        for (tick, empty) in [
            ('■', '□'),
            ('R', '£'),
            ('R', '□'),
            ('▲', '□'),
            ('◆', '◇'),
            ('√', '□'),
            ('☑', '☐'),
            ('☒', '☐'),
            ('●', '○'),
            ('T', '£'),
            ('t', '口'),
            ('■', '口'),
            ('■', 't'),
            ('\u{f052}', '\u{f0a3}'),
            ('\u{f0fe}', '\u{f0a8}'),
            ('þ', '¨'),
            ('ü', 'q'),
            ('✅', '❌'),
            ('V', '□'),
            ('x', 'o'),
            ('▣', '□'),
        ] {
            let cell = format!(
                "{tick}政府网站 {empty}政府公报\n{empty}两微一端{tick}公开查阅点 {empty}其他____"
            );
            assert_eq!(ticked(&[&cell]), ["政府网站", "公开查阅点"], "{tick}{empty}");
        }
        assert_eq!(ticked(&["□√政府网站□政府公报"]), ["政府网站"]);
        assert_eq!(ticked(&["政府网站■ 政府公报□"]), ["政府网站"]);
        assert_eq!(ticked(&["[x]政府网站 [ ]政府公报 []其他（ ）"]), ["政府网站"]);
        assert_eq!(ticked(&["（√）政府网站 （ ）政府公报"]), ["政府网站"]);
        assert_eq!(ticked(&["√政府网站 政府公报 两微一端"]), ["政府网站"]);
    }

    #[test]
    fn a_word_is_no_box() {
        let vocabulary = vocabulary();
        let lexicon = Lexicon::new(&vocabulary.channels);
        for text in ["政府网站、公开查阅点", "人口普查专栏", "TV频道", ""] {
            assert_eq!(parse(text, &lexicon), None, "{text}");
        }
    }

    #[test]
    fn boxes_that_are_alike_say_nothing() {
        let mixed = "■政府网站 □政府公报 □两微一端";
        for alike in ["□政府网站 □政府公报 □两微一端", "■政府网站 ■政府公报 ■两微一端"]
        {
            assert_eq!(said(&[alike, mixed])[0], Said::Nothing, "{alike}");
        }
        let empty = "□政府网站 □政府公报 □两微一端";
        let whole = "■政府网站 ■政府公报 ■两微一端 ■发布会 ■听证会 ■广播电视 ■纸质媒体 ■公开查阅点";
        for alike in [empty, whole] {
            assert_eq!(said(&[alike])[0], Said::Nothing, "{alike}");
        }
        // A short list of nothing but ticks is what was chosen; that is a guess.
        let short = vec!["政府网站".into(), "公开查阅点".into()];
        assert_eq!(said(&["■政府网站 ■公开查阅点"])[0], Said::Ticked(short, true));
        assert_eq!(
            said(&["■政府网站 ■公开查阅点", mixed])[0],
            Said::Ticked(vec!["政府网站".into(), "公开查阅点".into()], true)
        );
    }
}
