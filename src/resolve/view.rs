//! A resolved entry to look at: each field with the layer that it comes from.
use crate::{
    model::{
        Text,
        catalog::Entry,
        choice::{Audience, ChannelId, Choice, Level, Method, ReasonId, Review, Stage},
        field::Field,
    },
    resolve::{AgencyId, CatalogId, EntryRef, Resolution, Stack, Table, TableId},
    span::Span,
};

/// A resolved entry in its table.
#[derive(Clone, Copy, Debug)]
pub struct EntryView<'r, 's> {
    /// Everything.
    pub resolution: &'r Resolution<'s>,
    /// The table it stands in.
    pub table: &'r Table,
    /// What it is made of, top layer first.
    pub stack: &'r Stack,
}

/// An entry as a layer below has it.
#[derive(Clone, Debug)]
pub struct Below<'r, 's> {
    resolution: &'r Resolution<'s>,
    table: &'r Table,
    stack: Stack,
}

impl<'s> Below<'_, 's> {
    /// The entry to look at.
    #[must_use]
    pub fn view(&self) -> EntryView<'_, 's> {
        EntryView { resolution: self.resolution, table: self.table, stack: &self.stack }
    }
}

/// Where a field's value was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The agency whose layer it is.
    pub agency: AgencyId,
    /// The file.
    pub catalog: CatalogId,
    /// The place in it.
    pub span: Span,
    /// Whether it comes from the file's `defaults`.
    pub from_defaults: bool,
}

/// Where a field is found: the entry (or `defaults`) that has it.
#[derive(Clone, Copy, Debug)]
pub struct Found<'r, 's> {
    /// The entry or the defaults.
    pub entry: &'r Entry<'s>,
    /// The file.
    pub catalog: CatalogId,
    /// Whether it is the file's `defaults`.
    pub from_defaults: bool,
}

impl<'s> Resolution<'s> {
    /// The entries of a table, in order.
    #[must_use]
    pub fn entries(&self, table: TableId) -> impl ExactSizeIterator<Item = EntryView<'_, 's>> {
        let table = self.table(table);
        table.entries.iter().map(move |stack| EntryView { resolution: self, table, stack })
    }
}

impl<'r, 's> EntryView<'r, 's> {
    /// The written entry of the top layer.
    #[must_use]
    pub fn top(&self) -> &'r Entry<'s> {
        self.resolution.entry(self.stack[0])
    }

    /// The id.
    #[must_use]
    pub fn id(&self) -> &'r str {
        self.top().id()
    }

    /// The entry as the layer below has it; `None` for an addition.
    #[must_use]
    pub fn below(&self) -> Option<Below<'r, 's>> {
        let stack: Stack = self.stack.iter().skip(1).copied().collect();
        let table = self.resolution.table(self.table.below?);
        (self.is_own() && !stack.is_empty()).then_some(Below {
            resolution: self.resolution,
            table,
            stack,
        })
    }

    /// Whether the table's own agency wrote any of it.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.resolution.catalog(self.stack[0].catalog).agency == self.table.agency
    }

    /// Everywhere a field is written, the value in force first: the layers from the top, then the
    /// files' `defaults` from the bottom, for these only fill what all layers leave out.
    pub fn all(&self, field: Field) -> impl Iterator<Item = Found<'r, 's>> + use<'r, 's> {
        let resolution = self.resolution;
        let stack = self.stack;
        let written = stack.iter().map(move |&at: &EntryRef| Found {
            entry: resolution.entry(at),
            catalog: at.catalog,
            from_defaults: false,
        });
        let defaults = stack.iter().rev().filter_map(move |at| {
            let entry = resolution.catalog(at.catalog).catalog.defaults.as_deref()?;
            Some(Found { entry, catalog: at.catalog, from_defaults: true })
        });
        written.chain(defaults).filter(move |found| found.entry.has(field))
    }

    /// Where the field's value in force is written.
    #[must_use]
    pub fn find(&self, field: Field) -> Option<Found<'r, 's>> {
        // Nearly every field stands in the top layer.
        let (entry, catalog) = (self.top(), self.stack[0].catalog);
        let top = entry.has(field).then_some(Found { entry, catalog, from_defaults: false });
        top.or_else(|| self.all(field).next())
    }

    /// Where the field's value comes from.
    #[must_use]
    pub fn origin(&self, field: Field) -> Option<Origin> {
        self.find(field).map(|found| found.origin(self.resolution, field))
    }

    /// Whether the table's own agency wrote a field's value.
    #[must_use]
    pub fn wrote(&self, field: Field) -> bool {
        self.origin(field).is_some_and(|it| it.agency == self.table.agency)
    }

    /// Where the table's own agency says a field; the entry's head where a layer below does.
    #[must_use]
    pub fn span_here(&self, field: Field) -> Span {
        let here = self.origin(field).filter(|it| it.agency == self.table.agency);
        here.map_or_else(|| self.top().head(), |it| it.span)
    }

    /// 一级事项, outermost first.
    #[must_use]
    pub fn category(&self) -> &'r [Text<'s>] {
        self.find(Field::Category).map_or(&[], |it| &it.entry.category)
    }

    /// 二级事项
    #[must_use]
    pub fn name(&self) -> Option<&'r Text<'s>> {
        self.find(Field::Name)?.entry.name.as_ref()
    }

    /// 公开内容
    #[must_use]
    pub fn content(&self) -> &'r [Text<'s>] {
        self.find(Field::Content).map_or(&[], |it| &it.entry.content)
    }

    /// 公开依据
    #[must_use]
    pub fn basis(&self) -> &'r [Text<'s>] {
        self.find(Field::Basis).map_or(&[], |it| &it.entry.basis)
    }

    /// 公开时限
    #[must_use]
    pub fn deadline(&self) -> Option<&'r Text<'s>> {
        self.find(Field::Deadline)?.entry.deadline.as_ref()
    }

    /// 公开方式
    #[must_use]
    pub fn method(&self) -> &'r [Choice<'s, Method>] {
        self.find(Field::Method).map_or(&[], |it| &it.entry.method)
    }

    /// 公开渠道和载体
    #[must_use]
    pub fn channel(&self) -> &'r [Choice<'s, ChannelId>] {
        self.find(Field::Channel).map_or(&[], |it| &it.entry.channel)
    }

    /// 公开对象
    #[must_use]
    pub fn audience(&self) -> &'r [Choice<'s, Audience>] {
        self.find(Field::Audience).map_or(&[], |it| &it.entry.audience)
    }

    /// 公开层级
    #[must_use]
    pub fn level(&self) -> &'r [Choice<'s, Level>] {
        self.find(Field::Level).map_or(&[], |it| &it.entry.level)
    }

    /// 五公开环节
    #[must_use]
    pub fn stage(&self) -> &'r [Choice<'s, Stage>] {
        self.find(Field::Stage).map_or(&[], |it| &it.entry.stage)
    }

    /// 公开链接
    #[must_use]
    pub fn link(&self) -> Option<&'r Text<'s>> {
        self.find(Field::Link)?.entry.link.as_ref()
    }

    /// 不予公开的理由
    #[must_use]
    pub fn reason(&self) -> Option<&'r Choice<'s, ReasonId>> {
        self.find(Field::Reason)?.entry.reason.as_ref()
    }

    /// The entries and documents that it explains.
    #[must_use]
    pub fn explains(&self) -> &'r [Text<'s>] {
        self.find(Field::Explains).map_or(&[], |it| it.entry.explains())
    }

    /// The entries that it covers, in a negative list.
    #[must_use]
    pub fn covers(&self) -> &'r [Text<'s>] {
        self.find(Field::Covers).map_or(&[], |it| it.entry.covers())
    }

    /// The entries that disclose it, in a list of powers.
    #[must_use]
    pub fn disclosed_by(&self) -> &'r [Text<'s>] {
        self.find(Field::DisclosedBy).map_or(&[], |it| it.entry.disclosed_by())
    }

    /// 核对程度 of the least sure part: what stands on a reconstruction is one, and so is what holds
    /// one.
    #[must_use]
    pub fn review(&self) -> Option<Review> {
        let marked = self.reconstructed().next().map(|_| Review::Reconstructed);
        self.stated_review().max(marked)
    }

    /// 核对程度 of the least sure layer, as it is written: it is about what was not filled in.
    #[must_use]
    pub fn stated_review(&self) -> Option<Review> {
        let layers = self.stack.iter().filter_map(|at| {
            let catalog = &self.resolution.catalog(at.catalog).catalog;
            let own = self.resolution.entry(*at).review.as_ref();
            let review = own.or_else(|| catalog.defaults.as_ref()?.review.as_ref())?;
            review.value
        });
        layers.max()
    }

    /// The fields whose value in force was filled in: where it is written, it says so.
    pub fn reconstructed(&self) -> impl Iterator<Item = Field> {
        let is_any = self.all(Field::Reconstructed).next().is_some();
        let fields = Field::ALL.into_iter().filter(move |_| is_any);
        fields.filter(|it| self.find(*it).is_some_and(|found| found.entry.fills_in(*it)))
    }
}

impl Found<'_, '_> {
    /// The place of a field's value.
    #[must_use]
    pub fn origin(&self, resolution: &Resolution<'_>, field: Field) -> Origin {
        Origin {
            agency: resolution.catalog(self.catalog).agency,
            catalog: self.catalog,
            span: self.entry.span_of(field),
            from_defaults: self.from_defaults,
        }
    }
}
