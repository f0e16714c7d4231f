//! The rules, one file each. To add one: write the file, add its name here.
use crate::check::Rule;

macro_rules! rules {
    ($($name:ident),+ $(,)?) => {
        $(pub mod $name;)+
        /// Every rule, in the order of the README's table: what a file is, what it says, what
        /// its words are, how the layers fit.
        pub static ALL: &[&Rule] = &[$(&$name::RULE),+];
    };
}

rules! {
    unreadable_file,
    unsupported_encoding,
    symbolic_link,
    stray_file,
    empty_file,
    syntax_error,
    unsupported_yaml,
    future_version,
    unknown_kind,
    unknown_key,
    duplicate_key,
    wrong_type,
    empty_value,
    missing_field,
    bad_id,
    duplicate_id,
    id_case,
    duplicate_entry,
    unknown_domain,
    domain_file_twice,
    contradicts_not_applicable,
    unknown_channel,
    unknown_method,
    unknown_audience,
    unknown_level,
    unknown_stage,
    unknown_reason,
    unknown_review,
    non_standard_term,
    placeholder_basis,
    placeholder_value,
    same_as_above,
    duplicate_value,
    bad_link,
    control_character,
    unbalanced_brackets,
    unbalanced_quotes,
    stray_whitespace,
    unreadable_deadline,
    guessed_deadline,
    missing_anchor,
    vague_deadline,
    deadline_beyond_law,
    citation_damaged,
    unregistered_basis,
    repealed_basis,
    revised_basis,
    wrong_number,
    basis_spelled_otherwise,
    basis_unlikely,
    unknown_status,
    vague_owner,
    retired_office,
    missing_agency_file,
    agency_mismatch,
    unsafe_name,
    bad_division_code,
    unknown_agency,
    extends_cycle,
    unknown_overlay_id,
    role_filled_twice,
    unresolved_owner,
    weaker_than_standard,
    village_mismatch,
    excluded_without_reason,
    excluded_without_basis,
    waiver_expired,
    waiver_unused,
    unknown_reference,
    undisclosed_power,
    negative_without_law,
    collides_with_negative,
    negative_review_overdue,
    review_overdue,
    stage_uncovered,
    unexplained_document,
    ledger_column,
    ledger_date,
    ledger_unknown_entry,
    ledger_order,
    site_incomplete,
    suppression_without_reason,
    unused_suppression,
}

/// Finds a rule by its code.
#[must_use]
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.code == code)
}
