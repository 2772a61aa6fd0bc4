//! Stories ("Jeg har set det ske"): short, dated, about a unit and an element.

pub mod cpr;
pub mod names;

use std::ops::Range;

use crate::access::{Actor, Role, Standing};
use crate::day::Day;
use crate::id::UnitId;
use crate::text::{self, Unfit};
use crate::trace::Rung;
use crate::word::words;

words! {
    /// What has become of a story.
    State {
        /// Written before any element was shown. The text is locked; the teller has still to say what it shows. Only the
        /// teller sees it.
        Locked = "locked",
        /// Not seen by a moderator yet; the teller and the moderators see it.
        Waiting = "waiting",
        Published = "published",
        Declined = "declined",
        /// Published once, then taken back; its trace is withdrawn.
        Withdrawn = "withdrawn",
    }
}

/// Characters that a story has at least and at most.
pub const LEAST: usize = 20;
pub const MOST: usize = 600;
/// Characters that a moderator's reason has at least and at most.
pub const REASON_LEAST: usize = 10;
pub const REASON_MOST: usize = 300;
/// Days back that a story may reach: a year, and the weeks it takes to think of it.
pub const DAYS_BACK: i64 = 400;
/// A story is told "from" a unit with at least so many people, there or below: in a smaller one, the unit is the name.
pub const NAMED_FROM: i64 = 5;

/// How strong a trace a story is. Seen from another unit it confirms. From one's own unit it is a deed told, unless it was
/// told before any element was named: then the element came up unprompted.
#[must_use]
pub const fn rung(from_another_unit: bool, told_before_element: bool) -> Rung {
    if from_another_unit {
        Rung::Confirmed
    } else if told_before_element {
        Rung::Unprompted
    } else {
        Rung::Acted
    }
}

/// Where somebody tells from: the units of their posts, where they lead first; for somebody without a post, the units of
/// the grants that let them tell. Each unit once.
#[must_use]
pub fn tells_from(actor: &Actor) -> Vec<&Standing> {
    let of = |roles: &[Role]| -> Vec<&Standing> {
        let mut found: Vec<&Standing> = Vec::new();
        for &role in roles {
            for standing in actor.standings.iter().filter(|s| s.role == role) {
                if found.iter().all(|f| f.unit != standing.unit) {
                    found.push(standing);
                }
            }
        }
        found
    };
    let posts = of(&[Role::Leader, Role::Employee]);
    if posts.is_empty() {
        of(&[Role::Director, Role::Steward, Role::Representative])
    } else {
        posts
    }
}

/// Whether a story about the unit at the foot of `line` (itself, its parent, … up to the root) is told from another unit.
/// Somebody above or below in the same line speaks of their own; so does somebody with one post there and one elsewhere.
#[must_use]
pub fn from_another_unit(own: &[&Standing], line: &[UnitId]) -> bool {
    let Some(unit) = line.first() else { return false };
    !own.is_empty() && own.iter().all(|s| !line.contains(&s.unit) && !s.line.contains(unit))
}

/// Why a text cannot be sent.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum UnfitText {
    #[error(transparent)]
    Text(#[from] Unfit),
    #[error("{chars} characters, at least {least}")]
    TooShort { chars: usize, least: usize },
    /// Something reads as a CPR number, at these bytes of the text as it was given.
    #[error("a number that reads as a CPR number")]
    Cpr(Vec<Range<usize>>),
}

/// Text between two lengths, in which nothing reads as a CPR number.
pub(crate) fn checked(raw: &str, least: usize, most: usize) -> Result<String, UnfitText> {
    // Looked for first, in what was written: the number has to go however the rest stands.
    let found = cpr::find(raw);
    if !found.is_empty() {
        return Err(UnfitText::Cpr(found));
    }
    let text = text::required(text::lines(raw, most)?)?;
    let chars = text.chars().count();
    if chars < least {
        return Err(UnfitText::TooShort { chars, least });
    }
    Ok(text)
}

/// A story's text.
pub fn body(raw: &str) -> Result<String, UnfitText> {
    checked(raw, LEAST, MOST)
}

/// Why a moderator declines or withdraws; the teller reads it.
pub fn reason(raw: &str) -> Result<String, UnfitText> {
    checked(raw, REASON_LEAST, REASON_MOST)
}

/// Why a day cannot be the story's.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum UnfitDay {
    #[error("not a day")]
    NotADay,
    #[error("in the future")]
    Future,
    /// Before this, the first day that is taken.
    #[error("before {0}")]
    TooOld(Day),
}

/// The day on which it happened: not in the future, and at most [`DAYS_BACK`] days ago.
pub fn happened(raw: &str, today: Day) -> Result<Day, UnfitDay> {
    let day: Day = raw.trim().parse().map_err(|_| UnfitDay::NotADay)?;
    let first = today.plus_days(-DAYS_BACK);
    if day > today {
        Err(UnfitDay::Future)
    } else if day < first {
        Err(UnfitDay::TooOld(first))
    } else {
        Ok(day)
    }
}

/// A stretch of a text, marked or not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    pub text: String,
    pub marked: bool,
}

/// `text` cut at `marks`, which are sorted, do not overlap and lie between characters.
#[must_use]
pub fn pieces(text: &str, marks: &[Range<usize>]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut push = |from: usize, to: usize, marked: bool| {
        if let Some(part) = text.get(from..to).filter(|p| !p.is_empty()) {
            pieces.push(Piece {
                text: part.to_owned(),
                marked,
            });
        }
    };
    for mark in marks {
        push(at, mark.start, false);
        push(mark.start, mark.end, true);
        at = mark.end;
    }
    push(at, text.len(), false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::PersonId;
    use uuid::Uuid;

    const fn unit(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    /// 1 is the root, 2 below it, 3 below 2; 9 stands beside 2.
    fn line(n: u128) -> Vec<UnitId> {
        match n {
            1 => vec![unit(1)],
            3 => vec![unit(3), unit(2), unit(1)],
            _ => vec![unit(n), unit(1)],
        }
    }

    fn actor(standings: &[(Role, u128)]) -> Actor {
        Actor {
            person: PersonId(Uuid::from_u128(100)),
            standings: standings
                .iter()
                .map(|&(role, n)| Standing {
                    role,
                    unit: unit(n),
                    line: line(n),
                })
                .collect(),
        }
    }

    fn another(standings: &[(Role, u128)], about: u128) -> bool {
        from_another_unit(&tells_from(&actor(standings)), &line(about))
    }

    #[test]
    fn only_somebody_beside_the_line_confirms() {
        assert!(another(&[(Role::Employee, 9)], 3));
        assert!(!another(&[(Role::Employee, 3)], 3), "one's own unit");
        assert!(!another(&[(Role::Leader, 2)], 3), "above");
        assert!(!another(&[(Role::Employee, 3)], 2), "below");
        assert!(
            !another(&[(Role::Employee, 9), (Role::Employee, 3)], 2),
            "one post in the line is enough"
        );
        assert!(
            !another(&[(Role::Director, 1)], 3),
            "without a post, the grant's unit counts"
        );
        assert!(
            another(&[(Role::Employee, 9), (Role::Representative, 1)], 3),
            "with a post, grants do not"
        );
        assert!(!another(&[], 3), "somebody from nowhere confirms nothing");
    }

    #[test]
    fn one_leads_first_and_each_unit_counts_once() {
        let actor = actor(&[(Role::Employee, 3), (Role::Employee, 9), (Role::Leader, 9)]);
        let units: Vec<_> = tells_from(&actor).iter().map(|s| s.unit).collect();
        assert_eq!(units, [unit(9), unit(3)]);
    }

    #[test]
    fn the_rungs() {
        assert_eq!(rung(true, true), Rung::Confirmed);
        assert_eq!(rung(true, false), Rung::Confirmed);
        assert_eq!(rung(false, true), Rung::Unprompted);
        assert_eq!(rung(false, false), Rung::Acted);
    }

    #[test]
    fn a_story_is_short_and_not_too_short() {
        assert_eq!(body(" \r\n"), Err(Unfit::Empty.into()));
        assert_eq!(body("Hun ringede."), Err(UnfitText::TooShort { chars: 12, least: 20 }));
        assert_eq!(body(&"ø".repeat(600)), Ok("ø".repeat(600)));
        assert_eq!(
            body(&"ø".repeat(601)),
            Err(Unfit::TooLong { chars: 601, most: 600 }.into())
        );
        assert!(matches!(body("010180-1234"), Err(UnfitText::Cpr(found)) if found.len() == 1 && found[0] == (0..11)));
    }

    #[test]
    fn a_day_is_past_and_not_long_past() {
        let today: Day = "2026-11-23".parse().unwrap();
        assert_eq!(happened("2026-11-23", today), Ok(today));
        assert_eq!(happened("2026-11-24", today), Err(UnfitDay::Future));
        assert_eq!(happened("23.11.2026", today), Err(UnfitDay::NotADay));
        let first: Day = "2025-10-19".parse().unwrap();
        assert_eq!(happened("2025-10-19", today), Ok(first));
        assert_eq!(happened("2025-10-18", today), Err(UnfitDay::TooOld(first)));
    }

    #[test]
    fn pieces_read_back_as_the_text() {
        let text = "Så kom Åse forbi";
        let mark = 8..12;
        let pieces = pieces(text, std::slice::from_ref(&mark));
        assert_eq!(pieces.iter().map(|p| p.text.as_str()).collect::<String>(), text);
        assert_eq!(pieces.iter().filter(|p| p.marked).count(), 1);
        assert_eq!(pieces[1].text, "Åse");
    }
}
