//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::{
        choice::{Choice, Spelling},
        vocabulary::Terms,
    },
    resolve::{AgencyId, CatalogId, Resolution},
};

rule! {
    /// ## 查什么
    /// 有标准词而用了别的叫法：公开渠道、公开方式、公开对象、层级、环节、理由。括号、冒号、斜杠全角半角与标准词
    /// 不同的，也算。
    ///
    /// ## 为什么
    /// 意思虽然明白，但各地叫法不一，汇总、比较和检索都会漏。govcat 能认出这些词，网站上照标准词显示。
    ///
    /// ## 怎么改
    /// 换成提示里的标准词。
    ///
    /// ## What it does
    /// Finds other words used where the vocabulary has a standard term: for channels, methods,
    /// audiences, levels, stages and reasons. Brackets, colons and strokes of another width count too.
    ///
    /// ## Why it matters
    /// The meaning is clear, but where each county has words of its own, totals, comparisons and
    /// searches miss some. govcat understands these words and shows the standard term.
    ///
    /// ## How to mend
    /// Write the standard term that the help names.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     method: 依申请  #~ non-standard-term: "依申请"
    ///     channel:
    ///       - 政府服务中心  #~ non-standard-term: "政府服务中心"
    ///       - 社区/企事业单位/村公示栏(电子屏)  #~ non-standard-term: "社区/企事业单位/村公示栏(电子屏)"
    /// ```
    ///
    /// ```yaml fail
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 某县
    /// level: 区级  #~ non-standard-term: "区级"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     method: 依申请公开
    ///     channel: [政务服务中心, 社区/企事业单位/村公示栏（电子屏）]
    ///     audience: 特定群体：申请人
    /// ```
    {
        code: "non-standard-term",
        summary: ["没有用标准词", "another word is used for a standard term"],
        severity: Severity::Warning,
        basis: "国办发〔2019〕54号",
        checks: [Check::Entry(in_entry), Check::Catalog(in_excludes), Check::Agency(of_agency)],
    }
}

fn in_entry(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    fn all<T>(
        choices: &[Choice<'_, T>],
        terms: &Terms,
        field: &'static str,
        findings: &mut Findings<'_>,
    ) {
        for choice in choices {
            non_standard(choice, terms, field, None, findings);
        }
    }
    let vocabulary = &subject.resolution.registries.vocabulary;
    let entry = subject.entry;
    all(&entry.method, &vocabulary.methods, "method", findings);
    all(&entry.channel, &vocabulary.channels, "channel", findings);
    all(&entry.audience, &vocabulary.audiences, "audience", findings);
    all(&entry.level, &vocabulary.levels, "level", findings);
    all(&entry.stage, &vocabulary.stages, "stage", findings);
    all(entry.reason.as_slice(), &vocabulary.reasons, "reason", findings);
    all(entry.review.as_slice(), &vocabulary.reviews, "review", findings);
}

fn in_excludes(resolution: &Resolution<'_>, id: CatalogId, findings: &mut Findings<'_>) {
    let terms = &resolution.registries.vocabulary.reasons;
    for exclude in &resolution.catalog(id).catalog.excludes {
        let entry = exclude.id.as_ref().map(|id| id.value.as_ref());
        exclude.reason.iter().for_each(|it| non_standard(it, terms, "reason", entry, findings));
    }
}

fn of_agency(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let Some(file) = &resolution.agency(id).file else { return };
    let vocabulary = &resolution.registries.vocabulary;
    file.level.iter().for_each(|it| non_standard(it, &vocabulary.levels, "level", None, findings));
    for choice in file.offices.iter().filter_map(|office| office.review.as_ref()) {
        non_standard(choice, &vocabulary.reviews, "review", None, findings);
    }
}

fn non_standard<T>(
    choice: &Choice<'_, T>,
    terms: &Terms,
    field: &'static str,
    entry: Option<&str>,
    findings: &mut Findings<'_>,
) {
    if choice.spelling != Spelling::Synonym {
        return;
    }
    let word = &choice.text.value;
    let standard = terms.standardise(word);
    // The standard term with a blank in it is a matter of the blank.
    if word.chars().filter(|c| !c.is_whitespace()).eq(standard.chars()) {
        return;
    }
    let mut found = findings
        .at(choice.text.span, message!("“{word}”不是标准词", "`{word}` is not the standard term"))
        .with_help(message!("写成“{standard}”", "write `{standard}`"))
        .with_mend(choice.text.span, standard.as_ref())
        .in_field(field)
        .about(word);
    found.entry = entry.map(Into::into);
    findings.push(found);
}
