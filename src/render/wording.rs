//! What the columns and fields are called, by the kind of catalog.
use crate::model::{catalog::Kind, field::Field};

/// The words of one kind of catalog.
#[derive(Debug)]
pub struct Wording {
    /// Over categories and name together.
    pub item: &'static str,
    /// The categories and then the name, by how many there are: see [`Wording::levels`].
    levels: &'static [&'static str],
    /// The name where there are no categories.
    pub only: &'static str,
    /// 公开内容
    pub content: &'static str,
    /// 公开依据
    pub basis: &'static str,
    /// 公开时限
    pub deadline: Option<&'static str>,
    /// 不予公开理由
    pub reason: Option<&'static str>,
    /// 公开主体
    pub owner: &'static str,
    /// 公开渠道和载体
    pub channel: Option<&'static str>,
    /// Whether the kind has columns to mark: 公开对象 and 公开方式.
    pub is_marked: bool,
}

/// As the official tables name their columns, outermost first.
const LEVELS: &[&str] = &[
    "一级事项",
    "二级事项",
    "三级事项",
    "四级事项",
    "五级事项",
    "六级事项",
    "七级事项",
    "八级事项",
];

const STANDARD: Wording = Wording {
    item: "公开事项",
    levels: LEVELS,
    only: "事项名称",
    content: "公开内容（要素）",
    basis: "公开依据",
    deadline: Some("公开时限"),
    reason: None,
    owner: "公开主体",
    channel: Some("公开渠道和载体"),
    is_marked: true,
};

static PLAN: Wording = Wording {
    item: "工作任务",
    levels: &[
        "任务类别",
        "工作任务",
        "具体任务",
        "四级任务",
        "五级任务",
        "六级任务",
        "七级任务",
        "八级任务",
    ],
    only: "工作任务",
    content: "任务内容",
    basis: "依据",
    deadline: Some("完成时限"),
    reason: None,
    owner: "责任单位",
    channel: None,
    is_marked: false,
};

static PARTICIPATION: Wording = Wording { item: "公众参与事项", ..STANDARD };

static NEGATIVE: Wording = Wording {
    item: "不予公开事项",
    levels: LEVELS,
    only: "事项名称",
    content: "不予公开内容",
    basis: "依据",
    deadline: None,
    reason: Some("不予公开理由"),
    owner: "责任主体",
    channel: None,
    is_marked: false,
};

static POWERS: Wording = Wording {
    item: "职权和服务事项",
    levels: LEVELS,
    only: "事项名称",
    content: "职责内容",
    basis: "依据",
    deadline: None,
    reason: None,
    owner: "行使主体",
    channel: None,
    is_marked: false,
};

impl Wording {
    /// The words of a kind.
    #[must_use]
    pub fn of(kind: Kind) -> &'static Self {
        match kind {
            Kind::Standard => &STANDARD,
            Kind::Plan => &PLAN,
            Kind::Participation => &PARTICIPATION,
            Kind::Negative => &NEGATIVE,
            Kind::Powers => &POWERS,
        }
    }

    /// The headings of `depth` levels of categories, and of the name behind them. Deeper levels
    /// than the headings know are shown in the last one.
    #[must_use]
    pub fn levels(&self, depth: usize) -> (&'static [&'static str], &'static str) {
        match depth.min(self.levels.len() - 1) {
            0 => (&[], self.only),
            depth => (&self.levels[..depth], self.levels[depth]),
        }
    }

    /// How many levels of categories there are headings for.
    #[must_use]
    pub fn depth(&self, deepest: usize) -> usize {
        deepest.min(self.levels.len() - 1)
    }

    /// What a field is called on an entry's page.
    #[must_use]
    pub fn label(&self, field: Field) -> &'static str {
        match field {
            Field::Content => self.content.trim_end_matches("（要素）"),
            Field::Basis => self.basis,
            Field::Deadline => self.deadline.unwrap_or("时限"),
            Field::Owner => self.owner,
            Field::Reason => "不予公开理由",
            Field::Link => "发布网址",
            other => other.label(),
        }
    }
}
