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

/// What the READMEs tell a clerk to type is what `tests/cli/clerk.md` runs.
#[test]
fn the_clerks_path_is_the_one_that_is_run() {
    let commands = |text: &str, sign: &str| -> Vec<String> {
        let lines = text.lines().filter_map(|it| it.strip_prefix(sign));
        let own = lines.filter(|it| it.starts_with("govcat "));
        own.map(|it| it.trim_end_matches(" --lang zh").to_owned()).collect()
    };
    let run = commands(&std::fs::read_to_string("tests/cli/clerk.md").unwrap(), "$ ");
    assert_eq!(run.len(), 6);
    for (readme, heading) in
        [("README.md", "## Starting from an Excel"), ("README.zh-CN.md", "## 从一张 Excel")]
    {
        let text = std::fs::read_to_string(readme).unwrap();
        let section = text.split(heading).nth(1).unwrap().split("\n## ").next().unwrap();
        assert_eq!(commands(section, ""), run, "{readme}");
    }
}

fn cases() -> trycmd::TestCases {
    let cases = trycmd::TestCases::new();
    cases.env("LC_ALL", "C.UTF-8").env("COLUMNS", "80");
    cases
}
