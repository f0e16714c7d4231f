//! Looking citations up: what is a match, and what must never be one.
use govcat::model::basis::{
    citation::citations,
    document::{Document, Status},
    matching::{Difference, How, Match, NumberCheck},
    register::{DocId, Register},
};

fn document(title: &str, number: &str) -> Document {
    Document {
        title: title.to_owned(),
        short_titles: Vec::new(),
        kind: None,
        issuer: None,
        number: (!number.is_empty()).then(|| number.to_owned()),
        issued: None,
        effective: None,
        revised: None,
        status: Status::InForce,
        replaced_by: None,
        replaced_on: None,
        domains: Vec::new(),
        note: None,
        review: None,
    }
}

fn register() -> Register {
    Register::new(vec![
        Document {
            short_titles: vec!["土地法".to_owned()],
            ..document("中华人民共和国土地管理法", "主席令第32号")
        },
        Document {
            revised: Some("2019-04-03 修订".to_owned()),
            note: Some("原国务院令第492号；另见国办发〔2008〕36号".to_owned()),
            ..document("中华人民共和国政府信息公开条例", "国务院令第711号")
        },
        document("社会救助暂行办法", "国务院令第649号"),
        Document {
            issuer: Some("民政部".to_owned()),
            ..document("特困人员认定办法", "民发〔2021〕43号")
        },
        document("国务院办公厅关于印发2018年政务公开工作要点的通知", "国办发〔2018〕23号"),
        document("国务院关于进一步健全特困人员救助供养制度的意见", "国发〔2016〕14号"),
        document("中共中央办公厅 国务院办公厅关于全面推进政务公开工作的意见", "中办发〔2016〕8号"),
        document(
            "国务院办公厅印发《关于全面推进政务公开工作的意见》实施细则的通知",
            "国办发〔2016〕80号",
        ),
        document("国务院关于取消和下放一批行政审批项目的决定", "国发〔2013〕44号"),
        document("国务院关于取消和下放一批行政审批项目的决定", "国发〔2014〕5号"),
        document("协议出让国有土地使用权规范（试行）", "国土资发〔2006〕114号"),
        document("招标公告和公示信息发布管理办法", "国家发展和改革委员会令第10号"),
        Document {
            replaced_by: Some("乙办法（2020年修订）；丙".to_owned()),
            status: Status::Repealed,
            ..document("甲办法", "")
        },
        Document {
            replaced_by: Some("甲办法".to_owned()),
            status: Status::Repealed,
            ..document("乙办法", "")
        },
    ])
}

fn find(text: &str) -> (Match, Option<String>) {
    let register = register();
    let all = citations(text);
    assert_eq!(all.len(), 1, "{text}: {all:?}");
    let found = register.find(&all[0]);
    let title = found.document.map(|it| register.document(it).title.clone());
    (found, title)
}

#[track_caller]
fn is(text: &str, title: &str, differences: &[Difference], number: NumberCheck) {
    let (found, got) = find(text);
    assert_eq!(got.as_deref(), Some(title), "{text}: {found:?}");
    assert_eq!((found.differences.as_slice(), found.number), (differences, number), "{text}");
}

#[track_caller]
fn is_not(text: &str) {
    let (found, got) = find(text);
    assert_eq!(got, None, "{text}: {found:?}");
}

#[test]
fn titles() {
    use Difference::{Country, Edition, Issuer, Wrapper};
    use NumberCheck::{Agrees, Unchecked};
    is("《中华人民共和国土地管理法》第四十六条", "中华人民共和国土地管理法", &[], Unchecked);
    is("《土地管理法》（主席令第三十二号）", "中华人民共和国土地管理法", &[Country], Agrees);
    is("《土地法》", "中华人民共和国土地管理法", &[], Unchecked);
    is(
        "《中华人民共和国土地管理法（2019年修正）》",
        "中华人民共和国土地管理法",
        &[Edition],
        Unchecked,
    );
    is("《中华人民共和国土地管理法》（2019修正）", "中华人民共和国土地管理法", &[], Unchecked);
    is("《中华人民共和国土地管理法》（修正）", "中华人民共和国土地管理法", &[], Unchecked);
    is("《中华人民共和国土地管理法》（新修订）", "中华人民共和国土地管理法", &[], Unchecked);
    is("《中华人民共和国土地管理法（主席令第三十二号）》", "中华人民共和国土地管理法", &[], Agrees);
    is(
        "《民政部关于印发〈特困人员认定办法〉的通知》（民发[2021]43号）",
        "特困人员认定办法",
        &[Wrapper],
        Agrees,
    );
    is("民政部关于印发《特困人员认定办法》的通知", "特困人员认定办法", &[Wrapper], Unchecked);
    is("《关于印发〈特困人员认定办法〉的通知》", "特困人员认定办法", &[Wrapper], Unchecked);
    is(
        "《2018年政务公开工作要点》",
        "国务院办公厅关于印发2018年政务公开工作要点的通知",
        &[Wrapper],
        Unchecked,
    );
    is(
        "《关于进一步健全特困人员救助供养制度的意见》",
        "国务院关于进一步健全特困人员救助供养制度的意见",
        &[Issuer],
        Unchecked,
    );
    is(
        "国务院《关于进一步健全特困人员救助供养制度的意见》",
        "国务院关于进一步健全特困人员救助供养制度的意见",
        &[],
        Unchecked,
    );
    is(
        "中共中央办公厅、国务院办公厅印发《关于全面推进政务公开工作的意见》",
        "中共中央办公厅 国务院办公厅关于全面推进政务公开工作的意见",
        &[Wrapper],
        Unchecked,
    );
    is(
        "《协议出让国有土地使用权规范》（试行）",
        "协议出让国有土地使用权规范（试行）",
        &[],
        Unchecked,
    );
    is(
        "《协议出让国有土地使用权规范》",
        "协议出让国有土地使用权规范（试行）",
        &[Edition],
        Unchecked,
    );
    is(
        "《招标公告和公示信息发布管理办法》（国家发展改革委2017年第10号令）",
        "招标公告和公示信息发布管理办法",
        &[],
        Agrees,
    );
}

#[test]
fn numbers() {
    is("《社会救助暂行办法》（国务院令第649号）", "社会救助暂行办法", &[], NumberCheck::Agrees);
    is(
        "《政府信息公开条例》（国务院令第492号）",
        "中华人民共和国政府信息公开条例",
        &[Difference::Country],
        NumberCheck::Amendment,
    );
    is(
        "《政府信息公开条例》（国务院令第700号）",
        "中华人民共和国政府信息公开条例",
        &[Difference::Country],
        NumberCheck::Unlisted,
    );
    is("《社会救助暂行办法》（国务院令第650号）", "社会救助暂行办法", &[], NumberCheck::Differs);
    let (found, _) = find("《社会救助暂行办法》（国务院令第711号）");
    assert!(matches!(found.number, NumberCheck::BelongsTo(_)), "{found:?}");
    assert_eq!(found.standard_spelling, "《社会救助暂行办法》（国务院令第649号）");
    is("国务院第711号令", "中华人民共和国政府信息公开条例", &[], NumberCheck::Agrees);
    is(
        "国办发[2018]23号",
        "国务院办公厅关于印发2018年政务公开工作要点的通知",
        &[],
        NumberCheck::Agrees,
    );
    is(
        "《关于全面推进政务公开的工作意见》（中办发〔2016〕8号）",
        "中共中央办公厅 国务院办公厅关于全面推进政务公开工作的意见",
        &[Difference::Title],
        NumberCheck::Agrees,
    );
    is(
        "《国务院关于取消和下放一批行政审批项目的决定》（国发〔2014〕5号）",
        "国务院关于取消和下放一批行政审批项目的决定",
        &[],
        NumberCheck::Agrees,
    );
    let (found, _) = find("《国务院关于取消和下放一批行政审批项目的决定》");
    assert!(matches!(&found.how, How::Ambiguous(all) if all.len() == 2), "{found:?}");
}

#[test]
fn never_a_guess() {
    // The same letter by another body is another document.
    is_not("《贵州省人民政府办公厅关于印发2018年政务公开工作要点的通知》");
    is_not("《国务院办公厅关于进一步健全特困人员救助供养制度的意见》");
    is_not("《丹东市民政局关于印发〈特困人员认定办法〉的通知》");
    // Another year, another subject.
    is_not("《国务院办公厅关于印发2019年政务公开工作要点的通知》");
    is_not("《中华人民共和国土地管理法实施条例》");
    is_not("《社会救助办法》");
    // A right number does not make another title right, and presidential orders are numbered anew each term.
    is_not("《养老机构管理办法》（国务院令第649号）");
    is_not("主席令第32号");
    is_not("相关政策文件");
    is_not("第二十六条");
    let (found, _) = find("《特困人员的认定办法》");
    assert!(matches!(found.how, How::Nearest(..)), "{found:?}");
    assert_eq!(found.standard_spelling, "《特困人员的认定办法》");
}

#[test]
fn chains_end() {
    let register = register();
    let id = register
        .documents()
        .find(|it| it.1.title == "甲办法")
        .map(|it| it.0)
        .expect("in the register");
    let chain: Vec<Option<DocId>> =
        register.successors(id).into_iter().map(|it| it.document).collect();
    assert_eq!(
        chain.len(),
        2,
        "{chain:?} {:?}",
        citations("乙办法（2020年修订）；丙")
            .iter()
            .map(|it| register.find(it))
            .collect::<Vec<_>>()
    );
    assert_eq!(chain[1], Some(id));
}
