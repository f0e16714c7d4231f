//! Reads mappings by their [`Shape`], and collects everything that does not fit.
//!
//! Codes found here: `unknown-key`, `duplicate-key`, `wrong-type`, `empty-value`, `missing-field`.
use std::borrow::Cow;

use jiff::civil::Date;

use crate::{
    diagnostic::{Diagnostic, Message, message},
    model::{
        Text,
        choice::{Choice, Meaning},
        shape::{Form, Key, Need, Shape},
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

    pub(crate) fn texts(&self, key: impl Into<usize>, decoder: &mut Decoder) -> Vec<Text<'s>> {
        let key = key.into();
        self.values[key].map_or_else(Vec::new, |node| decoder.texts(node, self.shape.keys[key].name))
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
    ) -> Vec<Choice<'s, T>> {
        self.texts(key, decoder).into_iter().map(|text| Choice::read(text, terms)).collect()
    }

    pub(crate) fn date(&self, key: impl Into<usize>, decoder: &mut Decoder) -> Option<Spanned<Date>> {
        let key = key.into();
        let text = self.text(key, decoder)?;
        if let Ok(value) = text.value.parse() {
            return Some(Spanned { value, span: text.span });
        }
        let help = message!("日期写成 2019-04-30 的样子", "write a date like 2019-04-30");
        decoder.wrong(text.span, self.shape.keys[key].name, message!("这不是日期", "this is not a date"), help);
        None
    }

    pub(crate) fn number(&self, key: impl Into<usize>, decoder: &mut Decoder) -> Option<Spanned<u32>> {
        let key = key.into();
        let text = self.text(key, decoder)?;
        if let Ok(value) = text.value.parse() {
            return Some(Spanned { value, span: text.span });
        }
        let help = message!("这里写一个整数", "write a whole number here");
        decoder.wrong(text.span, self.shape.keys[key].name, message!("这不是整数", "this is not a whole number"), help);
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
                decoder.wrong(text.span, self.shape.keys[key].name, message!("这里只能是 true 或 false", "this must be true or false"), help);
                None
            }
        }
    }

    /// The records of a list.
    pub(crate) fn records(&self, key: impl Into<usize>, decoder: &mut Decoder) -> Vec<Self> {
        let key = key.into();
        let (Some(node), Form::Records(shape)) = (self.values[key], self.shape.keys[key].form) else {
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
                    message!("这里应当是一组“键: 值”（{zh}）", "this must be a mapping of keys and values"),
                    message!("每行写一个“键: 值”，缩进对齐", "write one `key: value` a line, indented alike"),
                );
            }
            return None;
        }
        let mut record = Record { node, shape, values: [None; MAX_KEYS], meant: 0 };
        let mut seen: [Option<Span>; MAX_KEYS] = [None; MAX_KEYS];
        for (key, value) in node.pairs() {
            let name = key.text().unwrap_or_default();
            let Some(index) = shape.find(&name) else {
                if let Some(index) = self.unknown_key(&name, key.span(), shape) {
                    record.meant |= 1 << index;
                }
                continue;
            };
            record.meant |= 1 << index;
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
        match node.kind() {
            Kind::Unreadable => None,
            Kind::Sequence | Kind::Mapping => {
                // A list of one text is that text.
                let mut items = node.items();
                if let (Some(only), None) = (items.next(), items.next())
                    && !matches!(only.kind(), Kind::Sequence | Kind::Mapping)
                {
                    return self.text(only, field);
                }
                if !node.is_damaged() {
                    self.wrong(
                        node.span(),
                        field,
                        message!("这里只能写一段文字", "this must be one text"),
                        message!("写成“{field}: 内容”", "write `{field}: text`"),
                    );
                }
                None
            }
            _ if node.is_null() => {
                self.empty(node.span(), field);
                None
            }
            _ => {
                let value = node.text()?;
                if value.trim().is_empty() {
                    self.empty(node.span(), field);
                    return None;
                }
                Some(Spanned { value: trimmed(value), span: node.span() })
            }
        }
    }

    /// A text, or a list of texts.
    pub(crate) fn texts<'s>(&mut self, node: NodeRef<'_, 's>, field: &'static str) -> Vec<Text<'s>> {
        match node.kind() {
            Kind::Sequence => {
                let items = node.items().count();
                let mut texts = Vec::with_capacity(items);
                for item in node.items() {
                    if matches!(item.kind(), Kind::Sequence | Kind::Mapping) {
                        self.not_a_text(item, field);
                    } else {
                        texts.extend(self.text(item, field));
                    }
                }
                if items == 0 && !node.is_damaged() {
                    self.empty(node.span(), field);
                }
                texts
            }
            Kind::Mapping => {
                if !node.is_damaged() {
                    self.not_a_list(node, field);
                }
                Vec::new()
            }
            _ => self.text(node, field).into_iter().collect(),
        }
    }

    fn not_a_text(&mut self, node: NodeRef<'_, '_>, field: &'static str) {
        if node.is_damaged() {
            return;
        }
        self.wrong(
            node.span(),
            field,
            message!("列表的这一项应当是一段文字", "this item of the list must be a text"),
            message!("内容里有“: ”或方括号时，给整项加上双引号", "put an item that holds `: ` or brackets in double quotes"),
        );
    }

    fn not_a_list(&mut self, node: NodeRef<'_, '_>, field: &'static str) {
        self.wrong(
            node.span(),
            field,
            message!("“{field}”应当是文字或列表", "`{field}` must be a text or a list"),
            message!("写成 [甲, 乙]，或每行一个“- 甲”", "write [a, b], or one `- a` a line"),
        );
    }

    /// Reports a value of the wrong form.
    pub(crate) fn wrong(&mut self, span: Span, field: &'static str, what: Message, help: Message) {
        self.diagnostics.push(Diagnostic::new("wrong-type", span, what).with_help(help).in_field(field));
    }

    /// Reports a value that says nothing.
    pub(crate) fn empty(&mut self, span: Span, field: &'static str) {
        self.diagnostics.push(
            Diagnostic::new("empty-value", span, message!("“{field}”是空的", "`{field}` is empty"))
                .with_help(message!("写上内容，或删去这个键", "write a value, or delete the key"))
                .in_field(field),
        );
    }

    /// Reports a key that must be there because of what another key says.
    pub(crate) fn missing_key(&mut self, record: &Record<'_, '_>, key: impl Into<usize>) {
        self.missing(&record.shape.keys[key.into()], record.node.span(), record.shape);
    }

    fn missing(&mut self, key: &Key, span: Span, shape: &Shape) {
        let (name, zh, what) = (key.name, key.zh, shape.zh);
        let span = Span { end: span.start, ..span };
        self.diagnostics.push(
            Diagnostic::new(
                "missing-field",
                span,
                message!("{what}缺少“{name}”（{zh}）", "`{name}` is missing"),
            )
            .with_help(message!("补上“{name}: …”", "add `{name}: …`"))
            .in_field(key.name)
            .about(key.name),
        );
    }

    fn duplicate_key(&mut self, key: &'static Key, span: Span, first: Span) {
        let name = key.name;
        self.diagnostics.push(
            Diagnostic::new(
                "duplicate-key",
                span,
                message!("“{name}”写了两次，第二次的内容没有用", "`{name}` is written twice; the second value is not used"),
            )
            .with_label(first, message!("第一次写在这里", "first written here"))
            .with_help(message!("合并成一个，删去另一个", "merge the two"))
            .in_field(key.name)
            .about(key.name),
        );
    }

    /// Reports a key that the shape does not have; gives the index of the one meant.
    fn unknown_key(&mut self, name: &str, span: Span, shape: &'static Shape) -> Option<usize> {
        let nearest = nearest_key(name, shape);
        let help = if let Some(Key { name, zh, .. }) = nearest {
            message!("是不是“{name}”（{zh}）？", "did you mean `{name}`?")
        } else {
            let names: Vec<_> = shape.keys.iter().map(|key| key.name).collect();
            let names = names.join(" ");
            message!("这里可以写的键：{names}", "keys that may stand here: {names}")
        };
        let zh = shape.zh;
        let mut diagnostic = Diagnostic::new(
            "unknown-key",
            span,
            message!("{zh}没有“{name}”这个键", "unknown key `{name}`"),
        )
        .with_help(help)
        .about(name);
        diagnostic.field = nearest.map(|key| key.name);
        self.diagnostics.push(diagnostic);
        nearest.and_then(|key| shape.find(key.name))
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

/// The key that was most likely meant: by its Chinese name, or by its letters.
fn nearest_key(name: &str, shape: &'static Shape) -> Option<&'static Key> {
    let by_name = shape.keys.iter().find(|key| name.eq_ignore_ascii_case(key.name) || key.zh == name);
    by_name.or_else(|| {
        shape
            .keys
            .iter()
            .map(|key| {
                let letters = strsim::jaro_winkler(&name.to_ascii_lowercase(), key.name);
                let chinese = strsim::normalized_levenshtein(name, key.zh);
                (letters.max(chinese), key)
            })
            .filter(|(likeness, _)| *likeness >= 0.7)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, key)| key)
    })
}
