//! Mends the damage that real tables carry before anything is read: blanks inside words, widths, doubled words, numbering.

use crate::model::deadline::Warning;
use crate::model::deadline::length::{is_numeral, number};
use crate::model::deadline::lexicon::after_any;

/// Slips of pens and scanners, and what was meant. They are mended only when the phrase cannot be read as it stands.
const SLIPS: &[(&str, &str)] = &[
    ("形或变更", "形成或变更"),
    ("形成或变之日", "形成或变更之日"),
    ("形成或者变之日", "形成或者变更之日"),
    ("行成", "形成"),
    ("型成", "形成"),
    ("变跟", "变更"),
    ("变更之起", "变更之日起"),
    ("形成之起", "形成之日起"),
    ("之日期", "之日起"),
    ("只日起", "之日起"),
    ("工作曰", "工作日"),
    ("之曰", "之日"),
    ("曰内", "日内"),
    ("曰前", "日前"),
    ("曰起", "日起"),
    ("工作目", "工作日"),
    ("工做日", "工作日"),
    ("工作日类", "工作日内"),
    ("工作日工作日", "工作日"),
    ("日以类", "日以内"),
    ("个公作日", "个工作日"),
    ("即使公开", "即时公开"),
    ("既时公开", "即时公开"),
    ("长其公开", "长期公开"),
    ("公式期", "公示期"),
    ("工示期", "公示期"),
];

/// The phrase in one spelling: no blanks, half-width digits, full-width punctuation; circled numbers begin a new sentence.
pub(in crate::model::deadline) fn normalise(phrase: &str) -> String {
    let mut text = String::with_capacity(phrase.len());
    for c in phrase.chars() {
        let c = simplified(half_width(c));
        match c {
            '“'
            | '”'
            | '"'
            | '\''
            | '‘'
            | '’'
            | '「'
            | '」'
            | '\u{200b}'..='\u{200f}'
            | '\u{feff}'
            | '\u{ad}'
            | '★'
            | '√'
            | '☑' => {}
            c if c.is_whitespace() || c.is_control() => {}
            ',' => text.push('，'),
            ';' | '①'..='⒛' | '●' | '■' | '◆' | '▲' | '•' | '·' | '❶'..='❿' => {
                text.push('；');
            }
            ':' | '︰' | '∶' => text.push('：'),
            '(' | '[' | '【' | '〔' | '［' | '{' | '﹙' => text.push('（'),
            ')' | ']' | '】' | '〕' | '］' | '}' | '﹚' => text.push('）'),
            '｡' | '!' | '！' => text.push('。'),
            '､' => text.push('、'),
            '廿' => text.push_str("二十"),
            '卅' => text.push_str("三十"),
            '⽇' => text.push('日'),
            '⽉' => text.push('月'),
            '⼯' => text.push('工'),
            '⼀' => text.push('一'),
            '⼆' => text.push('二'),
            '⼗' => text.push('十'),
            '⾃' => text.push('自'),
            '⽅' => text.push('方'),
            '⽂' => text.push('文'),
            '⾏' => text.push('行'),
            '⼊' => text.push('入'),
            '⼈' => text.push('人'),
            '⽹' => text.push('网'),
            '⻓' => text.push('长'),
            // A doubled 个, 内 or 起 is a slip that has no other reading.
            '个' | '内' | '起' if text.ends_with(c) => {}
            '日' if text.ends_with("工作日") => {}
            c => text.push(c),
        }
    }
    if text.contains("其中") {
        text = text.replace("其中：", "其中").replace("其中，", "其中");
    }
    if text.contains("元月") {
        text = first_month(&text);
    }
    if text.contains('（') { unwrap_numbers(&unwrap_units(text)) } else { text }
}

/// Whether the words hold a character that only a slip puts into a deadline, though they read cleanly (之曰起). The other
/// slips of the table can be parts of right words (银行成立).
pub(in crate::model::deadline) fn holds_slip(words: &str) -> bool {
    words.contains('曰')
}

/// Mends the slips of the table; `None` where there are none.
pub(in crate::model::deadline) fn mend_slips(text: &str) -> Option<(String, Vec<Warning>)> {
    let mut mended = text.to_owned();
    let mut warnings = Vec::new();
    for (wrong, right) in SLIPS {
        if mended.contains(wrong) {
            mended = mended.replace(wrong, right);
            warnings.push(Warning::Slip {
                written: (*wrong).to_owned(),
                understood: (*right).to_owned(),
            });
        }
    }
    if let Some((letters, fixed)) = letters_for_zero(&mended) {
        mended = fixed;
        warnings.push(Warning::Slip { written: letters, understood: "0".to_owned() });
    }
    (!warnings.is_empty()).then_some((mended, warnings))
}

/// `2O个工作日`: the letter O after a digit is a zero.
fn letters_for_zero(text: &str) -> Option<(String, String)> {
    let mut fixed = String::with_capacity(text.len());
    let mut found = None;
    for c in text.chars() {
        if matches!(c, 'O' | 'o' | '○' | '〇') && fixed.ends_with(|d: char| d.is_ascii_digit()) {
            found = Some(c.to_string());
            fixed.push('0');
        } else {
            fixed.push(c);
        }
    }
    found.map(|letters| (letters, fixed))
}

/// `20（个）工作日`, `20个（工作日）`: brackets around a unit say nothing.
fn unwrap_units(mut text: String) -> String {
    for (wrapped, plain) in [
        ("（个）", "个"),
        ("个（工作日）", "个工作日"),
        ("（工作）日", "工作日"),
        ("（日）", "日"),
        ("（含）", ""),
        ("（内）", "内"),
    ] {
        if text.contains(wrapped) {
            text = text.replace(wrapped, plain);
        }
    }
    text
}

/// 元月 is January, where it is not the end of a sum of money or of 单元.
fn first_month(text: &str) -> String {
    let mut pieces = text.split("元月");
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let other =
            plain.ends_with(|c: char| c.is_ascii_digit() || "单公美欧日港万千百十亿多".contains(c));
        plain.push_str(if other { "元月" } else { "1月" });
        plain.push_str(piece);
    }
    plain
}

/// `起（20）个工作日`: brackets around a number that its unit follows say nothing; at the front of a sentence they number
/// it, and behind a number they say it again.
fn unwrap_numbers(text: &str) -> String {
    const UNITS: &[&str] = &["个工作日", "工作日", "个月", "日内", "天内", "日以内", "天以内"];
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('（') {
        let (before, body) = (&rest[..at], &rest[at + '（'.len_utf8()..]);
        plain.push_str(before);
        let counted = number(body).and_then(|(_, after)| {
            let unit = after.strip_prefix('）')?;
            after_any(unit, UNITS).map(|_| (&body[..body.len() - after.len()], unit))
        });
        let inside = plain.chars().next_back().is_some_and(|last| {
            !is_numeral(last) && !matches!(last, '；' | '。' | '，' | '：' | '、' | '）')
        });
        if let Some((digits, unit)) = counted.filter(|_| inside) {
            plain.push_str(digits);
            rest = unit;
        } else {
            plain.push('（');
            rest = body;
        }
    }
    plain.push_str(rest);
    plain
}

/// The traditional characters that deadlines carry, in simplified script; a table of them would cost more than these arms.
fn simplified(c: char) -> char {
    match c {
        '個' => '个',
        '內' => '内',
        '變' => '变',
        '產' => '产',
        '獲' => '获',
        '該' => '该',
        '後' => '后',
        '開' => '开',
        '決' => '决',
        '時' => '时',
        '長' => '长',
        '實' => '实',
        '於' => '于',
        '與' => '与',
        '請' => '请',
        '會' => '会',
        '議' => '议',
        '結' => '结',
        '終' => '终',
        '發' => '发',
        '佈' => '布',
        '報' => '报',
        '網' => '网',
        '簽' => '签',
        '訂' => '订',
        '標' => '标',
        '準' => '准',
        '關' => '关',
        '辦' => '办',
        '審' => '审',
        '徵' => '征',
        '間' => '间',
        '條' => '条',
        '號' => '号',
        '遲' => '迟',
        '過' => '过',
        '為' => '为',
        '動' => '动',
        '態' => '态',
        '書' => '书',
        '訊' => '讯',
        '據' => '据',
        '員' => '员',
        '務' => '务',
        '週' => '周',
        '項' => '项',
        '評' => '评',
        '規' => '规',
        '劃' => '划',
        '處' => '处',
        '罰' => '罚',
        '許' => '许',
        '執' => '执',
        '續' => '续',
        '補' => '补',
        '貼' => '贴',
        '認' => '认',
        '證' => '证',
        '級' => '级',
        '錄' => '录',
        '覽' => '览',
        '權' => '权',
        '責' => '责',
        '導' => '导',
        '達' => '达',
        '應' => '应',
        '當' => '当',
        '總' => '总',
        '計' => '计',
        '數' => '数',
        '類' => '类',
        '單' => '单',
        '貳' => '贰',
        '參' => '叁',
        other => other,
    }
}

fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}
