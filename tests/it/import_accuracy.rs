//! The shipped standard, rendered as counties render it, and read back field by field.
use std::fmt::Write as _;

use govcat::{
    compile::{Compilation, compile},
    import::{
        cells::{Context, Draft},
        place::catalog::Gathered,
        read,
    },
    model::field::Field,
    resolve::view::EntryView,
    source::Workspace,
    syntax::Reader,
};
use rustc_hash::FxHashSet;

use crate::{
    import_account::vanished,
    import_cells::{Item, get},
    import_make::{Sheet, csv, docx, html, markdown, ods, xlsx},
    import_nasty::{beside, interrupted, mirrored, shuffled},
    import_styles::{blanks, official, page, plain, wide, word},
    support::TODAY,
};

const COMPARED: [Field; 10] = [
    Field::Category,
    Field::Name,
    Field::Content,
    Field::Basis,
    Field::Deadline,
    Field::Owner,
    Field::Method,
    Field::Channel,
    Field::Audience,
    Field::Level,
];

fn item(view: &EntryView<'_, '_>, compilation: &Compilation<'_>) -> Item {
    let words = &compilation.resolution.registries.vocabulary;
    let mut item = Item::new();
    let mut put = |field: Field, values: Vec<String>| {
        if !values.is_empty() {
            item.insert(field, values);
        }
    };
    put(Field::Category, view.category().iter().map(|it| it.value.to_string()).collect());
    put(Field::Name, view.name().iter().map(|it| it.value.to_string()).collect());
    put(Field::Content, view.content().iter().map(|it| it.value.to_string()).collect());
    put(Field::Basis, view.basis().iter().map(|it| it.value.to_string()).collect());
    put(Field::Deadline, view.deadline().iter().map(|it| it.value.to_string()).collect());
    let owner = view.find(Field::Owner).map(|it| &it.entry.owner);
    put(
        Field::Owner,
        owner.iter().flat_map(|it| it.all()).map(|it| it.value.to_string()).collect(),
    );
    put(
        Field::Method,
        view.method().iter().map(|it| it.standard(&words.methods).into_owned()).collect(),
    );
    put(
        Field::Channel,
        view.channel().iter().map(|it| it.standard(&words.channels).into_owned()).collect(),
    );
    put(
        Field::Audience,
        view.audience().iter().map(|it| it.standard(&words.audiences).into_owned()).collect(),
    );
    put(
        Field::Level,
        view.level().iter().map(|it| it.standard(&words.levels).into_owned()).collect(),
    );
    item
}

/// The domains of the shipped standard: title, and entries.
fn standard(compilation: &Compilation<'_>) -> Vec<(String, Vec<Item>)> {
    let resolution = &compilation.resolution;
    let agency = resolution.agency(resolution.find_agency("national").unwrap());
    let mut domains = Vec::new();
    for table in &agency.tables {
        let Some(domain) = resolution.table(*table).domain else { continue };
        let name = &resolution.registries.domains.get(domain).name;
        let items = resolution.entries(*table).map(|it| item(&it, compilation)).collect();
        domains.push((name.clone(), items));
    }
    domains
}

fn fold(value: &str) -> String {
    let text: String = value.chars().filter(|c| !c.is_whitespace() && *c != '＿').collect();
    text.trim_end_matches(['；', ';', '，', '、', '。'])
        .replace(['（', '('], "（")
        .replace(['）', ')'], "）")
}

fn same(field: Field, want: &[String], got: &[String]) -> bool {
    let (mut want, mut got): (Vec<_>, Vec<_>) =
        (want.iter().map(|it| fold(it)).collect(), got.iter().map(|it| fold(it)).collect());
    if matches!(field, Field::Channel | Field::Level | Field::Audience) {
        want.sort();
        got.sort();
    }
    want == got
}

#[derive(Default)]
struct Score {
    right: usize,
    told: usize,
    wrong: usize,
    lines: String,
}

fn score(
    domains: &[(String, Vec<Item>)],
    gathered: &Gathered,
    compilation: &Compilation<'_>,
) -> Score {
    let mut score = Score::default();
    let registry = &compilation.resolution.registries.domains;
    for (name, items) in domains {
        let found = gathered
            .catalogs
            .iter()
            .find(|it| it.domain.is_some_and(|id| registry.get(id).name == *name));
        let drafts: &[Draft] = found.map_or(&[], |it| &it.drafts);
        // Rows that are too many say something that no entry says.
        score.wrong += drafts.len().saturating_sub(items.len()) * COMPARED.len();
        for (at, item) in items.iter().enumerate() {
            let blank = Draft::default();
            let draft = drafts.get(at).unwrap_or(&blank);
            let is_told = |field: Field| {
                let row = draft.cell.trim_start_matches(|c: char| c.is_ascii_alphabetic());
                let finds = gathered.findings.iter().any(|it| {
                    it.sheet == draft.sheet
                        && it.cell.trim_start_matches(|c: char| c.is_ascii_alphabetic()) == row
                        && it.message.zh.contains(field.label())
                });
                finds || draft.notes.iter().any(|it| it.contains(field.label()))
            };
            for field in COMPARED {
                let want = get(item, field);
                let mut got = draft.fields.get(&field).cloned().unwrap_or_default();
                if field == Field::Owner {
                    got.extend(draft.with.iter().cloned());
                }
                // The mirror's tables have a level above all others.
                if field == Field::Category && got.first() == Some(&format!("{name}类")) {
                    got.remove(0);
                }
                if same(field, want, &got) {
                    score.right += 1;
                } else {
                    let told = is_told(field);
                    *(if told { &mut score.told } else { &mut score.wrong }) += 1;
                    writeln!(
                        score.lines,
                        "{name} {at} {} told={told}\n   want {want:?}\n   got  {got:?}",
                        field.name()
                    )
                    .unwrap();
                }
            }
        }
    }
    score
}

type Render = fn(&str, &[Item]) -> Sheet;
type Save = fn(&[Sheet]) -> Vec<u8>;

#[test]
fn every_style_comes_back() {
    let workspace = Workspace::load(std::path::Path::new(".")).unwrap().value;
    let compilation = compile(&workspace, Reader::Fast, TODAY).value;
    let domains = standard(&compilation);
    assert!(
        domains.iter().map(|it| it.1.len()).sum::<usize>() > 700,
        "the shipped standard was not found"
    );
    let context = Context::new(&compilation.resolution.registries, FxHashSet::default());
    let gb: Save = |sheets| encoding_rs::GB18030.encode(&csv(sheets, ',')).0.into_owned();
    let wide16: Save = |sheets| {
        let text: Vec<u16> =
            std::iter::once(0xfeff).chain(csv(sheets, '\t').encode_utf16()).collect();
        text.into_iter().flat_map(u16::to_le_bytes).collect()
    };
    let md: Save = |sheets| markdown(sheets).into_bytes();
    let styles: [(&str, &str, Render, Save); 18] = [
        ("official.xlsx", "the official form in Excel", official, xlsx),
        ("official.docx", "the official form in Word", official, docx),
        ("official.ods", "the official form in LibreOffice", official, ods),
        ("word.docx", "Word with lost fonts and 同上", word, docx),
        ("word.html", "the same as a page", word, html),
        ("page.html", "a page with other words", page, html),
        ("page.xlsx", "the same in Excel", page, xlsx),
        ("blanks.csv", "an export in GB18030 with blanks for the same", blanks, gb),
        ("blanks.tsv", "the same in UTF-16 with tabs", blanks, wide16),
        ("wide.xlsx", "a column for every channel", wide, xlsx),
        ("wide.docx", "the same in Word", wide, docx),
        ("plain.md", "Markdown with odd signs", plain, md),
        ("shuffled.xlsx", "another order, other columns", shuffled, xlsx),
        ("shuffled.html", "the same as a page", shuffled, html),
        ("interrupted.xlsx", "headers, notes and sums between the rows", interrupted, xlsx),
        ("interrupted.docx", "the same in Word", interrupted, docx),
        ("mirrored.html", "traditional script, three levels", mirrored, html),
        ("beside.xlsx", "two tables beside each other", beside, xlsx),
    ];
    let mut report = String::new();
    let mut misses = String::new();
    for (file, about, render, save) in styles {
        let sheets: Vec<Sheet> = domains.iter().map(|(name, items)| render(name, items)).collect();
        let grids = read::read(file, &save(&sheets)).unwrap_or_else(|it| panic!("{}", it.of(file)));
        let mut gathered = Gathered::default();
        gathered.add(file, &grids, &context, None);
        let gone = vanished(&grids, &gathered);
        if !gone.is_empty() {
            let some = &gone[..gone.len().min(8)];
            writeln!(misses, "{file}: {} cells vanished: {some:#?}", gone.len()).unwrap();
        }
        let Score { right, told, wrong, lines } = score(&domains, &gathered, &compilation);
        let all = right + told + wrong;
        writeln!(
            report,
            "{file} ({about}): {right} of {all} right, {told} more told, {wrong} wrong"
        )
        .unwrap();
        if right * 1000 < all * 980 || wrong * 1000 > all * 5 {
            writeln!(
                misses,
                "{file}: {right} of {all}, {wrong} not told\n{}",
                lines.chars().take(1800).collect::<String>()
            )
            .unwrap();
        }
    }
    assert!(misses.is_empty(), "{report}\n{}", misses.chars().take(12000).collect::<String>());
}
