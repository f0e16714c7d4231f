//! What is wrong with a catalog, and where. Diagnostics are values: no stage prints.
use serde::Deserialize;

use crate::span::Span;

/// A language to speak, as settings and the command line name it: `zh`, `en`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Chinese (简体中文).
    Zh,
    /// English.
    En,
}

impl Lang {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }
}

/// One text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Message {
    /// The text in `lang`.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// Formats a [`Message`]: the Chinese text, then the English one; both may capture variables.
macro_rules! message {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::diagnostic::Message { zh: format!($zh), en: format!($en) }
    };
}
pub(crate) use message;

/// How bad it is. The worst comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The catalog must not be published.
    Error,
    /// The catalog may be published; somebody should look.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// The word used in `govcat.toml`, in JSON and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// A further place that explains a problem; it may lie in another file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there.
    pub message: Message,
}

/// What to write instead of a value. A rule offers one only where it is sure that the meaning stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// The whole value as written, with its quotes.
    pub span: Span,
    /// The value to write; quotes are added where YAML needs them.
    pub value: String,
}

/// One problem in a catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's kebab-case name, the one that `govcat explain` takes. It never changes meaning.
    pub code: &'static str,
    /// How bad; stamped from the rule and `govcat.toml` when checking ends.
    pub severity: Severity,
    /// What is wrong, one sentence without a full stop.
    pub message: Message,
    /// How to mend it.
    pub help: Option<Message>,
    /// Where.
    pub span: Span,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
    /// The id of the entry that it is about; found from the span where a stage could not know.
    pub entry: Option<Box<str>>,
    /// The field that it is about, as FORMAT names it.
    pub field: Option<&'static str>,
    /// What tells this problem from others of its code in the same field: the offending word,
    /// never its place or its wording. Part of the fingerprint.
    pub subject: Box<str>,
    /// What `govcat fix` writes instead.
    pub mend: Option<Box<Mend>>,
}

impl Diagnostic {
    /// A problem at a place; further facts are added with the `with_` methods.
    #[must_use]
    pub fn new(code: &'static str, span: Span, message: Message) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message,
            help: None,
            span,
            labels: Vec::new(),
            entry: None,
            field: None,
            subject: "".into(),
            mend: None,
        }
    }

    /// Adds how to mend it.
    #[must_use]
    pub fn with_help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    /// Offers what to write instead of the whole value at `span`.
    #[must_use]
    pub fn with_mend(mut self, span: Span, value: impl Into<String>) -> Self {
        self.mend = Some(Box::new(Mend { span, value: value.into() }));
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn with_label(mut self, span: Span, message: Message) -> Self {
        self.labels.push(Label { span, message });
        self
    }

    /// Names the field.
    #[must_use]
    pub fn in_field(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    /// Names the entry.
    #[must_use]
    pub fn in_entry(mut self, id: &str) -> Self {
        self.entry = Some(id.into());
        self
    }

    /// Sets what tells it from others of its kind.
    #[must_use]
    pub fn about(mut self, subject: &str) -> Self {
        self.subject = subject.into();
        self
    }
}

/// The result of a stage that cannot fail: a value, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Outcome<T> {
    /// The value; partial where something is wrong.
    pub value: T,
    /// Everything wrong, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    /// A value with nothing wrong.
    #[must_use]
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// Moves the diagnostics to `into` and returns the value.
    pub fn take(self, into: &mut Vec<Diagnostic>) -> T {
        into.extend(self.diagnostics);
        self.value
    }
}
