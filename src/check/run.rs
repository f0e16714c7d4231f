//! Running rules over one catalog and over one agency.
use crate::{
    check::{Check, Findings, Rule, Subject, texts::Texts},
    diagnostic::Diagnostic,
    model::catalog::Catalog,
    resolve::{Agency, AgencyId, CatalogId, Resolution, Written, view::EntryView},
};

/// What was found, and how often a rule looked.
type Found = (Vec<Diagnostic>, usize);

/// Runs the rules over a catalog and its entries.
pub(super) fn catalog(
    resolution: &Resolution<'_>,
    id: CatalogId,
    written: &Written<'_>,
    checks: &[(&'static Rule, &'static Check)],
) -> Found {
    let mut found = Vec::new();
    let mut evaluations = 0;
    let mut texts = Texts::new(checks);
    let Catalog { entries, defaults, .. } = &written.catalog;
    let subjects = entries
        .iter()
        .map(|entry| (entry, false))
        .chain(defaults.iter().map(|entry| (entry.as_ref(), true)));
    for (entry, is_defaults) in subjects {
        let entry_id = entry.id.as_ref().map(|id| id.value.as_ref());
        let subject = Subject { resolution, written, entry, is_defaults };
        texts.of_entry(entry, &mut found);
        evaluations += words(&subject, checks, &mut found);
        for &(rule, check) in checks {
            if let Check::Entry(check) = check {
                evaluations += 1;
                check(
                    &subject,
                    &mut Findings { rule, entry: entry_id, key: None, found: &mut found },
                );
            }
        }
    }
    texts.around_entries(&written.catalog, &mut found);
    for &(rule, check) in checks {
        if let Check::Catalog(check) = check {
            evaluations += 1;
            check(
                resolution,
                id,
                &mut Findings { rule, entry: None, key: None, found: &mut found },
            );
        }
    }
    // Each finding is its agency's own: shards report, and suppress, without the others.
    debug_assert!(found.iter().all(|it| it.span.file == written.catalog.file));
    (found, evaluations + texts.evaluations())
}

/// Runs the rules over an entry's citations and its deadline. What they mean is looked up once for
/// all rules.
fn words(
    subject: &Subject<'_, '_>,
    checks: &[(&'static Rule, &'static Check)],
    found: &mut Vec<Diagnostic>,
) -> usize {
    let Subject { resolution, entry, .. } = *subject;
    let id = entry.id.as_ref().map(|id| id.value.as_ref());
    let mut evaluations = 0;
    for text in &entry.basis {
        for cited in resolution.readings.basis(&text.value) {
            for &(rule, check) in checks {
                if let Check::Basis(check) = check {
                    evaluations += 1;
                    let findings = &mut Findings { rule, entry: id, key: Some("basis"), found };
                    check(subject, text, cited, findings);
                }
            }
        }
    }
    if let Some(text) = &entry.deadline
        && let Some(reading) = resolution.readings.deadline(&text.value)
    {
        for &(rule, check) in checks {
            if let Check::Deadline(check) = check {
                evaluations += 1;
                let findings = &mut Findings { rule, entry: id, key: Some("deadline"), found };
                check(subject, text, reading, findings);
            }
        }
    }
    evaluations
}

/// Runs the rules over an agency and its entries as they are resolved.
pub(super) fn agency(
    resolution: &Resolution<'_>,
    id: AgencyId,
    agency: &Agency<'_>,
    checks: &[(&'static Rule, &'static Check)],
) -> Found {
    let mut found = Vec::new();
    let mut evaluations = 0;
    for &table in &agency.tables {
        if resolution.table(table).own.is_empty() {
            continue;
        }
        for view in resolution.entries(table).filter(EntryView::is_own) {
            for &(rule, check) in checks {
                if let Check::Resolved(check) = check {
                    evaluations += 1;
                    let entry = view.top().id.as_ref().map(|id| id.value.as_ref());
                    check(&view, &mut Findings { rule, entry, key: None, found: &mut found });
                }
            }
        }
    }
    let mut texts = Texts::new(checks);
    texts.of_agency(agency, &mut found);
    for &(rule, check) in checks {
        if let Check::Agency(check) = check {
            evaluations += 1;
            check(
                resolution,
                id,
                &mut Findings { rule, entry: None, key: None, found: &mut found },
            );
        }
    }
    // See above; an agency's findings lie in its catalogs or in its `agency.yaml`.
    debug_assert!(found.iter().all(|it| {
        let file = it.span.file;
        agency.file.as_ref().is_some_and(|own| own.file == file)
            || resolution.catalog_of(file).is_none_or(|written| written.agency == id)
    }));
    (found, evaluations + texts.evaluations())
}
