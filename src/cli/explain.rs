//! `govcat explain`: prints a rule's page, or lists the rules.
use std::{fmt::Write as _, slice};

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::{
    check::Rule,
    cli::{
        Exit,
        diff::list,
        formats::severity_word,
        session::{Session, unknown_rule},
        style::Paint,
        wrap,
    },
    diagnostic::{Lang, message},
    diff,
    error::Error,
    render::rule_page::{Page, Verdict},
    rules,
};

/// The arguments of `govcat explain`.
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The rule, as in unknown-channel
    #[arg(value_name = "RULE")]
    pub(crate) rule: Option<String>,
    /// List the rules by which govcat diff judges changes instead
    #[arg(long, conflicts_with = "rule")]
    pub(crate) changes: bool,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ExplainFormat,
}

/// How to print rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExplainFormat {
    Text,
    Json,
}

/// Runs the command.
pub(crate) fn run(args: &ExplainArgs, session: &mut Session<'_>) -> Result<Exit, Error> {
    let of_changes = args.rule.as_deref().and_then(diff::rules::find);
    if args.changes || of_changes.is_some() {
        let rules = of_changes.map_or(diff::rules::ALL, slice::from_ref);
        let text = match args.format {
            ExplainFormat::Json => list::json(rules, session.lang),
            ExplainFormat::Text => list::text(rules, session.lang, session.out_style()),
        };
        session.out.print(text);
        return Ok(Exit::Clean);
    }
    let one = match &args.rule {
        None => None,
        Some(name) => Some(rules::find(name).ok_or_else(|| {
            unknown_rule(name, message!("没有 {name} 这条规则", "there is no rule {name}"))
        })?),
    };
    let text = match (args.format, one) {
        (ExplainFormat::Json, Some(rule)) => json(&[rule], session.lang),
        (ExplainFormat::Json, None) => json(rules::ALL, session.lang),
        (ExplainFormat::Text, Some(rule)) => page(rule, session),
        (ExplainFormat::Text, None) => list(session),
    };
    session.out.print(text);
    Ok(Exit::Clean)
}

fn page(rule: &Rule, session: &Session<'_>) -> String {
    let (style, columns) = (session.out_style(), wrap::terminal_width());
    let page = Page::of(rule, session.lang);
    let word = severity_word(rule.severity, session.lang);
    let mut text = format!(
        "{}  {}\n",
        style.paint(Paint::Bold, rule.code),
        style.paint(Paint::from(rule.severity), word)
    );
    text.push_str(&wrap::fill(page.summary, columns, ""));
    for (heading, words) in page.sections() {
        let _ = writeln!(text, "\n{}", style.paint(Paint::Bold, heading));
        for line in words.lines() {
            text.push_str(&wrap::fill(line, columns, "  "));
        }
    }
    for example in &page.examples {
        let _ = writeln!(text, "\n{}", style.paint(Paint::Bold, page.heading(example.verdict)));
        text.extend(
            example.text.lines().map(|line| format!("    {line}").trim_end().to_owned() + "\n"),
        );
    }
    text
}

fn list(session: &Session<'_>) -> String {
    let style = session.out_style();
    let code_width = rules::ALL.iter().map(|it| it.code.len()).max().unwrap_or(0);
    let words = rules::ALL.iter().map(|it| severity_word(it.severity, session.lang));
    let word_width = words.map(wrap::width).max().unwrap_or(0);
    let line = |rule: &&Rule| {
        let code = style.paint(Paint::Bold, wrap::pad(rule.code, code_width));
        let word = wrap::pad(severity_word(rule.severity, session.lang), word_width);
        let word = style.paint(Paint::from(rule.severity), word);
        format!("{code}  {word}  {}\n", Page::of(rule, session.lang).summary)
    };
    rules::ALL.iter().map(line).collect()
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    rules: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    code: &'a str,
    severity: &'a str,
    summary: &'a str,
    what: String,
    why: String,
    how: String,
    basis: &'a str,
    examples: Vec<ExampleItem>,
}

#[derive(Serialize)]
struct ExampleItem {
    passes: bool,
    text: String,
}

fn json(rules: &[&Rule], lang: Lang) -> String {
    let item = |rule: &&Rule| {
        let page = Page::of(rule, lang);
        Item {
            code: rule.code,
            severity: rule.severity.name(),
            summary: page.summary,
            what: page.what,
            why: page.why,
            how: page.how,
            basis: page.basis,
            examples: page
                .examples
                .into_iter()
                .map(|it| ExampleItem { passes: it.verdict == Verdict::Passes, text: it.text })
                .collect(),
        }
    };
    let document = Document { version: 1, rules: rules.iter().map(item).collect() };
    // Only maps with keys that are no texts fail, and there are none.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}
