//! Two entries that are one, facet by facet: what differs, and what that means.
use crate::{
    compare::{Verdict, field, sets},
    diagnostic::{Message, message},
    diff::{
        Action, Direction, pace,
        rules::{self, Rule, named},
        sides::View,
    },
    model::{Text, catalog::Kind, choice::Choice, field::Field},
    resolve::view::Found,
    span::Span,
};

/// One thing in which two versions of an entry differ.
#[derive(Clone, Debug)]
pub(super) struct Facet {
    pub(super) action: Action,
    pub(super) field: Option<&'static str>,
    pub(super) direction: Direction,
    pub(super) rule: &'static Rule,
    pub(super) reason: Message,
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
    pub(super) old_at: Option<Span>,
    pub(super) new_at: Option<Span>,
    /// Whether the table's own agency wrote either side of it.
    pub(super) is_own: bool,
}

/// How much of two entries to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of it.
    Whole,
    /// All but the content, which is shared out among several entries.
    WithoutContent,
    /// Only what a part of an entry still has in common with the whole.
    Part,
}

/// What differs between two entries, besides their ids.
pub(super) fn facets(old: &View<'_>, new: &View<'_>, extent: Extent) -> Vec<Facet> {
    let wanted = |field: &Field| match extent {
        Extent::Whole => true,
        Extent::WithoutContent => *field != Field::Content,
        Extent::Part => !matches!(field, Field::Content | Field::Category | Field::Name),
    };
    Field::ALL.into_iter().filter(wanted).filter_map(|it| facet(it, old, new)).collect()
}

/// A field in which two entries differ.
fn facet(field: Field, old: &View<'_>, new: &View<'_>) -> Option<Facet> {
    let (a, b) = (old.find(field), new.find(field));
    // What is written alike is alike: should it mean something else now, a registry changed.
    let is_about_others = matches!(field, Field::Review | Field::Reconstructed);
    if is_written_alike(field, a.as_ref(), b.as_ref()) && !is_about_others {
        return None;
    }
    if values(field, old) == values(field, new) {
        return None;
    }
    let judgement = field::compare(field, new, old);
    let is_negative = new.table.kind == Kind::Negative && field == Field::Content;
    let direction = match direction(judgement.verdict) {
        it if is_negative => it.mirrored(),
        it => it,
    };
    // What a syntax error may have swallowed is not known to be gone.
    let is_damaged =
        [old, new].iter().any(|it| it.stack.iter().any(|at| it.resolution.entry(*at).is_damaged));
    let direction = if is_damaged { Direction::Undetermined } else { direction };
    let is_reworded = judgement.verdict == Verdict::Equal && !is_damaged;
    let rule = match (field, direction) {
        _ if is_damaged => named("entry-unreadable"),
        (Field::Content, Direction::Weakened) if is_negative => named("negative-content-added"),
        (Field::Content, Direction::Strengthened) if is_negative => {
            named("negative-content-dropped")
        }
        (Field::Basis, Direction::Neutral) if is_reworded => named("basis-reworded"),
        _ => rules::of_field(field, direction),
    };
    let reason = match judgement.reason {
        _ if is_damaged => unread(),
        _ if is_reworded => reworded(),
        reason => match field {
            Field::Deadline => pace::reason(old, new, direction).unwrap_or(reason),
            Field::Name => message!("改了名称", "it has another name"),
            Field::Category => message!("移到了另一类别", "it stands in another category"),
            _ => reason,
        },
    };
    let action = match field {
        Field::Category => Action::Moved,
        Field::Name => Action::Renamed,
        _ => Action::Changed,
    };
    let text = |view: &View<'_>| Some(field::plain(field, view)).filter(|it| !it.is_empty());
    Some(Facet {
        action,
        field: Some(field.name()),
        direction,
        rule,
        reason,
        old: text(old),
        new: text(new),
        old_at: Some(a.map_or_else(|| old.top().head(), |it| it.entry.span_of(field))),
        new_at: Some(b.map_or_else(|| new.top().head(), |it| it.entry.span_of(field))),
        is_own: is_own(old, a.as_ref()) || is_own(new, b.as_ref()),
    })
}

/// What differs between the contents of entries that were split or merged: all of the old ones
/// against all of the new ones.
pub(super) fn shared_content(olds: &[View<'_>], news: &[View<'_>]) -> Option<Facet> {
    fn texts<'r>(views: &[View<'r>]) -> Vec<&'r str> {
        let all = views.iter().flat_map(|it| it.content().iter().map(|it| it.value.as_ref()));
        let mut seen = Vec::new();
        all.for_each(|it| {
            if !seen.contains(&it) {
                seen.push(it);
            }
        });
        seen
    }
    let (old, new) = (texts(olds), texts(news));
    let sorted = |list: &[&str]| {
        let mut list: Vec<String> = list.iter().map(|it| squeeze(it)).collect();
        list.sort_unstable();
        list
    };
    if sorted(&old) == sorted(&new) {
        return None;
    }
    let judgement = sets::of_texts(&new, &old).judge(("公开内容", "content"));
    let direction = direction(judgement.verdict);
    let place = |views: &[View<'_>]| views.first().map(|it| at(it, Field::Content));
    let is_own =
        |views: &[View<'_>]| views.iter().any(|it| is_own(it, it.find(Field::Content).as_ref()));
    Some(Facet {
        action: Action::Changed,
        field: Some(Field::Content.name()),
        direction,
        rule: rules::of_field(Field::Content, direction),
        reason: if judgement.verdict == Verdict::Equal { reworded() } else { judgement.reason },
        old: Some(old.join("；")),
        new: Some(new.join("；")),
        old_at: place(olds),
        new_at: place(news),
        is_own: is_own(olds) || is_own(news),
    })
}

/// Where a field of an entry is written; the entry, where it is not.
pub(super) fn at(view: &View<'_>, field: Field) -> Span {
    view.find(field).map_or_else(|| view.top().head(), |it| it.entry.span_of(field))
}

/// Why nothing can be said of what could not be read.
pub(super) fn unread() -> Message {
    message!("一方的文件没有读全，无法判断", "one side could not be read whole")
}

fn reworded() -> Message {
    message!("换了写法，要求相同", "worded otherwise; it promises the same")
}

fn direction(verdict: Verdict) -> Direction {
    match verdict {
        Verdict::Stricter => Direction::Strengthened,
        Verdict::Laxer => Direction::Weakened,
        Verdict::Equal | Verdict::Neutral => Direction::Neutral,
        Verdict::Undetermined => Direction::Undetermined,
    }
}

/// Whether the table's own agency wrote it.
fn is_own(view: &View<'_>, found: Option<&Found<'_, '_>>) -> bool {
    found.is_some_and(|it| view.resolution.catalog(it.catalog).agency == view.table.agency)
}

/// Whether a field is written with the same words, in the same order.
fn is_written_alike(
    field: Field,
    old: Option<&Found<'_, '_>>,
    new: Option<&Found<'_, '_>>,
) -> bool {
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) => (old.entry, new.entry),
        (None, None) => return true,
        _ => return false,
    };
    match field {
        Field::Category => texts(&old.category, &new.category),
        Field::Name => text(old.name.as_ref(), new.name.as_ref()),
        Field::Content => texts(&old.content, &new.content),
        Field::Basis => texts(&old.basis, &new.basis),
        Field::Deadline => text(old.deadline.as_ref(), new.deadline.as_ref()),
        Field::Owner => {
            texts(&old.owner.lead, &new.owner.lead) && texts(&old.owner.with, &new.owner.with)
        }
        Field::Method => words(&old.method, &new.method),
        Field::Channel => words(&old.channel, &new.channel),
        Field::Audience => words(&old.audience, &new.audience),
        Field::Level => words(&old.level, &new.level),
        Field::Stage => words(&old.stage, &new.stage),
        Field::Link => text(old.link.as_ref(), new.link.as_ref()),
        Field::Reason => word(old.reason.as_ref(), new.reason.as_ref()),
        Field::Explains => texts(old.explains(), new.explains()),
        Field::Covers => texts(old.covers(), new.covers()),
        Field::DisclosedBy => texts(old.disclosed_by(), new.disclosed_by()),
        Field::Reconstructed => texts(old.reconstructed(), new.reconstructed()),
        Field::Review => word(old.review.as_ref(), new.review.as_ref()),
    }
}

fn texts(a: &[Text<'_>], b: &[Text<'_>]) -> bool {
    a.iter().map(|it| &it.value).eq(b.iter().map(|it| &it.value))
}

fn text(a: Option<&Text<'_>>, b: Option<&Text<'_>>) -> bool {
    a.map(|it| &it.value) == b.map(|it| &it.value)
}

fn words<T>(a: &[Choice<'_, T>], b: &[Choice<'_, T>]) -> bool {
    a.iter().map(|it| &it.text.value).eq(b.iter().map(|it| &it.text.value))
}

fn word<T>(a: Option<&Choice<'_, T>>, b: Option<&Choice<'_, T>>) -> bool {
    a.map(|it| &it.text.value) == b.map(|it| &it.text.value)
}

/// A field's value as it is compared: in standard terms, blanks do not count, and lists are sets.
fn values(field: Field, view: &View<'_>) -> Vec<String> {
    let words = &view.resolution.registries.vocabulary;
    let texts = |list: &[Text<'_>]| list.iter().map(|it| squeeze(&it.value)).collect::<Vec<_>>();
    let set = |mut list: Vec<String>| {
        list.sort_unstable();
        list.dedup();
        list
    };
    match field {
        Field::Category => texts(view.category()),
        Field::Content => set(texts(view.content())),
        Field::Basis => set(texts(view.basis())),
        Field::Owner => {
            let owner = view.owner();
            let names = |list: &[crate::resolve::owner::ResolvedOwner<'_, '_>]| {
                set(list.iter().map(|it| squeeze(&it.name)).collect())
            };
            let mut all = names(&owner.lead);
            all.push(String::new());
            all.extend(names(&owner.with));
            all
        }
        Field::Method => {
            set(view.method().iter().map(|it| squeeze(&it.standard(&words.methods))).collect())
        }
        Field::Channel => {
            set(view.channel().iter().map(|it| squeeze(&it.standard(&words.channels))).collect())
        }
        Field::Audience => {
            set(view.audience().iter().map(|it| squeeze(&it.standard(&words.audiences))).collect())
        }
        Field::Level => {
            set(view.level().iter().map(|it| squeeze(&it.standard(&words.levels))).collect())
        }
        Field::Stage => {
            set(view.stage().iter().map(|it| squeeze(&it.standard(&words.stages))).collect())
        }
        Field::Explains => set(texts(view.explains())),
        Field::Covers => set(texts(view.covers())),
        Field::DisclosedBy => set(texts(view.disclosed_by())),
        Field::Reconstructed => view.reconstructed().map(|it| it.name().to_owned()).collect(),
        Field::Name | Field::Deadline | Field::Link | Field::Reason | Field::Review => {
            vec![squeeze(&field::plain(field, view))]
        }
    }
}

/// A text without its blanks and line breaks: reflowed, it is the same.
pub(super) fn squeeze(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).collect()
}
