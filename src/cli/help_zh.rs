//! The Chinese help: laid over the command line that `args.rs` declares with English doc comments.
use std::fmt::Write as _;

use clap::{Arg, Command};

/// The help of each command (`validate`) and of its arguments (`validate.paths`).
const TEXTS: &[(&str, &str)] = &[
    ("", "基层政务公开标准目录编译器"),
    (".workspace", "工作区，即 govcat.toml 所在的文件夹 [默认：逐级向上找]"),
    (".lang", "提示用的语言 [默认：依 govcat.toml，其次依系统]"),
    (".color", "是否用颜色"),
    (".quiet", "不打印小结和进度"),
    (".no_fast_path", "每个文件都用完整的 YAML 读取器，较慢，供比对"),
    (".threads", "用几个线程 [默认：每个处理器核心一个]"),
    (".today", "以哪一天判断到期与逾期 [默认：当天]"),
    (".help", "显示帮助"),
    (".version", "显示版本"),
    ("init", "新建工作区，或在工作区里增加一个机关"),
    (
        "init.dir",
        "新工作区的文件夹；不写就在当前文件夹所在的工作区里增加机关，\n没有工作区时以当前文件夹为工作区",
    ),
    ("init.name", "机关的名称，例如 岫岩满族自治县"),
    ("init.agency", "机关的文件夹名，例如 xiuyan [默认：新文件夹的名字，其次行政区划代码]"),
    ("init.code", "行政区划代码（GB/T 2260），例如 210323"),
    ("init.level", "层级，例如 县级 [默认：由行政区划代码推定]"),
    (
        "init.extends",
        "上一层的机关，没有写 none；national 是26个试点领域的国家标准，工作区里没有时抄一份 [默认：national]",
    ),
    ("init.complete", "本机关的文件自成一套完整的表，只与上一层对照（inherit: false）"),
    ("validate", "检查目录，指出问题"),
    ("validate.paths", "只报告这些文件或文件夹里的问题 [默认：全部]"),
    (
        "validate.format",
        "输出格式，可多次给出；“格式=文件”存进文件 [可写：full、concise、\njson、sarif、github、gitlab、junit]",
    ),
    ("validate.fail_on", "从哪一级起算不通过（退出码 1）"),
    ("validate.show", "full 格式列出哪一级以上的问题；小结总是全部计数"),
    ("validate.statistics", "按规则统计问题个数，最要紧的在前"),
    ("validate.at_once", "内存里同时放多少个目录文件"),
    (
        "validate.shard",
        "只检查 N 份中的第 I 份：按文件夹名排序的机关分成 N 份，各份的 JSON 报告用 govcat merge 合并",
    ),
    ("fmt", "整理目录文件的排版，不改内容"),
    ("fmt.paths", "只整理这些文件或文件夹 [默认：全部]"),
    ("fmt.check", "不写文件；有文件需要整理就不通过（退出码 1）"),
    ("fmt.diff", "不写文件；显示会怎样改"),
    ("fix", "改正有把握的问题：标准词、多余的空格、法规文件的写法"),
    ("fix.paths", "只改这些文件或文件夹 [默认：全部]"),
    ("fix.diff", "不写文件；显示会怎样改"),
    ("fix.only", "只改这条规则的问题，可多次给出"),
    ("build", "把目录编译成网站"),
    ("build.out", "网站写到哪个文件夹"),
    ("build.force", "文件夹里有别的东西时，把它移到旁边再写"),
    ("build.keep_going", "目录有错也编译其余完好的部分，并说明略去了什么"),
    ("build.since", "另加网页，说明自 git 的某个版本以来有什么变化；可写多次，从旧到新"),
    ("build.shard", "只写 N 份机关中的第 I 份，由之后加 --from 的 build 取用"),
    ("build.from", "取用各份已经写在这个文件夹里的内容，每份写一次"),
    ("serve", "边改边看：在本机预览网站，文件一改就重新生成并刷新"),
    ("serve.port", "本机的端口；0 表示由系统选一个空闲的"),
    ("serve.out", "网站写到这个文件夹 [默认：临时文件夹，结束时删去]"),
    ("serve.open", "用浏览器打开"),
    ("resolve", "打印编译好的事项：各层叠加之后的结果"),
    ("resolve.target", "机关，或机关/领域，或机关/领域#编号"),
    ("resolve.trace", "同时打印每个字段出自哪个文件哪一行"),
    ("resolve.format", "输出格式"),
    ("export", "把目录导出成正式表格：Excel、Word、CSV、网页"),
    ("export.format", "格式"),
    ("export.agency", "哪个机关的目录 [默认：上面没有别的机关的那一个]"),
    ("export.domain", "只导出这个领域，写代码或名称，可多次给出 [默认：全部]"),
    ("export.out", "写到哪个文件；写文件夹则每张表一个文件 [默认：标准输出]"),
    ("export.plain", "只要正式表样的各栏，供送审签字；不带 govcat import 另外要读的几栏"),
    ("gap", "对照标准找差距：缺什么、弱在哪里、迟了多少、该由谁补"),
    ("gap.agencies", "只看这些机关 [默认：有上一层的全部机关]"),
    ("gap.format", "输出格式，可多次给出；“格式=文件”存进文件 [可写：text、json、html、csv、xlsx]"),
    ("gap.fail_under", "有机关得分低于这个数就不通过（退出码 1）"),
    ("gap.domain", "只看这个领域，可多次给出"),
    ("gap.office", "只看由这个机构公开的事项，可多次给出"),
    (
        "gap.against",
        "和 git 的某个版本，或先前的报告（--format json 写成的文件）相比，新增和消除了哪些差距",
    ),
    ("gap.shard", "只看 N 份中的第 I 份机关，各份的 JSON 报告用 govcat merge 合并"),
    ("gap.at_once", "内存里同时放多少个目录文件"),
    ("merge", "把各份（--shard）的报告合成一份，与不分份的逐字节相同"),
    ("merge.reports", "validate 或 gap 用 --shard 和 --format json 写成的报告，一份不能少"),
    ("merge.out", "合成的报告写到哪个文件 [默认：标准输出]"),
    ("merge.fail_on", "从哪一级起算不通过（退出码 1） [默认：error]"),
    ("merge.fail_under", "有机关得分低于这个数就不通过（退出码 1）"),
    ("sample", "抽取每月的检查清单：同一种子抽取的结果相同"),
    ("sample.agencies", "只抽这些机关 [默认：全部机关，只供对照的标准除外]"),
    ("sample.rate", "每个机关的每个领域抽取的比例，不足一条的按一条"),
    ("sample.seed", "抽取的种子，相同的种子抽取的结果相同 [默认：当月]"),
    ("sample.format", "输出格式，可多次给出；“格式=文件”存进文件 [可写：text、csv、xlsx]"),
    ("deadline", "读懂一个公开时限，并算出到期日"),
    ("deadline.phrase", "公开时限，照表中的写法"),
    ("deadline.from", "从哪一天算起"),
    ("deadline.format", "打印的格式"),
    ("diff", "对比两个版本：对公众而言加强了什么，减弱了什么"),
    (
        "diff.versions",
        "两个文件夹、文件或 git 版本，也可写 版本:路径、A..B、A...B；只写一个就与工作区现状相比 [默认：当前分支与主分支分叉之处]",
    ),
    (
        "diff.format",
        "输出格式，可多次给出；“格式=文件”存进文件 [可写：text、json、markdown、github、html、public]",
    ),
    ("diff.fail_on", "哪些变化算不通过（退出码 1）；已认可的不算"),
    ("diff.expand", "列出随每处变化而变的机关和涉及的事项"),
    ("diff.at_once", "内存里同时放多少个目录文件"),
    ("git-diff-driver", "让 git 按 govcat diff 的方式显示目录的变化"),
    (
        "git-diff-driver.args",
        "git 传来的参数：路径；旧版的文件、对象号和模式；\n新版的文件、对象号和模式；改名时还有新路径和说明",
    ),
    ("import", "把表格转成目录：Excel、Word、网页、CSV"),
    ("import.files", "表格文件：xlsx、xls、ods、docx、html、csv、tsv、md"),
    ("import.agency", "这些表格是哪个机关的，写 catalogs/ 下的文件夹名"),
    (
        "import.domain",
        "标题、工作表名和文件名都没有写明领域的表格属于哪个领域 [可写：代码、名称或序号]",
    ),
    ("import.out", "写到哪个文件夹 [默认：catalogs/机关]"),
    ("import.dry_run", "只报告，不写任何文件"),
    ("import.report", "把报告也存进这个文件"),
    ("import.format", "报告的格式"),
    ("explain", "解释一条规则；不写规则名就列出全部规则"),
    ("explain.changes", "改为列出 govcat diff 判断变化的规则"),
    ("explain.rule", "规则名，例如 unknown-channel"),
    ("explain.format", "输出格式"),
    ("schema", "打印 JSON Schema：供编辑器用的文件格式，供程序用的输出格式"),
    ("schema.name", "哪种文件或哪个命令的输出；不写就列出全部"),
    ("templates", "复制网页模板，以便修改"),
    ("eject", "把内置的模板、样式、脚本和用语复制到文件夹里；已有的文件不动"),
    ("eject.dir", "复制到哪个文件夹 [默认：工作区的 templates/，govcat build 会用它]"),
    ("completions", "打印命令行补全脚本"),
    ("completions.shell", "哪一种 shell"),
    ("man", "打印手册页"),
];

/// What stands for a value.
const VALUE_NAMES: &[(&str, &str)] = &[
    ("DIR", "文件夹"),
    ("LANG", "语言"),
    ("WHEN", "何时"),
    ("N", "个数"),
    ("PORT", "端口"),
    ("YYYY-MM-DD", "年-月-日"),
    ("PATH", "路径"),
    ("FORMAT[=FILE]", "格式[=文件]"),
    ("FORMAT", "格式"),
    ("SEVERITY", "级别"),
    ("VERSION", "版本"),
    ("REVISION", "版本"),
    ("I/N", "第几份/份数"),
    ("REPORT", "报告"),
    ("REVISION|FILE", "版本|文件"),
    ("CHANGES", "变化"),
    ("ARG", "参数"),
    ("TARGET", "机关[/领域[#编号]]"),
    ("AGENCY", "机关"),
    ("SCORE", "分数"),
    ("CODE", "领域"),
    ("OFFICE", "机构"),
    ("FILE", "文件"),
    ("RATE", "比例"),
    ("SEED", "种子"),
    ("RULE", "规则"),
    ("PHRASE", "时限"),
    ("NAME", "种类"),
    ("SHELL", "SHELL"),
    ("FILE|DIR", "文件|文件夹"),
    ("TEXT", "文字"),
    ("DIGITS", "数字"),
    ("LEVEL", "层级"),
];

const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// Lays the Chinese help over a command line.
pub(crate) fn translate(command: Command) -> Command {
    let mut command = words(command, "");
    command.build();
    usages(command)
}

fn words(command: Command, path: &str) -> Command {
    let command = command
        .mut_args(|arg| argument(arg, path))
        .mut_subcommands(|sub| {
            let name = sub.get_name().to_owned();
            words(sub, &name)
        })
        .help_template(TEMPLATE)
        .subcommand_value_name("命令")
        .subcommand_help_heading("命令");
    match text(path) {
        Some(text) => command.about(text),
        None => command,
    }
}

fn argument(arg: Arg, path: &str) -> Arg {
    let Some(text) = text(&format!("{path}.{}", arg.get_id())) else { return arg };
    let mut text = text.to_owned();
    let shows_values = arg.get_action().takes_values();
    let defaults = arg.get_default_values().iter().map(|it| it.to_string_lossy());
    let defaults = defaults.collect::<Vec<_>>().join("、");
    if shows_values && !defaults.is_empty() && !arg.is_hide_default_value_set() {
        let _ = write!(text, " [默认：{defaults}]");
    }
    let values = arg.get_possible_values();
    let values = values.iter().map(clap::builder::PossibleValue::get_name).collect::<Vec<_>>();
    if shows_values && !values.is_empty() {
        let _ = write!(text, " [可写：{}]", values.join("、"));
    }
    let names = arg.get_value_names().unwrap_or_default();
    let name = names.first().and_then(|it| lookup(VALUE_NAMES, it));
    let heading = match (arg.get_help_heading(), arg.is_positional()) {
        (Some(_), _) => "通用选项",
        (None, true) => "参数",
        (None, false) => "选项",
    };
    let arg = arg
        .help(text)
        .help_heading(heading)
        .hide_default_value(shows_values)
        .hide_possible_values(shows_values);
    match name {
        Some(name) => arg.value_name(name),
        None => arg,
    }
}

/// The word “options” in the usage line is clap's own.
fn usages(command: Command) -> Command {
    let mut command = command.mut_subcommands(usages);
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").replace("[OPTIONS]", "[选项]");
    command.override_usage(usage)
}

fn text(path: &str) -> Option<&'static str> {
    lookup(TEXTS, path)
}

fn lookup(table: &[(&str, &'static str)], key: &str) -> Option<&'static str> {
    table.iter().find(|(it, _)| *it == key).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::{Command, CommandFactory};

    use super::{TEXTS, VALUE_NAMES, lookup, translate};
    use crate::cli::{args::Cli, wrap::width};

    fn keys(command: &Command, path: &str, keys: &mut BTreeSet<String>) {
        keys.insert(path.to_owned());
        for arg in command.get_arguments() {
            keys.insert(format!("{path}.{}", arg.get_id()));
            for name in arg.get_value_names().unwrap_or_default() {
                let shown = arg.get_action().takes_values();
                assert!(
                    !shown || lookup(VALUE_NAMES, name).is_some(),
                    "no Chinese for <{name}> of {path}.{}",
                    arg.get_id()
                );
            }
        }
        for sub in command.get_subcommands() {
            self::keys(sub, sub.get_name(), keys);
        }
    }

    #[test]
    fn every_argument_has_a_chinese_text_and_none_is_left_over() {
        let mut declared = BTreeSet::new();
        keys(&Cli::command(), "", &mut declared);
        let translated: BTreeSet<String> = TEXTS.iter().map(|(key, _)| (*key).to_owned()).collect();
        assert_eq!(declared, translated);
        assert_eq!(translated.len(), TEXTS.len(), "a text is there twice");
    }

    /// clap breaks lines at blanks only, of which Chinese has none.
    #[test]
    fn no_line_of_help_is_wider_than_a_terminal() {
        fn check(command: &mut Command) {
            let help = command.render_help().to_string();
            for line in help.lines() {
                assert!(width(line) <= 80, "{}: {line}", command.get_name());
            }
            command.get_subcommands_mut().for_each(check);
        }
        let narrow = || Cli::command().term_width(80);
        for mut command in [narrow(), translate(narrow())] {
            command.build();
            check(&mut command);
        }
    }

    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        Cli::command().debug_assert();
        translate(Cli::command()).debug_assert();
    }
}
