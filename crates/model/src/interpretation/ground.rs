//! What an interpretation stands on, and what has changed there since.

use super::{Body, Field};
use crate::foundation::Text;
use crate::id::UnitId;
use crate::text::{Piece, difference};

/// What an interpretation in use was last held against.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ground {
    pub edition_number: i64,
    /// The element as that edition words it.
    pub text: Text,
    /// The interpretation above that was followed then.
    pub above: Option<Above>,
}

/// An interpretation above, as it was followed and as it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Above {
    pub unit: UnitId,
    /// None when the unit is closed.
    pub unit_name: Option<String>,
    pub was: Body,
    /// None when it is no longer in use.
    pub now: Option<Body>,
    /// The unit still lies below it.
    pub on_the_line: bool,
}

/// Something that an interpretation stands on and that is no longer as it was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shift {
    /// The foundation words the element differently.
    Words(Vec<(Part, Vec<Piece>)>),
    /// The unit above has changed its own interpretation.
    Above(Vec<(Field, Vec<Piece>)>),
    /// The unit above has put it away, or closed.
    AboveGone,
    /// The unit no longer lies below the one whose interpretation it built on.
    Moved,
}

/// A part of an element's words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    Headline,
    Meaning,
    Behaviours,
    Good,
    Bad,
    Dilemmas,
}

impl Ground {
    /// What has changed since, for an element that is still in force; empty when nothing has.
    #[must_use]
    pub fn shifts(&self, now: &Text) -> Vec<Shift> {
        let mut shifts = Vec::new();
        let words = word_changes(&self.text, now);
        if !words.is_empty() {
            shifts.push(Shift::Words(words));
        }
        if let Some(above) = &self.above {
            match &above.now {
                _ if !above.on_the_line => shifts.push(Shift::Moved),
                None => shifts.push(Shift::AboveGone),
                Some(now) => {
                    let changes = above.was.changes(now);
                    // How many took part is no word to build on.
                    if changes.iter().any(|(field, _)| *field != Field::Participants) {
                        shifts.push(Shift::Above(changes));
                    }
                }
            }
        }
        shifts
    }
}

fn word_changes(was: &Text, now: &Text) -> Vec<(Part, Vec<Piece>)> {
    let lines = |items: &[String]| items.join("\n");
    let behaviours = |text: &Text| {
        let lines: Vec<String> = text
            .lists
            .behaviours
            .iter()
            .map(|b| match &b.level {
                Some(level) => format!("{} ({level})", b.text),
                None => b.text.clone(),
            })
            .collect();
        lines.join("\n")
    };
    [
        (Part::Headline, was.headline.clone(), now.headline.clone()),
        (Part::Meaning, was.meaning.clone(), now.meaning.clone()),
        (Part::Behaviours, behaviours(was), behaviours(now)),
        (
            Part::Good,
            lines(&was.lists.examples_good),
            lines(&now.lists.examples_good),
        ),
        (
            Part::Bad,
            lines(&was.lists.examples_bad),
            lines(&now.lists.examples_bad),
        ),
        (Part::Dilemmas, lines(&was.lists.dilemmas), lines(&now.lists.dilemmas)),
    ]
    .into_iter()
    .filter(|(_, was, now)| was != now)
    .map(|(part, was, now)| (part, difference(&was, &now)))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(meaning: &str) -> Text {
        Text {
            headline: "Borgeren først".into(),
            meaning: meaning.into(),
            ..Text::default()
        }
    }

    fn says(meaning: &str) -> Body {
        Body {
            meaning: meaning.into(),
            ..Body::default()
        }
    }

    fn ground(now: Option<Body>, on_the_line: bool) -> Ground {
        Ground {
            edition_number: 1,
            text: text("Vi spørger først."),
            above: Some(Above {
                unit: UnitId(uuid::Uuid::nil()),
                unit_name: Some("Ældre".into()),
                was: says("Vi ringer."),
                now,
                on_the_line,
            }),
        }
    }

    #[test]
    fn nothing_lights_up_while_everything_stands() {
        assert!(
            ground(Some(says("Vi ringer.")), true)
                .shifts(&text("Vi spørger først."))
                .is_empty()
        );
        let mut more = says("Vi ringer.");
        more.participants = Some(12);
        assert!(
            ground(Some(more), true).shifts(&text("Vi spørger først.")).is_empty(),
            "how many took part is no word"
        );
    }

    #[test]
    fn other_words_above_and_below_light_up_with_the_difference() {
        let shifts = ground(Some(says("Vi ringer altid.")), true).shifts(&text("Vi spørger altid først."));
        let [Shift::Words(words), Shift::Above(above)] = &shifts[..] else {
            panic!("{shifts:?}");
        };
        assert_eq!(words[0].0, Part::Meaning);
        assert!(
            words[0]
                .1
                .iter()
                .any(|p| matches!(p, Piece::New(t) if t.contains("altid")))
        );
        assert_eq!(above[0].0, Field::Meaning);
    }

    #[test]
    fn what_was_put_away_above_and_a_new_place_in_the_tree_are_said() {
        let now = text("Vi spørger først.");
        assert_eq!(ground(None, true).shifts(&now), [Shift::AboveGone]);
        assert_eq!(ground(None, false).shifts(&now), [Shift::Moved]);
        assert_eq!(ground(Some(says("Vi ringer.")), false).shifts(&now), [Shift::Moved]);
    }
}
