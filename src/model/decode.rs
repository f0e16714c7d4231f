//! Reads mappings by their [`Shape`], and collects everything that does not fit.
//!
//! Codes found here: `unknown-key`, `duplicate-key`, `wrong-type`, `empty-value`, `missing-field`.
mod report;

use std::borrow::Cow;

use jiff::civil::Date;

use crate::{
    diagnostic::{Diagnostic, message},
    model::{
        Text,
        choice::{Choice, Meaning},
        list::List,
        shape::{Form, Need, Shape},
        vocabulary::Terms,
    },
    span::{Span, Spanned},
    syntax::tree::{Kind, NodeRef},
};

/// No shape has more keys.
const MAX_KEYS: usize = 24;

/// A mapping whose keys have been sorted.
#[derive(Debug)]
pub(crate) struct Record<'t, 's> {
    /// The mapping.
    pub(crate) node: NodeRef<'t, 's>,
    shape: &'static Shape,
    values: [Option<NodeRef<'t, 's>>; MAX_KEYS],
    /// The keys that were written or, misspelt, meant: one bit each.
    meant: u32,
}

/// Collects what does not fit.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl<'t, 's> Record<'t, 's> {
    /// Whether a key was written, if only misspelt: then that is what is wrong with it.
    pub(crate) fn is_meant(&self, key: impl Into<usize>) -> bool {
        self.meant & (1 << key.into()) != 0
    }

    pub(crate) fn text(&self, key: impl Into<usize>, decoder: &mut Decoder) -> Option<Text<'s>> {
        let key = key.into();
        self.values[key].and_then(|node| decoder.text(node, self.shape.keys[key].name))
    }

    pub(crate) fn texts(&self, key: impl Into<usize>, decoder: &mut Decoder) -> List<Text<'s>> {
        self.list(key, decoder, |text| text)
    }

    pub(crate) fn choice<T: Meaning>(
        &self,
        key: impl Into<usize>,
        terms: &Terms,
        decoder: &mut Decoder,
    ) -> Option<Choice<'s, T>> {
        self.text(key, decoder).map(|text| Choice::read(text, terms))
    }

    pub(crate) fn choices<T: Meaning>(
        &self,
        key: impl Into<usize>,
        terms: &Terms,
        decoder: &mut Decoder,
    ) -> List<Choice<'s, T>> {
        self.list(key, decoder, |text| Choice::read(text, terms))
    }

    /// A list of texts, of each of which something is made.
    fn list<T>(
        &self,
        key: impl Into<usize>,
        decoder: &mut Decoder,
        make: impl Fn(Text<'s>) -> T,
    ) -> List<T> {
        let key = key.into();
        self.values[key]
            .map_or_else(List::default, |node| decoder.list(node, self.shape.keys[key].name, make))
    }

    pub(crate) fn date(
        &self,
        key: impl Into<usize>,
        decoder: &mut Decoder,
    ) -> Option<Spanned<Date>> {
        let key = key.into();
        let text = self.text(key, decoder)?;
        if let Ok(value) = text.value.parse() {
            return Some(Spanned { value, span: text.span });
        }
        let help = message!("日期写成 2019-04-30 的样子", "write a date like 2019-04-30");
        decoder.wrong(
            text.span,
            self.shape.keys[key].name,
            message!("这不是日期", "this is not a date"),
            help,
        );
        None
    }

    pub(crate) fn number(
        &self,
        key: impl Into<usize>,
        decoder: &mut Decoder,
    ) -> Option<Spanned<u32>> {
        let key = key.into();
        let text = self.text(key, decoder)?;
        if let Ok(value) = text.value.parse() {
            return Some(Spanned { value, span: text.span });
        }
        let help = message!("这里写一个整数", "write a whole number here");
        decoder.wrong(
            text.span,
            self.shape.keys[key].name,
            message!("这不是整数", "this is not a whole number"),
            help,
        );
        None
    }

    pub(crate) fn flag(&self, key: impl Into<usize>, decoder: &mut Decoder) -> Option<bool> {
        let key = key.into();
        let text = self.text(key, decoder)?;
        match text.value.as_ref() {
            "true" | "True" | "TRUE" => Some(true),
            "false" | "False" | "FALSE" => Some(false),
            _ => {
                let help = message!("这里写 true 或 false", "write true or false here");
                decoder.wrong(
                    text.span,
                    self.shape.keys[key].name,
                    message!("这里只能是 true 或 false", "this must be true or false"),
                    help,
                );
                None
            }
        }
    }

    /// The records of a list.
    pub(crate) fn records(&self, key: impl Into<usize>, decoder: &mut Decoder) -> Vec<Self> {
        let key = key.into();
        let (Some(node), Form::Records(shape)) = (self.values[key], self.shape.keys[key].form)
        else {
            return Vec::new();
        };
        let name = self.shape.keys[key].name;
        match node.kind() {
            Kind::Sequence => {
                node.items().filter_map(|item| decoder.record(item, shape, name)).collect()
            }
            // One record is a list of one, as one text is.
            Kind::Mapping => decoder.record(node, shape, name).into_iter().collect(),
            Kind::Unreadable => Vec::new(),
            _ => {
                decoder.not_a_list(node, name);
                Vec::new()
            }
        }
    }

    /// The mapping behind a key.
    pub(crate) fn record(&self, key: impl Into<usize>, decoder: &mut Decoder) -> Option<Self> {
        let key = key.into();
        let Form::Record(shape) = self.shape.keys[key].form else { return None };
        decoder.record(self.values[key]?, shape, self.shape.keys[key].name)
    }

    /// The raw value behind a key.
    pub(crate) fn node(&self, key: impl Into<usize>) -> Option<NodeRef<'t, 's>> {
        self.values[key.into()]
    }
}

impl Decoder {
    /// Sorts the keys of a mapping.
    pub(crate) fn record<'t, 's>(
        &mut self,
        node: NodeRef<'t, 's>,
        shape: &'static Shape,
        field: &'static str,
    ) -> Option<Record<'t, 's>> {
        if node.kind() != Kind::Mapping {
            if node.kind() != Kind::Unreadable && !node.is_damaged() {
                let zh = shape.zh;
                self.wrong(
                    node.span(),
                    field,
                    message!(
                        "这里应当是一组“键: 值”（{zh}）",
                        "this must be a mapping of keys and values"
                    ),
                    message!(
                        "每行写一个“键: 值”，缩进对齐",
                        "write one `key: value` a line, indented alike"
                    ),
                );
            }
            return None;
        }
        let mut record = Record { node, shape, values: [None; MAX_KEYS], meant: 0 };
        let mut seen: [Option<Span>; MAX_KEYS] = [None; MAX_KEYS];
        let mut next = 0;
        for (key, value) in node.pairs() {
            let name = key.text().unwrap_or_default();
            let Some(index) = shape.find_from(next, &name) else {
                if let Some(index) = self.unknown_key(&name, key.span(), shape) {
                    record.meant |= 1 << index;
                }
                continue;
            };
            record.meant |= 1 << index;
            next = index + 1;
            let known = &shape.keys[index];
            if let Some(first) = seen[index] {
                self.duplicate_key(known, key.span(), first);
                continue;
            }
            seen[index] = Some(key.span());
            record.values[index] = Some(value);
        }
        if !node.is_damaged() {
            for (index, key) in shape.keys.iter().enumerate() {
                if key.need == Need::Required && !record.is_meant(index) {
                    self.missing(key, node.span(), shape);
                }
            }
        }
        Some(record)
    }

    fn text<'s>(&mut self, node: NodeRef<'_, 's>, field: &'static str) -> Option<Text<'s>> {
        let Some(value) = node.text() else { return self.no_text(node, field) };
        // No word for nothing is longer than `null`.
        let is_null = value.len() <= 4 && node.is_null();
        if is_null || value.chars().all(char::is_whitespace) {
            self.empty(node.span(), field);
            return None;
        }
        Some(Spanned { value: trimmed(value), span: node.span() })
    }

    /// What is no scalar is no text.
    fn no_text<'s>(&mut self, node: NodeRef<'_, 's>, field: &'static str) -> Option<Text<'s>> {
        if node.kind() != Kind::Unreadable && !node.is_damaged() {
            self.wrong(
                node.span(),
                field,
                message!("这里只能写一段文字", "this must be one text"),
                message!("写成“{field}: 内容”", "write `{field}: text`"),
            );
        }
        None
    }

    /// A text, or a list of texts.
    pub(crate) fn texts<'s>(
        &mut self,
        node: NodeRef<'_, 's>,
        field: &'static str,
    ) -> List<Text<'s>> {
        self.list(node, field, |text| text)
    }

    fn list<'s, T>(
        &mut self,
        node: NodeRef<'_, 's>,
        field: &'static str,
        make: impl Fn(Text<'s>) -> T,
    ) -> List<T> {
        match node.kind() {
            Kind::Sequence => {
                let count = node.items().count();
                if count == 0 && !node.is_damaged() {
                    self.empty(node.span(), field);
                }
                let texts = node.items().filter_map(|item| {
                    if matches!(item.kind(), Kind::Sequence | Kind::Mapping) {
                        self.not_a_text(item, field);
                        return None;
                    }
                    self.text(item, field).map(&make)
                });
                List::of(texts, count)
            }
            Kind::Mapping => {
                if !node.is_damaged() {
                    self.not_a_list(node, field);
                }
                List::default()
            }
            _ => self.text(node, field).map(make).into(),
        }
    }
}

/// Blanks at the ends never mean anything.
fn trimmed(value: Cow<'_, str>) -> Cow<'_, str> {
    let is_blank = |byte: Option<&u8>| matches!(byte, Some(b'\n' | b'\r' | b' '));
    if !is_blank(value.as_bytes().first()) && !is_blank(value.as_bytes().last()) {
        return value;
    }
    let blanks = ['\n', '\r', ' '];
    match value {
        Cow::Borrowed(it) => Cow::Borrowed(it.trim_matches(blanks)),
        Cow::Owned(it) => Cow::Owned(it.trim_matches(blanks).to_owned()),
    }
}
