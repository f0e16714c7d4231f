//! Words that stand where a value should: 同上, 无, XX; and what a rule needs to find such things fast.
use std::ops::Range;

/// Whether a character is a Han ideograph.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{3134f}' | '〇')
}

/// Whether any place begins with three bytes that `hit` takes; behind the end stand zeros.
///
/// There is no branch in the loop, so the compiler makes vector code of it: a text without anything
/// to find, which is nearly every text, costs a few nanoseconds.
pub fn any_bytes(bytes: &[u8], hit: impl Fn(u8, u8, u8) -> bool) -> bool {
    let mut found = match *bytes {
        [.., a, b] => hit(a, b, 0) | hit(b, 0, 0),
        [a] => hit(a, 0, 0),
        [] => false,
    };
    let second = bytes.get(1..).unwrap_or_default();
    let third = bytes.get(2..).unwrap_or_default();
    for ((a, b), c) in bytes.iter().zip(second).zip(third) {
        found |= hit(*a, *b, *c);
    }
    found
}

/// What may follow 上, 前 or 左 in words for “the same as above”.
const DITTO_TAILS: &[&str] = &[
    "", "面", "述", "文", "栏", "行", "条", "格", "列", "项", "款", "边", "方", "例", "同", "所述", "一项",
    "一行", "一条", "一栏", "一格", "一列", "述内容", "述依据", "述规定", "述时限", "述主体",
];
/// What may precede 上, 前 or 左 there.
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
        return matches!(text, "〃" | "″" | "\"" | "''" | ",," | "“" | "”");
    }
    may_be_ditto(text.as_bytes()) && reads_ditto(trim(text))
}

/// The words are short and stand at an end, so a glance at both ends settles nearly every text.
fn may_be_ditto(bytes: &[u8]) -> bool {
    let glance = |bytes: &[u8]| {
        // 上 前 左 〃 ″ to
        any_bytes(bytes, |a, b, c| {
            ((a == 0xe4) & (b == 0xb8) & (c == 0x8a))
                | ((a == 0xe5) & (b == 0x89) & (c == 0x8d))
                | ((a == 0xe5) & (b == 0xb7) & (c == 0xa6))
                | ((a == 0xe3) & (b == 0x80) & (c == 0x83))
                | ((a == 0xe2) & (b == 0x80) & (c == 0xb3))
                | (((a | 0x20) == b't') & ((b | 0x20) == b'o'))
        }) && any_bytes(bytes, |a, b, c| {
            // 同 见 如 与 照 〃 ″ tt
            ((a == 0xe5) & (b == 0x90) & (c == 0x8c))
                | ((a == 0xe8) & (b == 0xa7) & (c == 0x81))
                | ((a == 0xe5) & (b == 0xa6) & (c == 0x82))
                | ((a == 0xe4) & (b == 0xb8) & (c == 0x8e))
                | ((a == 0xe7) & (b == 0x85) & (c == 0xa7))
                | ((a == 0xe3) & (b == 0x80) & (c == 0x83))
                | ((a == 0xe2) & (b == 0x80) & (c == 0xb3))
                | (((a | 0x20) == b't') & ((b | 0x20) == b't'))
        })
    };
    let ends = (bytes.first_chunk::<12>(), bytes.last_chunk::<36>());
    match ends {
        (Some(first), Some(last)) if bytes.len() > 48 => glance(first) || glance(last),
        _ => glance(bytes),
    }
}

fn reads_ditto(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix("同上").map(without_blanks)
        && !rest.starts_with(is_han)
    {
        return true;
    }
    let last = without_edge(text.rsplit(is_separator).find(|part| !part.trim().is_empty()).unwrap_or(text));
    if last.chars().count() > 16 {
        return ends_in_ditto(last);
    }
    let last: String = last.chars().filter(|c| !c.is_whitespace()).collect();
    let phrase = DITTO_TAILS.iter().any(|tail| {
        let head = last.strip_suffix(tail).and_then(|it| it.strip_suffix(['上', '前', '左']));
        head.is_some_and(|it| DITTO_HEADS.contains(&it))
    });
    phrase
        || matches!(last.as_str(), "〃" | "″" | "同〃" | "上同" | "ditto" | "Ditto" | "DITTO")
        || ends_in_ditto(&last)
}

/// `…同上` at the end of a longer text; 合同上 is another word.
fn ends_in_ditto(text: &str) -> bool {
    text.strip_suffix("同上").is_some_and(|it| !it.ends_with(['合', '协', '共', '会', '胡', '相']))
}

fn is_separator(c: char) -> bool {
    matches!(c, '：' | ':' | '，' | ',' | '；' | ';' | '、' | '。' | '（' | '(' | '\n')
}

/// Words that say that there is nothing yet.
const NOTHING: &[&str] = &[
    "无", "暂无", "没有", "不详", "未知", "不明", "未定", "待定", "待补", "待补充", "待完善", "待明确", "待确定",
    "待填", "待填写", "待填报", "待确认", "待核实", "待查", "待更新", "待续", "暂缺", "暂未确定", "尚未确定", "略",
    "从略", "空", "空白", "占位", "占位符", "测试", "示例", "样例", "请填写", "请自行填写", "自行填写", "请输入",
    "此处填写", "在此填写", "填写此处", "todo", "tbd", "tba", "fixme", "n/a", "na", "nil", "none", "null",
    "undefined", "nan", "test",
];

/// Whether a whole text says nothing: `无`, `/`, `待定`, `……`, `TODO`.
#[must_use]
pub fn is_nothing(text: &str) -> bool {
    // The longest of them has six characters, and some punctuation may stand around.
    if text.len() > 48 {
        return false;
    }
    let core = text.trim_matches(|c: char| !is_word(c));
    if core.len() > 24 {
        return false;
    }
    if core.is_empty() || NOTHING.contains(&core) {
        return true;
    }
    let is_odd = |b: u8| b.is_ascii_uppercase() || b == b' ' || b == 0xe3 || b == 0xc2;
    core.bytes().any(is_odd) && NOTHING.contains(&without_blanks(core).to_ascii_lowercase().as_str())
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
    let may_have = any_bytes(text.as_bytes(), |a, b, c| {
        (a == b'X') | (a == b'x') | (a == b'*') | (a == b'_')
            | ((a == 0xc3) & (b == 0x97))
            | ((a == 0xe2) & (b == 0x97) & ((c == 0x8b) | (c == 0xaf)))
            | ((a == 0xe3) & (b == 0x80) & (c == 0x87))
            | ((a == 0xef) & (b == 0xbc) & ((c == 0x8a) | (c == 0xb8) | (c == 0xbf)))
            | ((a == 0xef) & (b == 0xbd) & (c == 0x98))
    });
    if may_have { find_signs(text) } else { None }
}

fn find_signs(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(found) = text[at..].find(is_sign) {
        let start = at + found;
        let run = text[start..].chars().take_while(|c| is_sign(*c));
        let (count, length) = run.fold((0, 0), |(count, length), c| (count + 1, length + c.len_utf8()));
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

/// A text without blanks and full stops around it, and without brackets around the whole.
fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '。' | '.' | '；' | ';' | '，' | ',' | '、' | '）' | ')' | '】' | ']')
    })
}

fn without_edge(text: &str) -> &str {
    text.trim_matches(|c: char| !is_word(c) && !matches!(c, '〃' | '″'))
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::{any_bytes, fill_in, is_ditto, is_nothing};

    #[test]
    fn any_bytes_sees_every_place() {
        let needle = |a: u8, b: u8, c: u8| (a == b'x') & (b != b'-') & (c != b'-');
        for text in ["x", "ax", "xa", "aax", "axa", "xaa", "aaaaaaaaaaaaaaaaaaaaax", "xaaaaaaaaaaaaaaaaaaaaaaa"] {
            assert!(any_bytes(text.as_bytes(), needle), "{text}");
        }
        for text in ["", "a", "ab", "abc", "x-", "ax-", "xa-"] {
            assert!(!any_bytes(text.as_bytes(), needle), "{text}");
        }
    }

    #[test]
    fn ditto() {
        for text in [
            "同上", "同 上", "同上。", "（同上）", "同前", "同左", "〃", "″", "见上", "如上", "同上一项", "如上所述",
            "内容同上", "办事指南：内容同上", "办事指南:内容同上", "办理依据、条件；其他同上", "见上栏", "同上述",
            "同上（另有规定的除外）", "同上，并在村公示栏公示", "1.同上", "公开依据同上", "DITTO", "与上同", "详见上文",
        ] {
            assert!(is_ditto(text), "{text}");
        }
        for text in [
            "劳动合同", "合同上", "劳动合同上", "同上级部门", "协同上", "同上海市", "上级文件", "如上级另有规定",
            "以上", "网上", "提前", "目前", "见前台公告", "与前期规划衔接", "会同上级主管部门公布", "共同前往",
            "自该信息形成之日起20个工作日内", "在网上公开同上级要求一致", "Toronto", "photo",
        ] {
            assert!(!is_ditto(text), "{text}");
        }
    }

    #[test]
    fn nothing() {
        for text in [
            "无", "无。", "/", "／", "-", "—", "——", "……", "（无）", "待定", "待 定", "略", "暂无", "TODO", "N/A", "n/a",
            "***", "？", "（请自行填写）", "None",
        ] {
            assert!(is_nothing(text), "{text}");
        }
        for text in ["无障碍设施", "待业人员", "略阳县", "全社会", "空气质量", "测试报告", "A", "1"] {
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
            "X光检查", "X射线", "7×24小时", "二○○八年", "二〇〇八年", "*县级", "某项", "某县民政局", "XXL", "exxon", "○县民政局", "A×B",
            "在线办理", "", "_",
        ] {
            assert_eq!(fill_in(text), None, "{text}");
        }
    }
}
