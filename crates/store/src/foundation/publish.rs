//! From draft to published.

use model::foundation::Answer;
use model::{Day, EditionId, ElementId, Instant, PersonId};
use uuid::Uuid;

use super::draft::tidy;
use crate::{Arg, Conn, Result, args};

/// Puts a draft in force from a day; from then on the edition before is superseded, and the database lets nobody change
/// this one. The caller has checked that it may be. Gives false when it is no draft (any more).
pub async fn publish(tx: &mut Conn, edition: EditionId, from: Day, by: Option<PersonId>, now: Instant) -> Result<bool> {
    let touched = tx
        .run(
            "update edition set state = 'published', in_force_from = $2, published_by = $3, published_at = $4
             where id = $1 and state = 'draft'",
            args![edition, from, by, now],
        )
        .await?;
    Ok(touched == 1)
}

/// Writes a draft's account of the edition before. `id` makes identities.
pub async fn set_fates(
    tx: &mut Conn,
    edition: EditionId,
    answers: &[Answer],
    mut id: impl FnMut() -> Uuid,
) -> Result<()> {
    tx.run("delete from element_fate where edition_id = $1", args![edition])
        .await?;
    let mut rows: Vec<[Arg; 6]> = Vec::new();
    for answer in answers {
        let Some(fate) = answer.fate else { continue };
        let mut row = |into: Option<ElementId>| {
            rows.push(args![id(), edition, answer.element, fate, into, &answer.why]);
        };
        if answer.into.is_empty() {
            row(None);
        }
        for into in &answer.into {
            row(Some(*into));
        }
    }
    tx.insert(
        "insert into element_fate (id, edition_id, element_id, fate, into_id, why) values",
        rows,
        "",
    )
    .await
}

/// Whether a published edition of the other foundation is tied to an element, so that its identity must stay.
pub async fn tied_by_published(tx: &mut Conn, element: ElementId) -> Result<bool> {
    let ties = tx
        .number(
            "select count(*) from element_tie t join edition e on e.id = t.edition_id
             where t.other_id = $1 and e.state = 'published'",
            args![element],
        )
        .await?;
    Ok(ties > 0)
}

/// Lets a draft's new element be an older one with other words: it takes over the identity, and with it everything that
/// was made under earlier editions.
pub async fn identify(tx: &mut Conn, edition: EditionId, new: ElementId, old: ElementId) -> Result<()> {
    tx.run(
        "update element_text set element_id = $3 where edition_id = $1 and element_id = $2",
        args![edition, new, old],
    )
    .await?;
    tx.run(
        "insert into element_tie (edition_id, element_id, other_id)
         select edition_id, $3, other_id from element_tie where edition_id = $1 and element_id = $2
         on conflict do nothing",
        args![edition, new, old],
    )
    .await?;
    tx.run(
        "delete from element_tie where edition_id = $1 and element_id = $2",
        args![edition, new],
    )
    .await?;
    tx.run(
        "insert into element_tie (edition_id, element_id, other_id)
         select t.edition_id, t.element_id, $2 from element_tie t join edition e on e.id = t.edition_id
         where t.other_id = $1 and e.state = 'draft'
         on conflict do nothing",
        args![new, old],
    )
    .await?;
    tidy(tx).await
}
