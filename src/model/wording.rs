//! Words that stand where a value should: 同上, 无, XX.
use std::ops::Range;

/// Whether a character is a Han ideograph. Those for compatibility are among them, which old encodings were
/// converted to, and all of the two planes that are kept for rare ones: names of places and persons have them.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// What may follow 上, 前 or 左 in words for “the same as above”.
#[rustfmt::skip] // A list of words reads best as one.
const DITTO_TAILS: &[&str] = &[
    "", "面", "述", "文", "栏", "行", "条", "格", "列", "项", "款", "边", "方", "例", "同", "所述", "一项",
    "一行", "一条", "一栏", "一格", "一列", "述内容", "述依据", "述规定", "述时限", "述主体",
];

/// What may precede 上, 前 or 左 there.
#[rustfmt::skip] // A list of words reads best as one.
const DITTO_HEADS: &[&str] = &[
    "同", "见", "如", "与", "同于", "详见", "参见", "参照", "见同", "均同", "都同", "也同", "依据同", "内容同",
    "时限同", "主体同", "单位同", "部门同", "方式同", "渠道同", "载体同", "对象同", "层级同", "要求同", "其他同",
    "其它同", "其余同", "材料同", "流程同", "事项同", "条件同", "名称同", "标准同", "程序同", "责任同",
];

/// Whether a text says that it is the same as something above it: `同上`, `〃`, `见上`, `如上所述`,
/// `办事指南：内容同上`. Such a text lost its sense when the table became a list.
#[must_use]
pub fn is_ditto(text: &str) -> bool {
    if text.len() <= "〃".len() {
        return matches!(
            text,
            "〃" | "″" | "〞" | "々" | "仝" | "\"" | "\"\"" | "''" | ",," | "“" | "”"
        );
    }
    may_be_ditto(text) && reads_ditto(trim(text))
}

/// A glance at the text's last character and its first; it settles nearly every text.
fn may_be_ditto(text: &str) -> bool {
    let last = text.trim_end_matches(is_edge).chars().next_back();
    #[rustfmt::skip] // A list of characters reads best as one.
    let ends = matches!(last, Some(
        '上' | '前' | '左' | '同' | '面' | '述' | '文' | '栏' | '行' | '条' | '格' | '列' | '项' | '款' | '边' | '方'
        | '例' | '容' | '据' | '定' | '限' | '体' | 'o' | 'O'
    ));
    last.is_some_and(is_ditto_mark)
        || ((ends || text.trim_start_matches(is_edge).starts_with('同'))
            && text.contains(['同', '见', '如', '与', '照', 'o', 'O']))
}

fn reads_ditto(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix("同上").map(without_blanks)
        && !rest.starts_with(is_han)
    {
        return true;
    }
    let last = without_edge(
        text.rsplit(is_separator).find(|part| !part.trim().is_empty()).unwrap_or(text),
    );
    if last.chars().count() > 16 {
        return ends_in_ditto(last);
    }
    let last: String = last.chars().filter(|c| !c.is_whitespace()).collect();
    let phrase = DITTO_TAILS.iter().any(|tail| {
        let head = last.strip_suffix(tail).and_then(|it| it.strip_suffix(['上', '前', '左']));
        head.is_some_and(|it| DITTO_HEADS.contains(&it))
    });
    // 〃 〃, one under each word above.
    let is_marks = last.strip_prefix('同').unwrap_or(&last).chars().all(is_ditto_mark);
    phrase
        || (is_marks && last.ends_with(is_ditto_mark))
        || matches!(last.as_str(), "上同" | "ditto" | "Ditto" | "DITTO")
        || ends_in_ditto(&last)
}

/// `…同上` at the end of a longer text; 合同上 is another word.
fn ends_in_ditto(text: &str) -> bool {
    text.strip_suffix("同上").is_some_and(|it| !it.ends_with(['合', '协', '共', '会', '胡', '相']))
}

/// A mark that says “as above” by itself.
fn is_ditto_mark(c: char) -> bool {
    matches!(c, '〃' | '″' | '〞' | '々' | '仝')
}

fn is_separator(c: char) -> bool {
    matches!(c, '：' | ':' | '，' | ',' | '；' | ';' | '、' | '。' | '（' | '(' | '\n')
}

/// Whether a whole text says nothing: `无`, `/`, `待定`, `……`, `TODO`.
#[must_use]
pub fn is_nothing(text: &str) -> bool {
    // The longest of them has six characters, and some punctuation may stand around.
    if text.len() > 36 {
        return false;
    }
    let core = text.trim_matches(|c: char| !is_word(c));
    if core.is_empty() || says_nothing(core) {
        return true;
    }
    let is_odd = |b: u8| b.is_ascii_uppercase() || matches!(b, b' ' | 0xc2 | 0xe3);
    core.bytes().any(is_odd) && says_nothing(&without_blanks(core).to_ascii_lowercase())
}

#[rustfmt::skip] // A list of words reads best as one.
fn says_nothing(word: &str) -> bool {
    matches!(
        word,
        "无" | "暂无" | "没有" | "不详" | "未知" | "不明" | "未定" | "待定" | "待补" | "待补充" | "待完善" | "待明确"
        | "待确定" | "待填" | "待填写" | "待填报" | "待确认" | "待核实" | "待查" | "待更新" | "待续" | "暂缺"
        | "暂未确定" | "尚未确定" | "略" | "从略" | "空" | "空白" | "占位" | "占位符" | "测试" | "示例" | "样例"
        | "请填写" | "请自行填写" | "自行填写" | "请输入" | "此处填写" | "在此填写" | "todo" | "tbd" | "tba"
        | "fixme" | "n/a" | "na" | "nil" | "none" | "null" | "undefined" | "nan" | "test"
    )
}

/// Signs that are written where a name, a number or a date is to be filled in.
fn is_sign(c: char) -> bool {
    matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ' | '×' | '＊' | '*' | '○' | '◯' | '〇' | '_' | '＿')
}

/// What such a sign is enough before, standing alone: `X县`, `×年`.
const NAMED: &str = "省市县区镇乡街村州旗局年月日号";

/// Where a text has signs instead of a name: `XX` in `XX省政府信息公开办法`, `××`, `20XX`.
#[must_use]
pub fn fill_in(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(found) = text[at..].find(is_sign) {
        let start = at + found;
        let run = text[start..].chars().take_while(|c| is_sign(*c));
        let (count, length) =
            run.fold((0, 0), |(count, length), c| (count + 1, length + c.len_utf8()));
        let end = start + length;
        let (sign, before) = (text[start..].chars().next(), text[..start].chars().next_back());
        let after = text[end..].chars().next();
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        // 二○○八年 is a year with noughts.
        let is_number = matches!(sign, Some('○' | '〇' | '◯'))
            && [before, after].into_iter().flatten().any(|c| "一二三四五六七八九十".contains(c));
        let stands_alone = matches!(sign, Some('X' | 'x' | 'Ｘ' | 'ｘ' | '×'))
            && after.is_some_and(|c| NAMED.contains(c));
        let in_word = is_letter(before) || is_letter(after);
        if !in_word && !is_number && (count > 1 || stands_alone) {
            return Some(start..end);
        }
        at = end;
    }
    None
}

fn is_word(c: char) -> bool {
    is_han(c) || c.is_alphanumeric()
}

/// A text without blanks, stops and brackets at its ends.
fn trim(text: &str) -> &str {
    text.trim_matches(is_edge)
}

fn is_edge(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '。' | '.'
                | '；'
                | ';'
                | '，'
                | ','
                | '、'
                | '（'
                | '('
                | '）'
                | ')'
                | '【'
                | '】'
                | '['
                | ']'
        )
}

fn without_edge(text: &str) -> &str {
    text.trim_matches(|c: char| !is_word(c) && !is_ditto_mark(c))
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::{fill_in, is_ditto, is_han, is_nothing};

    #[test]
    fn rare_ideographs_are_han_and_neighbours_are_not() {
        assert!(['一', '〇', '㐀', '\u{f9d1}', '𠮷', '\u{31350}'].into_iter().all(is_han));
        assert!(!['\u{4dc0}', 'あ', '、', 'A', '1'].into_iter().any(is_han));
    }

    #[test]
    fn ditto() {
        for text in [
            "同上",
            "同 上",
            "同上。",
            "（同上）",
            "同前",
            "同左",
            "〃",
            "″",
            "〃 〃",
            "〃　〃　〃",
            "々々",
            "同〃",
            "见上",
            "如上",
            "同上一项",
            "如上所述",
            "内容同上",
            "办事指南：内容同上",
            "办事指南:内容同上",
            "办理依据、条件；其他同上",
            "见上栏",
            "同上述",
            "同上（另有规定的除外）",
            "同上，并在村公示栏公示",
            "1.同上",
            "公开依据同上",
            "DITTO",
            "与上同",
            "详见上文",
        ] {
            assert!(is_ditto(text), "{text}");
        }
        for text in [
            "劳动合同",
            "合同上",
            "劳动合同上",
            "同上级部门",
            "协同上",
            "同上海市",
            "上级文件",
            "如上级另有规定",
            "以上",
            "网上",
            "提前",
            "目前",
            "见前台公告",
            "与前期规划衔接",
            "会同上级主管部门公布",
            "共同前往",
            "自该信息形成之日起20个工作日内",
            "在网上公开同上级要求一致",
            "Toronto",
            "photo",
            "人々",
            "5″",
        ] {
            assert!(!is_ditto(text), "{text}");
        }
    }

    #[test]
    fn nothing() {
        for text in [
            "无",
            "无。",
            "/",
            "／",
            "-",
            "—",
            "——",
            "……",
            "（无）",
            "待定",
            "待 定",
            "略",
            "暂无",
            "TODO",
            "N/A",
            "n/a",
            "***",
            "？",
            "（请自行填写）",
            "None",
        ] {
            assert!(is_nothing(text), "{text}");
        }
        for text in ["无障碍设施", "待业人员", "略阳县", "全社会", "空气质量", "测试报告", "A", "1"]
        {
            assert!(!is_nothing(text), "{text}");
        }
    }

    #[test]
    fn signs() {
        for (text, sign) in [
            ("《XX省政府信息公开办法》", "XX"),
            ("××市人民政府", "××"),
            ("XXX", "XXX"),
            ("X县人民政府", "X"),
            ("国发〔20XX〕3号", "XX"),
            ("＊＊区", "＊＊"),
            ("○○街道办事处", "○○"),
            ("____年", "____"),
            ("X年X月X日", "X"),
        ] {
            assert_eq!(fill_in(text).map(|it| &text[it]), Some(sign), "{text}");
        }
        for text in [
            "X光检查",
            "X射线",
            "7×24小时",
            "二○○八年",
            "二〇〇八年",
            "*县级",
            "某项",
            "某县民政局",
            "XXL",
            "exxon",
            "○县民政局",
            "A×B",
            "在线办理",
            "",
            "_",
        ] {
            assert_eq!(fill_in(text), None, "{text}");
        }
    }
}
