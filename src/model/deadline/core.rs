//! The core of a promise: the length, date or word that says when. Everything around it is told by where it stands.

use crate::model::deadline::length::{self, chinese, is_numeral};
use crate::model::deadline::lexicon::{
    PUBLISHING, after_any, at_boundary, skip_fillers, split_first,
};
use crate::model::deadline::{ClauseKind, Length, Unit, Warning, date, every};

/// What says when.
#[derive(Clone, Debug)]
pub(in crate::model::deadline) enum Core {
    /// A length of time; its meaning depends on the words before it.
    Length {
        /// How long.
        length: Length,
        /// What follows it.
        limit: Limit,
        /// The lower end of a range.
        least: Option<Length>,
    },
    /// Renewed every so often.
    Every(Length),
    /// Recurring or fixed dates.
    Dates(Vec<ClauseKind>),
    /// 次日, 下一个工作日 after an event.
    Next(Length),
    /// 当日: the day of the event itself, which no length counts.
    SameDay(String),
    /// 实时, 即时, 立即
    Immediate,
    /// 及时, 随时
    Promptly,
    /// 长期, 常年, 永久
    Standing,
    /// 依申请公开
    OnRequest,
    /// 同上
    SameAsAbove,
    /// 随…公开, with the notice that it goes with
    With(String),
    /// 同步, 同时, 一并: the words before say with what.
    Together,
}

/// What follows a length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model::deadline) enum Limit {
    /// 内, 以内
    Inside,
    /// 前, 之前
    Ahead,
    /// 以上
    AtLeast,
    /// 公示期 behind the length: 7日公示期
    Shown,
    /// 公示 right behind it, which leaves open which is meant (7天公示)
    Verb,
    /// Nothing
    Open,
}

/// A core and where it stands in its piece.
pub(in crate::model::deadline) struct Found {
    pub(in crate::model::deadline) start: usize,
    pub(in crate::model::deadline) end: usize,
    pub(in crate::model::deadline) core: Core,
    pub(in crate::model::deadline) warning: Option<Warning>,
}

/// All cores of a piece, in order; brackets and titles of documents are passed over.
pub(in crate::model::deadline) fn find(piece: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut depth = 0_usize;
    while let Some((c, after)) = split_first(&piece[at..]) {
        match c {
            '（' | '《' => depth += 1,
            '）' | '》' => depth = depth.saturating_sub(1),
            _ if depth == 0 => {
                if let Some((core, warning, rest)) = core(piece, at, c) {
                    let end = piece.len() - rest.len();
                    found.push(Found { start: at, end, core, warning });
                    at = end;
                    continue;
                }
                if is_numeral(c) {
                    at = past_number(piece, at);
                    continue;
                }
            }
            _ => {}
        }
        at = piece.len() - after.len();
    }
    found
}

/// Words between two joined promises tell nothing; a number may not be taken apart.
fn past_number(piece: &str, at: usize) -> usize {
    let rest = &piece[at..];
    let ascii = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if ascii.len() < rest.len() {
        return piece.len() - ascii.len();
    }
    at + rest.chars().next().map_or(1, char::len_utf8)
}

fn core(piece: &str, at: usize, first: char) -> Option<every::Read<'_>> {
    let text = &piece[at..];
    let before = &piece[..at];
    match first {
        '0'..='9' => numeric(before, text),
        '半' | '零' | '〇' | '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八'
        | '九' | '十' | '百' | '壹' | '贰' | '叁' | '伍' | '拾' => {
            numeric(before, text).or_else(|| word(before, text, first))
        }
        '每' => every::every(text),
        '次' | '下' | '翌' | '当' | '同'
            if !before.ends_with(|c: char| {
                is_numeral(c) || matches!(c, '每' | '首' | '名' | '批' | '层' | '应' | '适')
            }) =>
        {
            every::next(text).or_else(|| word(before, text, first))
        }
        '按' | '逐' | '分' => every::by_period(text).or_else(|| word(before, text, first)),
        '年' if !before.ends_with(|c: char| {
            is_numeral(c) || matches!(c, '每' | '本' | '全' | '当' | '上' | '次' | '去')
        }) =>
        {
            date::bare_year_end(text)
                .map(|dates| (Core::Dates(dates.kinds), dates.warning, dates.rest))
                .or_else(|| period_alone(before, text))
        }
        '季' | '月' => month_end(before, text)
            .or_else(|| period_alone(before, text))
            .or_else(|| quarter_end(before, text)),
        '双' => period_alone(before, text),
        _ => word(before, text, first),
    }
}

fn period_alone<'a>(before: &str, text: &'a str) -> Option<every::Read<'a>> {
    let alone = before.is_empty() || before.ends_with(['，', '：', '、']);
    let quarter = text.starts_with("季度首月") || text.starts_with("季度第一个月");
    (alone || quarter).then(|| every::bare_period(text)).flatten()
}

/// 月底前 with no month.
fn month_end<'a>(before: &str, text: &'a str) -> Option<every::Read<'a>> {
    let rest = text.strip_prefix('月')?;
    if before.ends_with(|c: char| is_numeral(c) || matches!(c, '个' | '每'))
        || !rest.starts_with(['底', '末'])
            && rest.strip_prefix('初').is_none_or(|rest| !rest.starts_with(is_numeral))
    {
        return None;
    }
    date::of_every_month(text, rest)
        .map(|dates| (Core::Dates(dates.kinds), dates.warning, dates.rest))
}

/// 季末 with no 每.
fn quarter_end<'a>(before: &str, text: &'a str) -> Option<every::Read<'a>> {
    let rest = after_any(text, &["季度末", "季度底", "季末", "季底"])?;
    let rest = after_any(rest, &["之前", "前"]).unwrap_or(rest);
    if !before.is_empty() && !before.ends_with(['，', '：', '、']) || !at_boundary(rest) {
        return None;
    }
    let length = Length::new(3, Unit::Months)?;
    let warning = Warning::Approximate {
        written: text[..text.len() - rest.len()].to_owned(),
        understood: format!("每{}一次", chinese(length)),
    };
    Some((Core::Every(length), Some(warning), rest))
}

fn numeric<'a>(before: &str, text: &'a str) -> Option<every::Read<'a>> {
    // 第二十六条, 统一, 7×24小时 and 上一年 are no promises.
    let part = before.ends_with(['上', '前', '近', '同', '唯', '单', '下', '年'])
        && !text.starts_with(|c: char| c.is_ascii_digit());
    if before.ends_with(['第', '统', '×', '*', '.', '月'])
        || before.ends_with("最后")
        || part && !ends_with_ahead(before) && !before.ends_with("原则上")
    {
        return None;
    }
    if let Some(read) = every::times_in(text) {
        return Some(read);
    }
    if let Some(rest) = after_any(text, &["一月", "1月"])
        && rest.starts_with(is_numeral)
        && let Some((1, rest)) = every::times(rest)
    {
        // 一月一公开 is no date.
        return Some((Core::Every(Length::new(1, Unit::Months)?), None, rest));
    }
    if let Some(dates) = date::numbered(text) {
        return Some((Core::Dates(dates.kinds), dates.warning, dates.rest));
    }
    if text.starts_with("一季") || text.starts_with("1季") {
        return quarter_alone(text);
    }
    let read = length::length(text)?;
    if let Some((times, rest)) = every::times(read.rest) {
        let (length, split) = every::share(text, rest, read.length, times);
        return Some((Core::Every(length), read.warning.or(split), rest));
    }
    let (limit, rest) = limit(read.rest)?;
    if limit == Limit::Inside
        && matches!(read.length.unit(), Unit::Months | Unit::Years)
        && let Some((times, rest)) = every::times(rest)
    {
        // 半年内公开一次
        let (length, split) = every::share(text, rest, read.length, times);
        return Some((Core::Every(length), read.warning.or(split), rest));
    }
    // 半年情况, 三年行动计划: the length is part of a name.
    if limit == Limit::Open
        && (!at_boundary(rest)
            || after_any(rest, &["情况", "内容", "信息", "以来", "的"]).is_some())
    {
        return None;
    }
    // 24小时 alone says how long something is open; as a promise it has a limit.
    if read.length.unit() == Unit::Hours && limit == Limit::Open && !bounded(before) {
        return None;
    }
    Some((Core::Length { length: read.length, limit, least: read.least }, read.warning, rest))
}

fn bounded(before: &str) -> bool {
    before.ends_with("提前")
        || before.ends_with("超过")
        || before.ends_with("少于")
        || before.ends_with("前")
        || before.ends_with("示")
}

/// 提前3日, 开标前5日: a 前 that names an event or a lead time, not 前三年.
fn ends_with_ahead(before: &str) -> bool {
    before.ends_with('前') && before.chars().count() > 1
}

/// 一季度公布一次 is a frequency; 一季度 alone is the first quarter.
fn quarter_alone(text: &str) -> Option<every::Read<'_>> {
    let rest = text[text.find('季')?..].trim_start_matches('季').trim_start_matches('度');
    let (times, rest) = every::times(rest)?;
    let (length, warning) = every::share(text, rest, Length::new(3, Unit::Months)?, times);
    Some((Core::Every(length), warning, rest))
}

/// What follows the length; `None` where 后 makes it part of an event.
fn limit(rest: &str) -> Option<(Limit, &str)> {
    if after_any(rest, &["后", "之后", "以后", "期满", "期限", "届满"]).is_some() {
        return None;
    }
    if let Some(rest) = after_any(rest, &["之内", "以内", "内"]) {
        return Some((Limit::Inside, rest));
    }
    if let Some(rest) = after_any(rest, &["之前", "以前", "前"]) {
        return Some((Limit::Ahead, rest));
    }
    if let Some(rest) = after_any(rest, &["及以上", "以上"]) {
        return Some((Limit::AtLeast, rest));
    }
    let behind = rest.strip_prefix('的').unwrap_or(rest);
    if let Some(rest) = after_any(behind, &["公示期", "公告期", "公示时间", "公告时间", "展示期"])
    {
        return Some((Limit::Shown, after_any(rest, &["限", "间"]).unwrap_or(rest)));
    }
    if let Some(rest) = after_any(behind, &["公示", "公告", "展示"]).filter(|rest| rest.is_empty())
    {
        return Some((Limit::Verb, rest));
    }
    Some((Limit::Open, rest))
}

fn word<'a>(before: &str, text: &'a str, first: char) -> Option<every::Read<'a>> {
    // 不能当场答复的 denies what the word would promise.
    if before.ends_with(['不', '未', '非']) || before.ends_with("不能") {
        return None;
    }
    let plain = |core: Core, words: &[&str]| {
        after_any(text, words).filter(|rest| adverb(rest)).map(|rest| (core, None, rest))
    };
    let guessed = |core: Core, words: &[&str], understood: &str| {
        let rest = after_any(text, words).filter(|rest| adverb(rest))?;
        let written = text[..text.len() - rest.len()].to_owned();
        Some((
            core,
            Some(Warning::SeveralReadings { written, understood: understood.to_owned() }),
            rest,
        ))
    };
    match first {
        '实' => plain(Core::Immediate, &["实时"]),
        '即' => plain(Core::Immediate, &["即时", "即刻"]),
        '立' => plain(Core::Immediate, &["立即", "立刻"]),
        '第' => guessed(Core::Immediate, &["第一时间"], "立即公开"),
        '马' | '当' => guessed(Core::Immediate, &["马上", "当场"], "立即公开"),
        '及' => plain(Core::Promptly, &["及时"]),
        '随' => plain(Core::Promptly, &["随时"]).or_else(|| with_notice(text)),
        '适' | '尽' | '择' => {
            guessed(Core::Promptly, &["适时", "尽快", "尽早", "择机", "择时"], "及时公开")
        }
        '长' | '常' | '永' => {
            plain(Core::Standing, &["长期有效", "长期", "常年", "永久性", "永久", "长久"])
                .or_else(|| guessed(Core::Standing, &["常态化", "常态"], "长期公开"))
        }
        // 全年情况 is what is published.
        '全' if text.starts_with("全年情") || text.starts_with("全年信") => None,
        '全' | '始' | '持' => {
            guessed(Core::Standing, &["全年", "始终", "持续", "全天候"], "长期公开")
        }
        '依' | '申' | '根' | '按' => on_request(before, text),
        '同' => match after_any(text, &["同上", "同前"]) {
            Some(rest) if before.is_empty() && rest.is_empty() => {
                Some((Core::SameAsAbove, None, rest))
            }
            _ => plain(Core::Together, &["同步", "同时"]),
        },
        '一' => plain(Core::Together, &["一并", "一同", "一起"]),
        '〃' => (before.is_empty()).then_some((Core::SameAsAbove, None, &text['〃'.len_utf8()..])),
        _ => None,
    }
}

/// An adverb of time stands before a verb, a filler or the end; otherwise it is part of a name (长期护理保险).
fn adverb(rest: &str) -> bool {
    let rest = after_any(rest, &["性", "地", "内"]).unwrap_or(rest);
    at_boundary(rest) || length::length(rest).is_some()
}

/// 依申请公开 as the promise itself, not as part of a name (依申请公开的信息).
fn on_request<'a>(before: &str, text: &'a str) -> Option<every::Read<'a>> {
    let rest = after_any(
        text,
        &[
            "依申请公开",
            "依申请提供",
            "依申请",
            "申请公开",
            "根据申请公开",
            "按申请公开",
            "依当事人申请公开",
        ],
    )?;
    let named = before.ends_with(['依', '按', '据', '到', '理']);
    (!named && (rest.is_empty() || rest.starts_with(['，', '（']) || rest.starts_with("内容，")))
        .then_some((Core::OnRequest, None, rest))
}

/// 随采购公告公开: what it goes with stands up to the verb.
fn with_notice(text: &str) -> Option<every::Read<'_>> {
    let body = text
        .strip_prefix('随')
        .filter(|rest| !rest.starts_with(['时', '到', '着', '机', '即', '访']))?;
    let stop = body.find(['，', '（']).unwrap_or(body.len());
    let (verb, end) = PUBLISHING
        .iter()
        .filter_map(|verb| body[..stop].rfind(verb).map(|at| (at, at + verb.len())))
        .max_by_key(|found| found.1)?;
    let mut event = &body[..verb];
    while let Some(less) =
        ["同时", "同步", "一并", "一同", "一起", "及时", "予以", "对外", "进行", "向社会"]
            .iter()
            .find_map(|word| event.strip_suffix(word))
    {
        event = less;
    }
    if event.is_empty() || skip_fillers(event).is_empty() {
        return None;
    }
    Some((Core::With(event.to_owned()), None, &body[end..]))
}

impl Core {
    /// The core in Chinese words, for warnings.
    pub(in crate::model::deadline) fn chinese(&self) -> String {
        match self {
            Self::Length { length, .. } | Self::Next(length) | Self::Every(length) => {
                chinese(*length)
            }
            Self::Immediate => "立即".to_owned(),
            _ => "及时".to_owned(),
        }
    }
}
