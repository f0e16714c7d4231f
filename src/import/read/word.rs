//! A Word document and the parts beside its own: lists, comments, the headers of its pages.
use rustc_hash::FxHashMap;

use crate::import::{
    grid::Grid,
    read::{
        Unreadable,
        archive::part,
        docx::{self, Parts},
        numbering::Numbering,
        relations::{self, Archive},
    },
};

/// Reads a Word document with the parts that its own one points to.
pub(super) fn read(archive: &mut Archive<'_>, names: &[String]) -> Result<Vec<Grid>, Unreadable> {
    let mut of = |name: &str| part(archive, name).unwrap_or_default();
    let numbering = Numbering::new(&of("word/numbering.xml"), &of("word/styles.xml"));
    let comments = comments(&of("word/comments.xml"));
    // A title may stand in the header of the pages only.
    let is_header = |it: &&String| it.starts_with("word/header") && it.contains(".xml");
    let headers: Vec<String> = names.iter().filter(is_header).map(|it| of(it)).collect();
    let links = relations::of(archive, "word/document.xml");
    let parts = Parts { links, numbering, comments };
    let mut grids = docx::read(&part(archive, "word/document.xml")?, parts)?;
    if let Some(first) = grids.first_mut() {
        let mut texts: Vec<String> = headers.iter().flat_map(|it| docx::texts(it)).collect();
        texts.dedup();
        first.above.splice(0..0, texts);
    }
    Ok(grids)
}

/// The comments of `word/comments.xml`, by id.
fn comments(xml: &str) -> FxHashMap<String, String> {
    let mut comments = FxHashMap::default();
    for comment in xml.split("<w:comment ").skip(1) {
        let id = comment.split("w:id=\"").nth(1).and_then(|it| it.split('"').next());
        let text = docx::texts(&format!(
            "<w:comment {}",
            comment.split("</w:comment>").next().unwrap_or("")
        ));
        comments.extend(id.map(|it| (it.to_owned(), text.join(" "))));
    }
    comments
}
