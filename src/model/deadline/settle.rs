//! Settles the scopes: a topic is a scope only where the phrase promises something else for something else.

use crate::model::deadline::length::chinese;
use crate::model::deadline::read::Draft;
use crate::model::deadline::topic::Origin;
use crate::model::deadline::{Anchor, Clause, ClauseKind, Warning};

/// The clauses of a phrase, each once.
pub(in crate::model::deadline) fn settle(mut drafts: Vec<Draft>) -> Vec<Clause> {
    let words = |draft: &Draft| draft.scope.as_ref().map(|scope| scope.words.clone());
    let uniform =
        drafts.windows(2).all(|pair| words(&pair[0]) == words(&pair[1])) || goes_on(&drafts);
    let lone: Vec<bool> = drafts
        .iter()
        .enumerate()
        .map(|(at, draft)| match draft.scope.as_ref().map(|scope| scope.origin) {
            Some(Origin::Topic) => uniform,
            Some(Origin::Subject) => {
                uniform
                    || !drafts
                        .iter()
                        .enumerate()
                        .any(|(other, against)| contrasts((at, draft), (other, against)))
            }
            Some(Origin::Named) | None => false,
        })
        .collect();
    for (draft, _) in drafts.iter_mut().zip(lone).filter(|(_, lone)| *lone) {
        draft.scope = None;
    }
    let mut clauses = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let clause = Clause {
            kind: draft.kind,
            scope: draft.scope.map(|scope| scope.words),
            venue: draft.venue,
        };
        if !clauses.contains(&clause) {
            clauses.push(clause);
        }
    }
    clauses
}

/// 低保对象信息长期公示，每月更新: one sentence, whose topic stands only in front; an event of its own would begin another.
fn goes_on(drafts: &[Draft]) -> bool {
    let Some((first, rest)) = drafts.split_first() else { return false };
    first.scope.as_ref().is_some_and(|scope| scope.origin == Origin::Topic)
        && rest.iter().all(|draft| {
            draft.place.0 == first.place.0
                && draft.scope.is_none()
                && draft.kind != first.kind
                && draft.kind.anchor().is_none()
                && draft.since.is_none()
        })
}

/// Two limits for the same thing from the same event: both are kept, and somebody should look.
pub(in crate::model::deadline) fn rivals(clauses: &[Clause]) -> Option<Warning> {
    for (at, clause) in clauses.iter().enumerate() {
        let ClauseKind::Within { length: one, anchor: from } = &clause.kind else { continue };
        for rival in &clauses[..at] {
            let ClauseKind::Within { length: other, anchor: to } = &rival.kind else { continue };
            if rival.scope == clause.scope
                && rival.venue == clause.venue
                && (from == to || from.is_none())
            {
                let written = format!("{}、{}", chinese(*other), chinese(*one));
                return Some(Warning::SeveralReadings {
                    written,
                    understood: "两个期限均须遵守".to_owned(),
                });
            }
        }
    }
    None
}

/// Whether another clause is for something else: it names it, or it is a general promise to publish that this one stands
/// against. What only goes on in the same sentence (变更后及时更新) is for the same.
fn contrasts((at, draft): (usize, &Draft), (other, against): (usize, &Draft)) -> bool {
    match &against.scope {
        // 预算经批准后20日内，决算经批准后20日内: one promise for all that is approved.
        Some(scope) => {
            let one = scope.origin == Origin::Subject
                && draft.kind == against.kind
                && draft.kind.anchor() == Some(&Anchor::Approval);
            !one && draft.scope.as_ref().is_some_and(|own| own.words != scope.words)
        }
        None => publishes(&against.kind) && (other < at || against.place.0 != draft.place.0),
    }
}

/// Whether the clause says when something becomes public, rather than how long it stays so.
fn publishes(kind: &ClauseKind) -> bool {
    !matches!(kind, ClauseKind::PostedFor(_) | ClauseKind::Standing)
}
