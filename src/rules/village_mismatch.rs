//! See [`RULE`].
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::{
    check::{Check, Findings, rule},
    compare::{Verdict, field, text::fold, waiver},
    diagnostic::{Message, Severity, message},
    model::{catalog::Kind, choice::Level, field::Field},
    resolve::{AgencyId, Resolution, view::EntryView},
};

rule! {
    /// ## 查什么
    /// 村（居）的目录和上一层（乡镇、街道或区县）的同一事项，公开内容不一致。编号相同、`was` 相同、
    /// 一级事项和名称都相同的，算同一事项。换了写法而意思相同的不算；经批准放宽、写了放宽说明的不算。
    ///
    /// ## 为什么
    /// 国办发〔2019〕54号要求政务公开与村（居）务公开有效衔接，相同事项的公开内容应对应一致。
    ///
    /// ## 怎么改
    /// 两层对照着改成一致；村里确有更多内容要公开的，上一层也应当补上。
    ///
    /// ## What it does
    /// Finds entries of a village's catalog whose content differs from that of the same entry in the layer
    /// below (a township, or a county): the same by id, by `was`, or by category and name. Other
    /// words for the same are no difference, and neither is what a waiver allows.
    ///
    /// ## Why it matters
    /// 国办发〔2019〕54号 asks that what governments and villages disclose of one matter agrees.
    ///
    /// ## How to mend
    /// Make both agree; where the village has more to disclose, the layer below should have it too.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- catalogs/town/agency.yaml
    /// govcat: 1
    /// agency: town
    /// name: 某镇
    /// level: 乡级
    /// --- catalogs/town/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     category: 最低生活保障
    ///     name: 低保对象名单
    ///     content: [低保对象姓名, 保障人口数, 补助金额]
    /// --- catalogs/village/agency.yaml
    /// govcat: 1
    /// agency: village
    /// name: 某村
    /// level: 村级
    /// extends: town
    /// inherit: false
    /// --- catalogs/village/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "c-001"
    ///     category: 最低生活保障
    ///     name: 低保对象名单
    ///     content: [低保对象姓名, 补助金额]  #~ village-mismatch: "低保对象姓名, 补助金额"
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/town/agency.yaml
    /// govcat: 1
    /// agency: town
    /// name: 某镇
    /// level: 乡级
    /// --- catalogs/town/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     category: 最低生活保障
    ///     name: 低保对象名单
    ///     content: [低保对象姓名, 保障人口数, 补助金额]
    /// --- catalogs/village/agency.yaml
    /// govcat: 1
    /// agency: village
    /// name: 某村
    /// level: 村级
    /// extends: town
    /// inherit: false
    /// --- catalogs/village/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "c-001"
    ///     category: 最低生活保障
    ///     name: 低保对象名单
    ///     content: [低保对象姓名, 补助金额, 保障人口数]
    /// ```
    {
        code: "village-mismatch",
        summary: ["村（居）与上一层的公开内容不一致", "a village and the layer below disclose one matter differently"],
        severity: Severity::Warning,
        basis: "国办发〔2019〕54号",
        check: Check::Agency(village_mismatch),
    }
}

fn village_mismatch(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let agency = resolution.agency(id);
    let level = agency.file.as_ref().and_then(|it| it.level.as_ref()?.value);
    let Some(below) = agency.below.filter(|_| level == Some(Level::Village)) else { return };
    let above = Above::of(resolution, below);
    for view in own(resolution, id) {
        // What is laid over an entry has it below; what stands alone is looked for.
        let lower = view.below();
        let counterpart = match &lower {
            Some(lower) => Some(lower.view()),
            None => above.find(&view),
        };
        if let Some(other) = counterpart {
            compare(&view, &other, resolution.today, findings);
        }
    }
}

/// The entries of standard catalogs of which the agency wrote at least a part.
fn own<'r, 's>(
    resolution: &'r Resolution<'s>,
    id: AgencyId,
) -> impl Iterator<Item = EntryView<'r, 's>> {
    let tables = resolution.agency(id).tables.iter().copied();
    let tables = tables.filter(|it| {
        let table = resolution.table(*it);
        table.kind == Kind::Standard && !table.own.is_empty()
    });
    tables.flat_map(|it| resolution.entries(it)).filter(EntryView::is_own)
}

/// The entries of the agency that a village extends.
#[derive(Default)]
struct Above<'r, 's> {
    ids: FxHashMap<&'r str, EntryView<'r, 's>>,
    /// By category and name; `None` where two have the same.
    names: FxHashMap<String, Option<EntryView<'r, 's>>>,
}

impl<'r, 's> Above<'r, 's> {
    fn of(resolution: &'r Resolution<'s>, id: AgencyId) -> Self {
        let mut above = Self::default();
        let tables = resolution.agency(id).tables.iter().copied();
        let tables = tables.filter(|it| resolution.table(*it).kind == Kind::Standard);
        let entries: Vec<EntryView<'r, 's>> = tables.flat_map(|it| resolution.entries(it)).collect();
        for view in &entries {
            above.ids.entry(view.id()).or_insert(*view);
            above.names.entry(title(view)).and_modify(|it| *it = None).or_insert(Some(*view));
        }
        for view in &entries {
            for was in &view.top().was {
                above.ids.entry(&was.value).or_insert(*view);
            }
        }
        above
    }

    fn find(&self, view: &EntryView<'_, '_>) -> Option<EntryView<'r, 's>> {
        let was = view.top().was.iter().map(|it| it.value.as_ref());
        let mut ids = std::iter::once(view.id()).chain(was).filter(|it| !it.is_empty());
        let by_id = ids.find_map(|it| self.ids.get(it).copied());
        by_id.or_else(|| view.name().and_then(|_| self.names.get(&title(view)).copied()?))
    }
}

fn title(view: &EntryView<'_, '_>) -> String {
    let texts = view.category().iter().chain(view.name());
    texts.map(|it| fold(&it.value)).collect::<Vec<_>>().join("\n")
}

fn compare(
    ours: &EntryView<'_, '_>,
    theirs: &EntryView<'_, '_>,
    today: Date,
    findings: &mut Findings<'_>,
) {
    let (Some(here), Some(there)) = (ours.origin(Field::Content), theirs.origin(Field::Content))
    else {
        return;
    };
    // Content that is inherited is the same, and its line is another agency's.
    if here.agency != ours.table.agency {
        return;
    }
    let judgement = field::compare(Field::Content, ours, theirs);
    if matches!(judgement.verdict, Verdict::Equal | Verdict::Neutral)
        || waiver::find(ours.resolution, ours.table, ours.id(), Field::Content, today).is_some()
    {
        return;
    }
    let other = ours.resolution.agency(there.agency).name();
    let Message { zh, en } = judgement.reason;
    findings.push(
        findings
            .at(here.span, message!(
                "与{other}的同一事项对不上：{zh}",
                "this does not agree with the same entry of `{other}`: {en}"
            ))
            .with_label(there.span, message!("上一层写在这里", "the layer below says it here"))
            .with_help(message!(
                "两层对照着改成一致；经批准不同的，写放宽说明",
                "make both agree; where a difference was approved, write a waiver"
            ))
            .in_entry(ours.id())
            .in_field("content"),
    );
}
