//! The two files that hold many tables, as CSV and as JSON.
use crate::{
    error::Error,
    output::{
        csv, json,
        write::{Staging, Stream},
    },
    render::table::Columns,
};

/// The two files, to which one table after the other is appended.
pub(super) struct Collection {
    csv: Stream,
    json: Stream,
    is_empty: bool,
}

impl Collection {
    /// Begins the files of that name.
    pub(super) fn begin(staging: &Staging, columns: &Columns, name: &str) -> Result<Self, Error> {
        let mut csv = staging.stream(&format!("{name}.csv"))?;
        staging.append(&mut csv, &csv::head(&columns.headings()))?;
        let mut json = staging.stream(&format!("{name}.json"))?;
        staging.append(&mut json, json::HEAD.as_bytes())?;
        Ok(Self { csv, json, is_empty: true })
    }

    /// Appends a table's rows.
    pub(super) fn add(&mut self, staging: &Staging, csv: &[u8], json: &[u8]) -> Result<(), Error> {
        staging.append(&mut self.csv, csv)?;
        if json.is_empty() {
            return Ok(());
        }
        if !std::mem::replace(&mut self.is_empty, false) {
            staging.append(&mut self.json, json::BETWEEN.as_bytes())?;
        }
        staging.append(&mut self.json, json)
    }

    /// Ends the files.
    pub(super) fn finish(mut self, staging: &Staging) -> Result<(), Error> {
        staging.append(&mut self.json, json::TAIL.as_bytes())?;
        staging.finish(self.csv)?;
        staging.finish(self.json)
    }
}
