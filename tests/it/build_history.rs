//! `govcat build --since`: what versions changed, as pages of the site.
use crate::{
    git::git,
    room::{Room, code, err, tree},
};

/// A room whose workspace is a repository with two versions behind it.
fn versions() -> Room {
    let room = Room::new();
    let git = |args: &[&str]| git(&room.path("w"), args);
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "first"]);
    git(&["tag", "年版/2024"]);
    room.edit("w/catalogs/nation/aid.yaml", "10个工作日", "7个工作日");
    git(&["commit", "-q", "-a", "-m", "second"]);
    git(&["tag", "v2025"]);
    room.edit("w/catalogs/nation/aid.yaml", "7个工作日", "15个工作日");
    room
}

#[test]
fn each_version_has_a_page() {
    let room = versions();
    let args = ["--since", "年版/2024", "--since", "v2025", "--keep-going"];
    let output = room.build("dist", &args);
    assert_ne!(code(&output), 2, "{}", err(&output));
    let site = tree(&room.path("dist"));
    let page = |path: &str| String::from_utf8(site[path].clone()).unwrap();
    let index = page("changes/index.html");
    let (newer, older) =
        (index.find("since-v2025.html").unwrap(), index.find("since----2024.html").unwrap());
    assert!(newer < older, "the newest version comes first");
    let sooner = page("changes/since----2024.html");
    assert!(sooner.contains("公布得更快") && sooner.contains("<del>10</del>"), "{sooner}");
    let later = page("changes/since-v2025.html");
    assert!(later.contains("公布得更慢") && later.contains("<ins>15</ins>"), "{later}");
    // What is said to citizens leads to the comparison, and that to the entry.
    let change = later.split("<article id=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(later.contains(&format!("<b><a href=\"#{change}\">")), "{later}");
    assert!(later.contains("<h4><a href=\"../nation/aid/20-002.html\">20-002 "), "{later}");
    // The home page has the newest, and every page leads to all of them.
    let home = page("index.html");
    let slot = home.split("<section class=\"latest\"").nth(1).unwrap();
    let slot = slot.split("</section>").next().unwrap();
    assert!(slot.contains("<a href=\"changes/since-v2025.html\">v2025 → "), "{slot}");
    assert!(!slot.contains("since----2024.html"), "{slot}");
    assert!(
        page("county/aid/20-001.html").contains("<a href=\"../../changes/index.html\">版本变化<")
    );
    // An entry tells its own history, the newest first, also where a layer below wrote it.
    for agency in ["nation", "county"] {
        let entry = page(&format!("{agency}/aid/20-002.html"));
        let at = |what: &str| entry.find(what).unwrap_or_else(|| panic!("{agency}: {what}"));
        assert!(at("7 → 15 个工作日：更慢") < at("10 → 7 个工作日：更快"), "{entry}");
        assert!(entry.contains("../../changes/since-v2025.html#c-"), "{entry}");
    }
    let feed = page("changes/feed.atom");
    assert!(feed.matches("<entry>").count() >= 2 && feed.contains("/changes/since-v2025.html#c-"));
    assert!(feed.find("更慢").unwrap() < feed.find("更快").unwrap(), "{feed}");
    // The same repository gives the same bytes.
    room.build("again", &args);
    assert_eq!(tree(&room.path("again")), site);
}

/// A heading is not said again before a reason that says it.
#[test]
fn an_entrys_history_says_each_thing_once() {
    let room = versions();
    room.edit("w/catalogs/nation/aid.yaml", "[政府网站, 公开查阅点]", "[政府网站]");
    room.build("dist", &["--since", "v2025", "--keep-going"]);
    let site = tree(&room.path("dist"));
    let page = String::from_utf8(site["nation/aid/20-001.html"].clone()).unwrap();
    let past = page.split("<ol class=\"past\"").nth(1).unwrap().split("</ol>").next().unwrap();
    for line in ["</a> 公开渠道减少：公开查阅点<", "</a> 公开时限：7 → 15 个工作日：更慢<"]
    {
        assert!(past.contains(line), "{past}");
    }
}

#[test]
fn versions_are_told_in_the_language_of_the_site() {
    let room = versions();
    room.edit("w/govcat.toml", "[site]\n", "[site]\nlanguage = \"en\"\n");
    room.build("dist", &["--since", "v2025", "--keep-going"]);
    let site = tree(&room.path("dist"));
    let page = String::from_utf8(site["changes/since-v2025.html"].clone()).unwrap();
    assert!(page.contains("<h1>What changed: v2025 → the current version</h1>"), "{page}");
    assert!(!site["index.html"].windows(12).any(|it| it == "版本变化".as_bytes()));
}

#[test]
fn without_a_version_nothing_is_written() {
    let room = versions();
    let output = room.build("dist", &["--since", "v1999"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("git knows no revision v1999"), "{}", err(&output));
    assert!(!room.path("dist").exists());
}
