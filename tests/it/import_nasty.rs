//! Tables as they come when many hands have been at them.
use govcat::model::field::Field;

use crate::{
    import_cells::{Item, boxes, get, han, has, joined, numbered, tick},
    import_make::{Cell, Sheet, one},
};

fn sheet(name: &str, title: &str) -> Sheet {
    Sheet { name: name.to_owned(), title: title.to_owned(), cells: Vec::new() }
}

fn choice(item: &Item, field: Field, all: &[&str], ticked: char, empty: char) -> String {
    let own = get(item, field);
    let word = |it: &&str| {
        let mine = own.iter().find(|own| own.starts_with(it));
        format!("{}{}", if mine.is_some() { ticked } else { empty }, mine.map_or(*it, |it| it))
    };
    all.iter().map(word).collect::<Vec<_>>().join(" ")
}

/// Columns in another order, 公开方式 for channels and 公开形式 for methods, columns that nobody asked
/// for, boxes without a blank between, methods with boxes of their own.
pub(crate) fn shuffled(name: &str, items: &[Item]) -> Sheet {
    let mut sheet = sheet(name, &format!("{name}领域政务公开标准目录（试行）"));
    sheet.row(&[
        "公开层级",
        "公开形式",
        "公开方式",
        "责任科室",
        "公开主体",
        "公开时限",
        "公开依据",
        "公开内容（要素）",
        "二级事项",
        "一级事项",
        "序号",
        "公开对象",
        "联系电话",
        "五公开",
        "备注",
    ]);
    for (at, item) in (1..).zip(items) {
        sheet.row(&[
            &joined(item, Field::Level, "，"),
            &choice(item, Field::Method, &["主动公开", "依申请公开"], '☑', '□'),
            &boxes(item, '■', '□', ""),
            "政务公开股",
            &joined(item, Field::Owner, "；"),
            &joined(item, Field::Deadline, ""),
            &numbered(item, Field::Basis, |n| format!("{n}."), ""),
            &numbered(item, Field::Content, |n| format!("{n}、"), "\n"),
            &joined(item, Field::Name, ""),
            &joined(item, Field::Category, ""),
            &format!("{at:04}"),
            &choice(item, Field::Audience, &["全社会", "特定群体"], '☑', '□'),
            "0412-7654321",
            "服务",
            &format!("第{at}条备注"),
        ]);
    }
    sheet
}

/// The title in the first merged row, a heading over each category, headers again with page numbers,
/// notes and sums between and below, numbers in Chinese brackets, 同上 in every column.
pub(crate) fn interrupted(name: &str, items: &[Item]) -> Sheet {
    let mut sheet = sheet(name, "");
    let head = [
        "序号",
        "一级事项",
        "二级事项",
        "公开内容",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开载体",
        "公开对象",
        "公开方式",
        "公开层级",
    ];
    let wide = |text: &str| {
        let mut row = vec![Some(Cell { text: text.to_owned(), rows: 1, columns: head.len() })];
        row.extend(std::iter::repeat_n(None, head.len() - 1));
        row
    };
    sheet.cells.push(wide(&format!("（十）{name}领域基层政务公开标准目录")));
    sheet.cells.push(wide("填报单位：县政务公开办　填报日期：2020年5月"));
    sheet.row(&head);
    let mut above: Option<&Item> = None;
    for (at, item) in (1..).zip(items) {
        if at % 9 == 0 {
            sheet.cells.push(wide(&format!("第 {} 页 共 40 页", at / 9)));
            sheet.row(&head);
        }
        let same = |field: Field, text: String| {
            if above.is_some_and(|it| get(it, field) == get(item, field)) {
                "同上".into()
            } else {
                text
            }
        };
        sheet.row(&[
            &format!("（{}）", han(at)),
            &same(Field::Category, joined(item, Field::Category, "")),
            &joined(item, Field::Name, ""),
            &same(Field::Content, numbered(item, Field::Content, |n| format!("（{n}）"), "；")),
            &same(Field::Basis, joined(item, Field::Basis, "、")),
            &same(Field::Deadline, joined(item, Field::Deadline, "")),
            &same(Field::Owner, joined(item, Field::Owner, "、")),
            &same(Field::Channel, boxes(item, 'T', '£', "\n")),
            &same(Field::Audience, joined(item, Field::Audience, "；")),
            &same(Field::Method, joined(item, Field::Method, "、")),
            &same(Field::Level, joined(item, Field::Level, "、")),
        ]);
        above = Some(item);
    }
    sheet.row(&["合计", "", &items.len().to_string()]);
    sheet.cells.push(wide("注：1.本目录自印发之日起施行；2.由县政务公开办负责解释。"));
    sheet.cells.push(vec![Some(one("审核：李四"))]);
    sheet
}

/// From a mirror in traditional script, full-width digits, blanks and line breaks in words, three
/// levels, ticks lost in columns whose headings say all.
pub(crate) fn mirrored(name: &str, items: &[Item]) -> Sheet {
    let full = |text: &str| -> String {
        text.chars()
            .map(
                |c| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xfee0).unwrap() } else { c },
            )
            .collect()
    };
    // A break in the middle, as narrow columns make them in pages.
    let broken = |text: &str| {
        let at = text.char_indices().nth(text.chars().count() / 2).map_or(0, |it| it.0);
        format!("{}\n{}", &text[..at], &text[at..])
    };
    let trad = |text: &str| hanconv::s2t(text);
    let mut sheet = sheet(name, &trad(&format!("{name}领域基层政务公开标准目录")));
    let heads = [
        "编 号",
        "一级\n事项",
        "二级\n事项",
        "三级\n事项",
        "公开内容\n（要素）",
        "公开\n依据",
        "公开\n时限",
        "公开\n主体",
        "公开渠道\n和载体",
        "公开对象\n（全社会）",
        "特定群体",
        "主动",
        "依申请",
        "县级",
        "乡级",
        "市级",
        "村级",
    ]
    .map(trad);
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    sheet.row(&heads);
    for (at, item) in (1..).zip(items) {
        let group = get(item, Field::Audience).iter().find_map(|it| it.strip_prefix("特定群体"));
        let row = [
            format!("{}.{}", 1 + at / 20, 1 + at % 20),
            format!("{name}类"),
            broken(&joined(item, Field::Category, "")),
            joined(item, Field::Name, ""),
            joined(item, Field::Content, "；\n"),
            joined(item, Field::Basis, "\n"),
            full(&broken(&joined(item, Field::Deadline, ""))),
            joined(item, Field::Owner, "\n"),
            joined(item, Field::Channel, "、"),
            tick(has(item, Field::Audience, "全社会"), "✓"),
            group.map_or(String::new(), |it| {
                if it.is_empty() { "✓".into() } else { it.trim_start_matches('：').to_owned() }
            }),
            tick(has(item, Field::Method, "主动"), "✓"),
            tick(has(item, Field::Method, "依申请"), "✓"),
            tick(has(item, Field::Level, "县级"), "✓"),
            tick(has(item, Field::Level, "乡级"), "✓"),
            tick(has(item, Field::Level, "市级"), "✓"),
            tick(has(item, Field::Level, "村级"), "✓"),
        ]
        .map(|it| trad(&it));
        let texts: Vec<&str> = row.iter().map(String::as_str).collect();
        sheet.row(&texts);
    }
    sheet
}

/// Two tables beside each other in one sheet, each with half of the rows.
pub(crate) fn beside(name: &str, items: &[Item]) -> Sheet {
    let mut sheet = sheet(name, &format!("{name}领域基层政务公开标准目录"));
    let head = [
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
    ];
    let row = |at: usize| -> Vec<String> {
        let Some(item) = items.get(at) else { return vec![String::new(); head.len()] };
        vec![
            (at + 1).to_string(),
            joined(item, Field::Category, ""),
            joined(item, Field::Name, ""),
            numbered(item, Field::Content, |n| format!("{n}."), "；"),
            joined(item, Field::Basis, "；"),
            joined(item, Field::Deadline, ""),
            joined(item, Field::Owner, "、"),
            boxes(item, '▲', '△', " "),
            joined(item, Field::Audience, "、"),
            joined(item, Field::Method, "、"),
            joined(item, Field::Level, "、"),
        ]
    };
    sheet.row(&[&head[..], &[""], &head[..]].concat());
    let half = items.len().div_ceil(2);
    for at in 0..half {
        let (left, right) = (row(at), row(at + half));
        let texts: Vec<&str> = left
            .iter()
            .map(String::as_str)
            .chain([""])
            .chain(right.iter().map(String::as_str))
            .collect();
        sheet.row(&texts);
    }
    sheet
}
