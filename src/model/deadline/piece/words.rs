//! The words in front of a core: bounds (不得少于), shows (公示期), topic and event.

use crate::model::deadline::anchor;
use crate::model::deadline::core::Limit;
use crate::model::deadline::lexicon::{before_any, skip_joints};
use crate::model::deadline::read::Reader;
use crate::model::deadline::topic::{Origin, Scope, is_generic, is_nominal, scope, split_marker};
use crate::model::deadline::{Anchor, Length, Unit, Warning, tail};

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

/// Takes the bound off the end of the words.
pub(super) fn bound(prefix: &str) -> (&str, Bound) {
    const LEAST: &[&str] = &[
        "不得少于",
        "不能少于",
        "不少于",
        "不得低于",
        "不低于",
        "不短于",
        "不得短于",
        "不小于",
        "不得小于",
        "至少",
        "最少",
        "最低",
        "最短",
        "不应少于",
        "大于",
    ];
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
    ];
    const PLAIN: &[&str] =
        &["为期", "应为", "为", "：", "应当", "应", "原则上", "一般", "满", "达到", "须", "期间"];
    let (mut words, mut found) = (prefix, Bound::None);
    loop {
        words = if let Some(rest) = before_any(words, LEAST) {
            found = Bound::AtLeast;
            rest
        } else if let Some(rest) =
            before_any(words, MOST).filter(|rest| !rest.ends_with(['时', '期', '权', '年']))
        {
            found = Bound::AtMost;
            rest
        } else if let Some(rest) = before_any(words, PLAIN).filter(|rest| keeps_label(words, rest))
        {
            rest
        } else {
            return (words, found);
        };
    }
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

/// Topic and event in the words in front of a core; `measured` admits an event that nothing marks (文件发布3日内).
pub(super) fn resolve<'a>(
    reader: &mut Reader<'a>,
    words: &'a str,
    measured: bool,
) -> (Option<Scope>, Option<Anchor>) {
    let words = skip_joints(words);
    let (label, words) = match words.rfind('：') {
        Some(at) => (&words[..at + '：'.len_utf8()], &words[at + '：'.len_utf8()..]),
        None => ("", words),
    };
    let words = match tail::venue(words).filter(|_| words.starts_with("通过")) {
        Some((places, rest)) => {
            reader.venue.extend(places);
            rest
        }
        None => words,
    };
    let mut named = scope(label);
    if let Some(scope) = &named {
        keep(reader, scope, label);
    }
    let (topic, anchor) = topic_and_event(reader, words, measured);
    if let Some(topic) = topic {
        named = named.or(Some(topic));
    }
    (named, anchor)
}

/// The words of an event that stood in a piece of its own.
pub(super) fn event<'a>(
    reader: &mut Reader<'a>,
    words: &'a str,
) -> (Option<Scope>, Option<Anchor>) {
    match split_marker(words) {
        Some((topic, event)) => {
            let topic = topic_scope(reader, topic);
            let (_, anchor) = marked(reader, event);
            (topic, anchor)
        }
        None => marked(reader, words),
    }
}

/// Remembers a scope that holds for the rest of its sentence.
pub(super) fn keep(reader: &mut Reader<'_>, scope: &Scope, words: &str) {
    if scope.origin == Origin::Named {
        reader.scope = Some(scope.clone());
    } else if !is_nominal(&scope.words) && !words.contains('：') && !scope.words.contains("意见")
    {
        reader.warn(Warning::UnknownTopic { written: scope.words.clone() });
    }
}

fn topic_and_event<'a>(
    reader: &mut Reader<'a>,
    words: &'a str,
    measured: bool,
) -> (Option<Scope>, Option<Anchor>) {
    if measured && anchor::is_contingency(words) {
        return (None, Some(Anchor::Changed));
    }
    let Some((topic, rest)) = split_marker(words) else {
        if let Some((event, _)) = anchor::ending(words) {
            return marked(reader, event);
        }
        if measured && let Some(read) = anchor::unmarked(strip_modals(words)) {
            return told(reader, read);
        }
        return (topic_scope(reader, words), None);
    };
    if let Some((places, rest)) = tail::venue(&words[topic.len()..])
        .filter(|_| anchor::ending(rest).is_none_or(|_| split_marker(rest).is_some()))
    {
        // 在政府网站自作出决定之日起…: the place, and then the event.
        reader.venue.extend(places);
        let (scope, anchor) = topic_and_event(reader, rest, measured);
        return (scope.or_else(|| topic_scope(reader, topic)), anchor);
    }
    let scope = topic_scope(reader, topic);
    let rest = strip_modals(rest);
    if rest.is_empty() {
        return (scope, None);
    }
    if let Some((event, _)) = anchor::ending(rest) {
        let (subject, anchor) = marked(reader, event);
        return (scope.or(subject), anchor);
    }
    let read = anchor::unmarked(rest).unwrap_or_else(|| {
        let mut read = anchor::marked(rest);
        read.warning = Some(Warning::UnknownEvent { written: rest.to_owned() });
        read
    });
    let (subject, anchor) = told(reader, read);
    (scope.or(subject), anchor)
}

fn marked(reader: &mut Reader<'_>, words: &str) -> (Option<Scope>, Option<Anchor>) {
    let read = anchor::marked(skip_joints(words));
    told(reader, read)
}

/// The subject of the event as a scope, its warning told.
fn told(reader: &mut Reader<'_>, read: anchor::Read<'_>) -> (Option<Scope>, Option<Anchor>) {
    if let Some(warning) = read.warning {
        reader.warn(warning);
    }
    let named = read.subject.and_then(scope).map(|found| {
        let origin = if found.origin == Origin::Named { Origin::Named } else { Origin::Subject };
        Scope { origin, ..found }
    });
    if let Some(scope) = named.as_ref().filter(|scope| scope.origin == Origin::Named) {
        reader.scope = Some(scope.clone());
    }
    (named, read.anchor)
}

fn topic_scope(reader: &mut Reader<'_>, topic: &str) -> Option<Scope> {
    let scope = scope(topic)?;
    // 由县财政局 says who acts.
    if topic.starts_with('由') || reader.scope.as_ref().is_some_and(|set| set.words == scope.words)
    {
        return None;
    }
    keep(reader, &scope, topic);
    Some(scope)
}

fn strip_modals(words: &str) -> &str {
    let mut words = words;
    while let Some(less) = before_any(words, &["应当", "最迟", "最晚", "至迟", "的", "，", "应"])
    {
        words = less;
    }
    words
}
