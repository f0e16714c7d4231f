//! An entry's lines taken apart, so that a defect can be put into them and its line told.

use super::entry::Entry;
use super::layout::Sheet;

/// The lines of one entry, each with the field that it belongs to.
#[derive(Debug)]
pub(crate) struct Draft {
    lines: Vec<(&'static str, String)>,
}

/// What a defect has to work with besides the entry's lines.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Around<'a> {
    /// The entry that is damaged.
    pub(crate) entry: &'a Entry,
    /// The whole entry before it in the same file.
    pub(crate) before: &'a Entry,
    /// The id of a whole entry in an earlier file of the same agency, where there is one.
    pub(crate) elsewhere: Option<&'a str>,
    /// Which of a defect's forms is wanted; any number will do.
    pub(crate) form: usize,
}

impl Around<'_> {
    /// The wanted one of several forms.
    pub(crate) fn choose<T: Copy>(&self, forms: &[T]) -> T {
        forms[self.form % forms.len()]
    }
}

/// Where a planted defect is to be found. Lines are counted from 0 within the entry.
#[derive(Debug)]
pub(crate) struct Mark {
    /// The line of the finding; `None` where the whole entry is a fair answer.
    pub(crate) line: Option<usize>,
    /// The field that the finding names, where it names one.
    pub(crate) field: Option<&'static str>,
    /// The id that the entry bears now, where it still has a good one.
    pub(crate) entry: Option<String>,
}

impl Mark {
    /// A finding on a line, about a field of an entry that keeps its id.
    pub(crate) fn at(line: usize, field: &'static str, around: &Around<'_>) -> Self {
        Self { line: Some(line), field: Some(field), entry: Some(around.entry.id.clone()) }
    }

    /// The same finding without a field.
    pub(crate) fn of_no_field(self) -> Self {
        Self { field: None, ..self }
    }

    /// The same finding in an entry that has another id now, or none.
    pub(crate) fn in_entry(self, entry: Option<String>) -> Self {
        Self { entry, ..self }
    }
}

impl Draft {
    /// Takes a sheet apart.
    pub(crate) fn of(sheet: &Sheet) -> Self {
        let mut field = "id";
        let mut fields = sheet.fields.iter().peekable();
        let mut lines = Vec::with_capacity(sheet.lines);
        for (index, text) in sheet.text.lines().enumerate() {
            if let Some((next, _)) = fields.next_if(|(_, first)| *first == index) {
                field = next;
            }
            lines.push((field, text.to_owned()));
        }
        Self { lines }
    }

    /// How many lines there are.
    pub(crate) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Appends the lines to a text.
    pub(crate) fn write_to(&self, text: &mut String) {
        for (_, line) in &self.lines {
            text.push_str(line);
            text.push('\n');
        }
    }

    /// The line on which a field begins.
    pub(crate) fn line_of(&self, field: &str) -> usize {
        self.lines
            .iter()
            .position(|(of, _)| *of == field)
            .expect("a draft is made of a whole entry, which has every field")
    }

    /// Puts other lines in a field's place and says where they begin.
    pub(crate) fn replace(&mut self, field: &'static str, lines: &[String]) -> usize {
        let first = self.line_of(field);
        self.lines.retain(|(of, _)| *of != field);
        for (offset, line) in lines.iter().enumerate() {
            self.lines.insert(first + offset, (field, line.clone()));
        }
        first
    }

    /// Puts a field on one line: the key as given (its colon included), then the value.
    pub(crate) fn write(&mut self, field: &'static str, key: &str, value: &str) -> usize {
        self.replace(field, &[format!("    {key} {value}")])
    }

    /// Puts one value in a field's place.
    pub(crate) fn set(&mut self, field: &'static str, value: &str) -> usize {
        self.write(field, &format!("{field}:"), value)
    }

    /// Puts a list with an item on each line in a field's place and says where its first item stands.
    pub(crate) fn set_block(&mut self, field: &'static str, items: &[&str]) -> usize {
        let mut lines = vec![format!("    {field}:")];
        lines.extend(items.iter().map(|item| format!("      - {item}")));
        self.replace(field, &lines) + 1
    }

    /// Takes a field away.
    pub(crate) fn remove(&mut self, field: &str) {
        self.lines.retain(|(of, _)| *of != field);
    }

    /// Adds a line at the entry's end.
    pub(crate) fn append(&mut self, key: &str, value: &str) -> usize {
        self.lines.push(("", format!("    {key}: {value}")));
        self.lines.len() - 1
    }

    /// Changes the one line on which a field begins.
    pub(crate) fn rewrite(&mut self, field: &str, change: impl FnOnce(&str) -> String) -> usize {
        let line = self.line_of(field);
        self.lines[line].1 = change(&self.lines[line].1);
        line
    }
}
