//! Plans, lists and public enterprises: what lies over what, and what a day changes.
use govcat::{
    compile::compile,
    diagnostic::{Lang, Severity},
    model::field::Field,
    resolve::view::EntryView,
    rules,
    source::Workspace,
    syntax::Reader,
};

use crate::support;

/// The codes of what is wrong, with the words that each points to.
fn found(fixture: &str) -> Vec<String> {
    let workspace = support::workspace(fixture);
    let report = support::run(&workspace, rules::ALL);
    let text = |it: &govcat::diagnostic::Diagnostic| {
        let file = workspace.file(it.span.file);
        file.text[it.span.start as usize..it.span.end as usize].to_owned()
    };
    let worse = report.findings.iter().filter(|it| it.severity < Severity::Info);
    worse.map(|it| format!("{} {}", it.code, text(it))).collect()
}

const PLANS: &str = "\
--- catalogs/city/agency.yaml
govcat: 1
agency: city
name: 某市
--- catalogs/city/plan.yaml
govcat: 1
kind: plan
entries:
  - id: rw-1
    name: 编制目录
    content: 编制标准目录
    basis: 《某市实施方案》
    deadline: 2020年10月底前
    owner: 市政府办公室
    stage: 决策
  - id: rw-2
    name: 培训
    content: 培训经办人员
    basis: 《某市实施方案》
    deadline: 2020年11月底前
    owner: 市政府办公室
--- catalogs/county/agency.yaml
govcat: 1
agency: county
name: 某县
extends: city
--- catalogs/county/tasks.yaml
govcat: 1
kind: plan
entries:
  - id: rw-1
    deadline: 2020年9月底前
    owner: 县政府办公室
  - id: rw-2
    name: 回应关切
    content: 回应公众关切
    basis: 《某县实施方案》
    deadline: 2020年12月底前
    owner: 县政府办公室
";

#[test]
fn a_plan_takes_up_a_task_of_the_layer_below_and_inherits_no_other() {
    assert_eq!(found(PLANS), Vec::<String>::new());
    let workspace = support::workspace(PLANS);
    let compilation = support::compiled(&workspace);
    let resolution = &compilation.resolution;
    let county = resolution.agency(resolution.find_agency("county").unwrap());
    let entries: Vec<EntryView<'_, '_>> =
        county.tables.iter().flat_map(|it| resolution.entries(*it)).collect();
    assert_eq!(entries.len(), 2);
    let name = |it: &EntryView<'_, '_>| it.name().unwrap().value.to_string();
    assert_eq!([name(&entries[0]), name(&entries[1])], ["编制目录", "回应关切"]);
    assert_eq!(entries[0].deadline().unwrap().value, "2020年9月底前");
    let from = |view: &EntryView<'_, '_>, field| {
        resolution.agency(view.origin(field).unwrap().agency).key.clone()
    };
    assert_eq!(from(&entries[0], Field::Content), "city");
    assert_eq!(from(&entries[0], Field::Owner), "county");
    // A task of its own name stands for itself, though another has its id.
    assert_eq!(entries[1].stack.len(), 1);
}

#[test]
fn a_task_that_takes_up_nothing_must_be_whole() {
    let alone = PLANS.replace("extends: city\n", "");
    let lacking = found(&alone);
    assert!(
        !lacking.is_empty() && lacking.iter().all(|it| it.starts_with("missing-field")),
        "{lacking:?}"
    );
    // So must one of another kind of list.
    let other = PLANS.replace(
        "catalogs/city/plan.yaml\ngovcat: 1\nkind: plan",
        "catalogs/city/plan.yaml\ngovcat: 1\nkind: powers",
    );
    assert!(found(&other).iter().any(|it| it.starts_with("missing-field")));
}

#[test]
fn what_is_taken_up_is_told_in_the_file_that_takes_it_up() {
    let lists = "\
--- catalogs/city/n.yaml
govcat: 1
kind: negative
entries:
  - {id: n-1, name: 对象名单, content: 家庭住址信息, basis: 《某市办法》, owner: 市民政局, reason: 个人隐私}
--- catalogs/county/20.yaml
govcat: 1
domain: social-assistance
entries:
  - {id: a-1, name: 对象名单}
--- catalogs/county/n.yaml
govcat: 1
kind: negative
entries:
  - {id: n-1, owner: 县民政局}
--- catalogs/county/agency.yaml
govcat: 1
agency: county
name: 某县
extends: city
";
    let workspace = support::workspace(lists);
    let of = |rule| {
        let report = support::run(&workspace, &[rule]);
        let places = report.findings.iter().map(|it| workspace.place(it.span).0.to_owned());
        places.collect::<Vec<_>>()
    };
    assert_eq!(of(&rules::collides_with_negative::RULE), ["catalogs/county/n.yaml"]);
    assert_eq!(of(&rules::negative_without_law::RULE), ["catalogs/city/n.yaml"]);
}

const ENTERPRISE: &str = "\
--- catalogs/water/agency.yaml
govcat: 1
agency: water
name: 某县自来水公司
level: 企事业单位
--- catalogs/water/services.yaml
govcat: 1
title: 某县自来水公司信息公开目录
entries:
  - id: gs-001
    category: 供水服务
    name: 停水通知
    content: [停水时间, 停水范围, 恢复时间]
    basis: 《城市供水条例》
    deadline: 停水24小时前
    owner: 某县自来水公司
    method: 主动公开
    channel: 政府网站
    audience: 全社会
";

#[test]
fn a_public_enterprise_needs_no_domain() {
    let has = |fixture: &str| found(fixture).iter().any(|it| it == "missing-field ");
    assert!(!has(ENTERPRISE), "{:?}", found(ENTERPRISE));
    // A county does, and so does one whose level is not known.
    assert!(has(&ENTERPRISE.replace("企事业单位", "县级")));
    assert!(has(&ENTERPRISE.replace("level: 企事业单位\n", "")));
    // An unknown domain is unknown for everybody.
    let unknown = ENTERPRISE.replace("title: 某", "domain: waterworks\ntitle: 某");
    assert!(found(&unknown).iter().any(|it| it.starts_with("unknown-domain")));
}

/// A village over a township; `@` is the village's entry.
const VILLAGE: &str = "\
--- catalogs/town/agency.yaml
govcat: 1
agency: town
name: 某镇
level: 乡级
--- catalogs/town/20.yaml
govcat: 1
domain: social-assistance
entries:
  - id: z-1
    category: 低保
    name: 对象名单
    content: [姓名, 金额]
--- catalogs/village/agency.yaml
govcat: 1
agency: village
name: 某村
level: 村级
extends: town
--- catalogs/village/20.yaml
govcat: 1
domain: social-assistance
entries:
  - @
";

#[test]
fn a_village_promises_what_the_layer_below_does() {
    let mismatches = |entry: &str, inherit: &str| {
        let fixture = VILLAGE
            .replace('@', entry)
            .replace("extends: town", &format!("extends: town\n{inherit}"));
        found(&fixture).into_iter().filter(|it| it.starts_with("village-mismatch")).count()
    };
    // The same by id, by what its id was, by category and name; inherited or not.
    for entry in [
        "{id: z-1, content: [姓名, 金额, 住址]}",
        "{id: c-1, was: z-1, name: 名单, content: [姓名]}",
        "{id: c-1, category: 低保, name: 对象名单, content: [姓名]}",
    ] {
        for inherit in ["", "inherit: false"] {
            assert_eq!(mismatches(entry, inherit), 1, "{entry} {inherit}");
        }
    }
    for entry in [
        "{id: z-1, deadline: 长期公开}",
        "{id: z-1, content: [金额, 姓名]}",
        "{id: c-1, category: 低保, name: 其他, content: [姓名]}",
    ] {
        assert_eq!(mismatches(entry, ""), 0, "{entry}");
    }
    // Other levels may promise more.
    let town =
        VILLAGE.replace('@', "{id: z-1, content: [姓名, 金额, 住址]}").replace("村级", "乡级");
    assert!(!found(&town).iter().any(|it| it.starts_with("village-mismatch")));
}

#[test]
fn only_a_law_allows_not_to_disclose() {
    let is_lawful = |basis: &str| {
        let list = format!(
            "--- catalogs/x/n.yaml\ngovcat: 1\nkind: negative\nentries:\n  - id: n-1\n    name: 名单\n    basis: {basis}\n"
        );
        !found(&list).iter().any(|it| it.starts_with("negative-without-law"))
    };
    for basis in [
        "《中华人民共和国政府信息公开条例》第十四条",
        "《政府信息公开条例》（国务院令第711号）第十三条至第十六条",
        "《政府信息公开条例》第十五条第二款",
        "《中华人民共和国保守国家秘密法》",
        "《中华人民共和国个人信息保护法》第二十八条",
        "《未登记的某法》第三条",
        "[《某县实施方案》, 《政府信息公开条例》第十六条]",
    ] {
        assert!(is_lawful(basis), "{basis}");
    }
    for basis in [
        "《中华人民共和国政府信息公开条例》",
        "《政府信息公开条例》第二十条",
        "《某省政府信息公开条例》第十四条",
        "《某县公文办理办法》",
        "《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）",
    ] {
        assert!(!is_lawful(basis), "{basis}");
    }
}

/// A catalog and a negative list; `@` is the list's item.
const NEGATIVE: &str = "\
--- catalogs/x/20.yaml
govcat: 1
domain: social-assistance
entries:
  - {id: a-1, was: a-0, category: 低保, name: 低保对象名单, content: [姓名, 银行账号信息]}
--- catalogs/x/negative.yaml
govcat: 1
kind: negative
entries:
  - @
";

#[test]
fn a_collision_is_certain_or_doubtful() {
    let said = |item: &str| {
        let workspace = support::workspace(&NEGATIVE.replace('@', item));
        let report = support::run(&workspace, &[&rules::collides_with_negative::RULE]);
        let all = report.findings.iter().map(|it| it.message.text(Lang::En).to_owned());
        all.collect::<Vec<_>>()
    };
    for item in [
        "{id: n-1, name: 住址, covers: a-1}",
        "{id: n-1, name: 住址, covers: a-0}",
        "{id: n-1, category: 低保, name: 低保对象名单, content: 银行账号信息}",
    ] {
        let said = said(item);
        assert_eq!(said.len(), 1, "{item}");
        assert!(said[0].starts_with("this contradicts entry a-1"), "{said:?}");
    }
    for item in [
        "{id: n-1, name: 低保对象名单, content: 住址}",
        "{id: n-1, name: 账号, content: [银行账号信息。]}",
    ] {
        let said = said(item);
        assert_eq!(said.len(), 1, "{item}");
        assert!(said[0].starts_with("this may contradict entry a-1"), "{said:?}");
    }
    // A short word is in many entries and tells nothing.
    assert!(said("{id: n-1, name: 其他, content: [姓名]}").is_empty());
}

#[test]
fn two_offices_that_fill_a_role_are_told_at_both_places() {
    let fixture = "\
--- catalogs/x/agency.yaml
govcat: 1
agency: x
name: 某县
offices:
  - {name: 甲局, acts_for: [民政部门, 民政部门]}
  - {name: 乙局, acts_for: 民政部门}
  - {name: 丙局, acts_for: 民政部门}
";
    let workspace = support::workspace(fixture);
    let report = support::run(&workspace, &[&rules::role_filled_twice::RULE]);
    let lines: Vec<_> = report.findings.iter().map(|it| workspace.place(it.span).1.line).collect();
    assert_eq!(lines, [6, 7]);
    for finding in &report.findings {
        assert_eq!(workspace.place(finding.labels[0].span).1.line, 5);
        assert!(finding.message.text(Lang::Zh).contains("甲局"));
    }
}

#[test]
fn stages_that_cannot_be_told_are_not_missed() {
    let lacking = |stages: &str, level: &str| {
        let fixture = format!(
            "--- catalogs/x/agency.yaml\ngovcat: 1\nagency: x\nname: 某县\nlevel: {level}\n--- catalogs/x/20.yaml\ngovcat: 1\ndomain: social-assistance\nentries:\n  - {{id: a-1, stage: {stages}}}\n  - {{id: a-2}}\n"
        );
        let workspace = support::workspace(&fixture);
        support::run(&workspace, &[&rules::stage_uncovered::RULE]).findings.len()
    };
    assert_eq!(lacking("服务", "县级"), 1);
    assert_eq!(lacking("[服务, 监督]", "县级"), 0);
    assert_eq!(lacking("[决策, 执行, 管理, 服务, 结果]", "县级"), 0);
    assert_eq!(lacking("服务", "企事业单位"), 0);
}

/// What is found on a day.
fn on(fixture: &str, day: &str) -> Vec<String> {
    let workspace: Workspace = support::workspace(fixture);
    let mut earlier = Vec::new();
    let compilation =
        compile(&workspace, Reader::default(), day.parse().unwrap()).take(&mut earlier);
    let report = govcat::check::check(&workspace, &compilation, earlier, rules::ALL);
    let codes = report.findings.iter().filter(|it| it.code.contains("overdue"));
    codes.map(|it| format!("{} {}", it.code, it.message.text(Lang::En))).collect()
}

#[test]
fn a_review_is_due_on_its_day_and_overdue_after_it() {
    let list = "\
--- catalogs/x/negative.yaml
govcat: 1
kind: negative
version: \"2025-03-01\"
entries:
  - id: fm-1
    name: 身份证件号码
";
    assert!(on(list, "2026-03-01").is_empty());
    assert_eq!(on(list, "2026-03-02").len(), 1);
    let dated = list.replace("entries:", "review-due: 2026-05-31\nentries:");
    assert!(on(&dated, "2026-05-31").is_empty());
    assert_eq!(
        on(&dated, "2026-06-01"),
        ["negative-review-overdue this list was to be reviewed by 2026-05-31; today is 2026-06-01"]
    );
    // Other catalogs are reviewed when they say so.
    let plan = dated.replace("kind: negative", "kind: plan");
    assert_eq!(
        on(&plan, "2026-06-01"),
        ["review-overdue it was to be reviewed by 2026-05-31; today is 2026-06-01"]
    );
    assert!(on(&list.replace("kind: negative", "kind: plan"), "2036-01-01").is_empty());
}

#[test]
fn half_a_bracket_of_a_number_is_told_once() {
    let codes = |basis: &str| -> Vec<String> {
        let fixture = format!(
            "--- catalogs/x/20.yaml\ngovcat: 1\ndomain: social-assistance\nentries:\n  - {{id: a-1, basis: {basis}}}\n"
        );
        let report = support::run(
            &support::workspace(&fixture),
            &[&rules::unbalanced_brackets::RULE, &rules::citation_damaged::RULE],
        );
        report.findings.iter().map(|it| it.code.to_owned()).collect()
    };
    assert_eq!(codes("《某通知》（国办发〔201744号）"), ["unbalanced-brackets"]);
    assert_eq!(codes("《某通知》（国办发201744〕号）"), ["unbalanced-brackets"]);
    assert_eq!(codes("《某通知》（国办发2017年44号）"), ["citation-damaged"]);
}
