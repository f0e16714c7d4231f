//! Resolved entries to JSON, as `govcat resolve` prints them: one entry a line.
use crate::{
    diagnostic::message,
    error::Error,
    render::{
        entry_json::{EntryJson, Trace},
        sheet::Sheet,
    },
};

/// The beginning of a file.
pub const HEAD: &str = "{\"version\":1,\"entries\":[\n";
/// Between entries.
pub const BETWEEN: &str = ",\n";
/// The end of a file.
pub const TAIL: &str = "\n]}\n";

/// The entries of a table without head and tail, to be put together with those of others.
///
/// # Errors
/// Never for well-formed catalogs: their keys are texts.
pub fn entries(sheet: &Sheet<'_, '_, '_>) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    for view in &sheet.entries {
        if !bytes.is_empty() {
            bytes.extend_from_slice(BETWEEN.as_bytes());
        }
        serde_json::to_writer(&mut bytes, &EntryJson::new(view, Trace::Off)).map_err(|error| {
            Error::new(message!("无法写成 JSON：{error}", "cannot be written as JSON: {error}"))
        })?;
    }
    Ok(bytes)
}

/// The entries of a whole file.
#[must_use]
pub fn entries_of(mut file: Vec<u8>) -> Vec<u8> {
    file.truncate(file.len().saturating_sub(TAIL.len()));
    file.drain(..HEAD.len().min(file.len()));
    file
}

/// A whole file.
#[must_use]
pub fn file(entries: &[u8]) -> Vec<u8> {
    [HEAD.as_bytes(), entries, TAIL.as_bytes()].concat()
}
