//! `govcat build`: the site against its golden tree, and what every site must be.
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "govcat writes its endings in one way"
)]
use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    fs,
    io::Read as _,
    path::Path,
    process::Command,
};

use snapbox::Data;

use crate::room::{Room, code, err, tree};

const GOLDEN: &str = "tests/cases/site/out";

#[test]
fn the_site_is_as_it_was() {
    let readable = |(path, bytes): (String, Vec<u8>)| {
        if path.ends_with(".xlsx") {
            (format!("{path}.txt"), parts(bytes))
        } else {
            (path, steady(bytes))
        }
    };
    // What it is made from is the program too, and no two of these are alike.
    let site =
        Room::new().built().into_iter().filter(|it| it.0 != ".govcat-manifest").map(readable);
    let site: BTreeMap<String, String> = site.collect();
    if std::env::var_os("SNAPSHOTS").is_some_and(|it| it == "overwrite") {
        let _ = fs::remove_dir_all(GOLDEN);
        for (path, text) in &site {
            let path = Path::new(GOLDEN).join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let golden = tree(Path::new(GOLDEN));
    assert_eq!(site.keys().collect::<Vec<_>>(), golden.keys().collect::<Vec<_>>());
    for (path, text) in site {
        let golden = Data::read_from(&Path::new(GOLDEN).join(path), None).raw();
        snapbox::assert_data_eq!(Data::text(text).raw(), golden);
    }
}

/// The parts of a workbook as text, a row of a sheet on a line.
fn parts(bytes: Vec<u8>) -> String {
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut out = String::new();
    for at in 0..book.len() {
        let mut part = book.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let text = text.replace("<row ", "\n<row ").replace("</sheetData>", "\n</sheetData>");
        let name = part.name().unwrap();
        out += &format!("== {name}\n{text}\n");
    }
    out
}

/// A page without what every new version and every new rule changes.
fn steady(bytes: Vec<u8>) -> String {
    let mut text = String::from_utf8(bytes)
        .unwrap()
        .replace(concat!("govcat ", env!("CARGO_PKG_VERSION")), "govcat X.Y.Z");
    for before in ["<dt>运行规则</dt><dd>", "<dt>判定次数</dt><dd>"] {
        if let Some((head, tail)) = text.split_once(before) {
            let tail = tail.trim_start_matches(|c: char| c.is_ascii_digit());
            text = format!("{head}{before}N{tail}");
        }
    }
    // The rulebook says what the rules say of themselves, and these have tests of their own.
    match text.split_once("<p class=\"lead\">目录每次生成前") {
        Some((head, _)) => head.split("<main").next().unwrap_or_default().to_owned(),
        None => text,
    }
}

#[test]
fn one_thread_and_many_and_any_folder_give_the_same() {
    let (one, other) = (Room::new(), Room::new());
    for (threads, out) in [("1", "one"), ("4", "four")] {
        assert_eq!(code(&one.build(out, &["--threads", threads])), 0);
    }
    assert_eq!(tree(&one.path("one")), tree(&one.path("four")));
    assert_eq!(tree(&one.path("one")), other.built());
}

#[test]
fn names_are_never_markup_and_cells_never_formulas() {
    for (path, bytes) in Room::new().built() {
        if path.ends_with(".xlsx") {
            continue;
        }
        let text = String::from_utf8(bytes).unwrap();
        if path.ends_with(".html") {
            // Each page loads two scripts, the site's own, and may carry data; a name that says
            // `<script` is text.
            let own = ["display.js\"></script>", "site.js\" defer></script>"];
            for script in own {
                assert_eq!(text.matches(script).count(), 1, "{path}: {script}");
            }
            let is_own = |it: &&str| own.iter().any(|own| it.contains(own));
            for script in text.split("<script").skip(1).filter(|it| !is_own(it)) {
                let data = script.strip_prefix(" type=\"application/ld+json\">").unwrap();
                let data = data.split('<').next().unwrap();
                let data: serde_json::Value = serde_json::from_str(data).unwrap();
                let is_agency = path.matches('/').count() == 1;
                let kind = if is_agency { "DataCatalog" } else { "Dataset" };
                assert_eq!(data["@type"], kind, "{path}");
                assert!(!is_agency || data["dataset"].as_array().unwrap().len() > 1, "{path}");
            }
            assert!(!text.contains("href=\"javascript:"), "{path}");
        } else if path.ends_with(".csv") {
            assert!(text.starts_with('\u{feff}'), "{path}");
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
            for record in reader.records() {
                for cell in &record.unwrap() {
                    assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{path}: {cell}");
                }
            }
            assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{path}");
        } else if path.ends_with(".json") {
            let value: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert!(
                value["version"] == 1 && !value["entries"].as_array().unwrap().is_empty(),
                "{path}"
            );
        }
    }
}

#[test]
fn keep_going_leaves_out_what_is_broken_and_says_so() {
    let room = Room::new();
    room.edit(
        "w/catalogs/nation/aid.yaml",
        "channel: [政府网站]\n    audience",
        "channel: [政府网战]\n    audience",
    );
    let output = room.build("dist", &["--keep-going"]);
    assert_eq!(code(&output), 1);
    assert!(
        err(&output).contains("left out 1 entries")
            && err(&output).contains("catalogs/nation/aid.yaml:31 20-002"),
        "{}",
        err(&output)
    );
    let site = tree(&room.path("dist"));
    // It is gone from the layer above as well, and both tables say what is missing and where.
    for agency in ["nation", "county"] {
        assert!(site.contains_key(&format!("{agency}/aid/20-001.html")));
        assert!(!site.contains_key(&format!("{agency}/aid/20-002.html")));
        let page = String::from_utf8(site[&format!("{agency}/aid/index.html")].clone()).unwrap();
        assert!(
            page.contains("有错误、未列入的事项") && page.contains("catalogs/nation/aid.yaml:31"),
            "{page}"
        );
    }
    let home = String::from_utf8(site["index.html"].clone()).unwrap();
    assert!(home.contains("略去有错误的事项"));
}

#[test]
fn a_broken_template_is_named_with_its_line() {
    let room = Room::new();
    let before = room.built();
    fs::create_dir(room.path("w/templates")).unwrap();
    let base = "{% extends \"base.html\" %}\n{% block kind %}x{% endblock %}\n";
    let cases = [
        ("home.html", format!("{base}{{% if %}}\n"), "templates/home.html:3"),
        (
            "entry.html",
            format!("{base}{{% block main %}}\n{{{{ entry.nmae }}}}{{% endblock %}}\n"),
            "templates/entry.html:4",
        ),
        (
            "agency.html",
            format!("{base}{{% block main %}}{{{{ agency.code }}}}{{% endblock %}}\n"),
            "templates/agency.html:3",
        ),
        ("domain.html", "{% include \"none.html\" %}".to_owned(), "templates/domain.html:1"),
    ];
    for (name, text, place) in cases {
        fs::write(room.path("w/templates").join(name), text).unwrap();
        let output = room.build("dist", &[]);
        assert_eq!(code(&output), 2, "{name}");
        assert!(err(&output).contains(place), "{}", err(&output));
        assert_eq!(tree(&room.path("dist")), before);
        assert_eq!(room.names(), ["dist"]);
        fs::remove_file(room.path("w/templates").join(name)).unwrap();
    }
    fs::write(
        room.path("w/templates/404.html"),
        format!("{base}{{% block main %}}{{% include \"mine.html\" %}}{{% endblock %}}\n"),
    )
    .unwrap();
    fs::write(room.path("w/templates/mine.html"), "<p>本站没有这一页\n").unwrap();
    fs::write(room.path("w/templates/style.css"), "p { color: red }\n").unwrap();
    let site = room.built();
    assert!(String::from_utf8_lossy(&site["404.html"]).contains("本站没有这一页"));
    assert_eq!(site["style.css"], b"p { color: red }\n");
    // What takes the place of nothing is told of, and only that.
    for name in ["hoem.html", "Style.css", "messages.fr.toml"] {
        fs::write(room.path("w/templates").join(name), "{% nothing\n").unwrap();
    }
    let output = room.build("dist", &[]);
    assert_eq!(code(&output), 2, "a page is a template, used or not");
    fs::write(room.path("w/templates/hoem.html"), "<p>\n").unwrap();
    let output = room.build("dist", &[]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let told = err(&output);
    let warnings: Vec<&str> = told.lines().filter(|it| it.contains("templates/")).collect();
    assert_eq!(warnings.len(), 3, "{told}");
    for (name, meant) in [
        ("Style.css", "style.css"),
        ("hoem.html", "home.html"),
        ("messages.fr.toml", "messages.zh.toml"),
    ] {
        assert!(warnings.iter().any(|it| it.contains(name) && it.contains(meant)), "{told}");
    }
    std::os::unix::fs::symlink("/etc/hostname", room.path("w/templates/out.html")).unwrap();
    assert_eq!(code(&room.build("dist", &[])), 2);
}

/// What a page leads to or loads, and its ids.
fn links(page: &str) -> (Vec<String>, BTreeSet<String>) {
    let values = |key: &str| {
        page.split(key)
            .skip(1)
            .map(|it| it.split('"').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let keys = [" href=\"", " src=\"", " action=\"", " data-index=\"", " data-contents=\""];
    let (ids, leads) = (values(" id=\""), keys.iter().flat_map(|it| values(it)).collect());
    let all: BTreeSet<String> = ids.iter().cloned().collect();
    assert_eq!(all.len(), ids.len(), "an id is there twice: {ids:?}");
    (leads, all)
}

/// A path without percent signs.
fn decoded(path: &str) -> String {
    let mut parts = path.split('%');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).unwrap()
}

/// What is found by its name, not by a link.
const UNLINKED: [&str; 3] = [".govcat-manifest", ".govcat-site", "robots.txt"];

#[test]
fn every_shipped_entry_is_reachable_and_no_link_is_dead() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("dist");
    let output = Command::new(env!("CARGO_BIN_EXE_govcat"))
        .arg("build")
        .arg("--out")
        .arg(&out)
        .output()
        .unwrap();
    assert_eq!(code(&output), 0, "{}", err(&output));
    let site = tree(&out);
    let pages: BTreeMap<&str, (Vec<String>, BTreeSet<String>)> = site
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), links(std::str::from_utf8(bytes).unwrap())))
        .collect();
    let mut reached = BTreeSet::from(["index.html".to_owned(), "404.html".to_owned()]);
    let mut queue: VecDeque<String> = reached.iter().cloned().collect();
    while let Some(from) = queue.pop_front() {
        let Some((hrefs, ids)) = pages.get(from.as_str()) else { continue };
        for href in hrefs.iter().filter(|it| !it.contains(':')) {
            let (path, anchor) = href.split_once('#').unwrap_or((href, ""));
            let mut parts: Vec<&str> = from.split('/').collect();
            parts.pop();
            for part in path.split('/') {
                if part == ".." { parts.pop().map(|_| ()).unwrap() } else { parts.push(part) }
            }
            let target = if path.is_empty() { from.clone() } else { decoded(&parts.join("/")) };
            assert!(site.contains_key(&target), "{from} → {href}");
            let ids = pages.get(target.as_str()).map_or(ids, |it| &it.1);
            assert!(anchor.is_empty() || ids.contains(anchor), "{from} → {href}");
            if reached.insert(target.clone()) {
                queue.push_back(target);
            }
        }
    }
    let lost: Vec<_> = site
        .keys()
        .filter(|it| !reached.contains(*it) && !UNLINKED.contains(&it.as_str()))
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
    let national = reached
        .iter()
        .filter(|it| {
            it.starts_with("national/") && it.ends_with("/index.html") && !it.contains("/channel/")
        })
        .count();
    assert_eq!(national, 26 + 1);
    assert!(reached.len() > 1500);
}
