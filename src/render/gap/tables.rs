//! The gap report as a table of entries, for CSV, and the sheets of its workbook that tell of all agencies.
use std::borrow::Cow;

use crate::{
    diagnostic::Lang,
    gap::{
        AgencyGap, EntryGap, FieldGap,
        cause::{Cause, Lack},
        state::{Shortfall, State},
    },
    model::registry::DomainId,
    render::{
        book::{BookColumn, BookSheet, Cell},
        gap::{Telling, offices, powers, words},
        table::Table,
    },
};

/// The headings of the table of entries.
pub(super) const HEADINGS: [(&str, &str); 12] = [
    ("机关", "agency"),
    ("领域", "domain"),
    ("编号", "id"),
    ("事项", "name"),
    ("状态", "state"),
    ("字段", "field"),
    ("标准", "standard"),
    ("本机关", "local"),
    ("说明", "why"),
    ("公开主体", "owner"),
    ("文件", "file"),
    ("行", "line"),
];

pub(super) fn pick<'a>(lang: Lang, (zh, en): (&'a str, &'a str)) -> &'a str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// Every entry of some agencies, one row each, under the headings of its columns; then the powers that
/// no entry discloses.
#[must_use]
pub fn table(telling: &Telling<'_, '_>, agencies: &[AgencyGap<'_>]) -> Table<'static> {
    let headings = HEADINGS.iter().map(|it| Cow::Borrowed(pick(telling.lang, *it))).collect();
    let mut rows = Vec::new();
    for agency in agencies {
        for (domain, entry) in agency.entries() {
            let code = telling.resolution.registries.domains.get(domain).code.clone();
            let Row { state, field, standard, local, why, owner, file, line } = row(telling, entry);
            let agency = telling.key(agency.agency).to_owned();
            let (id, name, line) = (entry.id.to_owned(), entry.name.to_owned(), line.to_string());
            let cells =
                [agency, code, id, name, state, field, standard, local, why, owner, file, line];
            rows.push(cells.into_iter().map(Cow::Owned).collect());
        }
        rows.extend(powers::lines(telling, agency));
    }
    Table { headings, rows }
}

/// What both tables say of an entry.
pub(super) struct Row {
    pub(super) state: String,
    pub(super) field: String,
    pub(super) standard: String,
    pub(super) local: String,
    pub(super) why: String,
    pub(super) owner: String,
    pub(super) file: String,
    pub(super) line: usize,
}

pub(super) fn row(telling: &Telling<'_, '_>, entry: &EntryGap) -> Row {
    let lang = telling.lang;
    let separator = if lang == Lang::Zh { "；" } else { "; " };
    let findings = &entry.findings;
    let join = |text: &dyn Fn(&FieldGap) -> &str| match &findings[..] {
        [one] => text(one).to_owned(),
        many => {
            let label = |it: &FieldGap| format!("{}：{}", words::field(it.field, lang), text(it));
            many.iter()
                .filter(|it| !text(it).is_empty())
                .map(label)
                .collect::<Vec<_>>()
                .join(separator)
        }
    };
    let mut fields: Vec<String> = findings.iter().map(|it| words::field(it.field, lang)).collect();
    fields.dedup();
    // The line that proves it: that of the first finding where there is one.
    let (file, line) = telling.place(findings.first().map_or(entry.at, |it| it.at));
    let mut why = join(&|it| it.why.text(lang));
    if !findings.is_empty() && findings.iter().all(|it| it.shortfall == Shortfall::Waived) {
        why = format!("{}：{why}", Shortfall::Waived.label().text(lang));
    }
    Row {
        state: entry.state.label().text(lang).to_owned(),
        field: fields.join(if lang == Lang::Zh { "、" } else { ", " }),
        standard: join(&|it| &it.standard),
        local: join(&|it| &it.local),
        why: if why.is_empty() { entry.reason.clone().unwrap_or_default() } else { why },
        owner: entry.owners.join("、"),
        file: file.to_owned(),
        line,
    }
}

/// The report's title.
#[must_use]
pub fn title(telling: &Telling<'_, '_>) -> String {
    match (&telling.report.agencies[..], telling.lang) {
        ([one], Lang::Zh) => format!("{}政务公开差距报告", telling.agency(one.agency)),
        ([one], Lang::En) => format!("Disclosure gaps of {}", telling.agency(one.agency)),
        (_, Lang::Zh) => "政务公开差距报告".to_owned(),
        (_, Lang::En) => "Disclosure gaps".to_owned(),
    }
}

fn notes(telling: &Telling<'_, '_>) -> Vec<String> {
    let mut notes: Vec<String> =
        words::formula(telling.report).iter().map(|it| it.text(telling.lang).to_owned()).collect();
    let today = telling.report.today;
    notes.insert(
        0,
        match telling.lang {
            Lang::Zh => format!("截至 {today}"),
            Lang::En => format!("As of {today}"),
        },
    );
    notes
}

pub(super) fn column(telling: &Telling<'_, '_>, heading: (&str, &str), width: u16) -> BookColumn {
    BookColumn::new(pick(telling.lang, heading), width)
}

fn state_columns(telling: &Telling<'_, '_>) -> Vec<BookColumn> {
    State::ALL.map(|it| BookColumn::new(it.label().text(telling.lang), 9)).to_vec()
}

fn score(telling: &Telling<'_, '_>, score: Option<f64>) -> Cell {
    score.map_or_else(|| Cell::text("—"), |it| Cell::Score(it, telling.report.scale.band(it)))
}

pub(super) fn domain_name<'r>(telling: &Telling<'r, '_>, domain: DomainId) -> &'r str {
    &telling.resolution.registries.domains.get(domain).name
}

/// One agency by its domains.
pub(super) fn one(telling: &Telling<'_, '_>, agency: &AgencyGap) -> BookSheet {
    let mut columns =
        vec![column(telling, ("领域", "domain"), 26), column(telling, ("得分", "score"), 8)];
    columns.extend(state_columns(telling));
    columns.extend([
        column(telling, ("实得", "earned"), 10),
        column(telling, ("应得", "possible"), 10),
    ]);
    let line = |name: &str, counts: crate::gap::Counts, tally: crate::gap::Tally| {
        let mut cells = vec![Cell::text(name), score(telling, tally.rounded())];
        cells.extend(State::ALL.map(|it| Cell::Count(counts.of(it))));
        cells.extend([tally.earned, tally.possible].map(|it| Cell::text(words::weight(it))));
        cells
    };
    let total = pick(telling.lang, ("合计", "total"));
    let mut rows: Vec<_> = agency
        .domains
        .iter()
        .map(|it| line(domain_name(telling, it.domain), it.counts, it.tally))
        .collect();
    rows.push(line(total, agency.counts, agency.tally));
    let mut notes = notes(telling);
    let grade = &agency.grade;
    let fraction = words::fraction(agency.tally);
    notes.insert(
        1,
        match telling.lang {
            Lang::Zh => format!("得分：{}；等级：{grade}", fraction.text(Lang::Zh)),
            Lang::En => format!("Score: {}; grade: {grade}", fraction.text(Lang::En)),
        },
    );
    BookSheet {
        name: pick(telling.lang, ("总览", "overview")).to_owned(),
        title: title(telling),
        notes,
        columns,
        rows,
        frozen: 1,
    }
}

/// Agencies by domains, the worst agency first.
pub(super) fn overview(telling: &Telling<'_, '_>) -> BookSheet {
    let domains = offices::domains(telling);
    let mut columns = vec![
        column(telling, ("机关", "agency"), 22),
        column(telling, ("得分", "score"), 8),
        column(telling, ("等级", "grade"), 8),
    ];
    columns.extend(state_columns(telling));
    let number = |id: &DomainId| {
        let domain = telling.resolution.registries.domains.get(*id);
        BookColumn::new(&format!("{:02} {}", domain.number, domain.name), 9)
    };
    columns.extend(domains.iter().map(number));
    let row = |agency: &AgencyGap| {
        let mut cells = vec![
            Cell::text(telling.agency(agency.agency)),
            score(telling, agency.tally.rounded()),
            Cell::text(agency.grade.clone()),
        ];
        cells.extend(State::ALL.map(|it| Cell::Count(agency.counts.of(it))));
        cells.extend(domains.iter().map(|id| {
            let found = agency.domains.iter().find(|it| it.domain == *id);
            found.map_or(Cell::Empty, |it| score(telling, it.tally.rounded()))
        }));
        cells
    };
    BookSheet {
        name: pick(telling.lang, ("总览", "overview")).to_owned(),
        title: title(telling),
        notes: notes(telling),
        columns,
        rows: telling.report.worst_first().into_iter().map(row).collect(),
        frozen: 1,
    }
}

/// What several agencies have in common.
pub(super) fn shared(telling: &Telling<'_, '_>, causes: &[Cause]) -> BookSheet {
    let columns = vec![
        column(telling, ("领域", "domain"), 20),
        column(telling, ("编号", "id"), 12),
        column(telling, ("事项", "name"), 30),
        column(telling, ("差距", "gap"), 24),
        column(telling, ("说明", "why"), 44),
        column(telling, ("机关数", "agencies"), 9),
        column(telling, ("事项数", "entries"), 9),
        column(telling, ("标准的出处", "standard at"), 36),
    ];
    let rows = causes.iter().map(|cause| {
        let (domain, id, name) = match &cause.entry {
            Some((domain, id, name)) => (domain_name(telling, *domain), id.as_str(), name.as_str()),
            None => ("", "", ""),
        };
        let why = cause.why.as_ref().filter(|_| !matches!(cause.lack, Lack::Field("ledger", _)));
        vec![
            Cell::text(domain),
            Cell::text(id),
            Cell::text(name),
            Cell::text(words::lack(cause.lack, telling.lang)),
            Cell::text(why.map_or("", |it| it.text(telling.lang))),
            Cell::Count(cause.agencies.len()),
            Cell::Count(cause.entries),
            Cell::text(cause.standard_at.to_string()),
        ]
    });
    BookSheet {
        name: pick(telling.lang, ("共性问题", "causes")).to_owned(),
        title: pick(
            telling.lang,
            ("共性问题，涉及机关最多的在前", "Causes, those of the most agencies first"),
        )
        .to_owned(),
        notes: Vec::new(),
        columns,
        rows: rows.collect(),
        frozen: 0,
    }
}
