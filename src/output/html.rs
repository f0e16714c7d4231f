//! Pages to HTML. The only file that names the template engine.
use std::{borrow::Cow, fmt};

use minijinja::{
    AutoEscape, Environment, ErrorKind, Output, State, UndefinedBehavior, Value,
    syntax::SyntaxConfig,
    value::{Serde, ValueKind},
};
use serde::Serialize;

use crate::{
    diagnostic::message,
    error::Error,
    render::{
        agency::AgencyPage,
        diff::{DiffPage, PublicPage},
        document::DocumentPage,
        domain::DomainPage,
        entry::EntryPage,
        gap::view::GapPage,
        history::{ChangesPage, HistoryPage},
        home::HomePage,
        kinds::{
            negative::NegativePage, participation::ParticipationPage, plan::PlanPage,
            powers::PowersPage,
        },
        missing::MissingPage,
        moved::MovedPage,
        register::RegisterPage,
        search::page::SearchPage,
        site::Site,
        stages::StagesPage,
    },
};

/// The templates in the binary, by name.
const BUILT_IN: &[(&str, &str)] = &[
    ("base.html", include_str!("../../templates/base.html")),
    ("macros.html", include_str!("../../templates/macros.html")),
    ("home.html", include_str!("../../templates/home.html")),
    ("agency.html", include_str!("../../templates/agency.html")),
    ("domain.html", include_str!("../../templates/domain.html")),
    ("list.html", include_str!("../../templates/list.html")),
    ("plan.html", include_str!("../../templates/plan.html")),
    ("participation.html", include_str!("../../templates/participation.html")),
    ("negative.html", include_str!("../../templates/negative.html")),
    ("powers.html", include_str!("../../templates/powers.html")),
    ("stages.html", include_str!("../../templates/stages.html")),
    ("outlets.html", include_str!("../../templates/outlets.html")),
    ("relations.html", include_str!("../../templates/relations.html")),
    ("entry.html", include_str!("../../templates/entry.html")),
    ("gap.html", include_str!("../../templates/gap.html")),
    ("changes.html", include_str!("../../templates/changes.html")),
    ("history.html", include_str!("../../templates/history.html")),
    ("document.html", include_str!("../../templates/document.html")),
    ("register.html", include_str!("../../templates/register.html")),
    ("find.html", include_str!("../../templates/find.html")),
    ("search.html", include_str!("../../templates/search.html")),
    ("moved.html", include_str!("../../templates/moved.html")),
    ("404.html", include_str!("../../templates/404.html")),
];

/// The stylesheet in the binary.
const STYLE: &str = include_str!("../../templates/style.css");
/// Its name.
const STYLE_NAME: &str = "style.css";
/// The script in the binary: search and filters.
const SCRIPT: &str = include_str!("../../templates/site.js");
/// Its name.
const SCRIPT_NAME: &str = "site.js";

/// A page, and the template that draws it.
pub trait View: Serialize {
    /// The template's name.
    const TEMPLATE: &'static str;
}

impl View for HomePage {
    const TEMPLATE: &'static str = "home.html";
}

impl View for AgencyPage {
    const TEMPLATE: &'static str = "agency.html";
}

impl View for DomainPage {
    const TEMPLATE: &'static str = "domain.html";
}

impl View for PlanPage {
    const TEMPLATE: &'static str = "plan.html";
}

impl View for ParticipationPage {
    const TEMPLATE: &'static str = "participation.html";
}

impl View for NegativePage {
    const TEMPLATE: &'static str = "negative.html";
}

impl View for PowersPage {
    const TEMPLATE: &'static str = "powers.html";
}

impl View for StagesPage {
    const TEMPLATE: &'static str = "stages.html";
}

impl View for EntryPage {
    const TEMPLATE: &'static str = "entry.html";
}

impl View for GapPage {
    const TEMPLATE: &'static str = "gap.html";
}

impl View for ChangesPage {
    const TEMPLATE: &'static str = "changes.html";
}

impl View for HistoryPage {
    const TEMPLATE: &'static str = "history.html";
}

impl View for DocumentPage {
    const TEMPLATE: &'static str = "document.html";
}

impl View for RegisterPage {
    const TEMPLATE: &'static str = "register.html";
}

impl View for SearchPage {
    const TEMPLATE: &'static str = "search.html";
}

impl View for MovedPage {
    const TEMPLATE: &'static str = "moved.html";
}

impl View for MissingPage {
    const TEMPLATE: &'static str = "404.html";
}

/// The templates of a site, shared by all threads.
#[derive(Debug)]
pub struct Templates {
    engine: Environment<'static>,
    style: Cow<'static, str>,
}

impl Templates {
    /// The built-in templates, with a workspace's own (name and text) in their place. Templates of
    /// other names may be included by these.
    ///
    /// # Errors
    /// With file and line when one of them is wrong.
    pub fn new(site: &Site, own: Vec<(String, String)>) -> Result<Self, Error> {
        let mut engine = engine()?;
        engine.add_global("site", Value::from(Serde(site)));
        let mut style = Cow::Borrowed(STYLE);
        for &(name, text) in BUILT_IN {
            // One that is replaced is not needed; one that is not is tested to be right.
            if !own.iter().any(|it| it.0 == name) {
                engine.add_template(name, text).map_err(|error| template_error(&error))?;
            }
        }
        for (name, text) in own {
            if name == STYLE_NAME {
                style = Cow::Owned(text);
            } else {
                engine.add_template_owned(name, text).map_err(|error| template_error(&error))?;
            }
        }
        Ok(Self { engine, style })
    }

    /// A page as HTML.
    ///
    /// # Errors
    /// With file and line when a template asks for what the page does not have.
    pub fn page<V: View>(&self, page: &V) -> Result<String, Error> {
        let template =
            self.engine.get_template(V::TEMPLATE).map_err(|error| template_error(&error))?;
        template.render(Serde(page)).map_err(|error| template_error(&error))
    }

    /// The stylesheet.
    #[must_use]
    pub fn style(&self) -> (&'static str, &str) {
        (STYLE_NAME, &self.style)
    }

    /// The script.
    #[must_use]
    pub fn script(&self) -> (&'static str, &str) {
        (SCRIPT_NAME, SCRIPT)
    }
}

/// The template engine, strict: a template that asks for what is not there is wrong.
fn engine() -> Result<Environment<'static>, Error> {
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
    Ok(engine)
}

/// A page that belongs to no site, and its template.
pub trait LonePage: Serialize {
    /// The template.
    const TEMPLATE: (&'static str, &'static str);
}

impl LonePage for DiffPage {
    const TEMPLATE: (&'static str, &'static str) =
        ("diff.html", include_str!("../../templates/diff.html"));
}

impl LonePage for PublicPage {
    const TEMPLATE: (&'static str, &'static str) =
        ("diff-public.html", include_str!("../../templates/diff-public.html"));
}

/// A page that belongs to no site, as HTML in a file of its own.
///
/// # Errors
/// With file and line when the template asks for what the page does not have.
pub fn lone_page<P: LonePage>(page: &P) -> Result<String, Error> {
    let (name, text) = P::TEMPLATE;
    let mut engine = engine()?;
    engine
        .add_template(name, text)
        .and_then(|()| engine.get_template(name)?.render(Serde(page)))
        .map_err(|error| template_error(&error))
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

fn template_error(error: &minijinja::Error) -> Error {
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
