//! Writing signs, their measures, decisions, phases, diaries and figures from elsewhere.

use model::sign::{Measure, Noted, Sign, State};
use model::{Day, Instant, MeasureId, NoteId, PersonId, SignId, UnitId};

use crate::{Conn, Result, args};

/// Begins a hypothesis.
pub async fn add(
    tx: &mut Conn,
    (id, measure_id): (SignId, MeasureId),
    home: UnitId,
    (sign, measure): (&Sign, &Measure),
    by: Option<PersonId>,
    (today, now): (Day, Instant),
) -> Result<()> {
    tx.run(
        "insert into sign (id, unit_id, element_id, state, revision, title, behaviour, seen, response, side_effect,
                           assumption, rivals, owner, trial_from, trial_until, review_on, review_where, proposed_by,
                           proposed_at, reason)
         values ($1, $2, $3, 'hypothesis', 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, '')",
        args![
            id,
            home,
            sign.element,
            &sign.title,
            &sign.behaviour,
            &sign.seen,
            &sign.response,
            &sign.side_effect,
            &sign.assumption,
            &sign.rivals,
            &sign.owner,
            today,
            sign.trial_until,
            sign.review_on,
            &sign.review_where,
            by,
            now
        ],
    )
    .await?;
    tx.run(
        "insert into sign_measure (id, sign_id, kind, purpose, definition, cadence, data, direction, target, unit_word,
                                   decimals, rung, source, lag_weeks, about_people, added_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        args![
            measure_id,
            id,
            measure.kind,
            measure.purpose,
            &measure.definition,
            measure.cadence,
            measure.data,
            measure.direction,
            measure.target,
            &measure.unit_word,
            measure.decimals,
            measure.rung,
            &measure.source,
            measure.lag_weeks,
            measure.about_people,
            now
        ],
    )
    .await?;
    Ok(())
}

/// Changes what is said of a sign. False, and nothing is written, when it is not the revision `seen` any more, or retired.
pub async fn save(tx: &mut Conn, id: SignId, seen: i64, sign: &Sign) -> Result<bool> {
    let rows = tx
        .run(
            "update sign set revision = revision + 1, element_id = $3, title = $4, behaviour = $5, seen = $6, response = $7,
                    side_effect = $8, assumption = $9, rivals = $10, owner = $11, trial_until = $12, review_on = $13,
                    review_where = $14
             where id = $1 and revision = $2 and state <> 'retired'",
            args![
                id,
                seen,
                sign.element,
                &sign.title,
                &sign.behaviour,
                &sign.seen,
                &sign.response,
                &sign.side_effect,
                &sign.assumption,
                &sign.rivals,
                &sign.owner,
                sign.trial_until,
                sign.review_on,
                &sign.review_where
            ],
        )
        .await?;
    Ok(rows == 1)
}

/// Changes how it is measured. What is counted, and in which periods, stays as it is once there are readings: the caller sees
/// to that.
pub async fn save_measure(tx: &mut Conn, id: MeasureId, measure: &Measure) -> Result<()> {
    tx.run(
        "update sign_measure set kind = $2, purpose = $3, definition = $4, cadence = $5, data = $6, direction = $7,
                target = $8, unit_word = $9, decimals = $10, rung = $11, source = $12, lag_weeks = $13, about_people = $14
         where id = $1",
        args![
            id,
            measure.kind,
            measure.purpose,
            &measure.definition,
            measure.cadence,
            measure.data,
            measure.direction,
            measure.target,
            &measure.unit_word,
            measure.decimals,
            measure.rung,
            &measure.source,
            measure.lag_weeks,
            measure.about_people
        ],
    )
    .await?;
    Ok(())
}

/// Adopts a hypothesis, or retires what lives. False when it is in none of the states that `to` follows.
pub async fn decide(
    tx: &mut Conn,
    id: SignId,
    to: State,
    reason: &str,
    by: Option<PersonId>,
    now: Instant,
) -> Result<bool> {
    let rows = tx
        .run(
            "update sign set state = $2, reason = $3, decided_by = $4, decided_at = $5, revision = revision + 1,
                    review_on = case when $2 = 'retired' then null else review_on end
             where id = $1 and (state = 'hypothesis' or (state = 'adopted' and $2 = 'retired'))",
            args![id, to, reason, by, now],
        )
        .await?;
    Ok(rows == 1)
}

/// An entry of the diary.
pub struct NewNote<'a> {
    pub id: NoteId,
    pub sign: SignId,
    pub kind: Noted,
    pub body: &'a str,
    pub by: Option<PersonId>,
}

pub async fn note(tx: &mut Conn, note: &NewNote<'_>, now: Instant) -> Result<()> {
    tx.run(
        "insert into sign_note (id, sign_id, kind, body, noted_by, noted_at) values ($1, $2, $3, $4, $5, $6)",
        args![note.id, note.sign, note.kind, note.body, note.by, now],
    )
    .await?;
    Ok(())
}

/// Sets the day of the next review, or none.
pub async fn review(tx: &mut Conn, id: SignId, on: Option<Day>) -> Result<()> {
    tx.run(
        "update sign set review_on = $2, revision = revision + 1 where id = $1 and state <> 'retired'",
        args![id, on],
    )
    .await?;
    Ok(())
}

/// A new start.
pub struct NewPhase<'a> {
    pub measure: MeasureId,
    pub starts_on: Day,
    pub reason: &'a str,
    pub by: Option<PersonId>,
}

/// Begins a phase. False when one begins there already.
pub async fn begin_phase(tx: &mut Conn, phase: &NewPhase<'_>, now: Instant) -> Result<bool> {
    let rows = tx
        .run(
            "insert into sign_phase (measure_id, starts_on, reason, begun_by, begun_at) values ($1, $2, $3, $4, $5)
             on conflict (measure_id, starts_on) do nothing",
            args![phase.measure, phase.starts_on, phase.reason, phase.by, now],
        )
        .await?;
    Ok(rows == 1)
}

/// A figure from elsewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Figure {
    pub starts_on: Day,
    pub value: i64,
    pub size: Option<i64>,
}

/// Keeps figures in the unit that they are about; a period that is there already takes the new figure.
pub async fn keep_figures(tx: &mut Conn, measure: MeasureId, unit: UnitId, figures: &[Figure]) -> Result<()> {
    let rows = figures
        .iter()
        .map(|f| args![measure, unit, f.starts_on, f.value, f.size])
        .collect();
    tx.insert(
        "insert into sign_reading (measure_id, unit_id, starts_on, value, size) values",
        rows,
        "on conflict (measure_id, unit_id, starts_on) do update set value = excluded.value, size = excluded.size",
    )
    .await
}
