//! The registries: domains, vocabulary, laws, calendar.
//!
//! Code found here: `unknown-status`.
use jiff::civil::Date;

use crate::{
    calendar::{Calendar, YearNotice},
    diagnostic::{Diagnostic, Outcome, message},
    model::{
        Text,
        basis::{
            document::{Document, Status},
            kind::Kind,
            register::Register,
        },
        choice::{Meaning as _, Review},
        decode::{Decoder, Record},
        lower::check_version,
        registry::{Domain, Domains},
        shape::{
            BASIS, BasisKey, BodyKey as B, CALENDAR, CalendarKey, DOMAINS, DayKey,
            DocumentKey as L, DomainKey as D, DomainsKey, TermKey as T, VOCABULARY,
            VocabularyKey as V, YearKey as Y,
        },
        vocabulary::{Reform, Reforms, Term, Terms, Vocabulary},
    },
    syntax::tree::Tree,
};

/// Reads `domains.yaml`.
#[must_use]
pub fn domains(tree: &Tree<'_>) -> Outcome<Domains> {
    let mut decoder = Decoder::default();
    let mut list = Vec::new();
    if let Some(root) = tree.root().and_then(|it| decoder.record(it, &DOMAINS, "domains")) {
        check_version(&root, DomainsKey::Govcat, &mut decoder);
        for record in root.records(DomainsKey::Domains, &mut decoder) {
            let text = |key: D, decoder: &mut Decoder| {
                record.text(key, decoder).map(|it| it.value.into_owned())
            };
            let number = record.number(D::Number, &mut decoder);
            let (code, name) = (text(D::Code, &mut decoder), text(D::Name, &mut decoder));
            if let (Some(number), Some(code), Some(name)) = (number, code, name) {
                list.push(Domain {
                    number: number.value,
                    code,
                    name,
                    other_names: strings(&record, D::OtherNames, &mut decoder),
                    issuer: text(D::Issuer, &mut decoder),
                    document: text(D::Document, &mut decoder),
                    issued: record.date(D::Issued, &mut decoder).map(|it| it.value),
                    span: record.node.span(),
                });
            }
        }
    }
    Outcome { value: Domains { list }, diagnostics: decoder.diagnostics }
}

/// Reads `vocabulary.yaml`.
#[must_use]
pub fn vocabulary(tree: &Tree<'_>) -> Outcome<Vocabulary> {
    let mut decoder = Decoder::default();
    let mut value = Vocabulary::default();
    if let Some(root) = tree.root().and_then(|it| decoder.record(it, &VOCABULARY, "channels")) {
        check_version(&root, V::Govcat, &mut decoder);
        value = Vocabulary {
            channels: terms(&root, V::Channels, &mut decoder),
            methods: terms(&root, V::Methods, &mut decoder),
            audiences: terms(&root, V::Audiences, &mut decoder),
            levels: terms(&root, V::Levels, &mut decoder),
            stages: terms(&root, V::Stages, &mut decoder),
            reasons: terms(&root, V::Reasons, &mut decoder),
            reviews: terms(&root, V::Reviews, &mut decoder),
            vague_bodies: strings(&root, V::VagueBodies, &mut decoder),
            reforms: reforms(&root, &mut decoder),
        };
    }
    if value.reviews.list().is_empty() {
        let term = |it: Review| Term { term: it.name().to_owned(), ..Term::default() };
        value.reviews = Terms::new(
            [Review::Verified, Review::Published, Review::Reconstructed].map(term).to_vec(),
        );
    }
    Outcome { value, diagnostics: decoder.diagnostics }
}

/// Reads `basis.yaml`.
#[must_use]
pub fn register(tree: &Tree<'_>) -> Outcome<Register> {
    let mut decoder = Decoder::default();
    let mut documents = Vec::new();
    if let Some(root) = tree.root().and_then(|it| decoder.record(it, &BASIS, "documents")) {
        check_version(&root, BasisKey::Govcat, &mut decoder);
        for record in root.records(BasisKey::Documents, &mut decoder) {
            documents.extend(document(&record, &mut decoder));
        }
    }
    Outcome { value: Register::new(documents), diagnostics: decoder.diagnostics }
}

fn document(record: &Record<'_, '_>, decoder: &mut Decoder) -> Option<Document> {
    let text =
        |key: L, decoder: &mut Decoder| record.text(key, decoder).map(|it| it.value.into_owned());
    let status = record.text(L::Status, decoder).and_then(|it| status(&it, decoder));
    Some(Document {
        title: text(L::Title, decoder)?,
        short_titles: strings(record, L::ShortTitles, decoder),
        kind: text(L::Kind, decoder).and_then(|it| Kind::parse(&it)),
        issuer: text(L::Issuer, decoder),
        number: text(L::Number, decoder),
        issued: text(L::Issued, decoder),
        effective: text(L::Effective, decoder),
        revised: text(L::Revised, decoder),
        status: status?,
        replaced_by: text(L::ReplacedBy, decoder),
        replaced_on: text(L::ReplacedOn, decoder),
        domains: strings(record, L::Domains, decoder),
        note: text(L::Note, decoder),
        review: text(L::Review, decoder).and_then(|it| Review::of(0, it.trim())),
    })
}

fn status(text: &Text<'_>, decoder: &mut Decoder) -> Option<Status> {
    let status = Status::parse(&text.value);
    if status.is_none() {
        let word = &text.value;
        decoder.diagnostics.push(
            Diagnostic::new(
                "unknown-status",
                text.span,
                message!("没有“{word}”这种效力状态", "unknown status `{word}`"),
            )
            .with_help(message!("可以写：现行、修订、废止、失效", "one of: 现行, 修订, 废止, 失效"))
            .about(word),
        );
    }
    status
}

/// Reads `calendar.yaml`.
#[must_use]
pub fn calendar(tree: &Tree<'_>) -> Outcome<Calendar> {
    let mut decoder = Decoder::default();
    let mut notices = Vec::new();
    if let Some(root) = tree.root().and_then(|it| decoder.record(it, &CALENDAR, "years")) {
        check_version(&root, CalendarKey::Govcat, &mut decoder);
        for record in root.records(CalendarKey::Years, &mut decoder) {
            let Some(year) = record.number(Y::Year, &mut decoder) else { continue };
            notices.push(YearNotice {
                year: i16::try_from(year.value).unwrap_or(i16::MAX),
                off: days(&record, Y::Off, &mut decoder),
                work: days(&record, Y::Work, &mut decoder),
            });
        }
    }
    Outcome { value: Calendar::new(notices), diagnostics: decoder.diagnostics }
}

fn days(record: &Record<'_, '_>, key: Y, decoder: &mut Decoder) -> Vec<(Date, String)> {
    let records = record.records(key, decoder);
    records
        .iter()
        .filter_map(|day| {
            let holiday = day.text(DayKey::Holiday, decoder).map(|it| it.value.into_owned());
            Some((day.date(DayKey::Date, decoder)?.value, holiday.unwrap_or_default()))
        })
        .collect()
}

fn terms(root: &Record<'_, '_>, key: V, decoder: &mut Decoder) -> Terms {
    let mut list = Vec::new();
    for record in root.records(key, decoder) {
        let Some(term) = record.text(T::Term, decoder) else { continue };
        list.push(Term {
            term: term.value.into_owned(),
            synonyms: strings(&record, T::Synonyms, decoder),
            requires: record.text(T::Requires, decoder).map(|it| it.value.into_owned()),
            note: record.text(T::Note, decoder).map(|it| it.value.into_owned()),
        });
    }
    Terms::new(list)
}

fn reforms(root: &Record<'_, '_>, decoder: &mut Decoder) -> Reforms {
    let mut list = Vec::new();
    for record in root.records(V::Bodies, decoder) {
        let Some(former) = record.text(B::Former, decoder) else { continue };
        list.push(Reform {
            former: former.value.into_owned(),
            successors: strings(&record, B::Successor, decoder),
            year: record.number(B::Year, decoder).and_then(|it| u16::try_from(it.value).ok()),
            note: record.text(B::Note, decoder).map(|it| it.value.into_owned()),
        });
    }
    Reforms::new(list)
}

fn strings(record: &Record<'_, '_>, key: impl Into<usize>, decoder: &mut Decoder) -> Vec<String> {
    record.texts(key, decoder).iter().map(|text| text.value.to_string()).collect()
}
