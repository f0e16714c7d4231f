//! `govcat build`: the pages of plans and lists, of stages, and the links between entries.
use std::{collections::BTreeMap, fs, process::Command};

use crate::room::{Room, code, err, tree};

/// The site of the case, as text.
fn site() -> BTreeMap<String, String> {
    let texts = |(path, bytes)| Some((path, String::from_utf8(bytes).ok()?));
    Room::new().built().into_iter().filter_map(texts).collect()
}

/// The places of some words in a page, which come in this order.
fn in_order(page: &str, words: &[&str]) {
    let mut rest = page;
    for word in words {
        let at = rest.find(word).unwrap_or_else(|| panic!("{word} is not there in order:\n{page}"));
        rest = &rest[at + word.len()..];
    }
}

#[test]
fn a_plan_tells_who_leads_who_supports_and_what_is_overdue() {
    let page = &site()["county/work-plan/index.html"];
    in_order(
        page,
        &[
            "截至 2026-10-01",
            "<time datetime=\"2020-10-31\">2020-10-31</time> <span class=\"tag\">已过时限</span>",
            "<a href=\"rw-1.html\">编制目录</a>",
            "<time datetime=\"2026-10-01\">2026-10-01</time>",
            "<time datetime=\"2026-12-31\">2026-12-31</time> <span class=\"tag calm\">未到时限</span>",
            "<a href=\"rw-8.html\">验收目录</a>",
        ],
    );
    in_order(
        page,
        &[
            "<td data-l=\"牵头\">县政府办公室</td>",
            "<td data-l=\"配合\">县民政局</td>",
            "2020年10月底前 <span class=\"tag\">已过时限</span>",
            "<td data-l=\"牵头\">县政府办公室、各乡镇人民政府</td>",
            "<td data-l=\"时限\">2026年12月底前</td>",
        ],
    );
    // What has no date is in no timeline, and every body has its tasks.
    assert_eq!(page.matches("rw-9.html").count(), 2, "{page}");
    in_order(page, &["各单位的任务 <small>3 个</small>", "县政府办公室", "验收目录", "县民政局"]);
}

#[test]
fn what_is_overdue_depends_on_the_day() {
    let room = Room::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_govcat"));
    command.args(["build", "--workspace", "w", "--out", "later", "--today", "2027-01-01"]);
    let output = command.current_dir(room.folder.path()).output().unwrap();
    assert_eq!(code(&output), 0, "{}", err(&output));
    let page = String::from_utf8(tree(&room.path("later"))["county/work-plan/index.html"].clone());
    assert!(!page.unwrap().contains("未到时限"));
}

#[test]
fn a_list_of_powers_leads_to_what_discloses_each() {
    let site = site();
    let page = &site["county/powers/index.html"];
    in_order(
        page,
        &[
            "<div><dt>已有公开事项</dt><dd>2</dd></div>",
            "<div><dt>尚无公开事项</dt><dd>1</dd></div>",
            "最低生活保障对象认定",
            "<a href=\"../aid/20-001.html\">政策法规文件</a>",
            "备用金使用情况",
            "<a href=\"../aid/county-20-001.html\">备用金使用情况</a>",
            "&lt;i&gt;临时救助&lt;/i&gt;",
            "尚无公开事项",
        ],
    );
    in_order(&site["county/powers/qz-1.html"], &["公开它的事项", "../aid/20-001.html"]);
    in_order(&site["county/aid/20-001.html"], &["所公开的职权和服务", "../powers/qz-1.html"]);
    // The report of gaps has what nothing discloses.
    in_order(&site["county/gap.html"], &["没有公开事项的职权和服务 <small>1 项", "qz-3"]);
}

#[test]
fn a_document_and_what_explains_it_lead_to_each_other() {
    let site = site();
    let explaining = &site["county/aid/county-20-001.html"];
    in_order(
        explaining,
        &[
            "解读的文件和事项",
            "href=\"../aid/20-001.html\"",
            "href=\"../../basis/",
            "《某县救助办法》",
        ],
    );
    in_order(&site["county/aid/20-001.html"], &["政策解读", "../aid/county-20-001.html"]);
    let document = site
        .iter()
        .find(|it| it.0.starts_with("basis/") && it.1.contains("<h1>《社会救助暂行办法》"));
    in_order(
        document.unwrap().1,
        &["政策解读", "<a href=\"../county/aid/county-20-001.html\">某县：备用金使用情况</a>"],
    );
    // The layer below knows nothing of it.
    assert!(!site["nation/aid/20-001.html"].contains("政策解读"));
}

#[test]
fn a_negative_list_says_why_and_when_it_is_reviewed() {
    let page = &site()["county/aid-negative/index.html"];
    in_order(
        page,
        &[
            "复查期限</dt><dd>2026-06-30 <span class=\"tag\">已过期限（截至 2026-10-01）</span>",
            "申请人家庭隐私",
            "依法不予公开",
            "第十五条",
            "href=\"../aid/20-002.html\"",
        ],
    );
}

#[test]
fn a_participation_list_says_how_to_take_part() {
    let page = &site()["county/participation/index.html"];
    in_order(
        page,
        &[
            "低保标准调整听取意见",
            "<li>听取意见的方式：座谈会、听证会</li>",
            "<td data-l=\"途径\">政府网站、公开查阅点；<a href=\"https://www.example.gov.cn/gz\">",
            "<td data-l=\"对象\">全社会</td>",
            "<td data-l=\"组织单位\">县民政局</td>",
        ],
    );
}

#[test]
fn entries_are_found_by_stage() {
    let site = site();
    let all = &site["county/stages.html"];
    in_order(
        all,
        &["全部环节</b> <small>2</small>", "stage-decision.html", "决策</a> <small>1</small>"],
    );
    in_order(all, &["<h2>决策", "participation/gz-1.html", "<h2>执行", "aid/county-20-001.html"]);
    let one = &site["county/stage-result.html"];
    assert!(one.contains("aid/county-20-001.html") && !one.contains("gz-1.html"), "{one}");
    assert!(site["county/stage-service.html"].contains("没有标明这个环节的事项"));
    assert!(site["county/index.html"].contains("<a href=\"stages.html\">按五公开环节查看</a>"));
    // An agency that declares no stages has no such page.
    assert!(!site.contains_key("nation/stages.html"));
}

#[test]
fn the_gap_report_has_what_nothing_discloses() {
    let room = Room::new();
    let gap = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_govcat"));
        command.args(["gap", "county", "--lang", "en", "--workspace", "w"]).args(args);
        let output = command.current_dir(room.folder.path()).output().unwrap();
        assert!(code(&output) < 2, "{}", err(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    let report: serde_json::Value = serde_json::from_str(&gap(&["--format", "json"])).unwrap();
    let powers = report["agencies"][0]["undisclosed_powers"].as_array().unwrap();
    assert_eq!(powers.len(), 1);
    assert_eq!(powers[0]["entry"], "qz-3");
    assert_eq!(powers[0]["at"]["file"], "catalogs/county/powers.yaml");
    assert!(gap(&[]).contains("1 powers and services that no entry discloses, not counted"));
    let table = gap(&["--format", "csv"]);
    let row = table.lines().find(|it| it.contains("qz-3")).unwrap();
    in_order(row, &["county,,qz-3,", "undisclosed,disclosed_by", "catalogs/county/powers.yaml,"]);
}

#[test]
fn a_public_enterprise_has_its_pages() {
    let room = Room::new();
    let folder = room.path("w/catalogs/water");
    fs::create_dir(&folder).unwrap();
    let agency = "govcat: 1\nagency: water\nname: 某县自来水公司\nlevel: 企事业单位\n";
    fs::write(folder.join("agency.yaml"), agency).unwrap();
    let catalog = "govcat: 1\ntitle: 供水信息公开目录\nentries:\n  - id: gs-1\n    name: 停水通知\n    content: 停水时间\n    basis: 《城市供水条例》\n    deadline: 停水24小时前\n    owner: 某县自来水公司\n    method: 主动公开\n    channel: 政府网站\n    audience: 全社会\n";
    fs::write(folder.join("services.yaml"), catalog).unwrap();
    let site = room.built();
    let text = |path: &str| String::from_utf8(site[path].clone()).unwrap();
    in_order(
        &text("water/index.html"),
        &["某县自来水公司", "services/index.html", "供水信息公开目录"],
    );
    in_order(
        &text("water/services/index.html"),
        &["供水信息公开目录", "gs-1.html", "停水24小时前"],
    );
    assert!(site.contains_key("water/services/gs-1.html"));
    assert!(text("index.html").contains("water/index.html"));
}

#[test]
fn an_agency_says_where_it_publishes() {
    let page = &site()["county/index.html"];
    in_order(
        page,
        &[
            "政府信息公开专栏",
            "<a href=\"https://www.example.gov.cn/zn/?a=1&amp;b=2\">政府信息公开指南</a>",
            "<li><span>法定主动公开内容</span></li>",
            "<li><span>&lt;b&gt;政府信息公开制度&lt;/b&gt;</span></li>",
            "微信公众号：某县发布",
            "<a href=\"https://www.example.gov.cn/gb/\">政府公报</a>",
        ],
    );
}

#[test]
fn an_agency_has_its_own_site_tags_and_footer() {
    let room = Room::new();
    let tags = |page: &str| -> Vec<String> {
        let all = page.split("<meta name=\"Site").skip(1);
        all.map(|it| it.split('>').next().unwrap().to_owned()).collect()
    };
    let pages = |room: &Room, agency: &str| -> Vec<(String, String)> {
        let site = room.built().into_iter().filter(|it| it.0.starts_with(agency));
        let pages = site.filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?)));
        pages.filter(|it| it.1.starts_with("<!DOCTYPE html>")).collect()
    };
    let before = pages(&room, "county/");
    assert!(before.len() > 20);
    let others = tags(&site()["nation/index.html"]);
    room.edit(
        "w/catalogs/county/agency.yaml",
        "site:\n",
        "site:\n  name: 某县人民政府\n  domain: www.county.example.gov.cn\n  sponsor: 某县<政府>办公室\n",
    );
    // On each of its pages, and on nobody else's; the code of another site is not passed off as its own.
    for (path, page) in pages(&room, "county/") {
        let expected =
            ["Name\" content=\"某县人民政府\"", "Domain\" content=\"www.county.example.gov.cn\""];
        assert_eq!(tags(&page), expected, "{path}");
        let footer = page.split("<footer").nth(1).unwrap();
        assert!(footer.contains("某县&lt;政府&gt;办公室"), "{path}");
    }
    for (path, page) in pages(&room, "nation/") {
        assert_eq!(tags(&page), others, "{path}");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_govcat"));
    command.args(["validate", "--workspace", "w", "--lang", "en", "--format", "concise"]);
    let output = command.current_dir(room.folder.path()).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let found = text.lines().find(|it| it.contains("county/agency.yaml")).unwrap();
    in_order(found, &["[site-incomplete]", "lack: id_code, contact, icp"]);
}

#[test]
fn what_was_filled_in_is_marked_and_nothing_else() {
    let room = Room::new();
    room.edit(
        "w/catalogs/county/participation.yaml",
        "    stage: 决策\n",
        "    stage: 决策\n    review: published\n    reconstructed: [audience, method]\n",
    );
    let site = room.built();
    let text = |path: &str| String::from_utf8(site[path].clone()).unwrap();
    let page = text("county/participation/gz-1.html");
    in_order(&page, &["class=\"tag\">补写<", "公开方式", "补写"]);
    assert_eq!(page.matches(" <span class=\"tag\">补写</span></dt>").count(), 2, "{page}");
    assert!(!page.contains("公开内容 <span"), "{page}");
    assert!(text("county/participation/index.html").contains("补写："));
    // The rest is as sure as it says, and the whole no surer than its least sure part.
    let json: serde_json::Value = serde_json::from_slice(&site["county/county.json"]).unwrap();
    let entries = json["entries"].as_array().unwrap();
    let entry = entries.iter().find(|it| it["id"] == "gz-1").unwrap();
    assert_eq!(entry["review"], "reconstructed");
    assert_eq!(entry["reconstructed"], serde_json::json!(["method", "audience"]));
}
