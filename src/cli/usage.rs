//! The arguments as typed, understood or explained.
use std::{error::Error as _, ffi::OsString, fmt::Write as _, num::ParseIntError};

use clap::{
    CommandFactory, FromArgMatches,
    error::{ContextKind, ContextValue, ErrorKind},
};

use crate::{
    cli::{
        Exit,
        args::{Cli, When},
        help_zh,
        printer::Printer,
        style::Style,
    },
    diagnostic::Lang,
    sample::BadRate,
};

/// The word that begins an error.
pub(crate) fn error_word(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "错误",
        Lang::En => "error",
    }
}

/// The command line in a language.
pub(crate) fn command(lang: Lang) -> clap::Command {
    match lang {
        Lang::Zh => help_zh::translate(Cli::command()),
        Lang::En => Cli::command(),
    }
}

/// Understands the arguments; where there is nothing to run, prints why.
pub(crate) fn parse(
    args: &[OsString],
    lang: Lang,
    out: &mut Printer<'_>,
    err: &mut Printer<'_>,
) -> Result<Cli, Exit> {
    let mut command = command(lang);
    let matches = command.try_get_matches_from_mut(args);
    let error = match matches.and_then(|it| Cli::from_arg_matches(&it)) {
        Ok(cli) => return Ok(cli),
        Err(error) => error,
    };
    let is_answer = !error.use_stderr();
    let text = match (lang, error.kind()) {
        (Lang::En, _)
        | (
            _,
            ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand,
        ) => render(&error, is_answer),
        (Lang::Zh, _) => explain(&error),
    };
    if !is_answer {
        err.print(text);
        return Err(Exit::Failed);
    }
    out.print(text);
    // The version or the help may be wanted in a file that cannot take it.
    Err(if out.finish().is_ok() { Exit::Clean } else { Exit::Failed })
}

fn render(error: &clap::Error, is_answer: bool) -> String {
    let style = if is_answer {
        Style::decide(When::Auto, &std::io::stdout())
    } else {
        Style::decide(When::Auto, &std::io::stderr())
    };
    match style {
        Style::Coloured => error.render().ansi().to_string(),
        Style::Plain => error.render().to_string(),
    }
}

/// A mistake in the arguments, in Chinese.
fn explain(error: &clap::Error) -> String {
    let get = |kind| error.get(kind).map(words).unwrap_or_default();
    let arg = get(ContextKind::InvalidArg);
    let value = get(ContextKind::InvalidValue);
    let what = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("没有 {} 这个命令", get(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => format!("没有 {arg} 这个参数"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{arg} 后面要写一个值"),
        ErrorKind::InvalidValue => format!("{arg} 不能是 {value}"),
        ErrorKind::ValueValidation => {
            let why = error.source().map(|it| format!("（{}）", reason(it))).unwrap_or_default();
            format!("{arg} 不能是 {value}{why}")
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {arg}"),
        ErrorKind::ArgumentConflict => {
            let prior = get(ContextKind::PriorArg);
            if prior.is_empty() || prior == arg {
                format!("{arg} 只能写一次")
            } else {
                format!("{arg} 不能和 {prior} 一起用")
            }
        }
        ErrorKind::TooManyValues => format!("{arg} 不需要值 {value}"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("{arg} 的值个数不对"),
        ErrorKind::NoEquals => format!("{arg} 和它的值之间要写等号"),
        ErrorKind::InvalidUtf8 => "参数不是 UTF-8 文字".to_owned(),
        ErrorKind::MissingSubcommand => "没有写要做什么".to_owned(),
        _ => "参数有误".to_owned(),
    };
    let mut text = format!("{}：{what}\n", error_word(Lang::Zh));
    let suggestions =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    if let Some(near) = suggestions.into_iter().map(get).find(|it| !it.is_empty()) {
        let _ = writeln!(text, "  是不是 {near}？");
    }
    for (kind, label) in
        [(ContextKind::ValidValue, "可以写"), (ContextKind::ValidSubcommand, "可用的命令")]
    {
        let valid = get(kind);
        if !valid.is_empty() {
            let _ = writeln!(text, "  {label}：{valid}");
        }
    }
    let usage = get(ContextKind::Usage);
    if !usage.is_empty() {
        let _ = writeln!(text, "\n用法：{}", usage.trim_start_matches("Usage: ").trim_end());
    }
    text.push_str("\n加上 --help 查看说明。\n");
    text
}

/// Why a value cannot be used, in Chinese: readers of values speak English.
fn reason(source: &(dyn std::error::Error + 'static)) -> String {
    let words = source.to_string();
    if source.is::<BadRate>() {
        "写成 10% 或 0.1 的样子".to_owned()
    } else if source.is::<jiff::Error>() {
        "写成 2026-11-21 的样子，要是日历上有的日子".to_owned()
    } else if source.is::<ParseIntError>() {
        "要写一个整数".to_owned()
    } else if let Some((_, range)) = words.split_once(" is not in ") {
        format!("只能在 {range} 之间")
    } else {
        words
    }
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(it) => it.clone(),
        ContextValue::Strings(it) => it.join("、"),
        ContextValue::StyledStr(it) => it.to_string(),
        ContextValue::StyledStrs(it) => {
            it.iter().map(ToString::to_string).collect::<Vec<_>>().join("、")
        }
        ContextValue::Number(it) => it.to_string(),
        _ => String::new(),
    }
}
