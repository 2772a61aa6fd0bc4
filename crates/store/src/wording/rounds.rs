//! Rounds of confirmation, in which people say what passages show; two readers do not see each other's answers.

use model::wording::{RoundState, Says};
use model::{ElementId, Instant, PassageId, PersonId, ReadingRoundId};
use uuid::Uuid;

use crate::{Conn, Result, args};

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Round {
    pub id: ReadingRoundId,
    pub element: ElementId,
    pub lexicon_version: i64,
    pub state: RoundState,
    pub opened_at: Instant,
    pub closed_at: Option<Instant>,
    pub of_flagged: i64,
    pub of_unflagged: i64,
    pub share: Option<i64>,
    pub low: Option<i64>,
    pub high: Option<i64>,
    pub precision_of: Option<i64>,
    pub omission: Option<i64>,
    pub alpha: Option<i64>,
    pub alpha_low: Option<i64>,
    pub alpha_high: Option<i64>,
}

macro_rules! round {
    () => {
        "select id, element_id as element, lexicon_version, state, opened_at, closed_at, of_flagged, of_unflagged, share, low,
                high, precision_of, omission, alpha, alpha_low, alpha_high from wording_round "
    };
}

pub async fn round(conn: &mut Conn, id: ReadingRoundId) -> Result<Option<Round>> {
    conn.optional(concat!(round!(), "where id = $1"), args![id]).await
}

/// Rounds, the open first, then the newest.
pub async fn rounds(conn: &mut Conn, most: i64) -> Result<Vec<Round>> {
    conn.all(
        concat!(round!(), "order by state desc, opened_at desc, id limit $1"),
        args![most],
    )
    .await
}

/// The newest closed round of each element.
pub async fn calibrations(conn: &mut Conn) -> Result<Vec<Round>> {
    conn.all(
        concat!(
            round!(),
            "where state = 'closed' and share is not null and not exists (
                 select 1 from wording_round later where later.element_id = wording_round.element_id
                 and later.state = 'closed' and later.share is not null and later.closed_at > wording_round.closed_at)"
        ),
        [],
    )
    .await
}

/// Passages that can be drawn for an element, in the order of their identities: whether each was found to show it in own words.
pub async fn to_draw(conn: &mut Conn, element: ElementId) -> Result<Vec<(PassageId, bool)>> {
    conn.all(
        "select p.id, f.passage_id is not null as flagged
         from wording_passage p
         left join wording_apart a on a.passage_id = p.id
         left join wording_find f on f.passage_id = p.id and f.element_id = $1 and f.mode = 'own_words'
         where a.passage_id is null order by p.id",
        args![element],
    )
    .await
}

pub struct NewRound {
    pub id: ReadingRoundId,
    pub element: ElementId,
    pub lexicon_version: i64,
    pub of_flagged: i64,
    pub of_unflagged: i64,
    /// In the order in which they are read.
    pub sample: Vec<(PassageId, bool)>,
}

pub async fn open_round(tx: &mut Conn, round: NewRound, now: Instant) -> Result<()> {
    tx.run(
        "insert into wording_round (id, element_id, lexicon_version, state, opened_at, of_flagged, of_unflagged)
         values ($1, $2, $3, 'open', $4, $5, $6)",
        args![
            round.id,
            round.element,
            round.lexicon_version,
            now,
            round.of_flagged,
            round.of_unflagged
        ],
    )
    .await?;
    let rows = (0_i64..).zip(round.sample);
    let rows = rows.map(|(place, (passage, flagged))| args![round.id, place, passage, flagged]);
    tx.insert(
        "insert into wording_sample (round_id, place, passage_id, flagged) values",
        rows.collect(),
        "",
    )
    .await
}

/// The readers of a round: their numbers, who they are, and how far each has come.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Reader {
    pub number: i64,
    pub person: Option<PersonId>,
    pub name: Option<String>,
    pub read: i64,
}

pub async fn readers(conn: &mut Conn, round: ReadingRoundId) -> Result<Vec<Reader>> {
    conn.all(
        "select r.number, r.person_id as person, p.name,
                (select count(*) from wording_reading g where g.round_id = r.round_id and g.number = r.number) as read
         from wording_reader r left join person p on p.id = r.person_id where r.round_id = $1 order by r.number",
        args![round],
    )
    .await
}

/// Takes a place among the readers of an open round: one's own if one has it, else the next that is free.
pub async fn join_round(tx: &mut Conn, round: ReadingRoundId, person: PersonId, most: i64) -> Result<Option<i64>> {
    tx.run(
        "insert into wording_reader (round_id, number, person_id)
         select $1, (select coalesce(max(number), 0) + 1 from wording_reader where round_id = $1), $2
         where not exists (select 1 from wording_reader where round_id = $1 and person_id = $2)
         and (select count(*) from wording_reader where round_id = $1) < $3
         and exists (select 1 from wording_round where id = $1 and state = 'open')",
        args![round, person, most],
    )
    .await?;
    number(tx, round, person).await
}

/// Somebody's number in a round.
pub async fn number(conn: &mut Conn, round: ReadingRoundId, person: PersonId) -> Result<Option<i64>> {
    let row: Option<(i64,)> = conn
        .optional(
            "select number from wording_reader where round_id = $1 and person_id = $2",
            args![round, person],
        )
        .await?;
    Ok(row.map(|(number,)| number))
}

/// A passage to be read in a round. Neither what was found in it, nor what the other reader said.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ToRead {
    pub passage: PassageId,
    pub place: i64,
    pub kind: String,
    pub unit_name: String,
    pub body: String,
}

/// The next passage that this reader has not read.
pub async fn next_to_read(conn: &mut Conn, round: ReadingRoundId, number: i64) -> Result<Option<ToRead>> {
    conn.optional(
        "select s.passage_id as passage, s.place, d.kind, coalesce(u.name, '') as unit_name, p.body
         from wording_sample s
         join wording_passage p on p.id = s.passage_id
         join wording_document d on d.id = p.document_id
         left join unit_now u on u.unit_id = d.unit_id
         where s.round_id = $1 and not exists (
             select 1 from wording_reading r where r.round_id = $1 and r.passage_id = s.passage_id and r.number = $2)
         order by s.place limit 1",
        args![round, number],
    )
    .await
}

/// How many passages a round holds.
pub async fn sampled(conn: &mut Conn, round: ReadingRoundId) -> Result<i64> {
    conn.number("select count(*) from wording_sample where round_id = $1", args![round])
        .await
}

/// Keeps what a reader says of a passage in an open round. False when it is not in the round, or the round is closed.
pub async fn keep_reading(
    tx: &mut Conn,
    id: Uuid,
    (round, number): (ReadingRoundId, i64),
    passage: PassageId,
    says: Says,
    now: Instant,
) -> Result<bool> {
    let rows = tx
        .run(
            "insert into wording_reading (id, passage_id, element_id, round_id, number, says, read_at)
             select $1, s.passage_id, o.element_id, o.id, $4, $5, $6
             from wording_sample s join wording_round o on o.id = s.round_id
             where s.round_id = $2 and s.passage_id = $3 and o.state = 'open'
             on conflict (round_id, passage_id, number) do update set says = excluded.says, read_at = excluded.read_at",
            args![id, round, passage, number, says, now],
        )
        .await?;
    Ok(rows == 1)
}

/// Takes back the reader's newest reading. False when there is none.
pub async fn undo_reading(tx: &mut Conn, round: ReadingRoundId, number: i64) -> Result<bool> {
    let rows = tx
        .run(
            "delete from wording_reading where id = (
                 select r.id from wording_reading r join wording_round o on o.id = r.round_id
                 where r.round_id = $1 and r.number = $2 and o.state = 'open'
                 order by r.read_at desc, r.id desc limit 1)",
            args![round, number],
        )
        .await?;
    Ok(rows == 1)
}

/// What was said of each passage of a round.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Read {
    pub passage: PassageId,
    pub flagged: bool,
    pub number: i64,
    pub says: Says,
}

pub async fn read(conn: &mut Conn, round: ReadingRoundId) -> Result<Vec<Read>> {
    conn.all(
        "select s.passage_id as passage, s.flagged, r.number, r.says
         from wording_sample s join wording_reading r on r.round_id = s.round_id and r.passage_id = s.passage_id
         where s.round_id = $1 order by s.place, r.number",
        args![round],
    )
    .await
}

/// What a round came to, in ten-thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub share: Option<i64>,
    pub low: Option<i64>,
    pub high: Option<i64>,
    pub precision: Option<i64>,
    pub omission: Option<i64>,
    pub alpha: Option<i64>,
    pub alpha_low: Option<i64>,
    pub alpha_high: Option<i64>,
}

/// Closes a round with what it came to. False when it was closed already.
pub async fn close_round(tx: &mut Conn, round: ReadingRoundId, outcome: Outcome, now: Instant) -> Result<bool> {
    let rows = tx
        .run(
            "update wording_round set state = 'closed', closed_at = $2, share = $3, low = $4, high = $5, precision_of = $6,
                    omission = $7, alpha = $8, alpha_low = $9, alpha_high = $10
             where id = $1 and state = 'open'",
            args![
                round,
                now,
                outcome.share,
                outcome.low,
                outcome.high,
                outcome.precision,
                outcome.omission,
                outcome.alpha,
                outcome.alpha_low,
                outcome.alpha_high
            ],
        )
        .await?;
    Ok(rows == 1)
}

/// Says something of a passage on the list, where the find can be seen. `None` takes it back.
pub async fn say(
    tx: &mut Conn,
    id: Uuid,
    passage: PassageId,
    element: ElementId,
    says: Option<Says>,
    now: Instant,
) -> Result<()> {
    match says {
        Some(says) => {
            tx.run(
                "insert into wording_reading (id, passage_id, element_id, round_id, number, says, read_at)
                 values ($1, $2, $3, null, 0, $4, $5)
                 on conflict (passage_id, element_id) where round_id is null
                 do update set says = excluded.says, read_at = excluded.read_at",
                args![id, passage, element, says, now],
            )
            .await?
        }
        None => {
            tx.run(
                "delete from wording_reading where passage_id = $1 and element_id = $2 and round_id is null",
                args![passage, element],
            )
            .await?
        }
    };
    Ok(())
}
