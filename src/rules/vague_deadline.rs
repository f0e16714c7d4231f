//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    model::{deadline::{ClauseKind, Deadline}, field::Field},
    resolve::view::EntryView,
};

rule! {
    /// ## 查什么
    /// 国家标准写了几个工作日，本级却写成“及时公开”一类没有数字的说法。
    ///
    /// ## 为什么
    /// 国办发〔2019〕54号要求公开时限明确；没有数字就没法监督，实际上是放宽了承诺。
    ///
    /// ## 怎么改
    /// 写上数字期限，不长于标准。
    ///
    /// ## What it does
    /// Finds deadlines without a number (及时公开) where the layer below gives one.
    ///
    /// ## Why it matters
    /// Document 54 of 2019 asks for definite deadlines; without a number nobody can hold anyone to
    /// it.
    ///
    /// ## How to mend
    /// Write a number, no longer than the standard has.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- catalogs/up/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 信息形成或者变更之日起20个工作日内
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 某县
    /// extends: up
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 及时公开  #~ vague-deadline: "及时公开"
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/up/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 信息形成或者变更之日起20个工作日内
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 某县
    /// extends: up
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 信息形成或者变更之日起7个工作日内
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// defaults:
    ///   deadline: 信息形成或者变更之日起20个工作日内
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 及时公开
    /// ```
    {
        code: "vague-deadline",
        summary: ["标准有数字期限，这里却写“及时”", "no number where the standard gives one"],
        severity: Severity::Warning,
        basis: "国办发〔2019〕54号",
        check: Check::Resolved(vague_deadline),
    }
}

fn vague_deadline(entry: &EntryView<'_, '_>, findings: &mut Findings<'_>) {
    let resolution = entry.resolution;
    let read = |text: &str| resolution.readings.deadline(text).and_then(|it| it.deadline.as_ref());
    let mut written = entry.all(Field::Deadline);
    let Some(own) = written.next().filter(|it| it.catalog == entry.stack[0].catalog) else { return };
    // The file's own `defaults` are no standard.
    let standard = written.filter(|it| it.catalog != own.catalog).find_map(|it| it.entry.deadline.as_ref());
    let (Some(text), Some(standard)) = (&own.entry.deadline, standard) else { return };
    let (Some(here), Some(there)) = (read(&text.value), read(&standard.value)) else { return };
    if has_number(here) || !has_number(there) || here.clauses.iter().any(|it| is_definite(&it.kind)) {
        return;
    }
    let words = &standard.value;
    findings.push(
        findings
            .at(
                text.span,
                message!("标准写明“{words}”，这里没有数字期限", "the standard says `{words}`; here is no number"),
            )
            .with_label(standard.span, message!("标准写在这里", "the standard says it here"))
            .with_help(message!("写上数字期限，不长于标准", "write a number, no longer than the standard's"))
            .in_field("deadline")
            .about(&text.value),
    );
}

/// Whether a promise needs no number: at once, or as its event happens.
fn is_definite(kind: &ClauseKind) -> bool {
    matches!(kind, ClauseKind::Immediate | ClauseKind::AtEvent(_))
}

/// Whether a promise has a period or a date.
fn has_number(deadline: &Deadline) -> bool {
    deadline.clauses.iter().any(|clause| {
        matches!(
            clause.kind,
            ClauseKind::Within { .. } | ClauseKind::Before { .. } | ClauseKind::Recurring(_) | ClauseKind::FixedDate(_)
        )
    })
}
