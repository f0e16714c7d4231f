//! Search without a server: what is looked up in a browser, made while the pages are.
//!
//! An index holds each text once and each entry as a few numbers, and it is made in two steps: the
//! entries of a table are read while the table is in hand, in parallel ([`rows`]); their texts are
//! numbered as the tables come in, in order ([`index`]). What entries disclose is a second file
//! ([`contents`]).
pub mod contents;
pub mod index;
pub mod initials;
pub mod numbered;
pub mod page;
pub mod rows;

/// The page of a folder: that of the site, and that of an agency.
pub const PAGE: &str = "search.html";
/// The index of the same folder. It is a script, as no browser reads data from a folder.
pub const INDEX: &str = "search-index.js";
/// What the entries of the same folder disclose.
pub const CONTENTS: &str = "search-contents.js";
/// A search over all agencies holds at most as many entries; beyond them each agency has its own
/// alone, as nobody should load the nation to look up a township.
pub const MOST_ENTRIES: usize = 50_000;
