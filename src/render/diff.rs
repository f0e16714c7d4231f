//! The pages that show what a new version changes, each in a file of its own: one for reviewers, one
//! for citizens.
use serde::Serialize;

/// `diff.html`
#[derive(Clone, Debug, Serialize)]
pub struct DiffPage {
    /// The language of the page.
    pub lang: &'static str,
    /// Its title.
    pub title: String,
    /// Which versions were compared.
    pub versions: String,
    /// The totals in one line.
    pub summary: String,
    /// How many changes there are of each direction.
    pub totals: Vec<Total>,
    /// The changes, what needs a decision first.
    pub sections: Vec<Section>,
    /// Approvals that no change needs.
    pub stale: Vec<String>,
    /// What made it.
    pub generator: &'static str,
}

/// How many changes there are of a direction.
#[derive(Clone, Debug, Serialize)]
pub struct Total {
    /// The direction, for styles.
    pub code: &'static str,
    /// The direction, for people.
    pub label: String,
    /// How many.
    pub count: usize,
}

/// The changes of one direction.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// The direction, for styles.
    pub code: &'static str,
    /// The direction, for people.
    pub label: String,
    /// The changes.
    pub rows: Vec<ChangeRow>,
}

/// One change.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeRow {
    /// Agency and domain.
    pub whose: String,
    /// The entry's id and name; empty for what is no entry's.
    pub entry: String,
    /// The entry's page, where a site has one.
    pub href: Option<String>,
    /// What changed.
    pub what: String,
    /// Why it counts so.
    pub reason: String,
    /// The old text.
    pub old: Vec<Part>,
    /// The new text.
    pub new: Vec<Part>,
    /// What else to know.
    pub notes: Vec<String>,
    /// Whether somebody approved it.
    pub is_accepted: bool,
    /// The rule.
    pub rule: &'static str,
    /// Where it was written.
    pub old_at: String,
    /// Where it is written.
    pub new_at: String,
    /// What `diff-accept` names it by.
    pub fingerprint: String,
}

/// A piece of a text.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// The text.
    pub text: String,
    /// Whether the other side has something else here.
    pub is_changed: bool,
}

/// `diff-public.html`: what one can see sooner, what one no longer sees.
#[derive(Clone, Debug, Serialize)]
pub struct PublicPage {
    /// The language of the page.
    pub lang: &'static str,
    /// Its title.
    pub title: String,
    /// What is on it, in a sentence or two.
    pub lead: String,
    /// What is better for the public, then what is worse.
    pub groups: Vec<PublicGroup>,
    /// What made it.
    pub generator: &'static str,
}

/// Changes that are alike for the public.
#[derive(Clone, Debug, Serialize)]
pub struct PublicGroup {
    /// The direction, for styles.
    pub code: &'static str,
    /// What they are, in plain words.
    pub heading: &'static str,
    /// The changes.
    pub items: Vec<PublicItem>,
}

/// One change, in plain words.
#[derive(Clone, Debug, Serialize)]
pub struct PublicItem {
    /// Whose it is.
    pub whose: String,
    /// What it is about.
    pub name: String,
    /// What `diff-accept` names it by.
    pub fingerprint: String,
    /// What is otherwise.
    pub text: String,
    /// Who approved it, and why; empty where nobody had to.
    pub note: String,
}
