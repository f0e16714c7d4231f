//! The words right in front of a length that say what it measures: bounds (不得少于) and shows (公示期).

use crate::model::deadline::anchor;
use crate::model::deadline::core::Limit;
use crate::model::deadline::lexicon::{PUBLISHING, before_any, skip_joints};
use crate::model::deadline::topic::is_generic;
use crate::model::deadline::{Length, Unit};

/// Whether the length is the least or the most that is allowed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    None,
    AtLeast,
    AtMost,
}

/// Words of a show in front of a length: 公示期, 公告时间, 公示.
pub(super) struct Shown<'a> {
    /// What stands in front of them.
    pub(super) topic: &'a str,
    /// 公示期 and its like say that something is on show, 公开时限 only when it becomes public.
    strong: bool,
    /// 公示期, not only the verb 公示.
    pub(super) noun: bool,
}

impl Shown<'_> {
    /// Whether the length is how long it stays, rather than how soon it comes.
    pub(super) fn keeps(&self, length: Length, limit: Limit) -> bool {
        match limit {
            Limit::Inside => self.strong && self.noun,
            _ => self.strong || length.unit() == Unit::Years,
        }
    }

    /// Whether that could be doubted.
    pub(super) fn unsure(&self, length: Length) -> bool {
        !self.strong && length.unit() == Unit::Years
    }
}

/// Words that bound what follows them from below and have no other sense.
const NO_LESS: &[&str] = &[
    "不得少于",
    "不能少于",
    "不少于",
    "不得低于",
    "不低于",
    "不短于",
    "不得短于",
    "不小于",
    "不得小于",
    "不应少于",
    "大于",
    "≥",
    ">=",
];

/// Takes the bound off the end of the words.
pub(super) fn bound(prefix: &str) -> (&str, Bound) {
    const LEAST: &[&str] = &["至少", "最少", "最低", "最短"];
    const MOST: &[&str] = &[
        "不得超过",
        "不能超过",
        "不超过",
        "不多于",
        "不得多于",
        "不得晚于",
        "不能晚于",
        "不晚于",
        "不得迟于",
        "不迟于",
        "最迟",
        "最长",
        "最晚",
        "至迟",
        "不应超过",
        "控制在",
        "限",
        "未满",
        "不满",
        "不大于",
        "不得大于",
        "≤",
        "<=",
    ];
    const PLAIN: &[&str] =
        &["为期", "应为", "为", "：", "应当", "应", "原则上", "一般", "达到", "须", "期间"];
    let (mut words, mut found) = (prefix, Bound::None);
    loop {
        // 不大于 is looked for before 大于.
        words = if let Some(rest) = before_any(words, MOST).filter(|rest| {
            // 时限 and 期限 are words of their own.
            !words.ends_with('限') || !rest.ends_with(['时', '期', '权', '年'])
        }) {
            found = Bound::AtMost;
            rest
        } else if let Some(rest) = before_any(words, LEAST).or_else(|| before_any(words, NO_LESS)) {
            found = Bound::AtLeast;
            rest
        } else if let Some(rest) = before_any(words, PLAIN).filter(|rest| keeps_label(words, rest))
        {
            rest
        } else if let Some(rest) = words.strip_suffix('满') {
            rest
        } else {
            return (words, found);
        };
    }
}

/// 不得早于开标前5日: nothing is promised by then.
pub(super) fn not_before(words: &str) -> bool {
    words.rfind("早于").is_some_and(|at| {
        ["不", "不得", "不能", "不应", "不可"].iter().any(|no| words[..at].ends_with(no))
    })
}

/// Whether the length must first be full (信息形成满3个工作日): `bound` stands between the words of the event and the length.
pub(super) fn is_full(words: &str, bound: &str) -> bool {
    bound.ends_with('满') && !is_short(bound) && !words.ends_with(['期', '届'])
}

/// 未满20个工作日, 不满20个工作日: a limit where it is one at all.
pub(super) fn is_short(bound: &str) -> bool {
    bound.ends_with("未满") || bound.ends_with("不满")
}

/// Whether the event is itself that something is shown, so that a least length from it is the length of the show.
pub(super) fn shows(event: &str) -> bool {
    before_any(event, PUBLISHING).is_some()
        || ["公告", "公示", "发出", "发售", "张贴", "挂网", "上网", "印发", "展出"]
            .iter()
            .any(|deed| event.contains(deed))
}

/// Whether what the words bound from below is a time to become public (不得早于开标前5日, 超过20个工作日): no promise.
pub(super) fn from_below(words: &str) -> bool {
    // 不得少于信息形成后20个工作日: the bound stands in front of the event, and is no less one.
    let floor = NO_LESS.iter().filter_map(|no| words.rsplit_once(no)).any(|(lead, event)| {
        // 不大于 is no 大于.
        !lead.ends_with(['不', '得']) && anchor::ending(event).is_some()
    });
    not_before(words)
        || floor
        || before_any(words, &["超过", "超出", "逾期", "晚于", "迟于"]).is_some()
}

/// 处罚决定：20个工作日 keeps its colon, which makes a scope of the label; 公示期：7日 does not.
fn keeps_label(words: &str, rest: &str) -> bool {
    !words.ends_with('：') || shown(rest).is_some() || is_generic(rest)
}

/// Takes the words of a show off the end.
pub(super) fn shown(words: &str) -> Option<Shown<'_>> {
    const NOUNS: &[&str] = &["期限", "期间", "时间", "时限", "天数", "时长", "期"];
    const STRONG: &[&str] = &[
        "公示",
        "公告",
        "披露",
        "展示",
        "挂网",
        "征求意见",
        "征集意见",
        "听取意见",
        "征集",
        "保留",
        "保存",
        "张贴",
        "发布公告",
        "披露信息",
        "公示信息",
        "公告信息",
        "留存",
        "保持",
        "展出",
        "意见征集",
    ];
    const WEAK: &[&str] = &["公开", "公布", "发布", "有效"];
    let words = words.trim_end_matches('的');
    let (verb, noun) = before_any(words, NOUNS).map_or((words, false), |verb| (verb, true));
    if noun && matches!(skip_joints(verb), "" | "保留" | "保存" | "公示的") {
        return Some(Shown { topic: verb, strong: false, noun });
    }
    if let Some(topic) = before_any(verb, STRONG) {
        return Some(Shown { topic: whole(verb, topic), strong: true, noun });
    }
    let topic = before_any(verb, WEAK)?;
    Some(Shown { topic: whole(verb, topic), strong: !noun && topic.is_empty(), noun })
}

/// How much of the words stands in front of the words of a show at their end.
pub(super) fn before_show(words: &str) -> usize {
    let (unbound, _) = bound(words);
    shown(unbound).filter(|shown| shown.strong).map_or(words.len(), |shown| shown.topic.len())
}

/// Stages of a procedure; with 公示 behind them they name a notice (受理公示, 初审公示).
const STAGES: &[&str] = &[
    "受理",
    "初审",
    "复审",
    "终审",
    "预审",
    "审核",
    "审批",
    "审查",
    "审定",
    "评审",
    "评议",
    "初评",
    "复评",
    "初核",
    "复核",
    "核定",
    "核查",
    "认定",
    "评定",
    "批准",
    "拟决定",
    "备案",
    "选址",
    "任前",
    "录用",
];

/// 批前公示, 征求意见 are names of their own; 初步核定结果公示 is a topic and a verb.
fn whole<'a>(verb: &'a str, topic: &'a str) -> &'a str {
    let own = topic.ends_with(['前', '后', '预', '式']) && topic.chars().count() <= 2
        || verb.ends_with("公示") && before_any(topic, STAGES).is_some()
        || verb.ends_with("意见")
        || verb.ends_with("征集");
    if own && !topic.ends_with("之后") { verb } else { topic }
}
