//! The founding documents' agencies: every task is there, and each system that they set up.
use std::path::Path;

use govcat::{
    model::{
        catalog::Kind,
        choice::{Level, Review, Stage},
        field::Field,
    },
    resolve::{Resolution, view::EntryView},
    source::Workspace,
};

use crate::support;

/// A plan: its agency, the document, and how many tasks each section of the document has, counted in
/// the document itself. A section is its part's numeral and the beginning of its own heading.
type Plan = (&'static str, &'static str, &'static [(&'static str, &'static [Section])]);
type Section = (&'static str, usize);

const PLANS: [Plan; 5] = [
    (
        "jinghai",
        "2020年静海区政务公开工作要点（征求意见稿）",
        &[
            ("一", &[("1、", 3), ("2、", 6), ("3、", 6)]),
            ("二", &[("1、", 2), ("2、", 3), ("3、", 4)]),
            ("三", &[("1、", 2), ("2、", 3)]),
            ("四", &[("1、", 4), ("2、", 3), ("3、", 2)]),
            ("五", &[("1、", 3), ("2、", 3), ("3、", 3), ("4、", 2)]),
            ("六", &[("1、", 2), ("2、", 2), ("3、", 2), ("4、", 2), ("结语", 1)]),
        ],
    ),
    (
        "guiyang-hightech",
        "贵阳国家高新区2019年政务公开工作实施方案",
        &[
            (
                "三",
                &[
                    ("（一）1．", 1),
                    ("（一）2．", 6),
                    ("（一）3．", 3),
                    ("（一）4．", 2),
                    ("（二）1．", 2),
                    ("（二）2．", 3),
                    ("（二）3．", 3),
                    ("（三）1．", 4),
                    ("（三）2．", 4),
                    ("（三）3．", 2),
                    ("（四）1．", 4),
                    ("（四）2．", 2),
                    ("（四）3．", 3),
                ],
            ),
            ("四", &[("（一）", 1), ("（二）", 2), ("（三）", 2)]),
        ],
    ),
    (
        "xiuyan",
        "岫岩满族自治县全面推进基层政务公开标准化规范化工作实施方案",
        &[
            ("一", &[("", 1)]),
            ("二", &[("（一）1．", 1), ("（一）2．", 1), ("（二）", 5)]),
            ("三", &[("（一）", 1), ("（二）", 1), ("（三）", 1), ("（四）", 2)]),
            ("四", &[("（一）", 2), ("（二）", 2), ("（三）", 2)]),
        ],
    ),
    (
        "xingtai",
        "邢台市人民政府办公室全面推进政务公开工作实施细则责任分工方案",
        &[
            (
                "一",
                &[
                    ("（一）", 7),
                    ("（二）", 5),
                    ("（三）", 3),
                    ("（四）", 5),
                    ("（五）", 3),
                    ("（六）", 1),
                ],
            ),
            ("二", &[("（一）", 2), ("（二）", 2), ("（三）", 5)]),
            ("三", &[("责任主体", 3), ("协调机制", 3)]),
            ("四", &[("参与的事项", 5), ("参与的平台", 3)]),
            ("五", &[("（一）", 5), ("（二）", 4)]),
            ("六", &[("（一）", 3), ("（二）", 4), ("（三）", 2), ("（四）", 2)]),
        ],
    ),
    (
        "zhenxing",
        "振兴区人民政府办公室关于印发2019年政务公开工作安排的通知",
        &[
            ("一", &[("（一）", 3), ("（二）", 6), ("（三）", 4), ("（四）", 4)]),
            ("二", &[("（五）", 4), ("（六）", 4)]),
            ("三", &[("（七）", 3), ("（八）", 4), ("（九）", 2), ("（十）", 2)]),
            ("四", &[("（十一）", 5), ("（十二）", 4)]),
            ("五", &[("（十三）", 3), ("（十四）", 2), ("（十五）", 1), ("（十六）", 2)]),
            (
                "六",
                &[("（十七）", 2), ("（十八）", 3), ("（十九）", 1), ("（二十）", 3), ("结语", 3)],
            ),
        ],
    ),
];

/// The deadline of tasks that the document does not date.
const UNDATED: &str = "长期执行";

/// A task whose date is that of its stage: its own paragraph has none.
const BY_STAGE: &str = "xiuyan-rw-004";

/// 五公开
const FIVE: [Stage; 5] =
    [Stage::Decision, Stage::Execution, Stage::Management, Stage::Service, Stage::Result];

/// An agency's entries of a kind, and of a domain where one is named.
fn entries<'r, 's>(
    resolution: &'r Resolution<'s>,
    agency: &str,
    kind: Kind,
    domain: Option<&str>,
) -> Vec<EntryView<'r, 's>> {
    let id = resolution.find_agency(agency).unwrap_or_else(|| panic!("there is no {agency}"));
    let domains = &resolution.registries.domains;
    let tables = resolution.agency(id).tables.iter().filter(|table| {
        let table = resolution.table(**table);
        let code = table.domain.map(|it| domains.get(it).code.as_str());
        table.kind == kind && (domain.is_none() || code == domain)
    });
    let found: Vec<_> = tables.flat_map(|table| resolution.entries(*table)).collect();
    assert!(!found.is_empty(), "{agency} has no {} {domain:?}", kind.name());
    found
}

fn cites(resolution: &Resolution<'_>, entry: &EntryView<'_, '_>, title: &str) -> bool {
    let cited = entry.basis().iter().flat_map(|basis| resolution.readings.basis(&basis.value));
    let documents = cited.filter_map(|it| it.found.document);
    documents.map(|it| resolution.registries.register.document(it)).any(|it| it.title == title)
}

fn canonical(resolution: &Resolution<'_>, entry: &EntryView<'_, '_>) -> String {
    let reading = resolution.readings.deadline(&entry.deadline().unwrap().value).unwrap();
    assert!(reading.warnings.is_empty(), "{}", entry.id());
    reading.deadline.as_ref().unwrap().to_string()
}

#[test]
fn every_task_of_every_document_is_there() {
    let workspace = Workspace::load(Path::new(".")).unwrap().value;
    let compilation = support::compiled(&workspace);
    let resolution = &compilation.resolution;
    for (agency, document, parts) in PLANS {
        let tasks = entries(resolution, agency, Kind::Plan, None);
        for (part, sections) in parts {
            let of_part =
                |it: &&EntryView<'_, '_>| it.category()[0].value.starts_with(&format!("{part}、"));
            let mut counted = 0;
            for (section, expected) in *sections {
                let of_section = |it: &&EntryView<'_, '_>| {
                    it.category().get(1).map_or("", |it| it.value.as_ref()).starts_with(section)
                };
                let count = tasks.iter().filter(of_part).filter(of_section).count();
                assert_eq!(count, *expected, "{agency} {part} {section}");
                counted += count;
            }
            assert_eq!(counted, tasks.iter().filter(of_part).count(), "{agency} {part}");
        }
        let total: usize = parts.iter().flat_map(|(_, them)| *them).map(|(_, count)| count).sum();
        assert_eq!(tasks.len(), total, "{agency}");
        for task in &tasks {
            let id = task.id();
            assert!(cites(resolution, task, document), "{id} does not cite {document}");
            assert!(!task.content().is_empty() && !task.owner().lead.is_empty(), "{id}");
            assert!(!canonical(resolution, task).is_empty(), "{id}");
            // What is filled in is not passed off as the document's.
            let is_filled_in = task.deadline().unwrap().value == UNDATED;
            assert_eq!(task.stated_review(), Some(Review::Published), "{id}");
            assert_eq!(
                task.reconstructed().any(|it| it == Field::Deadline),
                is_filled_in || id == BY_STAGE,
                "{id}"
            );
        }
    }
}

#[test]
fn each_system_of_the_documents_is_there() {
    let workspace = Workspace::load(Path::new(".")).unwrap().value;
    let compilation = support::compiled(&workspace);
    let resolution = &compilation.resolution;
    let layers = |agency: &str| -> Vec<String> {
        std::iter::successors(resolution.find_agency(agency), |it| resolution.agency(*it).below)
            .skip(1)
            .map(|it| {
                resolution.agency(it).file.as_ref().unwrap().key.as_ref().unwrap().value.to_string()
            })
            .collect()
    };
    assert_eq!(layers("xiuyan"), ["liaoning", "national"]);
    assert_eq!(layers("tangchi"), ["zhenxing", "liaoning", "national"]);
    assert_eq!(layers("jinghai-village"), ["jinghai", "national"]);

    // 五公开
    for agency in ["xingtai", "zhenxing"] {
        let basic = entries(resolution, agency, Kind::Standard, Some("basic-catalog"));
        for stage in FIVE {
            let has = |it: &EntryView<'_, '_>| it.stage().iter().any(|it| it.value == Some(stage));
            assert!(basic.iter().any(has), "{agency} {stage:?}");
        }
    }
    // 负面清单
    for agency in ["jinghai", "xingtai", "zhenxing"] {
        for item in entries(resolution, agency, Kind::Negative, None) {
            let is_lawful = cites(resolution, &item, "中华人民共和国政府信息公开条例");
            assert!(
                is_lawful && item.reason().is_some_and(|it| it.value.is_some()),
                "{}",
                item.id()
            );
        }
    }
    // 公众参与
    for agency in ["jinghai", "xiuyan"] {
        assert!(entries(resolution, agency, Kind::Participation, None).len() >= 5, "{agency}");
    }
    // 行政执法公示 20、7、3个工作日
    let enforcement =
        entries(resolution, "guiyang-hightech", Kind::Standard, Some("law-enforcement-disclosure"));
    let deadlines: Vec<String> = enforcement.iter().map(|it| canonical(resolution, it)).collect();
    for expected in [
        "within 20 working-days after decision",
        "within 7 working-days after decision ~unless-law",
        "within 3 working-days after event",
    ] {
        assert!(deadlines.iter().any(|it| it == expected), "{expected}: {deadlines:?}");
    }
    // 政策解读 3日、24小时、7个工作日
    let interpretation =
        entries(resolution, "xingtai", Kind::Standard, Some("policy-interpretation"));
    let deadlines: Vec<String> =
        interpretation.iter().map(|it| canonical(resolution, it)).collect();
    for expected in [
        "within 3 days after issued",
        "within 24 hours after issued",
        "within 7 working-days after issued",
    ] {
        assert!(deadlines.iter().any(|it| it == expected), "{expected}: {deadlines:?}");
    }
    // 抽查、考核
    for (agency, words) in [("zhenxing", "10%"), ("zhenxing", "4%"), ("xingtai", "4%")] {
        let plan = entries(resolution, agency, Kind::Plan, None);
        let says = |it: &EntryView<'_, '_>| it.content().iter().any(|it| it.value.contains(words));
        assert!(plan.iter().any(says), "{agency} {words}");
    }
    // 村（居）务公开衔接
    let above = entries(resolution, "jinghai", Kind::Standard, Some("village-affairs"));
    let village = entries(resolution, "jinghai-village", Kind::Standard, Some("village-affairs"));
    for item in &village {
        let same = above.iter().find(|it| it.id() == item.id()).unwrap();
        let content = |it: &EntryView<'_, '_>| -> Vec<String> {
            it.content().iter().map(|it| it.value.to_string()).collect()
        };
        assert_eq!(content(item), content(same), "{}", item.id());
    }
    // 公共企事业单位
    for sector in
        ["education", "health", "water", "power", "gas", "heat", "environment", "transport"]
    {
        let agency = format!("jinghai-{sector}");
        let id = resolution.find_agency(&agency).unwrap();
        let level = resolution.agency(id).file.as_ref().unwrap().level.as_ref().unwrap().value;
        assert_eq!(level, Some(Level::Enterprise), "{agency}");
        assert!(entries(resolution, &agency, Kind::Standard, None).len() >= 4, "{agency}");
    }
}

/// What the kinds of catalogs that the documents ask for say of each other.
#[test]
fn lists_lead_to_what_they_are_about() {
    let workspace = Workspace::load(Path::new(".")).unwrap().value;
    let compilation = support::compiled(&workspace);
    let resolution = &compilation.resolution;
    // 权责清单: each power is disclosed by an entry.
    for agency in ["jinghai", "xiuyan"] {
        for power in entries(resolution, agency, Kind::Powers, None) {
            assert!(!power.disclosed_by().is_empty(), "{}", power.id());
        }
    }
    // 解读: each agency explains documents.
    for agency in ["xingtai", "guiyang-hightech", "zhenxing"] {
        let interpretation =
            entries(resolution, agency, Kind::Standard, Some("policy-interpretation"));
        let explaining = interpretation.iter().filter(|it| !it.explains().is_empty()).count();
        assert!(explaining >= 3, "{agency}: {explaining}");
    }
    // 每年自查
    for agency in ["xingtai", "jinghai"] {
        for kind in [Kind::Standard, Kind::Negative] {
            let is_due = resolution.catalogs.iter().any(|it| {
                resolution.agency(it.agency).key == agency
                    && it.catalog.kind == kind
                    && it.catalog.review_due.is_some()
            });
            assert!(is_due, "{agency} {kind:?}");
        }
    }
    // 专栏四个子栏目
    let id = resolution.find_agency("jinghai").unwrap();
    let site = resolution.agency(id).file.as_ref().unwrap().site.as_ref().unwrap();
    let columns: Vec<&str> = site.columns.iter().map(|it| it.name.value.as_ref()).collect();
    let expected =
        ["政府信息公开指南", "法定主动公开内容", "政府信息公开制度", "政府信息公开工作年度报告"];
    assert_eq!(columns, expected);
}

/// Every entry leads to the document and the section that it comes from.
#[test]
fn every_entry_names_its_section() {
    let workspace = Workspace::load(Path::new(".")).unwrap().value;
    let compilation = support::compiled(&workspace);
    let resolution = &compilation.resolution;
    let mut counted = 0;
    for (id, agency) in resolution.agency_ids() {
        let county = agency.key.split('-').next().unwrap();
        let Some((_, document, _)) = PLANS.iter().find(|it| it.0 == agency.key || it.0 == county)
        else {
            continue;
        };
        for &table in &resolution.agency(id).tables {
            if resolution.table(table).kind == Kind::Plan {
                continue;
            }
            for entry in resolution.entries(table).filter(EntryView::is_own) {
                // Examples of what a county may write over the standard are in no document.
                if entry.below().is_some() || !cites(resolution, &entry, document) {
                    assert_eq!(entry.review(), Some(Review::Reconstructed), "{}", entry.id());
                    continue;
                }
                let title = format!("《{document}》");
                let behind =
                    entry.basis().iter().find_map(|it| it.value.strip_prefix(&title)).unwrap();
                let section = behind.rsplit_once("号）").map_or(behind, |it| it.1);
                assert!(
                    section.starts_with('（') && section.ends_with('）'),
                    "{}: {behind}",
                    entry.id()
                );
                counted += 1;
            }
        }
    }
    assert!(counted >= 150, "{counted}");
}
