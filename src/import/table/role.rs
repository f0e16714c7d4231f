//! What a column's heading says: which field it is.
use crate::{
    import::{
        cells::levels,
        table::labels::{CORES, DUTIES, FILLERS, FRAGMENTS, LABELS, TAILS},
    },
    model::{field::Field, vocabulary::Vocabulary},
};

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// 序号
    Number,
    /// 条目编号: the id of an entry that `govcat export` wrote.
    Id,
    /// 原编号: the ids that it bore before.
    Was,
    /// 精确值: what the cells of its row would be read otherwise as.
    Exact,
    /// A level of the table of contents: 1 for 一级事项, 2 for 二级事项, 3 for 三级事项.
    Item(u8),
    /// The words of a field.
    Words(Field),
    /// 配合单位
    With,
    /// Ticks: the field's value where the cell is ticked.
    Tick(Field, String),
    /// A field that the values must tell: 公开形式 may be channels or methods.
    Form,
    /// 领域: which domain the row is of.
    Domain,
    /// Where on a site it is found (首页>政务公开>…), which the format has no field for.
    Path,
    /// Ticks for a value that the field does not have: 园区级.
    Unread(Field),
    /// Something that the format has no field for.
    Extra,
}

impl Role {
    /// Whether the cells go to comments.
    #[must_use]
    pub fn is_beside(&self) -> bool {
        matches!(self, Self::Path | Self::Unread(_) | Self::Extra)
    }
}

/// Longer texts are no headings.
const LONGEST: usize = 24;

/// What a heading says; nothing where it is none that is known.
#[must_use]
pub fn of_label(label: &str) -> Option<Role> {
    let folded = fold(label);
    if folded.is_empty() || folded.chars().count() > LONGEST {
        return None;
    }
    let role = sure(&folded).or_else(|| {
        let is_short = folded.chars().count() <= 12;
        let fragment = FRAGMENTS.iter().find(|it| folded.contains(it.0)).filter(|_| is_short);
        fragment.map(|it| it.1.clone())
    });
    // 公开事项（一级）
    let inside = label.split_once(['（', '(']).map_or("", |it| it.1);
    let level = (1..).zip(["一级", "二级", "三级", "四级"]).find(|it| inside.contains(it.1));
    match (role, level) {
        (Some(Role::Item(_)), Some((level, _))) => Some(Role::Item(level)),
        (role, _) => role,
    }
}

/// How surely a heading says what it says, where two say the same: 公开时限 more than 更新周期, and that more
/// than 办理时限要求.
#[must_use]
pub fn weight(label: &str) -> u8 {
    let folded = fold(label);
    let bare = folded.strip_prefix("公开").unwrap_or(&folded);
    let is_plain = CORES.iter().any(|it| it.0 == bare) || LABELS.iter().any(|it| it.0 == folded);
    if is_plain { 2 } else { u8::from(sure(&folded).is_some()) }
}

fn sure(folded: &str) -> Option<Role> {
    let exact = LABELS.iter().find(|it| it.0 == folded).map(|it| it.1.clone());
    exact.or_else(|| {
        let mut tails = TAILS.iter().filter_map(|it| folded.strip_suffix(it)).chain([folded]);
        tails.find_map(core)
    })
}

/// A heading that ends in a word that says it, behind words that do not change it.
fn core(words: &str) -> Option<Role> {
    let found = CORES.iter().filter_map(|it| Some((words.strip_suffix(it.0)?, &it.1)));
    let mut plain = found.filter(|(before, role)| {
        let is_owner = **role == Role::Words(Field::Owner);
        let more: &[&str] = if is_owner { DUTIES } else { &[] };
        let mut rest = *before;
        while let Some(next) = FILLERS.iter().chain(more).find_map(|it| rest.strip_prefix(it)) {
            rest = next;
        }
        rest.is_empty()
    });
    plain.next().map(|it| it.1.clone())
}

/// What a heading below another one says: 特定群体 below 公开对象 is a column of ticks.
#[must_use]
pub fn below(parent: Option<&Role>, label: &str, vocabulary: &Vocabulary) -> Option<Role> {
    let word = fold(label);
    let known = |field: Field| match field {
        Field::Audience => {
            vocabulary.audiences.find(&word).is_some()
                || word.contains("特定")
                || ["全社会", "面向社会", "社会公众", "社会大众"].iter().any(|it| word.contains(it))
        }
        Field::Method => vocabulary.methods.find(&word).is_some() || word.contains("申请"),
        Field::Level => {
            levels::parse(&word, &vocabulary.levels).is_some()
                || word.split(['/', '、']).all(|it| it.ends_with('级') && it.chars().count() <= 6)
        }
        Field::Stage => vocabulary.stages.find(&word).is_some(),
        Field::Channel => vocabulary.channels.find(&word).is_some(),
        _ => false,
    };
    let tick = |field: Field| Some(Role::Tick(field, label.split_whitespace().collect()));
    match parent {
        Some(Role::Words(
            field @ (Field::Audience | Field::Level | Field::Stage | Field::Channel),
        )) => tick(*field),
        Some(Role::Form) if known(Field::Method) => tick(Field::Method),
        Some(Role::Form) if known(Field::Channel) => tick(Field::Channel),
        Some(Role::Form) => tick(Field::Method),
        _ => {
            let fields =
                [Field::Audience, Field::Method, Field::Level, Field::Stage, Field::Channel];
            // 服务 alone is no stage, and 村 no level, unless something above says so.
            let is_plain = word.chars().count() >= 2
                && vocabulary.stages.find(&word).is_none_or(|_| word.chars().count() >= 4);
            fields.into_iter().find(|it| is_plain && known(*it)).and_then(tick)
        }
    }
}

/// What a heading that ends in its value says: 公开对象（全社会）, 公开方式-主动 and 公开层级县级 are columns of
/// ticks in one row of headings. 公开渠道（在□内打√） only asks to be filled in.
#[must_use]
pub fn compound(label: &str, vocabulary: &Vocabulary) -> Option<Role> {
    let bare: Vec<char> = label.chars().filter(|c| !c.is_whitespace()).collect();
    (2..bare.len()).find_map(|at| {
        let parent = of_label(&bare[..at].iter().collect::<String>())?;
        let field = match parent {
            Role::Form => Field::Method,
            Role::Words(field) => field,
            _ => return None,
        };
        let rest: String = bare[at..].iter().collect();
        let rest = rest.trim_start_matches(|c: char| "-－—_/／·:：.|".contains(c));
        let inside = rest.strip_prefix(['（', '(']).and_then(|it| it.strip_suffix(['）', ')']));
        let value = inside.unwrap_or(rest);
        // 依申请公开 has the sign of 请写明 too.
        let is_hint = value.contains(['填', '写', '注', '打', '选', '□', '√'])
            || (field != Field::Level && value.contains('、'));
        let is_value = match field {
            // Only what would be a column of ticks without the heading before it too.
            Field::Audience | Field::Method | Field::Level => {
                below(None, value, vocabulary).is_some()
            }
            Field::Stage => vocabulary.stages.find(value).is_some(),
            Field::Channel => vocabulary.channels.find(value).is_some(),
            _ => false,
        };
        below(Some(&parent), value, vocabulary).filter(|_| is_value && !is_hint)
    })
}

/// A heading without blanks, brackets and marks.
#[must_use]
pub fn fold(label: &str) -> String {
    let mut depth = 0_usize;
    let mut folded = String::new();
    for c in label.chars() {
        match c {
            '（' | '(' | '【' | '[' | '〔' => depth += 1,
            '）' | ')' | '】' | ']' | '〕' => depth = depth.saturating_sub(1),
            _ if depth > 0 || c.is_whitespace() => {}
            '“' | '”' | '"' | '「' | '」' | '：' | ':' | '*' | '＊' | '.' | '。' | '\u{feff}'
            | '\u{200b}' => {}
            other => folded.extend(other.to_lowercase()),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::{Role, of_label};
    use crate::model::field::Field;

    #[test]
    fn headings() {
        for (label, role) in [
            ("公 开\n内容（要素）", Role::Words(Field::Content)),
            ("公开渠道和载体（在□内打√）", Role::Words(Field::Channel)),
            ("“五公开”", Role::Words(Field::Stage)),
            ("法定公开依据", Role::Words(Field::Basis)),
            ("责任科室", Role::Extra),
        ] {
            assert_eq!(of_label(label), Some(role), "{label}");
        }
        for label in ["", "县民政局", "自该信息形成之日起20个工作日内", "全社会"]
        {
            assert_eq!(of_label(label), None, "{label}");
        }
    }
}
