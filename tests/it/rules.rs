//! Every rule's documented examples are true: `fail` fails where it says, `pass` passes.
use std::fmt::Write as _;

use govcat::{check::Rule, rules};

use crate::support;

/// Rules whose examples are not run: what they find is made while disks are read, and a fixture in
/// memory has no encoding, no permissions, no links and no folders. `files.rs` tests them on a disk.
const ON_DISK: [&str; 4] =
    ["unreadable-file", "unsupported-encoding", "symbolic-link", "stray-file"];

/// Writes what a rule finds back into the text, as trailing comments that quote the words:
/// `#~ code: "words"`. Quoting, not carets: carets do not align under Chinese.
fn annotate(text: &str, rule: &'static Rule) -> (String, usize) {
    let workspace = support::workspace(&strip(text));
    let report = support::run(&workspace, rules::ALL);
    let found: Vec<_> = report.findings.iter().filter(|it| it.code == rule.code).collect();
    let mut out = String::new();
    let mut path = "catalogs/x/catalog.yaml".to_owned();
    let mut line_number = 0;
    let mut shown = 0;
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
                    write!(out, "  #~ {}: {words:?}", finding.code).unwrap();
                    shown += 1;
                }
            }
        }
        out.push('\n');
    }
    assert_eq!(shown, found.len(), "{}: a finding lies outside the example:\n{out}", rule.code);
    (out, shown)
}

fn strip(text: &str) -> String {
    text.lines().flat_map(|line| [line.split("  #~ ").next().unwrap(), "\n"]).collect()
}

fn examples(docs: &str, kind: &str) -> Vec<String> {
    let docs: String =
        docs.lines().flat_map(|line| [line.strip_prefix(' ').unwrap_or(line), "\n"]).collect();
    docs.split(&format!("```yaml {kind}\n"))
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

/// A rule's failing examples as a workspace has them, without annotations.
pub(crate) fn failing_examples(docs: &str) -> Vec<String> {
    examples(docs, "fail").iter().map(|it| strip(it)).collect()
}

#[test]
fn documented_examples_are_true() {
    let mut wrong = String::new();
    for rule in rules::ALL.iter().copied().filter(|rule| !ON_DISK.contains(&rule.code)) {
        let (fails, passes) = (examples(rule.docs, "fail"), examples(rule.docs, "pass"));
        assert!(!fails.is_empty() && !passes.is_empty(), "{} lacks an example", rule.code);
        for text in &fails {
            let (annotated, found) = annotate(text, rule);
            if found == 0 || annotated != *text {
                write!(wrong, "\n{}: the failing example gives:\n{annotated}", rule.code).unwrap();
            }
        }
        for text in &passes {
            let (annotated, found) = annotate(text, rule);
            if found > 0 {
                write!(wrong, "\n{}: the passing example fails:\n{annotated}", rule.code).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn rules_found_on_disk_have_an_example_to_read() {
    for code in ON_DISK {
        assert!(rules::find(code).unwrap().docs.contains("```text\n"), "{code} lacks an example");
    }
}

#[test]
fn every_rule_is_documented_in_both_languages() {
    for rule in rules::ALL {
        for heading in [
            "## 查什么",
            "## 为什么",
            "## 怎么改",
            "## What it does",
            "## Why it matters",
            "## How to mend",
            "## Example",
        ] {
            assert!(rule.docs.contains(heading), "{} lacks {heading}", rule.code);
        }
    }
}

/// Words in which nothing was found are not looked at again: that must hide nothing, neither the same words
/// under another field nor words that are wrong in one entry after the other.
#[test]
fn words_are_judged_wherever_they_stand() {
    let entry = |id: u8| {
        format!(
            "  - id: \"20-00{id}\"\n    content: [有关法律法规]\n    basis: [有关法律法规]\n    owner: [县民政局, 相关部门]\n"
        )
    };
    let text = format!("govcat: 1\ndomain: social-assistance\nentries:\n{}{}", entry(1), entry(2));
    for code in ["placeholder-basis", "vague-owner"] {
        let workspace = support::workspace(&text);
        let found = support::run(&workspace, &[rules::find(code).unwrap()]).findings;
        let entries: Vec<_> = found.iter().map(|it| it.entry.as_deref()).collect();
        assert_eq!(entries, [Some("20-001"), Some("20-002")], "{code}");
    }
}
