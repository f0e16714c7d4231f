//! The YAML reader's errors in words for the clerk.
use granit_parser::ErrorKind;

use crate::{
    diagnostic::{Diagnostic, Message, message},
    span::Span,
};

/// A syntax error with what is likely wrong in its line, and how to mend it.
pub(crate) fn describe(kind: &ErrorKind, words: &str, span: Span, line: &str) -> Diagnostic {
    let (what, help) = likely(kind, line);
    let what = what.unwrap_or_else(|| Message {
        zh: format!("这里不是正确的 YAML（{words}）"),
        en: format!("this is not valid YAML ({words})"),
    });
    Diagnostic::new("syntax-error", span, what).with_help(help)
}

fn likely(kind: &ErrorKind, line: &str) -> (Option<Message>, Message) {
    use ErrorKind as E;
    match kind {
        E::UnclosedQuotedScalar
        | E::InvalidTrailingDoubleQuotedScalar
        | E::InvalidTrailingSingleQuotedScalar
        | E::InvalidQuotedScalarIndent
        | E::DocumentIndicatorInQuotedScalar => (
            Some(message!("引号没有成对", "a quotation mark is not closed")),
            message!(
                "补上缺少的引号，或把两个引号都去掉",
                "add the missing quote, or take both away"
            ),
        ),
        E::UnclosedFlowCollection { .. }
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::ExpectedFlowSequenceSeparator
        | E::ExpectedFlowMappingSeparator
        | E::BlockEntryInFlowCollection
        | E::InvalidFlowScalarIndent
        | E::MisplacedFlowCollectionEnd
        | E::MismatchedFlowCollectionEnd { .. } => (
            Some(message!("方括号或花括号没有成对", "a bracket is not closed, or closes nothing")),
            message!(
                "一个列表写成 [甲, 乙]，或每行一个“- 甲”",
                "write a list as [a, b], or one `- a` a line"
            ),
        ),
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabInPlainScalar
        | E::TabAtBlockScalarStart => (
            Some(message!("缩进里有制表符（Tab）", "there is a tab in the indentation")),
            message!("缩进只用空格，每层两个", "indent with spaces only, two a level"),
        ),
        E::RecursionLimitExceeded => (
            Some(message!("嵌套层次太深（最多 255 层）", "nested too deeply (255 levels at most)")),
            message!("目录文件最多用四五层", "a catalog needs four or five levels"),
        ),
        E::UnexpectedCharacter { .. } | E::MissingAnchorOrAliasName | E::ExpectedTagBang => (
            Some(message!("内容不能以这个符号开头", "a value cannot start with this character")),
            message!("给整个内容加上双引号", "put the whole value in double quotes"),
        ),
        E::MappingValueNotAllowed | E::InvalidMappingValueWhitespace | E::InvalidColonPlacement => {
            (Some(message!("这里不能再有冒号", "a colon cannot stand here")), general(line))
        }
        E::SimpleKeyExpected | E::InvalidSimpleKey | E::UnexpectedEndOfPlainScalar => {
            (Some(message!("这一行不是“键: 值”", "this line is no `key: value`")), general(line))
        }
        E::ExpectedBlockMappingKey | E::InvalidIndentation | E::ExpectedBlockSequenceEntry => (
            Some(message!(
                "这一行和上面的内容没有对齐，或写法不对",
                "this line is not aligned with those above, or is malformed"
            )),
            general(line),
        ),
        E::BlockSequenceEntryNotAllowed | E::InvalidBlockEntryWhitespace => (
            Some(message!("这里不能有列表项“- ”", "a list item `- ` cannot stand here")),
            message!(
                "列表的各项缩进要相同，写在键的下一行",
                "indent the items of a list alike, below their key"
            ),
        ),
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidUnicodeEscape => (
            Some(message!(
                "双引号里的反斜杠“\\”写法不对",
                "a backslash in double quotes is no valid escape"
            )),
            message!("改用单引号，或把“\\”写两遍", "use single quotes, or double the backslash"),
        ),
        E::CommentInterceptedScalar | E::CommentNotSeparated => (
            Some(message!("“#”之后会被当作注释", "what follows `#` is read as a comment")),
            message!(
                "内容里有“#”时，给整个内容加上双引号",
                "put a value that holds `#` in double quotes"
            ),
        ),
        E::UnknownAnchor => (
            Some(message!(
                "内容以“*”开头会被当作别名",
                "a value that starts with `*` is read as an alias"
            )),
            message!(
                "给整个内容加上双引号；目录文件不使用别名",
                "put the value in double quotes; catalogs do not use aliases"
            ),
        ),
        _ => (None, general(line)),
    }
}

/// What is most often wrong in a line that cannot be read.
fn general(line: &str) -> Message {
    let key = line.trim_start().trim_start_matches("- ");
    if key.split([' ', '"', '[']).next().is_some_and(|it| it.contains('：')) {
        return message!(
            "键名后面要用半角冒号加一个空格，不能用全角“：”",
            "after a key comes an ASCII colon and a space, not the full-width `：`"
        );
    }
    if key.matches(": ").count() > 1 {
        return message!(
            "内容里有“: ”时，给整个内容加上双引号",
            "put a value that holds `: ` in double quotes"
        );
    }
    message!(
        "检查这一行和上一行：冒号后有没有空格、缩进是否对齐、引号和括号是否成对",
        "look at this line and the one above: a blank after the colon, the indentation, pairs of quotes and brackets"
    )
}
