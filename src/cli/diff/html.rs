//! One page for reviewers, in a file of its own.
use crate::{
    cli::{
        diff::report::{At, Report},
        style::Style,
    },
    diff::{Change, Direction, words},
    render::diff::{ChangeRow, DiffPage, Part, Section, Total},
};

/// The page.
pub(crate) fn page(report: &Report<'_>) -> DiffPage {
    let summary = report.set.summary();
    let totals = Direction::ALL.iter().map(|it| Total {
        code: it.name(),
        label: it.label().text(report.lang).to_owned(),
        count: summary.of(*it),
    });
    DiffPage {
        lang: report.words("zh-CN", "en"),
        title: report.words("政务公开目录的变化", "Changes of the disclosure catalogs").to_owned(),
        versions: report.title(),
        summary: report.totals(Style::Plain),
        totals: totals.collect(),
        sections: Direction::ALL.iter().filter_map(|it| section(report, *it)).collect(),
        stale: report.stale_lines(),
        generator: concat!("govcat ", env!("CARGO_PKG_VERSION")),
    }
}

fn section(report: &Report<'_>, direction: Direction) -> Option<Section> {
    let rows: Vec<ChangeRow> = report.of(direction).map(|it| row(report, it)).collect();
    (!rows.is_empty()).then(|| Section {
        code: direction.name(),
        label: direction.label().text(report.lang).to_owned(),
        rows,
    })
}

fn row(report: &Report<'_>, change: &Change) -> ChangeRow {
    let texts = Report::texts(change);
    let (old, new) = texts.map_or_else(Default::default, |(old, new)| words::pieces(old, new));
    let parts = |pieces: Vec<words::Piece<'_>>| {
        pieces
            .into_iter()
            .map(|it| Part { text: it.text.to_owned(), is_changed: it.is_changed })
            .collect()
    };
    let place = |it: At<'_>| format!("{}:{}", it.file, it.line);
    let notes = [
        change.doubt.as_ref().map(|it| {
            format!(
                "{}{}{}",
                report.words("存疑", "In doubt"),
                report.words("：", ": "),
                report.say(it)
            )
        }),
        report.reach_words(change),
        change.accepted.as_ref().map(|it| report.approval(it)),
    ];
    ChangeRow {
        whose: report.whose(change),
        entry: Report::entry(change).unwrap_or_default(),
        // A page alone leads nowhere; a site knows its own pages.
        href: None,
        what: report.what(change),
        reason: report.say(&change.reason).to_owned(),
        old: parts(old),
        new: parts(new),
        notes: notes.into_iter().flatten().collect(),
        is_accepted: change.accepted.is_some(),
        rule: change.rule.code,
        old_at: report.old_at(change).map(place).unwrap_or_default(),
        new_at: report.new_at(change).map(place).unwrap_or_default(),
        fingerprint: format!("{:016x}", change.fingerprint),
    }
}
