//! The value of the same indicator one year earlier: in the history of the same report, or in the report it was carried from.

use crate::report::entry::{Content, Entry, Figure};
use crate::report::target::Target;
use crate::report::{Report, World};
use jiff::ToSpan;
use jiff::civil::Date;

/// The entries of a target that hold a figure, each with whether it is the one that counts at its date.
pub fn figures(target: &Target) -> impl Iterator<Item = (&Entry, &Figure)> {
    target.entries.iter().enumerate().filter_map(|(at, entry)| {
        // A preliminary figure that an official one of the same date replaced no longer counts.
        let replaced = target.entries.get(at + 1).is_some_and(|next| next.as_of == entry.as_of);
        match &entry.content {
            Content::Figure(figure) if !replaced => Some((entry, figure)),
            Content::Figure(_) | Content::Withheld { .. } | Content::Nothing { .. } | Content::Stage { .. } | Content::Note { .. } => None,
        }
    })
}

/// What was reported for the same part of the year before.
pub fn year_before<'a>(world: &'a World, report: &'a Report, target: &'a Target, as_of: Date) -> Option<(&'a Entry, &'a Figure)> {
    let earlier = same_day_before(as_of)?;
    let at = |target: &'a Target| figures(target).find(|(entry, _)| entry.as_of == earlier);
    at(target).or_else(|| {
        let last = world.reports.iter().find(|other| other.year == report.year - 1)?;
        let id = match &target.carried_from {
            Some(from) => Some(from).filter(|from| from.year == last.year)?.id.as_str(),
            None => target.id.as_str(),
        };
        let found = last.targets.iter().find(|other| other.id.as_str() == id && other.unit == target.unit);
        // Without a word that it was carried over, the same id counts only with the same name.
        at(found.filter(|other| target.carried_from.is_some() || other.name == target.name)?)
    })
}

/// The same day of the year before; the last day of a month stays the last.
fn same_day_before(day: Date) -> Option<Date> {
    let before = day.checked_sub(1.year()).ok()?;
    Some(if day == day.last_of_month() { before.last_of_month() } else { before })
}

#[cfg(test)]
mod tests {
    use super::same_day_before;
    use jiff::civil::date;

    #[test]
    fn the_end_of_a_month_stays_one() {
        assert_eq!(same_day_before(date(2024, 2, 29)), Some(date(2023, 2, 28)));
        assert_eq!(same_day_before(date(2025, 2, 28)), Some(date(2024, 2, 29)));
        assert_eq!(same_day_before(date(2022, 6, 15)), Some(date(2021, 6, 15)));
    }
}
