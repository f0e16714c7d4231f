//! What a number shows: its format may say more than its digits (20 as `20个工作日`, 1.1 as `1.10`).

/// What stands in a format for a digit.
const PLACES: [char; 3] = ['0', '#', '?'];

/// A number as its format shows it; nothing where the format says no more than the digits, or is too odd to
/// be followed. No digit is rounded away.
pub(super) fn shown(number: f64, format: &str) -> Option<String> {
    let (before, after, digits) = parts(format).filter(|_| number > 0.0)?;
    let scaled = if after.contains('%') { number * 100.0 } else { number };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits.as_str(), ""));
    let padded = format!("{scaled:.*}", decimals.chars().count());
    let is_exact = (padded.parse::<f64>().ok()? - scaled).abs() < 1e-9;
    let optional = decimals.chars().rev().take_while(|c| *c != '0').count();
    let text = match (digits.is_empty(), is_exact) {
        (true, _) | (_, false) => format!("{}", (scaled * 1e9).round() / 1e9),
        (false, true) => {
            let zeros = padded.chars().rev().take_while(|c| *c == '0').count().min(optional);
            let bare = padded[..padded.len() - zeros].trim_end_matches('.');
            let least = whole.matches('0').count();
            let missing = least.saturating_sub(bare.split('.').next().unwrap_or(bare).len());
            "0".repeat(missing) + bare
        }
    };
    let shown = format!("{before}{text}{after}");
    (shown != format!("{number}")).then_some(shown)
}

/// The words before the digits of a format, those behind them, and the digits; `General` has none.
fn parts(format: &str) -> Option<(String, String, String)> {
    let (mut before, mut after, mut digits) = (String::new(), String::new(), String::new());
    let mut has_number = false;
    let mut chars = format.chars().peekable();
    while let Some(c) = chars.next() {
        let mut literal = String::new();
        match c {
            // The second part is for numbers below zero.
            ';' => break,
            '"' => literal.extend(chars.by_ref().take_while(|c| *c != '"')),
            '\\' => literal.extend(chars.next()),
            // A blank as wide as the next sign, or that sign up to the edge.
            '_' | '*' => {
                chars.next();
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                let is_odd = inside.starts_with("DBNum") || inside.contains(['<', '>', '=']);
                if is_odd {
                    return None;
                }
            }
            'G' if after.is_empty() && !has_number => {
                "eneral".chars().for_each(|it| {
                    chars.next_if_eq(&it);
                });
                has_number = true;
            }
            '.' if digits.contains(PLACES) && !digits.contains('.') => digits.push('.'),
            ',' => {}
            it if PLACES.contains(&it) => {
                // Digits that words divide are no number.
                if !after.is_empty() {
                    return None;
                }
                digits.push(it);
                has_number = true;
            }
            it if it.is_ascii_alphabetic() || matches!(it, '@' | '/') => return None,
            it => literal.push(it),
        }
        let side = if has_number { &mut after } else { &mut before };
        side.push_str(&literal);
    }
    has_number.then(|| (before.trim().to_owned(), after.trim_end().to_owned(), digits))
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn formats_that_say_more() {
        for (number, format, want) in [
            (20.0, "0\"个工作日\"", Some("20个工作日")),
            (20.0, "0个工作日", Some("20个工作日")),
            (20.0, "General\"个工作日\"", Some("20个工作日")),
            (7.0, "\"第\"0\"号\"", Some("第7号")),
            (7.0, "000", Some("007")),
            (1.1, "0.00", Some("1.10")),
            (1.15, "0.0", None),
            (0.5, "0%", Some("50%")),
            (0.125, "0%", Some("12.5%")),
            (5.0, "0.0#", Some("5.0")),
            (5.0, "0_ ", None),
            (5.0, "General", None),
            (5.0, "0", None),
            (1234.0, "#,##0", None),
            (5.0, "yyyy\"年\"", None),
            (5.0, "[DBNum1]General\"级\"", None),
            (5.0, "[$-804]0\"级\";;", Some("5级")),
            (-5.0, "0\"级\"", None),
            (5.0, "0\"-\"0", None),
            (5.0, "# ?/?", None),
            (5.0, "@", None),
            (5.0, "\"", None),
        ] {
            assert_eq!(shown(number, format).as_deref(), want, "{number} {format}");
        }
    }
}
