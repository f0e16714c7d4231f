//! Pages to HTML: the templates, and which page is drawn with which.
mod constants;
mod engine;

use std::{borrow::Cow, sync::Arc};

use minijinja::{Environment, Value, value::Serde};
use serde::Serialize;

use self::{
    constants::{CHINESE, in_language, worded},
    engine::{Parts, Words, engine, template_error},
};
use crate::{
    error::Error,
    model::{likeness, wording::is_han},
    render::{
        about::AboutPage,
        agency::AgencyPage,
        brand,
        channel::{ChannelPage, ChannelsPage},
        dates::DatesPage,
        diff::{DiffPage, PublicPage},
        document::DocumentPage,
        domain::DomainPage,
        entry::{EntryPage, element::Element},
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
    ("element.html", include_str!("../../templates/element.html")),
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
    EntryPage<'_, Drawn> => "entry.html",
    Element<'_> => "element.html",
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

/// A part of a page that is HTML already.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Drawn(Value);

/// The templates of a site, shared by all threads.
#[derive(Debug)]
pub struct Templates {
    engine: Environment<'static>,
    parts: Arc<Parts>,
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
        let parts = Arc::<Parts>::default();
        let mut engine = engine(Arc::clone(&parts))?;
        let words = Messages::new(site::lang(config), &own)?;
        engine.add_global("site", Value::from(Serde(site)));
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
                let text = worded(&in_language(text, lang), &words.pages);
                engine.add_template_owned(name, text).map_err(|error| template_error(&error))?;
            }
        }
        engine.add_global("t", Value::from_object(Words::new(words.pages)));
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
        Ok(Self { engine, parts, style, scripts })
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

    /// An entry's element as HTML, drawn once for all that have its key.
    ///
    /// # Errors
    /// With file and line when a template asks for what the element does not have.
    pub fn element<'e>(
        &self,
        key: String,
        element: &dyn Fn() -> Element<'e>,
    ) -> Result<Drawn, Error> {
        let draw = || self.engine.get_template(Element::TEMPLATE)?.render(Serde(element()));
        self.parts.once(key, draw).map(Drawn).map_err(|error| template_error(&error))
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
    let mut engine = engine(Arc::default())?;
    engine
        .add_template(name, text)
        .and_then(|()| engine.get_template(name)?.render(Serde(page)))
        .map_err(|error| template_error(&error))
}
