//! Pages to HTML. The only file that names the template engine.
use std::{borrow::Cow, collections::BTreeMap, fmt, sync::Arc};

use minijinja::{
    AutoEscape, Environment, ErrorKind, Output, State, UndefinedBehavior, Value,
    syntax::SyntaxConfig,
    value::{Object, Rest, Serde, ValueKind},
};
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::{
    diagnostic::message,
    error::Error,
    render::{
        about::AboutPage,
        agency::AgencyPage,
        brand,
        channel::{ChannelPage, ChannelsPage},
        dates::DatesPage,
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
        office::OfficePage,
        register::RegisterPage,
        rulebook::RulesPage,
        search::page::SearchPage,
        site::{self, Site},
        sitemap::SitemapPage,
        stages::StagesPage,
    },
    source::{config::Config, messages::Messages},
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
    ("office.html", include_str!("../../templates/office.html")),
    ("channel.html", include_str!("../../templates/channel.html")),
    ("channels.html", include_str!("../../templates/channels.html")),
    ("calendar.html", include_str!("../../templates/calendar.html")),
    ("rules.html", include_str!("../../templates/rules.html")),
    ("about.html", include_str!("../../templates/about.html")),
    ("sitemap.html", include_str!("../../templates/sitemap.html")),
    ("404.html", include_str!("../../templates/404.html")),
];

/// The stylesheet in the binary.
const STYLE: &str = include_str!("../../templates/style.css");
/// Its name.
const STYLE_NAME: &str = "style.css";
/// The scripts in the binary, by name: search and filters; the switches for large text and contrast.
const SCRIPTS: [(&str, &str); 2] = [
    ("site.js", include_str!("../../templates/site.js")),
    ("display.js", include_str!("../../templates/display.js")),
];

/// A page, and the template that draws it.
pub trait View: Serialize {
    /// The template's name.
    const TEMPLATE: &'static str;
}

/// Says which template draws which page.
macro_rules! views {
    ($($page:ty => $name:literal),+ $(,)?) => {
        $(impl View for $page {
            const TEMPLATE: &'static str = $name;
        })+
    };
}

views! {
    HomePage => "home.html",
    AgencyPage => "agency.html",
    DomainPage => "domain.html",
    PlanPage => "plan.html",
    ParticipationPage => "participation.html",
    NegativePage => "negative.html",
    PowersPage => "powers.html",
    StagesPage => "stages.html",
    EntryPage => "entry.html",
    GapPage => "gap.html",
    ChangesPage => "changes.html",
    HistoryPage => "history.html",
    DocumentPage => "document.html",
    RegisterPage => "register.html",
    OfficePage => "office.html",
    ChannelPage => "channel.html",
    ChannelsPage => "channels.html",
    DatesPage => "calendar.html",
    RulesPage => "rules.html",
    AboutPage => "about.html",
    SitemapPage => "sitemap.html",
    SearchPage => "search.html",
    MovedPage => "moved.html",
    MissingPage => "404.html",
}

/// The templates of a site, shared by all threads.
#[derive(Debug)]
pub struct Templates {
    engine: Environment<'static>,
    style: Cow<'static, str>,
    scripts: [(&'static str, Cow<'static, str>); SCRIPTS.len()],
}

impl Templates {
    /// The built-in templates, with a workspace's own (name and text) in their place. Templates of
    /// other names may be included by these.
    ///
    /// # Errors
    /// With file and line when one of them is wrong.
    pub fn new(site: &Site, config: &Config, own: Vec<(String, String)>) -> Result<Self, Error> {
        let mut engine = engine()?;
        let words = Messages::new(site::lang(config), &own)?;
        engine.add_global("site", Value::from(Serde(site)));
        engine.add_global("t", Value::from_object(Words::new(words.pages)));
        let terms = words.terms;
        engine.add_filter("term", move |word: String| terms.get(&word).cloned().unwrap_or(word));
        let mut style = Cow::Borrowed(STYLE);
        let mut scripts = SCRIPTS.map(|(name, text)| (name, Cow::Borrowed(text)));
        for &(name, text) in BUILT_IN {
            // One that is replaced is not needed; one that is not is tested to be right.
            if !own.iter().any(|it| it.0 == name) {
                engine.add_template(name, text).map_err(|error| template_error(&error))?;
            }
        }
        for (name, text) in own {
            match name.as_str() {
                STYLE_NAME => style = Cow::Owned(text),
                _ if name.starts_with("messages.") => {}
                _ if scripts.iter().any(|it| it.0 == name) => {
                    for script in scripts.iter_mut().filter(|it| it.0 == name) {
                        script.1 = Cow::Owned(text.clone());
                    }
                }
                _ => {
                    engine
                        .add_template_owned(name, text)
                        .map_err(|error| template_error(&error))?;
                }
            }
        }
        style.to_mut().push_str(&brand::style(&config.site.colours));
        Ok(Self { engine, style, scripts })
    }

    /// Every file that a workspace can override, as it is in the binary: names and texts.
    pub fn built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
        let pages = BUILT_IN.iter().copied().chain([(STYLE_NAME, STYLE)]);
        pages.chain(SCRIPTS).chain(Messages::built_in().iter().copied())
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

    /// The stylesheet and the scripts: names and texts.
    pub fn assets(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let scripts = self.scripts.iter().map(|(name, text)| (*name, text.as_ref()));
        std::iter::once((STYLE_NAME, self.style.as_ref())).chain(scripts)
    }

    /// The stylesheet, for a page that stands alone.
    #[must_use]
    pub fn style(&self) -> &str {
        &self.style
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
    engine.add_filter("with", fill);
    Ok(engine)
}

/// The words of the pages, which every page looks up dozens of times.
#[derive(Debug)]
struct Words(FxHashMap<String, Value>);

impl Words {
    fn new(words: BTreeMap<String, String>) -> Self {
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

/// `{{ t.key|with(a, b) }}`: the values in the places of `{}`, in order.
fn fill(text: &str, values: Rest<Value>) -> String {
    let mut parts = text.split("{}");
    let mut out = parts.next().unwrap_or_default().to_owned();
    let mut values = values.0.into_iter();
    for part in parts {
        if let Some(value) = values.next() {
            out.push_str(&value.to_string());
        }
        out.push_str(part);
    }
    out
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
