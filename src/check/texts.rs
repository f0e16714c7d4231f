//! The texts that people wrote, wherever they stand: what [`Check::Text`](crate::check::Check::Text) looks at.
use rustc_hash::FxHashSet;

use crate::{
    check::{Findings, Rule, TextCheck, marks::Marks},
    diagnostic::Diagnostic,
    model::{
        Text,
        catalog::{Catalog, Entry},
        choice::{Choice, Spelling},
        field::Field,
    },
    resolve::Agency,
};

/// The checks of texts, each with its rule and the kinds of characters that it looks for.
type Checks = [(&'static Rule, (Marks, TextCheck))];

/// Shows texts to the checks that they could concern.
#[derive(Debug)]
pub(super) struct Texts<'t> {
    checks: &'t Checks,
    /// Words in which nothing was found: agencies copy nearly all of theirs from one another.
    silent: FxHashSet<(Field, &'t str)>,
    seen: usize,
}

/// Where a text stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// The field of an entry that it is, or that it is most like.
    field: Field,
    /// Its key.
    key: &'static str,
    /// The entry that it belongs to.
    entry: Option<&'a str>,
}

impl<'t> Texts<'t> {
    pub(super) fn new(checks: &'t Checks) -> Self {
        Self { checks, silent: FxHashSet::default(), seen: 0 }
    }

    /// How many times a check was asked about a text.
    pub(super) fn evaluations(&self) -> usize {
        self.seen * self.checks.len()
    }

    fn look(&mut self, text: &'t Text<'_>, place: Place<'_>, found: &mut Vec<Diagnostic>) {
        self.seen += 1;
        let Place { field, key, entry } = place;
        if self.silent.contains(&(field, text.value.as_ref())) {
            return;
        }
        let before = found.len();
        let marks = Marks::of(&text.value);
        for &(rule, (wanted, check)) in self.checks {
            if marks.meets(wanted) {
                check(text, field, &mut Findings { rule, entry, key: Some(key), found });
            }
        }
        if found.len() == before {
            self.silent.insert((field, &text.value));
        }
    }

    /// The texts of an entry. A standard term of the vocabulary is no text of the entry's own.
    pub(super) fn of_entry(&mut self, entry: &'t Entry<'_>, found: &mut Vec<Diagnostic>) {
        let id = entry.id.as_ref().map(|id| id.value.as_ref());
        let mut all = |texts: &'t [Text<'_>], field: Field| {
            let place = Place { field, key: field.name(), entry: id };
            for text in texts {
                self.look(text, place, found);
            }
        };
        all(&entry.category, Field::Category);
        all(entry.name.as_slice(), Field::Name);
        all(&entry.content, Field::Content);
        all(&entry.basis, Field::Basis);
        all(entry.deadline.as_slice(), Field::Deadline);
        all(&entry.owner.lead, Field::Owner);
        all(&entry.owner.with, Field::Owner);
        all(entry.explains(), Field::Explains);
        all(entry.covers(), Field::Covers);
        all(entry.disclosed_by(), Field::DisclosedBy);
        self.choices(&entry.method, Field::Method, id, found);
        self.choices(&entry.channel, Field::Channel, id, found);
        self.choices(&entry.audience, Field::Audience, id, found);
        self.choices(&entry.level, Field::Level, id, found);
        self.choices(&entry.stage, Field::Stage, id, found);
        self.choices(entry.reason.as_slice(), Field::Reason, id, found);
    }

    fn choices<T>(
        &mut self,
        choices: &'t [Choice<'_, T>],
        field: Field,
        entry: Option<&str>,
        found: &mut Vec<Diagnostic>,
    ) {
        let place = Place { field, key: field.name(), entry };
        for choice in choices {
            if choice.value.is_none() || choice.spelling != Spelling::Standard {
                self.look(&choice.text, place, found);
            }
        }
    }

    /// The texts of a catalog file outside its entries.
    pub(super) fn around_entries(&mut self, catalog: &'t Catalog<'_>, found: &mut Vec<Diagnostic>) {
        let mut all =
            |texts: &'t [Text<'_>], field: Field, key: &'static str, entry: Option<&str>| {
                for text in texts {
                    self.look(text, Place { field, key, entry }, found);
                }
            };
        all(catalog.title.as_slice(), Field::Name, "title", None);
        all(catalog.source.as_slice(), Field::Name, "source", None);
        for exclude in &catalog.excludes {
            let id = exclude.id.as_ref().map(|id| id.value.as_ref());
            all(&exclude.basis, Field::Basis, "basis", id);
            all(exclude.elsewhere.as_slice(), Field::Content, "where", id);
        }
        for waiver in &catalog.waivers {
            let id = waiver.entry.as_ref().map(|id| id.value.as_ref());
            all(waiver.reason.as_slice(), Field::Content, "reason", id);
            all(&waiver.basis, Field::Basis, "basis", id);
            all(waiver.approved_by.as_slice(), Field::Owner, "approved_by", id);
        }
        for exclude in &catalog.excludes {
            let id = exclude.id.as_ref().map(|id| id.value.as_ref());
            self.choices(exclude.reason.as_slice(), Field::Reason, id, found);
        }
    }

    /// The texts of an `agency.yaml`.
    pub(super) fn of_agency(&mut self, agency: &'t Agency<'_>, found: &mut Vec<Diagnostic>) {
        let Some(file) = &agency.file else { return };
        let mut all = |texts: &'t [Text<'_>], field: Field, key: &'static str| {
            let place = Place { field, key, entry: None };
            for text in texts {
                self.look(text, place, found);
            }
        };
        all(file.name.as_slice(), Field::Owner, "name");
        for office in &file.offices {
            all(std::slice::from_ref(&office.name), Field::Owner, "name");
            all(&office.acts_for, Field::Owner, "acts_for");
            all(&office.former, Field::Owner, "former");
        }
        for record in &file.not_applicable {
            all(record.reason.as_slice(), Field::Content, "reason");
            all(&record.basis, Field::Basis, "basis");
        }
        if let Some(site) = &file.site {
            for text in site.identity_texts() {
                all(std::slice::from_ref(text), Field::Name, "site");
            }
            for place in site.columns.iter().chain(&site.media) {
                all(std::slice::from_ref(&place.name), Field::Name, "name");
                all(place.kind.as_slice(), Field::Name, "kind");
                all(place.link.as_slice(), Field::Link, "link");
            }
            all(site.gazette.as_slice(), Field::Link, "gazette");
        }
    }
}
