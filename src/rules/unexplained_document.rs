//! See [`RULE`].
use rustc_hash::FxHashSet;

use crate::{
    check::{Check, Findings, rule},
    compare::relation::Directory,
    diagnostic::{Severity, message},
    model::catalog::Kind,
    resolve::{AgencyId, EntryRef, Resolution, view::EntryView},
};

rule! {
    /// ## 查什么
    /// 本机关自己写的规范性文件事项（名称或类别里有“规范性文件”，清理、备案、征求意见这类工作除外）没有解读：
    /// 没有哪个事项的 `explains` 写了它的编号或标题。只在已经用 `explains` 的机关里查；不需要解读的不必理会。
    ///
    /// ## 为什么
    /// 国办发〔2016〕80号：政策性文件与解读方案、解读材料同步组织、同步审签、同步部署，文件与解读互为链接。
    ///
    /// ## 怎么改
    /// 在政策解读的事项里，用 `explains` 写上这条的编号。
    ///
    /// ## What it does
    /// Finds entries of normative documents (规范性文件 in their name or category, but not the work
    /// around them) that the agency wrote itself and that no entry explains by their id or title. It
    /// looks only where the agency uses `explains`; what needs no explanation may stay as it is.
    ///
    /// ## Why it matters
    /// 国办发〔2016〕80号 asks that a document and its explanation are made, signed and published
    /// together, each with a link to the other.
    ///
    /// ## How to mend
    /// Name the entry under `explains` of the one that explains it.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 社会救助规范性文件
    ///   - id: "20-002"
    ///     name: 临时救助规范性文件  #~ unexplained-document: "临时救助规范性文件"
    ///   - id: "20-003"
    ///     name: 政策解读
    ///     explains: ["20-001"]
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 社会救助规范性文件
    ///   - id: "20-002"
    ///     name: 规范性文件清理结果
    ///   - id: "20-003"
    ///     name: 政策解读
    ///     explains: ["20-001"]
    /// ```
    {
        code: "unexplained-document",
        summary: ["规范性文件没有解读", "no entry explains a normative document"],
        severity: Severity::Info,
        basis: "国办发〔2016〕80号",
        check: Check::Agency(unexplained_document),
    }
}

/// What makes an entry one of normative documents.
const DOCUMENT: &str = "规范性文件";
/// What is done with such documents: an entry of that discloses no document of its own.
const WORK: [&str; 10] =
    ["清理", "备案", "审查", "审核", "征求意见", "草案", "解读", "目录", "评估", "制度"];

fn unexplained_document(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let agency = resolution.agency(id);
    let catalogs = agency.catalogs.iter().map(|it| &resolution.catalog(*it).catalog);
    let mut own = catalogs.flat_map(|it| &it.entries);
    if !own.any(|it| !it.explains().is_empty()) {
        return;
    }
    let entries = || agency.tables.iter().flat_map(|it| resolution.entries(*it));
    let directory = Directory::of(resolution, id);
    let explained: FxHashSet<EntryRef> = entries()
        .flat_map(|it| it.explains())
        .flat_map(|it| directory.explained(&it.value))
        .map(|it| it.view.stack[0])
        .collect();
    for view in entries().filter(is_document) {
        let Some(name) = view.name().filter(|_| !explained.contains(&view.stack[0])) else { continue };
        let word = &name.value;
        findings.push(
            findings
                .at(name.span, message!("“{word}”没有解读", "no entry explains `{word}`"))
                .with_help(message!(
                    "在政策解读的事项里用 explains 写上这条的编号；不需要解读的不必理会",
                    "name it under `explains` of the entry that explains it; ignore this if it needs none"
                ))
                .in_entry(view.id())
                .in_field("explains")
                .about(word),
        );
    }
}

fn is_document(view: &EntryView<'_, '_>) -> bool {
    let is_own = view.stack.len() == 1 && view.is_own() && view.table.kind == Kind::Standard;
    let names = || view.name().into_iter().chain(view.category());
    is_own
        && view.explains().is_empty()
        && names().any(|it| it.value.contains(DOCUMENT))
        && !names().any(|it| WORK.iter().any(|work| it.value.contains(work)))
}
