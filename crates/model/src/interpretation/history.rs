//! How a text came to be: many saves, few chapters.

use super::State;
use crate::day::Instant;
use crate::id::PersonId;

/// One kept revision, without its text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    pub revision: i64,
    pub itself: State,
    pub note: String,
    pub at: Instant,
    pub by: Option<PersonId>,
    pub edition_number: i64,
}

/// Revisions that belong together, newest first. The first is what the chapter ended with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chapter {
    pub versions: Vec<Version>,
}

/// Minutes from the newest to the oldest revision of a chapter.
const MINUTES: i64 = 60;

/// Groups revisions, newest first, so that what one person wrote within an hour reads as one. Taking into use and
/// setting aside end a chapter.
#[must_use]
pub fn chapters(versions: Vec<Version>) -> Vec<Chapter> {
    let mut chapters: Vec<Chapter> = Vec::new();
    for version in versions {
        match chapters.last_mut() {
            Some(Chapter { versions }) if belongs(&versions[0], &version) => versions.push(version),
            _ => chapters.push(Chapter {
                versions: vec![version],
            }),
        }
    }
    chapters
}

fn belongs(newest: &Version, version: &Version) -> bool {
    version.itself == State::Underway
        && version.by == newest.by
        && version.edition_number == newest.edition_number
        && newest.at.minutes_since(version.at) < MINUTES
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn version(revision: i64, minute: i64, by: u128, itself: State) -> Version {
        Version {
            revision,
            itself,
            note: String::new(),
            at: Instant(0).plus_minutes(minute),
            by: Some(PersonId(Uuid::from_u128(by))),
            edition_number: 1,
        }
    }

    #[test]
    fn an_hour_of_one_writer_is_a_chapter_and_nothing_is_lost() {
        use State::{InUse, Underway};
        let versions = vec![
            version(8, 200, 1, Underway),
            version(7, 141, 1, Underway),
            version(6, 140, 1, Underway),
            version(5, 139, 2, Underway),
            version(4, 100, 1, InUse),
            version(3, 99, 1, Underway),
            version(2, 41, 1, Underway),
            version(1, 40, 1, Underway),
        ];
        let grouped = chapters(versions.clone());
        let numbers: Vec<Vec<i64>> = grouped
            .iter()
            .map(|c| c.versions.iter().map(|v| v.revision).collect())
            .collect();
        assert_eq!(numbers, [vec![8, 7], vec![6], vec![5], vec![4, 3, 2], vec![1]]);
        let all: Vec<Version> = grouped.into_iter().flat_map(|c| c.versions).collect();
        assert_eq!(all, versions);
    }
}
