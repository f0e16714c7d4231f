//! The words of deadlines that several parts of the grammar share, and how they are taken off a text.

/// Words that publish or hand out; a promise may end in one.
pub(in crate::model::deadline) const VERBS: &[&str] = &[
    "公开",
    "公示",
    "公布",
    "发布",
    "公告",
    "披露",
    "更新",
    "公之于众",
    "发文",
    "发通知",
    "通知",
    "告知",
    "邀请",
    "报送",
    "上报",
    "答复",
    "回复",
    "反馈",
    "上传",
    "上网",
    "上墙",
    "挂网",
    "录入",
    "推送",
    "张贴",
    "解读",
    "转载",
    "转发",
    "归集",
    "发放",
    "送达",
    "刊登",
    "刊载",
    "展示",
    "宣传",
    "完成",
    "办理",
    "办结",
    "执行",
    "提供",
    "报告",
    "通报",
    "预告",
    "维护",
    "印发",
    "召开新闻发布会",
    "举行新闻发布会",
    "调整",
    "保留",
    "保存",
    "存放",
];

/// Verbs of [`VERBS`] after which words of content (上年度报告) change nothing.
pub(in crate::model::deadline) const PUBLISHING: &[&str] =
    &["公开", "公示", "公布", "发布", "公告", "披露", "更新", "报送", "上传", "解读", "展示"];

/// Words that add nothing to a promise.
const FILLERS: &[&str] = &[
    "予以",
    "给予",
    "应当",
    "应予",
    "必须",
    "主动",
    "依法依规",
    "依法",
    "依规",
    "按规定",
    "按照规定",
    "按相关规定",
    "按有关规定",
    "按照相关规定",
    "按照有关规定",
    "按要求",
    "向全社会",
    "向社会公众",
    "向社会",
    "向公众",
    "对社会",
    "面向社会",
    "对外",
    "全文",
    "网上",
    "进行",
    "统一",
    "集中",
    "原则上",
    "一般",
    "定期",
    "均",
    "并",
    "且",
    "而且",
    "的",
    "等",
    "其",
    "于",
    "为",
    "作",
    "做好",
    "所有",
    "全部",
    "需要",
    "需",
    "须",
    "可",
    "也",
    "则",
    "、",
    "并且",
    "同时",
    "至少",
    "再次",
    "及",
    "和",
    "或",
    "地",
    "就",
    "都",
    "要",
    "即",
    "全面",
    "准确",
    "完整",
    "真实",
    "规范",
    "客观",
    "公正",
    "内容",
    "信息",
    "相关信息",
    "有关信息",
    "情况",
];

/// Words that join two promises.
const JOINTS: &[&str] = &[
    "并且", "而且", "并", "且", "但是", "但", "同时", "或者", "或", "以及", "及", "和", "另外",
    "此外", "、", "，", "内", "的", "/",
];

/// Takes the first word of the list that the text begins with off it.
pub(in crate::model::deadline) fn after_any<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| text.strip_prefix(word))
}

/// Takes the first word of the list that the text ends with off it.
pub(in crate::model::deadline) fn before_any<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| text.strip_suffix(word))
}

/// Whether the text is one of the words.
pub(in crate::model::deadline) fn is_any(text: &str, words: &[&str]) -> bool {
    words.contains(&text)
}

/// Takes fillers off the front, but never part of a word such as 应急.
pub(in crate::model::deadline) fn skip_fillers(mut text: &str) -> &str {
    while let Some(rest) = filler(text) {
        text = rest;
    }
    text
}

/// Takes fillers and publishing verbs off the front.
pub(in crate::model::deadline) fn skip_fillers_and_verbs(mut text: &str) -> &str {
    while let Some(rest) = filler(text).or_else(|| after_any(text, VERBS)) {
        text = rest;
    }
    text
}

/// Takes words that join two promises off the front.
pub(in crate::model::deadline) fn skip_joints(mut text: &str) -> &str {
    while let Some(rest) = after_any(text, JOINTS) {
        // 及时, 和谐, 内部, 或有 are words of their own.
        if after_any(text, &["及时", "和谐", "内部", "并联", "并购", "内容", "但书"]).is_some()
        {
            break;
        }
        text = rest;
    }
    text
}

/// Whether nothing stands here that could belong to a longer word: the end, punctuation, a filler or a verb.
pub(in crate::model::deadline) fn at_boundary(text: &str) -> bool {
    text.is_empty()
        || text.starts_with(['（', '）', '，', '、', '/', '。'])
        || filler(text).is_some()
        || after_any(text, VERBS).is_some()
        || after_any(
            text,
            &[
                "在",
                "通过",
                "保留",
                "保存",
                "有效",
                "存放",
                "动态",
                "及时",
                "实时",
                "随时",
                "长期",
                "应",
                "每",
                "不变",
                "不超过",
                "不得超过",
                "最长",
                "最多",
                "至多",
            ],
        )
        .is_some()
}

/// The first character, with what follows it.
pub(in crate::model::deadline) fn split_first(text: &str) -> Option<(char, &str)> {
    let mut chars = text.chars();
    chars.next().map(|c| (c, chars.as_str()))
}

fn filler(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix('应') {
        // 应急, 应用, 应届, 应聘 and 应对 are words; 应当 and a bare 应 are fillers.
        return if rest.starts_with(['急', '用', '届', '聘', '对', '税', '诉', '收']) {
            None
        } else {
            Some(rest.strip_prefix('当').unwrap_or(rest))
        };
    }
    // 及时 and 同时随 are for the grammar, 可再生 for the content.
    if after_any(
        text,
        &[
            "及时",
            "可再生",
            "等级",
            "于法",
            "和谐",
            "其他",
            "其它",
            "其余",
            "其中",
            "即时",
            "并联",
            "要素",
            "内部",
        ],
    )
    .is_some()
    {
        return None;
    }
    let first = text.chars().next()?;
    FILLERS.iter().filter(|word| word.starts_with(first)).find_map(|word| text.strip_prefix(word))
}
