//! 公开依据: the laws and documents an entry rests on.
//!
//! | name | Chinese |
//! |---|---|
//! | [`citation::Citation`] | 引用: one document named in a basis |
//! | [`number::DocumentNumber`] | 文号、令号、公告号、标准号 |
//! | [`article::Article`] | 条、款、项、目 |
//! | [`kind::Kind`] | 效力级别: 法律、行政法规、部门规章 … |
//! | [`damage::Damage`] | a slip of the pen in a citation |
//! | [`register::Register`] | 依据库: the documents there are, and which are still in force |
//!
//! A basis is read in four passes, each linear: `number` finds document numbers in the raw text, so that their brackets
//! are no riddle later; `brackets` pairs all others; `token` cuts the text; `reader` puts citations together.
pub mod article;
mod bare;
mod brackets;
pub mod citation;
pub mod damage;
pub mod date;
pub mod document;
mod issuer;
pub mod kind;
pub mod matching;
mod nearest;
pub mod number;
mod number_scan;
pub mod numerals;
mod qualifier;
mod reader;
pub mod register;
mod standard;
mod tail;
mod text;
mod title;
mod token;
mod wording;
