//! One cause, one change: what comes from a layer below, from an agency's record, from a registry.
use crate::diff::{changes, lines};

const NATION: &str = "\
--- catalogs/nation/agency.yaml
govcat: 1
agency: nation
name: 国家
--- catalogs/nation/20.yaml
govcat: 1
domain: social-assistance
defaults: {audience: 全社会}
entries:
  - id: n1
    category: 综合业务
    name: 监督检查
    content: [社会救助信访通讯地址, 社会救助投诉举报电话]
    basis: [《社会救助暂行办法》]
    deadline: 自信息形成之日起20个工作日内
    owner: [民政部门]
    method: 主动公开
    channel: [政府网站, 公开查阅点]
  - id: n2
    name: 办事指南
    content: [办事地点说明, 办事流程说明]
    deadline: 自信息形成之日起20个工作日内
    owner: [民政部门]
    channel: [政府网站]
--- catalogs/nation/21.yaml
govcat: 1
domain: elderly-care
entries:
  - id: e1
    name: 养老机构备案
    content: [备案办理指南]
    owner: [民政部门]
";

fn county(key: &str, more: &str, catalog: &str) -> String {
    let record = format!(
        "--- catalogs/{key}/agency.yaml\ngovcat: 1\nagency: {key}\nname: {key}县\nextends: nation\noffices:\n  - {{name: {key}民政局, acts_for: [民政部门]}}\n{more}"
    );
    if catalog.is_empty() {
        return record;
    }
    format!("{record}--- catalogs/{key}/20.yaml\ngovcat: 1\ndomain: social-assistance\n{catalog}")
}

/// Two counties that inherit everything, one that is stricter in one entry, a town over it.
fn land(nation: &str) -> String {
    let town = "--- catalogs/town/agency.yaml\ngovcat: 1\nagency: town\nname: 某镇\nextends: c\n";
    let strict = "entries:\n  - {id: n1, deadline: 自信息形成之日起5个工作日内}\n  - {id: c9, name: 县里的, content: [本县特有的内容]}\n";
    format!(
        "{nation}{}{}{}{town}",
        county("a", "", ""),
        county("b", "", ""),
        county("c", "", strict)
    )
}

fn said(old: &str, new: &str) -> Vec<String> {
    lines(&changes(old, new))
}

#[test]
fn a_change_is_reported_where_it_was_written() {
    let old = land(NATION);
    let laxer = NATION.replacen("20个工作日", "30个工作日", 1);
    let found = said(&old, &land(&laxer));
    assert_eq!(
        found,
        ["n1 changed deadline weakened deadline-laxer +a,b"],
        "the third is stricter itself"
    );
    let laxer = NATION.replace("[政府网站, 公开查阅点]", "[政府网站]");
    assert_eq!(
        said(&old, &land(&laxer)),
        ["n1 changed channel weakened channel-dropped +a,b,c,town"]
    );
    let change = &changes(&old, &land(&laxer))[0];
    assert_eq!(change.agency.as_deref(), Some("nation"));
}

#[test]
fn entries_that_the_layer_below_gains_and_loses_are_reported_there() {
    let old = land(NATION);
    let gone = NATION.split("  - id: n2").next().unwrap().to_owned()
        + NATION.split_at(NATION.find("--- catalogs/nation/21").unwrap()).1;
    assert_eq!(said(&old, &land(&gone)), ["n2 removed - weakened entry-removed +a,b,c,town"]);
    assert_eq!(said(&land(&gone), &old), ["n2 added - strengthened entry-added +a,b,c,town"]);
    let renumbered = NATION
        .replace("id: n2", "id: n7\n    was: [n2]")
        .replace("name: 办事指南", "name: 办理指南");
    assert_eq!(
        said(&old, &land(&renumbered)),
        [
            "n7 renumbered id neutral entry-renumbered was n2 +a,b,c,town",
            "n7 renamed name neutral entry-renamed was n2 +a,b,c,town",
        ]
    );
}

#[test]
fn what_moves_to_another_domain_below_moves_once() {
    let entry = "  - id: n2\n    name: 办事指南\n    content: [办事地点说明, 办事流程说明]\n    deadline: 自信息形成之日起20个工作日内\n    owner: [民政部门]\n    channel: [政府网站]\n";
    let moved = NATION.replace(entry, "");
    assert_ne!(moved, NATION);
    let found = said(&land(NATION), &land(&format!("{moved}{entry}")));
    let (all, rest): (Vec<_>, Vec<_>) =
        found.iter().partition(|it| it.contains("entry-moved-domain"));
    assert_eq!(all, ["n2 moved domain neutral entry-moved-domain +a,b,c,town"]);
    // The defaults of the file that it left do not go with it.
    assert_eq!(rest, ["n2 changed audience weakened audience-narrower +a,b,c,town"]);
}

#[test]
fn a_county_that_dissents_is_reported_itself() {
    let old = land(NATION);
    let looser = old.replace("自信息形成之日起5个工作日内", "自信息形成之日起10个工作日内");
    assert_eq!(said(&old, &looser), ["n1 changed deadline weakened deadline-laxer +town"]);
    let gives_up = old.replace("  - {id: n1, deadline: 自信息形成之日起5个工作日内}\n", "");
    assert_eq!(said(&old, &gives_up), ["n1 changed deadline weakened deadline-laxer +town"]);
    // Both at once: each at its own place.
    let both = land(&NATION.replacen("20个工作日", "30个工作日", 1))
        .replace("自信息形成之日起5个", "自信息形成之日起6个");
    assert_eq!(
        said(&old, &both),
        [
            "n1 changed deadline weakened deadline-laxer +town",
            "n1 changed deadline weakened deadline-laxer +a,b"
        ]
    );
}

#[test]
fn leaving_out_needs_a_lawful_reason() {
    let with =
        |exclude: &str| format!("{NATION}{}", county("a", "", &format!("exclude: [{exclude}]\n")));
    let old = format!("{NATION}{}", county("a", "", ""));
    let lawful = with("{id: n2, reason: 不适用, basis: [《方案》]}");
    assert_eq!(said(&old, &lawful), ["n2 removed - neutral entry-excluded"]);
    assert_eq!(said(&lawful, &old), ["n2 added - strengthened entry-added"]);
    assert_eq!(
        said(&old, &with("{id: n2, reason: 不想公开}")),
        ["n2 removed - weakened entry-removed"]
    );
    assert_eq!(said(&old, &with("{id: n2}")), ["n2 removed - weakened entry-removed"]);
}

#[test]
fn a_waiver_is_an_approval() {
    let looser = "entries:\n  - {id: n1, deadline: 自信息形成之日起30个工作日内}\n";
    let waiver = "waivers:\n  - {entry: n1, field: deadline, reason: 尚未接入, basis: [《方案》], approved_by: 县政府, until: 2027-03-31}\n";
    let old = format!("{NATION}{}", county("a", "", ""));
    let found =
        changes(&old, &format!("{NATION}{}", county("a", "", &format!("{looser}{waiver}"))));
    assert_eq!(lines(&found), ["n1 changed deadline weakened deadline-laxer"]);
    let approval = found[0].accepted.as_ref().unwrap();
    assert_eq!((approval.reason.as_str(), approval.by.as_deref()), ("尚未接入", Some("县政府")));
    let expired = waiver.replace("2027", "2025");
    let found =
        changes(&old, &format!("{NATION}{}", county("a", "", &format!("{looser}{expired}"))));
    assert!(found[0].accepted.is_none());
}

#[test]
fn a_record_of_the_agency_is_one_change() {
    let old = format!("{NATION}{}", county("a", "", ""));
    let left = |reason: &str| {
        county("a", &format!("not_applicable:\n  - {{domain: elderly-care{reason}}}\n"), "")
    };
    let found = changes(&old, &format!("{NATION}{}", left(", reason: 没有")));
    assert_eq!(lines(&found), ["- removed registry:not-applicable neutral domain-not-applicable"]);
    assert_eq!(found[0].touches.len(), 1);
    assert_eq!(
        said(&old, &format!("{NATION}{}", left(""))),
        ["- removed registry:not-applicable weakened domain-dropped"]
    );
    assert_eq!(
        said(&format!("{NATION}{}", left("")), &old),
        ["- added registry:not-applicable strengthened domain-resumed"]
    );
    let alone = old.replace("extends: nation\n", "extends: nation\ninherit: false\n");
    let found = changes(&old, &alone);
    assert_eq!(lines(&found), ["- changed registry:agency weakened layer-lost"]);
    assert_eq!(found[0].touches.len(), 3);
    assert_eq!(said(&alone, &old), ["- changed registry:agency strengthened layer-gained"]);
}

#[test]
fn an_agency_that_is_gone_is_one_change_and_its_own_entries() {
    let old = land(NATION);
    let new = format!("{NATION}{}{}", county("a", "", ""), county("b", "", ""));
    let found = changes(&old, &new);
    assert_eq!(
        lines(&found),
        [
            "- removed registry:agency weakened agency-removed +town",
            "c9 removed - weakened entry-removed +town",
            "- removed registry:agency weakened agency-removed",
        ]
    );
}

#[test]
fn an_office_is_renamed_once() {
    let old = land(NATION);
    let new = old.replace(
        "{name: a民政局, acts_for: [民政部门]}",
        "{name: a社会救助局, acts_for: [民政部门], former: [a民政局]}",
    );
    let found = changes(&old, &new);
    assert_eq!(lines(&found), ["- renamed registry:office neutral office-changed was a民政局"]);
    assert_eq!(found[0].touches.len(), 3);
}

#[test]
fn registries_change_once() {
    let entry = "--- catalogs/x/20.yaml\ngovcat: 1\ndomain: social-assistance\nentries:\n  - {id: x1, name: 甲, basis: [《某办法》], channel: [官网]}\n";
    let basis = |status: &str| {
        format!(
            "--- catalogs/basis.yaml\ngovcat: 1\ndocuments:\n  - {{title: 某办法, status: {status}}}\n"
        )
    };
    let found = changes(&format!("{}{entry}", basis("现行")), &format!("{}{entry}", basis("废止")));
    assert_eq!(lines(&found), ["- changed registry:basis neutral law-changed"]);
    assert_eq!(found[0].touches.len(), 1);
    assert_eq!(
        (found[0].old.as_deref(), found[0].new.as_deref()),
        (Some("时效性：现行"), Some("时效性：废止"))
    );
    assert_eq!(found[0].domain, None);
}
