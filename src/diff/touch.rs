//! Which entries a registry's change touches: the places to look at again.
use crate::{
    diff::Touched,
    model::catalog::Entry,
    resolve::{Resolution, Written},
};

/// The written entries of one version for which `is_touched` holds, in order.
pub(super) fn entries(
    side: &Resolution<'_>,
    is_touched: impl Fn(&Written<'_>, &Entry<'_>) -> bool,
) -> Vec<Touched> {
    let mut touched = Vec::new();
    for written in &side.catalogs {
        let domain = written.domain.map(|it| side.registries.domains.get(it).code.clone());
        for entry in written.catalog.entries.iter().filter(|it| is_touched(written, it)) {
            touched.push(Touched {
                agency: side.agency(written.agency).key.clone(),
                domain: domain.clone(),
                entry: entry.id().to_owned(),
            });
        }
    }
    touched
}
