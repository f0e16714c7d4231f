//! Files as disks hold them: encodings, links, folders, permissions. What cannot be used is named
//! for what it is, and is all that is wrong.
use std::{fs, path::Path};

use govcat::{
    check::check, compile::compile, diagnostic::Lang, rules, source::Workspace, syntax::Reader,
};
use tempfile::TempDir;

const AGENCY: &str = "govcat: 1\nagency: x\nname: 某县\nlevel: 县级\n";
const CATALOG: &str = "\
govcat: 1
domain: social-assistance
title: 社会救助领域基层政务公开标准目录
entries:
  - id: \"20-001\"
    category: 综合业务
    name: 监督检查
    content: [社会救助信访通讯地址, 社会救助投诉举报电话]
    basis: [《社会救助暂行办法》（国务院令第649号）]
    deadline: 制定或获取信息之日起10个工作日内
    owner: [县民政局]
    method: 主动公开
    channel: [政府网站, 公开查阅点]
    audience: 全社会
";
/// The same with a channel that nobody knows.
const ODD_CHANNEL: &str = "channel: [政府网站, 村口大喇叭]";

/// A workspace of one agency with one good catalog.
fn workspace() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "govcat.toml", "");
    write(folder.path(), "catalogs/x/agency.yaml", AGENCY);
    write(folder.path(), "catalogs/x/20.yaml", CATALOG);
    folder
}

fn write(root: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Everything that is found, as `path:line:column code`.
fn findings(root: &Path) -> Vec<String> {
    let loaded = Workspace::load(root).unwrap();
    let workspace = &loaded.value;
    let compiled = compile(workspace, Reader::Fast, crate::support::TODAY);
    let earlier = loaded.diagnostics.into_iter().chain(compiled.diagnostics).collect();
    let report = check(workspace, &compiled.value, earlier, rules::ALL);
    let line = |span, code| {
        let (path, at) = workspace.place(span);
        format!("{path}:{}:{} {code}", at.line, at.column)
    };
    report.findings.iter().map(|it| line(it.span, it.code)).collect()
}

/// What is said of the one unusable file, in Chinese: the message and the help.
fn words(root: &Path) -> (String, String) {
    let found = Workspace::load(root).unwrap().diagnostics;
    assert_eq!(found.len(), 1);
    let help = found[0].help.as_ref().unwrap();
    (found[0].message.text(Lang::Zh).to_owned(), help.text(Lang::Zh).to_owned())
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn a_good_workspace_is_clean() {
    assert!(findings(workspace().path()).is_empty());
}

#[test]
fn gb18030_is_named() {
    let folder = workspace();
    let (bytes, _, _) = encoding_rs::GB18030.encode(CATALOG);
    write(folder.path(), "catalogs/x/20.yaml", bytes);
    assert_eq!(findings(folder.path()), ["catalogs/x/20.yaml:1:1 unsupported-encoding"]);
    let (what, help) = words(folder.path());
    assert!(what.contains("GB18030"), "{what}");
    assert!(help.contains("iconv -f GB18030 -t UTF-8"), "{help}");
}

#[test]
fn utf16_is_named_with_and_without_a_mark() {
    let marked = format!("\u{feff}{CATALOG}");
    for (bytes, name) in [
        (utf16(&marked, u16::to_le_bytes), "UTF-16LE"),
        (utf16(&marked, u16::to_be_bytes), "UTF-16BE"),
        (utf16(CATALOG, u16::to_le_bytes), "UTF-16LE"),
        (utf16(CATALOG, u16::to_be_bytes), "UTF-16BE"),
    ] {
        let folder = workspace();
        write(folder.path(), "catalogs/x/20.yaml", bytes);
        assert_eq!(findings(folder.path()), ["catalogs/x/20.yaml:1:1 unsupported-encoding"]);
        let (what, _) = words(folder.path());
        assert!(what.contains(name), "{what}");
    }
}

#[test]
fn what_is_no_text_has_no_name() {
    let folder = workspace();
    write(
        folder.path(),
        "catalogs/x/20.yaml",
        b"PK\x03\x04\x14\x00\x00\x00\x08\x00\xff\xfe\x00\x00\x81\x00",
    );
    assert_eq!(findings(folder.path()), ["catalogs/x/20.yaml:1:1 unsupported-encoding"]);
    let (what, _) = words(folder.path());
    assert!(what.contains("不是 UTF-8 文本"), "{what}");
}

#[test]
fn an_unusable_layer_below_is_one_finding() {
    let folder = workspace();
    let (bytes, _, _) = encoding_rs::GB18030.encode(CATALOG);
    write(
        folder.path(),
        "catalogs/national/agency.yaml",
        "govcat: 1\nagency: national\nname: 国家标准目录\n",
    );
    write(folder.path(), "catalogs/national/20.yaml", bytes);
    write(folder.path(), "catalogs/x/agency.yaml", format!("{AGENCY}extends: national\n"));
    let overlay = "govcat: 1\ndomain: social-assistance\nentries:\n  - id: \"20-001\"\n    deadline: 长期公开\n";
    write(folder.path(), "catalogs/x/20.yaml", overlay);
    assert_eq!(findings(folder.path()), ["catalogs/national/20.yaml:1:1 unsupported-encoding"]);
}

#[test]
fn an_unreadable_agency_file_is_not_missing() {
    let folder = workspace();
    let (bytes, _, _) = encoding_rs::GB18030.encode(AGENCY);
    write(folder.path(), "catalogs/x/agency.yaml", bytes);
    assert_eq!(findings(folder.path()), ["catalogs/x/agency.yaml:1:1 unsupported-encoding"]);
}

#[test]
fn a_mark_and_windows_line_ends_leave_columns_right() {
    let odd = CATALOG.replace("channel: [政府网站, 公开查阅点]", ODD_CHANNEL);
    assert_ne!(odd, CATALOG);
    let folder = workspace();
    write(folder.path(), "catalogs/x/20.yaml", &odd);
    let plain = findings(folder.path());
    assert_eq!(plain, ["catalogs/x/20.yaml:13:21 unknown-channel"]);
    let windows = format!("\u{feff}{}", odd.replace('\n', "\r\n"));
    write(folder.path(), "catalogs/x/20.yaml", windows);
    assert_eq!(findings(folder.path()), plain);
}

#[test]
fn a_mark_before_the_first_line_moves_nothing() {
    let folder = workspace();
    write(
        folder.path(),
        "catalogs/x/20.yaml",
        format!("\u{feff}{}", CATALOG.replace("govcat: 1", "govcat: 9")),
    );
    assert_eq!(findings(folder.path()), ["catalogs/x/20.yaml:1:9 future-version"]);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "21.yaml", "govcat: 1\n");
    for (target, link) in [
        (outside.path().join("21.yaml"), "catalogs/x/21.yaml"),
        (outside.path().to_owned(), "catalogs/y"),
        (Path::new("../x").to_owned(), "catalogs/x/loop"),
        (Path::new("self.yaml").to_owned(), "catalogs/x/self.yaml"),
        (Path::new("nowhere").to_owned(), "catalogs/x/dangling.yaml"),
    ] {
        let folder = workspace();
        symlink(target, folder.path().join(link)).unwrap();
        assert_eq!(findings(folder.path()), [format!("{link}:1:1 symbolic-link")]);
    }
}

#[test]
fn a_folder_with_a_files_name_is_named() {
    for path in ["catalogs/x/21.yaml", "catalogs/y.yaml"] {
        let folder = workspace();
        fs::create_dir(folder.path().join(path)).unwrap();
        assert_eq!(findings(folder.path()), [format!("{path}:1:1 stray-file")]);
        let (what, _) = words(folder.path());
        assert!(what.contains("文件夹"), "{what}");
    }
}

#[test]
fn a_misplaced_ledger_is_named() {
    for path in [
        "catalogs/x/ledger.csv",
        "catalogs/x/ledger/2026/a.csv",
        "catalogs/x/ledger/a.xlsx",
        "catalogs/x/ledger/a.XLS",
    ] {
        let folder = workspace();
        write(folder.path(), path, "entry,title,formed,published,url,channel\n");
        assert_eq!(findings(folder.path()), [format!("{path}:1:1 stray-file")]);
    }
    // A table that is kept beside the catalogs is nobody's ledger.
    let folder = workspace();
    write(folder.path(), "catalogs/x/原表.csv", "a,b\n");
    assert!(findings(folder.path()).is_empty());
}

#[test]
fn a_misplaced_file_is_named() {
    for path in ["catalogs/x/2020/20.yaml", "catalogs/x/ledger/20.yaml", "catalogs/20.yaml"] {
        let folder = workspace();
        write(folder.path(), path, CATALOG);
        assert_eq!(findings(folder.path()), [format!("{path}:1:1 stray-file")]);
    }
}

#[test]
fn other_files_are_nobodys_business() {
    let folder = workspace();
    write(folder.path(), "catalogs/x/20.xlsx", b"PK");
    write(folder.path(), "catalogs/x/.20.yaml.swp", b"\x00");
    write(folder.path(), "catalogs/.cache/20.yaml", b"\x00");
    assert!(findings(folder.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = workspace();
    let path = folder.path().join("catalogs/x/20.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser may read everything.
    if fs::read(&path).is_ok() {
        return;
    }
    assert_eq!(findings(folder.path()), ["catalogs/x/20.yaml:1:1 unreadable-file"]);
    assert_eq!(Workspace::load(folder.path()).unwrap().value.unread, ["catalogs/x/20.yaml"]);
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_named_as_it_lies_in_the_workspace() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = workspace();
    let path = folder.path().join("catalogs/x/locked");
    fs::create_dir(&path).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser may read everything.
    if fs::read_dir(&path).is_ok() {
        return;
    }
    assert_eq!(findings(folder.path()), ["catalogs/x/locked:1:1 unreadable-file"]);
    let said = words(folder.path()).0;
    assert!(!said.contains(folder.path().to_str().unwrap()), "{said}");
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_not_opened() {
    let folder = workspace();
    let path = folder.path().join("catalogs/x/21.yaml");
    let _socket = std::os::unix::net::UnixListener::bind(path).unwrap();
    assert_eq!(findings(folder.path()), ["catalogs/x/21.yaml:1:1 unreadable-file"]);
    // It is there and was not checked: exit code 2.
    assert_eq!(Workspace::load(folder.path()).unwrap().value.unread, ["catalogs/x/21.yaml"]);
}

#[test]
fn empty_files_are_named() {
    for text in ["", "\n\n", "# 待补\n", "\u{feff}", "---\n", "~\n", "--- # 待补\n...\n"] {
        let folder = workspace();
        write(folder.path(), "catalogs/x/21.yaml", text);
        assert_eq!(findings(folder.path()), ["catalogs/x/21.yaml:1:1 empty-file"], "{text:?}");
    }
}
