//! What a column's heading says: which field it is.
use crate::{
    import::table::own,
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
    /// Something that the format has no field for.
    Extra,
}

/// Headings, folded, with what they say. The exact ones come before the fragments.
const LABELS: &[(&str, Role)] = &[
    (own::ID, Role::Id),
    (own::WAS, Role::Was),
    (own::EXACT, Role::Exact),
    (own::REVIEW, Role::Words(Field::Review)),
    (own::RECONSTRUCTED, Role::Words(Field::Reconstructed)),
    (own::EXPLAINS, Role::Words(Field::Explains)),
    (own::COVERS, Role::Words(Field::Covers)),
    (own::DISCLOSED_BY, Role::Words(Field::DisclosedBy)),
    ("序号", Role::Number),
    ("序", Role::Number),
    ("编号", Role::Number),
    ("编码", Role::Number),
    ("目录编号", Role::Number),
    ("事项编号", Role::Number),
    ("事项编码", Role::Number),
    ("事项序号", Role::Number),
    ("no", Role::Number),
    ("id", Role::Number),
    ("一级", Role::Item(1)),
    ("一级事项", Role::Item(1)),
    ("一级目录", Role::Item(1)),
    ("一级指标", Role::Item(1)),
    ("一级公开事项", Role::Item(1)),
    ("公开类别", Role::Item(1)),
    ("事项类别", Role::Item(1)),
    ("事项分类", Role::Item(1)),
    ("事项大类", Role::Item(1)),
    ("公开事项类别", Role::Item(1)),
    ("类别", Role::Item(1)),
    ("分类", Role::Item(1)),
    ("大类", Role::Item(1)),
    ("栏目", Role::Item(1)),
    ("二级", Role::Item(2)),
    ("二级事项", Role::Item(2)),
    ("二级目录", Role::Item(2)),
    ("二级指标", Role::Item(2)),
    ("二级公开事项", Role::Item(2)),
    ("公开事项", Role::Item(2)),
    ("公开事项名称", Role::Item(2)),
    ("公开事项及名称", Role::Item(2)),
    ("事项名称", Role::Item(2)),
    ("事项", Role::Item(2)),
    ("名称", Role::Item(2)),
    ("小类", Role::Item(2)),
    ("项目", Role::Item(2)),
    ("项目名称", Role::Item(2)),
    ("公开项目", Role::Item(2)),
    ("信息名称", Role::Item(2)),
    ("参与事项", Role::Item(2)),
    ("任务类别", Role::Item(1)),
    ("工作任务", Role::Item(2)),
    ("主要任务", Role::Item(2)),
    ("任务", Role::Item(2)),
    ("三级", Role::Item(3)),
    ("三级事项", Role::Item(3)),
    ("三级目录", Role::Item(3)),
    ("三级指标", Role::Item(3)),
    ("三级公开事项", Role::Item(3)),
    ("子项", Role::Item(3)),
    ("具体任务", Role::Item(3)),
    ("四级事项", Role::Item(4)),
    ("五级事项", Role::Item(5)),
    ("六级事项", Role::Item(6)),
    ("七级事项", Role::Item(7)),
    ("八级事项", Role::Item(8)),
    ("四级任务", Role::Item(4)),
    ("五级任务", Role::Item(5)),
    ("六级任务", Role::Item(6)),
    ("七级任务", Role::Item(7)),
    ("八级任务", Role::Item(8)),
    ("不予公开事项", Role::Item(2)),
    ("职权和服务事项", Role::Item(2)),
    ("公众参与事项", Role::Item(2)),
    ("权力事项", Role::Item(2)),
    ("职权名称", Role::Item(2)),
    ("职权类型", Role::Item(1)),
    ("权力类型", Role::Item(1)),
    ("任务内容", Role::Words(Field::Content)),
    ("任务要求", Role::Words(Field::Content)),
    ("职责内容", Role::Words(Field::Content)),
    ("不予公开内容", Role::Words(Field::Content)),
    ("不予公开的内容", Role::Words(Field::Content)),
    ("公开内容", Role::Words(Field::Content)),
    ("公开内容要素", Role::Words(Field::Content)),
    ("公开要素", Role::Words(Field::Content)),
    ("内容", Role::Words(Field::Content)),
    ("内容要素", Role::Words(Field::Content)),
    ("要素", Role::Words(Field::Content)),
    ("具体内容", Role::Words(Field::Content)),
    ("工作内容", Role::Words(Field::Content)),
    ("公开依据", Role::Words(Field::Basis)),
    ("依据", Role::Words(Field::Basis)),
    ("法律依据", Role::Words(Field::Basis)),
    ("政策依据", Role::Words(Field::Basis)),
    ("法规依据", Role::Words(Field::Basis)),
    ("设定依据", Role::Words(Field::Basis)),
    ("公开时限", Role::Words(Field::Deadline)),
    ("时限", Role::Words(Field::Deadline)),
    ("公开期限", Role::Words(Field::Deadline)),
    ("公开时间", Role::Words(Field::Deadline)),
    ("公开频次", Role::Words(Field::Deadline)),
    ("时限要求", Role::Words(Field::Deadline)),
    ("完成时限", Role::Words(Field::Deadline)),
    ("完成时间", Role::Words(Field::Deadline)),
    ("更新频次", Role::Words(Field::Deadline)),
    ("公开主体", Role::Words(Field::Owner)),
    ("主体", Role::Words(Field::Owner)),
    ("责任主体", Role::Words(Field::Owner)),
    ("公开责任主体", Role::Words(Field::Owner)),
    ("公开责任单位", Role::Words(Field::Owner)),
    ("公开责任部门", Role::Words(Field::Owner)),
    ("公开单位", Role::Words(Field::Owner)),
    ("公开部门", Role::Words(Field::Owner)),
    ("公开机构", Role::Words(Field::Owner)),
    ("责任单位", Role::Words(Field::Owner)),
    ("责任部门", Role::Words(Field::Owner)),
    ("责任机构", Role::Words(Field::Owner)),
    ("行使主体", Role::Words(Field::Owner)),
    ("实施主体", Role::Words(Field::Owner)),
    ("发布主体", Role::Words(Field::Owner)),
    ("发布单位", Role::Words(Field::Owner)),
    ("牵头单位", Role::Words(Field::Owner)),
    ("牵头部门", Role::Words(Field::Owner)),
    ("配合单位", Role::With),
    ("配合部门", Role::With),
    ("协办单位", Role::With),
    ("协同单位", Role::With),
    ("公开渠道和载体", Role::Words(Field::Channel)),
    ("公开渠道", Role::Words(Field::Channel)),
    ("公开载体", Role::Words(Field::Channel)),
    ("公开平台", Role::Words(Field::Channel)),
    ("公开途径", Role::Words(Field::Channel)),
    ("发布渠道", Role::Words(Field::Channel)),
    ("渠道", Role::Words(Field::Channel)),
    ("载体", Role::Words(Field::Channel)),
    ("公开形式", Role::Form),
    ("形式", Role::Form),
    ("公开方式", Role::Form),
    ("方式", Role::Form),
    ("公开属性", Role::Form),
    ("公开类型", Role::Form),
    ("属性", Role::Form),
    ("公开对象", Role::Words(Field::Audience)),
    ("公开范围", Role::Words(Field::Audience)),
    ("对象", Role::Words(Field::Audience)),
    ("受众", Role::Words(Field::Audience)),
    ("公开层级", Role::Words(Field::Level)),
    ("层级", Role::Words(Field::Level)),
    ("公开级别", Role::Words(Field::Level)),
    ("适用层级", Role::Words(Field::Level)),
    ("五公开", Role::Words(Field::Stage)),
    ("五公开环节", Role::Words(Field::Stage)),
    ("五公开类别", Role::Words(Field::Stage)),
    ("公开环节", Role::Words(Field::Stage)),
    ("公开链接", Role::Words(Field::Link)),
    ("链接", Role::Words(Field::Link)),
    ("网址", Role::Words(Field::Link)),
    ("链接地址", Role::Words(Field::Link)),
    ("公开网址", Role::Words(Field::Link)),
    ("网页链接", Role::Words(Field::Link)),
    ("网站链接", Role::Words(Field::Link)),
    ("不予公开理由", Role::Words(Field::Reason)),
    ("不予公开的理由", Role::Words(Field::Reason)),
    ("不公开理由", Role::Words(Field::Reason)),
    ("理由", Role::Words(Field::Reason)),
    ("责任科室", Role::Extra),
    ("责任处室", Role::Extra),
    ("责任股室", Role::Extra),
    ("责任人", Role::Extra),
    ("咨询电话", Role::Extra),
    ("联系电话", Role::Extra),
    ("监督电话", Role::Extra),
    ("备注", Role::Extra),
    ("说明", Role::Extra),
];

/// Fragments that are enough, in the order in which they count.
const FRAGMENTS: &[(&str, Role)] = &[
    ("序号", Role::Number),
    ("一级", Role::Item(1)),
    ("二级", Role::Item(2)),
    ("三级", Role::Item(3)),
    ("四级", Role::Item(4)),
    ("渠道", Role::Words(Field::Channel)),
    ("载体", Role::Words(Field::Channel)),
    ("依据", Role::Words(Field::Basis)),
    ("时限", Role::Words(Field::Deadline)),
    ("配合", Role::With),
    ("公开主体", Role::Words(Field::Owner)),
    ("责任主体", Role::Words(Field::Owner)),
    ("责任单位", Role::Words(Field::Owner)),
    ("责任部门", Role::Words(Field::Owner)),
    ("公开对象", Role::Words(Field::Audience)),
    ("层级", Role::Words(Field::Level)),
    ("五公开", Role::Words(Field::Stage)),
    ("链接", Role::Words(Field::Link)),
    ("网址", Role::Words(Field::Link)),
    ("公开内容", Role::Words(Field::Content)),
    ("公开方式", Role::Form),
    ("公开形式", Role::Form),
    ("事项名称", Role::Item(2)),
];

/// Longer texts are no headings.
const LONGEST: usize = 24;

/// What a heading says; nothing where it is none that is known.
#[must_use]
pub fn of_label(label: &str) -> Option<Role> {
    let folded = fold(label);
    if folded.is_empty() || folded.chars().count() > LONGEST {
        return None;
    }
    let exact = LABELS.iter().find(|it| it.0 == folded);
    let fragment = || {
        FRAGMENTS.iter().find(|it| folded.contains(it.0)).filter(|_| folded.chars().count() <= 12)
    };
    exact.or_else(fragment).map(|it| it.1.clone())
}

/// What a heading below another one says: 特定群体 below 公开对象 is a column of ticks.
#[must_use]
pub fn below(parent: Option<&Role>, label: &str, vocabulary: &Vocabulary) -> Option<Role> {
    let word = fold(label);
    let known = |field: Field| match field {
        Field::Audience => {
            vocabulary.audiences.find(&word).is_some()
                || ["特定", "社会"].iter().any(|it| word.contains(it))
        }
        Field::Method => vocabulary.methods.find(&word).is_some() || word.contains("申请"),
        Field::Level => {
            vocabulary.levels.find(&word).is_some()
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

/// What a heading with its value in brackets says: 公开对象（全社会） is a column of ticks in one row of
/// headings. 公开渠道（在□内打√） only asks to be filled in.
#[must_use]
pub fn bracketed(label: &str, vocabulary: &Vocabulary) -> Option<Role> {
    let bare: String = label.split_whitespace().collect();
    let at = bare.find(['（', '('])?;
    let inside = bare[at..].strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
    let parent = of_label(&bare[..at]);
    let is_choice = matches!(
        parent,
        Some(Role::Form | Role::Words(Field::Audience | Field::Level | Field::Stage))
    );
    // 依申请公开 has the sign of 请写明 too.
    let is_hint = inside.contains(['填', '写', '注', '打', '选', '□', '√', '、', '/']);
    if !is_choice || is_hint {
        return None;
    }
    // Only what would be a column of ticks without the heading before it too, or a stage.
    let is_stage = vocabulary.stages.find(inside).is_some();
    let is_value = is_stage || below(None, inside, vocabulary).is_some();
    below(parent.as_ref(), inside, vocabulary).filter(|_| is_value)
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
