//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    model::{
        catalog::Kind,
        choice::{Level, Stage},
        field::Field,
    },
    resolve::{AgencyId, Resolution},
    span::Span,
};

rule! {
    /// ## 查什么
    /// 机关的公开目录里标了五公开环节（`stage`），却缺少决策、执行、管理、服务、结果中的某一个。继承来的事项、
    /// 公众参与清单里的事项也算在内；参与清单本来只管其中一两个环节，任务分工和负面清单不是公开事项，都不单独查。
    /// 一个环节也没有标的目录不查，村（居）和公共企事业单位不查。
    ///
    /// ## 为什么
    /// 国办发〔2016〕80号要求把决策、执行、管理、服务、结果公开贯穿全过程；少一个环节，多半是漏编了事项。
    ///
    /// ## 怎么改
    /// 补上这个环节的事项，或给已有的事项标上环节；确实没有这个环节的不必理会。
    ///
    /// ## What it does
    /// Finds agencies whose standard catalogs declare stages and that have no entry of one of the five:
    /// 决策, 执行, 管理, 服务, 结果. What they inherit counts, and so do lists of participation, which are
    /// about one or two of the stages by nature and are not looked at for themselves, as little as
    /// plans and negative lists. Where no entry has a stage, nothing is said; villages and public
    /// enterprises are left alone.
    ///
    /// ## Why it matters
    /// 国办发〔2016〕80号 asks for disclosure from the decision to the result; a stage without an
    /// entry is likely to be one that was forgotten.
    ///
    /// ## How to mend
    /// Add entries of that stage, or give entries their stage; ignore this where there is none.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     stage: 决策  #~ stage-uncovered: "决策"
    ///   - id: "20-002"
    ///     stage: [执行, 管理]
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     stage: [决策, 执行]
    ///   - id: "20-002"
    ///     stage: [管理, 服务, 结果]
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// kind: participation
    /// entries:
    ///   - id: "gz-001"
    ///     stage: 决策
    /// ```
    {
        code: "stage-uncovered",
        summary: ["五公开缺少某个环节", "no entry of one of the five stages"],
        severity: Severity::Info,
        basis: "国办发〔2016〕80号",
        check: Check::Agency(stage_uncovered),
    }
}

fn stage_uncovered(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let agency = resolution.agency(id);
    // Enterprises and villages decide and execute no policy.
    let level = agency.file.as_ref().and_then(|it| it.level.as_ref()?.value);
    if matches!(level, Some(Level::Enterprise | Level::Village)) {
        return;
    }
    let Some(span) = first_own(resolution, id) else { return };
    let mut covered = [false; Stage::ALL.len()];
    // What could not be read, and a word that is none of the five, may stand for any of them.
    let mut is_known = !agency.lacks_catalogs;
    for &table in &agency.tables {
        if !matches!(resolution.table(table).kind, Kind::Standard | Kind::Participation) {
            continue;
        }
        is_known &= !resolution.table(table).is_partial;
        for stage in resolution.entries(table).flat_map(|it| it.stage()) {
            match stage.value {
                Some(stage) => covered[stage as usize] = true,
                None => is_known = false,
            }
        }
    }
    let lacking = Stage::ALL.into_iter().filter(|it| !covered[*it as usize]);
    let lacking: Vec<&str> = lacking.map(Stage::name).collect();
    if !is_known || lacking.is_empty() {
        return;
    }
    let words = lacking.join("、");
    findings.push(
        findings
            .at(span, message!("没有“{words}”环节的事项", "no entry has the stage {words}"))
            .with_help(message!(
                "补上这个环节的事项，或给已有的事项标上；确实没有的不必理会",
                "add entries of that stage, or give entries theirs; ignore this where there are none"
            ))
            .in_field("stage")
            .about(&words),
    );
}

/// Where an agency first gives an entry of its standard catalogs a stage.
fn first_own(resolution: &Resolution<'_>, id: AgencyId) -> Option<Span> {
    let catalogs = resolution.agency(id).catalogs.iter().map(|it| &resolution.catalog(*it).catalog);
    let entries = catalogs.filter(|it| it.kind == Kind::Standard).flat_map(|it| {
        it.entries.iter().chain(it.defaults.as_deref().filter(|_| !it.entries.is_empty()))
    });
    let first = entries.into_iter().find(|it| it.stage.iter().any(|it| it.value.is_some()))?;
    Some(first.span_of(Field::Stage))
}
