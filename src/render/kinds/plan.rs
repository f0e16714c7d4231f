//! A plan's page: who leads and who supports, and the tasks' dates in order.
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    model::deadline::ClauseKind,
    render::{cells, domain::DomainPage, sheet::Sheet, site::Link},
    resolve::view::EntryView,
};

/// `<agency>/<plan>/index.html`
#[derive(Debug, Serialize)]
pub struct PlanPage {
    /// What every table's page has; `rows` are the tasks.
    #[serde(flatten)]
    pub base: DomainPage,
    /// For each row, who does it and by when.
    pub tasks: Vec<Task>,
    /// Whether any task has someone who supports.
    pub has_support: bool,
    /// The tasks' dates; `None` where no task has one.
    pub timeline: Option<Timeline>,
    /// Who does what, in the order in which they are first named.
    pub units: Vec<Unit>,
}

/// Who does a task.
#[derive(Debug, Serialize)]
pub struct Task {
    /// Who leads; all who are responsible where nobody leads.
    pub lead: Vec<String>,
    /// Who supports.
    pub with: Vec<String>,
    /// Whether its last date has passed.
    pub overdue: bool,
}

/// The dates of a plan, as of a day.
#[derive(Debug, Serialize)]
pub struct Timeline {
    /// The day.
    pub today: String,
    /// What was due before it, the earliest first.
    pub past: Vec<Milestone>,
    /// What is due on it or later.
    pub ahead: Vec<Milestone>,
}

/// A day on which tasks are due.
#[derive(Debug, Serialize)]
pub struct Milestone {
    /// The day.
    pub date: String,
    /// The tasks.
    pub tasks: Vec<Due>,
}

/// A task that is due.
#[derive(Debug, Serialize)]
pub struct Due {
    /// The task.
    pub task: Link,
    /// Its deadline, as written.
    pub deadline: String,
    /// Who leads.
    pub lead: String,
}

/// A body with what it does.
#[derive(Debug, Serialize)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// The tasks that it leads or is responsible for.
    pub leads: Vec<Link>,
    /// The tasks that it supports.
    pub supports: Vec<Link>,
}

impl PlanPage {
    /// The page of a plan.
    #[must_use]
    pub fn new(sheet: &Sheet<'_, '_, '_>) -> Self {
        let today = sheet.edition.resolution.today;
        let mut tasks = Vec::with_capacity(sheet.entries.len());
        let mut units: Vec<Unit> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut days: BTreeMap<Date, Vec<Due>> = BTreeMap::new();
        for view in &sheet.entries {
            let owners = view.owner();
            let names = |list: &[crate::resolve::owner::ResolvedOwner<'_, '_>]| {
                list.iter().map(|it| it.name.clone().into_owned()).collect::<Vec<_>>()
            };
            let (lead, with) = (names(&owners.lead), names(&owners.with));
            let mut unit = |name: &String| {
                *places.entry(name.clone()).or_insert_with(|| {
                    units.push(Unit { name: name.clone(), leads: vec![], supports: vec![] });
                    units.len() - 1
                })
            };
            let leaders: Vec<usize> = lead.iter().map(&mut unit).collect();
            let others: Vec<usize> = with.iter().map(&mut unit).collect();
            for at in leaders {
                units[at].leads.push(link(view));
            }
            for at in others {
                units[at].supports.push(link(view));
            }
            let dates = dates(view);
            let overdue = dates.last().is_some_and(|last| *last < today);
            for date in dates {
                days.entry(date).or_default().push(Due {
                    task: link(view),
                    deadline: view.deadline().map_or_else(String::new, |it| it.value.to_string()),
                    lead: cells::join(lead.iter().map(String::as_str), "、"),
                });
            }
            tasks.push(Task { lead, with, overdue });
        }
        let ahead = days.split_off(&today);
        let is_dated = !days.is_empty() || !ahead.is_empty();
        Self {
            base: DomainPage::new(sheet),
            has_support: tasks.iter().any(|it| !it.with.is_empty()),
            tasks,
            timeline: is_dated.then(|| Timeline {
                today: today.to_string(),
                past: milestones(days),
                ahead: milestones(ahead),
            }),
            units,
        }
    }
}

fn milestones(days: BTreeMap<Date, Vec<Due>>) -> Vec<Milestone> {
    days.into_iter().map(|(date, tasks)| Milestone { date: date.to_string(), tasks }).collect()
}

fn link(view: &EntryView<'_, '_>) -> Link {
    Link { text: cells::name(view).to_owned(), href: format!("{}.html", view.id()) }
}

/// The days by which a task is due, in order. What recurs, or runs from an event, has none.
fn dates(view: &EntryView<'_, '_>) -> Vec<Date> {
    let reading = view.deadline().and_then(|it| view.resolution.readings.deadline(&it.value));
    let clauses = reading.and_then(|it| it.deadline.as_ref()).map_or(&[][..], |it| &it.clauses);
    let fixed = clauses.iter().filter_map(|it| match &it.kind {
        ClauseKind::FixedDate(date) => Some(*date),
        _ => None,
    });
    let mut dates: Vec<Date> = fixed.collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}
