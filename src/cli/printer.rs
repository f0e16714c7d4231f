//! A stream to print on. Printing cannot fail: what fails is remembered and told at the end.
use std::{
    fmt::Display,
    io::{self, Write},
    path::Path,
};

use crate::error::{Doing, Error};

/// A stream that swallows a broken pipe: who stops reading has read enough.
pub(crate) struct Printer<'a> {
    stream: &'a mut dyn Write,
    failure: Option<io::Error>,
}

impl<'a> Printer<'a> {
    pub(crate) fn new(stream: &'a mut dyn Write) -> Self {
        Self { stream, failure: None }
    }

    /// Prints a text as it is.
    pub(crate) fn print(&mut self, text: impl Display) {
        if self.failure.is_none() {
            self.failure = write!(self.stream, "{text}").err();
        }
    }

    /// Prints a text and ends the line.
    pub(crate) fn print_line(&mut self, text: impl Display) {
        self.print(format_args!("{text}\n"));
    }

    /// Sends everything on its way.
    ///
    /// # Errors
    /// When something printed was lost, unless nobody wanted it.
    pub(crate) fn finish(&mut self) -> Result<(), Error> {
        let failure = self.failure.take().map_or_else(|| self.stream.flush(), Err);
        match failure {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Error::io(Doing::Write, Path::new("stdout"), &error))
            }
            _ => Ok(()),
        }
    }
}

impl Write for Printer<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.failure.is_none() {
            self.failure = self.stream.write_all(bytes).err();
        }
        Ok(bytes.len())
    }

    /// A question must be seen before its answer is waited for.
    fn flush(&mut self) -> io::Result<()> {
        if self.failure.is_none() {
            self.failure = self.stream.flush().err();
        }
        Ok(())
    }
}
