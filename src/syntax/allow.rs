//! Suppressions in comments: `# govcat: allow(rule): reason`, on a line or above it.
use memchr::memchr_iter;

use crate::{
    source::line_index::LineIndex,
    span::{FileId, Span},
    syntax::tree::Tree,
};

/// One suppression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The rules it names.
    pub codes: Vec<String>,
    /// Why; empty where none was given, which is itself a finding.
    pub reason: String,
    /// The comment.
    pub span: Span,
    /// The line (from 0) whose findings it suppresses.
    pub line: usize,
    /// Whether it is written as it must be; one that only means to be a suppression suppresses
    /// nothing, and is a finding.
    pub form: Form,
}

/// How a suppression is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As `# govcat: allow(rule): reason`.
    Standard,
    /// Almost so: `# govcat：allow（rule）`, `# govcat: ignore rule`.
    Other,
}

/// Finds the suppressions of a file.
pub(crate) fn read(file: FileId, source: &str, tree: &Tree<'_>) -> Vec<Allow> {
    let mut found = Vec::new();
    let mut lines = None;
    for hash in memchr_iter(b'#', source.as_bytes()) {
        let end = source[hash..].find('\n').map_or(source.len(), |it| hash + it);
        let Some(words) = addressed(&source[hash + 1..end]) else { continue };
        let offset = u32::try_from(hash).unwrap_or(u32::MAX);
        let stands_apart = source[..hash].chars().next_back().is_none_or(char::is_whitespace);
        if !stands_apart || tree.in_scalar(offset) {
            continue;
        }
        let Some((form, codes, reason)) = suppression(words) else { continue };
        let index = lines.get_or_insert_with(|| LineIndex::new(source));
        let own = index.line_of(offset);
        let alone = source[index.start_of(own)..hash].trim().is_empty();
        found.push(Allow {
            codes,
            reason,
            span: Span { file, start: offset, end: u32::try_from(end).unwrap_or(u32::MAX) },
            line: if alone { next_written_line(source, index, own) } else { own },
            form,
        });
    }
    found
}

/// What a comment says to govcat; the words before the colon may be written in any case and width.
fn addressed(comment: &str) -> Option<Words<'_>> {
    const NAME: &str = "govcat";
    let comment = comment.trim_start();
    let name = comment.get(..NAME.len()).filter(|it| it.eq_ignore_ascii_case(NAME))?;
    let rest = &comment[NAME.len()..];
    let words = rest.trim_start().strip_prefix([':', '：'])?;
    let is_standard = name == NAME && rest.starts_with(':');
    Some(Words { text: words.trim(), is_standard })
}

/// What stands behind `govcat:`.
#[derive(Clone, Copy)]
struct Words<'s> {
    text: &'s str,
    /// Whether `govcat:` is written so.
    is_standard: bool,
}

/// The rules that a comment suppresses, and why; `None` where it means something else, as a line
/// `# govcat: 1` that was commented out does.
fn suppression(words: Words<'_>) -> Option<(Form, Vec<String>, String)> {
    const VERBS: &[&str] = &["allow", "ignore", "disable", "suppress", "skip", "off", "noqa"];
    let Words { text, is_standard } = words;
    let standard = text.strip_prefix("allow(").and_then(|it| it.split_once(')'));
    if let Some((codes, reason)) = standard.filter(|_| is_standard) {
        let codes = codes.split(',').map(str::trim).filter(|it| !it.is_empty());
        let reason = reason.trim_start_matches([':', '：', ' ']).trim();
        return Some((Form::Standard, codes.map(str::to_owned).collect(), reason.to_owned()));
    }
    let verb = &text[..text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len())];
    let is_call = !verb.is_empty() && text[verb.len()..].trim_start().starts_with(['(', '（']);
    let is_verb = VERBS.iter().any(|it| it.eq_ignore_ascii_case(verb))
        || ["允许", "忽略"].iter().any(|it| text.starts_with(it));
    (is_call || is_verb).then(|| (Form::Other, Vec::new(), String::new()))
}

/// The next line that holds more than a comment.
fn next_written_line(source: &str, index: &LineIndex, from: usize) -> usize {
    (from + 1..index.lines())
        .find(|&line| {
            let text = source[index.start_of(line)..].lines().next().unwrap_or("").trim();
            !text.is_empty() && !text.starts_with('#')
        })
        .unwrap_or(from)
}
