//! One page for citizens: what can be seen sooner, what can no longer be seen.
use crate::{
    cli::diff::report::Report,
    diagnostic::message,
    diff::{Change, Direction},
    render::diff::{PublicGroup, PublicItem, PublicPage},
};

/// What a change is for somebody who looks for information.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Matter {
    Sooner,
    More,
    Later,
    Less,
    LeftOut,
    Unclear,
}

impl Matter {
    const ALL: [Self; 6] =
        [Self::Sooner, Self::More, Self::Later, Self::Less, Self::LeftOut, Self::Unclear];

    /// What a change is; `None` for what makes no difference.
    fn of(change: &Change) -> Option<Self> {
        let is_time = change.field == Some("deadline");
        Some(match change.direction {
            Direction::Strengthened if is_time => Self::Sooner,
            Direction::Strengthened => Self::More,
            Direction::Weakened if is_time => Self::Later,
            Direction::Weakened => Self::Less,
            Direction::Undetermined => Self::Unclear,
            Direction::Neutral => match change.rule.code {
                "entry-excluded" | "domain-not-applicable" => Self::LeftOut,
                _ => return None,
            },
        })
    }

    fn heading(self, report: &Report<'_>) -> &'static str {
        match self {
            Self::Sooner => report.words("公布得更快", "Published sooner"),
            Self::More => report.words("能看到的更多", "More to see"),
            Self::Later => report.words("公布得更慢", "Published later"),
            Self::Less => report.words("看不到了，或者更难看到", "Gone, or harder to see"),
            Self::LeftOut => {
                report.words("不再列入目录，目录写明了理由", "Left out, with a reason")
            }
            Self::Unclear => {
                report.words("有变化，从文字看不出快慢多少", "Changed; the words do not tell how")
            }
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Sooner | Self::More => "better",
            Self::Later | Self::Less => "worse",
            Self::LeftOut | Self::Unclear => "other",
        }
    }
}

/// The page.
pub(crate) fn page(report: &Report<'_>) -> PublicPage {
    let groups: Vec<PublicGroup> =
        Matter::ALL.into_iter().filter_map(|it| group(report, it)).collect();
    let count: usize = groups.iter().map(|it| it.items.len()).sum();
    let lead = match count {
        0 => message!(
            "这次调整没有改变公众能看到什么、什么时候能看到。",
            "This version changes nothing about what the public can see, and when."
        ),
        n => message!(
            "这次调整中，有 {n} 处改变了公众能看到什么、什么时候能看到。",
            "{n} changes of this version make a difference to what the public can see, and when."
        ),
    };
    PublicPage {
        lang: report.words("zh-CN", "en"),
        title: report
            .words(
                "政务公开目录调整：对您有什么影响",
                "The new disclosure catalog: what changes for you",
            )
            .to_owned(),
        lead: report.say(&lead).to_owned(),
        groups,
        generator: concat!("govcat ", env!("CARGO_PKG_VERSION")),
    }
}

fn group(report: &Report<'_>, matter: Matter) -> Option<PublicGroup> {
    let changes = report.set.changes.iter().filter(|it| Matter::of(it) == Some(matter));
    let items: Vec<PublicItem> = changes.map(|it| item(report, it)).collect();
    (!items.is_empty()).then(|| PublicGroup {
        code: matter.code(),
        heading: matter.heading(report),
        items,
    })
}

fn item(report: &Report<'_>, change: &Change) -> PublicItem {
    let mut whose = vec![change.agency_name.clone()];
    if !change.domain_name.is_empty() && change.domain_name != change.name {
        whose.push(change.domain_name.clone());
    }
    whose.extend(report.reach_words(change).filter(|_| change.touches.is_empty()));
    PublicItem {
        whose: whose.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · "),
        name: change.name.clone(),
        fingerprint: format!("{:016x}", change.fingerprint),
        text: report.say(&change.reason).to_owned(),
        note: change.accepted.as_ref().map(|it| report.approval(it)).unwrap_or_default(),
    }
}
