//! What an agency's entries say of each other: which disclose a power, which a negative item covers,
//! which explain a document.
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    compare::text::fold,
    model::{Text, basis::citation::citations_in_prose, catalog::Kind},
    resolve::{AgencyId, Resolution, TableId, view::EntryView},
};

/// A name or an element of fewer characters is too common to tell two entries for one.
const SHORTEST: usize = 4;

/// An entry and the table it stands in.
#[derive(Clone, Copy, Debug)]
pub struct At<'r, 's> {
    /// The table.
    pub table: TableId,
    /// The entry.
    pub view: EntryView<'r, 's>,
}

/// An entry that an item of a negative list covers.
#[derive(Clone, Copy, Debug)]
pub struct Covered<'r, 's> {
    /// The entry.
    pub at: At<'r, 's>,
    /// How that is known.
    pub how: How<'r, 's>,
}

/// How it is known that a negative item covers an entry.
#[derive(Clone, Copy, Debug)]
pub enum How<'r, 's> {
    /// The item says so, here.
    Said(&'r Text<'s>),
    /// Both have one category, one name and an element of content in common.
    Same,
    /// Both have one name; the contents differ.
    Name,
    /// Both name this content.
    Content(&'r Text<'s>),
}

impl How<'_, '_> {
    /// Whether there is no doubt.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        matches!(self, Self::Said(_) | Self::Same)
    }
}

/// The entries of one agency, to be found by what others call them.
#[derive(Debug, Default)]
pub struct Directory<'r, 's> {
    /// All entries by their ids and those that they bore before.
    ids: FxHashMap<&'r str, At<'r, 's>>,
    /// What discloses something, by its folded name.
    names: FxHashMap<String, Vec<At<'r, 's>>>,
    /// The same by the folded elements of its content.
    contents: FxHashMap<String, Vec<At<'r, 's>>>,
    /// The same by the folded titles of documents in its name and content.
    titles: FxHashMap<String, Vec<At<'r, 's>>>,
}

/// Whether the entries of a kind of catalog disclose something.
#[must_use]
pub fn discloses(kind: Kind) -> bool {
    matches!(kind, Kind::Standard | Kind::Participation)
}

impl<'r, 's> Directory<'r, 's> {
    /// Of an agency.
    #[must_use]
    pub fn of(resolution: &'r Resolution<'s>, agency: AgencyId) -> Self {
        let mut directory = Self::default();
        let mut before = Vec::new();
        for &table in &resolution.agency(agency).tables {
            for view in resolution.entries(table) {
                let at = At { table, view };
                if !view.id().is_empty() {
                    directory.ids.entry(view.id()).or_insert(at);
                    before.extend(view.top().was.iter().map(|it| (it.value.as_ref(), at)));
                }
                if discloses(view.table.kind) {
                    directory.add(at);
                }
            }
        }
        // What bears an id now goes before what once bore it.
        for (id, at) in before {
            directory.ids.entry(id).or_insert(at);
        }
        directory
    }

    fn add(&mut self, at: At<'r, 's>) {
        let mut titles: Vec<String> = Vec::new();
        if let Some(name) = at.view.name() {
            self.names.entry(fold(&name.value)).or_default().push(at);
            titles.push(folded_title(&name.value));
            titles.extend(titles_in(&name.value));
        }
        for element in at.view.content() {
            self.contents.entry(fold(&element.value)).or_default().push(at);
            titles.extend(titles_in(&element.value));
        }
        titles.sort_unstable();
        titles.dedup();
        for title in titles {
            self.titles.entry(title).or_default().push(at);
        }
    }

    /// The entry that bears an id, or once bore it.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<At<'r, 's>> {
        self.ids.get(id).copied()
    }

    /// The entries that disclose a power or service: those that it names; where it names none, those
    /// of its name, and those that name it as what they disclose.
    #[must_use]
    pub fn disclosers(&self, power: &EntryView<'r, 's>) -> Vec<At<'r, 's>> {
        let is_disclosure = |it: &At<'r, 's>| discloses(it.view.table.kind);
        let said = power.disclosed_by().iter().filter_map(|it| self.by_id(&it.value));
        let mut found: Vec<At<'r, 's>> = said.filter(is_disclosure).collect();
        if let (true, Some(name)) = (power.disclosed_by().is_empty(), power.name()) {
            let name = fold(&name.value);
            let alike = self.names.get(&name).into_iter().chain(self.contents.get(&name));
            found.extend(alike.flatten());
        }
        let mut seen = FxHashSet::default();
        found.retain(|it| seen.insert(it.view.stack[0]));
        found
    }

    /// The entries that an item of a negative list covers, those that it names first.
    #[must_use]
    pub fn covered(&self, item: &EntryView<'r, 's>) -> Vec<Covered<'r, 's>> {
        let mut found: Vec<Covered<'r, 's>> = Vec::new();
        let mut seen = FxHashSet::default();
        let mut add = |at: At<'r, 's>, how| {
            if seen.insert(at.view.stack[0]) {
                found.push(Covered { at, how });
            }
        };
        for text in item.covers() {
            let at = self.by_id(&text.value).filter(|it| discloses(it.view.table.kind));
            if let Some(at) = at {
                add(at, How::Said(text));
            }
        }
        let is_telling = |it: &String| it.chars().count() >= SHORTEST;
        let name = item.name().map(|it| fold(&it.value)).filter(is_telling);
        for at in name.and_then(|it| self.names.get(&it)).into_iter().flatten() {
            add(*at, if is_same(item, &at.view) { How::Same } else { How::Name });
        }
        for text in item.content() {
            let element = Some(fold(&text.value)).filter(is_telling);
            for at in element.and_then(|it| self.contents.get(&it)).into_iter().flatten() {
                add(*at, How::Content(text));
            }
        }
        found
    }

    /// The entries that one `explains`: that of the id, or those that are or disclose the document of
    /// the title.
    #[must_use]
    pub fn explained(&self, text: &str) -> Vec<At<'r, 's>> {
        if !is_title(text) {
            return self.by_id(text).into_iter().collect();
        }
        let titles = titles_in(text);
        titles.iter().filter_map(|it| self.titles.get(it)).flatten().copied().collect()
    }
}

/// Whether an `explains` names a document and not an entry.
#[must_use]
pub fn is_title(text: &str) -> bool {
    text.contains('《')
}

/// The folded titles of the documents that a text names.
fn titles_in(text: &str) -> Vec<String> {
    if !is_title(text) {
        return Vec::new();
    }
    let titles = citations_in_prose(text).into_iter().filter_map(|it| it.title);
    titles.map(|it| folded_title(&it)).collect()
}

fn folded_title(text: &str) -> String {
    fold(text.trim_start_matches('《').trim_end_matches('》'))
}

fn is_same(item: &EntryView<'_, '_>, entry: &EntryView<'_, '_>) -> bool {
    let folded = |texts: &[Text<'_>]| texts.iter().map(|it| fold(&it.value)).collect::<Vec<_>>();
    let (ours, theirs) = (folded(item.content()), folded(entry.content()));
    folded(item.category()) == folded(entry.category()) && ours.iter().any(|it| theirs.contains(it))
}
