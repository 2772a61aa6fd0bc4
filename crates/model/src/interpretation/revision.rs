//! From one revision to the next, without losing what two people wrote at once.

use super::{Body, State};
use crate::day::{Day, Instant};
use crate::id::{EditionId, ElementId, InterpretationId, PersonId, TraceId, UnitId};
use crate::trace::{Rung, Source, Trace};

/// An interpretation as it stands, before anything was written too.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Current {
    pub id: InterpretationId,
    pub unit: UnitId,
    pub element: ElementId,
    /// The edition in force, under which the next revision is written.
    pub edition: EditionId,
    pub state: State,
    /// The latest revision; 0 before the first.
    pub revision: i64,
    /// The revision that others read.
    pub published: Option<i64>,
    /// The day on which it came into use and has stayed there since.
    pub in_use_since: Option<Day>,
    /// What the latest revision says.
    pub body: Body,
}

/// The next revision, whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Revision {
    pub id: InterpretationId,
    pub unit: UnitId,
    pub element: ElementId,
    pub edition: EditionId,
    /// The revision that this one follows; 0 for the first.
    pub follows: i64,
    pub number: i64,
    /// Where the interpretation stands from now on.
    pub state: State,
    /// What this revision is itself: a draft, taken into use, or set aside.
    pub itself: State,
    pub published: Option<i64>,
    pub in_use_since: Option<Day>,
    pub body: Body,
    /// Why it was set aside.
    pub note: String,
    pub at: Instant,
    pub by: PersonId,
    /// Whether it differs from the revision before it.
    changed: bool,
    was: State,
}

/// Somebody else has saved since the page came.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("revision {seen} was seen, and {now} is the latest")]
pub struct Conflict {
    pub seen: i64,
    pub now: i64,
}

/// Neither the meaning nor any of the moves is there to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("there is nothing to take into use")]
pub struct NothingToUse;

/// Makes the next revision: a draft. What is in use stays in use, and others go on reading the revision that was taken
/// into use; what was set aside is taken up again.
///
/// Whoever saw an older revision is not let over the newer one, unless both say the same.
pub fn revise(current: &Current, seen: i64, body: Body, at: Instant, by: PersonId) -> Result<Revision, Conflict> {
    let changed = body != current.body;
    if seen != current.revision && changed {
        return Err(Conflict {
            seen,
            now: current.revision,
        });
    }
    Ok(Revision {
        id: current.id,
        unit: current.unit,
        element: current.element,
        edition: current.edition,
        follows: current.revision,
        number: current.revision + 1,
        state: if current.state == State::InUse {
            State::InUse
        } else {
            State::Underway
        },
        itself: State::Underway,
        published: current.published,
        in_use_since: current.in_use_since,
        body,
        note: String::new(),
        at,
        by,
        changed,
        was: current.state,
    })
}

impl Revision {
    /// Makes this the revision that others read.
    pub fn take_into_use(self, today: Day) -> Result<Self, NothingToUse> {
        if !self.body.says_something() {
            return Err(NothingToUse);
        }
        Ok(Self {
            state: State::InUse,
            itself: State::InUse,
            published: Some(self.number),
            in_use_since: self.in_use_since.or(Some(today)),
            ..self
        })
    }

    /// Puts the interpretation away, with the reason. The text is kept, and nobody else reads it.
    #[must_use]
    pub fn set_aside(self, reason: String) -> Self {
        Self {
            state: State::SetAside,
            itself: State::SetAside,
            published: None,
            in_use_since: None,
            note: reason,
            ..self
        }
    }

    /// Whether this revision says or does anything that the one before it did not. A double click does not.
    #[must_use]
    pub fn is_news(&self, current: &Current) -> bool {
        let to_be_published = self.itself == State::InUse && current.published != Some(current.revision);
        self.changed || self.state != self.was || to_be_published
    }

    /// Whether the number of interpretations in use changes with this revision.
    #[must_use]
    pub fn moves_counts(&self) -> bool {
        (self.state == State::InUse) != (self.was == State::InUse)
    }

    /// The trace that taking into use leaves: a claim, the first arc. None for anything else.
    #[must_use]
    pub fn trace(&self, id: TraceId, today: Day) -> Option<Trace> {
        (self.itself == State::InUse).then_some(Trace {
            id,
            day: today,
            unit: self.unit,
            element: self.element,
            edition: Some(self.edition),
            rung: Rung::Claimed,
            source: Source::Interpretation,
            source_id: self.id.0,
            count: 1,
            written: self.at,
        })
    }

    /// How the interpretation stands once this is stored.
    #[must_use]
    pub fn stored(self) -> Current {
        Current {
            id: self.id,
            unit: self.unit,
            element: self.element,
            edition: self.edition,
            state: self.state,
            revision: self.number,
            published: self.published,
            in_use_since: self.in_use_since,
            body: self.body,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const AT: Instant = Instant(1_000);
    const BY: PersonId = PersonId(Uuid::from_u128(7));

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn unwritten() -> Current {
        let id = Uuid::from_u128(1);
        Current {
            id: InterpretationId(id),
            unit: UnitId(id),
            element: ElementId(id),
            edition: EditionId(id),
            state: State::Underway,
            revision: 0,
            published: None,
            in_use_since: None,
            body: Body::default(),
        }
    }

    fn says(meaning: &str) -> Body {
        Body {
            meaning: meaning.into(),
            ..Body::default()
        }
    }

    fn in_use() -> Current {
        let revision = revise(&unwritten(), 0, says("a"), AT, BY).unwrap();
        revision.take_into_use(day("2026-03-03")).unwrap().stored()
    }

    #[test]
    fn the_first_save_is_a_draft_that_nobody_else_reads() {
        let first = revise(&unwritten(), 0, says("a"), AT, BY).unwrap();
        assert_eq!((first.number, first.state, first.published), (1, State::Underway, None));
        assert!(first.trace(TraceId(Uuid::nil()), day("2026-03-03")).is_none());
        assert!(!first.moves_counts());
    }

    #[test]
    fn what_is_in_use_is_read_until_the_next_is_taken_into_use() {
        let current = in_use();
        assert_eq!((current.revision, current.published), (1, Some(1)));
        let draft = revise(&current, 1, says("b"), AT, BY).unwrap();
        assert_eq!(
            (draft.state, draft.itself, draft.published),
            (State::InUse, State::Underway, Some(1))
        );
        assert!(!draft.moves_counts());
        let current = draft.stored();
        let taken = revise(&current, 2, says("b"), AT, BY)
            .unwrap()
            .take_into_use(day("2026-04-04"))
            .unwrap();
        assert!(taken.is_news(&current));
        assert_eq!(
            (taken.published, taken.in_use_since),
            (Some(3), Some(day("2026-03-03")))
        );
    }

    #[test]
    fn taking_into_use_claims_a_trace_and_needs_words() {
        let empty = revise(
            &unwritten(),
            0,
            Body {
                stop: "x".into(),
                ..Body::default()
            },
            AT,
            BY,
        )
        .unwrap();
        assert_eq!(empty.take_into_use(day("2026-03-03")), Err(NothingToUse));
        let taken = revise(&unwritten(), 0, says("a"), AT, BY)
            .unwrap()
            .take_into_use(day("2026-03-03"))
            .unwrap();
        let trace = taken.trace(TraceId(Uuid::nil()), day("2026-03-03")).unwrap();
        assert_eq!(
            (trace.rung, trace.source, trace.count),
            (Rung::Claimed, Source::Interpretation, 1)
        );
        assert!(taken.moves_counts());
    }

    #[test]
    fn set_aside_is_read_by_nobody_and_comes_back_as_a_draft() {
        let current = in_use();
        let aside = revise(&current, 1, says("a"), AT, BY)
            .unwrap()
            .set_aside("fylder ikke nu".into());
        assert!(aside.is_news(&current) && aside.moves_counts());
        assert_eq!(
            (aside.state, aside.published, aside.in_use_since),
            (State::SetAside, None, None)
        );
        assert!(aside.trace(TraceId(Uuid::nil()), day("2026-03-03")).is_none());
        let current = aside.stored();
        let back = revise(&current, 2, says("a"), AT, BY).unwrap();
        assert!(back.is_news(&current));
        assert_eq!(back.state, State::Underway);
        let again = revise(&back.stored(), 3, says("a"), AT, BY)
            .unwrap()
            .take_into_use(day("2026-06-06"))
            .unwrap();
        assert_eq!(again.in_use_since, Some(day("2026-06-06")), "a break begins anew");
    }

    #[test]
    fn the_second_of_two_is_told_and_a_double_click_is_not() {
        let current = revise(&in_use(), 1, says("theirs"), AT, BY).unwrap().stored();
        assert_eq!(
            revise(&current, 1, says("mine"), AT, BY),
            Err(Conflict { seen: 1, now: 2 })
        );
        assert_eq!(
            revise(&current, 9, says("mine"), AT, BY),
            Err(Conflict { seen: 9, now: 2 })
        );
        let twice = revise(&current, 1, says("theirs"), AT, BY).unwrap();
        assert!(!twice.is_news(&current));
        let published = in_use();
        let again = revise(&published, 1, says("a"), AT, BY)
            .unwrap()
            .take_into_use(day("2026-03-03"))
            .unwrap();
        assert!(!again.is_news(&published));
    }
}
