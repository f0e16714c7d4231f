//! 公开依据: laws and documents, one by one, each with the number that follows it.
use crate::{
    import::cells::{split, words},
    model::wording,
};

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
        let is_numbered = line.starts_with(|c: char| words::is_counter(c) || "●■◆·".contains(c));
        let ended = lines.last().is_none_or(|it| it.ends_with(['；', ';', '。']));
        let whole = lines
            .last()
            .is_some_and(|it| is_closed(it) && it.ends_with(['》', '）', ')', '款', '条', '号']));
        let is_more = line.starts_with(['（', '(', '〔', '第', '》', '〉', '、', '，']);
        match lines.last_mut() {
            Some(before)
                if !(ended
                    || (begins && (whole || is_name(before)))
                    || (is_numbered && is_closed(before))
                    || (whole && !is_more && !line.contains('》')))
                    || is_more =>
            {
                before.push_str(line);
            }
            _ => lines.push(line.to_owned()),
        }
    }
    // What is a line by now is a part, however wide it is.
    lines.join("；\n")
}

fn is_closed(text: &str) -> bool {
    ["《》", "（）", "〔〕", "〈〉"].iter().all(|pair| {
        let mut chars = pair.chars();
        let (open, close) = (chars.next(), chars.next());
        text.chars().filter(|c| Some(*c) == open).count()
            <= text.chars().filter(|c| Some(*c) == close).count()
    })
}

/// How the names of documents end that have no title: `各地相关政策法规文件`.
const NAMES: &[&str] = &[
    "条例", "办法", "规定", "通知", "意见", "文件", "规划", "细则", "指引", "标准", "方案", "决定",
    "纲要", "规范", "公告", "制度", "法规", "规章", "政策", "清单", "法",
];

/// Cuts between documents that stand one behind the other: `《甲》《乙》`, `《甲》（…）、《乙》`,
/// `《甲》、各地有关规定`. What is no document of its own goes with the one before it: `《甲》第三条、第五条`.
fn cut(text: &str, list: &mut Vec<String>) {
    let pieces = pieces(text);
    let mut from = 0;
    for (at, piece) in pieces.iter().enumerate().skip(1) {
        let before: String = pieces[from..at].concat();
        let is_whole = before.contains('》') || is_name(bare(&before)) || is_number(bare(&before));
        // 民政部、财政部《…》: a body of the document that follows.
        let leads = pieces.get(at + 1).is_some_and(|next| has_body(next)) && is_body(bare(piece));
        // 国发〔2012〕45号 is a document where no title is before it that it belongs to.
        let is_numbered =
            is_number(bare(piece)) && (before.contains('号') || !before.contains('》'));
        if is_whole && (begins(bare(piece)) || is_name(bare(piece)) || is_numbered || leads) {
            push(&before, list);
            from = at;
        }
    }
    push(&pieces[from..].concat(), list);
}

fn push(part: &str, list: &mut Vec<String>) {
    let part = words::one_line(bare(part));
    if !part.is_empty() {
        list.push(part);
    }
}

/// A part without the signs around it.
fn bare(part: &str) -> &str {
    let part = part.trim_matches(|c: char| "、，,；;".contains(c) || c.is_whitespace());
    // 及相关规定 goes with what is before it.
    part.strip_prefix(['和', '与']).unwrap_or(part)
}

/// A text cut where a document may begin, outside of brackets. Each sign goes with what follows it.
fn pieces(text: &str) -> Vec<String> {
    let (mut pieces, mut piece) = (Vec::new(), String::new());
    let (mut depth, mut last) = (0_usize, ' ');
    for c in text.chars() {
        let closed = matches!(last, '》' | '）' | ')');
        let joins = closed && (matches!(c, '《' | '和' | '与'));
        if depth == 0 && ("、，,；;".contains(c) || c.is_whitespace() || joins) {
            pieces.push(std::mem::take(&mut piece));
        }
        match c {
            '《' | '（' | '(' | '〔' | '【' | '“' => depth += 1,
            '》' | '）' | ')' | '〕' | '】' | '”' => depth = depth.saturating_sub(1),
            _ => {}
        }
        piece.push(c);
        last = c;
    }
    pieces.push(piece);
    pieces
}

/// Whether a piece begins with a title, or with the body whose document it is.
fn begins(piece: &str) -> bool {
    piece.split_once('《').is_some_and(|(body, _)| {
        !body.contains(|c: char| c.is_ascii_digit() || c == '第' || c == '条')
    })
}

/// Whether a piece is the name of a document without a title.
fn is_name(piece: &str) -> bool {
    let is_open = piece.starts_with(['第', '其', '等', '及', '（', '(']);
    let is_long = piece.chars().count() > 4;
    is_long
        && !is_open
        && !piece.contains(['《', '》'])
        && NAMES.iter().any(|it| piece.ends_with(it))
}

/// 国发〔2012〕45号
fn is_number(piece: &str) -> bool {
    let has_year = piece.contains(['〔', '[', '［', '﹝']) && piece.starts_with(wording::is_han);
    has_year && piece.ends_with('号') && !piece.contains('《')
}

fn has_body(piece: &str) -> bool {
    begins(bare(piece)) && !bare(piece).starts_with('《')
}

fn is_body(piece: &str) -> bool {
    let is_plain = piece.chars().all(wording::is_han)
        && !piece.starts_with(['第', '其', '等', '及'])
        && !NAMES.iter().any(|it| piece.ends_with(it));
    is_plain && !piece.is_empty() && piece.chars().count() < 16
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
        assert_eq!(
            documents("《甲》（令第1号）、民政部、财政部《乙》"),
            ["《甲》（令第1号）", "民政部、财政部《乙》"]
        );
        assert_eq!(documents("国务院、民政部《乙》"), ["国务院、民政部《乙》"]);
    }

    #[test]
    fn documents_without_titles_stand_alone() {
        let law = "《国务院关于进一步加强和改进最低生活保障工作的意见》（国发〔2012〕45号）";
        for sign in ["、", "\n", "；", "和", "，"] {
            let want = [law, "各地相关政策法规文件"];
            assert_eq!(documents(&want.join(sign)), want, "{sign}");
        }
        assert_eq!(documents("镇级发包工作指引、《甲意见》"), ["镇级发包工作指引", "《甲意见》"]);
        assert_eq!(
            documents("【法律】《甲法》（2015年修正）\n【规章】省级甲条例"),
            ["【法律】《甲法》（2015年修正）", "【规章】省级甲条例"]
        );
        for whole in [
            "《甲办法》第三条、第五条",
            "《甲法》及其实施条例",
            "《甲条例》及相关规定",
            "《甲》等有关规定",
            "国家法律、法规",
        ] {
            assert_eq!(documents(whole), [whole]);
        }
    }
}
