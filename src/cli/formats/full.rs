//! For people: the source lines with what is wrong in them, drawn by miette. The only file that
//! names it.
//!
//! miette's own sources count columns in bytes and read the file from its start for each report;
//! [`Drawing`] gives it the few lines that matter, with columns in characters.
use std::{
    error,
    fmt::{self, Write as _},
};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError,
    MietteSpanContents, SourceCode, SourceSpan, SpanContents,
};

use crate::{
    cli::{
        finding::Finding,
        formats::{
            Checked, Look, severity_word,
            snippet::{Mark, Snippet, snippet},
        },
        style::{Paint, Style},
        wrap::{self, printable},
    },
    diagnostic::{Lang, Severity},
};

/// The report.
pub(super) fn text(checked: &Checked<'_>, look: Look) -> String {
    let mut text = String::new();
    for finding in checked.findings.iter().filter(|it| it.severity <= checked.show) {
        draw(&mut text, finding, checked.lang, look);
        text.push('\n');
    }
    text
}

fn draw(text: &mut String, finding: &Finding<'_>, lang: Lang, look: Look) {
    let place = &finding.place;
    let related =
        finding.related.iter().map(|it| Mark { place: it.place, label: Some(it.message) });
    let marks: Vec<Mark<'_>> =
        std::iter::once(Mark { place: *place, label: None }).chain(related).collect();
    // A file that could not be read has no line to show.
    let is_shown = !place.file.text.is_empty();
    let drawing = Drawing {
        message: printable(&finding.message).into_owned(),
        snippet: is_shown.then(|| snippet(&marks, look.width)),
        marks: &marks,
        severity: finding.severity,
    };
    // Writing to a string does not fail, and miette adds no errors of its own.
    let _ = handler(finding, &drawing, lang, look).render_report(text, &drawing);
    if !is_shown {
        let at =
            format!("{}:{}:{}", printable(&place.file.path), place.start.line, place.start.column);
        let _ = writeln!(text, "   ╰─[{}]", look.style.paint(Paint::Cyan, at));
    }
    let (mend, more) = match lang {
        Lang::Zh => ("改法：", "说明："),
        Lang::En => ("help: ", "more: "),
    };
    if let Some(help) = &finding.help {
        note(text, mend, &printable(help), look);
    }
    note(text, more, &format!("govcat explain {}", finding.code), look);
}

/// A line under the snippet: a word, then a text that is indented behind it.
fn note(text: &mut String, word: &str, words: &str, look: Look) {
    let indent = " ".repeat(2 + wrap::width(word));
    let filled = wrap::fill(words, look.width, &indent);
    let _ = write!(text, "  {}", look.style.paint(Paint::Cyan, word));
    text.push_str(filled.trim_start_matches(' '));
}

fn handler(
    finding: &Finding<'_>,
    drawing: &Drawing<'_>,
    lang: Lang,
    look: Look,
) -> GraphicalReportHandler {
    let mut theme = match look.style {
        Style::Coloured => GraphicalTheme::unicode(),
        Style::Plain => GraphicalTheme::unicode_nocolor(),
    };
    let word = format!("{}[{}]", severity_word(finding.severity, lang), finding.code);
    let (style, icon) = match finding.severity {
        Severity::Error => (theme.styles.error, &mut theme.characters.error),
        Severity::Warning => (theme.styles.warning, &mut theme.characters.warning),
        Severity::Info => (theme.styles.advice, &mut theme.characters.advice),
    };
    *icon = word;
    // The mark that the finding is about has its colour, the others another; miette hands the
    // colours out by the marks' order in the text.
    let other = theme.styles.help;
    let mut order: Vec<usize> = (0..drawing.marks.len()).collect();
    order.sort_by_key(|at| drawing.range(*at).start);
    theme.styles.highlights =
        order.into_iter().map(|at| if at == 0 { style } else { other }).collect();
    GraphicalReportHandler::new_themed(theme)
        .with_width(look.width)
        .with_links(false)
        .with_context_lines(1)
        .without_syntax_highlighting()
}

/// A finding as miette sees it.
#[derive(Debug)]
struct Drawing<'a> {
    message: String,
    snippet: Option<Snippet<'a>>,
    marks: &'a [Mark<'a>],
    severity: Severity,
}

impl Drawing<'_> {
    fn range(&self, mark: usize) -> std::ops::Range<usize> {
        self.snippet.as_ref().map_or(0..0, |it| it.marks[mark].clone())
    }
}

impl fmt::Display for Drawing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl error::Error for Drawing<'_> {}

impl Diagnostic for Drawing<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.snippet.is_some().then_some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.marks.iter().enumerate().map(|(at, mark)| {
            let label = mark.label.map(|it| printable(it).into_owned());
            let range = self.range(at);
            let span = SourceSpan::from((range.start, range.len()));
            if at == 0 {
                LabeledSpan::new_primary_with_span(label, span)
            } else {
                LabeledSpan::new_with_span(label, span)
            }
        })))
    }
}

impl SourceCode for Drawing<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let snippet = self.snippet.as_ref().ok_or(MietteError::OutOfBounds)?;
        let (start, end) = (span.offset(), span.offset() + span.len());
        let block = snippet
            .blocks
            .iter()
            .find(|it| it.range.start <= start && end <= it.range.end)
            .ok_or(MietteError::OutOfBounds)?;
        let text = &snippet.text[block.range.clone()];
        let from = line_start(text, start - block.range.start, before);
        let to = line_end(text, end - block.range.start, after);
        let mut line = block.first + text[..from].matches('\n').count();
        let mut column = 0;
        // miette asks without context when it wants to name the place.
        if before == 0 && after == 0 {
            let mark = (0..self.marks.len()).find(|at| self.range(*at) == (start..end));
            if let Some(mark) = mark {
                let place = self.marks[mark].place.start;
                (line, column) = (place.line - 1, place.column - 1);
            }
        }
        let data = &text[from..to];
        let range = SourceSpan::from((block.range.start + from, data.len()));
        let name = printable(&block.file.path).into_owned();
        let lines = data.matches('\n').count();
        Ok(Box::new(MietteSpanContents::new_named(
            name,
            data.as_bytes(),
            range,
            line,
            column,
            lines,
        )))
    }
}

/// The start of the line so many lines above a byte.
fn line_start(text: &str, at: usize, above: usize) -> usize {
    let mut breaks = text[..at].rmatch_indices('\n').map(|(it, _)| it + 1);
    breaks.nth(above).unwrap_or(0)
}

/// The end of the line so many lines below a byte.
fn line_end(text: &str, at: usize, below: usize) -> usize {
    let mut breaks = text[at..].match_indices('\n').map(|(it, _)| at + it + 1);
    breaks.nth(below).unwrap_or(text.len())
}
