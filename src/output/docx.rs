//! Official forms to Word documents, as leaders sign them: A4 landscape, headings on every page.
use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use zip::{CompressionMethod, ZipWriter, result::ZipError, write::SimpleFileOptions};

use crate::{
    diagnostic::message,
    error::Error,
    output::xml,
    render::official::{Cell, Column, Form},
};

/// The width between the margins, in twentieths of a point.
const WIDTH: usize = 15_700;

macro_rules! head {
    ($rest:literal) => {
        concat!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n", $rest)
    };
}

const TYPES: &str = head!(
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/><Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/></Types>"
);
const ROOT: &str = head!(
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
);
const RELATIONS: &str = head!(
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/></Relationships>"
);
const STYLES: &str = head!(
    "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"宋体\"/><w:sz w:val=\"16\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:pPr><w:keepNext/><w:spacing w:after=\"120\"/><w:jc w:val=\"center\"/><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"32\"/></w:rPr></w:style></w:styles>"
);
const FOOTER: &str = head!(
    "<w:ftr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:t>第</w:t></w:r><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t>页，共</w:t></w:r><w:fldSimple w:instr=\" NUMPAGES \"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t>页</w:t></w:r></w:p></w:ftr>"
);
const BODY: &str = head!(
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>"
);
const SECTION: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId2\"/><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"720\" w:right=\"567\" w:bottom=\"720\" w:left=\"567\" w:header=\"340\" w:footer=\"340\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>";
const TABLE: &str = "<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:color=\"auto\"/><w:left w:val=\"single\" w:sz=\"4\" w:color=\"auto\"/><w:bottom w:val=\"single\" w:sz=\"4\" w:color=\"auto\"/><w:right w:val=\"single\" w:sz=\"4\" w:color=\"auto\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:color=\"auto\"/><w:insideV w:val=\"single\" w:sz=\"4\" w:color=\"auto\"/></w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"40\" w:type=\"dxa\"/><w:right w:w=\"40\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>";

/// A document of forms, each from a new page on.
///
/// # Errors
/// When it is larger than a document can be.
pub fn document(forms: &[&Form]) -> Result<Vec<u8>, Error> {
    let mut body = String::from(BODY);
    for (at, form) in forms.iter().enumerate() {
        let page = if at > 0 { "<w:pageBreakBefore/>" } else { "" };
        let _ = write!(body, "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/>{page}</w:pPr>");
        run(&mut body, &form.title, "");
        body += "</w:p>";
        for note in &form.notes {
            body += "<w:p><w:pPr><w:keepNext/></w:pPr>";
            run(&mut body, note, "");
            body += "</w:p>";
        }
        table(&mut body, form);
        // Word merges tables that stand next to each other.
        body += "<w:p/>";
    }
    body += SECTION;
    archive(&body).map_err(|error| {
        Error::new(message!("无法写成 DOCX：{error}", "cannot be written as DOCX: {error}"))
    })
}

fn archive(body: &str) -> Result<Vec<u8>, ZipError> {
    let packed = SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("word/_rels/document.xml.rels", RELATIONS),
        ("word/styles.xml", STYLES),
        ("word/footer1.xml", FOOTER),
        ("word/document.xml", body),
    ] {
        zip.start_file(name, packed)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn table(out: &mut String, form: &Form) {
    let widths = widths(&form.columns);
    let total: usize = widths.iter().sum();
    out.push_str(&TABLE.replace("{width}", &total.to_string()));
    for width in &widths {
        let _ = write!(out, "<w:gridCol w:w=\"{width}\"/>");
    }
    out.push_str("</w:tblGrid>");
    headings(out, &form.columns, &widths);
    // How many rows each column's merged cell still runs on for.
    for row in &form.rows {
        out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for ((column, cell), width) in form.columns.iter().zip(row).zip(&widths) {
            let merge = match cell {
                Cell::Merged(..) => Merge::Begins,
                Cell::Covered => Merge::GoesOn,
                _ => Merge::No,
            };
            let look = if column.is_centred { Look::Centred } else { Look::Text };
            one(out, &cell.text(), *width, 1, merge, look);
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
}

/// The two rows of headings, repeated on every page.
fn headings(out: &mut String, columns: &[Column], widths: &[usize]) {
    let begin = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
    out.push_str(begin);
    let mut at = 0;
    for group in columns.chunk_by(|a, b| a.group.is_some() && a.group == b.group) {
        let width = widths[at..at + group.len()].iter().sum();
        match group[0].group {
            Some(heading) => one(out, heading, width, group.len(), Merge::No, Look::Heading),
            None => one(out, &group[0].heading, width, 1, Merge::Begins, Look::Heading),
        }
        at += group.len();
    }
    out.push_str("</w:tr>");
    out.push_str(begin);
    for (column, width) in columns.iter().zip(widths) {
        match column.group {
            Some(_) => one(out, &column.heading, *width, 1, Merge::No, Look::Heading),
            None => one(out, "", *width, 1, Merge::GoesOn, Look::Heading),
        }
    }
    out.push_str("</w:tr>");
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Merge {
    No,
    Begins,
    GoesOn,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Heading,
    Text,
    Centred,
}

fn one(out: &mut String, text: &str, width: usize, span: usize, merge: Merge, look: Look) {
    let _ = write!(out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
    if span > 1 {
        let _ = write!(out, "<w:gridSpan w:val=\"{span}\"/>");
    }
    match merge {
        Merge::No => {}
        Merge::Begins => out.push_str("<w:vMerge w:val=\"restart\"/>"),
        Merge::GoesOn => out.push_str("<w:vMerge/>"),
    }
    out.push_str("<w:vAlign w:val=\"center\"/></w:tcPr>");
    let centred = if look == Look::Text { "" } else { "<w:pPr><w:jc w:val=\"center\"/></w:pPr>" };
    let bold = if look == Look::Heading { "<w:rPr><w:b/></w:rPr>" } else { "" };
    for line in text.split('\n') {
        out.push_str("<w:p>");
        out.push_str(centred);
        if !line.is_empty() {
            run(out, line, bold);
        }
        out.push_str("</w:p>");
    }
    out.push_str("</w:tc>");
}

fn run(out: &mut String, text: &str, look: &str) {
    out.push_str("<w:r>");
    out.push_str(look);
    out.push_str("<w:t xml:space=\"preserve\">");
    xml::escape(out, text);
    out.push_str("</w:t></w:r>");
}

/// The columns' widths, together as wide as the page.
fn widths(columns: &[Column]) -> Vec<usize> {
    let total: usize = columns.iter().map(|it| usize::from(it.width)).sum();
    columns.iter().map(|it| usize::from(it.width) * WIDTH / total.max(1)).collect()
}
