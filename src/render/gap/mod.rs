//! The gap report as data, tables and pages.
pub mod causes;
pub mod json;
pub mod offices;
pub mod page;
mod powers;
pub mod rows;
pub mod site;
pub mod tables;
pub mod view;
pub mod words;

use crate::{
    diagnostic::Lang,
    gap::{GapReport, narrow::View},
    resolve::{AgencyId, Resolution},
    source::Workspace,
    span::Span,
};

/// A report with what is needed to tell it.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'r, 's> {
    /// The input, for names of files and lines.
    pub workspace: &'r Workspace,
    /// The catalogs.
    pub resolution: &'r Resolution<'s>,
    /// The report.
    pub report: &'r GapReport<'r>,
    /// What of everything it shows.
    pub view: &'r View,
    /// In which language to tell it.
    pub lang: Lang,
}

impl Telling<'_, '_> {
    /// A place's file and line.
    #[must_use]
    pub fn place(&self, span: Span) -> (&str, usize) {
        self.workspace.line(span)
    }

    /// `file:line` of a place.
    #[must_use]
    pub fn line(&self, span: Span) -> String {
        let (file, line) = self.place(span);
        format!("{file}:{line}")
    }

    /// An agency's name.
    #[must_use]
    pub fn agency(&self, id: AgencyId) -> &str {
        self.resolution.agency(id).name()
    }

    /// An agency's folder.
    #[must_use]
    pub fn key(&self, id: AgencyId) -> &str {
        &self.resolution.agency(id).key
    }
}
