//! Pieces without a core: events, places and conditions that wait for their promise; rules of others; what changes nothing.

pub(in crate::model::deadline) mod bracket;

use crate::model::deadline::anchor::{self, Ending};
use crate::model::deadline::core;
use crate::model::deadline::length::holds_number;
use crate::model::deadline::lexicon::{
    PUBLISHING, VERBS, after_any, before_any, skip_fillers_and_verbs, skip_joints,
};
use crate::model::deadline::read::{Pending, Reader};
use crate::model::deadline::topic::{
    Origin, Scope, is_generic, is_nominal, scope, split_marker, without_manner,
};
use crate::model::deadline::{Anchor, ClauseKind, Warning, tail};

const DYNAMIC: &[&str] = &[
    "动态更新",
    "动态调整",
    "动态公开",
    "动态管理",
    "保持动态更新",
    "并动态更新",
    "实行动态更新",
    "实行动态管理",
    "动态维护",
];
const EXEMPT: &[&str] = &[
    "不再",
    "除外",
    "不予",
    "免于",
    "免予",
    "不公开",
    "不公示",
    "不公布",
    "不发布",
    "不得公开",
    "不适用",
];

/// Reads a piece that holds no length, date or word of time.
pub(in crate::model::deadline) fn read<'a>(reader: &mut Reader<'a>, piece: &'a str) {
    let text = skip_joints(piece);
    let regular = text.split("定期").collect::<Vec<_>>();
    if regular.len() > 1
        && !regular[..regular.len() - 1]
            .iter()
            .any(|before| before.ends_with(['法', '规', '约', '指', '确', '限', '固']))
    {
        reader.regular = Some(text);
        // 定期（每季度）公开: the bracket says how often.
        for words in tail::read(text.trim_start_matches(|c| c != '（')).notes {
            if !core::find(words).is_empty() {
                bracket::note(reader, words);
            }
        }
        return;
    }
    if skip_fillers_and_verbs(text).is_empty() {
        // 按规定公开 says something only where nothing else does.
        if ["规定", "依法", "依规", "要求"].iter().any(|word| text.contains(word)) {
            reader.ruled = Some(text);
        }
        return;
    }
    if anchor::is_contingency(text) {
        reader.pending = Some(Pending { words: "变更", ending: Ending::After });
        return;
    }
    if DYNAMIC.contains(&text) || tail::is_inert_note(text) {
        reader.dynamic |= DYNAMIC.contains(&text);
        return;
    }
    if let Some((label, rest)) = text.split_once('：') {
        reader.scope = scope(label).map(|scope| Scope { origin: Origin::Named, ..scope });
        reader.waiting = reader.scope.is_some().then_some(text);
        if !rest.is_empty() {
            read(reader, rest);
        }
        return;
    }
    if EXEMPT.iter().any(|word| text.contains(word)) {
        return reader.ignored(text);
    }
    if is_place_only(reader, text)
        || is_condition(reader, text)
        || is_rule(reader, text)
        || is_event(reader, text)
    {
        return;
    }
    if text.starts_with('（') {
        let tail = tail::read(text);
        for note_words in tail.notes {
            bracket::note(reader, note_words);
        }
        if !tail.left.is_empty() {
            read(reader, tail.left);
        }
        return;
    }
    if let Some((words, noted)) = text.strip_suffix('）').and_then(|text| text.rsplit_once('（'))
        && let Some((words, ending)) = anchor::ending(words)
        && !core::find(noted).is_empty()
    {
        // 信息形成之日起（20个工作日内）
        reader.pending = Some(Pending { words, ending });
        return reader.pieces(noted);
    }
    let reserve = ["密", "特殊", "紧急", "规定", "假日"].iter().any(|word| text.contains(word));
    if text.starts_with("除") && text.ends_with('外') && !reserve {
        // 除行政处罚外，20个工作日内公开: a part of the content, where 除特殊情况外 is a reserve.
        reader.scope = Some(Scope { words: text.to_owned(), origin: Origin::Named });
        reader.waiting = Some(text);
        return;
    }
    let manner = before_any(text, PUBLISHING).unwrap_or(text);
    if ["进展", "进度", "推进", "节点"].iter().any(|word| manner.contains(word))
        && without_manner(manner).is_empty()
    {
        reader.warn(Warning::NoNumber {
            written: text.to_owned(),
            understood: "及时公开".to_owned(),
        });
        reader.add(ClauseKind::Promptly, None);
        return;
    }
    if let Some(found) = scope(text)
        && is_nominal(&found.words)
    {
        // 行政处罚信息，7个工作日内公开
        reader.scope = Some(found);
        reader.waiting = Some(text);
        return;
    }
    leftover(reader, text);
}

/// Words that were not understood.
pub(in crate::model::deadline) fn leftover(reader: &mut Reader<'_>, words: &str) {
    reader.ignored(words);
    reader.unread = true;
}

/// At the end of a sentence, an event that waited in vain is a promise without a number.
pub(in crate::model::deadline) fn flush(reader: &mut Reader<'_>) {
    let Some(Pending { words, ending }) = reader.pending.take() else { return };
    let (topic, event) = split_marker(words).unwrap_or(("", words));
    let scope = scope(topic);
    match ending {
        _ if holds_number(words) => leftover(reader, words),
        Ending::When => reader.add(ClauseKind::AtEvent(event.to_owned()), scope),
        Ending::Before => {
            reader.warn(Warning::NoNumber {
                written: words.to_owned(),
                understood: "该事项之前公开".to_owned(),
            });
            reader.add(ClauseKind::AtEvent(event.to_owned()), scope);
        }
        Ending::After => {
            reader.warn(Warning::NoNumber {
                written: format!("{words}后"),
                understood: "及时公开".to_owned(),
            });
            reader.add(ClauseKind::Promptly, scope);
        }
        Ending::From => leftover(reader, words),
    }
}

/// 报送审批前，: an event that something else follows than the length of a show is a promise of its own.
pub(in crate::model::deadline) fn settle_ahead(reader: &mut Reader<'_>) {
    if reader.pending.as_ref().is_some_and(|pending| pending.ending == Ending::Before) {
        flush(reader);
    }
}

/// 在村公示栏公开 as a piece of its own belongs to the clause before it, or to the next.
fn is_place_only<'a>(reader: &mut Reader<'a>, text: &'a str) -> bool {
    let tail = tail::read(text);
    if tail.venue.is_empty()
        || !(tail.left.is_empty() || tail.published && tail::is_object(tail.left))
    {
        return false;
    }
    if reader.pending.as_ref().is_some_and(|pending| pending.ending == Ending::When) {
        flush(reader);
    }
    let waiting = reader.pending.is_some();
    match reader.last() {
        Some(last) if !waiting => last.venue.extend(tail.venue),
        _ => reader.venue.extend(tail.venue),
    }
    for words in tail.notes {
        bracket::note(reader, words);
    }
    true
}

/// 企业欠税的，: what follows is for that part.
fn is_condition<'a>(reader: &mut Reader<'a>, text: &'a str) -> bool {
    let Some(words) = before_any(text, &["的情况下", "的情况", "的情形", "情况下", "的"])
    else {
        return false;
    };
    if is_generic(words) {
        return false;
    }
    reader.scope = scope(words).map(|scope| Scope { origin: Origin::Named, ..scope });
    reader.waiting = Some(text);
    true
}

/// 按行业主管部门规定执行, 在规定时限内公开: left to others.
fn is_rule<'a>(reader: &mut Reader<'a>, text: &'a str) -> bool {
    const BY: &[&str] = &["按照", "按", "依照", "依据", "根据", "依", "遵照", "执行", "以", "从"];
    const RULES: &[&str] = &[
        "规定",
        "要求",
        "办法",
        "条例",
        "规范",
        "标准",
        "通知",
        "制度",
        "时限",
        "法律法规",
        "为准",
        "规",
        "法",
        "期限",
        "时间",
        "文件",
    ];
    const LIMITS: &[&str] = &["时限内", "期限内", "时间内", "时限", "期限", "时间节点", "规定时间"];
    let mut body = text;
    while let Some(less) = before_any(body, VERBS)
        .or_else(|| before_any(body, &["予以", "进行", "主动", "向社会", "对外", "并"]))
    {
        body = less;
    }
    if body.is_empty() {
        return false;
    }
    let (topic, rule) = BY
        .iter()
        .filter_map(|word| body.find(word).map(|at| (&body[..at], &body[at + word.len()..])))
        .min_by_key(|(topic, _)| topic.len())
        .unwrap_or(("", ""));
    let ruled = is_article(rule) || before_any(rule, RULES).is_some();
    let limited =
        ["规定", "法定", "对外公布", "承诺", "要求"].iter().any(|word| body.contains(word))
            && before_any(body, LIMITS).is_some();
    if !ruled && !limited {
        return false;
    }
    let topic = if limited && !ruled { "" } else { topic };
    if topic.is_empty() && body.len() == text.len() && !limited && reader.last().is_none() {
        // 按照《条例》第二十六条规定，自…: what follows says what the rule is, so the rule is no promise beside it.
        reader.cited = Some(text);
        return true;
    }
    let scope = anchor::ending(topic).is_none().then(|| scope(topic)).flatten();
    reader.pending = None;
    if reader.drafts.iter().any(|draft| draft.place.0 == reader.place.0 && draft.scope == scope) {
        unnumbered(reader, text);
    } else {
        add_rule(reader, text, scope);
    }
    true
}

/// 条例第二十六条: an article of law says when.
fn is_article(rule: &str) -> bool {
    let rule = before_any(rule, &["执行", "公开", "公布", "公示"]).unwrap_or(rule);
    rule.contains('第') && rule.ends_with(['条', '款', '项'])
}

/// A promise that others' rules make.
pub(in crate::model::deadline) fn add_rule(
    reader: &mut Reader<'_>,
    text: &str,
    scope: Option<Scope>,
) {
    unnumbered(reader, text);
    reader.add(ClauseKind::ByRule, scope);
}

/// Tells of a rule that is not named.
fn unnumbered(reader: &mut Reader<'_>, text: &str) {
    // 依法公布 names no rule, and a limit announced elsewhere is not in this table.
    if !text.contains("规定") && !text.contains("法定") && !is_article(text) {
        reader.warn(Warning::NoNumber {
            written: text.to_owned(),
            understood: "按有关规定执行".to_owned(),
        });
    }
}

/// 自…之日起 waits for its promise; 审批后公开, 许可作出前公示 have none.
fn is_event<'a>(reader: &mut Reader<'a>, text: &'a str) -> bool {
    if let Some((words, ending)) = anchor::ending(text) {
        if let Some(earlier) = reader.pending.take() {
            reader.ignored(earlier.words);
        }
        reader.pending = Some(Pending { words, ending });
        return true;
    }
    let mut body = text;
    while let Some(less) = before_any(body, PUBLISHING).or_else(|| {
        before_any(body, &["予以", "进行", "依法", "主动", "向社会", "对外", "应", "并", "的"])
    }) {
        body = less;
    }
    if body.len() == text.len() && !text.ends_with(['前', '中']) {
        return false;
    }
    if holds_number(body) {
        return false;
    }
    let during = |word: &str| matches!(word, "事前" | "事中" | "事后");
    let (topic, event) = split_marker(body).unwrap_or(("", body));
    match anchor::ending(event).filter(|_| !event.contains("事前") && !event.contains("事中")) {
        Some((words, Ending::When)) => {
            let scope = scope(topic);
            reader.add(ClauseKind::AtEvent(words.to_owned()), scope);
            true
        }
        Some((words, Ending::After)) => {
            reader.warn(Warning::NoNumber {
                written: text.to_owned(),
                understood: "及时公开".to_owned(),
            });
            let scope = scope(topic);
            reader.add(ClauseKind::Promptly, scope);
            if let Some(last) = reader.last() {
                last.since = Some(Anchor::Event(words.to_owned()));
            }
            true
        }
        None if before_any(event, &["前", "之前", "以前"]).is_some()
            && body.len() == text.len()
            && reader.pending.is_none() =>
        {
            // 在规划报送审批前，公告不少于30日: what follows may say more.
            reader.pending = Some(Pending { words: text, ending: Ending::Before });
            true
        }
        None if before_any(event, &["前", "之前", "以前"]).is_some()
            || event.split(['、', '和']).all(during)
            || event.ends_with("过程中") =>
        {
            let parts = event.split('、').all(during);
            let understood = if parts { "该环节中公开" } else { "该事项之前公开" };
            reader.warn(Warning::NoNumber {
                written: text.to_owned(),
                understood: understood.to_owned(),
            });
            let scope = scope(topic);
            reader.add(ClauseKind::AtEvent(event.to_owned()), scope);
            true
        }
        _ => after_any(event, &["会前", "会后"]).is_some(),
    }
}
