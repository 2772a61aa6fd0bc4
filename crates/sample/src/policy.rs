//! What became of the old personnel policy, and what the elements draw on: `sample/policy.toml`.

use std::collections::HashMap;

use model::catalogue::Item;
use model::policy::{RawAnswer, Stored};
use model::{ClauseId, PolicyId};
use serde::Deserialize;
use store::Conn;

use crate::foundation::Elements;
use crate::organisation::{People, STEWARD};
use crate::{Error, Loading, Result, text};

const FILE: &str = "policy.toml";
const SOURCE: &str = "personalepolitik.md";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    imported: i64,
    answer: Vec<Answer>,
    draws_on: Vec<DrawsOn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    clause: String,
    days: i64,
    answer: String,
    #[serde(default)]
    elements: Vec<String>,
    #[serde(default)]
    reference: String,
    #[serde(default)]
    link: String,
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DrawsOn {
    element: String,
    items: Vec<Item>,
}

pub async fn load(tx: &mut Conn, loading: &Loading<'_>, people: &People, elements: &Elements) -> Result<()> {
    let missing = |what: &str| Error::file(FILE, format!("{what} is not there"));
    let written: Written = toml::from_str(&text(FILE)?).map_err(|e| Error::file(FILE, e))?;
    let steward = Some(people.people[STEWARD]);
    let element = |headline: &String| elements.get(headline).ok_or_else(|| missing(headline)).map(|e| e.id);

    let source = text(SOURCE)?;
    let file = intake::File::new(SOURCE, source.as_bytes());
    let draft = intake::policy::read(file, &intake::Limits::default()).map_err(|e| Error::file(SOURCE, e))?;
    let at = loading.at(written.imported, 0);
    let policy = store::policy::NewPolicy {
        id: loading.id::<PolicyId>(at),
        title: draft.title.as_deref().unwrap_or(SOURCE),
        preamble: &draft.preamble,
        source_name: SOURCE,
        by: steward,
    };
    let clauses: Vec<(ClauseId, Stored)> = draft
        .clauses
        .into_iter()
        .map(|c| {
            let stored = Stored {
                number: c.number,
                headline: c.headline,
                text: c.text,
            };
            (loading.id(at), stored)
        })
        .collect();
    store::policy::add_policy(tx, &policy, at).await?;
    store::policy::add_clauses(tx, policy.id, &clauses).await?;

    let mut seen: HashMap<&str, i64> = HashMap::new();
    for (minute, answer) in (1..).zip(&written.answer) {
        let clause = clauses.iter().find(|(_, c)| c.number == answer.clause);
        let (clause, _) = clause.ok_or_else(|| missing(&answer.clause))?;
        let carriers: Vec<_> = answer.elements.iter().map(element).collect::<Result<_>>()?;
        let raw = RawAnswer {
            answer: answer.answer.clone(),
            elements: carriers.clone(),
            reference: answer.reference.clone(),
            link: answer.link.clone(),
            why: answer.why.clone(),
        };
        let given = raw
            .read(&carriers)
            .map_err(|faults| Error::file(FILE, format!("{}: {faults:?}", answer.clause)))?;
        let revision = seen.entry(&answer.clause).or_default();
        let at = loading.at(answer.days, minute);
        store::policy::answer(tx, *clause, *revision, &given, steward, at).await?;
        *revision += 1;
    }
    for drawn in &written.draws_on {
        let id = element(&drawn.element)?;
        store::catalogue::point(tx, id, &drawn.items, &[], steward, at).await?;
    }
    Ok(())
}
