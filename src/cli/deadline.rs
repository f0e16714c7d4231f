//! `govcat deadline`: reads a phrase, and counts its days.
use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use jiff::civil::{Date, Weekday};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    calendar::{Calendar, CountedDay, DayRole},
    cli::{
        Exit,
        session::Session,
        style::{Paint, Style},
        wrap,
    },
    diagnostic::{Lang, Message, message},
    error::Error,
    model::deadline::{Anchor, Clause, Length, Reading, Warning, due::DueRole, read},
};

/// The arguments of `govcat deadline`.
#[derive(Debug, Args)]
pub(crate) struct DeadlineArgs {
    /// The phrase, as a table writes it
    #[arg(value_name = "PHRASE")]
    pub(crate) phrase: String,
    /// The day that the deadline counts from
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) from: Option<Date>,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: DeadlineFormat,
}

/// How to print a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DeadlineFormat {
    Text,
    Json,
}

/// Runs the command. A phrase that cannot be read is exit 1.
pub(crate) fn run(args: &DeadlineArgs, session: &mut Session<'_>) -> Result<Exit, Error> {
    let calendar = session.calendar()?;
    let reading = read(&args.phrase);
    let text = match args.format {
        DeadlineFormat::Json => json(args, &reading, &calendar, session.lang),
        DeadlineFormat::Text => text(args, &reading, &calendar, session),
    };
    session.out.print(text);
    Ok(if reading.deadline.is_some() { Exit::Clean } else { Exit::Findings })
}

/// A phrase for machines: the keys and their order are a contract.
/// A phrase as it was read.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct DeadlineJson<'a> {
    text: &'a str,
    canonical: Option<String>,
    clauses: Vec<ClauseJson<'a>>,
    unless_law: bool,
    warnings: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ClauseJson<'a> {
    kind: &'static str,
    amount: Option<u32>,
    unit: Option<&'static str>,
    anchor: Option<&'static str>,
    scope: Option<&'a str>,
    venue: &'a [String],
    due: Option<String>,
}

fn json(args: &DeadlineArgs, reading: &Reading, calendar: &Calendar, lang: Lang) -> String {
    let clauses = reading.deadline.iter().flat_map(|it| &it.clauses);
    let value = DeadlineJson {
        text: &args.phrase,
        canonical: reading.deadline.as_ref().map(ToString::to_string),
        clauses: clauses.map(|it| clause_json(it, args.from, calendar)).collect(),
        unless_law: reading.deadline.as_ref().is_some_and(|it| it.unless_law),
        warnings: warnings(args, reading, calendar)
            .iter()
            .map(|it| it.text(lang).to_owned())
            .collect(),
    };
    // Texts and numbers always have a JSON form.
    format!("{}\n", serde_json::to_string(&value).unwrap_or_default())
}

fn clause_json<'a>(clause: &'a Clause, from: Option<Date>, calendar: &Calendar) -> ClauseJson<'a> {
    let length = clause.kind.length();
    let due = from.and_then(|from| clause.due(from, calendar));
    ClauseJson {
        kind: clause.kind.name(),
        amount: length.map(Length::amount),
        unit: length.map(|it| it.unit().name()),
        anchor: clause.kind.anchor().map(Anchor::name),
        scope: clause.scope.as_deref(),
        venue: &clause.venue,
        due: due.map(|it| it.date.to_string()),
    }
}

/// What was guessed, what could not be read, and years that were computed without a notice.
fn warnings(args: &DeadlineArgs, reading: &Reading, calendar: &Calendar) -> Vec<Message> {
    let mut warnings: Vec<Message> = reading.warnings.iter().map(Warning::message).collect();
    if reading.deadline.is_none() {
        warnings.push(match reading.nearest {
            Some(near) => message!(
                "读不懂；最接近的能读懂的写法：{near}",
                "cannot be read; the nearest phrase that can: {near}"
            ),
            None => message!("读不懂", "cannot be read"),
        });
    }
    let clauses = reading.deadline.iter().flat_map(|it| &it.clauses);
    let dues = clauses.filter_map(|it| it.due(args.from?, calendar));
    let mut years: Vec<i16> = dues.flat_map(|it| it.years_without_notice).collect();
    years.sort_unstable();
    years.dedup();
    warnings.extend(years.into_iter().map(|year| {
        message!(
            "{year} 年的放假安排还没有录入，只按周一至周五计算，结果可能有出入",
            "there is no holiday notice for {year} yet; it was computed on weekdays alone and may change"
        )
    }));
    warnings
}

fn text(
    args: &DeadlineArgs,
    reading: &Reading,
    calendar: &Calendar,
    session: &Session<'_>,
) -> String {
    let (lang, style) = (session.lang, session.out_style());
    let mut out = String::new();
    let mut line = |label: &Message, words: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{} {words}", style.paint(Paint::Bold, label.text(lang)));
    };
    line(&message!("写法：", "phrase:   "), &wrap::printable(&args.phrase));
    if let Some(deadline) = &reading.deadline {
        line(&message!("读作：", "read as:  "), deadline.plain().text(lang));
        line(&message!("规范：", "canonical:"), &deadline.to_string());
    }
    for warning in warnings(args, reading, calendar) {
        line(&message!("注意：", "note:     "), warning.text(lang));
    }
    if let Some(from) = args.from {
        for clause in reading.deadline.iter().flat_map(|it| &it.clauses) {
            out.push('\n');
            out.push_str(&counted(clause, from, calendar, lang, style));
        }
    }
    out
}

/// A clause's date, and the days that were counted to it.
fn counted(clause: &Clause, from: Date, calendar: &Calendar, lang: Lang, style: Style) -> String {
    let plain = clause.plain();
    let plain = plain.text(lang);
    let Some(due) = clause.due(from, calendar) else {
        let none = message!("{plain}：算不出日期", "{plain}: no date follows from it");
        return format!("{}\n", none.text(lang));
    };
    let (date, weekday) = (due.date, weekday(due.date, lang));
    let day = match due.role {
        DueRole::PublishBy => message!("{date}（{weekday}）前公开", "public by {date} ({weekday})"),
        DueRole::ShowUntil => {
            message!("公示到 {date}（{weekday}）", "on show until {date} ({weekday})")
        }
        DueRole::RenewBy => message!("{date}（{weekday}）前更新", "renewed by {date} ({weekday})"),
    };
    let head = message!("{plain}，以 {from} 计：", "{plain}, counted from {from}: ");
    let mut out = format!("{}{}\n", head.text(lang), style.paint(Paint::Bold, day.text(lang)));
    for run in runs(&due.days(calendar)) {
        let _ = writeln!(out, "  {}", run.describe(lang));
    }
    out
}

/// Days in a row that are alike.
struct Run<'d> {
    first: &'d CountedDay,
    last: Date,
    /// The number of the first and of the last day in the count.
    numbers: Option<(usize, usize)>,
}

fn runs(days: &[CountedDay]) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut number = 0;
    for day in days {
        number += usize::from(day.is_counted());
        match runs.last_mut() {
            Some(run) if run.first.role == day.role => {
                run.last = day.date;
                run.numbers = run.numbers.map(|(first, _)| (first, number));
            }
            _ => runs.push(Run {
                first: day,
                last: day.date,
                numbers: day.is_counted().then_some((number, number)),
            }),
        }
    }
    runs
}

impl Run<'_> {
    fn describe(&self, lang: Lang) -> String {
        let (first, last) = (self.first.date, self.last);
        let days = if first == last {
            format!("{first} {}", weekday(first, lang))
        } else {
            format!("{first} … {}", last.strftime("%m-%d"))
        };
        let what = match &self.first.role {
            DayRole::Working => message!("工作日", "working days"),
            DayRole::MakeUp(holiday) => {
                message!("{holiday}调休上班", "make-up working day ({holiday})")
            }
            DayRole::Weekend => message!("周末，不计", "weekend, not counted"),
            DayRole::Holiday(holiday) => {
                message!("{holiday}放假，不计", "holiday ({holiday}), not counted")
            }
        };
        let number = match self.numbers {
            None => String::new(),
            Some((a, b)) if a == b => format!("  {a}"),
            Some((a, b)) => format!("  {a}–{b}"),
        };
        format!("{}  {}{number}", wrap::pad(&days, 18), what.text(lang))
    }
}

fn weekday(date: Date, lang: Lang) -> &'static str {
    let names = match date.weekday() {
        Weekday::Monday => ("周一", "Mon"),
        Weekday::Tuesday => ("周二", "Tue"),
        Weekday::Wednesday => ("周三", "Wed"),
        Weekday::Thursday => ("周四", "Thu"),
        Weekday::Friday => ("周五", "Fri"),
        Weekday::Saturday => ("周六", "Sat"),
        Weekday::Sunday => ("周日", "Sun"),
    };
    match lang {
        Lang::Zh => names.0,
        Lang::En => names.1,
    }
}
