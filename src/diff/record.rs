//! What `agency.yaml` changes: the agency itself and the domains that do not apply; and the inherited
//! entries that came or went with it.
use std::collections::{BTreeMap, BTreeSet};

use crate::{
    diagnostic::{Message, message},
    diff::{
        Action, Change, Touched,
        registry::{change, differing},
        sides::{BucketId, PairId, Pairing, Sides},
        table::{Draft, Found, Inherited},
    },
    model::{Text, catalog::NotApplicable},
    resolve::Agency,
    span::Span,
};

const AGENCY: &str = "registry:agency";
const DOMAIN: &str = "registry:not-applicable";

/// Adds what `agency.yaml` changes.
pub(super) fn changes(sides: &Sides<'_>, agency: PairId, found: &mut Found) {
    let Pairing { old, new, .. } = *sides.pairing(agency);
    let old = old.map(|it| sides.old.agency(it));
    let new = new.map(|it| sides.new.agency(it));
    let mut file = File { sides, agency, old, new, count: 0, found };
    match (old, new) {
        (None, _) => file.came_or_went("agency-added", Action::Added),
        (_, None) => file.came_or_went("agency-removed", Action::Removed),
        (Some(old), Some(new)) => {
            file.itself(old, new);
            file.not_applicable(old, new);
            file.offices(old, new);
        }
    }
    file.unexplained();
}

/// The two versions of an agency's record.
pub(super) struct File<'a, 'r> {
    pub(super) sides: &'a Sides<'r>,
    pub(super) agency: PairId,
    old: Option<&'r Agency<'r>>,
    new: Option<&'r Agency<'r>>,
    /// How many changes of the file there are; they stand before those of entries.
    count: usize,
    found: &'a mut Found,
}

impl<'r> File<'_, 'r> {
    /// Adds a change with the inherited entries that came or went by it.
    fn add(&mut self, change: Change, lost: &[Inherited], gained: &[Inherited]) {
        let buckets = || lost.iter().chain(gained).map(|it| it.bucket);
        let homes: BTreeSet<BucketId> = buckets().collect();
        let touches = lost.iter().chain(gained).map(|it| self.touched(it)).collect();
        self.put(Change { touches, ..change }, homes, lost, gained);
    }

    /// Adds a change that shows in some buckets.
    pub(super) fn put(
        &mut self,
        change: Change,
        homes: BTreeSet<BucketId>,
        lost: &[Inherited],
        gained: &[Inherited],
    ) {
        let change = Change {
            agency: Some(self.sides.key(self.agency).to_owned()),
            agency_name: self.sides.name(self.agency).to_owned(),
            ..change
        };
        let place = (self.agency, None, self.count, 0);
        self.count += 1;
        let homes = homes.into_iter().collect();
        let id = self.found.add(Draft { change, agency: self.agency, homes, place });
        for it in lost {
            self.found.note(it.bucket, Some(it.entry), None, id);
        }
        for it in gained {
            self.found.note(it.bucket, None, Some(it.entry), id);
        }
    }

    fn touched(&self, it: &Inherited) -> Touched {
        let domain = self.sides.bucket(it.bucket).domain.clone();
        Touched { agency: self.sides.key(self.agency).to_owned(), domain, entry: it.id.clone() }
    }

    /// The inherited entries of the domains that are `wanted`.
    fn take(list: &mut Vec<Inherited>, wanted: impl Fn(&Inherited) -> bool) -> Vec<Inherited> {
        let (taken, rest) = std::mem::take(list).into_iter().partition(wanted);
        *list = rest;
        taken
    }

    /// The whole agency.
    fn came_or_went(&mut self, rule: &str, action: Action) {
        let name = self.sides.name(self.agency);
        let (lost, gained) =
            (std::mem::take(&mut self.found.lost), std::mem::take(&mut self.found.gained));
        let count = lost.len() + gained.len();
        let inherited = |zh: &str, en: &str| match count {
            0 => Message { zh: zh.to_owned(), en: en.to_owned() },
            n => message!("{zh}，继承上一层 {n} 条事项", "{en}; it inherits {n} entries"),
        };
        let reason = match action {
            Action::Added => inherited("新增机关", "a new agency"),
            _ => inherited("机关不见了", "the agency is gone"),
        };
        let shown = Some(name.to_owned());
        let is_old = action == Action::Removed;
        let (old, new) = if is_old { (shown, None) } else { (None, shown) };
        let (old_at, new_at) = (self.old.and_then(place), self.new.and_then(place));
        let change =
            Change { action, old, new, old_at, new_at, ..change(rule, AGENCY, name, reason) };
        self.add(change, &lost, &gained);
    }

    fn itself(&mut self, old: &'r Agency<'r>, new: &'r Agency<'r>) {
        let text = |it: &Agency<'_>,
                    get: for<'f> fn(
            &'f crate::model::catalog::AgencyFile<'_>,
        ) -> Option<&'f Text<'f>>| {
            it.file
                .as_ref()
                .and_then(|it| get(it).map(|it| it.value.to_string()))
                .unwrap_or_default()
        };
        let both = |label, get| (label, text(old, get), text(new, get));
        let names = [("文件夹", old.key.clone(), new.key.clone())];
        let level = |it: &Agency<'_>| {
            let level = it.file.as_ref().and_then(|it| it.level.as_ref());
            let terms = |side: &Sides<'_>| side.new.registries.vocabulary.levels.clone();
            level.map(|it| it.standard(&terms(self.sides)).into_owned()).unwrap_or_default()
        };
        let attributes = names.into_iter().chain([
            both("名称", |it| it.name.as_ref()),
            both("区划代码", |it| it.code.as_ref()),
            ("层级", level(old), level(new)),
        ]);
        let name = self.sides.name(self.agency);
        let (old_at, new_at) = (place(old), place(new));
        if let Some((names, a, b)) = differing(attributes.collect()) {
            let reason = message!("机关的{names}改了", "the agency's record changed");
            let moved = old.key != new.key;
            let change = Change {
                action: if moved { Action::Renamed } else { Action::Changed },
                was: moved.then(|| old.key.clone()),
                old: Some(a),
                new: Some(b),
                old_at,
                new_at,
                ..change("agency-changed", AGENCY, name, reason)
            };
            self.add(change, &[], &[]);
        }
        self.layer(old, new);
    }

    /// Which layer it stands on, and whether it inherits it.
    fn layer(&mut self, old: &'r Agency<'r>, new: &'r Agency<'r>) {
        let extends = |it: &Agency<'_>| {
            let extends = it.file.as_ref().and_then(|it| it.extends.as_ref());
            extends.map(|it| it.value.to_string()).unwrap_or_default()
        };
        let inherits = |it: &Agency<'_>| if it.inherits() { "是" } else { "否" }.to_owned();
        // A lower layer whose folder has another name is still the same.
        let [a, b] = self.sides.pairing(self.agency).below;
        let is_same = a == b && a.is_some();
        let attributes = vec![
            (
                "继承自",
                if is_same { String::new() } else { extends(old) },
                if is_same { String::new() } else { extends(new) },
            ),
            ("继承", inherits(old), inherits(new)),
        ];
        let Some((_, a, b)) = differing(attributes) else { return };
        let (lost, gained) =
            (std::mem::take(&mut self.found.lost), std::mem::take(&mut self.found.gained));
        let (lost, went) = lost.into_iter().partition(|it| self.is_declared(it));
        let (gained, came): (_, Vec<Inherited>) =
            gained.into_iter().partition(|it| self.is_declared(it));
        let went: Vec<Inherited> = went;
        (self.found.lost, self.found.gained) = (lost, gained);
        let (rule, reason) = match (went.len(), came.len()) {
            (0, 0) => ("agency-changed", message!("上一层改了", "the layer below is another one")),
            (0, n) => (
                "layer-gained",
                message!(
                    "开始继承上一层的 {n} 条事项",
                    "{n} entries of the layer below are now inherited"
                ),
            ),
            (n, 0) => (
                "layer-lost",
                message!(
                    "不再继承上一层的 {n} 条事项",
                    "{n} entries of the layer below are no longer inherited"
                ),
            ),
            (n, m) => (
                "layer-lost",
                message!(
                    "不再继承 {n} 条事项，另继承 {m} 条",
                    "{n} entries are no longer inherited, {m} others are"
                ),
            ),
        };
        let name = self.sides.name(self.agency);
        let change = Change {
            old: Some(a),
            new: Some(b),
            old_at: place(old),
            new_at: place(new),
            ..change(rule, AGENCY, name, reason)
        };
        self.add(change, &went, &came);
    }

    /// Whether a record of either version says that the domain does not apply.
    fn is_declared(&self, it: &Inherited) -> bool {
        let code = self.sides.bucket(it.bucket).domain.as_deref();
        let says = |agency: Option<&Agency<'_>>| {
            let records =
                agency.and_then(|it| it.file.as_ref()).map_or(&[][..], |it| &it.not_applicable);
            records.iter().any(|it| it.domain.as_ref().map(|it| it.value.as_ref()) == code)
        };
        says(self.old) || says(self.new)
    }

    fn not_applicable(&mut self, old: &'r Agency<'r>, new: &'r Agency<'r>) {
        let (olds, news) = (records(old), records(new));
        for code in olds.keys().chain(news.keys()).copied().collect::<BTreeSet<_>>() {
            let (a, b) = (olds.get(code).copied(), news.get(code).copied());
            let attributes = vec![
                (
                    "理由",
                    a.map(reason_of).unwrap_or_default(),
                    b.map(reason_of).unwrap_or_default(),
                ),
                ("依据", a.map(basis_of).unwrap_or_default(), b.map(basis_of).unwrap_or_default()),
            ];
            let (action, rule) = match (a, b) {
                (Some(_), Some(_)) if differing(attributes.clone()).is_none() => continue,
                (Some(_), None) => (Action::Added, "domain-resumed"),
                (None, Some(b)) if b.reason.is_none() => (Action::Removed, "domain-dropped"),
                (None, Some(_)) => (Action::Removed, "domain-not-applicable"),
                _ => (Action::Changed, "domain-not-applicable"),
            };
            let domains =
                |it: &Inherited| self.sides.bucket(it.bucket).domain.as_deref() == Some(code);
            let lost = Self::take(&mut self.found.lost, domains);
            let gained = Self::take(&mut self.found.gained, domains);
            let count = lost.len() + gained.len();
            let registry = &self.sides.new.registries.domains;
            let name = registry.find(code).map_or(code, |it| registry.get(it).name.as_str());
            let why = b
                .map(reason_of)
                .filter(|it| !it.is_empty())
                .map_or_else(String::new, |it| format!("：{it}"));
            let reason = match action {
                Action::Added => message!(
                    "{name}重新适用（{count} 条事项）",
                    "{name} applies again ({count} entries)"
                ),
                _ => message!(
                    "{name}不适用{why}（{count} 条事项）",
                    "{name} does not apply{why} ({count} entries)"
                ),
            };
            let text = |it: Option<&NotApplicable<'_>>| {
                it.map(|it| [reason_of(it), basis_of(it)].join(" ").trim().to_owned())
            };
            let change = Change {
                domain: Some(code.to_owned()),
                domain_name: name.to_owned(),
                action,
                old: text(a),
                new: text(b),
                old_at: a.map(|it| it.span),
                new_at: b.map(|it| it.span),
                ..change(rule, DOMAIN, name, reason)
            };
            self.add(change, &lost, &gained);
        }
    }

    /// Inherited entries that came or went, and nothing says why.
    fn unexplained(&mut self) {
        let (lost, gained) =
            (std::mem::take(&mut self.found.lost), std::mem::take(&mut self.found.gained));
        let name = self.sides.name(self.agency);
        if !lost.is_empty() {
            let n = lost.len();
            let reason = message!(
                "不再继承上一层的 {n} 条事项",
                "{n} entries of the layer below are no longer inherited"
            );
            self.add(
                Change { action: Action::Removed, ..change("layer-lost", AGENCY, name, reason) },
                &lost,
                &[],
            );
        }
        if !gained.is_empty() {
            let n = gained.len();
            let reason = message!(
                "开始继承上一层的 {n} 条事项",
                "{n} entries of the layer below are now inherited"
            );
            self.add(
                Change { action: Action::Added, ..change("layer-gained", AGENCY, name, reason) },
                &[],
                &gained,
            );
        }
    }
}

/// The domains that do not apply, by code.
fn records<'r>(agency: &'r Agency<'r>) -> BTreeMap<&'r str, &'r NotApplicable<'r>> {
    let records = agency.file.iter().flat_map(|it| &it.not_applicable);
    records.filter_map(|it| Some((it.domain.as_ref()?.value.as_ref(), it))).collect()
}

fn reason_of(it: &NotApplicable<'_>) -> String {
    it.reason.as_ref().map(|it| it.value.to_string()).unwrap_or_default()
}

fn basis_of(it: &NotApplicable<'_>) -> String {
    words(&it.basis)
}

/// A list of texts in which the order means nothing.
pub(super) fn words(list: &[Text<'_>]) -> String {
    let mut words: Vec<&str> = list.iter().map(|it| it.value.as_ref()).collect();
    words.sort_unstable();
    words.join("、")
}

/// Where the agency's record stands.
fn place(agency: &Agency<'_>) -> Option<Span> {
    let file = agency.file.as_ref()?;
    Some(file.key.as_ref().or(file.name.as_ref()).map_or(Span::top(file.file), |it| it.span))
}
