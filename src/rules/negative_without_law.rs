//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    model::{
        basis::{article::Place, kind::Kind as Rank},
        catalog::Kind,
        field::Field,
        readings::Cited,
    },
    resolve::{Resolution, view::EntryView},
};

rule! {
    /// ## 查什么
    /// 负面清单的条目，依据里既没有《政府信息公开条例》第十四条至第十六条，也没有别的法律、行政法规。
    /// 部门和地方的文件不能作为不予公开的依据。所引的法律是否确实禁止公开，由人判断。
    ///
    /// ## 为什么
    /// 条例第十三条：除第十四条、第十五条、第十六条规定的情形外，政府信息应当公开。
    ///
    /// ## 怎么改
    /// 写明条例的哪一条，或禁止公开的法律、行政法规；都没有的，从负面清单里删去，依法公开。
    ///
    /// ## What it does
    /// Finds items of a negative list that cite neither articles 14 to 16 of the 政府信息公开条例 nor
    /// another law or administrative regulation. Documents of departments and localities cannot
    /// forbid disclosure. Whether a cited law does forbid it is for people to judge.
    ///
    /// ## Why it matters
    /// Article 13: what articles 14, 15 and 16 do not exempt is to be disclosed.
    ///
    /// ## How to mend
    /// Cite the article, or the law that forbids disclosure; where there is none, delete the item and
    /// disclose.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// kind: negative
    /// entries:
    ///   - id: "fm-001"
    ///     name: 救助对象家庭成员身份证件号码
    ///     content: 身份证件号码
    ///     basis: [《关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）]  #~ negative-without-law: "《关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）"
    ///     owner: 县民政局
    ///     reason: 个人隐私
    ///   - id: "fm-002"
    ///     name: 行政执法案卷
    ///     content: 行政执法案卷
    ///     basis: [《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条]  #~ negative-without-law: "《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条"
    ///     owner: 县民政局
    ///     reason: 行政执法案卷信息
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// kind: negative
    /// entries:
    ///   - id: "fm-001"
    ///     name: 救助对象家庭成员身份证件号码
    ///     content: 身份证件号码
    ///     basis: [《中华人民共和国政府信息公开条例》（国务院令第711号）第十五条]
    ///     owner: 县民政局
    ///     reason: 个人隐私
    /// ```
    {
        code: "negative-without-law",
        summary: ["不予公开没有法律依据", "an item is withheld without a law that says so"],
        severity: Severity::Error,
        basis: "《政府信息公开条例》第十三条至第十六条",
        check: Check::Resolved(negative_without_law),
    }
}

/// The regulation's titles. Provinces have regulations of that name too, with other articles.
const REGULATION: [&str; 2] = ["中华人民共和国政府信息公开条例", "政府信息公开条例"];
/// The articles that allow not to disclose.
const ARTICLES: std::ops::RangeInclusive<u32> = 14..=16;

fn negative_without_law(view: &EntryView<'_, '_>, findings: &mut Findings<'_>) {
    if view.table.kind != Kind::Negative || !view.wrote(Field::Basis) {
        return;
    }
    let resolution = view.resolution;
    let cited = || view.basis().iter().flat_map(|it| resolution.readings.basis(&it.value));
    if cited().any(|it| allows(resolution, it)) {
        return;
    }
    let subject = view.name().map_or("", |it| &it.value);
    findings.push(
        findings
            .at(view.span_here(Field::Basis), message!(
                "不予公开没有法律依据：这里没有引用条例第十四条至第十六条，也没有引用别的法律、行政法规",
                "nothing here allows not to disclose: neither articles 14 to 16 of the 条例 nor another law or administrative regulation is cited"
            ))
            .with_help(message!(
                "写明《政府信息公开条例》的哪一条，或禁止公开的法律、行政法规；没有的，应当公开",
                "cite the article of the 政府信息公开条例, or the law that forbids disclosure; where there is none, disclose"
            ))
            .in_field("basis")
            .about(subject),
    );
}

/// Whether a citation can be a reason not to disclose.
fn allows(resolution: &Resolution<'_>, cited: &Cited) -> bool {
    let document = cited.found.document.map(|id| resolution.registries.register.document(id));
    let title = document.map(|it| it.title.as_str()).or(cited.citation.title.as_deref());
    if title.is_some_and(|it| REGULATION.contains(&it)) {
        return cited.citation.articles.iter().any(|it| {
            let first = it.from.article();
            let last = it.to.as_ref().and_then(Place::article).or(first);
            first.zip(last).is_some_and(|(a, b)| a <= *ARTICLES.end() && b >= *ARTICLES.start())
        });
    }
    let rank = document.and_then(|it| it.kind).or(cited.citation.kind);
    match rank {
        Some(rank) => {
            matches!(rank, Rank::Constitution | Rank::Law | Rank::AdministrativeRegulation)
        }
        // One that is not registered is known by its name: only a 条例 of the State Council is called
        // that of the People's Republic.
        None => title.is_some_and(|it| {
            let is_national = it.starts_with("中华人民共和国") && it.ends_with("条例");
            is_national || (it.ends_with('法') && !it.ends_with("办法"))
        }),
    }
}
