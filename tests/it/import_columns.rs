//! Columns whose headings or cells nobody expected: each becomes a field, or is told.
use serde_json::{Value, json};

use crate::{
    import_desk::{Desk, HEADER, ROW, codes, with},
    import_make::{Sheet, xlsx},
};

const DOMAIN: &str = "social-assistance";

/// A table with some headings, and rows.
fn table(head: &[&str], rows: &[Vec<&str>]) -> Vec<u8> {
    let mut sheet = Sheet {
        name: "社会救助".into(),
        title: "社会救助领域基层政务公开标准目录".into(),
        cells: Vec::new(),
    };
    sheet.row(head);
    for row in rows {
        sheet.row(row);
    }
    xlsx(&[sheet])
}

/// The usual headings with others at the end, and the usual row with a cell for each.
fn beside<'t>(heads: &[&'t str], cells: &[&[&'t str]]) -> (Vec<&'t str>, Vec<Vec<&'t str>>) {
    let head = HEADER[..10].iter().chain(heads).copied().collect();
    let rows = cells.iter().map(|it| ROW[..10].iter().chain(*it).copied().collect());
    (head, rows.collect())
}

fn list(report: &Value) -> Vec<(String, String, String)> {
    let word = |it: &Value, key: &str| it[key].as_str().unwrap().to_owned();
    let all = report["findings"].as_array().unwrap().iter();
    all.map(|it| (word(it, "weight"), word(it, "code"), word(it, "cell"))).collect()
}

fn one(weight: &str, code: &str, cell: &str) -> Vec<(String, String, String)> {
    vec![(weight.into(), code.into(), cell.into())]
}

#[test]
fn lone_headings_of_levels() {
    for heads in [
        ["县直", "乡镇", "村居"],
        ["县直部门", "镇街", "社区"],
        ["县本级", "乡镇政府", "村委会"],
        ["县", "乡", "村"],
    ] {
        let desk = Desk::new();
        let (head, rows) = beside(&heads, &[&["√", "", "√"], &["", "√", ""]]);
        let mut rows = rows;
        rows[1][2] = "乙";
        let (code, report) = desk.import("a.xlsx", table(&head, &rows));
        assert_eq!((code, codes(&report)), (0, Vec::new()), "{heads:?}: {report}");
        let entries = desk.entries(DOMAIN);
        let levels = [json!(["县级", "村级"]), json!(["乡级"])];
        assert_eq!([&entries[0]["level"], &entries[1]["level"]], [&levels[0], &levels[1]]);
    }
    // 县 alone may be anything, and what its cells say is no tick.
    let desk = Desk::new();
    let (head, rows) = beside(&["县", "县级科室"], &[&["某某县", "救助科"]]);
    let (code, report) = desk.import("a.xlsx", table(&head, &rows));
    assert_eq!((code, codes(&report)), (0, Vec::new()), "{report}");
    assert_eq!(desk.entries(DOMAIN)[0]["level"], json!([]));
}

#[test]
fn ticks_that_nobody_knows_are_told_once() {
    for (head, is_said) in [("园区级", "词表里没有“园区级”"), ("网格", "“网格”一栏打了勾")]
    {
        let desk = Desk::new();
        let (head, mut rows) = beside(&["县级", head], &[&["√", "√"], &["", "√"], &["√", ""]]);
        (rows[1][2], rows[2][2]) = ("乙", "丙");
        let (code, report) = desk.import("a.xlsx", table(&head, &rows));
        assert_eq!(code, 1, "{report}");
        let found = list(&report);
        assert_eq!(found[..1], one("lost", "unknown-column", "L2"), "{report}");
        assert!(report["findings"][0]["message"].as_str().unwrap().starts_with(is_said));
        assert_eq!(found.iter().filter(|it| it.0 == "lost").count(), 1, "{report}");
        let text = desk.text("catalogs/x/20-social-assistance.yaml");
        assert_eq!(text.matches(&format!("# {}：√", head[11])).count(), 2, "{text}");
        assert_eq!(desk.entries(DOMAIN)[0]["level"], json!(["县级"]));
    }
    // A workspace that says what 园区级 is has it.
    let desk = Desk::new();
    desk.put(
        "catalogs/vocabulary.yaml",
        include_str!("../../catalogs/vocabulary.yaml").replace("[县, 区级,", "[县, 园区级, 区级,"),
    );
    let (head, rows) = beside(&["园区级", "是否收费"], &[&["√", "是"]]);
    let (code, report) = desk.import("a.xlsx", table(&head, &rows));
    assert_eq!((code, codes(&report)), (0, Vec::new()), "{report}");
    assert_eq!(desk.entries(DOMAIN)[0]["level"], json!(["县级"]));
}

#[test]
fn words_for_levels_in_cells() {
    let desk = Desk::new();
    for (cell, want) in [
        ("县直部门、乡镇（街道）", json!(["县级", "乡级"])),
        ("县本级", json!(["县级"])),
        ("市直、县直", json!(["市级", "县级"])),
        ("镇、街", json!(["乡级"])),
        ("县-乡-村", json!(["县级", "乡级", "村级"])),
        ("县级\n镇街", json!(["县级", "乡级"])),
    ] {
        assert_eq!(desk.one(&with(10, cell))["level"], want, "{cell}");
        std::fs::remove_dir_all(desk.path("catalogs/x")).unwrap();
    }
}

#[test]
fn paths_through_a_site_are_no_categories() {
    for (head, cell) in [
        ("栏目", "首页>政务公开>社会救助"),
        ("链接路径", "首页 > 信息公开 > 社会救助"),
        ("公开栏目", "网站首页-政务公开-社会救助"),
        ("发布路径", "政务公开→重点领域→社会救助"),
    ] {
        for at in [1, 4, 11] {
            let desk = Desk::new();
            let (mut heads, mut row) = (HEADER.to_vec(), ROW.to_vec());
            heads.insert(at, head);
            row.insert(at, cell);
            let (code, report) = desk.import("a.xlsx", table(&heads, &[row]));
            assert_eq!(code, 0, "{head} {at}: {report}");
            let place = format!("{}2", char::from(b'A' + u8::try_from(at).unwrap()));
            assert_eq!(list(&report), one("told", "site-path", &place), "{report}");
            let entry = &desk.entries(DOMAIN)[0];
            assert_eq!(entry["category"], json!(["综合业务"]), "{head} {at}");
            assert_eq!(entry["name"], "监督检查", "{head} {at}");
            let text = desk.text("catalogs/x/20-social-assistance.yaml");
            assert!(text.contains(&format!("# {head}：{cell}")), "{text}");
        }
    }
    // 栏目 is a category where it says one, and 路径 a link or channels where they are.
    let desk = Desk::new();
    let mut head = HEADER.to_vec();
    head[1] = "栏目";
    head[7] = "公开路径";
    head.push("网站路径");
    let row = ROW.iter().chain(&["https://a.gov.cn/1.html"]).copied().collect();
    let (code, report) = desk.import("a.xlsx", table(&head, &[row]));
    assert_eq!((code, codes(&report)), (0, Vec::new()), "{report}");
    let entry = &desk.entries(DOMAIN)[0];
    assert_eq!(entry["category"], json!(["综合业务"]));
    assert_eq!(entry["channel"], json!(["政府网站", "公开查阅点"]));
    let text = desk.text("catalogs/x/20-social-assistance.yaml");
    assert!(text.contains("link: https://a.gov.cn/1.html"), "{text}");
}

#[test]
fn headings_that_mean_the_same() {
    let usual = Desk::new();
    usual.import("a.xlsx", table(&HEADER, &[ROW.to_vec()]));
    let want = usual.entries(DOMAIN);
    for head in [
        "项次 类目 公开条目 公开要点 文件依据 更新时限 发布单位 载体形式 面向对象 公开形式 责任层级",
        "NO. 公开类别 公开子项 公开的具体内容 制定依据 公开期限 信息提供部门 公开途径 服务对象 获取方式 公开主体层级",
        "序 政务公开事项大类 条目 要素 法规政策依据 公开频次 公开部门 公开场所 受众群体 主动/依申请 行政层级",
        "目录号 一级分类 二级分类 主要内容 政策文件依据 公开时效 责任主体 发布平台 知晓范围 方式 实施层级",
    ] {
        let desk = Desk::new();
        let head: Vec<&str> = head.split(' ').collect();
        let (code, report) = desk.import("a.xlsx", table(&head, &[ROW.to_vec()]));
        assert_eq!((code, codes(&report)), (0, Vec::new()), "{head:?}: {report}");
        assert_eq!(desk.entries(DOMAIN), want, "{head:?}");
    }
}

#[test]
fn columns_that_are_not_understood_are_told() {
    // Each of these would leave the table without a main field.
    for (at, label) in [(8, "面向谁"), (9, "怎么给"), (2, "办理什么")] {
        let desk = Desk::new();
        let mut head = HEADER.to_vec();
        head[at] = label;
        let (code, report) = desk.import("a.xlsx", table(&head, &[ROW.to_vec()]));
        let place = format!("{}2", char::from(b'A' + u8::try_from(at).unwrap()));
        assert_eq!((code, list(&report)), (1, one("lost", "unknown-column", &place)), "{report}");
    }
    let desk = Desk::new();
    let mut head = HEADER.to_vec();
    head[1] = "";
    let (code, report) = desk.import("a.xlsx", table(&head, &[ROW.to_vec()]));
    assert_eq!((code, list(&report)), (1, one("lost", "no-heading", "B3")), "{report}");
}

#[test]
fn ticks_in_every_spelling() {
    for (yes, no) in [
        ("√", ""),
        ("公开", "不公开"),
        ("TRUE", "FALSE"),
        ("是", "否"),
        ("Ö", ""),
        ("有", "无"),
        ("√", "不涉及"),
    ] {
        let desk = Desk::new();
        let (head, rows) = beside(&["县级", "乡级"], &[&[yes, no]]);
        let (code, report) = desk.import("a.xlsx", table(&head, &rows));
        assert_eq!((code, codes(&report)), (0, Vec::new()), "{yes}: {report}");
        assert_eq!(desk.entries(DOMAIN)[0]["level"], json!(["县级"]), "{yes} {no}");
    }
}
