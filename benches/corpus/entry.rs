//! An entry of the corpus. Each is a function of its key alone, so that any layer can make any entry again without a store of them.

use std::borrow::Cow;

use super::domains::Domain;
use super::offices::{OFFICES, TOWNSHIPS};
use super::prng::Prng;
use super::words;

/// An entry's values, before they are laid out as YAML.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Unique in the agency.
    pub(crate) id: String,
    /// The id that it bore before.
    pub(crate) was: Option<String>,
    /// 一级事项.
    pub(crate) category: &'static str,
    /// 二级事项, unique in its file.
    pub(crate) name: String,
    /// Three to six elements.
    pub(crate) content: Vec<Cow<'static, str>>,
    /// One to three documents.
    pub(crate) basis: Vec<Cow<'static, str>>,
    /// A readable phrase.
    pub(crate) deadline: &'static str,
    /// Who owes the disclosure.
    pub(crate) owner: Owner,
    /// One or both of the two methods.
    pub(crate) method: &'static [&'static str],
    /// Two to five official channels.
    pub(crate) channel: Vec<&'static str>,
    /// For whom.
    pub(crate) audience: &'static str,
    /// Which levels of government.
    pub(crate) level: &'static [&'static str],
}

/// Who owes an entry, as a list or as 牵头 and 配合.
#[derive(Debug, Clone)]
pub(crate) struct Owner {
    /// Those who lead.
    pub(crate) lead: Vec<&'static str>,
    /// Those who assist; where there are any, the owner is written as a mapping.
    pub(crate) with: Vec<&'static str>,
}

/// Which place of the corpus an entry is for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The seed of the whole corpus.
    pub(crate) seed: u64,
    /// The agency's stream: entries of two agencies with one stream are the same.
    pub(crate) stream: usize,
    /// The domain.
    pub(crate) domain: &'a Domain,
    /// How many entries the file holds.
    pub(crate) entries: usize,
}

/// How a table says the names of those who owe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Voice {
    /// Roles, as the national layer does.
    Roles,
    /// Offices, as a county does.
    Offices,
}

/// The id of the entry at `index`, counted from 0.
pub(crate) fn id(domain: &Domain, index: usize) -> String {
    format!("{}-{:03}", domain.number, index + 1)
}

/// Makes the entry at `index`, counted from 0.
pub(crate) fn make(place: Place<'_>, index: usize, voice: Voice) -> Entry {
    let domain = place.domain;
    let mut prng = Prng::keyed(place.seed, &[place.stream, number(domain), index]);
    let subject = domain.subjects[index % domain.subjects.len()];
    let on_request = prng.chance(6);
    // Entries of one category stand together; an entry beyond the table's end belongs to the last.
    let category = index * domain.categories.len() / place.entries.max(1);
    Entry {
        id: id(domain, index),
        was: None,
        category: domain.categories[category.min(domain.categories.len() - 1)],
        name: name(domain, subject, index),
        content: content(subject, &mut prng),
        basis: basis(domain, &mut prng),
        deadline: deadline(&mut prng),
        owner: owner(domain, voice, &mut prng),
        method: if on_request {
            &["依申请公开"]
        } else if prng.chance(3) {
            &["主动公开", "依申请公开"]
        } else {
            &["主动公开"]
        },
        channel: channels(&mut prng),
        audience: if on_request {
            "特定群体：申请人"
        } else if prng.chance(3) {
            "特定群体"
        } else {
            "全社会"
        },
        level: prng.pick(words::LEVELS),
    }
}

/// The same entry as a county with tables of its own has it: worded otherwise, never weaker.
pub(crate) fn vary(mut entry: Entry, place: Place<'_>, county: usize, index: usize) -> Entry {
    let mut prng = Prng::keyed(place.seed, &[place.stream, county, number(place.domain), index]);
    let turn = prng.below(entry.content.len());
    entry.content.rotate_left(turn);
    if words::STANDARD_DEADLINES.contains(&entry.deadline) {
        entry.deadline = prng.pick(words::STANDARD_DEADLINES);
    }
    if prng.chance(20) {
        add_channel(&mut entry, &mut prng);
    }
    entry
}

/// Names one more channel. Entries are made with five at the most, so that there is always one left.
pub(crate) fn add_channel(entry: &mut Entry, prng: &mut Prng) {
    let unnamed = |channel: &&str| !entry.channel.contains(channel);
    let left: Vec<_> = words::CHANNELS.iter().copied().filter(unnamed).collect();
    entry.channel.push(prng.pick(&left));
}

fn number(domain: &Domain) -> usize {
    domain.number.parse().unwrap_or_default()
}

/// Subject and matter run through all their pairs before one comes again, and then the batch is in the name.
fn name(domain: &Domain, subject: &str, index: usize) -> String {
    let round = index / domain.subjects.len();
    let matter = words::MATTERS[(round + index) % words::MATTERS.len()];
    match round / words::MATTERS.len() {
        0 => format!("{subject}{matter}"),
        batch => format!("{subject}{matter}（第{}批）", batch + 1),
    }
}

fn content(subject: &str, prng: &mut Prng) -> Vec<Cow<'static, str>> {
    let count = 3 + prng.below(4);
    let mut elements: Vec<Cow<'static, str>> =
        prng.sample(words::ELEMENTS, count).into_iter().map(Cow::Borrowed).collect();
    let own = prng.below(elements.len());
    elements[own] = Cow::Owned(format!("{subject}{}", elements[own]));
    elements
}

fn basis(domain: &Domain, prng: &mut Prng) -> Vec<Cow<'static, str>> {
    let count = 1 + prng.below(3);
    let own = prng.sample(&domain.basis, count.div_ceil(2));
    let common = prng.sample(words::COMMON_BASIS, count - own.len());
    own.into_iter().chain(common).map(Cow::Borrowed).collect()
}

fn deadline(prng: &mut Prng) -> &'static str {
    if prng.chance(55) {
        prng.pick(words::STANDARD_DEADLINES)
    } else {
        prng.pick(words::OTHER_DEADLINES)
    }
}

fn owner(domain: &Domain, voice: Voice, prng: &mut Prng) -> Owner {
    let said = |office: usize| match voice {
        Voice::Roles => OFFICES[office].role,
        Voice::Offices => OFFICES[office].name,
    };
    let mut lead = vec![said(domain.office)];
    let mut with = Vec::new();
    match prng.below(16) {
        0 => with.push(said(TOWNSHIPS)),
        1..=5 => lead.push(said(TOWNSHIPS)),
        _ => {}
    }
    Owner { lead, with }
}

fn channels(prng: &mut Prng) -> Vec<&'static str> {
    let (first, rest) = words::CHANNELS.split_at(1);
    let count = 1 + prng.below(4);
    [first.to_vec(), prng.sample(rest, count)].concat()
}
