//! The fields of an entry, by name.

/// A field of an entry. The eight elements (要素) that 国办发〔2019〕54号 asks for are `Name` to
/// `Audience` without `Category`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// 一级事项
    Category,
    /// 二级事项 (公开事项名称)
    Name,
    /// 公开内容
    Content,
    /// 公开依据
    Basis,
    /// 公开时限
    Deadline,
    /// 公开主体
    Owner,
    /// 公开方式
    Method,
    /// 公开渠道和载体
    Channel,
    /// 公开对象
    Audience,
    /// 公开层级
    Level,
    /// 五公开环节
    Stage,
    /// 公开链接
    Link,
    /// 不予公开的理由
    Reason,
    /// 解读的文件或事项
    Explains,
    /// 涉及的公开事项
    Covers,
    /// 由哪些事项公开
    DisclosedBy,
    /// 核对程度
    Review,
    /// 补写的要素
    Reconstructed,
}

impl Field {
    /// Every field, in the order of the official table.
    pub const ALL: [Self; 18] = [
        Self::Category,
        Self::Name,
        Self::Content,
        Self::Basis,
        Self::Deadline,
        Self::Owner,
        Self::Method,
        Self::Channel,
        Self::Audience,
        Self::Level,
        Self::Stage,
        Self::Link,
        Self::Reason,
        Self::Explains,
        Self::Covers,
        Self::DisclosedBy,
        Self::Review,
        Self::Reconstructed,
    ];

    /// The key in files and in machine-readable output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Name => "name",
            Self::Content => "content",
            Self::Basis => "basis",
            Self::Deadline => "deadline",
            Self::Owner => "owner",
            Self::Method => "method",
            Self::Channel => "channel",
            Self::Audience => "audience",
            Self::Level => "level",
            Self::Stage => "stage",
            Self::Link => "link",
            Self::Reason => "reason",
            Self::Explains => "explains",
            Self::Covers => "covers",
            Self::DisclosedBy => "disclosed_by",
            Self::Review => "review",
            Self::Reconstructed => "reconstructed",
        }
    }

    /// The heading in the official table.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Category => "一级事项",
            Self::Name => "二级事项",
            Self::Content => "公开内容",
            Self::Basis => "公开依据",
            Self::Deadline => "公开时限",
            Self::Owner => "公开主体",
            Self::Method => "公开方式",
            Self::Channel => "公开渠道和载体",
            Self::Audience => "公开对象",
            Self::Level => "公开层级",
            Self::Stage => "五公开环节",
            Self::Link => "公开链接",
            Self::Reason => "不予公开的理由",
            Self::Explains => "解读的文件或事项",
            Self::Covers => "涉及的公开事项",
            Self::DisclosedBy => "由哪些事项公开",
            Self::Review => "核对程度",
            Self::Reconstructed => "补写的要素",
        }
    }

    /// The field of that key.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// A set of fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldSet(u32);

impl FieldSet {
    /// Adds a field.
    pub fn insert(&mut self, field: Field) {
        self.0 |= 1 << field as u16;
    }

    /// Whether a field is in it.
    #[must_use]
    pub fn contains(self, field: Field) -> bool {
        self.0 & (1 << field as u16) != 0
    }
}
