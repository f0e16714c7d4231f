//! Former addresses: an entry's page keeps its address for ever, though the entry is renamed.
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use crate::{
    diagnostic::message,
    model::names,
    render::{
        cells,
        edition::Edition,
        identity::Identity,
        site::{self, Link, Page},
    },
    resolve::{Resolution, TableId},
};

/// `<agency>/<domain>/<former id>.html`
#[derive(Debug, Serialize)]
pub struct MovedPage {
    /// The frame.
    pub page: Page,
    /// The page of the entry that has the id now, by its full address where one is configured.
    pub target: Link,
    /// The same for a browser that is sent there.
    pub href: String,
}

/// The pages at former ids of a table's entries, with their paths.
#[must_use]
pub fn pages(edition: &Edition<'_, '_>, table: TableId) -> Vec<(String, MovedPage)> {
    let former = former_ids(edition.resolution, table);
    if former.is_empty() {
        return Vec::new();
    }
    let sheet = &edition.sheet(table);
    let config = &sheet.edition.workspace.config;
    let live: FxHashMap<&str, String> = sheet
        .entries
        .iter()
        .map(|view| (view.id(), format!("{} {}", view.id(), cells::name(view))))
        .collect();
    // A disk may take names for the same that differ in case.
    let mut taken: FxHashSet<String> = live.keys().map(|it| it.to_lowercase()).collect();
    let path = sheet.path();
    let page = |(old, _): (&&str, &&str)| {
        let id = today(old, &former, |id| live.contains_key(id))?;
        let text = live.get(id)?;
        (names::is_safe_id(old) && taken.insert(old.to_lowercase())).then(|| {
            let href = format!("{id}.html");
            let here = message!("原编号 {old}", "formerly {old}");
            let here = here.text(sheet.edition.lang()).to_owned();
            let page = MovedPage {
                page: Page {
                    title: site::title(&[&here, &sheet.name(), sheet.agency().name()]),
                    root: "../../".to_owned(),
                    meta: Vec::new(),
                    identity: Identity::of(sheet.agency(), config),
                    crumbs: vec![
                        crumb(sheet.agency().name(), "../index.html"),
                        crumb(&sheet.name(), "index.html"),
                    ],
                    here,
                },
                target: Link {
                    text: text.clone(),
                    href: match config.site.base_url.get() {
                        Some(_) => site::permalink(config, &format!("{path}/{href}")),
                        None => href.clone(),
                    },
                },
                href,
            };
            (format!("{path}/{old}.html"), page)
        })
    };
    former.iter().filter_map(page).collect()
}

fn crumb(text: &str, href: &str) -> Link {
    Link { text: text.to_owned(), href: href.to_owned() }
}

/// Each former id of the table and of those below it, with the id that took its place. Where two
/// entries name one, the first in the topmost layer has it.
fn former_ids<'r>(resolution: &'r Resolution<'_>, table: TableId) -> BTreeMap<&'r str, &'r str> {
    let mut all = BTreeMap::new();
    for table in resolution.layers(table) {
        for stack in table.entries.iter() {
            let id = stack.first().map(|it| resolution.entry(*it).id());
            let was = stack.iter().flat_map(|at| &resolution.entry(*at).was);
            for (old, id) in was.filter_map(|old| Some((old.value.as_ref(), id?))) {
                if old != id {
                    all.entry(old).or_insert(id);
                }
            }
        }
    }
    all
}

/// The id that a former one leads to in the end; `None` where it leads nowhere, or in a circle.
fn today<'r>(
    old: &str,
    former: &BTreeMap<&'r str, &'r str>,
    is_live: impl Fn(&str) -> bool,
) -> Option<&'r str> {
    let mut id = *former.get(old)?;
    // A way that is longer than there are ids goes round.
    for _ in 0..former.len() {
        if is_live(id) {
            return Some(id);
        }
        id = former.get(id)?;
    }
    is_live(id).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::today;

    #[test]
    fn former_ids_are_followed_to_the_end() {
        let former = [("a", "b"), ("b", "c"), ("x", "y"), ("y", "x"), ("z", "gone")].into();
        let find = |old: &str| today(old, &former, |id| id == "c");
        assert_eq!(find("a"), Some("c"));
        assert_eq!(find("b"), Some("c"));
        for nowhere in ["x", "y", "z", "c"] {
            assert_eq!(find(nowhere), None, "{nowhere}");
        }
    }
}
