//! Foundations, editions, elements. What readers see is in `read`, what the steward writes in `draft`, `publish`,
//! `upload` and `prominence`; the functions that begin a row are here, for all of them.

mod draft;
mod prominence;
mod publish;
mod read;
mod rows;
mod upload;

use model::foundation::Kind;
use model::{EditionId, ElementId, FoundationId, Instant, PersonId};

use crate::{Conn, Result, args};

pub use draft::{
    begin_save, copy_edition, discard, element_is_of, foundation_of, move_element, next_number, remove_element,
    save_front, save_text, set_ties,
};
pub use prominence::{Prominence, add_prominence, end_prominence, prominence_history};
pub use publish::{identify, publish, set_fates, tied_by_published};
pub(crate) use read::in_force;
pub use read::{
    Carried, CurrentElement, ElementPage, FateRow, Level, ReadElement, Related, TieChoice, Tied, Uses,
    Wording as Worded, add_level, current, edition, editions, element, fates, levels, published, reading, texts,
    tie_choices, ties, ties_of, ties_to, uses,
};
pub use rows::{Edition, ElementText, TextRow};
pub use upload::{Upload, UploadRow, add_upload, delete_upload, save_upload, upload, uploads};

pub async fn add_foundation(tx: &mut Conn, id: FoundationId, kind: Kind, now: Instant) -> Result<()> {
    tx.run(
        "insert into foundation (id, kind, created_at) values ($1, $2, $3)",
        args![id, kind, now],
    )
    .await?;
    Ok(())
}

/// An edition as it begins: a draft.
pub struct NewEdition<'a> {
    pub id: EditionId,
    pub foundation: FoundationId,
    /// 1, 2, …
    pub number: i64,
    pub title: &'a str,
    pub preamble: &'a str,
    pub source_name: Option<&'a str>,
    /// The source's blocks as a JSON list of strings.
    pub source: Option<&'a str>,
    pub by: Option<PersonId>,
}

pub async fn add_edition(tx: &mut Conn, edition: &NewEdition<'_>, now: Instant) -> Result<()> {
    tx.run(
        "insert into edition (id, foundation_id, number, title, preamble, state, revision, source_name, source,
                              created_by, created_at)
         values ($1, $2, $3, $4, $5, 'draft', 1, $6, $7, $8, $9)",
        args![
            edition.id,
            edition.foundation,
            edition.number,
            edition.title,
            edition.preamble,
            edition.source_name,
            edition.source,
            edition.by,
            now
        ],
    )
    .await?;
    Ok(())
}

pub async fn add_element(tx: &mut Conn, id: ElementId, foundation: FoundationId, now: Instant) -> Result<()> {
    add_elements(tx, foundation, &[id], now).await
}

pub async fn add_elements(tx: &mut Conn, foundation: FoundationId, ids: &[ElementId], now: Instant) -> Result<()> {
    let rows = ids.iter().map(|id| args![*id, foundation, now]).collect();
    tx.insert("insert into element (id, foundation_id, created_at) values", rows, "")
        .await
}

/// An element's words in one edition. Lists are stored as JSON.
pub struct Wording<'a> {
    pub edition: EditionId,
    pub element: ElementId,
    pub position: i64,
    pub headline: &'a str,
    pub meaning: &'a str,
    pub lists: &'a model::foundation::Lists,
}

pub async fn add_wording(tx: &mut Conn, wording: &Wording<'_>) -> Result<()> {
    add_wordings(tx, std::slice::from_ref(wording)).await
}

/// At the draft's first revision, so before any other save of it.
pub async fn add_wordings(tx: &mut Conn, wordings: &[Wording<'_>]) -> Result<()> {
    let mut rows = Vec::with_capacity(wordings.len());
    for w in wordings {
        rows.push(args![
            w.edition,
            w.element,
            w.position,
            w.headline,
            w.meaning,
            serde_json::to_string(&w.lists.behaviours)?,
            serde_json::to_string(&w.lists.examples_good)?,
            serde_json::to_string(&w.lists.examples_bad)?,
            serde_json::to_string(&w.lists.dilemmas)?,
            serde_json::to_string(&w.lists.source_blocks)?,
            1_i64
        ]);
    }
    tx.insert(
        "insert into element_text (edition_id, element_id, position, headline, meaning, behaviours, examples_good,
                                   examples_bad, dilemmas, source_blocks, revision) values",
        rows,
        "",
    )
    .await
}

pub async fn add_tie(tx: &mut Conn, edition: EditionId, element: ElementId, other: ElementId) -> Result<()> {
    add_ties(tx, edition, &[(element, other)]).await
}

pub async fn add_ties(tx: &mut Conn, edition: EditionId, ties: &[(ElementId, ElementId)]) -> Result<()> {
    let rows = ties.iter().map(|(a, b)| args![edition, *a, *b]).collect();
    tx.insert(
        "insert into element_tie (edition_id, element_id, other_id) values",
        rows,
        "on conflict do nothing",
    )
    .await
}
