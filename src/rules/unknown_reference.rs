//! See [`RULE`].
use rustc_hash::FxHashSet;

use crate::{
    check::{Check, Findings, rule},
    compare::relation::is_title,
    diagnostic::{Severity, message},
    model::{Text, field::Field, likeness::nearest},
    resolve::{AgencyId, Resolution},
};

rule! {
    /// ## 查什么
    /// `explains`、`covers`、`disclosed_by` 里写的事项编号，本机关的目录里没有。`explains` 里带书名号的是文件标题，不是编号。
    ///
    /// ## 为什么
    /// 编号对不上，网页上就连不起来：群众从文件找不到解读，从职权找不到公开的信息。
    ///
    /// ## 怎么改
    /// 核对编号；改过编号的事项，旧编号写进它的 `was`。指文件的，写成《标题》。
    ///
    /// ## What it does
    /// Finds ids under `explains`, `covers` and `disclosed_by` that no entry of the agency has. What
    /// has 《》 under `explains` is the title of a document.
    ///
    /// ## Why it matters
    /// Where the id is wrong the pages are not linked: citizens find no explanation of a document,
    /// and not what is disclosed about a power.
    ///
    /// ## How to mend
    /// Check the id; where an entry was renumbered, keep its old id under its `was`. A document is
    /// written as 《title》.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 规范性文件
    ///   - id: "20-002"
    ///     name: 政策解读
    ///     explains: ["20-01", 《社会救助暂行办法》]  #~ unknown-reference: "\"20-01\""
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 规范性文件
    ///   - id: "20-002"
    ///     name: 政策解读
    ///     explains: ["20-001", 《社会救助暂行办法》]
    /// ```
    {
        code: "unknown-reference",
        summary: ["引用的事项编号目录里没有", "an entry refers to an id that is not there"],
        severity: Severity::Error,
        basis: "目录格式第1版",
        check: Check::Agency(unknown_reference),
    }
}

/// For so many references the id meant is looked for. Where more are wrong, something else is.
const SUGGESTIONS: usize = 50;

fn unknown_reference(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let agency = resolution.agency(id);
    // Where catalogs could not be read, the entry may be in there.
    if agency.lacks_catalogs || agency.below_is_partial {
        return;
    }
    let catalogs = agency.catalogs.iter().map(|it| &resolution.catalog(*it).catalog);
    let own = catalogs.flat_map(|it| &it.entries).filter(|it| it.relations.is_some());
    let mut known: Option<FxHashSet<&str>> = None;
    let mut budget = SUGGESTIONS;
    for entry in own {
        let explained = entry.explains().iter().filter(|it| !is_title(&it.value));
        let named = explained.map(|it| (it, Field::Explains));
        let named = named.chain(entry.covers().iter().map(|it| (it, Field::Covers)));
        let named = named.chain(entry.disclosed_by().iter().map(|it| (it, Field::DisclosedBy)));
        for (text, field) in named {
            let known = known.get_or_insert_with(|| ids(resolution, id));
            if !known.contains(text.value.as_ref()) {
                let likely = budget.checked_sub(1).and_then(|left| {
                    budget = left;
                    let mut ids: Vec<&str> = known.iter().copied().collect();
                    ids.sort_unstable();
                    nearest(&text.value, ids)
                });
                report(text, field, entry.id(), likely, findings);
            }
        }
    }
}

/// Every id that an entry of the agency bears, or once bore.
fn ids<'r>(resolution: &'r Resolution<'_>, id: AgencyId) -> FxHashSet<&'r str> {
    let tables = resolution.agency(id).tables.iter();
    let entries = tables.flat_map(|it| resolution.entries(*it));
    let names = entries.flat_map(|it| {
        let was = it.top().was.iter().map(|it| it.value.as_ref());
        std::iter::once(it.id()).chain(was)
    });
    names.filter(|it| !it.is_empty()).collect()
}

fn report(
    text: &Text<'_>,
    field: Field,
    entry: &str,
    likely: Option<&str>,
    findings: &mut Findings<'_>,
) {
    let word = &text.value;
    let help = match (likely, field) {
        (Some(likely), _) => message!("是不是“{likely}”？", "did you mean `{likely}`?"),
        (None, Field::Explains) => message!(
            "写本机关的事项编号；指文件的，写成《标题》",
            "write the id of an entry of this agency, or a document as 《title》"
        ),
        (None, _) => message!("写本机关的事项编号", "write the id of an entry of this agency"),
    };
    findings.push(
        findings
            .at(text.span, message!("本机关的目录里没有编号“{word}”", "no entry of this agency has the id `{word}`"))
            .with_help(help)
            .in_entry(entry)
            .in_field(field.name())
            .about(word),
    );
}
