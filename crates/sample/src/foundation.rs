//! The leadership foundation and the employee foundation, read as an upload is.

use std::collections::HashMap;

use model::foundation::{Behaviour, Kind, Lists};
use model::{EditionId, ElementId, FoundationId, PostId};
use store::Conn;

use crate::{Error, Loading, Result, text};

/// Days ago on which both came into force.
const IN_FORCE: i64 = 735;

pub struct Element {
    pub id: ElementId,
    pub edition: EditionId,
}

/// By headline.
pub type Elements = HashMap<String, Element>;

/// The leader levels, as both texts name them.
const LEVELS: [&str; 4] = ["leder af medarbejdere", "leder af ledere", "chef", "direktion"];

pub async fn load(tx: &mut Conn, loading: &Loading<'_>) -> Result<Elements> {
    let mut elements = Elements::new();
    let since = loading.today().plus_days(-IN_FORCE);
    let at = loading.at(IN_FORCE, 0);
    let levels = LEVELS.map(String::from);
    let mut leading: Vec<String> = Vec::new();
    for (kind, name) in [
        (Kind::Leadership, "ledelsesgrundlag.md"),
        (Kind::Employee, "medarbejdergrundlag.md"),
    ] {
        let source = text(name)?;
        let known = intake::foundation::Known {
            levels: &levels,
            headlines: &leading,
        };
        let file = intake::File::new(name, source.as_bytes());
        let draft =
            intake::foundation::read(file, &known, &intake::Limits::default()).map_err(|e| Error::file(name, e))?;
        let foundation: FoundationId = loading.id(at);
        let edition: EditionId = loading.id(at);
        store::foundation::add_foundation(tx, foundation, kind, at).await?;
        let new = store::foundation::NewEdition {
            id: edition,
            foundation,
            number: 1,
            title: draft.title.as_deref().unwrap_or(name),
            preamble: &draft.preamble,
            source_name: Some(name),
            source: None,
            by: None,
        };
        store::foundation::add_edition(tx, &new, at).await?;
        for (position, element) in (1..).zip(&draft.elements) {
            let id: ElementId = loading.id(at);
            store::foundation::add_element(tx, id, foundation, at).await?;
            let behaviours = element.behaviours.iter();
            let lists = Lists {
                behaviours: behaviours
                    .map(|b| Behaviour {
                        text: b.text.clone(),
                        level: b.level.clone(),
                    })
                    .collect(),
                examples_good: element.examples_good.clone(),
                examples_bad: element.examples_bad.clone(),
                dilemmas: element.dilemmas.clone(),
                source_blocks: Vec::new(),
            };
            let wording = store::foundation::Wording {
                edition,
                element: id,
                position,
                headline: &element.headline,
                meaning: &element.meaning,
                lists: &lists,
            };
            store::foundation::add_wording(tx, &wording).await?;
            for tie in &element.ties {
                if let Some(other) = elements.get(tie) {
                    store::foundation::add_tie(tx, edition, id, other.id).await?;
                }
            }
            if kind == Kind::Leadership {
                leading.push(element.headline.clone());
                let reason = "Direktionen og Hovedudvalget valgte alle seks, da grundlaget var nyt.";
                let id_ = loading.id::<PostId>(at).0;
                store::foundation::add_prominence(tx, id_, id, since, reason, None, at).await?;
            }
            elements.insert(element.headline.clone(), Element { id, edition });
        }
        store::foundation::publish(tx, edition, since, None, at).await?;
    }
    Ok(elements)
}
