//! A round about which elements stand out: invited people spread a few dots, or rank a few, each with a reason, and a body
//! decides.
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
    /// How those invited answer; chosen when the round is opened.
    Way {
        /// They spread [`DOTS`].
        Dots = "dots",
        /// They say what comes first, second and third.
        Places = "places",
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
/// Places that each person gives, when there are elements enough.
pub const PLACES: i64 = 3;
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
    /// Or the place.
    pub dots: String,
    pub reason: String,
}

/// Dots on one element, with why. Of a place the points: as many as there are places for the first, one for the last.
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
    /// Nobody has this place.
    Missing(i64),
    /// Two have this place; it stands at the second.
    Twice(ElementId, i64),
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

/// How many places there are among so many elements.
#[must_use]
pub fn places(elements: usize) -> i64 {
    i64::try_from(elements).unwrap_or(PLACES).min(PLACES)
}

/// Reads how somebody has ranked: each place once. A reason without a place is left out.
pub fn ranked(written: &[Written]) -> Result<Vec<Choice>, Vec<Misfit>> {
    let all = places(written.len());
    let (mut choices, mut misfits, mut taken) = (Vec::new(), Vec::new(), Vec::new());
    for w in written {
        let place = match w.dots.trim() {
            "" | "0" => continue,
            text => text.parse::<i64>().ok().filter(|n| (1..=all).contains(n)),
        };
        let Some(place) = place else {
            misfits.push(Misfit::Dots(w.element));
            continue;
        };
        if taken.contains(&place) {
            misfits.push(Misfit::Twice(w.element, place));
            continue;
        }
        taken.push(place);
        match checked(&w.reason, REASON_LEAST, REASON_MOST) {
            Ok(reason) => choices.push(Choice {
                element: w.element,
                dots: all + 1 - place,
                reason,
            }),
            Err(unfit) => misfits.push(Misfit::Reason(w.element, unfit)),
        }
    }
    misfits.extend((1..=all).filter(|place| !taken.contains(place)).map(Misfit::Missing));
    if written.is_empty() {
        misfits.push(Misfit::None);
    }
    if misfits.is_empty() { Ok(choices) } else { Err(misfits) }
}

/// How far people who ranked agree: Kendall's coefficient of concordance W, 0 (none) to 1 (everybody ranked alike), with the
/// correction for ties (M. G. Kendall and B. Babington Smith, "The problem of m rankings", Annals of Mathematical Statistics
/// 10, 1939; M. G. Kendall, "Rank Correlation Methods", 1948, chapter 6):
///
/// W = 12 S / (m² (n³ − n) − m Σ T), where S is the sum of the squared differences between the elements' rank sums and their
/// mean m (n + 1) / 2, and T = t³ − t for each group of t tied ranks.
///
/// Whoever gives k places ties the other n − k elements at the mean of the ranks that are left, the same for everybody; so W
/// follows from how many chose each element and the points that it got, and no single ranking is needed.
/// `chosen` holds those two for each element that anybody chose. None where it has no value, and where the numbers do not add
/// up because the elements changed while the round was open.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "people and elements are far below 2^52")]
pub fn agreement(chosen: &[(i64, i64)], answers: i64, elements: i64) -> Option<f64> {
    let k = elements.min(PLACES);
    let people: i64 = chosen.iter().map(|(people, _)| people).sum();
    let points: i64 = chosen.iter().map(|(_, points)| points).sum();
    let whole = people == answers * k && points * 2 == answers * k * (k + 1);
    let unchosen = elements - i64::try_from(chosen.len()).ok()?;
    if !whole || unchosen < 0 || elements < 2 || answers < 2 {
        return None;
    }
    let (m, n, k) = (answers as f64, elements as f64, k as f64);
    let rest = f64::midpoint(k + 1.0, n);
    let sums = chosen
        .iter()
        .map(|&(people, points)| (k + 1.0) * people as f64 - points as f64 + (m - people as f64) * rest)
        .chain((0..unchosen).map(|_| m * rest));
    let mean = m * (n + 1.0) / 2.0;
    let s: f64 = sums.map(|sum| (sum - mean).powi(2)).sum();
    let tied = n - k;
    let ties = m * (tied.powi(3) - tied);
    Some(12.0 * s / (m * m * (n.powi(3) - n) - m * ties))
}

/// W in words: between the marks of R. C. Schmidt, "Managing Delphi surveys using nonparametric statistical techniques",
/// Decision Sciences 28, 1997, table 1: 0.1 very weak, 0.3 weak, 0.5 moderate, 0.7 strong, 0.9 unusually strong.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Agreement {
    VeryWeak,
    Weak,
    Moderate,
    Strong,
    VeryStrong,
}

impl Agreement {
    #[must_use]
    pub fn of(w: f64) -> Self {
        match w {
            w if w < 0.2 => Self::VeryWeak,
            w if w < 0.4 => Self::Weak,
            w if w < 0.6 => Self::Moderate,
            w if w < 0.8 => Self::Strong,
            _ => Self::VeryStrong,
        }
    }
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
    if answers < 10 {
        return share_in_words(people, answers);
    }
    match people {
        0 | 1 => Share::Few,
        _ if people >= answers - 1 => Share::Most,
        _ => Share::Of(people),
    }
}

/// The same without a number, of however many. So are places shown always: everybody gives as many, so the numbers of all
/// elements but one would tell the last one's.
#[must_use]
pub const fn share_in_words(people: i64, answers: i64) -> Share {
    if people * 5 <= answers {
        Share::Few
    } else if people * 5 >= answers * 4 {
        Share::Most
    } else {
        Share::Divided
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
    fn each_place_is_given_once_with_its_reason() {
        let why = "Det er her, det gør ondt.";
        let read = ranked(&[dots(1, "2", why), dots(2, "", ""), dots(3, "1", why), dots(4, "3", why)]).unwrap();
        assert_eq!(
            read.iter().map(|c| c.dots).collect::<Vec<_>>(),
            [2, 3, 1],
            "three points for the first"
        );
        // Two elements have two places.
        assert_eq!(ranked(&[dots(1, "1", why), dots(2, "2", why)]).unwrap().len(), 2);
        let element = |n| ElementId(Uuid::from_u128(n));
        assert_eq!(
            ranked(&[dots(1, "1", why), dots(2, "1", why), dots(3, "4", why)]),
            Err(vec![
                Misfit::Twice(element(2), 1),
                Misfit::Dots(element(3)),
                Misfit::Missing(2),
                Misfit::Missing(3)
            ])
        );
        assert!(matches!(
            ranked(&[dots(1, "1", "Ja"), dots(2, "2", why)]).unwrap_err()[..],
            [Misfit::Reason(..)]
        ));
        assert_eq!(ranked(&[]), Err(vec![Misfit::None]));
    }

    /// W by its definition, from everybody's whole ranking with ties at their mean rank.
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    fn by_definition(rankings: &[Vec<f64>]) -> f64 {
        let (m, n) = (rankings.len() as f64, rankings[0].len());
        let sums: Vec<f64> = (0..n).map(|i| rankings.iter().map(|r| r[i]).sum()).collect();
        let mean = sums.iter().sum::<f64>() / n as f64;
        let s: f64 = sums.iter().map(|sum| (sum - mean).powi(2)).sum();
        let ties: f64 = rankings
            .iter()
            .map(|ranking| {
                let mut groups = std::collections::BTreeMap::new();
                for rank in ranking {
                    *groups.entry((rank * 2.0).to_bits()).or_insert(0.0) += 1.0;
                }
                groups.values().map(|t: &f64| t.powi(3) - t).sum::<f64>()
            })
            .sum();
        let n = n as f64;
        12.0 * s / (m * m * (n.powi(3) - n) - m * ties)
    }

    #[test]
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    fn agreement_is_kendalls_w_of_the_whole_rankings() {
        let mut state = 7_u64;
        let mut random = move |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap() % below
        };
        for round in 0..500 {
            let (m, n) = (5 + random(20), 2 + random(12));
            let k = usize::try_from(places(n)).unwrap();
            let mut rankings = Vec::new();
            let mut chosen = vec![(0_i64, 0_i64); n];
            for _ in 0..m {
                let mut order: Vec<usize> = (0..n).collect();
                for i in (1..n).rev() {
                    order.swap(i, random(i + 1));
                }
                let mut ranking = vec![(k + 1 + n) as f64 / 2.0; n];
                for (place, element) in order.into_iter().take(k).enumerate() {
                    ranking[element] = (place + 1) as f64;
                    chosen[element].0 += 1;
                    chosen[element].1 += i64::try_from(k - place).unwrap();
                }
                rankings.push(ranking);
            }
            chosen.retain(|(people, _)| *people > 0);
            let (answers, elements) = (i64::try_from(m).unwrap(), i64::try_from(n).unwrap());
            let w = agreement(&chosen, answers, elements).unwrap();
            let expected = by_definition(&rankings);
            assert!((w - expected).abs() < 1e-9, "round {round}: {w} and {expected}");
            assert!((0.0..=1.0 + 1e-9).contains(&w));
        }
        // Everybody alike, and the numbers of an edition that changed on the way.
        let alike = agreement(&[(7, 21), (7, 14), (7, 7)], 7, 10).unwrap();
        assert!((alike - 1.0).abs() < 1e-9, "{alike}");
        assert_eq!(agreement(&[(7, 21), (7, 14)], 7, 10), None);
        assert_eq!(agreement(&[], 7, 0), None);
        assert_eq!(Agreement::of(0.1), Agreement::VeryWeak);
        assert_eq!(Agreement::of(0.5), Agreement::Moderate);
        assert_eq!(Agreement::of(1.0), Agreement::VeryStrong);
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
        assert_eq!(share_in_words(9, 22), Share::Divided, "places have no numbers");
        assert!(!shown(4) && shown(5));
        assert!(disagree(9, 22) && !disagree(20, 22) && !disagree(2, 22));
    }
}
