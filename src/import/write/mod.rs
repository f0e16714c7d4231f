//! Catalogs to files: new ones whole, those that are there changed only where the source changed.
mod below;
pub mod plan;
pub mod state;
pub mod text;
mod update;
pub mod yaml;
