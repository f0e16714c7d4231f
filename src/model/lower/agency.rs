//! An `agency.yaml`.
use crate::{
    diagnostic::Outcome,
    model::{
        catalog::{AgencyFile, NotApplicable, Office},
        decode::{Decoder, Record},
        lower::check_version,
        shape::{
            AGENCY, AgencyKey as A, AgencySiteKey as S, NotApplicableKey as N, OfficeKey as O,
            SiteColumnKey as C, SiteMediumKey as M,
        },
        site::{AgencySite, Place},
        vocabulary::Vocabulary,
    },
    span::FileId,
    syntax::tree::Tree,
};

/// Reads an `agency.yaml`, as far as it can be read.
#[must_use]
pub fn agency<'s>(
    file: FileId,
    tree: &Tree<'s>,
    vocabulary: &Vocabulary,
) -> Outcome<AgencyFile<'s>> {
    let mut decoder = Decoder::default();
    let root = tree.root().and_then(|root| decoder.record(root, &AGENCY, "agency"));
    let value = root.map_or_else(
        || AgencyFile::lost(file),
        |root| {
            check_version(&root, A::Govcat, &mut decoder);
            AgencyFile {
                file,
                key: root.text(A::Agency, &mut decoder),
                name: root.text(A::Name, &mut decoder),
                code: root.text(A::Code, &mut decoder),
                level: root.choice(A::Level, &vocabulary.levels, &mut decoder),
                extends: root.text(A::Extends, &mut decoder),
                inherit: root.flag(A::Inherit, &mut decoder).unwrap_or(true),
                offices: root
                    .records(A::Offices, &mut decoder)
                    .iter()
                    .filter_map(|office| {
                        Some(Office {
                            name: office.text(O::Name, &mut decoder)?,
                            acts_for: office.texts(O::ActsFor, &mut decoder),
                            former: office.texts(O::Former, &mut decoder),
                            review: office.choice(O::Review, &vocabulary.reviews, &mut decoder),
                        })
                    })
                    .collect(),
                not_applicable: root
                    .records(A::NotApplicable, &mut decoder)
                    .iter()
                    .map(|record| NotApplicable {
                        span: record.node.span(),
                        domain: record.text(N::Domain, &mut decoder),
                        reason: record.text(N::Reason, &mut decoder),
                        basis: record.texts(N::Basis, &mut decoder),
                    })
                    .collect(),
                site: root
                    .record(A::Site, &mut decoder)
                    .map(|record| Box::new(site(&record, &mut decoder))),
                is_damaged: root.node.is_damaged(),
            }
        },
    );
    Outcome { value, diagnostics: decoder.diagnostics }
}

fn site<'s>(record: &Record<'_, 's>, decoder: &mut Decoder) -> AgencySite<'s> {
    AgencySite {
        name: record.text(S::Name, decoder),
        domain: record.text(S::Domain, decoder),
        id_code: record.text(S::IdCode, decoder),
        sponsor: record.text(S::Sponsor, decoder),
        contact: record.text(S::Contact, decoder),
        icp: record.text(S::Icp, decoder),
        police_record: record.text(S::PoliceRecord, decoder),
        unit_mark: record.text(S::UnitMark, decoder),
        error_report: record.text(S::ErrorReport, decoder),
        columns: record
            .records(S::Columns, decoder)
            .iter()
            .filter_map(|column| {
                let name = column.text(C::Name, decoder);
                let link = column.text(C::Link, decoder);
                Some(Place { name: name?, kind: None, link })
            })
            .collect(),
        media: record
            .records(S::Media, decoder)
            .iter()
            .filter_map(|medium| {
                let name = medium.text(M::Name, decoder);
                let kind = medium.text(M::Kind, decoder);
                let link = medium.text(M::Link, decoder);
                Some(Place { name: name?, kind, link })
            })
            .collect(),
        gazette: record.text(S::Gazette, decoder),
    }
}
