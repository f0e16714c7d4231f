//! Every rule's documented examples are true: `fail` fails where it says, `pass` passes.
use govcat::{check::Rule, rules};

use crate::support;

/// Writes what a rule finds back into the text, as trailing comments that quote the words:
/// `#~ code: "words"`. Quoting, not carets: carets do not align under Chinese.
fn annotate(text: &str, rule: &'static Rule) -> (String, usize) {
    let workspace = support::workspace(&strip(text));
    let report = support::run(&workspace, rules::ALL);
    let found: Vec<_> = report.findings.iter().filter(|it| it.code == rule.code).collect();
    let mut out = String::new();
    let mut path = "catalogs/x/catalog.yaml".to_owned();
    let mut line_number = 0;
    for line in strip(text).lines() {
        out.push_str(line);
        if let Some(next) = line.strip_prefix("--- ") {
            next.trim().clone_into(&mut path);
            line_number = 0;
        } else {
            line_number += 1;
            for finding in &found {
                let (file, at) = workspace.place(finding.span);
                if file == path && at.line == line_number {
                    let words = workspace.text(finding.span).lines().next().unwrap_or("");
                    out.push_str(&format!("  #~ {}: {words:?}", finding.code));
                }
            }
        }
        out.push('\n');
    }
    (out, found.len())
}

fn strip(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", line.split("  #~ ").next().unwrap())).collect()
}

fn examples(docs: &str, kind: &str) -> Vec<String> {
    let docs: String = docs.lines().map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect();
    docs.split(&format!("```yaml {kind}\n")).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn documented_examples_are_true() {
    for rule in rules::ALL.iter().copied() {
        let (fails, passes) = (examples(rule.docs, "fail"), examples(rule.docs, "pass"));
        assert!(!fails.is_empty() && !passes.is_empty(), "{} lacks an example", rule.code);
        for text in &fails {
            let (annotated, found) = annotate(text, rule);
            assert!(found > 0, "{}: the failing example passes:\n{text}", rule.code);
            assert_eq!(annotated, *text, "{}", rule.code);
        }
        for text in &passes {
            let (annotated, found) = annotate(text, rule);
            assert_eq!(found, 0, "{}: the passing example fails:\n{annotated}", rule.code);
        }
    }
}

#[test]
fn every_rule_is_documented_in_both_languages() {
    for rule in rules::ALL {
        for heading in ["## 查什么", "## 为什么", "## 怎么改", "## What it does", "## Why it matters", "## How to mend", "## Example"] {
            assert!(rule.docs.contains(heading), "{} lacks {heading}", rule.code);
        }
    }
}
