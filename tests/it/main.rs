//! The one integration test crate. Read `support.rs` first.
#![allow(missing_docs, clippy::unwrap_used, clippy::disallowed_methods)]
mod rules;
mod support;
