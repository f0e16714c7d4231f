//! News feeds: what changed, when, and where to read it. Which news it is, the caller says.
use jiff::civil::Date;

use crate::{
    diagnostic::message,
    render::{
        address,
        domain::Issue,
        edition::Edition,
        history,
        sheet::Sheet,
        site::{self, Link},
    },
    resolve::TableId,
    source::config::Config,
};

/// The feed of the tables.
pub const TABLES: &str = "feed.atom";
/// The feed of the changes.
pub const CHANGES: &str = "changes/feed.atom";
/// How many entries a feed of tables has at most: readers want the news.
const MOST: usize = 100;

/// A feed. All addresses are whole ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub author: String,
    /// Its own address, which names it for ever.
    pub address: String,
    /// The address of the site.
    pub site: String,
    /// The language of its own words.
    pub lang: &'static str,
    /// The news, the newest first; never empty, for a feed says when it was last updated.
    pub entries: Vec<FeedEntry>,
}

/// A piece of news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedEntry {
    /// Its address, which names it for ever.
    pub address: String,
    /// What is new.
    pub title: String,
    /// Since when.
    pub date: Date,
    /// More about it.
    pub summary: String,
}

impl Feed {
    /// The tables of an edition by the days of their texts. A table that does not say its day is not
    /// news. `None` without a configured address, or without any such table.
    #[must_use]
    pub fn of_tables(edition: &Edition<'_, '_>) -> Option<Self> {
        let config = &edition.workspace.config;
        config.site.base_url.get()?;
        let tables = edition.agencies.iter().flat_map(|it| &it.tables);
        let mut entries: Vec<FeedEntry> = tables.filter_map(|id| entry(edition, *id)).collect();
        // Stable: tables of a day stay in the order of the site.
        entries.sort_by_key(|it| std::cmp::Reverse(it.date));
        Self::of(config, site::name(config), TABLES, "", entries)
    }

    /// What versions of the catalogs changed, the newest first; what makes no difference to the
    /// public is no news. `None` without a configured address, or without any such change.
    #[must_use]
    pub fn of_changes(edition: &Edition<'_, '_>) -> Option<Self> {
        let config = &edition.workspace.config;
        config.site.base_url.get()?;
        let steps = &edition.history;
        let mut entries = Vec::new();
        for (at, step) in steps.iter().enumerate().rev() {
            let Some(date) = step.date else { continue };
            let page = format!("{}/{}", history::FOLDER, history::file(steps, at));
            let sections = step.review.sections.iter().filter(|it| it.code != "neutral");
            entries.extend(sections.flat_map(|it| &it.rows).map(|row| FeedEntry {
                address: site::permalink(config, &format!("{page}#c-{}", row.fingerprint)),
                title: format!(
                    "{} {}{}{}",
                    row.whose,
                    row.entry,
                    edition.say("：", ": "),
                    row.what
                ),
                date,
                summary: row.reason.clone(),
            }));
        }
        let title = format!("{} {}", site::name(config), history::name(config));
        Self::of(config, &title, CHANGES, &format!("{}/index.html", history::FOLDER), entries)
    }

    /// A feed of news that are in order; only the newest are in it.
    fn of(
        config: &Config,
        title: &str,
        file: &str,
        page: &str,
        mut entries: Vec<FeedEntry>,
    ) -> Option<Self> {
        entries.truncate(MOST);
        let author =
            [&config.site.sponsor, &config.site.name].into_iter().find(|it| !it.is_empty());
        (!entries.is_empty()).then(|| Self {
            title: title.to_owned(),
            author: author.map_or(site::name(config), String::as_str).to_owned(),
            address: site::permalink(config, file),
            site: site::permalink(config, page),
            lang: site::tag(config),
            entries,
        })
    }
}

/// The feeds that a site has, seen from its top: their titles and files.
#[must_use]
pub fn all(edition: &Edition<'_, '_>) -> Vec<Link> {
    let config = &edition.workspace.config;
    let mut feeds = Vec::new();
    let mut tables = edition.agencies.iter().flat_map(|it| &it.tables);
    // One table makes a feed; all of them are looked at when it is written.
    let has_day = |id: &TableId| Issue::of(&edition.sheet(*id)).day().is_some();
    if config.site.base_url.get().is_some() && tables.any(has_day) {
        feeds.push(Link { text: site::name(config).to_owned(), href: TABLES.to_owned() });
    }
    if let Some(feed) = Feed::of_changes(edition) {
        feeds.push(Link { text: feed.title, href: CHANGES.to_owned() });
    }
    feeds
}

fn entry(edition: &Edition<'_, '_>, id: TableId) -> Option<FeedEntry> {
    let sheet: Sheet<'_, '_, '_> = edition.sheet(id);
    let date = Issue::of(&sheet).day()?;
    let path = sheet.path();
    let config = &edition.workspace.config;
    let entries = sheet.entries.len();
    let summary =
        message!("{date} 版，共 {entries} 条事项", "edition of {date}, entries: {entries}");
    let (name, title) = (sheet.agency().name(), sheet.title());
    let title =
        if title.contains(name) { title } else { [name, &title].join(edition.say("：", ": ")) };
    Some(FeedEntry {
        address: site::permalink(config, &address::href(&format!("{path}/index.html"))),
        title,
        date,
        summary: summary.text(edition.lang()).to_owned(),
    })
}
