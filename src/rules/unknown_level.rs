//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::{
        choice::{Choice, Level},
        vocabulary::Terms,
        wording,
    },
    resolve::{AgencyId, Resolution},
};

rule! {
    /// ## 查什么
    /// 词表里没有的层级，包括条目的 `level` 和 agency.yaml 的 `level`。
    ///
    /// ## 为什么
    /// 层级说明一个事项由县级还是乡级公开；写错了，乡镇继承时就不知道哪些归自己。
    ///
    /// ## 怎么改
    /// 换成国家级、省级、市级、县级、乡级、村级、企事业单位之一；几级都公开的写成列表。
    ///
    /// ## What it does
    /// Finds levels that the vocabulary does not have, in entries and in agency.yaml.
    ///
    /// ## Why it matters
    /// The level says whether the county or the township discloses an entry; a township that inherits
    /// it cannot tell otherwise.
    ///
    /// ## How to mend
    /// Write one of 国家级, 省级, 市级, 县级, 乡级, 村级, 企事业单位, or several in a list.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     level: [县级, 网格级]  #~ unknown-level: "网格级"
    /// ```
    ///
    /// ```yaml fail
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 某机关
    /// level: 片区级  #~ unknown-level: "片区级"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     level: [县级, 乡级]
    /// ```
    {
        code: "unknown-level",
        summary: ["没有这个层级", "there is no such level of government"],
        severity: Severity::Error,
        basis: "国办发〔2019〕54号",
        checks: [Check::Entry(in_entry), Check::Agency(of_agency)],
    }
}

fn in_entry(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    let terms = &subject.resolution.registries.vocabulary.levels;
    subject.entry.level.iter().for_each(|choice| unknown_level(choice, terms, findings));
}

fn of_agency(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let Some(file) = &resolution.agency(id).file else { return };
    let terms = &resolution.registries.vocabulary.levels;
    file.level.iter().for_each(|choice| unknown_level(choice, terms, findings));
}

fn unknown_level(choice: &Choice<'_, Level>, terms: &Terms, findings: &mut Findings<'_>) {
    let word = &choice.text.value;
    // 同上 has a rule of its own.
    if choice.value.is_some() || wording::is_ditto(word) {
        return;
    }
    let help = match terms.nearest(word) {
        Some(nearest) => message!("是不是“{nearest}”？", "did you mean `{nearest}`?"),
        None => message!(
            "可以写：国家级、省级、市级、县级、乡级、村级、企事业单位",
            "one of 国家级, 省级, 市级, 县级, 乡级, 村级, 企事业单位"
        ),
    };
    findings.push(
        findings
            .at(choice.text.span, message!("没有层级“{word}”", "unknown level `{word}`"))
            .with_help(help)
            .in_field("level")
            .about(word),
    );
}
