//! The known word that an unknown one is most like.

/// Longer words (in bytes) are not compared.
const LONGEST_SLIP: usize = 300;
/// How alike two words must be for one to be taken for the other.
const ENOUGH: f64 = 0.6;

/// The word of `known` that is most like `word`, the first of equals; `None` where none is like it.
#[must_use]
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    // Nothing that long is a slip for a known word, and comparing is quadratic.
    if word.len() > LONGEST_SLIP {
        return None;
    }
    let mut best = None;
    let mut most = ENOUGH;
    for candidate in known {
        let likeness = strsim::normalized_damerau_levenshtein(word, candidate);
        if likeness > most || (best.is_none() && likeness >= most) {
            (best, most) = (Some(candidate), likeness);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_first_of_equals_wins() {
        assert_eq!(nearest("20-01", ["20-001", "20-011"]), Some("20-001"));
        assert_eq!(nearest("20-001", ["自然资源局", "x"]), None);
    }
}
