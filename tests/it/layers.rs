//! Layers that do not fit: each mistake is one finding, and breaks no others loose.
use govcat::rules;

use crate::support;

const NATIONAL: &str = "--- catalogs/national/agency.yaml
govcat: 1
agency: national
name: 国家标准目录
level: 国家级
--- catalogs/national/20.yaml
govcat: 1
domain: social-assistance
defaults:
  basis: [《社会救助暂行办法》（国务院令第649号）]
  deadline: 信息形成之日起20个工作日内
  owner: [县级人民政府民政部门, 乡镇人民政府]
  method: 主动公开
  channel: [政府网站]
  audience: 全社会
entries:
  - id: \"20-001\"
    category: 综合业务
    name: 政策法规文件
    content: [配套政策法规文件]
  - id: \"20-002\"
    was: [\"20-02\"]
    category: 综合业务
    name: 监督检查
    content: [社会救助投诉举报电话]
";
const COUNTY: &str = "--- catalogs/county/agency.yaml
govcat: 1
agency: county
name: 某县
level: 县级
extends: national
offices:
  - name: 县民政局
    acts_for: [县级人民政府民政部门]
  - name: 各乡镇人民政府
    acts_for: [乡镇人民政府]
--- catalogs/county/20.yaml
govcat: 1
domain: social-assistance
entries:
  - id: \"20-001\"
    deadline: 信息形成之日起10个工作日内
  - id: county-20-001
    category: 临时救助
    name: 备用金使用情况
    content: [备用金额度]
    owner: [县民政局]
    basis: [《社会救助暂行办法》（国务院令第649号）]
    deadline: 信息形成之日起10个工作日内
    method: 主动公开
    channel: [政府网站]
    audience: 全社会
";
const TOWN: &str = "--- catalogs/town/agency.yaml
govcat: 1
agency: town
name: 某镇人民政府
level: 乡级
extends: county
--- catalogs/town/20.yaml
govcat: 1
domain: social-assistance
entries:
  - id: \"20-002\"
    channel: [政府网站, 公开查阅点]
  - id: county-20-001
    deadline: 信息形成之日起5个工作日内
";

/// Everything found in a township over a county over the nation, as `path:line code subject`, once
/// `changes` are made.
fn findings(changes: &[(&str, &str)]) -> Vec<String> {
    let mut fixture = format!("{NATIONAL}{COUNTY}{TOWN}");
    for (old, new) in changes {
        assert_eq!(fixture.matches(old).count(), 1, "{old}");
        fixture = fixture.replace(old, new);
    }
    let workspace = support::workspace(&fixture);
    let report = support::run(&workspace, rules::ALL);
    let line = |(path, line), code, subject| format!("{path}:{line} {code} {subject}");
    let place = |span| {
        let (path, at) = workspace.place(span);
        (path, at.line)
    };
    report.findings.iter().map(|it| line(place(it.span), it.code, &it.subject)).collect()
}

#[test]
fn what_fits_is_clean() {
    assert_eq!(findings(&[]), [""; 0]);
}

#[test]
fn an_unknown_layer_hides_what_lies_over_it() {
    assert_eq!(
        findings(&[("extends: national", "extends: nation")]),
        ["catalogs/county/agency.yaml:5 unknown-agency nation"]
    );
    assert_eq!(
        findings(&[("extends: county", "extends: 某县")]),
        ["catalogs/town/agency.yaml:5 unknown-agency 某县"]
    );
}

#[test]
fn a_circle_is_reported_once() {
    assert_eq!(
        findings(&[("extends: national", "extends: town")]),
        ["catalogs/county/agency.yaml:5 extends-cycle county → town → county"]
    );
    assert_eq!(
        findings(&[("extends: national", "extends: county")]),
        ["catalogs/county/agency.yaml:5 extends-cycle county → county"]
    );
}

#[test]
fn an_unknown_domain_hides_what_lies_over_it() {
    let (old, new) = ("domain: social-assistance\ndefaults:", "domain: 社会救助领域\ndefaults:");
    assert_eq!(
        findings(&[(old, new)]),
        ["catalogs/national/20.yaml:2 unknown-domain 社会救助领域"]
    );
    let (old, new) = (
        "--- catalogs/town/20.yaml\ngovcat: 1\ndomain: social-assistance",
        "--- catalogs/town/20.yaml\ngovcat: 1\ndomain: social-asistance",
    );
    assert_eq!(
        findings(&[(old, new)]),
        ["catalogs/town/20.yaml:2 unknown-domain social-asistance"]
    );
    let (old, new) = (
        "--- catalogs/town/20.yaml\ngovcat: 1\ndomain: social-assistance",
        "--- catalogs/town/20.yaml\ngovcat: 1",
    );
    assert_eq!(findings(&[(old, new)]), ["catalogs/town/20.yaml:1 missing-field domain"]);
}

#[test]
fn a_missing_field_is_reported_where_the_entry_begins() {
    assert_eq!(
        findings(&[("    content: [社会救助投诉举报电话]\n", "")]),
        ["catalogs/national/20.yaml:15 missing-field content"]
    );
    assert_eq!(
        findings(&[("    name: 备用金使用情况\n", "")]),
        ["catalogs/county/20.yaml:6 missing-field name"]
    );
}

#[test]
fn an_overlay_on_nothing_is_no_list_of_missing_fields() {
    assert_eq!(
        findings(&[("  - id: \"20-001\"\n    deadline", "  - id: \"20-01\"\n    deadline")]),
        ["catalogs/county/20.yaml:4 unknown-overlay-id 20-01"]
    );
    // What the county leaves out, the township cannot lie over.
    let exclude = "exclude:\n  - id: \"20-002\"\n    reason: 不适用\n    basis: 《某县权责清单》\nentries:\n  - id: \"20-001\"\n    deadline";
    assert_eq!(
        findings(&[("entries:\n  - id: \"20-001\"\n    deadline", exclude)]),
        ["catalogs/town/20.yaml:4 unknown-overlay-id 20-002"]
    );
}

#[test]
fn a_renumbered_id_is_named() {
    let fixture = format!("{NATIONAL}{COUNTY}{TOWN}")
        .replace("  - id: \"20-002\"\n    channel", "  - id: \"20-02\"\n    channel");
    let workspace = support::workspace(&fixture);
    let report = support::run(&workspace, rules::ALL);
    let [finding] = &report.findings[..] else { panic!("{:?}", report.findings) };
    assert!(finding.help.as_ref().unwrap().en.contains("`20-002`"), "{finding:?}");
}

#[test]
fn a_second_overlay_of_one_entry_is_a_duplicate_id_only() {
    let twice = "  - id: county-20-001\n    deadline: 信息形成之日起5个工作日内\n";
    assert_eq!(
        findings(&[(twice, &format!("{twice}  - id: \"20-002\"\n    audience: 全社会\n"))]),
        ["catalogs/town/20.yaml:8 duplicate-id 20-002"]
    );
}

#[test]
fn waivers_may_name_what_is_below_and_what_is_own() {
    let waiver = |id: &str| {
        format!(
            "waivers:\n  - entry: {id}\n    field: deadline\n    reason: 尚未接入政务网站群\n    basis: [《政府信息公开条例》]\n    approved_by: 县政府办公室\n    until: 2027-03-31\nentries:\n  - id: \"20-001\"\n    deadline"
        )
    };
    let unknown = |id: &str| {
        let mut found = findings(&[("entries:\n  - id: \"20-001\"\n    deadline", &waiver(id))]);
        found.retain(|it| it.contains("unknown-overlay-id"));
        found
    };
    assert_eq!(unknown("\"20-002\""), [""; 0]);
    assert_eq!(unknown("county-20-001"), [""; 0]);
    assert_eq!(unknown("\"20-003\""), ["catalogs/county/20.yaml:4 unknown-overlay-id 20-003"]);
}

#[test]
fn an_entry_renamed_to_an_inherited_one_is_a_duplicate() {
    assert_eq!(
        findings(&[("    channel: [政府网站, 公开查阅点]\n", "    name: 政策 法规文件\n")])
            .into_iter()
            .filter(|it| it.contains("duplicate-entry"))
            .collect::<Vec<_>>(),
        ["catalogs/town/20.yaml:5 duplicate-entry 政策 法规文件"]
    );
    // Where it is renamed below, the layers above are not told again.
    assert_eq!(
        findings(&[("    name: 监督检查\n", "    name: 政策法规文件\n")]),
        ["catalogs/national/20.yaml:18 duplicate-entry 政策法规文件"]
    );
}

#[test]
fn an_owner_may_be_resolved_in_any_layer_between() {
    let role = "  - name: 各乡镇人民政府\n    acts_for: [乡镇人民政府]\n";
    // 县民政局, the county's own word, is no role for the township.
    assert_eq!(
        findings(&[(role, "")]),
        [
            "catalogs/county/agency.yaml:2 unresolved-owner 乡镇人民政府",
            "catalogs/town/agency.yaml:2 unresolved-owner 乡镇人民政府",
        ]
    );
    // What does not apply is owned by nobody.
    let none = "extends: national\nnot_applicable:\n  - domain: social-assistance\n    reason: 无此项业务\n";
    let found = findings(&[(role, ""), ("extends: national\n", none)]);
    assert!(!found.iter().any(|it| it.contains("unresolved-owner")), "{found:?}");
}

#[test]
fn a_syntax_error_below_breaks_nothing_loose() {
    let found = findings(&[("    name: 监督检查\n", "    name: \"监督检查\n")]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("catalogs/national/20.yaml:18 syntax-error"), "{found:?}");
    // The defaults are lost, and with them most of what the entries have.
    let found = findings(&[("defaults:\n", "defaults：\n")]);
    assert!(found.iter().all(|it| it.starts_with("catalogs/national/20.yaml:3 ")), "{found:?}");
}

#[test]
fn a_damaged_agency_file_breaks_nothing_loose() {
    let found = findings(&[("extends: national\n", "extends： national\n")]);
    assert!(found.iter().all(|it| it.starts_with("catalogs/county/agency.yaml:")), "{found:?}");
    assert!(found.iter().all(|it| it.contains("syntax-error")), "{found:?}");
}

#[test]
fn a_misspelt_key_is_not_missing_as_well() {
    assert_eq!(
        findings(&[("    content: [备用金额度]\n", "    contents: [备用金额度]\n")]),
        ["catalogs/county/20.yaml:9 unknown-key contents"]
    );
}

#[test]
fn an_unknown_kind_asks_for_nothing_that_only_one_kind_needs() {
    let plan = "--- catalogs/county/plan.yaml\ngovcat: 1\nkind: plans\nentries:\n  - id: p-1\n    name: 公开清单\n    content: [清单]\n--- catalogs/town/agency.yaml\n";
    assert_eq!(
        findings(&[("--- catalogs/town/agency.yaml\n", plan)]),
        ["catalogs/county/plan.yaml:2 unknown-kind plans"]
    );
}
