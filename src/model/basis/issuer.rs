//! 发文机关: one name for the many spellings of a ministry, and whether two texts name the same issuers.
use std::borrow::Cow;

use crate::model::basis::text::is_blank;

/// Short names in official use, and the full ones. Longer short names come first where one holds another.
const FULL_NAMES: [(&str, &str); 53] = [
    ("国家主席", "主席"),
    ("国务院国资委", "国务院国有资产监督管理委员会"),
    ("国家发展改革委员会", "国家发展和改革委员会"),
    ("国家发展改革委", "国家发展和改革委员会"),
    ("国家发改委", "国家发展和改革委员会"),
    ("国家卫生健康委员会", "国家卫生健康委员会"),
    ("国家卫生健康委", "国家卫生健康委员会"),
    ("国家卫健委", "国家卫生健康委员会"),
    ("国家卫生计生委", "国家卫生和计划生育委员会"),
    ("国家卫计委", "国家卫生和计划生育委员会"),
    ("国家人口计生委", "国家人口和计划生育委员会"),
    ("国家民族事务委员会", "国家民族事务委员会"),
    ("国家民委", "国家民族事务委员会"),
    ("国家教委", "国家教育委员会"),
    ("人力资源社会保障部", "人力资源和社会保障部"),
    ("人社部", "人力资源和社会保障部"),
    ("劳动保障部", "劳动和社会保障部"),
    ("住房城乡建设部", "住房和城乡建设部"),
    ("住建部", "住房和城乡建设部"),
    ("工业信息化部", "工业和信息化部"),
    ("工信部", "工业和信息化部"),
    ("文化旅游部", "文化和旅游部"),
    ("文旅部", "文化和旅游部"),
    ("国家市场监管总局", "国家市场监督管理总局"),
    ("国家食品药品监管总局", "国家食品药品监督管理总局"),
    ("国家安全监管总局", "国家安全生产监督管理总局"),
    ("国家安监总局", "国家安全生产监督管理总局"),
    ("国家林草局", "国家林业和草原局"),
    ("国家中医药局", "国家中医药管理局"),
    ("国家医保局", "国家医疗保障局"),
    ("全国人大常委会", "全国人民代表大会常务委员会"),
    ("人大常委会", "人民代表大会常务委员会"),
    ("国资委", "国务院国有资产监督管理委员会"),
    ("发展和改革委员会", "国家发展和改革委员会"),
    ("发展改革委员会", "国家发展和改革委员会"),
    ("发展改革委", "国家发展和改革委员会"),
    ("发改委", "国家发展和改革委员会"),
    ("卫生健康委员会", "国家卫生健康委员会"),
    ("卫生健康委", "国家卫生健康委员会"),
    ("卫健委", "国家卫生健康委员会"),
    ("卫生和计划生育委员会", "国家卫生和计划生育委员会"),
    ("卫生计生委", "国家卫生和计划生育委员会"),
    ("卫计委", "国家卫生和计划生育委员会"),
    ("环保部", "环境保护部"),
    ("环保总局", "国家环境保护总局"),
    ("国家环保总局", "国家环境保护总局"),
    ("安监总局", "国家安全生产监督管理总局"),
    ("国家工商总局", "国家工商行政管理总局"),
    ("工商总局", "国家工商行政管理总局"),
    ("国家质检总局", "国家质量监督检验检疫总局"),
    ("质检总局", "国家质量监督检验检疫总局"),
    ("银保监会", "中国银行保险监督管理委员会"),
    ("证监会", "中国证券监督管理委员会"),
];

/// Names that are said with or without 国家.
const STATE: [&str; 5] =
    ["市场监督管理总局", "食品药品监督管理总局", "税务总局", "市场监管总局", "安全监管总局"];

/// `name` in full, without the name of the country.
pub(super) fn full_name(name: &str) -> Cow<'_, str> {
    let name = without_country(name);
    if name == "国" {
        // 国令第711号, as the gazette has it.
        return Cow::Borrowed("国务院");
    }
    let state = STATE.iter().any(|it| name.starts_with(it)).then(|| format!("国家{name}"));
    let name = state.map_or(Cow::Borrowed(name), Cow::Owned);
    let short = FULL_NAMES
        .iter()
        .find(|it| name.starts_with(it.0))
        .map(|it| format!("{}{}", it.1, &name[it.0.len()..]));
    short.map_or(name, Cow::Owned)
}

/// `name` without the country's at its front, and without the 和 that a slip leaves there.
pub(super) fn without_country(name: &str) -> &str {
    let rest = name.trim_start_matches("中华人民共和国");
    let rest = if rest.len() < name.len() {
        rest.trim_start_matches(['和', '及', '与', '或'])
    } else {
        rest
    };
    if rest.is_empty() { name } else { rest }
}

/// The bodies a list of issuers names.
pub(super) fn parts(names: &str) -> impl Iterator<Item = &str> {
    names
        .split(|c: char| is_blank(c) || matches!(c, '、' | '，' | ',' | '；' | ';' | '/' | '／'))
        .filter(|it| !it.is_empty())
}

/// Issuers in a form that can be compared: full names, each ended by a bar.
pub(super) fn normalise(names: &str) -> String {
    let mut out = String::with_capacity(names.len() + 4);
    for part in parts(names) {
        let part = part.strip_suffix("等部门").or_else(|| part.strip_suffix('等')).unwrap_or(part);
        let part = &part[..part.find(['（', '(']).unwrap_or(part.len())];
        out.push_str(&full_name(part));
        out.push('|');
    }
    out
}

/// Whether two normalised lists can be the issuers of one document: they share a body, or one was written without separators.
pub(super) fn agree(a: &str, b: &str) -> bool {
    let glued = |one: &str, many: &str| {
        let one = one.trim_end_matches('|');
        many.split('|').filter(|it| !it.is_empty()).any(|it| {
            one.strip_prefix(it)
                .is_some_and(|rest| !rest.starts_with('办') && !rest.starts_with("等"))
        })
    };
    a.is_empty()
        || b.is_empty()
        || a == b
        || glued(a, b)
        || glued(b, a)
        || a.split('|').any(|one| !one.is_empty() && b.split('|').any(|it| it == one))
}

/// Whether `text` ends as the name of a body of state does.
pub(super) fn ends_as_body(text: &str) -> bool {
    const TAILS: [&str; 22] = [
        "部",
        "委",
        "局",
        "署",
        "院",
        "行",
        "会",
        "厅",
        "办",
        "办公厅",
        "办公室",
        "组",
        "府",
        "中央",
        "团",
        "社",
        "所",
        "总工会",
        "联",
        "主席",
        "委员长",
        "军",
    ];
    TAILS.iter().any(|it| text.ends_with(it))
}
