//! The one integration test crate. Read `support.rs` first.
#![allow(missing_docs, clippy::unwrap_used, clippy::disallowed_methods)]
mod basis_citations;
mod basis_properties;
mod basis_register;
mod deadline;
mod rules;
mod support;
