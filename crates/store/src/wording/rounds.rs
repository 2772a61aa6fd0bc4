//! Rounds of confirmation, in which people say what passages show; two readers do not see each other's answers.

use model::foundation::{Kind, Text};
use model::wording::{RoundState, Says};
use model::{Day, ElementId, Instant, PassageId, PersonId, ReadingRoundId, UnitId};
use uuid::Uuid;

use crate::foundation::TextRow;
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
/// What has been read since the last measuring has not been looked through and is not drawn.
pub async fn to_draw(conn: &mut Conn, element: ElementId) -> Result<Vec<(PassageId, bool)>> {
    conn.all(
        "select p.id, f.passage_id is not null as flagged
         from wording_passage p
         join wording_document d on d.id = p.document_id
              and d.read_at <= (select max(m.measured_at) from wording_measure m)
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

/// Opens a round. False when one is open for the element: a second would ask for the same hour again.
pub async fn open_round(tx: &mut Conn, round: NewRound, now: Instant) -> Result<bool> {
    let opened = tx
        .run(
            "insert into wording_round (id, element_id, lexicon_version, state, opened_at, of_flagged, of_unflagged)
             select $1, $2, $3, 'open', $4, $5, $6
             where not exists (select 1 from wording_round where element_id = $2 and state = 'open')",
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
    if opened == 0 {
        return Ok(false);
    }
    let rows = (0_i64..).zip(round.sample);
    let rows = rows.map(|(place, (passage, flagged))| args![round.id, place, passage, flagged]);
    tx.insert(
        "insert into wording_sample (round_id, place, passage_id, flagged) values",
        rows.collect(),
        "",
    )
    .await?;
    Ok(true)
}

/// A round as the pages tell of it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Told {
    #[sqlx(flatten)]
    pub round: Round,
    /// As the newest edition that has the element words it.
    pub headline: String,
    /// Passages to read: with a find, and without. Those of deleted documents have gone.
    pub flagged: i64,
    pub unflagged: i64,
    /// How many the first and the second have read.
    pub first: i64,
    pub second: i64,
    /// The newest version of the lexicon, and when everything was measured last.
    pub newest_lexicon: Option<i64>,
    pub measured_at: Option<Instant>,
    /// What the closed round before came to, in ten-thousandths.
    pub before_at: Option<Instant>,
    pub before_share: Option<i64>,
    pub before_low: Option<i64>,
    pub before_high: Option<i64>,
    /// When one round is asked for: its passages that are traces, and what the first readers of all closed rounds of the element
    /// read of passages without a find, and saw it in after all. Silence rests on those.
    pub traces: i64,
    pub elusion_read: i64,
    pub elusion_shown: i64,
}

impl Told {
    #[must_use]
    pub const fn passages(&self) -> i64 {
        self.flagged + self.unflagged
    }

    /// Both have read everything: from here on they may see what the other said, and neither changes an answer.
    #[must_use]
    pub const fn both_done(&self) -> bool {
        let all = self.passages();
        all > 0 && self.first >= all && self.second >= all
    }
}

macro_rules! told {
    ($traces:literal, $rest:literal) => {
        concat!(
            "select r.id, r.element_id as element, r.lexicon_version, r.state, r.opened_at, r.closed_at, r.of_flagged,
                    r.of_unflagged, r.share, r.low, r.high, r.precision_of, r.omission, r.alpha, r.alpha_low, r.alpha_high,
                    coalesce((select x.headline from element_text x join edition e on e.id = x.edition_id
                     where x.element_id = r.element_id and e.state in ('published', 'superseded')
                     order by e.number desc limit 1), '') as headline,
                    (select count(*) from wording_sample s where s.round_id = r.id and s.flagged) as flagged,
                    (select count(*) from wording_sample s where s.round_id = r.id and not s.flagged) as unflagged,
                    (select count(*) from wording_reading g where g.round_id = r.id and g.number = 1) as first,
                    (select count(*) from wording_reading g where g.round_id = r.id and g.number = 2) as second,
                    (select max(version) from wording_lexicon) as newest_lexicon,
                    (select max(measured_at) from wording_measure) as measured_at,
                    b.closed_at as before_at, b.share as before_share, b.low as before_low, b.high as before_high, ",
            $traces,
            " from wording_round r
             left join wording_round b on b.id = (
                 select c.id from wording_round c where c.element_id = r.element_id and c.state = 'closed'
                 and c.share is not null and c.id <> r.id and (r.closed_at is null or c.closed_at < r.closed_at)
                 order by c.closed_at desc, c.id limit 1) ",
            $rest
        )
    };
}

/// The rounds, the open first, then the newest.
pub async fn told_rounds(conn: &mut Conn, most: i64, skip: i64) -> Result<Vec<Told>> {
    conn.all(
        told!(
            "cast(0 as bigint) as traces, cast(0 as bigint) as elusion_read, cast(0 as bigint) as elusion_shown",
            "order by r.state desc, coalesce(r.closed_at, r.opened_at) desc, r.id limit $1 offset $2"
        ),
        args![most, skip],
    )
    .await
}

pub async fn told_round(conn: &mut Conn, id: ReadingRoundId) -> Result<Option<Told>> {
    conn.optional(
        told!(
            "(select count(*) from wording_sample s
              join wording_trace t on t.passage_id = s.passage_id and t.element_id = r.element_id where s.round_id = r.id)
             as traces, u.elusion_read, u.elusion_shown",
            "cross join (
                 select count(*) as elusion_read, count(*) filter (where g.says = 'own_words') as elusion_shown
                 from wording_round o
                 join wording_sample s on s.round_id = o.id and not s.flagged
                 join wording_reading g on g.round_id = o.id and g.passage_id = s.passage_id and g.number = 1
                 where o.state = 'closed' and o.element_id = (select element_id from wording_round where id = $1)) u
             where r.id = $1"
        ),
        args![id],
    )
    .await
}

/// An element in force that a round can be about.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Choosable {
    pub element: ElementId,
    pub kind: Kind,
    pub headline: String,
    /// Passages found to show it in own words.
    pub flagged: i64,
    /// The round that is open.
    pub open: Option<ReadingRoundId>,
    /// What the newest closed round came to, in ten-thousandths.
    pub closed_at: Option<Instant>,
    pub share: Option<i64>,
    pub low: Option<i64>,
    pub high: Option<i64>,
    pub precision_of: Option<i64>,
    pub omission: Option<i64>,
}

/// Every element in force, leadership first, each foundation in its own order.
pub async fn choosable(conn: &mut Conn, today: Day) -> Result<Vec<Choosable>> {
    conn.all(
        concat!(
            "select w.element_id as element, f.kind, w.headline, coalesce(n.flagged, 0) as flagged,
                    (select o.id from wording_round o where o.element_id = w.element_id and o.state = 'open' limit 1) as open,
                    r.closed_at, r.share, r.low, r.high, r.precision_of, r.omission
             from edition e
             join foundation f on f.id = e.foundation_id
             join element_text w on w.edition_id = e.id
             left join (select element_id, count(*) as flagged from wording_find where mode = 'own_words'
                        group by element_id) n on n.element_id = w.element_id
             left join wording_round r on r.id = (
                 select c.id from wording_round c where c.element_id = w.element_id and c.state = 'closed'
                 and c.share is not null order by c.closed_at desc, c.id limit 1)
             where ",
            crate::foundation::in_force!("e"),
            " order by f.kind desc, w.position"
        ),
        args![today],
    )
    .await
}

/// The element's words, for whoever reads passages beside them: as the newest edition that has it words it.
pub async fn words_of(conn: &mut Conn, element: ElementId) -> Result<Option<Text>> {
    let row: Option<TextRow> = conn
        .optional(
            "select w.headline, w.meaning, w.behaviours, w.examples_good, w.examples_bad, w.dilemmas, w.source_blocks
             from element_text w join edition e on e.id = w.edition_id
             where w.element_id = $1 and e.state in ('published', 'superseded') order by e.number desc limit 1",
            args![element],
        )
        .await?;
    Ok(row.map(Text::from))
}

/// The units of today that are silent about an element, by name.
pub async fn silent_units(conn: &mut Conn, element: ElementId) -> Result<Vec<(UnitId, String)>> {
    let mut units: Vec<(UnitId, String)> = conn
        .all(
            "select u.unit_id, u.name from wording_unit w join unit_now u on u.unit_id = w.unit_id
             where w.element_id = $1 and w.silence = 'silent'",
            args![element],
        )
        .await?;
    model::names::sort_by_name(&mut units, |(_, name)| name.as_str());
    Ok(units)
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

/// Takes a place among the readers of an open round: one's own if one has it, else one that somebody left, with what was read
/// there, else the next that is free.
pub async fn join_round(tx: &mut Conn, round: ReadingRoundId, person: PersonId, most: i64) -> Result<Option<i64>> {
    tx.run(
        "update wording_reader set person_id = $2
         where round_id = $1
         and number = (select min(number) from wording_reader where round_id = $1 and person_id is null)
         and not exists (select 1 from wording_reader where round_id = $1 and person_id = $2)
         and exists (select 1 from wording_round where id = $1 and state = 'open')",
        args![round, person],
    )
    .await?;
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

/// Lets somebody else read on in a place of an open round. False when there was nobody in it.
pub async fn free_place(tx: &mut Conn, round: ReadingRoundId, number: i64) -> Result<bool> {
    let rows = tx
        .run(
            "update wording_reader set person_id = null
             where round_id = $1 and number = $2 and person_id is not null
             and exists (select 1 from wording_round where id = $1 and state = 'open')",
            args![round, number],
        )
        .await?;
    Ok(rows == 1)
}

/// Forgets who read.
pub async fn forget_readers(tx: &mut Conn, round: ReadingRoundId) -> Result<()> {
    tx.run(
        "update wording_reader set person_id = null where round_id = $1",
        args![round],
    )
    .await?;
    Ok(())
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

/// A passage to be read in a round. Neither what was found in it, nor what the other reader said, nor where it comes from.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ToRead {
    pub passage: PassageId,
    pub kind: String,
    pub body: String,
}

/// The next passage that this reader has not read.
pub async fn next_to_read(conn: &mut Conn, round: ReadingRoundId, number: i64) -> Result<Option<ToRead>> {
    conn.optional(
        "select s.passage_id as passage, d.kind, p.body
         from wording_sample s
         join wording_passage p on p.id = s.passage_id
         join wording_document d on d.id = p.document_id
         where s.round_id = $1 and not exists (
             select 1 from wording_reading r where r.round_id = $1 and r.passage_id = s.passage_id and r.number = $2)
         order by s.place limit 1",
        args![round, number],
    )
    .await
}

/// What a reader said last. Passages are read in their order, so it is the one that stands last in it.
pub async fn last_said(conn: &mut Conn, round: ReadingRoundId, number: i64) -> Result<Option<Says>> {
    let row: Option<(Says,)> = conn
        .optional(
            "select r.says from wording_sample s
             join wording_reading r on r.round_id = s.round_id and r.passage_id = s.passage_id and r.number = $2
             where s.round_id = $1 order by s.place desc limit 1",
            args![round, number],
        )
        .await?;
    Ok(row.map(|(says,)| says))
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

/// Takes back the reader's last reading, in the order of the passages. False when there is none.
pub async fn undo_reading(tx: &mut Conn, round: ReadingRoundId, number: i64) -> Result<bool> {
    let rows = tx
        .run(
            "delete from wording_reading where id = (
                 select r.id from wording_reading r
                 join wording_round o on o.id = r.round_id
                 join wording_sample s on s.round_id = r.round_id and s.passage_id = r.passage_id
                 where r.round_id = $1 and r.number = $2 and o.state = 'open' order by s.place desc limit 1)",
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

/// A passage of which the two said different things.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Differing {
    pub kind: String,
    pub body: String,
    pub first: Says,
    pub second: Says,
}

pub async fn differing(conn: &mut Conn, round: ReadingRoundId, most: i64) -> Result<Vec<Differing>> {
    conn.all(
        "select d.kind, p.body, a.says as first, b.says as second
         from wording_sample s
         join wording_reading a on a.round_id = s.round_id and a.passage_id = s.passage_id and a.number = 1
         join wording_reading b on b.round_id = s.round_id and b.passage_id = s.passage_id and b.number = 2
         join wording_passage p on p.id = s.passage_id
         join wording_document d on d.id = p.document_id
         where s.round_id = $1 and a.says <> b.says order by s.place limit $2",
        args![round, most],
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
