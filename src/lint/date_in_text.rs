//! Days in a text that the calendar does not have, and days of the week that are wrong.

use crate::diagnostic::Diagnostic;
use crate::lint::texts::Text;
use crate::lint::{Rule, Subject};
use crate::value::date::{chinese, chinese_digit, chinese_number, chinese_year};
use jiff::civil::{Date, Weekday};
use std::ops::Range;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["date/impossible", "date/weekday"],
    explanation: "文字里的日期（2022年1月10日、二〇二二年一月十日）要是日历上有的（没有2月30日，也没有13月），日期后面注明的星期要与日历一致。会议通过的文本照原文发布，只提示。",
    right: "2022年1月10日（星期一）",
    wrong: "2022年1月10日（星期二），2022年2月30日",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject.texts.iter().flat_map(of_text).collect()
}

/// A day as a text writes it.
struct Day {
    year: Option<u32>,
    month: u32,
    day: Option<u32>,
    range: Range<usize>,
}

fn of_text(text: &Text) -> Vec<Diagnostic> {
    days(&text.words).iter().chain(&chinese_days(&text.words)).filter_map(|day| judge(text, day)).collect()
}

fn judge(text: &Text, day: &Day) -> Option<Diagnostic> {
    let written = text.slice(day.range.clone());
    let Some(number) = day.day else {
        let is_month = (1..=12).contains(&day.month);
        return (!is_month).then(|| impossible(text, format!("没有“{written}”，一年只有12个月"), &day.range));
    };
    // Without its year any year will do: 29 February is a day of some.
    let date = civil(day.year.unwrap_or(2024), day.month, number);
    let Some(date) = date else { return Some(impossible(text, format!("日历上没有“{written}”这一天"), &day.range)) };
    let (claimed, length) = weekday(text.slice(day.range.end..text.words.len()))?;
    if day.year.is_none() {
        return of_a_year(text, day, claimed, length);
    }
    let right = date.weekday();
    (claimed != right).then(|| {
        let message = format!("{}是{}，不是{}", chinese(date), name(right), name(claimed));
        let range = day.range.start..day.range.end + length;
        text.fault("date/weekday", message, range, "请核对日期和星期，改正写错的一个。")
    })
}

/// `7月18日（星期二）`: the year is that of the report or the article, or the one beside it; where none of the three fits, a slip.
fn of_a_year(text: &Text, day: &Day, claimed: Weekday, length: usize) -> Option<Diagnostic> {
    let own = u32::try_from(text.year?).ok()?;
    let on = |year: u32| civil(year, day.month, day.day?).map(Date::weekday);
    let right = on(own)?;
    let fits = (own - 1..=own + 1).any(|year| on(year) == Some(claimed));
    (!fits).then(|| {
        let message = format!("{own}年的{}是{}，不是{}", text.slice(day.range.clone()), name(right), name(claimed));
        let range = day.range.start..day.range.end + length;
        text.finding("date/weekday", message, range, "请核对日期和星期，改正写错的一个；说的是别的年份的，请写明年份。")
    })
}

fn impossible(text: &Text, message: String, range: &Range<usize>) -> Diagnostic {
    text.fault("date/impossible", message, range.clone(), "请核对原件，改正日期。")
}

fn civil(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// Every `[四位年]月[日]` of a text. A month alone is a date only behind its year: 历时18月 counts.
fn days(words: &str) -> Vec<Day> {
    let mut days = Vec::new();
    let mut from = 0;
    for (at, _) in words.match_indices('月') {
        let Some((month, start)) = number_before(words, at, from) else { continue };
        let after = at + '月'.len_utf8();
        let day = number_after(words, after).filter(|(_, end)| words.get(*end..).is_some_and(|rest| rest.starts_with(['日', '号'])));
        let year = words.get(from..start).filter(|before| before.ends_with('年')).and_then(|before| {
            let end = from + before.len() - '年'.len_utf8();
            number_before(words, end, from).filter(|(_, start)| end - start == 4)
        });
        let end = day.map_or(after, |(_, end)| end + '日'.len_utf8());
        if day.is_some() || year.is_some() {
            let range = year.map_or(start, |(_, start)| start)..end;
            days.push(Day { year: year.map(|(year, _)| year), month, day: day.map(|(day, _)| day), range });
        }
        from = end;
    }
    days
}

/// Every `二〇二二年一月十日` of a text. Without its year it may be a day of the lunar calendar, which has a 二月三十日.
fn chinese_days(words: &str) -> Vec<Day> {
    words.match_indices('年').filter_map(|(at, _)| chinese_day(words, at)).collect()
}

/// The date whose 年 stands at a byte.
fn chinese_day(words: &str, at: usize) -> Option<Day> {
    let before = words.get(..at)?;
    let (start, _) = before.char_indices().rev().nth(3)?;
    let year = chinese_year(before.get(start..)?)?;
    let earlier = before.get(..start)?;
    let is_lunar = earlier.ends_with("农历") || earlier.ends_with("旧历");
    if is_lunar || earlier.chars().next_back().is_some_and(|c| chinese_digit(c).is_some()) {
        return None;
    }
    let after = at + '年'.len_utf8();
    let (month, end) = chinese_part(words, after, &['月'])?;
    let day = chinese_part(words, end, &['日', '号']);
    Some(Day { year: Some(year), month, day: day.map(|(day, _)| day), range: start..day.map_or(end, |(_, end)| end) })
}

/// A number below a hundred in Chinese at a byte, up to and with the sign that ends it, and where that is.
fn chinese_part(words: &str, start: usize, signs: &[char]) -> Option<(u32, usize)> {
    let rest = words.get(start..)?;
    // 三十一 is the longest there is.
    let (length, sign) = rest.char_indices().take(4).find(|(_, c)| signs.contains(c))?;
    Some((chinese_number(rest.get(..length)?)?, start + length + sign.len_utf8()))
}

/// The number of one to four digits that ends at a byte, and where it begins; never before `floor`.
fn number_before(words: &str, end: usize, floor: usize) -> Option<(u32, usize)> {
    let before = words.get(floor..end)?;
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let is_whole = !before.get(..before.len() - digits)?.ends_with(['.', '-', '/']);
    let number = before.get(before.len() - digits..)?.parse().ok().filter(|_| digits <= 4 && is_whole)?;
    Some((number, end - digits))
}

/// The number that begins at a byte, and where it ends.
fn number_after(words: &str, start: usize) -> Option<(u32, usize)> {
    let after = words.get(start..)?;
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    Some((after.get(..digits)?.parse().ok().filter(|_| digits <= 2)?, start + digits))
}

/// A day of the week in brackets, or right behind the date, and its length in bytes.
fn weekday(rest: &str) -> Option<(Weekday, usize)> {
    let opened = rest.strip_prefix(['（', '(', '，']).unwrap_or(rest);
    let named = opened.strip_prefix("星期").or_else(|| opened.strip_prefix("周")).or_else(|| opened.strip_prefix("礼拜"))?;
    let first = named.chars().next()?;
    let day = match first {
        '一' => Weekday::Monday,
        '二' => Weekday::Tuesday,
        '三' => Weekday::Wednesday,
        '四' => Weekday::Thursday,
        '五' => Weekday::Friday,
        '六' => Weekday::Saturday,
        '日' | '天' => Weekday::Sunday,
        _ => return None,
    };
    let after = named.get(first.len_utf8()..)?;
    // 周一至周五 is a span of days, 周年 is none.
    if after.starts_with(['至', '到', '、', '—', '-', '～']) {
        return None;
    }
    let closed = after.strip_prefix(['）', ')']).unwrap_or(after);
    Some((day, rest.len() - closed.len()))
}

fn name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "星期一",
        Weekday::Tuesday => "星期二",
        Weekday::Wednesday => "星期三",
        Weekday::Thursday => "星期四",
        Weekday::Friday => "星期五",
        Weekday::Saturday => "星期六",
        Weekday::Sunday => "星期日",
    }
}

#[cfg(test)]
mod tests {
    use super::of_text;
    use crate::lint::texts::Text;

    fn found(words: &str) -> Vec<String> {
        of_text(&Text::plain(words)).into_iter().map(|finding| format!("{} {}", finding.code, finding.message)).collect()
    }

    #[test]
    fn the_calendar_decides() {
        assert_eq!(found("会议于2022年1月10日（星期二）召开。"), ["date/weekday 2022年1月10日是星期一，不是星期二"]);
        assert_eq!(found("2022年1月10日周日"), ["date/weekday 2022年1月10日是星期一，不是星期日"]);
        assert_eq!(found("截至2月30日"), ["date/impossible 日历上没有“2月30日”这一天"]);
        assert_eq!(found("2023年2月29日"), ["date/impossible 日历上没有“2023年2月29日”这一天"]);
        assert_eq!(found("2022年13月"), ["date/impossible 没有“2022年13月”，一年只有12个月"]);
        assert_eq!(found("11月31日和4月31日").len(), 2);
        assert_eq!(found("1月10日（星期四）召开"), ["date/weekday 2022年的1月10日是星期一，不是星期四"]);
        assert_eq!(found("二〇二二年一月十日（星期二）"), ["date/weekday 2022年1月10日是星期一，不是星期二"]);
        assert_eq!(found("二○二二年二月三十日"), ["date/impossible 日历上没有“二○二二年二月三十日”这一天"]);
        assert_eq!(found("二零二三年十三月"), ["date/impossible 没有“二零二三年十三月”，一年只有12个月"]);
        assert_eq!(found("二〇二二年十一月三十一日"), ["date/impossible 日历上没有“二〇二二年十一月三十一日”这一天"]);
    }

    #[test]
    fn what_may_be_is_left_alone() {
        for words in [
            "2022年1月10日（星期一）",
            "2022年1月10日，周一至周五开放",
            "1月10日（星期一），上年的1月10日（星期日），明年的1月10日（星期二）",
            "2022年1月10日（周一、周三）",
            "2月29日",
            "2024年2月29日",
            "历时18月",
            "共13个月",
            "1—13月龄",
            "2022年1月",
            "满一周年，周四",
            "0.5月30日",
            "每月30日",
            "2022年10月31日",
            "二〇二二年一月十日（星期一）",
            "二○二二年十二月三十一日，星期六",
            "农历二〇二二年二月三十日",
            "二月三十日",
            "二〇二二年正月三十日",
            "一年三月有余",
            "二〇二二年，二月",
            "十二个年头",
            "一二〇二二年十三月",
        ] {
            assert!(found(words).is_empty(), "{words}: {:?}", found(words));
        }
    }
}
