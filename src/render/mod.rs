//! Results to pages and tables, as typed values. Knows no format and no disk.
//!
//! A page is a struct whose fields are what its template reads; the struct's documentation is the
//! template author's manual. Strings are plain text: whoever prints them escapes them.
pub mod address;
pub mod agency;
pub mod book;
pub mod cells;
pub mod diff;
pub mod document;
pub mod documents;
pub mod domain;
pub mod duties;
pub mod edition;
pub mod exchange;
pub mod entry;
pub mod entry_json;
pub mod feed;
pub mod gap;
pub mod history;
pub mod home;
pub mod inspection;
pub mod kinds;
pub mod linked_data;
pub mod missing;
pub mod moved;
pub mod official;
pub mod outlets;
pub mod register;
pub mod relations;
pub mod row;
pub mod search;
pub mod selection;
pub mod sheet;
pub mod site;
pub mod stages;
pub mod standing;
pub mod table;
pub mod wording;
