//! Tables of every make to catalog text: what `govcat import` does, without disks and terminals.
//!
//! `read` makes a [`grid::Grid`] of every table in a file. `table` finds the header, the columns and
//! the rows. `cells` turns the words of a row into fields. `place` finds the standard's entry that a
//! row is and gives it its id. `write` makes catalog files, or changes in those that are there.
//! Whatever is doubtful on the way becomes a [`finding::Finding`] that names the cell.
pub mod cells;
pub mod finding;
pub mod grid;
pub mod place;
pub mod read;
pub mod table;
pub mod write;
