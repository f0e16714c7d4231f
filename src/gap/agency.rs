//! One agency against its standard.
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::{
    compare::{Verdict, field, pair, waiver},
    diagnostic::message,
    gap::{
        AgencyGap, Counts, DomainGap, EntryGap, ExtraEntry, FieldGap, Shortfall, State, Tally,
        grade::Scale, ledger::LedgerIndex,
    },
    model::{catalog::{Exclude, Kind, NotApplicable}, field::Field},
    resolve::{AgencyId, Resolution, Table, TableId, view::EntryView},
    span::Span,
};

/// The fields in which an entry may be weaker than the standard.
const COMPARED: [Field; 8] = [
    Field::Content,
    Field::Basis,
    Field::Deadline,
    Field::Owner,
    Field::Method,
    Field::Channel,
    Field::Audience,
    Field::Level,
];

/// What a comparison needs to know.
struct Context<'r, 's> {
    resolution: &'r Resolution<'s>,
    agency: AgencyId,
    scale: &'r Scale,
    today: Date,
    ledger: LedgerIndex<'r, 's>,
}

/// Compares one agency with the layer below it; `None` where there is none.
pub(crate) fn compare(
    resolution: &Resolution<'_>,
    id: AgencyId,
    scale: &Scale,
    today: Date,
) -> Option<AgencyGap> {
    let agency = resolution.agency(id);
    let standard = agency.below?;
    let ledger = LedgerIndex::new(&agency.ledgers);
    let context = Context { resolution, agency: id, scale, today, ledger };
    let is_standard = |table: &TableId| {
        let table = resolution.table(*table);
        table.kind == Kind::Standard && table.domain.is_some()
    };
    let domains: Vec<DomainGap> = resolution
        .agency(standard)
        .tables
        .iter()
        .filter(|table| is_standard(table))
        .filter_map(|table| context.domain(*table))
        .collect();
    let mut counts = Counts::default();
    let mut tally = Tally::default();
    for domain in &domains {
        counts.absorb(domain.counts);
        tally.absorb(domain.tally);
    }
    let essential_missing = domains
        .iter()
        .flat_map(|it| &it.entries)
        .filter(|it| it.is_essential && matches!(it.state, State::Missing | State::Overdue))
        .count();
    let grade = scale.grade(tally.score(), essential_missing);
    Some(AgencyGap { agency: id, standard, domains, counts, tally, essential_missing, grade })
}

impl<'r, 's> Context<'r, 's> {
    fn domain(&self, standard: TableId) -> Option<DomainGap> {
        let resolution = self.resolution;
        let domain = resolution.table(standard).domain?;
        let agency = resolution.agency(self.agency);
        let code = &resolution.registries.domains.get(domain).code;
        let left_out = agency
            .file
            .iter()
            .flat_map(|it| &it.not_applicable)
            .find(|it| it.domain.as_ref().is_some_and(|domain| domain.value == *code));
        let own = agency.tables.iter().map(|it| (*it, resolution.table(*it))).find(|(_, table)| {
            table.kind == Kind::Standard && table.domain == Some(domain)
        });
        let (entries, extra) = match (left_out, own) {
            (Some(record), _) => (self.not_applicable(standard, record), Vec::new()),
            (None, None) => {
                let all = resolution.entries(standard).map(|it| self.missing(&it)).collect();
                (all, Vec::new())
            }
            (None, Some((id, table))) if table.below.is_some() => self.by_layers(standard, id, table),
            (None, Some((id, table))) => self.by_pairing(standard, id, table),
        };
        let mut counts = Counts::default();
        let mut tally = Tally::default();
        for entry in &entries {
            counts.add(entry.state);
            if let Some(earned) = entry.earned {
                tally.earned += earned * entry.weight;
                tally.possible += entry.weight;
            }
        }
        Some(DomainGap { domain, entries, extra, counts, tally })
    }

    /// The agency's table lies over the standard's: the layers tell which entry is which.
    fn by_layers(
        &self,
        standard: TableId,
        id: TableId,
        table: &'r Table,
    ) -> (Vec<EntryGap>, Vec<ExtraEntry>) {
        let ours: Vec<EntryView<'r, 's>> = self.resolution.entries(id).collect();
        let by_id: FxHashMap<&str, usize> = ours.iter().enumerate().rev().map(|(at, it)| (it.id(), at)).collect();
        let mut is_standard = vec![false; ours.len()];
        let entries = self
            .resolution
            .entries(standard)
            .map(|theirs| match by_id.get(theirs.id()) {
                Some(&at) => {
                    is_standard[at] = true;
                    self.compared(&ours[at], &theirs)
                }
                None => self.left_out(table, &theirs),
            })
            .collect();
        (entries, extra(&ours, &is_standard))
    }

    /// The agency's table stands alone: its entries are paired with the standard's.
    fn by_pairing(
        &self,
        standard: TableId,
        id: TableId,
        table: &'r Table,
    ) -> (Vec<EntryGap>, Vec<ExtraEntry>) {
        let ours: Vec<EntryView<'r, 's>> = self.resolution.entries(id).collect();
        let theirs: Vec<EntryView<'r, 's>> = self.resolution.entries(standard).collect();
        let mut partner = vec![None; theirs.len()];
        let mut is_standard = vec![false; ours.len()];
        for pair in pair::pair(&ours, &theirs) {
            partner[pair.theirs] = Some(pair.ours);
            is_standard[pair.ours] = true;
        }
        let entries = theirs
            .iter()
            .zip(partner)
            .map(|(theirs, partner)| match partner {
                Some(at) => self.compared(&ours[at], theirs),
                None => self.left_out(table, theirs),
            })
            .collect();
        (entries, extra(&ours, &is_standard))
    }

    /// An entry that both have.
    fn compared(&self, ours: &EntryView<'r, 's>, theirs: &EntryView<'r, 's>) -> EntryGap {
        let mut gap = self.gap(theirs, State::Met);
        gap.at = ours.top().head();
        gap.owners = owners(ours);
        if ours.id() != theirs.id() {
            gap.local_id = Some(ours.id().to_owned());
        }
        // What is inherited whole promises the same; only its owners are the agency's own.
        if ours.stack != theirs.stack {
            gap.findings.extend(COMPARED.into_iter().filter_map(|it| self.weaker(it, ours, theirs)));
        }
        gap.findings.extend(self.unlocalised(ours, theirs));
        let lost: f64 = gap
            .findings
            .iter()
            .filter(|it| matches!(it.shortfall, Shortfall::Weaker | Shortfall::Unlocalised))
            .filter_map(|it| Field::find(it.field))
            .map(|it| self.scale.cost(it))
            .sum();
        let mut earned = (1.0 - lost).max(0.0);
        if gap.findings.iter().any(|it| it.shortfall != Shortfall::Undetermined) {
            gap.state = State::Partial;
        }
        if let Some(verdict) = self.ledger.judge(ours, &self.resolution.registries.calendar, self.resolution, self.today) {
            gap.findings.extend(verdict.findings);
            if verdict.state != State::Met && !(verdict.state == State::Partial && gap.state == State::Partial) {
                gap.state = verdict.state;
            }
            earned *= verdict.share;
        }
        gap.earned = Some(earned);
        gap
    }

    /// A field that is weaker than the standard's.
    fn weaker(
        &self,
        field: Field,
        ours: &EntryView<'r, 's>,
        theirs: &EntryView<'r, 's>,
    ) -> Option<FieldGap> {
        let judgement = field::compare(field, ours, theirs);
        let shortfall = match judgement.verdict {
            Verdict::Laxer => Shortfall::Weaker,
            Verdict::Undetermined => Shortfall::Undetermined,
            Verdict::Stricter | Verdict::Equal | Verdict::Neutral => return None,
        };
        let waiver = waiver::find(self.resolution, ours.table, ours.id(), field, self.today);
        let shortfall = match waiver {
            Some(_) if shortfall == Shortfall::Weaker => Shortfall::Waived,
            _ => shortfall,
        };
        let place = |view: &EntryView<'_, '_>| view.origin(field).map_or(view.top().head(), |it| it.span);
        Some(FieldGap {
            field: field.name(),
            shortfall,
            standard: field::plain(field, theirs),
            local: field::plain(field, ours),
            why: judgement.reason,
            at: place(ours),
            standard_at: place(theirs),
        })
    }

    /// Roles of the standard that no office of the agency fills.
    fn unlocalised(&self, ours: &EntryView<'r, 's>, theirs: &EntryView<'r, 's>) -> Option<FieldGap> {
        let owner = ours.owner();
        let roles: Vec<&str> = owner
            .lead
            .iter()
            .chain(&owner.with)
            .filter(|it| it.is_inherited && it.office.is_none())
            .map(|it| it.name.as_ref())
            .collect();
        let file = self.resolution.agency(self.agency).file.as_ref();
        if roles.is_empty() {
            return None;
        }
        let names = roles.join("、");
        let place = theirs.origin(Field::Owner).map_or(theirs.top().head(), |it| it.span);
        Some(FieldGap {
            field: Field::Owner.name(),
            shortfall: Shortfall::Unlocalised,
            standard: field::plain(Field::Owner, theirs),
            local: field::plain(Field::Owner, ours),
            why: message!("没有机构承担：{names}", "no office fills: {names}"),
            at: file.map_or(place, |it| Span::top(it.file)),
            standard_at: place,
        })
    }

    /// An entry that the agency's table does not have: left out with a reason, or missing.
    fn left_out(&self, table: &Table, theirs: &EntryView<'r, 's>) -> EntryGap {
        let excludes = table.own.iter().flat_map(|it| &self.resolution.catalog(*it).catalog.excludes);
        let record = excludes.into_iter().find(|it| it.id.as_ref().is_some_and(|id| id.value == theirs.id()));
        record.map_or_else(|| self.missing(theirs), |record| self.excluded(record, theirs))
    }

    fn excluded(&self, record: &Exclude<'_>, theirs: &EntryView<'r, 's>) -> EntryGap {
        let reasons = &self.resolution.registries.vocabulary.reasons;
        let word = record.reason.as_ref().filter(|it| it.value.is_some()).map(|it| it.standard(reasons).into_owned());
        let state = match (&word, &record.elsewhere) {
            // A reason that the law does not know leaves nothing out.
            (None, _) => State::Missing,
            (Some(_), Some(_)) => State::Elsewhere,
            (Some(word), None) if word == "他处已公开" => State::Missing,
            (Some(_), None) => State::Excluded,
        };
        let place = record.elsewhere.as_ref().map(|it| it.value.to_string());
        let reason = match (word, place) {
            (Some(word), Some(place)) => Some(format!("{word}：{place}")),
            (word, _) => word,
        };
        let earned = match state {
            State::Elsewhere => Some(1.0),
            State::Excluded => None,
            _ => Some(0.0),
        };
        EntryGap { at: record.span, reason, earned, ..self.gap(theirs, state) }
    }

    fn missing(&self, theirs: &EntryView<'r, 's>) -> EntryGap {
        EntryGap { earned: Some(0.0), ..self.gap(theirs, State::Missing) }
    }

    fn not_applicable(&self, standard: TableId, record: &NotApplicable<'_>) -> Vec<EntryGap> {
        let reason = record.reason.as_ref().map(|it| it.value.to_string());
        self.resolution
            .entries(standard)
            .map(|theirs| EntryGap {
                at: record.span,
                reason: reason.clone(),
                ..self.gap(&theirs, State::NotApplicable)
            })
            .collect()
    }

    fn gap(&self, theirs: &EntryView<'_, '_>, state: State) -> EntryGap {
        let id = theirs.id();
        EntryGap {
            id: id.to_owned(),
            name: theirs.name().map_or_else(String::new, |it| it.value.to_string()),
            state,
            weight: self.scale.weight(id),
            is_essential: self.scale.is_essential(id),
            earned: None,
            findings: Vec::new(),
            reason: None,
            at: theirs.top().head(),
            owners: Vec::new(),
            local_id: None,
        }
    }
}

fn owners(view: &EntryView<'_, '_>) -> Vec<String> {
    let owner = view.owner();
    owner.lead.iter().chain(&owner.with).map(|it| it.name.to_string()).collect()
}

fn extra(ours: &[EntryView<'_, '_>], is_standard: &[bool]) -> Vec<ExtraEntry> {
    ours.iter()
        .zip(is_standard)
        .filter(|(_, known)| !**known)
        .map(|(view, _)| ExtraEntry {
            id: view.id().to_owned(),
            name: view.name().map_or_else(String::new, |it| it.value.to_string()),
            at: view.top().head(),
        })
        .collect()
}
