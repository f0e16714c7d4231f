//! One field of two entries: stricter, laxer, equal, neutral or undetermined, and why.
use std::borrow::Cow;

use crate::{
    compare::{Judgement, Verdict, deadline, sets, text::fold},
    diagnostic::message,
    model::{
        basis::register::DocId,
        choice::{Audience, Choice, Meaning, Method},
        field::Field,
        vocabulary::{Terms, qualified},
    },
    resolve::view::EntryView,
};

/// Compares a field of ours against theirs. Both are resolved entries, each of its own resolution:
/// words are compared by the standard terms of their own vocabularies.
#[must_use]
pub fn compare(field: Field, ours: &EntryView<'_, '_>, theirs: &EntryView<'_, '_>) -> Judgement {
    // An inherited field is the standard's own; only its owners bear other names here.
    if field != Field::Owner && is_inherited(field, ours, theirs) {
        return Judgement::equal();
    }
    match field {
        Field::Deadline => deadlines(ours, theirs),
        Field::Audience => audiences(ours, theirs),
        Field::Method => methods(ours, theirs),
        Field::Channel => {
            sets::of_terms(&channels(ours), &channels(theirs)).judge(("公开渠道", "channels"))
        }
        Field::Level => {
            sets::of_terms(&levels(ours), &levels(theirs)).judge(("公开层级", "levels"))
        }
        Field::Content => {
            sets::of_texts(&contents(ours), &contents(theirs)).judge(("公开内容", "content"))
        }
        Field::Basis => bases(ours, theirs),
        Field::Owner => owners(ours, theirs),
        Field::Category
        | Field::Name
        | Field::Stage
        | Field::Link
        | Field::Reason
        | Field::Explains
        | Field::Covers
        | Field::DisclosedBy
        | Field::Review
        | Field::Reconstructed => neutral(field, &plain(field, ours), &plain(field, theirs)),
    }
}

/// Whether both sides have a field from the very same line of the same layer.
fn is_inherited(field: Field, ours: &EntryView<'_, '_>, theirs: &EntryView<'_, '_>) -> bool {
    match (ours.find(field), theirs.find(field)) {
        (Some(ours), Some(theirs)) => std::ptr::eq(ours.entry, theirs.entry),
        _ => false,
    }
}

/// A field as one text, for reports: standard terms, lists joined with 、 or ；.
#[must_use]
pub fn plain(field: Field, view: &EntryView<'_, '_>) -> String {
    let vocabulary = &view.resolution.registries.vocabulary;
    let texts = |texts: &[crate::model::Text<'_>], by: &str| {
        texts.iter().map(|it| it.value.as_ref()).collect::<Vec<_>>().join(by)
    };
    match field {
        Field::Category => texts(view.category(), " / "),
        Field::Name => view.name().map_or_else(String::new, |it| it.value.to_string()),
        Field::Content => texts(view.content(), "；"),
        Field::Basis => texts(view.basis(), "；"),
        Field::Deadline => view.deadline().map_or_else(String::new, |it| it.value.to_string()),
        Field::Owner => {
            let owner = view.owner();
            let names = |list: &[crate::resolve::owner::ResolvedOwner<'_, '_>]| {
                list.iter().map(|it| it.name.as_ref()).collect::<Vec<_>>().join("、")
            };
            match (names(&owner.lead), names(&owner.with)) {
                (lead, with) if with.is_empty() => lead,
                (lead, with) => format!("{lead}（配合：{with}）"),
            }
        }
        Field::Method => standard(view.method(), &vocabulary.methods).join("、"),
        Field::Channel => channels(view).join("、"),
        Field::Audience => standard(view.audience(), &vocabulary.audiences).join("、"),
        Field::Level => levels(view).join("、"),
        Field::Stage => standard(view.stage(), &vocabulary.stages).join("、"),
        Field::Link => view.link().map_or_else(String::new, |it| it.value.to_string()),
        Field::Reason => view
            .reason()
            .map_or_else(String::new, |it| it.standard(&vocabulary.reasons).into_owned()),
        Field::Explains => texts(view.explains(), "、"),
        Field::Covers => texts(view.covers(), "、"),
        Field::DisclosedBy => texts(view.disclosed_by(), "、"),
        Field::Review => view.stated_review().map_or_else(String::new, |it| it.name().to_owned()),
        Field::Reconstructed => {
            view.reconstructed().map(Field::name).collect::<Vec<_>>().join("、")
        }
    }
}

fn deadlines(ours: &EntryView<'_, '_>, theirs: &EntryView<'_, '_>) -> Judgement {
    let (a, b) = match (ours.deadline(), theirs.deadline()) {
        (Some(a), Some(b)) => (a, b),
        (None, None) => return Judgement::equal(),
        (None, Some(_)) => {
            return Judgement::new(Verdict::Laxer, message!("没有公开时限", "no deadline"));
        }
        (Some(_), None) => {
            return Judgement::new(
                Verdict::Stricter,
                message!("写明了公开时限", "now has a deadline"),
            );
        }
    };
    // The same words promise the same, whatever they mean.
    if a.value == b.value {
        return Judgement::equal();
    }
    let reading = |view: &EntryView<'_, '_>, phrase: &str| {
        view.resolution.readings.deadline(phrase).and_then(|it| it.deadline.clone())
    };
    match (reading(ours, &a.value), reading(theirs, &b.value)) {
        (Some(a), Some(b)) => deadline::stricter(&a, &b, &ours.resolution.registries.calendar),
        _ if fold(&a.value) == fold(&b.value) => Judgement::equal(),
        _ => Judgement::new(
            Verdict::Undetermined,
            message!("公开时限读不懂，无法比较", "a deadline cannot be understood"),
        ),
    }
}

/// 全社会 covers every group; of groups, more are stricter.
fn audiences(ours: &EntryView<'_, '_>, theirs: &EntryView<'_, '_>) -> Judgement {
    let everyone = |view: &EntryView<'_, '_>| {
        view.audience().iter().any(|it| it.value == Some(Audience::Everyone))
    };
    if ours.audience().is_empty() || theirs.audience().is_empty() {
        return presence(!ours.audience().is_empty(), !theirs.audience().is_empty());
    }
    match (everyone(ours), everyone(theirs)) {
        (true, true) => return Judgement::equal(),
        (true, false) => {
            return Judgement::new(
                Verdict::Stricter,
                message!("改为向全社会公开", "now open to everyone"),
            );
        }
        (false, true) => {
            return Judgement::new(
                Verdict::Laxer,
                message!(
                    "不再向全社会公开，只向特定群体公开",
                    "no longer open to everyone, only to a group"
                ),
            );
        }
        (false, false) => {}
    }
    let groups = |view: &EntryView<'_, '_>| -> Vec<String> {
        let words =
            view.audience().iter().map(|it| qualified(&it.text.value).map_or("", |(_, who)| who));
        words.map(fold).collect()
    };
    let (a, b) = (groups(ours), groups(theirs));
    // A group without a name may be anybody: nothing can be said.
    if a != b && (a.iter().any(String::is_empty) || b.iter().any(String::is_empty)) {
        return Judgement::new(
            Verdict::Undetermined,
            message!("没有写明是哪些特定群体，无法比较", "which group is meant is not said"),
        );
    }
    let difference = sets::of_terms(&a, &b);
    if !difference.added.is_empty() && !difference.dropped.is_empty() {
        return Judgement::new(
            Verdict::Undetermined,
            message!(
                "面向的特定群体不同，无法比较宽窄",
                "the groups differ; neither contains the other"
            ),
        );
    }
    difference.judge(("公开对象", "audience"))
}

/// 主动公开 is stronger than both together, and these than 依申请公开 alone.
fn methods(ours: &EntryView<'_, '_>, theirs: &EntryView<'_, '_>) -> Judgement {
    let strength = |view: &EntryView<'_, '_>| {
        let has = |method| view.method().iter().any(|it| it.value == Some(method));
        match (has(Method::Proactive), has(Method::OnRequest)) {
            (true, false) => Some(2),
            (true, true) => Some(1),
            (false, true) => Some(0),
            (false, false) => None,
        }
    };
    let change = || {
        let (a, b) = (plain(Field::Method, ours), plain(Field::Method, theirs));
        message!("{b} → {a}", "{b} → {a}")
    };
    match (strength(ours), strength(theirs)) {
        (Some(x), Some(y)) if x == y => Judgement::equal(),
        (Some(x), Some(y)) if x > y => Judgement::new(Verdict::Stricter, change()),
        (Some(_), Some(_)) => Judgement::new(Verdict::Laxer, change()),
        (x, y) => presence(x.is_some(), y.is_some()),
    }
}

/// A document that its successor replaces, and a further document, are neutral; losing all is laxer.
fn bases(ours: &EntryView<'_, '_>, theirs: &EntryView<'_, '_>) -> Judgement {
    if ours.basis().is_empty() || theirs.basis().is_empty() {
        return presence(!ours.basis().is_empty(), !theirs.basis().is_empty());
    }
    // What is cited word by word alike needs no reading.
    if ours.basis().iter().map(|it| &it.value).eq(theirs.basis().iter().map(|it| &it.value)) {
        return Judgement::equal();
    }
    let (a, b) = (documents(ours), documents(theirs));
    let missing: Vec<&String> = b.iter().filter(|it| !a.contains(it)).collect();
    let further = a.iter().any(|it| !b.contains(it));
    if missing.is_empty() && !further {
        return Judgement::equal();
    }
    if missing.is_empty() {
        return Judgement::new(
            Verdict::Neutral,
            message!("增加了公开依据", "further documents are cited"),
        );
    }
    let names = missing.into_iter().map(String::as_str).collect::<Vec<_>>().join("、");
    Judgement::new(
        Verdict::Neutral,
        message!("公开依据不同，少了：{names}", "other documents are cited; not: {names}"),
    )
}

/// The documents that a basis names, each as what is in force in its place today; unregistered
/// ones by their folded words.
fn documents(view: &EntryView<'_, '_>) -> Vec<String> {
    let register = &view.resolution.registries.register;
    let today = |id: DocId| {
        let last = register.successors(id).into_iter().filter_map(|it| it.document).next_back();
        register.document(last.unwrap_or(id)).title.clone()
    };
    let mut names: Vec<String> = view
        .basis()
        .iter()
        .flat_map(|text| {
            let cited = view.resolution.readings.basis(&text.value);
            let words = cited.is_empty().then(|| fold(&text.value));
            words.into_iter().chain(cited.iter().map(|it| match it.found.document {
                Some(id) => today(id),
                None => fold(&it.citation.to_string()),
            }))
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn owners(ours: &EntryView<'_, '_>, theirs: &EntryView<'_, '_>) -> Judgement {
    let (a, b) = (plain(Field::Owner, ours), plain(Field::Owner, theirs));
    match (a.is_empty(), b.is_empty()) {
        (false, false) => neutral(Field::Owner, &a, &b),
        (mine, yours) => presence(!mine, !yours),
    }
}

fn neutral(field: Field, ours: &str, theirs: &str) -> Judgement {
    if ours == theirs || fold(ours) == fold(theirs) {
        return Judgement::equal();
    }
    let (zh, en) = (field.label(), field.name());
    Judgement::new(Verdict::Neutral, message!("{zh}改写", "{en} reworded"))
}

/// Where one side says nothing at all.
fn presence(ours: bool, theirs: bool) -> Judgement {
    match (ours, theirs) {
        (true, false) => Judgement::new(
            Verdict::Stricter,
            message!("原来没有写，现在写明了", "it was not said before"),
        ),
        (false, true) => Judgement::new(Verdict::Laxer, message!("没有写明", "it is not said")),
        _ => Judgement::equal(),
    }
}

fn contents<'r>(view: &EntryView<'r, '_>) -> Vec<&'r str> {
    view.content().iter().map(|it| it.value.as_ref()).collect()
}

fn channels<'r>(view: &EntryView<'r, '_>) -> Vec<Cow<'r, str>> {
    standard(view.channel(), &view.resolution.registries.vocabulary.channels)
}

fn levels<'r>(view: &EntryView<'r, '_>) -> Vec<Cow<'r, str>> {
    standard(view.level(), &view.resolution.registries.vocabulary.levels)
}

/// Words as their standard terms.
fn standard<'r, T: Meaning>(choices: &'r [Choice<'_, T>], terms: &'r Terms) -> Vec<Cow<'r, str>> {
    choices.iter().map(|it| it.standard(terms)).collect()
}
