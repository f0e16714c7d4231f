//! Agencies: their ids, names, division codes and `agency.yaml`.

use std::fmt::Write as _;

use super::domains::Domain;
use super::gaps::Lack;
use super::offices::OFFICES;

/// The id of the layer that counties lie over.
pub(crate) const NATIONAL: &str = "national";

/// How a county stands to the national layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// There is no layer below it.
    Alone,
    /// There is one, but its tables are its own and only compared with it.
    Compared,
    /// It inherits and states what differs.
    Inherits,
}

/// A county's id.
pub(crate) fn county_id(index: usize) -> String {
    format!("county-{:04}", index + 1)
}

/// The `agency.yaml` of the national layer.
pub(crate) fn national() -> String {
    format!("govcat: 1\nagency: {NATIONAL}\nname: 全国基层政务公开标准\nlevel: 国家级\n")
}

/// The `agency.yaml` of a county, with what it lacks of each domain.
pub(crate) fn county(index: usize, standing: Standing, lacks: &[(&Domain, Lack)]) -> String {
    let mut text =
        format!("govcat: 1\nagency: {}\nname: {}\n", county_id(index), county_name(index));
    if let Some(code) = division_code(index) {
        text.extend(["code: \"", &code, "\"\n"]);
    }
    text.push_str("level: 县级\n");
    text.push_str(match standing {
        Standing::Alone => "inherit: false\n",
        Standing::Compared => "extends: national\ninherit: false\n",
        Standing::Inherits => "extends: national\ninherit: true\n",
    });
    text.push_str("offices:\n");
    let unfilled = |office: usize| {
        let lacking =
            |(domain, lack): &(&Domain, Lack)| *lack == Lack::Unfilled && domain.office == office;
        lacks.iter().any(lacking)
    };
    for (_, office) in OFFICES.iter().enumerate().filter(|(at, _)| !unfilled(*at)) {
        // Writing to a string cannot fail.
        let _ = write!(text, "  - name: {}\n    acts_for: [{}]\n", office.name, office.role);
    }
    let not_applicable = || lacks.iter().filter(|(_, lack)| *lack == Lack::NotApplicable);
    if not_applicable().next().is_some() {
        text.push_str("not_applicable:\n");
    }
    for (domain, _) in not_applicable() {
        let _ =
            write!(text, "  - domain: {}\n    reason: 辖区内无{}事项\n", domain.code, domain.name);
    }
    text
}

/// A made-up name that no two counties share.
fn county_name(index: usize) -> String {
    const FIRST: &[&str] = &[
        "青", "临", "安", "长", "永", "清", "平", "宁", "新", "东", "南", "西", "北", "金", "玉",
        "龙", "凤", "石", "云", "泰", "兴", "德", "广", "高", "武", "文", "昌",
    ];
    const SECOND: &[&str] = &[
        "河", "山", "江", "川", "原", "阳", "城", "水", "林", "州", "海", "泉", "溪", "岭", "湖",
        "桥", "台", "谷", "源", "口", "乡", "田", "塘", "港", "岗", "坪", "浦", "门", "峰",
    ];
    let (first, rest) = (index % FIRST.len(), index / FIRST.len());
    let (second, round) = (rest % SECOND.len(), rest / SECOND.len());
    match round {
        0 => format!("{}{}县", FIRST[first], SECOND[second]),
        _ => format!(
            "{}{}{}县",
            FIRST[first],
            SECOND[second],
            SECOND[(second + round) % SECOND.len()]
        ),
    }
}

/// A code of the form of GB/T 2260, one for each county as long as there are any.
fn division_code(index: usize) -> Option<String> {
    const PROVINCES: &[u8] = &[
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51,
        52, 53, 54, 61, 62, 63, 64, 65,
    ];
    let (province, rest) = (PROVINCES[index % PROVINCES.len()], index / PROVINCES.len());
    let (county, city) = (21 + rest % 9, 1 + rest / 9);
    (city < 100).then(|| format!("{province}{city:02}{county}"))
}
