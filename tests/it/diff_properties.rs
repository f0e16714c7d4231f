//! What holds for any two versions: the mirror, the empty diff, one change for one edit.
use std::fmt::Write as _;

use govcat::diff::{Action, Change, Direction};
use proptest::prelude::*;

use crate::diff::{changes, lines};

/// An entry as the generator has it.
#[derive(Clone, Debug, PartialEq)]
struct Draft {
    number: usize,
    deadline: u32,
    content: Vec<usize>,
    channel: Vec<usize>,
    is_proactive: bool,
    category: usize,
}

const CHANNELS: [&str; 5] = ["政府网站", "政府公报", "两微一端", "广播电视", "公开查阅点"];
/// Names and contents of which none is like another.
const NAMES: [&str; 12] = [
    "监督检查",
    "办事指南",
    "年度预算公开",
    "行政处罚决定书",
    "救助对象名单",
    "招标公告与中标结果",
    "征地补偿安置方案",
    "义务教育招生范围",
    "食品抽检信息",
    "养老机构备案",
    "公共文化场馆开放",
    "户籍迁移登记",
];
const CONTENTS: [&str; 8] = [
    "信访通讯地址",
    "投诉举报电话",
    "办理流程图解",
    "收费标准依据",
    "资金分配结果",
    "听证会纪要全文",
    "专家评审意见书",
    "工程进度月报",
];

fn entry() -> impl Strategy<Value = Draft> {
    let some = |of: usize| prop::sample::subsequence((0..of).collect::<Vec<_>>(), 1..of);
    (1..60u32, some(CONTENTS.len()), some(CHANNELS.len()), any::<bool>(), 0..3usize).prop_map(
        |(deadline, content, channel, is_proactive, category)| Draft {
            number: 0,
            deadline,
            content,
            channel,
            is_proactive,
            category,
        },
    )
}

/// Some of the entries, each with a name of its own.
fn table() -> impl Strategy<Value = Vec<Draft>> {
    (
        prop::collection::vec(entry(), NAMES.len()),
        prop::sample::subsequence((0..NAMES.len()).collect::<Vec<_>>(), 1..NAMES.len()),
    )
        .prop_map(|(entries, chosen)| {
            chosen.into_iter().map(|number| Draft { number, ..entries[number].clone() }).collect()
        })
}

fn text(entries: &[Draft]) -> String {
    let mut text = "govcat: 1\ndomain: social-assistance\nentries:\n".to_owned();
    for it in entries {
        let list = |all: &[&str], of: &str, at: &[usize]| {
            at.iter().map(|it| format!("{of}{}", all[*it])).collect::<Vec<_>>().join(", ")
        };
        let method = if it.is_proactive { "主动公开" } else { "依申请公开" };
        let _ = writeln!(
            text,
            "  - {{id: e{}, category: 类别{}, name: {}, content: [{}], deadline: 自信息形成之日起{}个工作日内, channel: [{}], method: {method}}}",
            it.number,
            it.category,
            NAMES[it.number],
            list(&CONTENTS, NAMES[it.number], &it.content),
            it.deadline,
            list(&CHANNELS, "", &it.channel)
        );
    }
    text
}

/// What tells a change, whichever way it is looked at.
fn key(change: &Change) -> (Option<String>, Option<&'static str>) {
    (change.entry.clone(), change.field)
}

/// Whether something was both dropped and added, which is weaker both ways.
fn is_exchange(old: &[Draft], new: &[Draft], change: &Change) -> bool {
    let find = |all: &[Draft]| {
        let id = change.entry.clone().unwrap_or_default();
        all.iter().find(|it| format!("e{}", it.number) == id).cloned()
    };
    let (Some(a), Some(b)) = (find(old), find(new)) else { return false };
    let lists = match change.field {
        Some("content") => (a.content, b.content),
        Some("channel") => (a.channel, b.channel),
        _ => return false,
    };
    lists.0.iter().any(|it| !lists.1.contains(it)) && lists.1.iter().any(|it| !lists.0.contains(it))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_version_is_itself(entries in table(), seed in any::<u64>()) {
        let mut shuffled = entries.clone();
        let count = shuffled.len();
        for at in 0..count {
            shuffled.swap(at, usize::try_from(seed.rotate_left(u32::try_from(at).unwrap()) % count as u64).unwrap());
        }
        prop_assert_eq!(lines(&changes(&text(&entries), &text(&shuffled))), Vec::<String>::new());
    }

    #[test]
    fn what_strengthens_there_weakens_back(old in table(), new in table()) {
        let there = changes(&text(&old), &text(&new));
        let back = changes(&text(&new), &text(&old));
        prop_assert_eq!(there.len(), back.len(), "{:?} {:?}", lines(&there), lines(&back));
        for change in &there {
            let found = back.iter().find(|it| key(it) == key(change));
            prop_assert!(found.is_some(), "{:?} {:?}", lines(&there), lines(&back));
            let other = found.unwrap();
            let expected = if is_exchange(&old, &new, change) { Direction::Weakened } else { change.direction.mirrored() };
            prop_assert_eq!(other.direction, expected, "{:?}", lines(std::slice::from_ref(change)));
            prop_assert_eq!(&other.old, &change.new);
            prop_assert_eq!(&other.new, &change.old);
        }
    }

    /// Nothing is missed and nothing is made up: each field that differs is one change.
    #[test]
    fn one_change_for_one_edit(old in table(), new in table()) {
        let mut expected: Vec<(String, &str)> = Vec::new();
        for a in &old {
            let id = format!("e{}", a.number);
            let Some(b) = new.iter().find(|it| it.number == a.number) else {
                expected.push((id, "removed"));
                continue;
            };
            let facets = [
                (a.category != b.category, "moved"),
                (a.content != b.content, "content"),
                (a.deadline != b.deadline, "deadline"),
                (a.channel != b.channel, "channel"),
                (a.is_proactive != b.is_proactive, "method"),
            ];
            expected.extend(facets.into_iter().filter(|it| it.0).map(|it| (id.clone(), it.1)));
        }
        expected.extend(new.iter().filter(|b| old.iter().all(|a| a.number != b.number)).map(|b| (format!("e{}", b.number), "added")));
        let mut found: Vec<(String, &str)> = changes(&text(&old), &text(&new))
            .iter()
            .map(|it| {
                let what = if it.action == Action::Changed { it.field.unwrap() } else { it.action.name() };
                (it.entry.clone().unwrap(), what)
            })
            .collect();
        expected.sort();
        found.sort();
        prop_assert_eq!(found, expected);
    }
}
