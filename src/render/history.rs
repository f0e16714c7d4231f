//! The versions of the catalogs, and what each changed, as pages of the site.
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use crate::{
    diagnostic::Lang,
    render::{
        address,
        diff::{DiffPage, PublicPage, Total},
        edition::Edition,
        feed::Feed,
        site::{self, Link, Page},
    },
    source::config::Config,
};

/// The folder of these pages.
pub const FOLDER: &str = "changes";

/// What the list of the versions is called.
#[must_use]
pub fn name(config: &Config) -> &'static str {
    match site::lang(config) {
        Lang::Zh => "版本变化",
        Lang::En => "What versions changed",
    }
}

/// From one version to the next.
#[derive(Clone, Debug)]
pub struct Step {
    /// What the older version is called.
    pub old: String,
    /// What the newer one is called.
    pub new: String,
    /// The day of the newer one's commit.
    pub date: Option<Date>,
    /// What it changes, for citizens.
    pub public: PublicPage,
    /// Every change, for reviewers.
    pub review: DiffPage,
    /// What happened to single entries.
    pub events: Vec<Event>,
}

/// What happened to an entry of an agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The folder of the agency.
    pub agency: String,
    /// The entry's id, as it is now or as it was in the newer version.
    pub entry: String,
    /// What happened, and why it counts so.
    pub what: String,
    /// The change's place on the page of its step.
    pub anchor: String,
}

/// What happened to each entry, the newest first, by the folder of its agency and its id.
pub type Past = FxHashMap<(String, String), Vec<PastRow>>;

/// One line of an entry's history.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PastRow {
    /// Since when; the versions, where that is not known.
    pub when: String,
    /// What happened.
    pub what: String,
    /// The change on its page, seen from an entry's page.
    pub href: String,
}

/// The history of each entry that has one.
#[must_use]
pub fn past(steps: &[Step]) -> Past {
    let mut past = Past::default();
    for (at, step) in steps.iter().enumerate().rev() {
        let versions = || format!("{} → {}", step.old, step.new);
        let when = step.date.map_or_else(versions, |it| it.to_string());
        let file = file(steps, at);
        for event in &step.events {
            let href = format!("../../{FOLDER}/{file}#{}", event.anchor);
            let row = PastRow { when: when.clone(), what: event.what.clone(), href };
            past.entry((event.agency.clone(), event.entry.clone())).or_default().push(row);
        }
    }
    past
}

/// `changes.html`: what one version changes.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesPage {
    /// The frame.
    pub page: Page,
    /// From which version to which.
    pub versions: String,
    /// Since when; empty where that is not known.
    pub date: String,
    /// What it changes, for citizens.
    pub public: PublicPage,
    /// Every change, for reviewers.
    pub review: DiffPage,
}

/// `history.html`: all versions, the newest first.
#[derive(Clone, Debug, Serialize)]
pub struct HistoryPage {
    /// The frame.
    pub page: Page,
    /// The steps.
    pub steps: Vec<StepRow>,
    /// Whether there is a feed of them.
    pub has_feed: bool,
}

/// One step in the list.
#[derive(Clone, Debug, Serialize)]
pub struct StepRow {
    /// Where its page is.
    pub href: String,
    /// What the older version is called.
    pub old: String,
    /// What the newer one is called.
    pub new: String,
    /// Since when; empty where that is not known.
    pub date: String,
    /// How many changes there are of each direction.
    pub totals: Vec<Total>,
}

/// The name of a step's page in the folder. Steps keep their names when newer ones come.
#[must_use]
pub fn file(steps: &[Step], at: usize) -> String {
    // A tag's name may have any character; the steps before it tell those apart that look alike.
    let safe = |name: &str| -> String {
        let is_safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        name.chars().map(|c| if is_safe(c) { c } else { '-' }).collect()
    };
    let name = safe(&steps[at].old);
    let twins = steps[..at].iter().filter(|it| safe(&it.old) == name).count();
    match twins {
        0 => format!("since-{name}.html"),
        n => format!("since-{name}-{}.html", n + 1),
    }
}

impl HistoryPage {
    /// The list of all steps; these are in order, the oldest first.
    #[must_use]
    pub fn new(config: &Config, steps: &[Step], feed: Option<&Feed>) -> Self {
        Self {
            page: frame(config, name(config), None),
            steps: (0..steps.len()).rev().map(|at| row(steps, at)).collect(),
            has_feed: feed.is_some(),
        }
    }
}

impl ChangesPage {
    /// The page of one step.
    #[must_use]
    pub fn new(edition: &Edition<'_, '_>, step: &Step) -> Self {
        let config = &edition.workspace.config;
        let versions = format!("{} → {}", step.old, step.new);
        let mut review = step.review.clone();
        let pages = pages(edition, step);
        for row in review.sections.iter_mut().flat_map(|it| &mut it.rows) {
            row.href = pages.get(&format!("c-{}", row.fingerprint)).cloned();
        }
        let back = Link { text: name(config).to_owned(), href: "index.html".to_owned() };
        Self {
            page: frame(config, &versions, Some(back)),
            versions,
            date: day(step),
            public: step.public.clone(),
            review,
        }
    }
}

/// The pages of the entries that a step changed and that are still there, by the places of the changes
/// on the step's own page, from which they are seen.
fn pages(edition: &Edition<'_, '_>, step: &Step) -> FxHashMap<String, String> {
    // Of one change several agencies may be told; the first is the one that wrote it.
    let mut wanted: FxHashMap<&str, FxHashMap<&str, Vec<&str>>> = FxHashMap::default();
    let mut seen = FxHashSet::default();
    for event in step.events.iter().filter(|it| seen.insert(it.anchor.as_str())) {
        let of_agency = wanted.entry(event.agency.as_str()).or_default();
        of_agency.entry(event.entry.as_str()).or_default().push(&event.anchor);
    }
    let mut pages = FxHashMap::default();
    for place in &edition.agencies {
        let key = &edition.resolution.agency(place.agency).key;
        let Some(entries) = wanted.get(key.as_str()) else { continue };
        for table in &place.tables {
            let folder = address::href(&format!("{key}/{}", edition.folder(*table))).into_owned();
            let views = edition.resolution.entries(*table).filter(|it| edition.publishes(it));
            for (view, anchors) in views.filter_map(|it| Some((it, entries.get(it.id())?))) {
                let href = format!("../{folder}/{}.html", view.id());
                pages.extend(anchors.iter().map(|it| ((*it).to_owned(), href.clone())));
            }
        }
    }
    pages
}

/// The newest step, seen from the home page.
#[must_use]
pub fn latest(steps: &[Step]) -> Option<StepRow> {
    let newest = row(steps, steps.len().checked_sub(1)?);
    Some(StepRow { href: format!("{FOLDER}/{}", newest.href), ..newest })
}

fn row(steps: &[Step], at: usize) -> StepRow {
    let step = &steps[at];
    StepRow {
        href: file(steps, at),
        old: step.old.clone(),
        new: step.new.clone(),
        date: day(step),
        totals: step.review.totals.clone(),
    }
}

fn day(step: &Step) -> String {
    step.date.map_or_else(String::new, |it| it.to_string())
}

fn frame(config: &Config, title: &str, above: Option<Link>) -> Page {
    let all = name(config);
    let about = match site::lang(config) {
        Lang::Zh => "目录各版本的变化",
        Lang::En => "what each version of the catalogs changed",
    };
    let parts: &[&str] = if above.is_some() {
        &[title, all, site::name(config)]
    } else {
        &[title, site::name(config)]
    };
    Page {
        title: site::title(parts),
        root: "../".to_owned(),
        meta: site::column(all, about, &[all]),
        identity: None,
        crumbs: above.into_iter().collect(),
        here: title.to_owned(),
    }
}
