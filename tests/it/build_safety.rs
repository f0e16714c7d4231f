//! `govcat build` where something is in the way: the previous site stays, nothing foreign is lost.
#![allow(clippy::print_stderr, reason = "a test that cannot run here says so")]
use std::{fs, os::unix::fs::MetadataExt as _, path::Path, process::Command};

use crate::room::{Room, code, err, tree};

#[test]
fn errors_stop_the_build_before_anything_is_written() {
    let room = Room::new();
    let before = room.built();
    room.edit(
        "w/catalogs/nation/aid.yaml",
        "channel: [政府网站, 政务服务中心]",
        "channel: [政府网战]",
    );
    let output = room.build("dist", &[]);
    assert_eq!(code(&output), 1);
    assert!(
        err(&output).contains("unknown-channel") && err(&output).contains("no site was written")
    );
    assert_eq!(tree(&room.path("dist")), before);
    assert_eq!(room.names(), ["dist"]);
}

#[test]
fn what_did_not_change_is_the_same_file() {
    let room = Room::new();
    room.built();
    let inode = |path: &str| {
        let metadata = fs::metadata(room.path("dist").join(path)).unwrap();
        (metadata.ino(), metadata.mtime(), metadata.mtime_nsec())
    };
    let files =
        ["nation/aid/20-001.html", "style.css", "all.csv", "nation/nation.json", ".govcat-site"];
    let before = files.map(inode);
    let changed = inode("county/work-plan/rw-1.html");
    room.edit("w/catalogs/county/work-plan.yaml", "编制目录", "编制标准");
    let output = room.build("dist", &[]);
    assert_eq!(code(&output), 0);
    let after = files.map(inode);
    assert_eq!(before[0], after[0]);
    assert_eq!(before[1], after[1]);
    assert_ne!(before[2].0, after[2].0, "it holds the changed entry");
    assert_eq!(before[3], after[3]);
    assert_eq!(before[4], after[4]);
    assert_ne!(changed.0, inode("county/work-plan/rw-1.html").0);
    // A page whose entry is gone is gone.
    room.edit("w/catalogs/county/work-plan.yaml", "id: rw-1", "id: rw-2");
    let site = room.built();
    assert!(
        !site.contains_key("county/work-plan/rw-1.html")
            && site.contains_key("county/work-plan/rw-2.html")
    );
    assert_eq!(room.names(), ["dist"]);
}

#[test]
fn what_somebody_put_into_a_site_is_not_lost() {
    let room = Room::new();
    room.built();
    fs::write(room.path("dist/.DS_Store"), "").unwrap();
    room.built();
    fs::create_dir(room.path("dist/nation/photos")).unwrap();
    fs::write(room.path("dist/nation/photos/office.jpg"), "kept").unwrap();
    let before = tree(&room.path("dist"));
    let output = room.build("dist", &[]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("nation/photos/office.jpg"), "{}", err(&output));
    assert_eq!(tree(&room.path("dist")), before);
    let output = room.build("dist", &["--force"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(room.path("dist.old/nation/photos/office.jpg").is_file());
    assert!(!room.path("dist/nation/photos").exists());
    assert_eq!(room.names(), ["dist", "dist.old"]);
}

#[test]
fn a_failing_write_leaves_the_previous_site() {
    let room = Room::new();
    let before = room.built();
    room.edit("w/govcat.toml", "某县基层政务公开标准目录", "另一个名字");
    let govcat = room.command("dist", &[]);
    let args: Vec<_> = govcat.get_args().map(|it| it.to_str().unwrap()).collect();
    let line = format!("{} {}", env!("CARGO_BIN_EXE_govcat"), args.join(" "));
    let shell = |script: String| {
        Command::new("sh").args(["-c", &script]).current_dir(room.folder.path()).output().unwrap()
    };
    // A limit on the size of files, whose signal is ignored, fails like a full disk.
    let output = shell(format!("trap '' XFSZ; ulimit -f 8; exec {line}"));
    assert_eq!(code(&output), 2, "{}", err(&output));
    assert!(
        err(&output).contains("cannot write") && err(&output).contains("left as it was"),
        "{}",
        err(&output)
    );
    assert_eq!(tree(&room.path("dist")), before);
    assert_eq!(room.names(), ["dist"], "{}", err(&output));
    // The same limit with its signal kills the build, which leaves its folder behind …
    let output = shell(format!("ulimit -f 8; ulimit -c 0; exec {line}"));
    assert_eq!(output.status.code(), None, "it was killed");
    assert_eq!(tree(&room.path("dist")), before);
    assert_eq!(room.names().len(), 2, "{:?}", room.names());
    // … for the next one to remove.
    assert_ne!(room.built(), before);
    assert_eq!(room.names(), ["dist"]);
}

#[test]
fn a_full_disk_leaves_the_previous_site() {
    let room = Room::new();
    fs::create_dir(room.path("disk")).unwrap();
    let govcat = room.command("disk/dist", &[]);
    let args: Vec<_> = govcat.get_args().map(|it| it.to_str().unwrap()).collect();
    let line = format!("{} {}", env!("CARGO_BIN_EXE_govcat"), args.join(" "));
    let script = format!(
        "mount -t tmpfs -o size=8m none disk || exit 77
         {line} || exit 78
         {line} --quiet; test $? = 0 || exit 79
         cat /dev/zero > disk/filler 2>/dev/null; truncate -s -64k disk/filler; sed -i s/某县基层/另县基层/ w/govcat.toml
         {line}; test $? = 2 || exit 80
         test $(ls -A disk | wc -l) = 2 && grep -q 某县基层 disk/dist/index.html"
    );
    let unshare = Command::new("unshare")
        .args(["-rm", "sh", "-c", &script])
        .current_dir(room.folder.path())
        .output();
    let Ok(output) = unshare else {
        eprintln!("skipped: there is no unshare to make a small disk with");
        return;
    };
    if code(&output) == 77 || err(&output).contains("unshare") {
        eprintln!("skipped: no small disk can be mounted here: {}", err(&output));
        return;
    }
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(err(&output).contains("cannot write"), "{}", err(&output));
}

#[test]
fn leftovers_are_removed_and_nothing_else() {
    let room = Room::new();
    for name in [
        ".dist.govcat-1-0",
        ".dist.govcat-2-0",
        ".dist.govcat-3-0",
        ".dist.govcat-x-0",
        ".other.govcat-1-0",
    ] {
        fs::create_dir(room.path(name)).unwrap();
        fs::write(
            room.path(name).join(if name.contains("-3-") { "mine" } else { ".govcat-site" }),
            "",
        )
        .unwrap();
    }
    // A build that is running holds the lock of its folder.
    let running = fs::File::open(room.path(".dist.govcat-2-0")).unwrap();
    running.lock().unwrap();
    room.built();
    assert_eq!(
        room.names(),
        [".dist.govcat-2-0", ".dist.govcat-3-0", ".dist.govcat-x-0", ".other.govcat-1-0", "dist"]
    );
}

#[test]
fn a_leftover_that_was_removed_by_half_is_known_again() {
    let room = Room::new();
    let govcat = room.command("dist", &["--quiet"]);
    let args: Vec<_> = govcat.get_args().map(|it| it.to_str().unwrap()).collect();
    let line = format!("{} {}", env!("CARGO_BIN_EXE_govcat"), args.join(" "));
    // What cannot be removed stops the removal, as a kill would.
    let script = format!(
        "mount -t tmpfs none .dist.govcat-1-0/busy || exit 77
         {line} || exit 78
         test -f .dist.govcat-1-0/.govcat-site || exit 79
         umount .dist.govcat-1-0/busy && sed -i s/某县基层/另县基层/ w/govcat.toml && {line} || exit 80
         test ! -e .dist.govcat-1-0"
    );
    fs::create_dir_all(room.path(".dist.govcat-1-0/busy")).unwrap();
    fs::write(room.path(".dist.govcat-1-0/.govcat-site"), "").unwrap();
    let unshare = Command::new("unshare")
        .args(["-rm", "sh", "-c", &script])
        .current_dir(room.folder.path())
        .output();
    let Ok(output) = unshare else {
        eprintln!("skipped: there is no unshare to mount with");
        return;
    };
    if code(&output) == 77 || err(&output).contains("unshare") {
        eprintln!("skipped: nothing can be mounted here: {}", err(&output));
        return;
    }
    assert_eq!(code(&output), 0, "{}", err(&output));
}

#[test]
fn builds_at_once_do_not_mix() {
    let (room, other) = (Room::new(), Room::new());
    other.edit("w/govcat.toml", "某县基层政务公开标准目录", "另一个名字");
    let whole = [room.built(), other.built()];
    let out = room.path("shared").to_str().unwrap().to_owned();
    for _ in 0..4 {
        let builds: Vec<_> = (0..6)
            .map(|n| {
                if n % 2 == 0 { &room } else { &other }.command(&out, &["--quiet"]).spawn().unwrap()
            })
            .collect();
        for mut build in builds {
            assert_eq!(build.wait().unwrap().code(), Some(0));
        }
        assert!(whole.contains(&tree(Path::new(&out))));
        assert_eq!(room.names(), ["dist", "shared"]);
    }
}

#[test]
fn what_govcat_did_not_write_is_not_replaced() {
    let room = Room::new();
    fs::write(room.path("file"), "mine").unwrap();
    fs::create_dir(room.path("foreign")).unwrap();
    fs::write(room.path("foreign/thesis.txt"), "mine").unwrap();
    fs::create_dir(room.path("empty")).unwrap();
    fs::create_dir_all(room.path("repository/.git")).unwrap();
    fs::write(room.path("repository/.govcat-site"), "").unwrap();
    std::os::unix::fs::symlink("nowhere", room.path("dangling")).unwrap();
    std::os::unix::fs::symlink("empty", room.path("link")).unwrap();
    let refused = [
        "file",
        "foreign",
        "repository",
        "dangling",
        "w",
        ".",
        "..",
        "/",
        "w/catalogs",
        "w/catalogs/new/site",
        "w/templates",
        "file/site",
    ];
    let names = room.names();
    for out in refused {
        let output = room.build(out, &[]);
        assert_eq!(code(&output), 2, "{out}: {}", err(&output));
        assert_eq!(room.names(), names, "{out}");
    }
    for out in ["w", "w/catalogs", "repository", ".."] {
        assert_eq!(code(&room.build(out, &["--force"])), 2, "{out}");
    }
    assert!(!room.path("w/catalogs/new").exists());
    // With --force it is moved aside, and nothing is lost.
    for out in ["file", "foreign", "foreign"] {
        let output = room.build(out, &["--force"]);
        assert_eq!(code(&output), 0, "{out}: {}", err(&output));
    }
    assert_eq!(fs::read_to_string(room.path("file.old")).unwrap(), "mine");
    assert_eq!(fs::read_to_string(room.path("foreign.old/thesis.txt")).unwrap(), "mine");
    assert!(room.path("foreign/index.html").is_file() && !room.path("foreign.old-2").exists());
    // A link stays; what it leads to is replaced.
    assert_eq!(code(&room.build("link", &[])), 0);
    assert!(room.path("link").is_symlink() && room.path("empty/index.html").is_file());
    assert_eq!(code(&room.build("new/deep/site", &[])), 0);
}

#[test]
fn names_never_lead_out_of_the_site() {
    let room = Room::new();
    room.edit("w/catalogs/domains.yaml", "code: land", "code: ../../land");
    room.edit("w/catalogs/nation/aid.yaml", "id: \"20-003\"", "id: ../../../etc/passwd");
    fs::create_dir(room.path("w/catalogs/CON")).unwrap();
    for (name, text) in [
        ("agency.yaml", "govcat: 1\nagency: CON\nname: 某机关\n".to_owned()),
        ("x.yaml", fs::read_to_string(room.path("w/catalogs/county/work-plan.yaml")).unwrap()),
    ] {
        fs::write(room.path("w/catalogs/CON").join(name), text).unwrap();
    }
    let plan = fs::read_to_string(room.path("w/catalogs/nation/aid.yaml")).unwrap();
    fs::write(
        room.path("w/catalogs/nation/land.yaml"),
        plan.replace("domain: aid", "domain: ../../land").replace("20-", "01-"),
    )
    .unwrap();
    let output = room.build("dist", &["--keep-going"]);
    assert_eq!(code(&output), 1, "{}", err(&output));
    assert!(
        err(&output).contains("`CON`") && err(&output).contains("`../../land`"),
        "{}",
        err(&output)
    );
    let site = tree(&room.path("dist"));
    assert!(
        site.keys().all(|it| !it.contains("passwd") && !it.contains("land") && !it.contains("CON"))
    );
    assert_eq!(room.names(), ["dist"]);
    // Without --keep-going, what has no address is no reason to be silent either.
    assert_eq!(code(&room.build("dist", &[])), 1);
}

#[test]
fn a_workspace_of_nothing_is_no_site() {
    let room = Room::new();
    fs::remove_dir_all(room.path("w/catalogs")).unwrap();
    fs::create_dir(room.path("w/catalogs")).unwrap();
    let output = room.build("dist", &[]);
    assert_eq!(code(&output), 2, "{}", err(&output));
    assert_eq!(room.names(), Vec::<String>::new());
}
