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

/// The digits of a year in Chinese, by value. Three signs stand for nought: 〇, the round mark that typists take for it, and 零.
const DIGITS: [&[char]; 10] = [&['〇', '○', '零'], &['一'], &['二'], &['三'], &['四'], &['五'], &['六'], &['七'], &['八'], &['九']];

/// The value of a Chinese digit: 二 is 2.
pub fn chinese_digit(c: char) -> Option<u32> {
    DIGITS.iter().zip(0..).find(|(signs, _)| signs.contains(&c)).map(|(_, value)| value)
}

/// A year written digit by digit: 二〇二二 is 2022.
pub fn chinese_year(text: &str) -> Option<u32> {
    let digits: Option<Vec<u32>> = text.chars().map(chinese_digit).collect();
    let [thousands, hundreds, tens, ones] = *digits?.as_slice() else { return None };
    Some(thousands * 1000 + hundreds * 100 + tens * 10 + ones)
}

/// A number below a hundred as months and days are written: 十 is 10, 二十一 is 21.
pub fn chinese_number(text: &str) -> Option<u32> {
    let one = |text: &str| {
        let mut signs = text.chars();
        let digit = chinese_digit(signs.next()?).filter(|digit| *digit > 0)?;
        signs.next().is_none().then_some(digit)
    };
    match text.split_once('十') {
        None => one(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { one(tens)? };
            Some(tens * 10 + if ones.is_empty() { 0 } else { one(ones)? })
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{chinese, chinese_number, chinese_year, moment_text, parse_date, parse_moment};

    #[test]
    fn chinese_numerals_are_read() {
        for text in ["二〇二二", "二○二二", "二零二二"] {
            assert_eq!(chinese_year(text), Some(2022), "{text}");
        }
        for text in ["二二", "二〇二", "二千零二十二", "2022", ""] {
            assert_eq!(chinese_year(text), None, "{text}");
        }
        for (text, number) in [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31), ("九十九", 99)] {
            assert_eq!(chinese_number(text), Some(number), "{text}");
        }
        for text in ["", "〇", "一二", "十十", "二十〇", "百", "正"] {
            assert_eq!(chinese_number(text), None, "{text}");
        }
    }

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
