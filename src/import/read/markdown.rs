//! Markdown tables, by way of the page that they make.
use pulldown_cmark::{Options, Parser, html};

use crate::import::{
    grid::Grid,
    read::{Unreadable, html as page},
};

/// Reads every table of a Markdown text.
pub(super) fn read(text: &str) -> Result<Vec<Grid>, Unreadable> {
    let mut out = String::new();
    html::push_html(&mut out, Parser::new_ext(text, Options::ENABLE_TABLES));
    page::read(&out)
}
