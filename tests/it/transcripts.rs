//! Sessions on the command line, as Markdown that is executed: `tests/cli/*.md` and the READMEs.

#[test]
fn the_command_line_does_what_the_transcripts_say() {
    cases().case("tests/cli/*.md");
}

/// The READMEs' `console` blocks run at the repository's root; `sh` blocks are for people.
#[test]
fn the_readmes_tell_the_truth() {
    cases().case("README.md").case("README.zh-CN.md");
}

fn cases() -> trycmd::TestCases {
    let cases = trycmd::TestCases::new();
    cases.env("LC_ALL", "C.UTF-8").env("COLUMNS", "80");
    cases
}
