//! That something was approved: 批准后, 收到批复之日, 决算草案经人大批准.

use crate::model::deadline::anchor::{AGENTS, RECEIVED, is_whole};
use crate::model::deadline::lexicon::{after_any, before_any};
use crate::model::deadline::topic::is_nominal;

const APPROVED: &[&str] = &[
    "批准通过",
    "审批通过",
    "审批完成",
    "审批结束",
    "批复同意",
    "批准同意",
    "批准",
    "批复",
    "核准",
    "审批",
    "获批",
    "批准生效",
    "批复文件",
    "批准文件",
    "审批同意",
];
const APPROVALS: &[&str] = &[
    "批准文件",
    "批复文件",
    "批准文书",
    "核准文件",
    "审批文件",
    "批文",
    "批复",
    "批准",
    "核准",
    "批准通知",
    "批准决定",
    "批准书",
    "批复意见",
];
/// Whether the words are of an approval.
pub(super) fn is_approval(words: &str) -> bool {
    let clean = |before: &str| {
        !before.ends_with(['未', '报', '拟', '待', '请'])
            && !before.ends_with("提交")
            && is_whole(before, APPROVED)
    };
    if before_any(words, APPROVED).is_some_and(clean) {
        return true;
    }
    // 县人大批准预算: who approves stands in front, and what behind.
    let object = ["批准", "批复"].iter().any(|verb| {
        words.split_once(verb).is_some_and(|(who, what)| {
            before_any(who, AGENTS).is_some() && !what.is_empty() && is_nominal(what)
        })
    });
    if object {
        return true;
    }
    let received =
        after_any(words, RECEIVED).is_some_and(|object| before_any(object, APPROVALS).is_some());
    let handed = before_any(words, &["下达", "下发", "印发", "作出", "送达"])
        .is_some_and(|object| before_any(object, APPROVALS).is_some());
    received || handed
}

/// 决算草案经人大批准: what was approved, where the words name it.
pub(super) fn approved(words: &str) -> Option<&str> {
    let (what, by) = words.split_once('经')?;
    // 经费, 经济 are words of their own.
    let word = by.starts_with(['济', '费', '营', '办', '开', '历', '纪', '贸']);
    (!word && is_nominal(what) && before_any(what, AGENTS).is_none()).then_some(what)
}
