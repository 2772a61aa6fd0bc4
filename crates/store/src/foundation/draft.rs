//! Writing a draft. Every function that changes one follows [`begin_save`], which finds it a draft and holds it; the
//! database's own triggers refuse what slips past.

use model::foundation::{Kind, Text};
use model::{EditionId, ElementId, FoundationId};

use crate::{Conn, Result, args};

/// The foundation of a kind, if it was begun.
pub async fn foundation_of(conn: &mut Conn, kind: Kind) -> Result<Option<FoundationId>> {
    let row: Option<(FoundationId,)> = conn
        .optional("select id from foundation where kind = $1", args![kind])
        .await?;
    Ok(row.map(|(id,)| id))
}

/// The number of the foundation's next edition.
pub async fn next_number(conn: &mut Conn, foundation: FoundationId) -> Result<i64> {
    conn.number(
        "select coalesce(max(number), 0) + 1 from edition where foundation_id = $1",
        args![foundation],
    )
    .await
}

/// Counts a save of a draft and holds it until the transaction ends. Gives the new revision; none when the edition is
/// no draft (any more).
pub async fn begin_save(tx: &mut Conn, edition: EditionId) -> Result<Option<i64>> {
    let touched = tx
        .run(
            "update edition set revision = revision + 1 where id = $1 and state = 'draft'",
            args![edition],
        )
        .await?;
    if touched == 0 {
        return Ok(None);
    }
    tx.number("select revision from edition where id = $1", args![edition])
        .await
        .map(Some)
}

pub async fn save_front(tx: &mut Conn, edition: EditionId, title: &str, preamble: &str) -> Result<()> {
    tx.run(
        "update edition set title = $2, preamble = $3 where id = $1 and state = 'draft'",
        args![edition, title, preamble],
    )
    .await?;
    Ok(())
}

/// Writes an element's words; its source blocks stay as they are.
pub async fn save_text(
    tx: &mut Conn,
    edition: EditionId,
    element: ElementId,
    text: &Text,
    revision: i64,
) -> Result<()> {
    tx.run(
        "update element_text set headline = $3, meaning = $4, behaviours = $5, examples_good = $6, examples_bad = $7,
                dilemmas = $8, revision = $9
         where edition_id = $1 and element_id = $2",
        args![
            edition,
            element,
            &text.headline,
            &text.meaning,
            serde_json::to_string(&text.lists.behaviours)?,
            serde_json::to_string(&text.lists.examples_good)?,
            serde_json::to_string(&text.lists.examples_bad)?,
            serde_json::to_string(&text.lists.dilemmas)?,
            revision
        ],
    )
    .await?;
    Ok(())
}

/// Puts an element of the edition at a place among the others: 1, 2, …
pub async fn move_element(tx: &mut Conn, edition: EditionId, element: ElementId, to: i64) -> Result<()> {
    tx.run(
        "update element_text set position = case
             when element_id = $2 then $3
             when position < (select m.position from element_text m where m.edition_id = $1 and m.element_id = $2)
                  and position >= $3 then position + 1
             when position > (select m.position from element_text m where m.edition_id = $1 and m.element_id = $2)
                  and position <= $3 then position - 1
             else position end
         where edition_id = $1",
        args![edition, element, to],
    )
    .await?;
    Ok(())
}

/// Takes an element out of a draft. Its identity goes too when no other edition has it.
pub async fn remove_element(tx: &mut Conn, edition: EditionId, element: ElementId) -> Result<()> {
    tx.run(
        "delete from element_tie where edition_id = $1 and element_id = $2",
        args![edition, element],
    )
    .await?;
    tx.run(
        "update element_text set position = position - 1 where edition_id = $1 and position > (
             select m.position from element_text m where m.edition_id = $1 and m.element_id = $2)",
        args![edition, element],
    )
    .await?;
    tx.run(
        "delete from element_text where edition_id = $1 and element_id = $2",
        args![edition, element],
    )
    .await?;
    tidy(tx).await
}

/// Replaces what a draft says its element goes hand in hand with.
pub async fn set_ties(tx: &mut Conn, edition: EditionId, element: ElementId, others: &[ElementId]) -> Result<()> {
    tx.run(
        "delete from element_tie where edition_id = $1 and element_id = $2",
        args![edition, element],
    )
    .await?;
    let ties: Vec<(ElementId, ElementId)> = others.iter().map(|other| (element, *other)).collect();
    super::add_ties(tx, edition, &ties).await
}

/// Copies the elements and ties of an edition into a new draft.
pub async fn copy_edition(tx: &mut Conn, from: EditionId, to: EditionId) -> Result<()> {
    tx.run(
        "insert into element_text (edition_id, element_id, position, headline, meaning, behaviours, examples_good,
                                   examples_bad, dilemmas, source_blocks, revision)
         select $2, element_id, position, headline, meaning, behaviours, examples_good, examples_bad, dilemmas, '[]', 1
         from element_text where edition_id = $1",
        args![from, to],
    )
    .await?;
    tx.run(
        "insert into element_tie (edition_id, element_id, other_id)
         select $2, element_id, other_id from element_tie where edition_id = $1",
        args![from, to],
    )
    .await?;
    Ok(())
}

/// Throws a draft away, and the elements that it alone had.
pub async fn discard(tx: &mut Conn, edition: EditionId) -> Result<()> {
    tx.run("delete from element_tie where edition_id = $1", args![edition])
        .await?;
    tx.run("delete from element_text where edition_id = $1", args![edition])
        .await?;
    tx.run("delete from edition where id = $1", args![edition]).await?;
    tidy(tx).await
}

/// Removes the identities that no edition words any more, with the ties that drafts have to them. One that a published
/// edition is tied to stays, as that edition does.
pub(super) async fn tidy(tx: &mut Conn) -> Result<()> {
    tx.run(
        "delete from element_tie
         where not exists (select 1 from element_text w where w.element_id = element_tie.other_id)
         and exists (select 1 from edition e where e.id = element_tie.edition_id and e.state = 'draft')",
        [],
    )
    .await?;
    tx.run(
        "delete from element
         where not exists (select 1 from element_text w where w.element_id = element.id)
         and not exists (select 1 from element_tie t where t.other_id = element.id)",
        [],
    )
    .await?;
    Ok(())
}

/// Whether an element belongs to a foundation, in whatever edition.
pub async fn element_is_of(conn: &mut Conn, element: ElementId, foundation: FoundationId) -> Result<bool> {
    let found = conn
        .number(
            "select count(*) from element where id = $1 and foundation_id = $2",
            args![element, foundation],
        )
        .await?;
    Ok(found == 1)
}
