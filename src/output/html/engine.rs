//! The template engine: how values are printed, what templates can call, what its errors say.
use std::{
    collections::BTreeMap,
    fmt::{self, Write},
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
pub(super) fn engine(parts: Arc<Parts>) -> Result<Environment<'static>, Error> {
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
    engine.add_function("part", move |state: &State<'_, '_>, name: &str, words: Kwargs| {
        parts.named(state, name, words)
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

/// What many pages have alike, drawn once: by the template's name and all that it sees.
#[derive(Debug, Default)]
pub(super) struct Parts(RwLock<Generations>);

/// Parts of late. What is still asked for when a country's have gone by is drawn again.
#[derive(Debug, Default)]
struct Generations {
    young: FxHashMap<String, Value>,
    old: FxHashMap<String, Value>,
}

/// How many parts are young at most. Each has a few hundred bytes.
const MOST_YOUNG: usize = 1 << 13;

impl Parts {
    /// The part of this key, which `draw` draws where it is not there.
    pub(super) fn once(
        &self,
        key: String,
        draw: impl FnOnce() -> Result<String, minijinja::Error>,
    ) -> Result<Value, minijinja::Error> {
        let drawn = {
            let parts = self.0.read().unwrap_or_else(PoisonError::into_inner);
            parts.young.get(&key).or_else(|| parts.old.get(&key)).cloned()
        };
        if let Some(part) = drawn {
            return Ok(part);
        }
        let part = Value::from_safe_string(draw()?);
        let mut parts = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if parts.young.len() >= MOST_YOUNG {
            parts.old = std::mem::take(&mut parts.young);
        }
        parts.young.insert(key, part.clone());
        Ok(part)
    }

    /// `{{ part("header.html", root=page.root) }}`: it sees nothing but these and what is the same on all pages.
    fn named(
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
        self.once(key, || state.env().get_template(name)?.render(words))
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
pub(super) fn escape(out: &mut impl Write, text: &str) -> fmt::Result {
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

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::{MOST_YOUNG, Parts};

    #[test]
    fn parts_are_drawn_once_and_do_not_pile_up() {
        let parts = Parts::default();
        let drawn = Cell::new(0);
        let part = |key: usize| {
            let draw = || {
                drawn.set(drawn.get() + 1);
                Ok(format!("<b>{key}</b>"))
            };
            parts.once(key.to_string(), draw).expect("it can be drawn").to_string()
        };
        assert_eq!([part(1), part(2), part(1)], ["<b>1</b>", "<b>2</b>", "<b>1</b>"]);
        for key in 0..3 * MOST_YOUNG {
            assert_eq!(part(key), format!("<b>{key}</b>"));
        }
        assert_eq!(drawn.get(), 3 * MOST_YOUNG);
        part(3 * MOST_YOUNG);
        part(0);
        assert_eq!(drawn.get(), 3 * MOST_YOUNG + 2);
        let kept = parts.0.read().expect("nothing panicked");
        assert!(kept.young.len() + kept.old.len() <= 2 * MOST_YOUNG);
    }
}
