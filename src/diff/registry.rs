//! What all agencies share: the domains, the vocabulary, the laws, the calendar.
use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan, civil::Date};

use crate::{
    calendar::{Calendar, DayRole},
    diagnostic::{Message, message},
    diff::{Action, Change, Touched, rules::named, sides::Sides, touch, vocabulary},
    model::{
        basis::{document::Document, register::DocId},
        registry::{Domain, DomainId},
    },
    resolve::Resolution,
    span::Span,
};

/// An attribute of a record: what it is called, and what it says on either side.
pub(super) type Attribute = (&'static str, String, String);

/// The changes of all registries.
pub(super) fn changes(sides: &Sides<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    domains(sides, &mut changes);
    vocabulary::changes(sides, &mut changes);
    documents(sides, &mut changes);
    calendar(&sides.old.registries.calendar, &sides.new.registries.calendar, &mut changes);
    changes
}

/// A change of a record that is no entry.
pub(super) fn change(rule: &str, field: &'static str, name: &str, reason: Message) -> Change {
    Change { field: Some(field), name: name.to_owned(), ..Change::new(named(rule), reason) }
}

/// The attributes that differ, as the texts of either side; `None` where none does.
pub(super) fn differing(attributes: Vec<Attribute>) -> Option<(String, String, String)> {
    let differing: Vec<Attribute> =
        attributes.into_iter().filter(|(_, old, new)| old != new).collect();
    if differing.is_empty() {
        return None;
    }
    let shown = |text: &str| if text.is_empty() { "—".to_owned() } else { text.to_owned() };
    let side = |pick: fn(&Attribute) -> &String| {
        let all = differing.iter().map(|it| format!("{}：{}", it.0, shown(pick(it))));
        all.collect::<Vec<_>>().join("；")
    };
    let names = differing.iter().map(|it| it.0).collect::<Vec<_>>().join("、");
    Some((names, side(|it| &it.1), side(|it| &it.2)))
}

/// What happened to a record that has these two versions.
pub(super) fn action<T>(old: Option<T>, new: Option<T>) -> Action {
    match (old, new) {
        (Some(_), Some(_)) => Action::Changed,
        (Some(_), None) => Action::Removed,
        (None, _) => Action::Added,
    }
}

/// The change of one record, from its two versions.
pub(super) struct Record<'a> {
    pub(super) rule: &'a str,
    pub(super) field: &'static str,
    pub(super) name: &'a str,
    pub(super) attributes: Vec<Attribute>,
    pub(super) action: Action,
}

impl Record<'_> {
    pub(super) fn change(self) -> Option<Change> {
        let Self { rule, field, name, attributes, action } = self;
        if action == Action::Changed {
            let (names, old, new) = differing(attributes)?;
            let reason = message!("“{name}”的{names}改了", "“{name}” changed");
            return Some(Change {
                old: Some(old),
                new: Some(new),
                ..change(rule, field, name, reason)
            });
        }
        let reason = match action {
            Action::Removed => message!("删去“{name}”", "“{name}” is gone"),
            _ => message!("新增“{name}”", "“{name}” is new"),
        };
        let shown = Some(name.to_owned());
        let (old, new) = if action == Action::Removed { (shown, None) } else { (None, shown) };
        Some(Change { action, old, new, ..change(rule, field, name, reason) })
    }
}

fn domains(sides: &Sides<'_>, changes: &mut Vec<Change>) {
    let (old, new) = (&sides.old.registries.domains.list, &sides.new.registries.domains.list);
    let codes: Vec<&str> =
        (0..).map(DomainId).zip(old).map(|(id, _)| sides.code(true, id)).collect();
    let olds: BTreeMap<&str, &Domain> = codes.iter().copied().zip(old).collect();
    let news: BTreeMap<&str, &Domain> = new.iter().map(|it| (it.code.as_str(), it)).collect();
    for code in olds.keys().chain(news.keys()).copied().collect::<BTreeSet<_>>() {
        let (a, b) = (olds.get(code).copied(), news.get(code).copied());
        let text =
            |it: Option<&Domain>, get: fn(&Domain) -> String| it.map(get).unwrap_or_default();
        let both = |label, get: fn(&Domain) -> String| (label, text(a, get), text(b, get));
        let attributes = vec![
            both("代码", |it| it.code.clone()),
            both("序号", |it| it.number.to_string()),
            both("名称", |it| it.name.clone()),
            both("其他名称", |it| set(&it.other_names)),
            both("印发机关", |it| it.issuer.clone().unwrap_or_default()),
            both("文件", |it| it.document.clone().unwrap_or_default()),
            both("印发日期", |it| it.issued.map(|it| it.to_string()).unwrap_or_default()),
        ];
        let name = b.or(a).map_or("", |it| &it.name);
        let record = Record {
            rule: "domain-changed",
            field: "registry:domains",
            name,
            attributes,
            action: action(a, b),
        };
        let Some(change) = record.change() else { continue };
        let place =
            |it: Option<&Domain>| it.map(|it| it.span).filter(|it| *it != Span::top(it.file));
        let (side, own) = if b.is_some() { (sides.new, b) } else { (sides.old, a) };
        let own = own.map_or("", |it| &it.code);
        let touches = touch::entries(sides, b.is_none(), |written, _| {
            written.domain.is_some_and(|it| side.registries.domains.get(it).code == own)
        });
        changes.push(Change { old_at: place(a), new_at: place(b), touches, ..change });
    }
}

fn documents(sides: &Sides<'_>, changes: &mut Vec<Change>) {
    // Two documents may share a title; their numbers tell them apart.
    type Key<'a> = (&'a str, Option<&'a str>);
    let by_key = |side: &'_ Resolution<'_>| -> Vec<(DocId, Document)> {
        side.registries.register.documents().map(|(id, it)| (id, it.clone())).collect()
    };
    let (olds, news) = (by_key(sides.old), by_key(sides.new));
    if olds.iter().map(|it| &it.1).eq(news.iter().map(|it| &it.1)) {
        return;
    }
    let mut old_by: BTreeMap<Key<'_>, &Document> = BTreeMap::new();
    let mut titles: BTreeMap<&str, Vec<&Document>> = BTreeMap::new();
    for (_, it) in &olds {
        old_by.insert((&it.title, it.number.as_deref()), it);
        titles.entry(&it.title).or_default().push(it);
    }
    let mut met: BTreeSet<Key<'_>> = BTreeSet::new();
    for (id, new) in &news {
        let key = (new.title.as_str(), new.number.as_deref());
        // The number itself may be what changed.
        let alone = || match titles.get(new.title.as_str()).map(Vec::as_slice) {
            Some([one]) => Some(*one),
            _ => None,
        };
        let old = old_by.get(&key).copied().or_else(alone);
        met.extend(old.map(|it| (it.title.as_str(), it.number.as_deref())));
        changes.extend(document(sides, *id, old, Some(new)));
    }
    for (id, old) in &olds {
        if !met.contains(&(old.title.as_str(), old.number.as_deref())) {
            changes.extend(document(sides, *id, Some(old), None));
        }
    }
}

/// The change of a document; `id` is its own in the new version, or in the old one where it is gone.
fn document(
    sides: &Sides<'_>,
    id: DocId,
    old: Option<&Document>,
    new: Option<&Document>,
) -> Option<Change> {
    let text =
        |it: Option<&Document>, get: fn(&Document) -> String| it.map(get).unwrap_or_default();
    let both = |label, get: fn(&Document) -> String| (label, text(old, get), text(new, get));
    let or = |it: &Option<String>| it.clone().unwrap_or_default();
    let optional = |label, get: fn(&Document) -> &Option<String>| {
        (
            label,
            old.map(|it| or(get(it))).unwrap_or_default(),
            new.map(|it| or(get(it))).unwrap_or_default(),
        )
    };
    let attributes = vec![
        both("时效性", |it| it.status.to_string()),
        optional("替代文件", |it| &it.replaced_by),
        optional("替代日期", |it| &it.replaced_on),
        optional("文号", |it| &it.number),
        both("其他名称", |it| set(&it.short_titles)),
        optional("制定机关", |it| &it.issuer),
        optional("公布日期", |it| &it.issued),
        optional("施行日期", |it| &it.effective),
        optional("修订", |it| &it.revised),
        both("类别", |it| it.kind.map(|it| format!("{it:?}")).unwrap_or_default()),
        both("领域", |it| set(&it.domains)),
        optional("说明", |it| &it.note),
    ];
    let name = format!("《{}》", new.or(old).map_or("", |it| &it.title));
    let record = Record {
        rule: "law-changed",
        field: "registry:basis",
        name: &name,
        attributes,
        action: action(old, new),
    };
    let change = record.change()?;
    let side = if new.is_none() { sides.old } else { sides.new };
    let cites =
        |text: &str| side.readings.basis(text).iter().any(|it| it.found.document == Some(id));
    let touches: Vec<Touched> = touch::entries(sides, new.is_none(), |_, entry| {
        entry.basis.iter().any(|it| cites(&it.value))
    });
    Some(Change { touches, ..change })
}

fn calendar(old: &Calendar, new: &Calendar, changes: &mut Vec<Change>) {
    if old == new {
        return;
    }
    for year in old.noticed_years().chain(new.noticed_years()).collect::<BTreeSet<i16>>() {
        let days = |of: &Calendar| -> String {
            let Ok(first) = Date::new(year, 1, 1) else { return String::new() };
            let days = first.series(1.day()).take_while(|it| it.year() == year);
            let special = days.filter_map(|it| match of.role(it) {
                DayRole::MakeUp(holiday) => {
                    Some(format!("{} {holiday}调休上班", it.strftime("%m-%d")))
                }
                DayRole::Holiday(holiday) => {
                    Some(format!("{} {holiday}放假", it.strftime("%m-%d")))
                }
                _ => None,
            });
            special.collect::<Vec<_>>().join("、")
        };
        let name = format!("{year} 年放假安排");
        let attributes = vec![("安排", days(old), days(new))];
        let record = Record {
            rule: "calendar-changed",
            field: "registry:calendar",
            name: &name,
            attributes,
            action: action(old.has_notice(year).then_some(()), new.has_notice(year).then_some(())),
        };
        changes.extend(record.change());
    }
}

/// A list of words in which the order means nothing.
pub(super) fn set(words: &[String]) -> String {
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.sort_unstable();
    words.join("、")
}
