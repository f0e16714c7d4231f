//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    model::likeness::nearest,
    resolve::{Agency, AgencyId, Resolution},
};

rule! {
    /// ## 查什么
    /// `extends` 指向的机关，在 catalogs 下没有这个文件夹。
    ///
    /// ## 为什么
    /// 上一层找不到，就什么也继承不到，本机关的目录会缺掉一大半。
    ///
    /// ## 怎么改
    /// 写上一层机关的文件夹名，例如 national，不写机关的中文名称。
    ///
    /// ## What it does
    /// Finds an `extends` that names no folder in catalogs/.
    ///
    /// ## Why it matters
    /// Where the layer below is not found, nothing is inherited, and most of the agency's catalog is
    /// missing.
    ///
    /// ## How to mend
    /// Write the name of the folder, such as `national`, not the agency's full name.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- catalogs/national/agency.yaml
    /// govcat: 1
    /// agency: national
    /// name: 国家标准目录
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 某县
    /// extends: natoinal  #~ unknown-agency: "natoinal"
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/national/agency.yaml
    /// govcat: 1
    /// agency: national
    /// name: 国家标准目录
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 某县
    /// extends: national
    /// ```
    {
        code: "unknown-agency",
        summary: ["没有这个上一层机关", "the layer below does not exist"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Agency(unknown_agency),
    }
}

/// How many folders on either side, in the order of the alphabet, are looked at for a likeness.
/// All of them, for each of thousands of agencies, would be too many.
const NEIGHBOURS: usize = 64;

fn unknown_agency(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let agency = resolution.agency(id);
    let Some(extends) = agency.file.as_ref().and_then(|file| file.extends.as_ref()) else { return };
    let word = extends.value.as_ref();
    if resolution.find_agency(word).is_some() {
        return;
    }
    let help = match likely(resolution, agency, word) {
        Some(key) => message!("是不是“{key}”？", "did you mean `{key}`?"),
        None => message!("写 catalogs 下的文件夹名", "write the name of a folder in catalogs/"),
    };
    findings.push(
        findings
            .at(extends.span, message!("catalogs 下没有“{word}”这个机关", "there is no agency `{word}` in catalogs/"))
            .with_help(help)
            .in_field("extends")
            .about(word),
    );
}

/// The agency of that full name, or with the folder most like it.
fn likely<'r>(resolution: &'r Resolution<'_>, agency: &Agency<'_>, word: &str) -> Option<&'r str> {
    let agencies = &resolution.agencies;
    if let Some(named) = agencies.iter().find(|it| it.name() == word) {
        return Some(&named.key);
    }
    let others = |it: &&Agency<'_>| it.key != agency.key;
    let at = agencies.partition_point(|it| it.key.as_str() < word);
    let near = &agencies[at.saturating_sub(NEIGHBOURS)..agencies.len().min(at + NEIGHBOURS)];
    // What extends nothing is the lowest layer, which most others lie over.
    let is_lowest = |it: &&Agency<'_>| it.file.as_ref().is_none_or(|file| file.extends.is_none());
    let lowest = agencies.iter().filter(is_lowest).take(NEIGHBOURS);
    nearest(word, lowest.chain(near).filter(others).map(|it| it.key.as_str()))
}
