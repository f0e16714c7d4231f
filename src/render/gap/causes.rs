//! The causes of gaps for machines: what merging reads again and writes as it was.
use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    gap::{
        Line,
        cause::{Cause, Lack},
    },
    render::gap::{Telling, json::code},
};

/// One line of a standard that agencies do not keep.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct CauseJson<'a> {
    /// The agency whose catalogs are the standard.
    #[serde(borrow)]
    pub standard: Cow<'a, str>,
    /// The domain; none for a role that no office fills.
    #[serde(borrow)]
    pub domain: Option<Cow<'a, str>>,
    /// The entry's id in the standard.
    #[serde(borrow)]
    pub entry: Option<Cow<'a, str>>,
    /// The entry's name.
    #[serde(borrow)]
    pub name: Option<Cow<'a, str>>,
    /// The field; none where the entry as a whole is short.
    #[serde(borrow)]
    pub field: Option<Cow<'a, str>>,
    /// The state of the field or of the entry.
    #[serde(borrow)]
    pub state: Cow<'a, str>,
    /// Why, as the first case has it.
    #[serde(borrow)]
    pub why: Option<Cow<'a, str>>,
    /// The agencies that it concerns.
    #[serde(borrow)]
    pub agencies: Vec<Cow<'a, str>>,
    /// How many entries it concerns, over all agencies.
    pub entries: usize,
    /// Where the standard says it.
    #[serde(borrow)]
    pub standard_at: LineJson<'a>,
}

impl CauseJson<'_> {
    /// The same, which outlives the text that it was read from.
    #[must_use]
    pub fn into_owned(self) -> CauseJson<'static> {
        fn owned(it: Cow<'_, str>) -> Cow<'static, str> {
            Cow::Owned(it.into_owned())
        }
        let LineJson { file, line } = self.standard_at;
        CauseJson {
            standard: owned(self.standard),
            domain: self.domain.map(owned),
            entry: self.entry.map(owned),
            name: self.name.map(owned),
            field: self.field.map(owned),
            state: owned(self.state),
            why: self.why.map(owned),
            agencies: self.agencies.into_iter().map(owned).collect(),
            entries: self.entries,
            standard_at: LineJson { file: owned(file), line },
        }
    }
}

/// A line of a file.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct LineJson<'a> {
    #[serde(borrow)]
    file: Cow<'a, str>,
    line: usize,
}

/// A line, told.
pub(super) fn line(line: &Line) -> LineJson<'_> {
    LineJson { file: line.file.as_str().into(), line: line.line }
}

/// A cause, told.
pub(super) fn json<'a>(telling: &'a Telling<'_, '_>, cause: &'a Cause) -> CauseJson<'a> {
    let (domain, entry, name) = match &cause.entry {
        Some((domain, entry, name)) => {
            (Some(code(telling, *domain)), Some(entry.as_str()), Some(name.as_str()))
        }
        None => (None, None, None),
    };
    let (field, state) = match cause.lack {
        Lack::Entry(state) => (None, state.name()),
        Lack::Field(field, shortfall) => (Some(field), shortfall.name()),
    };
    CauseJson {
        standard: telling.key(cause.standard).into(),
        domain: domain.map(Into::into),
        entry: entry.map(Into::into),
        name: name.map(Into::into),
        field: field.map(Into::into),
        state: state.into(),
        why: cause.why.as_ref().map(|it| it.text(telling.lang).into()),
        agencies: cause.agencies.iter().map(|it| telling.key(*it).into()).collect(),
        entries: cause.entries,
        standard_at: line(&cause.standard_at),
    }
}
