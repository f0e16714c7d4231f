//! A catalog and an agency, as written: nothing inherited, nothing filled in.
use jiff::civil::Date;

use crate::{
    model::{
        Text,
        choice::{Audience, ChannelId, Choice, Level, Method, ReasonId, Review, Stage},
        field::{Field, FieldSet},
        list::List,
        relations::Relations,
        site::AgencySite,
    },
    span::{FileId, Span, Spanned},
};

/// What a catalog file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 公开事项标准目录
    #[default]
    Standard,
    /// 工作任务与责任分工
    Plan,
    /// 公众参与事项清单
    Participation,
    /// 负面清单（不予公开）
    Negative,
    /// 权责清单和公共服务事项清单
    Powers,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::Standard, Self::Plan, Self::Participation, Self::Negative, Self::Powers];

    /// The word in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Plan => "plan",
            Self::Participation => "participation",
            Self::Negative => "negative",
            Self::Powers => "powers",
        }
    }

    /// What the official documents call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Standard => "公开事项标准目录",
            Self::Plan => "工作任务与责任分工",
            Self::Participation => "公众参与事项清单",
            Self::Negative => "负面清单",
            Self::Powers => "权责清单和公共服务事项清单",
        }
    }

    /// The fields that an entry of this kind must carry once its layers are laid together.
    #[must_use]
    pub fn required(self) -> &'static [Field] {
        use Field as F;
        match self {
            Self::Standard | Self::Participation => &[
                F::Name,
                F::Content,
                F::Basis,
                F::Deadline,
                F::Owner,
                F::Method,
                F::Channel,
                F::Audience,
            ],
            Self::Plan => &[F::Name, F::Content, F::Basis, F::Deadline, F::Owner],
            Self::Negative => &[F::Name, F::Content, F::Basis, F::Reason, F::Owner],
            Self::Powers => &[F::Name, F::Basis, F::Owner],
        }
    }
}

/// 公开主体
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owner<'s> {
    /// 牵头单位; all of them where no one leads.
    pub lead: List<Text<'s>>,
    /// 配合单位
    pub with: List<Text<'s>>,
}

impl<'s> Owner<'s> {
    /// Everyone named.
    pub fn all(&self) -> impl Iterator<Item = &Text<'s>> {
        self.lead.iter().chain(&self.with)
    }
}

/// One entry (公开事项) as written in one file.
#[derive(Clone, Debug)]
pub struct Entry<'s> {
    /// The whole entry.
    pub span: Span,
    /// 编号
    pub id: Option<Text<'s>>,
    /// Ids it bore before.
    pub was: List<Text<'s>>,
    /// 一级事项, outermost first
    pub category: List<Text<'s>>,
    /// 二级事项
    pub name: Option<Text<'s>>,
    /// 公开内容
    pub content: List<Text<'s>>,
    /// 公开依据
    pub basis: List<Text<'s>>,
    /// 公开时限
    pub deadline: Option<Text<'s>>,
    /// 公开主体
    pub owner: Owner<'s>,
    /// 公开方式
    pub method: List<Choice<'s, Method>>,
    /// 公开渠道和载体
    pub channel: List<Choice<'s, ChannelId>>,
    /// 公开对象
    pub audience: List<Choice<'s, Audience>>,
    /// 公开层级
    pub level: List<Choice<'s, Level>>,
    /// 五公开环节
    pub stage: List<Choice<'s, Stage>>,
    /// 公开链接
    pub link: Option<Text<'s>>,
    /// 不予公开的理由
    pub reason: Option<Choice<'s, ReasonId>>,
    /// What few entries say.
    pub relations: Option<Box<Relations<'s>>>,
    /// 核对程度
    pub review: Option<Choice<'s, Review>>,
    /// The fields whose key was written, or misspelt: what is wrong with them has a finding of its
    /// own, so they are not reported as missing too.
    pub meant: FieldSet,
    /// Whether a syntax error fell inside: fields may have been lost to it.
    pub is_damaged: bool,
}

impl Entry<'_> {
    /// Where to point when the entry as a whole is meant: its id, else its start.
    #[must_use]
    pub fn head(&self) -> Span {
        match &self.id {
            Some(id) => id.span,
            None => Span { end: self.span.start, ..self.span },
        }
    }

    /// Where a field's value stands; the entry's head where it has none.
    #[must_use]
    pub fn span_of(&self, field: Field) -> Span {
        fn first<T>(items: &[T], span: impl Fn(&T) -> Span) -> Option<Span> {
            let (first, last) = (span(items.first()?), span(items.last()?));
            Some(Span { end: last.end, ..first })
        }
        let texts = |items: &[Text<'_>]| first(items, |it| it.span);
        let found = match field {
            Field::Category => texts(&self.category),
            Field::Name => self.name.as_ref().map(|it| it.span),
            Field::Content => texts(&self.content),
            Field::Basis => texts(&self.basis),
            Field::Deadline => self.deadline.as_ref().map(|it| it.span),
            Field::Owner => texts(&self.owner.lead).or_else(|| texts(&self.owner.with)),
            Field::Method => first(&self.method, |it| it.text.span),
            Field::Channel => first(&self.channel, |it| it.text.span),
            Field::Audience => first(&self.audience, |it| it.text.span),
            Field::Level => first(&self.level, |it| it.text.span),
            Field::Stage => first(&self.stage, |it| it.text.span),
            Field::Link => self.link.as_ref().map(|it| it.span),
            Field::Reason => self.reason.as_ref().map(|it| it.text.span),
            Field::Explains => texts(self.explains()),
            Field::Covers => texts(self.covers()),
            Field::DisclosedBy => texts(self.disclosed_by()),
            Field::Reconstructed => texts(self.reconstructed()),
            Field::Review => self.review.as_ref().map(|it| it.text.span),
        };
        found.unwrap_or_else(|| self.head())
    }

    /// Whether a field has a value here. What is unreadable or empty has none, and the layer below
    /// shows through.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        match field {
            Field::Category => !self.category.is_empty(),
            Field::Name => self.name.is_some(),
            Field::Content => !self.content.is_empty(),
            Field::Basis => !self.basis.is_empty(),
            Field::Deadline => self.deadline.is_some(),
            Field::Owner => self.owner.all().next().is_some(),
            Field::Method => !self.method.is_empty(),
            Field::Channel => !self.channel.is_empty(),
            Field::Audience => !self.audience.is_empty(),
            Field::Level => !self.level.is_empty(),
            Field::Stage => !self.stage.is_empty(),
            Field::Link => self.link.is_some(),
            Field::Reason => self.reason.is_some(),
            Field::Explains => !self.explains().is_empty(),
            Field::Covers => !self.covers().is_empty(),
            Field::DisclosedBy => !self.disclosed_by().is_empty(),
            Field::Reconstructed => !self.reconstructed().is_empty(),
            Field::Review => self.review.is_some(),
        }
    }

    /// The id, or nothing.
    #[must_use]
    pub fn id(&self) -> &str {
        self.id.as_ref().map_or("", |id| &id.value)
    }
}

/// An entry of the layer below that is left out.
#[derive(Clone, Debug)]
pub struct Exclude<'s> {
    /// The whole record.
    pub span: Span,
    /// Which.
    pub id: Option<Text<'s>>,
    /// Why.
    pub reason: Option<Choice<'s, ReasonId>>,
    /// What that stands on.
    pub basis: List<Text<'s>>,
    /// Where it is disclosed instead (他处已公开).
    pub elsewhere: Option<Text<'s>>,
}

/// An approval to be weaker than the layer below.
#[derive(Clone, Debug)]
pub struct Waiver<'s> {
    /// The whole record.
    pub span: Span,
    /// The entry.
    pub entry: Option<Text<'s>>,
    /// The field.
    pub field: Option<Text<'s>>,
    /// Why.
    pub reason: Option<Text<'s>>,
    /// What that stands on.
    pub basis: List<Text<'s>>,
    /// Who approved.
    pub approved_by: Option<Text<'s>>,
    /// Until when it holds.
    pub until: Option<Spanned<Date>>,
}

/// A catalog file.
#[derive(Clone, Debug)]
pub struct Catalog<'s> {
    /// The file.
    pub file: FileId,
    /// What it is.
    pub kind: Kind,
    /// The domain's code.
    pub domain: Option<Text<'s>>,
    /// Whether its `domain` key was written, readable or not, or may have been lost.
    pub names_domain: bool,
    /// Where the file's mapping begins.
    pub start: Span,
    /// The table's title.
    pub title: Option<Text<'s>>,
    /// The version of the text.
    pub version: Option<Text<'s>>,
    /// Since when it is in force.
    pub effective: Option<Spanned<Date>>,
    /// The document it was issued with.
    pub source: Option<Text<'s>>,
    /// By when it is to be reviewed again.
    pub review_due: Option<Spanned<Date>>,
    /// What fills an entry's gaps.
    pub defaults: Option<Box<Entry<'s>>>,
    /// The entries.
    pub entries: Vec<Entry<'s>>,
    /// What is left out of the layer below.
    pub excludes: Vec<Exclude<'s>>,
    /// Approvals to be weaker.
    pub waivers: Vec<Waiver<'s>>,
    /// Whether a syntax error fell in the file.
    pub is_damaged: bool,
    /// Whether its kind or its defaults may have been lost: a syntax error fell outside the
    /// entries, or the kind is unknown. What its entries lack may then not be missing.
    pub head_is_lost: bool,
}

impl Catalog<'_> {
    /// Whether it says of itself when or with what it was issued.
    #[must_use]
    pub fn says_issue(&self) -> bool {
        self.source.is_some() || self.version.is_some() || self.effective.is_some()
    }

    /// The day of the version; of its coming into force where the version is no day.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        let version = self.version.as_ref().and_then(|it| it.value.trim().parse().ok());
        version.or_else(|| self.effective.as_ref().map(|it| it.value))
    }
}

/// An office of an agency.
#[derive(Clone, Debug)]
pub struct Office<'s> {
    /// Its name.
    pub name: Text<'s>,
    /// The roles in the layers below that it fills.
    pub acts_for: List<Text<'s>>,
    /// Names it bore.
    pub former: List<Text<'s>>,
    /// How sure this is.
    pub review: Option<Choice<'s, Review>>,
}

/// A domain that an agency has no business in.
#[derive(Clone, Debug)]
pub struct NotApplicable<'s> {
    /// The whole record.
    pub span: Span,
    /// Which.
    pub domain: Option<Text<'s>>,
    /// Why.
    pub reason: Option<Text<'s>>,
    /// What that stands on.
    pub basis: List<Text<'s>>,
}

/// An `agency.yaml`.
#[derive(Clone, Debug)]
pub struct AgencyFile<'s> {
    /// The file.
    pub file: FileId,
    /// The folder's name, as the file gives it.
    pub key: Option<Text<'s>>,
    /// Its name.
    pub name: Option<Text<'s>>,
    /// Its GB/T 2260 code.
    pub code: Option<Text<'s>>,
    /// Its level of government.
    pub level: Option<Choice<'s, Level>>,
    /// The agency whose catalogs lie below its own.
    pub extends: Option<Text<'s>>,
    /// Whether it inherits them, or is only compared with them.
    pub inherit: bool,
    /// Its offices.
    pub offices: Vec<Office<'s>>,
    /// Domains that do not apply to it.
    pub not_applicable: Vec<NotApplicable<'s>>,
    /// Where it publishes.
    pub site: Option<Box<AgencySite<'s>>>,
    /// Whether a syntax error fell in the file: what it lacks may have been lost.
    pub is_damaged: bool,
}

impl AgencyFile<'_> {
    /// What is known of a file that cannot be read: that it is there.
    #[must_use]
    pub fn lost(file: FileId) -> Self {
        Self {
            file,
            key: None,
            name: None,
            code: None,
            level: None,
            extends: None,
            inherit: true,
            offices: Vec::new(),
            not_applicable: Vec::new(),
            site: None,
            is_damaged: true,
        }
    }
}
