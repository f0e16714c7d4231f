//! For people, on a terminal.
use std::fmt::Write as _;

use crate::{
    cli::{
        diff::report::{At, Report, paint},
        formats::Look,
        style::Paint,
        wrap::{fill, printable},
    },
    diff::{
        Change, Direction,
        words::{Piece, pieces},
    },
};

/// So many characters that did not change are shown on either side of one that did.
const AROUND: usize = 10;

/// The report.
pub(super) fn text(report: &Report<'_>, look: Look) -> String {
    let mut out = String::new();
    for direction in Direction::ALL {
        let changes: Vec<&Change> = report.of(direction).collect();
        if changes.is_empty() {
            continue;
        }
        let head = format!("{} {}", direction.label().text(report.lang), changes.len());
        let _ = writeln!(out, "{}", look.style.paint(paint(direction), head));
        let mut above = None;
        for change in changes {
            heading(report, look, change, &mut above, &mut out);
            one(report, look, change, &mut out);
        }
        out.push('\n');
    }
    for line in report.stale_lines() {
        out.push_str(&fill(&printable(&line), look.width, ""));
    }
    out
}

/// The entry, once for all of its changes in a row.
fn heading<'a>(
    report: &Report<'_>,
    look: Look,
    change: &'a Change,
    above: &mut Option<(Option<&'a str>, Option<&'a str>, Option<&'a str>)>,
    out: &mut String,
) {
    let own = (change.agency.as_deref(), change.domain.as_deref(), change.entry.as_deref());
    if *above == Some(own) && change.entry.is_some() {
        return;
    }
    *above = Some(own);
    let mut head = report.whose(change);
    if let Some(entry) = Report::entry(change) {
        head = format!("{head} · {entry}");
    }
    for line in fill(&printable(&head), look.width, "  ").lines() {
        let _ = writeln!(out, "{}", look.style.paint(Paint::Bold, line));
    }
}

fn one(report: &Report<'_>, look: Look, change: &Change, out: &mut String) {
    let colon = report.words("：", ": ");
    let what = report.what(change);
    let reason = printable(report.say(&change.reason)).into_owned();
    let mark = look.style.paint(paint(change.direction), change.rule.code);
    let _ = writeln!(out, "    {what}  {mark}");
    if let Some((old, new)) = Report::texts(change) {
        let (left, right) = pieces(old, new);
        side(look, '-', Paint::Red, &left, out);
        side(look, '+', Paint::Green, &right, out);
    }
    let indent = "      ";
    out.push_str(&fill(&reason, look.width, indent));
    let notes = [
        change
            .doubt
            .as_ref()
            .map(|it| format!("{}{colon}{}", report.words("存疑", "in doubt"), report.say(it))),
        report.reach_words(change),
        change.accepted.as_ref().map(|it| report.approval(it)),
    ];
    for note in notes.into_iter().flatten() {
        out.push_str(&fill(&printable(&note), look.width, indent));
    }
    let mut tail = places(report.old_at(change), report.new_at(change));
    let _ = write!(tail, "  {:016x}", change.fingerprint);
    for line in fill(&printable(tail.trim_start()), look.width, indent).lines() {
        let _ = writeln!(out, "{}", look.style.paint(Paint::Cyan, line));
    }
}

/// `old.yaml:1 → new.yaml:2`, the file once where both are in it.
fn places(old: Option<At<'_>>, new: Option<At<'_>>) -> String {
    let shown = |it: At<'_>| format!("{}:{}", it.file, it.line);
    match (old, new) {
        (Some(old), Some(new)) if old == new => shown(new),
        (Some(old), Some(new)) if old.file == new.file => format!("{} → {}", shown(old), new.line),
        (Some(old), Some(new)) => format!("{} → {}", shown(old), shown(new)),
        (Some(one), None) | (None, Some(one)) => shown(one),
        (None, None) => String::new(),
    }
}

/// One side of a changed text, the changed words painted; what did not change is cut short.
fn side(look: Look, sign: char, paint: Paint, pieces: &[Piece<'_>], out: &mut String) {
    let pieces = elided(pieces);
    let whole: String = pieces.iter().map(|it| it.0.as_str()).collect();
    let mut flags =
        pieces.iter().flat_map(|(text, is_changed)| text.chars().map(|it| (it, *is_changed)));
    for (at, line) in fill(&whole, look.width, "        ").lines().enumerate() {
        let lead = if at == 0 { format!("      {sign} ") } else { "        ".to_owned() };
        out.push_str(&look.style.paint(paint, lead).to_string());
        let mut run = String::new();
        let mut is_painted = false;
        for c in line.trim_start().chars() {
            // Filling only takes blanks away, so the text is found again in order.
            let is_changed = flags.by_ref().find(|it| it.0 == c).is_some_and(|it| it.1);
            if is_changed != is_painted {
                flush(look, paint, &mut run, is_painted, out);
                is_painted = is_changed;
            }
            run.push(c);
        }
        flush(look, paint, &mut run, is_painted, out);
        out.push('\n');
    }
}

fn flush(look: Look, paint: Paint, run: &mut String, is_painted: bool, out: &mut String) {
    if is_painted && !run.is_empty() {
        out.push_str(&look.style.paint(paint, &run).to_string());
    } else {
        out.push_str(run);
    }
    run.clear();
}

/// The pieces as they are shown: safe to print, and long ones that did not change cut short.
fn elided(pieces: &[Piece<'_>]) -> Vec<(String, bool)> {
    let count = pieces.len();
    let cut = |at: usize, piece: &Piece<'_>| {
        let text = printable(piece.text).replace('\n', " ");
        let chars: Vec<char> = text.chars().collect();
        let (first, last) = (at == 0, at + 1 == count);
        let room = AROUND * 2 + 4;
        if piece.is_changed || chars.len() <= room || first && last {
            return text;
        }
        let head: String = chars[..AROUND].iter().collect();
        let tail: String = chars[chars.len() - AROUND..].iter().collect();
        match (first, last) {
            (true, _) => format!("…{tail}"),
            (_, true) => format!("{head}…"),
            _ => format!("{head}…{tail}"),
        }
    };
    pieces.iter().enumerate().map(|(at, it)| (cut(at, it), it.is_changed)).collect()
}
