//! What was published, and whether in time.
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::{
    calendar::Calendar,
    diagnostic::{Message, message},
    gap::{
        FieldGap,
        state::{Shortfall, State},
    },
    model::{
        choice::Method,
        deadline::{ClauseKind, Deadline},
        field::Field,
        ledger::{Formed, Ledger, LedgerRow},
    },
    resolve::view::EntryView,
    span::Span,
};

/// What is published late keeps this share of its entry's worth.
const LATE_SHARE: f64 = 0.5;
/// 《政府信息公开条例》第二十六条: working days from the day on which information is formed.
const BY_LAW: u32 = 20;

/// An agency's ledger rows by the entry that they are about.
pub(crate) struct LedgerIndex<'r, 's> {
    rows: FxHashMap<&'r str, Vec<&'r LedgerRow<'s>>>,
    is_kept: bool,
}

/// What the ledger says of an entry.
pub(crate) struct LedgerVerdict {
    pub(crate) state: State,
    pub(crate) findings: Vec<FieldGap>,
    /// The share of the entry's worth that is kept.
    pub(crate) share: f64,
}

/// What one row says.
enum Said {
    /// It was published in time, or there was nothing to publish, or it is not yet due.
    Kept,
    /// Something is short: what was done, and why that is short.
    Short(Shortfall, String, Message),
    /// Nothing that could be checked, and why.
    Nothing(Message),
}

impl<'r, 's> LedgerIndex<'r, 's> {
    pub(crate) fn new(ledgers: &'r [Ledger<'s>]) -> Self {
        let mut rows: FxHashMap<&str, Vec<&LedgerRow<'s>>> = FxHashMap::default();
        for row in ledgers.iter().flat_map(|it| &it.rows) {
            rows.entry(row.entry.value.as_ref()).or_default().push(row);
        }
        Self { rows, is_kept: !ledgers.is_empty() }
    }

    /// `None` where the agency keeps no ledger.
    pub(crate) fn judge(&self, entry: &EntryView<'_, '_>, today: Date) -> Option<LedgerVerdict> {
        if !self.is_kept {
            return None;
        }
        let mut findings = Vec::new();
        let mut is_checked = false;
        // No row is not a pass: nobody looked.
        for row in self.rows.get(entry.id()).into_iter().flatten() {
            let (shortfall, local, why) = match read(row, entry, today) {
                Said::Kept => {
                    is_checked = true;
                    continue;
                }
                Said::Short(shortfall, local, why) => (shortfall, local, why),
                Said::Nothing(why) => (Shortfall::Undetermined, String::new(), why),
            };
            is_checked |= shortfall != Shortfall::Undetermined;
            findings.push(finding(entry, row.span, shortfall, local, why));
        }
        let has = |shortfall| findings.iter().any(|it| it.shortfall == shortfall);
        let (state, share) = match (has(Shortfall::Overdue), has(Shortfall::Late), is_checked) {
            (true, ..) => (State::Overdue, 0.0),
            (_, true, _) => (State::Partial, LATE_SHARE),
            (_, _, true) => (State::Met, 1.0),
            _ => (State::NotChecked, 0.0),
        };
        Some(LedgerVerdict { state, findings, share })
    }
}

fn finding(
    entry: &EntryView<'_, '_>,
    at: Span,
    shortfall: Shortfall,
    local: String,
    why: Message,
) -> FieldGap {
    FieldGap {
        field: "ledger",
        shortfall,
        standard: entry.deadline().map_or_else(String::new, |it| it.value.to_string()),
        local,
        why,
        at,
        standard_at: entry.origin(Field::Deadline).map_or(entry.top().head(), |it| it.span),
    }
}

/// What a row says today; a day of publication that is still to come is no publication.
fn read(row: &LedgerRow<'_>, entry: &EntryView<'_, '_>, today: Date) -> Said {
    let calendar = &entry.resolution.registries.calendar;
    let formed = match (&row.formed, &row.published) {
        (Formed::NoneGenerated, _) => return Said::Kept,
        (Formed::On(formed), _) => formed.value,
        (Formed::Unknown, Some(published)) => {
            let day = published.value;
            return Said::Nothing(message!(
                "{day} 已公开，但没有写形成日期，无法核查是否按时",
                "published on {day}; when it was formed is not said, so whether in time cannot be checked"
            ));
        }
        (Formed::Unknown, None) => {
            return Said::Nothing(message!(
                "既没有形成日期，也没有公开日期",
                "neither when it was formed nor when it was published is said"
            ));
        }
    };
    let due = due(entry, formed, calendar);
    let published = row.published.as_ref().filter(|it| it.value <= today);
    match (published, due) {
        (Some(published), Some(due)) if published.value > due => {
            let day = published.value;
            let days = calendar.working_days_between(due, day);
            Said::Short(
                Shortfall::Late,
                day.to_string(),
                message!(
                    "{formed} 形成，应于 {due} 前公开，{day} 才公开，迟 {days} 个工作日",
                    "formed on {formed}, due by {due}, published on {day}: {days} working days late"
                ),
            )
        }
        (None, Some(due)) if today > due => {
            let days = calendar.working_days_between(due, today);
            Said::Short(
                Shortfall::Overdue,
                String::new(),
                message!(
                    "{formed} 形成，应于 {due} 前公开，至 {today} 未公开，逾期 {days} 个工作日",
                    "formed on {formed}, due by {due}, not published by {today}: {days} working days overdue"
                ),
            )
        }
        (None, None) => Said::Nothing(message!(
            "{formed} 形成，尚未公开；公开时限算不出到期日",
            "formed on {formed}, not published; the deadline gives no date"
        )),
        _ => Said::Kept,
    }
}

/// The latest day that an entry's deadline allows for what was formed on a day. Other anchors (a
/// decision, an approval) are the day in `formed` too: a ledger has one column for the day that
/// counts. Where the deadline has no number (及时公开) or is not there, the law's own holds.
fn due(entry: &EntryView<'_, '_>, formed: Date, calendar: &Calendar) -> Option<Date> {
    let readings = &entry.resolution.readings;
    let phrase = entry.deadline();
    let read =
        phrase.and_then(|it| readings.deadline(&it.value)).and_then(|it| it.deadline.as_ref());
    if let Some(due) = read.and_then(|it| promised(it, formed, calendar)) {
        return Some(due);
    }
    let is_bare = |kind: &ClauseKind| matches!(kind, ClauseKind::Promptly | ClauseKind::Standing);
    let has_no_number = match read {
        Some(deadline) => deadline.clauses.iter().all(|it| is_bare(&it.kind)),
        None => phrase.is_none(),
    };
    let is_proactive = entry.method().iter().any(|it| it.value == Some(Method::Proactive));
    (has_no_number && is_proactive).then(|| calendar.add_working_days(formed, BY_LAW).date)
}

/// By the strictest clause that holds for all of the content; where each holds for a part of it, a
/// ledger does not say which part it is about, and the laxest counts.
fn promised(deadline: &Deadline, formed: Date, calendar: &Calendar) -> Option<Date> {
    let dates = |is_scoped: bool| {
        let clauses = deadline.clauses.iter().filter(move |it| it.scope.is_some() == is_scoped);
        clauses
            .filter(|it| {
                matches!(
                    it.kind,
                    ClauseKind::Within { .. }
                        | ClauseKind::Immediate
                        | ClauseKind::Recurring(_)
                        | ClauseKind::FixedDate(_)
                )
            })
            .filter_map(move |it| it.due(formed, calendar))
            .map(|it| it.date)
            // A day that had passed before there was anything to publish binds nothing.
            .filter(move |it| *it >= formed)
    };
    let all_scoped = deadline.clauses.iter().all(|it| it.scope.is_some());
    dates(false).min().or_else(|| dates(true).max().filter(|_| all_scoped))
}
