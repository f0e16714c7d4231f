//! The gap report in its formats, gathered round by round: what needs no other agency is written at once.
use std::mem;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::{
    cli::{
        formats::Look,
        gap::{GapFormat, agency, overview},
        outlet::{Opened, Outlet},
        session::Session,
        shard::ShardJson,
    },
    error::Error,
    gap::{AgencyGap, against::Movement, cause::Cause},
    output::{csv, html::Templates, xlsx},
    render::{
        gap::{
            Telling, json, page,
            rows::BookRows,
            tables,
            view::{AgencySection, GapPage},
        },
        site::{self, Site},
    },
    resolve::AgencyId,
    source::Workspace,
};

/// How many agencies each thread has in hand at a time: a county is a megabyte of text.
const AGENCIES_PER_THREAD: usize = 4;

/// What is told when all agencies were looked at.
pub(super) struct Ending<'e> {
    pub(super) causes: &'e [Cause],
    pub(super) movement: Option<&'e Movement>,
    pub(super) shard: Option<&'e ShardJson<'e>>,
}

/// One report.
pub(super) struct Sink<'o> {
    outlet: &'o Outlet<GapFormat>,
    /// Where it is written; `None` before the first piece.
    opened: Option<Opened<'o>>,
    /// What is not written before all agencies were looked at: it is not known yet whether there will be a
    /// report. `None` where it is written as it comes.
    held: Option<Vec<u8>>,
    kind: Kind,
}

/// What is gathered for a format.
enum Kind {
    /// The first agency's report; it may stay the only one.
    Text(Option<String>),
    Json,
    Html(FxHashMap<AgencyId, AgencySection>),
    Csv,
    Xlsx(BookRows),
}

impl<'o> Sink<'o> {
    pub(super) fn new(outlet: &'o Outlet<GapFormat>, is_held: bool) -> Self {
        let kind = match outlet.format {
            GapFormat::Text => Kind::Text(None),
            GapFormat::Json => Kind::Json,
            GapFormat::Html => Kind::Html(FxHashMap::default()),
            GapFormat::Csv => Kind::Csv,
            GapFormat::Xlsx => Kind::Xlsx(BookRows::default()),
        };
        Self { outlet, opened: None, held: is_held.then(Vec::new), kind }
    }

    fn look(&self, session: &Session<'_>) -> Look {
        match self.outlet.file {
            Some(_) => Look::FILE,
            None => Look::terminal(session.out_style()),
        }
    }

    /// Takes the agencies of one round.
    pub(super) fn take(
        &mut self,
        telling: &Telling<'_, '_>,
        session: &mut Session<'_>,
    ) -> Result<(), Error> {
        let look = self.look(session);
        let agencies = &telling.report.agencies;
        match &mut self.kind {
            Kind::Text(only) => {
                if let (None, Some(first)) = (&only, agencies.first()) {
                    *only = Some(agency::text(telling, first, look));
                }
            }
            Kind::Html(sections) => {
                let telling = Telling { lang: site::lang(&telling.workspace.config), ..*telling };
                let section =
                    |it: &AgencyGap<'_>| (it.agency, page::section(&telling, it, &|_, _| None));
                sections.par_extend(agencies.par_iter().map(section));
            }
            Kind::Xlsx(rows) => rows.add(telling),
            Kind::Json | Kind::Csv => {
                let some = rayon::current_num_threads() * AGENCIES_PER_THREAD;
                for agencies in agencies.chunks(some) {
                    self.piece(telling, agencies, session)?;
                }
            }
        }
        Ok(())
    }

    /// Writes some agencies.
    fn piece(
        &mut self,
        telling: &Telling<'_, '_>,
        agencies: &[AgencyGap<'_>],
        session: &mut Session<'_>,
    ) -> Result<(), Error> {
        let is_json = matches!(self.kind, Kind::Json);
        let text = |it: &AgencyGap<'_>| {
            if is_json {
                json::one(telling, it)
            } else {
                csv::rows(&tables::table(telling, std::slice::from_ref(it)))
            }
        };
        let texts: Vec<Vec<u8>> = agencies.par_iter().map(text).collect();
        for text in texts {
            let lead = match (is_json, self.is_begun()) {
                (true, true) => b",".to_vec(),
                (true, false) => json::HEAD.into(),
                (false, true) => Vec::new(),
                (false, false) => csv::head(&tables::table(telling, &[])),
            };
            for bytes in [lead, text] {
                match &mut self.held {
                    Some(held) => held.extend(bytes),
                    None => self.write(&bytes, session)?,
                }
            }
        }
        Ok(())
    }

    /// Whether there is a part of the report already.
    fn is_begun(&self) -> bool {
        self.opened.is_some() || self.held.as_ref().is_some_and(|it| !it.is_empty())
    }

    fn write(&mut self, bytes: &[u8], session: &mut Session<'_>) -> Result<(), Error> {
        let opened = match &mut self.opened {
            Some(opened) => opened,
            none => none.insert(self.outlet.open()?),
        };
        opened.stream(&mut session.out, |to| to.write_all(bytes))
    }

    /// Writes what is still to be written; `telling` is of all agencies, without their entries.
    pub(super) fn finish(
        mut self,
        telling: &Telling<'_, '_>,
        ending: &Ending<'_>,
        session: &mut Session<'_>,
    ) -> Result<(), Error> {
        let look = self.look(session);
        let is_begun = self.is_begun();
        if let Some(held) = self.held.take() {
            self.write(&held, session)?;
        }
        let Ending { causes, movement, shard } = *ending;
        let bytes = match mem::replace(&mut self.kind, Kind::Json) {
            Kind::Text(only) => text(telling, only.as_deref(), ending, look).into_bytes(),
            Kind::Json => {
                let head = if is_begun { "" } else { json::HEAD };
                format!("{head}{}", json::tail(telling, causes, movement, shard)).into_bytes()
            }
            Kind::Html(sections) => html(telling, sections, ending)?,
            Kind::Csv if is_begun => Vec::new(),
            Kind::Csv => csv::head(&tables::table(telling, &[])),
            Kind::Xlsx(rows) => xlsx::file(&rows.book(telling, causes))?,
        };
        self.write(&bytes, session)
    }
}

fn text(telling: &Telling<'_, '_>, only: Option<&str>, ending: &Ending<'_>, look: Look) -> String {
    let mut text = match (&telling.report.agencies[..], only) {
        ([_], Some(only)) => only.to_owned(),
        _ => overview::text(telling, ending.causes, look),
    };
    if let Some(movement) = ending.movement {
        text.push_str(&overview::movement(telling, movement, look));
    }
    text.push_str(&overview::formula(telling, look));
    text
}

/// The page speaks the language of the site.
fn html(
    telling: &Telling<'_, '_>,
    sections: FxHashMap<AgencyId, AgencySection>,
    ending: &Ending<'_>,
) -> Result<Vec<u8>, Error> {
    let workspace: &Workspace = telling.workspace;
    let templates = Templates::new(
        &Site::new(&workspace.config, Vec::new()),
        &workspace.config,
        workspace.templates()?,
    )?;
    let telling = Telling { lang: site::lang(&workspace.config), ..*telling };
    let Ending { causes, movement, .. } = *ending;
    let style = templates.style();
    templates.page(&GapPage::alone(&telling, sections, causes, movement, style))
}
