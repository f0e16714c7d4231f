//! The readable phrase that is most like one that cannot be read.

use crate::model::deadline::lexicon::split_first;

/// Phrases that every table would be understood with.
const READABLE: &[&str] = &[
    "自信息形成或者变更之日起20个工作日内",
    "自信息形成之日起20个工作日内",
    "自制作或获取信息之日起10个工作日内",
    "自作出行政决定之日起7个工作日内",
    "自收到申请之日起20个工作日内",
    "本级政府财政部门批复后20日内",
    "自文件印发之日起20个工作日内",
    "政策性文件发布后24小时内",
    "分配结果确定后20个工作日内",
    "20个工作日内",
    "实时公开",
    "及时公开",
    "长期公开",
    "每年1月31日前",
    "每月10日前",
    "每季度首月15日前",
    "2020年11月底前",
    "每年更新一次",
    "每季度至少公布一次",
    "每月更新",
    "每20个工作日更新",
    "公示期不得少于7日",
    "公告期限为5个工作日",
    "提前3日",
    "组织听证7个工作日前",
    "随采购公告公开",
    "启动拟征收土地工作时公开",
    "依申请公开",
    "按行业主管部门规定执行",
];

/// The nearest readable phrase by the pairs of characters that both hold; `None` where nothing is alike.
pub(in crate::model::deadline) fn nearest(text: &str) -> Option<&'static str> {
    let wanted = pairs(text);
    let alike = |phrase: &str| {
        let has = pairs(phrase);
        let shared = wanted.iter().filter(|pair| has.contains(pair)).count();
        // Twice the shared pairs over all pairs, in thousandths.
        2000 * shared / (wanted.len() + has.len()).max(1)
    };
    let (likeness, best) = READABLE
        .iter()
        .map(|phrase| (alike(phrase), *phrase))
        .reduce(|a, b| if b.0 > a.0 { b } else { a })?;
    (likeness > 0).then_some(best)
}

/// Pairs of neighbours among the first characters; a longer text is no deadline.
fn pairs(text: &str) -> Vec<(char, char)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((first, after)) = split_first(rest) {
        let Some(second) = after.chars().next() else { break };
        found.push((first, second));
        if found.len() == 60 {
            break;
        }
        rest = after;
    }
    found
}
