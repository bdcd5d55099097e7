//! "Did you mean": the known word that a mistyped one was meant to be.

/// The nearest of some known words, if one is near enough that a slip of the keyboard explains the difference: one edit in three
/// characters, a swap of neighbours counting as one.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase().replace('_', "-");
    let distance = |known: &str| strsim::damerau_levenshtein(&lower, known);
    let limit = |known: &str| (known.chars().count().max(word.chars().count()) / 3).max(1);
    // A word of hundreds of letters is no slip; the distance would only cost time.
    let known = known.into_iter().filter(|known| word.len() <= 100 && !known.is_empty());
    known.map(|known| (distance(known), known)).filter(|(distance, known)| *distance <= limit(known)).min().map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn only_what_is_near() {
        let known = ["offices", "headline", "status", "value", "id"];
        for (word, expected) in
            [("offcies", Some("offices")), ("Status", Some("status")), ("valeu", Some("value")), ("name", None), ("xyzzy", None)]
        {
            assert_eq!(nearest(word, known), expected, "{word}");
        }
        assert_eq!(nearest(&"x".repeat(1_000_000), known), None);
    }
}
