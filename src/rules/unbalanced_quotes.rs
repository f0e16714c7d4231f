//! See [`RULE`].
use crate::{
    check::{Check, Findings, marks::Marks, rule},
    diagnostic::{Severity, message},
    model::{Text, field::Field, wording::is_han},
};

rule! {
    /// ## 查什么
    /// 不成对的引号：“”‘’缺了一半，或者两头用了同一半（”双随机”）。
    ///
    /// ## 为什么
    /// 引号里往往是专用的说法；缺了一半，就不知道说到哪里为止。
    ///
    /// ## 怎么改
    /// 补上或者换成另一半。
    ///
    /// ## What it does
    /// Finds quotation marks that are not paired: one half missing, or the same half at both ends.
    ///
    /// ## Why it matters
    /// Quotation marks enclose terms of art; without one of them nobody knows where the term ends.
    ///
    /// ## How to mend
    /// Add the other half, or turn it round.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     content:
    ///       - “双随机、一公开监管  #~ unbalanced-quotes: "“"
    ///       - ”一件事”办理流程  #~ unbalanced-quotes: "”"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     content: [“双随机、一公开”监管]
    /// ```
    {
        code: "unbalanced-quotes",
        summary: ["引号不成对", "quotation marks are not paired"],
        severity: Severity::Warning,
        basis: "GB/T 15834—2011",
        check: Check::Text(Marks::QUOTE, unbalanced_quotes),
    }
}

fn unbalanced_quotes(text: &Text<'_>, _: Field, findings: &mut Findings<'_>) {
    let value: &str = &text.value;
    let odd = odd(value, '“', '”').or_else(|| odd(value, '‘', '’'));
    let Some((at, quote)) = odd else { return };
    let other = match quote {
        '“' => '”',
        '”' => '“',
        '‘' => '’',
        _ => '‘',
    };
    findings.push(
        findings
            .at(
                text.part(at..at + quote.len_utf8()),
                message!(
                    "“{quote}”没有与它成对的“{other}”",
                    "`{quote}` has no `{other}` to pair with"
                ),
            )
            .with_help(message!("补上另一半引号", "add the other half"))
            .about(value),
    );
}

/// The first quotation mark without its other half.
fn odd(value: &str, open: char, close: char) -> Option<(usize, char)> {
    let mut opened = None;
    let mut before = None;
    for (at, c) in value.char_indices() {
        if c == open {
            if let Some(at) = opened.replace(at) {
                return Some((at, open));
            }
        } else if c == close && opened.take().is_none() {
            // ’ is an apostrophe too.
            let is_apostrophe = c == '’' && before.is_some_and(|c| !is_han(c));
            if !is_apostrophe {
                return Some((at, close));
            }
        }
        before = Some(c);
    }
    opened.map(|at| (at, open))
}
