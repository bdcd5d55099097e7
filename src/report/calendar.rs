//! The State Council's holiday notices as the office keeps them (`lists/holidays.yaml`): which days are working days. Nothing is computed
//! for a year that is not there.

use crate::source::{Span, Spanned};
use jiff::civil::{Date, Weekday};
use std::collections::BTreeMap;

/// The years that are known.
#[derive(Clone, Default, Debug)]
pub struct Calendar {
    /// By year.
    pub years: BTreeMap<i16, CalendarYear>,
}

/// One year's notice.
#[derive(Clone, Debug)]
pub struct CalendarYear {
    /// The notice.
    pub source: String,
    /// Days off.
    pub holidays: Vec<Holiday>,
    /// Days of a weekend that are worked.
    pub workdays: Vec<Spanned<Date>>,
    /// Where the year stands.
    pub span: Span,
}

/// A holiday.
#[derive(Clone, Debug)]
pub struct Holiday {
    /// Its name.
    pub name: String,
    /// The first day.
    pub from: Spanned<Date>,
    /// The last day.
    pub to: Spanned<Date>,
}

impl Calendar {
    /// The years from one day to another that are not there.
    pub fn missing(&self, from: Date, to: Date) -> Vec<i16> {
        (from.year()..=to.year()).filter(|year| !self.years.contains_key(year)).collect()
    }

    /// Whether a day is worked. A notice may speak of the last days of the year before, so that every year is asked.
    pub fn is_workday(&self, day: Date) -> bool {
        let mut years = self.years.values();
        if years.clone().any(|year| year.workdays.iter().any(|workday| workday.value == day)) {
            return true;
        }
        let is_off = |holiday: &Holiday| holiday.from.value <= day && day <= holiday.to.value;
        !is_weekend(day) && !years.any(|year| year.holidays.iter().any(is_off))
    }

    /// Working days after one day up to another.
    pub fn workdays_between(&self, after: Date, until: Date) -> usize {
        let days = std::iter::successors(after.tomorrow().ok(), |day| day.tomorrow().ok());
        days.take_while(|day| *day <= until).filter(|day| self.is_workday(*day)).count()
    }
}

/// Saturday and Sunday.
pub fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}
