//! The pages of plans and lists: what a table of their kind has beside the official form.
pub mod negative;
pub mod participation;
pub mod plan;
pub mod powers;
