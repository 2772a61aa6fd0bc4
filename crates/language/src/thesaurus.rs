//! A thesaurus that the operator supplies, for suggestions.

use std::collections::HashMap;

/// A thesaurus in the `MyThes` format (a head with the number of lines, then lines of `(class)|synonym|…`).
#[derive(Default)]
pub struct Thesaurus {
    heads: HashMap<String, Vec<String>>,
}

impl Thesaurus {
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut heads: HashMap<String, Vec<String>> = HashMap::new();
        let mut lines = text.lines().skip(1);
        while let Some(head) = lines.next() {
            let Some((word, count)) = head.split_once('|') else {
                continue;
            };
            for line in lines.by_ref().take(count.trim().parse().unwrap_or(0)) {
                let synonyms = line
                    .split('|')
                    .skip(1)
                    .map(|word| word.split(" (").next().unwrap_or(word).trim().to_lowercase());
                heads
                    .entry(word.to_lowercase())
                    .or_default()
                    .extend(synonyms.filter(|word| !word.is_empty()));
            }
        }
        Self { heads }
    }

    #[must_use]
    pub fn synonyms(&self, word: &str) -> &[String] {
        self.heads.get(word).map_or(&[], Vec::as_slice)
    }

    pub fn heads(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.heads.iter().map(|(head, words)| (head.as_str(), words.as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thesaurus_is_read() {
        let thesaurus =
            Thesaurus::parse("UTF-8\ntillid|2\n(sb.)|tiltro|fortrøstning (lignende)\n-|tro\nåben|1\n-|ærlig\n");
        assert_eq!(thesaurus.synonyms("tillid"), ["tiltro", "fortrøstning", "tro"]);
        assert!(thesaurus.synonyms("ukendt").is_empty());
    }
}
