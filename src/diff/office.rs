//! What `agency.yaml` changes of an agency's offices, with the entries that they own.
use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use crate::{
    diagnostic::message,
    diff::{
        Action, Change, Touched,
        record::{File, words},
        registry::{change, differing},
        sides::View,
    },
    model::{Text, catalog::Office},
    resolve::Agency,
};

const OFFICE: &str = "registry:office";

impl<'r> File<'_, 'r> {
    /// Adds the changes of the offices.
    pub(super) fn offices(&mut self, old: &'r Agency<'r>, new: &'r Agency<'r>) {
        fn of<'r>(it: &'r Agency<'r>) -> &'r [Office<'r>] {
            it.file.as_ref().map_or(&[], |it| &it.offices)
        }
        let (olds, news) = (of(old), of(new));
        let same = |a: &Office<'_>, b: &Office<'_>| a.name.value == b.name.value;
        let mut left: Vec<&Office<'_>> =
            olds.iter().filter(|a| !news.iter().any(|b| same(a, b))).collect();
        let mut pairs: Vec<(Option<&Office<'_>>, Option<&Office<'_>>)> = Vec::new();
        for new in news {
            let known = olds.iter().find(|old| same(old, new));
            // Renamed: it says so, or it fills the roles of one that is gone.
            let renamed =
                if known.is_none() { left.iter().position(|old| is_heir(old, new)) } else { None };
            pairs.push((known.or_else(|| renamed.map(|at| left.remove(at))), Some(new)));
        }
        pairs.extend(left.into_iter().map(|it| (Some(it), None)));
        for (a, b) in pairs {
            self.office(a, b);
        }
    }

    fn office(&mut self, old: Option<&Office<'_>>, new: Option<&Office<'_>>) {
        let text = |it: Option<&Office<'_>>, get: fn(&Office<'_>) -> String| {
            it.map(get).unwrap_or_default()
        };
        let both = |label, get: fn(&Office<'_>) -> String| (label, text(old, get), text(new, get));
        let attributes = vec![
            both("名称", |it| it.name.value.to_string()),
            both("对应角色", |it| words(&it.acts_for)),
            both("曾用名", |it| words(&it.former)),
        ];
        let Some((names, a, b)) = differing(attributes) else { return };
        let Some(name) = new.or(old).map(|it| it.name.value.to_string()) else { return };
        let is_renamed = old.zip(new).is_some_and(|(a, b)| a.name.value != b.name.value);
        let (action, reason) = match (old, new) {
            (None, _) => (Action::Added, message!("新增机构{name}", "a new office: {name}")),
            (_, None) => {
                (Action::Removed, message!("机构{name}不见了", "the office {name} is gone"))
            }
            (Some(old), _) if is_renamed => {
                let old = &old.name.value;
                (
                    Action::Renamed,
                    message!("机构改名：{old} → {name}", "an office was renamed: {old} → {name}"),
                )
            }
            _ => (Action::Changed, message!("机构的{names}改了", "the office's record changed")),
        };
        let mut homes = BTreeSet::new();
        let wanted: FxHashSet<&str> =
            [old, new].into_iter().flatten().map(|it| it.name.value.as_ref()).collect();
        let mut touches = Vec::new();
        for &id in &self.sides.pairing(self.agency).buckets {
            let (old_entries, new_entries) = self.sides.entries(self.sides.bucket(id));
            let entries = if new.is_some() { new_entries } else { old_entries };
            let owns = |view: &View<'_>| {
                let owner = view.owner();
                owner.lead.iter().chain(&owner.with).any(|it| wanted.contains(it.name.as_ref()))
            };
            for view in entries.iter().filter(|it| owns(it)) {
                homes.insert(id);
                let domain = self.sides.bucket(id).domain.clone();
                let agency = self.sides.key(self.agency).to_owned();
                touches.push(Touched { agency, domain, entry: view.id().to_owned() });
            }
        }
        let change = Change {
            action,
            was: old.filter(|_| is_renamed).map(|it| it.name.value.to_string()),
            old: old.map(|_| a),
            new: new.map(|_| b),
            old_at: old.map(|it| it.name.span),
            new_at: new.map(|it| it.name.span),
            touches,
            ..change("office-changed", OFFICE, &name, reason)
        };
        self.put(change, homes, &[], &[]);
    }
}

/// Whether a new office is what an old one became.
fn is_heir(old: &Office<'_>, new: &Office<'_>) -> bool {
    let former =
        |of: &Office<'_>, name: &Text<'_>| of.former.iter().any(|it| it.value == name.value);
    former(new, &old.name)
        || former(old, &new.name)
        || !old.acts_for.is_empty() && words(&old.acts_for) == words(&new.acts_for)
}
