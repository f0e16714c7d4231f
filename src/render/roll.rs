//! An agency's published entries, table by table, for the pages that go across tables.
use std::collections::BTreeMap;

use crate::{
    model::{
        catalog::Kind,
        choice::{ChannelId, Choice},
        vocabulary::Terms,
    },
    render::{address, cells, sheet::Sheet, site::Link},
    resolve::{AgencyId, Resolution, view::EntryView},
};

/// An agency's published entries.
#[derive(Debug)]
pub struct Roll<'r, 's> {
    /// Whose.
    pub agency: AgencyId,
    /// The tables, in order.
    pub tables: Vec<RollTable<'r, 's>>,
}

/// A table's published entries.
#[derive(Debug)]
pub struct RollTable<'r, 's> {
    /// The table's name.
    pub name: String,
    /// The kind of catalog.
    pub kind: Kind,
    /// Its folder in that of the agency, as an href.
    pub folder: String,
    /// Its entries, in order.
    pub entries: Vec<EntryView<'r, 's>>,
    /// Who owns them.
    pub offices: Tasks,
}

/// What each office has to do, by its name.
pub type Tasks = BTreeMap<String, Vec<Task>>;

/// An office's part in an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Task {
    /// The index of the table; zero before the tables are together.
    pub table: usize,
    /// The index of the entry in it.
    pub entry: usize,
    /// What it does.
    pub part: Part,
}

/// Whether an office leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// 牵头
    Leads,
    /// 配合
    Supports,
}

impl<'r, 's> RollTable<'r, 's> {
    /// A table as it is published.
    #[must_use]
    pub fn new(sheet: &Sheet<'_, 'r, 's>) -> Self {
        let mut offices = Tasks::new();
        for (entry, view) in sheet.entries.iter().enumerate() {
            let owners = view.owner();
            let lead = owners.lead.iter().map(|it| (it, Part::Leads));
            for (owner, part) in lead.chain(owners.with.iter().map(|it| (it, Part::Supports))) {
                let task = Task { table: 0, entry, part };
                match offices.get_mut(owner.name.as_ref()) {
                    // An office that is named twice has one task.
                    Some(tasks) if tasks.last().is_some_and(|it: &Task| it.entry == entry) => {}
                    Some(tasks) => tasks.push(task),
                    None => {
                        offices.insert(owner.name.clone().into_owned(), vec![task]);
                    }
                }
            }
        }
        Self {
            name: sheet.name(),
            kind: sheet.table().kind,
            folder: address::href(sheet.folder()).into_owned(),
            entries: sheet.entries.clone(),
            offices,
        }
    }
}

impl<'r, 's> Roll<'r, 's> {
    /// What each office has to do in all tables.
    #[must_use]
    pub fn tasks(&self) -> Tasks {
        let mut all = Tasks::new();
        for (table, part) in self.tables.iter().enumerate() {
            for (name, tasks) in &part.offices {
                let tasks = tasks.iter().map(|it| Task { table, ..*it });
                match all.get_mut(name) {
                    Some(known) => known.extend(tasks),
                    None => {
                        all.insert(name.clone(), tasks.collect());
                    }
                }
            }
        }
        all
    }

    /// The entry of a task.
    #[must_use]
    pub fn entry(&self, task: Task) -> EntryView<'r, 's> {
        self.tables[task.table].entries[task.entry]
    }

    /// An entry's category and name, and its page seen from a folder of the agency's.
    #[must_use]
    pub fn link(&self, table: usize, view: &EntryView<'_, '_>) -> Link {
        Link {
            text: full_name(view),
            href: ["../", &self.tables[table].folder, "/", view.id(), ".html"].concat(),
        }
    }

    /// A table's name, and its page seen from a folder of the agency's.
    #[must_use]
    pub fn table_link(&self, table: usize) -> Link {
        let RollTable { name, folder, .. } = &self.tables[table];
        Link { text: name.clone(), href: format!("../{folder}/index.html") }
    }

    /// The entries by the channels that they are published through, those with the most first:
    /// places of a table and of an entry in it.
    #[must_use]
    pub fn channels(&self, resolution: &Resolution<'_>) -> Vec<(String, Vec<(usize, usize)>)> {
        let terms = &resolution.registries.vocabulary.channels;
        let mut all: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        for (table, part) in self.tables.iter().enumerate() {
            for (entry, view) in part.entries.iter().enumerate() {
                for channel in view.channel() {
                    let name = self::channel(channel, terms);
                    let places = all.entry(name).or_default();
                    if places.last() != Some(&(table, entry)) {
                        places.push((table, entry));
                    }
                }
            }
        }
        let mut all: Vec<_> = all.into_iter().map(|(name, it)| (name.to_owned(), it)).collect();
        all.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
        all
    }
}

/// A channel's standard term, without what qualifies it; what was written where it is no term.
#[must_use]
pub fn channel<'a>(choice: &'a Choice<'_, ChannelId>, terms: &'a Terms) -> &'a str {
    choice.value.map_or(choice.text.value.as_ref(), |it| terms.standard(it.0))
}

/// An entry's category and name: many entries of a table bear one name (办事指南).
#[must_use]
pub fn full_name(view: &EntryView<'_, '_>) -> String {
    let levels = view.category().iter().map(|it| it.value.as_ref());
    let name = view.name().map(|it| it.value.as_ref()).filter(|it| *it != "—");
    let full = cells::join(levels.chain(name), " / ");
    if full.is_empty() { cells::NAMELESS.to_owned() } else { full }
}
