//! Why a deadline is stricter or laxer, in the fewest words: “20 → 7 个工作日：更快”.
use crate::{
    diagnostic::Message,
    diff::{Direction, sides::View},
    model::deadline::{Clause, ClauseKind, Deadline, Length},
};

/// The reason, where both say the same of another length; `None` where that does not tell all.
pub(super) fn reason(old: &View<'_>, new: &View<'_>, direction: Direction) -> Option<Message> {
    let (a, b) = (reading(old)?, reading(new)?);
    let ([one], [other]) = (a.clauses.as_slice(), b.clauses.as_slice()) else { return None };
    if a.unless_law != b.unless_law || one.scope != other.scope || !is_alike(one, other) {
        return None;
    }
    let (from, to) = (one.kind.length()?, other.kind.length()?);
    let is_stricter = match direction {
        Direction::Strengthened => true,
        Direction::Weakened => false,
        _ => return None,
    };
    let (zh, en) = match (&other.kind, is_stricter) {
        (ClauseKind::Within { .. }, true) => ("更快", "sooner"),
        (ClauseKind::Within { .. }, false) => ("更慢", "later"),
        (ClauseKind::Before { .. }, true) => ("提前更多", "further ahead"),
        (ClauseKind::Before { .. }, false) => ("提前更少", "less far ahead"),
        (ClauseKind::PostedFor(_), true) => ("公示更久", "on show for longer"),
        (ClauseKind::PostedFor(_), false) => ("公示更短", "on show for less long"),
        (_, true) => ("更新更勤", "renewed more often"),
        (_, false) => ("更新更疏", "renewed less often"),
    };
    let change = lengths(from, to);
    Some(Message { zh: format!("{}：{zh}", change.zh), en: format!("{}: {en}", change.en) })
}

fn reading<'r>(view: &View<'r>) -> Option<&'r Deadline> {
    let phrase = &view.deadline()?.value;
    view.resolution.readings.deadline(phrase)?.deadline.as_ref()
}

/// Whether two clauses differ in nothing but their lengths.
fn is_alike(a: &Clause, b: &Clause) -> bool {
    match (&a.kind, &b.kind) {
        (ClauseKind::Within { anchor: x, .. }, ClauseKind::Within { anchor: y, .. }) => x == y,
        (ClauseKind::Before { event: x, .. }, ClauseKind::Before { event: y, .. }) => x == y,
        (ClauseKind::PostedFor(_), ClauseKind::PostedFor(_))
        | (ClauseKind::Every(_), ClauseKind::Every(_)) => true,
        _ => false,
    }
}

/// Both lengths, the unit once where it is the same.
fn lengths(from: Length, to: Length) -> Message {
    let (zh, en) =
        (|it: Length| it.unit().chinese(), |it: Length| it.unit().name().replace('-', " "));
    let (a, b) = (from.amount(), to.amount());
    let behind =
        |unit: &str| if unit.starts_with('个') { format!(" {unit}") } else { unit.to_owned() };
    if from.unit() == to.unit() {
        return Message {
            zh: format!("{a} → {b}{}", behind(zh(to))),
            en: format!("{a} → {b} {}", en(to)),
        };
    }
    Message {
        zh: format!("{a}{} → {b}{}", behind(zh(from)), behind(zh(to))),
        en: format!("{a} {} → {b} {}", en(from), en(to)),
    }
}
