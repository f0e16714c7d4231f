//! See [`RULE`].
use crate::{
    check::{Check, rule},
    diagnostic::Severity,
};

rule! {
    /// ## 查什么
    /// 不是 UTF-8 编码的文件：GB18030（GBK、GB2312）、UTF-16，以及根本不是文本的文件。UTF-8 带不带 BOM 都可以。
    ///
    /// ## 为什么
    /// 编码猜错，“公开”就成了乱码；govcat 不猜，只说明文件是什么编码、怎么转换。
    ///
    /// ## 怎么改
    /// 用记事本打开，“另存为”时编码选 UTF-8；或运行 iconv -f GB18030 -t UTF-8。
    ///
    /// ## What it does
    /// Finds files that are not UTF-8: GB18030 (GBK, GB2312), UTF-16, and what is no text at all. A
    /// byte order mark of UTF-8 is fine.
    ///
    /// ## Why it matters
    /// A wrong guess makes the text unreadable, so govcat does not guess: it says what the file is
    /// and how to convert it.
    ///
    /// ## How to mend
    /// Save the file as UTF-8, or run iconv -f GB18030 -t UTF-8.
    ///
    /// ## Example
    /// ```text
    /// $ iconv -f UTF-8 -t GB18030 20.yaml > catalogs/x/20.yaml
    /// unsupported-encoding: catalogs/x/20.yaml
    ///
    /// $ cp 20.yaml catalogs/x/20.yaml
    /// ```
    {
        code: "unsupported-encoding",
        summary: ["文件不是 UTF-8 编码", "the file is not UTF-8"],
        severity: Severity::Error,
        basis: "YAML 1.2.2",
        check: Check::Stage,
    }
}
