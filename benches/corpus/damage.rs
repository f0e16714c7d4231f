//! The planted defects: for each rule the ways in which catalogs break it. Each is the only one in its entry.

use super::broken::syntax_error;
use super::draft::{Around, Draft, Mark};
use super::layout::flow;

/// A defect that can be planted.
#[derive(Debug)]
pub(crate) struct Kind {
    /// The rule that must find it.
    pub(crate) code: &'static str,
    /// Puts it into an entry.
    pub(crate) plant: fn(&mut Draft, &Around<'_>) -> Mark,
}

const fn kind(code: &'static str, plant: fn(&mut Draft, &Around<'_>) -> Mark) -> Kind {
    Kind { code, plant }
}

/// All kinds, planted in turn.
pub(crate) const KINDS: &[Kind] = &[
    kind("syntax-error", syntax_error),
    kind("unknown-key", unknown_key),
    kind("duplicate-key", duplicate_key),
    kind("wrong-type", wrong_type),
    kind("missing-field", missing_field),
    kind("empty-value", empty_value),
    kind("bad-id", bad_id),
    kind("duplicate-id", duplicate_id),
    kind("duplicate-entry", duplicate_entry),
    kind("unknown-channel", unknown_channel),
    kind("unknown-method", unknown_method),
    kind("unknown-audience", unknown_audience),
    kind("unknown-level", unknown_level),
    kind("unknown-stage", unknown_stage),
    kind("non-standard-term", non_standard_term),
    kind("placeholder-basis", placeholder_basis),
    kind("same-as-above", same_as_above),
    kind("stray-whitespace", stray_whitespace),
    kind("unbalanced-brackets", unbalanced_brackets),
];

/// The misspelt key stands beside the right one or for an optional one, so that no field is missing because of it.
fn unknown_key(draft: &mut Draft, around: &Around<'_>) -> Mark {
    let line = match around.choose(&[0, 1, 2, 3, 4]) {
        0 => draft.append("chanel", "[政府公报]"),
        1 => draft.write("level", "levels:", &flow(around.entry.level)),
        2 => draft.append("reveiw", "published"),
        3 => draft.append("stgae", "[服务]"),
        _ => draft.append("dead_line", "长期公开"),
    };
    Mark::at(line, "", around).of_no_field()
}

fn duplicate_key(draft: &mut Draft, around: &Around<'_>) -> Mark {
    let (field, value) = around.choose(&[
        ("deadline", "长期公开"),
        ("channel", "[政府网站, 政府公报]"),
        ("audience", "全社会"),
        ("basis", "[《中华人民共和国政府信息公开条例》（国务院令第711号）]"),
    ]);
    Mark::at(draft.append(field, value), field, around)
}

fn wrong_type(draft: &mut Draft, around: &Around<'_>) -> Mark {
    match around.choose(&[0, 1, 2, 3, 4]) {
        0 => Mark::at(draft.set("channel", "{网站: 政府网站}"), "channel", around),
        1 => {
            let lines = ["    content:", "      对象范围: 申请条件", "      联系方式: 咨询电话"];
            let first = draft.replace("content", &lines.map(str::to_owned));
            Mark::at(first + 1, "content", around)
        }
        2 => Mark::at(draft.set("deadline", "[长期公开, 实时公开]"), "deadline", around),
        3 => Mark::at(
            draft.set_block("content", &["联系方式: 咨询电话", "办理时限"]),
            "content",
            around,
        ),
        _ => Mark::at(
            draft.set("basis", "{文件: 《中华人民共和国政府信息公开条例》}"),
            "basis",
            around,
        ),
    }
}

fn missing_field(draft: &mut Draft, around: &Around<'_>) -> Mark {
    let field = around.choose(&[
        "deadline", "basis", "content", "owner", "method", "channel", "audience", "name",
    ]);
    draft.remove(field);
    Mark::at(0, field, around)
}

fn empty_value(draft: &mut Draft, around: &Around<'_>) -> Mark {
    let (field, value) = around.choose(&[
        ("deadline", "\"\""),
        ("basis", "[]"),
        ("name", "\"\""),
        ("channel", "[]"),
        ("content", "[]"),
        ("owner", "\"\""),
    ]);
    Mark::at(draft.set(field, value), field, around)
}

/// The bad id is made of the good one, so that no two of them are the same.
fn bad_id(draft: &mut Draft, around: &Around<'_>) -> Mark {
    let good = &around.entry.id;
    let bad = match around.choose(&[0, 1, 2, 3]) {
        0 => format!("../{good}"),
        1 => good.replace(['-', '.'], " "),
        2 => format!("第{good}项"),
        _ => format!("_{good}"),
    };
    let line = draft.replace("id", &[format!("  - id: \"{bad}\"")]);
    Mark::at(line, "id", around).in_entry(None)
}

fn duplicate_id(draft: &mut Draft, around: &Around<'_>) -> Mark {
    let taken = match around.elsewhere {
        Some(elsewhere) if around.form % 2 == 1 => elsewhere,
        _ => &around.before.id,
    };
    let line = draft.replace("id", &[format!("  - id: \"{taken}\"")]);
    Mark::at(line, "id", around).in_entry(Some(taken.to_owned()))
}

fn duplicate_entry(draft: &mut Draft, around: &Around<'_>) -> Mark {
    draft.set("category", around.before.category);
    Mark::at(draft.set("name", &around.before.name), "name", around)
}

fn unknown_channel(draft: &mut Draft, around: &Around<'_>) -> Mark {
    odd_channel(
        draft,
        around,
        around.choose(&["街头大喇叭", "楼道黑板报", "流动宣传车", "村口告示牌"]),
    )
}

fn non_standard_term(draft: &mut Draft, around: &Around<'_>) -> Mark {
    odd_channel(draft, around, around.choose(&["政府服务中心", "纸质载体", "政务新媒体"]))
}

/// A channel beside a good one, in both ways of typing a list.
fn odd_channel(draft: &mut Draft, around: &Around<'_>, channel: &str) -> Mark {
    let items = ["政府网站", channel];
    let line = if around.form.is_multiple_of(2) {
        draft.set("channel", &flow(&items))
    } else {
        draft.set_block("channel", &items) + 1
    };
    Mark::at(line, "channel", around)
}

fn unknown_method(draft: &mut Draft, around: &Around<'_>) -> Mark {
    Mark::at(
        draft.set("method", around.choose(&["有偿公开", "内部公开", "[口头公开]"])),
        "method",
        around,
    )
}

fn unknown_audience(draft: &mut Draft, around: &Around<'_>) -> Mark {
    Mark::at(
        draft.set("audience", around.choose(&["本单位职工", "[内部人员]"])),
        "audience",
        around,
    )
}

fn unknown_level(draft: &mut Draft, around: &Around<'_>) -> Mark {
    Mark::at(
        draft.set("level", around.choose(&["[县级, 片区级]", "[网格级]", "户级"])),
        "level",
        around,
    )
}

fn unknown_stage(draft: &mut Draft, around: &Around<'_>) -> Mark {
    Mark::at(
        draft.append("stage", around.choose(&["[服务, 监督]", "反馈", "[评估]"])),
        "stage",
        around,
    )
}

fn placeholder_basis(draft: &mut Draft, around: &Around<'_>) -> Mark {
    let placeholder =
        around.choose(&["信息公开规定", "《XX省政府信息公开办法》", "《XX市政府信息公开规定》"]);
    with_basis(draft, around, placeholder)
}

fn same_as_above(draft: &mut Draft, around: &Around<'_>) -> Mark {
    let (field, value) = around.choose(&[
        ("deadline", "同上"),
        ("owner", "同上"),
        ("basis", "[同上]"),
        ("owner", "[同上]"),
    ]);
    Mark::at(draft.set(field, value), field, around)
}

fn stray_whitespace(draft: &mut Draft, around: &Around<'_>) -> Mark {
    match around.choose(&[0, 1, 2, 3, 4]) {
        0 => Mark::at(draft.set("name", &parted(&around.entry.name, ' ')), "name", around),
        1 => Mark::at(
            draft.set("deadline", "信息形成或者变更之日起２０个工作日内"),
            "deadline",
            around,
        ),
        2 => {
            let element = parted("办理机构及地点", '\u{3000}');
            Mark::at(draft.set_block("content", &["办理时限", &element]) + 1, "content", around)
        }
        3 => Mark::at(
            draft.set("deadline", "信息形成或者变 更之日起20个工作日内"),
            "deadline",
            around,
        ),
        _ => Mark::at(
            draft.set_block("content", &["２４小时服务电话", "办理时限"]),
            "content",
            around,
        ),
    }
}

fn unbalanced_brackets(draft: &mut Draft, around: &Around<'_>) -> Mark {
    match around.choose(&[0, 1, 2, 3]) {
        0 => with_basis(draft, around, &around.entry.basis[0].replacen('》', "", 1)),
        1 => {
            let line = draft.set_block("content", &["办理时限", "联系方式（电话、地址"]) + 1;
            Mark::at(line, "content", around)
        }
        2 => {
            let line = draft.set("name", &format!("{}（试行", around.entry.name));
            Mark::at(line, "name", around)
        }
        _ => Mark::at(
            draft.set_block("content", &["项目名称》及编号", "办理时限"]),
            "content",
            around,
        ),
    }
}

/// A citation behind a good one.
fn with_basis(draft: &mut Draft, around: &Around<'_>, citation: &str) -> Mark {
    let items = ["《中华人民共和国政府信息公开条例》（国务院令第711号）", citation];
    Mark::at(draft.set_block("basis", &items) + 1, "basis", around)
}

/// A text with a blank after its second character.
fn parted(text: &str, blank: char) -> String {
    let mut parted = String::with_capacity(text.len() + blank.len_utf8());
    for (index, letter) in text.chars().enumerate() {
        if index == 2 {
            parted.push(blank);
        }
        parted.push(letter);
    }
    parted
}
