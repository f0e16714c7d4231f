//! Office files are zip archives: how large they really are, and which kind they are.
use std::io::{Cursor, Read as _};

use zip::{ZipArchive, result::ZipError};

use crate::{
    diagnostic::message,
    import::{
        grid::Grid,
        read::{Unreadable, book, damaged, locked, ods, relations, word},
    },
};

/// What an archive may unpack to. The largest county's workbook has a twentieth of this.
const MAX_UNPACKED: u64 = 200 << 20;

/// Reads the tables of an Office file.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Grid>, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let names: Vec<String> =
        archive.file_names().filter_map(|it| Some(it.ok()?.into_owned())).collect();
    let has = |name: &str| names.iter().any(|it| it.eq_ignore_ascii_case(name));
    weigh(&mut archive)?;
    if has("word/document.xml") {
        return word::read(&mut archive, &names);
    }
    if has("xl/workbook.xml") {
        let mut grids = book::new(bytes)?;
        relations::complete(&mut archive, &mut grids)?;
        return Ok(grids);
    }
    if has("xl/workbook.bin") {
        return Err(Unreadable::new(
            message!("这是二进制的 .xlsb 工作簿", "this is a binary .xlsb workbook"),
            message!("另存为 .xlsx", "save it as .xlsx"),
        ));
    }
    if has("content.xml") {
        return ods::read(&part(&mut archive, "content.xml")?);
    }
    Err(Unreadable::new(
        message!(
            "这个压缩文件不是 Word 或 Excel 文档",
            "this archive is no Word or Excel document"
        ),
        message!(
            "先解压，再导入里面的 .xlsx、.docx 等文件",
            "unpack it and import the .xlsx, .docx or other files in it"
        ),
    ))
}

/// Unpacks everything to nothing: what an archive says of its own size may be a lie.
fn weigh(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), Unreadable> {
    let mut left = MAX_UNPACKED;
    let mut buffer = vec![0; 1 << 16];
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).map_err(|error| failed(&error))?;
        // Pictures are not looked at.
        let name = file.name().map_err(|error| failed(&error))?.to_ascii_lowercase();
        if !["xml", "rels", "vml"].iter().any(|it| name.ends_with(it)) {
            continue;
        }
        loop {
            let read = file.read(&mut buffer).map_err(|_| damaged())? as u64;
            if read == 0 {
                break;
            }
            left = left.checked_sub(read).ok_or_else(|| {
                Unreadable::new(
                    message!(
                        "文件解压后超过 200 MB，不像是目录",
                        "unpacked, the file is over 200 MB: no catalog"
                    ),
                    message!(
                        "删去多余的行、列和工作表，或分成几个文件",
                        "delete rows, columns and sheets that are not needed, or split the file"
                    ),
                )
            })?;
        }
    }
    Ok(())
}

/// One file of the archive as text.
pub(super) fn part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
) -> Result<String, Unreadable> {
    let mut file = archive.by_name(name).map_err(|error| failed(&error))?;
    let mut text = Vec::new();
    file.read_to_end(&mut text).map_err(|_| damaged())?;
    String::from_utf8(text).map_err(|_| damaged())
}

fn failed(error: &ZipError) -> Unreadable {
    match error {
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => locked(),
        _ => damaged(),
    }
}
