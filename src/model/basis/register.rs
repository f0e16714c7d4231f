//! 依据库: which document a citation names. What is not certain is a suggestion, never a match.
use std::collections::HashMap;

use rayon::prelude::*;

use crate::model::basis::{
    citation::{Citation, citations},
    document::Document,
    issuer,
    matching::{Difference, How, Match, NumberCheck},
    nearest::{self, Nearest},
    number::DocumentNumber,
    title::{self, TitleKey},
};

/// The documents there are, ready to be looked up.
#[derive(Clone, Debug, Default)]
pub struct Register {
    documents: Vec<Document>,
    names: Vec<Name>,
    /// Places in `names` by the document's own name.
    by_name: HashMap<String, Vec<usize>>,
    /// Documents by the key of their number.
    by_number: HashMap<String, Vec<DocId>>,
    numbers: Vec<Numbers>,
    nearest: Nearest,
}

/// A document of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocId(u32);

/// A title or a short title.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts, compared one by one")]
struct Name {
    document: DocId,
    short: bool,
    plain: String,
    core: String,
    edition: String,
    issuer: String,
    /// Its issuer stands in the title itself.
    signed: bool,
    wrapped: bool,
    country: bool,
}

/// The numbers that are known of a document.
#[derive(Clone, Debug, Default)]
struct Numbers {
    own: Vec<DocumentNumber>,
    /// Those of amendments, and former ones.
    others: Vec<DocumentNumber>,
    /// Those its note speaks of, whose-ever they are.
    mentioned: Vec<DocumentNumber>,
}

impl Name {
    /// The title and the short titles of a document.
    fn all(id: DocId, of: &Document) -> Vec<Self> {
        let short = of.short_titles.iter().map(|it| (true, it));
        let name = |(short, title): (bool, &String)| {
            let key = title::key(title);
            let issuer = if key.issuer.is_empty() {
                of.issuer.as_deref().unwrap_or_default()
            } else {
                key.issuer
            };
            Self {
                document: id,
                short,
                core: key.core().to_owned(),
                edition: key.edition().to_owned(),
                issuer: issuer::normalise(issuer),
                signed: !key.issuer.is_empty(),
                wrapped: key.wrapped,
                country: key.country,
                plain: key.plain,
            }
        };
        std::iter::once((false, &of.title)).chain(short).map(name).collect()
    }
}

impl Numbers {
    fn of(document: &Document) -> Self {
        let read = |text: Option<&str>| text.map(DocumentNumber::all).unwrap_or_default();
        let note = document.note.as_deref().unwrap_or_default();
        let former = note.split(['；', '，', '。', '（']).filter(|it| it.starts_with('原'));
        let amendments = read(document.revised.as_deref());
        Self {
            own: read(document.number.as_deref()),
            others: amendments.into_iter().chain(former.flat_map(DocumentNumber::all)).collect(),
            mentioned: DocumentNumber::all(note),
        }
    }
}

/// Below this, a likeness is chance.
const LIKE: f64 = 0.55;

/// From this on, a title with the right number is a slip of the pen.
const SAME: f64 = 0.6;

impl Register {
    /// Indexes `documents`.
    #[must_use]
    pub fn new(documents: Vec<Document>) -> Self {
        // Titles and numbers are read side by side: every run begins with a register, and has to wait for it.
        let ids: Vec<_> = (0u32..).map(DocId).zip(&documents).collect();
        let read = |&(id, it): &(DocId, &Document)| (id, Name::all(id, it), Numbers::of(it));
        let all: Vec<_> = ids.par_iter().map(read).collect();
        let mut register = Self::default();
        for (id, names, numbers) in all {
            register.add_names(names);
            register.add_numbers(id, numbers);
        }
        register.documents = documents;
        register
    }

    /// The document of an id that this register gave.
    #[must_use]
    pub fn document(&self, id: DocId) -> &Document {
        &self.documents[id.0 as usize]
    }

    /// All documents, in the order they were given.
    pub fn documents(&self) -> impl Iterator<Item = (DocId, &Document)> {
        (0u32..).map(DocId).zip(&self.documents)
    }

    fn add_names(&mut self, names: Vec<Name>) {
        for name in names {
            self.nearest.add(&name.core);
            self.by_name.entry(name.core.clone()).or_default().push(self.names.len());
            self.names.push(name);
        }
    }

    fn add_numbers(&mut self, id: DocId, numbers: Numbers) {
        for number in &numbers.own {
            let ids = self.by_number.entry(number.key().to_owned()).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        self.numbers.push(numbers);
    }

    /// The document that `citation` names.
    #[must_use]
    pub fn find(&self, citation: &Citation) -> Match {
        const CHANGES: [&str; 11] = [
            "修订",
            "修正",
            "修订版",
            "修正版",
            "修正本",
            "新修订",
            "最新修订",
            "已修订",
            "新版",
            "节选",
            "摘要",
        ];
        let Some(title) = &citation.title else { return self.find_by_number(citation) };
        let Some(edition) = &citation.edition else { return self.find_title(title, citation) };
        // 《…规范》（试行）: the edition is part of the name.
        let found = self.find_title(&format!("{title}（{edition}）"), citation);
        // 《预算法》（修正）, 《土地管理法》（新修订）: a change without its year tells no edition from another.
        if found.document.is_none() && CHANGES.contains(&edition.as_str()) {
            return self.find_title(title, citation);
        }
        found
    }

    fn find_title(&self, title: &str, citation: &Citation) -> Match {
        let key = title::key(title);
        let found = self.by_name.get(key.core()).map_or(&[][..], Vec::as_slice);
        match self.choose(&key, found, citation) {
            Ok(Some(name)) => {
                let how = if name.short { How::ByShortTitle } else { How::ByTitle };
                self.matched(name.document, how, differences(&key, name, citation), citation)
            }
            Ok(None) => self.find_near(&key, citation),
            Err(several) => missed(How::Ambiguous(several), citation),
        }
    }

    /// The best of `found`; several documents that fit equally well are an error, unless the number tells them apart.
    fn choose(
        &self,
        key: &TitleKey<'_>,
        found: &[usize],
        citation: &Citation,
    ) -> Result<Option<&Name>, Vec<DocId>> {
        let mut issuer = None;
        let mut best: Vec<(u8, &Name)> = Vec::new();
        for name in found.iter().filter_map(|it| self.names.get(*it)) {
            let rank = if name.plain == key.plain {
                u8::from(name.short)
            } else {
                let cited = issuer.get_or_insert_with(|| issuer::normalise(key.issuer));
                if !issuer::agree(cited, &name.issuer) && !self.has_number(name.document, citation)
                {
                    continue;
                }
                2 + u8::from(name.edition != key.edition())
            };
            best.push((rank, name));
        }
        let Some(least) = best.iter().map(|it| it.0).min() else { return Ok(None) };
        let tied = |rank: u8| best.iter().filter(move |it| it.0 <= rank).map(|it| it.1);
        let first = tied(least).next();
        if tied(least).all(|it| Some(it.document) == first.map(|it| it.document)) {
            // Same name in other editions: the number has the last word.
            let better =
                best.iter().map(|it| it.1).find(|it| self.has_number(it.document, citation));
            let exact =
                least <= 1 || first.is_some_and(|it| self.has_number(it.document, citation));
            return Ok(if exact { first } else { better.or(first) });
        }
        if let Some(name) = tied(least).find(|it| self.has_number(it.document, citation)) {
            return Ok(Some(name));
        }
        let mut several: Vec<DocId> = tied(least).map(|it| it.document).collect();
        several.dedup();
        Err(several)
    }

    fn has_number(&self, id: DocId, citation: &Citation) -> bool {
        let known = &self.numbers[id.0 as usize];
        citation.numbers().any(|it| known.own.iter().chain(&known.others).any(|own| own.agrees(it)))
    }

    fn find_by_number(&self, citation: &Citation) -> Match {
        match self.owners(citation).as_slice() {
            [one] => self.matched(*one, How::ByNumber, Vec::new(), citation),
            [] => missed(How::Unknown, citation),
            several => missed(How::Ambiguous(several.to_vec()), citation),
        }
    }

    /// The documents that bear the cited number.
    fn owners(&self, citation: &Citation) -> Vec<DocId> {
        let Some(number) = citation.number.as_ref().filter(|it| !it.is_ambiguous()) else {
            return Vec::new();
        };
        let ids = self.by_number.get(number.key()).into_iter().flatten().copied();
        ids.filter(|it| self.numbers[it.0 as usize].own.iter().any(|own| own.agrees(number)))
            .collect()
    }

    fn find_near(&self, key: &TitleKey<'_>, citation: &Citation) -> Match {
        if let [one] = self.owners(citation).as_slice() {
            let like =
                |it: &Name| it.document == *one && nearest::likeness(&it.core, key.core()) >= SAME;
            if self.names.iter().any(like) {
                return self.matched(*one, How::ByNumber, vec![Difference::Title], citation);
            }
        }
        match self.nearest.find(key.core()).filter(|it| it.1 >= LIKE) {
            Some((index, score)) => {
                missed(How::Nearest(self.names[index].document, score), citation)
            }
            None => missed(How::Unknown, citation),
        }
    }

    fn matched(
        &self,
        id: DocId,
        how: How,
        differences: Vec<Difference>,
        citation: &Citation,
    ) -> Match {
        let document = self.document(id);
        let number = self.check_number(id, citation);
        let mut spelling = title::marked(&document.title);
        if let Some(number) = &document.number {
            let own = self.numbers[id.0 as usize]
                .own
                .iter()
                .map(DocumentNumber::as_str)
                .collect::<Vec<_>>()
                .join("、");
            spelling.push('（');
            spelling.push_str(if own.is_empty() { number } else { &own });
            spelling.push('）');
        }
        if let Some(articles) = citation.article_text() {
            spelling.push_str(&articles);
        }
        Match { document: Some(id), how, differences, number, standard_spelling: spelling }
    }

    fn check_number(&self, id: DocId, citation: &Citation) -> NumberCheck {
        let Some(cited) = &citation.number else { return NumberCheck::Unchecked };
        let known = &self.numbers[id.0 as usize];
        let among = |list: &[DocumentNumber]| {
            citation.numbers().any(|it| list.iter().any(|own| own.agrees(it)))
        };
        if among(&known.own) {
            return NumberCheck::Agrees;
        }
        if among(&known.others) {
            return NumberCheck::Amendment;
        }
        if among(&known.mentioned) {
            return NumberCheck::Unlisted;
        }
        if let Some(other) = self.owners(citation).first() {
            return NumberCheck::BelongsTo(*other);
        }
        let amended = self.document(id).revised.is_some();
        match known.own.first() {
            None => NumberCheck::Unchecked,
            Some(own) if amended && own.form() == cited.form() => NumberCheck::Unlisted,
            Some(_) => NumberCheck::Differs,
        }
    }

    /// What replaced `id`, one after the other, up to what is not replaced or not known.
    #[must_use]
    pub fn successors(&self, id: DocId) -> Vec<Successor> {
        let mut out: Vec<Successor> = Vec::new();
        let mut seen = vec![id];
        let mut next = Some(id);
        while let Some(id) = next {
            let Some(text) = &self.document(id).replaced_by else { break };
            let document = citations(text).first().and_then(|it| self.find(it).document);
            // A register that goes round in circles must not hold us.
            next = document.filter(|it| !seen.contains(it));
            seen.extend(next);
            out.push(Successor { text: text.clone(), document });
        }
        out
    }
}

/// What replaced a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Successor {
    /// What the register says.
    pub text: String,
    /// The document, if the register has it.
    pub document: Option<DocId>,
}

fn missed(how: How, citation: &Citation) -> Match {
    Match {
        document: None,
        how,
        differences: Vec::new(),
        number: NumberCheck::Unchecked,
        standard_spelling: citation.to_string(),
    }
}

fn differences(key: &TitleKey<'_>, name: &Name, citation: &Citation) -> Vec<Difference> {
    if key.plain == name.plain {
        return Vec::new();
    }
    let edition = if key.edition().is_empty() {
        citation.edition.as_deref().unwrap_or_default()
    } else {
        key.edition()
    };
    let all = [
        (Difference::Country, key.country != name.country),
        (Difference::Wrapper, key.wrapped != name.wrapped),
        (Difference::Issuer, key.wrapped == name.wrapped && key.issuer.is_empty() == name.signed),
        (Difference::Edition, edition != name.edition),
    ];
    all.into_iter().filter(|it| it.1).map(|it| it.0).collect()
}
