//! 公开依据: laws and documents, one by one, each with the number that follows it.
use crate::import::cells::{split, words};

/// Divides a cell into the laws and documents that it names.
#[must_use]
pub fn documents(text: &str) -> Vec<String> {
    let never = |_: &str| false;
    let mut list = Vec::new();
    for part in split::elements(&joined(text), split::Habit::Signs, &never).list {
        cut(&part, &mut list);
    }
    list
}

/// A line that does not begin a document belongs to the one before it.
fn joined(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|it| !it.is_empty()) {
        let begins = line.contains('《')
            && !line.split('《').next().unwrap_or("").contains('》')
            && lines.last().is_none_or(|it| is_closed(it));
        let is_numbered =
            line.starts_with(|c: char| c.is_ascii_digit() || "①②③④⑤⑥⑦⑧⑨⑩●■◆·".contains(c));
        let ended = lines.last().is_none_or(|it| it.ends_with(['；', ';', '。']));
        let whole = lines
            .last()
            .is_some_and(|it| is_closed(it) && it.ends_with(['》', '）', ')', '款', '条', '号']));
        let is_more = line.starts_with(['（', '(', '〔', '第', '》', '〉', '、', '，']);
        match lines.last_mut() {
            Some(before)
                if !(ended
                    || (begins && whole)
                    || (is_numbered && is_closed(before))
                    || (whole && !is_more && !line.contains('》')))
                    || is_more =>
            {
                before.push_str(line);
            }
            _ => lines.push(line.to_owned()),
        }
    }
    lines.join("\n")
}

fn is_closed(text: &str) -> bool {
    ["《》", "（）", "〔〕", "〈〉"].iter().all(|pair| {
        let mut chars = pair.chars();
        let (open, close) = (chars.next(), chars.next());
        text.chars().filter(|c| Some(*c) == open).count()
            <= text.chars().filter(|c| Some(*c) == close).count()
    })
}

/// Cuts between documents that stand one behind the other: `《甲》《乙》`, `《甲》（…）、《乙》`.
fn cut(text: &str, list: &mut Vec<String>) {
    let chars: Vec<char> = text.chars().collect();
    let (mut depth, mut round) = (0_usize, 0_usize);
    let mut from = 0;
    let mut push = |from: usize, to: usize| {
        let part: String = chars[from..to].iter().collect();
        let part = words::one_line(&part);
        let part = part.trim_matches(|c: char| "、，,；;".contains(c) || c.is_whitespace());
        if !part.is_empty() {
            list.push(part.to_owned());
        }
    };
    for at in 0..chars.len() {
        match chars[at] {
            '《' => {
                let before: String = chars[from..at].iter().collect();
                let is_behind = depth == 0 && round == 0 && before.contains('》');
                if is_behind {
                    // Whose document it is stands before its title: 、国务院办公厅《…》.
                    let start =
                        (from..at).rev().find(|it| "、，,；;》）) 和及与".contains(chars[*it]));
                    let at = start.map_or(at, |it| it + 1);
                    let end = start.map_or(at, |it| it + usize::from("》）)".contains(chars[it])));
                    let names_body = chars[at..]
                        .iter()
                        .take_while(|c| **c != '《')
                        .all(|c| !c.is_ascii_digit() && *c != '第' && *c != '条');
                    if names_body {
                        push(from, end);
                        from = at;
                    }
                }
                depth += 1;
            }
            '》' => depth = depth.saturating_sub(1),
            '（' | '(' => round += 1,
            '）' | ')' => round = round.saturating_sub(1),
            _ => {}
        }
    }
    push(from, chars.len());
}

#[cfg(test)]
mod tests {
    use super::documents;

    #[test]
    fn one_by_one() {
        let want = [
            "《社会救助暂行办法》（国务院令第649号）",
            "《关于印发〈甲〉的通知》（民发〔2012〕220号）",
            "《预算法》第十四条",
        ];
        for text in [
            want.join("；"),
            want.join("\n"),
            want.join("、"),
            want.concat(),
            want.join(" "),
            want.join("和"),
            format!("1.{}2.{}3.{}", want[0], want[1], want[2]),
            format!("①{}；②{}；③{}。", want[0], want[1], want[2]).trim_end_matches('。').to_owned(),
            want.join("；\n").replace("暂行办法》（", "暂行\n办法》\n（"),
        ] {
            assert_eq!(documents(&text), want, "{text}");
        }
    }

    #[test]
    fn bodies_stay_with_their_documents() {
        assert_eq!(
            documents("《条例》、国务院办公厅《关于全面推进的意见》（中办发〔2016〕8号）"),
            ["《条例》", "国务院办公厅《关于全面推进的意见》（中办发〔2016〕8号）"]
        );
        assert_eq!(documents("《条例》、各省有关规定"), ["《条例》、各省有关规定"]);
    }
}
