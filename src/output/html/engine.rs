//! The template engine: how values are printed, what templates can call, what its errors say.
use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

use minijinja::{
    AutoEscape, Environment, ErrorKind, Output, State, UndefinedBehavior, Value,
    syntax::SyntaxConfig,
    value::{DynObject, Kwargs, Object, Rest, ValueKind},
};
use rustc_hash::FxHashMap;

use crate::{diagnostic::message, error::Error};

/// The template engine, strict: a template that asks for what is not there is wrong.
pub(super) fn engine() -> Result<Environment<'static>, Error> {
    let mut engine = Environment::new();
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_auto_escape_callback(|_| AutoEscape::Html);
    engine.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build()
            .map_err(|error| template_error(&error))?,
    );
    engine.set_formatter(print);
    engine.add_filter("with", fill);
    let parts = Parts::default();
    engine.add_function("part", move |state: &State<'_, '_>, name: &str, words: Kwargs| {
        parts.draw(state, name, words)
    });
    Ok(engine)
}

/// The words of the pages, which every page looks up dozens of times.
#[derive(Debug)]
pub(super) struct Words(pub(super) FxHashMap<String, Value>);

impl Words {
    pub(super) fn new(words: BTreeMap<String, String>) -> Self {
        Self(words.into_iter().map(|(key, text)| (key, Value::from(text))).collect())
    }
}

impl Object for Words {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.0.get(key.as_str()?).cloned()
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.0.get(key).cloned()
    }
}

/// What many pages have alike, by the template's name and its arguments: it is drawn once for each, and
/// sees nothing but these and what is the same on all pages.
#[derive(Debug, Default)]
struct Parts(RwLock<FxHashMap<String, Value>>);

impl Parts {
    /// `{{ part("header.html", root=page.root) }}`
    fn draw(
        &self,
        state: &State<'_, '_>,
        name: &str,
        words: Kwargs,
    ) -> Result<Value, minijinja::Error> {
        let words = Value::from(words);
        let mut key = name.to_owned();
        for (word, value) in
            words.as_object().and_then(DynObject::try_iter_pairs).into_iter().flatten()
        {
            for piece in [word, value] {
                key.push('\0');
                match piece.as_str() {
                    Some(text) => key.push_str(text),
                    None => key.push_str(&piece.to_string()),
                }
            }
        }
        let drawn = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(part) = drawn {
            return Ok(part);
        }
        let part = state.env().get_template(name)?.render(words)?;
        let part = Value::from_safe_string(part);
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(key, part.clone());
        Ok(part)
    }
}

/// `{{ t.key|with(a, b) }}`: the values in the places of `{}`, in order. Of `{entry|entries}` the first is
/// said where the value before it is 1.
fn fill(text: &str, values: Rest<Value>) -> String {
    let mut parts = text.split("{}");
    let mut out = parts.next().unwrap_or_default().to_owned();
    let mut values = values.0.into_iter();
    for part in parts {
        let value = values.next().map(|it| it.to_string()).unwrap_or_default();
        out.push_str(&value);
        count(&mut out, part, value == "1");
    }
    out
}

/// Writes words with one or the other of each `{entry|entries}` in them.
fn count(out: &mut String, words: &str, is_one: bool) {
    let mut rest = words;
    while let Some((before, (choice, after))) =
        rest.split_once('{').and_then(|(before, it)| Some((before, it.split_once('}')?)))
    {
        out.push_str(before);
        match choice.split_once('|') {
            Some((one, many)) => out.push_str(if is_one { one } else { many }),
            None => out.extend(["{", choice, "}"]),
        }
        rest = after;
    }
    out.push_str(rest);
}

/// Prints a value: texts escaped, nothing for nothing is a mistake of the template.
fn print(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), minijinja::Error> {
    match value.kind() {
        ValueKind::String
            if !value.is_safe() && matches!(state.auto_escape(), AutoEscape::Html) =>
        {
            escape(out, value.as_str().unwrap_or_default()).map_err(minijinja::Error::from)
        }
        ValueKind::None => Err(minijinja::Error::new(
            ErrorKind::InvalidOperation,
            "there is no value to print here",
        )),
        _ => minijinja::escape_formatter(out, state, value),
    }
}

/// Escapes what HTML needs escaped, in text and in quoted attributes.
fn escape(out: &mut Output<'_>, text: &str) -> fmt::Result {
    // Nearly all texts need nothing, and all bytes of one are looked at faster than one after the other.
    let is_special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
    if !text.bytes().fold(false, |any, byte| any | is_special(byte)) {
        return out.write_str(text);
    }
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.write_str(&text[written..at])?;
        out.write_str(entity)?;
        written = at + 1;
    }
    out.write_str(&text[written..])
}

pub(super) fn template_error(error: &minijinja::Error) -> Error {
    // The innermost error is where the mistake stands; the outer ones only include it.
    let mut inner = error;
    while let Some(source) = std::error::Error::source(inner).and_then(|it| it.downcast_ref()) {
        inner = source;
    }
    let place = match (inner.name(), inner.line()) {
        (Some(name), Some(line)) => format!("templates/{name}:{line}"),
        (Some(name), None) => format!("templates/{name}"),
        _ => "templates".to_owned(),
    };
    let what = match inner.detail() {
        Some(detail) => format!("{}: {detail}", inner.kind()),
        None => inner.kind().to_string(),
    };
    Error::new(message!("{place}：模板有误：{what}", "{place}: wrong template: {what}"))
}
