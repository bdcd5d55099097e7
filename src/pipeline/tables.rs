//! The tables of the data files, each made once a run.

use crate::output::Context;
use crate::output::data::prepared::{Prepared, all, make};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

/// Makes them, several at a time.
pub(super) fn tables(context: &Context<'_>) -> Prepared {
    let made: Vec<_> = all(context).par_iter().map(|(scope, subject)| ((*scope, *subject), make(context, *scope, *subject))).collect();
    made.into_iter().collect()
}
