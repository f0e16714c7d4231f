//! A resolved entry for machines: the keys and their order are a contract.
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Serialize, Serializer, ser::SerializeMap as _};

use crate::{
    compare::field::plain,
    model::{
        choice::{Choice, Meaning, Review},
        field::Field,
        readings::Cited,
        vocabulary::Terms,
    },
    resolve::{
        Resolution, Stack,
        owner::ResolvedOwner,
        view::{EntryView, Found},
    },
    source::Workspace,
};

/// Whether to tell where each field was written.
#[derive(Clone, Copy, Debug)]
pub enum Trace<'a> {
    /// No.
    Off,
    /// Yes, with the places of this workspace.
    On(&'a Workspace),
}

/// An entry.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct EntryJson<'a> {
    agency: &'a str,
    domain: Option<&'a str>,
    kind: &'static str,
    id: &'a str,
    category: Vec<&'a str>,
    name: Option<&'a str>,
    content: Vec<&'a str>,
    basis: Vec<BasisJson<'a>>,
    deadline: Option<DeadlineJson<'a>>,
    owner: OwnerJson,
    method: Vec<String>,
    channel: Vec<String>,
    audience: Vec<String>,
    level: Vec<String>,
    stage: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    explains: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    covers: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    disclosed_by: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reconstructed: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<BTreeMap<String, OriginJson<'a>>>")]
    origin: Option<Origins<'a>>,
}

/// A citation.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct BasisJson<'a> {
    text: &'a str,
    title: Option<String>,
    number: Option<String>,
    article: Option<String>,
    status: Option<String>,
}

/// A deadline.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct DeadlineJson<'a> {
    text: &'a str,
    canonical: Option<String>,
}

/// Who owns an entry, as the viewing agency names them.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct OwnerJson {
    lead: Vec<String>,
    with: Vec<String>,
}

/// Where each field was written.
#[derive(Clone, Debug)]
pub struct Origins<'a>(Vec<(&'static str, OriginJson<'a>)>);

/// Where a field was written.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct OriginJson<'a> {
    agency: &'a str,
    file: &'a str,
    line: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    overrides: Vec<OverriddenJson<'a>>,
}

/// A value that another layer's stands over.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct OverriddenJson<'a> {
    agency: &'a str,
    file: &'a str,
    line: usize,
    value: String,
}

impl<'a> EntryJson<'a> {
    /// An entry as its agency sees it, in standard terms.
    #[must_use]
    pub fn new(view: &EntryView<'a, '_>, trace: Trace<'a>) -> Self {
        let resolution = view.resolution;
        let words = &resolution.registries.vocabulary;
        let owner = view.owner();
        let names = |owners: &[ResolvedOwner<'_, '_>]| {
            owners.iter().map(|it| it.name.clone().into_owned()).collect()
        };
        Self {
            agency: &resolution.agency(view.table.agency).key,
            domain: view.table.domain.map(|it| resolution.registries.domains.get(it).code.as_str()),
            kind: view.table.kind.name(),
            id: view.id(),
            category: view.category().iter().map(|it| it.value.as_ref()).collect(),
            name: view.name().map(|it| it.value.as_ref()),
            content: view.content().iter().map(|it| it.value.as_ref()).collect(),
            basis: view.basis().iter().flat_map(|it| basis(&it.value, resolution)).collect(),
            deadline: view.deadline().map(|it| deadline(&it.value, resolution)),
            owner: OwnerJson { lead: names(&owner.lead), with: names(&owner.with) },
            method: standard(view.method(), &words.methods),
            channel: standard(view.channel(), &words.channels),
            audience: standard(view.audience(), &words.audiences),
            level: standard(view.level(), &words.levels),
            stage: standard(view.stage(), &words.stages),
            link: view.link().map(|it| it.value.as_ref()),
            reason: view.reason().map(|it| it.standard(&words.reasons).into_owned()),
            explains: view.explains().iter().map(|it| it.value.as_ref()).collect(),
            covers: view.covers().iter().map(|it| it.value.as_ref()).collect(),
            disclosed_by: view.disclosed_by().iter().map(|it| it.value.as_ref()).collect(),
            review: view.review().map(Review::name),
            reconstructed: view.reconstructed().map(Field::name).collect(),
            origin: match trace {
                Trace::Off => None,
                Trace::On(workspace) => Some(origins(view, workspace)),
            },
        }
    }
}

/// The documents that a basis names, each with its own words; a basis that names none stays whole.
fn basis<'a>(text: &'a str, resolution: &Resolution<'_>) -> Vec<BasisJson<'a>> {
    let cited = resolution.readings.basis(text);
    if cited.is_empty() {
        return vec![BasisJson { text, title: None, number: None, article: None, status: None }];
    }
    let register = &resolution.registries.register;
    let own_words = |at: &Cited| text.get(at.citation.text.clone()).unwrap_or(text);
    cited
        .iter()
        .map(|it| BasisJson {
            text: if cited.len() == 1 { text } else { own_words(it) },
            title: it.citation.title.clone(),
            number: it.citation.number.as_ref().map(ToString::to_string),
            article: it.citation.article_text(),
            status: it.found.document.map(|id| register.document(id).status.to_string()),
        })
        .collect()
}

/// What a deadline means.
fn deadline<'a>(text: &'a str, resolution: &Resolution<'_>) -> DeadlineJson<'a> {
    let reading = resolution.readings.deadline(text).and_then(|it| it.deadline.as_ref());
    DeadlineJson { text, canonical: reading.map(ToString::to_string) }
}

fn standard<T: Meaning>(choices: &[Choice<'_, T>], terms: &Terms) -> Vec<String> {
    choices.iter().map(|it| it.standard(terms).into_owned()).collect()
}

fn origins<'a>(view: &EntryView<'a, '_>, workspace: &'a Workspace) -> Origins<'a> {
    let origin = |field: Field| {
        let origin = view.origin(field)?;
        let (file, at) = workspace.place(origin.span);
        let agency = view.resolution.agency(origin.agency).key.as_str();
        let overrides = view.all(field).skip(1).map(|it| overridden(view, &it, field, workspace));
        let overrides = overrides.collect();
        Some((field.name(), OriginJson { agency, file, line: at.line, overrides }))
    };
    Origins(Field::ALL.into_iter().filter_map(origin).collect())
}

/// A value that is written in a layer and not in force.
fn overridden<'a>(
    view: &EntryView<'a, '_>,
    found: &Found<'a, '_>,
    field: Field,
    workspace: &'a Workspace,
) -> OverriddenJson<'a> {
    let resolution = view.resolution;
    let origin = found.origin(resolution, field);
    let (file, at) = workspace.place(origin.span);
    // The value as that layer alone would show it.
    let layer: Stack =
        view.stack.iter().copied().filter(|it| it.catalog == found.catalog).collect();
    let value = plain(field, &EntryView { resolution, table: view.table, stack: &layer });
    OverriddenJson { agency: &resolution.agency(origin.agency).key, file, line: at.line, value }
}

impl Serialize for Origins<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (field, origin) in &self.0 {
            map.serialize_entry(field, origin)?;
        }
        map.end()
    }
}
