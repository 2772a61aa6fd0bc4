//! Documents: handed in, read, deleted with all that came of them.

use model::wording::{State, Why};
use model::{Day, DocumentId, Instant, PassageId, PersonId, UnitId};

use crate::{Conn, Result, args};

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

/// Which of these files, by their digests, are there already.
pub async fn known(conn: &mut Conn, digest: &str) -> Result<bool> {
    let found = conn
        .number("select count(*) from wording_document where digest = $1", args![digest])
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

/// Documents of the units in which `reader` is at least one of `roles` today, or below: newest day first, a page of `most`
/// from the `skip`th on. `state` keeps only those.
pub async fn documents(
    conn: &mut Conn,
    below: &[UnitId],
    state: Option<State>,
    most: i64,
    skip: i64,
) -> Result<Vec<Document>> {
    let nth = |n: usize| below.get(n).copied();
    conn.all(
        concat!(
            document!(),
            "where d.unit_id in (select unit_id from unit_scope where ancestor_id in ($1, $2, $3, $4))
             and ($5 is null or d.state = $5)
             order by d.day desc, d.id desc limit $6 offset $7"
        ),
        args![nth(0), nth(1), nth(2), nth(3), state, most, skip],
    )
    .await
}

pub async fn document(conn: &mut Conn, id: DocumentId) -> Result<Option<Document>> {
    conn.optional(concat!(document!(), "where d.id = $1"), args![id]).await
}

/// How many there are in each state, in the same units.
#[derive(Clone, Copy, Debug, Default, sqlx::FromRow)]
pub struct Counts {
    pub waiting: i64,
    pub read: i64,
    pub missing: i64,
    pub refused: i64,
}

pub async fn counts(conn: &mut Conn, below: &[UnitId]) -> Result<Counts> {
    let nth = |n: usize| below.get(n).copied();
    conn.one(
        "select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'read') as read,
                count(*) filter (where state = 'missing') as missing, count(*) filter (where state = 'refused') as refused
         from wording_document
         where unit_id in (select unit_id from unit_scope where ancestor_id in ($1, $2, $3, $4))",
        args![nth(0), nth(1), nth(2), nth(3)],
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
        "update wording_document set duplicate_of = null where duplicate_of = $1",
    ] {
        tx.run(statement, args![id]).await?;
    }
    let gone = tx.run("delete from wording_document where id = $1", args![id]).await?;
    Ok(gone == 1)
}
