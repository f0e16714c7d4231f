//! A site that is built again: what changed, and nothing else.
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::room::{Room, code, copy, err, tree};

/// The case, and more agencies over the same national layer.
fn room() -> Room {
    let room = Room::new();
    for (key, name) in [("other", "乙县"), ("third", "丙县")] {
        copy(&room.path("w/catalogs/county"), &room.path(&format!("w/catalogs/{key}")));
        room.edit(
            &format!("w/catalogs/{key}/agency.yaml"),
            "agency: county",
            &format!("agency: {key}"),
        );
        room.edit(&format!("w/catalogs/{key}/agency.yaml"), "某县", name);
    }
    room.edit("w/catalogs/third/aid.yaml", "5个工作日", "8个工作日");
    room
}

/// When each file was changed last, and where it lies on the disk.
fn traces(root: &Path) -> BTreeMap<PathBuf, (SystemTime, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    let files = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap);
    files
        .filter(|it| it.file_type().is_file())
        .map(|it| {
            let metadata = it.metadata().unwrap();
            (it.path().to_owned(), (metadata.modified().unwrap(), metadata.ino()))
        })
        .collect()
}

fn changed(before: &BTreeMap<PathBuf, (SystemTime, u64)>, room: &Room) -> Vec<String> {
    let dist = room.path("dist");
    let after = traces(&dist);
    let name = |it: &Path| it.strip_prefix(&dist).unwrap().to_str().unwrap().to_owned();
    after.iter().filter(|it| before.get(it.0) != Some(it.1)).map(|it| name(it.0)).collect()
}

#[test]
fn nothing_is_touched_where_nothing_changed() {
    let room = room();
    let first = room.build("dist", &[]);
    let before = traces(&room.path("dist"));
    let again = room.build("dist", &[]);
    assert_eq!(code(&again), 0, "{}", err(&again));
    assert_eq!(changed(&before, &room), Vec::<String>::new());
    let last = |output: &std::process::Output| {
        String::from_utf8(output.stdout.clone()).unwrap().replace("(0 unchanged)", "")
    };
    let files = tree(&room.path("dist")).len() - 1;
    assert_eq!(last(&again).replace(&format!("({files} unchanged)"), ""), last(&first));
}

#[test]
fn one_entry_changes_its_pages_and_no_others() {
    let room = room();
    room.built();
    let before = traces(&room.path("dist"));
    room.edit("w/catalogs/third/aid.yaml", "备用金额度", "备用金余额");
    room.built();
    let changed = changed(&before, &room);
    for path in
        ["third/aid/county-20-001.html", "third/aid/aid.xlsx", "third/third.csv", "all.json"]
    {
        assert!(changed.contains(&path.to_owned()), "{path}: {changed:?}");
    }
    // The others show what the third promises.
    assert!(changed.contains(&"county/aid/county-20-001.html".to_owned()), "{changed:?}");
    for path in ["county/county.xlsx", "county/aid/20-001.html", "nation/index.html", "style.css"] {
        assert!(!changed.contains(&path.to_owned()), "{path}: {changed:?}");
    }
}

#[test]
fn what_somebody_did_to_a_site_is_undone() {
    let room = room();
    let whole = room.built();
    for path in ["county/aid/20-001.html", "county/aid/aid.xlsx", "index.html"] {
        let file = room.path("dist").join(path);
        let mut bytes = fs::read(&file).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        // Other bytes under the same name, as many, and no newer than before.
        let time = fs::metadata(&file).unwrap().modified().unwrap();
        fs::remove_file(&file).unwrap();
        fs::write(&file, &bytes).unwrap();
        fs::File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
        assert_eq!(room.built(), whole, "{path} was changed");
        fs::remove_file(&file).unwrap();
        assert_eq!(room.built(), whole, "{path} was removed");
    }
    let manifest = room.path("dist/.govcat-manifest");
    let text = fs::read_to_string(&manifest).unwrap();
    for damaged in [text.replacen("1 ", "2 ", 1), text[..text.len() / 2].to_owned(), String::new()]
    {
        fs::write(&manifest, damaged).unwrap();
        assert_eq!(room.built(), whole);
    }
    fs::remove_file(&manifest).unwrap();
    assert_eq!(room.built(), whole);
}

/// Numbers that look random.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % count.max(1)
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// Words that are exchanged for one another; each pair reaches other pages.
const WORDS: [(&str, &str); 12] = [
    ("县民政局", "县财政局和县民政局"),
    ("县财政局", "县应急局"),
    ("政府网站", "政府公报"),
    ("临时救助", "急难救助"),
    ("5个工作日", "10个工作日"),
    ("全社会", "特定群体：申请人"),
    ("主动", "依申请"),
    ("《社会救助暂行办法》", "《中华人民共和国预算法》"),
    ("20-001", "20-009"),
    ("level: 县级", "level: 乡级"),
    ("2026-06-30", "2026-12-31"),
    ("某县", "甲县"),
];

/// Changes something of the workspace, or of the site that is there; says what.
fn edit(room: &Room, dice: &mut Dice) -> String {
    let yaml: Vec<PathBuf> = walkdir::WalkDir::new(room.path("w/catalogs"))
        .sort_by_file_name()
        .into_iter()
        .map(|it| it.unwrap().into_path())
        .filter(|it| it.extension().is_some_and(|it| it == "yaml"))
        .collect();
    let file = dice.of(&yaml).clone();
    let text = fs::read_to_string(&file).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let at = dice.below(lines.len());
    let what = dice.below(12);
    match what {
        0..=2 => {
            let (a, b) = *dice.of(&WORDS);
            let (from, to) = if text.contains(b) { (b, a) } else { (a, b) };
            fs::write(&file, text.replace(from, to)).unwrap();
        }
        3 if !lines.is_empty() => {
            lines.remove(at);
            fs::write(&file, lines.join("\n") + "\n").unwrap();
        }
        4 if !lines.is_empty() => {
            lines[at].push('甲');
            fs::write(&file, lines.join("\n") + "\n").unwrap();
        }
        5 => {
            // An entry comes to stand at another place, or under another id.
            let starts: Vec<usize> =
                (0..lines.len()).filter(|it| lines[*it].starts_with("  - id:")).collect();
            if starts.len() > 1 {
                let (from, to) = (*dice.of(&starts), *dice.of(&starts));
                let end = starts.iter().copied().find(|it| *it > from).unwrap_or(lines.len());
                let mut block: Vec<String> = lines[from..end].to_vec();
                let id = block[0].rsplit(' ').next().unwrap().trim_matches('"').to_owned();
                block[0] = format!("  - id: \"{id}-{}\"\n    was: [\"{id}\"]", dice.below(100));
                lines.splice(to..to, block);
                fs::write(&file, lines.join("\n") + "\n").unwrap();
            }
        }
        6 => fs::remove_file(&file).unwrap(),
        // What was removed or spoilt comes back.
        7 => copy(Path::new("tests/cases/site/in"), &room.path("w")),
        8 => {
            let offices = "offices:\n  - name: 县财政局和县民政局\n  - name: 县应急局\n";
            fs::create_dir_all(room.path("w/catalogs/fourth")).unwrap();
            let text = format!("govcat: 1\nagency: fourth\nname: 丁县\nextends: nation\n{offices}");
            fs::write(room.path("w/catalogs/fourth/agency.yaml"), text).unwrap();
        }
        9 => {
            let text = fs::read_to_string(room.path("w/govcat.toml")).unwrap();
            let new = text.replace("某县人民政府", "甲县人民政府");
            fs::write(room.path("w/govcat.toml"), new).unwrap();
        }
        10 => {
            fs::create_dir_all(room.path("w/templates")).unwrap();
            let footer = format!("<footer>{}</footer>\n", dice.below(3));
            fs::write(room.path("w/templates/footer.html"), footer).unwrap();
        }
        _ => {
            let site: Vec<PathBuf> = traces(&room.path("dist")).into_keys().collect();
            if !site.is_empty() {
                let victim = dice.of(&site);
                if dice.below(2) == 0 {
                    fs::remove_file(victim).unwrap();
                } else {
                    fs::write(victim, "x").unwrap();
                }
                return format!("{} in the site", victim.display());
            }
        }
    }
    format!("{what} in {}", file.display())
}

/// Whatever is done to a workspace, the site that is built over the one before is the one that is
/// built from nothing, byte for byte.
#[test]
fn building_again_is_building_from_nothing() {
    let seeds = [3, 5, 7, 11];
    std::thread::scope(|scope| {
        for seed in seeds {
            scope.spawn(move || {
                let room = room();
                let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ seed);
                let mut done = Vec::new();
                let mut compared = 0;
                for _ in 0..12 {
                    for _ in 0..=dice.below(3) {
                        done.push(edit(&room, &mut dice));
                    }
                    let day = *dice.of(&["2026-10-01", "2026-10-01", "2027-01-15"]);
                    let args = ["--keep-going", "--today", day];
                    let again = room.build("dist", &args);
                    let fresh = room.build("fresh", &args);
                    assert_eq!(code(&again), code(&fresh), "{done:#?}\n{}", err(&again));
                    if code(&fresh) == 2 {
                        continue;
                    }
                    let (again, fresh) = (tree(&room.path("dist")), tree(&room.path("fresh")));
                    let names =
                        |it: &BTreeMap<String, Vec<u8>>| it.keys().cloned().collect::<Vec<_>>();
                    assert_eq!(names(&again), names(&fresh), "{done:#?}");
                    for (path, bytes) in &fresh {
                        assert_eq!(
                            String::from_utf8_lossy(&again[path]),
                            String::from_utf8_lossy(bytes),
                            "{path} after {done:#?}"
                        );
                    }
                    fs::remove_dir_all(room.path("fresh")).unwrap();
                    compared += 1;
                }
                assert!(compared > 6, "{compared} sites were compared");
            });
        }
    });
}

#[test]
fn shards_make_the_whole() {
    let room = room();
    let whole = room.built();
    for count in [1, 2, 7] {
        let parts: Vec<String> = (1..=count).map(|it| format!("part-{it}")).collect();
        let mut from = Vec::new();
        let mut files = Vec::new();
        for (at, part) in (1..).zip(&parts) {
            let output = room.build(part, &["--shard", &format!("{at}/{count}")]);
            assert_eq!(code(&output), 0, "{}", err(&output));
            files.extend(tree(&room.path(part)).into_keys().filter(|it| !it.starts_with('.')));
            from.extend(["--from", part.as_str()]);
        }
        let all = files.len();
        files.sort();
        files.dedup();
        assert_eq!(files.len(), all, "a file in two shards of {count}");
        assert!(files.len() > 100, "{}", files.len());
        let output = room.build("merged", &from);
        assert_eq!(code(&output), 0, "{}", err(&output));
        let said = String::from_utf8(output.stdout).unwrap();
        let taken = said.split('(').nth(1).unwrap().split(' ').next().unwrap().to_owned();
        assert!(taken.parse::<usize>().unwrap() >= files.len(), "{said}");
        assert_eq!(tree(&room.path("merged")), whole, "{count} shards");
        for folder in parts.iter().map(String::as_str).chain(["merged"]) {
            fs::remove_dir_all(room.path(folder)).unwrap();
        }
    }
    let output = room.build("merged", &["--from", "w"]);
    assert_eq!(code(&output), 2, "{}", err(&output));
    assert!(err(&output).contains("holds no site"), "{}", err(&output));
}
