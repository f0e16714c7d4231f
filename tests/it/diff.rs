//! What a diff says: fields in both directions, identity, folding, registries, settings.
use govcat::{
    compile::compile,
    diff::{Action, Change, ChangeSet, Direction, accept, diff, rules},
    source::{Workspace, config::Config},
    syntax::Reader,
};

use crate::support::{TODAY, files, workspace};

/// One entry that says everything.
const ENTRY: &str = "\
govcat: 1
domain: social-assistance
entries:
  - id: \"20-001\"
    category: 综合业务
    name: 监督检查
    content: [社会救助信访通讯地址, 社会救助投诉举报电话]
    basis: [《社会救助暂行办法》（国务院令第649号）]
    deadline: 自信息形成之日起20个工作日内
    owner: [县民政局]
    method: 主动公开
    channel: [政府网站, 公开查阅点]
    audience: 全社会
    level: [县级, 乡级]
    stage: 服务
";

pub(crate) fn compared(old: &Workspace, new: &Workspace) -> ChangeSet {
    let a = compile(old, Reader::Fast, TODAY).value;
    let b = compile(new, Reader::Fast, TODAY).value;
    diff(&a.resolution, &b.resolution)
}

pub(crate) fn changes(old: &str, new: &str) -> Vec<Change> {
    compared(&workspace(old), &workspace(new)).changes
}

/// `entry action field direction rule`, one change a line.
pub(crate) fn lines(changes: &[Change]) -> Vec<String> {
    let line = |it: &Change| {
        let or = |it: Option<&str>| it.unwrap_or("-").to_owned();
        let mut line = format!(
            "{} {} {} {} {}",
            or(it.entry.as_deref()),
            it.action.name(),
            or(it.field),
            it.direction.name(),
            it.rule.code
        );
        if let Some(was) = &it.was {
            line.extend([" was ", was]);
        }
        if it.doubt.is_some() {
            line.push_str(" ?");
        }
        if !it.affects.is_empty() {
            let reached: Vec<&str> = it.affects.iter().map(|it| it.agency.as_str()).collect();
            line.extend([" +", &reached.join(",")]);
        }
        line
    };
    changes.iter().map(line).collect()
}

fn said(old: &str, new: &str) -> Vec<String> {
    lines(&changes(old, new))
}

/// The lines of an edit, and of taking it back.
fn edited(from: &str, to: &str) -> [Vec<String>; 2] {
    assert!(ENTRY.contains(from), "{from}");
    let new = ENTRY.replace(from, to);
    [said(ENTRY, &new), said(&new, ENTRY)]
}

fn rule_of(line: &str) -> &'static rules::Rule {
    rules::find(line.split(' ').nth(4).unwrap()).unwrap()
}

/// Edits that promise the public less, each with the rule that says so.
const WEAKER: &[(&str, &str, &str)] = &[
    ("20个工作日内", "30个工作日内", "deadline-laxer"),
    ("    deadline: 自信息形成之日起20个工作日内\n", "", "deadline-laxer"),
    (", 社会救助投诉举报电话]", "]", "content-dropped"),
    (", 公开查阅点]", "]", "channel-dropped"),
    ("method: 主动公开", "method: 依申请公开", "method-weaker"),
    ("method: 主动公开", "method: [主动公开, 依申请公开]", "method-weaker"),
    ("audience: 全社会", "audience: 特定群体：申请人", "audience-narrower"),
    (", 乡级]", "]", "level-dropped"),
    ("    basis: [《社会救助暂行办法》（国务院令第649号）]\n", "", "basis-dropped"),
    ("    owner: [县民政局]\n", "", "owner-dropped"),
];

#[test]
fn what_weakens_one_way_strengthens_the_other() {
    for (from, to, code) in WEAKER {
        let [there, back] = edited(from, to);
        let field = there[0].split(' ').nth(2).unwrap().to_owned();
        assert_eq!(there, [format!("20-001 changed {field} weakened {code}")], "{from} → {to}");
        let mirror = rules::find(code).unwrap().mirror.unwrap();
        assert_eq!(
            back,
            [format!("20-001 changed {field} strengthened {mirror}")],
            "{to} → {from}"
        );
    }
}

#[test]
fn what_neither_weakens_nor_strengthens_is_neutral_both_ways() {
    for (from, to, expected) in [
        (
            "《社会救助暂行办法》（国务院令第649号）",
            "《社会救助暂行办法》",
            "changed basis neutral basis-reworded",
        ),
        (
            "《社会救助暂行办法》（国务院令第649号）",
            "《中华人民共和国政府信息公开条例》",
            "changed basis neutral basis-changed",
        ),
        ("20个工作日内", "二十个工作日之内", "changed deadline neutral deadline-reworded"),
        ("[县民政局]", "[县财政局]", "changed owner neutral owner-changed"),
        ("stage: 服务", "stage: 结果", "changed stage neutral stage-changed"),
        ("name: 监督检查", "name: 监督检查情况", "renamed name neutral entry-renamed"),
        ("category: 综合业务", "category: 最低生活保障", "moved category neutral entry-moved"),
        (
            "社会救助信访通讯地址",
            "社会救助的信访通讯地址",
            "changed content neutral content-reworded",
        ),
        ("    stage: 服务\n", "", "changed stage neutral stage-changed"),
        (
            "    stage: 服务\n",
            "    stage: 服务\n    link: https://example.gov.cn/\n",
            "changed link neutral link-changed",
        ),
        (
            "    stage: 服务\n",
            "    stage: 服务\n    review: verified\n",
            "changed review neutral review-changed",
        ),
    ] {
        let [there, back] = edited(from, to);
        assert_eq!(there, [format!("20-001 {expected}")], "{from} → {to}");
        assert_eq!(back, [format!("20-001 {expected}")], "{to} → {from}");
    }
}

#[test]
fn what_the_texts_do_not_decide_is_undetermined() {
    for (from, to, expected) in [
        ("自信息形成之日起20个工作日内", "及时公开", "deadline-undetermined"),
        ("自信息形成之日起20个工作日内", "自合同签订之日起20个工作日内", "deadline-undetermined"),
        ("自信息形成之日起20个工作日内", "视情况而定吧", "deadline-undetermined"),
    ] {
        for lines in edited(from, to) {
            assert_eq!(lines, [format!("20-001 changed deadline undetermined {expected}")], "{to}");
        }
    }
    let group = |who: &str| ENTRY.replace("全社会", &format!("特定群体：{who}"));
    let lines = said(&group("申请人"), &group("救助对象"));
    assert_eq!(lines, ["20-001 changed audience undetermined audience-undetermined"]);
}

/// What is dropped is not made good by what is added: both ways are weaker.
#[test]
fn an_exchange_is_weaker_both_ways() {
    for lines in edited("公开查阅点", "广播电视") {
        assert_eq!(lines, ["20-001 changed channel weakened channel-dropped"]);
    }
}

#[test]
fn how_it_is_typed_is_no_change() {
    let two = format!(
        "{ENTRY}  - {{id: \"20-002\", name: 办事指南, content: [办事地点、时间与电话], method: 主动公开}}\n"
    );
    for new in [
        ENTRY.replace("\"20-001\"", "'20-001' # 编号"),
        ENTRY.replace("category: 综合业务", "category: [综合业务]"),
        ENTRY.replace("[政府网站, 公开查阅点]", "\n      - 公开查阅点\n      - \"政府网站\""),
        ENTRY.replace("政府网站", "政府门户网站"),
        ENTRY
            .replace("    name: 监督检查\n", "")
            .replace("    stage: 服务\n", "    stage: [服务]\n    name: 监督检查\n"),
        ENTRY.replace(
            "自信息形成之日起20个工作日内",
            ">-\n      自信息形成\n      之日起20个工作日内",
        ),
        ENTRY
            .replace("    method: 主动公开\n", "")
            .replace("entries:", "defaults: {method: 主动公开}\nentries:"),
        ENTRY.replace("    stage: 服务\n", "    stage: 服务\r\n"),
        format!("# 说明\n{ENTRY}"),
    ] {
        assert_eq!(said(ENTRY, &new), [""; 0], "{new}");
        assert_eq!(said(&new, ENTRY), [""; 0], "{new}");
    }
    let (head, entries) = two.split_once("entries:\n").unwrap();
    let (first, second) = entries.split_at(entries.find("  - {id").unwrap());
    assert_eq!(said(&two, &format!("{head}entries:\n{second}{first}")), [""; 0], "another order");
}

#[test]
fn the_name_of_a_file_tells_nothing() {
    let plan = "govcat: 1\nkind: plan\nentries:\n  - id: r1\n    name: 公布清单\n    content: [公布]\n    basis: [《方案》]\n    deadline: 2020年11月底前\n    owner: [县政府办公室]\n";
    let old = format!("--- catalogs/x/20.yaml\n{ENTRY}--- catalogs/x/plan.yaml\n{plan}");
    let new = format!("--- catalogs/x/zz.yaml\n{ENTRY}--- catalogs/x/a.yaml\n{plan}");
    assert_eq!(said(&old, &new), [""; 0]);
    // One table in two files is one table.
    let second = "  - id: \"20-002\"\n    name: 办事指南\n    content: [办事地点]\n";
    let head = ENTRY.split_once("entries:\n").unwrap().0;
    let one = format!("--- catalogs/x/20.yaml\n{ENTRY}{second}");
    let two =
        format!("--- catalogs/x/20.yaml\n{ENTRY}--- catalogs/x/20b.yaml\n{head}entries:\n{second}");
    assert_eq!(said(&one, &two), [""; 0]);
}

#[test]
fn entries_come_and_go() {
    let more = format!("{ENTRY}  - id: \"20-002\"\n    name: 办事指南\n    content: [办事地点]\n");
    assert_eq!(said(ENTRY, &more), ["20-002 added - strengthened entry-added"]);
    assert_eq!(said(&more, ENTRY), ["20-002 removed - weakened entry-removed"]);
    let change = &changes(&more, ENTRY)[0];
    assert_eq!((change.old.as_deref(), change.new.as_deref()), (Some("办事指南"), None));
    assert!(change.old_at.is_some() && change.new_at.is_none());
}

#[test]
fn more_that_is_not_disclosed_is_weaker() {
    let negative = |entries: &str| {
        format!("govcat: 1\nkind: negative\ndomain: social-assistance\nentries:\n{entries}")
    };
    let one = "  - {id: f1, name: 个人隐私, content: [家庭住址], basis: [《条例》], reason: 依法不予公开, owner: [县民政局]}\n";
    let two = "  - {id: f2, name: 商业秘密, content: [报价], basis: [《条例》], reason: 依法不予公开, owner: [县民政局]}\n";
    let both = negative(&format!("{one}{two}"));
    assert_eq!(said(&negative(one), &both), ["f2 added - weakened negative-added"]);
    assert_eq!(said(&both, &negative(one)), ["f2 removed - strengthened negative-removed"]);
    let wider = one.replace("[家庭住址]", "[家庭住址, 银行账户号码]");
    assert_eq!(
        said(&negative(one), &negative(&wider)),
        ["f1 changed content weakened negative-content-added"]
    );
    assert_eq!(
        said(&negative(&wider), &negative(one)),
        ["f1 changed content strengthened negative-content-dropped"]
    );
}

#[test]
fn what_could_not_be_read_is_not_gone() {
    let more = format!("{ENTRY}  - id: \"20-002\"\n    name: 办事指南\n    content: [办事地点]\n");
    let broken = ENTRY.replace("[县民政局]", "[县民政局");
    let found = changes(&more, &broken);
    assert!(!found.is_empty());
    assert!(found.iter().all(|it| it.direction == Direction::Undetermined), "{:?}", lines(&found));
}

#[test]
fn every_rule_that_weakens_has_its_mirror() {
    for rule in rules::ALL {
        let mirror = rule.mirror.map(|it| rules::find(it).unwrap());
        let is_decided = matches!(rule.direction, Direction::Weakened | Direction::Strengthened);
        assert_eq!(is_decided, mirror.is_some(), "{}", rule.code);
        if let Some(mirror) = mirror {
            assert_eq!(mirror.direction, rule.direction.mirrored(), "{}", rule.code);
            assert!(!rule.summary[0].is_empty() && !rule.summary[1].is_empty());
            assert_eq!(mirror.mirror, Some(rule.code));
        }
    }
}

/// The rules that the code names exist: what it does not find would be called `entry-removed`.
#[test]
fn every_rule_named_is_a_rule() {
    let mut checked = 0;
    for entry in std::fs::read_dir("src/diff").unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let quoted = text.split('"').skip(1).step_by(2);
        let prefixes = [
            "entry-",
            "negative-",
            "deadline-",
            "agency-",
            "layer-",
            "domain-",
            "office-",
            "law-",
            "term-",
            "calendar-",
        ];
        for word in quoted
            .filter(|it| prefixes.iter().any(|start| it.starts_with(start)) && !it.contains(' '))
        {
            assert!(rules::find(word).is_some(), "{word}");
            checked += 1;
        }
    }
    assert!(checked > 60, "{checked}");
    for field in govcat::model::field::Field::ALL {
        for direction in Direction::ALL {
            let rule = rules::of_field(field, direction);
            let is_neutral = rule.direction == Direction::Neutral;
            assert!(
                rule.direction == direction || is_neutral,
                "{field:?} {direction:?}: {}",
                rule.code
            );
        }
    }
}

#[test]
fn fingerprints_know_no_words_and_no_places() {
    let old = changes(ENTRY, &ENTRY.replace("20个工作日", "30个工作日"));
    let moved = ENTRY.replace("entries:", "# 说明\n\nentries:");
    let new = changes(&moved, &moved.replace("20个工作日", " 30个工作日 "));
    assert_eq!(old[0].fingerprint, new[0].fingerprint);
    let other = changes(ENTRY, &ENTRY.replace("20个工作日", "31个工作日"));
    assert_ne!(old[0].fingerprint, other[0].fingerprint);
}

#[test]
fn settings_weigh_rules_and_accept_changes() {
    let new = ENTRY.replace("20个工作日", "30个工作日").replace(", 公开查阅点]", "]");
    let fresh = || compared(&workspace(ENTRY), &workspace(&new));
    let print = fresh().changes.iter().find(|it| it.field == Some("deadline")).unwrap().fingerprint;
    let text = format!(
        "[diff]\nchannel-dropped = \"off\"\n[[diff-accept]]\nfingerprint = \"{print:016x}\"\nreason = \"县政府常务会议\"\ndate = 2026-01-31\n\
         [[diff-accept]]\nfingerprint = \"0123456789abcdef\"\nreason = \"旧的\"\ndate = \"2025-01-31\"\n"
    );
    let config = Config::parse("govcat.toml", &text).unwrap();
    let mut set = fresh();
    let stale = accept::weigh(&mut set, &config);
    assert_eq!(stale.len(), 1);
    assert_eq!(stale[0].reason, "旧的");
    assert_eq!((set.changes.len(), set.hidden), (1, 1), "a rule that is off is counted, not told");
    assert_eq!(set.changes[0].accepted.as_ref().unwrap().reason, "县政府常务会议");
    assert_eq!(set.changes[0].direction, Direction::Weakened, "accepted is still weakened");
    for wrong in [
        "[[diff-accept]]\nfingerprint = \"xyz\"\nreason = \"x\"\ndate = 2026-01-31\n",
        "[[diff-accept]]\nfingerprint = \"0123456789abcdef\"\nreason = \" \"\ndate = 2026-01-31\n",
        "[[diff-accept]]\nfingerprint = \"0123456789abcdef\"\nreason = \"x\"\ndate = \"soon\"\n",
        "[[diff-accept]]\nfingerprint = \"0123456789abcdef\"\nreason = \"x\"\n",
        "[diff]\nchannel-dropped = \"no\"\n",
    ] {
        assert!(Config::parse("govcat.toml", wrong).is_err(), "{wrong}");
    }
    let unknown = Config::parse("govcat.toml", "[diff]\nchanel-dropped = \"off\"\n").unwrap();
    assert_eq!(accept::unknown_rule(&unknown), Some("chanel-dropped"));
}

#[test]
fn nothing_changes_between_a_catalog_and_itself() {
    let mut all = Vec::new();
    for entry in walkdir::WalkDir::new("catalogs") {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry.path().to_str().unwrap().to_owned();
            all.push((path, std::fs::read_to_string(entry.path()).unwrap()));
        }
    }
    let one = Workspace::assemble(all.clone()).unwrap().value;
    all.reverse();
    let other = Workspace::assemble(all).unwrap().value;
    let set = compared(&one, &other);
    assert!(set.changes.is_empty(), "{:?}", lines(&set.changes));
    assert!(
        set.compared.old_entries > 1_000 && set.compared.old_entries == set.compared.new_entries
    );
}

/// The same law for entries that are broken in every way: without ids, without names, in twins.
#[test]
fn nothing_changes_between_a_broken_catalog_and_itself() {
    let twin = |it| format!("  - {{id: a, name: 同名{}, deadline: {}日内}}\n", it % 2, it % 5 + 1);
    let twins = (0..700).map(twin).collect::<Vec<_>>().concat();
    let blanks =
        "  - {}\n  - {content: [甲]}\n  - {content: [甲]}\n  - 3\n  - {id: b}\n".repeat(200);
    let text = format!("govcat: 1\ndomain: social-assistance\nentries:\n{twins}{blanks}");
    assert_eq!(said(&text, &text), [""; 0]);
    assert!(files(&text).len() == 2);
}

#[test]
fn rules_are_found_by_their_direction() {
    for (from, to, code) in WEAKER {
        let [there, back] = edited(from, to);
        assert_eq!(rule_of(&there[0]).code, *code);
        assert_eq!(rule_of(&back[0]).direction, Direction::Strengthened);
        assert!(
            changes(ENTRY, &ENTRY.replace(from, to)).iter().all(|it| it.action == Action::Changed)
        );
    }
}
