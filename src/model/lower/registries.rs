//! The registries: domains, vocabulary, laws, calendar.
use crate::{
    diagnostic::Outcome,
    model::{
        choice::Review,
        decode::{Decoder, Record},
        lower::check_version,
        registry::{Domain, Domains},
        shape::{
            BodyKey as B, DOMAINS, DomainKey as D, DomainsKey, TermKey as T, VOCABULARY,
            VocabularyKey as V,
        },
        vocabulary::{Reform, Term, Terms, Vocabulary},
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
            let text = |key: D, decoder: &mut Decoder| record.text(key, decoder).map(|it| it.value.into_owned());
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
        value.reviews =
            Terms::new([Review::Verified, Review::Published, Review::Reconstructed].map(term).to_vec());
    }
    Outcome { value, diagnostics: decoder.diagnostics }
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

fn reforms(root: &Record<'_, '_>, decoder: &mut Decoder) -> Vec<Reform> {
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
    list
}

fn strings(record: &Record<'_, '_>, key: impl Into<usize>, decoder: &mut Decoder) -> Vec<String> {
    record.texts(key, decoder).into_iter().map(|text| text.value.into_owned()).collect()
}
