//! Periods and the share of one that has elapsed (contract §4).

use jiff::civil::Date;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

/// A span of days, both ends counted; `from` never lies after `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    from: Date,
    to: Date,
}

/// How time is counted when the elapsed share of a period is taken (`assessment.pace`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// By whole months, as 序时进度 is counted in official notices: the end of September is 75.0 %.
    Month,
    /// By days, both ends counted.
    Day,
}

impl Period {
    /// The period from one day to another, or `None` when it would run backwards.
    pub fn new(from: Date, to: Date) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// The first day.
    pub fn from(self) -> Date {
        self.from
    }

    /// The last day.
    pub fn to(self) -> Date {
        self.to
    }

    /// Whether the day lies in the period.
    pub fn contains(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// The share of the period that has elapsed at the end of `day`, from 0 to 1.
    ///
    /// By months it is the months touched by the period whose last day is not after `day`, over the months touched.
    pub fn elapsed(self, day: Date, pace: Pace) -> BigRational {
        let (done, all) = match pace {
            Pace::Month => {
                let first = month_number(self.from);
                let all = month_number(self.to) - first + 1;
                let last_whole = if day == day.last_of_month() { month_number(day) } else { month_number(day) - 1 };
                (last_whole - first + 1, all)
            }
            Pace::Day => (days(self.from, day) + 1, days(self.from, self.to) + 1),
        };
        if done <= 0 {
            BigRational::zero()
        } else if done >= all {
            BigRational::one()
        } else {
            BigRational::new(BigInt::from(done), BigInt::from(all))
        }
    }

    /// The ends of calendar quarters that lie in the period.
    pub fn quarter_ends(self) -> Vec<Date> {
        (self.from.year()..=self.to.year())
            .flat_map(|year| [(3, 31), (6, 30), (9, 30), (12, 31)].map(|(month, day)| Date::new(year, month, day)))
            .filter_map(Result::ok)
            .filter(|end| self.contains(*end))
            .collect()
    }
}

/// Months since year 0.
fn month_number(day: Date) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month()) - 1
}

/// Days from one date to another.
fn days(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Pace, Period};
    use crate::value::date::parse_date;
    use num_rational::BigRational;

    fn share(from: &str, to: &str, day: &str, pace: Pace) -> BigRational {
        let period = Period::new(parse_date(from).unwrap(), parse_date(to).unwrap()).unwrap();
        period.elapsed(parse_date(day).unwrap(), pace)
    }

    #[test]
    fn months_count_when_they_are_over() {
        let month = |day| share("2022-01-01", "2022-12-31", day, Pace::Month);
        assert_eq!(month("2022-09-30"), BigRational::new(3.into(), 4.into()));
        assert_eq!(month("2022-09-29"), BigRational::new(8.into(), 12.into()));
        assert_eq!(month("2021-12-31"), BigRational::new(0.into(), 1.into()));
        assert_eq!(month("2023-05-31"), BigRational::new(1.into(), 1.into()));
        // A period from the middle of a month touches that month.
        assert_eq!(share("2022-03-15", "2022-06-15", "2022-03-31", Pace::Month), BigRational::new(1.into(), 4.into()));
    }

    #[test]
    fn days_count_both_ends() {
        assert_eq!(share("2022-01-01", "2022-01-10", "2022-01-01", Pace::Day), BigRational::new(1.into(), 10.into()));
        assert_eq!(share("2022-01-01", "2022-12-31", "2022-06-30", Pace::Day), BigRational::new(181.into(), 365.into()));
    }
}
