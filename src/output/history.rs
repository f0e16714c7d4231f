//! The pages that tell what each version changed.
use crate::{
    error::Error,
    output::{
        atom,
        html::Templates,
        write::{Shelf as _, Staging},
    },
    render::{
        edition::Edition,
        feed::{self, Feed},
        history::{ChangesPage, FOLDER, HistoryPage, file},
    },
};

/// Writes the pages; gives how many.
///
/// # Errors
/// When a template is wrong or a file cannot be written.
pub fn write(
    edition: &Edition<'_, '_>,
    templates: &Templates,
    staging: &Staging,
) -> Result<usize, Error> {
    let (config, steps) = (&edition.workspace.config, &edition.history);
    if steps.is_empty() {
        return Ok(0);
    }
    staging.make_folder(FOLDER)?;
    for (at, step) in steps.iter().enumerate() {
        let page = templates.page(&ChangesPage::new(edition, step))?;
        staging.write(&format!("{FOLDER}/{}", file(steps, at)), &page)?;
    }
    let feed = Feed::of_changes(edition);
    if let Some(feed) = &feed {
        staging.write(feed::CHANGES, atom::file(feed).as_bytes())?;
    }
    let index = templates.page(&HistoryPage::new(config, steps, feed.as_ref()))?;
    staging.write(&format!("{FOLDER}/index.html"), &index)?;
    Ok(steps.len() + 1)
}
