//! Words that the vocabulary knows: what was written, and what it means.
use std::borrow::Cow;

use crate::model::{Text, vocabulary::Terms};

/// A word from the vocabulary, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice<'s, T> {
    /// What was written.
    pub text: Text<'s>,
    /// What it means; `None` for an unknown word.
    pub value: Option<T>,
    /// How it was spelled.
    pub spelling: Spelling,
}

/// How a word of the vocabulary was spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// As the standard term, or an unknown word.
    Standard,
    /// With a synonym.
    Synonym,
    /// As the standard term with more behind it: `特定群体：申请人`, `其他：办税服务厅`.
    Qualified,
}

/// 公开方式
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// 主动公开
    Proactive,
    /// 依申请公开
    OnRequest,
}

/// 公开对象
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// 全社会
    Everyone,
    /// 特定群体, all or those named
    Group,
}

/// 层级
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 国家级
    Nation,
    /// 省级
    Province,
    /// 市级
    City,
    /// 县级
    County,
    /// 乡级
    Township,
    /// 村级
    Village,
    /// 企事业单位
    Enterprise,
}

/// 五公开
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// 决策
    Decision,
    /// 执行
    Execution,
    /// 管理
    Management,
    /// 服务
    Service,
    /// 结果
    Result,
}

/// How sure a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Review {
    /// Compared with the official document.
    Verified,
    /// Read in a published table.
    Published,
    /// Reconstructed from general knowledge; never to be shown as the official text.
    Reconstructed,
}

impl Stage {
    /// All five, in order.
    pub const ALL: [Self; 5] =
        [Self::Decision, Self::Execution, Self::Management, Self::Service, Self::Result];

    /// The standard term.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Decision => "决策",
            Self::Execution => "执行",
            Self::Management => "管理",
            Self::Service => "服务",
            Self::Result => "结果",
        }
    }
}

impl Review {
    /// The word in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Published => "published",
            Self::Reconstructed => "reconstructed",
        }
    }
}

/// The index of a channel in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChannelId(pub u16);

/// The index of a lawful reason in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReasonId(pub u16);

/// A value that a standard term stands for.
pub trait Meaning: Sized {
    /// The value of the term with this index and these words.
    fn of(index: u16, term: &str) -> Option<Self>;
}

impl Meaning for ChannelId {
    fn of(index: u16, _: &str) -> Option<Self> {
        Some(Self(index))
    }
}

impl Meaning for ReasonId {
    fn of(index: u16, _: &str) -> Option<Self> {
        Some(Self(index))
    }
}

/// Pairs standard terms with values.
macro_rules! meanings {
    ($($type:ident { $($term:literal => $value:ident),+ $(,)? })+) => {
        $(impl Meaning for $type {
            fn of(_: u16, term: &str) -> Option<Self> {
                match term {
                    $($term => Some(Self::$value),)+
                    _ => None,
                }
            }
        })+
    };
}

meanings! {
    Method { "主动公开" => Proactive, "依申请公开" => OnRequest }
    Audience { "全社会" => Everyone, "特定群体" => Group }
    Level {
        "国家级" => Nation, "省级" => Province, "市级" => City, "县级" => County, "乡级" => Township,
        "村级" => Village, "企事业单位" => Enterprise,
    }
    Stage {
        "决策" => Decision, "执行" => Execution, "管理" => Management, "服务" => Service,
        "结果" => Result,
    }
    Review { "verified" => Verified, "published" => Published, "reconstructed" => Reconstructed }
}

impl<'s, T: Meaning> Choice<'s, T> {
    /// Looks a text up.
    #[must_use]
    pub fn read(text: Text<'s>, terms: &Terms) -> Self {
        let found = terms.find(&text.value);
        let value = found.and_then(|(index, _)| T::of(index, terms.standard(index)));
        let spelling = match found {
            Some((_, spelling)) if value.is_some() => spelling,
            _ => Spelling::Standard,
        };
        Self { text, value, spelling }
    }

    /// The word to show: the standard term where it is known, else what was written.
    #[must_use]
    pub fn standard<'a>(&'a self, terms: &'a Terms) -> Cow<'a, str> {
        match self.spelling {
            Spelling::Standard => Cow::Borrowed(&self.text.value),
            Spelling::Synonym | Spelling::Qualified => terms.standardise(&self.text.value),
        }
    }
}
