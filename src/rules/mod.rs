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
    syntax_error,
    bad_id,
    unknown_channel,
    stray_whitespace,
}

/// Finds a rule by its code.
#[must_use]
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.code == code)
}
