//! One table as it is published: its entries in order, its title, its address.
use crate::{
    diagnostic::Message,
    model::{
        Text,
        catalog::Kind,
        choice::{Level, Review},
        registry::Domain,
    },
    render::{
        cells,
        edition::Edition,
        relations::{Item, Relation},
        wording::Wording,
    },
    resolve::{Agency, Table, TableId, view::EntryView},
};

/// One table as it is published.
#[derive(Debug)]
pub struct Sheet<'e, 'r, 's> {
    /// What it belongs to.
    pub edition: &'e Edition<'r, 's>,
    /// Which.
    pub id: TableId,
    /// Its entries, in order. Ids are unique and safe to be names of files.
    pub entries: Vec<EntryView<'r, 's>>,
    /// Entries that are not published.
    pub left_out: Vec<LeftOut>,
}

/// An entry that is not published because something is wrong with it.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// Its id; may be empty.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What is wrong.
    pub reason: Message,
    /// Where, as `file:line`.
    pub place: String,
}

impl<'r, 's> Sheet<'_, 'r, 's> {
    /// The resolved table.
    #[must_use]
    pub fn table(&self) -> &'r Table {
        self.edition.resolution.table(self.id)
    }

    /// Whose it is.
    #[must_use]
    pub fn agency(&self) -> &'r Agency<'s> {
        self.edition.resolution.agency(self.table().agency)
    }

    /// The domain.
    #[must_use]
    pub fn domain(&self) -> Option<&'r Domain> {
        self.table().domain.map(|it| self.edition.resolution.registries.domains.get(it))
    }

    /// The domain's number, where this is the domain's standard.
    #[must_use]
    pub fn numbered(&self) -> Option<u32> {
        self.domain().filter(|_| self.table().kind == Kind::Standard).map(|it| it.number)
    }

    /// What the kind calls things.
    #[must_use]
    pub fn wording(&self) -> &'static Wording {
        Wording::of(self.table().kind)
    }

    /// The folder of the table in that of its agency.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.edition.folder(self.id)
    }

    /// The path of the table's folder in the site.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{}", self.agency().key, self.folder())
    }

    /// The short name: the domain's; the title where the table has none, or is not its standard. The
    /// agency's own name is not said again, as it stands beside each of them.
    #[must_use]
    pub fn name(&self) -> String {
        if let (Some(domain), Kind::Standard) = (self.domain(), self.table().kind) {
            return domain.name.clone();
        }
        let title = self.title();
        let rest = title.strip_prefix(self.agency().name()).map(str::trim_start);
        rest.filter(|it| !it.is_empty()).map(str::to_owned).unwrap_or(title)
    }

    /// The title, from the topmost layer that has one. Where a layer below names its own agency in it, it
    /// is this agency's name that stands there: the table is this agency's.
    #[must_use]
    pub fn title(&self) -> String {
        let resolution = self.edition.resolution;
        let titled = self.layers().find_map(|table| {
            let mut own = table.own.iter().map(|it| &resolution.catalog(*it).catalog);
            Some((table.agency, own.find_map(|it| it.title.as_ref())?))
        });
        if let Some((agency, title)) = titled {
            if agency == self.table().agency {
                return text(title);
            }
            return title.value.replacen(resolution.agency(agency).name(), self.agency().name(), 1);
        }
        let what = match self.table().kind {
            Kind::Standard => "基层政务公开标准目录",
            Kind::Plan => "工作任务与责任分工",
            Kind::Participation => "公众参与事项清单",
            Kind::Negative => "不予公开事项清单",
            Kind::Powers => "权责清单和公共服务事项清单",
        };
        match self.domain() {
            Some(domain) => format!("{}领域{what}", domain.name),
            None => format!("{}{what}", self.agency().name()),
        }
    }

    /// The title with the agency's name before it, where it does not say it itself.
    #[must_use]
    pub fn full_title(&self) -> String {
        let (name, title) = (self.agency().name(), self.title());
        if title.contains(name) { title } else { format!("{name}{title}") }
    }

    /// The table and those it lies over, topmost first.
    pub fn layers(&self) -> impl Iterator<Item = &'r Table> + use<'r, 's> {
        self.edition.resolution.layers(self.id)
    }

    /// How many levels of categories the table shows.
    #[must_use]
    pub fn depth(&self) -> usize {
        let deepest = self.entries.iter().map(|it| it.category().len()).max().unwrap_or(0);
        self.wording().depth(deepest)
    }

    /// The levels of government in use, with the terms to show.
    #[must_use]
    pub fn levels(&self) -> Vec<(Level, String)> {
        let terms = &self.edition.resolution.registries.vocabulary.levels;
        cells::levels(self.entries.iter().map(EntryView::level), terms)
    }

    /// How many entries there are, and how many of them are reconstructed.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let reconstructed =
            self.entries.iter().filter(|it| it.review() == Some(Review::Reconstructed)).count();
        Counts {
            domains: usize::from(
                self.table().kind == Kind::Standard && self.table().domain.is_some(),
            ),
            entries: self.entries.len(),
            reconstructed,
            left_out: self.left_out.len(),
        }
    }

    /// What an entry is related to in a way.
    #[must_use]
    pub fn related(&self, view: &EntryView<'_, '_>, relation: Relation) -> Vec<Item> {
        self.edition.relations.items(view, relation)
    }
}

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Domains.
    pub domains: usize,
    /// Entries that are published.
    pub entries: usize,
    /// How many of these are reconstructed texts.
    pub reconstructed: usize,
    /// Entries that are not published because something is wrong with them.
    pub left_out: usize,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.domains += other.domains;
        self.entries += other.entries;
        self.reconstructed += other.reconstructed;
        self.left_out += other.left_out;
    }
}

fn text(text: &Text<'_>) -> String {
    text.value.clone().into_owned()
}
