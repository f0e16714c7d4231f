//! The words of the gap report that text, tables and pages share.
use crate::{
    diagnostic::{Lang, Message, message},
    gap::{
        EntryGap, FieldGap, GapReport, Tally,
        against::Change,
        cause::Lack,
        state::{Shortfall, State},
    },
    model::field::Field,
    render::gap::Telling,
};

/// A field's heading in a language.
#[must_use]
pub fn field(name: &str, lang: Lang) -> String {
    match (lang, Field::find(name)) {
        (Lang::Zh, Some(field)) => field.label().to_owned(),
        (Lang::Zh, None) if name == "ledger" => "公开台账".to_owned(),
        _ => name.to_owned(),
    }
}

/// A score with one decimal; a dash where nothing counts.
#[must_use]
pub fn score(tally: Tally) -> String {
    number(tally.rounded())
}

/// A number with one decimal; a dash where there is none.
#[must_use]
pub fn number(score: Option<f64>) -> String {
    score.map_or_else(|| "—".to_owned(), |it| format!("{it:.1}"))
}

/// A weight, without needless zeros.
#[must_use]
pub fn weight(weight: f64) -> String {
    let text = format!("{weight:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// How a score comes about: what was earned, and the denominator.
#[must_use]
pub fn fraction(tally: Tally) -> Message {
    let (earned, possible, score) = (weight(tally.earned), weight(tally.possible), score(tally));
    if tally.possible == 0.0 {
        return message!("没有计分的事项", "nothing counts");
    }
    message!(
        "实得 {earned} ÷ 应得 {possible} × 100 = {score}",
        "earned {earned} ÷ possible {possible} × 100 = {score}"
    )
}

/// The rules of the score, one sentence each.
#[must_use]
pub fn formula(report: &GapReport) -> Vec<Message> {
    let scale = &report.scale;
    let [essential, standard, optional] =
        [scale.weights.essential, scale.weights.standard, scale.weights.optional].map(weight);
    let costs = |lang| {
        let one = |(name, cost): &(Field, f64)| match lang {
            Lang::Zh => format!("{} {}", name.label(), weight(*cost)),
            Lang::En => format!("{} {}", name.name(), weight(*cost)),
        };
        scale.fields.iter().map(one).collect::<Vec<_>>().join(if lang == Lang::Zh {
            "、"
        } else {
            ", "
        })
    };
    let (zh, en) = (costs(Lang::Zh), costs(Lang::En));
    let gate = weight(scale.gate);
    let mut sentences = vec![
        message!(
            "得分 = 各事项“权重 × 达标份额”之和 ÷ 计分事项权重之和 × 100。权重：基本事项 {essential}，一般事项 {standard}，可选事项 {optional}。",
            "score = the sum of weight × share kept ÷ the sum of the weights of all entries that count × 100. Weights: essential {essential}, standard {standard}, optional {optional}."
        ),
        message!(
            "达标份额：达标、他处已公开为 1；缺失、逾期、未核查为 0；部分达标从 1 中扣去弱于标准的字段（{zh}）；台账记有迟公开的减半。",
            "Share kept: 1 for met and elsewhere; 0 for missing, overdue and not checked; partial loses for each weaker field ({en}); half of it where the ledger shows late publication."
        ),
        message!(
            "不适用和依法不纳入的事项不计分；经批准的放宽不扣分，仍列出。",
            "What does not apply or is lawfully excluded does not count; what a waiver allows costs nothing, and is listed."
        ),
    ];
    if !scale.essential.is_empty() {
        sentences.push(message!(
            "有基本事项缺失或逾期的，等级不高于 {gate} 分的一档。",
            "While an essential entry is missing or overdue, no grade that begins above {gate}."
        ));
    }
    sentences
}

/// What of everything a report shows; `None` for everything.
#[must_use]
pub fn view(telling: &Telling<'_, '_>) -> Option<String> {
    let domains =
        telling.view.domains.iter().map(|it| telling.resolution.registries.domains.get(*it));
    let domains: Vec<_> = domains.map(|it| it.name.as_str()).collect();
    let offices = telling.view.offices.join("、");
    let domains = domains.join("、");
    let parts = match telling.lang {
        Lang::Zh => [("领域：", domains), ("公开主体：", offices)],
        Lang::En => [("domain: ", domains), ("office: ", offices)],
    };
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(label, names)| format!("{label}{names}"))
        .collect();
    (!parts.is_empty()).then(|| parts.join(if telling.lang == Lang::Zh { "；" } else { "; " }))
}

/// What is, or was, short about a gap that came or went.
#[must_use]
pub fn change(change: &Change, lang: Lang) -> String {
    let shortfall = Shortfall::find(&change.state).map(Shortfall::label);
    let state = State::find(&change.state).map(State::label);
    let word = match &change.field {
        None => state,
        Some(_) => shortfall,
    };
    let word = word.map_or_else(|| change.state.clone(), |it| it.text(lang).to_owned());
    match (change.field.as_deref(), lang) {
        (None | Some("ledger"), _) => word,
        (Some(name), Lang::Zh) => format!("{}{word}", field(name, lang)),
        (Some(name), Lang::En) => format!("{name}: {word}"),
    }
}

/// What is short about a field, in a few words: “公开时限弱于标准”.
#[must_use]
pub fn shortfall(finding: &FieldGap, lang: Lang) -> String {
    lack(Lack::Field(finding.field, finding.shortfall), lang)
}

/// What is short, in a few words.
#[must_use]
pub fn lack(lack: Lack, lang: Lang) -> String {
    match lack {
        Lack::Entry(state) => state.label().text(lang).to_owned(),
        Lack::Field("ledger", shortfall) => shortfall.label().text(lang).to_owned(),
        Lack::Field(name, shortfall) => {
            let (name, word) = (field(name, lang), shortfall.label());
            let word = word.text(lang);
            if lang == Lang::Zh { format!("{name}{word}") } else { format!("{name}: {word}") }
        }
    }
}

/// What an entry owes, for the office that is to mend it.
#[must_use]
pub fn owed(entry: &EntryGap, lang: Lang) -> String {
    let whole = match entry.state {
        State::Missing => Some(message!(
            "补列本事项，或写明不纳入的理由",
            "list the entry, or say why it is excluded"
        )),
        State::NotChecked => Some(message!(
            "核查是否公开，记入台账",
            "check whether it is published, and enter it in the ledger"
        )),
        _ => None,
    };
    let mut parts: Vec<String> = whole.iter().map(|it| it.text(lang).to_owned()).collect();
    for finding in entry.findings.iter().filter(|it| it.shortfall.is_gap()) {
        let why = finding.why.text(lang);
        let name = field(finding.field, lang);
        parts.push(match (finding.shortfall, lang) {
            (Shortfall::Weaker, Lang::Zh) => format!("{name}达到标准（{why}）"),
            (Shortfall::Weaker, Lang::En) => format!("bring {name} up to the standard ({why})"),
            (Shortfall::Unlocalised, Lang::Zh) => format!("明确公开主体（{why}）"),
            (Shortfall::Unlocalised, Lang::En) => format!("name the office ({why})"),
            (Shortfall::Late, Lang::Zh) => format!("今后按时公开（{why}）"),
            (Shortfall::Late, Lang::En) => format!("publish in time from now on ({why})"),
            (_, Lang::Zh) => format!("立即公开（{why}）"),
            (_, Lang::En) => format!("publish at once ({why})"),
        });
    }
    parts.join(if lang == Lang::Zh { "；" } else { "; " })
}

/// What a report must not be taken for where no ledger is kept.
#[must_use]
pub fn without_ledger() -> Message {
    message!(
        "没有台账：只比较了目录写下的承诺，没有核查是否真的公开",
        "no ledger is kept: only the catalogs' promises were compared, not what was in fact published"
    )
}
