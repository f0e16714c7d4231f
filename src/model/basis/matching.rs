//! What looking a citation up in the register gives.
use crate::model::basis::register::DocId;

/// What a look-up found.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The document, if it is certain.
    pub document: Option<DocId>,
    /// How it was found, or why not.
    pub how: How,
    /// What differs between the cited name and the document's.
    pub differences: Vec<Difference>,
    /// What the cited number says.
    pub number: NumberCheck,
    /// How the citation should be written; as the citation stands if the document is unknown.
    pub standard_spelling: String,
}

/// How a document was found.
#[derive(Clone, Debug, PartialEq)]
pub enum How {
    /// By its title.
    ByTitle,
    /// By a short title.
    ByShortTitle,
    /// By its number.
    ByNumber,
    /// Not found: several fit.
    Ambiguous(Vec<DocId>),
    /// Not found: this one is like it, from 0 to 1.
    Nearest(DocId, f64),
    /// Not found, and nothing is like it.
    Unknown,
}

/// A harmless difference between a cited name and the document's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Difference {
    /// 中华人民共和国 is left out, or added.
    Country,
    /// The issuer is left out, or added.
    Issuer,
    /// One is the letter that hands the other on: 关于印发…的通知.
    Wrapper,
    /// 试行, 2018年修正: one says it, the other does not.
    Edition,
    /// The title is not quite the document's; its number is.
    Title,
}

/// What a cited number says about the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberCheck {
    /// None is cited, or none is known.
    Unchecked,
    /// It is the document's.
    Agrees,
    /// It is that of an amendment or of an earlier version.
    Amendment,
    /// It is another document's.
    BelongsTo(DocId),
    /// It is not the document's, which has another.
    Differs,
    /// It is none that the register knows; the document has been amended, so it may be an amendment's.
    Unlisted,
}
