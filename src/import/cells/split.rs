//! One cell to its elements, without breaking a title or a bracket.
use crate::{import::cells::words, model::wording};

/// A text by characters, with what is inside brackets and titles marked.
struct Text {
    chars: Vec<char>,
    inside: Vec<bool>,
}

const PAIRS: &[(char, char)] = &[
    ('《', '》'),
    ('〈', '〉'),
    ('（', '）'),
    ('(', ')'),
    ('〔', '〕'),
    ('[', ']'),
    ('【', '】'),
    ('“', '”'),
    ('「', '」'),
];

impl Text {
    fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let mut inside = vec![false; chars.len()];
        let mut open: Vec<(usize, char)> = Vec::new();
        for (at, c) in chars.iter().enumerate() {
            if let Some((_, close)) = PAIRS.iter().find(|it| it.0 == *c) {
                open.push((at, *close));
            } else if PAIRS.iter().any(|it| it.1 == *c) {
                // Brackets of two widths close each other; those that nothing closes do not count.
                let same = |close: char| close == *c || "）)".contains(close) && "）)".contains(*c);
                if let Some(place) = open.iter().rposition(|it| same(it.1)) {
                    let from = open[place].0;
                    open.truncate(place);
                    inside[from + 1..=at].fill(true);
                }
            }
        }
        Self { chars, inside }
    }

    fn slice(&self, from: usize, to: usize) -> String {
        self.chars[from..to].iter().collect()
    }
}

/// How the elements of a column are divided where a cell does not show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Habit {
    /// Other cells have semicolons, numbers or lines: a 、 is part of an element.
    #[default]
    Signs,
    /// No cell has: 、 divides.
    Commas,
}

/// The elements of a cell, and whether dividing it was a guess.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elements {
    /// The elements.
    pub list: Vec<String>,
    /// Whether they were guessed.
    pub guessed: bool,
}

/// Whether a cell shows how its elements are divided.
#[must_use]
pub fn has_signs(text: &str) -> bool {
    let text = Text::new(text);
    marks(&text).len() > 1
        || (0..text.chars.len()).any(|at| !text.inside[at] && "；;\n".contains(text.chars[at]))
}

/// Divides a cell into elements. `is_known` says which texts are elements elsewhere.
#[must_use]
pub fn elements(text: &str, habit: Habit, is_known: &dyn Fn(&str) -> bool) -> Elements {
    let sure = |list: Vec<String>| Elements { list: tidy(&list), guessed: false };
    let whole = words::one_line(text);
    if whole.is_empty() {
        return Elements::default();
    }
    if is_known(&whole) {
        return sure(vec![whole]);
    }
    let read = Text::new(text);
    if let Some(list) = numbered_parts(&read) {
        return sure(list);
    }
    let marks = marks(&read);
    if !marks.is_empty() {
        let ends = marks.iter().skip(1).map(|it| it.0).chain([read.chars.len()]);
        return sure(marks.iter().zip(ends).map(|(mark, end)| read.slice(mark.1, end)).collect());
    }
    let by_signs = cut(&read, |c| matches!(c, '；' | ';'));
    if by_signs.len() > 1 {
        return sure(by_signs);
    }
    let lines = lines(text, &read, is_known);
    if lines.list.len() > 1 {
        return lines;
    }
    if lines.guessed {
        return Elements { list: tidy(&[whole]), guessed: true };
    }
    let by_blanks: Vec<String> = tidy(&cut(&read, char::is_whitespace));
    let is_list = by_blanks.len() > 2
        && by_blanks.iter().all(|it| it.chars().count() > 3 && it.starts_with(wording::is_han));
    if is_list {
        return Elements { list: by_blanks, guessed: true };
    }
    let by_commas: Vec<String> = tidy(&cut(&Text::new(&whole), |c| c == '、'));
    let is_list = by_commas.len() > 1
        && (by_commas.iter().all(|it| is_known(it))
            || (habit == Habit::Commas
                && by_commas.len() > 2
                && by_commas.iter().all(|it| {
                    it.chars().count() > 1 && !it.contains(['的', '和', '及', '，', '：'])
                })));
    if is_list {
        return Elements { list: by_commas, guessed: true };
    }
    sure(vec![whole])
}

/// Parts between semicolons or lines, of which each begins with its number: numbers inside a part are
/// its own.
fn numbered_parts(text: &Text) -> Option<Vec<String>> {
    const CIRCLES: &str = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
    let parts = cut(text, |c| matches!(c, '；' | ';' | '\n'));
    if parts.len() < 2 {
        return None;
    }
    let marks = |number: usize| {
        let circle = CIRCLES.chars().nth(number - 1).map_or_else(String::new, String::from);
        [
            format!("{number}."),
            format!("{number}、"),
            format!("（{number}）"),
            format!("({number})"),
            circle,
        ]
    };
    (0..marks(1).len()).find_map(|style| {
        let bare = (1..).zip(&parts).map(|(number, part): (usize, _)| {
            let mark = marks(number).into_iter().nth(style).filter(|it| !it.is_empty())?;
            Some(part.trim().strip_prefix(mark.as_str())?.to_owned())
        });
        bare.collect::<Option<Vec<_>>>()
    })
}

/// Divides by lines, those that only broke a word put together again.
fn lines(text: &str, read: &Text, is_known: &dyn Fn(&str) -> bool) -> Elements {
    let parts = cut(read, |c| c == '\n');
    let count = |it: &String| it.trim().chars().count();
    if parts.len() > 1 {
        let (tail, before) =
            parts.split_last().map_or((0, &parts[..]), |(tail, rest)| (count(tail), rest));
        let (least, most) =
            before.iter().map(count).fold((usize::MAX, 0), |(a, b), it| (a.min(it), b.max(it)));
        // Lines of one width are a text that was wrapped.
        let width = if parts.len() > 2 { 12 } else { 24 };
        let ends_open = before.iter().all(|it| !it.trim().ends_with(['。', '，', ',', '、']));
        if most - least <= 1 && least >= width && tail < least && ends_open {
            return Elements { list: vec![words::one_line(text)], guessed: true };
        }
    }
    let mut list: Vec<String> = Vec::new();
    for part in parts.iter().map(|it| it.trim()).filter(|it| !it.is_empty()) {
        let joins = list.last().is_some_and(|before| {
            let both = words::one_line(&format!("{before}{part}"));
            before.ends_with(['、', '，', '（', '(', '和', '及', '与', '的', '“', '《', '：'])
                || part.starts_with([
                    '、', '，', '）', ')', '。', '；', '”', '》', '的', '等', '（', '(',
                ])
                || is_known(&both)
        });
        match list.last_mut().filter(|_| joins) {
            Some(before) => before.push_str(part),
            None => list.push(part.to_owned()),
        }
    }
    Elements { list: tidy(&list), guessed: false }
}

/// Cuts at signs outside of brackets.
fn cut(text: &Text, is_sign: impl Fn(char) -> bool) -> Vec<String> {
    let mut parts = Vec::new();
    let mut from = 0;
    for at in 0..text.chars.len() {
        if is_sign(text.chars[at]) && !text.inside[at] {
            parts.push(text.slice(from, at));
            from = at + 1;
        }
    }
    parts.push(text.slice(from, text.chars.len()));
    parts.retain(|it| !it.trim().is_empty());
    parts
}

fn tidy(list: &[String]) -> Vec<String> {
    let trimmed = list.iter().map(|it| {
        let line = words::one_line(it);
        line.trim_end_matches(['；', ';', '，', ',', '、', ' ']).trim().to_owned()
    });
    trimmed.filter(|it| !it.is_empty()).collect()
}

/// How a mark before an element is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Dot,
    Bracket,
    Circle,
    HanBracket,
    HanComma,
    Sign(char),
}

const HAN: &str = "一二三四五六七八九十";

/// The marks before the elements: where each begins and where it ends. Numbers count from one.
fn marks(text: &Text) -> Vec<(usize, usize)> {
    let start = text.chars.iter().position(|c| !c.is_whitespace()).unwrap_or(0);
    let Some((style, 1, end)) = mark(text, start) else { return Vec::new() };
    let mut marks = vec![(start, end)];
    let mut at = end;
    while at < text.chars.len() {
        let is_open =
            text.inside[at] && !text.inside.get(at.wrapping_sub(1)).copied().unwrap_or(false);
        let is_free = !text.inside[at] || is_open;
        let before = text.chars[at - 1];
        let may = match style {
            Style::Sign('-' | '·' | '*' | '—') => before == '\n',
            Style::Dot => !before.is_ascii_alphanumeric() && !matches!(before, '.' | '第' | '-'),
            _ => true,
        };
        let wanted = if matches!(style, Style::Sign(_)) { 1 } else { marks.len() + 1 };
        match mark(text, at).filter(|it| is_free && may && it.0 == style && it.1 == wanted) {
            Some((_, _, end)) => {
                marks.push((at, end));
                at = end;
            }
            None => at += 1,
        }
    }
    marks
}

/// The mark at a place: its style, its number, where it ends.
fn mark(text: &Text, at: usize) -> Option<(Style, usize, usize)> {
    let char_at = |at: usize| text.chars.get(at).copied().unwrap_or('\0');
    let first = char_at(at);
    let run = |from: usize, is: &dyn Fn(char) -> bool| {
        text.chars[from..].iter().take_while(|c| is(**c)).count()
    };
    let han =
        |from: usize, length: usize| words::number(&text.slice(from, from + length))?.parse().ok();
    let is_han = |c: char| HAN.contains(c);
    let digits = run(at, &|c| c.is_ascii_digit());
    if digits > 0 && digits < 3 {
        let end = at + digits + 1;
        let number = text.slice(at, at + digits).parse().ok()?;
        let is_mark = matches!(char_at(at + digits), '.' | '．' | '、' | ')' | '）');
        return (is_mark && !char_at(end).is_ascii_digit()).then_some((Style::Dot, number, end));
    }
    if matches!(first, '（' | '(') {
        let (inner, letters) = (run(at + 1, &|c| c.is_ascii_digit()), run(at + 1, &is_han));
        let length = inner.max(letters);
        if length == 0 || length > 3 || !matches!(char_at(at + 1 + length), '）' | ')') {
            return None;
        }
        let style = if inner > 0 { Style::Bracket } else { Style::HanBracket };
        return Some((style, han(at + 1, length)?, at + length + 2));
    }
    if let Some(number) = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳".chars().position(|it| it == first)
    {
        return Some((Style::Circle, number + 1, at + 1));
    }
    let letters = run(at, &is_han);
    if letters > 0 && letters < 4 && char_at(at + letters) == '、' {
        return Some((Style::HanComma, han(at, letters)?, at + letters + 1));
    }
    let is_sign = matches!(
        first,
        '●' | '■'
            | '◆'
            | '▪'
            | '•'
            | '·'
            | '▲'
            | '★'
            | '◇'
            | '□'
            | '○'
            | '➢'
            | '※'
            | '◎'
            | '-'
            | '*'
            | '—'
            | '✓'
            | '√'
            | '\u{f06c}'
            | '\u{f0b7}'
            | '\u{f075}'
            | '\u{f0d8}'
            | '\u{f06e}'
            | '\u{f09f}'
    );
    is_sign.then_some((Style::Sign(first), 1, at + 1))
}

#[cfg(test)]
mod tests {
    use super::{Habit, elements};

    fn list(text: &str) -> Vec<String> {
        elements(text, Habit::Signs, &|_| false).list
    }

    #[test]
    fn every_way_to_write_a_list() {
        let want = ["申请条件", "申请材料", "办理流程"];
        for text in [
            "申请条件；申请材料；办理流程",
            "申请条件;申请材料;办理流程。",
            "1.申请条件；2.申请材料；3.办理流程",
            "1、申请条件2、申请材料3、办理流程",
            "1. 申请条件\n2. 申请材料\n3. 办理\n流程",
            "●申请条件\n●申请材料\n●办理流程",
            "● 申请条件 ● 申请材料 ● 办理流程",
            "①申请条件②申请材料③办理流程",
            "（一）申请条件（二）申请材料（三）办理流程",
            "(1)申请条件；(2)申请材料；(3)办理流程",
            "一、申请条件\n二、申请材料\n三、办理流程",
            "申请条件\n申请材料\n办理流程",
            "-申请条件\n-申请材料\n-办理流程",
        ] {
            let list: Vec<String> =
                list(text).iter().map(|it| it.trim_end_matches('。').to_owned()).collect();
            assert_eq!(list, want, "{text}");
        }
    }

    #[test]
    fn titles_and_brackets_stay_whole() {
        assert_eq!(
            list("《关于甲；乙的通知》；办事指南（条件；材料）"),
            ["《关于甲；乙的通知》", "办事指南（条件；材料）"]
        );
        assert_eq!(list("1.预算：①收入表②支出表；2.决算"), ["预算：①收入表②支出表", "决算"]);
        assert_eq!(list("①预算：①收入表②支出表；②决算"), ["预算：①收入表②支出表", "决算"]);
        assert_eq!(list("1.12366纳税服务热线；2.投诉渠道"), ["12366纳税服务热线", "投诉渠道"]);
        assert_eq!(list("2019年预算、决算").len(), 1);
        assert_eq!(list("《社会救助\n暂行办法》"), ["《社会救助暂行办法》"]);
    }

    #[test]
    fn blanks_divide_what_is_too_long_for_a_word() {
        let text = "就业创业政策项目 对象范围 政策申请条件";
        assert_eq!(list(text), ["就业创业政策项目", "对象范围", "政策申请条件"]);
        assert_eq!(list("社会救 助信访通讯 地址"), ["社会救助信访通讯地址"]);
    }

    #[test]
    fn commas_divide_where_nothing_else_does() {
        let text = "文件名称、文号、发文部门";
        assert_eq!(elements(text, Habit::Commas, &|_| false).list.len(), 3);
        assert_eq!(elements(text, Habit::Signs, &|_| false).list.len(), 1);
    }
}
