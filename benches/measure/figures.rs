//! Everything that was measured.
use crate::{
    arguments::Measure, build::Build, diff::Difference, gap::Comparison, import::Import,
    machine::Machine, validate::Validation,
};

/// Everything that was measured, and on what.
#[derive(Debug)]
pub(crate) struct Figures {
    /// How it was measured.
    pub(crate) options: Measure,
    /// What it was measured on.
    pub(crate) machine: Machine,
    /// What kind of file system the corpora and the site were on, where that can be told.
    pub(crate) file_system: Option<String>,
    /// What govcat says it is.
    pub(crate) version: String,
    /// Validating agencies that stand alone.
    pub(crate) standalone: Validation,
    /// Validating counties over a national layer.
    pub(crate) layered: Validation,
    /// Comparing counties with their standard.
    pub(crate) gap: Comparison,
    /// Comparing two versions.
    pub(crate) diff: Difference,
    /// Importing a workbook.
    pub(crate) import: Import,
    /// Building the site of agencies that stand alone.
    pub(crate) build: Build,
    /// The same for three agencies.
    pub(crate) build_few: Build,
}
