//! Where every cell of a table went: to a field, to a comment, or to the report. None may vanish.
use std::collections::BTreeMap;

use govcat::{
    import::{
        cells::{Draft, words},
        grid::Grid,
        place::catalog::Gathered,
        table::role,
    },
    model::field::Field,
};

/// Letters and digits in one script and one width: what is left of a text however it is put.
fn letters(text: &str) -> String {
    let text = words::simplified(text).0;
    let half = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - 0xfee0).unwrap(),
        other => other,
    };
    text.chars().map(half).filter(|c| c.is_alphanumeric()).collect()
}

fn row_of(cell: &str) -> usize {
    cell.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().unwrap_or(0)
}

/// The words of a cell that must be found again: without the marks that number its parts. Lines may
/// part words or break them.
fn words_of(text: &str) -> [Vec<String>; 2] {
    let mark = |c: char| if ('①'..='⑳').contains(&c) { '；' } else { c };
    let text: String = words::simplified(text).0.chars().map(mark).collect();
    let whole: String = text.split_whitespace().collect();
    [whole, text].map(|it| {
        let parts = it.split(|c: char| !c.is_alphanumeric()).map(letters);
        let is_mark = |it: &String| it.len() < 3 && it.chars().all(|c| c.is_ascii_digit());
        parts.filter(|it| it.chars().count() > 1 && !is_mark(it)).collect()
    })
}

/// Whether a row is headings, a page's number or nothing: what is said again and again, or by no one.
fn is_furniture(grid: &Grid, row: usize) -> bool {
    let texts: Vec<&str> =
        (0..grid.width()).map(|it| grid.text(row, it)).filter(|it| !it.is_empty()).collect();
    let is_page = texts.len() == 1 && {
        let bare: String = texts[0].chars().filter(|c| !c.is_ascii_digit()).collect();
        let bare: String = bare.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        bare.is_empty() || bare == "第页共页" || bare == "第页"
    };
    let heads =
        texts.iter().filter(|it| role::of_label(&words::simplified(it).0).is_some()).count();
    let are_short = texts.iter().all(|it| it.chars().count() < 30);
    texts.is_empty()
        || is_page
        || (heads * 2 > texts.len() && are_short && texts.len() > 2)
        || texts.iter().all(|it| {
            ["主动", "依申请", "全社会", "特定", "级", "政府", "网站", "栏", "中心"]
                .iter()
                .any(|word| it.contains(word))
                || CHANNEL_HEADS.contains(it)
        }) && texts.len() > 4
}

const CHANNEL_HEADS: [&str; 9] = [
    "两微一端",
    "发布会/听证会",
    "广播电视",
    "纸质媒体",
    "公开查阅点",
    "便民服务站",
    "入户/现场",
    "精准推送",
    "其他",
];

/// The cells of which nothing is left.
pub(crate) fn vanished(grids: &[Grid], gathered: &Gathered) -> Vec<String> {
    let mut gone = Vec::new();
    for grid in grids {
        let sheet = govcat::import::cells::row::sheet(grid);
        let told: Vec<_> = gathered.findings.iter().filter(|it| it.sheet == sheet).collect();
        let mut by_row: BTreeMap<usize, (String, Vec<&Draft>)> = BTreeMap::new();
        for draft in
            gathered.catalogs.iter().flat_map(|it| &it.drafts).filter(|it| it.sheet == sheet)
        {
            let values = draft.fields.values().flatten().chain(&draft.with).chain(&draft.notes);
            let mut text: String = values.map(|it| letters(it)).collect::<Vec<_>>().join(" ");
            text.extend(draft.number.iter().map(|it| letters(it)));
            let place = by_row.entry(row_of(&draft.cell)).or_default();
            place.0.push_str(&text);
            place.1.push(draft);
        }
        let titles: String =
            gathered.catalogs.iter().filter_map(|it| Some(letters(it.title.as_ref()?))).collect();
        for row in (0..grid.height()).filter(|it| !is_furniture(grid, *it)) {
            let here: String = told
                .iter()
                .filter(|it| row_of(&it.cell) == row + 1)
                .map(|it| letters(&it.original))
                .collect();
            // A row that goes on belongs to the entry above it.
            let entry = by_row.range(..=row + 1).next_back();
            for column in 0..grid.width() {
                let text = grid.text(row, column);
                let found = |word: &String| {
                    // 附件2 stands before a title.
                    here.contains(word)
                        || (row == 0 && word.starts_with("附件"))
                        || titles.contains(word)
                        || entry.is_some_and(|it| it.1.0.contains(word))
                };
                let is_number = words::number(text).is_some_and(|it| {
                    entry.is_some_and(|entry| {
                        entry.1.1.iter().any(|draft| draft.number.as_ref() == Some(&it))
                    })
                });
                if is_number
                    || words_of(text).iter().any(|it| it.iter().all(found))
                    || is_chosen(text, entry.map(|it| &*it.1.1))
                {
                    continue;
                }
                gone.push(format!("{sheet} {} {text}", grid.address(row, column)));
            }
        }
    }
    gone
}

/// Boxes, and the words of lists and of 同上, say a choice: it is not their letters that stay, and the
/// scores hold what was chosen.
fn is_chosen(text: &str, drafts: Option<&[&Draft]>) -> bool {
    let fields = [Field::Channel, Field::Audience, Field::Method, Field::Level];
    let bare: String = text.split_whitespace().collect();
    let is_list = ["主动", "申请", "全社会", "政府网站", "□", "£", "口", "△", "同上", "级"]
        .iter()
        .any(|it| bare.contains(it));
    is_list
        && drafts.is_some_and(|all| {
            all.iter().any(|it| fields.iter().any(|field| it.fields.contains_key(field)))
        })
}
