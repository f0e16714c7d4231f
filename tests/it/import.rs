//! `govcat import`: what tables look like, and what must come of them.
use std::fs;

use serde_json::Value;

use crate::{
    import_desk::{Desk, HEADER, ROW, codes, sheet, with},
    import_make::{Sheet, docx, docx_of, html, one, xlsx},
};

#[test]
fn a_row_finds_the_standards_entry() {
    let desk = Desk::new();
    let (code, report) = desk.import("20.xlsx", xlsx(&[sheet(&[&ROW])]));
    assert_eq!((code, report["summary"]["entries"].as_u64()), (0, Some(1)), "{report}");
    let text = desk.text("catalogs/x/20-social-assistance.yaml");
    assert!(text.contains("id: \"20-002\""), "{text}");
    let entry = &desk.entries("social-assistance")[0];
    assert_eq!(entry["channel"], serde_json::json!(["政府网站", "公开查阅点"]));
    assert_eq!(entry["content"], serde_json::json!(["通讯地址", "投诉电话"]));
    let agency = desk.text("catalogs/x/agency.yaml");
    assert!(agency.contains("extends: national") && agency.contains("inherit: false"), "{agency}");
    assert_eq!(
        desk.run(&["validate", "catalogs/x", "--today", "2026-11-21"]).status.code(),
        Some(0)
    );
    let gap = desk.run(&["gap", "x", "--format", "json", "--today", "2026-11-21"]);
    let gap: Value = serde_json::from_slice(&gap.stdout).unwrap();
    let entries = gap["agencies"][0]["domains"][0]["entries"].as_array().unwrap();
    assert!(entries.iter().any(|it| it["entry"] == "20-002" && it["state"] != "missing"), "{gap}");
}

#[test]
fn boxes_that_are_alike_are_flagged_with_their_cell() {
    let desk = Desk::new();
    let alike = with(7, "□政府网站 □政府公报 □公开查阅点");
    let (code, report) = desk.import("20.xlsx", xlsx(&[sheet(&[&alike])]));
    assert_eq!(code, 1);
    assert_eq!(codes(&report), [("boxes-alike".into(), "H3".into())]);
    let text = desk.text("catalogs/x/20-social-assistance.yaml");
    assert!(text.contains("（H3）原文：□政府网站 □政府公报 □公开查阅点"), "{text}");
    assert!(!text.contains("channel:"), "{text}");
}

#[test]
fn every_field_in_every_spelling() {
    let desk = Desk::new();
    for (at, cell, field, want) in [
        (7, "R政府网站 £政府公报\nT公开查阅点 £其他", "channel", r#"["政府网站","公开查阅点"]"#),
        (
            7,
            "政府门户网站、便民服务点，政务服务\n中心",
            "channel",
            r#"["政府网站","便民服务站","政务服务中心"]"#,
        ),
        (7, "政府网站/政府公报/广播电视", "channel", r#"["政府网站","政府公报","广播电视"]"#),
        (7, "■政府网站 □政府公报 ■其他（办税服务厅）", "channel", r#"["政府网站","办税服务厅"]"#),
        (8, "特定群体（申请人）", "audience", r#"["特定群体：申请人"]"#),
        (8, "特定群众：低保对象、特困人员", "audience", r#"["特定群体：低保对象、特困人员"]"#),
        (8, "□全社会\n■特定群体：申请人", "audience", r#"["特定群体：申请人"]"#),
        (8, "社会公众", "audience", r#"["全社会"]"#),
        (9, "主动公开、依申请公开", "method", r#"["主动公开","依申请公开"]"#),
        (9, "依申请", "method", r#"["依申请公开"]"#),
        (9, "☑主动 ☐依申请公开", "method", r#"["主动公开"]"#),
        (9, "不主动公开，依申请公开", "method", r#"["依申请公开"]"#),
        (9, "非主动公开", "method", "[]"),
        (8, "全社会\n特定群体：服务对象", "audience", r#"["全社会","特定群体：服务对象"]"#),
        (10, "县、乡两级", "level", r#"["县级","乡级"]"#),
        (10, "市级/县级\n村级", "level", r#"["市级","县级","村级"]"#),
        (10, "√县级 □乡级", "level", r#"["县级"]"#),
        (6, "縣民政局", "owner", r#"{"lead":["县民政局"],"with":[]}"#),
        (
            6,
            "牵头：县民政局；配合：县财政局",
            "owner",
            r#"{"lead":["县民政局"],"with":["县财政局"]}"#,
        ),
        (
            6,
            "县民政局（牵头）、县财政局、县司法局",
            "owner",
            r#"{"lead":["县民政局"],"with":["县财政局","县司法局"]}"#,
        ),
        (6, "县民政局 县财政局", "owner", r#"{"lead":["县民政局","县财政局"],"with":[]}"#),
        (
            3,
            "办事指南（条件、材料）\n《社会救助\n暂行办法》",
            "content",
            r#"["办事指南（条件、材料）","《社会救助暂行办法》"]"#,
        ),
        (2, "监 督 检\n查", "name", r#""监督检查""#),
    ] {
        let entry = desk.one(&with(at, cell));
        assert_eq!(entry[field].to_string(), want, "{cell}");
        fs::remove_dir_all(desk.path("catalogs/x")).unwrap();
    }
    let entry = desk.one(&with(5, "制定或获取信息之日起２０个\n工作日内"));
    assert_eq!(entry["deadline"]["text"], "制定或获取信息之日起20个工作日内");
}

#[test]
fn what_is_as_above() {
    let desk = Desk::new();
    let mut second = with(3, "办事指南:内容同上");
    (second[0], second[1], second[2]) = ("2", "", "政策法规文件");
    (second[4], second[5], second[6]) = ("同上", "〃", "");
    let (code, report) = desk.import("20.xlsx", xlsx(&[sheet(&[&ROW, &second])]));
    assert_eq!(code, 0, "{report}");
    let codes = codes(&report);
    assert_eq!(
        codes,
        [("same-as-above".into(), "D4".into()), ("blank-as-above".into(), "G4".into())]
    );
    let entries = desk.entries("social-assistance");
    for field in ["category", "content", "deadline", "owner"] {
        assert_eq!(entries[0][field], entries[1][field], "{field}");
    }
    assert_eq!(desk.run(&["validate", "catalogs/x"]).status.code(), Some(0));
}

#[test]
fn extra_columns_three_levels_and_stages_are_kept() {
    let desk = Desk::new();
    let mut sheet = Sheet { name: "社会救助".into(), title: String::new(), cells: Vec::new() };
    sheet.row(&[
        "序号",
        "一级事项",
        "二级事项",
        "三级事项",
        "公开内容",
        "公开依据",
        "公开时限",
        "公开责任单位",
        "公开形式",
        "公开对象",
        "公开属性",
        "五公开",
        "责任科室",
        "公开链接",
        "咨询电话",
    ]);
    sheet.row(&[
        "（十三）",
        "综合业务",
        "专项检查",
        "低保检查",
        "检查结果",
        "《社会救助暂行办法》",
        "10个工作日",
        "县民政局",
        "政府网站、村公示栏",
        "全社会",
        "主动公开",
        "结果公开",
        "救助科",
        "https://a.gov.cn/1.html",
        "0412-1",
    ]);
    let (code, report) = desk.import("表.xlsx", xlsx(&[sheet]));
    assert_eq!(code, 0, "{report}");
    let entry = &desk.entries("social-assistance")[0];
    assert_eq!(entry["id"], "20-13");
    assert_eq!(
        (entry["category"].to_string(), entry["name"].as_str()),
        (r#"["综合业务","专项检查"]"#.into(), Some("低保检查"))
    );
    assert_eq!(entry["stage"], serde_json::json!(["结果"]));
    assert_eq!(
        entry["channel"],
        serde_json::json!(["政府网站", "社区/企事业单位/村公示栏（电子屏）"])
    );
    let text = desk.text("catalogs/x/20-social-assistance.yaml");
    for kept in ["# 责任科室：救助科", "# 咨询电话：0412-1", "link: https://a.gov.cn/1.html"]
    {
        assert!(text.contains(kept), "{text}");
    }
}

#[test]
fn several_tables_of_one_document() {
    let desk = Desk::new();
    let title = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let mut first = sheet(&[&ROW]);
    first.title = "（二十）社会救助领域基层政务公开标准目录".into();
    let mut second = sheet(&[&ROW]);
    second.title = "养老服务领域基层政务公开标准目录".into();
    // The third goes on with the second behind a page break, without a header.
    let third = Sheet {
        name: String::new(),
        title: String::new(),
        cells: vec![with(2, "续表事项").iter().map(|it| Some(one(it))).collect()],
    };
    let (code, report) = desk.import("县目录.docx", docx(&[first, second, third]));
    assert_eq!((code, report["summary"]["tables"].as_u64()), (0, Some(3)), "{report}");
    assert_eq!(desk.entries("elderly-care").len(), 2);
    assert_eq!(desk.entries("social-assistance").len(), 1);
    // A table that nobody can place is listed row by row.
    let body = title("某某目录")
        + "<w:tbl>"
        + &HEADER
            .iter()
            .map(|it| format!("<w:tc><w:p><w:r><w:t>{it}</w:t></w:r></w:p></w:tc>"))
            .collect::<String>()
            .replacen("", "<w:tr>", 1)
        + "</w:tr><w:tr>"
        + &ROW
            .iter()
            .map(|it| format!("<w:tc><w:p><w:r><w:t>{it}</w:t></w:r></w:p></w:tc>"))
            .collect::<String>()
        + "</w:tr></w:tbl>";
    let (code, report) = desk.import("无名.docx", docx_of(&body));
    assert_eq!(code, 1);
    assert_eq!(
        codes(&report),
        [("no-domain".into(), String::new()), ("row-unplaced".into(), "A2".into())],
        "{report}"
    );
}

#[test]
fn several_tables_of_one_sheet_in_traditional_script() {
    let desk = Desk::new();
    let mut sheet =
        Sheet { name: "目录".into(), title: "某县目录".into(), cells: Vec::new() };
    sheet.row(&["一、社會救助領域"]);
    sheet.row(&[
        "序號",
        "一級事項",
        "二級事項",
        "公開內容",
        "公開依據",
        "公開時限",
        "公開主體",
        "全社會",
        "特定群體",
        "公開方式",
        "公開渠道和載體",
    ]);
    sheet.row(&[
        "1",
        "綜合業務",
        "監督檢查",
        "通訊地址；投訴電話",
        "《社會救助暫行辦法》",
        "10個工作日",
        "縣民政局",
        "○",
        "",
        "主動",
        "政府網站",
    ]);
    sheet.row(&[
        "2",
        "",
        "低保",
        "辦理事項",
        "同上",
        "同上",
        "同上",
        "",
        "○申請人",
        "依申請",
        "政府網站",
    ]);
    sheet.row(&["二、养老服务领域"]);
    sheet.row(&[
        "编号",
        "事项名称",
        "公开方式",
        "公开内容",
        "依据",
        "时限",
        "责任部门",
        "公开对象",
    ]);
    sheet.row(&[
        "(一)",
        "养老机构备案",
        "政府网站、公示栏",
        "备案条件",
        "《养老机构管理办法》",
        "10个工作日",
        "县民政局",
        "社会公众",
    ]);
    let (code, report) = desk.import("表.xlsx", xlsx(&[sheet]));
    assert_eq!((code, report["summary"]["tables"].as_u64()), (0, Some(2)), "{report}");
    assert!(codes(&report).contains(&("traditional".into(), "C4".into())), "{report}");
    let entries = desk.entries("social-assistance");
    assert_eq!(
        (entries[0]["id"].as_str(), entries[0]["name"].as_str()),
        (Some("20-002"), Some("监督检查"))
    );
    assert_eq!(entries[0]["audience"], serde_json::json!(["全社会"]));
    assert_eq!(entries[1]["audience"], serde_json::json!(["特定群体：申请人"]));
    assert_eq!(entries[1]["category"], serde_json::json!(["综合业务"]));
    assert_eq!(entries[1]["method"], serde_json::json!(["依申请公开"]));
    let channel = serde_json::json!(["政府网站", "社区/企事业单位/村公示栏（电子屏）"]);
    assert_eq!(desk.entries("elderly-care")[0]["channel"], channel);
}

#[test]
fn what_word_hides_is_left_out() {
    let desk = Desk::new();
    let cell = |text: &str| format!("<w:tc><w:p>{text}</w:p></w:tc>");
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let header: String = HEADER.iter().map(|it| cell(&run(it))).collect();
    let mut cells: Vec<String> = ROW.iter().map(|it| cell(&run(it))).collect();
    cells[2] = cell(&format!(
        "{}<w:del><w:r><w:delText>旧名</w:delText></w:r></w:del><w:ins>{}</w:ins>",
        run("监督"),
        run("检查")
    ));
    cells[7] = cell(
        "<w:r><w:rPr><w:rFonts w:ascii=\"Wingdings 2\" w:hAnsi=\"Wingdings 2\"/></w:rPr><w:t>R</w:t></w:r><w:r><w:t>政府网站</w:t></w:r><w:r><w:sym w:font=\"Wingdings 2\" w:char=\"F0A3\"/></w:r><w:r><w:t>政府公报</w:t></w:r>",
    );
    let deleted = "<w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>".to_owned()
        + &ROW.iter().map(|it| cell(&run(it))).collect::<String>()
        + "</w:tr>";
    let inner = "<w:tbl><w:tr>".to_owned() + &cell(&run("县级")) + "</w:tr></w:tbl>";
    cells[10] = format!("<w:tc><w:p/>{inner}<w:p/></w:tc>");
    let body = format!(
        "<w:p>{}</w:p><w:tbl><w:tr>{header}</w:tr>{deleted}<w:tr>{}</w:tr></w:tbl>",
        run("社会救助领域目录"),
        cells.concat()
    );
    let (code, report) = desk.import("20.docx", docx_of(&body));
    assert_eq!((code, report["summary"]["rows"].as_u64()), (0, Some(1)), "{report}");
    let entry = &desk.entries("social-assistance")[0];
    assert_eq!(
        (entry["name"].as_str(), entry["level"].to_string()),
        (Some("监督检查"), r#"["县级"]"#.into())
    );
    assert_eq!(entry["channel"], serde_json::json!(["政府网站"]));
}

#[test]
fn a_page_in_gb18030_with_bad_markup() {
    let desk = Desk::new();
    let page = String::from_utf8(html(&[sheet(&[&ROW])])).unwrap().replace("utf-8", "gb2312");
    let bytes = encoding_rs::GB18030.encode(&page).0.into_owned();
    let (code, report) = desk.import("a.html", bytes);
    assert_eq!((code, report["summary"]["entries"].as_u64()), (0, Some(1)), "{report}");
}
