//! Sessions on the command line, as Markdown that is executed: `tests/cli/*.md`.

#[test]
fn the_command_line_does_what_the_transcripts_say() {
    trycmd::TestCases::new().env("LC_ALL", "C.UTF-8").env("COLUMNS", "80").case("tests/cli/*.md");
}
