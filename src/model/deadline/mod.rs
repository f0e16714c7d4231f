//! 公开时限: when something must be public, read from the phrase that a catalog writes.
//!
//! The reading goes in one direction: `normal` (damage mended) → `exception` (other law set aside) → `sentence` (clauses)
//! → `piece` (one clause; `core`, `date`, `every`, `anchor`, `topic` know its parts) → `settle` (scopes settled)
//! → `alarm` (nothing of weight dropped).

mod alarm;
mod anchor;
mod core;
mod date;
pub mod due;
mod every;
mod exception;
mod length;
mod lexicon;
mod lone;
mod nearest;
mod normal;
mod piece;
mod plain;
mod read;
mod sentence;
mod settle;
mod tail;
mod topic;
mod warning;

use std::fmt;

use jiff::civil::Date;

pub use read::{Reading, read};
pub use warning::Warning;

/// A deadline that was understood: one or more promises, perhaps under the reserve of other law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The promises, in the order of the phrase; never empty when it comes from [`read()`].
    pub clauses: Vec<Clause>,
    /// The phrase ends in an exception for other law (法律法规另有规定的除外, 从其规定).
    pub unless_law: bool,
}

/// One promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// What is promised.
    pub kind: ClauseKind,
    /// The part of the content that it is promised for; absent when for all of it.
    pub scope: Option<String>,
    /// Where it is promised (村公示栏).
    pub venue: Vec<String>,
}

/// What a clause promises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClauseKind {
    /// Due within a length of time after an event: 自信息形成或者变更之日起20个工作日内.
    Within {
        /// How long at most.
        length: Length,
        /// From when; absent when the phrase does not say.
        anchor: Option<Anchor>,
    },
    /// At once: 实时公开.
    Immediate,
    /// Promptly, with no number: 及时公开.
    Promptly,
    /// As an event happens; its words are kept.
    AtEvent(String),
    /// Together with another notice; its words are kept.
    WithEvent(String),
    /// At least so long before an event: 组织听证7个工作日前.
    Before {
        /// How long at least.
        length: Length,
        /// The event, empty when the phrase does not name it.
        event: String,
    },
    /// On show for at least so long: 公示期不得少于7日.
    PostedFor(Length),
    /// Renewed at least so often: 每季度至少公布一次.
    Every(Length),
    /// On a date that comes again: 每年1月31日前.
    Recurring(Recurrence),
    /// By one date: 2020年11月底前.
    FixedDate(Date),
    /// Kept open: 长期公开.
    Standing,
    /// Only when somebody asks: 依申请公开.
    OnRequest,
    /// Left to the rules of others: 按行业主管部门规定执行.
    ByRule,
    /// 同上: only an importer can know what stood above.
    SameAsAbove,
}

impl ClauseKind {
    /// The word that the canonical form begins with.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Within { .. } => "within",
            Self::Immediate => "immediate",
            Self::Promptly => "promptly",
            Self::AtEvent(_) => "at-event",
            Self::WithEvent(_) => "with-event",
            Self::Before { .. } => "before",
            Self::PostedFor(_) => "posted-for",
            Self::Every(_) => "every",
            Self::Recurring(_) | Self::FixedDate(_) => "by",
            Self::Standing => "standing",
            Self::OnRequest => "on-request",
            Self::ByRule => "by-rule",
            Self::SameAsAbove => "same-as-above",
        }
    }

    /// The number and unit of the promise, where it has one.
    #[must_use]
    pub fn length(&self) -> Option<Length> {
        match self {
            Self::Within { length, .. }
            | Self::Before { length, .. }
            | Self::PostedFor(length)
            | Self::Every(length) => Some(*length),
            _ => None,
        }
    }

    /// The event that the promise runs from, where the phrase names one.
    #[must_use]
    pub fn anchor(&self) -> Option<&Anchor> {
        match self {
            Self::Within { anchor, .. } => anchor.as_ref(),
            _ => None,
        }
    }
}

/// A number of units of time, from 1 to [`Length::MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    amount: u32,
    unit: Unit,
}

impl Length {
    /// The longest amount that is believed; a longer one is a slip of the pen.
    pub const MAX: u32 = 9999;

    /// A length, unless it is none or not to be believed.
    #[must_use]
    pub fn new(amount: u32, unit: Unit) -> Option<Self> {
        (1..=Self::MAX).contains(&amount).then_some(Self { amount, unit })
    }

    /// How many.
    #[must_use]
    pub fn amount(self) -> u32 {
        self.amount
    }

    /// Of what.
    #[must_use]
    pub fn unit(self) -> Unit {
        self.unit
    }
}

/// A unit of time. 工作日 and 日 are never mixed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// 小时
    Hours,
    /// 工作日
    WorkingDays,
    /// 日, 天, 自然日
    Days,
    /// 周, 星期
    Weeks,
    /// 月
    Months,
    /// 年
    Years,
}

impl Unit {
    /// The word of the canonical form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::WorkingDays => "working-days",
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Months => "months",
            Self::Years => "years",
        }
    }

    /// The Chinese word, as it follows a number.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Hours => "小时",
            Self::WorkingDays => "个工作日",
            Self::Days => "日",
            Self::Weeks => "周",
            Self::Months => "个月",
            Self::Years => "年",
        }
    }
}

/// The event that a length of time runs from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// 信息形成, 产生
    Formed,
    /// 信息变更
    Changed,
    /// 信息形成或者变更, the words of 条例 第二十六条
    FormedOrChanged,
    /// 信息获取或者变更
    ObtainedOrChanged,
    /// 信息获取、形成或者变更
    ObtainedFormedOrChanged,
    /// 制定或获取, 制作或获取
    FormedOrObtained,
    /// 印发, 发布, 颁布
    Issued,
    /// 作出决定
    Decision,
    /// 批准, 批复, 收到批准文件
    Approval,
    /// 收到申请
    Application,
    /// Any other, in the words of the phrase: 分配结果确定
    Event(String),
}

impl Anchor {
    /// The event that the words of a promise name (信息形成); `None` where they name none.
    #[must_use]
    pub fn of(words: &str) -> Option<Self> {
        anchor::marked(words).anchor
    }

    /// The word of the canonical form.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Formed => "formed",
            Self::Changed => "changed",
            Self::FormedOrChanged => "formed-or-changed",
            Self::ObtainedOrChanged => "obtained-or-changed",
            Self::ObtainedFormedOrChanged => "obtained-formed-or-changed",
            Self::FormedOrObtained => "formed-or-obtained",
            Self::Issued => "issued",
            Self::Decision => "decision",
            Self::Approval => "approval",
            Self::Application => "application",
            Self::Event(_) => "event",
        }
    }
}

/// A date that comes again. The last day of February is written as the 28th and means the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recurrence {
    cycle: Cycle,
    day: i8,
}

/// How often a recurring date comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cycle {
    /// Once a year, in this month (1 to 12).
    Yearly(i8),
    /// In every month.
    Monthly,
    /// In the first month of every quarter.
    Quarterly,
}

impl Recurrence {
    /// A recurring date, unless no year has such a day.
    #[must_use]
    pub fn new(cycle: Cycle, day: i8) -> Option<Self> {
        let longest = match cycle {
            Cycle::Yearly(month) => Date::new(2024, month, 1).ok()?.days_in_month(),
            Cycle::Monthly | Cycle::Quarterly => 31,
        };
        (1..=longest).contains(&day).then_some(Self { cycle, day })
    }

    /// How often it comes.
    #[must_use]
    pub fn cycle(self) -> Cycle {
        self.cycle
    }

    /// The day of the month.
    #[must_use]
    pub fn day(self) -> i8 {
        self.day
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.unit.name())
    }
}

impl fmt::Display for Recurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.cycle {
            Cycle::Yearly(month) => write!(f, "{month:02}-{:02} every year", self.day),
            Cycle::Monthly => write!(f, "day {} every month", self.day),
            Cycle::Quarterly => write!(f, "day {} of first month every quarter", self.day),
        }
    }
}

impl fmt::Display for ClauseKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        match self {
            Self::Within { length, anchor: None }
            | Self::PostedFor(length)
            | Self::Every(length) => write!(f, " {length}"),
            Self::Within { length, anchor: Some(anchor) } => {
                write!(f, " {length} after {}", anchor.name())
            }
            Self::Before { length, .. } => write!(f, " {length} event"),
            Self::Recurring(recurrence) => write!(f, " {recurrence}"),
            Self::FixedDate(date) => write!(f, " {date}"),
            _ => Ok(()),
        }
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)?;
        if let Some(scope) = &self.scope {
            write!(f, " [{scope}]")?;
        }
        if !self.venue.is_empty() {
            write!(f, " @{}", self.venue.join("、"))?;
        }
        Ok(())
    }
}

/// The canonical form.
impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, clause) in self.clauses.iter().enumerate() {
            let joint = if number == 0 { "" } else { " & " };
            write!(f, "{joint}{clause}")?;
        }
        f.write_str(if self.unless_law { " ~unless-law" } else { "" })
    }
}
