//! Pages to HTML: the templates, and which page is drawn with which.
mod engine;

use std::borrow::Cow;

use minijinja::{Environment, Value, value::Serde};
use serde::Serialize;

use self::engine::{Words, engine, template_error};
use crate::{
    error::Error,
    model::{basis::is_han, likeness},
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
    ("head.html", include_str!("../../templates/head.html")),
    ("assets.html", include_str!("../../templates/assets.html")),
    ("header.html", include_str!("../../templates/header.html")),
    ("footer.html", include_str!("../../templates/footer.html")),
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

/// How many bytes most pages have room in.
const USUAL_PAGE: usize = 16 << 10;

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
    EntryPage<'_> => "entry.html",
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
    style: String,
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
        // Scripts show terms, too, where they are not the catalogs' own.
        let spelled =
            if site.lang == CHINESE { None } else { serde_json::to_string(&words.terms).ok() };
        engine.add_global("terms", Value::from(spelled.unwrap_or_default()));
        let terms = Words::new(words.terms);
        engine.add_filter("term", move |word: Value| {
            word.as_str().and_then(|it| terms.0.get(it)).cloned().unwrap_or(word)
        });
        let lang = site.lang;
        engine.add_filter(
            "lang",
            move |text: &str| if text.contains(is_han) { CHINESE } else { lang },
        );
        let mut style = Cow::Borrowed(STYLE);
        let mut scripts = SCRIPTS.map(|(name, text)| (name, Cow::Borrowed(text)));
        for &(name, text) in BUILT_IN {
            // One that is replaced is not needed; one that is not is tested to be right.
            if !own.iter().any(|it| it.0 == name) {
                let text = in_language(text, lang);
                engine.add_template_owned(name, text).map_err(|error| template_error(&error))?;
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
                // What is no page is no template either; `unused` tells of it.
                _ if name.rsplit('.').next() != Some("html") => {}
                _ => {
                    engine
                        .add_template_owned(name, in_language(&text, lang).into_owned())
                        .map_err(|error| template_error(&error))?;
                }
            }
        }
        let style = brand::named(&style, config) + &brand::style(&config.site.colours);
        Ok(Self { engine, style, scripts })
    }

    /// Every file that a workspace can override, as it is in the binary: names and texts.
    pub fn built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
        let pages = BUILT_IN.iter().copied().chain([(STYLE_NAME, STYLE)]);
        pages.chain(SCRIPTS).chain(Messages::built_in().iter().copied())
    }

    /// Those of a workspace's own files that are in the place of none, and that no page of its own
    /// names to include it: each with the built-in name that it is most like.
    #[must_use]
    pub fn unused(own: &[(String, String)]) -> Vec<(&str, Option<&'static str>)> {
        let is_named = |name: &str| {
            let quoted = ['"', '\''].map(|quote| format!("{quote}{name}{quote}"));
            own.iter().any(|(_, text)| quoted.iter().any(|it| text.contains(it.as_str())))
        };
        let known = || Self::built_in().map(|it| it.0);
        // Pages that belong to no site cannot be replaced; a mere copy of one claims nothing.
        let lone = [DiffPage::TEMPLATE, PublicPage::TEMPLATE];
        let is_copy = |own: &&(String, String)| lone.contains(&(own.0.as_str(), own.1.as_str()));
        let names = own.iter().filter(|it| !is_copy(it)).map(|it| it.0.as_str());
        let unused = names.filter(|name| !known().any(|it| it == *name) && !is_named(name));
        unused.map(|name| (name, likeness::nearest(name, known()))).collect()
    }

    /// A page as HTML.
    ///
    /// # Errors
    /// With file and line when a template asks for what the page does not have.
    pub fn page<V: View>(&self, page: &V) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::with_capacity(USUAL_PAGE);
        self.engine
            .get_template(V::TEMPLATE)
            .and_then(|it| it.render_captured_to(Serde(page), &mut bytes).map(drop))
            .map_err(|error| template_error(&error))?;
        Ok(bytes)
    }

    /// The stylesheet and the scripts: names and texts.
    pub fn assets(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let scripts = self.scripts.iter().map(|(name, text)| (*name, text.as_ref()));
        std::iter::once((STYLE_NAME, self.style.as_str())).chain(scripts)
    }

    /// The stylesheet, for a page that stands alone.
    #[must_use]
    pub fn style(&self) -> &str {
        &self.style
    }
}

/// The language of what catalogs say.
const CHINESE: &str = "zh-CN";
/// How templates mark what is in a language of its own: catalogs' words, words that may be either's, and the
/// page's own among those of a catalog.
const MARKS: [&str; 2] = [" lang=\"zh-CN\"", " lang=\"{{ "];

/// A template without these marks where the pages speak Chinese, too: what all is in needs no mark, and
/// entries' pages are too many to ask each time.
fn in_language<'t>(text: &'t str, lang: &str) -> Cow<'t, str> {
    if lang != CHINESE {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = MARKS.iter().filter_map(|it| rest.find(it)).min() {
        let (before, mark) = rest.split_at(at);
        let end = mark.match_indices('"').nth(1).map_or(mark.len(), |it| it.0 + 1);
        out.push_str(before);
        // The page's own language is said once.
        if before.ends_with("<html") {
            out.push_str(&mark[..end]);
        }
        rest = &mark[end..];
    }
    out.push_str(rest);
    Cow::Owned(out)
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
