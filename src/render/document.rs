//! A document's page: what the register states of it, and the entries that stand on it.
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::{
    diagnostic::message,
    model::{
        basis::{
            document::{Document, Status},
            kind::Kind,
            register::DocId,
        },
        choice::Review,
    },
    render::{
        address, cells,
        documents::{successor_name, word},
        edition::Edition,
        site::{self, Link, Page},
        standing::{Listed, Standing, Standings, Stands},
    },
    resolve::AgencyId,
};

/// More entries than this are counted by table, not listed.
const LISTED: usize = 3000;
/// More agencies than this are counted, not named.
const NAMED: usize = 60;

/// `basis/<document>.html`
#[derive(Debug, Serialize)]
pub struct DocumentPage {
    /// The frame.
    pub page: Page,
    /// What the register states.
    pub document: DocumentHead,
    /// What became of it; `None` while it is in force.
    pub end: Option<End>,
    /// Documents that it replaced and that entries still stand on.
    pub replaces: Vec<Link>,
    /// The entries that explain it (政策解读).
    pub explained_by: Vec<Link>,
    /// How many entries stand on it.
    pub entries: usize,
    /// Whether any of those that are listed names an article.
    pub has_articles: bool,
    /// These, by agency; what several agencies have from one is listed once.
    pub agencies: Vec<AgencyGroup>,
    /// Who inherits them.
    pub followers: Vec<Followers>,
}

/// What the register states of a document.
#[derive(Debug, Serialize)]
pub struct DocumentHead {
    /// The full title, in 《》.
    pub title: String,
    /// Other names it is cited by.
    pub short_titles: Option<String>,
    /// 效力级别
    pub kind: Option<&'static str>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// 文号
    pub number: Option<String>,
    /// 公布日期
    pub issued: Option<String>,
    /// 施行日期
    pub effective: Option<String>,
    /// 修订情况
    pub revised: Option<String>,
    /// 效力
    pub status: StatusTag,
    /// Anything else.
    pub note: Option<String>,
    /// Whether the record is a reconstruction.
    pub reconstructed: bool,
}

/// Whether a document is in force, as a mark.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct StatusTag {
    /// 现行, 已修订, 已废止, 已失效
    pub word: &'static str,
    /// The class of the mark.
    pub class: &'static str,
}

/// What became of a document that is no longer in force.
#[derive(Debug, Serialize)]
pub struct End {
    /// 已废止, 已失效
    pub word: &'static str,
    /// Since when.
    pub since: Option<String>,
    /// What replaced it, and what replaced that.
    pub successors: Vec<SuccessorName>,
}

/// What replaced a document.
#[derive(Debug, Serialize)]
pub struct SuccessorName {
    /// Its name, in 《》.
    pub text: String,
    /// Its page; `None` where no entry stands on it.
    pub href: Option<String>,
}

/// An agency's entries that stand on a document.
#[derive(Debug, Serialize)]
pub struct AgencyGroup {
    /// The agency.
    pub agency: Link,
    /// How many entries.
    pub entries: usize,
    /// How many of them it has from the layers below.
    pub inherited: usize,
    /// Whether other agencies inherit any of them.
    pub has_heirs: bool,
    /// By table.
    pub tables: Vec<TableGroup>,
}

/// A table's entries that stand on a document.
#[derive(Debug, Serialize)]
pub struct TableGroup {
    /// The table.
    pub table: Link,
    /// How many entries.
    pub entries: usize,
    /// These; empty where there are too many to list.
    pub rows: Vec<StandingRow>,
}

/// An entry that stands on a document.
#[derive(Debug, Serialize)]
pub struct StandingRow {
    /// Its category and name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// The articles that it cites.
    pub articles: String,
    /// The agencies that inherit it, each with its own page of the entry.
    pub heirs: Vec<Link>,
}

/// Agencies that inherit entries.
#[derive(Debug, Serialize)]
pub struct Followers {
    /// From whom.
    pub agency: String,
    /// How many agencies.
    pub agencies: usize,
    /// How many entries they inherit together.
    pub entries: usize,
    /// The agencies; empty where there are too many to name.
    pub links: Vec<Link>,
}

impl StatusTag {
    /// The mark of a document.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let class = match document.status {
            Status::InForce => "tag calm",
            Status::Revised => "tag",
            Status::Repealed | Status::Expired => "tag gone",
        };
        Self { word: word(document), class }
    }
}

impl DocumentPage {
    /// The page of a document.
    #[must_use]
    pub fn new(
        edition: &Edition<'_, '_>,
        all: &Standings<'_, '_>,
        id: DocId,
        stands: &Stands<'_, '_>,
    ) -> Self {
        let document = edition.resolution.registries.register.document(id);
        let config = &edition.workspace.config;
        let heading = edition.say("公开依据", "Legal bases");
        let count = stands.entries;
        let name = document.marked_title();
        let about = message!(
            "{name}；以它为依据的公开事项共 {count} 条",
            "{name}; entries that stand on it: {count}"
        );
        let listed = stands.once();
        let agencies = agencies(edition, all, &listed);
        let mut rows = agencies.iter().flat_map(|it| &it.tables).flat_map(|it| &it.rows);
        Self {
            page: Page {
                title: site::title(&[&document.title, heading, site::name(config)]),
                root: "../".to_owned(),
                meta: site::column(
                    &document.title,
                    about.text(edition.lang()),
                    &[&document.title, heading],
                ),
                identity: None,
                crumbs: vec![Link { text: heading.to_owned(), href: "index.html".to_owned() }],
                here: document.title.clone(),
            },
            document: DocumentHead::new(document),
            end: end(edition, all, id),
            replaces: replaces(edition, all, id),
            explained_by: edition.relations.explaining(id).to_vec(),
            entries: stands.entries,
            has_articles: rows.any(|it| !it.articles.is_empty()),
            agencies,
            followers: followers(edition, stands, &listed),
        }
    }
}

impl DocumentHead {
    fn new(document: &Document) -> Self {
        let Document { issuer, number, issued, effective, revised, note, .. } = document.clone();
        let short_titles = cells::join(document.short_titles.iter().map(String::as_str), "、");
        Self {
            title: document.marked_title(),
            short_titles: (!short_titles.is_empty()).then_some(short_titles),
            kind: document.kind.map(Kind::name),
            issuer,
            number,
            issued,
            effective,
            revised,
            status: StatusTag::of(document),
            note,
            reconstructed: document.review == Some(Review::Reconstructed),
        }
    }
}

fn end(edition: &Edition<'_, '_>, all: &Standings<'_, '_>, id: DocId) -> Option<End> {
    let register = &edition.resolution.registries.register;
    let document = register.document(id);
    if document.status.holds() {
        return None;
    }
    let successors = register.successors(id);
    let successors = successors.iter().map(|it| SuccessorName {
        text: successor_name(it, register),
        href: it.document.filter(|it| all.has(*it)).map(|it| edition.documents.file(it)),
    });
    Some(End {
        word: word(document),
        since: document.replaced_on.clone(),
        successors: successors.collect(),
    })
}

/// The documents with pages that this one replaced.
fn replaces(edition: &Edition<'_, '_>, all: &Standings<'_, '_>, id: DocId) -> Vec<Link> {
    let register = &edition.resolution.registries.register;
    let gone = all.documents().map(|it| it.0).filter(|it| !register.document(*it).status.holds());
    gone.filter(|it| register.successors(*it).first().is_some_and(|it| it.document == Some(id)))
        .map(|it| Link {
            text: register.document(it).marked_title(),
            href: edition.documents.file(it),
        })
        .collect()
}

fn agency_link(edition: &Edition<'_, '_>, id: AgencyId) -> Link {
    let agency = edition.resolution.agency(id);
    Link {
        text: agency.name().to_owned(),
        href: format!("../{}/index.html", address::href(&agency.key)),
    }
}

/// The folder of a table, seen from the page of a document.
fn folder(edition: &Edition<'_, '_>, standing: &Standing<'_, '_>) -> String {
    let agency = edition.resolution.agency(standing.view.table.agency);
    let table = edition.folder(standing.table);
    format!("../{}/{}", address::href(&agency.key), address::href(table))
}

fn agencies(
    edition: &Edition<'_, '_>,
    all: &Standings<'_, '_>,
    listed: &[Listed<'_, '_, '_>],
) -> Vec<AgencyGroup> {
    let is_long = listed.len() > LISTED;
    let of_agency = listed.chunk_by(|a, b| a.agency() == b.agency());
    of_agency
        .filter_map(|own| {
            let id = own.first()?.agency();
            let tables = own.chunk_by(|a, b| a.first.table == b.first.table).filter_map(|some| {
                let Standing { table, .. } = *some.first()?.first;
                let folder = folder(edition, some.first()?.first);
                Some(TableGroup {
                    entries: some.len(),
                    rows: if is_long {
                        Vec::new()
                    } else {
                        some.iter().map(|it| row(edition, it, &folder)).collect()
                    },
                    table: Link {
                        text: all.name(table).to_owned(),
                        href: format!("{folder}/index.html"),
                    },
                })
            });
            Some(AgencyGroup {
                agency: agency_link(edition, id),
                entries: own.len(),
                inherited: own.iter().filter(|it| it.first.is_inherited()).count(),
                has_heirs: !is_long && own.iter().any(|it| !it.heirs.is_empty()),
                tables: tables.collect(),
            })
        })
        .collect()
}

fn row(edition: &Edition<'_, '_>, listed: &Listed<'_, '_, '_>, folder: &str) -> StandingRow {
    let view = &listed.first.view;
    let heir = |it: &&Standing<'_, '_>| Link {
        text: edition.resolution.agency(it.view.table.agency).name().to_owned(),
        href: format!("{}/{}.html", self::folder(edition, it), it.view.id()),
    };
    let levels = view.category().iter().map(|it| it.value.as_ref());
    let name = view.name().map(|it| it.value.as_ref()).filter(|it| *it != "—");
    StandingRow {
        // Many entries of a table bear one name (办事指南); the category tells them apart.
        name: cells::join(levels.chain(name), " / "),
        href: format!("{folder}/{}.html", view.id()),
        articles: listed.first.articles(),
        heirs: listed.heirs.iter().map(heir).collect(),
    }
}

/// Who inherits entries, by the agency that wrote them, in the order in which these are listed.
fn followers(
    edition: &Edition<'_, '_>,
    stands: &Stands<'_, '_>,
    listed: &[Listed<'_, '_, '_>],
) -> Vec<Followers> {
    let places: FxHashMap<AgencyId, usize> =
        listed.iter().enumerate().rev().map(|(at, it)| (it.agency(), at)).collect();
    let mut all: Vec<_> = stands.followers.iter().collect();
    all.sort_by_key(|it| places.get(it.0).copied().unwrap_or(usize::MAX));
    // What is listed at an agency that inherits it is not told again.
    let mut told: FxHashMap<(AgencyId, AgencyId), usize> = FxHashMap::default();
    for it in listed.iter().filter(|it| it.first.is_inherited()) {
        *told.entry((it.first.from(), it.agency())).or_default() += 1;
    }
    let of = |(from, followers): (&AgencyId, &Vec<(AgencyId, usize)>)| {
        let left = |&(id, count): &(AgencyId, usize)| {
            let told = told.get(&(*from, id)).copied().unwrap_or_default();
            (count > told).then_some((id, count - told))
        };
        let left: Vec<(AgencyId, usize)> = followers.iter().filter_map(left).collect();
        (!left.is_empty()).then(|| Followers {
            agency: edition.resolution.agency(*from).name().to_owned(),
            agencies: left.len(),
            entries: left.iter().map(|it| it.1).sum(),
            links: if left.len() > NAMED {
                Vec::new()
            } else {
                left.iter().map(|it| agency_link(edition, it.0)).collect()
            },
        })
    };
    all.into_iter().filter_map(of).collect()
}
