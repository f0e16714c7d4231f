//! Where reports go: `--format FORMAT` to standard output, `--format FORMAT=FILE` to a file.
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::{ValueEnum, builder::PossibleValue};

use crate::{
    cli::{
        formats::{Checked, Format, Look},
        printer::Printer,
    },
    diagnostic::message,
    error::{Doing, Error},
    model::likeness::nearest,
};

/// One report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outlet<F = Format> {
    /// How it is written.
    pub(crate) format: F,
    /// Where; `None` for standard output.
    pub(crate) file: Option<PathBuf>,
}

/// Reads the values of `--format`; `full` to standard output where there are none.
///
/// # Errors
/// When a format is unknown, or two want one place.
pub(crate) fn outlets(values: &[String]) -> Result<Vec<Outlet>, Error> {
    outlets_or(values, Format::Full)
}

/// Reads the values of `--format`; `usual` to standard output where there are none.
///
/// # Errors
/// When a format is unknown, or two want one place.
pub(crate) fn outlets_or<F: ValueEnum>(
    values: &[String],
    usual: F,
) -> Result<Vec<Outlet<F>>, Error> {
    let outlets = values.iter().map(|it| outlet(it)).collect::<Result<Vec<_>, _>>()?;
    for (at, one) in outlets.iter().enumerate() {
        if outlets[..at].iter().any(|it| it.file == one.file) {
            let (zh, en) = match &one.file {
                None => ("标准输出".to_owned(), "standard output".to_owned()),
                Some(file) => (file.display().to_string(), file.display().to_string()),
            };
            return Err(Error::new(message!("两种格式都要写到{zh}", "two formats want {en}"))
                .with_help(message!("其余的写成“格式=文件”", "write the others as FORMAT=FILE")));
        }
    }
    if outlets.is_empty() {
        return Ok(vec![Outlet { format: usual, file: None }]);
    }
    Ok(outlets)
}

fn outlet<F: ValueEnum>(value: &str) -> Result<Outlet<F>, Error> {
    let (name, file) = match value.split_once('=') {
        Some((name, file)) => (name, Some(file)),
        None => (value, None),
    };
    if let (Ok(format), true) = (F::from_str(name, true), file != Some("")) {
        let file = file.filter(|it| *it != "-").map(PathBuf::from);
        return Ok(Outlet { format, file });
    }
    let values: Vec<_> = F::value_variants().iter().filter_map(F::to_possible_value).collect();
    let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    let what = if file == Some("") {
        message!("{name}= 后面要写文件名", "a file's name must follow {name}=")
    } else {
        message!("没有 {name} 这种格式", "there is no format {name}")
    };
    let known = names.join(" ");
    Err(Error::new(what).with_help(match nearest(name, names) {
        Some(near) if near != name => {
            message!("是不是 {near}？可以写：{known}", "did you mean {near}? One of: {known}")
        }
        _ => message!("可以写：{known}", "one of: {known}"),
    }))
}

impl Outlet {
    /// Writes the report.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn write(
        &self,
        checked: &Checked<'_>,
        look: Look,
        out: &mut Printer<'_>,
    ) -> Result<(), Error> {
        let look = if self.file.is_some() { Look::FILE } else { look };
        let mut text = Vec::new();
        self.format.write(checked, look, &mut text);
        self.send(&text, out)
    }
}

impl<F> Outlet<F> {
    /// Sends a report on its way.
    ///
    /// # Errors
    /// When the file cannot be written; what standard output does not take is told when the run
    /// ends.
    pub(crate) fn send(&self, bytes: &[u8], out: &mut Printer<'_>) -> Result<(), Error> {
        self.stream(out, |sink| sink.write_all(bytes))
    }

    /// Sends a report on its way as it is made.
    ///
    /// # Errors
    /// As [`Self::send`].
    pub(crate) fn stream(
        &self,
        out: &mut Printer<'_>,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Error> {
        self.open()?.stream(out, write)
    }

    /// Begins a report that is written piece by piece. A file may be a pipe or a device, so it is written
    /// in place.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn open(&self) -> Result<Opened<'_>, Error> {
        let Some(file) = &self.file else { return Ok(Opened(None)) };
        if is_input(file) {
            let file = file.display();
            return Err(Error::new(message!(
                "{file} 在工作区的 catalogs/ 里，报告不能写到那里",
                "{file} lies in the workspace's catalogs/; a report cannot be written there"
            )));
        }
        #[expect(
            clippy::disallowed_methods,
            reason = "reports are what the command line itself writes"
        )]
        let opened = fs::File::create(file);
        let opened = opened.map_err(|error| Error::io(Doing::Write, file, &error))?;
        Ok(Opened(Some((file, opened))))
    }
}

/// A report that was begun; in a file, or on standard output.
#[derive(Debug)]
pub(crate) struct Opened<'o>(Option<(&'o Path, fs::File)>);

impl Opened<'_> {
    /// Writes more of it.
    ///
    /// # Errors
    /// When the file cannot be written; what standard output does not take is told when the run
    /// ends.
    pub(crate) fn stream(
        &mut self,
        out: &mut Printer<'_>,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Error> {
        match &mut self.0 {
            None => {
                let _ = write(out);
                Ok(())
            }
            Some((path, file)) => {
                write(file).map_err(|error| Error::io(Doing::Write, path, &error))
            }
        }
    }
}

/// Whether a file is, or would be, one that govcat reads.
fn is_input(file: &Path) -> bool {
    let Ok(file) = std::path::absolute(file) else { return false };
    let is_catalogs = |it: &Path| {
        it.file_name().is_some_and(|name| name == "catalogs")
            && it.parent().is_some_and(|root| root.join("govcat.toml").exists())
    };
    file.file_name().is_some_and(|name| name == "govcat.toml")
        || file.ancestors().skip(1).any(is_catalogs)
}

#[cfg(test)]
mod tests {
    use super::outlets;

    #[test]
    fn formats_and_files_are_told_apart() {
        let read = |values: &[&str]| {
            outlets(&values.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(read(&["json", "sarif=a=b.sarif"]).map(|it| it.len()).ok(), Some(2));
        assert!(read(&["json", "concise"]).is_err());
        assert!(read(&["json=-", "concise"]).is_err());
        assert!(read(&["json=x", "sarif=x"]).is_err());
        assert!(read(&["jsn"]).is_err());
        assert!(read(&["json="]).is_err());
    }
}
