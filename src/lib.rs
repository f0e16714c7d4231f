//! govcat.
pub mod check;
pub mod compile;
pub mod diagnostic;
pub mod error;
pub mod model;
pub mod resolve;
pub mod rules;
pub mod source;
pub mod span;
pub mod syntax;
