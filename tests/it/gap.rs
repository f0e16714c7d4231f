//! The gap report against numbers computed by hand, and what its formats promise.
//!
//! The workspace is `tests/cli/gap.in`: a standard of four entries in one domain and two in another.
//! 20-001 is essential and weighs 3, the others 2; a weaker deadline costs 0.3, a weaker method 0.3,
//! a lost channel 0.2, an owner that is nobody's 0.2.
use govcat::{
    compile::Compilation,
    gap::{
        self, AgencyGap, EntryGap, GapReport,
        grade::Scale,
        state::{Shortfall, State},
    },
    source::Workspace,
};
use jiff::civil::Date;

use crate::support;

const CASE: &str = "tests/cli/gap.in";

/// The case's files, once `changes` are made: path, old text, new text.
fn files(changes: &[(&str, &str, &str)]) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(CASE).sort_by_file_name() {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(CASE).unwrap().to_str().unwrap().to_owned();
            files.push((path, std::fs::read_to_string(entry.path()).unwrap()));
        }
    }
    for (path, old, new) in changes {
        let file = files.iter_mut().find(|it| it.0 == *path).unwrap_or_else(|| panic!("{path}"));
        assert!(file.1.contains(old), "{path}: {old}");
        file.1 = file.1.replace(old, new);
    }
    files
}

fn workspace(changes: &[(&str, &str, &str)]) -> Workspace {
    Workspace::assemble(files(changes)).unwrap().value
}

fn report<'c>(
    compilation: &'c Compilation<'_>,
    workspace: &Workspace,
    today: Date,
) -> GapReport<'c> {
    let agencies: Vec<_> = compilation.resolution.agency_ids().map(|it| it.0).collect();
    let scale = Scale::new(&workspace.config.gap);
    gap::gap(&compilation.resolution, &agencies, &scale, today)
}

/// An agency's report: each entry as `id state field:shortfall…`, the parts of the score, the grade.
#[derive(Debug, PartialEq)]
struct Standing {
    entries: Vec<String>,
    earned: f64,
    possible: f64,
    grade: String,
}

fn standing(key: &str, changes: &[(&str, &str, &str)]) -> Standing {
    let workspace = workspace(changes);
    let compilation = support::compiled(&workspace);
    let report = report(&compilation, &workspace, support::TODAY);
    let id = compilation.resolution.find_agency(key).unwrap();
    let agency = report.agencies.iter().find(|it| it.agency == id).unwrap();
    let round = |it: f64| (it * 1e6).round() / 1e6;
    Standing {
        entries: agency.entries().map(|(_, it)| describe(it)).collect(),
        earned: round(agency.tally.earned),
        possible: round(agency.tally.possible),
        grade: agency.grade.clone(),
    }
}

fn describe(entry: &EntryGap) -> String {
    let findings = entry.findings.iter().map(|it| format!(" {}:{}", it.field, it.shortfall.name()));
    format!("{} {}{}", entry.id, entry.state.name(), findings.collect::<Vec<_>>().concat())
}

fn expect(entries: &[&str], earned: f64, possible: f64, grade: &str) -> Standing {
    let entries = entries.iter().map(|it| (*it).to_owned()).collect();
    Standing { entries, earned, possible, grade: grade.to_owned() }
}

const NORTH: &str = "catalogs/north/20.yaml";
const EAST: &str = "catalogs/east/ledger/2026.csv";
const WEST: &str = "catalogs/west/20.yaml";

#[test]
fn an_overlay_is_compared_field_by_field() {
    // 3 (waived) + 2 × (1 − 0.3 − 0.2) + 2 (elsewhere) + 2 × (1 − 0.2) of 3 + 2 + 2 + 2.
    let entries = [
        "20-001 partial deadline:waived",
        "20-002 partial deadline:weaker channel:weaker",
        "20-003 elsewhere",
        "20-004 partial owner:unlocalised",
        "21-001 not-applicable",
        "21-002 not-applicable",
    ];
    assert_eq!(standing("north", &[]), expect(&entries, 7.6, 9.0, "合格"));
    // An expired waiver allows nothing: 3 × 0.7.
    let mut weaker = entries;
    weaker[0] = "20-001 partial deadline:weaker";
    let expired = (NORTH, "until: 2027-03-31", "until: 2026-03-31");
    assert_eq!(standing("north", &[expired]), expect(&weaker, 6.7, 9.0, "不合格"));
    // An unsigned one neither.
    let unsigned = (NORTH, "    approved_by: 县政府办公室\n", "");
    assert_eq!(standing("north", &[unsigned]), expect(&weaker, 6.7, 9.0, "不合格"));
    // Nor one that stands on nothing.
    let baseless = (NORTH, "    basis: [《北县实施方案》]\n    approved_by", "    approved_by");
    assert_eq!(standing("north", &[baseless]), expect(&weaker, 6.7, 9.0, "不合格"));
}

#[test]
fn stronger_is_met() {
    let stronger = [
        (NORTH, "变更之日起15个", "变更之日起5个"),
        (
            NORTH,
            "    channel: [政府网站]\n  - id: north-1",
            "    channel: [政府网站, 公开查阅点, 政务服务中心]\n  - id: north-1",
        ),
        (NORTH, "变更之日起20个", "变更之日起9个"),
        ("catalogs/north/agency.yaml", "acts_for: [县级", "acts_for: [乡镇人民政府, 县级"),
    ];
    let entries = [
        "20-001 met",
        "20-002 met",
        "20-003 elsewhere",
        "20-004 met",
        "21-001 not-applicable",
        "21-002 not-applicable",
    ];
    assert_eq!(standing("north", &stronger), expect(&entries, 9.0, 9.0, "优秀"));
}

#[test]
fn a_table_that_stands_alone_is_paired() {
    // s-1 is 20-001 by its name; s-2 is 20-002 by its likeness, renamed; the rest is missing.
    let entries = [
        "20-001 partial method:weaker",
        "20-002 met",
        "20-003 missing",
        "20-004 missing",
        "21-001 missing",
        "21-002 missing",
    ];
    assert_eq!(standing("south", &[]), expect(&entries, 4.1, 13.0, "不合格"));
    let workspace = workspace(&[]);
    let compilation = support::compiled(&workspace);
    let report = report(&compilation, &workspace, support::TODAY);
    let id = compilation.resolution.find_agency("south").unwrap();
    let south = report.agencies.iter().find(|it| it.agency == id).unwrap();
    let local: Vec<_> = south.entries().filter_map(|(_, it)| it.local_id).collect();
    assert_eq!(local, ["s-1", "s-2"]);
    let extra: Vec<_> =
        south.domains.iter().flat_map(|it| &it.extra).map(|it| it.id.as_str()).collect();
    assert_eq!(extra, ["s-9"]);
    // What is missing is owed by the office that fills the standard's role.
    let missing = south.entries().find(|(_, it)| it.id == "20-003").unwrap().1;
    assert_eq!(*missing.owners, ["县民政局".to_owned()]);
    let (file, at) = workspace.place(missing.at);
    assert_eq!((file, at.line), ("catalogs/national/20.yaml", 20));
}

#[test]
fn exclusions_need_a_lawful_reason() {
    let entries = |second| {
        [
            "20-001 met",
            second,
            "20-003 met",
            "20-004 partial owner:unlocalised",
            "21-001 met",
            "21-002 met",
        ]
    };
    assert_eq!(standing("west", &[]), expect(&entries("20-002 excluded"), 10.6, 11.0, "优秀"));
    for reason in ["reason: 不便公开", "basis: []", "reason: 他处已公开"] {
        let change = (WEST, "reason: 不适用", reason);
        assert_eq!(
            standing("west", &[change]),
            expect(&entries("20-002 missing"), 10.6, 13.0, "合格"),
            "{reason}"
        );
    }
    let elsewhere =
        (WEST, "reason: 不适用", "reason: 他处已公开\n    where: https://www.example.gov.cn/x");
    assert_eq!(
        standing("west", &[elsewhere]),
        expect(&entries("20-002 elsewhere"), 12.6, 13.0, "优秀")
    );
}

#[test]
fn a_domain_is_not_left_out_without_a_reason() {
    let change = ("catalogs/north/agency.yaml", "    reason: 示例：本县没有养老机构\n", "");
    let found = standing("north", &[change]);
    assert_eq!(found.entries[4..], ["21-001 missing", "21-002 missing"]);
    assert!((found.possible - 13.0).abs() < 1e-9);
}

#[test]
fn the_ledger_is_judged_by_the_calendar() {
    // 3 (in time) + 2 × 0.5 (late) + 0 (overdue) + 2 (none generated) + 0 (overdue by the law's 20
    // working days) + 0 (no row: not checked).
    let entries = [
        "20-001 met",
        "20-002 partial ledger:late",
        "20-003 overdue ledger:overdue",
        "20-004 met",
        "21-001 overdue ledger:overdue",
        "21-002 not-checked",
    ];
    assert_eq!(standing("east", &[]), expect(&entries, 6.0, 13.0, "不合格"));
    let find = |changes: &[(&str, &str, &str)], id: &str| {
        let found = standing("east", changes);
        found.entries.into_iter().find(|it| it.starts_with(id)).unwrap()
    };
    // Formed on 2026-11-12: due on 2026-11-26, after the day of the report.
    assert_eq!(find(&[(EAST, "五月名单,2026-05-06", "名单,2026-11-12")], "20-003"), "20-003 met");
    // The last day is in time; the next one is late.
    assert_eq!(find(&[(EAST, "2026-03-20", "2026-03-16")], "20-002"), "20-002 met");
    assert_eq!(find(&[(EAST, "2026-03-20", "2026-03-17")], "20-002"), "20-002 partial ledger:late");
    // A publication that is still to come is none.
    assert_eq!(
        find(&[(EAST, "2026-03-20", "2027-03-20")], "20-002"),
        "20-002 overdue ledger:overdue"
    );
    // Without the day on which it was formed nobody can say whether it was in time.
    assert_eq!(
        find(&[(EAST, "2026-03-02,2026-03-10", ",2026-03-10")], "20-001"),
        "20-001 not-checked ledger:undetermined"
    );
    // Of many rows the worst counts.
    let more = (
        EAST,
        "20-004,",
        "20-001,政策二,2026-03-02,2026-05-10\n20-001,政策三,2026-03-02,\n20-004,",
    );
    assert_eq!(find(&[more], "20-001"), "20-001 overdue ledger:late ledger:overdue");
    // An unpublished row whose deadline gives no date is no pass.
    let request =
        ("catalogs/national/21.yaml", "deadline: 及时公开", "deadline: 事前公示7个工作日");
    assert_eq!(find(&[request], "21-001"), "21-001 not-checked ledger:undetermined");
}

#[test]
fn the_day_decides_what_is_overdue() {
    let workspace = workspace(&[]);
    let state = |today: Date| {
        let compilation = support::compiled(&workspace);
        let report = report(&compilation, &workspace, today);
        let id = compilation.resolution.find_agency("east").unwrap();
        let east = report.agencies.iter().find(|it| it.agency == id).unwrap();
        assert!(report.is_dated);
        east.entries().find(|(_, it)| it.id == "20-003").unwrap().1.state
    };
    // Formed on 2026-05-06, ten working days (the Saturday 05-09 is one): due on 2026-05-19.
    assert_eq!(state(Date::constant(2026, 5, 19)), State::Met);
    assert_eq!(state(Date::constant(2026, 5, 20)), State::Overdue);
}

#[test]
fn an_essential_gap_gates_the_grade() {
    let toml = "govcat.toml";
    let grades = |extra: &str| {
        let weights = format!(
            "essential = [\"20-00*\"]\n{extra}\n[gap.weights]\nessential = 1\nstandard = 1\n[gap.fields]\nowner = 0"
        );
        standing(
            "west",
            &[
                (toml, "essential = [\"20-001\"]", &weights),
                (WEST, "reason: 不适用", "reason: 不便公开"),
            ],
        )
    };
    // 5 of 6 are there: 83.3 would be 合格 by itself; of the essential ones one is missing.
    let gated = grades(
        "gate = 60\ngrades = [{ from = 80, name = \"甲\" }, { from = 0, name = \"丙\" }, { from = 60, name = \"乙\" }]",
    );
    assert_eq!((gated.earned, gated.possible, gated.grade.as_str()), (5.0, 6.0, "乙"));
    let open =
        grades("gate = 100\ngrades = [{ from = 80, name = \"甲\" }, { from = 0, name = \"丙\" }]");
    assert_eq!(open.grade, "甲");
}

#[test]
fn settings_are_refused_with_their_line() {
    let wrong = |text: &str| {
        let error =
            Workspace::assemble(files(&[("govcat.toml", "essential = [\"20-001\"]", text)]))
                .unwrap_err();
        error.message(govcat::diagnostic::Lang::En).to_owned()
    };
    for (text, place, word) in [
        ("gates = 75", "govcat.toml:6:1", "gates"),
        ("gate = 101", "govcat.toml:6:8", "101"),
        ("essential = [\"2*1\"]", "govcat.toml:6:13", "2*1"),
        ("fields = { deadlin = 0.1 }", "govcat.toml:6:12", "deadlin"),
        ("fields = { name = 0.1 }", "govcat.toml:6:12", "name"),
        ("fields = { deadline = 2 }", "govcat.toml:6:23", "2"),
        ("weights = { essential = -1 }", "govcat.toml:6:25", "-1"),
        ("grades = [{ from = 90 }]", "govcat.toml:6:11", "name"),
    ] {
        let message = wrong(text);
        assert!(message.starts_with(place) && message.contains(word), "{text}: {message}");
    }
}

#[test]
fn causes_are_folded() {
    let workspace = workspace(&[]);
    let compilation = support::compiled(&workspace);
    let report = report(&compilation, &workspace, support::TODAY);
    let causes = gap::cause::causes(&report, &workspace);
    // The role that nobody fills in two counties is one cause.
    assert_eq!((causes[0].agencies.len(), causes[0].entries), (2, 2));
    assert_eq!(causes[0].lack, gap::cause::Lack::Field("owner", Shortfall::Unlocalised));
    let gaps: usize = report.agencies.iter().map(|it: &AgencyGap| it.owed().len()).sum();
    // Every gap is in some cause; 20-002 of the north is in two.
    assert_eq!(causes.iter().map(|it| it.entries).sum::<usize>(), gaps + 1);
}
