//! `govcat build`: the pages of the documents that entries stand on, and what leads to them.
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "govcat writes its endings in one way"
)]
use std::{collections::BTreeMap, fs};

use crate::room::{Room, code, copy, shipped, texts};

/// The page of a document.
fn page<'a>(site: &'a BTreeMap<String, String>, title: &str) -> (&'a str, &'a str) {
    let heading = format!("<h1>《{title}》 ");
    let mut pages = site.iter().filter(|it| it.0.starts_with("basis/") && it.1.contains(&heading));
    let (path, text) = pages.next().unwrap_or_else(|| panic!("{title} has no page"));
    assert!(pages.next().is_none(), "{title} has two pages");
    (path, text)
}

/// The addresses in a page that begin so.
fn hrefs<'a>(page: &'a str, start: &str) -> Vec<&'a str> {
    let all = page.split(" href=\"").skip(1).map(|it| it.split('"').next().unwrap());
    all.filter(|it| it.starts_with(start)).collect()
}

#[test]
fn a_repealed_law_stays_and_is_shown_as_such() {
    let site = shipped();
    let (path, law) = page(site, "中华人民共和国环境保护法");
    assert!(law.contains("<span class=\"tag gone\">已废止</span>"));
    assert!(law.contains("<b>本文件已废止</b>，自 2026-08-15 起，由以下文件替代："), "{law}");
    assert!(law.contains("《中华人民共和国生态环境法典》"));
    // All entries that cite it are there, and they lead back.
    let entries = hrefs(law, "../national/ecology-and-environment/");
    let entries: Vec<&str> = entries.into_iter().filter(|it| !it.ends_with("index.html")).collect();
    let citing = site.iter().filter(|(from, text)| {
        from.starts_with("national/")
            && !from.ends_with("index.html")
            && text.contains(&format!("\"../../{path}\""))
    });
    assert_eq!(entries.len(), citing.count());
    assert!(entries.len() > 10);
    for href in entries {
        let entry = &site[href.trim_start_matches("../")];
        assert!(
            entry.contains("（<b>已废止</b>，2026-08-15 起由《中华人民共和国生态环境法典》替代）"),
            "{href}"
        );
    }
    let table = &site["national/ecology-and-environment/index.html"];
    assert!(table.contains(&format!("<a class=\"fate\" href=\"../../{path}\">〔已废止〕</a>")));
    // It is at the top of the register, which the home page leads to.
    let (head, _) = site["basis/index.html"].split_once("<h2 id=\"kind-1\">").unwrap();
    assert!(head.contains("《中华人民共和国环境保护法》"));
    assert!(site["index.html"].contains("href=\"basis/index.html\""));
}

#[test]
fn every_cited_document_has_a_page_with_all_its_entries() {
    let site = shipped();
    let (mut links, mut once) = (0, 0);
    let is_entry = |path: &str| {
        path.matches('/').count() == 2 && path.ends_with(".html") && !path.ends_with("/index.html")
    };
    for (from, text) in site.iter().filter(|it| is_entry(it.0)) {
        for href in hrefs(text, "../../basis/") {
            if href.ends_with("/index.html") {
                continue;
            }
            let document = &site[href.trim_start_matches("../../")];
            links += 1;
            let (_, listed) = document.split_once("<h2>以本文件为依据的事项 <small>").unwrap();
            let entries: usize = listed.split(' ').next().unwrap().parse().unwrap();
            match listed.matches(&format!("\"../{from}\"")).count() {
                // Where there are very many, those that are inherited are counted.
                0 if entries > 1000 => assert!(listed.contains(" 个机关另有")),
                1 => once += 1,
                n => panic!("{href} leads to {from} {n} times"),
            }
        }
    }
    assert!(links > 1000 && once > 1000, "{links}, {once}");
    let pages = site.keys().filter(|it| it.starts_with("basis/")).count();
    let register = &site["basis/index.html"];
    let listed: std::collections::BTreeSet<&str> = hrefs(register, "").into_iter().collect();
    let listed = listed.into_iter().filter(|it| site.contains_key(&format!("basis/{it}"))).count();
    assert_eq!(pages, listed + 1);
}

#[test]
fn an_inherited_entry_is_listed_once_with_those_that_inherit_it() {
    let room = Room::new();
    copy(&room.path("w/catalogs/county"), &room.path("w/catalogs/second"));
    for (from, to) in [("agency: county", "agency: second"), ("某县", "乙县")] {
        room.edit("w/catalogs/second/agency.yaml", from, to);
    }
    room.built();
    let site = texts(&room.path("dist"));
    let (_, law) = page(&site, "社会救助暂行办法");
    let rows: Vec<&str> = law.split("<tr>").filter(|it| it.contains("/aid/20-002.html")).collect();
    let [row] = rows[..] else { panic!("{} rows", rows.len()) };
    let at = |agency: &str| format!("../{agency}/aid/20-002.html");
    let links: Vec<&str> = hrefs(row, "../").into_iter().filter(|it| it.contains("20-")).collect();
    assert_eq!(links, ["nation", "county", "second"].map(at));
    assert!(row.contains("<summary>2 个机关</summary>"), "{row}");
    assert!(law.contains("<p>沿用国家标准目录的 2 个机关另有 "), "{law}");
    // Where the agency that wrote it has no pages, it is listed at the first that has it from there.
    fs::rename(room.path("w/catalogs/nation"), room.path("w/catalogs/changes")).unwrap();
    room.edit("w/catalogs/changes/agency.yaml", "agency: nation", "agency: changes");
    for key in ["county", "second"] {
        room.edit(&format!("w/catalogs/{key}/agency.yaml"), "extends: nation", "extends: changes");
    }
    assert_eq!(code(&room.build("dist", &["--keep-going"])), 1);
    let site = texts(&room.path("dist"));
    let (_, law) = page(&site, "社会救助暂行办法");
    let rows: Vec<&str> = law.split("<tr>").filter(|it| it.contains("/aid/20-002.html")).collect();
    let [row] = rows[..] else { panic!("{} rows", rows.len()) };
    for agency in ["county", "second"] {
        assert_eq!(row.matches(&at(agency)).count(), 1, "{row}");
    }
    assert!(law.contains("<p>沿用国家标准目录的 1 个机关另有 "), "{law}");
}

#[test]
fn addresses_do_not_depend_on_the_order_of_the_register() {
    let room = Room::new();
    let before: Vec<String> = texts_of(&room);
    room.edit(
        "w/catalogs/basis.yaml",
        "documents:\n",
        "documents:\n  - title: 某县新办法\n    number: 某政发〔2020〕1号\n    status: 现行\n",
    );
    assert_eq!(before, texts_of(&room), "a document that nobody cites changes nothing");
    assert_eq!(before.len(), 3, "{before:?}");
}

fn texts_of(room: &Room) -> Vec<String> {
    room.built().into_keys().filter(|it| it.starts_with("basis/")).collect()
}

#[test]
fn where_no_document_is_known_the_register_is_empty() {
    let room = Room::new();
    fs::write(room.path("w/catalogs/basis.yaml"), "govcat: 1\ndocuments: []\n").unwrap();
    let site = room.built();
    let pages: Vec<&String> = site.keys().filter(|it| it.starts_with("basis/")).collect();
    assert_eq!(pages, ["basis/index.html"]);
    assert!(!String::from_utf8_lossy(&site["basis/index.html"]).contains("<table"));
}

#[test]
fn deadlines_are_explained_clause_by_clause() {
    let room = Room::new();
    room.edit(
        "w/catalogs/county/aid.yaml",
        "deadline: 每季度至少公布一次",
        "deadline: 备用金额度20内，按上级要求的时间",
    );
    room.edit("w/catalogs/nation/aid.yaml", "deadline: 及时公开", "deadline: 天长地久");
    room.edit(
        "w/govcat.toml",
        "bad-link = \"off\"",
        "bad-link = \"off\"\nunreadable-deadline = \"warning\"",
    );
    let site = texts(&{
        room.built();
        room.path("dist")
    });
    assert!(site["county/aid/20-001.html"].contains("<li>制定或者获取信息之日起5个工作日内</li>"));
    assert!(site["nation/aid/20-003.html"].contains("注意：未能读懂"));
    assert!(
        site["county/aid/county-20-001.html"].contains("注意："),
        "{}",
        site["county/aid/county-20-001.html"]
    );
}

#[test]
fn a_law_is_revised_for_the_versions_that_cite_it_as_it_was() {
    let room = Room::new();
    let law = "《社会救助暂行办法》（国务院令第649号）";
    room.edit(
        "w/catalogs/basis.yaml",
        "number: 国务院令第649号\n    status: 现行",
        "number: 国务院令第649号\n    status: 修订\n    revised: 2019-12-31 修订",
    );
    room.edit("w/catalogs/county/aid.yaml", "《某县临时救助备用金管理办法》", law);
    room.built();
    let site = texts(&room.path("dist"));
    // The same words in two catalogs, of which one is older than what they name.
    for (page, is_older) in
        [("nation/aid/20-001.html", true), ("county/aid/county-20-001.html", false)]
    {
        assert!(site[page].contains(law), "{page}");
        assert_eq!(site[page].contains("<b>已修订</b>，2019-12-31 修订"), is_older, "{page}");
    }
}
