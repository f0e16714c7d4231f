//! See [`RULE`].
use std::hash::{Hash as _, Hasher as _};

use rustc_hash::{FxHashMap, FxHasher};

use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    model::field::Field,
    resolve::{AgencyId, CatalogId, Resolution, view::EntryView},
};

rule! {
    /// ## 查什么
    /// 一个目录里一级事项和二级事项都相同的两条（不计空格）。在上一层之上新增或改名的，也与继承来的事项比较。
    ///
    /// ## 为什么
    /// 同一件事写成两条，时限、渠道就可能各说各的，群众不知道以哪一条为准。
    ///
    /// ## 怎么改
    /// 合成一条；确是两件事的，改出区别。要改上一层的事项，沿用它的编号，不另立一条。
    ///
    /// ## What it does
    /// Finds two entries of a catalog with the same category and name, blanks aside. What an agency
    /// adds or renames is compared with what it inherits as well.
    ///
    /// ## Why it matters
    /// Where one matter has two entries, their deadlines and channels may differ, and nobody knows
    /// which one holds.
    ///
    /// ## How to mend
    /// Merge them, or name them apart. To change an entry of the layer below, use its id.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     category: 综合业务
    ///     name: 监督检查
    ///   - id: "20-002"
    ///     category: 综合业务
    ///     name: 监督检查  #~ duplicate-entry: "监督检查"
    /// ```
    ///
    /// ```yaml fail
    /// --- catalogs/national/20-social-assistance.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     category: 综合业务
    ///     name: 监督检查
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 某县
    /// extends: national
    /// --- catalogs/x/20-social-assistance.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "x-20-001"
    ///     category: 综合业务
    ///     name: 监督检查  #~ duplicate-entry: "监督检查"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     category: 综合业务
    ///     name: 监督检查
    ///   - id: "20-002"
    ///     category: 最低生活保障
    ///     name: 监督检查
    /// ```
    {
        code: "duplicate-entry",
        summary: ["同一事项写了两条", "two entries have the same category and name"],
        severity: Severity::Error,
        basis: "国办发〔2019〕54号",
        check: Check::Agency(duplicate_entry),
    }
}

fn duplicate_entry(resolution: &Resolution<'_>, agency: AgencyId, findings: &mut Findings<'_>) {
    for &table in &resolution.agency(agency).tables {
        if resolution.table(table).own.is_empty() {
            continue;
        }
        // Titles by their hash: of the inherited entries, and of each own file.
        let mut first: FxHashMap<(Option<CatalogId>, u64), EntryView<'_, '_>> = FxHashMap::default();
        first.reserve(resolution.entries(table).len());
        let mut own = Vec::new();
        for view in resolution.entries(table).filter(has_title) {
            if is_own(&view) {
                own.push(view);
            } else {
                first.entry((None, hash(&view))).or_insert(view);
            }
        }
        for view in own {
            let (file, hash) = (view.stack[0].catalog, hash(&view));
            let inherited = first.get(&(None, hash)).copied();
            let earlier = inherited.unwrap_or_else(|| *first.entry((Some(file), hash)).or_insert(view));
            if earlier.stack[0] != view.stack[0] && title(&earlier).eq(title(&view)) {
                report(&view, &earlier, findings);
            }
        }
    }
}

fn report(view: &EntryView<'_, '_>, earlier: &EntryView<'_, '_>, findings: &mut Findings<'_>) {
    let (Some(name), Some(other)) = (view.name(), earlier.name()) else { return };
    let (id, word) = (view.id(), &name.value);
    // An inherited name stands in another agency's file; then the category was written here.
    let is_here = view.top().name.is_some();
    let span = if is_here { name.span } else { view.top().span_of(Field::Category) };
    let other_id = earlier.id();
    let finding = findings
        .at(span, message!("“{word}”这一事项已经有了", "there is already an entry `{word}` of this category"))
        .with_label(other.span, message!("第一条在这里（编号 {other_id}）", "the first one (id {other_id})"))
        .with_help(message!(
            "合成一条，或改出区别；要改上一层的事项，沿用编号 {other_id}",
            "merge them, or name them apart; to change an entry of the layer below, use its id {other_id}"
        ))
        .in_field("name")
        .about(word);
    findings.push(if id.is_empty() { finding } else { finding.in_entry(id) });
}

fn has_title(view: &EntryView<'_, '_>) -> bool {
    view.name().is_some() && !view.category().is_empty()
}

/// Whether the table's agency wrote the title, or a part of it.
fn is_own(view: &EntryView<'_, '_>) -> bool {
    let wrote = |field| view.origin(field).is_some_and(|it| it.agency == view.table.agency);
    view.is_own() && (wrote(Field::Name) || wrote(Field::Category))
}

/// The category path and the name, without blanks.
fn title(view: &EntryView<'_, '_>) -> impl Iterator<Item = char> {
    let texts = view.category().iter().chain(view.name());
    texts.flat_map(|text| text.value.chars().filter(|c| !c.is_whitespace()).chain(['\0']))
}

/// Whether a text has a byte that a blank can begin with; told for many bytes at a time.
fn may_have_blank(text: &str) -> bool {
    let begins = |it: u8| it <= b' ' || matches!(it, 0xc2 | 0xe1..=0xe3);
    text.bytes().fold(false, |any, byte| any | begins(byte))
}

fn hash(view: &EntryView<'_, '_>) -> u64 {
    let mut hasher = FxHasher::default();
    for text in view.category().iter().chain(view.name()) {
        let value: &str = &text.value;
        if may_have_blank(value) {
            value.chars().filter(|c| !c.is_whitespace()).collect::<String>().hash(&mut hasher);
        } else {
            value.hash(&mut hasher);
        }
    }
    hasher.finish()
}
