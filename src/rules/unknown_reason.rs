//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::{
        choice::{Choice, ReasonId},
        vocabulary::Terms,
        wording,
    },
    resolve::{CatalogId, Resolution},
};

rule! {
    /// ## 查什么
    /// 词表里没有的理由：负面清单条目的 `reason`，以及 `exclude` 里的 `reason`。
    ///
    /// ## 为什么
    /// 不公开、不列入都要有法定理由（《政府信息公开条例》第十四条至第十六条）；“暂不公开”“领导决定”不是理由。
    ///
    /// ## 怎么改
    /// 换成词表里的理由，例如不适用、他处已公开、依法不予公开、国家秘密、商业秘密、个人隐私、内部事务信息；
    /// 没有法定理由的，照常公开。
    ///
    /// ## What it does
    /// Finds reasons that the vocabulary does not have: of entries in a negative list, and of what a
    /// layer excludes.
    ///
    /// ## Why it matters
    /// Not to disclose takes a lawful reason (Articles 14 to 16 of the Regulation on Open Government
    /// Information).
    ///
    /// ## How to mend
    /// Write one of the vocabulary's reasons; where there is none, disclose.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries: []
    /// exclude:
    ///   - id: "20-001"
    ///     reason: 领导认为不宜公开  #~ unknown-reason: "领导认为不宜公开"
    /// ```
    ///
    /// ```yaml fail
    /// govcat: 1
    /// kind: negative
    /// entries:
    ///   - id: "N-001"
    ///     reason: 工作需要  #~ unknown-reason: "工作需要"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// kind: negative
    /// entries:
    ///   - id: "N-001"
    ///     reason: 国家秘密
    /// ```
    {
        code: "unknown-reason",
        summary: ["不是词表里的法定理由", "a reason is not one of the lawful ones"],
        severity: Severity::Error,
        basis: "《政府信息公开条例》第十四条至第十六条",
        checks: [Check::Entry(in_entry), Check::Catalog(in_excludes)],
    }
}

fn in_entry(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    let terms = &subject.resolution.registries.vocabulary.reasons;
    subject.entry.reason.iter().for_each(|choice| unknown_reason(choice, None, terms, findings));
}

fn in_excludes(resolution: &Resolution<'_>, id: CatalogId, findings: &mut Findings<'_>) {
    let terms = &resolution.registries.vocabulary.reasons;
    for exclude in &resolution.catalog(id).catalog.excludes {
        let entry = exclude.id.as_ref().map(|id| id.value.as_ref());
        exclude.reason.iter().for_each(|choice| unknown_reason(choice, entry, terms, findings));
    }
}

fn unknown_reason(
    choice: &Choice<'_, ReasonId>,
    entry: Option<&str>,
    terms: &Terms,
    findings: &mut Findings<'_>,
) {
    let word = &choice.text.value;
    // 同上 has a rule of its own.
    if choice.value.is_some() || wording::is_ditto(word) {
        return;
    }
    let help = if let Some(nearest) = terms.nearest(word) {
        message!("是不是“{nearest}”？", "did you mean `{nearest}`?")
    } else {
        let all: Vec<_> = terms.list().iter().map(|term| term.term.as_str()).collect();
        let (zh, en) = (all.join("；"), all.join("; "));
        message!("可以写的理由：{zh}", "the lawful reasons: {en}")
    };
    let mut found = findings
        .at(choice.text.span, message!("“{word}”不是法定理由", "`{word}` is not a lawful reason"))
        .with_help(help)
        .in_field("reason")
        .about(word);
    found.entry = entry.map(Into::into);
    findings.push(found);
}
