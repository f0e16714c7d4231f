//! The gap report for machines. The keys and their order are a contract; keys may be added behind.
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use crate::{
    gap::{
        AgencyGap, Counts, DomainGap, EntryGap, ExtraEntry, FieldGap,
        against::{Change, Movement},
        cause::Cause,
        state::State,
    },
    render::gap::{
        Telling,
        causes::{self, CauseJson, LineJson, line},
        words,
    },
    span::Span,
};

/// The whole report; it is written piece by piece.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "it only tells what the pieces make together")]
pub struct Document<'a> {
    version: u32,
    agencies: Vec<AgencyJson<'a>>,
    #[serde(flatten)]
    rest: Rest<'a>,
}

/// What follows the version and the agencies.
#[derive(Debug, Serialize, JsonSchema)]
struct Rest<'a> {
    today: String,
    formula: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    view: Option<View<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<Against<'a>>,
    /// What is short, each line of a standard once for all agencies that do not keep it: those of the most
    /// agencies first; in a shard's report in the order in which they come up.
    causes: Vec<CauseJson<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct View<'a> {
    domains: Vec<&'a str>,
    offices: &'a [String],
}

#[derive(Debug, Serialize, JsonSchema)]
struct AgencyJson<'a> {
    agency: &'a str,
    score: Option<f64>,
    grade: &'a str,
    counts: Numbers,
    domains: Vec<DomainJson<'a>>,
    name: &'a str,
    standard: &'a str,
    earned: f64,
    possible: f64,
    essential_missing: usize,
    /// Whether it keeps a ledger; without one, `met` speaks of the catalogs alone.
    has_ledger: bool,
    /// Powers and services that no entry discloses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    undisclosed_powers: Vec<Extra<'a>>,
}

/// How many entries are in each state; every state is there.
#[derive(Debug)]
struct Numbers(Counts);

#[derive(Debug, Serialize, JsonSchema)]
struct DomainJson<'a> {
    domain: &'a str,
    score: Option<f64>,
    counts: Numbers,
    entries: Vec<EntryJson<'a>>,
    name: &'a str,
    earned: f64,
    possible: f64,
    extra: Vec<Extra<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct EntryJson<'a> {
    entry: &'a str,
    name: &'a str,
    state: &'static str,
    findings: Vec<Finding<'a>>,
    at: Place<'a>,
    standard_at: Place<'a>,
    reason: Option<&'a str>,
    local_entry: Option<&'a str>,
    owners: &'a [String],
    deadline: &'a str,
    essential: bool,
    weight: f64,
    earned: Option<f64>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Finding<'a> {
    field: &'static str,
    state: &'static str,
    standard: &'a str,
    local: &'a str,
    why: &'a str,
    at: Place<'a>,
    standard_at: Place<'a>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Extra<'a> {
    entry: &'a str,
    name: &'a str,
    at: Place<'a>,
    owners: &'a [String],
}

#[derive(Debug, Serialize, JsonSchema)]
struct Place<'a> {
    file: &'a str,
    line: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Against<'a> {
    since: Option<&'a str>,
    opened: Vec<Moved<'a>>,
    closed: Vec<Moved<'a>>,
    scores: Vec<Score<'a>>,
    uncompared: &'a [String],
}

#[derive(Debug, Serialize, JsonSchema)]
struct Moved<'a> {
    agency: &'a str,
    domain: &'a str,
    entry: &'a str,
    name: &'a str,
    field: Option<&'a str>,
    state: &'a str,
    at: Option<LineJson<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Score<'a> {
    agency: &'a str,
    old: Option<f64>,
    new: Option<f64>,
}

impl Serialize for Numbers {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(State::NAMED.map(|it| (it.name(), self.0.of(it))))
    }
}

impl JsonSchema for Numbers {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Numbers".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        std::collections::BTreeMap::<String, usize>::json_schema(generator)
    }
}

/// What the report begins with.
pub const HEAD: &str = r#"{"version":1,"agencies":["#;

/// An agency as JSON; commas stand between them.
#[must_use]
pub fn one(telling: &Telling<'_, '_>, gap: &AgencyGap<'_>) -> Vec<u8> {
    // Only maps with keys that are no texts fail, and there are none.
    serde_json::to_vec(&agency(telling, gap)).unwrap_or_default()
}

/// What follows the agencies, with a line end; `shard` is the last key where there is one.
#[must_use]
pub fn tail<T: Serialize>(
    telling: &Telling<'_, '_>,
    causes: &[Cause],
    movement: Option<&Movement>,
    shard: Option<&T>,
) -> String {
    let report = telling.report;
    let rest = Rest {
        today: report.today.to_string(),
        formula: words::formula(report).iter().map(|it| it.text(telling.lang).to_owned()).collect(),
        view: (!telling.view.is_whole()).then(|| View {
            domains: telling.view.domains.iter().map(|it| code(telling, *it)).collect(),
            offices: &telling.view.offices,
        }),
        against: movement.map(against),
        causes: causes.iter().map(|it| causes::json(telling, it)).collect(),
    };
    // The rest is an object too; its brace is open already, and stays so before one key more.
    // As above.
    let rest = serde_json::to_string(&rest).unwrap_or_default();
    let rest = rest.trim_start_matches('{');
    match shard {
        None => format!("],{rest}\n"),
        Some(shard) => {
            let rest = rest.strip_suffix('}').unwrap_or(rest);
            let shard = serde_json::to_string(shard).unwrap_or_default();
            format!("],{rest},\"shard\":{shard}}}\n")
        }
    }
}

pub(super) fn code<'r>(
    telling: &Telling<'r, '_>,
    domain: crate::model::registry::DomainId,
) -> &'r str {
    &telling.resolution.registries.domains.get(domain).code
}

fn place<'a>(telling: &'a Telling<'_, '_>, span: Span) -> Place<'a> {
    let (file, line) = telling.place(span);
    Place { file, line }
}

/// A number without the noise of sums of fractions.
fn exact(number: f64) -> f64 {
    (number * 1_000.0).round() / 1_000.0
}

fn agency<'a>(telling: &'a Telling<'_, '_>, gap: &'a AgencyGap<'_>) -> AgencyJson<'a> {
    AgencyJson {
        agency: telling.key(gap.agency),
        score: gap.tally.rounded(),
        grade: &gap.grade,
        counts: Numbers(gap.counts),
        domains: gap.domains.iter().map(|it| domain(telling, it)).collect(),
        name: telling.agency(gap.agency),
        standard: telling.key(gap.standard),
        earned: exact(gap.tally.earned),
        possible: exact(gap.tally.possible),
        essential_missing: gap.essential_missing,
        has_ledger: !telling.resolution.agency(gap.agency).ledgers.is_empty(),
        undisclosed_powers: gap.undisclosed.iter().map(|it| extra(telling, it)).collect(),
    }
}

fn domain<'a>(telling: &'a Telling<'_, '_>, gap: &'a DomainGap<'_>) -> DomainJson<'a> {
    DomainJson {
        domain: code(telling, gap.domain),
        score: gap.tally.rounded(),
        counts: Numbers(gap.counts),
        entries: gap.entries.iter().map(|it| entry(telling, it)).collect(),
        name: &telling.resolution.registries.domains.get(gap.domain).name,
        earned: exact(gap.tally.earned),
        possible: exact(gap.tally.possible),
        extra: gap.extra.iter().map(|it| extra(telling, it)).collect(),
    }
}

fn extra<'a>(telling: &'a Telling<'_, '_>, entry: &'a ExtraEntry) -> Extra<'a> {
    Extra {
        entry: &entry.id,
        name: &entry.name,
        at: place(telling, entry.at),
        owners: &entry.owners,
    }
}

fn entry<'a>(telling: &'a Telling<'_, '_>, gap: &'a EntryGap<'_>) -> EntryJson<'a> {
    EntryJson {
        entry: gap.id,
        name: gap.name,
        state: gap.state.name(),
        findings: gap.findings.iter().map(|it| finding(telling, it)).collect(),
        at: place(telling, gap.at),
        standard_at: place(telling, gap.standard_at),
        reason: gap.reason.as_deref(),
        local_entry: gap.local_id,
        owners: &gap.owners,
        deadline: gap.deadline,
        essential: gap.is_essential,
        weight: gap.weight,
        earned: gap.earned.map(|it| exact(it * gap.weight)),
    }
}

fn finding<'a>(telling: &'a Telling<'_, '_>, gap: &'a FieldGap) -> Finding<'a> {
    Finding {
        field: gap.field,
        state: gap.shortfall.name(),
        standard: &gap.standard,
        local: &gap.local,
        why: gap.why.text(telling.lang),
        at: place(telling, gap.at),
        standard_at: place(telling, gap.standard_at),
    }
}

fn against(movement: &Movement) -> Against<'_> {
    fn moved(change: &Change) -> Moved<'_> {
        Moved {
            agency: &change.agency,
            domain: &change.domain,
            entry: &change.entry,
            name: &change.name,
            field: change.field.as_deref(),
            state: &change.state,
            at: change.at.as_ref().map(line),
        }
    }
    let scores = movement.scores.iter();
    Against {
        since: movement.since.as_deref(),
        opened: movement.opened.iter().map(moved).collect(),
        closed: movement.closed.iter().map(moved).collect(),
        scores: scores.map(|(agency, old, new)| Score { agency, old: *old, new: *new }).collect(),
        uncompared: &movement.uncompared,
    }
}
