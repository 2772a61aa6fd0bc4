//! Documents: handed in, read, deleted with all that came of them.

use model::may::Place;
use model::wording::{State, Why};
use model::{Day, DocumentId, Instant, PassageId, PersonId, UnitId};

use crate::{Arg, Conn, Result, args};

/// A document as it is handed in.
pub struct NewDocument<'a> {
    pub id: DocumentId,
    pub unit: UnitId,
    pub day: Day,
    pub kind: &'a str,
    pub source: &'a str,
    pub about_foundation: bool,
    pub name: &'a str,
    /// SHA-256 of the bytes, in hexadecimal.
    pub digest: &'a str,
    pub bytes: Vec<u8>,
}

/// Puts a document among those that wait. False when the same file is there already: then nothing changes.
pub async fn hand_in(tx: &mut Conn, document: NewDocument<'_>, now: Instant) -> Result<bool> {
    let rows = tx
        .run(
            "insert into wording_document (id, unit_id, day, kind, source, about_foundation, name, digest, state, why,
                                           page_characters, letters, known, words, handed_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', '', 0, 0, 0, 0, $9)
             on conflict (digest) do nothing",
            args![
                document.id,
                document.unit,
                document.day,
                document.kind,
                document.source,
                document.about_foundation,
                document.name,
                document.digest,
                now
            ],
        )
        .await?;
    if rows == 1 {
        tx.run(
            "insert into wording_file (document_id, bytes) values ($1, $2)",
            args![document.id, document.bytes],
        )
        .await?;
    }
    Ok(rows == 1)
}

/// Whether the file is there already, or was and somebody deleted it.
pub async fn known(conn: &mut Conn, digest: &str) -> Result<bool> {
    let found = conn
        .number(
            "select (select count(*) from wording_document where digest = $1)
                    + (select count(*) from wording_deleted where digest = $1)",
            args![digest],
        )
        .await?;
    Ok(found > 0)
}

/// A file that waits to be read.
#[derive(sqlx::FromRow)]
pub struct WaitingFile {
    pub id: DocumentId,
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The files that have waited the longest, at most `most`.
pub async fn waiting(conn: &mut Conn, most: i64) -> Result<Vec<WaitingFile>> {
    conn.all(
        "select d.id, d.name, f.bytes from wording_document d join wording_file f on f.document_id = d.id
         where d.state = 'waiting' order by d.handed_at, d.id limit $1",
        args![most],
    )
    .await
}

pub async fn any_waiting(conn: &mut Conn) -> Result<bool> {
    let waiting = conn
        .number(
            "select count(*) from (select 1 from wording_document where state = 'waiting' limit 1) w",
            [],
        )
        .await?;
    Ok(waiting > 0)
}

/// What reading a file came to.
pub struct ReadFile {
    pub id: DocumentId,
    pub state: State,
    pub why: Option<Why>,
    /// Characters a page; shares of letters and of known words in thousandths.
    pub page_characters: i64,
    pub letters: i64,
    pub known: i64,
    pub passages: Vec<NewPassage>,
}

pub struct NewPassage {
    pub id: PassageId,
    /// A word of `language::text::Kind`.
    pub kind: &'static str,
    /// A word of `language::morphology::Language`.
    pub language: &'static str,
    pub words: i64,
    pub body: String,
}

/// Writes down what was read and lets the file go. A document that was deleted meanwhile stays deleted.
pub async fn keep_read(tx: &mut Conn, files: Vec<ReadFile>, now: Instant) -> Result<()> {
    let mut rows = Vec::new();
    for file in files {
        let words: i64 = file.passages.iter().map(|p| p.words).sum();
        let kept = tx
            .run(
                "update wording_document set state = $2, why = $3, page_characters = $4, letters = $5, known = $6,
                        words = $7, read_at = $8
                 where id = $1 and state = 'waiting'",
                args![
                    file.id,
                    file.state,
                    file.why.map_or("", Why::word),
                    file.page_characters,
                    file.letters,
                    file.known,
                    words,
                    now
                ],
            )
            .await?;
        tx.run("delete from wording_file where document_id = $1", args![file.id])
            .await?;
        if kept == 1 {
            for (place, passage) in (0_i64..).zip(file.passages) {
                rows.push(args![
                    passage.id,
                    file.id,
                    place,
                    passage.kind,
                    passage.language,
                    passage.words,
                    passage.body
                ]);
            }
        }
    }
    tx.insert(
        "insert into wording_passage (id, document_id, place, kind, language, words, body) values",
        rows,
        "",
    )
    .await
}

/// A document as the lists show it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Document {
    pub id: DocumentId,
    pub unit: UnitId,
    pub unit_name: String,
    pub day: Day,
    pub kind: String,
    pub source: String,
    pub about_foundation: bool,
    pub name: String,
    pub state: State,
    /// A word of [`Why`], or nothing.
    pub why: String,
    pub page_characters: i64,
    pub letters: i64,
    pub known: i64,
    pub words: i64,
    pub duplicate_of: Option<DocumentId>,
    pub handed_at: Instant,
}

macro_rules! document {
    () => {
        "select d.id, d.unit_id as unit, coalesce(u.name, '') as unit_name, d.day, d.kind, d.source, d.about_foundation, d.name,
                d.state, d.why, d.page_characters, d.letters, d.known, d.words, d.duplicate_of, d.handed_at
         from wording_document d left join unit_now u on u.unit_id = d.unit_id "
    };
}

/// Units that a list reaches from at most; see [`Reach`].
pub const MOST_ROOTS: usize = 8;

/// What a list of documents shows: those of these units and everything below them, at most [`MOST_ROOTS`] of each. What was
/// refused may be a form from a conversation with somebody's name on it: only whoever hands documents in sees that.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    pub read: Vec<UnitId>,
    pub edit: Vec<UnitId>,
}

impl Reach {
    fn args(&self) -> [Arg; 2 * MOST_ROOTS] {
        std::array::from_fn(|n| {
            let units = if n < MOST_ROOTS { &self.read } else { &self.edit };
            units.get(n % MOST_ROOTS).copied().into()
        })
    }
}

macro_rules! reached {
    () => {
        "d.unit_id in (select unit_id from unit_scope where ancestor_id in ($1, $2, $3, $4, $5, $6, $7, $8))
         and (d.state <> 'refused' or d.unit_id in (
             select unit_id from unit_scope where ancestor_id in ($9, $10, $11, $12, $13, $14, $15, $16)))"
    };
}

/// Documents within reach, newest day first, a page of `most` from the `skip`th on. `state` keeps only those.
pub async fn documents(
    conn: &mut Conn,
    reach: &Reach,
    state: Option<State>,
    most: i64,
    skip: i64,
) -> Result<Vec<Document>> {
    conn.all(
        concat!(
            document!(),
            "where ",
            reached!(),
            " and ($17 is null or d.state = $17) order by d.day desc, d.id desc limit $18 offset $19"
        ),
        reach.args().into_iter().chain(args![state, most, skip]),
    )
    .await
}

pub async fn document(conn: &mut Conn, id: DocumentId) -> Result<Option<Document>> {
    conn.optional(concat!(document!(), "where d.id = $1"), args![id]).await
}

/// How many there are in each state, within the same reach.
#[derive(Clone, Copy, Debug, Default, sqlx::FromRow)]
pub struct Counts {
    pub waiting: i64,
    pub read: i64,
    pub missing: i64,
    pub refused: i64,
}

pub async fn counts(conn: &mut Conn, reach: &Reach) -> Result<Counts> {
    conn.one(
        concat!(
            "select count(*) filter (where d.state = 'waiting') as waiting, count(*) filter (where d.state = 'read') as read,
                    count(*) filter (where d.state = 'missing') as missing,
                    count(*) filter (where d.state = 'refused') as refused
             from wording_document d where ",
            reached!()
        ),
        reach.args(),
    )
    .await
}

/// Deletes a document with its passages and all that was found and said of them, and withdraws its traces with `reason`. False
/// when it is gone already.
pub async fn delete(tx: &mut Conn, id: DocumentId, reason: &str, at: Instant, by: Option<PersonId>) -> Result<bool> {
    super::withdraw_traces_of(tx, id, reason, at, by).await?;
    for statement in [
        "delete from wording_reading where passage_id in (select id from wording_passage where document_id = $1)",
        "delete from wording_sample where passage_id in (select id from wording_passage where document_id = $1)",
        "delete from wording_find where passage_id in (select id from wording_passage where document_id = $1)",
        "delete from wording_apart where passage_id in (select id from wording_passage where document_id = $1)",
        "delete from wording_passage where document_id = $1",
        "delete from wording_file where document_id = $1",
        "insert into wording_deleted (digest) select digest from wording_document where id = $1
         on conflict (digest) do nothing",
        "update wording_document set duplicate_of = null where duplicate_of = $1",
    ] {
        tx.run(statement, args![id]).await?;
    }
    let gone = tx.run("delete from wording_document where id = $1", args![id]).await?;
    Ok(gone == 1)
}

/// Where a unit counts now, for asking who may see what belongs to it; none for a unit that was never there. A unit that is closed
/// counts in those that came after it.
pub async fn place(conn: &mut Conn, unit: UnitId) -> Result<Option<Place>> {
    let line: Vec<(UnitId,)> = conn
        .all(
            "select ancestor_id from unit_scope where unit_id = $1 order by distance, ancestor_id",
            args![unit],
        )
        .await?;
    let line: Vec<UnitId> = line.into_iter().map(|(unit,)| unit).collect();
    Ok((!line.is_empty()).then_some(Place {
        unit,
        line,
        answerable: None,
    }))
}
