//! Numbers as people read them.

/// Bytes in a megabyte.
pub(crate) const MEGABYTE: f64 = 1e6;

/// Megabytes, of 1,000,000 bytes.
#[expect(clippy::cast_precision_loss, reason = "a size is rounded to a tenth of a megabyte anyway")]
pub(crate) fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / MEGABYTE
}

/// A count as a fraction can use it.
#[expect(clippy::cast_precision_loss, reason = "no count here comes near 2⁵³")]
pub(crate) fn float(count: usize) -> f64 {
    count as f64
}

/// A count with commas.
pub(crate) fn grouped(count: impl TryInto<u64>) -> String {
    let digits = count.try_into().unwrap_or(u64::MAX).to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A rate or a size: whole, with commas, from ten on.
pub(crate) fn amount(value: f64) -> String {
    if value < 10.0 {
        return format!("{value:.1}");
    }
    let digits = format!("{value:.0}");
    digits.parse::<u64>().map_or(digits, grouped)
}

/// A time as milliseconds.
pub(crate) fn milliseconds(seconds: f64) -> String {
    amount(seconds * 1e3)
}
