//! Owners: roles in the layers below, offices above (县级人民政府民政部门 → 县民政局).
use std::{borrow::Cow, collections::BTreeSet};

use crate::{
    model::{
        Text,
        body::{self, Owners},
        catalog::Office,
        field::Field,
    },
    resolve::{Agency, AgencyId, Resolution, view::EntryView},
};

/// Signs and words that may join bodies in one cell.
const JOINTS: [char; 15] =
    ['、', '；', ';', '，', ',', '和', '与', '及', '或', '同', '：', ':', '头', '合', '\n'];

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
        let viewer = self.table.agency;
        let mut owners = ResolvedOwners::default();
        for written in &found.entry.owner.lead {
            let named = self.resolution.bodies_in(&written.value);
            let localise = |name| self.resolution.localise(name, written, writer, viewer);
            owners.lead.extend(named.lead.into_iter().map(localise));
            owners.with.extend(named.with.into_iter().map(localise));
        }
        for written in &found.entry.owner.with {
            let Owners { lead, with } = self.resolution.bodies_in(&written.value);
            let localise = |name| self.resolution.localise(name, written, writer, viewer);
            owners.with.extend(lead.into_iter().chain(with).map(localise));
        }
        owners
    }
}

impl<'s> Resolution<'s> {
    /// The bodies that one written owner names: a cell such as 县财政局和县民政局 is split where both
    /// sides are known bodies, and 牵头：…；配合：… into who leads and who supports.
    #[must_use]
    pub fn bodies_in<'a>(&self, text: &'a str) -> Owners<'a> {
        if self.is_body(text) || !text.contains(JOINTS) {
            return Owners { lead: vec![text], with: Vec::new() };
        }
        let owners = body::owners(text, &|name| self.is_body(name));
        // What is no list of bodies stays as it was written.
        let known = |name: &&str| self.is_body(name) || body::looks_like_body(name);
        let marked = !owners.with.is_empty();
        if marked || owners.lead.iter().all(known) {
            return owners;
        }
        Owners { lead: vec![text], with: Vec::new() }
    }

    /// All of their names, in order.
    #[must_use]
    pub fn body_names(&self) -> BTreeSet<&str> {
        self.bodies.iter().map(AsRef::as_ref).collect()
    }

    fn is_body(&self, name: &str) -> bool {
        self.bodies.contains(name) || self.registries.vocabulary.reforms.of(name).is_some()
    }

    /// What one body of an owner that was written in the layer of `writer` is called in the layer of `viewer`:
    /// each layer in between may fill the role as written, or what the layer below made of it.
    #[must_use]
    pub fn localise<'r>(
        &'r self,
        name: &'r str,
        written: &'r Text<'s>,
        writer: AgencyId,
        viewer: AgencyId,
    ) -> ResolvedOwner<'r, 's> {
        let first = name;
        let layers: Vec<AgencyId> =
            std::iter::successors(Some(viewer), |it| self.agency(*it).below)
                .take_while(|it| *it != writer)
                .collect();
        let mut office = None;
        let mut name = name;
        for &layer in layers.iter().rev() {
            let agency = self.agency(layer);
            if let Some(found) = agency.office_for(name).or_else(|| agency.office_for(first)) {
                name = &found.name.value;
                office = Some((layer, found));
            }
        }
        ResolvedOwner {
            name: Cow::Borrowed(name),
            written,
            office,
            is_inherited: !layers.is_empty(),
        }
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
