//! Slips of the pen in a citation: it was understood, yet it is not written as it should be.
use std::ops::Range;

use crate::diagnostic::Message;

/// One slip and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// What is wrong.
    pub kind: DamageKind,
    /// Its bytes in the text that was read.
    pub span: Range<usize>,
}

/// What may be wrong with the writing of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DamageKind {
    /// 《 without 》.
    UnclosedTitle,
    /// 》 without 《.
    UnopenedTitle,
    /// 《》 around nothing.
    EmptyTitle,
    /// Other signs than 《》 around a title, as in 〈土地管理法〉.
    TitleMarks,
    /// A bracket that is not closed.
    UnclosedBracket,
    /// A closing bracket without its opening one.
    UnopenedBracket,
    /// Brackets of two kinds as a pair, as in 〔2019].
    MismatchedBrackets,
    /// The year of a number lacks a bracket, as in 〔201744号.
    NumberBracket,
    /// A number without its 号.
    NumberHao,
    /// A number without its 发文机关代字, as in （〔2019〕54号）.
    NumberPrefix,
    /// A number without its 序号, as in 〔2019〕号.
    NumberSerial,
    /// A blank inside a name, a number or an article.
    Blank,
    /// Half of a title, as in 《…办法的通知》.
    HalfTitle,
    /// Articles of no document.
    MissingTitle,
    /// Words that name no document, as in 相关政策文件.
    Vague,
}

impl DamageKind {
    /// The slip in words.
    #[must_use]
    pub fn message(self) -> Message {
        let (zh, en) = match self {
            Self::UnclosedTitle => {
                ("书名号“《”没有对应的“》”", "title mark `《` has no matching `》`")
            }
            Self::UnopenedTitle => {
                ("书名号“》”没有对应的“《”", "title mark `》` has no matching `《`")
            }
            Self::EmptyTitle => ("书名号内没有文件名称", "nothing stands between the title marks"),
            Self::TitleMarks => {
                ("文件名称应当用书名号“《》”标示", "a title is to be set in `《》`")
            }
            Self::UnclosedBracket => ("括号没有闭合", "bracket is not closed"),
            Self::UnopenedBracket => ("多出一个右括号", "closing bracket has no opening one"),
            Self::MismatchedBrackets => {
                ("左右括号不一致", "opening and closing brackets differ in kind")
            }
            Self::NumberBracket => (
                "文号的年份应当用六角括号“〔〕”括起，此处缺少括号",
                "the year of a document number lacks a bracket of `〔〕`",
            ),
            Self::NumberHao => ("文号缺少“号”字", "document number lacks its final `号`"),
            Self::NumberPrefix => {
                ("文号缺少发文机关代字", "document number does not say whose it is")
            }
            Self::NumberSerial => ("文号缺少发文顺序号", "document number lacks its serial number"),
            Self::Blank => {
                ("引用中夹有多余的空格或者换行", "citation has a stray blank or line break inside")
            }
            Self::HalfTitle => ("文件名称不完整", "title is incomplete"),
            Self::MissingTitle => (
                "只写了条款，没有写明是哪部法律法规或者文件",
                "articles are cited, yet no document is named",
            ),
            Self::Vague => {
                ("没有写明具体的法律法规或者文件", "no particular law or document is named")
            }
        };
        Message { zh: zh.to_owned(), en: en.to_owned() }
    }
}

impl Damage {
    /// The slip in words.
    #[must_use]
    pub fn message(&self) -> Message {
        self.kind.message()
    }
}
