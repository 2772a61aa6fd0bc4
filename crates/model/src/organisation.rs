//! Units, people and posts.

pub mod history;
pub mod likely;
pub mod past;
pub mod tree;

use crate::text::{self, Unfit};
use crate::word::words;

pub use history::{Edit, NotThen, Period, Shape};
pub use past::{Became, Past, Succession, Turn};
pub use tree::{DEEPEST, Flaw, Stretch, flaws};

/// Characters in a unit's or a person's name, a title and a key from another system.
pub const NAME: usize = 200;
/// Characters in a name of a level or of a kind of unit.
pub const TERM: usize = 60;
/// Characters in an e-mail address: RFC 5321, section 4.5.3.1.3, less the two brackets.
pub const EMAIL: usize = 254;

words! {
    /// What a post is: leadership is a post like any other.
    PostRole {
        Leader = "leader",
        Employee = "employee",
    }
}

words! {
    /// Names that an organisation chooses for itself.
    TermKind {
        /// Leader levels (niveauer).
        Level = "level",
        /// Kinds of unit.
        UnitKind = "unit_kind",
    }
}

words! {
    /// Where an import stands.
    ImportState {
        /// Its rows are being read.
        Staging = "staging",
        /// Read and compared; nothing is changed yet.
        Staged = "staged",
        Applied = "applied",
        Undone = "undone",
        /// Given up, or overtaken by another.
        Dropped = "dropped",
    }
}

/// A name as it is searched for and recognised in a story.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoldedName {
    pub whole: String,
    /// First and last name: people leave out the ones between.
    pub short: String,
    pub given: String,
}

impl FoldedName {
    #[must_use]
    pub fn of(name: &str) -> Self {
        let whole = crate::text::folded(name);
        let mut words = whole.split(' ');
        let given = words.next().unwrap_or_default().to_owned();
        let short = words
            .next_back()
            .map_or_else(|| given.clone(), |last| format!("{given} {last}"));
        Self { whole, short, given }
    }
}

/// Why an e-mail address was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAnEmail {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error("this is no e-mail address")]
    Malformed,
}

/// An address that mail can be sent to, as far as its form can tell, in lower case; none when nothing was written.
pub fn email(text: &str) -> Result<Option<String>, NotAnEmail> {
    let address = text::folded(&text::line(text, EMAIL)?);
    if address.is_empty() {
        return Ok(None);
    }
    let well_formed = address.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && domain.contains('.')
            && !domain.contains('@')
            && domain.split('.').all(|label| !label.is_empty())
            && !address.contains(|c: char| c.is_whitespace() || "<>,;\"".contains(c))
    });
    if well_formed {
        Ok(Some(address))
    } else {
        Err(NotAnEmail::Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_in_lower_case_or_refused() {
        assert_eq!(
            email("  Mette@Norreaa.Example "),
            Ok(Some("mette@norreaa.example".into()))
        );
        assert_eq!(email("  "), Ok(None));
        for wrong in [
            "mette",
            "@norreaa.example",
            "mette@norreaa",
            "a b@c.dk",
            "a@b@c.dk",
            "a@.dk",
            "<a@b.dk>",
        ] {
            assert_eq!(email(wrong), Err(NotAnEmail::Malformed), "{wrong}");
        }
        let long = format!("{}@b.dk", "a".repeat(260));
        assert!(matches!(email(&long), Err(NotAnEmail::Unfit(Unfit::TooLong { .. }))));
    }

    #[test]
    fn a_name_is_folded_whole_short_and_given() {
        let name = FoldedName::of("Ida  Juhl Trudsø");
        assert_eq!(
            (name.whole.as_str(), name.short.as_str(), name.given.as_str()),
            ("ida juhl trudsø", "ida trudsø", "ida")
        );
    }
}
