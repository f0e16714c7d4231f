//! The parts of a workbook besides its sheets, and the archive that holds them all.
use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use zip::{CompressionMethod, ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

use crate::{
    diagnostic::message,
    error::Error,
    output::{
        xlsx::{A4, FONT},
        xml,
    },
};

/// A sheet of a workbook.
pub(super) struct Sheet<'b> {
    /// The name on its tab.
    pub(super) tab: String,
    /// The first of the two rows that are printed on every page, from 1.
    pub(super) head: usize,
    /// What it is.
    pub(super) content: Content<'b>,
}

/// What a sheet is.
pub(super) enum Content<'b> {
    /// Its XML.
    Xml(String),
    /// The first sheet of a whole workbook, taken over as it was compressed.
    Of(&'b [u8]),
}

/// How a cell looks: the index of a format in [`STYLES`].
#[derive(Clone, Copy, Debug)]
pub(super) enum Look {
    Title = 1,
    Note = 2,
    Heading = 3,
    Text = 4,
    Centred = 5,
    /// At the top of several rows: in their middle a text is cut where a sheet of paper ends, and out of
    /// sight where the rows are many.
    Merged = 6,
}

impl Look {
    pub(super) fn digit(self) -> char {
        match self {
            Self::Title => '1',
            Self::Note => '2',
            Self::Heading => '3',
            Self::Text => '4',
            Self::Centred => '5',
            Self::Merged => '6',
        }
    }
}

macro_rules! head {
    ($rest:literal) => {
        concat!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n", $rest)
    };
}

/// Stands for what is frozen until the number of headings is known.
pub(super) const SPLIT: &str = "ySplit=\"\"";
/// The beginning of a sheet: one page wide, headings frozen.
pub(super) const SHEET_HEAD: &str = head!(
    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"16\"/>"
);
/// The end of a sheet: A4 landscape, as many pages as it takes, numbered.
pub(super) const SHEET_TAIL: &str = "<printOptions horizontalCentered=\"1\"/><pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.6\" header=\"0.2\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/><headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>";
const _: () = assert!(A4 == 9, "SHEET_TAIL names the paper");

const ROOT: &str = head!(
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"
);

/// The formats, `{font}` in place of the font's name; [`Look`] numbers the last list.
const STYLES: &str = head!(
    "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
<fonts count=\"3\"><font><sz val=\"9\"/><name val=\"{font}\"/></font><font><b/><sz val=\"16\"/><name val=\"{font}\"/></font><font><b/><sz val=\"9\"/><name val=\"{font}\"/></font></fonts>\
<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFF0F2F4\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>\
<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style=\"thin\"><color auto=\"1\"/></left><right style=\"thin\"><color auto=\"1\"/></right><top style=\"thin\"><color auto=\"1\"/></top><bottom style=\"thin\"><color auto=\"1\"/></bottom><diagonal/></border></borders>\
<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
<cellXfs count=\"7\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyAlignment=\"1\"><alignment horizontal=\"center\" vertical=\"center\" wrapText=\"1\"/></xf>\
<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyAlignment=\"1\"><alignment vertical=\"center\" wrapText=\"1\"/></xf>\
<xf numFmtId=\"0\" fontId=\"2\" fillId=\"2\" borderId=\"1\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment horizontal=\"center\" vertical=\"center\" wrapText=\"1\"/></xf>\
<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"1\" xfId=\"0\" applyBorder=\"1\" applyAlignment=\"1\"><alignment vertical=\"center\" wrapText=\"1\"/></xf>\
<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"1\" xfId=\"0\" applyBorder=\"1\" applyAlignment=\"1\"><alignment horizontal=\"center\" vertical=\"center\" wrapText=\"1\"/></xf>\
<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"1\" xfId=\"0\" applyBorder=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf></cellXfs>\
<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
);

/// A whole workbook. The same sheets give the same bytes: no file in it has a date.
pub(super) fn write(title: &str, sheets: &[Sheet<'_>]) -> Result<Vec<u8>, Error> {
    archive(title, sheets).map_err(|error| {
        Error::new(message!("无法写成 XLSX：{error}", "cannot be written as XLSX: {error}"))
    })
}

fn archive(title: &str, sheets: &[Sheet<'_>]) -> Result<Vec<u8>, ZipError> {
    // The small parts are not worth a compressor's start; sheets are alike enough for its fastest mode.
    let plain = SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Stored);
    let packed = SimpleFileOptions::DEFAULT
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(1));
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(1 << 16)));
    for (name, text) in [
        ("[Content_Types].xml", types(sheets.len())),
        ("_rels/.rels", ROOT.to_owned()),
        ("docProps/core.xml", properties(title)),
        ("xl/workbook.xml", workbook(sheets)),
        ("xl/_rels/workbook.xml.rels", relations(sheets.len())),
        ("xl/styles.xml", STYLES.replace("{font}", FONT)),
    ] {
        zip.start_file(name, plain)?;
        zip.write_all(text.as_bytes())?;
    }
    for (number, sheet) in (1..).zip(sheets) {
        match &sheet.content {
            Content::Xml(xml) => {
                zip.start_file(name(number), packed)?;
                zip.write_all(xml.as_bytes())?;
            }
            Content::Of(book) => {
                let mut book = ZipArchive::new(Cursor::new(*book))?;
                let first = book.by_name_raw(name(1).as_bytes())?;
                zip.raw_copy_file_rename(first, name(number))?;
            }
        }
    }
    Ok(zip.finish()?.into_inner())
}

fn name(number: usize) -> String {
    format!("xl/worksheets/sheet{number}.xml")
}

fn types(sheets: usize) -> String {
    let mut out = head!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
    )
    .to_owned();
    for number in 1..=sheets {
        out += "<Override PartName=\"/";
        out += &name(number);
        out += "\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>";
    }
    out + "</Types>"
}

fn properties(title: &str) -> String {
    let mut out = head!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>"
    )
    .to_owned();
    escape(&mut out, title);
    out + "</dc:title><dc:creator>govcat</dc:creator></cp:coreProperties>"
}

fn workbook(sheets: &[Sheet<'_>]) -> String {
    let mut out = head!(
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><bookViews><workbookView/></bookViews><sheets>"
    )
    .to_owned();
    let mut printed = String::new();
    for (number, sheet) in (1..).zip(sheets) {
        out += "<sheet name=\"";
        escape(&mut out, &sheet.tab);
        let _ = write!(out, "\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
        let (index, head) = (number - 1, sheet.head);
        let _ =
            write!(printed, "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{index}\">'");
        escape(&mut printed, &sheet.tab);
        let _ = write!(printed, "'!${head}:${}</definedName>", head + 1);
    }
    out + "</sheets><definedNames>" + &printed + "</definedNames></workbook>"
}

fn relations(sheets: usize) -> String {
    let mut out = head!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    )
    .to_owned();
    let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    for number in 1..=sheets {
        let _ = write!(
            out,
            "<Relationship Id=\"rId{number}\" Type=\"{base}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
    }
    let styles = sheets + 1;
    let _ = write!(
        out,
        "<Relationship Id=\"rId{styles}\" Type=\"{base}/styles\" Target=\"styles.xml\"/></Relationships>"
    );
    out
}

/// The letters of a column, counted from 0.
pub(super) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        // A remainder of 26 is a letter.
        letters.push(b'A' + u8::try_from(rest % 26).unwrap_or(0));
        rest /= 26;
    }
    letters.iter().rev().map(|it| char::from(*it)).collect()
}

/// Appends a text as XML has it. A spreadsheet would read `_x0041_` as `A`.
pub(super) fn escape(out: &mut String, text: &str) {
    let mut written = 0;
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'_', bytes).filter(|at| is_code(&bytes[*at..])) {
        xml::escape(out, &text[written..at]);
        out.push_str("_x005F_");
        written = at + 1;
    }
    xml::escape(out, &text[written..]);
}

/// Whether a text begins like `_x0041_`.
fn is_code(bytes: &[u8]) -> bool {
    matches!(bytes, [b'_', b'x', digits @ .., ] if digits.len() > 4
        && digits[..4].iter().all(u8::is_ascii_hexdigit) && digits[4] == b'_')
}

#[cfg(test)]
mod tests {
    use super::{escape, letters};

    #[test]
    fn columns_have_letters() {
        let all: Vec<String> = [0, 25, 26, 51, 52, 701, 702].map(letters).into();
        assert_eq!(all, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn texts_stay_texts() {
        let escaped = |text: &str| {
            let mut out = String::new();
            escape(&mut out, text);
            out
        };
        assert_eq!(escaped("a<b>&\"c"), "a&lt;b&gt;&amp;&quot;c");
        assert_eq!(escaped("_x0041_ _x1_ x_x"), "_x005F_x0041_ _x1_ x_x");
    }
}
