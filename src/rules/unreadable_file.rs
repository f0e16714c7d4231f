//! See [`RULE`].
use crate::{
    check::{Check, rule},
    diagnostic::Severity,
};

rule! {
    /// ## 查什么
    /// 在那里、却读不出来的文件：没有读取权限，磁盘出错，超过 4 GB，或者不是普通文件（管道、套接字、设备）。
    ///
    /// ## 为什么
    /// 读不出来的文件等于没有检查。其余文件照常检查，但 govcat 以退出码 2 结束，不算通过。
    ///
    /// ## 怎么改
    /// 检查文件的权限，或从版本库重新检出。
    ///
    /// ## What it does
    /// Finds files that are there and cannot be read: no permission, a failing disk, more than 4 GB,
    /// or no regular file (a pipe, a socket, a device).
    ///
    /// ## Why it matters
    /// What cannot be read was not checked. Everything else is, but govcat ends with exit code 2; it
    /// is no pass.
    ///
    /// ## How to mend
    /// Check the file's permissions, or check it out again.
    ///
    /// ## Example
    /// ```text
    /// $ chmod 000 catalogs/x/20.yaml
    /// unreadable-file: catalogs/x/20.yaml
    ///
    /// $ chmod 644 catalogs/x/20.yaml
    /// ```
    {
        code: "unreadable-file",
        summary: ["文件无法读取", "the file cannot be read"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Stage,
    }
}
