//! A change of a text as a unified diff, which `git apply` reads.
use similar::TextDiff;

/// Lines around a change.
const CONTEXT: usize = 3;

/// The diff of a file, empty where nothing changed.
#[must_use]
pub fn diff(path: &str, old: &str, new: &str) -> String {
    TextDiff::from_lines(old, new)
        .unified_diff()
        .context_radius(CONTEXT)
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string()
}
