use crate::text::key;

/// What the house knows already, for recognising it in the text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// The leader levels, for example "leder af medarbejdere".
    pub levels: &'a [String],
    /// Headlines of the other foundation's elements, so that one with "og" in it stays whole.
    pub headlines: &'a [String],
}

impl Known<'_> {
    /// Parts a level in parentheses from the end of a behaviour. A parenthesis that is no known level stays.
    pub(super) fn level<'t>(&self, text: &'t str) -> (&'t str, Option<String>) {
        let ended = text.trim_end_matches(['.', ';', ',', ' ']);
        let found = ended.strip_suffix(')').and_then(|inner| {
            let (before, word) = inner.rsplit_once('(')?;
            let level = self.levels.iter().find(|level| key(level) == key(word))?;
            Some((before.trim_end(), level.clone()))
        });
        match found {
            Some((before, level)) if !before.is_empty() => (before, Some(level)),
            _ => (text, None),
        }
    }

    /// The headlines in "A, B og C". A known one is taken whole even when it has "og" or a comma in it; what is not
    /// known ends at the next comma, "og", "and" or "&".
    pub(super) fn ties(&self, text: &str) -> Vec<String> {
        let mut ties = Vec::new();
        let mut rest = text.trim_end_matches(['.', ' ']);
        loop {
            rest = past_separators(rest);
            if rest.is_empty() {
                return ties;
            }
            let (tie, after) = self.headline_at(rest).unwrap_or_else(|| {
                let end = next_separator(rest).unwrap_or(rest.len());
                (
                    rest[..end]
                        .trim_matches([' ', '"', '”', '“', '»', '«'])
                        .to_owned(),
                    &rest[end..],
                )
            });
            if !tie.is_empty() {
                ties.push(tie);
            }
            rest = after;
        }
    }

    /// Whether a text is a list of known headlines and nothing else.
    pub(super) fn is_ties(&self, text: &str) -> bool {
        let ties = self.ties(text);
        !ties.is_empty() && ties.iter().all(|tie| self.headlines.contains(tie))
    }

    /// The longest known headline at the beginning, when a separator or nothing follows it.
    fn headline_at<'t>(&self, text: &'t str) -> Option<(String, &'t str)> {
        let text = text.trim_start_matches(['"', '”', '“', '»', '«']);
        let lengths = self.headlines.iter().filter_map(|headline| {
            let length = same_start(text, headline)?;
            let after = text[length..].trim_start_matches(['"', '”', '“', '»', '«']);
            let ended = after.trim().is_empty() || next_separator(after) == Some(0);
            ended.then_some((length, headline, after))
        });
        let (_, headline, after) = lengths.max_by_key(|(length, ..)| *length)?;
        Some((headline.clone(), after))
    }
}

const SEPARATORS: [&str; 7] = [", og ", ", and ", " og ", " and ", ",", ";", "&"];

fn next_separator(text: &str) -> Option<usize> {
    SEPARATORS
        .iter()
        .filter_map(|separator| text.find(separator))
        .min()
}

fn past_separators(text: &str) -> &str {
    let mut rest = text;
    while let Some(after) = SEPARATORS
        .iter()
        .find_map(|separator| rest.strip_prefix(separator))
    {
        rest = after;
    }
    rest.trim_start()
}

/// Bytes of `text` that say the same as `wanted`, case aside.
fn same_start(text: &str, wanted: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    for wanted in wanted.chars() {
        let (_, letter) = letters.next()?;
        if !letter.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(letters.next().map_or(text.len(), |(at, _)| at))
}

#[cfg(test)]
mod tests {
    use super::Known;

    fn owned(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn ties_with_and_without_og() {
        let headlines = owned(&[
            "Tillid",
            "Tillid og ansvar",
            "Retning, mål og tid",
            "Mod til at prøve nyt",
        ]);
        let known = Known {
            levels: &[],
            headlines: &headlines,
        };
        assert_eq!(
            known.ties("tillid og ansvar og Mod til at prøve nyt."),
            owned(&["Tillid og ansvar", "Mod til at prøve nyt"])
        );
        assert_eq!(
            known.ties("Retning, mål og tid, Tillid, og Noget andet"),
            owned(&["Retning, mål og tid", "Tillid", "Noget andet"])
        );
        assert_eq!(
            known.ties("Tillidsfuldhed & »Tillid«"),
            owned(&["Tillidsfuldhed", "Tillid"])
        );
        assert!(known.ties(" , & ").is_empty());
        assert!(known.is_ties("Tillid og Mod til at prøve nyt"));
        assert!(!known.is_ties("Tillid til borgerne"));
    }

    #[test]
    fn levels() {
        let levels = owned(&["leder af ledere", "chef"]);
        let known = Known {
            levels: &levels,
            headlines: &[],
        };
        assert_eq!(
            known.level("du deler viden (Leder  af ledere);"),
            ("du deler viden", Some(levels[0].clone()))
        );
        assert_eq!(
            known.level("du deler viden (og tid)"),
            ("du deler viden (og tid)", None)
        );
        assert_eq!(
            known.level("du siger fra (altid) (chef)."),
            ("du siger fra (altid)", Some(levels[1].clone()))
        );
        assert_eq!(known.level("(chef)"), ("(chef)", None));
    }
}
