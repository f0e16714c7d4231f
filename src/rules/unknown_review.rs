//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::{
        Text,
        catalog::Entry,
        choice::{Choice, Review},
        field::Field,
        likeness::nearest,
        vocabulary::Terms,
    },
    resolve::{AgencyId, Resolution},
};

rule! {
    /// ## 查什么
    /// `review` 里 verified、published、reconstructed 以外的词：条目、默认值和机构的核对程度。`reconstructed` 里
    /// 不是字段的词，和这里没有写的字段：标记跟着写出来的值走，没有值就无从标起。
    ///
    /// ## 为什么
    /// 网站凭它标明哪些文字已与正式文件核对、哪些只是补写；写错了，补写的就会当成正式文字公开。
    ///
    /// ## 怎么改
    /// 已与正式文件逐字核对的写 verified，读自已公布的目录的写 published，按一般了解补写的写 reconstructed。
    ///
    /// ## What it does
    /// Finds values of `review` other than `verified`, `published` and `reconstructed`, in entries,
    /// defaults and offices; and words under `reconstructed` that are no field, or a field that is not
    /// written there: the mark goes with a value.
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
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 信息形成之日起20个工作日内
    ///     review: published
    ///     reconstructed:
    ///       - dedline  #~ unknown-review: "dedline"
    ///       - channel  #~ unknown-review: "channel"
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
    ///   - id: "20-002"
    ///     deadline: 信息形成之日起20个工作日内
    ///     review: published
    ///     reconstructed: deadline
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
    subject.entry.reconstructed().iter().for_each(|it| unknown_field(it, subject.entry, findings));
}

fn unknown_field(text: &Text<'_>, entry: &Entry<'_>, findings: &mut Findings<'_>) {
    let word = &text.value;
    let (what, help) = match Field::find(word) {
        // What is written and cannot be read has a finding of its own.
        Some(field) if entry.has(field) || entry.meant.contains(field) || entry.is_damaged => return,
        Some(field) => {
            let label = field.label();
            (
                message!("这里没有写{label}，标不上“补写”", "`{word}` is not written here, so it cannot be marked"),
                message!("标在写它的地方：条目，或者 defaults", "mark it where it is written: the entry, or `defaults`"),
            )
        }
        None => (
            message!("没有“{word}”这个字段", "there is no field `{word}`"),
            match nearest(word, Field::ALL.map(Field::name)) {
                Some(nearest) => message!("是不是“{nearest}”？", "did you mean `{nearest}`?"),
                None => message!(
                    "写字段的键，例如 deadline、channel、audience",
                    "write keys of fields, as `deadline`, `channel`, `audience`"
                ),
            },
        ),
    };
    let found = findings.at(text.span, what).with_help(help);
    findings.push(found.in_field("reconstructed").about(word));
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
