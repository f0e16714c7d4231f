//! One agency against its standard.
use std::sync::Arc;

use jiff::civil::Date;

use crate::{
    compare::{Verdict, field, pair, relation::Directory, waiver},
    diagnostic::message,
    gap::{
        AgencyGap, DomainGap, EntryGap, ExtraEntry, FieldGap,
        grade::Scale,
        ledger::LedgerIndex,
        owners::{Named, Owners},
        state::{Shortfall, State},
    },
    model::{
        catalog::{AgencyFile, Exclude, Kind, NotApplicable},
        field::Field,
        registry::DomainId,
    },
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
struct Context<'c, 'r, 's> {
    resolution: &'r Resolution<'s>,
    agency: AgencyId,
    scale: &'c Scale,
    today: Date,
    ledger: LedgerIndex<'r, 's>,
    owners: Owners<'r, 's>,
}

/// Compares one agency with the layer below it; `None` where there is none.
pub(crate) fn compare<'r>(
    resolution: &'r Resolution<'_>,
    id: AgencyId,
    scale: &Scale,
    today: Date,
) -> Option<AgencyGap<'r>> {
    let agency = resolution.agency(id);
    let standard = agency.below?;
    let ledger = LedgerIndex::new(&agency.ledgers);
    let owners = Owners::new(resolution, id);
    let context = Context { resolution, agency: id, scale, today, ledger, owners };
    let tables = |agency: AgencyId| {
        let tables = resolution.agency(agency).tables.iter().copied();
        tables.filter_map(|id| {
            let table = resolution.table(id);
            Some((id, table.domain.filter(|_| table.kind == Kind::Standard)?))
        })
    };
    let mut domains: Vec<DomainGap<'r>> =
        tables(standard).map(|(table, domain)| context.domain(table, domain)).collect();
    // Whole domains that the standard does not have are additions.
    let is_own = |domain| tables(standard).all(|(_, it)| it != domain);
    for (table, domain) in tables(id).filter(|(_, domain)| is_own(*domain)) {
        let ours: Vec<_> = resolution.entries(table).collect();
        let is_standard = vec![false; ours.len()];
        domains.push(DomainGap::new(domain, Vec::new(), context.extra(&ours, &is_standard)));
    }
    let undisclosed = context.undisclosed();
    Some(AgencyGap { undisclosed, ..AgencyGap::new(id, standard, domains, scale) })
}

impl<'r, 's> Context<'_, 'r, 's> {
    fn domain(&self, standard: TableId, domain: DomainId) -> DomainGap<'r> {
        let resolution = self.resolution;
        let agency = resolution.agency(self.agency);
        let code = &resolution.registries.domains.get(domain).code;
        // A domain that is left out for no reason given is not left out.
        let left_out = agency.file.iter().flat_map(|it| &it.not_applicable).find(|it| {
            it.reason.is_some() && it.domain.as_ref().is_some_and(|it| it.value == *code)
        });
        let own = agency
            .tables
            .iter()
            .map(|it| (*it, resolution.table(*it)))
            .find(|(_, table)| table.kind == Kind::Standard && table.domain == Some(domain));
        let (entries, extra) = match (left_out, own) {
            (Some(record), _) => (self.not_applicable(standard, record), Vec::new()),
            (None, None) => {
                let all = resolution.entries(standard).map(|it| self.missing(&it)).collect();
                (all, Vec::new())
            }
            (None, Some((id, table))) if table.below.is_some() => {
                self.by_layers(standard, id, table)
            }
            (None, Some((id, table))) => self.by_pairing(standard, id, table),
        };
        DomainGap::new(domain, entries, extra)
    }

    /// The agency's table lies over the standard's: the layers tell which entry is which.
    fn by_layers(
        &self,
        standard: TableId,
        id: TableId,
        table: &'r Table,
    ) -> (Vec<EntryGap<'r>>, Vec<ExtraEntry>) {
        let ours: Vec<EntryView<'r, 's>> = self.resolution.entries(id).collect();
        let mut is_standard = vec![false; ours.len()];
        // The layers keep the order of the standard; only what is left out is not there.
        let mut next = 0;
        let entries = self
            .resolution
            .entries(standard)
            .map(|theirs| match ours.get(next) {
                Some(view) if view.id() == theirs.id() => {
                    is_standard[next] = true;
                    next += 1;
                    self.compared(view, &theirs)
                }
                _ => self.left_out(table, &theirs),
            })
            .collect();
        (entries, self.extra(&ours, &is_standard))
    }

    /// The agency's table stands alone: its entries are paired with the standard's.
    fn by_pairing(
        &self,
        standard: TableId,
        id: TableId,
        table: &'r Table,
    ) -> (Vec<EntryGap<'r>>, Vec<ExtraEntry>) {
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
        (entries, self.extra(&ours, &is_standard))
    }

    /// An entry that both have.
    fn compared(&self, ours: &EntryView<'r, 's>, theirs: &EntryView<'r, 's>) -> EntryGap<'r> {
        let mut gap = self.gap(theirs, State::Met);
        gap.at = ours.top().head();
        let Named { names, open } = self.owners.of(ours);
        gap.owners = names;
        // What is inherited whole promises the same; only its owners are the agency's own.
        if ours.stack != theirs.stack {
            if let Some(deadline) = ours.deadline() {
                gap.deadline = &deadline.value;
            }
            if ours.id() != theirs.id() {
                gap.local_id = Some(ours.id());
            }
            gap.findings
                .extend(COMPARED.into_iter().filter_map(|it| self.weaker(it, ours, theirs)));
        }
        gap.findings.extend(self.unlocalised(ours, &open));
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
        if let Some(verdict) = self.ledger.judge(ours, self.today) {
            gap.findings.extend(verdict.findings);
            // What is published in time may still promise less than the standard.
            if verdict.state != State::Met {
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
        let is_settled = match field {
            // A table that has no column of levels says nothing about them.
            Field::Level => ours.level().is_empty(),
            // Which offices they are is looked at apart; here it matters that there are some.
            Field::Owner => ours.find(field).is_some(),
            _ => false,
        };
        if is_settled {
            return None;
        }
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
        let place =
            |view: &EntryView<'_, '_>| view.origin(field).map_or(view.top().head(), |it| it.span);
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

    /// Roles of the layers below that no office of the agency fills.
    fn unlocalised(&self, ours: &EntryView<'r, 's>, open: &[String]) -> Option<FieldGap> {
        if open.is_empty() {
            return None;
        }
        let found = ours.find(Field::Owner)?;
        let names = open.join("、");
        let file = self.resolution.agency(self.agency).file.as_ref();
        let head = |it: &AgencyFile<'_>| {
            it.key.as_ref().or(it.name.as_ref()).map_or(Span::top(it.file), |it| it.span)
        };
        let standard_at = found.entry.span_of(Field::Owner);
        Some(FieldGap {
            field: Field::Owner.name(),
            shortfall: Shortfall::Unlocalised,
            standard: found
                .entry
                .owner
                .all()
                .map(|it| it.value.as_ref())
                .collect::<Vec<_>>()
                .join("、"),
            local: field::plain(Field::Owner, ours),
            why: message!("没有机构承担：{names}", "no office fills: {names}"),
            at: file.map_or(standard_at, head),
            standard_at,
        })
    }

    /// An entry that the agency's table does not have: left out with a reason, or missing.
    fn left_out(&self, table: &Table, theirs: &EntryView<'r, 's>) -> EntryGap<'r> {
        let excludes =
            table.own.iter().flat_map(|it| &self.resolution.catalog(*it).catalog.excludes);
        let record = excludes
            .into_iter()
            .find(|it| it.id.as_ref().is_some_and(|id| id.value == theirs.id()));
        record.map_or_else(|| self.missing(theirs), |record| self.excluded(record, theirs))
    }

    fn excluded(&self, record: &Exclude<'_>, theirs: &EntryView<'r, 's>) -> EntryGap<'r> {
        let reasons = &self.resolution.registries.vocabulary.reasons;
        let word = record
            .reason
            .as_ref()
            .filter(|it| it.value.is_some())
            .map(|it| it.standard(reasons).into_owned());
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
        EntryGap { at: record.span, reason, earned, ..self.absent(theirs, state) }
    }

    fn missing(&self, theirs: &EntryView<'r, 's>) -> EntryGap<'r> {
        EntryGap { earned: Some(0.0), ..self.absent(theirs, State::Missing) }
    }

    fn not_applicable(&self, standard: TableId, record: &NotApplicable<'_>) -> Vec<EntryGap<'r>> {
        let reason = record.reason.as_ref().map(|it| it.value.to_string());
        self.resolution
            .entries(standard)
            .map(|theirs| EntryGap {
                at: record.span,
                reason: reason.clone(),
                ..self.absent(&theirs, State::NotApplicable)
            })
            .collect()
    }

    fn gap(&self, theirs: &EntryView<'r, 's>, state: State) -> EntryGap<'r> {
        let id = theirs.id();
        EntryGap {
            id,
            name: theirs.name().map_or("", |it| &it.value),
            state,
            weight: self.scale.weight(id),
            is_essential: self.scale.is_essential(id),
            earned: None,
            findings: Vec::new(),
            reason: None,
            at: theirs.top().head(),
            standard_at: theirs.top().head(),
            owners: Arc::default(),
            deadline: theirs.deadline().map_or("", |it| &it.value),
            local_id: None,
        }
    }

    fn absent(&self, theirs: &EntryView<'r, 's>, state: State) -> EntryGap<'r> {
        EntryGap { owners: self.owners.would_be(theirs), ..self.gap(theirs, state) }
    }

    /// The entries that are not the standard's. One that repeats an id is a mistake, not an
    /// addition.
    fn extra(&self, ours: &[EntryView<'r, 's>], is_standard: &[bool]) -> Vec<ExtraEntry> {
        let is_repeat =
            |view: &EntryView<'_, '_>| view.table.repeats.binary_search(&view.stack[0]).is_ok();
        ours.iter()
            .zip(is_standard)
            .filter(|(view, known)| !**known && !is_repeat(view))
            .map(|(view, _)| self.own(view))
            .collect()
    }

    fn own(&self, view: &EntryView<'r, 's>) -> ExtraEntry {
        ExtraEntry {
            id: view.id().to_owned(),
            name: view.name().map_or_else(String::new, |it| it.value.to_string()),
            at: view.top().head(),
            owners: self.owners.of(view).names,
        }
    }

    /// The powers and services of the agency's lists that no entry discloses.
    fn undisclosed(&self) -> Vec<ExtraEntry> {
        let tables = &self.resolution.agency(self.agency).tables;
        let is_list = |it: &&TableId| self.resolution.table(**it).kind == Kind::Powers;
        if !tables.iter().any(|it| is_list(&it)) {
            return Vec::new();
        }
        let directory = Directory::of(self.resolution, self.agency);
        let powers = tables.iter().filter(is_list).flat_map(|it| self.resolution.entries(*it));
        powers.filter(|it| directory.disclosers(it).is_empty()).map(|it| self.own(&it)).collect()
    }
}
