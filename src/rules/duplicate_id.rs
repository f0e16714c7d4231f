//! See [`RULE`].
use rustc_hash::FxHashMap;

use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    model::{Text, catalog::Entry, field::Field},
    resolve::{AgencyId, Resolution},
};

rule! {
    /// ## 查什么
    /// 同一个机关里用了两次的编号，不论在一个文件里还是几个文件里，也不论另一条是自己写的还是从上一层继承的；
    /// 以及与别的事项的原编号（`was`）相同的编号。两处都会指出。`exclude` 去掉的编号也不能再用，也只写一次。
    ///
    /// ## 为什么
    /// 编号是事项的永久地址。两条用一个编号，一条就会盖住另一条；拿别人用过的编号再用，旧链接就指错了地方。
    ///
    /// ## 怎么改
    /// 给后一条换一个没有用过的编号。
    ///
    /// ## What it does
    /// Finds an id that an agency uses twice, in one file or in several, or that an entry which it
    /// inherits in another domain has, and an id that another entry bore before (`was`). Both places
    /// are shown. An id that `exclude` leaves out is taken as well: what is written under it would be
    /// left out too.
    ///
    /// ## Why it matters
    /// The id is the entry's permanent address. Of two entries with one id, one hides the other; and
    /// where an old id is used again, old links lead to the wrong entry.
    ///
    /// ## How to mend
    /// Give the later entry an id that was never used.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///   - id: "20-002"
    ///     was: ["20-003"]
    ///   - id: "20-001"  #~ duplicate-id: "\"20-001\""
    ///   - id: "20-003"  #~ duplicate-id: "\"20-003\""
    /// ```
    ///
    /// ```yaml fail
    /// --- catalogs/x/20-social-assistance.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "001"
    /// --- catalogs/x/21-elderly-care.yaml
    /// govcat: 1
    /// domain: elderly-care
    /// entries:
    ///   - id: "001"  #~ duplicate-id: "\"001\""
    /// ```
    ///
    /// ```yaml fail
    /// --- catalogs/up/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 监督检查
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 静海区
    /// extends: up
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// exclude:
    ///   - id: "20-001"
    ///     reason: 不适用
    ///   - id: "20-001"  #~ duplicate-id: "\"20-001\""
    ///     reason: 依法不予公开
    /// entries:
    ///   - id: "20-001"  #~ duplicate-id: "\"20-001\""
    ///     deadline: 信息形成之日起5个工作日内
    /// ```
    ///
    /// ```yaml fail
    /// --- catalogs/up/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 监督检查
    ///   - id: "20-002"
    ///     name: 政策法规
    ///     was: ["20-02"]
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 静海区
    /// extends: up
    /// --- catalogs/x/21.yaml
    /// govcat: 1
    /// domain: elderly-care
    /// entries:
    ///   - id: "20-001"  #~ duplicate-id: "\"20-001\""
    ///     name: 机构名录
    ///   - id: "20-02"  #~ duplicate-id: "\"20-02\""
    ///     name: 补贴名单
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///   - id: "20-002"
    ///     was: ["20-02"]
    /// ```
    {
        code: "duplicate-id",
        summary: ["编号重复", "an id is used twice"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Agency(duplicate_id),
    }
}

fn duplicate_id(resolution: &Resolution<'_>, agency: AgencyId, findings: &mut Findings<'_>) {
    let catalogs = &resolution.agency(agency).catalogs;
    let entries = || catalogs.iter().flat_map(|it| &resolution.catalog(*it).catalog.entries);
    let mut first: FxHashMap<&str, (&Text<'_>, &Entry<'_>)> = FxHashMap::default();
    first.reserve(entries().count());
    for (id, entry) in entries().filter_map(|entry| Some((entry.id.as_ref()?, entry))) {
        let (earlier, _) = *first.entry(&id.value).or_insert((id, entry));
        if earlier.span == id.span {
            continue;
        }
        let word = &id.value;
        findings.push(
            findings
                .at(id.span, message!("编号“{word}”已经用过", "the id `{word}` is already taken"))
                .with_label(earlier.span, message!("第一次用在这里", "first used here"))
                .with_help(message!(
                    "换一个没有用过的编号；编号在一个机关内不能重复",
                    "choose an id that was never used; ids are unique in an agency"
                ))
                .in_entry(word)
                .in_field("id")
                .about(word),
        );
    }
    excluded(resolution, agency, &first, findings);
    inherited(resolution, agency, findings);
    for (was, entry) in entries().flat_map(|entry| entry.was.iter().map(move |was| (was, entry))) {
        let Some(&(id, other)) = first.get(was.value.as_ref()) else { continue };
        if other.span == entry.span {
            continue;
        }
        let word = &id.value;
        findings.push(
            findings
                .at(
                    id.span,
                    message!("编号“{word}”是另一条事项的原编号", "another entry bore the id `{word}` before"),
                )
                .with_label(was.span, message!("那一条的原编号写在这里", "that entry says so here"))
                .with_help(message!(
                    "换一个没有用过的编号，旧链接才不会指错",
                    "choose an id that was never used, or old links lead here"
                ))
                .in_entry(word)
                .in_field("id")
                .about(entry.id()),
        );
    }
}

/// Ids that are left out twice, or left out and written.
fn excluded(
    resolution: &Resolution<'_>,
    agency: AgencyId,
    entries: &FxHashMap<&str, (&Text<'_>, &Entry<'_>)>,
    findings: &mut Findings<'_>,
) {
    let catalogs = resolution.agency(agency).catalogs.iter().map(|it| &resolution.catalog(*it).catalog);
    let mut first: FxHashMap<&str, &Text<'_>> = FxHashMap::default();
    for id in catalogs.flat_map(|it| &it.excludes).filter_map(|it| it.id.as_ref()) {
        let word = &id.value;
        let earlier = *first.entry(word).or_insert(id);
        let found = if earlier.span != id.span {
            findings
                .at(
                    id.span,
                    message!("编号“{word}”已经去掉了，这一项不起作用", "`{word}` is left out already; this has no effect"),
                )
                .with_label(earlier.span, message!("第一次写在这里", "first written here"))
                .with_help(message!("只留一项", "keep one of them"))
        } else if let Some((entry, _)) = entries.get(word.as_ref()) {
            findings
                .at(
                    entry.span,
                    message!(
                        "编号“{word}”在 exclude 里去掉了，写在这里的不会公开",
                        "`exclude` leaves `{word}` out; what is written here is not published"
                    ),
                )
                .with_label(id.span, message!("在这里去掉", "left out here"))
                .with_help(message!(
                    "要公开的，从 exclude 里删去；另一条事项，换一个编号",
                    "take it out of `exclude` to publish it; give another entry an id of its own"
                ))
        } else {
            continue;
        };
        findings.push(found.in_entry(word).in_field("id").about(word));
    }
}

/// Additions with an id that an inherited entry has, or had: a ledger's row would speak of both. What
/// has no name was not meant as an addition, and is another rule's.
fn inherited(resolution: &Resolution<'_>, agency: AgencyId, findings: &mut Findings<'_>) {
    let entries = || resolution.agency(agency).tables.iter().flat_map(|it| resolution.entries(*it));
    let mut additions: FxHashMap<&str, &Text<'_>> = entries()
        .filter(|it| it.is_own() && it.stack.len() == 1 && it.wrote(Field::Name))
        .filter_map(|it| it.top().id.as_ref())
        .map(|id| (id.value.as_ref(), id))
        .collect();
    if additions.is_empty() {
        return;
    }
    for entry in entries().filter(|it| !it.is_own()).map(|it| it.top()) {
        let names = entry.id.iter().chain(&entry.was);
        for (name, id) in names.filter_map(|it| Some((it, additions.remove(it.value.as_ref())?))) {
            let word = &id.value;
            findings.push(
                findings
                    .at(
                        id.span,
                        message!("继承来的事项已经用了编号“{word}”", "an inherited entry has taken the id `{word}`"),
                    )
                    .with_label(name.span, message!("上一层用在这里", "the layer below uses it here"))
                    .with_help(message!(
                        "换一个没有用过的编号；要改的是继承来的那一条，就写在它那个领域的文件里",
                        "choose an id that was never used; to change the inherited entry, write in the file of its domain"
                    ))
                    .in_entry(word)
                    .in_field("id")
                    .about(word),
            );
        }
    }
}
