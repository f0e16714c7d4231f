//! What the gap report keeps of each round: where agencies stand, the causes of their gaps, what changed. It
//! outlives the catalogs, and is small.
use rustc_hash::FxHashSet;

use crate::{
    cli::{
        gap::{GapArgs, asked::Asked},
        standing,
    },
    diagnostic::message,
    error::Error,
    gap::{
        AgencyGap, GapReport,
        against::{Earlier, Movement},
        cause::{Cause, Causes},
        grade::Scale,
        narrow::View,
    },
    model::{catalog::Entry, likeness::nearest},
    resolve::Resolution,
    source::{Workspace, gap_config::IdPattern},
};

/// What was gathered so far.
pub(super) struct Gathered<'c> {
    scale: &'c Scale,
    is_dated: bool,
    standings: Vec<AgencyGap<'static>>,
    causes: Causes,
    movement: Option<Movement>,
    /// Every office that is named, each once, in the order in which they come up; only where one is asked for.
    offices: Vec<String>,
    known_offices: FxHashSet<String>,
    /// The ids in the settings that no entry bears.
    unused: Vec<String>,
}

/// What was gathered of all agencies.
pub(super) struct Ended {
    /// The agencies without their entries.
    pub(super) report: GapReport<'static>,
    pub(super) causes: Vec<Cause>,
    pub(super) movement: Option<Movement>,
    pub(super) unused: Vec<String>,
}

impl<'c> Gathered<'c> {
    pub(super) fn new(scale: &'c Scale) -> Self {
        let patterns = scale.essential.iter().chain(&scale.optional);
        Self {
            scale,
            is_dated: false,
            standings: Vec::new(),
            causes: Causes::default(),
            movement: None,
            offices: Vec::new(),
            known_offices: FxHashSet::default(),
            unused: patterns.map(|it| it.get().to_owned()).collect(),
        }
    }

    /// Takes one round's report; gives what is to be seen of it.
    pub(super) fn take<'r>(
        &mut self,
        whole: GapReport<'r>,
        asked: &Asked,
        resolution: &Resolution<'_>,
        workspace: &Workspace,
    ) -> GapReport<'r> {
        let Asked { view, earlier, .. } = asked;
        self.is_dated |= whole.is_dated;
        if !view.offices.is_empty() {
            for office in whole.offices() {
                if self.known_offices.insert(office.to_owned()) {
                    self.offices.push(office.to_owned());
                }
            }
        }
        let compare =
            |it: &Earlier, report: &GapReport<'_>| it.movement(report, resolution, workspace);
        let mut moved = match earlier {
            Some(earlier) if earlier.view().is_none() => Some(compare(earlier, &whole)),
            _ => None,
        };
        let report = whole.narrowed(view);
        if let Some(moved) = moved.as_mut().filter(|_| !view.is_whole()) {
            moved.narrow(&report, resolution);
        }
        if let Some(earlier) = earlier.as_ref().filter(|it| it.view().is_some()) {
            moved = Some(compare(earlier, &report));
        }
        match (&mut self.movement, moved) {
            (Some(movement), Some(more)) => movement.append(more),
            (movement, more) => *movement = more,
        }
        for agency in &report.agencies {
            self.causes.add(agency, workspace);
            self.standings.push(agency.standing());
        }
        self.match_patterns(resolution);
        report
    }

    /// An essential id that no entry bears gates nothing: likely a slip.
    fn match_patterns(&mut self, resolution: &Resolution<'_>) {
        let ids = || resolution.catalogs.iter().flat_map(|it| &it.catalog.entries).map(Entry::id);
        let all = self.scale.essential.iter().chain(&self.scale.optional);
        let used = all.filter(|it| ids().any(|id| it.matches(id))).map(IdPattern::get);
        let used: FxHashSet<&str> = used.collect();
        self.unused.retain(|it| !used.contains(it.as_str()));
    }

    /// What is told of all agencies; an office that nobody names, or nothing at all, must not pass for a report.
    pub(super) fn end(
        self,
        args: &GapArgs,
        asked: &Asked,
        resolution: &Resolution<'_>,
    ) -> Result<Ended, Error> {
        let Self { scale, is_dated, standings, causes, mut movement, offices, unused, .. } = self;
        // Another shard may name it, or have something to look at.
        if args.shard.is_none() {
            check(&asked.view, &offices, &standings)?;
        }
        if let (Some(movement), Some(earlier)) = (&mut movement, &asked.earlier) {
            movement.uncompared.extend(earlier.gone(resolution));
        }
        let causes = if args.shard.is_none() { causes.sorted() } else { causes.listed() };
        let report = GapReport {
            today: resolution.today,
            is_dated,
            scale: scale.clone(),
            agencies: standings,
        };
        Ok(Ended { report, causes, movement, unused })
    }
}

fn check(view: &View, offices: &[String], standings: &[AgencyGap<'_>]) -> Result<(), Error> {
    for word in &view.offices {
        if !offices.contains(word) {
            let near = nearest(word, offices.iter().map(String::as_str));
            let what = message!("没有哪条事项由 {word} 公开", "no entry names the office {word}");
            return Err(standing::unknown(what, near));
        }
    }
    if standings.is_empty() {
        return Err(Error::new(message!("照这些条件没有可看的事项", "nothing is left to look at")));
    }
    Ok(())
}
