//! `[site]` of `govcat.toml`: language, colours, emblem, links; and templates of one's own.
use std::{collections::BTreeMap, fs, path::Path, process::Command};

use crate::room::{Room, code, copy, err, tree};

const SITE: &str = "[site]\n";

/// A room whose `[site]` begins with these lines.
fn with(lines: &str) -> Room {
    let room = Room::new();
    room.edit("w/govcat.toml", SITE, &format!("{SITE}{lines}\n"));
    room
}

fn text(site: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    String::from_utf8(site[path].clone()).unwrap()
}

#[test]
fn pages_speak_english_and_catalogs_stay_as_written() {
    let site = with("language = \"en\"").built();
    let entry = text(&site, "nation/aid/20-001.html");
    for words in
        ["<html lang=\"en\">", ">Home</a>", "<dt>Deadline</dt>", "制定或获取信息之日起10个工作日内"]
    {
        assert!(entry.contains(words), "{words}");
    }
    // The facets of a search are the headings of the form; calendars follow the pages.
    let search = text(&site, "search.html");
    for words in ["data-channel=\"Channels\"", "data-stage=\"Stage\"", "data-review=\"Review\""] {
        assert!(search.contains(words), "{words}");
    }
    let calendars: Vec<String> = site
        .keys()
        .filter(|it| it.rsplit('.').next() == Some("ics"))
        .map(|it| text(&site, it))
        .collect();
    assert!(!calendars.is_empty());
    for calendar in calendars {
        let calendar = calendar.replace("\r\n ", "");
        assert!(calendar.contains("NAME:Deadlines of ") && calendar.contains("\\nOwner: "));
        assert!(!calendar.contains("公开主体："), "{calendar}");
    }
    // The words of the catalog and the names of the workspace are all that is left in Chinese.
    let about = text(&site, "about.html");
    let body = about.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let chinese: String =
        body.chars().filter(|it| ('\u{4e00}'..='\u{9fff}').contains(it)).collect();
    assert_eq!(chinese, "");
}

#[test]
fn words_of_the_pages_are_in_the_message_files_alone() {
    let mut looked = 0;
    for entry in fs::read_dir("templates").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.extension().is_none_or(|it| it != "html") || name.starts_with("diff") {
            continue;
        }
        looked += 1;
        for line in fs::read_to_string(&path).unwrap().lines().filter(|it| !it.starts_with("{#-")) {
            // A term is found by its Chinese word.
            let parts = line.split("\"|term").map(|it| it.rsplit_once('"').map_or(it, |it| it.0));
            let rest: Vec<&str> =
                if line.contains("\"|term") { parts.collect() } else { vec![line] };
            let is_word = |it: &&str| it.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert!(!rest.iter().any(is_word), "{name}: {line}");
        }
    }
    assert!(looked >= 15, "{looked}");
}

#[test]
fn every_list_has_the_agencies_in_one_order() {
    let room = Room::new();
    // By the names of their folders the county comes first and the city last.
    let city = "w/catalogs/zhou/agency.yaml";
    copy(&room.path("w/catalogs/county"), &room.path("w/catalogs/zhou"));
    for (from, to) in [("agency: county", "agency: zhou"), ("某县", "某市"), ("县级", "市级")]
    {
        room.edit(city, from, to);
    }
    let site = room.built();
    let in_order = ["nation", "zhou", "county"];
    let words = |path: &str, before: &str, after: &str| {
        let page = text(&site, path);
        let mut words = Vec::new();
        for word in page.split(before).skip(1).filter_map(|it| it.split(after).next()) {
            if !words.contains(&word.to_owned()) {
                words.push(word.to_owned());
            }
        }
        words
    };
    let folders = |path: &str, before: &str, after: &str| {
        let mut folders = words(path, before, after);
        folders.retain(|it| in_order.contains(&it.as_str()));
        folders
    };
    for path in ["index.html", "search.html", "sitemap.html"] {
        assert_eq!(folders(path, "<a href=\"", "/index.html\""), in_order, "{path}");
    }
    assert_eq!(folders("search-index.js", "[\"", "/\""), in_order);
    assert_eq!(folders("catalog.jsonld", "\"dct:identifier\": \"", "/"), in_order);
    assert_eq!(words("all.json", "{\"agency\":\"", "\""), in_order);
    let mut names = words("all.csv", "\r\n", ",");
    names.retain(|it| !it.is_empty());
    assert_eq!(names, ["国家标准目录", "某市", "某县"]);
}

#[test]
fn colours_are_checked_and_used() {
    let site = with("colours = { brand = \"#0a5c36\", link = \"#00529b\" }").built();
    let style = text(&site, "style.css");
    assert!(style.contains("--brand: #0a5c36; --accent: #0a5c36; --link: #00529b;"), "{style}");
    for (wrong, why) in [("#ffcc00", "asks for 4.5"), ("red", "not a colour")] {
        let output = with(&format!("colours = {{ brand = \"{wrong}\" }}")).build("dist", &[]);
        assert_eq!(code(&output), 2);
        assert!(
            err(&output).contains(why) && err(&output).contains("govcat.toml:6"),
            "{}",
            err(&output)
        );
    }
}

#[test]
fn an_emblem_is_a_file_of_the_workspace() {
    let room = with("emblem = \"assets/emblem.svg\"");
    fs::create_dir(room.path("w/assets")).unwrap();
    let image = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    fs::write(room.path("w/assets/emblem.svg"), image).unwrap();
    let site = room.built();
    assert_eq!(site["emblem.svg"], image.as_bytes());
    assert!(
        text(&site, "county/aid/index.html").contains("<img src=\"../../emblem.svg\" alt=\"\"")
    );
    // A browser shows it beside the page's title; else it is told that there is nothing to ask for.
    let icon = |site: &BTreeMap<String, Vec<u8>>| {
        let page = text(site, "county/index.html");
        let icons: Vec<_> = page.match_indices("<link rel=\"icon\" href=").collect();
        assert_eq!(icons.len(), 1, "{page}");
        page[icons[0].0..].split('"').nth(3).unwrap().to_owned()
    };
    assert_eq!(icon(&site), "../emblem.svg");
    assert_eq!(icon(&Room::new().built()), "data:,");
    for wrong in
        ["../secret.svg", "/etc/hostname.png", "assets/none.svg", "govcat.toml", "a/../b.svg"]
    {
        let output = with(&format!("emblem = \"{wrong}\"")).build("dist", &[]);
        assert_eq!(code(&output), 2, "{wrong}: {}", err(&output));
    }
    fs::remove_file(room.path("w/assets/emblem.svg")).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", room.path("w/assets/emblem.svg")).unwrap();
    assert_eq!(code(&room.build("dist", &[])), 2, "a link leads out of the workspace");
}

#[test]
fn links_are_shown_where_they_belong() {
    let more = "large_text = true\n\
        header = [{ text = \"门户\", url = \"https://www.example.gov.cn/\" }]\n\
        footer = [{ text = \"隐私\", url = \"https://www.example.gov.cn/p\" }]";
    let site = with(more).built();
    let county = text(&site, "county/index.html");
    assert!(county.contains("<li><a href=\"https://www.example.gov.cn/\">门户</a></li>"));
    assert!(county.contains("<li><a href=\"https://www.example.gov.cn/p\">隐私</a></li>"));
    assert!(county.contains("data-text=\"large\""));
}

/// The texts between tags in which there is Chinese, each with the language that it is marked as.
fn chinese_texts(page: &str) -> Vec<(String, String)> {
    const VOID: [&str; 6] = ["meta", "link", "br", "input", "col", "img"];
    let (mut found, mut langs) = (Vec::new(), vec![String::new()]);
    let body = page.split_once("<body").unwrap().1.split_once('>').unwrap().1;
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        let name = tag.split([' ', '\n']).next().unwrap();
        if tag.starts_with('/') {
            langs.pop();
        } else if !VOID.contains(&name) {
            let own =
                tag.split_once(" lang=\"").map(|it| it.1.split('"').next().unwrap().to_owned());
            let lang = own.unwrap_or_else(|| langs.last().cloned().unwrap_or_default());
            langs.push(lang);
        }
        if text.chars().any(|it| ('\u{4e00}'..='\u{9fff}').contains(&it)) {
            found.push((langs.last().cloned().unwrap_or_default(), text.trim().to_owned()));
        }
    }
    found
}

#[test]
fn english_pages_say_what_of_them_is_chinese() {
    let site = with("language = \"en\"").built();
    for path in [
        "county/aid/20-001.html",
        "county/aid/index.html",
        "county/work-plan/index.html",
        "county/participation/index.html",
        "basis/649-5257685d.html",
        "county/channel/index.html",
        "county/index.html",
        "index.html",
    ] {
        let texts = chinese_texts(&text(&site, path));
        assert!(texts.iter().any(|it| it.0 == "zh-CN"), "{path}");
        // What is left are English sentences that name something.
        let bare = texts.iter().filter(|it| it.0 != "zh-CN" && !it.1.is_ascii());
        for (lang, text) in bare {
            let is_sentence = text.chars().filter(char::is_ascii_alphabetic).count() > 3;
            assert!(
                is_sentence || text.contains('@') || text.contains(": "),
                "{path}: {text:?} is in {lang:?}"
            );
        }
    }
    // Levels, counts and facets are in the pages' words.
    let table = text(&site, "nation/aid/index.html");
    for words in ["<th scope=\"col\">County</th>", "&quot;主动公开&quot;:&quot;Proactive&quot;"]
    {
        assert!(table.contains(words), "{words}");
    }
    let pages = site.iter().filter(|it| it.0.rsplit('.').next() == Some("html"));
    for (path, page) in pages {
        let page = String::from_utf8_lossy(page);
        for words in [">1 entries", " 1 entries", ">1 documents", " 1 domains", " 1 agencies"] {
            assert!(!page.contains(words), "{path}: {words}");
        }
    }
    // A Chinese site has one language.
    for (path, page) in Room::new().built() {
        let page = String::from_utf8_lossy(&page).into_owned();
        if page.starts_with("<!DOCTYPE html>") {
            assert_eq!(page.matches(" lang=\"").count(), 1, "{path}");
        }
    }
}

fn validate(room: &Room) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_govcat"));
    command.args(["validate", "--lang", "en", "--format", "concise", "--workspace", "w"]);
    let output = command.current_dir(room.folder.path()).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The places at which catalogs are said to have no day.
fn undated(room: &Room) -> Vec<String> {
    let found = validate(room);
    let lines = found.lines().filter(|it| it.contains("PubDate"));
    lines.map(|it| it.split(": ").next().unwrap().to_owned()).collect()
}

#[test]
fn catalogs_that_give_their_pages_no_pub_date_are_named_once() {
    let room = Room::new();
    let named =
        ["negative.yaml:3:9", "participation.yaml:1:1", "powers.yaml:1:1", "work-plan.yaml:1:1"];
    assert_eq!(undated(&room), named.map(|it| format!("catalogs/county/{it}")));
    let dated =
        |site: &BTreeMap<String, Vec<u8>>, path: &str| text(site, path).contains("\"PubDate\"");
    assert!(!dated(&room.built(), "county/participation/gz-1.html"));
    room.edit(
        "w/catalogs/county/participation.yaml",
        "govcat: 1\n",
        "govcat: 1\neffective: 2020-08-20\n",
    );
    assert_eq!(undated(&room).len(), 3);
    assert!(dated(&room.built(), "county/participation/gz-1.html"));
    // A year is no day. Of a table that takes its day from the layer below, that layer's file is named.
    room.edit("w/catalogs/county/aid.yaml", "version: \"2020-10-31\"\n", "");
    assert_eq!(undated(&room).len(), 3);
    room.edit(
        "w/catalogs/nation/aid.yaml",
        "\"2019-04-30\"\neffective: 2019-05-01\n",
        "\"2019\"\n",
    );
    assert_eq!(undated(&room).len(), 4);
    assert_eq!(undated(&room)[3], "catalogs/nation/aid.yaml:4:10");
    // Where only the county's pages are on a site, it is the county that has to say the day.
    let settings = fs::read_to_string(room.path("w/govcat.toml")).unwrap();
    let (before, rest) = settings.split_once(SITE).unwrap();
    let after = rest.split_once("[rules]").unwrap().1;
    fs::write(room.path("w/govcat.toml"), format!("{before}[rules]{after}")).unwrap();
    assert_eq!(undated(&room), Vec::<String>::new());
    room.edit("w/catalogs/county/agency.yaml", "site:\n", "site:\n  name: 某县人民政府\n");
    assert_eq!(undated(&room)[0], "catalogs/county/aid.yaml:2:9");
    fs::remove_file(room.path("w/catalogs/county/aid.yaml")).unwrap();
    let found = validate(&room);
    let inherited = found.lines().find(|it| it.contains("inherited")).unwrap();
    assert!(inherited.starts_with("catalogs/county/agency.yaml"), "{inherited}");
    assert!(inherited.ends_with("PubDate: catalogs/nation/aid.yaml"), "{inherited}");
}

#[test]
fn what_a_government_site_lacks_is_said_at_its_settings() {
    let room = Room::new();
    let found = validate(&room);
    assert!(found.contains("govcat.toml:5:1"), "{found}");
    assert!(found.contains("lack: police_record, unit_mark"), "{found}");
    room.edit(
        "w/govcat.toml",
        SITE,
        "[site]\npolice_record = \"某公网安备1号\"\nunit_mark = \"https://bszs.conac.cn/x\"\n",
    );
    assert!(!validate(&room).contains("the site's settings lack"));
}

#[test]
fn ejected_templates_give_the_same_site_and_are_never_overwritten() {
    let room = Room::new();
    // Of what a site is made is another matter.
    let pages = |room: &Room| {
        let mut site = room.built();
        site.remove(".govcat-manifest");
        site
    };
    let before = pages(&room);
    let eject = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_govcat"));
        command.args(["templates", "eject", "--lang", "en", "--workspace", "w"]);
        command.current_dir(room.folder.path()).output().unwrap()
    };
    assert_eq!(code(&eject()), 0);
    let ejected = tree(&room.path("w/templates"));
    assert!(
        ejected.len() >= 20 && ejected.contains_key("messages.en.toml"),
        "{:?}",
        ejected.keys()
    );
    for (name, bytes) in &ejected {
        assert_eq!(bytes, &fs::read(Path::new("templates").join(name)).unwrap(), "{name}");
    }
    assert_eq!(pages(&room), before);
    fs::write(room.path("w/templates/messages.zh.toml"), "[pages]\nhome = \"门户\"\n").unwrap();
    let output = eject();
    assert_eq!(code(&output), 0);
    assert!(err(&output).contains("messages.zh.toml is there already"), "{}", err(&output));
    assert!(text(&room.built(), "county/index.html").contains(">门户</a>"));
    fs::write(room.path("w/templates/messages.zh.toml"), "[pages]\nhmoe = \"门户\"\n").unwrap();
    let output = room.build("dist", &[]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("templates/messages.zh.toml"), "{}", err(&output));
}
