//! Damage that makes an entry unreadable as YAML.

use super::draft::{Around, Draft, Mark};
use super::layout::flow;

/// One sort of damage.
#[derive(Debug, Clone, Copy)]
enum Sort {
    /// Every parser must notice it on the line that this gives.
    Sharp(fn(&mut Draft, &Around<'_>) -> usize),
    /// It may be noticed later, and so the whole entry is a fair answer.
    Blurred(fn(&mut Draft, &Around<'_>)),
}

/// The sorts of damage, one after the other.
const SORTS: &[Sort] = &[
    Sort::Blurred(unclosed_quote),
    Sort::Sharp(stray_bracket),
    Sort::Blurred(full_width_colon),
    Sort::Sharp(indented_too_far),
    Sort::Sharp(tab),
    Sort::Sharp(at_sign),
    Sort::Blurred(unclosed_bracket),
    Sort::Blurred(missing_colon),
    Sort::Sharp(indented_too_little),
    Sort::Sharp(text_after_quote),
    Sort::Sharp(second_colon),
    Sort::Sharp(bad_escape),
];

/// Breaks an entry in the wanted sort.
pub(crate) fn syntax_error(draft: &mut Draft, around: &Around<'_>) -> Mark {
    let line = match around.choose(SORTS) {
        Sort::Sharp(damage) => Some(damage(draft, around)),
        Sort::Blurred(damage) => {
            damage(draft, around);
            None
        }
    };
    Mark { line, field: None, entry: None }
}

fn unclosed_quote(draft: &mut Draft, around: &Around<'_>) {
    draft.set("name", &format!("\"{}", around.entry.name));
}

fn stray_bracket(draft: &mut Draft, around: &Around<'_>) -> usize {
    draft.set("channel", &format!("{}]", flow(&around.entry.channel)))
}

fn full_width_colon(draft: &mut Draft, around: &Around<'_>) {
    draft.replace("deadline", &[format!("    deadline：{}", around.entry.deadline)]);
}

fn missing_colon(draft: &mut Draft, around: &Around<'_>) {
    draft.write("deadline", "deadline", around.entry.deadline);
}

fn indented_too_far(draft: &mut Draft, _: &Around<'_>) -> usize {
    draft.rewrite("deadline", |line| format!(" {line}"))
}

fn indented_too_little(draft: &mut Draft, _: &Around<'_>) -> usize {
    draft.rewrite("deadline", |line| line.chars().skip(1).collect())
}

// Behind a line that ends in a bracket. Behind plain text some parsers name the line before.
fn tab(draft: &mut Draft, _: &Around<'_>) -> usize {
    draft.rewrite("method", |line| format!("\t{}", line.trim_start()))
}

fn at_sign(draft: &mut Draft, around: &Around<'_>) -> usize {
    draft.set("owner", &format!("@{}", around.entry.owner.lead[0]))
}

fn unclosed_bracket(draft: &mut Draft, around: &Around<'_>) {
    draft.set("channel", flow(&around.entry.channel).trim_end_matches(']'));
}

fn text_after_quote(draft: &mut Draft, around: &Around<'_>) -> usize {
    let (quoted, rest) = split_in_two(&around.entry.name);
    draft.set("name", &format!("\"{quoted}\"{rest}"))
}

fn second_colon(draft: &mut Draft, around: &Around<'_>) -> usize {
    draft.set("deadline", &format!("第一批: {}", around.entry.deadline))
}

fn bad_escape(draft: &mut Draft, around: &Around<'_>) -> usize {
    let (folder, file) = split_in_two(&around.entry.name);
    draft.set("name", &format!("\"{folder}\\{file}\""))
}

/// Splits a text after its second character.
fn split_in_two(text: &str) -> (&str, &str) {
    let middle = text.char_indices().nth(2).map_or(text.len(), |(at, _)| at);
    text.split_at(middle)
}
