//! What stands behind a core: verbs, where it is published, notes in brackets, and words of content.

use crate::model::deadline::lexicon::{PUBLISHING, VERBS, after_any, skip_fillers};

/// What was found behind a core.
#[derive(Default)]
pub(in crate::model::deadline) struct Tail<'a> {
    pub(in crate::model::deadline) venue: Vec<String>,
    pub(in crate::model::deadline) notes: Vec<&'a str>,
    /// What is neither; empty where all was understood.
    pub(in crate::model::deadline) left: &'a str,
    /// A publishing verb stood in front of what is left, which is then the thing published.
    pub(in crate::model::deadline) published: bool,
}

const IN: &[&str] = &["在", "于", "通过", "到", "利用", "依托", "至", "从"];
const PLACE_ENDS: &str =
    "栏网站台号屏报厅点体统牌窗场心区村所视播信博端馆墙口处室校院镇乡组刊微头道";

/// Reads what stands behind a core.
pub(in crate::model::deadline) fn read(text: &str) -> Tail<'_> {
    let mut tail = Tail { left: text, ..Tail::default() };
    loop {
        let before = tail.left;
        if let Some(rest) = after_any(before, VERBS) {
            tail.published |= PUBLISHING.iter().any(|verb| before.starts_with(verb));
            tail.left = rest;
        } else if let Some((note, rest)) = note(before) {
            tail.notes.push(note);
            tail.left = rest;
        } else if let Some(rest) = agent(before) {
            tail.left = rest;
        } else if let Some((venue, rest)) = venue(before) {
            tail.venue.extend(venue);
            tail.left = rest;
        } else {
            tail.left = skip_fillers(before);
        }
        if tail.left.len() == before.len() {
            return tail;
        }
    }
}

/// 在村公示栏公开, 通过政府网站: the places, and what follows them.
pub(in crate::model::deadline) fn venue(text: &str) -> Option<(Vec<String>, &str)> {
    let body = after_any(text, IN)?;
    // The first verb that stands right behind a place ends the places: 公开 in 信息公开平台 does not.
    let verb = body.char_indices().filter(|(at, _)| *at > 0).find(|(at, _)| {
        let rest = &body[*at..];
        let verb = after_any(rest, PUBLISHING).or_else(|| {
            after_any(
                rest,
                &[
                    "上公",
                    "上发",
                    "予以",
                    "进行",
                    "向社会",
                    "对外",
                    "上",
                    "自",
                    "并",
                    "同步",
                    "及时",
                    "主动",
                ],
            )
        });
        verb.is_some_and(|after| {
            !after.starts_with([
                '栏', '平', '牌', '专', '网', '板', '屏', '系', '点', '墙', '窗', '大', '期',
            ])
        }) && is_place(&body[..*at])
    });
    let whole = || if is_place(body) { body.len() } else { body.find('（').unwrap_or(body.len()) };
    let end = verb.map_or_else(whole, |(at, _)| at);
    let places = &body[..end];
    let places = places.strip_suffix(['上', '中', '内']).unwrap_or(places);
    is_place(places).then(|| (list(places), body[end..].strip_prefix('上').unwrap_or(&body[end..])))
}

/// Whether the words name a place where things are published.
pub(in crate::model::deadline) fn is_place(words: &str) -> bool {
    words.chars().next_back().is_some_and(|last| PLACE_ENDS.contains(last))
        && words.chars().count() > 1
        && !words.contains(['日', '起', '后'])
}

/// Whether the words name what is read by people, and nothing that is published: 政府网站, 村公示栏.
pub(in crate::model::deadline) fn is_board(words: &str) -> bool {
    const BOARDS: &[&str] = &[
        "网站",
        "政府网",
        "门户网",
        "公示栏",
        "公开栏",
        "公告栏",
        "宣传栏",
        "公示牌",
        "公示墙",
        "公众号",
        "显示屏",
        "电子屏",
        "查阅点",
        "服务大厅",
    ];
    BOARDS.iter().any(|board| words.ends_with(board))
        && is_place(words)
        && after_any(words, IN).is_none()
        // 公告应当在政府网站: the place stands behind 在.
        && !words.contains('在')
}

/// Whether the words that a bracket holds can be set aside: 动态调整, 节假日顺延.
pub(in crate::model::deadline) fn is_inert_note(note: &str) -> bool {
    let note = note.trim_end_matches('。');
    [
        "动态调整",
        "动态更新",
        "及时更新",
        "实时更新",
        "适时更新",
        "及时调整",
        "试行",
        "原则上",
        "主动公开",
        "动态管理",
        "适时调整",
        "动态",
        "含当日",
        "不含当日",
    ]
    .contains(&note)
        || note.contains("节假日") && note.contains("顺延")
        // 7日（含节假日）: days are counted so in any case.
        || note.contains("节假日") && note.starts_with(['含', '包'])
        || note.is_empty()
}

/// Whether what is left is only the thing published and changes nothing: 上年度报告.
pub(in crate::model::deadline) fn is_object(left: &str) -> bool {
    !left.contains(|c: char| c.is_ascii_digit())
        && ![
            "不", "除", "免", "另", "但", "暂", "延", "删", "撤", "停", "前", "后", "时", "以上",
            "超过", "按", "根据", "的，", "：", "期", "周", "频",
        ]
        .iter()
        .any(|word| left.contains(word))
}

/// The places of a list.
pub(in crate::model::deadline) fn list(places: &str) -> Vec<String> {
    places
        .split(['、', '和', '及', '与', '/'])
        .map(|place| place.trim_start_matches('以').trim_end_matches('以').to_owned())
        .filter(|place| !place.is_empty())
        .collect()
}

/// 由各部门向社会公开: who acts; what follows it.
fn agent(text: &str) -> Option<&str> {
    let body = text.strip_prefix('由')?;
    let end = body
        .char_indices()
        .find(|(at, _)| {
            after_any(&body[*at..], PUBLISHING).is_some()
                || after_any(
                    &body[*at..],
                    &["向", "在", "予以", "负责", "对外", "统一", "通过", "（"],
                )
                .is_some()
        })
        .map_or(body.len(), |(at, _)| at);
    (!body[..end].contains(|c: char| c.is_ascii_digit()))
        .then(|| body[end..].strip_prefix("负责").unwrap_or(&body[end..]))
}

/// A note in brackets at the front of a text.
fn note(text: &str) -> Option<(&str, &str)> {
    let body = text.strip_prefix('（')?;
    let mut depth = 1_usize;
    for (at, c) in body.char_indices() {
        match c {
            '（' => depth += 1,
            '）' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((&body[..at], &body[at + c.len_utf8()..]));
        }
    }
    Some((body, ""))
}
