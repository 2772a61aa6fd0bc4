//! What the catalogues say.

use model::catalogue::{Catalogue, Item};

use crate::{Texts, paths};

/// A catalogue's own words.
pub struct Head {
    pub title: String,
    /// Inspired by …
    pub by: String,
    pub lede: String,
}

pub fn head(t: Texts, catalogue: Catalogue) -> Head {
    match catalogue {
        Catalogue::Synthesis => Head {
            title: t.catalogue_synthesis(),
            by: t.catalogue_synthesis_by(),
            lede: t.catalogue_synthesis_lede(),
        },
        Catalogue::Commission => Head {
            title: t.catalogue_commission(),
            by: t.catalogue_commission_by(),
            lede: t.catalogue_commission_lede(),
        },
        Catalogue::Code => Head {
            title: t.catalogue_code(),
            by: t.catalogue_code_by(),
            lede: t.catalogue_code_lede(),
        },
    }
}

/// One entry: a thought, and three questions of which the first opens the talk.
pub struct Entry {
    pub title: String,
    pub thought: String,
    pub questions: [String; 3],
}

/// An entry's place on its catalogue's page.
pub fn href(item: Item) -> String {
    format!("{}#{item}", paths::catalogue(item.catalogue()))
}

/// An entry that an element draws on, for the element's page.
pub(crate) struct Drawn {
    pub href: String,
    pub title: String,
    pub by: String,
    /// The question that opens the talk.
    pub question: String,
}

impl Drawn {
    pub fn new(t: Texts, item: Item) -> Self {
        let Entry { title, questions, .. } = entry(t, item);
        let [question, ..] = questions;
        Self {
            href: href(item),
            title,
            by: head(t, item.catalogue()).by,
            question,
        }
    }
}

pub fn entry(t: Texts, item: Item) -> Entry {
    let (title, thought, questions) = match item {
        Item::Positioning => (
            t.catalogue_positioning(),
            t.catalogue_positioning_thought(),
            [
                t.catalogue_positioning_1(),
                t.catalogue_positioning_2(),
                t.catalogue_positioning_3(),
            ],
        ),
        Item::Leveraging => (
            t.catalogue_leveraging(),
            t.catalogue_leveraging_thought(),
            [
                t.catalogue_leveraging_1(),
                t.catalogue_leveraging_2(),
                t.catalogue_leveraging_3(),
            ],
        ),
        Item::Engaging => (
            t.catalogue_engaging(),
            t.catalogue_engaging_thought(),
            [
                t.catalogue_engaging_1(),
                t.catalogue_engaging_2(),
                t.catalogue_engaging_3(),
            ],
        ),
        Item::Synthesising => (
            t.catalogue_synthesising(),
            t.catalogue_synthesising_thought(),
            [
                t.catalogue_synthesising_1(),
                t.catalogue_synthesising_2(),
                t.catalogue_synthesising_3(),
            ],
        ),
        Item::Citizens => (
            t.catalogue_citizens(),
            t.catalogue_citizens_thought(),
            [
                t.catalogue_citizens_1(),
                t.catalogue_citizens_2(),
                t.catalogue_citizens_3(),
            ],
        ),
        Item::Trust => (
            t.catalogue_trust(),
            t.catalogue_trust_thought(),
            [t.catalogue_trust_1(), t.catalogue_trust_2(), t.catalogue_trust_3()],
        ),
        Item::Cooperation => (
            t.catalogue_cooperation(),
            t.catalogue_cooperation_thought(),
            [
                t.catalogue_cooperation_1(),
                t.catalogue_cooperation_2(),
                t.catalogue_cooperation_3(),
            ],
        ),
        Item::Operations => (
            t.catalogue_operations(),
            t.catalogue_operations_thought(),
            [
                t.catalogue_operations_1(),
                t.catalogue_operations_2(),
                t.catalogue_operations_3(),
            ],
        ),
        Item::Direction => (
            t.catalogue_direction(),
            t.catalogue_direction_thought(),
            [
                t.catalogue_direction_1(),
                t.catalogue_direction_2(),
                t.catalogue_direction_3(),
            ],
        ),
        Item::Team => (
            t.catalogue_team(),
            t.catalogue_team_thought(),
            [t.catalogue_team_1(), t.catalogue_team_2(), t.catalogue_team_3()],
        ),
        Item::Oneself => (
            t.catalogue_oneself(),
            t.catalogue_oneself_thought(),
            [
                t.catalogue_oneself_1(),
                t.catalogue_oneself_2(),
                t.catalogue_oneself_3(),
            ],
        ),
        Item::Task => (
            t.catalogue_task(),
            t.catalogue_task_thought(),
            [t.catalogue_task_1(), t.catalogue_task_2(), t.catalogue_task_3()],
        ),
        Item::Frank => (
            t.catalogue_frank(),
            t.catalogue_frank_thought(),
            [t.catalogue_frank_1(), t.catalogue_frank_2(), t.catalogue_frank_3()],
        ),
        Item::Say => (
            t.catalogue_say(),
            t.catalogue_say_thought(),
            [t.catalogue_say_1(), t.catalogue_say_2(), t.catalogue_say_3()],
        ),
        Item::Whole => (
            t.catalogue_whole(),
            t.catalogue_whole_thought(),
            [t.catalogue_whole_1(), t.catalogue_whole_2(), t.catalogue_whole_3()],
        ),
        Item::Mistakes => (
            t.catalogue_mistakes(),
            t.catalogue_mistakes_thought(),
            [
                t.catalogue_mistakes_1(),
                t.catalogue_mistakes_2(),
                t.catalogue_mistakes_3(),
            ],
        ),
        Item::Stop => (
            t.catalogue_stop(),
            t.catalogue_stop_thought(),
            [t.catalogue_stop_1(), t.catalogue_stop_2(), t.catalogue_stop_3()],
        ),
        Item::Rights => (
            t.catalogue_rights(),
            t.catalogue_rights_thought(),
            [t.catalogue_rights_1(), t.catalogue_rights_2(), t.catalogue_rights_3()],
        ),
        Item::Example => (
            t.catalogue_example(),
            t.catalogue_example_thought(),
            [
                t.catalogue_example_1(),
                t.catalogue_example_2(),
                t.catalogue_example_3(),
            ],
        ),
    };
    Entry {
        title,
        thought,
        questions,
    }
}
