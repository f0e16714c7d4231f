//! The plain reader against the full one, and the full one against damage.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use std::{
    path::PathBuf,
    sync::atomic::{AtomicUsize, Ordering},
};

use proptest::{prelude::*, sample::Index, test_runner::TestRunner};

use crate::{
    source::Workspace,
    span::FileId,
    syntax::{
        full, plain,
        tree::{Kind, NodeRef, Tree},
    },
};

const FILE: FileId = FileId(0);

/// Texts that hold what catalogs hold, and what people do to them.
const SEEDS: &[&str] = &[
    include_str!("../../catalogs/national/26-municipal-services.yaml"),
    include_str!("../../catalogs/xiuyan/agency.yaml"),
    "a: b\nc:\n- d\n- e: f\n  g: [h, \"i\", 'j']\nk: 'l m' # n\n",
    "# c\n\nx:\n  - y: 1\n    z:\n      - \"q\"\n  - y: 2\nw: [ ]\r\nv: []\r\n",
    "- a\n- b: c\n  d: e\n-  f:  g  \n",
    "a: {b: c, d: [e, \"f\"], g: {h: 'i'}} # j\nk: [{l: m}, { }, n]\n",
    "a:\n  - {date: 2024-01-01, holiday: 元旦}\n  - { b: \"c\" }\nd: [[e, f], [g]]\n",
    "a: 中文：全角\nb: http://x.cn/y#z\nc: a#b\nd: e # f\n",
];

/// Pieces that change the meaning of YAML.
const PIECES: &[&str] = &[
    ":", ": ", " ", "  ", "\n", "- ", "-", "#", " #", "\"", "'", "[", "]", "{", "}", ",", "&", "*",
    "!", "|", ">", "%", "@", "`", "?", "? ", "\t", "\r", "\r\n", "\\", "---", "\n---\n", "...",
    "中", "\u{3000}", "\u{feff}", "\u{85}", "\u{2028}", "~", "null", "\0", "\u{7f}", "<<: ", "a",
    "key: v",
];

fn dump(node: NodeRef<'_, '_>, out: &mut String) {
    use std::fmt::Write;
    let span = node.span();
    write!(out, "{:?} {}..{} {:?}", node.kind(), span.start, span.end, node.text()).unwrap();
    out.push('\n');
    for item in node.items() {
        dump(item, out);
    }
    for (key, value) in node.pairs() {
        dump(key, out);
        dump(value, out);
    }
}

fn dumped(tree: &Tree<'_>) -> String {
    let mut out = String::new();
    if let Some(root) = tree.root() {
        dump(root, &mut out);
    }
    out
}

/// Where the plain reader answers, the full one finds nothing wrong and builds the same tree.
fn agree(text: &str) -> bool {
    let Some(tree) = plain::parse(FILE, text) else { return false };
    let full = full::parse(FILE, text);
    assert!(full.diagnostics.is_empty(), "{:?}\n{text}", full.diagnostics);
    assert_eq!(dumped(&tree), dumped(&full.value), "\n{text}");
    assert_eq!(tree.nodes, full.value.nodes, "\n{text}");
    true
}

#[test]
fn the_plain_reader_reads_the_seeds() {
    for (at, seed) in SEEDS.iter().enumerate() {
        assert!(agree(seed), "seed {at} goes to the full reader");
    }
}

/// The agencies' files of the shipped workspace, and of the one that `GOVCAT_FUZZ_WORKSPACE` names.
fn files() -> Vec<Vec<char>> {
    let named = std::env::var_os("GOVCAT_FUZZ_WORKSPACE").map(PathBuf::from);
    let workspaces = [Some(env!("CARGO_MANIFEST_DIR").into()), named];
    let load = |root: PathBuf| Workspace::load(&root).unwrap().value.files;
    let files = workspaces.into_iter().flatten().flat_map(load);
    files.filter(|it| it.role.agency().is_some()).map(|it| it.text.chars().collect()).collect()
}

/// Some lines of a text, with pieces put in.
fn mutated(whole: &[char], cut: Index, length: usize, edits: &[(Index, usize, usize)]) -> String {
    let from = cut.index(whole.len());
    let line = (0..=from).rev().find(|it| *it == 0 || whole[it - 1] == '\n').unwrap_or(0);
    let mut text: Vec<char> = whole[line..(line + length).min(whole.len())].to_vec();
    for (at, piece, remove) in edits {
        let at = at.index(text.len() + 1);
        let end = (at + remove).min(text.len());
        text.splice(at..end, PIECES[*piece].chars());
    }
    text.into_iter().collect()
}

/// Half of the mutations start from seeds, half from files. `GOVCAT_FUZZ_CASES` says how many texts are tried, `PROPTEST_RNG_SEED` which.
#[test]
#[expect(clippy::print_stdout, reason = "whoever tries many wants to know how many were compared")]
fn the_plain_reader_equals_the_full_one() {
    let cases = std::env::var("GOVCAT_FUZZ_CASES").ok().and_then(|it| it.parse().ok());
    let config = ProptestConfig {
        cases: cases.unwrap_or(4096),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let texts = [SEEDS.iter().map(|it| it.chars().collect()).collect(), files()];
    let place = any::<Index>;
    let edits = prop::collection::vec((place(), 0..PIECES.len(), 0_usize..6), 0..4);
    let inputs = (0..texts.len(), place(), place(), 1_usize..400, edits, 0..8);
    let plain = AtomicUsize::new(0);
    let run = |(kind, which, cut, length, edits, line_ends): (usize, Index, _, _, Vec<_>, _)| {
        let mut text = mutated(which.get::<Vec<char>>(&texts[kind]), cut, length, &edits);
        if line_ends == 0 {
            text = text.replace('\n', "\r\n");
        }
        plain.fetch_add(usize::from(agree(&text)), Ordering::Relaxed);
        // Whatever it is, the full reader comes to an end with a tree whose spans lie inside.
        let tree = full::parse(FILE, &text).value;
        for node in &tree.nodes {
            prop_assert!(node.start <= node.end && node.end as usize <= text.len());
            prop_assert!(
                text.is_char_boundary(node.start as usize)
                    && text.is_char_boundary(node.end as usize)
            );
        }
        Ok(())
    };
    TestRunner::new(config).run(&inputs, run).unwrap();
    // Both are held against each other only where the plain reader answers.
    let plain = plain.into_inner();
    println!("{plain} of {} texts were plain", cases.unwrap_or(4096));
    assert!(plain * 10 > cases.unwrap_or(4096) as usize);
}

#[test]
fn reading_goes_on_after_an_error() {
    let text = "govcat: 1\nentries:\n  - id: a\n    name: \"x\n  - id: b\n    channel: [y\n    name: z\n  - id: c\n    name: ok\nexclude:\n  - id: d\n";
    let outcome = full::parse(FILE, text);
    assert_eq!(outcome.diagnostics.len(), 2, "{:?}", outcome.diagnostics);
    let root = outcome.value.root().unwrap();
    let keys: Vec<_> = root.pairs().map(|(key, _)| key.text().unwrap().into_owned()).collect();
    assert_eq!(keys, ["govcat", "entries", "exclude"]);
    let (_, entries) = root.pairs().nth(1).unwrap();
    let ids: Vec<_> = entries
        .items()
        .map(|item| item.pairs().next().unwrap().1.text().unwrap().into_owned())
        .collect();
    assert_eq!(ids, ["a", "b", "c"]);
    assert_eq!(entries.items().map(NodeRef::is_damaged).collect::<Vec<_>>(), [true, true, false]);
}

#[test]
fn hostile_files_end_in_words() {
    for text in [
        "[".repeat(100_000),
        "- ".repeat(10_000),
        "? ".repeat(10_000),
        "a: &a [*a, *a]\nb: *a\n".to_owned(),
        "{".repeat(50_000),
        "\"".repeat(9_999),
    ] {
        let outcome = full::parse(FILE, &text);
        assert!(!outcome.diagnostics.is_empty());
        assert!(outcome.value.nodes.iter().filter(|it| it.kind == Kind::Mapping).count() < 10_000);
    }
}
