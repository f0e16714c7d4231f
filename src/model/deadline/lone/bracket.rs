//! Notes in brackets behind a promise: an event, a unit, a place, a part of the content, or a promise of their own.

use crate::model::deadline::anchor::{self, Ending};
use crate::model::deadline::core;
use crate::model::deadline::lexicon::before_any;
use crate::model::deadline::lone::EXEMPT;
use crate::model::deadline::read::Reader;
use crate::model::deadline::topic::{Origin, Scope, is_nominal, scope, split_marker};
use crate::model::deadline::{Anchor, ClauseKind, Length, Unit, Warning, tail};

/// What a note in brackets says about the clause that it follows.
pub(in crate::model::deadline) fn note<'a>(reader: &mut Reader<'a>, note: &'a str) {
    let note = note.trim_end_matches('。');
    if tail::is_inert_note(note) {
        return;
    }
    if note == "工作日" && as_working_days(reader) {
        return;
    }
    if matches!(note, "自然日" | "日历日" | "自然天")
        && reader
            .last()
            .and_then(|last| last.kind.length())
            .is_some_and(|it| it.unit() == Unit::Days)
    {
        return;
    }
    if note == "公示期"
        && let Some(last) = reader.last()
        && let Some(length) = last.kind.length()
    {
        last.kind = ClauseKind::PostedFor(length);
        return;
    }
    if is_anchor_note(reader, note) {
        return;
    }
    if !core::find(note).is_empty() {
        let body = match note.split_once('：') {
            // 地方表：…, 镇级表另注：… says whose table has more, not what it is for.
            Some((label, body))
                if before_any(label, &["表", "注", "备注", "说明", "注明"]).is_some() =>
            {
                reader.warn(Warning::Remark { written: label.to_owned() });
                body
            }
            _ => note,
        };
        reader.scope = None;
        reader.noted = true;
        reader.pieces(body);
        reader.noted = false;
        return;
    }
    if tail::is_place(note) && note.ends_with(['栏', '站', '网', '台', '号', '屏', '报', '厅'])
    {
        if let Some(last) = reader.last() {
            last.venue.extend(tail::list(note));
        }
        return;
    }
    if EXEMPT.iter().any(|word| note.contains(word))
        || note.starts_with("不含")
        || note.chars().count() > 30
    {
        return reader.ignored(note);
    }
    let found = scope(note).map(|scope| Scope { origin: Origin::Named, ..scope });
    if !is_nominal(note) || note.contains(['，', '。', '；']) {
        reader.warn(Warning::SeveralReadings {
            written: format!("（{note}）"),
            understood: format!("适用范围：{note}"),
        });
    }
    match reader.last() {
        Some(last) if found.is_some() => last.scope = found,
        _ => reader.ignored(note),
    }
}

/// 20个工作日（自信息形成之日起)
fn is_anchor_note(reader: &mut Reader<'_>, note: &str) -> bool {
    let event = match anchor::ending(note) {
        Some((event, Ending::From | Ending::After)) => event,
        _ if note.starts_with('自') => note,
        None if anchor::unmarked(note)
            .is_some_and(|read| !matches!(read.anchor, Some(Anchor::Event(_))))
            && core::find(note).is_empty() =>
        {
            note
        }
        _ => return false,
    };
    let (_, event) = split_marker(event).unwrap_or(("", event));
    let read = anchor::marked(event);
    let mut taken = false;
    if let Some(ClauseKind::Within { anchor: anchor @ None, .. }) =
        reader.last().map(|last| &mut last.kind)
    {
        *anchor = read.anchor;
        taken = true;
    }
    match read.warning {
        Some(warning) => reader.warn(warning),
        None if !taken => reader.ignored(note),
        None => {}
    }
    true
}

/// 20日（工作日）
fn as_working_days(reader: &mut Reader<'_>) -> bool {
    let Some(ClauseKind::Within { length, .. } | ClauseKind::PostedFor(length)) =
        reader.last().map(|last| &mut last.kind)
    else {
        return false;
    };
    if let (Unit::Days, Some(working)) =
        (length.unit(), Length::new(length.amount(), Unit::WorkingDays))
    {
        *length = working;
        let understood = format!("{}个工作日", length.amount());
        let written = format!("{}日（工作日）", length.amount());
        reader.warn(Warning::SeveralReadings { written, understood });
    }
    true
}
