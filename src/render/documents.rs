//! The documents of the register as the site speaks of them: their addresses, and what became of
//! those that are no longer as they were.
use rustc_hash::FxHashMap;
use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

use crate::{
    diagnostic::{Lang, message},
    model::{
        basis::{
            document::{Document, Status},
            number::DocumentNumber,
            register::{DocId, Register, Successor},
        },
        readings::Cited,
    },
};

/// The folder of the documents' pages.
pub const FOLDER: &str = "basis";

/// What the site knows of each document before any page is made.
#[derive(Debug, Default)]
pub struct Documents {
    known: FxHashMap<DocId, Known>,
}

#[derive(Debug)]
struct Known {
    name: String,
    /// What became of it, if it is no longer in force.
    fate: Option<Fate>,
}

/// What became of a document since it was cited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fate {
    /// 已废止, 已失效, 已修订
    pub word: &'static str,
    /// Since when, and what stands in its place.
    pub note: Option<String>,
    /// Whether it is no longer in force at all.
    pub gone: bool,
}

/// A piece of a basis: a document with its number and articles, or what stands between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The words, as written.
    pub text: &'a str,
    /// The document that they name.
    pub document: Option<DocId>,
}

impl Documents {
    /// Gives each document of a register its address.
    #[must_use]
    pub fn new(register: &Register, lang: Lang) -> Self {
        let names = names(register);
        let known = register.documents().zip(names).map(|((id, document), name)| {
            let fate = (!document.status.holds())
                .then(|| gone(document, &register.successors(id), register, lang));
            (id, Known { name, fate })
        });
        Self { known: known.collect() }
    }

    /// The path of a document's page in the site.
    #[must_use]
    pub fn path(&self, id: DocId) -> String {
        [FOLDER, "/", self.name(id), ".html"].concat()
    }

    /// The name of the file of a document's page.
    #[must_use]
    pub fn file(&self, id: DocId) -> String {
        [self.name(id), ".html"].concat()
    }

    fn name(&self, id: DocId) -> &str {
        self.known.get(&id).map_or("", |it| &it.name)
    }

    /// What became of a document that is no longer in force.
    #[must_use]
    pub fn fate(&self, id: DocId) -> Option<&Fate> {
        self.known.get(&id)?.fate.as_ref()
    }
}

/// Cuts a basis into the documents that it names and what stands between. Together the pieces are
/// the text, unchanged. Where only one document is named, all of the text speaks of it.
#[must_use]
pub fn pieces<'a>(text: &'a str, cited: &[Cited]) -> Vec<Piece<'a>> {
    if let [one] = cited {
        return vec![Piece { text, document: one.found.document }];
    }
    let mut pieces = Vec::with_capacity(2 * cited.len() + 1);
    let mut done = 0;
    for one in cited {
        let range = one.citation.text.clone();
        let (Some(before), Some(words)) = (text.get(done..range.start), text.get(range.clone()))
        else {
            continue;
        };
        pieces.push(Piece { text: before, document: None });
        pieces.push(Piece { text: words, document: one.found.document });
        done = range.end;
    }
    pieces.push(Piece { text: &text[done..], document: None });
    pieces.retain(|it| !it.text.is_empty());
    pieces
}

/// What became of a document that is not in force, in words.
fn gone(document: &Document, successors: &[Successor], register: &Register, lang: Lang) -> Fate {
    let since = document.replaced_on.as_deref();
    let mut names = successors.iter().map(|it| successor_name(it, register));
    let note = match (since, names.next()) {
        (Some(since), Some(name)) => {
            Some(message!("{since} 起由{name}替代", "replaced on {since} by {name}"))
        }
        (None, Some(name)) => Some(message!("由{name}替代", "replaced by {name}")),
        (Some(since), None) => Some(message!("自 {since} 起", "since {since}")),
        (None, None) => None,
    };
    let note = note.map(|it| it.text(lang).to_owned());
    let note = match (note, names.next_back()) {
        (Some(note), Some(last)) => {
            Some(message!("{note}，现为{last}", "{note}, now {last}").text(lang).to_owned())
        }
        (note, _) => note,
    };
    Fate { word: word(document), note, gone: true }
}

/// 已废止, 已失效
pub(crate) fn word(document: &Document) -> &'static str {
    match document.status {
        Status::InForce => "现行",
        Status::Revised => "已修订",
        Status::Repealed => "已废止",
        Status::Expired => "已失效",
    }
}

/// What replaced a document, in title marks.
pub(crate) fn successor_name(successor: &Successor, register: &Register) -> String {
    if let Some(id) = successor.document {
        return register.document(id).marked_title();
    }
    let text = successor.text.as_str();
    if text.contains('《') {
        return text.to_owned();
    }
    // 某办法（民发〔2021〕43号): the number stays outside the marks.
    match text.rsplit_once('（') {
        Some((title, number)) if number.ends_with("号）") => format!("《{title}》（{number}"),
        _ => format!("《{text}》"),
    }
}

/// For each document of a register a name for its file: from its number where that is one and its
/// alone, else from its title; neither depends on the order of the register. Documents that share
/// both are told apart by all that is stated of them.
fn names(register: &Register) -> Vec<String> {
    let all: Vec<&Document> = register.documents().map(|it| it.1).collect();
    let ways: [fn(&Document) -> Option<String>; 3] = [
        by_number,
        |it| Some(by_hash(&it.title)),
        // The words of a value for debugging name all that is in it.
        |it| Some(by_hash(&format!("{it:?}"))),
    ];
    let mut names: Vec<Option<String>> = vec![None; all.len()];
    for way in ways {
        if names.iter().all(Option::is_some) {
            break;
        }
        let offers: Vec<Option<String>> = all.iter().map(|it| way(it)).collect();
        let mut count: FxHashMap<&str, usize> = FxHashMap::default();
        for offer in offers.iter().flatten() {
            *count.entry(offer).or_default() += 1;
        }
        for (name, offer) in names.iter_mut().zip(&offers) {
            if name.is_none() {
                *name = offer.clone().filter(|it| count[it.as_str()] == 1);
            }
        }
    }
    // Only records that are the same in everything are left: which of them is which is no matter.
    let numbered = names.into_iter().zip(1..);
    numbered.map(|(name, at): (_, usize)| name.unwrap_or_else(|| format!("d-{at}"))).collect()
}

/// 国办发〔2019〕54号 → `2019-54-` and a hash, GB/T 32939—2016 → `gb-t-32939-2016`.
fn by_number(document: &Document) -> Option<String> {
    let number = DocumentNumber::parse(document.number.as_deref()?)?;
    if number.is_ambiguous() {
        return None;
    }
    let mut name = String::new();
    let mut has_words = false;
    for c in number.as_str().chars() {
        has_words |= c.is_alphabetic() && !c.is_ascii();
        if c.is_ascii_alphanumeric() || c == '.' {
            name.push(c.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_matches(['-', '.']);
    if !has_words {
        return Some(name.to_owned());
    }
    let hash = xxh3_64(number.as_str().as_bytes()) >> 32;
    Some(format!("{name}-{hash:08x}"))
}

fn by_hash(text: &str) -> String {
    format!("d-{:016x}", xxh3_64(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Documents, pieces};
    use crate::{
        diagnostic::Lang,
        model::{
            basis::{
                citation::citations,
                document::{Document, Status},
                register::Register,
            },
            readings::Cited,
        },
    };

    fn document(title: &str, number: &str) -> Document {
        Document {
            title: title.to_owned(),
            short_titles: Vec::new(),
            kind: None,
            issuer: None,
            number: (!number.is_empty()).then(|| number.to_owned()),
            issued: None,
            effective: None,
            revised: None,
            status: Status::InForce,
            replaced_by: None,
            replaced_on: None,
            domains: Vec::new(),
            note: None,
            review: None,
        }
    }

    fn files(documents: Vec<Document>) -> BTreeMap<String, String> {
        let register = Register::new(documents);
        let site = Documents::new(&register, Lang::Zh);
        let of = |(id, document): (_, &Document)| {
            (format!("{}{:?}", document.title, document.number), site.file(id))
        };
        register.documents().map(of).collect()
    }

    #[test]
    fn addresses_do_not_depend_on_order() {
        let mut documents = vec![
            document("甲", "国办发〔2019〕54号"),
            document("乙", "国务院令第709号"),
            document("丙", "国务院令第709号"),
            document("丁", "主席令第9号"),
            document("丁", ""),
            document("戊", "GB/T 32939—2016"),
            document("己", "建设部、卫生部令第53号"),
            document("庚", ""),
        ];
        let before = files(documents.clone());
        documents.reverse();
        assert_eq!(before, files(documents));
        let mut all: Vec<_> = before.values().collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), before.len(), "{before:?}");
        for name in all {
            assert!(
                name.bytes().all(|b| b.is_ascii_lowercase()
                    || b.is_ascii_digit()
                    || b == b'-'
                    || b == b'.'),
                "{name}"
            );
        }
        assert_eq!(before["戊Some(\"GB/T 32939—2016\")"], "gb-t-32939-2016.html");
        assert!(before["甲Some(\"国办发〔2019〕54号\")"].starts_with("2019-54-"));
    }

    #[test]
    fn pieces_are_the_text() {
        let register = Register::new(vec![document("甲办法", ""), document("乙条例", "")]);
        for (text, count) in [
            ("《甲办法》第六条", 1),
            ("依据《甲办法》第六条、《乙条例》（国务院令第1号）等", 2),
            ("按上级要求", 0),
            ("", 0),
        ] {
            let cited: Vec<Cited> = citations(text)
                .into_iter()
                .map(|citation| Cited { found: register.find(&citation), citation })
                .collect();
            let pieces = pieces(text, &cited);
            assert_eq!(pieces.iter().map(|it| it.text).collect::<String>(), text);
            assert_eq!(pieces.iter().filter(|it| it.document.is_some()).count(), count, "{text}");
        }
    }
}
