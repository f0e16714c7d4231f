//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    compare::{Verdict, field, waiver},
    diagnostic::{Severity, message},
    model::field::Field,
    resolve::view::EntryView,
};

rule! {
    /// ## 查什么
    /// 覆盖层把国家标准（或上一层）的承诺改弱了：时限放宽、对象变窄、主动改为依申请、渠道或内容减少，又没有有效的放宽说明。
    ///
    /// ## 为什么
    /// 标准是下限：各地可以做得更好，不能做得更差。确有困难的，要有批准机关、理由和期限，并向社会公布。
    ///
    /// ## 怎么改
    /// 恢复到标准，或在 waivers 里写明 entry、field、reason、basis、`approved_by`、until。
    ///
    /// ## What it does
    /// Finds overlays that weaken what the layer below promises (a laxer deadline, a narrower
    /// audience, on request instead of proactively, a channel or content dropped) without a valid
    /// waiver.
    ///
    /// ## Why it matters
    /// The standard is a floor. Where it cannot be met, an approval with a reason and an end is
    /// needed, and it is published.
    ///
    /// ## How to mend
    /// Go back to the standard, or write a waiver with entry, field, reason, basis, `approved_by` and
    /// until.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- catalogs/up/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 监督检查
    ///     deadline: 信息形成或者变更之日起10个工作日内
    ///     channel: [政府网站, 公开查阅点]
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 静海区
    /// extends: up
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 信息形成或者变更之日起15个工作日内  #~ weaker-than-standard: "信息形成或者变更之日起15个工作日内"
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/up/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 监督检查
    ///     deadline: 信息形成或者变更之日起10个工作日内
    ///     channel: [政府网站, 公开查阅点]
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 静海区
    /// extends: up
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 信息形成或者变更之日起5个工作日内
    ///     channel: [政府网站, 公开查阅点, 政务服务中心]
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/up/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 监督检查
    ///     deadline: 信息形成或者变更之日起10个工作日内
    ///     channel: [政府网站, 公开查阅点]
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 静海区
    /// extends: up
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 信息形成或者变更之日起15个工作日内
    /// waivers:
    ///   - entry: "20-001"
    ///     field: deadline
    ///     reason: 尚未接入政务网站群
    ///     basis: [《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）]
    ///     approved_by: 区政府办公室
    ///     until: 2099-12-31
    /// ```
    {
        code: "weaker-than-standard",
        summary: ["比标准弱，又没有有效的放宽说明", "weaker than the layer below, without a valid waiver"],
        severity: Severity::Error,
        basis: "国办发〔2019〕54号",
        check: Check::Resolved(weaker_than_standard),
    }
}

/// The fields in which an overlay may be weaker.
const COMPARED: [Field; 7] = [
    Field::Content,
    Field::Basis,
    Field::Deadline,
    Field::Method,
    Field::Channel,
    Field::Audience,
    Field::Level,
];

fn weaker_than_standard(ours: &EntryView<'_, '_>, findings: &mut Findings<'_>) {
    let Some(below) = ours.below() else { return };
    let theirs = below.view();
    for field in COMPARED.into_iter().filter(|it| ours.top().has(*it)) {
        let judgement = field::compare(field, ours, &theirs);
        if judgement.verdict != Verdict::Laxer
            || waiver::find(ours.resolution, ours.table, ours.id(), field, ours.resolution.today).is_some()
        {
            continue;
        }
        let (label, key) = (field.label(), field.name());
        let (zh, en) = (judgement.reason.zh, judgement.reason.en);
        let standard = theirs.origin(field).map_or(theirs.top().head(), |it| it.span);
        findings.push(
            findings
                .at(ours.top().span_of(field), message!("{label}比标准弱：{zh}", "{key} is weaker than the standard: {en}"))
                .with_label(standard, message!("标准写在这里", "the standard says it here"))
                .with_help(message!(
                    "恢复到标准，或在 waivers 里写明批准机关、理由和截止日期",
                    "go back to the standard, or write a waiver with who approved it, why, and until when"
                ))
                .in_field(key),
        );
    }
}
