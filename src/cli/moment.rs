//! The moment a run takes place at: given, or by the clock, in Beijing time whatever the machine's time zone is.

use crate::value::date::parse_moment;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz;
use std::ffi::OsStr;

/// The variable that stands in for the clock where builds have to be repeatable.
const VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// Reads the value of `--now`.
pub(super) fn parse(text: &str) -> Result<DateTime, String> {
    parse_moment(text).ok_or_else(|| "请写成 2023-04-15 09:00 的样子（北京时间）".to_owned())
}

/// The moment given, else that of `SOURCE_DATE_EPOCH`, else the clock's.
///
/// # Errors
/// A sentence when `SOURCE_DATE_EPOCH` is needed and is no number of seconds.
pub(super) fn now(given: Option<DateTime>) -> Result<DateTime, String> {
    if let Some(given) = given {
        return Ok(given);
    }
    let seconds = match std::env::var_os(VARIABLE) {
        Some(text) => epoch(&text).ok_or_else(|| format!("环境变量 {VARIABLE} 应当是从1970年起的秒数，例如 1675126800。"))?,
        None => Timestamp::now(),
    };
    Ok(tz::offset(8).to_datetime(seconds))
}

/// Seconds since 1970, up to the year 2106: more is a slip (milliseconds), not a moment.
fn epoch(text: &OsStr) -> Option<Timestamp> {
    let text = text.to_str().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?;
    let seconds: u32 = text.parse().ok()?;
    Timestamp::from_second(i64::from(seconds)).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{epoch, now, parse};
    use crate::value::date::moment_text;
    use jiff::tz;
    use std::ffi::OsStr;

    #[test]
    fn seconds_become_beijing_time() {
        let shown = |text: &str| epoch(OsStr::new(text)).map(|at| moment_text(tz::offset(8).to_datetime(at)));
        assert_eq!(shown("1675126800").as_deref(), Some("2023-01-31 09:00"));
        assert_eq!(shown("0").as_deref(), Some("1970-01-01 08:00"));
        for nonsense in ["abc", "", "-1", "+1", " 1", "1.5", "99999999999", "1675126800000"] {
            assert_eq!(shown(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn what_is_given_goes_before_the_clock() {
        let given = parse("2023-04-15T09:00+08:00").unwrap();
        assert_eq!(now(Some(given)), Ok(given));
        assert!(parse("yesterday").is_err());
    }
}
