//! A rule's documentation, taken apart: what `govcat explain` prints and code scanning shows.
use std::fmt::Write as _;

use crate::{check::Rule, diagnostic::Lang};

/// A rule's page in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// One line.
    pub summary: &'static str,
    /// What it finds.
    pub what: String,
    /// Why that matters.
    pub why: String,
    /// How to mend it.
    pub how: String,
    /// The law or standard that it stands on.
    pub basis: &'static str,
    /// Examples, those that fail first.
    pub examples: Vec<Example>,
    lang: Lang,
}

/// An example of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What the rule does with it.
    pub verdict: Verdict,
    /// The files; what the rule finds is marked with a comment.
    pub text: String,
}

/// What a rule does with an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It finds something.
    Fails,
    /// It finds nothing.
    Passes,
}

impl Page {
    /// Takes a rule's documentation apart.
    #[must_use]
    pub fn of(rule: &Rule, lang: Lang) -> Self {
        let docs: Vec<&str> =
            rule.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        let section = |zh: &str, en: &str| {
            let heading = match lang {
                Lang::Zh => zh,
                Lang::En => en,
            };
            let lines =
                docs.iter().skip_while(|line| line.strip_prefix("## ") != Some(heading)).skip(1);
            paragraphs(lines.take_while(|line| !line.starts_with("## ")).copied())
        };
        Self {
            summary: match lang {
                Lang::Zh => rule.summary[0],
                Lang::En => rule.summary[1],
            },
            what: section("查什么", "What it does"),
            why: section("为什么", "Why it matters"),
            how: section("怎么改", "How to mend"),
            basis: rule.basis,
            examples: examples(&docs),
            lang,
        }
    }

    /// The sections, with their headings.
    #[must_use]
    pub fn sections(&self) -> [(&'static str, &str); 4] {
        let headings = match self.lang {
            Lang::Zh => ["查什么", "为什么", "怎么改", "依据"],
            Lang::En => ["What it does", "Why it matters", "How to mend", "Basis"],
        };
        let texts = [self.what.as_str(), &self.why, &self.how, self.basis];
        [0, 1, 2, 3].map(|at| (headings[at], texts[at]))
    }

    /// The heading of an example.
    #[must_use]
    pub fn heading(&self, verdict: Verdict) -> &'static str {
        match (self.lang, verdict) {
            (Lang::Zh, Verdict::Fails) => "有问题的写法",
            (Lang::Zh, Verdict::Passes) => "正确的写法",
            (Lang::En, Verdict::Fails) => "This fails",
            (Lang::En, Verdict::Passes) => "This passes",
        }
    }

    /// The page without any markup.
    #[must_use]
    pub fn plain(&self) -> String {
        let sections = self.sections().map(|(heading, text)| format!("{heading}\n{text}\n"));
        sections.join("\n")
    }

    /// The page as Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = String::new();
        for (heading, words) in self.sections() {
            let _ = writeln!(text, "## {heading}\n\n{words}\n");
        }
        for example in &self.examples {
            let heading = self.heading(example.verdict);
            let _ = writeln!(text, "## {heading}\n\n```yaml\n{}```\n", example.text);
        }
        text
    }
}

/// Joins broken lines: Chinese has no blank where a line ends. An empty line ends a paragraph, and
/// a list's item starts one.
fn paragraphs<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for line in lines {
        let trimmed = line.trim();
        let is_item = trimmed.starts_with("- ");
        if trimmed.is_empty() {
            if !text.is_empty() && !text.ends_with("\n\n") {
                text.push_str("\n\n");
            }
            continue;
        }
        if let Some(last) = text.chars().next_back().filter(|it| *it != '\n') {
            let first = trimmed.chars().next().unwrap_or(' ');
            if is_item {
                text.push('\n');
            } else if last.is_ascii() || first.is_ascii() {
                let is_chinese = !last.is_ascii() || !first.is_ascii();
                text.push_str(if is_chinese && last.is_ascii_punctuation() { "" } else { " " });
            }
        }
        text.push_str(trimmed);
    }
    text.trim_end().to_owned()
}

fn examples(docs: &[&str]) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lines = docs.iter();
    while let Some(line) = lines.next() {
        let verdict = match line.strip_prefix("```yaml ").map(str::trim) {
            Some("fail") => Verdict::Fails,
            Some("pass") => Verdict::Passes,
            _ => continue,
        };
        let text = lines.by_ref().take_while(|line| !line.starts_with("```"));
        examples.push(Example { verdict, text: text.map(|line| unmark(line)).collect() });
    }
    examples
}

/// A line of an example, with a comment where something is found instead of the test's mark.
fn unmark(line: &str) -> String {
    let mut parts = line.split("  #~ ");
    let mut text = parts.next().unwrap_or("").to_owned();
    if let Some(found) = parts.next() {
        let code = found.split(':').next().unwrap_or("");
        let _ = write!(text, "  # <- {code}");
    }
    text.push('\n');
    text
}
