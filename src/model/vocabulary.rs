//! The vocabulary (`vocabulary.yaml`): official terms and their synonyms.
use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::model::choice::Spelling;

/// Longer words (in bytes) are not compared with the terms.
const LONGEST_SLIP: usize = 300;

/// A list of official terms.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    list: Vec<Term>,
    index: FxHashMap<Box<str>, (u16, Spelling)>,
}

/// An official term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// The standard term.
    pub term: String,
    /// Other words for the same.
    pub synonyms: Vec<String>,
    /// A key that must be given with it, such as `where`.
    pub requires: Option<String>,
    /// What it means.
    pub note: Option<String>,
}

/// A body that was renamed or merged in an institutional reform.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reform {
    /// Its former name, without the place's name.
    pub former: String,
    /// Who took over.
    pub successors: Vec<String>,
    /// When.
    pub year: Option<u16>,
    /// What else to know.
    pub note: Option<String>,
}

/// All lists of the vocabulary.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// 公开渠道和载体
    pub channels: Terms,
    /// 公开方式
    pub methods: Terms,
    /// 公开对象
    pub audiences: Terms,
    /// 层级
    pub levels: Terms,
    /// 五公开环节
    pub stages: Terms,
    /// Lawful reasons not to disclose, or not to have an entry.
    pub reasons: Terms,
    /// Degrees of review.
    pub reviews: Terms,
    /// Words that name nobody in particular (相关部门).
    pub vague_bodies: Vec<String>,
    /// Institutional reforms.
    pub reforms: Reforms,
}

/// Institutional reforms, by the former name.
#[derive(Clone, Debug, Default)]
pub struct Reforms {
    list: Vec<Reform>,
    by_former: FxHashMap<Box<str>, u32>,
}

/// Signs that end the name of a place in front of a body's name (县国土资源局).
const PLACE_ENDS: [char; 10] = ['省', '市', '县', '区', '州', '盟', '旗', '乡', '镇', '国'];

/// Words that end like a place's name and are none.
const NO_PLACES: [&str; 7] = ["城市", "城乡", "城镇", "乡镇", "社区", "园区", "地区"];

/// Whether the start of a body's name can be the name of a place (住房和城乡 in 住房和城乡建设局 cannot).
fn is_place(start: &str) -> bool {
    !start.contains(['和', '与', '及', '、']) && !NO_PLACES.iter().any(|it| start.ends_with(it))
}

impl Reforms {
    /// The reforms of a vocabulary.
    #[must_use]
    pub fn new(list: Vec<Reform>) -> Self {
        let index = (0..).zip(&list).map(|(at, it)| (it.former.as_str().into(), at)).collect();
        Self { list, by_former: index }
    }

    /// All of them, in the order of the file.
    #[must_use]
    pub fn list(&self) -> &[Reform] {
        &self.list
    }

    /// The names of all bodies that the reforms name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.list
            .iter()
            .flat_map(|it| std::iter::once(&it.former).chain(&it.successors))
            .map(String::as_str)
    }

    /// What became of a body, if it was renamed or merged. A place's name in front does not
    /// matter; otherwise the whole name must agree: 住房和城乡建设局 is not a 建设局.
    #[must_use]
    pub fn of(&self, body: &str) -> Option<&Reform> {
        let behind_place = body.char_indices().filter_map(|(at, c)| {
            let end = at + c.len_utf8();
            (PLACE_ENDS.contains(&c) && is_place(&body[..end])).then(|| &body[end..])
        });
        let found =
            std::iter::once(body).chain(behind_place).find_map(|it| self.by_former.get(it))?;
        self.list.get(*found as usize)
    }

    /// Who has a body's duties today, reform after reform.
    #[must_use]
    pub fn successors<'a>(&'a self, reform: &'a Reform) -> Vec<&'a str> {
        let mut today: Vec<&str> = Vec::new();
        let mut open: Vec<&str> = reform.successors.iter().rev().map(String::as_str).collect();
        let mut seen: Vec<&str> = vec![&reform.former];
        while let Some(name) = open.pop() {
            if seen.contains(&name) {
                continue;
            }
            seen.push(name);
            match self.by_former.get(name).and_then(|it| self.list.get(*it as usize)) {
                Some(next) => open.extend(next.successors.iter().rev().map(String::as_str)),
                None => today.push(name),
            }
        }
        today
    }
}

impl Terms {
    /// A list of terms. Where two terms claim one word, the first has it.
    #[must_use]
    pub fn new(list: Vec<Term>) -> Self {
        let mut index = FxHashMap::default();
        for (at, term) in (0..).zip(&list) {
            index.insert(term.term.as_str().into(), (at, Spelling::Standard));
        }
        for (at, term) in (0..).zip(&list) {
            for word in &term.synonyms {
                index.entry(word.as_str().into()).or_insert((at, Spelling::Synonym));
            }
        }
        for (at, term) in (0..).zip(&list) {
            for word in std::iter::once(&term.term).chain(&term.synonyms) {
                index.entry(fold(word).into()).or_insert((at, Spelling::Synonym));
            }
        }
        Self { list, index }
    }

    /// The terms.
    #[must_use]
    pub fn list(&self) -> &[Term] {
        &self.list
    }

    /// The standard term of an index that [`Terms::find`] gave.
    #[must_use]
    pub fn standard(&self, index: u16) -> &str {
        &self.list[usize::from(index)].term
    }

    /// What a word means, and how it was spelled.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<(u16, Spelling)> {
        if let Some(found) = self.index.get(word) {
            return Some(*found);
        }
        if let Some((at, _)) = self.index.get(fold(word).as_str()) {
            return Some((*at, Spelling::Synonym));
        }
        let (head, _) = qualified(word)?;
        let (at, _) = self.index.get(head)?;
        Some((*at, Spelling::Qualified))
    }

    /// The standard way to write a word, with what qualifies it; the word itself if it is unknown.
    #[must_use]
    pub fn standardise<'a>(&'a self, word: &'a str) -> Cow<'a, str> {
        match self.find(word) {
            None => Cow::Borrowed(word),
            Some((at, Spelling::Standard | Spelling::Synonym)) => Cow::Borrowed(self.standard(at)),
            Some((at, Spelling::Qualified)) => match qualified(word) {
                Some((_, more)) => Cow::Owned(format!("{}：{more}", self.standard(at))),
                None => Cow::Borrowed(word),
            },
        }
    }

    /// The known word that is most like an unknown one, as its standard term.
    #[must_use]
    pub fn nearest(&self, word: &str) -> Option<&str> {
        // Nothing that long is a slip for a term, and comparing is quadratic.
        if word.len() > LONGEST_SLIP {
            return None;
        }
        let words = self.list.iter().flat_map(|term| {
            std::iter::once(&term.term)
                .chain(&term.synonyms)
                .map(|it| (it.as_str(), term.term.as_str()))
        });
        words
            .map(|(it, standard)| (strsim::normalized_damerau_levenshtein(word, it), standard))
            .filter(|(likeness, _)| *likeness >= 0.4)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, standard)| standard)
    }
}

/// Splits `特定群体：申请人` and `其他（法律服务网）` into the term and what qualifies it.
#[must_use]
pub fn qualified(word: &str) -> Option<(&str, &str)> {
    let (head, more) = word.split_once(['：', ':', '（', '('])?;
    let more = more.trim_end_matches(['）', ')']).trim();
    (!more.is_empty()).then_some((head.trim(), more))
}

/// A word without blanks, with brackets, colons and strokes of one width.
fn fold(word: &str) -> String {
    word.chars().filter(|c| !c.is_whitespace()).map(one_width).collect()
}

/// A character of a term in the one width that terms are compared in.
#[must_use]
pub fn one_width(c: char) -> char {
    match c {
        '（' => '(',
        '）' => ')',
        '：' => ':',
        '／' => '/',
        '，' => ',',
        other => other,
    }
}
