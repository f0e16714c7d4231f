//! Levels that are written together: `县乡级`, `乡、村两级`, `区/街道`; or by who sits there: `县直部门`.
use crate::model::{choice::Spelling, vocabulary::Terms};

/// Words that only count the levels before them.
const COUNTS: &[&str] = &["两级", "二级", "三级", "四级", "五级", "各级"];
/// The longest name of a level that is looked for in a row of them.
const LONGEST: usize = 8;
/// What stands behind a level for its own bodies: 县直, 县直属, 县本级.
const SEATS: &[&str] = &["直属", "本级", "直"];
/// How these bodies are called behind it: 县直部门, 县级各单位.
const BODIES: &[&str] = &["各部门", "各单位", "部门", "单位", "机关"];

/// What governs a place, whatever it is called: 乡镇政府, 村委会.
const GOVERNMENTS: &[&str] = &["人民政府", "政府", "民委员会", "委会"];

/// The levels of a text that names levels and nothing else.
#[must_use]
pub fn parse(text: &str, terms: &Terms) -> Option<Vec<String>> {
    let plain = |word: &str| match terms.find(word)? {
        (at, Spelling::Standard | Spelling::Synonym) => Some(terms.standard(at).to_owned()),
        (_, Spelling::Qualified) => None,
    };
    let known = |word: &str| plain(word).or_else(|| plain(&format!("{}级", seat(word)?)));
    let bare: String = text.split_whitespace().collect();
    if let Some(level) = known(&bare) {
        return Some(vec![level]);
    }
    // 镇街 is a word of its own, and 镇（街） two, of which the second is cut short; 社 of 村社 too.
    let whole = bare.replace("街道", "街").replace('街', "街道");
    let whole = whole.replace("社区", "社").replace('社', "社区");
    row(&bare, &known).or_else(|| row(&whole, &known))
}

/// The levels of a text, one behind the other; nothing where anything else is in it.
fn row(text: &str, known: &dyn Fn(&str) -> Option<String>) -> Option<Vec<String>> {
    let counted = COUNTS.iter().find_map(|it| text.strip_suffix(it));
    let chars: Vec<char> = counted.unwrap_or(text).chars().collect();
    let mut levels: Vec<String> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if "、，,；;/／和及与（）()级-－—–+＋·".contains(chars[at]) {
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

/// The place whose own bodies a word names: 县 of 县直, 县本级, 县直部门, 县级部门 and 县政府.
fn seat(word: &str) -> Option<&str> {
    let strip = |ends: &[&str], word: &'_ str| {
        ends.iter().find_map(|it| word.strip_suffix(it)).map(str::len)
    };
    let bodies = strip(BODIES, word).map(|it| &word[..it]);
    let place = match (strip(GOVERNMENTS, word), strip(SEATS, bodies.unwrap_or(word))) {
        (Some(end), _) => Some(word[..end].strip_suffix('级').unwrap_or(&word[..end])),
        (None, Some(end)) => Some(&word[..end]),
        (None, None) => bodies?.strip_suffix('级'),
    };
    place.filter(|it| !it.is_empty())
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
            ("县、镇街、村", &["县级", "乡级", "村级"]),
            ("区、街道", &["县级", "乡级"]),
            ("县（市、区）级", &["县级"]),
            ("镇（街）、村（社区）级", &["乡级", "村级"]),
            ("乡（镇）、村级", &["乡级", "村级"]),
            ("省/市/区县", &["省级", "市级", "县级"]),
            ("市级\n县级", &["市级", "县级"]),
            ("县直", &["县级"]),
            ("县直部门", &["县级"]),
            ("县本级", &["县级"]),
            ("市直、区直机关", &["市级", "县级"]),
            ("县级各部门、镇街", &["县级", "乡级"]),
            ("县直及乡镇", &["县级", "乡级"]),
            ("县级政府、乡镇政府", &["县级", "乡级"]),
            ("村委会", &["村级"]),
            ("村民委员会", &["村级"]),
            ("村社", &["村级"]),
            ("县-乡-村", &["县级", "乡级", "村级"]),
        ] {
            assert_eq!(
                parse(text, levels).as_deref(),
                Some(&*want.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()),
                "{text}"
            );
        }
        for text in [
            "",
            "三级",
            "县民政局",
            "县级以上地方政府",
            "级",
            "本级",
            "直属单位",
            "部门",
            "园区级",
            "县部门",
            "政府",
        ] {
            assert_eq!(parse(text, levels), None, "{text}");
        }
    }
}
