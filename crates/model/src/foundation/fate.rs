//! What becomes of each element of the edition before, and whether a draft can be published.

use std::collections::HashSet;

use super::{Fate, Text};
use crate::ElementId;
use crate::text::folded;

/// What somebody says, or what is proposed, about an element of the edition before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    pub element: ElementId,
    /// None: not said yet.
    pub fate: Option<Fate>,
    /// The elements of the new edition that carry it on.
    pub into: Vec<ElementId>,
    pub why: String,
}

/// Why an answer does not hold. Pages write their own sentence of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FateFault {
    Unanswered,
    /// Said to be kept, and the words are others or the element is not there.
    NotTheSame,
    /// Said to be reworded, and no element of the new edition is named that could carry it on.
    RewordedIntoNone,
    /// Two elements are said to have become the same new one.
    TakenTwice,
    /// A split needs two or more.
    SplitIntoFew,
    /// A merger needs one other element.
    MergedIntoNone,
    /// It still stands in the new edition, so it was neither merged into another nor retired.
    StillThere,
}

/// An edition's elements, in order.
type Elements = [(ElementId, Text)];

fn find(elements: &Elements, id: ElementId) -> Option<&Text> {
    elements.iter().find(|(e, _)| *e == id).map(|(_, text)| text)
}

/// How alike two texts must be, by words, for one to be proposed as the other reworded: more alike than not.
const ALIKE: f32 = 0.5;

/// Proposes by identity and text: the same element with the same words was kept, with others reworded; one that is
/// gone was reworded when a new element has its headline or most of its words, and else somebody must say.
#[must_use]
pub fn propose_fates(old: &Elements, new: &Elements) -> Vec<Answer> {
    let mut taken: HashSet<ElementId> = old.iter().map(|(id, _)| *id).collect();
    old.iter()
        .map(|(id, text)| {
            let (fate, into) = match find(new, *id) {
                Some(now) if now.same_words(text) => (Some(Fate::Kept), vec![*id]),
                Some(_) => (Some(Fate::Reworded), vec![*id]),
                None => match likely(text, new, &taken) {
                    Some(next) => {
                        taken.insert(next);
                        (Some(Fate::Reworded), vec![next])
                    }
                    None => (None, Vec::new()),
                },
            };
            Answer {
                element: *id,
                fate,
                into,
                why: String::new(),
            }
        })
        .collect()
}

fn likely(text: &Text, new: &Elements, taken: &HashSet<ElementId>) -> Option<ElementId> {
    let free = || new.iter().filter(|(id, _)| !taken.contains(id));
    let headline = folded(&text.headline);
    if let Some((id, _)) = free().find(|(_, t)| folded(&t.headline) == headline) {
        return Some(*id);
    }
    free()
        .map(|(id, t)| (*id, alike(&text.meaning, &t.meaning)))
        .filter(|(_, ratio)| *ratio > ALIKE)
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(id, _)| id)
}

/// From 0 (no word in common) to 1; empty text is like nothing.
fn alike(a: &str, b: &str) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    similar::TextDiff::from_words(a, b).ratio()
}

/// Everything that keeps the answers from being whole; empty when they are. `answers` holds one for each of `old`, and
/// an element without one counts as unanswered.
#[must_use]
pub fn check_fates(old: &Elements, new: &Elements, answers: &[Answer]) -> Vec<(ElementId, FateFault)> {
    let mut carried: HashSet<ElementId> = HashSet::new();
    let mut faults = Vec::new();
    for (id, text) in old {
        let answer = answers.iter().find(|a| a.element == *id);
        let fate = answer.and_then(|a| a.fate);
        let into: Vec<ElementId> = answer
            .map(|a| a.into.iter().copied().filter(|t| find(new, *t).is_some()).collect())
            .unwrap_or_default();
        let now = find(new, *id);
        let fault = match fate {
            None => Some(FateFault::Unanswered),
            Some(Fate::Kept) => (!now.is_some_and(|now| now.same_words(text))).then_some(FateFault::NotTheSame),
            Some(Fate::Reworded) => match (now, into.as_slice()) {
                (Some(_), _) => None,
                // An element of the edition before keeps its own identity.
                (None, [one]) if find(old, *one).is_none() => (!carried.insert(*one)).then_some(FateFault::TakenTwice),
                _ => Some(FateFault::RewordedIntoNone),
            },
            Some(Fate::Split) => {
                // What still stands there carries a part of it on.
                let parts: HashSet<ElementId> = into.iter().copied().chain(now.map(|_| *id)).collect();
                (parts.len() < 2).then_some(FateFault::SplitIntoFew)
            }
            Some(Fate::Merged | Fate::Retired) if now.is_some() => Some(FateFault::StillThere),
            Some(Fate::Merged) => (into.len() != 1).then_some(FateFault::MergedIntoNone),
            Some(Fate::Retired) => None,
        };
        faults.extend(fault.map(|fault| (*id, fault)));
    }
    faults
}

/// What keeps a draft from being published, whatever the fates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotReady {
    NoElements,
    /// A headline alone says nothing that could be interpreted.
    Empty(ElementId),
    /// Another element before it has the same headline.
    SameHeadline(ElementId),
}

#[must_use]
pub fn ready(elements: &Elements) -> Vec<NotReady> {
    if elements.is_empty() {
        return vec![NotReady::NoElements];
    }
    let mut headlines = HashSet::new();
    let mut missing = Vec::new();
    for (id, text) in elements {
        if text.meaning.is_empty() && text.lists.behaviours.is_empty() {
            missing.push(NotReady::Empty(*id));
        }
        if !headlines.insert(folded(&text.headline)) {
            missing.push(NotReady::SameHeadline(*id));
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn id(n: u128) -> ElementId {
        ElementId(Uuid::from_u128(n))
    }

    fn element(n: u128, headline: &str, meaning: &str) -> (ElementId, Text) {
        let text = Text {
            headline: headline.into(),
            meaning: meaning.into(),
            ..Text::default()
        };
        (id(n), text)
    }

    fn answer(n: u128, fate: Fate, into: &[u128]) -> Answer {
        Answer {
            element: id(n),
            fate: Some(fate),
            into: into.iter().map(|n| id(*n)).collect(),
            why: String::new(),
        }
    }

    #[test]
    fn proposals_follow_identity_then_headline_then_words() {
        let old = [
            element(1, "Borgeren først", "Vi spørger borgeren."),
            element(2, "Retning", "Vi ved, hvor vi skal hen."),
            element(
                3,
                "Fornyelse",
                "Vi afprøver idéer i lille skala og stopper det, der ikke virker.",
            ),
            element(4, "Humor", "Vi griner sammen."),
            element(5, "Tillid", "Vi begynder med tillid."),
        ];
        let new = [
            element(1, "Borgeren først", "Vi spørger borgeren."),
            element(2, "Retning", "Vi ved, hvor vi skal hen, og hvorfor."),
            element(
                13,
                "Mod",
                "Vi afprøver idéer i lille skala, evaluerer og stopper det, der ikke virker.",
            ),
            element(15, "tillid", "Noget helt andet."),
        ];
        let proposed = propose_fates(&old, &new);
        let plain: Vec<(Option<Fate>, Vec<ElementId>)> = proposed.iter().map(|a| (a.fate, a.into.clone())).collect();
        assert_eq!(
            plain,
            [
                (Some(Fate::Kept), vec![id(1)]),
                (Some(Fate::Reworded), vec![id(2)]),
                (Some(Fate::Reworded), vec![id(13)]),
                (None, vec![]),
                (Some(Fate::Reworded), vec![id(15)]),
            ]
        );
        assert_eq!(check_fates(&old, &new, &proposed), [(id(4), FateFault::Unanswered)]);
    }

    #[test]
    fn a_new_edition_without_one_before_has_nothing_to_answer() {
        assert!(propose_fates(&[], &[element(1, "A", "b")]).is_empty());
        assert!(check_fates(&[], &[element(1, "A", "b")], &[]).is_empty());
    }

    #[test]
    fn answers_must_hold() {
        let old = [element(1, "A", "a"), element(2, "B", "b"), element(3, "C", "c")];
        let new = [element(1, "A", "anders"), element(12, "D", "d"), element(13, "E", "e")];
        let fault = |n: u128, fate: Fate, into: &[u128]| {
            let given = answer(n, fate, into);
            let faults = check_fates(&old, &new, &[given]);
            faults.iter().find(|(e, _)| *e == id(n)).map(|(_, fault)| *fault)
        };
        assert_eq!(fault(1, Fate::Kept, &[]), Some(FateFault::NotTheSame));
        assert_eq!(fault(1, Fate::Reworded, &[]), None);
        assert_eq!(fault(1, Fate::Retired, &[]), Some(FateFault::StillThere));
        assert_eq!(fault(1, Fate::Merged, &[12]), Some(FateFault::StillThere));
        assert_eq!(fault(1, Fate::Split, &[1, 12]), None);
        assert_eq!(fault(1, Fate::Split, &[12]), None);
        assert_eq!(fault(1, Fate::Split, &[]), Some(FateFault::SplitIntoFew));
        assert_eq!(fault(2, Fate::Kept, &[]), Some(FateFault::NotTheSame));
        assert_eq!(fault(2, Fate::Reworded, &[]), Some(FateFault::RewordedIntoNone));
        assert_eq!(fault(2, Fate::Reworded, &[12]), None);
        // Another old element cannot carry it on as itself: that is a merger.
        assert_eq!(fault(2, Fate::Reworded, &[1]), Some(FateFault::RewordedIntoNone));
        assert_eq!(fault(2, Fate::Merged, &[1]), None);
        assert_eq!(fault(2, Fate::Merged, &[]), Some(FateFault::MergedIntoNone));
        assert_eq!(fault(2, Fate::Split, &[12]), Some(FateFault::SplitIntoFew));
        assert_eq!(fault(2, Fate::Split, &[12, 12]), Some(FateFault::SplitIntoFew));
        // Elements that the draft does not have count for nothing.
        assert_eq!(fault(2, Fate::Split, &[12, 99]), Some(FateFault::SplitIntoFew));
        assert_eq!(fault(2, Fate::Retired, &[]), None);
    }

    #[test]
    fn two_cannot_become_the_same_new_one() {
        let old = [element(2, "B", "b"), element(3, "C", "c")];
        let new = [element(12, "D", "d")];
        let answers = [answer(2, Fate::Reworded, &[12]), answer(3, Fate::Reworded, &[12])];
        assert_eq!(check_fates(&old, &new, &answers), [(id(3), FateFault::TakenTwice)]);
    }

    #[test]
    fn a_draft_is_ready_when_each_element_says_something_of_its_own() {
        assert_eq!(ready(&[]), [NotReady::NoElements]);
        let elements = [element(1, "A", "a"), element(2, "a ", "b"), element(3, "C", "")];
        assert_eq!(
            ready(&elements),
            [NotReady::SameHeadline(id(2)), NotReady::Empty(id(3))]
        );
    }
}
