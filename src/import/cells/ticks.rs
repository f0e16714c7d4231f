//! Columns of ticks: one for each value that a field may have.
use crate::{
    diagnostic::message,
    import::{
        cells::{
            Context, choice,
            field::Parsed,
            signs::{self, Class},
            words,
        },
        finding::Weight,
    },
    model::field::Field,
};

/// Whether a circle ticks in a table's columns of ticks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Circles {
    /// Other signs tick: an empty box is one.
    #[default]
    Empty,
    /// There is no other sign: ○ or □ is the tick, and a blank is none.
    Tick,
}

impl Circles {
    /// What the texts of all columns of ticks tell.
    #[must_use]
    pub fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut circles = false;
        let mut blanks = false;
        for text in texts {
            if text.trim().is_empty() {
                blanks = true;
                continue;
            }
            match signs::tick(text) {
                Some(Class::Empty) => {
                    circles |= text.contains(['○', '◯', '〇', '□', '△', '◇', '☐']);
                }
                Some(_) => return Self::Empty,
                None => {}
            }
        }
        if circles && blanks { Self::Tick } else { Self::Empty }
    }
}

/// Whether the cells of a column are nothing but ticks, and one of them a sign that is nothing else.
#[must_use]
pub fn are<'t>(texts: impl Iterator<Item = &'t str>) -> bool {
    let mut is_sure = false;
    for text in texts.map(str::trim).filter(|it| !it.is_empty()) {
        if signs::tick(text).is_none() {
            return false;
        }
        let is_sign = |c: char| signs::class(c) == Some(Class::Ticked) && !signs::is_letter(c);
        is_sure |= text.contains(is_sign);
    }
    is_sure
}

/// Reads one cell of a column of ticks; nothing where it is not ticked.
#[must_use]
pub fn read(
    field: Field,
    label: &str,
    text: &str,
    circles: Circles,
    context: &Context<'_>,
) -> Parsed {
    let Some(lexicon) = context.lexicon(field) else { return Parsed::default() };
    let bare = text.trim();
    let label = without_hint(label);
    let chosen = |rest: &str| {
        let mut parsed = choice::term(field, &label, lexicon);
        let is_group = parsed.values.first().is_some_and(|it| it == "特定群体");
        if !rest.is_empty() && is_group {
            parsed.values = vec![format!("特定群体：{rest}")];
        }
        parsed
    };
    match signs::tick(bare) {
        _ if bare.is_empty() => Parsed::default(),
        Some(Class::Empty) if circles == Circles::Empty => Parsed::default(),
        Some(_) => chosen(""),
        None => {
            let is_sign = |c: char| match signs::class(c) {
                Some(Class::Ticked) => !signs::is_letter(c),
                Some(Class::Empty) => circles == Circles::Tick && !signs::is_letter(c),
                _ => false,
            };
            let line = words::one_line(bare);
            let rest = line.trim_start_matches(is_sign).trim();
            let is_ticked = rest.len() < line.len();
            let rest = match rest.strip_prefix(['（', '(', '：', ':']) {
                Some(inside) => inside.trim_end_matches(['）', ')']).trim(),
                None => rest,
            };
            // The column of other channels says which.
            if field == Field::Channel && !rest.is_empty() && label.starts_with("其") {
                return choice::plain(field, rest, lexicon);
            }
            let (own, _) = lexicon.standard(rest);
            let mut parsed = chosen("");
            let is_own = parsed.values.contains(&own);
            // 主动 under 主动/依申请 is one of the two.
            if is_own && parsed.values.len() > 1 {
                parsed.values = vec![own.clone()];
            }
            if !is_own {
                parsed = chosen(rest);
            }
            let is_name = parsed.values.iter().any(|it| it.ends_with(rest));
            if !(is_name || is_own || (is_ticked && rest.is_empty())) {
                let what = message!(
                    "这一列本该打勾，却写着“{rest}”，按已勾选处理",
                    "the column is for ticks and says `{rest}`; it was taken for a tick"
                );
                parsed.doubt(Weight::Guessed, "tick-guessed", what);
            }
            parsed
        }
    }
}

/// A heading without what it asks to be filled in: `特定群体（请写明）`.
#[must_use]
pub fn without_hint(label: &str) -> String {
    let hint = label
        .find(['（', '('])
        .filter(|at| ["请", "填", "写", "√", "注明"].iter().any(|it| label[*at..].contains(it)));
    hint.map_or(label, |at| &label[..at]).to_owned()
}
