//! See [`RULE`].
use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::{
        Text,
        choice::{Choice, Meaning, Spelling},
        vocabulary::Terms,
    },
    resolve::{AgencyId, CatalogId, Resolution},
    span::Span,
};

rule! {
    /// ## 查什么
    /// 同一个列表里写了两次的内容、依据、渠道、主体等；渠道一次写标准词、一次写别的叫法的也算。同一条放宽说明
    /// （事项和字段都一样）、同一个不适用的领域写了两次的，也算。
    ///
    /// ## 为什么
    /// 重复的一项多半是抄错了，本该写的另一项就漏了；渠道写两遍会让人以为多公开了一处。
    ///
    /// ## 怎么改
    /// 对照原表，删去重复的一项，补上漏掉的。
    ///
    /// ## What it does
    /// Finds what stands twice in one list: content, basis, channels, owners and others. A channel that
    /// is written once with the standard term and once with a synonym counts too; so do two waivers of
    /// one field, and a domain that stands twice in `not_applicable`.
    ///
    /// ## Why it matters
    /// A repeated item is mostly a slip of copying, and the item that belonged there is missing.
    ///
    /// ## How to mend
    /// Compare with the original, delete the repeated item and add the missing one.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     content: [救助对象名单, 救助金额, 救助对象名单]  #~ duplicate-value: "救助对象名单"
    ///     owner:
    ///       lead: [县民政局]
    ///       with: [县财政局, 县民政局]  #~ duplicate-value: "县民政局"
    ///     channel: [两微一端, 政府网站, 政务新媒体]  #~ duplicate-value: "政务新媒体"
    /// ```
    ///
    /// ```yaml fail
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 静海区
    /// not_applicable:
    ///   - domain: elderly-care
    ///     reason: 辖区内没有这项业务
    ///   - domain: elderly-care  #~ duplicate-value: "elderly-care"
    ///     reason: 辖区内没有这项业务
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// waivers:
    ///   - {entry: a-1, field: deadline, until: 2099-12-31}
    ///   - {entry: a-1, field: channel, until: 2099-12-31}
    ///   - {entry: a-1, field: deadline, until: 2098-12-31}  #~ duplicate-value: "a-1"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     content: [救助对象名单, 救助金额]
    ///     owner:
    ///       lead: [县民政局]
    ///       with: [县财政局]
    ///     channel: [政府网站, 其他：办税服务厅, 其他：便民服务中心]
    /// ```
    {
        code: "duplicate-value",
        summary: ["列表里有重复的一项", "an item stands twice in a list"],
        severity: Severity::Warning,
        basis: "目录格式第1版",
        checks: [Check::Entry(duplicate_value), Check::Catalog(in_waivers), Check::Agency(not_applicable)],
    }
}

fn duplicate_value(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    let entry = subject.entry;
    let vocabulary = &subject.resolution.registries.vocabulary;
    in_texts(&entry.was.iter(), "was", findings);
    in_texts(&entry.category.iter(), "category", findings);
    in_texts(&entry.content.iter(), "content", findings);
    in_texts(&entry.basis.iter(), "basis", findings);
    in_texts(&entry.owner.lead.iter().chain(&entry.owner.with), "owner", findings);
    in_texts(&entry.reconstructed().iter(), "reconstructed", findings);
    in_choices(&entry.method, &vocabulary.methods, "method", findings);
    in_choices(&entry.channel, &vocabulary.channels, "channel", findings);
    in_choices(&entry.audience, &vocabulary.audiences, "audience", findings);
    in_choices(&entry.level, &vocabulary.levels, "level", findings);
    in_choices(&entry.stage, &vocabulary.stages, "stage", findings);
}

/// Waivers of one field.
fn in_waivers(resolution: &Resolution<'_>, id: CatalogId, findings: &mut Findings<'_>) {
    let catalog = &resolution.catalog(id).catalog;
    let waived = catalog.waivers.iter().map(|it| it.entry.as_ref().zip(it.field.as_ref()));
    let waivers: Vec<_> = waived.flatten().collect();
    in_list(
        &waivers.iter(),
        |a, b| (&a.0.value, &a.1.value) == (&b.0.value, &b.1.value),
        |(entry, field)| Cow::Owned(format!("{} {}", entry.value, field.value)),
        |it| it.0,
        "waivers",
        findings,
    );
}

fn not_applicable(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let Some(file) = &resolution.agency(id).file else { return };
    let domains = file.not_applicable.iter().filter_map(|it| it.domain.as_ref());
    in_texts(&domains, "not_applicable", findings);
}

fn in_texts<'t, 's: 't>(
    texts: &(impl Iterator<Item = &'t Text<'s>> + Clone),
    field: &'static str,
    findings: &mut Findings<'_>,
) {
    let is_same = |a: &Text<'_>, b: &Text<'_>| a.value == b.value;
    in_list(texts, is_same, |it| Cow::Borrowed(&it.value), |it| it, field, findings);
}

/// Words of the vocabulary are the same where they mean the same.
fn in_choices<'s, T: Meaning + PartialEq>(
    choices: &[Choice<'s, T>],
    terms: &Terms,
    field: &'static str,
    findings: &mut Findings<'_>,
) {
    let means_all = |it: &Choice<'s, T>| it.value.is_some() && it.spelling != Spelling::Qualified;
    let is_same = |a: &Choice<'s, T>, b: &Choice<'s, T>| {
        (means_all(a) && means_all(b) && a.value == b.value) || a.text.value == b.text.value
    };
    in_list(&choices.iter(), is_same, |it| it.standard(terms), |it| &it.text, field, findings);
}

/// Up to so many items are compared each with each, which is faster than a table.
const FEW: usize = 32;

/// Reports the items that are the same as an earlier one: by `is_same` in short lists, by their
/// `word` in long ones.
fn in_list<'i, 's: 'i, I: 'i>(
    items: &(impl Iterator<Item = &'i I> + Clone),
    is_same: impl Fn(&I, &I) -> bool,
    word: impl Fn(&'i I) -> Cow<'i, str>,
    text: impl Fn(&'i I) -> &'i Text<'s>,
    field: &'static str,
    findings: &mut Findings<'_>,
) {
    if items.clone().nth(1).is_none() {
        return;
    }
    let mut seen: FxHashMap<Cow<'i, str>, Span> = FxHashMap::default();
    for (at, item) in items.clone().enumerate() {
        let first = if at < FEW {
            items.clone().take(at).find(|it| is_same(it, item)).map(|it| text(it).span)
        } else {
            if seen.is_empty() {
                seen.extend(items.clone().take(at).map(|it| (word(it), text(it).span)));
            }
            let span = text(item).span;
            Some(*seen.entry(word(item)).or_insert(span)).filter(|it| *it != span)
        };
        if let Some(first) = first {
            report(text(item), first, field, findings);
        }
    }
}

fn report(text: &Text<'_>, first: Span, field: &'static str, findings: &mut Findings<'_>) {
    let word = &text.value;
    findings.push(
        findings
            .at(
                text.span,
                message!("“{word}”在这个列表里写了两次", "`{word}` stands twice in this list"),
            )
            .with_label(first, message!("第一次写在这里", "first written here"))
            .with_help(message!(
                "对照原表，删去重复的一项，补上漏掉的",
                "delete it, and add what should stand there"
            ))
            .in_field(field)
            .about(word),
    );
}
