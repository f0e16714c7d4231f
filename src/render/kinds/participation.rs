//! A participation list's page: the matters in which the public takes part, and how.
use serde::Serialize;

use crate::render::{address, cells, domain::DomainPage, relations::Item, sheet::Sheet};

/// `<agency>/<participation list>/index.html`
#[derive(Debug, Serialize)]
pub struct ParticipationPage {
    /// What every table's page has; `rows` are the matters.
    #[serde(flatten)]
    pub base: DomainPage,
    /// For each row, how to take part.
    pub ways: Vec<Ways>,
}

/// How to take part in a matter.
#[derive(Debug, Serialize)]
pub struct Ways {
    /// What is disclosed and asked, element by element.
    pub content: Vec<String>,
    /// By which ways: the channels.
    pub channels: Vec<String>,
    /// Who may.
    pub audience: String,
    /// 五公开环节
    pub stage: Option<String>,
    /// Where on the web.
    pub link: Option<Item>,
}

impl ParticipationPage {
    /// The page of a participation list.
    #[must_use]
    pub fn new(sheet: &Sheet<'_, '_, '_>) -> Self {
        let words = &sheet.edition.resolution.registries.vocabulary;
        let ways = sheet.entries.iter().map(|view| {
            let stage = cells::join_choices(view.stage(), &words.stages, "、");
            Ways {
                content: view.content().iter().map(|it| it.value.to_string()).collect(),
                channels: view
                    .channel()
                    .iter()
                    .map(|it| it.standard(&words.channels).into_owned())
                    .collect(),
                audience: cells::join_choices(view.audience(), &words.audiences, "、"),
                stage: (!stage.is_empty()).then_some(stage),
                link: view.link().map(|it| Item {
                    text: it.value.to_string(),
                    href: address::web(&it.value).map(str::to_owned),
                }),
            }
        });
        Self { ways: ways.collect(), base: DomainPage::new(sheet) }
    }
}
