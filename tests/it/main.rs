//! The one integration test crate. Read `support.rs` first.
#![allow(missing_docs, clippy::unwrap_used, clippy::disallowed_methods)]
mod cli;
mod files;
mod layers;
mod rules;
mod schema;
mod support;
mod transcripts;
