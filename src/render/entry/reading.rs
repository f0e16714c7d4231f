//! A deadline in plain words.
use serde::Serialize;

use crate::{
    model::{catalog::Kind, deadline::Clause},
    render::edition::Edition,
    resolve::view::Found,
};

/// What a deadline was understood as.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReadingRow {
    /// Its clauses in plain words; none where it could not be read.
    pub clauses: Vec<String>,
    /// What was guessed or not understood.
    pub notes: Vec<String>,
}

/// What an entry's deadline was understood as, clause by clause, in a table of this kind.
pub(super) fn of(
    edition: &Edition<'_, '_>,
    found: &Found<'_, '_>,
    kind: Kind,
) -> Option<ReadingRow> {
    let text = found.entry.deadline.as_ref()?;
    let reading = edition.resolution.readings.deadline(&text.value)?;
    let lang = edition.lang();
    let warnings = reading.warnings.iter();
    let mut notes: Vec<String> = warnings.map(|it| it.message().text(lang).to_owned()).collect();
    let Some(deadline) = &reading.deadline else {
        notes.push(edition.say("未能读懂", "it could not be read").to_owned());
        return Some(ReadingRow { clauses: Vec::new(), notes });
    };
    let plain = if kind == Kind::Plan { Clause::plain_task } else { Clause::plain };
    let clauses = deadline.clauses.iter();
    let mut clauses: Vec<String> = clauses.map(|it| plain(it).text(lang).to_owned()).collect();
    if deadline.unless_law {
        let except = ("法律法规另有规定的除外", "unless other law says otherwise");
        clauses.push(edition.say(except.0, except.1).to_owned());
    }
    Some(ReadingRow { clauses, notes })
}
