//! Entries as the cells of a table: joined, numbered, with boxes and ticks.
use std::collections::BTreeMap;

use govcat::model::field::Field;

/// An entry as plain values.
pub(crate) type Item = BTreeMap<Field, Vec<String>>;

pub(crate) const CHANNELS: [&str; 13] = [
    "政府网站",
    "政府公报",
    "两微一端",
    "发布会/听证会",
    "广播电视",
    "纸质媒体",
    "公开查阅点",
    "政务服务中心",
    "便民服务站",
    "入户/现场",
    "社区/企事业单位/村公示栏（电子屏）",
    "精准推送",
    "其他",
];

pub(crate) fn get(item: &Item, field: Field) -> &[String] {
    item.get(&field).map_or(&[], Vec::as_slice)
}

pub(crate) fn joined(item: &Item, field: Field, sign: &str) -> String {
    get(item, field).join(sign)
}

pub(crate) fn has(item: &Item, field: Field, word: &str) -> bool {
    get(item, field).iter().any(|it| it.starts_with(word))
}

pub(crate) fn tick(is: bool, sign: &str) -> String {
    if is { sign.to_owned() } else { String::new() }
}

/// All channels with boxes, those beyond the official thirteen under 其他.
pub(crate) fn boxes(item: &Item, ticked: char, empty: char, between: &str) -> String {
    let own = get(item, Field::Channel);
    let mut cell: Vec<String> = CHANNELS
        .iter()
        .map(|it| format!("{}{it}", if own.iter().any(|own| own == it) { ticked } else { empty }))
        .collect();
    cell.extend(
        own.iter().filter(|it| !CHANNELS.contains(&it.as_str())).map(|it| format!("{ticked}{it}")),
    );
    cell.join(between)
}

pub(crate) fn numbered(
    item: &Item,
    field: Field,
    mark: impl Fn(usize) -> String,
    behind: &str,
) -> String {
    let list = get(item, field).iter().enumerate();
    list.map(|(at, it)| format!("{}{it}", mark(at + 1))).collect::<Vec<_>>().join(behind)
}

pub(crate) fn han(number: usize) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match number {
        0..=9 => digits[number].to_owned(),
        10..=19 => format!("十{}", digits[number - 10]),
        20..=99 => format!("{}十{}", digits[number / 10], digits[number % 10]),
        _ => format!("一百{}", number - 100),
    }
}
