//! 责任主体: the bodies an owner cell names, and which of them leads.
use std::ops::Range;

/// The owners of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owners<'a> {
    /// 牵头, or those named without a part.
    pub lead: Vec<&'a str>,
    /// 配合.
    pub with: Vec<&'a str>,
}

/// Reads an owner cell: 牵头：A；配合：B, A（牵头）、B（配合）, A牵头，B、C配合. Bodies are split always at ；and line ends,
/// at 、 and ， where both sides can be bodies, at 和, 及 and the like only where `is_body` knows both sides. Nothing
/// in brackets is split.
#[must_use]
pub fn owners<'a>(text: &'a str, is_body: &dyn Fn(&str) -> bool) -> Owners<'a> {
    let text = unwrap(text);
    let mut out = Owners::default();
    // What the last label or the last mark said, for bodies without one of their own.
    let mut label = None;
    let mut led = false;
    for clause in clauses(text, &[';', '；', '\n', '\r', '。', '|']) {
        let (own, clause) = labelled(clause);
        label = own.or(label);
        for part in parted(clause) {
            let (said, names) = part;
            let part = match said {
                // 负责 after 牵头 is a part in what another leads.
                Some(Part::Charge) if led => Part::With,
                Some(Part::Charge) => Part::Lead,
                Some(part) => part,
                None => label.unwrap_or(Part::Lead),
            };
            led |= said == Some(Part::Lead) || label == Some(Part::Lead);
            let mut bodies = Vec::new();
            split_clause(names, is_body, &mut bodies);
            out.place(bodies, part, is_body);
        }
    }
    out
}

/// Whether `text` ends as the name of a body does; what stands in brackets at its end does not count.
#[must_use]
pub fn looks_like_body(text: &str) -> bool {
    const TAILS: [&str; 63] = [
        "局",
        "委",
        "办",
        "厅",
        "部",
        "署",
        "部门",
        "机构",
        "中心",
        "政府",
        "办事处",
        "委员会",
        "委员",
        "法院",
        "检察院",
        "站",
        "所",
        "院",
        "校",
        "银行",
        "公司",
        "企业",
        "人",
        "机关",
        "单位",
        "办公室",
        "科",
        "处",
        "室",
        "股",
        "队",
        "支队",
        "大队",
        "会",
        "协会",
        "联合会",
        "社区",
        "村",
        "村委会",
        "居委会",
        "乡",
        "镇",
        "街道",
        "馆",
        "园",
        "所在地",
        "分局",
        "集团",
        "法人",
        "组",
        "者",
        "方",
        "学校",
        "医院",
        "平台",
        "管委会",
        "党委",
        "工会",
        "社",
        "网点",
        "基地",
        "团委",
        "场",
    ];
    /// Words that end like a body and are none.
    const OTHERS: [&str; 6] = ["农村", "社会", "市场", "地方", "城镇", "乡镇企业"];
    let text = without_bracket(text.trim());
    text.chars().nth(1).is_some()
        && !OTHERS.iter().any(|it| text.ends_with(it))
        && TAILS.iter().any(|it| text.ends_with(it))
}

/// No body has a longer name, in bytes; the bound keeps a long list linear.
const LONGEST: usize = 360;

/// What a body does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Lead,
    With,
    /// 负责: to lead, unless another does.
    Charge,
}

const LABELS: [(&str, Part); 17] = [
    ("牵头单位", Part::Lead),
    ("牵头部门", Part::Lead),
    ("牵头科室", Part::Lead),
    ("牵头", Part::Lead),
    ("主办单位", Part::Lead),
    ("主办", Part::Lead),
    ("主责", Part::Lead),
    ("责任单位", Part::Charge),
    ("责任部门", Part::Charge),
    ("责任主体", Part::Charge),
    ("负责单位", Part::Charge),
    ("负责", Part::Charge),
    ("配合单位", Part::With),
    ("配合部门", Part::With),
    ("配合", Part::With),
    ("协办单位", Part::With),
    ("协办", Part::With),
];

const VERBS: [(&str, Part); 16] = [
    ("按职责分工分别负责", Part::Charge),
    ("按照职责分工负责", Part::Charge),
    ("按职责分工负责", Part::Charge),
    ("共同负责", Part::Charge),
    ("分别负责", Part::Charge),
    ("牵头负责", Part::Lead),
    ("牵头", Part::Lead),
    ("主办", Part::Lead),
    ("组织实施", Part::Charge),
    ("负责", Part::Charge),
    ("配合落实", Part::With),
    ("协助配合", Part::With),
    ("配合", Part::With),
    ("协办", Part::With),
    ("参与", Part::With),
    ("协助", Part::With),
];

impl<'a> Owners<'a> {
    /// Places bodies; a mark of their own, （牵头）, goes before what was said of all of them.
    fn place(&mut self, bodies: Vec<&'a str>, part: Part, is_body: &dyn Fn(&str) -> bool) {
        let mut part = if part == Part::With { Part::With } else { Part::Lead };
        for body in bodies {
            let (name, own) = marked(body);
            let (name, others) = joined(name, is_body);
            match own {
                Some(Part::With) => part_of(self, Part::With).push(name),
                Some(_) => {
                    part_of(self, Part::Lead).push(name);
                    // A（牵头）、B、C: B and C lead nothing.
                    part = Part::With;
                }
                None => part_of(self, part).push(name),
            }
            // A会同B、C: who follows supports, too.
            part = others.map_or(part, |_| Part::With);
            self.with.extend(others);
        }
    }
}

fn part_of<'o, 'a>(owners: &'o mut Owners<'a>, part: Part) -> &'o mut Vec<&'a str> {
    if part == Part::With { &mut owners.with } else { &mut owners.lead }
}

/// A会同B: A leads.
fn joined<'a>(name: &'a str, is_body: &dyn Fn(&str) -> bool) -> (&'a str, Option<&'a str>) {
    match name.split_once("会同") {
        Some((lead, with)) if ok(lead, is_body) && ok(with, is_body) => {
            (lead.trim(), Some(with.trim()))
        }
        _ => (name, None),
    }
}

/// 牵头单位：… at the start of a clause.
fn labelled(clause: &str) -> (Option<Part>, &str) {
    let trimmed = clause.trim_start();
    for (name, part) in LABELS {
        if let Some(rest) = trimmed
            .strip_prefix(name)
            .map(str::trim_start)
            .and_then(|it| it.strip_prefix(['：', ':']))
        {
            return (Some(if part == Part::Charge { Part::Charge } else { part }), rest);
        }
    }
    (None, clause)
}

/// The parts of a clause that each end in a verb: A牵头，B、C配合.
fn parted(clause: &str) -> Vec<(Option<Part>, &str)> {
    let mut out = Vec::new();
    let mut start = 0;
    for piece in pieces(clause, &['，', ',', '、']) {
        let text = &clause[start..piece.end];
        for (verb, part) in VERBS {
            let Some(names) = text.trim_end().strip_suffix(verb).filter(|it| !it.trim().is_empty())
            else {
                continue;
            };
            out.push((Some(part), trim_separators(names)));
            start = piece.end;
            break;
        }
    }
    let rest = trim_separators(&clause[start..]);
    if !rest.is_empty() {
        out.push((None, rest));
    }
    out
}

/// （牵头） at the end of a body's name.
fn marked(body: &str) -> (&str, Option<Part>) {
    let name = without_bracket(body);
    let inside = body[name.len()..]
        .trim_matches(|it: char| is_open(it) || is_close(it) || it.is_whitespace());
    match LABELS.iter().find(|it| it.0 == inside || inside.strip_suffix("单位") == Some(it.0)) {
        Some((_, part)) => (name, Some(*part)),
        None => (body, None),
    }
}

fn without_bracket(text: &str) -> &str {
    if !text.ends_with(is_close) {
        return text;
    }
    text.rfind(is_open).filter(|it| *it > 0).map_or(text, |at| text[..at].trim_end())
}

/// 〔…负责〕 and （…配合） as plans have them: the bracket is around all of it.
fn unwrap(text: &str) -> &str {
    let inner = text.trim();
    let all = inner.starts_with(is_open)
        && inner.ends_with(is_close)
        && VERBS.iter().any(|it| inner.trim_end_matches(is_close).ends_with(it.0));
    if all { inner.trim_start_matches(is_open).trim_end_matches(is_close) } else { text }
}

fn split_clause<'a>(clause: &'a str, is_body: &dyn Fn(&str) -> bool, out: &mut Vec<&'a str>) {
    let commas = pieces(clause, &['、', '，', ',']);
    let mut start = 0;
    for (index, piece) in commas.iter().enumerate() {
        let last = index + 1 == commas.len();
        // 市、区县人民政府: the right side may itself be a list.
        let right = || {
            commas
                .iter()
                .skip(index + 1)
                .take(3)
                .any(|it| ok(&clause[commas[index + 1].start..it.end], is_body))
        };
        if last || ok(&clause[start..piece.end], is_body) && right() {
            split_at_words(&clause[start..piece.end], is_body, out);
            start = commas.get(index + 1).map_or(clause.len(), |it| it.start);
        }
    }
}

/// Splits at 和, 及 and the like, where both sides are known bodies.
fn split_at_words<'a>(text: &'a str, is_body: &dyn Fn(&str) -> bool, out: &mut Vec<&'a str>) {
    const WORDS: [&str; 7] = ["以及", "或者", "及", "和", "或", "与", "会同"];
    /// The bound keeps a cell of nothing but 和 linear.
    const MOST: usize = 16;
    let text = trim_separators(text);
    let depth = depths(text);
    let places: Vec<Range<usize>> = text
        .char_indices()
        .filter(|(at, _)| depth[*at] == 0)
        .filter_map(|(at, _)| {
            WORDS.iter().find(|it| text[at..].starts_with(**it)).map(|it| at..at + it.len())
        })
        .take(MOST)
        .collect();
    let mut start = 0;
    for (index, place) in places.iter().enumerate() {
        if place.start < start || &text[place.clone()] == "会同" {
            continue;
        }
        let ends =
            places.iter().skip(index + 1).map(|it| it.start).chain(std::iter::once(text.len()));
        let known = |it: &str| it.len() <= LONGEST && is_body(it.trim());
        let right = ends.into_iter().any(|end| end > place.end && known(&text[place.end..end]));
        if right && known(&text[start..place.start]) {
            out.push(text[start..place.start].trim());
            start = place.end;
        }
    }
    let rest = text[start..].trim();
    if !rest.is_empty() {
        out.push(rest);
    }
}

fn ok(text: &str, is_body: &dyn Fn(&str) -> bool) -> bool {
    let text = text.trim();
    text.len() <= LONGEST && (is_body(text) || looks_like_body(text))
}

fn clauses<'a>(text: &'a str, at: &[char]) -> impl Iterator<Item = &'a str> {
    pieces(text, at).into_iter().map(|it| text[it].trim()).filter(|it| !it.is_empty())
}

/// What lies between the signs `at`, brackets left whole.
fn pieces(text: &str, at: &[char]) -> Vec<Range<usize>> {
    let depth = depths(text);
    let mut out = Vec::new();
    let mut start = 0;
    for (index, c) in text.char_indices() {
        if depth[index] == 0 && at.contains(&c) {
            out.push(start..index);
            start = index + c.len_utf8();
        }
    }
    out.push(start..text.len());
    out
}

/// How deep in brackets each byte is; a bracket that is never closed counts for nothing.
fn depths(text: &str) -> Vec<u32> {
    let mut depth = vec![0; text.len() + 1];
    let mut open: Vec<usize> = Vec::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (index, c) in text.char_indices() {
        if is_open(c) {
            open.push(index);
        } else if is_close(c)
            && let Some(start) = open.pop()
        {
            pairs.push((start, index));
        }
    }
    // Pairs inside others need not be marked again.
    pairs.sort_unstable();
    let mut done = 0;
    for (start, end) in pairs {
        if end >= done {
            depth[start.max(done)..=end].fill(1);
            done = end + 1;
        }
    }
    depth
}

fn is_open(c: char) -> bool {
    matches!(c, '（' | '(' | '〔' | '[' | '【' | '［')
}

fn is_close(c: char) -> bool {
    matches!(c, '）' | ')' | '〕' | ']' | '】' | '］')
}

fn trim_separators(text: &str) -> &str {
    text.trim_matches(|it: char| it.is_whitespace() || matches!(it, '，' | ',' | '、'))
}

#[cfg(test)]
mod tests;
