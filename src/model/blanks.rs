//! Blanks inside Chinese words, and full-width digits and letters.
use crate::model::wording::is_han;

/// What a line break is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// A blank like others.
    Folded,
    /// The end of a line that is meant to end there.
    Kept,
}

/// The text as it should be; `None` where nothing is stray.
#[must_use]
pub fn mend(value: &str, lines: Lines) -> Option<String> {
    let mut mended = String::new();
    // What was copied to `mended`, in bytes of `value`.
    let mut copied = 0;
    let mut at = 0;
    while let Some(c) = value[at..].chars().next() {
        if let Some(ascii) = narrow(c) {
            mended.push_str(&value[copied..at]);
            mended.push(ascii);
            at += c.len_utf8();
            copied = at;
        } else if is_blank(c) {
            let run: usize =
                value[at..].chars().take_while(|c| is_blank(*c)).map(char::len_utf8).sum();
            let blank = &value[at..at + run];
            let is_break = lines == Lines::Kept && blank.contains('\n');
            if !is_break && is_stray(&value[..at], blank, &value[at + run..]) {
                mended.push_str(&value[copied..at]);
                copied = at + run;
                if keeps_apart(&value[..at], blank, &value[copied..]) {
                    mended.push(' ');
                }
            }
            at += run;
        } else {
            at += c.len_utf8();
        }
    }
    (copied > 0).then(|| {
        mended.push_str(&value[copied..]);
        mended
    })
}

/// Any character that shows as nothing.
#[must_use]
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Zero-width characters and soft hyphens: there is no place for them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Full-width digits and letters as ASCII.
fn narrow(c: char) -> Option<char> {
    let is_wide = matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    let ascii = u32::from(c).checked_sub(0xfee0).filter(|_| is_wide)?;
    char::from_u32(ascii)
}

fn is_stray(before: &str, blank: &str, after: &str) -> bool {
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else {
        return true;
    };
    if blank.contains(is_invisible) || opens(left) || closes(right) {
        return true;
    }
    if is_chinese(left) && is_chinese(right) {
        return !is_lawful(before, after);
    }
    if is_digit(left) {
        return has_unit(before, after);
    }
    if is_digit(right) && is_han(left) {
        // The blank before a number goes where the one behind it does.
        let behind = after.trim_start_matches(is_digit);
        let number = &after[..after.len() - behind.len()];
        let unit = behind.trim_start_matches(is_blank);
        return left == '第' || (unit.len() < behind.len() && has_unit(number, unit));
    }
    // 发布会 / 听证会
    let (head, tail) = (before.trim_end_matches('/'), after.trim_start_matches('/'));
    let (head, tail) = (head.trim_end_matches(is_blank), tail.trim_start_matches(is_blank));
    (left == '/' || right == '/') && head.ends_with(is_han) && tail.starts_with(is_han)
}

/// Whether two words still need a blank where several stood, an invisible one among them.
fn keeps_apart(before: &str, blank: &str, after: &str) -> bool {
    before.ends_with(|c: char| c.is_ascii_alphanumeric())
        && after.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !blank.chars().all(is_invisible)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

/// Han and the punctuation that goes with it.
fn is_chinese(c: char) -> bool {
    is_han(c) || opens(c) || closes(c)
}

/// Behind these there is never a blank.
fn opens(c: char) -> bool {
    matches!(
        c,
        '《' | '〈' | '〔' | '（' | '【' | '「' | '『' | '“' | '‘' | '、' | '，' | '；' | '：'
    )
}

/// Before these there is never a blank.
fn closes(c: char) -> bool {
    matches!(
        c,
        '》' | '〉'
            | '〕'
            | '）'
            | '】'
            | '」'
            | '』'
            | '”'
            | '’'
            | '、'
            | '，'
            | '；'
            | '：'
            | '。'
    )
}

/// Whether a number and what follows are one word: `20 个工作日`, `2019 年`, `31 日`, `711 号`; not the
/// number of an item, as in `附件1 项目清单` or `2 个人信息`.
fn has_unit(before: &str, after: &str) -> bool {
    const UNITS: &[&str] = &[
        "工作日",
        "自然日",
        "小时",
        "分钟",
        "秒",
        "元",
        "万元",
        "亿元",
        "%",
        "％",
        "周岁",
        "日内",
        "日前",
        "日起",
        "日之",
        "日以",
        "天内",
        "天以",
        "天前",
        "年内",
        "年以",
        "周内",
        "月内",
        "月底",
        "月初",
        "月末",
        "月份",
    ];
    let digits = before.len() - before.trim_end_matches(is_digit).len();
    let ends = |rest: &str| rest.chars().next().is_none_or(|c| !is_han(c));
    let other_than =
        |rest: &str, words: &str| rest.chars().next().is_none_or(|c| !words.contains(c));
    UNITS.iter().any(|unit| after.starts_with(unit))
        || after.strip_prefix('个').is_some_and(|it| other_than(it, "人体案性税别股"))
        || after.strip_prefix('号').is_some_and(|it| other_than(it, "码线召称牌房楼"))
        || after.strip_prefix('年').is_some_and(|it| digits == 4 && other_than(it, "度终中"))
        || after.strip_prefix(['日', '天', '月']).is_some_and(|it| digits <= 2 && ends(it))
}

/// Blanks that are as they should be: between issuing bodies, and behind an article's number.
fn is_lawful(before: &str, after: &str) -> bool {
    let is_edge = |c: char| is_blank(c) || opens(c) || closes(c);
    let last = before.rsplit(is_edge).next().unwrap_or(before);
    let next = after.split(is_edge).next().unwrap_or(after);
    if let Some((_, number)) = last.rsplit_once('第')
        && let Some(number) = number.strip_suffix(['条', '款', '项', '章', '节', '编', '部'])
    {
        return number.chars().all(|c| is_digit(c) || "零〇一二三四五六七八九十百千".contains(c));
    }
    let next =
        STATEMENTS.iter().filter_map(|word| next.find(word)).min().map_or(next, |at| &next[..at]);
    is_body(last) && is_body(next)
}

/// What follows the bodies in a title: 《民政部 财政部关于…》.
const STATEMENTS: &[&str] = &["关于", "印发", "转发", "联合", "发布", "公告", "令", "批转", "等"];

/// Whether a word could name a body that issues documents.
fn is_body(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "部",
        "委",
        "局",
        "厅",
        "办",
        "院",
        "会",
        "署",
        "府",
        "联",
        "银行",
        "中央",
        "政协",
        "领导小组",
        "公司",
        "海关",
    ];
    /// The latter halves of such names, and words that only end alike.
    const NOT: &[&str] = &[
        "办公厅",
        "委员会",
        "管理局",
        "监督局",
        "监管局",
        "保障局",
        "服务局",
        "执法局",
        "管理部",
        "管委会",
        "居委会",
        "村委会",
        "理事会",
        "社会",
        "全部",
        "内部",
        "承办",
        "主办",
        "经办",
        "申办",
        "领办",
        "代办",
    ];
    word.chars().nth(1).is_some()
        && ENDS.iter().any(|end| word.ends_with(end))
        && !NOT.contains(&word)
        && !word.ends_with("社会")
}

#[cfg(test)]
mod tests {
    use super::{Lines, mend};
    use crate::check::marks::Marks;

    #[track_caller]
    fn mended(text: &str, lines: Lines) -> String {
        let mended = mend(text, lines);
        let wanted = Marks::BLANK.or(Marks::WIDE);
        assert!(mended.is_none() || Marks::of(text).meets(wanted), "{text} is passed over");
        mended.unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn mends() {
        for (text, want) in [
            ("自该信 息形成", "自该信息形成"),
            ("办理\u{3000}条件", "办理条件"),
            ("\u{3000}\u{3000}办理条件", "办理条件"),
            ("办理\u{a0}\u{a0}条件\u{a0}", "办理条件"),
            ("政府\u{200b}网站", "政府网站"),
            ("政府 网站", "政府网站"),
            ("\u{feff}GB/T 37668", "GB/T 37668"),
            ("GB\u{200b} 37668", "GB 37668"),
            ("２０个工作日", "20个工作日"),
            ("Ａ级旅游景区", "A级旅游景区"),
            ("之日起 20 个工作日内", "之日起20个工作日内"),
            ("之日起20 个 工作日内", "之日起20个工作日内"),
            ("2019 年 12 月 31 日前", "2019年12月31日前"),
            ("国务院令第 711 号", "国务院令第711号"),
            ("名称、 地址", "名称、地址"),
            ("（ 试行 ）", "（试行）"),
            ("办公 室", "办公室"),
            ("县人民政府 办公厅", "县人民政府办公厅"),
            ("人力资源和社会 保障局", "人力资源和社会保障局"),
            ("主管部 门", "主管部门"),
            ("发布会 / 听证会", "发布会/听证会"),
            ("救助\n对象", "救助对象"),
            (
                "《民政部 财政部关于进 一步做好工作的通知》",
                "《民政部 财政部关于进一步做好工作的通知》",
            ),
        ] {
            assert_eq!(mended(text, Lines::Folded), want);
        }
    }

    #[test]
    fn leaves_alone() {
        for text in [
            "《民政部 财政部关于加强工作的通知》",
            "《中共中央办公厅 国务院办公厅印发〈意见〉》",
            "《国家发展改革委 住房城乡建设部 中国人民银行关于印发〈办法〉的通知》",
            "《财政部 国家税务总局公告》",
            "第二十六条 属于主动公开范围的",
            "《中华人民共和国行政许可法》第5条 行政许可的公布",
            "GB/T 37668 社区服务规范",
            "12345 热线",
            "附件1 项目清单",
            "2 个人信息",
            "Open Government",
            "自该信息形成之日起20个工作日内",
            "",
        ] {
            assert_eq!(mended(text, Lines::Folded), text);
        }
        assert_eq!(mended("办理条件\n  申请材料", Lines::Kept), "办理条件\n  申请材料");
    }
}
