//! The pages that tell what each version changed.
use crate::{
    error::Error,
    output::{html::Templates, write::Staging},
    render::{
        edition::Edition,
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
        let page = templates.page(&ChangesPage::new(config, step))?;
        staging.write(&format!("{FOLDER}/{}", file(steps, at)), page.as_bytes())?;
    }
    let index = templates.page(&HistoryPage::new(config, steps))?;
    staging.write(&format!("{FOLDER}/index.html"), index.as_bytes())?;
    Ok(steps.len() + 1)
}
