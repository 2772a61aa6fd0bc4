//! What the pages of this room say in common.

use model::foundation::Kind;
use model::story::{State, UnfitDay, UnfitText, rung};
use model::text::Unfit;
use model::trace::Rung;
use model::{Day, ElementId};
use serde::Deserialize;
use store::Conn;
use store::foundation::CurrentElement;
use store::story::Story;

use crate::{Error, Texts};

/// What was just done, in the address that follows it.
#[derive(Deserialize, Default)]
pub struct Done {
    #[serde(default)]
    pub done: String,
}

/// The word, if it is one of ours: it goes back into an address.
pub fn known(done: &str) -> &'static str {
    ["sent", "erased", "withdrawn", "published", "declined", "gone"]
        .into_iter()
        .find(|word| *word == done)
        .unwrap_or("")
}

/// Where a story comes from, as readers may know it.
pub fn from(t: Texts, story: &Story) -> String {
    let unit = story.from_name.as_deref().unwrap_or_default();
    match (story.from_another_unit, story.from_above) {
        (_, _) if unit.is_empty() => t.story_from_unknown(),
        // From a unit too small to be named.
        (true, true) => t.story_from_elsewhere(unit),
        (true, false) => t.story_from(unit),
        (false, _) => t.story_from_own(unit),
    }
}

/// What a story counts as: the arc of the ring.
pub fn counts_as(t: Texts, story: &Story) -> String {
    match rung(story.from_another_unit, story.unprompted) {
        Rung::Confirmed => t.ring_confirmed(),
        Rung::Unprompted => t.ring_unprompted(),
        _ => t.ring_acted(),
    }
}

/// A story's state: its word, and what `data-state` the look has for it.
pub fn state(t: Texts, state: State) -> (String, &'static str) {
    match state {
        State::Locked => (t.story_state_locked(), "on-the-way"),
        State::Waiting => (t.story_state_waiting(), "on-the-way"),
        State::Published => (t.story_state_published(), "in-use"),
        State::Declined => (t.story_state_declined(), "laid-away"),
        State::Withdrawn => (t.story_state_withdrawn(), "laid-away"),
    }
}

/// Why a moderator's reason was refused.
pub fn unfit_reason(t: Texts, error: &UnfitText) -> String {
    match error {
        UnfitText::TooShort { chars, least } => t.moderation_too_short(*chars, *least),
        UnfitText::Cpr(_) => t.moderation_cpr(),
        UnfitText::Text(_) => unfit_text(t, error),
    }
}

/// Why a story's text was refused.
pub fn unfit_text(t: Texts, error: &UnfitText) -> String {
    match error {
        UnfitText::Text(Unfit::Empty) => t.error_empty(),
        UnfitText::Text(Unfit::TooLong { chars, most }) => t.error_too_long(*chars, *most),
        UnfitText::Text(Unfit::Control) => t.error_control(),
        UnfitText::TooShort { chars, least } => t.story_too_short(*chars, *least),
        UnfitText::Cpr(_) => t.story_cpr(),
    }
}

pub fn unfit_day(t: Texts, error: UnfitDay) -> String {
    match error {
        UnfitDay::NotADay => t.error_day(),
        UnfitDay::Future => t.story_day_future(),
        UnfitDay::TooOld(first) => t.story_day_old(t.day(first)),
    }
}

/// An element in force today.
pub async fn element(conn: &mut Conn, element: ElementId, today: Day) -> Result<Option<CurrentElement>, Error> {
    let current = store::foundation::current(conn, today).await?;
    Ok(current.into_iter().find(|e| e.id == element))
}

/// The elements of one foundation.
pub struct Group<'a> {
    pub kind: Kind,
    pub title: String,
    pub elements: Vec<&'a CurrentElement>,
}

/// Elements by their foundation: leadership, then employee.
pub fn groups(t: Texts, elements: &[CurrentElement]) -> Vec<Group<'_>> {
    Kind::ALL
        .iter()
        .map(|&kind| Group {
            kind,
            title: match kind {
                Kind::Leadership => t.story_leadership(),
                Kind::Employee => t.story_employee(),
            },
            elements: elements.iter().filter(|e| e.kind == kind).collect(),
        })
        .filter(|group| !group.elements.is_empty())
        .collect()
}

/// The first sentence of an element's meaning, or as much of it as a card holds.
pub fn one_line(meaning: &str) -> String {
    const MOST: usize = 160;
    let line = meaning.lines().next().unwrap_or_default();
    let end = line.find(". ").map_or(line.len(), |dot| dot + 1);
    let sentence = &line[..end];
    if sentence.chars().count() <= MOST {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(MOST).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{whole} …")
}

#[cfg(test)]
mod tests {
    #[test]
    fn one_line_ends_with_a_sentence_or_a_word() {
        assert_eq!(super::one_line("Vi spørger. Så svarer vi."), "Vi spørger.");
        assert_eq!(super::one_line("Uden punktum"), "Uden punktum");
        let long = super::one_line(&"ørred ".repeat(60));
        assert!(long.ends_with("ørred …") && long.chars().count() <= 162, "{long}");
    }
}
