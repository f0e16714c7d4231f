//! The gap report of one agency: what is short, entry by entry, with the lines that prove it.
use std::fmt::Write as _;

use crate::{
    cli::{
        formats::Look,
        gap::{
            lines::{cell, heading, paint, paragraph, placed, right},
            overview,
        },
    },
    diagnostic::{Lang, Message, message},
    gap::{
        AgencyGap, DomainGap, EntryGap, ExtraEntry, FieldGap,
        state::{Shortfall, State},
    },
    render::gap::{Telling, offices, words},
};

/// The report.
pub(super) fn text(telling: &Telling<'_, '_>, agency: &AgencyGap, look: Look) -> String {
    let mut teller = Teller { telling, agency, look, out: overview::head(telling, look) };
    teller.score();
    teller.domains();
    if telling.view.offices.is_empty() {
        teller.gaps();
        teller.notes();
        teller.extra();
    } else {
        teller.duties();
    }
    teller.out
}

struct Teller<'t, 'r, 's> {
    telling: &'t Telling<'r, 's>,
    agency: &'t AgencyGap<'t>,
    look: Look,
    out: String,
}

impl<'t> Teller<'t, '_, '_> {
    fn lang(&self) -> Lang {
        self.telling.lang
    }

    fn say(&mut self, text: &Message, indent: usize) {
        let text = paragraph(text.text(self.telling.lang), self.look.width, indent);
        self.out.push_str(&text);
    }

    fn place(&mut self, text: &str, place: &str, indent: usize) {
        self.out.push_str(&placed(text, place, self.look.width, indent));
    }

    fn score(&mut self) {
        let standard = self.telling.agency(self.agency.standard);
        let grade = &self.agency.grade;
        let score = words::score(self.agency.tally);
        self.say(&message!("对照“{standard}”", "against “{standard}”"), 0);
        self.say(&message!("得分 {score}，等级 {grade}", "score {score}, grade {grade}"), 0);
        let fraction = words::fraction(self.agency.tally);
        self.say(&fraction, 0);
        if self.telling.resolution.agency(self.agency.agency).ledgers.is_empty() {
            self.say(&words::without_ledger(), 0);
        }
        let missing = self.agency.essential_missing;
        if missing > 0 {
            self.say(
                &message!(
                    "基本事项缺失或逾期 {missing} 条，等级因此受限",
                    "{missing} essential entries are missing or overdue; they hold the grade down"
                ),
                0,
            );
        }
        let shown = State::ALL.into_iter().filter(|it| self.agency.counts.of(*it) > 0);
        let counts: Vec<String> = shown
            .map(|it| format!("{} {}", it.label().text(self.lang()), self.agency.counts.of(it)))
            .collect();
        let counts = counts.join(if self.lang() == Lang::Zh { "，" } else { ", " });
        self.out.push_str(&paragraph(&counts, self.look.width, 0));
    }

    fn domains(&mut self) {
        let lang = self.lang();
        let pick = |(zh, en): (&'static str, &'static str)| if lang == Lang::Zh { zh } else { en };
        let states: Vec<State> =
            State::ALL.into_iter().filter(|it| self.agency.counts.of(*it) > 0).collect();
        let labels: Vec<String> =
            states.iter().map(|it| it.label().text(lang).to_owned()).collect();
        let widths: Vec<usize> =
            labels.iter().map(|it| crate::cli::wrap::width(it).max(4) + 1).collect();
        let taken = widths.iter().sum::<usize>() + 7;
        let is_wide = self.look.width >= taken + 16;
        let name = if is_wide { (self.look.width - taken).min(34) } else { 24 };
        let mut head = format!(
            "{}{}",
            cell(pick(("领域", "domain")), name),
            right(pick(("得分", "score")), 7)
        );
        for (label, width) in labels.iter().zip(&widths).filter(|_| is_wide) {
            head.push_str(&right(label, *width));
        }
        let _ = writeln!(self.out, "\n{}", head.trim_end());
        for gap in &self.agency.domains {
            let domain = self.telling.resolution.registries.domains.get(gap.domain);
            let title = if lang == Lang::Zh { &domain.name } else { &domain.code };
            let title = format!("{:02} {title}", domain.number);
            let mut line = format!("{}{}", cell(&title, name), right(&words::score(gap.tally), 7));
            for (state, width) in states.iter().zip(&widths).filter(|_| is_wide) {
                let count = gap.counts.of(*state);
                let text = if count == 0 { String::new() } else { count.to_string() };
                let text = right(&text, *width);
                if state.is_gap() && count > 0 {
                    line.push_str(&self.look.style.paint(paint(*state), text).to_string());
                } else {
                    line.push_str(&text);
                }
            }
            let _ = writeln!(self.out, "{}", line.trim_end());
        }
    }

    /// What is owed, by state, the worst first.
    fn gaps(&mut self) {
        let lang = self.lang();
        let owed = self.agency.owed();
        if owed.is_empty() {
            self.out.push('\n');
            self.say(&message!("没有差距。", "There is no gap."), 0);
        }
        for state in State::ALL.into_iter().filter(|it| it.is_gap()) {
            let entries: Vec<&EntryGap> =
                owed.iter().map(|(_, it)| *it).filter(|it| it.state == state).collect();
            if entries.is_empty() {
                continue;
            }
            let (label, count) = (state.label(), entries.len());
            let title = format!("{} {count}", label.text(lang));
            let title = self.look.style.paint(paint(state), title);
            let _ = writeln!(self.out, "\n{title}");
            match state {
                State::Missing => self.missing(),
                State::NotChecked => self.not_checked(),
                _ => self.fields(&entries),
            }
        }
    }

    /// Missing entries; a domain that is missing as a whole is one line.
    fn missing(&mut self) {
        for domain in &self.agency.domains {
            let missing: Vec<&EntryGap> =
                domain.entries.iter().filter(|it| it.state == State::Missing).collect();
            let Some(first) = missing.first() else { continue };
            if missing.len() == domain.entries.len() && missing.len() > 1 {
                let (name, count) = (self.domain_name(domain), missing.len());
                let words = message!(
                    "整个领域：{name}，{count} 条",
                    "the whole domain: {name}, {count} entries"
                );
                let place = self.telling.line(first.standard_at);
                self.place(words.text(self.lang()), &place, 2);
                continue;
            }
            for entry in missing {
                let reason = entry.reason.as_deref().unwrap_or_default();
                let (title, place) = (self.title(entry), self.telling.line(entry.at));
                let colon = if self.lang() == Lang::Zh { "：" } else { ": " };
                let text =
                    if reason.is_empty() { title } else { format!("{title}{colon}{reason}") };
                self.place(&text, &place, 2);
            }
        }
    }

    /// Entries of which the ledger says nothing: a line a domain.
    fn not_checked(&mut self) {
        for domain in &self.agency.domains {
            let entries: Vec<&EntryGap> =
                domain.entries.iter().filter(|it| it.state == State::NotChecked).collect();
            let Some(first) = entries.first() else { continue };
            let (name, count) = (self.domain_name(domain), entries.len());
            let mut ids: Vec<&str> = entries.iter().take(8).map(|it| it.id).collect();
            if count > ids.len() {
                ids.push("…");
            }
            let ids = ids.join(if self.lang() == Lang::Zh { "、" } else { ", " });
            let words = message!("{name} {count} 条：{ids}", "{name}, {count} entries: {ids}");
            let place = self.telling.line(first.at);
            self.place(words.text(self.lang()), &place, 2);
        }
    }

    /// Entries with fields that are short; those that only lack an office are folded by the role.
    fn fields(&mut self, entries: &[&'t EntryGap<'t>]) {
        let mut roles: Vec<(&FieldGap, Vec<&str>)> = Vec::new();
        for entry in entries {
            let gaps: Vec<&FieldGap> = entry
                .findings
                .iter()
                .filter(|it| it.shortfall != Shortfall::Undetermined)
                .collect();
            if let [only] = gaps[..]
                && only.shortfall == Shortfall::Unlocalised
            {
                match roles.iter_mut().find(|(it, _)| it.why == only.why) {
                    Some((_, ids)) => ids.push(entry.id),
                    None => roles.push((only, vec![entry.id])),
                }
                continue;
            }
            self.entry(entry);
        }
        for (finding, ids) in roles {
            let (zh, en) = (&finding.why.zh, &finding.why.en);
            let (count, list) = (ids.len(), ids.join("、"));
            let words = message!("{zh}，{count} 条：{list}", "{en}; {count} entries: {list}");
            let (at, below) =
                (self.telling.line(finding.at), self.telling.line(finding.standard_at));
            self.say(&words, 2);
            let _ = writeln!(self.out, "    {at}\n    {below}");
        }
    }

    fn entry(&mut self, entry: &EntryGap) {
        let title = self.title(entry);
        self.out.push_str(&paragraph(&title, self.look.width, 2));
        for finding in &entry.findings {
            self.finding(finding);
        }
    }

    fn finding(&mut self, finding: &FieldGap) {
        let lang = self.lang();
        let (what, why) = (words::shortfall(finding, lang), finding.why.text(lang));
        let colon = if lang == Lang::Zh { "：" } else { ": " };
        let text = format!("{what}{colon}{why}");
        let (at, below) = (self.telling.line(finding.at), self.telling.line(finding.standard_at));
        if finding.field == "ledger" {
            self.place(&text, &at, 4);
            return;
        }
        self.out.push_str(&paragraph(&text, self.look.width, 4));
        let pick = |(zh, en): (&'static str, &'static str)| if lang == Lang::Zh { zh } else { en };
        for (label, text, place) in [
            (pick(("标准", "standard")), &finding.standard, below),
            (pick(("现为", "local")), &finding.local, at),
        ] {
            let text = if text.is_empty() { pick(("（没有写）", "(nothing)")) } else { text };
            // Contents may be long; the reason says what is lacking.
            let text = super::lines::cut(&text.replace('\n', " "), 3 * self.look.width);
            self.place(&format!("{label}{colon}{text}"), &place, 6);
        }
    }

    /// `20-001 监督检查（基本）`
    fn title(&self, entry: &EntryGap) -> String {
        let EntryGap { id, name, .. } = entry;
        let mut title = format!("{id} {name}");
        if let Some(local) = &entry.local_id {
            let words = message!("，本机关编号 {local}", ", here {local}");
            title.push_str(words.text(self.lang()));
        }
        if entry.is_essential {
            title.push_str(message!("（基本事项）", " (essential)").text(self.lang()));
        }
        title
    }

    fn domain_name(&self, domain: &DomainGap) -> String {
        let domain = self.telling.resolution.registries.domains.get(domain.domain);
        if self.lang() == Lang::Zh { domain.name.clone() } else { domain.code.clone() }
    }

    /// What owes nothing and is worth a line all the same.
    fn notes(&mut self) {
        let lang = self.lang();
        let all: Vec<&EntryGap> = self.agency.entries().map(|(_, it)| it).collect();
        let noted = |it: &&&EntryGap| {
            matches!(it.state, State::Met | State::Partial)
                && !it.is_gap()
                && !it.findings.is_empty()
        };
        let waived: Vec<&EntryGap> = all.iter().filter(noted).copied().collect();
        if !waived.is_empty() {
            let title = message!(
                "说明：经批准放宽的、无法判断的，不扣分",
                "Noted: waived or undetermined, costs nothing"
            );
            self.out.push_str(&heading(title.text(lang), self.look));
            for entry in waived {
                self.entry(entry);
            }
        }
        for state in [State::Elsewhere, State::Excluded] {
            let entries: Vec<_> = all.iter().filter(|it| it.state == state).collect();
            if entries.is_empty() {
                continue;
            }
            let (label, count) = (state.label(), entries.len());
            self.out.push_str(&heading(&format!("{} {count}", label.text(lang)), self.look));
            for entry in entries {
                let reason = entry.reason.as_deref().unwrap_or_default();
                let colon = if lang == Lang::Zh { "：" } else { ": " };
                let text = format!("{}{colon}{reason}", self.title(entry));
                let place = self.telling.line(entry.at);
                self.place(&text, &place, 2);
            }
        }
        self.not_applicable();
    }

    /// Domains that do not apply: one line each.
    fn not_applicable(&mut self) {
        let lang = self.lang();
        let count = self.agency.counts.of(State::NotApplicable);
        if count == 0 {
            return;
        }
        let label = State::NotApplicable.label();
        self.out.push_str(&heading(&format!("{} {count}", label.text(lang)), self.look));
        for domain in &self.agency.domains {
            let entries = || domain.entries.iter().filter(|it| it.state == State::NotApplicable);
            let Some(first) = entries().next() else { continue };
            let (name, count) = (self.domain_name(domain), entries().count());
            let reason = first.reason.as_deref().unwrap_or_default();
            let words =
                message!("{name} {count} 条：{reason}", "{name}, {count} entries: {reason}");
            let place = self.telling.line(first.at);
            self.place(words.text(lang), &place, 2);
        }
    }

    fn extra(&mut self) {
        let agency = self.agency;
        let extra: Vec<&ExtraEntry> = agency.domains.iter().flat_map(|it| &it.extra).collect();
        let count = extra.len();
        let title =
            message!("本机关增加 {count} 条，不计分", "{count} entries of its own, not counted");
        self.list(&title, &extra);
        let powers: Vec<&ExtraEntry> = agency.undisclosed.iter().collect();
        let count = powers.len();
        let title = message!(
            "没有公开事项的职权和服务 {count} 项，不计分",
            "{count} powers and services that no entry discloses, not counted"
        );
        self.list(&title, &powers);
    }

    fn list(&mut self, title: &Message, entries: &[&ExtraEntry]) {
        if entries.is_empty() {
            return;
        }
        self.out.push_str(&heading(title.text(self.lang()), self.look));
        for entry in entries {
            let place = self.telling.line(entry.at);
            self.place(&format!("{} {}", entry.id, entry.name), &place, 2);
        }
    }

    /// What the offices that were asked for owe, and by when.
    fn duties(&mut self) {
        let lang = self.lang();
        let offices = offices::owing(self.agency, self.telling.view);
        if offices.is_empty() {
            self.out.push('\n');
            self.say(&message!("没有应补齐的事项。", "Nothing is owed."), 0);
        }
        for office in offices {
            let name = offices::name(office.name, lang);
            let (entries, owed) = (office.entries, office.owed.len());
            let title = message!(
                "{name}：负责 {entries} 条，应补齐 {owed} 条",
                "{name}: named for {entries} entries, owes {owed}"
            );
            self.out.push_str(&heading(title.text(lang), self.look));
            for (_, entry) in office.owed {
                let state = entry.state.label();
                let word = self.look.style.paint(paint(entry.state), state.text(lang));
                self.out.push_str(&paragraph(&self.title(entry), self.look.width, 2));
                let _ = writeln!(self.out, "    {word}");
                let owed = words::owed(entry, lang);
                let place = self.telling.line(entry.findings.first().map_or(entry.at, |it| it.at));
                self.place(&owed, &place, 4);
                let deadline = &entry.deadline;
                if !deadline.is_empty() {
                    self.say(&message!("公开时限：{deadline}", "deadline: {deadline}"), 4);
                }
            }
        }
    }
}
