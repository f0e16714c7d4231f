//! The words of one cell to the values of its field.
use crate::{
    diagnostic::{Message, message},
    import::{
        cells::{
            Context, basis,
            boxes::{self, Legend, Said},
            choice, owner,
            split::{self, Habit},
            words,
        },
        finding::Weight,
    },
    model::{field::Field, wording},
};

/// What a cell says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The values.
    pub values: Vec<String>,
    /// 配合单位, where an owner's cell names them.
    pub with: Vec<String>,
    /// What is doubtful.
    pub doubts: Vec<Doubt>,
}

/// Something doubtful in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// How much somebody must look.
    pub weight: Weight,
    /// What it is about, as a word that never changes.
    pub code: &'static str,
    /// What is the matter.
    pub message: Message,
}

impl Doubt {
    /// A doubt.
    #[must_use]
    pub fn new(weight: Weight, code: &'static str, message: Message) -> Self {
        Self { weight, code, message }
    }
}

impl Parsed {
    /// One value without doubts; nothing for an empty one.
    #[must_use]
    pub fn sure(value: String) -> Self {
        let values = if value.is_empty() { Vec::new() } else { vec![value] };
        Self { values, ..Self::default() }
    }

    /// Adds a doubt.
    pub fn doubt(&mut self, weight: Weight, code: &'static str, message: Message) {
        self.doubts.push(Doubt::new(weight, code, message));
    }
}

/// What a table's cells have in common.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// Which signs are ticks.
    pub legend: Legend,
    /// How elements are divided.
    pub habit: Habit,
    /// Whether an export wrote the table: then the words of other catalogs tell nothing.
    pub is_export: bool,
}

/// Reads a cell of a field. The text is in simplified script.
#[must_use]
pub fn parse(field: Field, text: &str, style: &Style, context: &Context<'_>) -> Parsed {
    match field {
        Field::Content => content(text, style, context),
        Field::Basis => Parsed { values: basis::documents(text), ..Parsed::default() },
        Field::Owner => {
            let owners = owner::bodies(text);
            Parsed { values: owners.lead, with: owners.with, doubts: Vec::new() }
        }
        Field::Deadline => Parsed::sure(deadline(text)),
        Field::Link => link(text),
        Field::Channel | Field::Audience | Field::Method | Field::Level | Field::Stage => {
            chosen(field, text, style, context)
        }
        Field::Explains | Field::Covers | Field::DisclosedBy | Field::Reconstructed => {
            let parts = text.split(['、', '；', ';', ',', '，', '\n']).map(words::one_line);
            Parsed { values: parts.filter(|it| !it.is_empty()).collect(), ..Parsed::default() }
        }
        Field::Name | Field::Category | Field::Reason | Field::Review => {
            Parsed::sure(words::one_line(text))
        }
    }
}

fn content(text: &str, style: &Style, context: &Context<'_>) -> Parsed {
    let is_known = |it: &str| !style.is_export && context.known.contains(it);
    let found = split::elements(text, style.habit, &is_known);
    let mut parsed = Parsed { values: found.list, ..Parsed::default() };
    if found.guessed {
        let count = parsed.values.len();
        parsed.doubt(
            Weight::Guessed,
            "list-guessed",
            message!(
                "公开内容分成 {count} 项，是推测的",
                "the content was divided into {count} elements by guess"
            ),
        );
    }
    parsed
}

/// A deadline as it was written. Lines are clauses where a new one begins, else one text.
fn deadline(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().map(str::trim).filter(|it| !it.is_empty()) {
        let begins = line.contains(['：', ':'])
            || line.starts_with(|c: char| c.is_ascii_digit() && line[1..].starts_with(['.', '、']));
        let ended = out.ends_with(['；', ';', '。', '，', ',', '：']);
        if !out.is_empty() && begins && !ended && out.contains(['日', '月', '年', '时']) {
            out.push('；');
        }
        let both_ascii = out.ends_with(|c: char| c.is_ascii_alphabetic())
            && line.starts_with(|c: char| c.is_ascii_alphabetic());
        if both_ascii {
            out.push(' ');
        }
        out.push_str(line);
    }
    words::one_line(&out)
}

fn link(text: &str) -> Parsed {
    let bare: String = text.split_whitespace().collect();
    if bare.starts_with("http://") || bare.starts_with("https://") {
        return Parsed::sure(bare);
    }
    if bare.starts_with("www.") {
        let mut parsed = Parsed::sure(format!("http://{bare}"));
        let what = message!(
            "链接没有写 http 还是 https，按 http",
            "the link says neither http nor https; http was taken"
        );
        parsed.doubt(Weight::Guessed, "link-guessed", what);
        return parsed;
    }
    let mut parsed = Parsed::default();
    if !wording::is_nothing(&bare) {
        parsed.doubt(Weight::Lost, "no-link", message!("这不是网址", "this is no web address"));
    }
    parsed
}

/// A field that chooses from a list: boxes, or words.
fn chosen(field: Field, text: &str, style: &Style, context: &Context<'_>) -> Parsed {
    let Some(lexicon) = context.lexicon(field) else { return Parsed::default() };
    let Some(boxed) = boxes::parse(text, lexicon) else {
        return choice::plain(field, text, lexicon);
    };
    match style.legend.read(&boxed) {
        Said::Nothing => {
            let mut parsed = Parsed::default();
            let label = field.label();
            let what = message!(
                "{label}的方框全都一样，看不出勾选了哪些",
                "all boxes are alike: it cannot be told which are ticked"
            );
            parsed.doubt(Weight::Lost, "boxes-alike", what);
            parsed
        }
        Said::Ticked(terms, guessed) => {
            let mut parsed = Parsed::default();
            for term in &terms {
                let one = choice::term(field, term, lexicon);
                choice::join(&mut parsed, one);
            }
            if guessed {
                let label = field.label();
                let what =
                    message!("{label}勾选了哪些，是推测的", "which boxes are ticked was guessed");
                parsed.doubt(Weight::Guessed, "boxes-guessed", what);
            }
            parsed
        }
    }
}
