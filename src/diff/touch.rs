//! Which entries a registry's change touches: the places to look at again.
use crate::{
    diff::{Touched, sides::Sides},
    model::catalog::Entry,
    resolve::Written,
};

/// The written entries of the old version or of the new one for which `is_touched` holds, in order; those of the
/// share's own agencies only.
pub(super) fn entries(
    sides: &Sides<'_>,
    is_old: bool,
    is_touched: impl Fn(&Written<'_>, &Entry<'_>) -> bool,
) -> Vec<Touched> {
    let (side, part) =
        if is_old { (sides.old, &sides.share.old) } else { (sides.new, &sides.share.new) };
    let is_own = |it: &&Written<'_>| part.holds(Some(&side.agency(it.agency).key));
    let mut touched = Vec::new();
    for written in side.catalogs.iter().filter(is_own) {
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
