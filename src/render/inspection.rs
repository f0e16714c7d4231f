//! The inspection list as a table and as a workbook: what was drawn, and room for what was found.
use std::borrow::Cow;

use crate::{
    diagnostic::Lang,
    render::{
        book::{Book, BookColumn, BookSheet, Cell},
        cells,
        table::Table,
    },
    resolve::{Resolution, view::EntryView},
    sample::{Rate, Stratum},
};

/// The columns: Chinese and English headings, and widths.
const COLUMNS: [(&str, &str, u16); 13] = [
    ("序号", "number", 6),
    ("机关", "agency", 20),
    ("领域", "domain", 16),
    ("编号", "id", 12),
    ("事项", "name", 28),
    ("公开时限", "deadline", 26),
    ("公开主体", "owner", 22),
    ("渠道", "channel", 22),
    ("链接", "link", 26),
    ("是否公开", "published?", 9),
    ("公开日期", "published on", 11),
    ("问题", "problem", 26),
    ("检查人", "inspector", 10),
];

/// A list that was drawn.
#[derive(Clone, Copy, Debug)]
pub struct Inspection<'i, 'r, 's> {
    /// The catalogs.
    pub resolution: &'r Resolution<'s>,
    /// What was drawn, by agency and domain.
    pub strata: &'i [Stratum<'r, 's>],
    /// How much.
    pub rate: Rate,
    /// By which seed.
    pub seed: &'i str,
    /// In which language.
    pub lang: Lang,
}

impl Inspection<'_, '_, '_> {
    /// How many entries were drawn.
    #[must_use]
    pub fn drawn(&self) -> usize {
        self.strata.iter().map(|it| it.drawn.len()).sum()
    }

    /// From how many entries.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.strata.iter().map(|it| it.entries).sum()
    }

    /// How the list came about: whoever draws again with the same seed gets the same list.
    #[must_use]
    pub fn note(&self) -> String {
        let (drawn, entries, strata) = (self.drawn(), self.entries(), self.strata.len());
        let (rate, seed) = (self.rate, self.seed);
        match self.lang {
            Lang::Zh => format!(
                "种子 {seed}，比例 {rate}：从 {strata} 个“机关×领域”的 {entries} 条事项中抽取 {drawn} 条，每个领域至少 1 条；同一种子抽取的结果相同"
            ),
            Lang::En => format!(
                "seed {seed}, rate {rate}: {drawn} of {entries} entries in {strata} strata (agency × domain), at least one in each; the same seed draws the same list"
            ),
        }
    }

    /// The rows with their texts: the last four cells are the inspector's.
    #[must_use]
    pub fn rows(&self) -> Vec<[String; COLUMNS.len()]> {
        let mut rows = Vec::with_capacity(self.drawn());
        for stratum in self.strata {
            let agency = self.resolution.agency(stratum.agency).name();
            let domain = stratum.domain.map(|it| self.resolution.registries.domains.get(it));
            let domain = domain.map_or("—", |it| &it.name);
            for view in &stratum.drawn {
                rows.push(row(rows.len() + 1, agency, domain, view));
            }
        }
        rows
    }

    /// The list as a table.
    #[must_use]
    pub fn table(&self) -> Table<'static> {
        let headings = COLUMNS.map(|it| Cow::Borrowed(self.heading(it)));
        let rows = self.rows().into_iter().map(|it| it.map(Cow::Owned).into());
        Table { headings: headings.into(), rows: rows.collect() }
    }

    /// The list as a workbook.
    #[must_use]
    pub fn book(&self) -> Book {
        let title = match self.lang {
            Lang::Zh => format!("政务公开抽查清单（{}）", self.seed),
            Lang::En => format!("Inspection list ({})", self.seed),
        };
        let cells = |row: [String; COLUMNS.len()]| {
            row.into_iter()
                .map(|it| if it.is_empty() { Cell::Empty } else { Cell::Text(it) })
                .collect()
        };
        let sheet = BookSheet {
            name: if self.lang == Lang::Zh { "抽查清单" } else { "list" }.to_owned(),
            title: title.clone(),
            notes: vec![self.note()],
            columns: COLUMNS.iter().map(|it| BookColumn::new(self.heading(*it), it.2)).collect(),
            rows: self.rows().into_iter().map(cells).collect(),
            frozen: 5,
        };
        Book { title, sheets: vec![sheet] }
    }

    fn heading(&self, (zh, en, _): (&'static str, &'static str, u16)) -> &'static str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

fn row(
    number: usize,
    agency: &str,
    domain: &str,
    view: &EntryView<'_, '_>,
) -> [String; COLUMNS.len()] {
    let channels = &view.resolution.registries.vocabulary.channels;
    let text = |text: Option<&crate::model::Text<'_>>| {
        text.map_or_else(String::new, |it| it.value.to_string())
    };
    let none = String::new;
    [
        number.to_string(),
        agency.to_owned(),
        domain.to_owned(),
        view.id().to_owned(),
        cells::name(view).to_owned(),
        text(view.deadline()),
        cells::owner(view, "；"),
        cells::join_choices(view.channel(), channels, "；"),
        text(view.link()),
        none(),
        none(),
        none(),
        none(),
    ]
}
