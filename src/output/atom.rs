//! Feeds to Atom (RFC 4287).
use std::fmt::Write as _;

use crate::{output::xml::escaped, render::feed::Feed};

/// A whole file. The day of a piece of news begins in Beijing.
#[must_use]
pub fn file(feed: &Feed) -> String {
    let Feed { title, author, address, site, lang, entries } = feed;
    let updated = entries.iter().map(|it| it.date).max().unwrap_or_default();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{lang}\">\n<id>{id}</id>\n<title>{title}</title>\n<updated>{updated}T00:00:00+08:00</updated>\n<author><name>{author}</name></author>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{id}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{site}\"/>\n",
        id = escaped(address),
        title = escaped(title),
        author = escaped(author),
        site = escaped(site),
    );
    for entry in entries {
        let _ = write!(
            out,
            "<entry>\n<id>{id}</id>\n<title>{title}</title>\n<updated>{date}T00:00:00+08:00</updated>\n<link rel=\"alternate\" type=\"text/html\" href=\"{id}\"/>\n<summary>{summary}</summary>\n</entry>\n",
            id = escaped(&entry.address),
            title = escaped(&entry.title),
            date = entry.date,
            summary = escaped(&entry.summary),
        );
    }
    out + "</feed>\n"
}
