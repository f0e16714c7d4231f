//! The title most like another, to be suggested and never taken for a match.
use std::collections::HashMap;

/// Titles by their pairs of neighbouring characters. A rare pair weighs more than 管理 or 条例, which nearly all titles share.
#[derive(Clone, Debug, Default)]
pub(super) struct Nearest {
    by_pair: HashMap<(char, char), Vec<u32>>,
    titles: Vec<Vec<(char, char)>>,
}

/// Longer queries are cut: no title is so long.
const LONGEST: usize = 200;

impl Nearest {
    /// Adds a title; it is known by the order of adding.
    pub(super) fn add(&mut self, title: &str) {
        let index = u32::try_from(self.titles.len()).unwrap_or(u32::MAX);
        let pairs = pairs(title);
        for pair in &pairs {
            self.by_pair.entry(*pair).or_default().push(index);
        }
        self.titles.push(pairs);
    }

    /// The title most like `query` and how like it is, from 0 to 1; the first of several that are equally like it.
    pub(super) fn find(&self, query: &str) -> Option<(usize, f64)> {
        let query = pairs(query);
        let mut shared = vec![0.0; self.titles.len()];
        for pair in &query {
            for index in self.by_pair.get(pair).into_iter().flatten() {
                shared[*index as usize] += self.weight(*pair);
            }
        }
        let own = self.sum(&query);
        let score = |(index, shared): (usize, &f64)| {
            (index, 2.0 * shared / (own + self.sum(&self.titles[index])))
        };
        shared.iter().enumerate().filter(|it| *it.1 > 0.0).map(score).fold(
            None,
            |best: Option<(usize, f64)>, it| match best {
                Some(best) if best.1 >= it.1 => Some(best),
                _ => Some(it),
            },
        )
    }

    /// How much it says that a title has `pair`: the less, the more titles have it.
    fn weight(&self, pair: (char, char)) -> f64 {
        let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        let having = self.by_pair.get(&pair).map_or(1, Vec::len);
        (1.0 + count(self.titles.len()) / count(having)).ln()
    }

    fn sum(&self, pairs: &[(char, char)]) -> f64 {
        pairs.iter().map(|it| self.weight(*it)).sum()
    }
}

/// The different pairs of neighbours in a title, in order.
fn pairs(title: &str) -> Vec<(char, char)> {
    let mut out: Vec<(char, char)> =
        title.chars().take(LONGEST).zip(title.chars().skip(1).take(LONGEST)).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// How alike two titles are, from 0 to 1, every pair weighing the same.
pub(super) fn likeness(a: &str, b: &str) -> f64 {
    let (a, b) = (pairs(a), pairs(b));
    let shared = a.iter().filter(|it| b.binary_search(it).is_ok()).count();
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    2.0 * count(shared) / count((a.len() + b.len()).max(1))
}
