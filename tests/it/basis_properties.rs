//! Laws of reading that hold for any text.

use govcat::model::{
    basis::{
        citation::{Citation, citations, citations_in_prose},
        number::DocumentNumber,
    },
    body,
};
use proptest::prelude::*;

/// Words and signs that citations are made of, in any order.
fn shards() -> impl Strategy<Value = String> {
    let shards = prop::sample::select(vec![
        "《",
        "》",
        "〈",
        "〉",
        "（",
        "）",
        "(",
        ")",
        "〔",
        "〕",
        "[",
        "]",
        "【",
        "】",
        "；",
        ";",
        "、",
        "，",
        ",",
        "\n",
        " ",
        "　",
        "。",
        "第",
        "条",
        "款",
        "项",
        "目",
        "章",
        "二十六",
        "26",
        "三",
        "（三）",
        "至",
        "-",
        "和",
        "及其",
        "实施条例",
        "实施细则",
        "等",
        "等法律法规",
        "有关规定",
        "土地管理法",
        "中华人民共和国",
        "政府信息公开条例",
        "国务院",
        "关于",
        "印发",
        "的通知",
        "的意见",
        "意见",
        "通知",
        "国办发",
        "〔2019〕",
        "2019",
        "54号",
        "号",
        "令",
        "公告",
        "主席令",
        "国务院令第711号",
        "第711号",
        "年",
        "4月",
        "3日",
        "修正",
        "修订",
        "试行",
        "法律",
        "行政法规",
        "：",
        "1.",
        "①",
        "一、",
        "GB/T ",
        "32939",
        "—2016",
        "<",
        ">",
        "“",
        "”",
        "根据",
        "财政部",
        "a",
        "\u{200b}",
        "之一",
        "0",
        "十",
    ]);
    prop::collection::vec(shards, 0..24).prop_map(|it| it.concat())
}

fn check(text: &str, found: &[Citation]) -> Result<(), TestCaseError> {
    for citation in found {
        prop_assert!(
            text.get(citation.text.clone()).is_some(),
            "{:?} in {:?}",
            citation.text,
            text
        );
        for damage in &citation.damage {
            prop_assert!(text.get(damage.span.clone()).is_some(), "{:?} in {:?}", damage, text);
            prop_assert!(!damage.message().zh.is_empty());
        }
    }
    Ok(())
}

/// Whether a bracket of a text stands alone.
fn is_torn(text: &str) -> bool {
    const PAIRS: [(&str, &str); 6] =
        [("《〈", "》〉"), ("（(", "）)"), ("〔[【", "〕]】"), ("<", ">"), ("“", "”"), ("‹", "›")];
    let mut open = Vec::new();
    for c in text.chars() {
        if let Some(pair) = PAIRS.iter().position(|it| it.0.contains(c)) {
            open.push(pair);
        } else if let Some(pair) = PAIRS.iter().position(|it| it.1.contains(c))
            && open.pop() != Some(pair)
        {
            return true;
        }
    }
    !open.is_empty()
}

/// Reading the canonical rendering gives one citation that is rendered the same. A bracket that stands alone is
/// not rendered, and what it held apart may be a number when it is read again.
fn stable(text: &str, citation: &Citation) -> Result<(), TestCaseError> {
    if is_torn(&text[citation.text.clone()]) {
        return Ok(());
    }
    let rendered = citation.to_string();
    if citation.title.is_none() && citation.number.is_none() {
        return Ok(());
    }
    let again = citations(&rendered);
    prop_assert_eq!(again.len(), 1, "{:?} -> {:?} -> {:?}", text, &rendered, again);
    prop_assert_eq!(again[0].to_string(), rendered, "{:?}", text);
    prop_assert_eq!(&again[0].articles, &citation.articles);
    prop_assert_eq!(&again[0].number, &citation.number);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: std::env::var("PROPTEST_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(2000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in "\\PC{0,60}") {
        check(&text, &citations(&text))?;
        check(&text, &citations_in_prose(&text))?;
    }

    #[test]
    fn shards_of_citations(text in shards()) {
        let found = citations(&text);
        check(&text, &found)?;
        for citation in &found {
            stable(&text, citation)?;
        }
        check(&text, &citations_in_prose(&text))?;
    }

    #[test]
    fn numbers_are_stable(text in shards()) {
        for number in DocumentNumber::all(&text) {
            let rendered = number.to_string();
            prop_assert_eq!(DocumentNumber::parse(&rendered), Some(number), "{}", rendered);
        }
    }

    #[test]
    fn owners_never_panic(text in "[局部门办 ；;、，,和及或（）()牵头配合：负责会同县民政\n]{0,40}") {
        let known = |it: &str| it.ends_with('局');
        let owners = body::owners(&text, &known);
        for body in owners.lead.into_iter().chain(owners.with) {
            prop_assert!(!body.trim().is_empty());
            prop_assert!(text.contains(body));
        }
    }
}

/// Nests and repetitions far longer than any basis come to an end, with spans inside the text.
#[test]
fn hostile_text_comes_to_an_end() {
    let shards = [
        "《",
        "》",
        "〈",
        "（",
        "）",
        "〔",
        "〔2019",
        "《〈",
        "》》《",
        "第",
        "第1、",
        "第一",
        "第1条",
        "第（",
        "令",
        "公告第",
        "2019年第",
        "一",
        "1",
        "A",
        "GB/T 1",
        "、",
        "，",
        " ",
        "；",
        "和",
        "等",
        "关于",
        "的通知、",
        "国务院 ",
        "财政部、",
        "法和",
        "《法》、",
        "（国发〔2019〕1号",
        "1.",
        "①",
        "及其",
        "2019-",
        "印发《",
        "（《",
        "\n",
        "【法律】",
        "法、",
    ];
    let nests = [
        ("《", "》"),
        ("（", "）"),
        ("〈", "〉"),
        ("《（", "）》"),
        ("《 ", " 》"),
        ("印发《", "》的通知"),
    ];
    let nests = nests.map(|(open, close)| open.repeat(20_000) + &close.repeat(20_000));
    let texts = shards.iter().map(|it| it.repeat(200_000 / it.len())).chain(nests);
    for text in texts {
        for citation in citations(&text).iter().chain(&citations_in_prose(&text)) {
            assert!(text.get(citation.text.clone()).is_some(), "{citation}");
        }
        let owners = body::owners(&text, &|it| it.ends_with('局'));
        assert!(owners.lead.iter().chain(&owners.with).all(|it| it.len() <= text.len()));
    }
}
