//! `[gap]` of `govcat.toml`: how entries weigh in the gap report, and what a score is called.
use serde::Deserialize;

/// `[gap]`: what is left out is as the built-in scale has it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GapConfig {
    /// What an entry weighs.
    pub weights: WeightsConfig,
    /// Ids of essential entries; `04-*` stands for all that start so.
    pub essential: Vec<IdPattern>,
    /// Ids of optional entries, likewise.
    pub optional: Vec<IdPattern>,
    /// What share of an entry's weight a weaker field costs.
    pub fields: CostsConfig,
    /// The grades, in any order.
    pub grades: Option<Vec<GradeConfig>>,
    /// While an essential entry is missing or overdue, no grade that begins above this score.
    pub gate: Option<Score>,
}

/// `[gap.weights]`
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WeightsConfig {
    /// Of an essential entry.
    pub essential: Option<Weight>,
    /// Of any other entry.
    pub standard: Option<Weight>,
    /// Of an optional entry.
    pub optional: Option<Weight>,
}

/// `[gap.fields]`: only fields that can be weaker than a standard's have a cost.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CostsConfig {
    /// 公开内容
    pub content: Option<Share>,
    /// 公开依据
    pub basis: Option<Share>,
    /// 公开时限
    pub deadline: Option<Share>,
    /// 公开主体
    pub owner: Option<Share>,
    /// 公开方式
    pub method: Option<Share>,
    /// 公开渠道和载体
    pub channel: Option<Share>,
    /// 公开对象
    pub audience: Option<Share>,
    /// 公开层级
    pub level: Option<Share>,
}

/// A grade: `{ from = 95, name = "优秀" }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeConfig {
    /// The least score.
    pub from: Score,
    /// What it is called.
    pub name: String,
}

/// A number that some bounds hold for.
macro_rules! bounded {
    ($(#[$doc:meta] $name:ident $range:expr, $zh:literal, $en:literal;)+) => {
        $(
            #[$doc]
            #[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
            #[serde(try_from = "f64")]
            pub struct $name(f64);

            impl $name {
                /// The number.
                #[must_use]
                pub fn get(self) -> f64 {
                    self.0
                }
            }

            impl TryFrom<f64> for $name {
                type Error = String;

                fn try_from(number: f64) -> Result<Self, String> {
                    if $range.contains(&number) {
                        Ok(Self(number))
                    } else {
                        Err(format!(concat!("{} ", $zh, " (", $en, ")"), number))
                    }
                }
            }
        )+
    };
}

bounded! {
    /// A weight.
    Weight (0.0..=1000.0), "不是 0 到 1000 之间的权重", "not a weight from 0 to 1000";
    /// A share of a weight.
    Share (0.0..=1.0), "不是 0 到 1 之间的份额", "not a share from 0 to 1";
    /// A score.
    Score (0.0..=100.0), "不是 0 到 100 之间的分数", "not a score from 0 to 100";
}

/// An id, or the start of ids with `*` behind it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct IdPattern(String);

impl IdPattern {
    /// As it is written.
    #[must_use]
    pub fn get(&self) -> &str {
        &self.0
    }

    /// Whether it stands for an id.
    #[must_use]
    pub fn matches(&self, id: &str) -> bool {
        match self.0.strip_suffix('*') {
            Some(start) => id.starts_with(start),
            None => self.0 == id,
        }
    }
}

impl TryFrom<String> for IdPattern {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let start = text.strip_suffix('*').unwrap_or(&text);
        if text.is_empty() || start.contains('*') || start.contains(char::is_whitespace) {
            return Err(format!(
                "“{text}”不是事项编号；* 只能写在末尾 (not an id; * may only stand at the end)"
            ));
        }
        Ok(Self(text))
    }
}
