//! Words that should come from a list: channels, audiences, methods, levels, stages.
use std::borrow::Cow;

use crate::{
    diagnostic::message,
    import::{
        cells::{field::Parsed, levels, lexicon::Lexicon, marks, signs, words},
        finding::Weight,
    },
    model::{field::Field, wording},
};

/// Reads a cell that lists words.
#[must_use]
pub fn plain(field: Field, text: &str, lexicon: &Lexicon<'_>) -> Parsed {
    match field {
        Field::Audience => audience(text, lexicon),
        Field::Method => method(text, lexicon),
        Field::Level if let Some(values) = levels::parse(text, lexicon.terms()) => {
            Parsed { values, ..Parsed::default() }
        }
        _ => {
            let parts = marks::numbered(text).filter(|_| field == Field::Channel);
            let text = parts.map_or(Cow::Borrowed(text), |it| Cow::Owned(it.join("；")));
            let mut parsed = Parsed::default();
            for (word, is_known) in lexicon.words(&text) {
                let one = if is_known { Parsed::sure(word) } else { term(field, &word, lexicon) };
                join(&mut parsed, one);
            }
            parsed
        }
    }
}

/// Reads one term, as it stands at a box or over a column of ticks.
#[must_use]
pub fn term(field: Field, word: &str, lexicon: &Lexicon<'_>) -> Parsed {
    if field == Field::Level
        && let Some(values) = levels::parse(word, lexicon.terms())
    {
        return Parsed { values, ..Parsed::default() };
    }
    let (standard, is_known) = lexicon.standard(word);
    if is_known {
        return Parsed::sure(standard);
    }
    match field {
        Field::Audience => audience(word, lexicon),
        Field::Method => method(word, lexicon),
        // 其他 法律服务网: which other one is known.
        Field::Channel => {
            let bare = word.trim_start_matches(['其', '他', '它']);
            let bare = bare.trim_matches(['：', ':', '（', '）', '(', ')', '_', ' ']);
            if let (standard, true) = lexicon.standard(bare) {
                return Parsed::sure(standard);
            }
            // 其他（办税服务厅、信用中国网站）
            let parts: Vec<_> = bare.split('、').map(|it| lexicon.standard(it)).collect();
            if parts.len() > 1 && parts.iter().all(|it| it.1) {
                let values = parts.into_iter().map(|it| it.0).collect();
                return Parsed { values, ..Parsed::default() };
            }
            unknown(field, word)
        }
        _ => unknown(field, word),
    }
}

/// Adds what one word says to what a cell says.
pub fn join(parsed: &mut Parsed, one: Parsed) {
    for value in one.values {
        if !parsed.values.contains(&value) {
            parsed.values.push(value);
        }
    }
    parsed.doubts.extend(one.doubts);
}

fn unknown(field: Field, word: &str) -> Parsed {
    if wording::is_nothing(word) {
        return Parsed::default();
    }
    let label = field.label();
    // A sign or half a bracket in a name is a box that was not understood.
    let is_torn = word.chars().any(|c| signs::class(c).is_some() && !signs::is_letter(c))
        || word.matches(['（', '(']).count() != word.matches(['）', ')']).count();
    if field == Field::Channel && !is_torn {
        let bare = word
            .trim_start_matches(['其', '他', '它'])
            .trim_matches(['：', ':', '（', '）', '(', ')']);
        let mut parsed = Parsed::sure(format!("其他：{bare}"));
        let what = message!(
            "词表里没有渠道“{word}”，写作其他",
            "the channel `{word}` is not in the vocabulary; 其他 was written"
        );
        parsed.doubt(Weight::Guessed, "unknown-word", what);
        return parsed;
    }
    let mut parsed = Parsed::default();
    let what = message!("看不懂{label}里的“{word}”", "`{word}` is not understood");
    parsed.doubt(Weight::Lost, "unknown-word", what);
    parsed
}

fn audience(text: &str, lexicon: &Lexicon<'_>) -> Parsed {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|it| !it.is_empty()).collect();
    let begins = |it: &&str| lexicon.at(&it.chars().collect::<Vec<_>>(), 0).is_some();
    // Lines that each begin with an audience are one each; others only broke.
    if lines.len() > 1 && lines.iter().all(begins) {
        let mut parsed = Parsed::default();
        for line in lines {
            join(&mut parsed, audience(line, lexicon));
        }
        return parsed;
    }
    let line = words::one_line(text);
    if line.is_empty() || wording::is_nothing(&line) {
        return Parsed::default();
    }
    let guess = |value: String| {
        let mut parsed = Parsed::sure(value);
        let what = message!(
            "公开对象“{line}”的写法不规范，意思是推测的",
            "what the audience `{line}` means was guessed"
        );
        parsed.doubt(Weight::Guessed, "audience-guessed", what);
        parsed
    };
    // 公民、法人和其他组织 is everybody.
    if line.contains("法人") && line.contains("公民") {
        return guess("全社会".to_owned());
    }
    let chars: Vec<char> = line.chars().collect();
    let is_edge = |c: char| "：:（）()、，,；;".contains(c) || c.is_whitespace();
    let Some((end, standard)) = lexicon.at(&chars, 0) else {
        return guess(format!("特定群体：{line}"));
    };
    let rest: String = chars[end..].iter().collect();
    let rest = rest.trim_start_matches(is_edge);
    let whole = match (rest.matches('（').count(), rest.matches('）').count()) {
        (open, close) if close > open => rest.strip_suffix('）').unwrap_or(rest),
        _ => rest.trim_end_matches([')', '、', '；', '。']),
    };
    if whole.is_empty() || whole.chars().all(|c| c == '_' || c == '＿') {
        return Parsed::sure(standard.to_owned());
    }
    if standard != "全社会" {
        // 特定群体：甲；全社会 names both.
        for (sign, everybody) in [('；', "全社会"), ('、', "全社会")] {
            if let Some(before) = whole.strip_suffix(everybody).and_then(|it| it.strip_suffix(sign))
            {
                return Parsed {
                    values: vec![format!("{standard}：{before}"), everybody.to_owned()],
                    ..Parsed::default()
                };
            }
        }
        return Parsed::sure(format!("{standard}：{whole}"));
    }
    let is_list = chars.get(end).is_some_and(|c| "、，,；;".contains(*c) || c.is_whitespace());
    let more = audience(whole, lexicon);
    if is_list && more.doubts.is_empty() {
        let mut both = Parsed::sure(standard.to_owned());
        join(&mut both, more);
        return both;
    }
    guess(standard.to_owned())
}

/// Whether a word stands in a text, and nothing that denies it before it: 非主动公开, 不涉及依申请公开.
fn says(text: &str, word: &str) -> bool {
    let clauses = text.split(['、', '，', ',', '；', ';', '/', '（', '(', '）', ')']);
    let mut before = clauses.filter_map(|it| Some(it.split_once(word)?.0));
    before.any(|it| !it.contains(['不', '非', '无', '未']))
}

fn method(text: &str, lexicon: &Lexicon<'_>) -> Parsed {
    let line = words::one_line(text);
    let mut values = Vec::new();
    if says(&line, "主动") {
        values.push("主动公开".to_owned());
    }
    if says(&line, "申请") {
        values.push("依申请公开".to_owned());
    }
    if values.is_empty() {
        let (standard, is_known) = lexicon.standard(&line);
        return if is_known { Parsed::sure(standard) } else { unknown(Field::Method, &line) };
    }
    Parsed { values, ..Parsed::default() }
}
