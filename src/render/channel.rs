//! The channels of an agency: which entries are published through each.
use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

use crate::{
    diagnostic::message,
    render::{
        edition::Edition,
        identity::Identity,
        roll::Roll,
        site::{self, Link, Page},
    },
};

/// The folder of the channels' pages in that of their agency.
pub const FOLDER: &str = "channel";

/// `<agency>/channel/<channel>.html`
#[derive(Debug, Serialize)]
pub struct ChannelPage {
    /// The frame.
    pub page: Page,
    /// The channel.
    pub channel: String,
    /// Whose.
    pub agency: String,
    /// How many entries are published through it.
    pub entries: usize,
    /// These, by table.
    pub tables: Vec<ChannelTable>,
}

/// A table's entries that are published through a channel.
#[derive(Debug, Serialize)]
pub struct ChannelTable {
    /// The table.
    pub table: Link,
    /// The entries.
    pub entries: Vec<Link>,
}

/// `<agency>/channel/index.html`
#[derive(Debug, Serialize)]
pub struct ChannelsPage {
    /// The frame.
    pub page: Page,
    /// Whose.
    pub agency: String,
    /// The channels, those with the most entries first.
    pub channels: Vec<ChannelRow>,
}

/// A channel in a list.
#[derive(Debug, Serialize)]
pub struct ChannelRow {
    /// The channel.
    pub channel: Link,
    /// How many entries are published through it.
    pub entries: usize,
}

/// The name of the file of a channel's page: from its name alone.
#[must_use]
pub fn file(name: &str) -> String {
    format!("c-{:016x}.html", xxh3_64(name.as_bytes()))
}

impl ChannelPage {
    /// The page of a channel; `places` are those of a table and of an entry in it, in order.
    #[must_use]
    pub fn new(
        edition: &Edition<'_, '_>,
        roll: &Roll<'_, '_>,
        name: &str,
        places: &[(usize, usize)],
    ) -> Self {
        let agency = edition.resolution.agency(roll.agency).name();
        let count = places.len();
        let tables = places.chunk_by(|a, b| a.0 == b.0).filter_map(|some| {
            let table = some.first()?.0;
            let link = |it: &(usize, usize)| roll.link(table, &roll.tables[table].entries[it.1]);
            Some(ChannelTable {
                table: roll.table_link(table),
                entries: some.iter().map(link).collect(),
            })
        });
        let about = message!(
            "{agency}通过“{name}”公开的事项，共 {count} 条",
            "entries that {agency} publishes through {name}: {count}"
        );
        let mut page = page(edition, roll, name, about.text(edition.lang()));
        page.crumbs.push(Link { text: heading(edition).to_owned(), href: "index.html".to_owned() });
        Self {
            page,
            channel: name.to_owned(),
            agency: agency.to_owned(),
            entries: count,
            tables: tables.collect(),
        }
    }
}

impl ChannelsPage {
    /// The list of an agency's channels.
    #[must_use]
    pub fn new(
        edition: &Edition<'_, '_>,
        roll: &Roll<'_, '_>,
        channels: &[(String, Vec<(usize, usize)>)],
    ) -> Self {
        let agency = edition.resolution.agency(roll.agency).name();
        let row = |(name, places): &(String, Vec<_>)| ChannelRow {
            channel: Link { text: name.clone(), href: file(name) },
            entries: places.len(),
        };
        let about = message!("{agency}公开信息的渠道和载体", "the channels of {agency}");
        Self {
            page: page(edition, roll, heading(edition), about.text(edition.lang())),
            agency: agency.to_owned(),
            channels: channels.iter().map(row).collect(),
        }
    }
}

fn heading(edition: &Edition<'_, '_>) -> &'static str {
    edition.say("公开渠道", "Channels")
}

fn page(edition: &Edition<'_, '_>, roll: &Roll<'_, '_>, here: &str, about: &str) -> Page {
    let (of, config) = (edition.resolution.agency(roll.agency), &edition.workspace.config);
    let agency = of.name();
    Page {
        title: site::title(&[here, agency, site::name(config)]),
        root: "../../".to_owned(),
        meta: site::column(here, about, &[here, agency]),
        identity: Identity::of(of, config),
        crumbs: vec![Link { text: agency.to_owned(), href: "../index.html".to_owned() }],
        here: here.to_owned(),
    }
}
