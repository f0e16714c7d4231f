//! Words that turn a promise round or put it off (暂缓, 延长, 特殊情况): they may not drop out of a reading in silence.

use crate::model::deadline::{Anchor, Clause, ClauseKind, Warning};

const ALARMS: &[&str] = &[
    "暂不",
    "暂缓",
    "暂停",
    "不予",
    "不再",
    "不得公",
    "不公开",
    "不公示",
    "不公布",
    "不发布",
    "不对外",
    "不向社会",
    "不需",
    "不必",
    "不用",
    "不宜",
    "不能",
    "不适用",
    "不包括",
    "不包含",
    "无需",
    "无须",
    "免予",
    "免于",
    "未经",
    "未能",
    "未公",
    "未形成",
    "未变更",
    "不形成",
    "不变更",
    "停止",
    "撤销",
    "撤下",
    "撤除",
    "删除",
    "延长",
    "延期",
    "推迟",
    "另行",
    "除外",
    "例外",
    "之外",
    "外，",
    "酌情",
    "特殊情况",
    "特殊情形",
    "特别情况",
    "紧急情况",
    "必要时",
    "需要时",
    "如遇",
    "确需",
    "确有",
];

/// The first such word of the text that no part of the reading keeps.
pub(in crate::model::deadline) fn unkept(text: &str, clauses: &[Clause]) -> Option<Warning> {
    let word = ALARMS.iter().find(|word| {
        text.contains(**word)
            && !clauses.iter().any(|clause| keeps(clause, word.trim_end_matches('，')))
    })?;
    Some(Warning::Ignored { written: word.trim_end_matches('，').to_owned() })
}

fn keeps(clause: &Clause, word: &str) -> bool {
    let event = match &clause.kind {
        ClauseKind::Within { anchor: Some(Anchor::Event(event)), .. }
        | ClauseKind::AtEvent(event)
        | ClauseKind::WithEvent(event)
        | ClauseKind::Before { event, .. } => event.contains(word),
        _ => false,
    };
    event
        || clause.scope.as_ref().is_some_and(|scope| scope.contains(word))
        || clause.venue.iter().any(|place| place.contains(word))
}
