//! The comment on a pull request: a table of the totals, what is weakened first, the rest folded.
use std::fmt::Write as _;

use crate::{
    cli::{
        diff::report::{FEW, Reach, Report},
        style::Style,
        wrap::printable,
    },
    diff::{
        Change, Direction,
        words::{Piece, pieces},
    },
};

/// GitHub takes 65,536 characters in a comment; what would not fit is counted.
const LONGEST: usize = 60_000;
/// Of the names of agencies, so many are listed.
const NAMES: usize = 20;

/// The report.
pub(super) fn text(report: &Report<'_>) -> String {
    let mut out = String::new();
    let title = report.words("政务公开目录的变化", "Changes of the disclosure catalogs");
    let _ = writeln!(out, "## {title}\n\n{}\n", escape(&report.title()));
    totals(report, &mut out);
    let mut left_out = 0;
    for direction in Direction::ALL {
        section(report, direction, &mut out, &mut left_out);
    }
    if left_out > 0 {
        let n = left_out;
        let words = crate::diagnostic::message!(
            "还有 {n} 处变化放不下，运行 govcat diff 查看。",
            "{n} more changes do not fit in here; run govcat diff to see them."
        );
        let _ = writeln!(out, "{}\n", report.say(&words));
    }
    for line in report.stale_lines() {
        let _ = writeln!(out, "> {}", escape(&line));
    }
    out.trim_end().to_owned() + "\n"
}

fn totals(report: &Report<'_>, out: &mut String) {
    let summary = report.set.summary();
    if summary.total() == 0 {
        let _ = writeln!(out, "{}\n", report.totals(Style::Plain));
        return;
    }
    let labels: Vec<String> =
        Direction::ALL.iter().map(|it| it.label().text(report.lang).to_owned()).collect();
    let counts: Vec<String> = Direction::ALL
        .iter()
        .map(|it| match summary.of(*it) {
            n if n > 0 && *it == Direction::Weakened => format!("**{n}**"),
            n => n.to_string(),
        })
        .collect();
    let rule = vec!["---:"; labels.len()].join(" | ");
    let _ = writeln!(out, "| {} |\n| {rule} |\n| {} |\n", labels.join(" | "), counts.join(" | "));
}

fn section(report: &Report<'_>, direction: Direction, out: &mut String, left_out: &mut usize) {
    let changes: Vec<&Change> = report.of(direction).collect();
    if changes.is_empty() {
        return;
    }
    let (label, count) = (direction.label(), changes.len());
    let label = label.text(report.lang);
    // What needs a decision is open; the rest opens on a click.
    let is_open = matches!(direction, Direction::Weakened | Direction::Undetermined);
    if is_open {
        let _ = writeln!(out, "### {label} {count}\n");
    } else {
        let _ = writeln!(out, "<details><summary>{label} {count}</summary>\n");
    }
    let mut above = None;
    for change in changes {
        let mut text = String::new();
        let own = (&change.agency, &change.domain);
        if above != Some(own) {
            // A line after a list belongs to its last item, unless a blank one stands between.
            let gap = if above.is_some() { "\n" } else { "" };
            let _ = writeln!(text, "{gap}**{}**\n", escape(&group(report, change)));
        }
        item(report, change, &mut text);
        if out.len() + text.len() > LONGEST {
            *left_out += 1;
            continue;
        }
        above = Some(own);
        out.push_str(&text);
    }
    out.push_str(if is_open { "\n" } else { "\n</details>\n\n" });
}

/// The heading of the changes of one domain.
fn group(report: &Report<'_>, change: &Change) -> String {
    match (&change.agency, change.domain_name.as_str()) {
        (None, _) => report.words("各机关共用", "shared by all agencies").to_owned(),
        (Some(_), "") => change.agency_name.clone(),
        (Some(_), domain) => format!("{} · {domain}", change.agency_name),
    }
}

fn item(report: &Report<'_>, change: &Change, out: &mut String) {
    let name = match &change.entry {
        Some(id) => format!("`{}` {}", id.replace('`', ""), escape(&change.name)),
        None => escape(&change.name),
    };
    let colon = report.words("：", ": ");
    let _ = writeln!(out, "- {name}　{}", escape(&report.told(change)));
    if let Some((old, new)) = Report::texts(change) {
        let (left, right) = pieces(old, new);
        let _ = writeln!(out, "  - {}\n  - {}", marked(&left, "del"), marked(&right, "ins"));
    }
    let mut notes: Vec<String> = Vec::new();
    notes.extend(change.doubt.as_ref().map(|it| {
        format!("**{}**{colon}{}", report.words("存疑", "In doubt"), escape(report.say(it)))
    }));
    notes.extend(change.accepted.as_ref().map(|it| escape(&report.approval(it))));
    notes.extend(reach(report, change));
    for note in notes {
        let _ = writeln!(out, "  - {note}");
    }
    let place = report.new_at(change).or_else(|| report.old_at(change));
    let place = place
        .map_or_else(String::new, |it| format!("`{}:{}`　", it.file.replace('`', ""), it.line));
    let _ = writeln!(
        out,
        "  - <sub>{place}`{}`　`{:016x}`</sub>",
        change.rule.code, change.fingerprint
    );
}

fn reach(report: &Report<'_>, change: &Change) -> Option<String> {
    let words = report.reach_words(change)?;
    if report.reach == Reach::Listed || change.affects.len() <= FEW {
        return Some(escape(&words));
    }
    let names: Vec<String> = change.affects.iter().take(NAMES).map(|it| escape(&it.name)).collect();
    let more = if change.affects.len() > NAMES { "…" } else { "" };
    let names = names.join(report.words("、", ", "));
    Some(format!("<details><summary>{}</summary>{names}{more}</details>", escape(&words)))
}

fn marked(pieces: &[Piece<'_>], tag: &str) -> String {
    let mut out = String::new();
    for piece in pieces {
        let text = escape(piece.text);
        if piece.is_changed {
            let _ = write!(out, "<{tag}>{text}</{tag}>");
        } else {
            out.push_str(&text);
        }
    }
    if out.is_empty() { "—".to_owned() } else { out }
}

/// A text from a file as Markdown that shows it as it is, on one line.
fn escape(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(text.len());
    for c in printable(&text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // GitHub makes links of @name and owner/repository#1.
            '@' => out.push_str("&#64;"),
            '#' => out.push_str("&#35;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}
