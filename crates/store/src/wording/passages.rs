//! Passages: what measuring reads, what it found, and what the pages show of them.

use model::wording::{Apart, Mode, Says};
use model::{Day, DocumentId, ElementId, PassageId, UnitId};

use crate::{Conn, Result, args};

/// A passage with what measuring needs to know of its document.
#[derive(sqlx::FromRow)]
pub struct Measured {
    pub id: PassageId,
    pub document: DocumentId,
    pub kind: String,
    pub language: String,
    pub words: i64,
    pub body: String,
}

/// Every passage, document by document in the order of their days.
pub async fn to_measure(conn: &mut Conn) -> Result<Vec<Measured>> {
    conn.all(
        "select p.id, p.document_id as document, p.kind, p.language, p.words, p.body
         from wording_passage p join wording_document d on d.id = p.document_id
         order by d.day, d.id, p.place",
        [],
    )
    .await
}

/// The documents that have been read, or are missing, in the same order.
#[derive(sqlx::FromRow)]
pub struct MeasuredDocument {
    pub id: DocumentId,
    pub unit: UnitId,
    pub day: Day,
    pub source: String,
    pub about_foundation: bool,
    pub missing: bool,
    pub duplicate_of: Option<DocumentId>,
}

pub async fn documents_to_measure(conn: &mut Conn) -> Result<Vec<MeasuredDocument>> {
    conn.all(
        "select d.id, d.unit_id as unit, d.day, d.source, d.about_foundation, d.state = 'missing' as missing, d.duplicate_of
         from wording_document d where d.state in ('read', 'missing') order by d.day, d.id",
        [],
    )
    .await
}

/// Something found in a passage.
#[derive(Clone, PartialEq, Eq, Debug, sqlx::FromRow)]
pub struct Find {
    pub passage: PassageId,
    pub element: ElementId,
    pub mode: Mode,
    /// Thousandths of log-odds.
    pub odds: i64,
    /// The rules that saw it, as a JSON list.
    pub rules: String,
}

pub async fn finds(conn: &mut Conn) -> Result<Vec<Find>> {
    conn.all(
        "select passage_id as passage, element_id as element, mode, odds, rules from wording_find",
        [],
    )
    .await
}

/// Passages that are set apart.
pub async fn apart(conn: &mut Conn) -> Result<Vec<(PassageId, String)>> {
    conn.all("select passage_id, why from wording_apart", []).await
}

pub async fn forget_find(tx: &mut Conn, passage: PassageId, element: ElementId) -> Result<()> {
    tx.run(
        "delete from wording_find where passage_id = $1 and element_id = $2",
        args![passage, element],
    )
    .await?;
    Ok(())
}

/// Puts finds in their place; a passage that was deleted meanwhile is passed over.
pub async fn keep_finds(tx: &mut Conn, finds: &[Find]) -> Result<()> {
    for find in finds {
        tx.run(
            "insert into wording_find (passage_id, element_id, mode, odds, rules)
             select p.id, $2, $3, $4, $5 from wording_passage p where p.id = $1
             on conflict (passage_id, element_id) do update
             set mode = excluded.mode, odds = excluded.odds, rules = excluded.rules",
            args![find.passage, find.element, find.mode, find.odds, &find.rules],
        )
        .await?;
    }
    Ok(())
}

pub async fn set_apart(tx: &mut Conn, passages: &[(PassageId, Option<Apart>)]) -> Result<()> {
    for (passage, why) in passages {
        match why {
            Some(why) => {
                tx.run(
                    "insert into wording_apart (passage_id, why) select p.id, $2 from wording_passage p where p.id = $1
                     on conflict (passage_id) do update set why = excluded.why",
                    args![*passage, *why],
                )
                .await?
            }
            None => {
                tx.run("delete from wording_apart where passage_id = $1", args![*passage])
                    .await?
            }
        };
    }
    Ok(())
}

pub async fn set_duplicates(tx: &mut Conn, documents: &[(DocumentId, Option<DocumentId>)]) -> Result<()> {
    for (document, of) in documents {
        tx.run(
            "update wording_document set duplicate_of = (select o.id from wording_document o where o.id = $2) where id = $1",
            args![*document, *of],
        )
        .await?;
    }
    Ok(())
}

/// A passage that shows an element, as the pages show it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Shown {
    pub id: PassageId,
    pub document: DocumentId,
    pub kind: String,
    /// The nearest unit, from the document's own upwards, with enough material: what a small unit wrote never stands beside
    /// its name.
    pub unit_name: String,
    pub day: Day,
    pub body: String,
    pub mode: Mode,
    pub rules: String,
    /// What was said of it on the list.
    pub says: Option<Says>,
    /// It is being read in a round: until that is closed nobody who reads there may see what others say.
    pub in_round: bool,
}

/// Passages found to show an element so in `unit` or below, in documents of `since` or later: the clearest first, a page of
/// `most`. `since` begins the twelve months that are shown: an older one could stand alone beside its unit's name.
pub async fn shown(
    conn: &mut Conn,
    element: ElementId,
    unit: UnitId,
    mode: Mode,
    since: Day,
    (most, skip): (i64, i64),
) -> Result<Vec<Shown>> {
    // Found by the index in their order; only the page's own rows are then looked up.
    conn.all(
        "select p.id, d.id as document, d.kind, coalesce(u.name, '') as unit_name, d.day, p.body, x.mode, x.rules, r.says,
                exists (select 1 from wording_sample s join wording_round o on o.id = s.round_id
                        where s.passage_id = x.passage_id and o.element_id = x.element_id and o.state = 'open') as in_round
         from (
             select f.passage_id, f.element_id, f.mode, f.odds, f.rules
             from wording_find f
             join wording_passage p on p.id = f.passage_id
             join wording_document d on d.id = p.document_id
             where f.element_id = $1 and f.mode = $3 and d.day >= $6
             and exists (select 1 from unit_scope s where s.unit_id = d.unit_id and s.ancestor_id = $2)
             order by f.odds desc, f.passage_id desc limit $4 offset $5) x
         join wording_passage p on p.id = x.passage_id
         join wording_document d on d.id = p.document_id
         left join wording_reading r on r.passage_id = x.passage_id and r.element_id = x.element_id and r.round_id is null
         left join unit_now u on u.unit_id = (
             select a.ancestor_id from unit_scope a join wording_material m on m.unit_id = a.ancestor_id
             where a.unit_id = d.unit_id and m.enough order by a.distance limit 1)
         order by x.odds desc, x.passage_id desc",
        args![element, unit, mode, most, skip, since],
    )
    .await
}

/// A passage of a document, and why it is set apart, if it is.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct OfDocument {
    pub id: PassageId,
    pub kind: String,
    pub body: String,
    pub apart: Option<String>,
}

/// A document's passages in their order, a page of `most` from the `skip`th on.
pub async fn of_document(conn: &mut Conn, document: DocumentId, (most, skip): (i64, i64)) -> Result<Vec<OfDocument>> {
    conn.all(
        "select p.id, p.kind, p.body, a.why as apart
         from wording_passage p left join wording_apart a on a.passage_id = p.id
         where p.document_id = $1 order by p.place limit $2 offset $3",
        args![document, most, skip],
    )
    .await
}

/// What those passages were found to show.
pub async fn finds_of_document(
    conn: &mut Conn,
    document: DocumentId,
    (most, skip): (i64, i64),
) -> Result<Vec<(PassageId, ElementId, Mode)>> {
    conn.all(
        "select f.passage_id, f.element_id, f.mode
         from wording_passage p join wording_find f on f.passage_id = p.id
         where p.document_id = $1 and p.place >= $3 and p.place < $2 + $3 order by p.place, f.element_id",
        args![document, most, skip],
    )
    .await
}

/// A passage and its place, for whoever says something of it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Placed {
    pub id: PassageId,
    pub document: DocumentId,
    pub unit: UnitId,
    pub day: Day,
    pub about_foundation: bool,
    pub body: String,
}

pub async fn passage(conn: &mut Conn, id: PassageId) -> Result<Option<Placed>> {
    conn.optional(
        "select p.id, d.id as document, d.unit_id as unit, d.day, d.about_foundation, p.body
         from wording_passage p join wording_document d on d.id = p.document_id where p.id = $1",
        args![id],
    )
    .await
}

/// Every reading of a passage for an element that counts: on the list, and in rounds that are closed.
pub async fn readings(conn: &mut Conn, passage: PassageId, element: ElementId) -> Result<Vec<Says>> {
    let rows: Vec<(Says,)> = conn
        .all(
            "select r.says from wording_reading r left join wording_round o on o.id = r.round_id
             where r.passage_id = $1 and r.element_id = $2 and (r.round_id is null or o.state = 'closed')",
            args![passage, element],
        )
        .await?;
    Ok(rows.into_iter().map(|(says,)| says).collect())
}

/// Where everything counts: each unit that was ever there with a unit above it (or itself) of today, nearest first.
pub async fn scopes(conn: &mut Conn) -> Result<Vec<(UnitId, UnitId)>> {
    conn.all(
        "select unit_id, ancestor_id from unit_scope order by unit_id, distance, ancestor_id",
        [],
    )
    .await
}

/// The tree of today: unit and the one above.
pub async fn parents(conn: &mut Conn) -> Result<Vec<(UnitId, UnitId)>> {
    conn.all(
        "select unit_id, parent_id from unit_now where parent_id is not null",
        [],
    )
    .await
}

/// Everybody's names, so that none of them is called a unit's word.
pub async fn names(conn: &mut Conn) -> Result<Vec<(String,)>> {
    conn.all("select name from person", []).await
}

/// Of each element: passages without a find that were read in closed rounds, and how many showed it after all.
pub async fn elusion(conn: &mut Conn) -> Result<Vec<(ElementId, i64, i64)>> {
    conn.all(
        "select o.element_id, count(*), count(*) filter (where r.says = 'own_words')
         from wording_round o
         join wording_sample s on s.round_id = o.id and not s.flagged
         join wording_reading r on r.round_id = o.id and r.passage_id = s.passage_id and r.number = 1
         where o.state = 'closed' group by o.element_id",
        [],
    )
    .await
}
