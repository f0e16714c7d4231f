//! An old entry and the new one that it became: which of its changes are the agency's own, and which
//! come from below.
use crate::{
    compare::waiver,
    diagnostic::{Message, message},
    diff::{
        Action, Change, Direction,
        accept::Approval,
        agency::Differ,
        entry::{Extent, Facet, facets},
        fate::ChangeId,
        rules::named,
        sides::{BucketId, PairId, View},
        table::{Draft, Found},
    },
    model::field::Field,
    resolve::EntryRef,
};

/// How an old entry and a new one belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// They are one.
    Same,
    /// The new one is a part of the old one.
    Split,
    /// The old one is a part of the new one.
    Merged,
}

/// An old entry and the new one that it became.
#[derive(Debug)]
pub(super) struct Linked<'r> {
    pub(super) old: View<'r>,
    pub(super) new: View<'r>,
    pub(super) old_bucket: BucketId,
    pub(super) new_bucket: BucketId,
    pub(super) link: Link,
    pub(super) doubt: Option<Message>,
    pub(super) extent: Extent,
    /// What became of contents that are shared out among several entries.
    pub(super) content: Option<Facet>,
    /// The place in the new table.
    pub(super) position: usize,
}

impl Linked<'_> {
    /// Adds what differs.
    pub(super) fn compare(self, differ: &Differ<'_, '_>, found: &mut Found) {
        let tops = (Some(self.old.stack[0]), Some(self.new.stack[0]));
        let below = self.below(differ);
        if let (Some(below), false, false) = (below, self.old.is_own(), self.new.is_own()) {
            for &id in differ.fates(below).of(tops.0, tops.1) {
                self.keep(id, found);
            }
            return;
        }
        let (old, new) = (written_below(&self.old), written_below(&self.new));
        let from_below = below.map_or(&[][..], |it| differ.fates(it).of(old, new));
        let identity = [self.renumbered(), self.moved(differ)].into_iter().flatten();
        let rest =
            facets(&self.old, &self.new, self.extent).into_iter().chain(self.content.clone());
        for (at, facet) in identity.chain(rest).enumerate() {
            let is_one = old.is_some() && new.is_some();
            let causes: Vec<ChangeId> = from_below
                .iter()
                .copied()
                .filter(|it| !is_one || differ.change(*it).is_some_and(|it| is_same(it, &facet)))
                .collect();
            let comes_from_below = !facet.is_own || facet.action == Action::Renumbered;
            if comes_from_below && !causes.is_empty() {
                for cause in causes {
                    self.keep(cause, found);
                }
            } else {
                let id = found.add(self.draft(differ, facet, at));
                self.note(id, found);
            }
        }
    }

    /// The bucket below, where both versions lie over the same agency.
    fn below(&self, differ: &Differ<'_, '_>) -> Option<BucketId> {
        let sides = differ.sides;
        let old = sides.below(sides.bucket(self.old_bucket))[0]?;
        let new = sides.below(sides.bucket(self.new_bucket))[1]?;
        (sides.bucket(old).agency == sides.bucket(new).agency).then_some(new)
    }

    /// Keeps a change of a layer below as one that shows here.
    fn keep(&self, id: ChangeId, found: &mut Found) {
        found.shown.push((id, self.new_bucket));
        self.note(id, found);
    }

    fn note(&self, id: ChangeId, found: &mut Found) {
        let (old, new) = (Some(self.old.stack[0]), Some(self.new.stack[0]));
        found.note(self.new_bucket, old, new, id);
        if self.old_bucket != self.new_bucket {
            found.note(self.old_bucket, old, new, id);
        }
        // A layer above may have one side of it in a table of its own, and not the other.
        if self.old_bucket != self.new_bucket || self.link != Link::Same {
            found.note(self.old_bucket, old, None, id);
            found.note(self.new_bucket, None, new, id);
        }
    }

    fn renumbered(&self) -> Option<Facet> {
        let (old, new) = (self.old.id(), self.new.id());
        let (rule, reason) = match self.link {
            Link::Same if old == new => return None,
            Link::Same => ("entry-renumbered", message!("编号 {old} → {new}", "id {old} → {new}")),
            Link::Split => ("entry-split", message!("从 {old} 拆分出来", "split off {old}")),
            Link::Merged => {
                ("entry-merged", message!("{old} 并入 {new}", "{old} was merged into {new}"))
            }
        };
        Some(Facet {
            action: Action::Renumbered,
            field: Some("id"),
            direction: Direction::Neutral,
            rule: named(rule),
            reason,
            old: Some(old.to_owned()),
            new: Some(new.to_owned()),
            old_at: Some(self.old.top().head()),
            new_at: Some(self.new.top().head()),
            is_own: true,
        })
    }

    fn moved(&self, differ: &Differ<'_, '_>) -> Option<Facet> {
        let sides = differ.sides;
        let (old, new) = (sides.bucket(self.old_bucket), sides.bucket(self.new_bucket));
        if old.domain == new.domain {
            return None;
        }
        let (a, b) = (sides.domain_name(old), sides.domain_name(new));
        Some(Facet {
            action: Action::Moved,
            field: Some("domain"),
            direction: Direction::Neutral,
            rule: named("entry-moved-domain"),
            reason: message!("从{a}移到{b}", "moved from {a} to {b}"),
            old: Some(old.domain.clone().unwrap_or(a)),
            new: Some(new.domain.clone().unwrap_or(b)),
            old_at: Some(self.old.top().head()),
            new_at: Some(self.new.top().head()),
            is_own: true,
        })
    }

    fn draft(&self, differ: &Differ<'_, '_>, facet: Facet, at: usize) -> Draft {
        let agency = differ.sides.bucket(self.new_bucket).agency;
        let (old, new) = (self.old.id(), self.new.id());
        let accepted = match facet.direction {
            Direction::Weakened => facet.field.and_then(Field::find).and_then(|it| self.waiver(it)),
            _ => None,
        };
        let base = entry_change(differ, self.new_bucket, &self.new, facet);
        let change = Change {
            was: (old != new).then(|| old.to_owned()),
            doubt: self.doubt.clone(),
            accepted,
            ..base
        };
        Draft {
            change,
            agency,
            homes: vec![self.new_bucket],
            place: (agency, Some(self.new_bucket), self.position, at),
        }
    }

    /// The waiver that the new version gives for it.
    fn waiver(&self, field: Field) -> Option<Approval> {
        let View { resolution, table, .. } = self.new;
        let waiver = waiver::find(resolution, table, self.new.id(), field, resolution.today)?;
        let text = |it: &Option<crate::model::Text<'_>>| it.as_ref().map(|it| it.value.to_string());
        Some(Approval {
            reason: text(&waiver.reason).unwrap_or_default(),
            by: text(&waiver.approved_by),
            date: None,
            until: waiver.until.as_ref().map(|it| it.value),
        })
    }
}

/// A change of an entry, as it stands in its table.
pub(super) fn entry_change(
    differ: &Differ<'_, '_>,
    bucket: BucketId,
    view: &View<'_>,
    facet: Facet,
) -> Change {
    let sides = differ.sides;
    let place = sides.bucket(bucket);
    let agency: PairId = place.agency;
    Change {
        agency: Some(sides.key(agency).to_owned()),
        agency_name: sides.name(agency).to_owned(),
        domain: place.domain.clone().or_else(|| unknown_domain(view)),
        domain_name: sides.domain_name(place),
        entry: Some(view.id().to_owned()),
        name: view.name().map_or_else(String::new, |it| it.value.to_string()),
        action: facet.action,
        field: facet.field,
        direction: facet.direction,
        old: facet.old,
        new: facet.new,
        old_at: facet.old_at,
        new_at: facet.new_at,
        ..Change::new(facet.rule, facet.reason)
    }
}

/// The domain as the file names it, where the register does not know it.
fn unknown_domain(view: &View<'_>) -> Option<String> {
    let catalog = &view.resolution.catalog(view.stack[0].catalog).catalog;
    catalog.domain.as_ref().map(|it| it.value.to_string())
}

/// The topmost written entry of the layers below the table's own agency.
pub(super) fn written_below(view: &View<'_>) -> Option<EntryRef> {
    let is_below = |it: &&EntryRef| view.resolution.catalog(it.catalog).agency != view.table.agency;
    view.stack.iter().find(is_below).copied()
}

fn is_same(change: &Change, facet: &Facet) -> bool {
    change.action == facet.action && change.field == facet.field
}
