//! The three-card exercise: each person writes three cards, "Vi er …, når vi …", and a group lays nine of them as a
//! diamond, 1-2-3-2-1, with what matters most at the top.

use serde::{Deserialize, Serialize};

use super::{Body, MOST_SIGN, MOST_SIGNS, Sign};
use crate::id::SignId;
use crate::text::{Unfit, line};

/// Cards of a diamond.
pub const CARDS: usize = 9;
/// Characters of the two halves of a card.
pub const MOST_ARE: usize = 60;
pub const MOST_WHEN: usize = 140;

/// One card.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// "Vi er …"
    pub are: String,
    /// "…, når vi …"
    pub when: String,
}

impl Card {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.are.is_empty() && self.when.is_empty()
    }
}

/// A card as it was typed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WrittenCard {
    pub are: String,
    pub when: String,
}

/// What lay on the table, from the top of the diamond down. A place without a card is empty.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cards(pub Vec<Card>);

/// What of a diamond went into a draft.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Taken {
    pub meaning: bool,
    pub signs: usize,
}

impl Cards {
    /// The rows of the diamond, by their first and last place.
    pub const ROWS: [(usize, usize); 5] = [(0, 1), (1, 3), (3, 6), (6, 8), (8, 9)];

    /// Reads what was typed. None when no card was: that is no round. Misfits by place, and in which half.
    pub fn parse(written: &[WrittenCard]) -> Result<Option<Self>, Vec<(usize, bool, Unfit)>> {
        let mut misfits = Vec::new();
        let mut cards: Vec<Card> = Vec::new();
        for (place, card) in written.iter().take(CARDS).enumerate() {
            let mut half = |text: &str, most: usize, second: bool| {
                line(text.trim().trim_end_matches(['.', ',']), most).unwrap_or_else(|unfit| {
                    misfits.push((place, second, unfit));
                    String::new()
                })
            };
            let are = half(&card.are, MOST_ARE, false);
            let when = half(&card.when, MOST_WHEN, true);
            cards.push(Card { are, when });
        }
        cards.resize(CARDS, Card::default());
        if !misfits.is_empty() {
            return Err(misfits);
        }
        Ok(cards.iter().any(|card| !card.is_empty()).then_some(Self(cards)))
    }

    /// Puts the diamond into a body where the body is empty, and nowhere else: the top card becomes the meaning, and the
    /// rows of two and three become signs, as far as there is room. `sentence` writes a card, `sign` its second half.
    pub fn put_into(
        &self,
        body: &mut Body,
        participants: Option<u16>,
        sentence: impl Fn(&Card) -> String,
        sign: impl Fn(&Card) -> String,
        mut new_sign: impl FnMut() -> SignId,
    ) -> Taken {
        let mut taken = Taken::default();
        if let Some(top) = self.0.first().filter(|top| !top.is_empty() && body.meaning.is_empty()) {
            body.meaning = sentence(top);
            taken.meaning = true;
        }
        for card in self.0.iter().take(6).skip(1).filter(|card| !card.when.is_empty()) {
            let text: String = sign(card).chars().take(MOST_SIGN).collect();
            let there = body.signs.iter().any(|s| s.text == text);
            if body.signs.len() < MOST_SIGNS && !there {
                body.signs.push(Sign { id: new_sign(), text });
                taken.signs += 1;
            }
        }
        body.participants = body.participants.or(participants);
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(n: usize) -> Vec<WrittenCard> {
        (1..=n)
            .map(|i| WrittenCard {
                are: format!("ord {i},"),
                when: format!("gør {i}."),
            })
            .collect()
    }

    fn put(cards: &Cards, body: &mut Body) -> Taken {
        let mut next = 0;
        cards.put_into(
            body,
            Some(9),
            |c| format!("Vi er {}, når vi {}.", c.are, c.when),
            |c| format!("Vi {}.", c.when),
            || {
                next += 1;
                SignId(uuid::Uuid::from_u128(next))
            },
        )
    }

    #[test]
    fn a_diamond_has_nine_places_and_empty_ones_stay_empty() {
        let cards = Cards::parse(&written(4)).unwrap().unwrap();
        assert_eq!(cards.0.len(), CARDS);
        assert_eq!((cards.0[0].are.as_str(), cards.0[0].when.as_str()), ("ord 1", "gør 1"));
        assert!(cards.0[8].is_empty());
        assert_eq!(Cards::parse(&written(0)), Ok(None));
        assert_eq!(Cards::ROWS.map(|(from, to)| to - from), [1, 2, 3, 2, 1]);
        let mut long = written(2);
        long[1].when = "x".repeat(MOST_WHEN + 1);
        assert_eq!(Cards::parse(&long).unwrap_err()[0].0, 1);
    }

    #[test]
    fn an_empty_draft_gets_a_meaning_and_five_signs() {
        let mut body = Body::default();
        let taken = put(&Cards::parse(&written(9)).unwrap().unwrap(), &mut body);
        assert_eq!((taken.meaning, taken.signs), (true, 5));
        assert_eq!(body.meaning, "Vi er ord 1, når vi gør 1.");
        assert_eq!(body.signs[4].text, "Vi gør 6.");
        assert_eq!(body.participants, Some(9));
    }

    #[test]
    fn nothing_that_was_written_is_overwritten() {
        let mut body = Body {
            meaning: "Vi ringer.".into(),
            signs: vec![Sign {
                id: SignId(uuid::Uuid::from_u128(77)),
                text: "Telefonen er i brug.".into(),
            }],
            participants: Some(4),
            ..Body::default()
        };
        let before = body.clone();
        let taken = put(&Cards::parse(&written(9)).unwrap().unwrap(), &mut body);
        assert_eq!((taken.meaning, taken.signs), (false, 4));
        assert_eq!(
            (&body.meaning, &body.signs[0], body.participants),
            (&before.meaning, &before.signs[0], Some(4))
        );
        let again = put(&Cards::parse(&written(9)).unwrap().unwrap(), &mut body);
        assert_eq!(again.signs, 0, "the same card twice is one sign");
    }
}
