//! What could not be read of a side: entries may be missing for it, so it is said.
use crate::{
    cli::{diff::sides::Side, session::Session, style::Paint, wrap},
    diagnostic::{Diagnostic, Message, message},
};

/// The findings by which text is lost.
const LOSSES: [&str; 5] = [
    "syntax-error",
    "unsupported-yaml",
    "unsupported-encoding",
    "unreadable-file",
    "symbolic-link",
];

/// More of them tell nothing new here; `govcat validate` lists all.
const SHOWN: usize = 10;

/// What could not be read of a side.
pub(crate) struct Loss<'a> {
    side: &'a Side,
    found: Vec<&'a Diagnostic>,
}

/// Whether text is lost by it.
pub(super) fn is_loss(it: &Diagnostic) -> bool {
    LOSSES.contains(&it.code)
}

impl<'a> Loss<'a> {
    pub(crate) fn of(side: &'a Side, compiled: &'a [Diagnostic]) -> Self {
        let all = side.found.iter().chain(compiled);
        let mut found: Vec<_> = all.filter(|it| is_loss(it)).collect();
        found.sort_by_key(|it| it.span);
        Self { side, found }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Says so on standard error.
    pub(crate) fn say(&self, session: &mut Session<'_>) {
        if self.found.is_empty() {
            return;
        }
        let label = &self.side.label;
        let (zh, en) = (&label.zh, &label.en);
        let head: Message = message!(
            "{zh} 的文件没有读全，这里没有的事项不一定真的没有：",
            "{en} could not be read whole; what is missing there may not be missing:"
        );
        let style = session.err_style();
        let head = wrap::printable(head.text(session.lang)).into_owned();
        session.err.print_line(style.paint(Paint::Yellow, head));
        for it in self.found.iter().take(SHOWN) {
            let (file, at) = self.side.workspace.place(it.span);
            let line = format!(
                "{file}:{}:{}: {} [{}]",
                at.line,
                at.column,
                it.message.text(session.lang),
                it.code
            );
            session.err.print_line(format_args!("  {}", wrap::printable(&line)));
        }
        if let Some(n @ 1..) = self.found.len().checked_sub(SHOWN) {
            let more = message!("还有 {n} 处", "{n} more");
            session.err.print_line(format_args!("  … {}", more.text(session.lang)));
        }
    }
}
