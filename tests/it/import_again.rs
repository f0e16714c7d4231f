//! `govcat import` of a table that was imported before, and without writing.
use crate::{
    import_desk::{Desk, ROW, codes, sheet, with},
    import_make::xlsx,
};

#[test]
fn importing_again() {
    let desk = Desk::new();
    let file = "catalogs/x/20-social-assistance.yaml";
    let mut second = ROW.to_vec();
    (second[0], second[2], second[3]) = ("2", "本县增补事项", "增补的内容；其他内容");
    desk.import("20.xlsx", xlsx(&[sheet(&[&ROW, &second])]));
    let first = desk.text(file);
    let (code, report) = desk.import("20.xlsx", xlsx(&[sheet(&[&ROW, &second])]));
    assert_eq!((code, report["summary"]["written"].as_u64()), (0, Some(0)), "{report}");
    assert_eq!(desk.text(file), first);
    // Edits by hand and comments stay where the source says what it said.
    let edited = first
        .replace("    method: 主动公开\n", "    method: 主动公开  # 已核\n")
        .replacen("deadline: 制定", "deadline: 自制定", 1);
    desk.put(file, &edited);
    let owner = with(6, "县民政局、乡镇人民政府");
    let mut third = ROW.to_vec();
    (third[0], third[2], third[3]) = ("3", "又一个事项", "又一项内容");
    let (code, _) = desk.import("20.xlsx", xlsx(&[sheet(&[&owner, &second, &third])]));
    assert_eq!(code, 0);
    let want = edited.replacen("owner: [县民政局]", "owner: [县民政局, 乡镇人民政府]", 1);
    let now = desk.text(file);
    assert!(now.starts_with(want.trim_end()), "{now}\n---\n{want}");
    assert!(now.contains("又一个事项"), "{now}");
    // Where both changed, nothing is overwritten, and it is shown, again and again.
    let both = with(5, "每年1月31日前");
    for _ in 0..2 {
        let (code, report) = desk.import("20.xlsx", xlsx(&[sheet(&[&both, &second, &third])]));
        assert_eq!(code, 1, "{report}");
        assert!(codes(&report).iter().any(|it| it.0 == "conflict"), "{report}");
        assert!(desk.text(file).contains("deadline: 自制定"));
    }
    // A row that is gone stays in the file, and that is told.
    let (_, report) = desk.import("20.xlsx", xlsx(&[sheet(&[&both, &second])]));
    assert!(codes(&report).iter().any(|it| it.0 == "row-gone"), "{report}");
    assert!(desk.text(file).contains("又一个事项"));
}

#[test]
fn a_dry_run_writes_nothing_and_a_report_goes_to_a_file() {
    let desk = Desk::new();
    desk.put("20.xlsx", xlsx(&[sheet(&[&ROW])]));
    let output =
        desk.run(&["import", "20.xlsx", "--agency", "x", "--dry-run", "--report", "r.txt"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(!desk.path("catalogs/x").exists());
    assert!(desk.text("r.txt").contains("试运行"));
}

#[test]
fn an_agency_that_inherits_states_only_what_differs() {
    let desk = Desk::new();
    desk.put("catalogs/x/agency.yaml", "govcat: 1\nagency: x\nname: 某县\nextends: national\n");
    let own = "# 手写\ngovcat: 1\ndomain: social-assistance\nentries:\n  - id: \"20-002\"\n    channel: [政府网站, 公开查阅点]  # 增补\n";
    desk.put("catalogs/x/x.yaml", own);
    for written in [2, 0] {
        let (code, report) = desk.import("20.xlsx", xlsx(&[sheet(&[&ROW])]));
        let count = report["summary"]["written"].as_u64();
        assert_eq!((code, count), (0, Some(written)), "{report}");
    }
    // The standard's 《社会救助暂行办法》 has no number, its owner is a role, and it names no level.
    let added = "    basis: [《社会救助暂行办法》（国务院令第649号）]\n    owner: [县民政局]\n    level: [县级]\n";
    assert_eq!(desk.text("catalogs/x/x.yaml"), format!("{own}{added}"));
    assert!(desk.path("catalogs/x/.govcat/import/x.json").exists());
}
