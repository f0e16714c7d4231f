//! Lists as sets: what one side has that the other lacks.
use crate::{
    compare::{
        Judgement, Verdict,
        text::{ALIKE, fold, likeness},
    },
    diagnostic::message,
};

/// What one list has that the other lacks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Difference<'a> {
    /// In ours, not in theirs.
    pub(crate) added: Vec<&'a str>,
    /// In theirs, not in ours.
    pub(crate) dropped: Vec<&'a str>,
}

/// Compares lists of terms, by the words themselves.
pub(crate) fn of_terms<'a>(
    ours: &'a [impl AsRef<str>],
    theirs: &'a [impl AsRef<str>],
) -> Difference<'a> {
    let has = |list: &[&str], word: &str| list.contains(&word);
    let ours: Vec<&str> = ours.iter().map(AsRef::as_ref).collect();
    let theirs: Vec<&str> = theirs.iter().map(AsRef::as_ref).collect();
    Difference {
        added: ours.iter().copied().filter(|it| !has(&theirs, it)).collect(),
        dropped: theirs.iter().copied().filter(|it| !has(&ours, it)).collect(),
    }
}

/// Compares lists of texts: reworded elements count as kept, and so do elements that the other
/// side has inside a longer one (a list that is written as one element with 、).
pub(crate) fn of_texts<'a>(ours: &[&'a str], theirs: &[&'a str]) -> Difference<'a> {
    let has_all = |list: &[&str], other: &[&str]| list.iter().all(|it| other.contains(it));
    // Most tables are copied word by word; only other words need folding.
    if ours == theirs || (has_all(ours, theirs) && has_all(theirs, ours)) {
        return Difference::default();
    }
    let our_folds: Vec<String> = ours.iter().map(|it| fold(it)).collect();
    let their_folds: Vec<String> = theirs.iter().map(|it| fold(it)).collect();
    Difference {
        added: lacking(ours, &our_folds, &their_folds),
        dropped: lacking(theirs, &their_folds, &our_folds),
    }
}

/// The elements that the other list does not have in any form.
fn lacking<'a>(elements: &[&'a str], folds: &[String], others: &[String]) -> Vec<&'a str> {
    let joined = others.join("\n");
    let is_there = |element: &str, fold: &String| {
        others.contains(fold)
            || joined.contains(fold)
            || others.iter().any(|other| likeness(fold, other) >= ALIKE)
            || parts(element).is_some_and(|parts| parts.iter().all(|part| joined.contains(part)))
    };
    elements
        .iter()
        .zip(folds)
        .filter(|(element, fold)| !fold.is_empty() && !is_there(element, fold))
        .map(|(element, _)| *element)
        .collect()
}

/// The folded parts of an element that is itself a list (甲、乙、丙).
fn parts(element: &str) -> Option<Vec<String>> {
    let parts: Vec<String> =
        element.split(['、', '；', ';', '，']).map(fold).filter(|it| !it.is_empty()).collect();
    (parts.len() > 1).then_some(parts)
}

impl Difference<'_> {
    /// More is stricter; anything dropped is laxer, whatever was added for it.
    pub(crate) fn judge(&self, what: (&str, &str)) -> Judgement {
        let (zh, en) = what;
        if *self == Difference::default() {
            return Judgement::equal();
        }
        let (added, dropped) = (self.added.join("、"), self.dropped.join("、"));
        match (self.added.is_empty(), self.dropped.is_empty()) {
            (_, true) => Judgement::new(
                Verdict::Stricter,
                message!("{zh}增加：{added}", "more {en}: {added}"),
            ),
            (true, false) => Judgement::new(
                Verdict::Laxer,
                message!("{zh}减少：{dropped}", "fewer {en}: {dropped}"),
            ),
            (false, false) => Judgement::new(
                Verdict::Laxer,
                message!(
                    "{zh}减少：{dropped}；增加：{added}",
                    "fewer {en}: {dropped}; more: {added}"
                ),
            ),
        }
    }
}
