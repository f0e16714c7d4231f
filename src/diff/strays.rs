//! Entries that their own table does not account for: moved to another domain, added, removed.
use crate::{
    diagnostic::{Message, message},
    diff::{
        Action,
        agency::Differ,
        entry::{Facet, unread},
        link::{entry_change, written_below},
        moved::moved,
        rules::named,
        sides::{BucketId, View},
        table::{Draft, Found, Inherited, Open},
    },
    model::catalog::{Exclude, Kind},
    resolve::{CatalogId, Resolution, TableId, footing::Footing},
};

/// Settles what is left of all tables of an agency.
pub(super) fn settle(differ: &Differ<'_, '_>, open: &mut [Open<'_>], found: &mut Found) {
    moved(differ, open, found);
    for table in open.iter() {
        for &at in &table.old_left {
            lost(differ, table.id, &table.old[at], at, found);
        }
        for &at in &table.new_left {
            gained(differ, table.id, &table.new[at], at, found);
        }
    }
}

/// An entry that the new version does not have.
fn lost(differ: &Differ<'_, '_>, bucket: BucketId, view: &View<'_>, at: usize, found: &mut Found) {
    let sides = differ.sides;
    let tables = &sides.bucket(bucket).new;
    if let Some(exclude) = exclude(sides.new, tables, view.id()) {
        return removed(differ, bucket, view, at, Why::Excluded(exclude), found);
    }
    let Some(below) = written_below(view) else {
        // What could not be read may still be there.
        let new = sides.pairing(sides.bucket(bucket).agency).new.map(|it| sides.new.agency(it));
        let is_unread = tables.iter().any(|it| sides.new.table(*it).is_partial)
            || tables.is_empty() && new.is_some_and(|it| it.lacks_catalogs);
        return removed(differ, bucket, view, at, why(view, is_unread), found);
    };
    let from = sides.below(sides.bucket(bucket))[0];
    let causes = from.map_or(&[][..], |it| differ.fates(it).of(Some(below), None)).to_vec();
    for &id in &causes {
        found.shown.push((id, bucket));
        found.note(bucket, Some(view.stack[0]), None, id);
    }
    if causes.is_empty() {
        let id = view.id().to_owned();
        found.lost.push(Inherited { bucket, entry: view.stack[0], id });
    }
}

/// An entry that the old version did not have.
fn gained(
    differ: &Differ<'_, '_>,
    bucket: BucketId,
    view: &View<'_>,
    at: usize,
    found: &mut Found,
) {
    let sides = differ.sides;
    let tables = &sides.bucket(bucket).old;
    if exclude(sides.old, tables, view.id()).is_some() {
        return added(differ, bucket, view, at, Why::Included, found);
    }
    let Some(below) = written_below(view) else {
        let old = sides.pairing(sides.bucket(bucket).agency).old.map(|it| sides.old.agency(it));
        let is_unread = tables.iter().any(|it| sides.old.table(*it).is_partial)
            || tables.is_empty() && old.is_some_and(|it| it.lacks_catalogs);
        return added(differ, bucket, view, at, why(view, is_unread), found);
    };
    let from = sides.below(sides.bucket(bucket))[1];
    let causes = from.map_or(&[][..], |it| differ.fates(it).of(None, Some(below))).to_vec();
    for &id in &causes {
        found.shown.push((id, bucket));
        found.note(bucket, None, Some(view.stack[0]), id);
    }
    if causes.is_empty() {
        let id = view.id().to_owned();
        found.gained.push(Inherited { bucket, entry: view.stack[0], id });
    }
}

/// Why an entry came or went.
#[derive(Clone, Copy)]
enum Why<'a, 's> {
    /// Nothing says why.
    Unsaid,
    /// The agency leaves it out.
    Excluded(&'a Exclude<'s>),
    /// The agency no longer leaves it out.
    Included,
    /// The other version could not be read whole.
    Unread,
    /// It lies over nothing: it never was an entry of its own.
    Adrift,
}

fn why<'a, 's>(view: &View<'_>, is_unread: bool) -> Why<'a, 's> {
    match view.footing() {
        _ if is_unread => Why::Unread,
        Footing::Nothing => Why::Adrift,
        _ => Why::Unsaid,
    }
}

fn removed(
    differ: &Differ<'_, '_>,
    bucket: BucketId,
    view: &View<'_>,
    at: usize,
    why: Why<'_, '_>,
    found: &mut Found,
) {
    let is_negative = view.table.kind == Kind::Negative;
    let mut new_at = None;
    let (rule, reason) = match why {
        Why::Unread => ("entry-unreadable", unread()),
        Why::Adrift => ("entry-adrift", adrift()),
        Why::Excluded(exclude) => {
            new_at = Some(exclude.span);
            excluded(differ.sides.new, exclude)
        }
        _ if is_negative => {
            ("negative-removed", message!("不再列入负面清单", "it is on the negative list no more"))
        }
        _ => (
            "entry-removed",
            message!("事项删去了，没有说明去向", "it is gone, and nothing says where to"),
        ),
    };
    let facet = Facet { new_at, ..facet(Action::Removed, rule, reason) };
    let facet = Facet { old: name(view), old_at: Some(view.top().head()), ..facet };
    put(differ, bucket, view, at, facet, found);
}

/// The rule and the reason for an entry that is left out.
fn excluded(resolution: &Resolution<'_>, exclude: &Exclude<'_>) -> (&'static str, Message) {
    let lawful = exclude.reason.as_ref().filter(|it| it.value.is_some());
    match lawful {
        Some(reason) => {
            let reason = reason.standard(&resolution.registries.vocabulary.reasons).into_owned();
            let basis: Vec<&str> = exclude.basis.iter().map(|it| it.value.as_ref()).collect();
            let place = exclude.elsewhere.iter().map(|it| it.value.as_ref());
            let more: Vec<&str> = basis.into_iter().chain(place).collect();
            let more =
                if more.is_empty() { String::new() } else { format!("（{}）", more.join("、")) };
            ("entry-excluded", message!("不纳入：{reason}{more}", "left out: {reason}{more}"))
        }
        None => (
            "entry-removed",
            message!("不纳入，但没有法定理由", "left out without a lawful reason"),
        ),
    }
}

fn added(
    differ: &Differ<'_, '_>,
    bucket: BucketId,
    view: &View<'_>,
    at: usize,
    why: Why<'_, '_>,
    found: &mut Found,
) {
    let is_negative = view.table.kind == Kind::Negative;
    let (rule, reason) = match why {
        Why::Unread => ("entry-unreadable", unread()),
        Why::Adrift => ("entry-adrift", adrift()),
        Why::Included => ("entry-added", message!("重新纳入", "it is no longer left out")),
        _ if is_negative => {
            ("negative-added", message!("新列入负面清单", "it is new on the negative list"))
        }
        _ => ("entry-added", message!("新增事项", "a new entry")),
    };
    let facet = facet(Action::Added, rule, reason);
    let facet = Facet { new: name(view), new_at: Some(view.top().head()), ..facet };
    put(differ, bucket, view, at, facet, found);
}

fn adrift() -> Message {
    message!(
        "只写了与上一层的差别，而上一层没有这个编号的事项",
        "it says only what differs, and the layer below has no entry of its id"
    )
}

fn facet(action: Action, rule: &str, reason: Message) -> Facet {
    let rule = named(rule);
    Facet {
        action,
        field: None,
        direction: rule.direction,
        rule,
        reason,
        old: None,
        new: None,
        old_at: None,
        new_at: None,
        is_own: true,
    }
}

fn put(
    differ: &Differ<'_, '_>,
    bucket: BucketId,
    view: &View<'_>,
    at: usize,
    facet: Facet,
    found: &mut Found,
) {
    let is_removed = facet.action == Action::Removed;
    let agency = differ.sides.bucket(bucket).agency;
    let change = entry_change(differ, bucket, view, facet);
    let place = (agency, Some(bucket), at, usize::from(!is_removed));
    let id = found.add(Draft { change, agency, homes: vec![bucket], place });
    let top = Some(view.stack[0]);
    if is_removed {
        found.note(bucket, top, None, id);
    } else {
        found.note(bucket, None, top, id);
    }
}

fn name(view: &View<'_>) -> Option<String> {
    view.name().map(|it| it.value.to_string())
}

/// The record by which an agency's own files leave an entry out.
fn exclude<'a, 's>(
    side: &'a Resolution<'s>,
    tables: &[TableId],
    id: &str,
) -> Option<&'a Exclude<'s>> {
    let own: Vec<CatalogId> =
        tables.iter().flat_map(|it| side.table(*it).own.iter().copied()).collect();
    let excludes = own.into_iter().flat_map(|it| &side.catalog(it).catalog.excludes);
    excludes.into_iter().find(|it| it.id.as_ref().is_some_and(|it| it.value == id))
}
