//! Pages and tables to bytes, and bytes to disk.
pub mod atom;
pub mod csv;
pub mod docx;
pub mod form_html;
pub mod gap;
pub mod history;
pub mod html;
pub mod ics;
pub mod json;
pub mod machine;
pub mod official;
pub mod search;
pub mod site;
pub mod sitemap;
pub mod write;
pub mod xlsx;
mod xml;
