//! See [`RULE`].
use crate::{
    check::{Check, rule},
    diagnostic::Severity,
};

rule! {
    /// ## 查什么
    /// 没有任何内容的文件：长度为零，只有空行，或只有注释。
    ///
    /// ## 为什么
    /// 空文件多半是没保存成功，或下载、合并时丢了内容；当作没有问题放过去，这个领域就漏掉了。
    ///
    /// ## 怎么改
    /// 写入目录内容；不需要的文件，删去。
    ///
    /// ## What it does
    /// Finds files that hold no data: no bytes, only blank lines, or only comments.
    ///
    /// ## Why it matters
    /// An empty file is most likely one that was not saved, or lost in a merge; passed over, its
    /// domain is gone.
    ///
    /// ## How to mend
    /// Write the catalog into it, or delete it.
    ///
    /// ## Example
    /// ```yaml fail
    /// # 社会救助领域，内容待补  #~ empty-file: ""
    /// ```
    ///
    /// ```yaml pass
    /// # 社会救助领域
    /// govcat: 1
    /// domain: social-assistance
    /// ```
    {
        code: "empty-file",
        summary: ["文件是空的", "the file is empty"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Stage,
    }
}
