//! `govcat build`: what each kind of page says, and what every page must be.
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "govcat writes its endings in one way"
)]
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use crate::room::{Room, shipped};

/// A room's pages.
fn pages(room: &Room) -> BTreeMap<String, String> {
    let site = room.built().into_iter().filter(|it| it.0.ends_with(".html"));
    site.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// The page whose heading begins so, among those in a folder.
fn titled<'a>(site: &'a BTreeMap<String, String>, folder: &str, heading: &str) -> &'a str {
    let heading = format!("<h1>{heading} ");
    let mut found = site.iter().filter(|it| it.0.starts_with(folder) && it.1.contains(&heading));
    let page = found.next().unwrap_or_else(|| panic!("no page {heading} in {folder}")).1;
    assert!(found.next().is_none(), "{heading} is there twice");
    page
}

/// The words in `before…after`, one after the other.
fn all<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    text.split(before).skip(1).filter_map(|it| it.split(after).next()).collect()
}

#[test]
fn an_office_has_a_sheet_of_what_it_owes() {
    let site = pages(&Room::new());
    let sheet = titled(&site, "county/offices/", "县民政局");
    for entry in ["aid/20-001", "aid/20-002", "aid/county-20-001", "work-plan/rw-1"] {
        assert!(sheet.contains(&format!("href=\"../{entry}.html\"")), "{entry}");
    }
    // What the county leaves out is no duty, and a task that it supports is marked.
    assert!(!sheet.contains("20-003"));
    assert_eq!(sheet.matches("<span class=\"tag calm\">配合</span>").count(), 1);
    assert!(sheet.contains("<dt>承担的职责</dt><dd>民政部门</dd>"));
    // Entries and the agency's page lead to it, by the same name.
    let links = all(&site["county/aid/20-001.html"], "href=\"../offices/", "\"");
    assert_eq!(links.len(), 2, "{links:?}");
    for link in links {
        assert!(site.contains_key(&format!("county/offices/{link}")));
        assert!(site["county/index.html"].contains(&format!("href=\"offices/{link}\"")));
    }
}

/// On a phone the cells of a row stand one below the other, each behind its label.
#[test]
fn a_label_is_said_once_in_a_row() {
    let site = shipped();
    let (mut labels, mut without) = (0, 0);
    for (path, page) in site.iter().filter(|it| it.1.contains("<table class=\"catalog\">")) {
        for row in page.split("<tr id=\"e-").skip(1) {
            let row = row.split("</tr>").next().unwrap();
            let (empty, said): (Vec<&str>, Vec<&str>) =
                all(row, "data-l=\"", "\"").into_iter().partition(|it| it.is_empty());
            assert_eq!(said.iter().collect::<BTreeSet<_>>().len(), said.len(), "{path}: {row}");
            (labels, without) = (labels + said.len(), without + empty.len());
        }
    }
    assert!(labels > 1000 && without > 100, "{labels}, {without}");
}

/// A task is done, not disclosed; an entry in the same words is.
#[test]
fn a_sheet_counts_tasks_by_what_they_are() {
    let room = Room::new();
    room.edit("w/catalogs/county/work-plan.yaml", "deadline: 及时公开", "deadline: 长期公开");
    room.edit("w/catalogs/county/aid.yaml", "deadline: 每季度至少公布一次", "deadline: 长期公开");
    let site = pages(&room);
    let sheet = titled(&site, "county/offices/", "县民政局");
    let paces = sheet.split("id=\"paces\"").nth(1).unwrap().split("</section>").next().unwrap();
    for pace in ["长期执行", "长期公开"] {
        let row = format!("<tr><th scope=\"row\">{pace}</th><td class=\"n\">1</td></tr>");
        assert!(paces.contains(&row), "{paces}");
    }
    // Their own pages say so, too.
    for (page, pace) in [("work-plan/rw-9", "长期执行"), ("aid/county-20-001", "长期公开")]
    {
        let page = &site[&format!("county/{page}.html")];
        assert!(page.contains(&format!("<li>{pace}</li>")), "{page}");
    }
}

#[test]
fn a_channel_lists_what_is_published_through_it() {
    let site = pages(&Room::new());
    // The term of the vocabulary, whatever synonym was written.
    let media = titled(&site, "county/channel/", "两微一端");
    assert_eq!(all(media, "href=\"../aid/", "\""), ["index.html", "20-001.html"]);
    let website = titled(&site, "county/channel/", "政府网站");
    assert_eq!(all(website, "href=\"../aid/", "\"").len(), 4);
    let list = &site["county/channel/index.html"];
    assert!(list.find("政府网站").unwrap() < list.find("两微一端").unwrap(), "most entries first");
}

#[test]
fn the_calendar_has_each_day_of_the_coming_year() {
    let room = Room::new();
    let before = pages(&room);
    let days_of = |page: &str| -> BTreeSet<String> {
        all(page, "<time datetime=\"", "\"").into_iter().map(str::to_owned).collect()
    };
    let known = days_of(&before["county/calendar.html"]);
    for quarter in ["2026-12-31", "2027-03-31", "2027-06-30", "2027-09-30"] {
        assert!(
            known.contains(quarter),
            "what comes by periods is due on their last days: {known:?}"
        );
    }
    let known_sheet = days_of(titled(&before, "county/offices/", "县民政局"));
    for (deadline, days) in [
        ("每年1月31日前", &["2027-01-31"] as &[&str]),
        ("2027年9月1日前", &["2027-09-01"]),
        ("2027年10月1日前", &[]),
    ] {
        let room = Room::new();
        room.edit("w/catalogs/county/aid.yaml", "制定或获取信息之日起5个工作日内", deadline);
        let site = pages(&room);
        let calendar = days_of(&site["county/calendar.html"]);
        assert_eq!(calendar.difference(&known).collect::<Vec<_>>(), days, "{deadline}");
        let sheet = days_of(titled(&site, "county/offices/", "县民政局"));
        assert_eq!(sheet.difference(&known_sheet).collect::<Vec<_>>(), days, "{deadline}");
    }
    room.edit("w/catalogs/county/aid.yaml", "每季度至少公布一次", "每月10日前");
    let calendar = &pages(&room)["county/calendar.html"];
    let tenth = |it: &&String| it.ends_with("-10");
    assert_eq!(days_of(calendar).iter().filter(tenth).count(), 12);
    // 2026-01-10 worked for nobody; 2027-01-10 is a Sunday.
    assert!(calendar.contains("2027-01-10</time> <small>星期日 <span class=\"tag\">周末</span>"));
    assert!(calendar.contains("2027 年的放假安排尚未公布"));
}

#[test]
fn an_entry_leads_to_its_channels_its_table_and_its_agency() {
    let site = pages(&Room::new());
    let page = &site["county/aid/20-001.html"];
    let channels = all(page, "href=\"../channel/", "\"");
    assert_eq!(channels.len(), 3, "{channels:?}");
    for file in channels {
        assert!(site[&format!("county/channel/{file}")].contains("../aid/20-001.html"), "{file}");
    }
    let record = page.split("<h2 id=\"record\">").nth(1).unwrap();
    for link in ["<dd><a href=\"index.html\">", "<dd><a href=\"../index.html\">"] {
        assert!(record.contains(link), "{record}");
    }
}

#[test]
fn an_entry_stands_beside_what_others_promise() {
    let site = pages(&Room::new());
    let own = &site["county/aid/20-001.html"];
    let table = own.split("<table class=\"compare\">").nth(1).unwrap();
    assert!(table.contains("href=\"../../nation/aid/20-001.html\""));
    let differing = all(table, "<b class=\"diff\">", "</b>");
    assert_eq!(differing, ["制定或获取信息之日起10个工作日内", "政府网站、公开查阅点"]);
    // And the other way round.
    assert!(
        site["nation/aid/20-001.html"]
            .contains("<b class=\"diff\">制定或获取信息之日起5个工作日内</b>")
    );
    let same = &site["nation/aid/20-002.html"];
    assert!(same.contains("与本机关一致：<a href=\"../../county/aid/20-002.html\">某县</a>"));
    assert!(!same.contains("class=\"compare\""));
    for alone in ["nation/aid/20-003.html", "county/aid/county-20-001.html"] {
        assert!(!site[alone].contains("id=\"others\""), "{alone}");
    }
}

#[test]
fn the_rulebook_the_certificate_and_the_sitemap_are_whole() {
    let site = pages(&Room::new());
    for rule in govcat::rules::ALL {
        assert!(site["rules.html"].contains(&format!("id=\"{}\"", rule.code)), "{}", rule.code);
    }
    assert!(site["about.html"].contains("<dt>目录事项</dt><dd>13</dd>"));
    let map = &site["sitemap.html"];
    for page in ["county/aid/index.html", "county/work-plan/index.html", "county/calendar.html"] {
        assert!(map.contains(&format!("href=\"{page}\"")), "{page}");
    }
    let overview = site["index.html"].split("<h2 id=\"domains\">").nth(1).unwrap();
    assert!(overview.contains("<a href=\"nation/aid/index.html\">社会救助</a>"), "{overview}");
}

#[test]
fn tags_stand_on_the_pages_that_they_belong_to() {
    let site = pages(&Room::new());
    for (path, page) in &site {
        if page.contains("http-equiv=\"refresh\"") {
            // It stands at a former address alone.
            continue;
        }
        let tags = all(page, "<meta name=\"", "\"");
        let has = |name: &&str| tags.contains(name);
        for tag in ["SiteName", "SiteDomain", "SiteIDCode"] {
            assert!(has(&tag), "{path} has no {tag}");
        }
        assert!(!page.contains("content=\"\""), "{path} has an empty tag");
        let column = ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"];
        let is_entry = path.matches('/').count() == 2
            && !path.contains("/offices/")
            && !path.contains("/channel/")
            && !path.ends_with("index.html");
        if is_entry {
            let article =
                ["ColumnName", "ArticleTitle", "ContentSource", "Keywords", "Description", "Url"];
            assert!(article.iter().all(has), "{path}: {tags:?}");
        } else if !["index.html", "404.html"].contains(&path.as_str()) {
            assert!(column.iter().all(has), "{path}: {tags:?}");
            assert!(!has(&"ArticleTitle"), "{path} is no content page");
        }
    }
    assert!(
        site["nation/aid/20-001.html"].contains("name=\"PubDate\" content=\"2019-04-30 00:00\"")
    );
    assert!(
        site["nation/aid/20-001.html"]
            .contains("name=\"ContentSource\" content=\"民办函〔2019〕52号\"")
    );
}

#[test]
fn every_page_can_be_walked_by_its_headings_and_its_tables_by_their_heads() {
    for (path, page) in pages(&Room::new()) {
        let levels = all(&page, "<h", ">").into_iter().filter_map(|it| it.get(..1)?.parse().ok());
        let levels: Vec<u32> = levels.collect();
        assert_eq!(levels.iter().filter(|it| **it == 1).count(), 1, "{path}");
        assert_eq!(levels[0], 1, "{path}");
        let jumps = levels.windows(2).find(|it| it[1] > it[0] + 1);
        assert!(jumps.is_none(), "{path}: {levels:?}");
        for table in all(&page, "<table", "</table>") {
            assert!(table.contains("<caption"), "{path}: a table has no caption");
            assert_eq!(table.matches("<th ").count(), table.matches("scope=\"").count(), "{path}");
            assert!(!table.contains("<th>"), "{path}: a head is tied to no cells");
        }
        for word in ["http://", "https://", "//"] {
            for kind in ["<script src=\"", "<link rel=\"stylesheet\" href=\"", "<img src=\""] {
                assert!(!page.contains(&format!("{kind}{word}")), "{path} asks the web");
            }
        }
        assert!(page.contains("<a class=\"skip\" href=\"#main\">"), "{path}");
    }
}

#[test]
fn a_table_of_sixty_entries_and_the_assets_keep_to_their_budgets() {
    let room = Room::new();
    let mut text = fs::read_to_string(room.path("w/catalogs/nation/aid.yaml")).unwrap();
    let entry = text.split("  - id: \"20-001\"").nth(1).unwrap();
    let entry =
        entry.split("  - id:").next().unwrap().replace("was: [\"20-01\", \"20-1\"]", "stage: 服务");
    for at in 100..160 {
        text.push_str(&format!(
            "  - id: \"20-{at}\"{}",
            entry.replace("政策法规文件", &format!("政策法规文件{at}"))
        ));
    }
    fs::write(room.path("w/catalogs/nation/aid.yaml"), text).unwrap();
    let site = room.built();
    let bytes = site["nation/aid/index.html"].len();
    assert!(bytes < 150_000, "{bytes}");
    let assets = site["style.css"].len() + site["display.js"].len();
    assert!(assets < 32_000, "{assets}");
}

#[test]
fn a_table_from_a_layer_below_bears_the_name_of_its_own_agency() {
    let site = shipped();
    // The district wrote this title for itself; the town has the table from it.
    for (agency, name) in [("zhenxing", "丹东市振兴区"), ("tangchi", "丹东市振兴区汤池镇")]
    {
        let page = &site[&format!("{agency}/employment/index.html")];
        let title = format!("{name}就业领域政务公开标准目录");
        assert!(page.contains(&format!("<h1>{title}</h1>")), "{page}");
        assert!(page.contains(&format!("<caption class=\"hidden\">{title}</caption>")), "{page}");
    }
    // The standard's title names nobody; the data say whose the table is.
    let page = &site["xiuyan/employment/index.html"];
    assert!(page.contains("<h1>就业领域基层政务公开标准目录</h1>"), "{page}");
    assert!(
        page.contains("\"description\":\"岫岩满族自治县就业领域基层政务公开标准目录，共"),
        "{page}"
    );
}

#[test]
fn a_domains_card_has_its_score_and_a_report_leads_to_the_entries() {
    let site = shipped();
    let score = |agency: &str| site[&format!("{agency}/index.html")].matches("得分 <span").count();
    assert!(score("jinghai") > 25 && score("national") == 0, "{}", score("jinghai"));
    let report = &site["jinghai-village/gap.html"];
    let gaps = report.split("class=\"gaps entries\"").nth(1).unwrap();
    assert!(gaps.contains("<th scope=\"row\"><a href=\"village-affairs/"), "{gaps}");
}

#[test]
fn only_domains_of_the_layers_below_are_missing() {
    let room = Room::new();
    // Nobody below the nation has the county's fishing, nor does it.
    assert!(!pages(&room)["nation/index.html"].contains("未编制"));
    room.edit(
        "w/catalogs/county/agency.yaml",
        "extends: nation\n",
        "extends: nation\ninherit: false\n",
    );
    for file in ["aid", "negative", "participation", "powers"] {
        fs::remove_file(room.path(&format!("w/catalogs/county/{file}.yaml"))).unwrap();
    }
    let county = &pages(&room)["county/index.html"];
    let cards = county.split("<h2 id=\"domains\">").nth(1).unwrap();
    let cards = cards.split("</ol>").next().unwrap();
    assert_eq!(all(cards, "<p class=\"meta\">", "</p>"), ["未编制", "不适用"], "{cards}");
}
