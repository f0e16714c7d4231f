//! The index of many tables: each text once, each entry as four numbers. Ids count up within a
//! table, so that they are written as runs.
use std::borrow::Cow;

use serde::Serialize;

use crate::render::search::{
    contents::{self, SearchContents},
    initials::{Initials, initials},
    numbered::{Column, Numbered, lines, one_line},
    rows::{Facet, Profile, TableRows},
};

/// What a browser loads. `templates/site.js` reads it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct SearchIndex<'f> {
    /// The version of this form.
    pub version: u32,
    /// The agencies: their folder as an href, empty for one's own; their name.
    pub agencies: Vec<(String, String)>,
    /// The tables in order: the agency's number, the folder as an href, the name, how many entries
    /// it has, their ids as runs.
    pub tables: Vec<(usize, String, String, usize, String)>,
    /// Names of entries.
    pub names: String,
    /// Their categories.
    pub categories: String,
    /// Names of offices.
    pub offices: String,
    /// How the characters of all these begin to be read.
    pub initials: Initials,
    /// Offices that disclose together, by their numbers.
    pub owners: Vec<Vec<u32>>,
    /// The facets: key, values.
    pub facets: Vec<(&'static str, &'f [String])>,
    /// Values of all facets together, by their numbers.
    pub profiles: Vec<Profile>,
    /// The entries, table by table.
    pub columns: Columns,
}

/// For each entry, in order, the number of its …
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Columns {
    /// name
    pub name: Column,
    /// category
    pub category: Column,
    /// owners
    pub owners: Column,
    /// profile
    pub profile: Column,
}

/// An index that tables are added to.
#[derive(Debug, Default)]
pub struct Builder<'r> {
    agencies: Vec<(String, String)>,
    tables: Vec<(usize, String, String, usize, String)>,
    names: Numbered<Cow<'r, str>>,
    categories: Numbered<String>,
    offices: Numbered<Cow<'r, str>>,
    owners: Numbered<Vec<u32>>,
    profiles: Numbered<Profile>,
    contents: contents::Builder<'r>,
    entries: usize,
}

impl<'r> Builder<'r> {
    /// Adds an agency, whose tables come next. `href` leads from the index to its folder.
    pub fn add_agency(&mut self, href: String, name: &str) {
        self.agencies.push((href, one_line(Cow::Borrowed(name)).into_owned()));
    }

    /// Adds a table of the last agency.
    pub fn add(&mut self, table: &TableRows<'r>) {
        let agency = self.agencies.len().saturating_sub(1);
        let ids = runs(table.rows.iter().map(|it| it.id));
        let name = one_line(Cow::Borrowed(&table.name)).into_owned();
        self.tables.push((agency, table.href.clone(), name, table.rows.len(), ids));
        self.entries += table.rows.len();
        for row in &table.rows {
            self.names.add(one_line(Cow::Borrowed(row.name)));
            self.categories.add(one_line(Cow::Borrowed(&row.category)).into_owned());
            let offices = &mut self.offices;
            let owners = row.owners.iter().map(|it| offices.number(one_line(it.clone())));
            self.owners.add(owners.collect());
            self.profiles.add(row.profile.clone());
            self.contents.add(row.content);
        }
    }

    /// How many entries there are.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.entries
    }

    /// The index of what was added, and the contents that it does not have.
    #[must_use]
    pub fn finish(self, facets: &[Facet]) -> (SearchIndex<'_>, SearchContents) {
        let names = self.names.values.iter().chain(&self.offices.values).map(AsRef::as_ref);
        let names = names.chain(self.categories.values.iter().map(String::as_str));
        let names = names.chain(self.tables.iter().map(|it| it.2.as_str()));
        let initials = initials(names.chain(self.agencies.iter().map(|it| it.1.as_str())));
        let index = SearchIndex {
            version: 2,
            initials,
            agencies: self.agencies,
            tables: self.tables,
            columns: Columns {
                name: self.names.column(),
                category: self.categories.column(),
                owners: self.owners.column(),
                profile: self.profiles.column(),
            },
            names: lines(&self.names.values),
            categories: lines(&self.categories.values),
            offices: lines(&self.offices.values),
            owners: self.owners.values,
            facets: facets.iter().map(|it| (it.key, it.values.as_slice())).collect(),
            profiles: self.profiles.values,
        };
        (index, self.contents.finish())
    }
}

/// Ids as runs: `20-001*3 a` is 20-001, 20-002, 20-003, a. No id has a blank or a star in it.
fn runs<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    let mut next: Option<String> = None;
    let mut length = 0;
    let end = |out: &mut String, length: usize| {
        if length > 1 {
            out.push('*');
            out.push_str(&length.to_string());
        }
    };
    for id in ids {
        if next.as_deref() == Some(id) {
            length += 1;
        } else {
            end(&mut out, length);
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(id);
            length = 1;
        }
        next = successor(id);
    }
    end(&mut out, length);
    out
}

/// The id that counts on from one: its last digits, nine at most, plus one and as wide.
fn successor(id: &str) -> Option<String> {
    let digits = id.bytes().rev().take(9).take_while(u8::is_ascii_digit).count();
    let (head, tail) = id.split_at(id.len() - digits);
    let number: u32 = tail.parse().ok()?;
    Some(format!("{head}{:0digits$}", number + 1))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Builder, runs, successor};
    use crate::render::search::rows::{Facet, Profile, Row, TableRows};

    fn table<'r>(href: &str, entries: &[(&'r str, &'r str, &'r [&'r str], u16)]) -> TableRows<'r> {
        let row = |(id, name, owners, method): &(&'r str, &'r str, &'r [&'r str], u16)| Row {
            id,
            name,
            category: "综合业务".to_owned(),
            owners: owners.iter().map(|it| Cow::Borrowed(*it)).collect(),
            profile: Profile::default().map(|_| std::iter::once(*method).collect()),
            content: &[],
        };
        TableRows {
            href: href.to_owned(),
            name: "社会救助".to_owned(),
            rows: entries.iter().map(row).collect(),
        }
    }

    #[test]
    fn each_text_is_there_once() {
        let mut builder = Builder::default();
        builder.add_agency("a/".to_owned(), "甲");
        builder
            .add(&table("aid/", &[("1", "低保", &["民政局"], 0), ("2", "低保", &["财政局"], 1)]));
        builder.add_agency("b/".to_owned(), "乙");
        let both = &["民政局", "财政局"];
        builder.add(&table("aid/", &[("1", "低\n保", &["民政局"], 0), ("x", "低保", both, 0)]));
        assert_eq!(builder.entries(), 4);
        let facet = Facet { key: "method", values: vec!["主动".to_owned()] };
        let facets = [facet];
        let (index, _) = builder.finish(&facets);
        assert_eq!(index.names, "低保\n低 保");
        assert_eq!(index.columns.name, (1, "0010".to_owned()));
        assert_eq!(index.categories, "综合业务");
        assert_eq!(index.columns.category, (1, "0000".to_owned()));
        assert_eq!(index.offices, "民政局\n财政局");
        assert_eq!(index.owners, [vec![0], vec![1], vec![0, 1]]);
        assert_eq!(index.columns.owners, (1, "0102".to_owned()));
        assert_eq!(index.columns.profile, (1, "0100".to_owned()));
        assert_eq!(index.profiles.len(), 2);
        let tables: Vec<_> = index.tables.iter().map(|it| (it.0, it.3, it.4.as_str())).collect();
        assert_eq!(tables, [(0, 2, "1*2"), (1, 2, "1 x")]);
    }

    #[test]
    fn ids_are_runs() {
        let of = |ids: &[&str]| runs(ids.iter().copied());
        assert_eq!(of(&[]), "");
        assert_eq!(of(&["20-001", "20-002", "20-003", "20-005", "a", "b"]), "20-001*3 20-005 a b");
        assert_eq!(of(&["x9", "x10", "x11", "x09", "x10"]), "x9*3 x09*2");
        assert_eq!(successor("a99").as_deref(), Some("a100"));
        assert_eq!(successor("1999999999").as_deref(), Some("11000000000"));
        assert_eq!(successor("a"), None);
    }
}
