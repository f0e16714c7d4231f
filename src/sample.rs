//! The monthly inspection list: entries drawn from every agency and domain, the same for the same
//! seed. There are no dice: an entry's rank is a hash of the seed and its name.
use std::{fmt, str::FromStr};

use xxhash_rust::xxh3::xxh3_64;

use crate::{
    model::{catalog::Kind, registry::DomainId},
    resolve::{Agency, AgencyId, Resolution, TableId, view::EntryView},
};

/// What share of the entries is drawn, exactly as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// In parts of `ONE`.
    parts: u64,
}

/// A rate of 100%, in parts: a percentage with four decimals is exact.
const ONE: u64 = 1_000_000;

/// A rate that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadRate;

impl fmt::Display for BadRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("write it like 10% or 0.1")
    }
}

impl std::error::Error for BadRate {}

impl FromStr for Rate {
    type Err = BadRate;

    /// Reads `10%`, `12.5%` or `0.1`. A bare `10` could be either and is neither.
    fn from_str(text: &str) -> Result<Self, BadRate> {
        let text = text.trim().replace('％', "%");
        let (number, places) = match text.strip_suffix('%') {
            Some(number) => (number.trim_end(), 4),
            None if text.contains('.') => (text.as_str(), 6),
            None => return Err(BadRate),
        };
        let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
        let is_number = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit());
        if number.is_empty() || whole.len() + decimals.len() == 0 || decimals.len() > places {
            return Err(BadRate);
        }
        if !is_number(whole) || !is_number(decimals) || whole.len() > 3 {
            return Err(BadRate);
        }
        let digits = format!("{whole}{decimals:0<places$}");
        let parts: u64 = digits.parse().map_err(|_| BadRate)?;
        if parts == 0 || parts > ONE { Err(BadRate) } else { Ok(Self { parts }) }
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.parts / 10_000, self.parts % 10_000);
        match rest {
            0 => write!(f, "{whole}%"),
            _ => write!(f, "{whole}.{}%", format!("{rest:04}").trim_end_matches('0')),
        }
    }
}

impl Rate {
    /// How many of `n` are drawn: rounded up, so that nothing with entries is left uninspected.
    #[must_use]
    pub fn of(self, n: usize) -> usize {
        let n = u64::try_from(n).unwrap_or(u64::MAX);
        let drawn = n.saturating_mul(self.parts).div_ceil(ONE);
        usize::try_from(drawn).unwrap_or(usize::MAX)
    }
}

/// The entries of one agency in one domain, and those drawn of them.
#[derive(Clone, Debug)]
pub struct Stratum<'r, 's> {
    /// The agency.
    pub agency: AgencyId,
    /// The domain; `None` for a table that names none.
    pub domain: Option<DomainId>,
    /// How many entries there are.
    pub entries: usize,
    /// The entries drawn, in the order of the table.
    pub drawn: Vec<EntryView<'r, 's>>,
}

/// The agencies that are inspected where none is named: all but those whose catalogs are only a
/// standard for others.
#[must_use]
pub fn inspected(resolution: &Resolution<'_>) -> Vec<AgencyId> {
    let is_below = |id: AgencyId| resolution.agencies.iter().any(|it| it.below == Some(id));
    let is_standard = |id: AgencyId, agency: &Agency<'_>| agency.below.is_none() && is_below(id);
    resolution.agency_ids().filter(|(id, it)| !is_standard(*id, it)).map(|(id, _)| id).collect()
}

/// Draws the list: of every agency and domain its share, at least one where there is any.
#[must_use]
pub fn sample<'r, 's>(
    resolution: &'r Resolution<'s>,
    agencies: &[AgencyId],
    rate: Rate,
    seed: &str,
) -> Vec<Stratum<'r, 's>> {
    let tables = agencies.iter().flat_map(|it| &resolution.agency(*it).tables);
    tables.filter_map(|id| stratum(resolution, *id, rate, seed)).collect()
}

fn stratum<'r, 's>(
    resolution: &'r Resolution<'s>,
    id: TableId,
    rate: Rate,
    seed: &str,
) -> Option<Stratum<'r, 's>> {
    let table = resolution.table(id);
    if table.kind != Kind::Standard || table.entries.is_empty() {
        return None;
    }
    let key = &resolution.agency(table.agency).key;
    let all: Vec<EntryView<'r, 's>> = resolution.entries(id).collect();
    let mut ranked: Vec<(u64, usize)> =
        all.iter().enumerate().map(|(at, it)| (rank(seed, key, it.id()), at)).collect();
    ranked.sort_unstable();
    ranked.truncate(rate.of(all.len()));
    let mut places: Vec<usize> = ranked.into_iter().map(|(_, at)| at).collect();
    places.sort_unstable();
    Some(Stratum {
        agency: table.agency,
        domain: table.domain,
        entries: all.len(),
        drawn: places.into_iter().map(|at| all[at]).collect(),
    })
}

/// An entry's place in the draw. Lengths keep the parts apart.
fn rank(seed: &str, agency: &str, id: &str) -> u64 {
    let mut bytes = Vec::with_capacity(64);
    for part in [seed, agency, id] {
        bytes.extend((part.len() as u64).to_le_bytes());
        bytes.extend(part.as_bytes());
    }
    xxh3_64(&bytes)
}

#[cfg(test)]
mod tests {
    use super::Rate;

    #[test]
    fn rates_are_exact() {
        let rate = |text: &str| text.parse::<Rate>().ok();
        let of = |text: &str, n| rate(text).map(|it| it.of(n));
        assert_eq!(of("10%", 30), Some(3));
        assert_eq!(of("10%", 31), Some(4));
        assert_eq!(of("0.1", 10), Some(1));
        assert_eq!(of("10%", 1), Some(1));
        assert_eq!(of("100%", 7), Some(7));
        assert_eq!(of("1.0", 7), Some(7));
        assert_eq!(of("12.5％", 8), Some(1));
        assert_eq!(of("33.3333%", 3), Some(1));
        for bad in ["", "%", "0%", "10", "1", "101%", "1.1", "-5%", "a%", ".", "1e3%", "0.0"] {
            assert_eq!(rate(bad), None, "{bad}");
        }
        for (text, shown) in [("10%", "10%"), ("0.125", "12.5%"), (".05", "5%")] {
            assert_eq!(rate(text).map(|it| it.to_string()).as_deref(), Some(shown));
        }
    }
}
