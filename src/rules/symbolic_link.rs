//! See [`RULE`].
use crate::{
    check::{Check, rule},
    diagnostic::Severity,
};

rule! {
    /// ## 查什么
    /// catalogs 里面的符号链接，不论指向文件还是文件夹。
    ///
    /// ## 为什么
    /// 链接可能指到工作区外面，也可能绕成一圈；链接指向的内容不在版本库里，改了也没有记录。
    ///
    /// ## 怎么改
    /// 把文件本身放进来，替换链接；要沿用另一个机关的目录，用 `extends`。
    ///
    /// ## What it does
    /// Finds symbolic links inside catalogs/, to files and to folders.
    ///
    /// ## Why it matters
    /// A link may lead out of the workspace or round in a circle; what it points to is not in the
    /// repository, so its changes leave no trace.
    ///
    /// ## How to mend
    /// Put the file itself in the link's place; to build on another agency's catalogs, use `extends`.
    ///
    /// ## Example
    /// ```text
    /// $ ln -s ../national/20.yaml catalogs/x/20.yaml
    /// symbolic-link: catalogs/x/20.yaml
    ///
    /// $ cp catalogs/national/20.yaml catalogs/x/20.yaml
    /// ```
    {
        code: "symbolic-link",
        summary: ["符号链接没有读", "a symbolic link is not read"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Stage,
    }
}
