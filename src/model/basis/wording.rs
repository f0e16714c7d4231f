//! The words around citations: what ends a title, what leads up to one, what only fills the space.
use crate::model::basis::text::is_blank;

/// What a law or a set of rules is called at its end.
const LAW_TAILS: [&str; 16] = [
    "法", "条例", "办法", "规定", "细则", "规则", "规程", "决定", "章程", "准则", "规范", "标准",
    "通则", "法典", "解释", "制度",
];

/// What an official letter is called at its end.
const LETTER_TAILS: [&str; 14] = [
    "通知",
    "意见",
    "决定",
    "公告",
    "批复",
    "复函",
    "函",
    "通报",
    "通告",
    "命令",
    "指示",
    "的规定",
    "若干规定",
    "的解释",
];

/// What a plan or a guide is called at its end.
const PLAN_TAILS: [&str; 12] = [
    "方案", "指引", "指南", "纲要", "意见", "通知", "清单", "目录", "要点", "规划", "计划", "公约",
];

/// Whether `text` can be a whole title. Within 关于…的 only the letter's own name ends it.
pub(super) fn is_complete(text: &str, about: bool) -> bool {
    let text = text.trim_end();
    if about {
        return LETTER_TAILS.iter().any(|it| text.ends_with(it));
    }
    let words = [
        "方法", "做法", "想法", "看法", "执法", "司法", "普法", "立法", "依法", "合法", "违法",
        "守法",
    ];
    (LAW_TAILS.iter().any(|it| text.ends_with(it))
        || PLAN_TAILS.iter().any(|it| text.ends_with(it)))
        && !words.iter().any(|it| text.ends_with(it))
        && (text.chars().nth(2).is_some() || matches!(text, "宪法" | "刑法" | "民法"))
}

/// Whether a title in 《》 goes on after `text`: 国务院关于印发《, 福建省实施《.
pub(super) fn opens_title(text: &str) -> bool {
    let text = text.trim_end();
    [
        "印发",
        "转发",
        "发布",
        "公布",
        "实施",
        "贯彻",
        "执行",
        "修改",
        "废止",
        "贯彻落实",
        "落实",
        "施行",
        "颁布",
        "下发",
        "修订",
        "适用",
        "批转",
        "关于",
    ]
    .iter()
    .any(|it| text.ends_with(it))
        && (text.contains("关于") || !LEAD_INS.contains(&text))
}

/// Words that lead up to a citation and are no part of it.
const LEAD_INS: [&str; 30] = [
    "为贯彻落实",
    "认真贯彻落实",
    "认真落实",
    "贯彻落实",
    "为贯彻",
    "贯彻",
    "落实",
    "认真执行",
    "严格执行",
    "执行",
    "根据",
    "依据",
    "按照",
    "依照",
    "遵照",
    "参照",
    "参考",
    "结合",
    "以及",
    "并",
    "和",
    "及",
    "与",
    "或",
    "经",
    "由",
    "以",
    "原",
    "见",
    "据",
];

/// How many characters of `text` only lead up to a number or to its issuer: 条例修订根据 before 国务院令.
pub(super) fn lead_in(text: &str) -> usize {
    const ENDS: [&str; 25] = [
        "年", "月", "日", "号", "公布", "发布", "修订", "修正", "通过", "施行", "根据", "依据",
        "按照", "依照", "落实", "条例", "办法", "规定", "细则", "通知", "意见", "决定", "方案",
        "原", "的",
    ];
    // A law's 法 would cut 发改法规; before these two issuers it is certain.
    for name in ["中华人民共和国主席", "中华人民共和国国务院", "国家主席", "主席", "国务院"]
    {
        if let Some(before) = text.strip_suffix(name) {
            return before.chars().count();
        }
    }
    let cut =
        ENDS.iter().filter_map(|it| text.rfind(it).map(|at| at + it.len())).max().unwrap_or(0);
    let mut rest = &text[cut..];
    while let Some(next) = LEAD_INS
        .iter()
        .find_map(|it| rest.strip_prefix(it))
        .filter(|it| it.chars().nth(1).is_some())
    {
        rest = next;
    }
    text[..text.len() - rest.len()].chars().count()
}

/// What of `text`, the words before a title or at the start of a value, belongs to the citation.
pub(super) fn without_lead_in(text: &str) -> &str {
    let mut rest = text.trim_start_matches(is_blank);
    if let Some(colon) = rest.find(['：', ':']) {
        // 法律依据：… and 【法律】：…: a label, unless the colon is far into the text.
        if rest[..colon].chars().count() <= 8 {
            rest = rest[colon..].trim_start_matches(['：', ':']).trim_start_matches(is_blank);
        }
    }
    while let Some(next) = LEAD_INS[..17].iter().find_map(|it| rest.strip_prefix(it)) {
        rest = next.trim_start_matches(is_blank);
    }
    rest
}

/// Whether `text`, which follows a title inside a bare one, ends a letter's name: 的通知.
pub(super) fn ends_letter(text: &str) -> bool {
    ["的通知", "的决定", "的公告", "的批复", "的复函", "的函", "的通报"]
        .iter()
        .any(|it| text.starts_with(it))
}

/// The length of the joining word at the start of `text`, which follows a citation.
pub(super) fn joint(text: &str) -> usize {
    ["以及", "和", "及", "与", "或", "并", "暨"]
        .iter()
        .find(|it| text.starts_with(**it))
        .map_or(0, |it| it.len())
}

/// Words that say "and others": 等, 等法律法规, 及相关规定. `None` if `text` says more than that.
pub(super) fn is_others(text: &str) -> bool {
    let mut text = text.trim();
    let mut said = false;
    if let Some(rest) = text.strip_prefix('等') {
        (text, said) = (rest, true);
    } else {
        text = &text[joint(text)..];
    }
    for word in ["其他", "其它", "相关", "有关", "配套"] {
        while let Some(rest) = text.strip_prefix(word) {
            (text, said) = (rest, true);
        }
    }
    said && is_filler(text)
}

/// Whether `text` is made of words that name no document: 有关法律法规的规定.
pub(super) fn is_filler(text: &str) -> bool {
    const WORDS: [&str; 36] = [
        "法律",
        "法规",
        "规章",
        "规范性文件",
        "文件",
        "规定",
        "政策",
        "制度",
        "条款",
        "标准",
        "规范",
        "精神",
        "要求",
        "有关",
        "相关",
        "其他",
        "其它",
        "配套",
        "国家",
        "省",
        "市",
        "县",
        "区",
        "地方",
        "上级",
        "各级",
        "和",
        "及",
        "与",
        "的",
        "等",
        "、",
        "中",
        "部门",
        "文书",
        "性",
    ];
    let mut rest = text.trim_matches(is_blank);
    while let Some(next) = WORDS.iter().find_map(|it| rest.strip_prefix(it)) {
        rest = next;
    }
    rest.is_empty()
}

/// Whether `text` stands where a title should and names no document.
pub(super) fn is_vague(text: &str) -> bool {
    ["相关", "有关", "各地", "各省", "各级", "省级", "市级", "国家有关", "国家相关", "上级"]
        .iter()
        .any(|it| text.starts_with(it))
        || ["有关规定", "相关规定", "相关文件", "有关文件", "相关政策", "政策文件", "法律法规"]
            .iter()
            .any(|it| text.ends_with(it))
        || ["XX", "××", "xx", "ＸＸ", "某某"].iter().any(|it| text.contains(it))
        || ["无", "暂无", "不适用", "待定", "待补充"].contains(&text)
        || text.ends_with("为准")
        || is_filler(text)
}

/// What an annex of a law is called, at the start of `text`: 实施条例. Its length in bytes.
pub(super) fn annex(text: &str) -> Option<usize> {
    ["实施条例", "实施细则", "实施办法", "实施意见", "实施方案", "实施规定", "若干规定", "司法解释"]
        .iter()
        .find(|it| text.starts_with(**it))
        .map(|it| it.len())
}
