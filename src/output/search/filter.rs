//! Which texts can hold a gram: one row of bits for every remainder of a gram's hash, one bit for every text. A word is looked up by the
//! rows of its grams; texts whose bit is set in all of them are read, the others cannot hold it. A bit may be set for the sake of another
//! gram, so what is found is always looked for in the text itself.

use std::collections::BTreeSet;

/// The bits of a row set on average, as a share: one in this many. Fewer bits would take more room, more would have texts read in vain.
const SPARSE: usize = 5;

/// Bits of a shard at most.
const BITS: usize = 80_000;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The rows, cut into shards.
#[derive(Debug)]
pub(super) struct Filter {
    /// How many rows there are.
    pub(super) rows: usize,
    /// How many rows stand in a shard; the last may hold fewer.
    pub(super) span: usize,
    /// The bits of each shard, row after row, the lowest bit of a byte first, in Base64.
    pub(super) shards: Vec<String>,
}

impl Filter {
    /// The filter of texts, each given by its grams. One text alone needs none: it is read anyway.
    pub(super) fn of(texts: &[BTreeSet<u32>]) -> Self {
        let width = texts.len();
        let grams: usize = texts.iter().map(BTreeSet::len).sum();
        if width < 2 {
            return Self { rows: 1, span: 1, shards: Vec::new() };
        }
        let rows = rounded(grams * SPARSE / width);
        let span = (BITS / width).max(1);
        let mut bits = vec![false; rows * width];
        for (at, grams) in texts.iter().enumerate() {
            for gram in grams {
                if let Some(bit) = bits.get_mut(*gram as usize % rows * width + at) {
                    *bit = true;
                }
            }
        }
        Self { rows, span, shards: bits.chunks(span * width).map(written).collect() }
    }
}

/// Up to the next number of three leading bits, so that a small edit does not move every row.
fn rounded(rows: usize) -> usize {
    let step = (rows.max(8).ilog2()).saturating_sub(2);
    (rows.max(8) >> step).saturating_add(1) << step
}

/// Base64 of the bits; the last group is filled up with bits that are not set.
fn written(bits: &[bool]) -> String {
    let byte = |eight: &[bool]| eight.iter().enumerate().fold(0, |byte, (at, bit)| byte | usize::from(*bit) << at);
    let bytes: Vec<usize> = bits.chunks(8).map(byte).collect();
    let group = |three: &[usize]| three.iter().zip([16, 8, 0]).fold(0, |group, (byte, shift)| group | byte << shift);
    let digits = bytes.chunks(3).map(group).flat_map(|group| [18, 12, 6, 0].map(|shift| group >> shift & 63));
    digits.filter_map(|digit| DIGITS.get(digit).copied().map(char::from)).collect()
}

/// The texts that can hold all of some grams, as `search.js` looks them up.
#[cfg(test)]
pub(super) fn candidates(filter: &Filter, width: usize, grams: &[u32]) -> Vec<usize> {
    let bit = |gram: u32, text: usize| {
        let row = gram as usize % filter.rows;
        let at = row % filter.span * width + text;
        // The place of a bit in Base64, where the highest bit of a byte comes first.
        let place = at / 8 * 8 + 7 - at % 8;
        let digit = filter.shards.get(row / filter.span).and_then(|shard| shard.as_bytes().get(place / 6));
        digit.and_then(|digit| DIGITS.iter().position(|other| other == digit)).is_some_and(|digit| digit >> (5 - place % 6) & 1 == 1)
    };
    (0..width).filter(|text| width < 2 || grams.iter().all(|gram| bit(*gram, *text))).collect()
}

#[cfg(test)]
mod tests {
    use super::{Filter, candidates, rounded};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_number_of_rows_moves_in_steps() {
        assert_eq!([0, 7, 1000, 1020, 1024, 1300].map(rounded), [10, 10, 1024, 1024, 1280, 1536]);
    }

    proptest! {
        #[test]
        fn a_text_is_found_by_each_of_its_grams(texts in proptest::collection::vec(proptest::collection::btree_set(any::<u32>(), 1..300), 1..20)) {
            let filter = Filter::of(&texts);
            for (at, grams) in texts.iter().enumerate() {
                for gram in grams {
                    prop_assert!(candidates(&filter, texts.len(), &[*gram]).contains(&at));
                }
                prop_assert!(candidates(&filter, texts.len(), &grams.iter().copied().collect::<Vec<_>>()).contains(&at));
            }
        }
    }

    #[test]
    fn few_texts_are_read_in_vain() {
        let texts: Vec<BTreeSet<u32>> =
            (0..16u32).map(|text| (0..3000u32).map(|n| (text * 3000 + n).wrapping_mul(0x9e37_79b1)).collect()).collect();
        let filter = Filter::of(&texts);
        let strange = (1_000_000..1_000_500u32).map(|n| candidates(&filter, 16, &[n.wrapping_mul(0x9e37_79b1)]).len());
        let share = strange.sum::<usize>() * 100 / (500 * 16);
        assert!(share <= 25, "{share} per cent");
    }
}
