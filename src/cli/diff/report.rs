//! What a diff found, in the formats that people and machines read.
use std::fmt::Write as _;

use clap::ValueEnum;

use crate::{
    cli::{
        diff::{github, html, json, markdown, public, text},
        formats::Look,
        style::{Paint, Style},
    },
    diagnostic::{Lang, Message, Severity, message},
    diff::{Action, Change, ChangeSet, Direction, accept::Approval},
    error::Error,
    output::html::lone_page,
    source::{Workspace, config::Accept},
    span::Span,
};

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people.
    Text,
    /// govcat's own, for machines.
    Json,
    /// For the comment on a pull request.
    Markdown,
    /// Annotations of GitHub Actions.
    Github,
    /// One page, for reviewers.
    Html,
    /// One page, for citizens.
    Public,
}

/// So many names are always listed.
pub(super) const FEW: usize = 3;

/// Whether the agencies that a change reaches are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// They are counted.
    Counted,
    /// They are listed.
    Listed,
}

/// A version that is told of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Version<'a> {
    /// What it is called.
    pub(crate) label: &'a Message,
    /// Its files, for names and lines.
    pub(crate) workspace: &'a Workspace,
}

/// What a diff found.
#[derive(Debug)]
pub(crate) struct Report<'a> {
    pub(crate) lang: Lang,
    pub(crate) old: Version<'a>,
    pub(crate) new: Version<'a>,
    pub(crate) set: &'a ChangeSet,
    /// Approvals that no change needs.
    pub(crate) stale: &'a [&'a Accept],
    pub(crate) reach: Reach,
}

/// A place as people name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct At<'a> {
    pub(super) file: &'a str,
    pub(super) line: usize,
}

impl DiffFormat {
    /// Whether people read it on a terminal.
    pub(super) fn is_text(self) -> bool {
        self == Self::Text
    }

    /// The report.
    ///
    /// # Errors
    /// When the page's template is wrong.
    pub(super) fn text(self, report: &Report<'_>, look: Look) -> Result<String, Error> {
        Ok(match self {
            Self::Text => text::text(report, look),
            Self::Json => json::text(report),
            Self::Markdown => markdown::text(report),
            Self::Github => github::text(report),
            Self::Html => lone_page(&html::page(report))?,
            Self::Public => lone_page(&public::page(report))?,
        })
    }
}

impl<'a> Report<'a> {
    /// Where a change was written.
    pub(super) fn old_at(&self, change: &Change) -> Option<At<'a>> {
        at(self.old, change.old_at)
    }

    /// Where a change is written.
    pub(super) fn new_at(&self, change: &Change) -> Option<At<'a>> {
        at(self.new, change.new_at)
    }

    /// The changes of a direction, in order.
    pub(super) fn of(&self, direction: Direction) -> impl Iterator<Item = &'a Change> + use<'a> {
        self.set.changes.iter().filter(move |it| it.direction == direction)
    }

    /// A text in the report's language.
    pub(crate) fn say<'m>(&self, message: &'m Message) -> &'m str {
        message.text(self.lang)
    }

    /// One of two texts.
    pub(crate) fn words(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// Which versions were compared.
    pub(super) fn title(&self) -> String {
        format!("{} → {}", self.say(self.old.label), self.say(self.new.label))
    }

    /// The totals in one line.
    pub(super) fn totals(&self, style: Style) -> String {
        let summary = self.set.summary();
        let compared = self.set.compared;
        let (agencies, old, new) = (compared.agencies, compared.old_entries, compared.new_entries);
        let mut seen = message!(
            "{agencies} 个机关，旧版 {old} 条事项，新版 {new} 条",
            "{agencies} agencies, {old} entries before, {new} after"
        );
        // What the settings switch off is not told, and not passed over in silence.
        if self.set.hidden > 0 {
            let hidden = self.set.hidden;
            let (zh, en) = (seen.zh, seen.en);
            seen = message!(
                "{zh}；另有 {hidden} 处按 [diff] 的设置不列",
                "{en}; {hidden} more are off in [diff]"
            );
        }
        let mut parts = Vec::new();
        for direction in Direction::ALL {
            let count = summary.of(direction);
            let part = match self.lang {
                Lang::Zh => format!("{} {count}", direction.label().zh),
                Lang::En => format!("{count} {}", direction.name()),
            };
            let paint = if count > 0 { Some(paint(direction)) } else { None };
            parts.push(paint.map_or_else(|| part.clone(), |it| style.paint(it, &part).to_string()));
        }
        if summary.accepted > 0 {
            let count = summary.accepted;
            parts.push(
                self.say(&message!("其中已认可 {count}", "{count} of them accepted")).to_owned(),
            );
        }
        let (comma, open, close) = match self.lang {
            Lang::Zh => ("，", "（", "）"),
            Lang::En => (", ", " (", ")"),
        };
        if summary.total() == 0 {
            let none = self.words("没有变化", "no changes");
            return format!("{}{open}{}{close}", style.paint(Paint::Green, none), self.say(&seen));
        }
        format!("{}{open}{}{close}", parts.join(comma), self.say(&seen))
    }

    /// What changed: the field's heading, or what happened to the entry.
    pub(crate) fn what(&self, change: &Change) -> String {
        let field = change.field.and_then(crate::model::field::Field::find);
        match (field, self.lang) {
            (Some(field), Lang::Zh) if change.action == Action::Changed => field.label().to_owned(),
            (Some(field), Lang::En) if change.action == Action::Changed => field.name().to_owned(),
            _ => change.action.label().text(self.lang).to_owned(),
        }
    }

    /// The change in one line: what changed, where the reason does not say that itself, and the reason.
    pub(crate) fn told(&self, change: &Change) -> String {
        let (what, reason) = (self.what(change), self.say(&change.reason));
        let is_said = match change.action {
            // 公开渠道减少 says 公开渠道和载体: headings differ in their first four characters.
            Action::Added | Action::Removed | Action::Changed => {
                reason.contains(&what.chars().take(4).collect::<String>())
            }
            Action::Renumbered | Action::Renamed | Action::Moved => {
                change.rule.code != "entry-unreadable"
            }
        };
        if is_said {
            return reason.to_owned();
        }
        format!("{what}{}{reason}", self.words("：", ": "))
    }

    /// Whose change it is: agency, domain and entry, or the registry.
    pub(super) fn whose(&self, change: &Change) -> String {
        let mut parts: Vec<String> = Vec::new();
        match &change.agency {
            Some(key) if change.agency_name == *key => parts.push(key.clone()),
            Some(key) if self.lang == Lang::Zh => {
                parts.push(format!("{}（{key}）", change.agency_name));
            }
            Some(key) => parts.push(format!("{} ({key})", change.agency_name)),
            None => parts.push(self.words("各机关共用", "shared by all agencies").to_owned()),
        }
        if !change.domain_name.is_empty() {
            parts.push(change.domain_name.clone());
        }
        if change.entry.is_none() && !change.name.is_empty() && change.agency_name != change.name {
            parts.push(change.name.clone());
        }
        parts.join(" · ")
    }

    /// The entry: id and name.
    pub(super) fn entry(change: &Change) -> Option<String> {
        let id = change.entry.as_deref()?;
        Some(format!("{id} {}", change.name).trim().to_owned())
    }

    /// The old text and the new one, where they are worth comparing: an id's change is said already.
    pub(super) fn texts(change: &Change) -> Option<(&str, &str)> {
        let is_id = change.action == Action::Renumbered;
        let (old, new) = (change.old.as_deref()?, change.new.as_deref()?);
        (change.field.is_some() && !is_id).then_some((old, new))
    }

    /// How many other agencies it reaches, and how many entries it touches.
    pub(super) fn reach_words(&self, change: &Change) -> Option<String> {
        let mut parts = Vec::new();
        match change.affects.len() {
            0 => {}
            n => {
                let names: Vec<&str> = change.affects.iter().map(|it| it.name.as_str()).collect();
                let names = names.join(self.words("、", ", "));
                parts.push(match self.reach {
                    _ if n == 1 => message!("{names}也随之改变", "{names} changes with it"),
                    Reach::Counted if n > FEW => {
                        message!("{n} 个机关也随之改变", "{n} more agencies change with it")
                    }
                    _ => message!(
                        "{n} 个机关也随之改变：{names}",
                        "{n} more agencies change with it: {names}"
                    ),
                });
            }
        }
        match change.touches.len() {
            0 => {}
            n => {
                let name = |it: &crate::diff::Touched| {
                    [Some(it.agency.as_str()), it.domain.as_deref()]
                        .into_iter()
                        .flatten()
                        .collect::<Vec<_>>()
                        .join("/")
                        + "#"
                        + &it.entry
                };
                let limit = if self.reach == Reach::Listed { n } else { n.min(FEW) };
                let mut names = change
                    .touches
                    .iter()
                    .take(limit)
                    .map(name)
                    .collect::<Vec<_>>()
                    .join(self.words("、", ", "));
                if limit < n {
                    names.push('…');
                }
                parts.push(if n == 1 {
                    message!("涉及事项 {names}", "touches the entry {names}")
                } else {
                    message!("涉及 {n} 条事项：{names}", "touches {n} entries: {names}")
                });
            }
        }
        let words: Vec<&str> = parts.iter().map(|it| self.say(it)).collect();
        (!words.is_empty()).then(|| words.join(self.words("；", "; ")))
    }

    /// Who approved it, in words.
    pub(super) fn approval(&self, approval: &Approval) -> String {
        let Approval { reason, by, date, until } = approval;
        let mut text = reason.clone();
        let mut more: Vec<String> = by.iter().cloned().collect();
        more.extend(date.map(|it| it.to_string()));
        more.extend(until.map(|it| message!("至 {it}", "until {it}").text(self.lang).to_owned()));
        if !more.is_empty() {
            let (open, close, comma) = match self.lang {
                Lang::Zh => ("（", "）", "，"),
                Lang::En => (" (", ")", ", "),
            };
            let _ = write!(text, "{open}{}{close}", more.join(comma));
        }
        match self.lang {
            Lang::Zh => format!("已认可：{text}"),
            Lang::En => format!("accepted: {text}"),
        }
    }

    /// The approvals that no change needs, one line each.
    pub(super) fn stale_lines(&self) -> Vec<String> {
        let line = |it: &&&Accept| {
            let (print, reason, date) = (&it.fingerprint, &it.reason, it.date);
            let words = message!(
                "govcat.toml 的 diff-accept {print} 没有对上任何改动，可以删去（{date}：{reason}）",
                "govcat.toml: diff-accept {print} matches no change and can go ({date}: {reason})"
            );
            self.say(&words).to_owned()
        };
        self.stale.iter().map(|it| line(&it)).collect()
    }
}

/// The colour of a direction.
pub(super) fn paint(direction: Direction) -> Paint {
    match direction {
        Direction::Weakened => Paint::Red,
        Direction::Undetermined => Paint::Yellow,
        Direction::Strengthened => Paint::Green,
        Direction::Neutral => Paint::Cyan,
    }
}

/// How an accepted change counts: it no longer fails.
pub(super) fn weight(change: &Change) -> Severity {
    if change.accepted.is_some() { Severity::Info } else { change.severity }
}

fn at(version: Version<'_>, span: Option<Span>) -> Option<At<'_>> {
    let (file, line) = version.workspace.line(span?);
    Some(At { file, line })
}
