//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::{
        choice::{Choice, Review},
        vocabulary::Terms,
    },
    resolve::{AgencyId, Resolution},
};

rule! {
    /// ## 查什么
    /// `review` 里 verified、published、reconstructed 以外的词：条目、默认值和机构的核对程度。
    ///
    /// ## 为什么
    /// 网站凭它标明哪些文字已与正式文件核对、哪些只是补写；写错了，补写的就会当成正式文字公开。
    ///
    /// ## 怎么改
    /// 已与正式文件逐字核对的写 verified，读自已公布的目录的写 published，按一般了解补写的写 reconstructed。
    ///
    /// ## What it does
    /// Finds values of `review` other than `verified`, `published` and `reconstructed`, in entries,
    /// defaults and offices.
    ///
    /// ## Why it matters
    /// The site marks by it which texts were compared with the official document; with a wrong word
    /// a reconstructed text would pass for the official one.
    ///
    /// ## How to mend
    /// Write `verified` for what was compared with the official document, `published` for what was
    /// read in a published table, `reconstructed` for what was filled in from general knowledge.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     review: checked  #~ unknown-review: "checked"
    /// ```
    ///
    /// ```yaml fail
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 某县
    /// offices:
    ///   - name: 县民政局
    ///     review: 已核对  #~ unknown-review: "已核对"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     review: verified
    /// ```
    {
        code: "unknown-review",
        summary: ["没有这种核对程度", "there is no such degree of review"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        checks: [Check::Entry(in_entry), Check::Agency(in_offices)],
    }
}

fn in_entry(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    let terms = &subject.resolution.registries.vocabulary.reviews;
    subject.entry.review.iter().for_each(|choice| unknown_review(choice, terms, findings));
}

fn in_offices(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let Some(file) = &resolution.agency(id).file else { return };
    let terms = &resolution.registries.vocabulary.reviews;
    let reviews = file.offices.iter().filter_map(|office| office.review.as_ref());
    reviews.for_each(|choice| unknown_review(choice, terms, findings));
}

fn unknown_review(choice: &Choice<'_, Review>, terms: &Terms, findings: &mut Findings<'_>) {
    if choice.value.is_some() {
        return;
    }
    let word = &choice.text.value;
    let help = match terms.nearest(word) {
        Some(nearest) => message!("是不是“{nearest}”？", "did you mean `{nearest}`?"),
        None => message!(
            "写 verified（已核对）、published（读自已公布的目录）或者 reconstructed（补写）",
            "write `verified`, `published` or `reconstructed`"
        ),
    };
    findings.push(
        findings
            .at(
                choice.text.span,
                message!("没有核对程度“{word}”", "unknown degree of review `{word}`"),
            )
            .with_help(help)
            .in_field("review")
            .about(word),
    );
}
