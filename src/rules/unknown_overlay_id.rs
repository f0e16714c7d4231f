//! See [`RULE`].
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Message, Severity, message},
    model::{
        Text,
        catalog::{Entry, Kind},
        field::Field,
        likeness::nearest,
    },
    resolve::{
        Agency, AgencyId, Resolution, Table, TableId, footing::Footing, view::EntryView,
    },
};

rule! {
    /// ## 查什么
    /// 上一层没有的编号：`exclude` 要去掉的，`waivers` 要放宽的，以及只写了不同之处、等着继承其余内容的事项。
    ///
    /// ## 为什么
    /// 编号对不上，去掉的没有去掉，收紧的没有收紧；不报出来，谁也看不出。
    ///
    /// ## 怎么改
    /// 改成上一层的编号。上一层换过编号的，提示里会写出新编号；确是新增的事项，把各要素写全。
    ///
    /// ## What it does
    /// Finds ids that the layer below does not have: in `exclude`, in `waivers`, and of entries that
    /// state only what differs and wait to inherit the rest.
    ///
    /// ## Why it matters
    /// With a wrong id nothing is left out and nothing is strengthened, and nobody can see it.
    ///
    /// ## How to mend
    /// Use the id of the layer below; where it was renumbered, the help names the new one. An entry
    /// that is meant as an addition must be whole.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- catalogs/national/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 政策法规文件
    ///   - id: "20-002"
    ///     name: 监督检查
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 某县
    /// extends: national
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-02"  #~ unknown-overlay-id: "\"20-02\""
    ///     deadline: 信息形成之日起5个工作日内
    /// exclude:
    ///   - id: "20-003"  #~ unknown-overlay-id: "\"20-003\""
    ///     reason: 不适用
    /// waivers:
    ///   - entry: "20-004"  #~ unknown-overlay-id: "\"20-004\""
    ///     field: deadline
    ///     reason: 尚未接入政务网站群
    ///     basis: [《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）]
    ///     approved_by: 县政府办公室
    ///     until: 2027-03-31
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/national/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 政策法规文件
    ///   - id: "20-002"
    ///     name: 监督检查
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 某县
    /// extends: national
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-002"
    ///     deadline: 信息形成之日起5个工作日内
    /// exclude:
    ///   - id: "20-001"
    ///     reason: 不适用
    /// ```
    {
        code: "unknown-overlay-id",
        summary: ["上一层没有这个编号", "the layer below has no such id"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Agency(unknown_overlay_id),
    }
}

/// For so many ids of a table the one meant is looked for. Where more are wrong, the table is.
const SUGGESTIONS: usize = 50;

/// Where an id is named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Entry,
    Exclude,
    Waiver,
}

fn unknown_overlay_id(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let agency = resolution.agency(id);
    if !layers_are_known(agency) {
        return;
    }
    let mut others = None;
    for &table in &agency.tables {
        let named = named(resolution, table);
        if named.is_empty() {
            continue;
        }
        let table = resolution.table(table);
        let below = lower_table(resolution, agency, table);
        let is_partial = match below {
            Some(below) => resolution.table(below).is_partial,
            None => resolution.below_is_partial(table),
        };
        if is_partial {
            continue;
        }
        let known = Known::of(resolution, below);
        let mut budget = SUGGESTIONS;
        for (text, place) in named {
            let word = text.value.as_ref();
            let is_known = match place {
                // The footing says that the layer below has no such entry.
                Place::Entry => false,
                Place::Exclude => known.ids.contains(word),
                Place::Waiver => {
                    known.ids.contains(word)
                        || others.get_or_insert_with(|| ids_around(resolution, agency)).contains(word)
                }
            };
            if !is_known {
                let help = known.help(resolution, word, place, &mut budget);
                report(text, place, help, findings);
            }
        }
    }
}

fn report(text: &Text<'_>, place: Place, help: Message, findings: &mut Findings<'_>) {
    let word = text.value.as_ref();
    let (field, what) = match place {
        Place::Entry => (
            "id",
            message!("上一层没有编号“{word}”，这一条又没有写全", "the layer below has no entry `{word}`, and this one is not whole"),
        ),
        Place::Exclude => (
            "exclude",
            message!("上一层没有编号“{word}”，无从去掉", "the layer below has no entry `{word}` to leave out"),
        ),
        Place::Waiver => (
            "waivers",
            message!("没有编号“{word}”，无从放宽", "there is no entry `{word}` to waive anything of"),
        ),
    };
    findings.push(findings.at(text.span, what).with_help(help).in_entry(word).in_field(field).about(word));
}

/// The ids in a table that the layer below should know: those of `exclude` and `waivers`, and those
/// of entries that stand on nothing.
fn named<'r, 's>(resolution: &'r Resolution<'s>, table: TableId) -> Vec<(&'r Text<'s>, Place)> {
    let mut named = Vec::new();
    let own = &resolution.table(table).own;
    if own.is_empty() {
        return named;
    }
    let nameless = |it: &EntryView<'_, '_>| {
        it.stack.len() == 1 && it.is_own() && !it.top().meant.contains(Field::Name)
    };
    for view in resolution.entries(table).filter(nameless) {
        if view.footing() == Footing::Nothing {
            named.extend(view.top().id.iter().map(|id| (id, Place::Entry)));
        }
    }
    for catalog in own.iter().map(|it| &resolution.catalog(*it).catalog) {
        let excluded = catalog.excludes.iter().filter_map(|it| it.id.as_ref());
        named.extend(excluded.map(|id| (id, Place::Exclude)));
        let waived = catalog.waivers.iter().filter_map(|it| it.entry.as_ref());
        named.extend(waived.map(|id| (id, Place::Waiver)));
    }
    named
}

/// Whether it can be told what lies below; where not, another rule says so.
fn layers_are_known(agency: &Agency<'_>) -> bool {
    let Some(file) = &agency.file else { return false };
    agency.below.is_some() || (file.extends.is_none() && !file.is_damaged)
}

/// The table that a table lies over; or, where nothing is inherited, is compared with.
fn lower_table(resolution: &Resolution<'_>, agency: &Agency<'_>, table: &Table) -> Option<TableId> {
    let compared = || {
        let same = |it: &TableId| {
            let it = resolution.table(*it);
            it.kind == Kind::Standard && it.kind == table.kind && it.domain == table.domain
        };
        let below = resolution.agency(agency.below?);
        table.domain.and_then(|_| below.tables.iter().copied().find(same))
    };
    table.below.or_else(compared)
}

/// Every id that the agency writes, or that a table of the layer below has.
fn ids_around<'r>(resolution: &'r Resolution<'_>, agency: &'r Agency<'_>) -> FxHashSet<&'r str> {
    let own = agency.catalogs.iter().flat_map(|it| &resolution.catalog(*it).catalog.entries);
    let below = agency.below.into_iter().flat_map(|it| &resolution.agency(it).tables);
    let below = below.flat_map(|it| resolution.entries(*it).map(|view| view.id()));
    own.map(Entry::id).chain(below).filter(|id| !id.is_empty()).collect()
}

/// What the table below knows.
struct Known<'r> {
    /// The table.
    below: Option<TableId>,
    /// Its ids.
    ids: FxHashSet<&'r str>,
    /// Ids that its entries bore before, and bear now.
    renumbered: FxHashMap<&'r str, &'r str>,
}

impl<'r> Known<'r> {
    fn of(resolution: &'r Resolution<'_>, below: Option<TableId>) -> Self {
        let mut known = Self { below, ids: FxHashSet::default(), renumbered: FxHashMap::default() };
        for view in below.into_iter().flat_map(|it| resolution.entries(it)) {
            if view.top().id.is_some() {
                known.ids.insert(view.id());
            }
            let was = view.stack.iter().flat_map(|it| &resolution.entry(*it).was);
            known.renumbered.extend(was.map(|was| (was.value.as_ref(), view.id())));
        }
        known
    }

    fn help(
        &self,
        resolution: &Resolution<'_>,
        word: &str,
        place: Place,
        budget: &mut usize,
    ) -> Message {
        if let Some(now) = self.renumbered.get(word) {
            return message!("上一层已改为编号“{now}”", "the layer below has renumbered it `{now}`");
        }
        let likely = budget.checked_sub(1).and_then(|left| {
            *budget = left;
            let ids = self.below.into_iter().flat_map(|it| resolution.entries(it)).map(|it| it.id());
            nearest(word, ids)
        });
        match (likely, place) {
            (Some(likely), Place::Entry) => message!(
                "是不是“{likely}”？若是新增的事项，把各要素写全",
                "did you mean `{likely}`? An addition must be whole"
            ),
            (Some(likely), _) => message!("是不是“{likely}”？", "did you mean `{likely}`?"),
            (None, Place::Entry) => message!(
                "改成上一层的编号；若是新增的事项，把各要素写全",
                "use an id of the layer below; an addition must be whole"
            ),
            (None, _) => message!("改成上一层的编号，或删去这一项", "use an id of the layer below, or delete it"),
        }
    }
}
