//! One cell to its elements, without breaking a title or a bracket.
use crate::{
    import::cells::{
        marks::{Text, cut, marks, numbered_parts, tidy},
        words,
    },
    model::wording,
};

/// How the elements of a column are divided where a cell does not show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Habit {
    /// Other cells have semicolons, numbers or lines: a 、 is part of an element.
    #[default]
    Signs,
    /// No cell has: 、 divides.
    Commas,
    /// An export wrote them: it divides with signs and says what is not plain.
    Exact,
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
    let whole_text = Text::new(&whole);
    for sign in ['、', '，', '。', '/', '|'] {
        let parts = tidy(&cut(&whole_text, |c| c == sign));
        let least = match (habit, sign) {
            (Habit::Exact, _) => usize::MAX,
            (Habit::Commas, '、') => 2,
            // Where other cells divide with signs, only words that each stand for themselves are a list.
            _ => 4,
        };
        if parts.len() > 1 && (parts.iter().all(|it| is_known(it)) || are_names(&parts, least)) {
            return Elements { list: parts, guessed: true };
        }
    }
    sure(vec![whole])
}

/// Whether parts are names, each for itself: 对象名单、监督电话、办理流程, and not 依据、条件和程序 or 住房的位置、面积.
fn are_names(parts: &[String], least: usize) -> bool {
    let is_name = |it: &String| {
        let count = it.chars().count();
        let is_plain = !it.contains(['的', '和', '及', '，', '：', '。']);
        count >= least && is_plain && (least < 4 || (count < 16 && stands_alone(it)))
    };
    parts.len() > 2 && parts.iter().all(is_name)
}

fn stands_alone(part: &str) -> bool {
    part.chars().all(wording::is_han) && !part.contains(['等', '与', '或', '并', '各'])
}

/// Divides by lines, those that only broke a word put together again.
fn lines(text: &str, read: &Text, is_known: &dyn Fn(&str) -> bool) -> Elements {
    let parts = cut(read, |c| c == '\n');
    let count = |it: &String| it.trim().chars().count();
    // 受理环节：…, 决定环节：…: each line says by itself what it is of.
    let labelled = parts.iter().filter(|it| has_label(it)).count();
    if parts.len() > 1 && labelled < 2 {
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

/// Whether a line begins with a word and a colon.
fn has_label(line: &str) -> bool {
    let label = line.trim().split(['：', ':']).next().unwrap_or("").chars();
    let count = label.clone().count();
    let is_short = (2..=10).contains(&count) && count < line.trim().chars().count();
    is_short && label.clone().all(wording::is_han)
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
            "⑴申请条件⑵申请材料⑶办理流程",
            "⒈申请条件；⒉申请材料；⒊办理流程",
            "㈠申请条件㈡申请材料㈢办理流程",
            "１．申请条件２．申请材料３．办理流程",
            "1 申请条件\n2 申请材料\n3 办理流程",
            "A.申请条件 B.申请材料 C.办理流程",
            "▶申请条件▶申请材料▶办理流程",
            "\u{f0b7}申请条件\n\u{f0b7}申请材料\n\u{f0b7}办理流程",
        ] {
            let list: Vec<String> =
                list(text).iter().map(|it| it.trim_end_matches('。').to_owned()).collect();
            assert_eq!(list, want, "{text}");
        }
    }

    #[test]
    fn lines_with_labels_are_no_wrapped_text() {
        let want = [
            "受理环节：受理情况公示、报告书（表）全本",
            "拟决定环节：拟审查环评文件基本情况公示",
            "决定环节：环评批复",
        ];
        assert_eq!(list(&want.join("\n")), want);
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
        // Names that stand for themselves are a list even beside other signs; what hangs together is not.
        let names = "对象范围、申请材料、办理流程、监督电话";
        let found = elements(names, Habit::Signs, &|_| false);
        assert_eq!((found.list.len(), found.guessed), (4, true));
        assert_eq!(elements(names, Habit::Exact, &|_| false).list.len(), 1);
        for whole in [
            "行政处罚的依据、条件、程序",
            "依据、条件、程序",
            "军人子女、公安英烈子女、消防救援人员等子女",
            "《城市道路管理条例、实施细则》",
            "办事指南（申请条件、申请材料、办理流程）",
            "给付依据、给付条件和给付结果",
        ] {
            assert_eq!(list(whole), [whole]);
        }
    }
}
