//! Which of two deadlines is stricter. It never guesses: what the words and the calendar do not decide stays undetermined.
//!
//! One clause implies another where whoever keeps the first has kept the second. A deadline is at least as strict as
//! another where each clause of the other is implied by one of its own, scope by scope; so the order is a partial order
//! by construction.

mod words;

use crate::calendar::Calendar;
use crate::compare::{Judgement, Verdict};
use crate::model::deadline::{
    Anchor, Clause, ClauseKind, Cycle, Deadline, Length, Recurrence, Unit,
};

/// Compares two deadlines: is the first stricter than the second?
#[must_use]
pub fn stricter(a: &Deadline, b: &Deadline, calendar: &Calendar) -> Judgement {
    let (verdict, decisive) = weigh(a, b, calendar);
    let Some(Decisive { scope, ours, theirs }) = decisive else { return Judgement::equal() };
    Judgement::new(verdict, words::reason(verdict, scope, &ours, &theirs, calendar))
}

/// Whether the first of two deadlines is the laxer; it makes no words.
#[must_use]
pub fn is_laxer(a: &Deadline, b: &Deadline, calendar: &Calendar) -> bool {
    weigh(a, b, calendar).0 == Verdict::Laxer
}

/// The scope that a verdict stands on, and what the two sides say of it.
struct Decisive<'d> {
    scope: Option<&'d str>,
    ours: Vec<&'d Clause>,
    theirs: Vec<&'d Clause>,
}

/// Compares two deadlines, scope by scope.
fn weigh<'d>(
    a: &'d Deadline,
    b: &'d Deadline,
    calendar: &Calendar,
) -> (Verdict, Option<Decisive<'d>>) {
    let mut scopes: Vec<Option<&str>> = vec![None];
    for clause in a.clauses.iter().chain(&b.clauses) {
        let scope = scope_of(clause);
        if !scopes.contains(&scope) {
            scopes.push(scope);
        }
    }
    let (mut forward, mut backward) = (true, true);
    let mut decisive = None;
    for scope in scopes {
        let (ours, theirs) = (applicable(a, scope), applicable(b, scope));
        let one = (implies_all(&ours, &theirs, calendar), implies_all(&theirs, &ours, calendar));
        if one != (true, true) && decisive.is_none() || !one.0 && !one.1 {
            decisive = Some(Decisive { scope, ours, theirs });
        }
        forward &= one.0;
        backward &= one.1;
    }
    (verdict(forward, backward), decisive)
}

/// The verdict when the first implies the second, and the second the first.
fn verdict(forward: bool, backward: bool) -> Verdict {
    match (forward, backward) {
        (true, true) => Verdict::Equal,
        (true, false) => Verdict::Stricter,
        (false, true) => Verdict::Laxer,
        (false, false) => Verdict::Undetermined,
    }
}

/// The clauses that hold for a scope: those that name it, and the general ones of other families.
fn applicable<'a>(deadline: &'a Deadline, scope: Option<&str>) -> Vec<&'a Clause> {
    let own = |clause: &&Clause| scope_of(clause) == scope;
    let mut found: Vec<&Clause> = deadline.clauses.iter().filter(own).collect();
    if scope.is_some() {
        let general = deadline.clauses.iter().filter(|clause| scope_of(clause).is_none());
        let added: Vec<&Clause> = general
            .filter(|clause| !found.iter().any(|own| family(&own.kind) == family(&clause.kind)))
            .collect();
        found.extend(added);
    }
    found
}

/// The scope as it is compared: 其他信息, 其余 name the rest, which is what a clause without scope is for.
fn scope_of(clause: &Clause) -> Option<&str> {
    clause
        .scope
        .as_deref()
        .filter(|words| !["其他", "其它", "其余"].iter().any(|rest| words.starts_with(rest)))
}

/// What a clause speaks about; a clause for a part replaces the general one of the same family only.
#[derive(PartialEq, Eq)]
enum Family {
    Publication,
    Lead,
    Show,
    Renewal,
    Standing,
}

fn family(kind: &ClauseKind) -> Family {
    match kind {
        ClauseKind::Before { .. } => Family::Lead,
        ClauseKind::PostedFor(_) => Family::Show,
        ClauseKind::Every(_) | ClauseKind::Recurring(_) => Family::Renewal,
        ClauseKind::Standing => Family::Standing,
        _ => Family::Publication,
    }
}

fn implies_all(ours: &[&Clause], theirs: &[&Clause], calendar: &Calendar) -> bool {
    theirs.iter().all(|their| {
        ours.iter().any(|our| implies(&our.kind, &their.kind, calendar) && reaches(our, their))
    }) && dates_match(ours, theirs, calendar)
}

/// Whether the first is shown wherever the second says. A place with more words (县政府网站) is one of the kind that fewer
/// name (政府网站).
fn reaches(our: &Clause, their: &Clause) -> bool {
    their.venue.iter().all(|place| our.venue.iter().any(|own| own.ends_with(place.as_str())))
}

/// Whether each date of theirs has one of ours of its own: 每年6月、12月底前 are two, which one in June does not keep.
fn dates_match(ours: &[&Clause], theirs: &[&Clause], calendar: &Calendar) -> bool {
    let dated =
        |kind: &ClauseKind| matches!(kind, ClauseKind::Recurring(_) | ClauseKind::FixedDate(_));
    if ours.iter().any(|our| our.kind == ClauseKind::Immediate) {
        return true;
    }
    // Dates of one cycle are in a line, so it is enough that for each of theirs there are as many of ours that imply it as
    // of theirs that it implies.
    theirs.iter().filter(|their| dated(&their.kind)).all(|their| {
        let of_ours = ours.iter().filter(|our| implies(&our.kind, &their.kind, calendar));
        let of_theirs = theirs.iter().filter(|other| implies(&other.kind, &their.kind, calendar));
        of_ours.count() >= of_theirs.count()
    })
}

/// Whether keeping the first clause is keeping the second.
fn implies(a: &ClauseKind, b: &ClauseKind, calendar: &Calendar) -> bool {
    match (a, b) {
        (
            ClauseKind::Within { length: x, anchor: from },
            ClauseKind::Within { length: y, anchor: to },
        ) => covers(from.as_ref(), to.as_ref()) && no_later(*x, *y, calendar),
        (
            ClauseKind::Before { length: x, event: one },
            ClauseKind::Before { length: y, event: other },
        ) => one == other && no_less_ahead(*x, *y, calendar),
        (ClauseKind::PostedFor(x), ClauseKind::PostedFor(y)) => no_shorter(*x, *y, calendar),
        (ClauseKind::Every(x), ClauseKind::Every(y)) => no_later(*x, *y, calendar),
        (ClauseKind::Recurring(x), ClauseKind::Recurring(y)) => comes_first(*x, *y),
        (ClauseKind::FixedDate(x), ClauseKind::FixedDate(y)) => x <= y,
        // What is published as its event happens keeps every limit from that event which leaves the rest of its day.
        (ClauseKind::AtEvent(event), ClauseKind::Within { length, anchor }) => {
            covers(Anchor::of(event).as_ref(), anchor.as_ref())
                && !matches!(measure(*length), Measure::Hours(hours) if hours < 24)
        }
        // What is kept open for ever has been shown for as long as anybody asks.
        (ClauseKind::Standing, ClauseKind::PostedFor(_)) => true,
        (ClauseKind::Immediate, other) => {
            matches!(family(other), Family::Publication | Family::Renewal)
                && *other != ClauseKind::SameAsAbove
        }
        (a, b) => a == b,
    }
}

/// Whether the first date of two that recur alike comes no later in its cycle.
fn comes_first(x: Recurrence, y: Recurrence) -> bool {
    match (x.cycle(), y.cycle()) {
        (Cycle::Yearly(one), Cycle::Yearly(other)) => (one, x.day()) <= (other, y.day()),
        (Cycle::Monthly, Cycle::Monthly) | (Cycle::Quarterly, Cycle::Quarterly) => {
            x.day() <= y.day()
        }
        _ => false,
    }
}

/// Whether a promise from the first anchor holds from the second too. An absent anchor is that of 条例 第二十六条, which
/// covers the formed as well as the changed.
fn covers(a: Option<&Anchor>, b: Option<&Anchor>) -> bool {
    let (a, b) = (a.unwrap_or(&Anchor::FormedOrChanged), b.unwrap_or(&Anchor::FormedOrChanged));
    a == b || (a, b) == (&Anchor::FormedOrChanged, &Anchor::Formed)
}

/// Whether the first length ends no later than the second, whenever both begin.
fn no_later(x: Length, y: Length, calendar: &Calendar) -> bool {
    match (measure(x), measure(y)) {
        (Measure::Months(m), Measure::Months(n))
        | (Measure::Working(m), Measure::Working(n))
        | (Measure::Hours(m), Measure::Hours(n)) => m <= n,
        // 1 日 ends with the next day, which may be almost 48 hours away.
        (_, Measure::Hours(n)) => (longest(x, calendar) + 1).saturating_mul(24) <= n,
        _ => longest(x, calendar) <= shortest(y, calendar),
    }
}

/// Whether the first length is never shorter than the second.
fn no_shorter(x: Length, y: Length, calendar: &Calendar) -> bool {
    no_later(y, x, calendar)
}

/// Whether the first lead time is never less than the second. A day ahead is the day before at any hour, so it can be a
/// few minutes; 24 hours ahead are always on the day before.
fn no_less_ahead(x: Length, y: Length, calendar: &Calendar) -> bool {
    match (measure(x), measure(y)) {
        (Measure::Hours(m), Measure::Hours(n)) => m >= n,
        (Measure::Hours(hours), _) => hours / 24 >= longest(y, calendar),
        (_, Measure::Hours(hours)) => {
            shortest(x, calendar).saturating_sub(1).saturating_mul(24) >= hours
        }
        _ => no_shorter(x, y, calendar),
    }
}

/// A length in the measure that it can be compared in exactly.
enum Measure {
    Hours(u32),
    Working(u32),
    Days,
    Months(u32),
}

fn measure(length: Length) -> Measure {
    let amount = length.amount();
    match length.unit() {
        Unit::Hours => Measure::Hours(amount),
        Unit::WorkingDays => Measure::Working(amount),
        Unit::Days | Unit::Weeks => Measure::Days,
        Unit::Months => Measure::Months(amount),
        Unit::Years => Measure::Months(amount * 12),
    }
}

/// The most calendar days that a length can take.
fn longest(length: Length, calendar: &Calendar) -> u32 {
    match measure(length) {
        Measure::Hours(hours) => hours.div_ceil(24),
        Measure::Working(days) => calendar.longest_span(days),
        Measure::Days => days(length),
        Measure::Months(months) => month_span(months).1,
    }
}

/// The fewest calendar days that a length can take.
fn shortest(length: Length, calendar: &Calendar) -> u32 {
    match measure(length) {
        Measure::Hours(hours) => hours / 24,
        Measure::Working(days) => calendar.shortest_span(days),
        Measure::Days => days(length),
        Measure::Months(months) => month_span(months).0,
    }
}

fn days(length: Length) -> u32 {
    length.amount() * if length.unit() == Unit::Weeks { 7 } else { 1 }
}

/// The fewest and the most days that so many months can have, from any day of any month of a leap cycle. A month that
/// lacks the day ends on its last day, as 3月31日 plus one month is 4月30日.
fn month_span(months: u32) -> (u32, u32) {
    const LENGTHS: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let days_in = |month: u32| LENGTHS[(month % 12) as usize] + u32::from(month % 48 == 1);
    let (whole, part) = (months / 48, months % 48);
    // Four years have 1461 days; centuries that are no leap years are left to the lower bound.
    let (mut least, mut most) = (u32::MAX, 0);
    for start in 0..48 {
        let sum: u32 = (start..start + part).map(days_in).sum();
        let cut = days_in(start).saturating_sub(days_in(start + part));
        least = least.min(sum - cut.min(sum));
        most = most.max(sum);
    }
    let century = months.div_ceil(1200);
    (whole * 1461 + least - century.min(whole * 1461 + least), whole * 1461 + most)
}
