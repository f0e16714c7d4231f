//! Weights, the score and the grade.
use crate::{
    model::field::Field,
    source::gap_config::{GapConfig, IdPattern, Score, Share, Weight},
};

/// How entries weigh, and what a score is called. Set in `[gap]` of `govcat.toml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// The weight of an essential, a standard and an optional entry.
    pub weights: Weights,
    /// Ids of essential entries; `04-*` stands for all that start so.
    pub essential: Vec<IdPattern>,
    /// Ids of optional entries, likewise.
    pub optional: Vec<IdPattern>,
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
    /// The scale that settings ask for; what they leave out is as the built-in one has it.
    #[must_use]
    pub fn new(config: &GapConfig) -> Self {
        let mut scale = Self::default();
        let weights = [
            (&mut scale.weights.essential, config.weights.essential),
            (&mut scale.weights.standard, config.weights.standard),
            (&mut scale.weights.optional, config.weights.optional),
        ];
        for (weight, asked) in weights {
            *weight = asked.map_or(*weight, Weight::get);
        }
        let costs = &config.fields;
        for (field, cost) in &mut scale.fields {
            let asked = match field {
                Field::Content => costs.content,
                Field::Basis => costs.basis,
                Field::Deadline => costs.deadline,
                Field::Owner => costs.owner,
                Field::Method => costs.method,
                Field::Channel => costs.channel,
                Field::Audience => costs.audience,
                Field::Level => costs.level,
                _ => None,
            };
            *cost = asked.map_or(*cost, Share::get);
        }
        scale.essential.clone_from(&config.essential);
        scale.optional.clone_from(&config.optional);
        if let Some(grades) = &config.grades {
            scale.grades = grades.iter().map(|it| (it.from.get(), it.name.clone())).collect();
            scale.grades.sort_by(|a, b| b.0.total_cmp(&a.0));
        }
        scale.gate = config.gate.map_or(scale.gate, Score::get);
        scale
    }

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

    /// Which grade's band a score falls in, from the best (0) downwards, regardless of the gate.
    #[must_use]
    pub fn band(&self, score: f64) -> usize {
        self.grades.iter().position(|(least, _)| score >= *least).unwrap_or(self.grades.len())
    }
}

/// Whether an id is in a list.
fn matches(list: &[IdPattern], id: &str) -> bool {
    list.iter().any(|item| item.matches(id))
}
