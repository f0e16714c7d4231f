//! Where an agency publishes: its website and the columns of it, its new media, its gazette.
use crate::{model::Text, source::site_config::Identity};

/// Where an agency publishes, as its `agency.yaml` says.
#[derive(Clone, Debug, Default)]
pub struct AgencySite<'s> {
    /// 网站名称
    pub name: Option<Text<'s>>,
    /// 网站域名
    pub domain: Option<Text<'s>>,
    /// 政府网站标识码
    pub id_code: Option<Text<'s>>,
    /// 主办单位
    pub sponsor: Option<Text<'s>>,
    /// 联系方式
    pub contact: Option<Text<'s>>,
    /// ICP 备案号
    pub icp: Option<Text<'s>>,
    /// 公安备案号
    pub police_record: Option<Text<'s>>,
    /// The address of the certificate page of 党政机关网站标识.
    pub unit_mark: Option<Text<'s>>,
    /// The address of “我为政府网站找错”.
    pub error_report: Option<Text<'s>>,
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
        let links = places.filter_map(|it| it.link.as_ref()).chain(&self.gazette);
        links.chain(&self.unit_mark).chain(&self.error_report)
    }

    /// What says whose site it is, as far as it is said.
    pub fn identity_texts(&self) -> impl Iterator<Item = &Text<'s>> {
        let tags = self.name.iter().chain(&self.domain).chain(&self.id_code);
        let people = self.sponsor.iter().chain(&self.contact);
        let records = self.icp.iter().chain(&self.police_record);
        tags.chain(people).chain(records).chain(&self.unit_mark).chain(&self.error_report)
    }

    /// Whose site it is.
    #[must_use]
    pub fn identity(&self) -> Identity<'_> {
        fn said<'a>(text: Option<&'a Text<'_>>) -> &'a str {
            text.map_or("", |it| &it.value)
        }
        Identity {
            name: said(self.name.as_ref()),
            domain: said(self.domain.as_ref()),
            id_code: said(self.id_code.as_ref()),
            sponsor: said(self.sponsor.as_ref()),
            contact: said(self.contact.as_ref()),
            icp: said(self.icp.as_ref()),
            police_record: said(self.police_record.as_ref()),
            unit_mark: said(self.unit_mark.as_ref()),
            error_report: said(self.error_report.as_ref()),
        }
    }
}
