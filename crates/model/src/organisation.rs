//! Units, people and posts.

use crate::word::words;

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
