//! An entry's page: its elements, where each was written, and what it replaced.
pub mod element;
pub mod line;
pub mod reading;

use serde::Serialize;

use self::element::Element;
use crate::{
    error::Error,
    model::{choice::Review, field::Field},
    render::{
        address, cells,
        domain::{AgencyName, Issue},
        history::PastRow,
        identity::Identity,
        others::Comparison,
        relations::RelationRow,
        sheet::Sheet,
        site::{self, Article, Link, Page},
    },
    resolve::{
        AgencyId,
        view::{EntryView, Found},
    },
    span::Span,
};

/// The fields of the page, in order. Category, name and review stand in its head.
const FIELDS: [Field; 11] = [
    Field::Content,
    Field::Basis,
    Field::Deadline,
    Field::Owner,
    Field::Channel,
    Field::Audience,
    Field::Method,
    Field::Level,
    Field::Stage,
    Field::Link,
    Field::Reason,
];

/// Draws an element, once for all that have its key.
pub type Draw<'d, 'p, D> = &'d dyn Fn(String, &dyn Fn() -> Element<'p>) -> Result<D, Error>;

/// `<agency>/<domain>/<id>.html`
#[derive(Debug, Serialize)]
pub struct EntryPage<'p, D> {
    /// Its elements.
    pub fields: Vec<FieldRow<'p, D>>,
    /// Who it is.
    pub entry: EntryHead<'p>,
    /// The frame.
    pub page: Page,
    /// Whose it is.
    pub agency: &'p AgencyName,
    /// The table that it stands in.
    pub domain: &'p EntryDomain,
    /// What it is related to.
    pub relations: Vec<RelationRow>,
    /// What other agencies promise for it; `None` where no other has it.
    pub others: Option<&'p Comparison<'p>>,
    /// What versions of the catalogs changed of it, the newest first.
    pub past: &'p [PastRow],
    /// The entry above it.
    pub previous: Option<Link>,
    /// The entry below it.
    pub next: Option<Link>,
}

/// The table that an entry stands in.
#[derive(Debug, Serialize)]
pub struct EntryDomain {
    /// Its name.
    pub name: String,
    /// The document it was issued with.
    pub source: Option<String>,
}

/// Who an entry is.
#[derive(Debug, Serialize)]
pub struct EntryHead<'p> {
    /// 编号
    pub id: &'p str,
    /// 序号
    pub number: String,
    /// Its name.
    pub name: &'p str,
    /// Its category.
    pub category: Option<String>,
    /// Whether the text is a reconstruction, in whole or in part.
    pub reconstructed: bool,
    /// Of one in part: what the elements are called that were filled in.
    pub filled_in: Vec<&'static str>,
    /// Ids it bore before.
    pub former_ids: Option<String>,
    /// The page itself, by its full address where one is configured.
    pub permalink: Link,
    /// Its row in the table.
    pub row_href: String,
}

/// An element.
#[derive(Debug, Serialize)]
pub struct FieldRow<'p, D> {
    /// What it says, drawn; `None` for 公开内容, which hardly two entries have alike.
    pub drawn: Option<D>,
    /// 公开内容 of one item; else empty.
    pub text: &'p str,
    /// 公开内容 of several.
    pub texts: Vec<&'p str>,
    /// What it is called.
    pub label: &'static str,
    /// By whom it was written, if not by the page's own agency.
    pub from: Option<&'p str>,
    /// Where, as `file:line`.
    pub place: String,
    /// What the layers below say, the nearest first.
    pub overrode: Vec<Overridden<'p>>,
    /// Whether the source does not say it, and the catalog's editors filled it in.
    pub filled_in: bool,
}

/// What a layer below says instead.
#[derive(Debug, Serialize)]
pub struct Overridden<'p> {
    /// Whose layer.
    pub agency: &'p str,
    /// `file:line`
    pub place: String,
    /// What it says.
    pub text: String,
}

/// What the pages of one table's entries share.
#[derive(Debug)]
pub struct EntryPages<'e, 'r, 's> {
    sheet: &'e Sheet<'e, 'r, 's>,
    agency: AgencyName,
    domain: EntryDomain,
    issue: Issue,
    others: &'e [Option<Comparison<'e>>],
    path: String,
    identity: Option<Identity>,
}

impl<'e, 'r, 's> EntryPages<'e, 'r, 's> {
    /// Of a table; `others` are what other agencies promise for each of its entries.
    #[must_use]
    pub fn new(sheet: &'e Sheet<'e, 'r, 's>, others: &'e [Option<Comparison<'e>>]) -> Self {
        let issue = Issue::of(sheet);
        Self {
            sheet,
            agency: AgencyName { name: sheet.agency().name().to_owned() },
            domain: EntryDomain { name: sheet.name(), source: issue.source.clone() },
            issue,
            others,
            path: sheet.path(),
            identity: Identity::of(sheet.agency(), &sheet.edition.workspace.config),
        }
    }

    /// How many entries there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.sheet.entries.len()
    }

    /// The path in the site of the page of the entry at `at`.
    #[must_use]
    pub fn path(&self, at: usize) -> String {
        [&self.path, "/", self.sheet.entries[at].id(), ".html"].concat()
    }

    /// The page of the entry at `at`, its elements drawn.
    ///
    /// # Errors
    /// Those of `draw`.
    pub fn page<'p, D>(
        &'p self,
        at: usize,
        draw: Draw<'_, 'p, D>,
    ) -> Result<EntryPage<'p, D>, Error> {
        let view = &self.sheet.entries[at];
        let (id, name) = (view.id(), cells::name(view));
        let agency = self.agency.name.as_str();
        let category = cells::join_texts(view.category(), " / ");
        let former = cells::join_texts(&view.top().was, "、");
        let link = |at: usize| {
            let view = self.sheet.entries.get(at)?;
            let levels = view.category().iter().map(|it| it.value.as_ref());
            // Many entries of a table bear one name (办事指南); the category tells them apart.
            let text = cells::join(levels.chain([cells::name(view)]), " / ");
            Some(Link { text, href: [view.id(), ".html"].concat() })
        };
        let crumb = |text: &str, href: &str| Link { text: text.to_owned(), href: href.to_owned() };
        let config = &self.sheet.edition.workspace.config;
        let content = cells::join_texts(view.content(), "；");
        // A power has a name and an owner, and often nothing else.
        let description =
            if content.is_empty() { format!("{}：{name}", self.domain.name) } else { content };
        let path = self.path(at);
        let address = address::href(&path);
        let article = Article {
            title: name,
            column: &self.domain.name,
            day: self.issue.day(),
            source: self.domain.source.as_deref().unwrap_or(agency),
            keywords: &[name, &self.domain.name, agency],
            description: &description,
            path: &address,
        };
        let fields =
            FIELDS.into_iter().filter_map(|field| self.field(view, field, draw).transpose());
        Ok(EntryPage {
            page: Page {
                title: site::title(&[name, &self.domain.name, agency]),
                root: "../../".to_owned(),
                meta: article.meta(config),
                identity: self.identity.clone(),
                crumbs: vec![
                    crumb(agency, "../index.html"),
                    crumb(&self.domain.name, "index.html"),
                ],
                here: name.to_owned(),
            },
            agency: &self.agency,
            domain: &self.domain,
            fields: fields.collect::<Result<_, _>>()?,
            relations: self.sheet.edition.relations.rows(view),
            others: self.others[at].as_ref(),
            past: self.sheet.edition.past_of(&self.sheet.agency().key, id),
            previous: at.checked_sub(1).and_then(link),
            next: link(at + 1),
            entry: EntryHead {
                number: (at + 1).to_string(),
                name,
                category: (!category.is_empty()).then_some(category),
                reconstructed: view.review() == Some(Review::Reconstructed),
                filled_in: cells::filled_in(view, self.sheet.wording()),
                former_ids: (!former.is_empty()).then_some(former),
                permalink: Link {
                    text: site::permalink(config, &address),
                    href: [id, ".html"].concat(),
                },
                row_href: ["index.html#e-", id].concat(),
                id,
            },
        })
    }

    fn field<'p, D>(
        &'p self,
        view: &'p EntryView<'r, 's>,
        field: Field,
        draw: Draw<'_, 'p, D>,
    ) -> Result<Option<FieldRow<'p, D>>, Error> {
        let edition = self.sheet.edition;
        let Some(found) = view.find(field) else { return Ok(None) };
        let origin = found.origin(edition.resolution, field);
        let (mut drawn, mut text, mut texts) = (None, "", Vec::new());
        match (field, &*found.entry.content) {
            (Field::Content, [one]) => text = one.value.as_ref(),
            (Field::Content, all) => texts = all.iter().map(|it| it.value.as_ref()).collect(),
            _ => {
                let key = element::key(edition, view, field, &found);
                drawn = Some(draw(key, &|| Element::new(edition, view, field, &found))?);
            }
        }
        let mut row = FieldRow {
            drawn,
            text,
            texts,
            label: self.sheet.wording().label(field),
            from: self.from(origin.agency),
            place: edition.line(origin.span),
            overrode: Vec::new(),
            filled_in: found.entry.fills_in(field),
        };
        if field == Field::Owner {
            self.localise(view, &mut row);
        }
        row.overrode.extend(self.overrode(view, field, &found));
        Ok(Some(row))
    }

    /// The name of an agency that is not the page's own.
    fn from(&self, agency: AgencyId) -> Option<&'r str> {
        let name = self.sheet.edition.resolution.agency(agency).name();
        (name != self.agency.name).then_some(name)
    }

    /// Where an office of the agency's own stands for a role in the layer below, the office is the origin
    /// and the role is what it replaced.
    fn localise<'p, D>(&'p self, view: &EntryView<'r, 's>, row: &mut FieldRow<'p, D>) {
        let edition = self.sheet.edition;
        let owners = view.owner();
        let all = || owners.lead.iter().chain(&owners.with);
        let Some((agency, office)) =
            all().find_map(|it| it.office.filter(|_| it.name != it.written.value))
        else {
            return;
        };
        row.overrode.push(Overridden {
            agency: row.from.take().unwrap_or(&self.agency.name),
            place: std::mem::replace(&mut row.place, edition.line(office.name.span)),
            text: cells::join(all().map(|it| it.written.value.as_ref()), "、"),
        });
        row.from = self.from(agency);
    }

    /// What the layers below the one in force say of a field, where that differs. A file's
    /// `defaults` speak for its entry; values from `defaults` replace nothing.
    fn overrode(
        &self,
        view: &EntryView<'r, 's>,
        field: Field,
        found: &Found<'r, 's>,
    ) -> Vec<Overridden<'r>> {
        let mut all = Vec::new();
        if found.from_defaults || view.stack.len() == 1 {
            return all;
        }
        let resolution = self.sheet.edition.resolution;
        let vocabulary = &resolution.registries.vocabulary;
        let mut above = cells::written(found.entry, field, vocabulary);
        let below = view.stack.iter().skip_while(|at| at.catalog != found.catalog).skip(1);
        for at in below {
            let catalog = resolution.catalog(at.catalog);
            let layers = [Some(resolution.entry(*at)), catalog.catalog.defaults.as_deref()];
            let Some(entry) = layers.into_iter().flatten().find(|it| it.has(field)) else {
                continue;
            };
            let texts = cells::written(entry, field, vocabulary);
            if texts != above {
                all.push(Overridden {
                    agency: resolution.agency(catalog.agency).name(),
                    place: self.place(entry.span_of(field)),
                    text: cells::join(texts.iter().map(AsRef::as_ref), "、"),
                });
            }
            above = texts;
        }
        all
    }

    fn place(&self, span: Span) -> String {
        self.sheet.edition.line(span)
    }
}
