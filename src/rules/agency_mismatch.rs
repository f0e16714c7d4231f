//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    resolve::{AgencyId, Resolution},
};

rule! {
    /// ## 查什么
    /// agency.yaml 里的 `agency` 与所在文件夹的名字不同。
    ///
    /// ## 为什么
    /// 多半是从别的县整个抄来的文件夹，机关名称、区划代码、机构还是别人的；照此公开，就是用了别人的名义。
    ///
    /// ## 怎么改
    /// 逐项核对 agency.yaml，把 `agency` 改成文件夹的名字；是文件夹名错了的，改文件夹。
    ///
    /// ## What it does
    /// Finds an agency.yaml whose `agency` is not the name of its folder.
    ///
    /// ## Why it matters
    /// Most often the folder was copied from another county, and name, code and offices are still
    /// that county's; published so, it speaks in another agency's name.
    ///
    /// ## How to mend
    /// Go through agency.yaml and set `agency` to the folder's name; or rename the folder.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- catalogs/fengcheng/agency.yaml
    /// govcat: 1
    /// agency: xiuyan  #~ agency-mismatch: "xiuyan"
    /// name: 岫岩满族自治县
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/xiuyan/agency.yaml
    /// govcat: 1
    /// agency: xiuyan
    /// name: 岫岩满族自治县
    /// ```
    {
        code: "agency-mismatch",
        summary: ["机关代号与文件夹名不同", "agency.yaml names another folder"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Agency(agency_mismatch),
    }
}

fn agency_mismatch(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let agency = resolution.agency(id);
    let Some(key) = agency.file.as_ref().and_then(|file| file.key.as_ref()) else { return };
    let (word, folder) = (&key.value, &agency.key);
    if *word == *folder {
        return;
    }
    findings.push(
        findings
            .at(
                key.span,
                message!("机关代号“{word}”与文件夹名“{folder}”不同", "the agency `{word}` lies in the folder `{folder}`"),
            )
            .with_help(message!(
                "核对这个文件是不是从别处抄来的；改成 agency: {folder}，或给文件夹改名",
                "see whether the file is a copy of another's; write `agency: {folder}`, or rename the folder"
            ))
            .in_field("agency")
            .about(word),
    );
}
