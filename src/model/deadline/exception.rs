//! The reserve of other law at the end of a phrase: 法律法规另有规定的除外, 从其规定.

use crate::model::deadline::lexicon::after_any;

const RESERVED: &[&str] = &[
    "另有规定",
    "另行规定",
    "有特殊规定",
    "有特别规定",
    "有其他规定",
    "有其它规定",
    "有明确规定",
    "另有要求",
    "另有明确规定",
    "有不同规定",
    "另有其他规定",
    "有专门规定",
    "有规定的，从",
    "有规定的从",
    "另有时限要求",
    "有具体规定",
    "另有时限规定",
    "有明确公开时限",
    "有明确时限",
    "有公开时限要求",
    "有时限要求",
    "有公开时限规定",
];
const LAW: &[&str] = &[
    "法律",
    "法规",
    "行政法规",
    "相关政策",
    "相关法",
    "有关法",
    "国家",
    "上级",
    "其他法",
    "政策法规",
    "规章",
    "另有",
    "国务院",
    "省",
    "相关规定",
    "有特",
    "有其",
    "有明",
];
const TAILS: &[&str] = &[
    "应从其规定",
    "从其规定",
    "则从其规定",
    "应当从其规定",
    "按其规定执行",
    "按其规定",
    "依照其规定",
    "依其规定",
    "遵照其规定",
    "按照其规定执行",
    "按照其规定",
    "按规定执行",
    "按相关规定执行",
    "适用其规定",
    "以其规定为准",
    "按照规定执行",
    "从其要求",
    "情况除外",
    "情形除外",
    "除外",
    "以外",
    "之外",
    "外",
    "按其要求执行",
    "按有关规定执行",
    "依照规定执行",
    "遵从其规定",
    "可从其规定",
    "按照相关规定执行",
    "从其法律、法规规定",
    "按规定时限公开",
    "按规定时限执行",
    "按其规定时限公开",
    "按规定的时限公开",
    "按其时限公开",
];

/// The text without the reserve, and whether there was one.
pub(in crate::model::deadline) fn take(text: String) -> (String, bool) {
    // Most phrases hold none, and one look tells.
    if !text.contains("规定") && !text.contains("要求") {
        return (text, false);
    }
    match place(&text) {
        Some((start, end)) => {
            let mut rest = String::with_capacity(text.len());
            let before = text[..start].trim_end_matches(['，', '（', '。', '；']);
            let opened = text[before.len()..start].contains('（');
            rest.push_str(before);
            let after = &text[end..];
            let after = if opened {
                after.strip_prefix('）').unwrap_or(after.trim_start_matches("。）"))
            } else {
                after
            };
            let after = after.trim_start_matches(['，', '。', '；']);
            if !before.is_empty() && !after.is_empty() {
                rest.push(if opened { '，' } else { '；' });
            }
            rest.push_str(after);
            (rest, true)
        }
        None => (text, false),
    }
}

fn place(text: &str) -> Option<(usize, usize)> {
    let (word, at) = RESERVED
        .iter()
        .filter_map(|word| text.find(word).map(|at| (word, at)))
        .min_by_key(|found| found.1)?;
    let after =
        if word.ends_with('从') { at + word.len() - '从'.len_utf8() } else { at + word.len() };
    let rest = after_any(&text[after..], &["的"]).unwrap_or(&text[after..]);
    let rest = after_any(rest, &["情况", "情形", "时"]).unwrap_or(rest).trim_start_matches('，');
    let tail =
        TAILS.iter().filter_map(|tail| rest.strip_prefix(tail)).min_by_key(|rest| rest.len())?;
    let end = text.len() - tail.len();
    let sentence =
        text[..at].rfind(['。', '；', '，', '（']).map_or(0, |found| found + '。'.len_utf8());
    Some((sentence + start(&text[sentence..at]), end))
}

/// Where the reserve begins in the words before 另有规定, which may hold the promise too.
fn start(words: &str) -> usize {
    let first = LAW.iter().filter_map(|law| words.find(law)).min();
    let last = ["日内", "公开", "公示", "公布", "发布", "工作日", "长期", "日前", "个月内"]
        .iter()
        .filter_map(|word| words.rfind(word).map(|at| at + word.len()))
        .max();
    let start = match (first, last) {
        // The law is the subject of all of it: 法律、法规对政府信息公开的期限另有规定.
        (Some(0), _) if !words.contains("日内") => 0,
        (Some(first), Some(last)) if first < last && !words.contains("日内") => first,
        (_, Some(last)) => last,
        (Some(first), None) => first,
        (None, None) => 0,
    };
    let lead = &words[..start];
    let lead = ["除", "如", "若", "但是", "但", "遇", "相关", "有关", "其他", "如遇"]
        .iter()
        .fold(lead, |lead, word| lead.strip_suffix(word).unwrap_or(lead));
    lead.len()
}
