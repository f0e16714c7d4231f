//! Which entry is which in two versions: ids, `was`, names, moves, splits, merges.
use crate::diff::{changes, lines};

fn table(domain: &str, entries: &[&str]) -> String {
    let entries = entries.iter().map(|it| format!("  - {{{it}}}\n")).collect::<Vec<_>>().concat();
    format!("govcat: 1\ndomain: {domain}\nentries:\n{entries}")
}

fn aid(entries: &[&str]) -> String {
    table("social-assistance", entries)
}

fn said(old: &str, new: &str) -> Vec<String> {
    lines(&changes(old, new))
}

const ONE: &str = "id: a1, category: 综合业务, name: 监督检查, content: [社会救助信访通讯地址, 社会救助投诉举报电话]";
const TWO: &str =
    "id: a2, category: 综合业务, name: 办事指南, content: [办理事项, 办理条件与申请材料, 办理流程]";
const THREE: &str =
    "id: a3, category: 临时救助, name: 审核审批信息, content: [救助对象名单, 救助金额, 救助事由]";

#[test]
fn a_new_id_with_was_is_the_same_entry() {
    let new = ONE.replace("id: a1", "id: b1, was: [a1]");
    let (old, new) = (aid(&[ONE, TWO]), aid(&[&new, TWO]));
    assert_eq!(said(&old, &new), ["b1 renumbered id neutral entry-renumbered was a1"]);
    assert_eq!(said(&new, &old), ["a1 renumbered id neutral entry-renumbered was b1"]);
}

#[test]
fn a_new_id_without_was_is_recognised_by_its_words() {
    let new = ONE.replace("id: a1", "id: b1");
    let (old, new) = (aid(&[ONE, TWO]), aid(&[TWO, &new]));
    assert_eq!(said(&old, &new), ["b1 renumbered id neutral entry-renumbered was a1"]);
}

#[test]
fn was_carries_an_entry_through_any_rewording() {
    let new = "id: b1, was: [a1], category: 其他, name: 全然不同, content: [别的]";
    let found = said(&aid(&[ONE]), &aid(&[new]));
    assert_eq!(
        found,
        [
            "b1 renumbered id neutral entry-renumbered was a1",
            "b1 moved category neutral entry-moved was a1",
            "b1 renamed name neutral entry-renamed was a1",
            "b1 changed content weakened content-dropped was a1",
        ]
    );
}

/// A table that is numbered anew: every id is another entry's old id.
#[test]
fn ids_that_agree_by_chance_tell_nothing() {
    let shifted = |it: &str, to: &str| it.replacen(&it[..6], &format!("id: {to}"), 1);
    let new = aid(&[
        "id: a1, category: 综合业务, name: 新设事项, content: [新设内容之一, 新设内容之二]",
        &shifted(ONE, "a2"),
        &shifted(TWO, "a3"),
        &shifted(THREE, "a4"),
    ]);
    let found = said(&aid(&[ONE, TWO, THREE]), &new);
    assert_eq!(
        found,
        [
            "a1 added - strengthened entry-added",
            "a2 renumbered id neutral entry-renumbered was a1",
            "a3 renumbered id neutral entry-renumbered was a2",
            "a4 renumbered id neutral entry-renumbered was a3",
        ]
    );
    // The same with `was`, and other words besides.
    let said_so = |it: &str, to: &str, was: &str| {
        shifted(it, &format!("{to}, was: [{was}]")).replace("name: ", "name: 新的")
    };
    let new = aid(&[&said_so(ONE, "a2", "a1"), &said_so(TWO, "a1", "a2")]);
    let found = said(&aid(&[ONE, TWO]), &new);
    assert_eq!(
        found,
        [
            "a2 renumbered id neutral entry-renumbered was a1",
            "a2 renamed name neutral entry-renamed was a1",
            "a1 renumbered id neutral entry-renumbered was a2",
            "a1 renamed name neutral entry-renamed was a2",
        ]
    );
}

/// `was` stays in the file for ever; what it said of the last version is no news.
#[test]
fn an_old_was_does_not_steal_a_new_entry() {
    let kept = "id: b1, was: [a1], name: 监督检查, content: [社会救助信访通讯地址]";
    let fresh = "id: a1, name: 年度报告全文, content: [政府信息公开工作年度报告]";
    let old = aid(&[kept, fresh]);
    let new = aid(&[kept, &fresh.replace("年度报告全文", "年度报告")]);
    assert_eq!(said(&old, &new), ["a1 renamed name neutral entry-renamed"]);
}

#[test]
fn a_likely_match_says_that_it_is_one() {
    let new = "id: b1, category: 综合业务, name: 监督检查情况, content: [社会救助信访通讯地址, 社会救助举报电话]";
    let found = said(&aid(&[ONE, TWO]), &aid(&[new, TWO]));
    assert_eq!(
        found,
        [
            "b1 renumbered id neutral entry-renumbered was a1 ?",
            "b1 renamed name neutral entry-renamed was a1 ?",
            "b1 changed content neutral content-reworded was a1 ?",
        ]
    );
    let unlike = "id: b1, category: 其他, name: 行政处罚决定, content: [处罚结果]";
    let found = said(&aid(&[ONE, TWO]), &aid(&[unlike, TWO]));
    assert_eq!(
        found,
        ["a1 removed - weakened entry-removed", "b1 added - strengthened entry-added"]
    );
}

#[test]
fn entries_move_between_domains() {
    let both = |aid_entries: &[&str], care: &[&str]| {
        format!(
            "--- catalogs/x/20.yaml\n{}--- catalogs/x/21.yaml\n{}",
            aid(aid_entries),
            table("elderly-care", care)
        )
    };
    let other = "id: c1, name: 养老机构备案, content: [备案办理指南]";
    let old = both(&[ONE, TWO], &[other]);
    let new = both(&[ONE], &[other, TWO]);
    assert_eq!(said(&old, &new), ["a2 moved domain neutral entry-moved-domain"]);
    assert_eq!(said(&new, &old), ["a2 moved domain neutral entry-moved-domain"]);
    let renumbered = TWO.replace("id: a2", "id: c2, was: [a2]");
    assert_eq!(
        said(&old, &both(&[ONE], &[other, &renumbered])),
        [
            "c2 renumbered id neutral entry-renumbered was a2",
            "c2 moved domain neutral entry-moved-domain was a2"
        ]
    );
    let silent = TWO.replace("id: a2", "id: c2");
    assert_eq!(
        said(&old, &both(&[ONE], &[other, &silent])),
        [
            "c2 renumbered id neutral entry-renumbered was a2",
            "c2 moved domain neutral entry-moved-domain was a2"
        ]
    );
}

#[test]
fn an_entry_is_split_and_its_parts_are_merged() {
    let first = "id: b1, was: [a1], name: 信访通讯, content: [社会救助信访通讯地址]";
    let second = "id: b2, was: [a1], name: 投诉举报, content: [社会救助投诉举报电话]";
    let (old, new) = (aid(&[ONE, TWO]), aid(&[first, second, TWO]));
    let found = said(&old, &new);
    let ids: Vec<_> = found.iter().filter(|it| it.contains(" renumbered ")).collect();
    assert_eq!(ids.len(), 2, "{found:?}");
    assert!(found.iter().any(|it| it.contains("entry-split")), "{found:?}");
    assert!(!found.iter().any(|it| it.contains("weakened") || it.contains("content")), "{found:?}");
    let found = said(&new, &old);
    assert!(found.iter().any(|it| it.contains("entry-merged")), "{found:?}");
    assert!(!found.iter().any(|it| it.contains("removed") || it.contains("weakened")), "{found:?}");
    // What is lost on the way is weaker.
    let lossy = aid(&[first, "id: b2, was: [a1], name: 投诉举报, content: [受理时间说明]", TWO]);
    let found = said(&old, &lossy);
    assert!(found.iter().any(|it| it.contains("changed content weakened")), "{found:?}");
}

#[test]
fn a_split_that_nobody_mentions_is_in_doubt() {
    let keeps = THREE.replace("救助对象名单, 救助金额, 救助事由", "救助对象名单");
    let whole = THREE.replace("救助金额, 救助事由", "临时救助金额明细, 临时救助事由说明");
    let part =
        "id: a9, category: 临时救助, name: 结果公示, content: [临时救助金额明细, 临时救助事由说明]";
    let found = said(&aid(&[&whole, TWO]), &aid(&[&keeps, part, TWO]));
    assert_eq!(found, ["a9 renumbered id neutral entry-split was a3 ?"]);
    let found = said(&aid(&[&keeps, part, TWO]), &aid(&[&whole, TWO]));
    assert_eq!(found, ["a3 renumbered id neutral entry-merged was a9 ?"]);
}

#[test]
fn an_agency_that_is_renamed_is_the_same() {
    let fixture = |key: &str| {
        format!(
            "--- catalogs/{key}/agency.yaml\ngovcat: 1\nagency: {key}\nname: 某县\ncode: \"210323\"\n--- catalogs/{key}/20.yaml\n{}",
            aid(&[ONE])
        )
    };
    let found = changes(&fixture("old"), &fixture("new"));
    assert_eq!(lines(&found), ["- renamed registry:agency neutral agency-changed was old"]);
}
