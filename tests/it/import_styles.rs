//! How counties lay out their tables: one function renders entries in one way, nasty ones among them.
use govcat::model::field::Field;

use crate::{
    import_cells::{CHANNELS, Item, boxes, get, han, has, joined, numbered, tick},
    import_make::{Cell, Sheet, one},
};

fn head(text: &str, rows: usize, columns: usize) -> Cell {
    Cell { text: text.to_owned(), rows, columns }
}

/// A row of `columns` cells in which the second and later columns of wide heads are not there.
fn heads(cells: &[(&str, usize, usize)]) -> Vec<Option<Cell>> {
    let mut row = Vec::new();
    for (text, rows, columns) in cells {
        row.push(if text.is_empty() { None } else { Some(head(text, *rows, *columns)) });
        row.extend(std::iter::repeat_n(None, columns - 1));
    }
    row
}

/// The official form: two header rows, boxes, ticks, numbered content, the categories merged.
pub(crate) fn official(name: &str, items: &[Item]) -> Sheet {
    let mut sheet = Sheet {
        name: name.to_owned(),
        title: format!("岫岩满族自治县{name}领域基层政务公开标准目录"),
        cells: Vec::new(),
    };
    sheet.cells.push(heads(&[
        ("序号", 2, 1),
        ("公开事项", 1, 2),
        ("公开内容（要素）", 2, 1),
        ("公开依据", 2, 1),
        ("公开时限", 2, 1),
        ("公开主体", 2, 1),
        ("公开渠道和载体\n（在选定的□打√）", 2, 1),
        ("公开对象", 1, 2),
        ("公开方式", 1, 2),
        ("公开层级", 1, 3),
    ]));
    sheet.cells.push(heads(&[
        ("", 1, 1),
        ("一级事项", 1, 1),
        ("二级事项", 1, 1),
        ("", 1, 1),
        ("", 1, 1),
        ("", 1, 1),
        ("", 1, 1),
        ("", 1, 1),
        ("全社会", 1, 1),
        ("特定群体（请写明）", 1, 1),
        ("主动", 1, 1),
        ("依申请公开", 1, 1),
        ("市级", 1, 1),
        ("县级", 1, 1),
        ("乡级", 1, 1),
    ]));
    for (at, item) in (1..).zip(items) {
        let group = get(item, Field::Audience).iter().find_map(|it| it.strip_prefix("特定群体"));
        let group = group.map_or(String::new(), |it| {
            format!("√{}", it.replacen('：', "（", 1) + if it.is_empty() { "" } else { "）" })
        });
        sheet.row(&[
            &at.to_string(),
            &joined(item, Field::Category, ""),
            &joined(item, Field::Name, ""),
            &numbered(item, Field::Content, |n| format!("{n}."), "；\n"),
            &joined(item, Field::Basis, "\n"),
            &joined(item, Field::Deadline, ""),
            &joined(item, Field::Owner, "、"),
            &boxes(item, '■', '□', "\n"),
            &tick(has(item, Field::Audience, "全社会"), "√"),
            &group,
            &tick(has(item, Field::Method, "主动"), "√"),
            &tick(has(item, Field::Method, "依申请"), "√"),
            &tick(has(item, Field::Level, "市级"), "√"),
            &tick(has(item, Field::Level, "县级"), "√"),
            &tick(has(item, Field::Level, "乡级"), "√"),
        ]);
    }
    sheet.merge_down(1, 2);
    sheet
}

/// Word, with lost fonts, 同上, repeated headers, page numbers and Han numbers.
pub(crate) fn word(name: &str, items: &[Item]) -> Sheet {
    let mut sheet = Sheet {
        name: name.to_owned(),
        title: format!("（七）{name}领域基层政务公开标准目录"),
        cells: Vec::new(),
    };
    let header = |sheet: &mut Sheet| {
        sheet.cells.push(heads(&[
            ("序号", 2, 1),
            ("公开事项", 1, 2),
            ("公开内容", 2, 1),
            ("公开依据", 2, 1),
            ("公开时限", 2, 1),
            ("公开责任主体", 2, 1),
            ("公开渠道和载体", 2, 1),
            ("公开对象", 1, 2),
            ("公开方式", 1, 2),
            ("公开层级", 1, 4),
        ]));
        sheet.cells.push(heads(&[
            ("", 1, 1),
            ("一级\n事项", 1, 1),
            ("二级\n事项", 1, 1),
            ("", 1, 1),
            ("", 1, 1),
            ("", 1, 1),
            ("", 1, 1),
            ("", 1, 1),
            ("全社会", 1, 1),
            ("特定群众", 1, 1),
            ("主动", 1, 1),
            ("依申请", 1, 1),
            ("市级", 1, 1),
            ("县级", 1, 1),
            ("乡级", 1, 1),
            ("村级", 1, 1),
        ]));
    };
    header(&mut sheet);
    let mut above: Option<&Item> = None;
    for (at, item) in (1..).zip(items) {
        if at % 12 == 0 {
            sheet.cells.push(vec![Some(one(&format!("- {} -", at / 12)))]);
            header(&mut sheet);
        }
        let same = |field: Field, sign: &str| {
            let is_same = above.is_some_and(|it| get(it, field) == get(item, field));
            if is_same { "同上".to_owned() } else { joined(item, field, sign) }
        };
        let group = get(item, Field::Audience).iter().find_map(|it| it.strip_prefix("特定群体"));
        let group = group.map_or(String::new(), |it| {
            if it.is_empty() { "√".to_owned() } else { it.trim_start_matches('：').to_owned() }
        });
        sheet.row(&[
            &format!("（{}）", han(at)),
            &same(Field::Category, ""),
            &joined(item, Field::Name, ""),
            &numbered(item, Field::Content, |_| "●".to_owned(), "\n"),
            &same(Field::Basis, "；"),
            &same(Field::Deadline, ""),
            &same(Field::Owner, "；"),
            &boxes(item, 'R', '£', " "),
            &tick(has(item, Field::Audience, "全社会"), "√"),
            &group,
            &tick(has(item, Field::Method, "主动"), "√"),
            &tick(has(item, Field::Method, "依申请"), "√"),
            &tick(has(item, Field::Level, "市级"), "√"),
            &tick(has(item, Field::Level, "县级"), "√"),
            &tick(has(item, Field::Level, "乡级"), "√"),
            &tick(has(item, Field::Level, "村级"), "√"),
        ]);
        above = Some(item);
    }
    sheet.row(&["注：本目录由县政务公开办公室负责解释。"]);
    sheet
}

/// A page: other words, another order, columns that the format does not have, words broken by lines.
pub(crate) fn page(name: &str, items: &[Item]) -> Sheet {
    let mut sheet = Sheet {
        name: name.to_owned(),
        title: format!("{name}领域政务公开事项标准目录"),
        cells: Vec::new(),
    };
    sheet.row(&[
        "编号",
        "事项类别",
        "事项名称",
        "公开责任单位",
        "责任科室",
        "咨询电话",
        "公开内容要素",
        "法律依据",
        "公开期限",
        "公开载体",
        "公开范围",
        "公开属性",
        "层级",
        "备注",
    ]);
    let broken = |text: &str| {
        let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |it| it.0);
        format!("{}\n{}", &text[..middle], &text[middle..])
    };
    for (at, item) in (1..).zip(items) {
        sheet.row(&[
            &format!("05{at:02}"),
            &broken(&joined(item, Field::Category, "")),
            &broken(&joined(item, Field::Name, "")),
            &joined(item, Field::Owner, "，"),
            "办公室",
            "0412-1234567",
            &numbered(item, Field::Content, |n| format!("（{n}）"), ""),
            &numbered(item, Field::Basis, |n| format!("{n}、"), ""),
            &broken(&joined(item, Field::Deadline, "")),
            &boxes(item, '☑', '☐', ""),
            &joined(item, Field::Audience, "；").replacen('：', "（", 1),
            &joined(item, Field::Method, "、"),
            &joined(item, Field::Level, "、"),
            "无",
        ]);
    }
    for column in [1, 3, 7, 8] {
        sheet.merge_down(column, 1);
    }
    sheet
}

/// An export without merges: what is as above is blank.
pub(crate) fn blanks(name: &str, items: &[Item]) -> Sheet {
    let mut sheet = Sheet {
        name: name.to_owned(),
        title: format!("{name}领域基层政务公开标准目录"),
        cells: Vec::new(),
    };
    sheet.row(&[
        "序号",
        "一级事项",
        "二级事项",
        "公开内容",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道",
        "公开对象",
        "公开方式",
        "公开层级",
    ]);
    let mut above: Option<&Item> = None;
    for (at, item) in (1..).zip(items) {
        let blank = |field: Field, sign: &str| {
            let is_same = above.is_some_and(|it| get(it, field) == get(item, field));
            if is_same { String::new() } else { joined(item, field, sign) }
        };
        sheet.row(&[
            &at.to_string(),
            &blank(Field::Category, ""),
            &joined(item, Field::Name, ""),
            &joined(item, Field::Content, "；"),
            &blank(Field::Basis, "；"),
            &blank(Field::Deadline, ""),
            &blank(Field::Owner, "、"),
            &joined(item, Field::Channel, "、"),
            &blank(Field::Audience, "；"),
            &blank(Field::Method, "、"),
            &blank(Field::Level, "、"),
        ]);
        above = Some(item);
    }
    sheet
}

/// A column for every channel, numbers like 1.1, full-width digits, blanks in words, lines for elements.
pub(crate) fn wide(name: &str, items: &[Item]) -> Sheet {
    let mut sheet = Sheet {
        name: name.to_owned(),
        title: format!("附件2 {name}领域基层政务公开标准目录（2020年版）"),
        cells: Vec::new(),
    };
    let mut first = vec![
        ("序号", 2, 1),
        ("公开事项", 1, 2),
        ("公开内容", 2, 1),
        ("公开依据", 2, 1),
        ("公开时限", 2, 1),
        ("公开主体", 2, 1),
        ("公开渠道和载体", 1, 14),
    ];
    first.extend([("公开对象", 2, 1), ("公开方式", 1, 2), ("公开层级", 2, 1)]);
    sheet.cells.push(heads(&first));
    let mut second = vec![
        ("", 1, 1),
        ("一级事项", 1, 1),
        ("二级事项", 1, 1),
        ("", 1, 1),
        ("", 1, 1),
        ("", 1, 1),
        ("", 1, 1),
    ];
    second.extend(CHANNELS.iter().take(12).map(|it| (*it, 1, 1)));
    second.extend([
        ("部门网站", 1, 1),
        ("其他", 1, 1),
        ("", 1, 1),
        ("主动公开", 1, 1),
        ("依申请公开", 1, 1),
        ("", 1, 1),
    ]);
    sheet.cells.push(heads(&second));
    for (at, item) in (1..).zip(items) {
        let own = get(item, Field::Channel);
        let (number, name) = (
            format!("{}.{at}", at / 10 + 1),
            joined(item, Field::Name, "").chars().map(|c| format!("{c} ")).collect::<String>(),
        );
        let deadline: String = joined(item, Field::Deadline, "")
            .chars()
            .map(
                |c| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xfee0).unwrap() } else { c },
            )
            .collect();
        let mut row = vec![
            number,
            joined(item, Field::Category, ""),
            name,
            joined(item, Field::Content, "；\n"),
            joined(item, Field::Basis, "、"),
            deadline,
            joined(item, Field::Owner, "\n"),
        ];
        let known = [&CHANNELS[..12], &["部门网站"]].concat();
        row.extend(known.iter().map(|it| tick(own.iter().any(|own| own == it), "√")));
        row.push(
            own.iter()
                .filter(|it| !known.contains(&it.as_str()))
                .cloned()
                .collect::<Vec<_>>()
                .join("、"),
        );
        row.extend([
            joined(item, Field::Audience, "；"),
            tick(has(item, Field::Method, "主动"), "√"),
            tick(has(item, Field::Method, "依申请"), "√"),
            joined(item, Field::Level, "/"),
        ]);
        let texts: Vec<&str> = row.iter().map(String::as_str).collect();
        sheet.row(&texts);
    }
    sheet.row(&["填表人：张三", "", "", "审核人：李四"]);
    sheet
}

/// Markdown, with the odd signs.
pub(crate) fn plain(name: &str, items: &[Item]) -> Sheet {
    let mut sheet = Sheet {
        name: name.to_owned(),
        title: format!("{name}领域基层政务公开标准目录"),
        cells: Vec::new(),
    };
    sheet.row(&[
        "序号",
        "类别",
        "公开事项",
        "公开内容",
        "依据",
        "时限",
        "主体",
        "渠道",
        "对象",
        "方式",
        "公开级别",
    ]);
    for (at, item) in (1..).zip(items) {
        sheet.row(&[
            &at.to_string(),
            &joined(item, Field::Category, ""),
            &joined(item, Field::Name, ""),
            &numbered(
                item,
                Field::Content,
                |n| {
                    char::from_u32(0x2460 + u32::try_from(n - 1).unwrap() % 20).unwrap().to_string()
                },
                "；",
            ),
            &joined(item, Field::Basis, ""),
            &joined(item, Field::Deadline, ""),
            &joined(item, Field::Owner, "；"),
            &boxes(item, 't', '口', " "),
            &joined(item, Field::Audience, "；"),
            &joined(item, Field::Method, "/"),
            &joined(item, Field::Level, "和"),
        ]);
    }
    sheet
}
