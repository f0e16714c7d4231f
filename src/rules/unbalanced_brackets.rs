//! See [`RULE`].
use smallvec::SmallVec;

use crate::{
    check::{Check, Findings, marks::Marks, rule},
    diagnostic::{Severity, message},
    model::{Text, field::Field, wording},
};

rule! {
    /// ## 查什么
    /// 不成对的书名号和括号：《》〈〉〔〕（）【】「」『』() []，缺一半的、交叉的都算。括号全角半角混用不算。
    ///
    /// ## 为什么
    /// 少半个书名号，就分不清依据的是哪一部法规；多半出在把一格内容拆成几项的时候。
    ///
    /// ## 怎么改
    /// 补上或者删去那一半；被拆成两项的，合回一项。
    ///
    /// ## What it does
    /// Finds brackets and title marks that are not paired, or that cross. Pairs of mixed width are fine.
    ///
    /// ## Why it matters
    /// With half of 《》 gone nobody can tell which law is meant; it mostly happens when a cell is
    /// split into items.
    ///
    /// ## How to mend
    /// Add or delete the half; put items together again that were one.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     content:
    ///       - 申请材料（身份证、户口簿  #~ unbalanced-brackets: "（"
    ///       - 收入证明）  #~ unbalanced-brackets: "）"
    ///     basis:
    ///       - 《社会救助暂行办法（国务院令第649号）  #~ unbalanced-brackets: "《"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     content: [申请材料（身份证、户口簿）, 1）办理条件；2）办理流程]
    ///     basis: [《国务院办公厅转发〈关于做好救助工作的意见（试行）〉的通知》（国办发〔2019〕54号)]
    /// ```
    {
        code: "unbalanced-brackets",
        summary: ["括号或者书名号不成对", "brackets or title marks are not paired"],
        severity: Severity::Error,
        basis: "GB/T 15834—2011",
        check: Check::Text(Marks::BRACKET, unbalanced_brackets),
    }
}

/// A bracket: which pair it belongs to, and which half it is.
#[derive(Clone, Copy)]
enum Bracket {
    Open(Pair),
    Close(Pair),
}

/// A pair of brackets, by its closing half. Widths are one.
type Pair = char;

/// The first bracket without its other half.
struct Odd {
    at: usize,
    bracket: char,
    /// The half that is missing.
    other: char,
    /// Whether that half is there, on the wrong side of another bracket.
    is_crossed: bool,
}

fn unbalanced_brackets(text: &Text<'_>, _: Field, findings: &mut Findings<'_>) {
    let value: &str = &text.value;
    let Some(Odd { at, bracket, other, is_crossed }) = odd(value) else { return };
    let what = if is_crossed {
        message!("“{bracket}”与别的括号交叉了", "`{bracket}` crosses another pair of brackets")
    } else {
        message!("“{bracket}”没有与它成对的“{other}”", "`{bracket}` has no `{other}` to pair with")
    };
    findings.push(
        findings
            .at(text.part(at..at + bracket.len_utf8()), what)
            .with_help(message!(
                "补上或者删去这一半；内容被拆成几项的，合回一项",
                "add the other half or delete this one; put items together that were one"
            ))
            .about(value),
    );
}

fn odd(value: &str) -> Option<Odd> {
    let mut open: SmallVec<[(usize, char, Pair); 8]> = SmallVec::new();
    for (at, c) in value.char_indices() {
        match bracket_of(c) {
            Some(Bracket::Open(pair)) => open.push((at, c, pair)),
            Some(Bracket::Close(pair)) => match open.last() {
                Some(&(.., expected)) if expected == pair => {
                    open.pop();
                }
                Some(&(at, bracket, other)) if open.iter().any(|(.., it)| *it == pair) => {
                    // What is open here either never closes, or closes too late.
                    let closes =
                        |c| matches!(bracket_of(c), Some(Bracket::Close(it)) if it == other);
                    let is_crossed = value[at..].contains(closes);
                    return Some(Odd { at, bracket, other, is_crossed });
                }
                _ if pair == '）' && numbers_an_item(&value[..at]) => {}
                _ => return Some(Odd { at, bracket: c, other: opening(pair), is_crossed: false }),
            },
            None => {}
        }
    }
    let (at, bracket, other) = open.first().copied()?;
    Some(Odd { at, bracket, other, is_crossed: false })
}

fn bracket_of(c: char) -> Option<Bracket> {
    use Bracket::{Close, Open};
    Some(match c {
        '《' => Open('》'),
        '〈' => Open('〉'),
        '〔' => Open('〕'),
        '（' | '(' => Open('）'),
        '【' => Open('】'),
        '「' => Open('」'),
        '『' => Open('』'),
        '［' | '[' => Open(']'),
        '》' | '〉' | '〕' | '】' | '」' | '』' => Close(c),
        '）' | ')' => Close('）'),
        '］' | ']' => Close(']'),
        _ => return None,
    })
}

fn opening(pair: Pair) -> char {
    match pair {
        '》' => '《',
        '〉' => '〈',
        '〕' => '〔',
        '）' => '（',
        '】' => '【',
        '」' => '「',
        '』' => '『',
        _ => '[',
    }
}

/// `1）`, `一）`, `a)` at the start of an item need no other half.
fn numbers_an_item(before: &str) -> bool {
    let is_number = |c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c);
    let rest = before.trim_end_matches(is_number);
    (1..=9).contains(&(before.len() - rest.len())) && !rest.ends_with(wording::is_han)
}
