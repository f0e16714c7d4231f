//! A catalog file.
use crate::{
    diagnostic::{Diagnostic, Message, Outcome, message},
    model::{
        catalog::{Catalog, Entry, Exclude, Kind, Owner, Waiver},
        choice::{Choice, Meaning},
        decode::{Decoder, Record},
        field::{Field, FieldSet},
        likeness::nearest,
        list::List,
        lower::check_version,
        relations::Relations,
        shape::{
            CATALOG, CatalogKey as C, DefaultsKey as D, ENTRY, EntryKey as E, ExcludeKey as X,
            OWNER, OwnerKey, WaiverKey as W,
        },
        vocabulary::{Terms, Vocabulary},
    },
    span::{FileId, Span},
    syntax::tree::{Kind as NodeKind, NodeRef, Tree},
};

/// Reads a catalog file; `None` where it is not even a mapping.
#[must_use]
pub fn catalog<'s>(
    file: FileId,
    tree: &Tree<'s>,
    vocabulary: &Vocabulary,
) -> Outcome<Option<Catalog<'s>>> {
    let mut lower = Lower { decoder: Decoder::default(), vocabulary };
    let root = tree.root().and_then(|root| lower.decoder.record(root, &CATALOG, "entries"));
    let value = root.map(|root| lower.catalog(file, &root));
    Outcome { value, diagnostics: lower.decoder.diagnostics }
}

struct Lower<'v> {
    decoder: Decoder,
    vocabulary: &'v Vocabulary,
}

impl Lower<'_> {
    fn catalog<'s>(&mut self, file: FileId, root: &Record<'_, 's>) -> Catalog<'s> {
        check_version(root, C::Govcat, &mut self.decoder);
        let kind = self.kind(root);
        let entries = root.node(C::Entries);
        let is_damaged = root.node.is_damaged();
        Catalog {
            file,
            kind: kind.unwrap_or_default(),
            domain: root.text(C::Domain, &mut self.decoder),
            names_domain: root.is_meant(C::Domain) || kind.is_none() || is_damaged,
            start: Span { end: root.node.span().start, ..root.node.span() },
            title: root.text(C::Title, &mut self.decoder),
            version: root.text(C::Version, &mut self.decoder),
            effective: root.date(C::Effective, &mut self.decoder),
            source: root.text(C::Source, &mut self.decoder),
            review_due: root.date(C::ReviewDue, &mut self.decoder),
            defaults: root
                .record(C::Defaults, &mut self.decoder)
                .map(|record| Box::new(self.defaults(&record))),
            entries: entries.map_or_else(Vec::new, |node| self.entries(node)),
            excludes: self.excludes(root),
            waivers: self.waivers(root),
            is_damaged,
            // Every container that is open at a syntax error is marked, the list of entries too.
            head_is_lost: kind.is_none()
                || (is_damaged && !entries.is_some_and(NodeRef::is_damaged)),
        }
    }

    /// The kind, standard unless said; `None` where what is said cannot be read.
    fn kind(&mut self, root: &Record<'_, '_>) -> Option<Kind> {
        if !root.is_meant(C::Kind) {
            return Some(Kind::Standard);
        }
        let text = root.text(C::Kind, &mut self.decoder)?;
        let word = text.value.as_ref();
        if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.name() == word) {
            return Some(kind);
        }
        let of_label = Kind::ALL.into_iter().find(|kind| kind.label() == word).map(Kind::name);
        let help = match of_label.or_else(|| nearest(word, Kind::ALL.map(Kind::name))) {
            Some(nearest) => message!("是不是“{nearest}”？", "did you mean `{nearest}`?"),
            None => Message {
                zh: format!(
                    "可以写：{}",
                    Kind::ALL.map(|it| format!("{}（{}）", it.name(), it.label())).join("、")
                ),
                en: format!("one of: {}", Kind::ALL.map(Kind::name).join(" ")),
            },
        };
        self.decoder.diagnostics.push(
            Diagnostic::new(
                "unknown-kind",
                text.span,
                message!("没有“{word}”这种目录", "unknown kind of catalog `{word}`"),
            )
            .with_help(help)
            .in_field("kind")
            .about(word),
        );
        None
    }

    fn entries<'s>(&mut self, node: NodeRef<'_, 's>) -> Vec<Entry<'s>> {
        let mut entries = Vec::new();
        match node.kind() {
            NodeKind::Sequence if node.items().next().is_none() && !node.is_damaged() => {
                self.decoder.empty(node.span(), "entries");
            }
            NodeKind::Sequence => {
                // A catalog's entries are its bulk: give the list its size at once.
                entries.reserve_exact(node.items().count());
                for item in node.items() {
                    entries.extend(self.entry(item));
                }
            }
            NodeKind::Unreadable => {}
            _ if node.is_null() => self.decoder.empty(node.span(), "entries"),
            _ => {
                self.decoder.wrong(
                    node.span(),
                    "entries",
                    message!("“entries”应当是一个列表", "`entries` must be a list"),
                    message!("每条事项以“- id: …”开头", "each entry starts with `- id: …`"),
                );
            }
        }
        entries
    }

    /// One entry. Its diagnostics carry its id.
    fn entry<'s>(&mut self, node: NodeRef<'_, 's>) -> Option<Entry<'s>> {
        let before = self.decoder.diagnostics.len();
        let record = self.decoder.record(node, &ENTRY, "entries")?;
        let keys = Keys {
            id: Some(E::Id.into()),
            was: Some(E::Was.into()),
            name: Some(E::Name.into()),
            content: Some(E::Content.into()),
            link: Some(E::Link.into()),
            explains: Some(E::Explains.into()),
            covers: Some(E::Covers.into()),
            disclosed_by: Some(E::DisclosedBy.into()),
            category: E::Category.into(),
            basis: E::Basis.into(),
            deadline: E::Deadline.into(),
            owner: E::Owner.into(),
            method: E::Method.into(),
            channel: E::Channel.into(),
            audience: E::Audience.into(),
            level: E::Level.into(),
            stage: E::Stage.into(),
            reason: E::Reason.into(),
            review: E::Review.into(),
            reconstructed: E::Reconstructed.into(),
        };
        let entry = self.fields(&record, &keys);
        if let Some(id) = &entry.id {
            for diagnostic in &mut self.decoder.diagnostics[before..] {
                diagnostic.entry = Some(id.value.as_ref().into());
            }
        }
        Some(entry)
    }

    fn defaults<'s>(&mut self, record: &Record<'_, 's>) -> Entry<'s> {
        let keys = Keys {
            id: None,
            was: None,
            name: None,
            content: Some(D::Content.into()),
            link: None,
            explains: None,
            covers: None,
            disclosed_by: None,
            category: D::Category.into(),
            basis: D::Basis.into(),
            deadline: D::Deadline.into(),
            owner: D::Owner.into(),
            method: D::Method.into(),
            channel: D::Channel.into(),
            audience: D::Audience.into(),
            level: D::Level.into(),
            stage: D::Stage.into(),
            reason: D::Reason.into(),
            review: D::Review.into(),
            reconstructed: D::Reconstructed.into(),
        };
        self.fields(record, &keys)
    }

    fn fields<'s>(&mut self, record: &Record<'_, 's>, keys: &Keys) -> Entry<'s> {
        let vocabulary = self.vocabulary;
        let decoder = &mut self.decoder;
        let text =
            |key: Option<usize>, decoder: &mut Decoder| key.and_then(|it| record.text(it, decoder));
        let texts = |key: Option<usize>, decoder: &mut Decoder| {
            key.map_or_else(List::default, |it| record.texts(it, decoder))
        };
        Entry {
            span: record.node.span(),
            id: text(keys.id, decoder),
            was: texts(keys.was, decoder),
            category: record.texts(keys.category, decoder),
            name: text(keys.name, decoder),
            content: texts(keys.content, decoder),
            basis: record.texts(keys.basis, decoder),
            deadline: record.text(keys.deadline, decoder),
            owner: record.node(keys.owner).map_or_else(Owner::default, |node| owner(node, decoder)),
            method: choices(record, keys.method, &vocabulary.methods, decoder),
            channel: choices(record, keys.channel, &vocabulary.channels, decoder),
            audience: choices(record, keys.audience, &vocabulary.audiences, decoder),
            level: choices(record, keys.level, &vocabulary.levels, decoder),
            stage: choices(record, keys.stage, &vocabulary.stages, decoder),
            link: text(keys.link, decoder),
            reason: record.choice(keys.reason, &vocabulary.reasons, decoder),
            relations: relations(record, keys, decoder),
            review: record.choice(keys.review, &vocabulary.reviews, decoder),
            meant: keys.meant(record),
            is_damaged: record.node.is_damaged(),
        }
    }

    fn excludes<'s>(&mut self, root: &Record<'_, 's>) -> Vec<Exclude<'s>> {
        let records = root.records(C::Exclude, &mut self.decoder);
        records
            .iter()
            .map(|record| Exclude {
                span: record.node.span(),
                id: record.text(X::Id, &mut self.decoder),
                reason: record.choice(X::Reason, &self.vocabulary.reasons, &mut self.decoder),
                basis: record.texts(X::Basis, &mut self.decoder),
                elsewhere: record.text(X::Where, &mut self.decoder),
            })
            .collect()
    }

    fn waivers<'s>(&mut self, root: &Record<'_, 's>) -> Vec<Waiver<'s>> {
        let records = root.records(C::Waivers, &mut self.decoder);
        records
            .iter()
            .map(|record| Waiver {
                span: record.node.span(),
                entry: record.text(W::Entry, &mut self.decoder),
                field: record.text(W::Field, &mut self.decoder),
                reason: record.text(W::Reason, &mut self.decoder),
                basis: record.texts(W::Basis, &mut self.decoder),
                approved_by: record.text(W::ApprovedBy, &mut self.decoder),
                until: record.date(W::Until, &mut self.decoder),
            })
            .collect()
    }
}

/// Where an entry's fields stand in a record: an entry has all of them, `defaults` only some.
struct Keys {
    id: Option<usize>,
    was: Option<usize>,
    name: Option<usize>,
    content: Option<usize>,
    link: Option<usize>,
    explains: Option<usize>,
    covers: Option<usize>,
    disclosed_by: Option<usize>,
    category: usize,
    basis: usize,
    deadline: usize,
    owner: usize,
    method: usize,
    channel: usize,
    audience: usize,
    level: usize,
    stage: usize,
    reason: usize,
    review: usize,
    reconstructed: usize,
}

impl Keys {
    fn meant(&self, record: &Record<'_, '_>) -> FieldSet {
        let mut set = FieldSet::default();
        let fields = [
            (Some(self.category), Field::Category),
            (self.name, Field::Name),
            (self.content, Field::Content),
            (Some(self.basis), Field::Basis),
            (Some(self.deadline), Field::Deadline),
            (Some(self.owner), Field::Owner),
            (Some(self.method), Field::Method),
            (Some(self.channel), Field::Channel),
            (Some(self.audience), Field::Audience),
            (Some(self.level), Field::Level),
            (Some(self.stage), Field::Stage),
            (self.link, Field::Link),
            (Some(self.reason), Field::Reason),
            (self.explains, Field::Explains),
            (self.covers, Field::Covers),
            (self.disclosed_by, Field::DisclosedBy),
            (Some(self.review), Field::Review),
            (Some(self.reconstructed), Field::Reconstructed),
        ];
        for (key, field) in fields {
            if key.is_some_and(|key| record.is_meant(key)) {
                set.insert(field);
            }
        }
        set
    }
}

/// What few entries say; nothing is kept of the many that say nothing of the kind.
fn relations<'s>(
    record: &Record<'_, 's>,
    keys: &Keys,
    decoder: &mut Decoder,
) -> Option<Box<Relations<'s>>> {
    let all = [keys.explains, keys.covers, keys.disclosed_by, Some(keys.reconstructed)];
    if !all.into_iter().flatten().any(|key| record.is_meant(key)) {
        return None;
    }
    let mut texts =
        |key: Option<usize>| key.map_or_else(List::default, |it| record.texts(it, decoder));
    let [explains, covers, disclosed_by, reconstructed] = all.map(&mut texts);
    Some(Box::new(Relations { explains, covers, disclosed_by, reconstructed }))
}

fn choices<'s, T: Meaning>(
    record: &Record<'_, 's>,
    key: usize,
    terms: &Terms,
    decoder: &mut Decoder,
) -> List<Choice<'s, T>> {
    record.choices(key, terms, decoder)
}

/// A list of owners, or who leads and who supports.
fn owner<'s>(node: NodeRef<'_, 's>, decoder: &mut Decoder) -> Owner<'s> {
    if node.kind() != NodeKind::Mapping {
        return Owner { lead: decoder.texts(node, "owner"), with: List::default() };
    }
    decoder.record(node, &OWNER, "owner").map_or_else(Owner::default, |record| Owner {
        lead: record.texts(OwnerKey::Lead, decoder),
        with: record.texts(OwnerKey::With, decoder),
    })
}
