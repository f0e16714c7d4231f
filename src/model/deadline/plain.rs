//! Clauses in plain words, for people: what is promised, from when, for what, where.
use crate::{
    diagnostic::Message,
    model::deadline::{Anchor, Clause, ClauseKind, Cycle, Deadline, Length, Recurrence, Unit},
};

impl Deadline {
    /// The whole promise in plain words.
    #[must_use]
    pub fn plain(&self) -> Message {
        let clauses: Vec<Message> = self.clauses.iter().map(Clause::plain).collect();
        let join = |by: &str, text: fn(&Message) -> &String| {
            clauses.iter().map(|it| text(it).as_str()).collect::<Vec<_>>().join(by)
        };
        let (zh, en) = (join("；", |it| &it.zh), join("; ", |it| &it.en));
        if self.unless_law {
            return Message {
                zh: format!("{zh}（法律法规另有规定的除外）"),
                en: format!("{en} (unless other law says otherwise)"),
            };
        }
        Message { zh, en }
    }
}

impl Clause {
    /// The clause in plain words, with its scope and its venue.
    #[must_use]
    pub fn plain(&self) -> Message {
        self.around(self.kind.plain())
    }

    /// The same of a plan's task, which is carried out by then.
    #[must_use]
    pub fn plain_task(&self) -> Message {
        self.around(self.kind.plain_task())
    }

    fn around(&self, Message { mut zh, mut en }: Message) -> Message {
        if !self.venue.is_empty() {
            let (places, list) = (self.venue.join("、"), self.venue.join(", "));
            zh = format!("{zh}，在{places}公开");
            en = format!("{en}, on {list}");
        }
        if let Some(scope) = &self.scope {
            zh = format!("{scope}：{zh}");
            en = format!("{scope}: {en}");
        }
        Message { zh, en }
    }
}

impl ClauseKind {
    /// What is promised, in plain words.
    #[must_use]
    pub fn plain(&self) -> Message {
        let (zh, en) = match self {
            Self::Within { length, anchor } => {
                let (zh, en) = (chinese(*length), english(*length));
                match anchor {
                    Some(anchor) => {
                        let (from, since) = start(anchor);
                        (format!("{from}起{zh}内"), format!("within {en} after {since}"))
                    }
                    None => (
                        format!("{zh}内（没有写从哪天算起）"),
                        format!("within {en} (from when is not said)"),
                    ),
                }
            }
            Self::Immediate => ("立即公开".to_owned(), "at once".to_owned()),
            Self::Promptly => {
                ("及时公开（没有写天数）".to_owned(), "promptly (no number given)".to_owned())
            }
            Self::AtEvent(event) => {
                (format!("{}时公开", or_event(event)), format!("when it happens: {event}"))
            }
            Self::WithEvent(event) => {
                (format!("随{}一并公开", or_event(event)), format!("together with: {event}"))
            }
            Self::Before { length, event } => {
                let (zh, en) = (chinese(*length), english(*length));
                (
                    format!("至少提前{zh}（{}之前）", or_event(event)),
                    format!("at least {en} before: {event}"),
                )
            }
            Self::PostedFor(length) => (
                format!("公示至少{}", chinese(*length)),
                format!("on show for at least {}", english(*length)),
            ),
            Self::Every(length) => (
                format!("至少每{}一次", chinese(*length)),
                format!("at least every {}", english(*length)),
            ),
            Self::Recurring(recurrence) => recurring(*recurrence),
            Self::FixedDate(date) => (format!("{date} 前"), format!("by {date}")),
            Self::Standing => ("长期公开".to_owned(), "kept open".to_owned()),
            Self::OnRequest => ("依申请公开".to_owned(), "on request only".to_owned()),
            Self::ByRule => ("按有关规定的时限公开".to_owned(), "as other rules say".to_owned()),
            Self::SameAsAbove => ("同上".to_owned(), "as above".to_owned()),
        };
        Message { zh, en }
    }

    /// The same where it is promised of a task, which is done rather than disclosed: 长期执行, not 长期公开.
    #[must_use]
    pub fn plain_task(&self) -> Message {
        let (zh, en) = match self {
            Self::Immediate => ("立即".to_owned(), "at once".to_owned()),
            Self::Promptly => {
                ("及时（没有写天数）".to_owned(), "promptly (no number given)".to_owned())
            }
            Self::AtEvent(event) => {
                (format!("{}时", or_event(event)), format!("when it happens: {event}"))
            }
            Self::WithEvent(event) => {
                (format!("随{}同步", or_event(event)), format!("together with: {event}"))
            }
            Self::Standing => ("长期执行".to_owned(), "carried on".to_owned()),
            Self::ByRule => ("按有关规定的时限".to_owned(), "as other rules say".to_owned()),
            _ => return self.plain(),
        };
        Message { zh, en }
    }
}

fn recurring(recurrence: Recurrence) -> (String, String) {
    let day = recurrence.day();
    match recurrence.cycle() {
        Cycle::Yearly(month) => {
            (format!("每年{month}月{day}日前"), format!("by {month:02}-{day:02} every year"))
        }
        Cycle::Monthly => (format!("每月{day}日前"), format!("by day {day} of every month")),
        Cycle::Quarterly => (
            format!("每季度首月{day}日前"),
            format!("by day {day} of the first month of every quarter"),
        ),
    }
}

fn start(anchor: &Anchor) -> (String, String) {
    let en = match anchor {
        Anchor::Formed => "the information is formed",
        Anchor::Changed => "the information is changed",
        Anchor::FormedOrChanged => "the information is formed or changed",
        Anchor::ObtainedOrChanged => "the information is obtained or changed",
        Anchor::ObtainedFormedOrChanged => "the information is obtained, formed or changed",
        Anchor::FormedOrObtained => "the information is made or obtained",
        Anchor::Issued => "it is issued",
        Anchor::Decision => "the decision",
        Anchor::Approval => "the approval",
        Anchor::Application => "the application",
        Anchor::Event(event) => &format!("this event: {event}"),
    };
    (format!("{}之日", or_event(anchor.words())), en.to_owned())
}

impl Anchor {
    /// The event in Chinese words, which read as the same event again.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Formed => "信息形成",
            Self::Changed => "信息变更",
            Self::FormedOrChanged => "信息形成或者变更",
            Self::ObtainedOrChanged => "信息获取或者变更",
            Self::ObtainedFormedOrChanged => "信息获取、形成或者变更",
            Self::FormedOrObtained => "制定或者获取信息",
            Self::Issued => "印发",
            Self::Decision => "作出决定",
            Self::Approval => "批准",
            Self::Application => "收到申请",
            Self::Event(event) => event,
        }
    }
}

/// Phrases may leave the event unnamed.
fn or_event(event: &str) -> &str {
    if event.is_empty() { "该事项" } else { event }
}

fn chinese(length: Length) -> String {
    format!("{}{}", length.amount(), length.unit().chinese())
}

fn english(length: Length) -> String {
    let unit = match length.unit() {
        Unit::Hours => "hour",
        Unit::WorkingDays => "working day",
        Unit::Days => "day",
        Unit::Weeks => "week",
        Unit::Months => "month",
        Unit::Years => "year",
    };
    let plural = if length.amount() == 1 { "" } else { "s" };
    format!("{} {unit}{plural}", length.amount())
}
