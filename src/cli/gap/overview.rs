//! The gap report of several agencies: who stands where, and what they have in common.
use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use crate::{
    cli::{
        formats::Look,
        gap::lines::{cell, heading, paint, paragraph, placed, right},
        style::Paint,
        wrap::{self, printable},
    },
    diagnostic::{Lang, Message, message},
    gap::{
        AgencyGap,
        against::{Change, Movement},
        cause::{Cause, Lack},
        state::State,
    },
    model::registry::DomainId,
    render::gap::{Telling, offices, tables, words},
};

/// A score in the matrix takes so many columns.
const SCORE: usize = 4;
/// The most causes, and the most changes of a kind, that are printed.
const SHOWN: usize = 20;
/// States that count against an agency, and those that do not count.
const COUNTED: [State; 5] =
    [State::Overdue, State::Missing, State::Partial, State::NotChecked, State::Met];

/// The report.
pub(super) fn text(telling: &Telling<'_, '_>, causes: &[Cause], look: Look) -> String {
    let agencies = telling.report.worst_first();
    let mut out = head(telling, look);
    let count = agencies.len();
    let line = message!("{count} 个机关，得分低的在前", "{count} agencies, the lowest score first");
    let _ = writeln!(out, "{}\n", line.text(telling.lang));
    out.push_str(&standings(telling, &agencies, look));
    out.push_str(&matrix(telling, &agencies, look));
    out.push_str(&shared(telling, causes, look));
    let hint = message!(
        "逐条的差距和出处：govcat gap 机关，或 --format html、xlsx",
        "each gap with its line: govcat gap AGENCY, or --format html or xlsx"
    );
    let _ = write!(out, "\n{}", paragraph(hint.text(telling.lang), look.width, 0));
    out
}

/// The title, the day, and what of everything is shown.
pub(super) fn head(telling: &Telling<'_, '_>, look: Look) -> String {
    let title = tables::title(telling);
    let title = look.style.paint(Paint::Bold, printable(&title));
    let today = telling.report.today;
    let day = message!("截至 {today}", "as of {today}");
    let mut out = format!("{title}  {}\n", day.text(telling.lang));
    if let Some(view) = words::view(telling) {
        let line = message!("只看{view}", "only {view}");
        out.push_str(&paragraph(line.text(telling.lang), look.width, 0));
    }
    out
}

/// How an agency is told from others: by its folder, which commands take, and its name.
fn called(telling: &Telling<'_, '_>, agency: &AgencyGap) -> String {
    let (key, name) = (telling.key(agency.agency), telling.agency(agency.agency));
    if key == name { key.to_owned() } else { format!("{key} {name}") }
}

/// Score, grade and counts of each agency.
fn standings(telling: &Telling<'_, '_>, agencies: &[&AgencyGap], look: Look) -> String {
    let lang = telling.lang;
    let pick = |(zh, en): (&'static str, &'static str)| if lang == Lang::Zh { zh } else { en };
    let outside = pick(("不计分", "uncounted"));
    let mut columns: Vec<String> = COUNTED.map(|it| it.label().text(lang).to_owned()).to_vec();
    columns.push(outside.to_owned());
    if look.width < 70 {
        columns.clear();
    }
    let widths: Vec<usize> = columns.iter().map(|it| wrap::width(it).max(5) + 1).collect();
    let (score, grade) = (7, 8);
    let room = look.width.saturating_sub(widths.iter().sum::<usize>() + score + grade + 1);
    let name = room.clamp(10, 30);
    let mut out = format!(
        "{}{} {}",
        cell(pick(("机关", "agency")), name),
        right(pick(("得分", "score")), score),
        cell(pick(("等级", "grade")), grade)
    );
    for (column, width) in columns.iter().zip(&widths) {
        out.push_str(&right(column, *width));
    }
    out = format!("{}\n", out.trim_end());
    for agency in agencies {
        let numbers = COUNTED.map(|it| agency.counts.of(it));
        let counted: usize = numbers.iter().sum();
        let rest = agency.counts.total() - counted;
        let mut line = format!(
            "{}{} {}",
            cell(&called(telling, agency), name),
            right(&words::score(agency.tally), score),
            cell(&agency.grade, grade)
        );
        for ((at, number), width) in numbers.into_iter().chain([rest]).enumerate().zip(&widths) {
            let text = right(&number.to_string(), *width);
            let state = COUNTED.get(at).filter(|it| it.is_gap() && number > 0);
            match state {
                Some(state) => line.push_str(&look.style.paint(paint(*state), text).to_string()),
                None => line.push_str(&text),
            }
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

/// Agencies by domains, as numbers, in blocks that fit.
fn matrix(telling: &Telling<'_, '_>, agencies: &[&AgencyGap], look: Look) -> String {
    let domains = offices::domains(telling);
    let register = &telling.resolution.registries.domains;
    let title = message!(
        "各领域得分（取整数；— 没有计分的事项，空白为标准没有这个领域）",
        "Scores by domain (whole numbers; — where nothing counts, blank where the standard has none)"
    );
    let mut out = heading(title.text(telling.lang), look);
    let room = look.width.saturating_sub(16) / SCORE;
    let blocks = domains.len().div_ceil(room.max(1)).max(1);
    let each = domains.len().div_ceil(blocks).max(1);
    let name = look.width.saturating_sub(each * SCORE).clamp(10, 26);
    for block in domains.chunks(each) {
        out.push_str(&cell("", name));
        for id in block {
            out.push_str(&right(&format!("{:02}", register.get(*id).number), SCORE));
        }
        out.push('\n');
        for agency in agencies {
            let mut line = cell(&called(telling, agency), name);
            for id in block {
                line.push_str(&score(telling, agency, *id, look));
            }
            let _ = writeln!(out, "{}", line.trim_end());
        }
        out.push('\n');
    }
    let legend: Vec<String> = domains
        .iter()
        .map(|it| register.get(*it))
        .map(|it| match telling.lang {
            Lang::Zh => format!("{:02}\u{a0}{}", it.number, it.name),
            Lang::En => format!("{:02}\u{a0}{}", it.number, it.code),
        })
        .collect();
    out.push_str(&paragraph(&legend.join("  "), look.width, 0).replace('\u{a0}', " "));
    out
}

fn score(telling: &Telling<'_, '_>, agency: &AgencyGap, domain: DomainId, look: Look) -> String {
    let Some(found) = agency.domains.iter().find(|it| it.domain == domain) else {
        return " ".repeat(SCORE);
    };
    let Some(score) = found.tally.rounded() else { return right("—", SCORE) };
    // Never rounded up: 100 means that nothing is short.
    let text = right(&format!("{:.0}", score.floor()), SCORE);
    let paint = match telling.report.scale.band(score) {
        0 => return text,
        1 | 2 => Paint::Yellow,
        _ => Paint::Red,
    };
    look.style.paint(paint, text).to_string()
}

/// What the agencies have in common, folded by its cause.
fn shared(telling: &Telling<'_, '_>, causes: &[Cause], look: Look) -> String {
    let lang = telling.lang;
    let title = message!(
        "差距的来源，涉及机关最多的在前",
        "Where the gaps come from, causes of the most agencies first"
    );
    if causes.is_empty() {
        let none = message!("没有差距。", "There is no gap.");
        return format!("\n{}\n", none.text(lang));
    }
    let mut out = heading(title.text(lang), look);
    for cause in causes.iter().take(SHOWN) {
        let (agencies, entries) = (cause.agencies.len(), cause.entries);
        let what = words::lack(cause.lack, lang);
        let why = cause.why.as_ref().filter(|_| !matches!(cause.lack, Lack::Field("ledger", _)));
        let why = why.map_or_else(String::new, |it| match lang {
            Lang::Zh => format!("（{}）", it.zh),
            Lang::En => format!(" ({})", it.en),
        });
        let line: Message = match &cause.entry {
            Some((_, id, name)) => message!(
                "{agencies} 个机关  {id} {name}：{what}{why}",
                "{agencies} agencies  {id} {name}: {what}{why}"
            ),
            None => message!(
                "{agencies} 个机关  {what}{why}，涉及 {entries} 条次",
                "{agencies} agencies  {what}{why}, {entries} entries in all"
            ),
        };
        out.push_str(&placed(line.text(lang), &cause.standard_at.to_string(), look.width, 0));
    }
    out.push_str(&more(causes.len(), lang));
    out
}

fn more(count: usize, lang: Lang) -> String {
    let rest = count.saturating_sub(SHOWN);
    let words = message!(
        "另有 {rest} 项没有列出，见 --format json、html 或 xlsx",
        "{rest} more; see --format json, html or xlsx"
    );
    if rest > 0 { format!("{}\n", words.text(lang)) } else { String::new() }
}

/// What changed since an earlier report.
pub(super) fn movement(telling: &Telling<'_, '_>, movement: &Movement, look: Look) -> String {
    let lang = telling.lang;
    let (opened, closed) = (movement.opened.len(), movement.closed.len());
    let since = movement.since.as_deref().unwrap_or("—");
    let title = message!(
        "较 {since} 的报告：新增差距 {opened} 处，消除 {closed} 处",
        "Since the report of {since}: {opened} gaps opened, {closed} closed"
    );
    let mut out = heading(title.text(lang), look);
    for (agency, old, new) in movement.scores.iter().filter(|(_, old, new)| old != new) {
        let (old, new) = (words::number(*old), words::number(*new));
        let _ = writeln!(out, "{agency}  {old} → {new}");
    }
    for (mark, paint, list) in
        [("+", Paint::Red, &movement.opened), ("-", Paint::Green, &movement.closed)]
    {
        let changes = folded(list);
        for (change, count) in changes.iter().take(SHOWN) {
            let Change { agency, domain, entry, name, at, .. } = change;
            let what = words::change(change, lang);
            let (whose, at) = match (count, lang) {
                (1, _) => (format!("{agency}/{domain}"), at.as_ref()),
                (_, Lang::Zh) => (format!("{count} 个机关 {domain}"), None),
                (_, Lang::En) => (format!("{count} agencies {domain}"), None),
            };
            let colon = if lang == Lang::Zh { "：" } else { ": " };
            let line = format!("{whose}#{entry} {name}{colon}{what}");
            let place = at.map(ToString::to_string).unwrap_or_default();
            let text = placed(&line, &place, look.width, 2);
            let _ = write!(out, "{}{}", look.style.paint(paint, mark), &text[1..]);
        }
        out.push_str(&more(changes.len(), lang));
    }
    if !movement.uncompared.is_empty() {
        let names = movement.uncompared.join("、");
        let line = message!(
            "只在其中一份报告里，没有比较：{names}",
            "only in one of the two reports, not compared: {names}"
        );
        out.push_str(&paragraph(line.text(lang), look.width, 0));
    }
    out
}

/// What came or went alike in several agencies once, with their number, in the order in which it comes up: a
/// standard that became stricter is one cause in all counties.
fn folded(list: &[Change]) -> Vec<(&Change, usize)> {
    let mut folded: Vec<(&Change, usize)> = Vec::new();
    let mut index = FxHashMap::default();
    for change in list {
        let Change { domain, entry, name, field, state, .. } = change;
        let at = *index.entry((domain, entry, name, field, state)).or_insert(folded.len());
        match folded.get_mut(at) {
            Some((_, count)) => *count += 1,
            None => folded.push((change, 1)),
        }
    }
    folded
}

/// How the scores come about.
pub(super) fn formula(telling: &Telling<'_, '_>, look: Look) -> String {
    let title = message!("计分办法", "How the score comes about");
    let mut out = heading(title.text(telling.lang), look);
    for sentence in words::formula(telling.report) {
        out.push_str(&paragraph(sentence.text(telling.lang), look.width, 0));
    }
    out
}
