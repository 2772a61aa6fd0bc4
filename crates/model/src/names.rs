//! Danish alphabetical order: Æ Ø Å last, and Aa counted as Å.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

/// Compares names as a Danish telephone book does.
pub struct Alphabet(CollatorBorrowed<'static>);

impl Default for Alphabet {
    /// # Panics
    /// Never: the Danish order is compiled in, and a test holds it.
    fn default() -> Self {
        Self(
            Collator::try_new(locale!("da").into(), CollatorOptions::default())
                .expect("the Danish order is compiled in"),
        )
    }
}

impl Alphabet {
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.0.compare(a, b)
    }
}

/// Sorts by the name that `name` finds in each.
pub fn sort_by_name<T>(list: &mut [T], name: impl Fn(&T) -> &str) {
    let alphabet = Alphabet::default();
    list.sort_by(|a, b| alphabet.compare(name(a), name(b)));
}

#[cfg(test)]
mod tests {
    #[test]
    fn danish_order() {
        let mut names = ["Åse", "Zeuthen", "Ærø", "Aage", "Østergaard", "Andersen", "Ole"];
        super::sort_by_name(&mut names, |n| n);
        assert_eq!(
            names,
            ["Andersen", "Ole", "Zeuthen", "Ærø", "Østergaard", "Aage", "Åse"]
        );
    }
}
