//! Levels that are written together: `县乡级`, `乡、村两级`, `区/街道`.
use crate::model::{choice::Spelling, vocabulary::Terms};

/// Words that only count the levels before them.
const COUNTS: &[&str] = &["两级", "二级", "三级", "四级", "五级", "各级"];
/// The longest name of a level that is looked for in a row of them.
const LONGEST: usize = 8;

/// The levels of a text that names levels and nothing else.
#[must_use]
pub fn parse(text: &str, terms: &Terms) -> Option<Vec<String>> {
    let known = |word: &str| match terms.find(word)? {
        (at, Spelling::Standard | Spelling::Synonym) => Some(terms.standard(at).to_owned()),
        (_, Spelling::Qualified) => None,
    };
    let bare: String = text.split_whitespace().collect();
    if let Some(level) = known(&bare) {
        return Some(vec![level]);
    }
    // 镇（街）
    let bare = bare.replace("街道", "街").replace('街', "街道");
    let counted = COUNTS.iter().find_map(|it| bare.strip_suffix(it));
    let chars: Vec<char> = counted.unwrap_or(&bare).chars().collect();
    let mut levels: Vec<String> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if "、，,；;/／和及与（）()级".contains(chars[at]) {
            at += 1;
            continue;
        }
        let longest = LONGEST.min(chars.len() - at);
        let (length, level) = (1..=longest).rev().find_map(|length| {
            let word: String = chars[at..at + length].iter().collect();
            let level = known(&word).or_else(|| known(&format!("{word}级")))?;
            Some((length, level))
        })?;
        if !levels.contains(&level) {
            levels.push(level);
        }
        at += length;
    }
    (!levels.is_empty()).then_some(levels)
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::{model::vocabulary::Vocabulary, source::Workspace, syntax::Reader};

    #[test]
    fn one_and_several() {
        let workspace = Workspace::assemble(Vec::new()).expect("nothing is wrong in nothing").value;
        let (mut found, mut allows) = (Vec::new(), Vec::new());
        let registries =
            crate::compile::registries(&workspace, Reader::Fast, &mut found, &mut allows);
        let Vocabulary { levels, .. } = &registries.vocabulary;
        for (text, want) in [
            ("县级", &["县级"] as &[&str]),
            ("乡、村级", &["乡级", "村级"]),
            ("县乡级", &["县级", "乡级"]),
            ("县、乡、村三级", &["县级", "乡级", "村级"]),
            ("镇村", &["乡级", "村级"]),
            ("区、街道", &["县级", "乡级"]),
            ("县（市、区）级", &["县级"]),
            ("镇（街）、村（社区）级", &["乡级", "村级"]),
            ("乡（镇）、村级", &["乡级", "村级"]),
            ("省/市/区县", &["省级", "市级", "县级"]),
            ("市级\n县级", &["市级", "县级"]),
        ] {
            assert_eq!(
                parse(text, levels).as_deref(),
                Some(&*want.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()),
                "{text}"
            );
        }
        for text in ["", "三级", "县民政局", "县级以上地方政府", "级"] {
            assert_eq!(parse(text, levels), None, "{text}");
        }
    }
}
