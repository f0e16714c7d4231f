//! Suppressions: comments that take a finding out, and what is wrong with them.
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    check::{ALWAYS, Rule},
    compile::Compilation,
    diagnostic::{Diagnostic, Message, message},
    model::likeness::nearest,
    source::{Workspace, config::Level},
    span::{FileId, Span},
    syntax::allow::{Allow, Form},
};

/// Takes out what comments suppress; reports suppressions that are unused or give no reason.
/// Gives how many findings were taken out.
pub(super) fn suppress(
    workspace: &Workspace,
    compilation: &Compilation<'_>,
    rules: &[&'static Rule],
    findings: &mut Vec<Diagnostic>,
) -> usize {
    let allows: Vec<&Allow> =
        compilation.allows.iter().filter(|it| workspace.answers_for(it.span.file)).collect();
    if allows.is_empty() {
        return 0;
    }
    let mut by_line: FxHashMap<(FileId, usize), Vec<usize>> = FxHashMap::default();
    for (at, allow) in allows.iter().enumerate() {
        by_line.entry((allow.span.file, allow.line)).or_default().push(at);
        // What concerns a file as a whole is found at its first byte, which may be a comment's.
        if allow.span.start == 0 && allow.line != 0 {
            by_line.entry((allow.span.file, 0)).or_default().push(at);
        }
    }
    let mut used = vec![Vec::<&str>::new(); allows.len()];
    let before = findings.len();
    findings.retain(|finding| {
        let line = workspace.file(finding.span.file).lines().line_of(finding.span.start);
        let near = by_line.get(&(finding.span.file, line));
        let hit = near.into_iter().flatten().find(|at| {
            let allow = allows[**at];
            // Without a reason nothing is suppressed.
            !ALWAYS.contains(&finding.code)
                && !allow.reason.is_empty()
                && allow.codes.iter().any(|code| code == finding.code)
        });
        if let Some(at) = hit {
            used[*at].push(finding.code);
        }
        hit.is_none()
    });
    let suppressed = before - findings.len();
    for (allow, used) in allows.iter().zip(&used) {
        if allow.form == Form::Other {
            findings.push(unused(allow.span, not_understood(), how_to_write()));
        } else if allow.reason.is_empty() {
            findings.push(without_reason(allow));
        } else if allow.codes.is_empty() {
            let what = message!("没有写要忽略哪条规则", "the suppression names no rule");
            findings.push(unused(allow.span, what, how_to_write()));
        } else {
            let idle = allow.codes.iter().filter(|code| !used.contains(&code.as_str()));
            findings.extend(idle.filter_map(|code| unused_code(workspace, rules, allow, code)));
        }
    }
    suppressed
}

fn how_to_write() -> Message {
    message!("写成“# govcat: allow(规则): 理由”", "write `# govcat: allow(rule): reason`")
}

fn not_understood() -> Message {
    message!(
        "这条注释写法不对，什么问题也没有忽略",
        "this comment is not written as a suppression and suppresses nothing"
    )
}

fn without_reason(allow: &Allow) -> Diagnostic {
    let what = message!(
        "忽略检查没有写理由，所以不起作用",
        "a suppression without a reason has no effect"
    );
    Diagnostic::new("suppression-without-reason", allow.span, what)
        .with_help(how_to_write())
        .about(&allow.codes.join(" "))
}

fn unused(span: Span, what: Message, help: Message) -> Diagnostic {
    Diagnostic::new("unused-suppression", span, what).with_help(help)
}

/// What is wrong with a rule's name that suppresses nothing; `None` for a rule that is off.
fn unused_code(
    workspace: &Workspace,
    rules: &[&'static Rule],
    allow: &Allow,
    code: &str,
) -> Option<Diagnostic> {
    if workspace.config.rules.get(code) == Some(&Level::Off) {
        return None;
    }
    let (what, help) = if ALWAYS.contains(&code) {
        (
            message!("“{code}”的问题不能忽略", "`{code}` cannot be suppressed"),
            message!(
                "不改好它，写下的内容就会丢失或不能公开",
                "until it is mended, something that was written is lost or not published"
            ),
        )
    } else if rules.iter().any(|rule| rule.code == code) {
        (
            message!(
                "这一行没有“{code}”的问题，这条忽略没有用",
                "`{code}` finds nothing on this line; the suppression is unused"
            ),
            message!("删去这条忽略", "delete the suppression"),
        )
    } else {
        let help = match nearest(code, rules.iter().map(|rule| rule.code)) {
            Some(nearest) => message!("是不是“{nearest}”？", "did you mean `{nearest}`?"),
            None => message!("规则的名称见 govcat explain", "`govcat explain` lists the rules"),
        };
        (message!("没有“{code}”这条规则", "there is no rule `{code}`"), help)
    };
    Some(unused(place_of(workspace, allow, code), what, help).about(code))
}

/// The place of a rule's name in its comment.
fn place_of(workspace: &Workspace, allow: &Allow, code: &str) -> Span {
    let text = workspace.text(allow.span);
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let whole = |at: &usize| {
        !text[..*at].ends_with(is_part) && !text[at + code.len()..].starts_with(is_part)
    };
    let found = text.match_indices(code).map(|(at, _)| at).find(whole);
    let span = found.and_then(|at| {
        let start = allow.span.start.checked_add(u32::try_from(at).ok()?)?;
        let end = start.checked_add(u32::try_from(code.len()).ok()?)?;
        Some(Span { start, end, ..allow.span })
    });
    span.unwrap_or(allow.span)
}

/// Takes out what rules find in a line that is not valid YAML: they saw only half of the value, and
/// what is wrong with the line is said already.
pub(super) fn beside_syntax_errors(workspace: &Workspace, findings: &mut Vec<Diagnostic>) {
    let line = |finding: &Diagnostic| {
        let file = finding.span.file;
        (file, workspace.file(file).lines().line_of(finding.span.start))
    };
    let broken: FxHashSet<(FileId, usize)> =
        findings.iter().filter(|it| it.code == "syntax-error").map(line).collect();
    if !broken.is_empty() {
        findings.retain(|it| it.code == "syntax-error" || !broken.contains(&line(it)));
    }
}
