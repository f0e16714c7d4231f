//! See [`RULE`].
use rustc_hash::FxHashMap;

use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    model::{Text, catalog::Entry},
    resolve::{AgencyId, Resolution},
};

rule! {
    /// ## 查什么
    /// 同一个机关里用了两次的编号，不论在一个文件里还是几个文件里；以及与别的事项的原编号（`was`）相同的编号。
    /// 两处都会指出。
    ///
    /// ## 为什么
    /// 编号是事项的永久地址。两条用一个编号，一条就会盖住另一条；拿别人用过的编号再用，旧链接就指错了地方。
    ///
    /// ## 怎么改
    /// 给后一条换一个没有用过的编号。
    ///
    /// ## What it does
    /// Finds an id that an agency uses twice, in one file or in several, and an id that another
    /// entry bore before (`was`). Both places are shown.
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
