//! The verbs of 条例 第二十六条: formed, changed, obtained, alone or joined.

use crate::model::deadline::Anchor;
use crate::model::deadline::lexicon::{after_any, before_any};

pub(super) const FORMED: &[&str] = &["形成", "产生", "生成", "制作完成", "制作", "制定", "制成"];
pub(super) const CHANGED: &[&str] = &[
    "发生变更",
    "发生变化",
    "发生变动",
    "发生更改",
    "变更",
    "变动",
    "变化",
    "更新",
    "更改",
    "调整",
    "修改",
    "修订",
];
pub(super) const OBTAINED: &[&str] = &["获取", "获得", "取得", "获悉"];
pub(super) const CONNECTORS: &[&str] =
    &["或者是", "或者", "或是", "或", "、", "和", "及", "与", "以及", "/", "并", "且", "，"];
/// What may stand between a verb and the connector that follows it.
pub(super) const BETWEEN: &[&str] = &["之日", "之后", "后", "信息", "该信息", "日", "完成"];

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Verbs {
    formed: bool,
    changed: bool,
    obtained: bool,
}

impl Verbs {
    pub(super) fn anchor(self) -> Option<Anchor> {
        Some(match (self.obtained, self.formed, self.changed) {
            (false, true, false) => Anchor::Formed,
            (false, false, true) => Anchor::Changed,
            (false, true, true) => Anchor::FormedOrChanged,
            (true, false, true) => Anchor::ObtainedOrChanged,
            (true, true, true) => Anchor::ObtainedFormedOrChanged,
            (true, true, false) => Anchor::FormedOrObtained,
            (_, false, false) => return None,
        })
    }

    fn list(&mut self) -> [(&'static [&'static str], &mut bool); 3] {
        [(FORMED, &mut self.formed), (CHANGED, &mut self.changed), (OBTAINED, &mut self.obtained)]
    }
}

/// Verbs joined at the end of the words, and the noun before them.
pub(super) fn back_verbs(words: &str) -> Option<(Verbs, &str)> {
    let mut verbs = Verbs::default();
    let mut rest = words;
    loop {
        let plain = before_any(rest, BETWEEN).filter(|_| rest.len() < words.len()).unwrap_or(rest);
        let plain = plain.strip_suffix(['（', '）']).unwrap_or(plain);
        let taken = verbs.list().into_iter().find_map(|(list, seen)| {
            let left = before_any(plain, list)?;
            *seen = true;
            Some(left)
        });
        let Some(left) = taken else { break };
        rest = left;
        // 信息形成或信息变更: the noun may be said again; （含变更）: so may that the verb is included.
        let bare = before_any(
            rest,
            &["该信息", "政府信息", "公开信息", "信息", "事项", "内容", "（含", "（包括"],
        )
        .unwrap_or(rest);
        let joined = before_any(bare, CONNECTORS)
            .or_else(|| before_any(bare, &["新", "首次", "（"]))
            .unwrap_or(bare);
        // （或变更）: the connector may open the bracket.
        let joined = joined.strip_suffix('（').unwrap_or(joined);
        // The connector belongs to the verbs only when another verb stands before it.
        if ends_with_verb(joined) {
            rest = joined;
        } else if before_any(rest, CONNECTORS).is_some() {
            // 形或变更: what the connector joins is no verb of 条例, so the words are not understood.
            return None;
        } else {
            break;
        }
    }
    let seen = rest.len() < words.len();
    let clean = !rest.ends_with(['未', '拟', '待', '不', '非', '无', '缓', '停'])
        && !["形成", "变更", "产生", "获取", "制作", "制定"].iter().any(|verb| rest.contains(verb));
    (seen && clean).then_some((verbs, rest))
}

/// Verbs joined at the front of the words, and what follows them.
pub(super) fn front_verbs(words: &str) -> Option<(Verbs, &str)> {
    let mut verbs = Verbs::default();
    let mut rest = words;
    loop {
        let taken = verbs.list().into_iter().find_map(|(list, seen)| {
            let left = after_any(rest, list)?;
            *seen = true;
            Some(left)
        });
        let Some(left) = taken else { break };
        rest = left;
        let joined = after_any(rest, BETWEEN)
            .and_then(|rest| after_any(rest, CONNECTORS))
            .or_else(|| after_any(rest, CONNECTORS))
            .unwrap_or(rest);
        if [FORMED, CHANGED, OBTAINED].iter().any(|list| after_any(joined, list).is_some()) {
            rest = joined;
        }
    }
    (rest.len() < words.len()).then_some((verbs, rest))
}

pub(super) fn ends_with_verb(text: &str) -> bool {
    let plain = before_any(text, BETWEEN).unwrap_or(text);
    [text, plain]
        .iter()
        .any(|text| [FORMED, CHANGED, OBTAINED].iter().any(|list| before_any(text, list).is_some()))
}
