//! What `govcat export` adds to the official form so that a table can come back: columns at its right,
//! and a line under its title.
use crate::model::{
    catalog::Kind,
    registry::{DomainId, Domains},
};

/// The entry's id.
pub const ID: &str = "条目编号";
/// Ids that it bore before.
pub const WAS: &str = "原编号";
/// The stages.
pub const STAGE: &str = "五公开";
/// Where it is published.
pub const LINK: &str = "公开链接";
/// What the entry explains.
pub const EXPLAINS: &str = "解读的文件或事项";
/// The entries that an item of a negative list covers.
pub const COVERS: &str = "涉及的公开事项";
/// The entries that disclose a power.
pub const DISCLOSED_BY: &str = "由哪些事项公开";
/// How sure the text is.
pub const REVIEW: &str = "核对程度";
/// The fields that were filled in, by their keys.
pub const RECONSTRUCTED: &str = "补写的要素";
/// The fields that the cells do not say exactly, as JSON.
pub const EXACT: &str = "精确值";
/// What divides the values of one cell.
pub const BETWEEN: &str = "、";
/// What the last column of the form says of a reconstructed text, which must not pass for the official one.
pub const UNCHECKED: &str = "复原待核";

const KIND: &str = "目录种类：";
const DOMAIN: &str = "领域：";
const AGENCY: &str = "机关：";
/// What divides the facts of a line.
const GAP: char = '　';

/// What an export says of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// What it is.
    pub kind: Kind,
    /// Its domain.
    pub domain: Option<DomainId>,
    /// Its title.
    pub title: Option<String>,
    /// 来源, 版本 and 施行日期, under the keys of a catalog file.
    pub facts: Vec<(&'static str, String)>,
}

/// The line that says which catalog a table is.
#[must_use]
pub fn line(kind: Kind, domain: Option<&str>) -> String {
    let mut line = format!("{KIND}{}", kind.label());
    if let Some(domain) = domain {
        line.push(GAP);
        line.push_str(DOMAIN);
        line.push_str(domain);
    }
    line
}

/// Reads that line, and those around it: the title above, the facts below.
#[must_use]
pub fn read(above: &[String], domains: &Domains) -> Option<Told> {
    let at = above.iter().rposition(|it| it.starts_with(KIND))?;
    let mut parts = above[at].split(GAP);
    let label = parts.next()?.strip_prefix(KIND)?.trim();
    let kind = Kind::ALL.into_iter().find(|it| it.label() == label)?;
    let name = parts.next().and_then(|it| it.strip_prefix(DOMAIN)).map(str::trim);
    let found = |name: &str| (0..).map(DomainId).zip(&domains.list).find(|it| it.1.name == name);
    let domain = match name {
        // A domain that this workspace does not know is no reason to guess one.
        Some(name) => Some(found(name)?.0),
        None => None,
    };
    let title = at.checked_sub(1).map(|it| above[it].clone());
    let facts = above[at + 1..].iter().find(|it| it.starts_with(AGENCY));
    let fact = |label: &str| {
        let mut parts = facts?.split(GAP);
        parts.find_map(|it| it.strip_prefix(label)).map(str::to_owned)
    };
    let facts = [("version", "版本："), ("effective", "施行日期："), ("source", "来源：")];
    let facts = facts.into_iter().filter_map(|(key, label)| Some((key, fact(label)?))).collect();
    Some(Told { kind, domain, title, facts })
}

/// What the name of a file that an export wrote says: `20-x` no more than any name, but `negative-tax`
/// and `tax` are a kind and a domain.
#[must_use]
pub fn of_stem(stem: &str, domains: &Domains) -> Option<(Kind, Option<DomainId>)> {
    let find = |code: &str| (0..).map(DomainId).zip(&domains.list).find(|it| it.1.code == code);
    if let Some((id, _)) = find(stem) {
        return Some((Kind::Standard, Some(id)));
    }
    let (kind, rest) = stem.split_once('-')?;
    let kind = Kind::ALL.into_iter().find(|it| it.name() == kind)?;
    Some((kind, find(rest).map(|it| it.0)))
}
