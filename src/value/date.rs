//! Dates and publish times as the data files write them.

use jiff::civil::{Date, DateTime, Time};

/// Reads `YYYY-MM-DD`; `None` for any other form and for days the calendar does not have.
pub fn parse_date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| bytes.get(range)?.iter().all(u8::is_ascii_digit).then_some(());
    if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
        return None;
    }
    digits(0..4)?;
    digits(5..7)?;
    digits(8..10)?;
    Date::new(text.get(0..4)?.parse().ok()?, text.get(5..7)?.parse().ok()?, text.get(8..10)?.parse().ok()?).ok()
}

/// Reads a publish time, `YYYY-MM-DD HH:MM` (PubDate form, standards §1.1), also with `T` and a trailing `+08:00`.
///
/// A time without an offset is +08:00; any other offset is refused, so that the site never depends on the machine's time zone.
pub fn parse_moment(text: &str) -> Option<DateTime> {
    let text = text.strip_suffix("+08:00").unwrap_or(text);
    let date = parse_date(text.get(0..10)?)?;
    let clock = text.get(10..)?.strip_prefix([' ', 'T'])?;
    let clock = clock.strip_suffix(":00").filter(|rest| rest.len() == 5).unwrap_or(clock);
    let (hour, minute) = clock.split_once(':')?;
    let two_digits = |part: &str| (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<i8>().ok())?;
    let time = Time::new(two_digits(hour)?, two_digits(minute)?, 0, 0).ok()?;
    Some(date.to_datetime(time))
}

/// `2022年7月20日`
pub fn chinese(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// `2022年7月`
pub fn chinese_month(date: Date) -> String {
    format!("{}年{}月", date.year(), date.month())
}

/// `YYYY-MM-DD HH:MM`, the form of the PubDate page tag and of the visible 发布时间.
pub fn moment_text(moment: DateTime) -> String {
    format!("{} {:02}:{:02}", moment.date(), moment.hour(), moment.minute())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{chinese, moment_text, parse_date, parse_moment};

    #[test]
    fn refuses_days_that_do_not_exist() {
        assert!(parse_date("2024-02-29").is_some());
        for text in ["2022-02-30", "2022-13-01", "2022-1-01", "26", "2022/01/01", "2022-01-01 ", "２０２２-01-01"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
        assert_eq!(chinese(parse_date("2022-07-20").unwrap()), "2022年7月20日");
    }

    #[test]
    fn a_moment_is_beijing_time() {
        for text in ["2022-07-15 09:00", "2022-07-15T09:00+08:00", "2022-07-15 09:00:00"] {
            assert_eq!(moment_text(parse_moment(text).unwrap()), "2022-07-15 09:00", "{text}");
        }
        for text in ["2022-07-15", "2022-07-15 9:00", "2022-07-15 25:00", "2022-07-15T09:00Z", "2022-07-15 09:00+00:00"] {
            assert_eq!(parse_moment(text), None, "{text}");
        }
    }
}
