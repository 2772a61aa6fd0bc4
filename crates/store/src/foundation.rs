//! Foundations, editions, elements.

use model::foundation::Kind;
use model::{Day, EditionId, ElementId, FoundationId, Instant, PersonId};

use crate::{Conn, Result, args};

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
    tx.run(
        "insert into element (id, foundation_id, created_at) values ($1, $2, $3)",
        args![id, foundation, now],
    )
    .await?;
    Ok(())
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

pub async fn add_wording(tx: &mut Conn, w: &Wording<'_>) -> Result<()> {
    tx.run(
        "insert into element_text (edition_id, element_id, position, headline, meaning, behaviours, examples_good,
                                   examples_bad, dilemmas, source_blocks)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            w.edition,
            w.element,
            w.position,
            w.headline,
            w.meaning,
            serde_json::to_string(&w.lists.behaviours)?,
            serde_json::to_string(&w.lists.examples_good)?,
            serde_json::to_string(&w.lists.examples_bad)?,
            serde_json::to_string(&w.lists.dilemmas)?,
            serde_json::to_string(&w.lists.source_blocks)?
        ],
    )
    .await?;
    Ok(())
}

pub async fn add_tie(tx: &mut Conn, edition: EditionId, element: ElementId, other: ElementId) -> Result<()> {
    tx.run(
        "insert into element_tie (edition_id, element_id, other_id) values ($1, $2, $3) on conflict do nothing",
        args![edition, element, other],
    )
    .await?;
    Ok(())
}

/// Puts a draft in force; the edition before it is superseded. The caller has checked that it may be.
pub async fn publish(tx: &mut Conn, edition: EditionId, from: Day, by: Option<PersonId>, now: Instant) -> Result<()> {
    tx.run(
        "update edition set state = 'superseded' where state = 'published'
         and foundation_id = (select foundation_id from edition where id = $1)",
        args![edition],
    )
    .await?;
    tx.run(
        "update edition set state = 'published', in_force_from = $2, published_by = $3, published_at = $4
         where id = $1 and state = 'draft'",
        args![edition, from, by, now],
    )
    .await?;
    Ok(())
}

/// Says that an element is prominent from a day, and why.
pub async fn add_prominence(
    tx: &mut Conn,
    id: uuid::Uuid,
    element: ElementId,
    since: Day,
    reason: &str,
    by: Option<PersonId>,
    now: Instant,
) -> Result<()> {
    tx.run(
        "insert into prominence (id, element_id, since, reason, decided_by, decided_at) values ($1, $2, $3, $4, $5, $6)",
        args![id, element, since, reason, by, now],
    )
    .await?;
    Ok(())
}

/// An element as the edition in force words it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct CurrentElement {
    pub id: ElementId,
    pub kind: Kind,
    pub edition: EditionId,
    pub edition_number: i64,
    pub position: i64,
    pub headline: String,
    pub meaning: String,
    pub prominent: bool,
}

/// Every element in force on `today`: the prominent first, leadership before employee, each in its edition's order.
/// An edition that comes into force later does not count yet.
pub async fn current(conn: &mut Conn, today: Day) -> Result<Vec<CurrentElement>> {
    conn.all(
        "select w.element_id as id, f.kind, e.id as edition, e.number as edition_number, w.position, w.headline, w.meaning,
                exists (select 1 from prominence p where p.element_id = w.element_id and p.since <= $1
                        and (p.until is null or p.until > $1)) as prominent
         from edition e
         join foundation f on f.id = e.foundation_id
         join element_text w on w.edition_id = e.id
         where e.state in ('published', 'superseded') and e.in_force_from <= $1 and not exists (
             select 1 from edition later where later.foundation_id = e.foundation_id
             and later.state in ('published', 'superseded') and later.in_force_from <= $1 and later.number > e.number)
         order by prominent desc, f.kind desc, w.position",
        args![today],
    )
    .await
}
