//! Two versions, read and compared a share of the agencies at a time.
use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::{
    cli::{
        diff::{
            loss,
            sides::{Listed, Side},
        },
        session::Session,
    },
    compile::compile,
    diagnostic::Diagnostic,
    diff::{ChangeSet, Plan, Shares},
    source::{Survey, Texts, Workspace, shard::Part},
    span::FileId,
};

/// What was compared and found. Of the sides' texts only those are kept in which something was lost, of the
/// others the lines of files in which something changed.
pub(super) struct Found {
    pub(super) old: Side,
    pub(super) new: Side,
    pub(super) set: ChangeSet,
    /// What was lost of either side while it was compiled.
    pub(super) lost: [Vec<Diagnostic>; 2],
}

/// Compares two versions, with about so many catalog files in memory at a time.
pub(super) fn compare(old: Listed, new: Listed, at_once: usize, session: &Session<'_>) -> Found {
    let (reader, today) = (session.reader(), session.today());
    let surveys = [&old.survey, &new.survey];
    let mut kept = surveys.map(Kept::new);
    let plan = {
        let [a, b] = &kept;
        let (a, b) = rayon::join(
            || compile(&a.workspace, reader, today).value,
            || compile(&b.workspace, reader, today).value,
        );
        Plan::new(&a.resolution, &b.resolution)
    };
    // A registry that changed may give the same words another meaning.
    let can_be_same = old.survey.shares_registries(&new.survey);
    let objects = if can_be_same { old.survey.same_objects(&new.survey) } else { BTreeSet::new() };
    let sizes = surveys.map(sizes);
    let coming = plan.shares(sizes.each_ref(), at_once);
    let is_only = coming.len() == 1;
    let mut shares = Shares::new(&plan);
    for mut share in coming {
        let wanted = plan.wanted(&share);
        let open: BTreeSet<String> = wanted[0].difference(&objects).cloned().collect();
        let (mut old_texts, new_texts) =
            rayon::join(|| old.survey.texts(&open), || new.survey.texts(&wanted[1]));
        let mut same = BTreeSet::new();
        if can_be_same {
            same = old.survey.same_bytes(&old_texts, &new.survey, &new_texts, &open);
            same.extend(wanted[1].intersection(&objects).cloned());
        }
        let new_part = Loaded::new(&new.survey, &share.new, new_texts);
        let (mut old_lost, mut new_lost) = (Vec::new(), Vec::new());
        let b = compile(&new_part.workspace, reader, today).take(&mut new_lost);
        // What could not be read whole is told of both sides.
        for it in new_part.found.iter().chain(&new_lost).filter(|it| loss::is_loss(it)) {
            if let Some(agency) = new_part.workspace.file(it.span.file).role.agency() {
                same.remove(agency);
            }
        }
        share.same = plan.unchanged(&same);
        let [needed, _] = plan.wanted(&share);
        old_texts.keep(&needed);
        old_texts.extend(old.survey.texts(&needed.difference(&open).cloned().collect()));
        let old_part = Loaded::new(&old.survey, &share.old, old_texts);
        let a = compile(&old_part.workspace, reader, today).take(&mut old_lost);
        let [old_changed, new_changed] = shares.add(&a.resolution, &b.resolution, &share);
        if is_only {
            // The process ends soon; giving the memory back piece by piece would be a fifth of its time.
            std::mem::forget((a, b));
        } else {
            a.discard();
            b.discard();
        }
        let [old_kept, new_kept] = &mut kept;
        old_kept.adopt(old_part, old_lost, &old_changed);
        new_kept.adopt(new_part, new_lost, &new_changed);
    }
    let set = shares.finish();
    let [a, b] = kept;
    let (old, old_lost) = a.side(old);
    let (new, new_lost) = b.side(new);
    Found { old, new, set, lost: [old_lost, new_lost] }
}

/// How many catalogs and ledgers each agency has.
fn sizes(survey: &Survey) -> FxHashMap<&str, usize> {
    let mut sizes = FxHashMap::default();
    for owner in survey.owners() {
        *sizes.entry(owner).or_default() += 1;
    }
    sizes
}

/// What was read of a side for one share.
pub(crate) struct Loaded {
    pub(crate) workspace: Workspace,
    /// What was wrong with its files.
    found: Vec<Diagnostic>,
}

impl Loaded {
    pub(crate) fn new(survey: &Survey, part: &Part, texts: Texts) -> Self {
        let mut found = Vec::new();
        let workspace = survey.numbered(part.clone(), texts).take(&mut found);
        Self { workspace, found }
    }
}

/// What is kept of a side from share to share.
pub(crate) struct Kept {
    /// All files by name; in each share they bear the same numbers.
    workspace: Workspace,
    found: Vec<Diagnostic>,
    lost: Vec<Diagnostic>,
    unread: BTreeSet<String>,
}

impl Kept {
    pub(crate) fn new(survey: &Survey) -> Self {
        let nobody = Part::Some { own: BTreeSet::new(), with_rest: false };
        let workspace = survey.numbered(nobody, Texts::default()).value;
        Self { workspace, found: Vec::new(), lost: Vec::new(), unread: BTreeSet::new() }
    }

    /// Takes over what will be told of a share.
    pub(crate) fn adopt(
        &mut self,
        share: Loaded,
        compiled: Vec<Diagnostic>,
        changed: &BTreeSet<FileId>,
    ) {
        let Loaded { workspace, found } = share;
        // Layers are read in several shares; each is told of in its own.
        let is_told = |it: &Diagnostic| loss::is_loss(it) && workspace.answers_for(it.span.file);
        let known = (self.found.len(), self.lost.len());
        self.found.extend(found.into_iter().filter(is_told));
        self.lost.extend(compiled.into_iter().filter(is_told));
        let told = self.found[known.0..].iter().chain(&self.lost[known.1..]);
        let texts = told.map(|it| it.span.file).collect();
        changed.par_iter().for_each(|it| {
            workspace.file(*it).lines();
        });
        self.unread.extend(workspace.unread.iter().cloned());
        self.workspace.adopt(workspace, &texts, changed);
    }

    /// The side as it is told of, and what was lost of it while it was compiled.
    pub(crate) fn side(self, side: Listed) -> (Side, Vec<Diagnostic>) {
        let Self { mut workspace, found, lost, unread } = self;
        workspace.unread = unread.into_iter().collect();
        (Side { label: side.label, workspace, found }, lost)
    }
}
