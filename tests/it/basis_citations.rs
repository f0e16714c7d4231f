//! Citations as catalogs spell them, and what is read: `citations.csv`, one spelling a line. In its first column `\n` is a
//! line break; in the second, citations are parted by ` | ` and a stated kind stands before its citation in 【】.
use govcat::model::basis::citation::{Citation, citations};

fn shown(citation: &Citation) -> String {
    let kind = citation.kind.map_or_else(String::new, |it| format!("【{it}】"));
    format!("{kind}{citation}")
}

#[test]
fn spellings() {
    let mut table = csv::Reader::from_reader(include_bytes!("../data/citations.csv").as_slice());
    let mut wrong = Vec::new();
    let mut count = 0;
    for row in table.records() {
        let row = row.expect("the table is CSV");
        let text = row[0].replace("\\n", "\n");
        let found = citations(&text);
        let got = found.iter().map(shown).collect::<Vec<_>>().join(" | ");
        let damage = found.iter().flat_map(|it| &it.damage).map(|it| format!("{:?}", it.kind));
        let damage: Vec<String> = damage.collect();
        if (got.trim(), damage.join(" ").as_str()) != (&row[1], &row[2]) {
            wrong.push(format!(
                "{text}\n  want {} !{}\n  got  {got} !{}",
                &row[1],
                &row[2],
                damage.join(" ")
            ));
        }
        count += 1;
    }
    assert!(count > 150, "{count} spellings are too few");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is typed is kept: each citation knows where it stands, and each damage where it is.
#[test]
fn places() {
    let text = "《土地管理法》第四十六条、第四十七条；《办法》（民发〔201957号）等";
    let found = citations(text);
    let words: Vec<&str> = found.iter().map(|it| &text[it.text.clone()]).collect();
    assert_eq!(words, ["《土地管理法》第四十六条、第四十七条", "《办法》（民发〔201957号）等"]);
    assert_eq!(&text[found[1].damage[0].span.clone()], "〔201957");
    assert!(found[1].and_others);
}
