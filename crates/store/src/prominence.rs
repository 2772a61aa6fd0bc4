//! Rounds about which elements stand out. What is prominent stands in [`crate::foundation`]'s table alone.

use std::collections::HashMap;

use model::prominence::{Choice, LEAST_PEOPLE, MOST_UNITS, State, Way};
use model::{Day, ElementId, Instant, PersonId, RoundId, UnitId};
use uuid::Uuid;

use crate::{Conn, Result, args};

/// A round as its pages show it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Round {
    pub id: RoundId,
    pub people: String,
    pub way: Way,
    /// How many elements there were, when it was closed.
    pub elements: Option<i64>,
    pub state: State,
    pub opened_at: Instant,
    pub closes_on: Day,
    /// How many were invited, and how many have answered.
    pub invited: i64,
    pub answered: i64,
    /// How many had when it was closed.
    pub answers: Option<i64>,
    pub body: String,
    pub reason: String,
    pub decided_at: Option<Instant>,
    /// The reader is invited, and has answered a round that is open.
    pub mine: bool,
    pub done: bool,
}

macro_rules! round {
    ($rest:literal) => {
        concat!(
            "select r.id, r.people, r.way, r.elements, r.state, r.opened_at, r.closes_on, r.answers, r.body, r.reason, r.decided_at,
                    coalesce(r.invited, (select count(*) from prominence_invited i where i.round_id = r.id)) as invited,
                    (select count(*) from prominence_invited i where i.round_id = r.id and i.answered) as answered,
                    exists (select 1 from prominence_invited i where i.round_id = r.id and i.person_id = $1) as mine,
                    exists (select 1 from prominence_invited i
                            where i.round_id = r.id and i.person_id = $1 and i.answered) as done
             from prominence_round r ",
            $rest
        )
    };
}

/// One round, for a reader who may not be invited: the caller asks.
pub async fn round(conn: &mut Conn, id: RoundId, reader: PersonId) -> Result<Option<Round>> {
    conn.optional(round!("where r.id = $2"), args![reader, id]).await
}

/// The rounds that a person is invited to, the newest first; for a steward, all of them.
pub async fn rounds(conn: &mut Conn, reader: PersonId, all: bool) -> Result<Vec<Round>> {
    conn.all(
        round!(
            "where $2 or exists (select 1 from prominence_invited i where i.round_id = r.id and i.person_id = $1)
             order by r.opened_at desc, r.id desc limit 50"
        ),
        args![reader, all],
    )
    .await
}

/// Leaders of a level today who can sign in.
pub async fn of_level(conn: &mut Conn, level: &str, today: Day) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> = conn
        .all(
            "select distinct p.person_id from post p
             join account a on a.person_id = p.person_id and a.disabled_at is null
             where p.role = 'leader' and p.level = $1 and p.valid_from <= $2 and (p.valid_to is null or p.valid_to > $2)",
            args![level, today],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Everybody with a post today in one of a few units or below it, who can sign in.
pub async fn of_units(conn: &mut Conn, units: &[UnitId], today: Day) -> Result<Vec<PersonId>> {
    const { assert!(MOST_UNITS == 6, "as many as the statement below has places for") };
    let nth = |n: usize| units.get(n).copied();
    let rows: Vec<(PersonId,)> = conn
        .all(
            "select distinct p.person_id from post p
             join account a on a.person_id = p.person_id and a.disabled_at is null
             where p.valid_from <= $7 and (p.valid_to is null or p.valid_to > $7) and p.unit_id in (
                 select unit_id from unit_ancestor where ancestor_id in ($1, $2, $3, $4, $5, $6))",
            args![nth(0), nth(1), nth(2), nth(3), nth(4), nth(5), today],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Everybody who can sign in, by their address in lower case. Read whole and sifted by the caller: it happens once for a
/// round, and the list that is looked for is of any length.
pub async fn addresses(conn: &mut Conn) -> Result<HashMap<String, PersonId>> {
    let rows: Vec<(String, PersonId)> = conn
        .all(
            "select p.email, p.id from person p
             join account a on a.person_id = p.id and a.disabled_at is null where p.email is not null",
            [],
        )
        .await?;
    Ok(rows.into_iter().map(|(email, id)| (email.to_lowercase(), id)).collect())
}

/// The units to choose among: the root and two levels below it.
pub async fn units(conn: &mut Conn) -> Result<Vec<(UnitId, String)>> {
    let mut rows: Vec<(UnitId, String, i64)> = conn
        .all(
            "select unit_id, name, depth from unit_now where depth <= 2 order by depth, unit_id limit 200",
            [],
        )
        .await?;
    model::names::sort_by_name(&mut rows, |row| &row.1);
    rows.sort_by_key(|row| row.2);
    Ok(rows.into_iter().map(|(id, name, _)| (id, name)).collect())
}

pub async fn open(
    tx: &mut Conn,
    id: RoundId,
    (people, way): (&str, Way),
    invited: &[PersonId],
    closes: Day,
    by: PersonId,
    now: Instant,
) -> Result<()> {
    tx.run(
        "insert into prominence_round (id, people, way, state, opened_by, opened_at, closes_on, body, reason)
         values ($1, $2, $3, 'open', $4, $5, $6, '', '')",
        args![id, people, way.word(), by, now, closes],
    )
    .await?;
    let rows = invited.iter().map(|person| args![id, *person, false]).collect();
    tx.insert(
        "insert into prominence_invited (round_id, person_id, answered) values",
        rows,
        "",
    )
    .await
}

/// Marks that somebody has answered. False when they had, are not invited, or the round is not open.
pub async fn mark(tx: &mut Conn, id: RoundId, person: PersonId, today: Day) -> Result<bool> {
    let rows = tx
        .run(
            "update prominence_invited set answered = $3 where round_id = $1 and person_id = $2 and not answered
             and exists (select 1 from prominence_round r
                         where r.id = $1 and r.state = 'open' and r.closes_on >= $4)",
            args![id, person, true, today],
        )
        .await?;
    Ok(rows == 1)
}

/// Takes a mark away again: the dots could not be stored.
pub async fn unmark(tx: &mut Conn, id: RoundId, person: PersonId) -> Result<()> {
    tx.run(
        "update prominence_invited set answered = $3 where round_id = $1 and person_id = $2",
        args![id, person, false],
    )
    .await?;
    Ok(())
}

/// Stores dots, each under a random identity. In a transaction of its own: one shared with the mark would tie the two
/// together in the database's own columns.
pub async fn put(tx: &mut Conn, id: RoundId, choices: Vec<(Uuid, Choice)>) -> Result<bool> {
    // Holds the round open until they are stored, so that closing cannot pass between.
    let open = tx
        .run(
            "update prominence_round set state = state where id = $1 and state = 'open'",
            args![id],
        )
        .await?;
    if open == 0 {
        return Ok(false);
    }
    let rows = choices
        .into_iter()
        .map(|(key, c)| args![key, id, c.element, c.dots, c.reason])
        .collect();
    tx.insert(
        "insert into prominence_dot (id, round_id, element_id, dots, reason) values",
        rows,
        "",
    )
    .await?;
    Ok(true)
}

/// Closes a round about so many elements: the dots are added up when there are answers enough, and erased in any case, and
/// so are the marks. False when it is not open.
pub async fn close(tx: &mut Conn, id: RoundId, elements: usize, now: Instant) -> Result<bool> {
    let rows = tx
        .run(
            "update prominence_round set state = 'closed', closed_at = $2,
                    elements = $3, invited = (select count(*) from prominence_invited i where i.round_id = $1),
                    answers = (select count(*) from prominence_invited i where i.round_id = $1 and i.answered)
             where id = $1 and state = 'open'",
            args![id, now, i64::try_from(elements).unwrap_or(i64::MAX)],
        )
        .await?;
    if rows == 0 {
        return Ok(false);
    }
    let answers = tx
        .number("select answers from prominence_round where id = $1", args![id])
        .await?;
    if usize::try_from(answers).is_ok_and(|n| n >= LEAST_PEOPLE) {
        tx.run(
            "insert into prominence_result (round_id, element_id, people, dots)
             select round_id, element_id, count(*), cast(sum(dots) as bigint) from prominence_dot
             where round_id = $1 group by round_id, element_id",
            args![id],
        )
        .await?;
        tx.run(
            "insert into prominence_reason (id, round_id, element_id, reason)
             select id, round_id, element_id, reason from prominence_dot where round_id = $1 order by id",
            args![id],
        )
        .await?;
    }
    tx.run("delete from prominence_dot where round_id = $1", args![id])
        .await?;
    tx.run(
        "update prominence_invited set answered = $2 where round_id = $1",
        args![id, false],
    )
    .await?;
    Ok(true)
}

/// What a closed round came to for one element.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Outcome {
    pub element: ElementId,
    pub people: i64,
    pub dots: i64,
}

/// Empty while a round is open, and of fewer than five answers.
pub async fn outcome(conn: &mut Conn, id: RoundId) -> Result<Vec<Outcome>> {
    conn.all(
        "select element_id as element, people, dots from prominence_result where round_id = $1",
        args![id],
    )
    .await
}

/// Elements with reasons, in an order that says nothing.
pub async fn reasons(conn: &mut Conn, id: RoundId) -> Result<Vec<(ElementId, String)>> {
    conn.all(
        "select element_id, reason from prominence_reason where round_id = $1 order by id",
        args![id],
    )
    .await
}

/// Writes what a body decided. False when the round is not closed, or decided.
pub async fn decide(
    tx: &mut Conn,
    id: RoundId,
    (body, reason): (&str, &str),
    by: PersonId,
    now: Instant,
) -> Result<bool> {
    let rows = tx
        .run(
            "update prominence_round set state = 'decided', body = $2, reason = $3, decided_by = $4, decided_at = $5
             where id = $1 and state = 'closed'",
            args![id, body, reason, by, now],
        )
        .await?;
    Ok(rows == 1)
}
