//! Which domain a title names.
use crate::model::{
    catalog::Kind,
    registry::{DomainId, Domains},
};

/// What a text says of domains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// Nothing.
    None,
    /// One.
    One(DomainId),
    /// A name that two domains share.
    Several,
}

/// The domain that a title, a sheet or a file names: the longest name in it wins.
#[must_use]
pub fn named(text: &str, domains: &Domains) -> Named {
    let bare: String = text.split_whitespace().collect();
    let mut best = Named::None;
    let mut most = 0;
    for (id, domain) in (0..).map(DomainId).zip(&domains.list) {
        for name in std::iter::once(&domain.name).chain(&domain.other_names) {
            let length = name.chars().count();
            if length < most || !bare.contains(name.as_str()) {
                continue;
            }
            best = if length > most || best == Named::One(id) {
                Named::One(id)
            } else {
                Named::Several
            };
            most = length;
        }
        if most == 0 && is_code(&bare, &domain.code) {
            return Named::One(id);
        }
    }
    best
}

/// A file may be called `20-social-assistance`.
fn is_code(text: &str, code: &str) -> bool {
    let Some(at) = text.find(code) else { return false };
    let is_end = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphabetic());
    is_end(text[..at].chars().next_back()) && is_end(text[at + code.len()..].chars().next())
}

/// Whether a text is the title of a table.
#[must_use]
pub fn is_title(text: &str, domains: &Domains) -> bool {
    let is_one = ["领域", "目录", "清单"].iter().any(|it| text.contains(it));
    is_one && text.chars().count() <= 60 && named(text, domains) != Named::None
}

/// What kind of catalog a title names.
#[must_use]
pub fn kind(text: &str) -> Kind {
    let has = |words: &[&str]| words.iter().any(|it| text.contains(it));
    if has(&["负面清单", "不予公开"]) {
        Kind::Negative
    } else if has(&["公众参与"]) {
        Kind::Participation
    } else if has(&["责任分工", "任务分工", "分工方案", "任务分解"]) {
        Kind::Plan
    } else if has(&["权责清单", "权责事项", "权力清单", "责任清单", "权力事项", "公共服务事项清单"])
    {
        Kind::Powers
    } else {
        Kind::Standard
    }
}

/// A title as a catalog has it: without the number before it and the blanks in it.
#[must_use]
pub fn title(text: &str) -> String {
    let bare: String = text.split_whitespace().collect();
    let mut rest = bare.as_str();
    loop {
        let before = rest;
        let is_digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
        let behind = rest.trim_start_matches(is_digit);
        if let Some(behind) =
            behind.strip_prefix(['、', '.', '．']).filter(|_| behind.len() < rest.len())
        {
            rest = behind;
        }
        for (open, close) in [('（', '）'), ('(', ')')] {
            if let Some((inside, behind)) =
                rest.strip_prefix(open).and_then(|it| it.split_once(close))
                && inside.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
            {
                rest = behind;
            }
        }
        rest = rest
            .strip_prefix("附件")
            .map_or(rest, |it| it.trim_start_matches(|c: char| is_digit(c) || "：:".contains(c)));
        if rest == before {
            break;
        }
    }
    if rest.is_empty() { bare } else { rest.to_owned() }
}
