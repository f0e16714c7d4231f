//! Which domain a title names.
use crate::{
    import::{
        cells::words,
        grid::Grid,
        table::{
            Table,
            header::{Column, Header},
            role::Role,
            row,
        },
    },
    model::{
        catalog::Kind,
        registry::{DomainId, Domains},
    },
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

/// Whether a text is a sentence, and no title.
#[must_use]
pub fn is_sentence(text: &str) -> bool {
    text.contains(['。', '；']) || text.contains('，')
}

/// Whether a text is the title of a table.
#[must_use]
pub fn is_title(text: &str, domains: &Domains) -> bool {
    let is_one = ["领域", "目录", "清单"].iter().any(|it| text.contains(it));
    is_one
        && !is_sentence(text)
        && text.chars().count() <= 60
        && named(text, domains) != Named::None
}

/// Whether a text may name a table, so that what stands below it begins anew.
#[must_use]
pub fn heads(text: &str, domains: &Domains) -> bool {
    let is_short = text.chars().count() <= 60 && !row::is_note(text) && !is_sentence(text);
    let is_title = ["目录", "清单", "领域"].iter().any(|it| text.contains(it));
    is_short && (is_title || kind(text) != Kind::Standard || named(text, domains) != Named::None)
}

/// A column headed 领域 whose cells name domains tells which one each row is of.
pub(super) fn settle(grid: &Grid, header: &Header, columns: &mut [Column], domains: &Domains) {
    let names = columns.iter().filter(|it| matches!(it.role, Role::Item(_))).count();
    let Some(column) = columns.iter_mut().find(|it| it.label.contains("领域")) else { return };
    let is_other = names > usize::from(matches!(column.role, Role::Item(_)));
    let is_name = matches!(column.role, Role::Item(_) | Role::Extra);
    let rows = header.top + header.height..grid.height();
    let texts: Vec<&str> =
        rows.map(|it| grid.text(it, column.at)).filter(|it| !it.is_empty()).collect();
    let known = texts.iter().filter(|it| whole(it, domains).is_some()).count();
    if is_name && is_other && known > 0 && known * 2 > texts.len() {
        column.role = Role::Domain;
    }
}

/// The domain that a cell names and nothing else.
fn whole(text: &str, domains: &Domains) -> Option<DomainId> {
    let bare = words::one_line(&words::simplified(text).0);
    let found = (0..).map(DomainId).zip(&domains.list).find(|(_, it)| {
        let mut names = std::iter::once(&it.name).chain(&it.other_names);
        names.any(|it| title(&bare).trim_end_matches("领域") == it)
    });
    found.map(|it| it.0)
}

/// A table as one for each run of rows of one domain, where a column names the domains.
pub(super) fn apart(table: Table, grid: &Grid, domains: &Domains) -> Vec<Table> {
    let column = table.columns.iter().find(|it| it.role == Role::Domain).map(|it| it.at);
    let Some(column) = column else { return vec![table] };
    let (mut whole, mut parts): (Table, Vec<Table>) = (table, Vec::new());
    let mut name = String::new();
    for row in std::mem::take(&mut whole.rows) {
        let own = words::one_line(&words::simplified(grid.shown(row.at, column)).0);
        let is_new = !own.is_empty() && own != name && self::whole(&own, domains).is_some();
        if is_new || parts.is_empty() {
            name = own;
            let mut part = Table { rows: Vec::new(), ..whole.clone() };
            if is_new {
                part.above.push(format!("{}领域", name.trim_end_matches("领域")));
            }
            // What is told of a table is told once.
            (whole.over, whole.notes, whole.torn) = Default::default();
            parts.push(part);
        }
        parts.last_mut().into_iter().for_each(|it| it.rows.push(row.clone()));
    }
    if parts.is_empty() { vec![whole] } else { parts }
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
