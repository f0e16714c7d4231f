//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::names::{MAX_BYTES, is_safe_id},
};

rule! {
    /// ## 查什么
    /// 编号里不能用的字符。编号以字母或数字开头，只含字母、数字、“.”、“_”、“-”。
    ///
    /// ## 为什么
    /// 编号是条目的永久地址，也是网页的文件名；斜杠、空格和系统保留名会写到别处或写不出来。
    ///
    /// ## 怎么改
    /// 换成合规的编号；已经用过的旧编号写进 `was`。
    ///
    /// ## What it does
    /// Finds ids with characters that an id may not have: an id starts with a letter or digit and
    /// holds only letters, digits, `.`, `_` and `-`.
    ///
    /// ## Why it matters
    /// The id is the entry's permanent address and a file's name; a slash, a blank or a name that
    /// a system reserves would be written elsewhere, or not at all.
    ///
    /// ## How to mend
    /// Give it a valid id, and keep one that was in use under `was`.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: 社救/1  #~ bad-id: "社救/1"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    /// ```
    {
        code: "bad-id",
        summary: ["编号含有不能用的字符", "an id has characters that it may not have"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Entry(bad_id),
    }
}

fn bad_id(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    let entry = subject.entry;
    for id in entry.id.iter().chain(&entry.was).filter(|it| !is_safe_id(&it.value)) {
        let word = &id.value;
        let is_spelled_well = word.starts_with(|c: char| c.is_ascii_alphanumeric())
            && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'));
        let what = if !is_spelled_well {
            message!("编号“{word}”含有不能用的字符", "the id `{word}` has characters that it may not have")
        } else if word.len() > MAX_BYTES {
            message!("编号超过 {MAX_BYTES} 个字符", "the id is longer than {MAX_BYTES} characters")
        } else {
            message!("编号“{word}”是保留的文件名", "the id `{word}` is a reserved file name")
        };
        findings.push(
            findings
                .at(id.span, what)
                .with_help(message!(
                    "编号以字母或数字开头，只用字母、数字、“.”、“_”、“-”，例如 20-001",
                    "start with a letter or digit; use letters, digits, `.`, `_`, `-`, as in 20-001"
                ))
                .in_field("id")
                .about(word),
        );
    }
}
