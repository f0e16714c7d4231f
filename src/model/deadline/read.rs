//! From a phrase to its reading: the stages in order, and what is carried from one piece to the next.

use crate::model::deadline::anchor::Ending;
use crate::model::deadline::topic::{Origin, Scope};
use crate::model::deadline::{
    Anchor, ClauseKind, Deadline, Warning, alarm, exception, lone, nearest, normal, piece,
    sentence, settle,
};

/// What a phrase was understood as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The deadline; absent where the phrase cannot be read.
    pub deadline: Option<Deadline>,
    /// What was guessed or left out.
    pub warnings: Vec<Warning>,
    /// Where the phrase cannot be read, the readable phrase that is most like it.
    pub nearest: Option<&'static str>,
}

/// A clause whose scope is not settled yet.
#[derive(Clone, Debug)]
pub(in crate::model::deadline) struct Draft {
    pub(in crate::model::deadline) kind: ClauseKind,
    pub(in crate::model::deadline) scope: Option<Scope>,
    pub(in crate::model::deadline) venue: Vec<String>,
    /// The event of a promise without a number, kept for a limit that may follow it.
    pub(in crate::model::deadline) since: Option<Anchor>,
    /// Which sentence and which piece it stands in.
    pub(in crate::model::deadline) place: (usize, usize),
}

/// An event that stood in a piece of its own (自…之日起，) and waits for its promise.
#[derive(Clone, Debug)]
pub(in crate::model::deadline) struct Pending<'a> {
    pub(in crate::model::deadline) words: &'a str,
    pub(in crate::model::deadline) ending: Ending,
}

/// What is carried from piece to piece.
#[derive(Default)]
pub(in crate::model::deadline) struct Reader<'a> {
    pub(in crate::model::deadline) drafts: Vec<Draft>,
    pub(in crate::model::deadline) warnings: Vec<Warning>,
    pub(in crate::model::deadline) pending: Option<Pending<'a>>,
    /// The scope that the sentence set for all of its pieces.
    pub(in crate::model::deadline) scope: Option<Scope>,
    /// The words that set it, until a promise has followed them.
    pub(in crate::model::deadline) waiting: Option<&'a str>,
    /// Places that stood in front of their promise.
    pub(in crate::model::deadline) venue: Vec<String>,
    pub(in crate::model::deadline) place: (usize, usize),
    /// A note in brackets is being read.
    pub(in crate::model::deadline) noted: bool,
    /// 动态更新 stood somewhere: it is a promise only where there is no other.
    pub(in crate::model::deadline) dynamic: bool,
    /// 按规定公开 stood somewhere: it is a promise only where there is no other.
    pub(in crate::model::deadline) ruled: Option<&'a str>,
    /// 按照《条例》规定， stood in the sentence: it is a promise only where no other follows.
    pub(in crate::model::deadline) cited: Option<&'a str>,
    /// 定期公开 stood somewhere: it is a want of a period only where no other piece gives one.
    pub(in crate::model::deadline) regular: Option<&'a str>,
    /// The piece in which 除…外 stood around a promise and was read.
    pub(in crate::model::deadline) excepted: Option<&'a str>,
    /// A piece was not understood at all.
    pub(in crate::model::deadline) unread: bool,
}

/// Reads a deadline as a table writes it. Guesses are warnings; what cannot be read has no deadline.
#[must_use]
pub fn read(phrase: &str) -> Reading {
    let text = normal::normalise(phrase);
    let first = read_normal(&text);
    if first.deadline.is_some() && first.warnings.is_empty() && !normal::holds_slip(&text) {
        return first;
    }
    // Slips are looked for only where the phrase does not read cleanly as it stands.
    let mended = normal::mend_slips(&text).and_then(|(mended, slips)| {
        let mut reading = read_normal(&mended);
        reading.deadline.is_some().then(|| {
            reading.warnings.splice(0..0, slips);
            reading
        })
    });
    let mut reading = mended.unwrap_or(first);
    if reading.deadline.is_none() {
        reading.nearest = nearest::nearest(&text);
    }
    reading
}

fn read_normal(text: &str) -> Reading {
    let (text, unless_law) = exception::take(text.to_owned());
    let mut reader = Reader::default();
    for (number, sentence) in sentence::sentences(&text).into_iter().enumerate() {
        reader.sentence(number, sentence);
    }
    if reader.dynamic && reader.drafts.is_empty() && !reader.unread {
        reader.warn(Warning::NoNumber {
            written: "动态更新".to_owned(),
            understood: "及时公开".to_owned(),
        });
        reader.add(ClauseKind::Promptly, None);
    }
    if let Some(words) = reader.regular
        && !reader
            .drafts
            .iter()
            .any(|draft| matches!(draft.kind, ClauseKind::Every(_) | ClauseKind::Recurring(_)))
    {
        reader.warn(Warning::NoPeriod { written: words.to_owned() });
        reader.unread = true;
    }
    if let Some(words) = reader.ruled.filter(|_| reader.drafts.is_empty() && !reader.unread) {
        if !words.contains("规定") {
            reader.warn(Warning::NoNumber {
                written: words.to_owned(),
                understood: "按有关规定执行".to_owned(),
            });
        }
        reader.add(ClauseKind::ByRule, None);
    }
    let clauses = settle::settle(reader.drafts);
    reader.warnings.extend(settle::rivals(&clauses));
    if reader.warnings.is_empty() {
        let read = reader.excepted.map_or_else(
            || text.clone(),
            |piece| text.replace(piece, piece.trim_end_matches('外')),
        );
        reader.warnings.extend(alarm::unkept(&read, &clauses));
    }
    let readable = !clauses.is_empty();
    Reading {
        deadline: readable.then_some(Deadline { clauses, unless_law }),
        warnings: reader.warnings,
        nearest: None,
    }
}

impl<'a> Reader<'a> {
    fn sentence(&mut self, number: usize, sentence: &'a str) {
        self.place = (number, 0);
        self.scope = None;
        self.pieces(sentence);
        lone::flush(self);
        if let Some(words) = self.cited.take()
            && self.last().is_none()
        {
            lone::add_rule(self, words, None);
        }
        if let Some(words) = self.waiting.take() {
            lone::leftover(self, words);
        }
        self.venue.clear();
    }

    /// Reads the pieces of a sentence, or of a note in brackets.
    pub(in crate::model::deadline) fn pieces(&mut self, sentence: &'a str) {
        for text in sentence::pieces(sentence) {
            self.place.1 += 1;
            piece::read(self, text);
        }
    }

    pub(in crate::model::deadline) fn warn(&mut self, warning: Warning) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    pub(in crate::model::deadline) fn ignored(&mut self, words: &str) {
        self.warn(Warning::Ignored { written: words.to_owned() });
    }

    /// Adds a clause with the scope given, or the one that its sentence set.
    pub(in crate::model::deadline) fn add(&mut self, kind: ClauseKind, scope: Option<Scope>) {
        let shown = matches!(kind, ClauseKind::PostedFor(_) | ClauseKind::Standing);
        // 集体财务往来较多的，财务收支情况每月公布: the condition says more than the topic.
        let condition = self.scope.clone().filter(|scope| {
            self.waiting.is_some_and(|words| words.ends_with('的')) && scope.origin == Origin::Named
        });
        let scope = condition.or(scope).or_else(|| self.scope.clone()).or_else(|| {
            // 公告时间不少于10日, 长期公示 is of what the sentence has just named.
            let last = self.drafts.last().filter(|last| shown && last.place.0 == self.place.0)?;
            last.scope.clone()
        });
        self.waiting = None;
        let venue = std::mem::take(&mut self.venue);
        self.drafts.push(Draft { kind, scope, venue, since: None, place: self.place });
    }

    /// The last clause of the sentence that is being read.
    pub(in crate::model::deadline) fn last(&mut self) -> Option<&mut Draft> {
        let sentence = self.place.0;
        self.drafts.last_mut().filter(|draft| draft.place.0 == sentence)
    }
}
