//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    resolve::{AgencyId, Resolution},
    span::Span,
};

rule! {
    /// ## 查什么
    /// 有目录文件、却没有 agency.yaml 的机关文件夹。
    ///
    /// ## 为什么
    /// 没有 agency.yaml，就不知道是谁的目录、叠在哪一层之上、由哪些机构公开。
    ///
    /// ## 怎么改
    /// 在文件夹里建一个 agency.yaml，写上 govcat、agency、name，接上一层的再写 extends。
    /// Windows 隐藏了扩展名时，留意是不是存成了 agency.yaml.txt。
    ///
    /// ## What it does
    /// Finds folders that hold catalogs and no agency.yaml.
    ///
    /// ## Why it matters
    /// Without it nobody knows whose the catalogs are, what they lie over, and whose offices disclose.
    ///
    /// ## How to mend
    /// Write an agency.yaml with `govcat`, `agency` and `name`, and with `extends` where a layer lies
    /// below. Where Windows hides endings, see that it is not agency.yaml.txt.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- catalogs/x/agency.yaml.txt
    /// govcat: 1
    /// agency: x
    /// name: 某县
    /// --- catalogs/x/20-social-assistance.yaml
    /// govcat: 1  #~ missing-agency-file: ""
    /// domain: social-assistance
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 某县
    /// --- catalogs/x/20-social-assistance.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// ```
    {
        code: "missing-agency-file",
        summary: ["机关文件夹里没有 agency.yaml", "an agency's folder has no agency.yaml"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Agency(missing_agency_file),
    }
}

fn missing_agency_file(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let agency = resolution.agency(id);
    let (None, Some(&first)) = (&agency.file, agency.catalogs.first()) else { return };
    let folder = &agency.key;
    findings.push(
        findings
            .at(
                Span::top(resolution.catalog(first).catalog.file),
                message!("文件夹“{folder}”里没有 agency.yaml", "the folder `{folder}` has no agency.yaml"),
            )
            .with_help(message!(
                "新建 catalogs/{folder}/agency.yaml，写上 govcat: 1、agency: {folder}、name: 机关名称",
                "write catalogs/{folder}/agency.yaml with `govcat: 1`, `agency: {folder}` and `name: …`"
            ))
            .about(folder),
    );
}
