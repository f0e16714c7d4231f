//! Deadlines: every phrase of the tables, damage, the order's laws, and the calendar behind them.
#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing fails, as it must")]

use govcat::calendar::{Calendar, DayRole, YearNotice};
use govcat::compare::{Verdict, deadline::stricter};
use govcat::model::deadline::due::DueRole;
use govcat::model::deadline::{ClauseKind, Deadline, read};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn facts() -> Vec<Vec<String>> {
    rows(include_str!("../data/deadlines.csv"))
}

fn phrases() -> Vec<Vec<String>> {
    rows(include_str!("../data/phrases.csv"))
}

fn calendar() -> Calendar {
    let mut notices: Vec<YearNotice> =
        (2024..=2026).map(|year| YearNotice { year, ..YearNotice::default() }).collect();
    for row in rows(include_str!("../data/holidays.csv")) {
        let day: Date = row[0].parse().unwrap();
        let notice = &mut notices[usize::try_from(day.year() - 2024).unwrap()];
        let list = if row[1] == "work" { &mut notice.work } else { &mut notice.off };
        list.push((day, row[2].clone()));
    }
    Calendar::new(notices)
}

fn canonical(phrase: &str) -> String {
    read(phrase).deadline.map_or_else(|| "unreadable".to_owned(), |deadline| deadline.to_string())
}

fn deadline(phrase: &str) -> Deadline {
    read(phrase).deadline.unwrap_or_else(|| panic!("{phrase} is readable"))
}

fn verdict(a: &str, b: &str) -> Verdict {
    stricter(&deadline(a), &deadline(b), &calendar()).verdict
}

/// All deadlines of both tables, each canonical form and set of event words once.
fn all() -> Vec<(String, Deadline)> {
    let mut found: Vec<(String, Deadline)> = Vec::new();
    for row in facts().into_iter().chain(phrases()) {
        if let Some(deadline) = read(&row[0]).deadline
            && !found.iter().any(|(_, other)| *other == deadline)
        {
            found.push((row[0].clone(), deadline));
        }
    }
    found
}

#[test]
fn every_fact_reads_as_it_must_and_in_silence() {
    for row in facts() {
        assert_eq!(canonical(&row[0]), row[1], "{}", row[0]);
        assert_eq!(read(&row[0]).warnings, [], "{}", row[0]);
    }
}

#[test]
fn every_phrase_reads_as_it_must() {
    for row in phrases() {
        let reading = read(&row[0]);
        assert_eq!(canonical(&row[0]), row[1], "{}", row[0]);
        assert_eq!(
            if reading.warnings.is_empty() { "no" } else { "yes" },
            row[2],
            "{}: {:?}",
            row[0],
            reading.warnings
        );
        assert!(
            reading.deadline.is_some()
                || reading.nearest.is_none_or(|nearest| read(nearest).deadline.is_some())
        );
    }
}

#[test]
fn order_is_reflexive_antisymmetric_and_transitive() {
    let (all, calendar) = (all(), calendar());
    let table: Vec<Vec<Verdict>> = all
        .iter()
        .map(|(_, a)| all.iter().map(|(_, b)| stricter(a, b, &calendar).verdict).collect())
        .collect();
    let at_least = |verdict: Verdict| matches!(verdict, Verdict::Stricter | Verdict::Equal);
    for (i, row) in table.iter().enumerate() {
        assert_eq!(row[i], Verdict::Equal, "{}", all[i].0);
        for (j, one) in row.iter().enumerate() {
            assert_eq!(table[j][i], one.mirrored(), "{} / {}", all[i].0, all[j].0);
            if !at_least(*one) {
                continue;
            }
            for (k, two) in table[j].iter().enumerate() {
                if at_least(*two) {
                    let strict = *one == Verdict::Stricter || *two == Verdict::Stricter;
                    let wanted = if strict { Verdict::Stricter } else { Verdict::Equal };
                    assert_eq!(row[k], wanted, "{} / {} / {}", all[i].0, all[j].0, all[k].0);
                }
            }
        }
    }
}

#[test]
fn order_is_never_contradicted_by_due_dates() {
    let calendar = calendar();
    let mut lengths: Vec<Deadline> = Vec::new();
    for n in
        [1, 2, 3, 5, 7, 10, 15, 20, 21, 22, 24, 25, 26, 27, 28, 29, 30, 31, 33, 38, 39, 40, 45, 60]
    {
        for unit in ["个工作日", "日", "周", "个月", "小时", "年"] {
            lengths.push(deadline(&format!("信息形成之日起{n}{unit}内")));
        }
    }
    let days: Vec<Date> =
        date(2024, 1, 1).series(1.day()).take_while(|day| *day <= date(2026, 12, 31)).collect();
    let due: Vec<Vec<Date>> = lengths
        .iter()
        .map(|it| days.iter().map(|day| it.clauses[0].due(*day, &calendar).unwrap().date).collect())
        .collect();
    for (a, ours) in lengths.iter().zip(&due) {
        for (b, theirs) in lengths.iter().zip(&due) {
            let verdict = stricter(a, b, &calendar).verdict;
            let earlier = ours.iter().zip(theirs).all(|(x, y)| x <= y);
            if matches!(verdict, Verdict::Stricter | Verdict::Equal) {
                assert!(earlier, "{a} is said to be at least as strict as {b}");
            }
        }
    }
}

#[test]
fn order_decides_what_the_calendar_decides() {
    use Verdict::{Equal, Laxer, Stricter, Undetermined};
    let foc = |n: &str| format!("自信息形成或者变更之日起{n}内");
    for (a, b, wanted) in [
        (foc("15个工作日"), foc("20个工作日"), Stricter),
        (foc("20日"), foc("20个工作日"), Stricter),
        (foc("30日"), foc("20个工作日"), Undetermined),
        (foc("60日"), foc("20个工作日"), Laxer),
        (foc("20个工作日"), "20个工作日".into(), Equal),
        ("信息形成之日起20个工作日内".into(), foc("20个工作日"), Laxer),
        ("信息形成之日起20个工作日内".into(), foc("30个工作日"), Undetermined),
        ("信息形成之日起20个工作日内".into(), "20个工作日".into(), Laxer),
        ("自制定或获取信息之日起10个工作日内".into(), foc("20个工作日"), Undetermined),
        // The day of the event does not count, so 当日 is a day stricter than 次日; in hours it promises no less than a day.
        ("信息形成当日公开".into(), "信息形成次日公开".into(), Stricter),
        ("当日公开".into(), foc("20个工作日"), Stricter),
        ("信息形成当日公开".into(), foc("20个工作日"), Undetermined),
        ("信息形成当日公开".into(), "信息形成后24小时内".into(), Stricter),
        ("信息形成当日公开".into(), "信息形成后2小时内".into(), Undetermined),
        ("决定作出当日公开".into(), "信息形成之日起20个工作日内".into(), Undetermined),
        ("及时公开".into(), foc("20个工作日"), Undetermined),
        ("实时公开".into(), foc("1个工作日"), Stricter),
        ("实时公开".into(), "及时公开".into(), Stricter),
        ("公示期不少于10日".into(), "公示期不少于7日".into(), Stricter),
        ("提前5日".into(), "提前3日".into(), Stricter),
        // A day ahead is the day before at any hour.
        ("提前24小时".into(), "提前1日".into(), Stricter),
        ("提前3日".into(), "提前24小时".into(), Stricter),
        ("开标5日前".into(), "不得晚于开标前5日".into(), Equal),
        ("公示7日，在村公示栏".into(), "在村公示栏公示7日".into(), Equal),
        ("在政府网站、村公示栏公示7日".into(), "在村公示栏公示7日".into(), Stricter),
        ("在县政府网站公示7日".into(), "在政府网站公示7日".into(), Stricter),
        ("在政府网站公示7日".into(), "在村公示栏公示7日".into(), Undetermined),
        ("政府网站5日内，公示栏10日内".into(), "政府网站10日内，公示栏5日内".into(), Undetermined),
        ("每年6月底前、12月底前".into(), "每年6月底前".into(), Stricter),
        ("每年3月底前、9月底前".into(), "每年6月底前、12月底前".into(), Stricter),
        ("每年3月底前".into(), "每年6月底前、12月底前".into(), Undetermined),
        ("每季度更新".into(), "每半年更新".into(), Stricter),
        ("每月更新".into(), "每年至少2次".into(), Stricter),
        ("每20个工作日更新".into(), "每季度更新".into(), Stricter),
        ("长期公开".into(), "及时公开".into(), Undetermined),
        (format!("{}，长期公开", foc("20个工作日")), foc("20个工作日"), Stricter),
        ("每年1月31日前".into(), "每年3月31日前".into(), Stricter),
        ("2020年11月底前".into(), "2020年底前".into(), Stricter),
        ("分配结果确定后5日内".into(), "验收结束后10日内".into(), Undetermined),
        ("分配结果确定后5日内".into(), "分配结果确定后10日内".into(), Stricter),
        (
            "信息形成之日起20个工作日内；其中行政处罚7个工作日内".into(),
            "信息形成之日起20个工作日内；其中行政处罚10个工作日内".into(),
            Stricter,
        ),
        (
            "信息形成之日起10个工作日内；其中行政处罚10个工作日内".into(),
            "信息形成之日起20个工作日内；其中行政处罚7个工作日内".into(),
            Undetermined,
        ),
        (
            "政策信息7个工作日内公开；其他信息20个工作日内公开".into(),
            "20个工作日内公开".into(),
            Stricter,
        ),
    ] {
        assert_eq!(verdict(&a, &b), wanted, "{a} / {b}");
        assert_eq!(verdict(&b, &a), wanted.mirrored(), "{b} / {a}");
    }
    let reason =
        stricter(&deadline(&foc("30日")), &deadline(&foc("20个工作日")), &calendar()).reason;
    assert!(reason.zh.contains("按日历分别为30日和"), "{}", reason.zh);
}

#[test]
fn working_days_follow_the_notices() {
    let calendar = calendar();
    // 2024年国庆节: 10月1日至7日放假, 9月29日与10月12日上班.
    let end = calendar.add_working_days(date(2024, 9, 27), 2);
    assert_eq!((end.date, end.years_without_notice), (date(2024, 9, 30), vec![]));
    assert_eq!(calendar.add_working_days(date(2024, 9, 30), 1).date, date(2024, 10, 8));
    assert_eq!(calendar.role(date(2024, 10, 12)), DayRole::MakeUp("国庆节".to_owned()));
    assert_eq!(calendar.role(date(2024, 10, 1)), DayRole::Holiday("国庆节".to_owned()));
    assert!(calendar.has_notice(2026) && !calendar.has_notice(2027));
    assert_eq!(calendar.add_working_days(date(2026, 12, 30), 5).years_without_notice, [2027]);
    assert_eq!(calendar.working_days_between(date(2024, 9, 27), date(2024, 9, 30)), 2);
    let back = calendar.subtract_working_days(date(2024, 10, 8), 2);
    assert_eq!(back.date, date(2024, 9, 29));
}

#[test]
fn spans_are_those_of_the_calendar() {
    let calendar = calendar();
    for n in [1, 2, 3, 5, 7, 10, 15, 20, 30, 60, 250] {
        let mut spans = Vec::new();
        for day in date(2024, 1, 1).series(1.day()).take_while(|day| *day <= date(2026, 12, 31)) {
            let end = calendar.add_working_days(day, n).date;
            spans.push(u32::try_from((end - day).get_days()).unwrap());
        }
        assert_eq!(calendar.longest_span(n), *spans.iter().max().unwrap(), "longest {n}");
        assert!(calendar.shortest_span(n) <= *spans.iter().min().unwrap(), "shortest {n}");
        if n <= 60 {
            assert_eq!(calendar.shortest_span(n), *spans.iter().min().unwrap(), "shortest {n}");
        }
        assert!(calendar.shortest_span(n) >= n);
    }
    assert!(Calendar::new([]).longest_span(20) == 28 && Calendar::new([]).shortest_span(20) == 26);
}

#[test]
fn due_dates_count_from_the_day_after_the_event() {
    let calendar = calendar();
    let due = |phrase: &str, from: Date| deadline(phrase).clauses[0].due(from, &calendar);
    let it = due("制定或获取信息之日起10个工作日内", date(2026, 9, 25)).unwrap();
    assert_eq!((it.date, it.role), (date(2026, 10, 15), DueRole::PublishBy));
    assert_eq!(it.days(&calendar).iter().filter(|day| day.is_counted()).count(), 10);
    assert_eq!(due("24小时内", date(2025, 3, 1)).unwrap().date, date(2025, 3, 2));
    assert_eq!(due("1个月内", date(2025, 1, 31)).unwrap().date, date(2025, 2, 28));
    assert_eq!(due("每年2月底前", date(2024, 1, 1)).unwrap().date, date(2024, 2, 29));
    assert_eq!(due("每月31日前", date(2024, 4, 2)).unwrap().date, date(2024, 4, 30));
    assert_eq!(due("每季度首月15日前", date(2024, 1, 16)).unwrap().date, date(2024, 4, 15));
    assert_eq!(due("组织听证7个工作日前", date(2024, 10, 9)).unwrap().date, date(2024, 9, 24));
    assert_eq!(due("公示期不少于7日", date(2024, 1, 1)).unwrap().role, DueRole::ShowUntil);
    assert!(due("及时公开", date(2024, 1, 1)).is_none());
}

#[test]
fn what_cannot_be_read_shows_a_readable_neighbour() {
    let reading = read("20个工作日后公开");
    assert!(reading.deadline.is_none());
    let nearest = reading.nearest.unwrap();
    assert!(read(nearest).deadline.is_some());
    assert!(read("").deadline.is_none() && read("（").deadline.is_none());
}

#[test]
fn huge_numbers_are_not_believed() {
    assert!(read("99999个工作日内").deadline.is_none());
    assert!(read("99999999999999999999日内").deadline.is_none());
    assert!(
        read("每年13月1日前")
            .deadline
            .is_none_or(|deadline| !matches!(deadline.clauses[0].kind, ClauseKind::Recurring(_)))
    );
    let long = "一".repeat(10_000);
    assert!(read(&long).deadline.is_none());
    assert!(read(&"自信息形成之日起，".repeat(2000)).deadline.is_none());
}

/// Harmless damage, as real tables carry it.
fn damage(
    phrase: &str,
    blanks: &[usize],
    full_width: bool,
    counters: u8,
    number: u8,
    stop: bool,
) -> String {
    let mut text: String = phrase.to_owned();
    match counters {
        1 => text = text.replace("个工作日", "工作日"),
        2 => text = text.replace("个工作日", "个个工作日"),
        _ => {}
    }
    if full_width {
        text = text
            .chars()
            .map(|c| match c {
                '0'..='9' => char::from_u32(u32::from(c) - 0x30 + 0xff10).unwrap(),
                '(' => '（',
                ')' => '）',
                ',' => '，',
                ';' => '；',
                ':' => '：',
                c => c,
            })
            .collect();
    } else {
        text = text
            .replace('，', ",")
            .replace('；', ";")
            .replace('（', "(")
            .replace('）', ")")
            .replace('：', ":");
    }
    let mut chars: Vec<char> = text.chars().collect();
    for (turn, blank) in blanks.iter().enumerate() {
        chars.insert(blank % (chars.len() + 1), [' ', '\n', '\u{3000}', '\u{a0}'][turn % 4]);
    }
    let text: String = chars.into_iter().collect();
    let numbered = ["", "1.", "①", "1、", "（1）", "一、", "(1)"][usize::from(number) % 7];
    format!("{numbered}{text}{}", if stop { "。" } else { "" })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damage_changes_nothing(
        at in any::<prop::sample::Index>(), blanks in prop::collection::vec(0usize..80, 0..6), full_width: bool, counters in 0u8..3, number in 0u8..7, stop: bool,
    ) {
        let rows: Vec<_> = facts().into_iter().chain(phrases()).filter(|row| row[1] != "unreadable").collect();
        let row = at.get(&rows);
        // Two numberings in a row, and dates with marks of their own, are another damage.
        let numbered = row[0].starts_with(['1', '①', '（', '一']) || row[0].contains("2020/") || row[0].contains("2020.") || row[0].contains("2020-");
        let damaged = damage(&row[0], &blanks, full_width, counters, if numbered { 0 } else { number }, stop && !row[0].ends_with('。'));
        prop_assert_eq!(canonical(&damaged), row[1].clone(), "{}", damaged);
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,60}") {
        let _ = read(&text);
    }

    #[test]
    fn no_phrase_of_words_makes_it_panic(words in prop::collection::vec(prop::sample::select(vec![
        "自", "信息", "形成", "或者", "变更", "之日起", "20", "个", "工作日", "日", "内", "前", "后", "，", "；", "（", "）", "：", "每", "年", "季度", "月", "首月",
        "及时", "公开", "公示", "期", "不少于", "其中", "的", "在", "村公示栏", "按", "规定", "法律", "另有规定的", "除外", "从其规定", "1.", "2、", "一是", "半", "底",
        "提前", "随", "同步", "与", "长期", "除", "外", "次", "至", "2020", "1次/年", "由", "通过", "平台", "《", "》", "时", "不得", "超过", "其他", "决定", "作出",
    ]), 0..16)) {
        let reading = read(&words.concat());
        if let Some(deadline) = reading.deadline {
            prop_assert!(!deadline.clauses.is_empty());
            let calendar = Calendar::new([]);
            prop_assert_eq!(stricter(&deadline, &deadline, &calendar).verdict, Verdict::Equal);
            for clause in &deadline.clauses {
                let _ = clause.due(date(2025, 1, 1), &calendar);
            }
        }
    }
}
