//! `fmt`: the house layout keeps what files say and their comments, and laying out twice is laying out
//! once; `fix`: what it mends is gone, and nothing new comes.
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::Path,
};

use govcat::{
    edit::{
        layout::{Laid, lay_out},
        mend::mend,
        same::is_same,
    },
    model::{schema::of_role, shape},
    rules,
    source::{Workspace, paths::Role},
};
use proptest::prelude::*;

use crate::support;

fn laid(text: &str) -> String {
    match lay_out(text, &shape::CATALOG) {
        Laid::AsWritten => text.to_owned(),
        Laid::Anew(new) => new,
        other => panic!("{other:?}:\n{text}"),
    }
}

/// Laid out, and then as it stays.
#[track_caller]
fn becomes(text: &str, expected: &str) {
    let new = laid(text);
    assert_eq!(new, expected);
    assert_eq!(lay_out(&new, &shape::CATALOG), Laid::AsWritten, "{new}");
}

#[test]
fn the_shipped_catalogs_are_in_the_house_layout() {
    let workspace = Workspace::load(Path::new(".")).unwrap().value;
    let mut looked_at = 0;
    for file in &workspace.files {
        let Some(shape) = of_role(&file.role) else { continue };
        assert_eq!(lay_out(&file.text, shape), Laid::AsWritten, "{}", file.path);
        looked_at += 1;
    }
    assert!(looked_at > 30, "{looked_at}");
}

#[test]
fn every_comment_keeps_its_place() {
    becomes(
        "# 抬头\n\n\ngovcat:   1   # 版本\n# 关于领域\ndomain: x\nentries:\n\n- id: '1'  # 甲\n  # 关于名称\n  name:   \
         \"监督检查\"\n  content:   # 内容\n  - a # 一\n  # 二之前\n  - b\n  # 内容之后\n\n\n- # 第二条\n  id: \"2\"\n  \
         channel: [甲,   # 网站\n     乙]\n# 最后\n",
        "# 抬头\n\ngovcat: 1  # 版本\n# 关于领域\ndomain: x\nentries:\n  - id: \"1\"  # 甲\n    # 关于名称\n    name: \
         监督检查\n    content:  # 内容\n      - a  # 一\n      # 二之前\n      - b\n    # 内容之后\n\n  # 第二条\n  - id: \
         \"2\"\n    channel:\n      - 甲  # 网站\n      - 乙\n# 最后\n",
    );
}

#[test]
fn keys_come_in_the_order_of_the_format_with_what_stands_above_them() {
    becomes(
        "# 抬头\ndomain: x\ngovcat: 1\nentries:\n  - name: 甲\n    # 编号\n    id: \"1\"\n    owner: {with: [乙], lead: [丙]}\n",
        "# 抬头\ngovcat: 1\ndomain: x\nentries:\n  # 编号\n  - id: \"1\"\n    name: 甲\n    owner: {lead: [丙], with: [乙]}\n",
    );
    // A key that is unknown, or there twice, must be looked at first.
    let unknown = "govcat: 1\nentries:\n  - nmae: 甲\n    id: \"1\"\n";
    becomes(unknown, unknown);
}

#[test]
fn quotes_brackets_and_line_ends_follow_rules() {
    becomes(
        "govcat: 1\r\nversion: '2019'\r\ntitle: \"甲\"\r\nsource: '甲: 乙'\r\n",
        "govcat: 1\ntitle: 甲\nversion: \"2019\"\nsource: \"甲: 乙\"\n",
    );
    let long: Vec<String> = (0..12).map(|it| format!("公开渠道第{it:02}种")).collect();
    let flow = format!("govcat: 1\nentries:\n  - channel: [{}]\n", long.join(", "));
    let lines: String = long.iter().map(|it| format!("      - {it}\n")).collect();
    becomes(&flow, &format!("govcat: 1\nentries:\n  - channel:\n{lines}"));
    // A suppression holds for its line: what it is about stays there.
    let held = flow.replace("]\n", "]  # govcat: allow(unknown-channel): 已报批\n");
    becomes(&held, &held);
    becomes("govcat: 1\nentries: [ ]\nsource: {}\n", "govcat: 1\nsource: {}\nentries: []\n");
}

#[test]
fn scalars_over_several_lines_keep_their_text() {
    becomes(
        "govcat: 1\nentries:\n- name: 甲乙\n    丙丁\n  deadline: |\n     一\n       二\n\n     三\n  link: \"一\\n二\"\n",
        "govcat: 1\nentries:\n  - name: 甲乙 丙丁\n    deadline: |\n      一\n        二\n\n      三\n    link: \"一\\n二\"\n",
    );
}

#[test]
fn what_is_not_sound_is_left_alone() {
    for text in ["entries: [甲\n", "a: &x 甲\n", "a: 1\n---\nb: 2\n", "", "甲\n", "a: !t 甲\n"]
    {
        assert_eq!(lay_out(text, &shape::CATALOG), Laid::Unsound, "{text}");
    }
}

/// A change of the layout alone: what a careless editor leaves behind.
fn untidy(text: &str, seed: u64) -> String {
    let mut state = seed | 1;
    let mut chance = |of: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33).is_multiple_of(of)
    };
    let mut out = String::new();
    for line in text.lines() {
        let line = line.trim_end();
        if chance(9) {
            out.push('\n');
        }
        if chance(11) {
            let indent = line.len() - line.trim_start().len();
            writeln!(out, "{}# 随手写的", " ".repeat(indent)).unwrap();
        }
        let mut line = line.to_owned();
        if let Some((key, value)) = line.split_once(": ") {
            let plain = !value.starts_with(['"', '[', '{', '\'', '|', '#']) && !key.contains('{');
            if plain && chance(5) && !value.contains(['"', '#']) {
                line = format!("{key}:   \"{value}\"");
            } else if chance(7) && !key.contains('{') {
                line = format!("{key}:   {value}   # 旁注");
            }
        }
        out.push_str(&line);
        out.push_str(if chance(6) { "  \r\n" } else { "\n" });
    }
    out
}

#[test]
fn untidy_catalogs_become_tidy_and_say_the_same() {
    let workspace = Workspace::load(Path::new(".")).unwrap().value;
    let (mut anew, mut looked_at) = (0, 0);
    for (file, seed) in workspace.files.iter().zip(1..) {
        let Some(shape) = of_role(&file.role) else { continue };
        let text = untidy(&file.text, seed);
        looked_at += 1;
        match lay_out(&text, shape) {
            Laid::Anew(new) => {
                assert!(is_same(&text.replace("\r\n", "\n"), &new), "{}", file.path);
                assert_eq!(lay_out(&new, shape), Laid::AsWritten, "{}", file.path);
                anew += 1;
            }
            other => panic!("{}: {other:?}", file.path),
        }
    }
    assert!(anew > 30 && anew == looked_at, "{anew} of {looked_at}");
}

fn value() -> impl Strategy<Value = String> {
    let word = "[甲乙丙a-z0-9：: #,'\"\\-\\[\\]（）]{0,6}";
    let scalar = prop_oneof![
        Just("甲".to_owned()),
        Just("\"20-001\"".to_owned()),
        Just("~".to_owned()),
        Just(String::new()),
        word.prop_map(|it| format!("\"{}\"", it.replace('"', "\\\""))),
        word.prop_map(|it| format!("'{}'", it.replace('\'', "''"))),
        Just("|\n        一\n        二".to_owned()),
        Just("[甲, \"乙\", 'a, b']".to_owned()),
        Just("[甲, # 中\n      乙]".to_owned()),
        Just("{lead: 甲, with: [乙]}".to_owned()),
        Just("\n      - 甲\n      # 间\n      - 乙".to_owned()),
        Just("\n      - 甲\n\n      - 乙 # 旁\n      # 尾".to_owned()),
    ];
    scalar
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn laying_out_twice_is_laying_out_once(
        entries in prop::collection::vec(
            prop::collection::btree_map(
                prop::sample::select(vec!["id", "name", "content", "owner", "deadline", "x"]),
                (value(), any::<bool>(), 0..4_u8), 1..5), 1..4),
        blank in any::<bool>(),
    ) {
        let mut text = String::from("# 抬头\nentries:\n");
        for entry in &entries {
            for (at, (key, (value, has_comment, gap))) in entry.iter().enumerate() {
                if *gap == 0 { text.push_str("    # 上\n"); }
                if *gap == 1 && blank { text.push('\n'); }
                let lead = if at == 0 { "  - " } else { "    " };
                let is_multi = value.contains('\n');
                let comment = if *has_comment && !is_multi { " # 旁" } else { "" };
                let gap = if value.starts_with('\n') { "" } else { " " };
                writeln!(text, "{lead}{key}:{gap}{value}{comment}").unwrap();
            }
        }
        match lay_out(&text, of_role(&Role::Catalog(String::new())).unwrap()) {
            Laid::AsWritten | Laid::Unsound => {}
            Laid::Anew(new) => {
                prop_assert!(is_same(&text, &new));
                let again = lay_out(&new, &shape::CATALOG);
                prop_assert_eq!(again, Laid::AsWritten, "{}\n---\n{}", text, new);
            }
            Laid::Unlike => prop_assert!(false, "would lose something:\n{}", text),
        }
    }
}

/// Mends a workspace until nothing offers a mend.
fn mended(workspace: Workspace) -> (Workspace, usize) {
    let (mut workspace, mut count) = (workspace, 0);
    for _ in 0..8 {
        let report = support::run(&workspace, rules::ALL);
        let mut mends: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for mend in report.findings.iter().filter_map(|it| it.mend.as_deref()) {
            mends.entry(mend.span.file).or_default().push(mend);
        }
        let texts: BTreeMap<_, _> = mends
            .into_iter()
            .map(|(id, mends)| {
                let new = mend(&workspace.file(id).text, &mends);
                count += new.count;
                (id, new.text)
            })
            .collect();
        if texts.is_empty() {
            return (workspace, count);
        }
        workspace = workspace.with_texts(&texts);
    }
    panic!("mending does not end");
}

/// What is found, without wording and place.
fn found(
    workspace: &Workspace,
) -> BTreeMap<(&'static str, Option<String>, Option<&'static str>), usize> {
    let mut counts = BTreeMap::new();
    for it in support::run(workspace, rules::ALL).findings {
        *counts.entry((it.code, it.entry.map(Into::into), it.field)).or_default() += 1;
    }
    counts
}

#[test]
fn what_a_rule_offers_to_mend_is_gone_and_nothing_new_comes() {
    let (mut seen, mut total) = (BTreeSet::new(), 0);
    for rule in rules::ALL {
        for text in crate::rules::failing_examples(rule.docs) {
            let workspace = support::workspace(&text);
            let before = found(&workspace);
            let offered: Vec<_> = support::run(&workspace, rules::ALL)
                .findings
                .into_iter()
                .filter(|it| it.mend.is_some())
                .collect();
            seen.extend(offered.iter().map(|it| it.code));
            let (after, count) = mended(workspace);
            total += count;
            let after = found(&after);
            for it in offered {
                let key = (it.code, it.entry.map(String::from), it.field);
                let (old, new) = (before[&key], after.get(&key).copied().unwrap_or(0));
                assert!(new < old, "{key:?} is still there in\n{text}");
            }
            for (key, count) in after {
                assert!(
                    before.get(&key).is_some_and(|it| *it >= count),
                    "{key:?} is new in\n{text}"
                );
            }
        }
    }
    let expected = ["basis-spelled-otherwise", "non-standard-term", "stray-whitespace"];
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), expected);
    assert!(total >= 8, "{total}");
}

#[test]
fn a_mend_touches_its_value_alone() {
    let text = "govcat: 1 # 版本\ndomain: social-assistance\nentries:\n- id: \"20-001\"\n  method:   '依申请'   # 旁\n  \
                channel: [ 政府服务中心 , 政府网站 ]\n  deadline: 自该信息\n    形成之日起20个 工作日内\n";
    let (after, count) = mended(support::workspace(text));
    let new = &after.files.iter().find(|it| it.path.ends_with("catalog.yaml")).unwrap().text;
    let expected = text
        .replace("'依申请'", "\"依申请公开\"")
        .replace("政府服务中心 ,", "政务服务中心 ,")
        .replace("自该信息\n    形成之日起20个 工作日内", "自该信息形成之日起20个工作日内");
    assert_eq!(*new, expected);
    assert_eq!(count, 3);
}
