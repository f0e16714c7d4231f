//! What was published, and whether in time.
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::{
    calendar::Calendar,
    diagnostic::message,
    gap::{FieldGap, Shortfall, State},
    model::{
        deadline::{ClauseKind, Deadline},
        field::Field,
        ledger::{Formed, Ledger, LedgerRow},
    },
    resolve::{Resolution, view::EntryView},
};

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

impl<'r, 's> LedgerIndex<'r, 's> {
    pub(crate) fn new(ledgers: &'r [Ledger<'s>]) -> Self {
        let mut rows: FxHashMap<&str, Vec<&LedgerRow<'s>>> = FxHashMap::default();
        for row in ledgers.iter().flat_map(|it| &it.rows) {
            rows.entry(row.entry.value.as_ref()).or_default().push(row);
        }
        Self { rows, is_kept: !ledgers.is_empty() }
    }

    /// `None` where the agency keeps no ledger.
    pub(crate) fn judge(
        &self,
        entry: &EntryView<'_, '_>,
        calendar: &Calendar,
        resolution: &Resolution<'_>,
        today: Date,
    ) -> Option<LedgerVerdict> {
        if !self.is_kept {
            return None;
        }
        let Some(rows) = self.rows.get(entry.id()) else {
            // No row is not a pass: nobody looked.
            return Some(LedgerVerdict { state: State::NotChecked, findings: Vec::new(), share: 0.0 });
        };
        let deadline = entry
            .deadline()
            .and_then(|it| resolution.readings.deadline(&it.value))
            .and_then(|it| it.deadline.as_ref());
        let standard = entry.deadline().map_or_else(String::new, |it| it.value.to_string());
        let findings: Vec<FieldGap> = rows
            .iter()
            .filter_map(|row| {
                let (shortfall, local, why) = late(row, deadline, calendar, today)?;
                Some(FieldGap {
                    field: "ledger",
                    shortfall,
                    standard: standard.clone(),
                    local,
                    why,
                    at: row.span,
                    standard_at: entry.origin(Field::Deadline).map_or(entry.top().head(), |it| it.span),
                })
            })
            .collect();
        let overdue = findings.iter().any(|it| it.shortfall == Shortfall::Overdue);
        let (state, share) = match (overdue, findings.is_empty()) {
            (true, _) => (State::Overdue, 0.0),
            (false, false) => (State::Partial, 0.5),
            (false, true) => (State::Met, 1.0),
        };
        Some(LedgerVerdict { state, findings, share })
    }
}

/// Whether a row is late or overdue: what the ledger says, and why.
fn late(
    row: &LedgerRow<'_>,
    deadline: Option<&Deadline>,
    calendar: &Calendar,
    today: Date,
) -> Option<(Shortfall, String, crate::diagnostic::Message)> {
    let Formed::On(formed) = &row.formed else { return None };
    let formed = formed.value;
    let due = deadline.and_then(|it| due(it, formed, calendar));
    match (&row.published, due) {
        (Some(published), Some(due)) if published.value > due => {
            let days = calendar.working_days_between(due, published.value);
            let day = published.value;
            Some((
                Shortfall::Late,
                day.to_string(),
                message!(
                    "应于 {due} 前公开，{day} 才公开，迟 {days} 个工作日",
                    "due by {due}, published on {day}, {days} working days late"
                ),
            ))
        }
        (None, Some(due)) if today > due => {
            let days = calendar.working_days_between(due, today);
            Some((
                Shortfall::Overdue,
                String::new(),
                message!(
                    "{formed} 形成，应于 {due} 前公开，至 {today} 未公开，逾期 {days} 个工作日",
                    "formed on {formed}, due by {due}, not published by {today}: {days} working days overdue"
                ),
            ))
        }
        _ => None,
    }
}

/// The latest day that a deadline allows for what was formed on a day: by the strictest clause that
/// holds for all of the content. Other anchors (a decision, an approval) are the day in `formed` too:
/// a ledger has one column for the day that counts.
fn due(deadline: &Deadline, formed: Date, calendar: &Calendar) -> Option<Date> {
    let clauses = deadline.clauses.iter();
    clauses
        .filter(|clause| clause.scope.is_none() || deadline.clauses.len() == 1)
        .filter(|clause| matches!(clause.kind, ClauseKind::Within { .. } | ClauseKind::Immediate))
        .filter_map(|clause| clause.due(formed, calendar))
        .map(|due| due.date)
        .min()
}
