//! Files to grids. What kind a file is, its first bytes say; its name only where they do not.
mod archive;
mod biff;
mod book;
mod docx;
mod drawings;
mod html;
mod markdown;
mod numbering;
mod ods;
mod relations;
mod separated;
mod sheet;
mod shown;
mod text;
mod word;
mod xml;

use crate::{
    diagnostic::{Message, message},
    error::Error,
    import::grid::{Grid, TooLarge},
};

/// Larger files are no tables.
pub const MAX_FILE: u64 = 64 << 20;

/// Why a file gives no tables: what is wrong, and what to do.
#[derive(Debug)]
pub struct Unreadable {
    what: Message,
    help: Message,
}

impl Unreadable {
    fn new(what: Message, help: Message) -> Self {
        Self { what, help }
    }

    /// The failure, with the file's name.
    #[must_use]
    pub fn of(self, file: &str) -> Error {
        let Message { zh, en } = self.what;
        Error::new(message!("{file}：{zh}", "{file}: {en}")).with_help(self.help)
    }
}

impl From<TooLarge> for Unreadable {
    fn from(TooLarge { sheet, cell }: TooLarge) -> Self {
        Self::new(
            message!(
                "表格太大，不像是目录：{sheet} 从 {cell} 起有 100 多个单元格放不下",
                "the table is too large to be a catalog: {sheet}, from {cell} on, has over 100 cells for which there is no room"
            ),
            message!(
                "一张表最多 10 万行、512 列、300 万格；选中 {cell} 起的行或列，删去多余的内容，再保存，或分成几个文件",
                "a table may have 100,000 rows, 512 columns and 3 million cells; select the rows or columns from {cell} on, delete what is not needed and save, or split the file"
            ),
        )
    }
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Zip,
    Ole,
    Html,
    Markdown,
    Separated,
}

/// Reads every table of a file.
///
/// # Errors
/// When the file is none that tables are read from, is damaged, locked or too large, or has no table.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Grid>, Unreadable> {
    let mut grids = match kind(name, bytes)? {
        Kind::Zip => archive::read(bytes)?,
        Kind::Ole => book::old(bytes)?,
        Kind::Html => html::read(&text::decode(bytes, text::Hint::Html)?)?,
        Kind::Markdown => markdown::read(&text::decode(bytes, text::Hint::None)?)?,
        Kind::Separated => vec![separated::read(&text::decode(bytes, text::Hint::None)?)?],
    };
    grids.retain(|it| !it.is_blank());
    if grids.is_empty() {
        return Err(Unreadable::new(
            message!("文件里没有表格", "there is no table in the file"),
            message!(
                "确认选对了文件；图片里的表格读不出来，请用可以编辑的原件",
                "see that it is the right file; a table in a picture cannot be read, use the original"
            ),
        ));
    }
    Ok(grids)
}

fn kind(name: &str, bytes: &[u8]) -> Result<Kind, Unreadable> {
    let ending = name.rsplit_once('.').map_or("", |it| it.1).to_ascii_lowercase();
    let head = &bytes[..bytes.len().min(1024)];
    let original =
        || message!("请用可以编辑的原件（Word、Excel）", "use the original Word or Excel file");
    let starts = |sign: &[u8]| head.starts_with(sign);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::new(
            message!("文件是空的", "the file is empty"),
            message!("从原件重新保存或导出", "save or export it again from the original"),
        ));
    }
    if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        return Ok(Kind::Zip);
    }
    if starts(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Ok(Kind::Ole);
    }
    if starts(b"%PDF") {
        return Err(Unreadable::new(
            message!("这是 PDF，读不出表格", "this is a PDF; its tables cannot be read"),
            original(),
        ));
    }
    if starts(b"\x89PNG")
        || starts(b"\xff\xd8\xff")
        || starts(b"GIF8")
        || starts(b"BM")
        || starts(b"RIFF")
    {
        return Err(Unreadable::new(
            message!("这是图片，读不出表格", "this is a picture; its tables cannot be read"),
            original(),
        ));
    }
    if starts(b"{\\rtf") {
        return Err(Unreadable::new(
            message!("这是 RTF 文件", "this is an RTF file"),
            message!("用 Word 打开，另存为 .docx", "open it in Word and save it as .docx"),
        ));
    }
    // Half of UTF-16 is zeros, and tags are ASCII; a byte order mark may stand before them.
    let ascii: String =
        head.iter().filter(|it| **it != 0).map(|it| char::from(*it).to_ascii_lowercase()).collect();
    let is_tagged = ["<html", "<!doctype html", "<table", "<body", "<meta", "<tr", "<?xml"];
    let is_page = is_tagged.iter().any(|it| ascii.contains(it));
    // Many “.xls” files of old systems are pages.
    Ok(match ending.as_str() {
        "md" | "markdown" => Kind::Markdown,
        "html" | "htm" | "xhtml" | "mht" | "shtml" => Kind::Html,
        _ if is_page => Kind::Html,
        _ => Kind::Separated,
    })
}

/// A damaged file.
fn damaged() -> Unreadable {
    Unreadable::new(
        message!("文件不完整或已损坏", "the file is incomplete or damaged"),
        message!(
            "用 Office 或 WPS 打开，确认内容完整后另存一份",
            "open it in Office or WPS, see that it is complete, and save a copy"
        ),
    )
}

/// A locked file.
fn locked() -> Unreadable {
    Unreadable::new(
        message!("文件设有打开密码", "the file is protected by a password"),
        message!(
            "用 Office 或 WPS 打开，去掉密码后另存一份",
            "open it in Office or WPS and save a copy without the password"
        ),
    )
}
