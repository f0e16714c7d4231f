//! The words in front of a core and between two: joints, topic and event.

use crate::model::deadline::anchor;
use crate::model::deadline::lexicon::{VERBS, after_any, before_any, skip_joints};
use crate::model::deadline::read::{Pending, Reader};
use crate::model::deadline::topic::{Origin, Scope, is_nominal, scope, split_marker};
use crate::model::deadline::{Anchor, Warning, tail};

/// Whether the words between two promises let one choose: 或, 公开或, /.
pub(super) fn is_choice(between: &str) -> bool {
    let mut words = between;
    while let Some(rest) = after_any(words, VERBS).or_else(|| after_any(words, &["予以", "的"]))
    {
        words = rest;
    }
    words.starts_with(['或', '/'])
}

/// Whether only a joint, and perhaps a note on the first, stands between two lengths: 公示7天或5个工作日,
/// 公示10个工作日（报告书）、5个工作日（报告表）. The second measures what the first does.
pub(super) fn is_more_of_the_same(between: &str) -> bool {
    let between = match between.split_once('）') {
        Some((note, rest)) if note.starts_with('（') => rest,
        _ => between,
    };
    !between.is_empty() && skip_joints(between).is_empty()
}

/// 除处罚决定7个工作日内公开外: the part and its promise, where 除 and 外 stand around both.
pub(super) fn excepted(piece: &str) -> Option<&str> {
    let part = piece.strip_prefix('除').filter(|part| !part.starts_with('除'))?;
    let part = before_any(part, &["以外", "之外", "外"])?;
    // 向外, 对外, 境外 are words of their own.
    (!part.ends_with(['对', '向', '境', '国', '海', '另', '（'])).then_some(part)
}

/// Topic and event in the words in front of a core; `measured` admits an event that nothing marks (文件发布3日内).
pub(super) fn resolve<'a>(
    reader: &mut Reader<'a>,
    words: &'a str,
    measured: bool,
) -> (Option<Scope>, Option<Anchor>) {
    let words = without_rule(skip_joints(words));
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
    if tail::is_board(label.trim_end_matches('：')) {
        // 政府网站：20个工作日内
        reader.venue.extend(tail::list(label.trim_end_matches('：')));
        named = None;
    }
    if let Some(scope) = &named {
        keep(reader, scope, label);
    }
    let (topic, anchor) = topic_and_event(reader, words, measured);
    if let Some(topic) = topic {
        // 建设项目：审批结果7个工作日内，施工信息…: the parts are told apart behind the label.
        let part = named.is_some() && topic.origin == Origin::Topic && is_nominal(&topic.words);
        named = if part {
            Some(Scope { origin: Origin::Named, ..topic })
        } else {
            named.or(Some(topic))
        };
    }
    (named, anchor)
}

/// The words of the event that a length runs from, in front of it or in a piece of its own.
pub(super) fn since<'a>(reader: &Reader<'a>, words: &'a str) -> Option<&'a str> {
    match anchor::ending(words) {
        Some((event, _)) => Some(event),
        None => reader.pending.as_ref().map(|pending| pending.words).filter(|_| words.is_empty()),
    }
}

/// Topic and event in front of a length.
pub(super) fn start<'a>(
    reader: &mut Reader<'a>,
    words: &'a str,
) -> (Option<Scope>, Option<Anchor>) {
    let (scope, anchor, left) = front(reader, words, true);
    if let Some(pending) = left {
        reader.ignored(pending.words);
    }
    (scope, anchor)
}

/// Topic and event in front of 及时 and its like, where bare words are a topic and no event.
pub(super) fn start_of_word<'a>(
    reader: &mut Reader<'a>,
    words: &'a str,
) -> (Option<Scope>, Option<Anchor>) {
    let (scope, anchor, _) = front(reader, words, false);
    (scope, anchor)
}

/// Topic and event in front of a promise, the event from a piece of its own where these words have none; and
/// such a piece that was not needed.
fn front<'a>(
    reader: &mut Reader<'a>,
    words: &'a str,
    measured: bool,
) -> (Option<Scope>, Option<Anchor>, Option<Pending<'a>>) {
    let (scope, anchor) = resolve(reader, words, measured);
    match (anchor, reader.pending.take()) {
        (None, Some(Pending { words, .. })) => {
            let (earlier, anchor) = event(reader, words);
            (scope.or(earlier), anchor, None)
        }
        (anchor, left) => (scope, anchor, left),
    }
}

/// Takes the rule that a promise is quoted from off the front: 《条例》规定的20个工作日内, 按照国家有关规定自….
pub(super) fn without_rule(words: &str) -> &str {
    const BY: &[&str] = &["按照", "按", "依照", "依据", "根据", "遵照"];
    let Some(rule) = after_any(words, BY).or_else(|| words.starts_with('《').then_some(words))
    else {
        return words;
    };
    let Some((name, rest)) = rule.split_once("规定").or_else(|| rule.split_once("要求")) else {
        return words;
    };
    let rest = after_any(rest, &["的公开时限", "的时限", "的期限", "时限", "期限", "要求"])
        .unwrap_or(rest);
    let ended = rest.is_empty() || rest.starts_with(['的', '，', '自', '应', '在', '于', '：']);
    let event = name.contains("之日") || name.contains(['后', '前', '，']);
    if ended && !event { rest.trim_start_matches(['的', '，', '：']) } else { words }
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
    if tail::is_board(topic) {
        // 政府网站20个工作日内，公示栏3日内
        reader.venue.extend(tail::list(topic));
        return None;
    }
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
