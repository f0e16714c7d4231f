//! See [`RULE`].
use crate::{
    check::{Check, rule},
    diagnostic::Severity,
};

rule! {
    /// ## 查什么
    /// 文件里不合 YAML 写法的地方：引号、括号不成对，缩进没对齐，冒号后缺空格。
    /// 出错的那一条读到哪里算哪里，后面的条目照常检查。
    ///
    /// ## 为什么
    /// 读不懂的内容既不能公开，也不能核对；一处写错不应当遮住其他问题。
    ///
    /// ## 怎么改
    /// 按提示改好所指的那一行；拿不准时，给整段内容加上双引号。
    ///
    /// ## What it does
    /// Finds what is not valid YAML. Reading goes on at the next entry, so one slip hides no other.
    ///
    /// ## Why it matters
    /// What cannot be read can neither be published nor be checked.
    ///
    /// ## How to mend
    /// Mend the line pointed at; when in doubt, put the whole value in double quotes.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: "监督检查  #~ syntax-error: "\"监督检查"
    ///     deadline: 20个工作日内
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: "监督检查"
    ///     deadline: 20个工作日内
    /// ```
    {
        code: "syntax-error",
        summary: ["文件不是正确的 YAML", "the file is not valid YAML"],
        severity: Severity::Error,
        basis: "YAML 1.2.2",
        check: Check::Stage,
    }
}
