//! The tables as texts, made once a run: their own files, the archives that pack them and the page that says how large they are all read
//! the same words.

use crate::output::Context;
use crate::output::data::table::Table;
use crate::output::data::{Scope, Subject, csv, json, nested, rows, table};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A table with its texts. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Made {
    /// The table.
    pub table: Arc<Table>,
    /// Its CSV.
    pub csv: Arc<str>,
    /// Its JSON.
    pub json: Arc<str>,
}

/// Every table of a run.
#[derive(Debug, Default)]
pub struct Prepared(BTreeMap<(Scope, Subject), Made>);

impl FromIterator<((Scope, Subject), Made)> for Prepared {
    fn from_iter<I: IntoIterator<Item = ((Scope, Subject), Made)>>(made: I) -> Self {
        Self(made.into_iter().collect())
    }
}

/// Which tables there are.
pub fn all(context: &Context<'_>) -> Vec<(Scope, Subject)> {
    let scopes = (0..context.site.world.reports.len()).map(Scope::Report).chain([Scope::All]);
    scopes.flat_map(|scope| Subject::ALL.map(|subject| (scope, subject))).collect()
}

/// A table, from where it was kept.
pub fn made(context: &Context<'_>, scope: Scope, subject: Subject) -> Made {
    context.data.0.get(&(scope, subject)).cloned().unwrap_or_else(|| make(context, scope, subject))
}

/// A table, made.
pub fn make(context: &Context<'_>, scope: Scope, subject: Subject) -> Made {
    let table = table(context, scope, subject);
    let value = match subject {
        Subject::Targets => nested::targets(context, scope),
        Subject::Figures | Subject::Milestones | Subject::Changes | Subject::Offices | Subject::Ledger => {
            rows::file(context, scope, subject, &table)
        }
    };
    let (csv, json) = (csv::write(&table).into(), json(&value).into());
    Made { table: Arc::new(table), csv, json }
}
