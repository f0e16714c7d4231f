//! Lead times: how long before an event something must be public (提前3日, 开标前5日, 距开标不少于20日).

use crate::model::deadline::anchor::{self, Ending};
use crate::model::deadline::core::{Core, Limit};
use crate::model::deadline::lexicon::{skip_fillers, skip_joints};
use crate::model::deadline::piece::{named, several, within};
use crate::model::deadline::read::Reader;
use crate::model::deadline::topic::{Scope, is_generic, split_marker};
use crate::model::deadline::{ClauseKind, Length, Warning};

/// Reads the length as a lead time where its words say so.
pub(super) fn read<'a>(
    reader: &mut Reader<'a>,
    prefix: &'a str,
    words: &'a str,
    length: Length,
    limit: Limit,
) -> bool {
    let written = |words: &str| format!("{words}{}", Core::Next(length).chinese());
    if let Some((topic, event)) = apart(words) {
        capped(reader, prefix, words, length);
        let scope = named(reader, topic);
        lead(reader, scope, event, length);
        return true;
    }
    if let Some(at) = words.rfind("提前") {
        capped(reader, prefix, words, length);
        let scope = named(reader, &words[..at]);
        let event = skip_fillers(&words[at + "提前".len()..]);
        lead(reader, scope, event, length);
        return true;
    }
    if limit == Limit::Ahead {
        ahead(reader, words, length);
        return true;
    }
    let Some(event) = words.strip_suffix('前').filter(|_| !words.ends_with("批前")) else {
        return false;
    };
    capped(reader, prefix, words, length);
    if event.is_empty() || limit == Limit::Inside {
        reader.warn(several(&written(words), "提前的时间"));
    }
    ahead(reader, event, length);
    true
}

/// 距开标不少于20日, 早于招标公告30日: what the length is told from; the topic and the event.
fn apart(words: &str) -> Option<(&str, &str)> {
    let (mark, at) =
        ["距离", "早于", "距"].iter().find_map(|mark| words.rfind(mark).map(|at| (mark, at)))?;
    let (topic, event) = (&words[..at], skip_joints(&words[at + mark.len()..]));
    let word = topic.ends_with(['差', '间', '远', '尽', '更', '最'])
        && !topic.ends_with("时间")
        && !topic.ends_with("期间");
    (!word && !event.is_empty()).then_some((topic, event))
}

/// 提前不超过5日: the most of a lead time promises no least.
fn capped(reader: &mut Reader<'_>, prefix: &str, words: &str, length: Length) {
    let bound = &prefix[words.len()..];
    if ["超过", "多于", "最长", "控制在"].iter().any(|most| bound.contains(most)) {
        let written = format!("{prefix}{}", Core::Next(length).chinese());
        reader.warn(several(&written, "提前的时间不少于该期限"));
    }
}

/// The lead time in front of an event.
fn ahead<'a>(reader: &mut Reader<'a>, words: &'a str, length: Length) {
    let words = words.trim_end_matches(['的', '，']);
    if let Some((_, Ending::After)) = anchor::ending(words) {
        // 季度结束后15日前: counted forward too.
        reader
            .warn(several(&format!("{words}{}前", Core::Next(length).chinese()), "起算后的期限内"));
        return within(reader, words, length, false);
    }
    if let Some((topic, event)) = bounded(words) {
        return before(reader, topic, event, length);
    }
    if let Some((event, Ending::From)) = anchor::ending(words) {
        let (topic, event) = split_marker(event).or_else(|| labelled(event)).unwrap_or(("", event));
        // 自收到申请之日起20个工作日前: counted forward, so it is a limit; but 截止之日3日前 counts back.
        if words.ends_with('起') {
            reader.warn(several(
                &format!("{words}{}前", Core::Next(length).chinese()),
                "起算后的期限内",
            ));
            return within(reader, words, length, false);
        }
        return before(reader, topic, event, length);
    }
    let (topic, event) = split_marker(words).or_else(|| labelled(words)).unwrap_or(("", words));
    before(reader, topic, event, length);
}

/// 公开时间应|不晚于|采购活动开始: the bound stands in front of the event, whose words it is no part of.
fn bounded(words: &str) -> Option<(&str, &str)> {
    const BOUNDS: &[&str] = &[
        "不得晚于",
        "不能晚于",
        "不应晚于",
        "不晚于",
        "不得迟于",
        "不能迟于",
        "不迟于",
        "最迟于",
        "最晚于",
        "至迟于",
        "最迟",
        "最晚",
        "至迟",
    ];
    BOUNDS.iter().find_map(|bound| words.split_once(bound))
}

/// 招录公告：|报名
fn labelled(words: &str) -> Option<(&str, &str)> {
    let at = words.rfind('：')? + '：'.len_utf8();
    Some(words.split_at(at))
}

fn before<'a>(reader: &mut Reader<'a>, topic: &'a str, event: &str, length: Length) {
    if is_generic(skip_joints(event)) && topic.is_empty() && reader.pending.is_none() {
        // 10日前 alone could also be a day of the month; 提前10日 could not.
        reader.warn(Warning::NoEvent { written: format!("{}前", Core::Next(length).chinese()) });
    }
    let scope = named(reader, topic);
    lead(reader, scope, event, length);
}

fn lead(reader: &mut Reader<'_>, scope: Option<Scope>, event: &str, length: Length) {
    let event = skip_joints(event);
    let event = ["发布时间", "时间", "日期", "之日", "的", "日"]
        .iter()
        .fold(event, |event, word| event.strip_suffix(word).unwrap_or(event));
    reader.pending = None;
    reader.add(ClauseKind::Before { length, event: event.to_owned() }, scope);
}
