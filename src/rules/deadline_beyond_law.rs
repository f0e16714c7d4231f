//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    compare::deadline::{is_laxer, stricter},
    diagnostic::{Severity, message},
    model::{
        basis::kind::Kind,
        deadline::{Anchor, Clause, ClauseKind, Deadline, Length, Unit},
        field::Field,
    },
    resolve::view::EntryView,
};

rule! {
    /// ## 查什么
    /// 承诺的期限比《政府信息公开条例》第二十六条的20个工作日还长，又没有引用别的法律法规。
    ///
    /// ## 为什么
    /// 条例第二十六条：自信息形成或者变更之日起20个工作日内及时公开；只有法律、法规另有规定的才能不同。
    ///
    /// ## 怎么改
    /// 缩短到20个工作日以内；确有法律法规另行规定的，在 basis 里写明是哪一条。
    ///
    /// ## What it does
    /// Finds deadlines longer than the 20 working days of article 26, where no other law is cited.
    ///
    /// ## Why it matters
    /// Article 26 allows another period only where a law or administrative regulation sets one.
    ///
    /// ## How to mend
    /// Shorten it to 20 working days, or cite the law that allows more in `basis`.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     basis: [《中华人民共和国政府信息公开条例》（国务院令第711号）]
    ///     deadline: 信息形成或者变更之日起30个工作日内  #~ deadline-beyond-law: "信息形成或者变更之日起30个工作日内"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     basis: [《中华人民共和国政府信息公开条例》（国务院令第711号）]
    ///     deadline: 信息形成或者变更之日起7个工作日内
    /// ```
    {
        code: "deadline-beyond-law",
        summary: ["公开时限长过条例的20个工作日", "a deadline is longer than the Regulation allows"],
        severity: Severity::Warning,
        basis: "《政府信息公开条例》第二十六条",
        check: Check::Resolved(deadline_beyond_law),
    }
}

/// 自该政府信息形成或者变更之日起20个工作日内
fn article_26() -> Option<Deadline> {
    let kind = ClauseKind::Within {
        length: Length::new(20, Unit::WorkingDays)?,
        anchor: Some(Anchor::FormedOrChanged),
    };
    Some(Deadline { clauses: vec![Clause { kind, scope: None, venue: Vec::new() }], unless_law: false })
}

fn deadline_beyond_law(entry: &EntryView<'_, '_>, findings: &mut Findings<'_>) {
    let resolution = entry.resolution;
    // Only where this layer wrote it; the layer below has its own finding.
    let own = entry.find(Field::Deadline).filter(|it| it.catalog == entry.stack[0].catalog);
    let Some(text) = own.and_then(|_| entry.deadline()) else { return };
    let Some(deadline) = resolution.readings.deadline(&text.value).and_then(|it| it.deadline.as_ref()) else {
        return;
    };
    if deadline.unless_law || cites_another_law(entry) {
        return;
    }
    let Some(law) = article_26() else { return };
    let (deadline, calendar) = (by_length(deadline), &resolution.registries.calendar);
    if is_laxer(&deadline, &law, calendar) {
        let why = stricter(&deadline, &law, calendar).reason;
        let (zh, en) = (why.zh, why.en);
        findings.push(
            findings
                .at(
                    text.span,
                    message!("期限长过条例规定的20个工作日：{zh}", "longer than the Regulation's 20 working days: {en}"),
                )
                .with_help(message!(
                    "缩短期限，或在 basis 里引用另有规定的法律、法规",
                    "shorten it, or cite the law that sets another period in `basis`"
                ))
                .in_field("deadline")
                .about(&text.value),
        );
    }
}

/// The deadline as if every clause that counts from the information's own coming about counted as
/// article 26 does: here only the length matters.
fn by_length(deadline: &Deadline) -> Deadline {
    let mut deadline = deadline.clone();
    for clause in &mut deadline.clauses {
        if let ClauseKind::Within {
            anchor:
                anchor @ (None
                | Some(
                    Anchor::Formed
                    | Anchor::Changed
                    | Anchor::FormedOrObtained
                    | Anchor::ObtainedOrChanged
                    | Anchor::ObtainedFormedOrChanged,
                )),
            ..
        } = &mut clause.kind
        {
            *anchor = Some(Anchor::FormedOrChanged);
        }
    }
    deadline
}

/// Whether a law or administrative regulation besides the Regulation itself is cited, or something
/// that the register cannot judge.
fn cites_another_law(entry: &EntryView<'_, '_>) -> bool {
    let register = &entry.resolution.registries.register;
    entry.basis().iter().flat_map(|it| entry.resolution.readings.basis(&it.value)).any(|cited| {
        match cited.found.document {
            None => true,
            Some(id) => {
                let document = register.document(id);
                let is_law = matches!(document.kind, Some(Kind::Law | Kind::AdministrativeRegulation | Kind::LocalRegulation));
                is_law && !document.title.contains("政府信息公开条例")
            }
        }
    })
}
