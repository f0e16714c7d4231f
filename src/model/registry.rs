//! What all agencies share: the domains, the vocabulary, the laws, the calendar.
use jiff::civil::Date;

use crate::{
    calendar::Calendar,
    model::{basis::register::Register, vocabulary::Vocabulary},
    span::{FileId, Span},
};

/// A domain (领域).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain {
    /// Its number in the national list.
    pub number: u32,
    /// Its code, used in file names and addresses.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Names that tables use for it.
    pub other_names: Vec<String>,
    /// Who issued its standard.
    pub issuer: Option<String>,
    /// The number of the standard's document.
    pub document: Option<String>,
    /// When the standard was issued.
    pub issued: Option<Date>,
    /// Where it was written.
    pub span: Span,
}

/// The index of a domain in [`Domains`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DomainId(pub u16);

/// The register of domains.
#[derive(Clone, Debug, Default)]
pub struct Domains {
    /// The domains in the order of the file.
    pub list: Vec<Domain>,
}

impl Domains {
    /// Finds a domain by its code.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<DomainId> {
        let at = self.list.iter().position(|domain| domain.code == code)?;
        u16::try_from(at).ok().map(DomainId)
    }

    /// A domain.
    #[must_use]
    pub fn get(&self, id: DomainId) -> &Domain {
        &self.list[usize::from(id.0)]
    }

    /// The domain whose code or name is most like a word that is neither.
    #[must_use]
    pub fn nearest(&self, word: &str) -> Option<&Domain> {
        let likeness = |domain: &Domain| {
            let names = std::iter::once(&domain.name).chain(&domain.other_names);
            names
                .map(|it| strsim::normalized_levenshtein(word.trim_end_matches("领域"), it))
                .fold(strsim::jaro_winkler(word, &domain.code), f64::max)
        };
        self.list
            .iter()
            .map(|domain| (likeness(domain), domain))
            .filter(|(it, _)| *it >= 0.7)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, domain)| domain)
    }
}

/// What all agencies share.
#[derive(Debug, Default)]
pub struct Registries {
    /// The domains.
    pub domains: Domains,
    /// The vocabulary.
    pub vocabulary: Vocabulary,
    /// The register of laws and documents.
    pub register: Register,
    /// Days off and make-up working days.
    pub calendar: Calendar,
    /// The registry files, by what they are: domains, vocabulary, basis, calendar.
    pub files: Vec<FileId>,
}
