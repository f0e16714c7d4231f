//! Pages and tables to bytes, and bytes to disk.
pub mod csv;
pub mod gap;
pub mod history;
pub mod html;
pub mod json;
pub mod search;
pub mod site;
pub mod write;
pub mod xlsx;
