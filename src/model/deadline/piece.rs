//! One piece of a sentence: its cores, each with the words in front of it and behind it.

mod ahead;
mod bound;
mod event;
mod words;

use crate::model::deadline::anchor::{self, Ending};
use crate::model::deadline::core::{self, Core, Found, Limit};
use crate::model::deadline::length::{holds_number, number};
use crate::model::deadline::lexicon::{
    before_any, skip_fillers, skip_fillers_and_verbs, skip_joints,
};
use crate::model::deadline::read::{Pending, Reader};
use crate::model::deadline::topic::{Origin, Scope, scope, split_marker, without_manner};
use crate::model::deadline::{ClauseKind, Length, Unit, Warning, lone, tail};

use bound::{Bound, before_show, bound, from_below, is_full, is_short, not_before, shown, shows};
use event::{at_once, same_day, together};
use words::{since, start};

/// Reads one piece and adds its clauses.
pub(in crate::model::deadline) fn read<'a>(reader: &mut Reader<'a>, piece: &'a str) {
    if ["延长", "延期", "顺延"].iter().any(|word| piece.contains(word))
        && !reader.drafts.is_empty()
        && !piece.contains('（')
    {
        // 经批准可延长20个工作日 is no promise.
        return reader.ignored(piece);
    }
    if let Some(part) = words::excepted(piece).filter(|part| !core::find(part).is_empty()) {
        // 除处罚决定7个工作日内公开外，: what is excepted has its own promise.
        reader.excepted = Some(piece);
        let own = reader.drafts.len();
        read(reader, part);
        for scope in reader.drafts[own..].iter_mut().filter_map(|draft| draft.scope.as_mut()) {
            scope.origin = Origin::Named;
        }
        return;
    }
    let mut cores = core::find(piece);
    if cores.is_empty() {
        lone::read(reader, piece);
        return;
    }
    drop_absorbed(piece, &mut cores);
    let mut from = 0;
    for (number, mut found) in cores.into_iter().enumerate() {
        let mut prefix = &piece[from..found.start];
        if number > 0 {
            if let Core::Length { limit: limit @ Limit::Open, .. } = &mut found.core
                && words::is_more_of_the_same(prefix)
                && reader.last().is_some_and(|last| matches!(last.kind, ClauseKind::PostedFor(_)))
            {
                *limit = Limit::Shown;
            }
            // 公开并公示7日: the verb of a show belongs to the length behind it.
            let head = before_show(prefix);
            if words::is_choice(prefix) {
                reader.warn(several(piece, "各项要求均须遵守"));
            }
            let left = behind(reader, &prefix[..head], false);
            prefix = &prefix[head - left.len()..];
        } else if prefix.starts_with('（') {
            prefix = noted(reader, prefix);
        }
        from = found.end;
        if let Some(warning) = found.warning.clone() {
            reader.warn(warning);
        }
        clause(reader, prefix, &found);
    }
    behind(reader, &piece[from..], true);
}

/// Drops cores that say nothing of their own: 及时 beside a number, 每年 in front of an event of the year.
fn drop_absorbed(piece: &str, cores: &mut Vec<Found>) {
    let mut at = 0;
    while at + 1 < cores.len() {
        let between = &piece[cores[at].end..cores[at + 1].start];
        if words::is_choice(between) {
            // 20个工作日内或及时公开: neither says what the other does.
            at += 1;
            continue;
        }
        let between = skip_fillers(between);
        let gap = skip_fillers_and_verbs(between);
        let (first, second) = (&cores[at].core, &cores[at + 1].core);
        let promptly = |core: &Core| matches!(core, Core::Promptly | Core::Together);
        let number = |core: &Core| {
            matches!(core, Core::Length { .. } | Core::Every(_) | Core::Dates(_) | Core::Next(_))
        };
        if between.is_empty() && promptly(second) && number(first) {
            // What follows the absorbed word belongs to the core before it.
            cores[at].end = cores[at + 1].end;
            cores.remove(at + 1);
        } else if between.trim_start_matches(['在', '于']).is_empty()
            && promptly(first)
            && number(second)
        {
            cores[at + 1].start = cores[at].start;
            cores.remove(at);
        } else if matches!(first, Core::Every(_))
            && !gap.is_empty()
            && !gap.starts_with('（')
            && matches!(second, Core::Length { .. })
            && shown(gap).is_none()
        {
            cores.remove(at);
        } else {
            at += 1;
        }
    }
}

/// Reads what stands behind the last clause and gives back what belongs to the next core.
fn behind<'a>(reader: &mut Reader<'a>, text: &'a str, last: bool) -> &'a str {
    let tail = tail::read(text);
    if let Some(draft) = reader.drafts.last_mut() {
        draft.venue.extend(tail.venue);
    }
    for note in tail.notes {
        lone::bracket::note(reader, note);
    }
    let left = skip_joints(tail.left);
    let inert = skip_fillers_and_verbs(left).is_empty() || tail.published && tail::is_object(left);
    if last && !inert {
        lone::leftover(reader, left);
    }
    left
}

/// A note in brackets in front of everything names what the clause is for.
fn noted<'a>(reader: &mut Reader<'a>, prefix: &'a str) -> &'a str {
    let tail = tail::read(prefix);
    if tail.notes.first().and_then(|note| number(note)).is_some_and(|(_, rest)| rest.is_empty()) {
        // （一）至（三）项: numbers of parts are no note.
        return prefix;
    }
    if let Some(note) = tail.notes.first() {
        if let Some((words, ending)) = anchor::ending(note) {
            reader.pending = Some(Pending { words, ending });
            return tail.left;
        }
        reader.scope = scope(note).map(|scope| Scope { origin: Origin::Named, ..scope });
    }
    tail.left
}

fn clause<'a>(reader: &mut Reader<'a>, prefix: &'a str, found: &Found) {
    if !matches!(found.core, Core::Length { .. }) {
        lone::settle_ahead(reader);
    }
    match &found.core {
        Core::Length { length, limit, least } => measured(reader, prefix, *length, *limit, *least),
        Core::Next(length) => within(reader, prefix, *length, false),
        Core::SameDay(written) => same_day(reader, prefix, written),
        Core::Every(length) => plain(reader, prefix, ClauseKind::Every(*length)),
        Core::Dates(kinds) => {
            for kind in kinds {
                plain(reader, prefix, kind.clone());
            }
        }
        Core::Immediate => at_once(reader, prefix, ClauseKind::Immediate),
        Core::Promptly => at_once(reader, prefix, ClauseKind::Promptly),
        Core::Standing => plain(reader, prefix, ClauseKind::Standing),
        Core::OnRequest => plain(reader, prefix, ClauseKind::OnRequest),
        Core::SameAsAbove => reader.add(ClauseKind::SameAsAbove, None),
        Core::With(event) => plain(reader, prefix, ClauseKind::WithEvent(event.clone())),
        Core::Together => together(reader, prefix),
    }
}

/// A length of time: what it measures is told by the words around it.
fn measured<'a>(
    reader: &mut Reader<'a>,
    prefix: &'a str,
    length: Length,
    limit: Limit,
    least: Option<Length>,
) {
    let (words, bound) = bound(prefix);
    let written = || format!("{prefix}{}", Core::Next(length).chinese());
    let full = is_full(words, &prefix[words.len()..]);
    if full && limit == Limit::Ahead {
        // 信息形成满3个工作日前: before so many days have passed since the event.
        reader.warn(several(&format!("{}前", written()), "起算后的期限内"));
        let (words, ending) = anchor::ending(words).unwrap_or((words, Ending::After));
        if !words.is_empty() {
            reader.pending = Some(Pending { words, ending });
        }
        return within(reader, "", length, false);
    }
    if from_below(words) {
        // 不早于20个工作日, 超过20个工作日: nothing is promised by then.
        return lone::leftover(reader, &written());
    }
    if ahead::read(reader, prefix, words, length, limit) {
        return;
    }
    let shown = shown(words);
    let at_least = bound == Bound::AtLeast || limit == Limit::AtLeast;
    if shown.is_none()
        && (full && matches!(limit, Limit::Open | Limit::Verb)
            || at_least
                && limit != Limit::Inside
                && since(reader, words).is_some_and(|event| !shows(event)))
    {
        // 信息形成满20个工作日公开, 信息形成后至少20个工作日: not before then.
        return lone::leftover(reader, &written());
    }
    if limit == Limit::Verb && !at_least && words.is_empty() && reader.pending.is_none() {
        reader.warn(several(&format!("{}公示", Core::Next(length).chinese()), "在该期限内公示"));
    }
    let show = limit == Limit::Shown
        || prefix.ends_with("为期") && limit != Limit::Inside
        || match &shown {
            Some(shown) => at_least || shown.keeps(length, limit),
            None => at_least && limit != Limit::Inside,
        };
    if show && bound == Bound::AtMost && shown.as_ref().is_some_and(|shown| shown.noun) {
        // 公示期不超过7天: the most of a show promises no least.
        return lone::leftover(reader, &written());
    }
    if show {
        if limit == Limit::Inside
            || bound == Bound::AtMost
            || !at_least && shown.as_ref().is_some_and(|shown| shown.unsure(length))
        {
            reader.warn(several(&written(), "公示时间不少于该期限"));
        }
        let length = match least {
            Some(shortest) => {
                // Of a range the reader took the upper end, which a show does not promise.
                reader.warnings.pop();
                reader.warn(several(&written(), &Core::Next(shortest).chinese()));
                shortest
            }
            None => length,
        };
        let topic = shown.map_or(words, |shown| shown.topic);
        let topic = without_event(topic);
        let topic = place_taken(reader, topic);
        let scope = named(reader, topic);
        reader.pending = None;
        reader.add(ClauseKind::PostedFor(length), scope);
        return;
    }
    lone::settle_ahead(reader);
    if at_least || is_short(prefix) {
        reader.warn(several(&written(), "不晚于该期限公开"));
    }
    if limit == Limit::Open && length.unit() == Unit::Years {
        // 3年 alone is how long something stays as often as how soon it comes.
        reader.warn(several(&Core::Next(length).chinese(), "该期限内公开"));
    }
    let words = match shown {
        // 公告：20个工作日内: the label says what, not since when.
        Some(shown) if !shown.noun && prefix.ends_with('：') => {
            if shown.topic.is_empty() {
                ""
            } else {
                prefix
            }
        }
        Some(shown) if shown.noun => shown.topic,
        _ => words,
    };
    within(reader, words, length, bound == Bound::AtMost);
}

fn within<'a>(reader: &mut Reader<'a>, words: &'a str, length: Length, capped: bool) {
    let (scope, anchor) = start(reader, words);
    if capped
        && anchor.is_none()
        && scope.is_none()
        && matches!(reader.last().map(|last| &last.kind), Some(ClauseKind::PostedFor(_)))
    {
        // 公示不少于5日，不超过10日: a show has no upper end in the canonical form.
        return reader.ignored(&format!("不超过{}", Core::Next(length).chinese()));
    }
    let capped = capped || reader.noted;
    if capped && anchor.is_none() && scope.is_none() {
        let place = reader.place;
        if let Some(last) =
            reader.last().filter(|last| last.kind == ClauseKind::Promptly && last.place.1 < place.1)
        {
            // 及时公开，最迟不超过20个工作日: the number bounds the same promise.
            last.kind = ClauseKind::Within { length, anchor: last.since.take() };
            return;
        }
    }
    reader.add(ClauseKind::Within { length, anchor }, scope);
}

/// A clause that takes a topic and no event.
fn plain<'a>(reader: &mut Reader<'a>, words: &'a str, kind: ClauseKind) {
    let (words, bound) = bound(words);
    let dated = matches!(kind, ClauseKind::Recurring(_) | ClauseKind::FixedDate(_));
    if dated && not_before(words) {
        // 不得早于每年3月1日: nothing is promised by then.
        return lone::leftover(reader, words);
    }
    if dated && (words.ends_with(['至', '到']) || bound == Bound::AtLeast) {
        reader.warn(several(words, "不晚于该日期公开"));
    }
    let words = words.trim_end_matches(['至', '到']);
    let words =
        if dated || matches!(kind, ClauseKind::Every(_)) { words } else { without_event(words) };
    let topic = match anchor::ending(words) {
        Some((event, _)) if kind == ClauseKind::Standing && !holds_number(event) => {
            split_marker(event).map_or("", |(topic, _)| topic)
        }
        Some(_) => {
            reader.ignored(words);
            ""
        }
        None => split_marker(words)
            .filter(|(_, rest)| rest.is_empty())
            .map_or(words, |(topic, _)| topic),
    };
    let topic = place_taken(reader, topic);
    let scope = named(reader, without_manner(topic));
    if let Some(pending) = reader.pending.take()
        && kind != ClauseKind::Standing
    {
        reader.ignored(pending.words);
    }
    reader.add(kind, scope);
}

/// Takes an event off the front: 调查登记结束后公示 → 公示, but 批后公布 is one word.
fn without_event(topic: &str) -> &str {
    for mark in ["之日起", "结束后", "之后", "后", "前"] {
        if let Some(at) = topic.rfind(mark)
            && topic[..at].chars().count() > 1 + usize::from(mark == "前")
        {
            return &topic[at + mark.len()..];
        }
    }
    topic
}

/// Takes a place off the front or end of a topic: 在村公示栏|公示.
fn place_taken<'a>(reader: &mut Reader<'a>, topic: &'a str) -> &'a str {
    let label = topic.trim_end_matches('：');
    if tail::is_board(label) {
        reader.venue.extend(tail::list(label));
        return "";
    }
    let (before, _) =
        split_marker(topic).unwrap_or((if topic.starts_with("通过") { "" } else { topic }, ""));
    if before == topic && tail::is_place(topic) && topic.ends_with(['栏', '站', '屏', '号']) {
        reader.venue.extend(tail::list(topic));
        return "";
    }
    match tail::venue(&topic[before.len()..]) {
        Some((venue, rest)) => {
            reader.venue.extend(venue);
            if before.is_empty() { rest } else { before }
        }
        None => topic,
    }
}

/// The scope that a topic names; one that sets a part apart holds for the rest of its sentence.
fn named(reader: &mut Reader<'_>, topic: &str) -> Option<Scope> {
    let topic = words::without_rule(topic);
    let scope = scope(topic)?;
    words::keep(reader, &scope, topic);
    Some(scope)
}

fn several(written: &str, understood: &str) -> Warning {
    let written = before_any(written, &["，"]).unwrap_or(written);
    Warning::SeveralReadings { written: written.to_owned(), understood: understood.to_owned() }
}
