//! Punctuation that only looks like what is meant: ASCII marks in Chinese, wrong brackets around a
//! year, `<>` for title marks.
use crate::model::wording::is_han;

/// The text with the marks that are meant.
#[must_use]
pub fn mend(value: &str) -> String {
    let mut text: Vec<char> = value.chars().map(full_form).collect();
    years(&mut text);
    brackets(&mut text);
    quotes(&mut text, '"', ['“', '”']);
    quotes(&mut text, '\'', ['‘', '’']);
    title_marks(&mut text);
    marks(&mut text);
    text.retain(|c| *c != GONE);
    text.into_iter().collect()
}

/// Stands where a character is deleted, so that places stay the same until the end.
const GONE: char = '\0';

/// Small and half-width forms of Chinese punctuation as the common ones.
fn full_form(c: char) -> char {
    match c {
        '﹐' => '，',
        '﹑' | '､' => '、',
        '﹔' => '；',
        '﹕' => '：',
        '｡' => '。',
        '﹙' => '（',
        '﹚' => '）',
        '﹝' => '〔',
        '﹞' => '〕',
        '｢' => '「',
        '｣' => '」',
        other => other,
    }
}

/// `[2019]54号`: a year before a document's number stands in 〔〕.
fn years(text: &mut [char]) {
    for at in 0..text.len().saturating_sub(6) {
        let [open, century, decade, tens, ones, close] = text[at..at + 6] else { continue };
        let is_year = matches!((century, decade), ('1', '9') | ('2', '0'))
            && [tens, ones].iter().all(char::is_ascii_digit);
        if !is_year {
            continue;
        }
        let is_odd = "[(［（【".contains(open) && "])］）】〕".contains(close);
        let rest = text[at + 6..].strip_prefix(&['第']).unwrap_or(&text[at + 6..]);
        let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        if is_odd && digits > 0 && rest.get(digits) == Some(&'号') {
            (text[at], text[at + 5]) = ('〔', '〕');
        }
    }
}

/// ASCII brackets around Chinese, or between Chinese, and the ASCII halves of mixed pairs.
fn brackets(text: &mut [char]) {
    let mut open = Vec::new();
    for at in 0..text.len() {
        match text[at] {
            '(' | '（' => open.push(at),
            ')' | '）' => {
                let Some(start) = open.pop() else { continue };
                let is_mixed = (text[start] == '(') != (text[at] == ')');
                let between = before(text, start).is_some_and(is_chinese)
                    && after(text, at).is_some_and(is_chinese);
                let around = text[start + 1..at].iter().any(|c| is_chinese(*c));
                if is_mixed || ((between || around) && text[at] == ')') {
                    replace(text, start, '（');
                    replace(text, at, '）');
                }
            }
            _ => {}
        }
    }
}

/// Straight quotation marks around Chinese.
fn quotes(text: &mut [char], straight: char, [open, close]: [char; 2]) {
    let places: Vec<usize> = (0..text.len()).filter(|at| text[*at] == straight).collect();
    if !places.len().is_multiple_of(2) {
        return;
    }
    for pair in places.chunks_exact(2) {
        if text[pair[0]..pair[1]].iter().any(|c| is_han(*c)) {
            (text[pair[0]], text[pair[1]]) = (open, close);
        }
    }
}

/// `<<…>>` for 《…》; `＜…＞` for 〈…〉 inside 《》, for 《…》 elsewhere.
fn title_marks(text: &mut [char]) {
    let mut depth = 0_usize;
    let mut opened = None;
    for at in 0..text.len() {
        match text[at] {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            '<' | '＜' if after(text, at).is_some_and(is_chinese) => {
                opened = opened.or(Some(at));
            }
            '>' | '＞' if opened.is_some() && before(text, at).is_some_and(is_chinese) => {
                let Some(start) = opened.take() else { continue };
                let marks = if depth > 0 { ['〈', '〉'] } else { ['《', '》'] };
                (text[start], text[at]) = (marks[0], marks[1]);
                // The other stroke of << and >>.
                if start > 0 && matches!(text[start - 1], '<' | '＜') {
                    text[start - 1] = GONE;
                }
                if let Some(next) = text.get_mut(at + 1).filter(|c| matches!(c, '>' | '＞')) {
                    *next = GONE;
                }
            }
            _ => {}
        }
    }
}

/// ASCII commas, semicolons, colons, question and exclamation marks behind Chinese.
fn marks(text: &mut [char]) {
    for at in 0..text.len() {
        let full = match text[at] {
            ',' => '，',
            ';' => '；',
            ':' => '：',
            '?' => '？',
            '!' => '！',
            _ => continue,
        };
        if before(text, at).is_some_and(is_chinese) {
            replace(text, at, full);
        }
    }
}

/// Writes a full-width mark, which has no blanks beside it.
fn replace(text: &mut [char], at: usize, mark: char) {
    text[at] = mark;
    if at > 0 && text[at - 1] == ' ' {
        text[at - 1] = GONE;
    }
    if let Some(next) = text.get_mut(at + 1).filter(|c| **c == ' ') {
        *next = GONE;
    }
}

/// The character before a place, blanks aside.
fn before(text: &[char], at: usize) -> Option<char> {
    text[..at].iter().rev().copied().find(|c| !matches!(*c, ' ' | GONE))
}

/// The character behind a place, blanks aside.
fn after(text: &[char], at: usize) -> Option<char> {
    text[at + 1..].iter().copied().find(|c| !matches!(*c, ' ' | GONE))
}

fn is_chinese(c: char) -> bool {
    is_han(c) || "《》〈〉〔〕（）【】“”‘’、，；：。".contains(c)
}

/// Whether a text starts with 口 where a tick box □ is meant, as scanned tables have it.
#[must_use]
pub fn has_mouth(value: &str) -> bool {
    /// What stands behind such a box in the official tables, and never behind the word 口.
    const TICKED: &[&str] =
        &["政府", "公开", "主动", "依申请", "全社会", "特定", "其他", "县级", "乡级", "是", "否"];
    value.strip_prefix('口').is_some_and(|rest| TICKED.iter().any(|it| rest.starts_with(it)))
}

#[cfg(test)]
mod tests {
    use super::{has_mouth, mend};
    use crate::check::marks::Marks;

    #[test]
    fn mends() {
        for (text, want) in [
            ("国办发[2019]54号", "国办发〔2019〕54号"),
            ("国办发【2019】54号", "国办发〔2019〕54号"),
            ("国办发（2019）54号", "国办发〔2019〕54号"),
            ("国办发(2019)54号", "国办发〔2019〕54号"),
            ("国办发﹝2019﹞54号", "国办发〔2019〕54号"),
            ("国办发［2019］54号", "国办发〔2019〕54号"),
            ("办法 (试行) ", "办法（试行）"),
            ("办法(试行）", "办法（试行）"),
            ("办法（试行)", "办法（试行）"),
            ("意见(国办发[2019]54号)", "意见（国办发〔2019〕54号）"),
            ("名称,地址;电话:", "名称，地址；电话："),
            ("名称, 地址", "名称，地址"),
            ("网址:http://a.cn", "网址：http://a.cn"),
            ("\"双随机\"监管", "“双随机”监管"),
            ("<<社会救助暂行办法>>", "《社会救助暂行办法》"),
            ("《关于印发＜社会救助办法＞的通知》", "《关于印发〈社会救助办法〉的通知》"),
            ("《关于印发<社会救助办法>的通知》", "《关于印发〈社会救助办法〉的通知》"),
            ("名称﹑地址", "名称、地址"),
        ] {
            assert!(Marks::of(text).meets(Marks::LOOK_ALIKE), "{text} is passed over");
            assert_eq!(mend(text), want);
        }
    }

    #[test]
    fn leaves_alone() {
        for text in [
            "GB/T 37668(2019)",
            "PM2.5, PM10",
            "9:00至17:00",
            "收入＜5万元",
            "（2019）辽0323行初5号",
            "附件(1)",
            "http://a.cn/?a=1",
            "Don't",
            "国办发〔2019〕54号",
            "公告（2019年第5号）",
            "1)办理条件",
            "5\"显示屏",
            "",
        ] {
            assert_eq!(mend(text), text);
        }
    }

    #[test]
    fn mouths() {
        for text in ["口政府网站", "口是"] {
            assert!(has_mouth(text), "{text}");
        }
        for text in ["口岸管理", "口粮", "人口普查", "口腔健康", "□政府网站"] {
            assert!(!has_mouth(text), "{text}");
        }
    }
}
