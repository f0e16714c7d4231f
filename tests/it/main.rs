//! The one integration test crate. Read `support.rs` first.
#![allow(missing_docs, clippy::unwrap_used, clippy::disallowed_methods)]
#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "tests put short texts together"
)]
mod basis_citations;
mod basis_properties;
mod basis_register;
mod build;
mod build_again;
mod build_basis;
mod build_history;
mod build_kinds;
mod build_safety;
mod cli;
mod corpus;
mod corpus_diff;
mod corpus_gap;
mod deadline;
mod diff;
mod diff_cli;
mod diff_git;
mod diff_identity;
mod diff_layers;
mod diff_properties;
mod docs;
mod edit;
mod edit_cli;
mod export;
mod files;
mod git;
mod founding;
mod founding_rows;
mod founding_table;
mod gap;
mod gap_cli;
mod import;
mod import_account;
mod import_accuracy;
mod import_again;
mod import_cells;
mod import_columns;
mod import_desk;
mod import_hostile;
mod import_make;
mod import_nasty;
mod import_office;
mod import_repair;
mod import_round;
mod import_styles;
mod import_unseen;
mod import_values;
mod import_word;
mod init;
mod kinds;
mod layers;
mod pages;
mod pages_site;
mod room;
mod rounds;
mod rules;
mod schema;
mod serve;
mod shards;
mod shipped;
mod support;
mod tidy;
mod transcripts;
