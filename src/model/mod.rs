//! Tree to typed catalog, as written. What exists here is well-formed; what was not is a diagnostic.
//!
//! The glossary, in the words of the official tables:
//!
//! | here | Chinese | meaning |
//! | --- | --- | --- |
//! | agency | 机关 | who discloses: the nation, a province, a county, a township, a public enterprise |
//! | domain | 领域 | one of the 26 pilot domains, or a later one |
//! | catalog | 目录 | one agency's table for one domain |
//! | entry | 公开事项 | one row of a table |
//! | category, name | 一级事项, 二级事项 | |
//! | content | 公开内容 | what is disclosed |
//! | basis | 公开依据 | the laws and documents that it stands on |
//! | deadline | 公开时限 | by when |
//! | owner | 公开主体 | who discloses; 牵头 leads, 配合 supports |
//! | method | 公开方式 | 主动公开 proactively, 依申请公开 on request |
//! | channel | 公开渠道和载体 | where |
//! | audience | 公开对象 | 全社会 everyone, 特定群体 a group |
//! | level | 公开层级 | which levels of government |
//! | stage | 五公开 | 决策 执行 管理 服务 结果 |
//! | plan | 任务分工 | tasks with 牵头 and 配合, and their dates |
//! | powers | 权责清单, 公共服务事项清单 | what an agency may do and must provide |
//! | negative list | 负面清单 | what is not disclosed, and by which law |
//! | explains | 政策解读 | what an entry explains: another one, or a document |
//! | layer | 层 | the catalogs of an agency, laid over those of the agency that it extends |
//! | waiver | 放宽说明 | an approval to be weaker than the layer below |
pub mod basis;
pub mod blanks;
pub mod body;
pub mod catalog;
pub mod choice;
pub mod deadline;
mod decode;
pub mod field;
pub mod likeness;
pub mod ledger;
pub mod list;
pub mod lower;
pub mod names;
pub mod punctuation;
pub mod readings;
pub mod registry;
pub mod relations;
pub mod schema;
pub mod shape;
pub mod site;
pub mod vague;
pub mod vocabulary;
pub mod wording;

use std::borrow::Cow;

use crate::span::Spanned;

/// A text and where it was written.
pub type Text<'s> = Spanned<Cow<'s, str>>;
