//! The day for which a run holds: `--today`, else `SOURCE_DATE_EPOCH`, else the clock. The only
//! place that asks a clock; what depends on the day says so where it is printed.
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::{ToSpan, civil::Date};

/// 北京时间 is eight hours ahead of UTC all year.
const BEIJING: i64 = 8 * 3_600;

/// The day in Beijing, unless one was named.
#[expect(clippy::disallowed_methods, reason = "the one place that asks a clock")]
pub(crate) fn today(named: Option<Date>) -> Date {
    let clock = || {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_secs()).unwrap_or_default()
    };
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|it| it.parse().ok());
    named.unwrap_or_else(|| day(epoch.unwrap_or_else(clock)))
}

/// The day in Beijing of a second since 1970, as far as the calendar goes.
fn day(second: i64) -> Date {
    let days = second.saturating_add(BEIJING).div_euclid(86_400);
    let start = Date::constant(1970, 1, 1);
    i32::try_from(days)
        .ok()
        .and_then(|days| start.checked_add(days.days()).ok())
        .unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn the_day_is_beijings() {
        assert_eq!(day(0).to_string(), "1970-01-01");
        assert_eq!(day(57_599).to_string(), "1970-01-01");
        assert_eq!(day(57_600).to_string(), "1970-01-02");
        assert_eq!(day(1_795_219_200).to_string(), "2026-11-21");
        assert_eq!(day(i64::MAX).to_string(), "9999-12-31");
    }
}
