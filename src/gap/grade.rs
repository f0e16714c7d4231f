//! Weights, the score and the grade.
use crate::model::field::Field;

/// How entries weigh, and what a score is called. Set in `[gap]` of `govcat.toml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// The weight of an essential, a standard and an optional entry.
    pub weights: Weights,
    /// Ids of essential entries; `04-*` stands for all that start so.
    pub essential: Vec<String>,
    /// Ids of optional entries, likewise.
    pub optional: Vec<String>,
    /// What share of an entry's weight a weaker field costs.
    pub fields: Vec<(Field, f64)>,
    /// Grades, best first: the least score and the name.
    pub grades: Vec<(f64, String)>,
    /// While an essential entry is missing, no grade whose least score is above this one.
    pub gate: f64,
}

/// The weights of entries.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// Of an essential entry.
    pub essential: f64,
    /// Of any other entry.
    pub standard: f64,
    /// Of an optional entry.
    pub optional: f64,
}

impl Default for Scale {
    fn default() -> Self {
        use Field as F;
        Self {
            weights: Weights { essential: 3.0, standard: 2.0, optional: 1.0 },
            essential: Vec::new(),
            optional: Vec::new(),
            fields: vec![
                (F::Content, 0.3),
                (F::Deadline, 0.3),
                (F::Method, 0.3),
                (F::Audience, 0.2),
                (F::Channel, 0.2),
                (F::Level, 0.1),
                (F::Basis, 0.1),
                (F::Owner, 0.2),
            ],
            grades: vec![
                (95.0, "优秀".to_owned()),
                (85.0, "良好".to_owned()),
                (75.0, "合格".to_owned()),
                (0.0, "不合格".to_owned()),
            ],
            gate: 75.0,
        }
    }
}

impl Scale {
    /// Whether an entry is essential.
    #[must_use]
    pub fn is_essential(&self, id: &str) -> bool {
        matches(&self.essential, id)
    }

    /// What an entry weighs.
    #[must_use]
    pub fn weight(&self, id: &str) -> f64 {
        if self.is_essential(id) {
            self.weights.essential
        } else if matches(&self.optional, id) {
            self.weights.optional
        } else {
            self.weights.standard
        }
    }

    /// What share of an entry's weight a weaker field costs.
    #[must_use]
    pub fn cost(&self, field: Field) -> f64 {
        self.fields.iter().find(|(it, _)| *it == field).map_or(0.0, |(_, cost)| *cost)
    }

    /// What a score is called.
    #[must_use]
    pub fn grade(&self, score: Option<f64>, essential_missing: usize) -> String {
        let Some(score) = score else { return "—".to_owned() };
        let allowed = |least: f64| essential_missing == 0 || least <= self.gate;
        self.grades
            .iter()
            .find(|(least, _)| score >= *least && allowed(*least))
            .map_or_else(|| "—".to_owned(), |(_, name)| name.clone())
    }
}

/// Whether an id is in a list; an item that ends in `*` stands for every id that starts so.
fn matches(list: &[String], id: &str) -> bool {
    list.iter().any(|item| match item.strip_suffix('*') {
        Some(start) => id.starts_with(start),
        None => item == id,
    })
}
