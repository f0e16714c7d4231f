//! Owners: roles in the layers below, offices above (县级人民政府民政部门 → 县民政局).
use std::borrow::Cow;

use crate::{
    model::{Text, catalog::Office, field::Field},
    resolve::{Agency, AgencyId, Resolution, view::EntryView},
};

/// An owner as the viewing agency names it.
#[derive(Clone, Debug)]
pub struct ResolvedOwner<'r, 's> {
    /// The name to show.
    pub name: Cow<'r, str>,
    /// What was written.
    pub written: &'r Text<'s>,
    /// The office that fills the role, and whose office it is.
    pub office: Option<(AgencyId, &'r Office<'s>)>,
    /// Whether it was written in a layer below the viewing agency's.
    pub is_inherited: bool,
}

/// Who owns an entry.
#[derive(Clone, Debug, Default)]
pub struct ResolvedOwners<'r, 's> {
    /// 牵头单位
    pub lead: Vec<ResolvedOwner<'r, 's>>,
    /// 配合单位
    pub with: Vec<ResolvedOwner<'r, 's>>,
}

impl<'r, 's> EntryView<'r, 's> {
    /// 公开主体, with roles replaced by the offices that fill them.
    #[must_use]
    pub fn owner(&self) -> ResolvedOwners<'r, 's> {
        let Some(found) = self.find(Field::Owner) else { return ResolvedOwners::default() };
        let writer = self.resolution.catalog(found.catalog).agency;
        let localise = |text| self.resolution.localise(text, writer, self.table.agency);
        ResolvedOwners {
            lead: found.entry.owner.lead.iter().map(localise).collect(),
            with: found.entry.owner.with.iter().map(localise).collect(),
        }
    }
}

impl<'s> Resolution<'s> {
    /// What an owner written in the layer of `writer` is called in the layer of `viewer`: each
    /// layer in between may fill the role as written, or what the layer below made of it.
    #[must_use]
    pub fn localise<'r>(
        &'r self,
        written: &'r Text<'s>,
        writer: AgencyId,
        viewer: AgencyId,
    ) -> ResolvedOwner<'r, 's> {
        let layers: Vec<AgencyId> =
            std::iter::successors(Some(viewer), |it| self.agency(*it).below)
                .take_while(|it| *it != writer)
                .collect();
        let mut office = None;
        let mut name: &'r str = &written.value;
        for &layer in layers.iter().rev() {
            let agency = self.agency(layer);
            if let Some(found) = agency.office_for(name).or_else(|| agency.office_for(&written.value)) {
                name = &found.name.value;
                office = Some((layer, found));
            }
        }
        ResolvedOwner { name: Cow::Borrowed(name), written, office, is_inherited: !layers.is_empty() }
    }
}

impl<'s> Agency<'s> {
    /// The office that fills a role.
    #[must_use]
    pub fn office_for(&self, role: &str) -> Option<&Office<'s>> {
        let at = self.roles.get(role)?;
        self.file.as_ref()?.offices.get(*at as usize)
    }
}
