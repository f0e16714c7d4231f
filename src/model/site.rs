//! Where an agency publishes: the columns of its website, its new media, its gazette.
use crate::model::Text;

/// Where an agency publishes, as its `agency.yaml` says.
#[derive(Clone, Debug, Default)]
pub struct AgencySite<'s> {
    /// The columns of its disclosure section (政府信息公开专栏).
    pub columns: Vec<Place<'s>>,
    /// 政务新媒体
    pub media: Vec<Place<'s>>,
    /// The address of its gazette (政府公报).
    pub gazette: Option<Text<'s>>,
}

/// A column or an account where an agency publishes.
#[derive(Clone, Debug)]
pub struct Place<'s> {
    /// Its name.
    pub name: Text<'s>,
    /// The platform, of an account.
    pub kind: Option<Text<'s>>,
    /// Its address.
    pub link: Option<Text<'s>>,
}

impl<'s> AgencySite<'s> {
    /// Every address.
    pub fn links(&self) -> impl Iterator<Item = &Text<'s>> {
        let places = self.columns.iter().chain(&self.media);
        places.filter_map(|it| it.link.as_ref()).chain(&self.gazette)
    }
}
