//! govcat compiles the disclosure catalogs (基层政务公开标准目录) of Chinese agencies: YAML in git to
//! checked, layered catalogs, and these to a static site.
//!
//! Read the modules in this order; it is the order in which data flows. A module imports only
//! modules above it (`ARCHITECTURE.md`).

pub mod span;
pub mod diagnostic;
pub mod error;
pub mod source;
pub mod calendar;
pub mod syntax;
pub mod model;
pub mod resolve;
pub mod compile;
pub mod compare;
pub mod check;
pub mod rules;
pub mod gap;
pub mod diff;
pub mod sample;
pub mod edit;
pub mod import;
pub mod render;
pub mod output;
pub mod serve;
pub mod cli;
