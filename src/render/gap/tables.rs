//! The gap report as a table of entries, for CSV, and as a workbook.
use std::borrow::Cow;

use crate::{
    diagnostic::Lang,
    gap::{
        AgencyGap, EntryGap, FieldGap,
        cause::{Lack, causes},
        state::{Shortfall, State},
    },
    model::registry::DomainId,
    render::{
        book::{Book, BookColumn, BookSheet, Cell},
        gap::{Telling, offices, powers, words},
        table::Table,
    },
};

/// The headings of the table of entries.
const HEADINGS: [(&str, &str); 12] = [
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

/// Every entry, one row each, under the headings of its columns; then the powers that no entry
/// discloses.
#[must_use]
pub fn table(telling: &Telling<'_, '_>) -> Table<'static> {
    let headings = HEADINGS.iter().map(|it| Cow::Borrowed(pick(telling.lang, *it))).collect();
    let mut rows = Vec::new();
    for agency in &telling.report.agencies {
        for (domain, entry) in agency.entries() {
            let code = telling.resolution.registries.domains.get(domain).code.clone();
            let Row { state, field, standard, local, why, owner, file, line } = row(telling, entry);
            let agency = telling.key(agency.agency).to_owned();
            let (id, name, line) = (entry.id.to_owned(), entry.name.to_owned(), line.to_string());
            let cells =
                [agency, code, id, name, state, field, standard, local, why, owner, file, line];
            rows.push(cells.into_iter().map(Cow::Owned).collect());
        }
        rows.extend(powers::rows(telling, agency));
    }
    Table { headings, rows }
}

/// What both tables say of an entry.
struct Row {
    state: String,
    field: String,
    standard: String,
    local: String,
    why: String,
    owner: String,
    file: String,
    line: usize,
}

fn row(telling: &Telling<'_, '_>, entry: &EntryGap) -> Row {
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

/// The workbook: 总览, 共性问题 where several agencies are in it, 明细, 责任分工.
#[must_use]
pub fn book(telling: &Telling<'_, '_>) -> Book {
    let mut sheets = Vec::new();
    if let [agency] = &telling.report.agencies[..] {
        sheets.push(one(telling, agency));
    } else {
        sheets.push(overview(telling));
        sheets.push(shared(telling));
    }
    sheets.push(details(telling));
    sheets.push(duties(telling));
    sheets.extend(powers::sheet(telling));
    Book { title: title(telling), sheets }
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

fn domain_name<'r>(telling: &Telling<'r, '_>, domain: DomainId) -> &'r str {
    &telling.resolution.registries.domains.get(domain).name
}

/// One agency by its domains.
fn one(telling: &Telling<'_, '_>, agency: &AgencyGap) -> BookSheet {
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
fn overview(telling: &Telling<'_, '_>) -> BookSheet {
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
fn shared(telling: &Telling<'_, '_>) -> BookSheet {
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
    let rows = causes(telling.report).into_iter().map(|cause| {
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
            Cell::text(telling.line(cause.standard_at)),
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

/// Every entry, the worst of each agency first; of several agencies those that are not simply met.
fn details(telling: &Telling<'_, '_>) -> BookSheet {
    let widths = [20, 18, 11, 28, 10, 14, 36, 36, 36, 22, 34, 6];
    let columns =
        HEADINGS.iter().zip(widths).map(|(it, width)| column(telling, *it, width)).collect();
    let several = telling.report.agencies.len() > 1;
    let mut rows = Vec::new();
    for agency in &telling.report.agencies {
        let mut entries: Vec<_> = agency.entries().collect();
        entries.retain(|(_, it)| !several || it.state != State::Met || !it.findings.is_empty());
        entries.sort_by_key(|(_, it)| it.rank());
        for (domain, entry) in entries {
            let it = row(telling, entry);
            let mut cells: Vec<Cell> =
                [telling.agency(agency.agency), domain_name(telling, domain), entry.id, entry.name]
                    .map(Cell::text)
                    .into();
            let texts = [it.state, it.field, it.standard, it.local, it.why, it.owner, it.file];
            cells.extend(texts.map(Cell::Text));
            cells.push(Cell::Count(it.line));
            rows.push(cells);
        }
    }
    BookSheet {
        name: pick(telling.lang, ("明细", "entries")).to_owned(),
        title: pick(telling.lang, ("逐条明细，最严重的在前", "Every entry, the worst first"))
            .to_owned(),
        notes: if several {
            let words = (
                "达标的事项不逐条列出，条数见总览",
                "What is met is only counted, in the overview",
            );
            vec![pick(telling.lang, words).to_owned()]
        } else {
            Vec::new()
        },
        columns,
        rows,
        frozen: 4,
    }
}

/// What each office owes, and by when.
fn duties(telling: &Telling<'_, '_>) -> BookSheet {
    let columns = vec![
        column(telling, ("机关", "agency"), 20),
        column(telling, ("公开主体", "office"), 24),
        column(telling, ("领域", "domain"), 18),
        column(telling, ("编号", "id"), 11),
        column(telling, ("事项", "name"), 28),
        column(telling, ("状态", "state"), 10),
        column(telling, ("应做什么", "to do"), 44),
        column(telling, ("公开时限", "deadline"), 26),
        column(telling, ("出处", "at"), 34),
        column(telling, ("责任人", "who"), 10),
        column(telling, ("完成日期", "done on"), 12),
    ];
    let mut rows = Vec::new();
    for agency in &telling.report.agencies {
        for office in offices::owing(agency, telling.view) {
            for (domain, entry) in &office.owed {
                rows.push(vec![
                    Cell::text(telling.agency(agency.agency)),
                    Cell::text(offices::name(office.name, telling.lang)),
                    Cell::text(domain_name(telling, *domain)),
                    Cell::text(entry.id),
                    Cell::text(entry.name),
                    Cell::text(entry.state.label().text(telling.lang)),
                    Cell::Text(words::owed(entry, telling.lang)),
                    Cell::text(entry.deadline),
                    Cell::text(telling.line(entry.findings.first().map_or(entry.at, |it| it.at))),
                    Cell::Empty,
                    Cell::Empty,
                ]);
            }
        }
    }
    BookSheet {
        name: pick(telling.lang, ("责任分工", "offices")).to_owned(),
        title: pick(telling.lang, ("责任分工：各公开主体应补齐的事项", "What each office owes"))
            .to_owned(),
        notes: Vec::new(),
        columns,
        rows,
        frozen: 2,
    }
}
