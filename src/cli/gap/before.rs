//! What `--against` names: an earlier report, or an earlier version of the catalogs.
use std::{collections::BTreeSet, path::Path};

use crate::{
    cli::{
        diff::{
            loss::Loss,
            rounds::{Kept, Loaded},
            sides,
        },
        gap::GapArgs,
        session::Session,
    },
    compile::{compile, layers, with_layers},
    diagnostic::message,
    error::Error,
    gap::{self, against::Earlier, grade::Scale},
    resolve::AgencyId,
    source::{
        read_text,
        shard::{Part, rounds},
    },
};

/// The earlier report, where a file is named.
pub(super) fn report(named: Option<&str>) -> Result<Option<Earlier>, Error> {
    let path = named.map(Path::new);
    let path = path.filter(|it| it.is_file() || it.extension().is_some_and(|it| it == "json"));
    path.map(read).transpose()
}

fn read(path: &Path) -> Result<Earlier, Error> {
    let text = read_text(path)?;
    let shown = path.display();
    Earlier::parse(&text).map_err(|why| {
        Error::new(message!("{shown} 不是差距报告：{why}", "{shown} is no gap report: {why}"))
            .with_help(message!(
                "--against 要的是 govcat gap --format json 写成的文件",
                "--against takes a file that govcat gap --format json wrote"
            ))
    })
}

/// The report of the same agencies as an earlier revision has them, weighed as today's.
pub(super) fn at_revision(
    revision: &str,
    root: &Path,
    args: &GapArgs,
    scale: &Scale,
    session: &mut Session<'_>,
) -> Result<Earlier, Error> {
    let side = sides::revision(revision, root)?;
    let (reader, today) = (session.reader(), session.today());
    let survey = &side.survey;
    let below = layers(&survey.outline(), reader);
    let mut kept = Kept::new(survey);
    let mut earlier = Earlier::since(revision.to_owned());
    let is_asked = |key: &str| {
        args.agencies.is_empty() || args.agencies.iter().any(|it| it.trim_end_matches('/') == key)
    };
    for part in rounds(None, survey.agencies(), survey.owners(), args.at_once.files()) {
        let wanted = match &part {
            Part::Some { own, .. } => with_layers(own, &below),
            Part::Whole => survey.agencies().clone(),
        };
        let loaded = Loaded::new(survey, &part, survey.texts(&wanted));
        let mut lost = Vec::new();
        let compilation = compile(&loaded.workspace, reader, today).take(&mut lost);
        let resolution = &compilation.resolution;
        let agencies: Vec<AgencyId> = resolution
            .agency_ids()
            .filter(|(_, it)| part.holds(Some(&it.key)) && is_asked(&it.key))
            .map(|(id, _)| id)
            .collect();
        earlier.add(&gap::gap(resolution, &agencies, scale, today), resolution);
        compilation.discard();
        kept.adopt(loaded, lost, &BTreeSet::new());
    }
    let (side, lost) = kept.side(side);
    Loss::of(&side, &lost).say(session);
    Ok(earlier)
}
