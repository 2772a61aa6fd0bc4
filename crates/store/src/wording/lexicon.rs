//! The versions of the lexicon: which families speak for which element, and the organisation's own rules; the passages that a rule is
//! tried on, and the figures as they leave the house.

use model::foundation::Kind;
use model::wording::Silence;
use model::{Day, DocumentId, ElementId, Instant, PassageId, UnitId};

use crate::{Conn, Result, args};

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Version {
    pub version: i64,
    /// `Vec<language::detector::Profile>` as JSON; elements are named by their identity.
    pub profiles: String,
    pub why: String,
    pub made_at: Instant,
}

/// The newest version. None before anything was measured.
pub async fn lexicon(conn: &mut Conn) -> Result<Option<Version>> {
    conn.optional(
        "select version, profiles, why, made_at from wording_lexicon order by version desc limit 1",
        [],
    )
    .await
}

/// The versions, newest first.
pub async fn versions(conn: &mut Conn, most: i64) -> Result<Vec<Version>> {
    conn.all(
        "select version, profiles, why, made_at from wording_lexicon order by version desc limit $1",
        args![most],
    )
    .await
}

/// Adds a version after `read`. False when somebody else has added one since: then nothing changes.
pub async fn change_lexicon(tx: &mut Conn, read: i64, profiles: &str, why: &str, now: Instant) -> Result<bool> {
    let rows = tx
        .run(
            "insert into wording_lexicon (version, profiles, why, made_at)
             select $1 + 1, $2, $3, $4 where $1 = (select coalesce(max(version), 0) from wording_lexicon)",
            args![read, profiles, why, now],
        )
        .await?;
    Ok(rows == 1)
}

/// One version; none when there never was one of that number.
pub async fn lexicon_version(conn: &mut Conn, version: i64) -> Result<Option<Version>> {
    conn.optional(
        "select version, profiles, why, made_at from wording_lexicon where version = $1",
        args![version],
    )
    .await
}

/// Writes down in the newest version what is not to be proposed again. Nothing counts otherwise for it, so it is no new version.
/// False when somebody else has changed the version since it was read.
pub async fn decline_suggestion(tx: &mut Conn, version: i64, read: &str, profiles: &str) -> Result<bool> {
    let rows = tx
        .run(
            "update wording_lexicon set profiles = $3
             where version = $1 and profiles = $2 and version = (select max(version) from wording_lexicon)",
            args![version, read, profiles],
        )
        .await?;
    Ok(rows == 1)
}

/// What the passages that count are made of now: other documents, or another measuring, give another basis.
pub async fn passages_basis(conn: &mut Conn) -> Result<String> {
    let (documents, words, read_at, measured_at): (i64, i64, i64, i64) = conn
        .one(
            "select (select count(*) from wording_document where state = 'read'),
                    (select cast(coalesce(sum(words), 0) as bigint) from wording_document where state = 'read'),
                    (select coalesce(max(read_at), 0) from wording_document),
                    (select coalesce(max(measured_at), 0) from wording_measure)",
            [],
        )
        .await?;
    Ok(format!("{documents} {words} {read_at} {measured_at}"))
}

/// The documents whose passages count, newest first.
pub async fn documents_to_try(conn: &mut Conn) -> Result<Vec<(Day, DocumentId)>> {
    conn.all(
        "select day, id from wording_document where state = 'read' order by day desc, id desc",
        [],
    )
    .await
}

/// A passage that counts.
#[derive(sqlx::FromRow)]
pub struct Tried {
    pub id: PassageId,
    pub document: DocumentId,
    pub day: Day,
    pub body: String,
}

/// The passages that count of the documents from `newest` to `oldest`, both included, in the order of [`documents_to_try`].
pub async fn passages_to_try(
    conn: &mut Conn,
    newest: (Day, DocumentId),
    oldest: (Day, DocumentId),
) -> Result<Vec<Tried>> {
    conn.all(
        "select p.id, p.document_id as document, d.day, p.body
         from wording_document d
         join wording_passage p on p.document_id = d.id
         left join wording_apart a on a.passage_id = p.id
         where d.state = 'read' and (d.day, d.id) <= ($1, $2) and (d.day, d.id) >= ($3, $4) and a.passage_id is null
         order by d.day desc, d.id desc, p.place",
        args![newest.0, newest.1, oldest.0, oldest.1],
    )
    .await
}

/// A passage that a rule hits, as it is shown to whoever writes the rule.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Context {
    pub id: PassageId,
    pub kind: String,
    pub day: Day,
    /// The nearest unit, from the document's own upwards, with enough material; empty where there is none.
    pub unit_name: String,
    pub body: String,
}

/// Passages that [`contexts`] shows at once.
pub const MOST_CONTEXTS: usize = 10;

/// The first ten of these passages that still are there, in no order.
pub async fn contexts(conn: &mut Conn, passages: &[PassageId]) -> Result<Vec<Context>> {
    let Some(first) = passages.first() else {
        return Ok(Vec::new());
    };
    let at = |n: usize| *passages.get(n).unwrap_or(first);
    conn.all(
        "select p.id, d.kind, d.day, coalesce(u.name, '') as unit_name, p.body
         from wording_passage p
         join wording_document d on d.id = p.document_id
         left join unit_now u on u.unit_id = (
             select a.ancestor_id from unit_scope a join wording_material m on m.unit_id = a.ancestor_id
             where a.unit_id = d.unit_id and m.enough order by a.distance limit 1)
         where p.id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7), at(8), at(9)],
    )
    .await
}

/// An element's month in a unit that may show its figures.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SeriesRow {
    pub unit: UnitId,
    pub unit_name: String,
    pub kind: Kind,
    pub headline: String,
    pub month: String,
    pub documents: i64,
    pub passages: i64,
    pub own: i64,
    pub quoted: i64,
    pub missed: i64,
    pub share: Option<i64>,
    pub low: Option<i64>,
    pub high: Option<i64>,
}

/// The months from `since` on of every element in force, in `unit` and the units below it of today that have enough material: those
/// that the pages show, and no others.
pub async fn series(conn: &mut Conn, unit: UnitId, today: Day, since: &str) -> Result<Vec<SeriesRow>> {
    conn.all(
        concat!(
            "select u.unit_id as unit, u.name as unit_name, f.kind, w.headline, s.month, s.documents, s.passages, s.own, s.quoted,
                    s.missed, s.share, s.low, s.high
             from edition e
             join foundation f on f.id = e.foundation_id
             join element_text w on w.edition_id = e.id
             join wording_month s on s.element_id = w.element_id and s.month >= $3
             join wording_material m on m.unit_id = s.unit_id and m.enough
             join unit_ancestor a on a.unit_id = s.unit_id and a.ancestor_id = $2
             join unit_now u on u.unit_id = s.unit_id
             where ",
            crate::foundation::in_force!("e"),
            " order by a.distance, u.name, u.unit_id, f.kind desc, w.position, s.month"
        ),
        args![today, unit, since],
    )
    .await
}

/// An element's year in a unit that may show its figures.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct YearRow {
    pub unit: UnitId,
    pub unit_name: String,
    pub kind: Kind,
    pub headline: String,
    pub documents: i64,
    pub sources: i64,
    pub words: i64,
    pub passages: i64,
    pub own: i64,
    pub quoted: i64,
    pub missed: i64,
    pub share: Option<i64>,
    pub low: Option<i64>,
    pub high: Option<i64>,
    pub silence: Silence,
}

/// The last twelve months of the same elements and units.
pub async fn years(conn: &mut Conn, unit: UnitId, today: Day) -> Result<Vec<YearRow>> {
    conn.all(
        concat!(
            "select u.unit_id as unit, u.name as unit_name, f.kind, w.headline, m.documents, m.sources, m.words, m.passages, y.own,
                    y.quoted, y.missed, y.share, y.low, y.high, y.silence
             from edition e
             join foundation f on f.id = e.foundation_id
             join element_text w on w.edition_id = e.id
             join wording_unit y on y.element_id = w.element_id
             join wording_material m on m.unit_id = y.unit_id and m.enough
             join unit_ancestor a on a.unit_id = y.unit_id and a.ancestor_id = $2
             join unit_now u on u.unit_id = y.unit_id
             where ",
            crate::foundation::in_force!("e"),
            " order by a.distance, u.name, u.unit_id, f.kind desc, w.position"
        ),
        args![today, unit],
    )
    .await
}

/// Passages that somebody said show an element in own words, on the list or in a closed round.
pub async fn shown_by(conn: &mut Conn, element: ElementId) -> Result<Vec<PassageId>> {
    let rows: Vec<(PassageId,)> = conn
        .all(
            "select distinct r.passage_id from wording_reading r left join wording_round o on o.id = r.round_id
             where r.element_id = $1 and r.says = 'own_words' and (r.round_id is null or o.state = 'closed')
             order by r.passage_id",
            args![element],
        )
        .await?;
    Ok(rows.into_iter().map(|(passage,)| passage).collect())
}
