//! The reason of a verdict, in words.

use crate::calendar::Calendar;
use crate::compare::Verdict;
use crate::compare::deadline::{longest, shortest};
use crate::diagnostic::Message;
use crate::model::deadline::{Anchor, Clause, ClauseKind, Length, Unit};

/// Why the verdict is so, told by the scope that decided it.
pub(super) fn reason(
    verdict: Verdict,
    scope: Option<&str>,
    ours: &[&Clause],
    theirs: &[&Clause],
    calendar: &Calendar,
) -> Message {
    let (Message { zh: our_zh, en: our_en }, Message { zh: their_zh, en: their_en }) =
        (list(ours), list(theirs));
    let (zh, en) = match verdict {
        Verdict::Stricter => (
            format!("“{our_zh}”严于“{their_zh}”"),
            format!("“{our_en}” is stricter than “{their_en}”"),
        ),
        Verdict::Laxer => (
            format!("“{our_zh}”宽于“{their_zh}”"),
            format!("“{our_en}” is laxer than “{their_en}”"),
        ),
        Verdict::Equal | Verdict::Neutral => return Message::default(),
        Verdict::Undetermined => (
            format!("“{our_zh}”与“{their_zh}”无法比较"),
            format!("“{our_en}” and “{their_en}” cannot be compared"),
        ),
    };
    let (zh, en) = match scope {
        Some(scope) => (format!("就“{scope}”而言，{zh}"), format!("for “{scope}”, {en}")),
        None => (zh, en),
    };
    match (ours, theirs) {
        ([one], [other]) if one.kind == other.kind => Message {
            zh: format!("{zh}：公开的地点不同"),
            en: format!("{en}: they are shown in different places"),
        },
        ([one], [other]) => match because(verdict, &one.kind, &other.kind, calendar) {
            Some(because) => Message {
                zh: format!("{zh}：{}", because.zh),
                en: format!("{en}: {}", because.en),
            },
            None => Message { zh, en },
        },
        ([], _) | (_, []) => Message {
            zh: format!("{zh}：一方没有相应要求"),
            en: format!("{en}: one side promises nothing here"),
        },
        _ => Message { zh, en },
    }
}

fn list(clauses: &[&Clause]) -> Message {
    if clauses.is_empty() {
        return Message { zh: "—".to_owned(), en: "—".to_owned() };
    }
    let plain: Vec<Message> = clauses.iter().map(|clause| placed(clause)).collect();
    let join = |by: &str, text: fn(&Message) -> &String| {
        plain.iter().map(|it| text(it).as_str()).collect::<Vec<_>>().join(by)
    };
    Message { zh: join("；", |it| &it.zh), en: join("; ", |it| &it.en) }
}

/// The promise, and where it is kept.
fn placed(clause: &Clause) -> Message {
    let Message { zh, en } = clause.kind.plain();
    if clause.venue.is_empty() {
        return Message { zh, en };
    }
    let places = clause.venue.join("、");
    Message { zh: format!("{zh}（{places}）"), en: format!("{en} ({places})") }
}

fn because(
    verdict: Verdict,
    a: &ClauseKind,
    b: &ClauseKind,
    calendar: &Calendar,
) -> Option<Message> {
    let message = |zh: &str, en: &str| Some(Message { zh: zh.to_owned(), en: en.to_owned() });
    match (a, b) {
        (ClauseKind::Immediate, _) | (_, ClauseKind::Immediate)
            if verdict != Verdict::Undetermined =>
        {
            message("即时公开最为严格", "at once is the strictest")
        }
        (ClauseKind::Promptly, ClauseKind::Within { .. })
        | (ClauseKind::Within { .. }, ClauseKind::Promptly) => {
            message("“及时”没有写明天数", "“promptly” gives no number")
        }
        (
            ClauseKind::Within { length: x, anchor: from },
            ClauseKind::Within { length: y, anchor: to },
        ) => {
            if verdict == Verdict::Undetermined && !same_start(from.as_ref(), to.as_ref()) {
                return message("起算时间不同", "they run from different events");
            }
            spans(*x, *y, calendar).or_else(|| {
                (from != to)
                    .then(|| {
                        message("起算事项的范围不同", "their starting points cover more and less")
                    })
                    .flatten()
            })
        }
        (ClauseKind::PostedFor(x), ClauseKind::PostedFor(y))
        | (ClauseKind::Every(x), ClauseKind::Every(y)) => spans(*x, *y, calendar),
        (
            ClauseKind::Before { length: x, event: one },
            ClauseKind::Before { length: y, event: other },
        ) => {
            if one == other {
                spans(*x, *y, calendar)
            } else {
                message("所提前的事项不同", "they run up to different events")
            }
        }
        _ => None,
    }
}

fn same_start(a: Option<&Anchor>, b: Option<&Anchor>) -> bool {
    let general = |anchor: Option<&Anchor>| {
        matches!(anchor, None | Some(Anchor::Formed | Anchor::FormedOrChanged))
    };
    a == b || general(a) && general(b)
}

/// The calendar days that each can take, where that is what decides.
fn spans(x: Length, y: Length, calendar: &Calendar) -> Option<Message> {
    if x.unit() == y.unit() || ![x.unit(), y.unit()].contains(&Unit::WorkingDays) {
        return None;
    }
    let range = |length: Length| (shortest(length, calendar), longest(length, calendar));
    let days = |(from, to): (u32, u32)| {
        if from == to { from.to_string() } else { format!("{from}–{to}") }
    };
    let (ours, theirs) = (days(range(x)), days(range(y)));
    Some(Message {
        zh: format!("按日历分别为{ours}日和{theirs}日"),
        en: format!("by the calendar they take {ours} and {theirs} days"),
    })
}
