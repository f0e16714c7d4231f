//! What the vocabulary changes: terms, their synonyms, bodies that were renamed.
use std::collections::{BTreeMap, BTreeSet};

use crate::{
    diff::{
        Action, Change,
        registry::{Attribute, Record, action, set},
        sides::Sides,
        touch,
    },
    model::{
        catalog::Entry,
        choice::Choice,
        vocabulary::{Reform, Term, Vocabulary},
    },
};

/// One list of the vocabulary.
type List = fn(&Vocabulary) -> &[Term];

/// The words of an entry that are looked up in a list.
type Words = fn(&Entry<'_>) -> Vec<String>;

/// The changes of the vocabulary.
pub(super) fn changes(sides: &Sides<'_>, changes: &mut Vec<Change>) {
    let (old, new) = (&sides.old.registries.vocabulary, &sides.new.registries.vocabulary);
    let lists: [(&str, List, Words); 7] = [
        ("公开渠道", |it| it.channels.list(), |it| written(&it.channel)),
        ("公开方式", |it| it.methods.list(), |it| written(&it.method)),
        ("公开对象", |it| it.audiences.list(), |it| written(&it.audience)),
        ("层级", |it| it.levels.list(), |it| written(&it.level)),
        ("五公开环节", |it| it.stages.list(), |it| written(&it.stage)),
        ("理由", |it| it.reasons.list(), |it| written(it.reason.as_slice())),
        ("核对程度", |it| it.reviews.list(), |it| written(it.review.as_slice())),
    ];
    for (label, list, words) in lists {
        if list(old) == list(new) {
            continue;
        }
        let by_term = |side: fn(&Term) -> &str, of| -> BTreeMap<String, Term> {
            list(of).iter().map(|it: &Term| (side(it).to_owned(), it.clone())).collect()
        };
        let (olds, news) = (by_term(|it| &it.term, old), by_term(|it| &it.term, new));
        for term in olds.keys().chain(news.keys()).collect::<BTreeSet<_>>() {
            let (a, b) = (olds.get(term), news.get(term));
            let both = |label, get: fn(&Term) -> String| sides_of(label, a, b, get);
            let attributes = vec![
                both("同义词", |it| set(&it.synonyms)),
                both("须同时写明", |it| it.requires.clone().unwrap_or_default()),
                both("说明", |it| it.note.clone().unwrap_or_default()),
            ];
            let name = format!("{label}·{term}");
            let Some(change) = record(&name, action(a, b), attributes) else { continue };
            // The words that mean something else now.
            let all = |it: Option<&Term>| -> BTreeSet<String> {
                it.into_iter()
                    .flat_map(|it| it.synonyms.iter().chain([&it.term]).cloned())
                    .collect()
            };
            let other: BTreeSet<String> = all(a).symmetric_difference(&all(b)).cloned().collect();
            let is_touched = |entry: &Entry<'_>| words(entry).iter().any(|it| other.contains(it));
            let touches = touch::entries(sides, b.is_none(), |_, entry| is_touched(entry));
            changes.push(Change { touches, ..change });
        }
    }
    bodies(sides, changes);
}

/// Words that name nobody, and bodies that were renamed.
fn bodies(sides: &Sides<'_>, changes: &mut Vec<Change>) {
    let (old, new) = (&sides.old.registries.vocabulary, &sides.new.registries.vocabulary);
    let attributes = vec![("词语", set(&old.vague_bodies), set(&new.vague_bodies))];
    changes.extend(record("泛指的公开主体", Action::Changed, attributes));
    let by_former = |it: &Vocabulary| -> BTreeMap<String, Reform> {
        it.reforms.list().iter().map(|it| (it.former.clone(), it.clone())).collect()
    };
    let (olds, news) = (by_former(old), by_former(new));
    for former in olds.keys().chain(news.keys()).collect::<BTreeSet<_>>() {
        let (a, b) = (olds.get(former), news.get(former));
        let both = |label, get: fn(&Reform) -> String| sides_of(label, a, b, get);
        let attributes = vec![
            both("承接机构", |it| it.successors.join("、")),
            both("年份", |it| it.year.map(|it| it.to_string()).unwrap_or_default()),
            both("说明", |it| it.note.clone().unwrap_or_default()),
        ];
        let name = format!("机构改革·{former}");
        let Some(change) = record(&name, action(a, b), attributes) else { continue };
        let is_touched = |entry: &Entry<'_>| entry.owner.all().any(|it| it.value == *former);
        let touches = touch::entries(sides, false, |_, entry| is_touched(entry));
        changes.push(Change { touches, ..change });
    }
}

/// The change of one record of the vocabulary.
fn record(name: &str, action: Action, attributes: Vec<Attribute>) -> Option<Change> {
    Record { rule: "term-changed", field: "registry:vocabulary", name, attributes, action }.change()
}

/// An attribute on both sides; empty where a side has no such record.
fn sides_of<'l, T>(
    label: &'l str,
    old: Option<&T>,
    new: Option<&T>,
    get: fn(&T) -> String,
) -> (&'l str, String, String) {
    (label, old.map(get).unwrap_or_default(), new.map(get).unwrap_or_default())
}

fn written<T>(list: &[Choice<'_, T>]) -> Vec<String> {
    list.iter().map(|it| it.text.value.to_string()).collect()
}
