//! A round about which elements stand out: invited people spread a few dots, each with a reason, and a body decides.
//!
//! The answers are confidential, not anonymous: while a round is open its rows could be matched by whoever runs the
//! database. So a dot is stored without a person and without a time, nothing but how many have answered is shown before
//! the round is closed, and at closing the dots are added up and erased.

use crate::id::ElementId;
use crate::story::{UnfitText, checked};
use crate::word::words;

words! {
    State {
        /// Those invited answer.
        Open = "open",
        /// Added up; a body has not decided yet.
        Closed = "closed",
        Decided = "decided",
    }
}

words! {
    /// Whom a round invites.
    Whom {
        /// Leaders of one level.
        Level = "level",
        /// Everybody with a post in some units, or below them.
        Units = "units",
        /// People by their e-mail addresses.
        People = "people",
    }
}

/// Dots that each person spreads, and as many of them as one element can get from one person.
pub const DOTS: i64 = 5;
pub const MOST_ON_ONE: i64 = 3;
/// Fewer answers than this are never shown, and fewer people are not asked: a group of four knows its own too well.
pub const LEAST_PEOPLE: usize = 5;
pub const MOST_PEOPLE: usize = 2_000;
/// Units that a round can invite at most.
pub const MOST_UNITS: usize = 6;
/// Characters of the group's name and of the body that decides, at most.
pub const NAME: usize = 80;
/// Characters of a reason, at least and at most.
pub const REASON_LEAST: usize = 10;
pub const REASON_MOST: usize = 200;
/// Days that a round can stay open at most.
pub const OPEN_MOST: i64 = 60;

/// One element as the form has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    pub element: ElementId,
    pub dots: String,
    pub reason: String,
}

/// Dots on one element, with why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    pub element: ElementId,
    pub dots: i64,
    pub reason: String,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Misfit {
    /// None are spread.
    None,
    /// So many are spread, and there are [`DOTS`].
    TooMany(i64),
    /// Not a number from 0 to [`MOST_ON_ONE`].
    Dots(ElementId),
    Reason(ElementId, UnfitText),
}

/// Reads what somebody has spread. A reason without dots is left out.
pub fn spread(written: &[Written]) -> Result<Vec<Choice>, Vec<Misfit>> {
    let (mut choices, mut misfits) = (Vec::new(), Vec::new());
    let mut all = 0;
    for w in written {
        let dots = match w.dots.trim() {
            "" => 0,
            text => text
                .parse::<i64>()
                .ok()
                .filter(|n| (0..=MOST_ON_ONE).contains(n))
                .unwrap_or(-1),
        };
        if dots < 0 {
            misfits.push(Misfit::Dots(w.element));
            continue;
        }
        all += dots;
        if dots == 0 {
            continue;
        }
        match checked(&w.reason, REASON_LEAST, REASON_MOST) {
            Ok(reason) => choices.push(Choice {
                element: w.element,
                dots,
                reason,
            }),
            Err(unfit) => misfits.push(Misfit::Reason(w.element, unfit)),
        }
    }
    if all > DOTS {
        misfits.insert(0, Misfit::TooMany(all));
    } else if all == 0 && misfits.is_empty() {
        misfits.push(Misfit::None);
    }
    if misfits.is_empty() { Ok(choices) } else { Err(misfits) }
}

/// Whether a result may be shown at all.
#[must_use]
pub fn shown(answers: i64) -> bool {
    usize::try_from(answers).is_ok_and(|n| n >= LEAST_PEOPLE)
}

/// How many chose an element, as far as it can be said without saying who: that all did, or none, would say it of each.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Share {
    /// Everybody, or nearly.
    Most,
    /// So many of those who answered.
    Of(i64),
    /// Some did and some did not; of fewer than ten, how many is not said.
    Divided,
    /// Nobody, or nearly.
    Few,
}

/// `people` of `answers` put dots on an element. Of ten or more the number is said, unless it is within one of nobody or
/// everybody; of fewer only whether it was a fifth or less, four fifths or more, or between.
#[must_use]
pub fn share(people: i64, answers: i64) -> Share {
    let (few, most) = if answers < 10 {
        (people * 5 <= answers, people * 5 >= answers * 4)
    } else {
        (people <= 1, people >= answers - 1)
    };
    match (few, most, answers < 10) {
        (true, _, _) => Share::Few,
        (_, true, _) => Share::Most,
        (_, _, true) => Share::Divided,
        _ => Share::Of(people),
    }
}

/// Whether people disagree about an element: between three and seven of ten chose it.
#[must_use]
pub const fn disagree(people: i64, answers: i64) -> bool {
    people * 10 >= answers * 3 && people * 10 <= answers * 7
}

/// The group's name, or the body's.
pub fn name(raw: &str) -> Result<String, UnfitText> {
    let text = checked(raw, 2, NAME)?;
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Why the body chose as it did.
pub fn reasons(raw: &str) -> Result<String, UnfitText> {
    checked(raw, REASON_LEAST, crate::foundation::REASON - NAME - 2)
}

/// The reason that stands at each element: the body's name, then its reasons.
#[must_use]
pub fn standing_reason(body: &str, reasons: &str) -> String {
    format!("{body}: {reasons}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn dots(n: u128, dots: &str, reason: &str) -> Written {
        Written {
            element: ElementId(Uuid::from_u128(n)),
            dots: dots.into(),
            reason: reason.into(),
        }
    }

    #[test]
    fn dots_are_few_and_each_has_a_reason() {
        let why = "Det er her, det gør ondt.";
        let read = spread(&[dots(1, "3", why), dots(2, "2", why), dots(3, "", "Uden prikker")]).unwrap();
        assert_eq!(read.iter().map(|c| c.dots).collect::<Vec<_>>(), [3, 2]);
        assert_eq!(
            spread(&[dots(1, "3", why), dots(2, "3", why)]),
            Err(vec![Misfit::TooMany(6)])
        );
        assert_eq!(spread(&[dots(1, "0", why)]), Err(vec![Misfit::None]));
        assert!(matches!(
            spread(&[dots(1, "4", why)]).unwrap_err()[..],
            [Misfit::Dots(_)]
        ));
        assert!(matches!(
            spread(&[dots(1, "-1", why)]).unwrap_err()[..],
            [Misfit::Dots(_)]
        ));
        let unfit = spread(&[dots(1, "1", "Ja"), dots(2, "1", "Spørg 010180-1234")]).unwrap_err();
        assert!(matches!(
            unfit[..],
            [Misfit::Reason(..), Misfit::Reason(_, UnfitText::Cpr(_))]
        ));
    }

    #[test]
    fn no_share_says_what_each_one_chose() {
        for answers in 5..200 {
            assert_eq!(share(0, answers), Share::Few);
            assert_eq!(share(1, answers), Share::Few, "of {answers}");
            assert_eq!(share(answers, answers), Share::Most);
            assert_eq!(share(answers - 1, answers), Share::Most, "of {answers}");
        }
        assert_eq!(share(4, 9), Share::Divided, "no number of fewer than ten");
        assert_eq!(share(9, 22), Share::Of(9));
        assert!(!shown(4) && shown(5));
        assert!(disagree(9, 22) && !disagree(20, 22) && !disagree(2, 22));
    }
}
