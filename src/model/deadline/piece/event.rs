//! Promises without a number: 实时 and 及时, perhaps as an event happens, and 同步 with something else.

use crate::model::deadline::anchor::{self, Ending};
use crate::model::deadline::lexicon::skip_joints;
use crate::model::deadline::piece::words::{start, start_of_word};
use crate::model::deadline::piece::{named, several};
use crate::model::deadline::read::Reader;
use crate::model::deadline::topic::{split_marker, without_manner};
use crate::model::deadline::{ClauseKind, Warning};

/// 实时 and 及时, perhaps as an event happens.
pub(super) fn at_once<'a>(reader: &mut Reader<'a>, words: &'a str, kind: ClauseKind) {
    let words = without_manner(words);
    let when = match anchor::ending(words) {
        Some((event, Ending::When)) => Some(event),
        _ if skip_joints(words).is_empty() => {
            let waiting = reader.pending.take_if(|pending| pending.ending == Ending::When);
            waiting.map(|pending| pending.words)
        }
        _ => None,
    };
    if let Some(event) = when {
        let (topic, event) = split_marker(event).unwrap_or(("", event));
        let scope = named(reader, topic);
        if kind == ClauseKind::Immediate {
            reader.add(ClauseKind::AtEvent(event.to_owned()), scope);
        } else {
            reader.warn(several(&format!("{event}时及时"), "及时公开"));
            reader.add(kind, scope);
        }
        return;
    }
    let (scope, since) = start_of_word(reader, words);
    // 20个工作日内公开，及时更新: whether the second is a promise of its own is open.
    if let Some(last) = reader.last().filter(|_| scope.is_none() && since.is_none()) {
        let number = last.kind.length().is_some();
        if number {
            reader.warn(several(
                if kind == ClauseKind::Promptly { "及时" } else { "实时" },
                "另一项要求",
            ));
        }
    }
    reader.add(kind, scope);
    if let Some(last) = reader.last() {
        last.since = since;
    }
}

/// 决定作出当日: the day of the event does not count in a length, so the promise is to publish as it happens.
pub(super) fn same_day<'a>(reader: &mut Reader<'a>, words: &'a str, written: &str) {
    let (scope, anchor) = start(reader, words);
    let event = if let Some(anchor) = anchor {
        anchor.words().to_owned()
    } else {
        reader.warn(several(written, "事项发生当日公开"));
        String::new()
    };
    reader.add(ClauseKind::AtEvent(event), scope);
}

/// 与政策文件同步公开
pub(super) fn together<'a>(reader: &mut Reader<'a>, words: &'a str) {
    let joined = ["与", "同", "和", "跟", "随"]
        .iter()
        .filter_map(|word| words.find(word).map(|at| (at, word.len())))
        .min();
    let (topic, event) = match joined {
        Some((at, length)) => (&words[..at], &words[at + length..]),
        None => ("", words),
    };
    let event = skip_joints(event);
    if joined.is_none() || event.is_empty() {
        reader.warn(Warning::UnknownEvent { written: format!("{words}同步") });
    }
    let scope = named(reader, topic);
    reader.add(ClauseKind::WithEvent(event.to_owned()), scope);
}
