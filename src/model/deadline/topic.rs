//! What stands in front of a core: the part of the content, the words of an event, who acts, where.

use crate::model::deadline::anchor::{ending, is_contingency};
use crate::model::deadline::lexicon::{after_any, before_any, is_any, skip_joints, split_first};

/// Where the words of a scope came from, which decides whether they are kept when nothing stands against them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model::deadline) enum Origin {
    /// 其中…, …：, …的, (…): the phrase itself sets a part apart.
    Named,
    /// The topic of a sentence (验收结果应当于…).
    Topic,
    /// The noun in front of the verb of an event (行政处罚决定作出).
    Subject,
}

/// The part of the content that a clause is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::model::deadline) struct Scope {
    pub(in crate::model::deadline) words: String,
    pub(in crate::model::deadline) origin: Origin,
}

/// Words that name all of the content, or only the column itself.
const GENERIC: &[&str] = &[
    "",
    "信息",
    "该信息",
    "政府信息",
    "该政府信息",
    "公开事项",
    "公开事项信息",
    "公开信息",
    "事项",
    "事项信息",
    "相关信息",
    "有关信息",
    "公开内容",
    "内容",
    "该事项",
    "所有信息",
    "公开时间",
    "公开时限",
    "时限",
    "时间",
    "期限",
    "公开期限",
    "公布时间",
    "更新时间",
    "更新周期",
    "更新频率",
    "公开频率",
    "更新频次",
    "频次",
    "频率",
    "公开周期",
    "发布时间",
    "信息公开",
    "信息内容",
    "属性信息",
    "主动公开",
    "公开",
    "公示",
    "公告",
    "公布",
    "披露",
    "发布",
    "展示",
    "张贴",
    "更新",
    "挂网",
    "信息发布",
    "信息公示",
    "信息公告",
    "公开发布",
    "对外公示",
    "对外公布",
    "向社会公示",
    "公开公示",
    "公示公告",
    "主动公开信息",
    "应主动公开信息",
    "本单位信息",
    "政务信息",
    "并公示",
    "网上公示",
    "网站公示",
    "需公示",
    "并",
    "结果公示时间",
    "时间要求",
    "完成时间",
    "完成时限",
    "办结时限",
    "办理时限",
    "工作时限",
    "没有规定",
    "无规定",
    "未作规定",
    "未规定",
    "没有",
    "没有法定时限",
    "未规定时限",
    "没有规定时限",
    "没有明确规定",
    "无明确规定",
    "公开时限要求",
    "时限要求",
];

/// Words that only say who acts or how, never what is public.
const INERT: &[&str] = &[
    "保持",
    "坚持",
    "依法",
    "主动",
    "予以",
    "进行",
    "应当",
    "必须",
    "一般",
    "原则上",
    "做到",
    "应予",
    "统一",
    "按规定",
    "按照规定",
    "按相关规定",
    "按有关规定",
    "依法依规",
    "按要求",
    "向社会",
    "对外",
    "全部",
    "至少",
    "同时",
    "确保",
    "实行",
    "实现",
    "最迟",
    "最晚",
    "不得迟于",
    "不迟于",
    "不晚于",
    "不得晚于",
    "最长",
    "最短",
    "最少",
    "最低",
    "公开期限",
    "公开时限",
    "公开时间",
    "至迟",
    "全面",
    "准确",
    "完整",
    "真实",
    "规范",
    "客观",
    "网上",
    "线上",
    "如实",
    "公告",
    "公开",
    "公布",
    "公示",
    "更新",
    "发布",
    "披露",
    "予以公开",
    "，",
    "：",
    "、",
    "在",
    "于",
    "自",
];

/// Single words of the same sort, each with the characters that make a longer word of it (许可, 规则, 供应).
const MODALS: &[(char, &str)] = &[
    ('应', "供响对反适相效"),
    ('须', ""),
    ('需', "所急必军"),
    ('要', "纪概摘重主需"),
    ('将', ""),
    ('均', "平人"),
    ('都', "首成"),
    ('由', "理缘自"),
    ('可', "许认"),
    ('并', "合兼"),
    ('为', "行作认"),
    ('是', "凡"),
    ('则', "规细原准守"),
    ('其', ""),
    ('的', "目标"),
];

/// The scope that a topic names; `None` where it names all of the content or nothing.
pub(in crate::model::deadline) fn scope(topic: &str) -> Option<Scope> {
    let mut text = skip_joints(topic).trim_start_matches(['：', '。', '．', '.', '-']);
    let mut origin = Origin::Topic;
    if let Some(rest) = after_any(text, &["其中：", "其中，", "其中"]) {
        (text, origin) = (rest, Origin::Named);
    }
    if let Some(rest) = after_any(text, &["对于", "关于", "属于", "对", "将", "把"])
        .filter(|rest| !rest.starts_with(['外', '象', '社']))
    {
        text = rest;
    }
    if let Some(at) = text.find('：') {
        let (label, rest) = (&text[..at], &text[at + '：'.len_utf8()..]);
        let part = without_modal(rest).unwrap_or(rest);
        if !is_generic(part) && is_nominal(part) && !part.contains(['，', '：', '（']) {
            // 欠税公告：企业…，个体户…: the parts are told apart behind the label.
            return Some(Scope { words: part.to_owned(), origin: Origin::Named });
        }
        if !is_generic(label) {
            return Some(Scope { words: label.to_owned(), origin: Origin::Named });
        }
        text = rest;
    }
    loop {
        // A name made of such words alone (批前公示, 信息公开) is judged as a whole.
        if is_generic(text)
            || ["公示", "公告", "公布", "公开", "披露"].iter().any(|verb| text.ends_with(verb))
        {
            break;
        }
        let Some(less) = before_any(text, INERT).or_else(|| without_modal(text)) else { break };
        if text.ends_with('的') && !is_generic(less) {
            return Some(Scope { words: less.to_owned(), origin: Origin::Named });
        }
        text = less;
    }
    if is_generic(text) || is_contingency(text) {
        return None;
    }
    if text.starts_with("除") && text.contains('外') {
        origin = Origin::Named;
    }
    Some(Scope { words: text.to_owned(), origin })
}

/// Whether the words name all of the content.
pub(in crate::model::deadline) fn is_generic(words: &str) -> bool {
    is_any(words, GENERIC)
}

/// Takes 按进展情况 and its like off the end: how, not what.
pub(in crate::model::deadline) fn without_manner(text: &str) -> &str {
    const MANNERS: &[&str] = &[
        "情况",
        "进展",
        "进度",
        "规定",
        "要求",
        "程序",
        "需要",
        "安排",
        "实际",
        "时间节点",
        "推进",
        "有关规定",
        "时限",
        "变化",
        "形势",
        "节点",
        "时序",
    ];
    let Some(_) = before_any(text, MANNERS) else { return text };
    ["按照", "按", "根据", "依据", "视", "随着", "依照", "结合"]
        .iter()
        .find_map(|word| text.find(word).map(|at| &text[..at]))
        .unwrap_or(text)
}

/// Splits at the marker between topic and event: 行政处罚事项应|自|作出决定.
pub(in crate::model::deadline) fn split_marker(text: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    let mut depth = 0_usize;
    while let Some((c, rest)) = split_first(&text[at..]) {
        let end = text.len() - rest.len();
        match c {
            '（' | '《' => depth += 1,
            '）' | '》' => depth = depth.saturating_sub(1),
            '自' | '从' | '在' | '于' | '为' if depth == 0 && is_marker(&text[..at], c, rest) =>
            {
                return Some((&text[..at], rest));
            }
            _ => {}
        }
        at = end;
    }
    None
}

/// Whether 自, 从, 在, 于 stand alone here and are not part of a word (自然, 在线, 高于, 从业).
fn is_marker(before: &str, marker: char, after: &str) -> bool {
    let (next, last) =
        (after.chars().next().unwrap_or(' '), before.chars().next_back().unwrap_or(' '));
    let (no_next, no_last) = match marker {
        '自' => ("然主治愿建行我身有动助查费负己备营住产救考", "来各亲独私擅"),
        '从' => ("业事严重优轻而此属其高", "服听随"),
        '在' => ("线职校建册编岗库读地用营产园籍押途建", "现正存所潜内实外"),
        // 批后公布为批准后…: only where an event follows.
        '为' => ("期民准农企群残老人主了止原例限", "作行认成分改较转视列以即人无有因称"),
        _ => ("是", "高低少多大小由关属用对至处晚迟早位基鉴便利短优不限介源归忠善勇等"),
    };
    let event = marker != '为' || !before.is_empty() && ending(after).is_some();
    event && !no_next.contains(next) && !no_last.contains(last)
}

/// Takes a modal off the end, unless it is the end of a longer word.
fn without_modal(text: &str) -> Option<&str> {
    let modal = text.chars().next_back()?;
    let (_, words) = MODALS.iter().find(|(c, _)| *c == modal)?;
    let less = text.strip_suffix(modal)?;
    (!less.ends_with(|c: char| words.contains(c))).then_some(less)
}

/// Whether the words end as the name of content does; other topics are read with a warning.
pub(in crate::model::deadline) fn is_nominal(words: &str) -> bool {
    const ENDS: &str = "息向定件策项容果告单况据案划录南书类料目金可罚他它余分等表图法规章度算稿档务源态员构价费准权责报程象告牌示见准制）》级户人业品库名额量标点位令知函要计证证照证书施程议程记录者物料事务机房地款账帐税保险补贴助公布开露限结评读";
    // Names whose last character alone could as well end a deed.
    const NAMES: &[&str] = &[
        "时间", "预警", "疫情", "灾情", "险情", "水情", "汛情", "雨情", "舆情", "安排", "薪酬",
        "工资", "收支", "支出", "水质", "空气",
    ];
    words.chars().next_back().is_some_and(|last| ENDS.contains(last))
        || before_any(words, NAMES).is_some()
}
