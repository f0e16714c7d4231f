//! A catalog that is there, changed at the places where the source changed; all other bytes stay.
use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::{
    diagnostic::{Message, message},
    import::{
        cells::Draft,
        finding::{Finding, Weight},
        write::{
            state::{State, Values, values},
            text,
        },
    },
    model::field::Field,
    span::FileId,
    syntax::{
        self, Reader,
        tree::{Kind, NodeRef},
    },
};

/// A changed file.
#[derive(Debug, Default)]
pub(super) struct Updated {
    /// Its text.
    pub(super) text: String,
    /// What it was made of.
    pub(super) state: State,
    /// How many entries are new.
    pub(super) added: usize,
    /// How many entries changed.
    pub(super) changed: usize,
}

/// A replacement of bytes.
struct Splice {
    from: usize,
    to: usize,
    text: String,
}

/// An entry as it stands in the file.
struct Standing {
    indent: usize,
    /// The end of its last line with a value.
    end: usize,
    fields: BTreeMap<String, Place>,
}

/// A field's place: behind its key, to the end of its value.
struct Place {
    key: usize,
    from: usize,
    to: usize,
    values: Vec<String>,
    with: Vec<String>,
}

/// Changes a catalog. The file must be whole; `None` where its entries are not to be found.
pub(super) fn update(
    path: &str,
    source: &str,
    drafts: &[Draft],
    ids: &[String],
    (before, inherited): (&State, &BTreeMap<String, Values>),
    findings: &mut Vec<Finding>,
) -> Option<Updated> {
    let parsed = syntax::parse(FileId(0), source, Reader::Full);
    let tree = parsed.value.tree;
    let root = tree.root()?;
    let (entries, standing) = standing(root, source)?;
    let mut out =
        Updated { state: State { version: 1, entries: BTreeMap::new() }, ..Updated::default() };
    let mut splices = Vec::new();
    let mut additions = String::new();
    let comments: FxHashSet<&str> =
        source.lines().filter_map(|it| it.trim().strip_prefix("# ")).collect();
    for (draft, id) in drafts.iter().zip(ids) {
        let now = values(draft);
        let Some(entry) = standing.get(id) else {
            if before.entries.contains_key(id) {
                // Deleted by hand since: it stays deleted, and that is told.
                findings.push(told(
                    draft,
                    id,
                    Weight::Told,
                    "entry-deleted",
                    &message!(
                        "{path} 里已经删去了这一条，没有再写",
                        "this entry was deleted in {path} and was not written again"
                    ),
                ));
            } else {
                additions.push_str(&text::entry(draft, id));
                additions.push('\n');
                out.added += 1;
            }
            out.state.entries.insert(id.clone(), now);
            continue;
        };
        let empty = Values::new();
        let base = before.entries.get(id).unwrap_or(&empty);
        let mut kept = now.clone();
        let count = splices.len();
        for field in Field::ALL {
            // What the layer below says in the same words need not be written.
            let is_inherited = !entry.fields.contains_key(field.name())
                && inherited.get(id).is_some_and(|it| same(it, &now, field));
            if is_inherited {
                kept.remove(field.name());
                continue;
            }
            one(
                path,
                field,
                draft,
                id,
                (base, &now, &mut kept),
                entry,
                source,
                &mut splices,
                findings,
            );
        }
        notes(draft, base, entry, &comments, &mut splices);
        findings.extend(former(path, draft, id, entry));
        out.changed += usize::from(splices.len() > count);
        out.state.entries.insert(id.clone(), kept);
    }
    gone(path, before, ids, drafts, findings);
    for (id, old) in &before.entries {
        out.state.entries.entry(id.clone()).or_insert_with(|| old.clone());
    }
    if !additions.is_empty() {
        let at = end_of_entries(root, entries, source);
        let lead = if source[..at].ends_with('\n') { "" } else { "\n" };
        splices.push(Splice { from: at, to: at, text: format!("{lead}{additions}") });
    }
    out.text = apply(source, splices);
    Some(out)
}

/// Whether two entries say the same of a field.
fn same(a: &Values, b: &Values, field: Field) -> bool {
    let of = |values: &Values, key: &str| values.get(key).cloned().unwrap_or_default();
    let keys = [Some(field.name()), (field == Field::Owner).then_some("with")];
    keys.into_iter().flatten().all(|key| of(a, key) == of(b, key))
}

/// Compares three: what the source said, what it says, what the file says.
#[expect(clippy::too_many_arguments, reason = "they are the three sides and where to write")]
fn one(
    path: &str,
    field: Field,
    draft: &Draft,
    id: &str,
    (base, now, kept): (&Values, &Values, &mut Values),
    entry: &Standing,
    source: &str,
    splices: &mut Vec<Splice>,
    findings: &mut Vec<Finding>,
) {
    let key = field.name();
    let of = |values: &Values, key: &str| values.get(key).cloned().unwrap_or_default();
    let pair = |values: &Values| {
        let with = if field == Field::Owner { of(values, "with") } else { Vec::new() };
        (of(values, key), with)
    };
    let (then, wanted) = (pair(base), pair(now));
    let place = entry.fields.get(key);
    let current = place.map_or_else(Default::default, |it| (it.values.clone(), it.with.clone()));
    if wanted == then || wanted == current || (wanted.0.is_empty() && wanted.1.is_empty()) {
        return;
    }
    let mut refuse = |what: &Message, weight: Weight, code: &'static str| {
        findings.push(told(draft, id, weight, code, what));
        match base.get(key) {
            Some(old) => kept.insert(key.to_owned(), old.clone()),
            None => kept.remove(key),
        };
    };
    let label = field.label();
    if current != then && place.is_some() {
        let (ours, theirs) = (current.0.join("；"), wanted.0.join("；"));
        let what = message!(
            "{id} 的{label}在 {path} 里是“{ours}”，表里是“{theirs}”，没有改动",
            "{id}, {key}: {path} says `{ours}`, the table says `{theirs}`; nothing was changed"
        );
        return refuse(&what, Weight::Lost, "conflict");
    }
    let Some(new) = text::field(entry.indent, field, draft) else { return };
    let Some(place) = place else {
        if then.0.is_empty() {
            splices.push(Splice { from: entry.end, to: entry.end, text: format!("\n{new}") });
        } else {
            let what = message!(
                "{path} 里删去了 {id} 的{label}，没有再写",
                "{id}: {key} was deleted in {path} and was not written again"
            );
            refuse(&what, Weight::Told, "field-deleted");
        }
        return;
    };
    let old = &source[place.from..place.to];
    if old.contains(" #") || old.contains("\n#") {
        let what = message!(
            "{id} 的{label}中间有注释，改它会丢掉注释，没有改动",
            "{id}, {key}: there is a comment inside the value, which a change would lose; nothing was changed"
        );
        return refuse(&what, Weight::Lost, "conflict");
    }
    splices.push(Splice { from: place.key, to: place.to, text: new.trim_start().to_owned() });
}

/// Comments that the file does not have yet.
fn notes(
    draft: &Draft,
    base: &Values,
    entry: &Standing,
    comments: &FxHashSet<&str>,
    splices: &mut Vec<Splice>,
) {
    let old = base.get("notes").map_or(&[][..], Vec::as_slice);
    let is_new = |it: &&String| !old.contains(it) && !comments.contains(it.as_str());
    let mut lines = String::new();
    for note in draft.notes.iter().filter(is_new) {
        lines.push('\n');
        lines += &text::comment(note);
    }
    if !lines.is_empty() {
        splices.push(Splice { from: entry.end, to: entry.end, text: lines });
    }
}

/// Former ids are kept by hand once the entry is there.
fn former(path: &str, draft: &Draft, id: &str, entry: &Standing) -> Option<Finding> {
    let standing = entry.fields.get("was").map_or(&[][..], |it| &it.values);
    if draft.was.is_empty() || draft.was == standing {
        return None;
    }
    let what = message!(
        "{id} 的原编号和 {path} 里的 was 不同，没有改动",
        "the former ids of {id} are not those of `was` in {path}; nothing was changed"
    );
    Some(told(draft, id, Weight::Told, "was-differs", &what))
}

/// Rows that were there and are no more.
fn gone(path: &str, before: &State, ids: &[String], drafts: &[Draft], findings: &mut Vec<Finding>) {
    let file = drafts.first().map_or(String::new(), |it| it.file.clone());
    for (id, old) in before.entries.iter().filter(|(id, _)| !ids.contains(id)) {
        let name = old.get("name").and_then(|it| it.first()).cloned().unwrap_or_default();
        findings.push(Finding {
            weight: Weight::Told,
            code: "row-gone",
            file: file.clone(),
            sheet: String::new(),
            cell: String::new(),
            message: message!(
                "表里已经没有 {id}“{name}”，{path} 里还留着",
                "the table no longer has {id} `{name}`; {path} still has it"
            ),
            original: name,
        });
    }
}

fn told(draft: &Draft, id: &str, weight: Weight, code: &'static str, message: &Message) -> Finding {
    let (file, sheet, cell) = (draft.file.clone(), draft.sheet.clone(), draft.cell.clone());
    let original = format!("{id} {}", draft.name());
    Finding { weight, code, file, sheet, cell, message: message.clone(), original }
}

fn standing<'t, 's>(
    root: NodeRef<'t, 's>,
    source: &str,
) -> Option<(NodeRef<'t, 's>, BTreeMap<String, Standing>)> {
    let entries = root.pairs().find(|(key, _)| key.text().as_deref() == Some("entries"))?.1;
    if entries.kind() != Kind::Sequence || source[entries.span().range()].starts_with('[') {
        return None;
    }
    let mut found = BTreeMap::new();
    for item in entries.items().filter(|it| it.kind() == Kind::Mapping) {
        let mut fields = BTreeMap::new();
        let mut id = None;
        let mut end = 0;
        let mut indent = 4;
        for (key, value) in item.pairs() {
            let name = key.text().unwrap_or_default().into_owned();
            let (key, span) = (key.span().range(), value.span().range());
            let to = span.start + source[span.clone()].trim_end().len();
            let line = source[..key.start].rfind('\n').map_or(0, |it| it + 1);
            indent = source[line..key.start].chars().count();
            end = end.max(line_end(source, to));
            if name == "id" {
                id = value.text().map(std::borrow::Cow::into_owned);
            }
            let (values, with) = texts(value);
            fields.insert(name, Place { key: key.start, from: key.end, to, values, with });
        }
        if let Some(id) = id {
            found.insert(id, Standing { indent, end, fields });
        }
    }
    Some((entries, found))
}

/// The texts of a value, and those of its `with`.
fn texts(value: NodeRef<'_, '_>) -> (Vec<String>, Vec<String>) {
    let list = |value: NodeRef<'_, '_>| -> Vec<String> {
        match value.text() {
            Some(text) => vec![text.into_owned()],
            None => value.items().filter_map(|it| Some(it.text()?.into_owned())).collect(),
        }
    };
    if value.kind() != Kind::Mapping {
        return (list(value), Vec::new());
    }
    let of = |name: &str| {
        let found = value.pairs().find(|(key, _)| key.text().as_deref() == Some(name));
        found.map(|it| list(it.1)).unwrap_or_default()
    };
    (of("lead"), of("with"))
}

fn line_end(source: &str, at: usize) -> usize {
    let end = source[at..].find('\n').map_or(source.len(), |it| at + it);
    // The \r of Windows lines belongs to the break.
    end - usize::from(source[..end].ends_with('\r'))
}

/// Where new entries go: behind the last, before the next key of the file.
fn end_of_entries(root: NodeRef<'_, '_>, entries: NodeRef<'_, '_>, source: &str) -> usize {
    let start = entries.span().start;
    let next =
        root.pairs().map(|(key, _)| key.span().range().start).find(|it| *it > start as usize);
    let Some(next) = next else { return source.trim_end().len() };
    // Comments and blank lines before the next key are its own.
    let mut at = next;
    for line in source[..next].split_inclusive('\n').rev() {
        if !line.trim().is_empty() && !line.starts_with('#') {
            break;
        }
        at -= line.len();
    }
    at
}

fn apply(source: &str, mut splices: Vec<Splice>) -> String {
    // What is inserted at one place stays in the order in which it was asked for.
    splices.sort_by_key(|it| it.from);
    let is_windows = source.contains("\r\n");
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    for splice in splices {
        out.push_str(&source[at..splice.from]);
        out.push_str(&if is_windows { splice.text.replace('\n', "\r\n") } else { splice.text });
        at = splice.to;
    }
    out.push_str(&source[at..]);
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out
}
