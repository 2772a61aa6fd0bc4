//! Signs with their readings: proposed, counted, adopted, retired.

mod count;
mod keep;

use model::sign::{Cadence, Data, Direction, Kind, Measure, Noted, Purpose, Sign, State, Stood};
use model::trace::Rung;
use model::{Day, ElementId, Instant, MeasureId, NoteId, SignId, UnitId};

pub use count::{Countable, Counted, Tap, countable, counted, forget_taps, keep_taps, take_back};
pub use keep::{Figure, NewNote, NewPhase, add, begin_phase, decide, keep_figures, note, review, save, save_measure};

use crate::{Conn, Result, args};

/// A sign with its measure, as pages show it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Told {
    pub id: SignId,
    pub home: UnitId,
    pub home_name: String,
    /// The home is the whole organisation.
    pub whole: bool,
    pub element: ElementId,
    pub headline: String,
    pub state: State,
    pub revision: i64,
    pub title: String,
    pub behaviour: String,
    pub seen: String,
    pub response: String,
    pub side_effect: String,
    pub assumption: String,
    pub rivals: String,
    pub owner: String,
    pub trial_from: Day,
    pub trial_until: Day,
    pub review_on: Option<Day>,
    pub review_where: String,
    pub reason: String,
    pub decided_at: Option<Instant>,
    #[sqlx(flatten)]
    pub measure: Measured,
    /// The readings of all units, packed: see [`unpack`]. Empty where the statement did not ask.
    pub packed: Option<String>,
}

/// How a sign is measured.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Measured {
    pub measure: MeasureId,
    pub kind: Kind,
    pub purpose: Purpose,
    pub definition: String,
    pub cadence: Cadence,
    pub data: Data,
    pub direction: Direction,
    pub target: Option<i64>,
    pub unit_word: String,
    pub decimals: i64,
    pub rung: Option<Rung>,
    pub source: String,
    pub lag_weeks: Option<i64>,
    pub about_people: bool,
}

impl Told {
    /// What the form shows.
    #[must_use]
    pub fn sign(&self) -> Sign {
        Sign {
            element: self.element,
            title: self.title.clone(),
            behaviour: self.behaviour.clone(),
            seen: self.seen.clone(),
            response: self.response.clone(),
            side_effect: self.side_effect.clone(),
            assumption: self.assumption.clone(),
            rivals: self.rivals.clone(),
            owner: self.owner.clone(),
            trial_until: self.trial_until,
            review_on: self.review_on,
            review_where: self.review_where.clone(),
        }
    }

    #[must_use]
    pub fn readings(&self) -> Vec<Stood> {
        self.packed.as_deref().map_or_else(Vec::new, unpack)
    }
}

impl From<&Measured> for Measure {
    fn from(row: &Measured) -> Self {
        Self {
            kind: row.kind,
            purpose: row.purpose,
            definition: row.definition.clone(),
            cadence: row.cadence,
            data: row.data,
            direction: row.direction,
            target: row.target,
            unit_word: row.unit_word.clone(),
            decimals: row.decimals,
            rung: row.rung,
            source: row.source.clone(),
            lag_weeks: row.lag_weeks,
            about_people: row.about_people,
        }
    }
}

/// Day, value and size of each reading, from `2026-11-23:4000: 2026-11-30:…`: one text a sign is read many times faster than
/// a row a reading.
#[must_use]
pub fn unpack(packed: &str) -> Vec<Stood> {
    let one = |reading: &str| {
        let mut parts = reading.split(':');
        Some(Stood {
            start: parts.next()?.parse().ok()?,
            value: parts.next()?.parse().ok()?,
            size: parts.next().and_then(|size| size.parse().ok()),
        })
    };
    packed.split(' ').filter_map(one).collect()
}

/// The columns of [`Told`] without `packed`, which follows.
macro_rules! told {
    ($packed:expr, $rest:expr) => {
        concat!(
            "select s.id, s.unit_id as home, s.element_id as element, s.state, s.revision, s.title, s.behaviour, s.seen,
                    s.response, s.side_effect, s.assumption, s.rivals, s.owner, s.trial_from, s.trial_until, s.review_on,
                    s.review_where, s.reason, s.decided_at, m.id as measure, m.kind, m.purpose, m.definition, m.cadence,
                    m.data, m.direction, m.target, m.unit_word, m.decimals, m.rung, m.source, m.lag_weeks,
                    m.about_people,
                    (select y.name from unit_period y where y.unit_id = s.unit_id
                     order by y.valid_from desc limit 1) as home_name,
                    not exists (select 1 from unit_period y where y.unit_id = s.unit_id and y.parent_id is not null) as whole,
                    coalesce((select t.headline from element_text t join edition e on e.id = t.edition_id
                     where t.element_id = s.element_id and e.state <> 'draft'
                     order by e.number desc limit 1), '') as headline, ",
            $packed,
            " as packed
             from sign s join sign_measure m on m.sign_id = s.id and m.purpose in ('sign', 'context') ",
            $rest
        )
    };
}

/// All readings of the measure, whatever unit they were made in: as it was.
macro_rules! as_it_was {
    () => {
        "case when m.kind = 'traces' then (
             select string_agg(t.month || '-01:' || cast(1000 * case m.rung when 'prompted' then t.prompted
                        when 'unprompted' then t.unprompted when 'acted' then t.acted else t.confirmed end as text)
                        || ':', ' ')
             from trace_month_then t where t.unit_id = s.unit_id and t.element_id = s.element_id)
         else (
             select string_agg(r.starts_on || ':' || cast(r.value as text) || ':' || coalesce(cast(r.size as text), ''), ' ')
             from (select r.starts_on, cast(sum(r.value) as bigint) as value, cast(sum(r.size) as bigint) as size
                   from sign_reading r where r.measure_id = m.id group by r.starts_on) r) end"
    };
}

/// The readings of units that lie in the sign's home today: as the organisation is now.
macro_rules! as_it_is {
    () => {
        "case when m.kind = 'traces' then (
             select string_agg(t.month || '-01:' || cast(1000 * case m.rung when 'prompted' then t.prompted
                        when 'unprompted' then t.unprompted when 'acted' then t.acted else t.confirmed end as text)
                        || ':', ' ')
             from trace_month t where t.element_id = s.element_id and t.unit_id = (
                 select k.ancestor_id from unit_scope k where k.unit_id = s.unit_id and k.distance = 0
                 order by k.ancestor_id limit 1))
         else (
             select string_agg(r.starts_on || ':' || cast(r.value as text) || ':' || coalesce(cast(r.size as text), ''), ' ')
             from (select r.starts_on, cast(sum(r.value) as bigint) as value, cast(sum(r.size) as bigint) as size
                   from sign_reading r where r.measure_id = m.id and exists (
                       select 1 from unit_scope home
                       join unit_scope k on k.unit_id = r.unit_id and k.ancestor_id = home.ancestor_id
                       where home.unit_id = s.unit_id and home.distance = 0)
                   group by r.starts_on) r) end"
    };
}

/// One sign with its readings, whatever its state: the caller asks who may see it.
pub async fn sign(conn: &mut Conn, id: SignId, as_organised_now: bool) -> Result<Option<Told>> {
    if as_organised_now {
        conn.optional(told!(as_it_is!(), "where s.id = $1"), args![id]).await
    } else {
        conn.optional(told!(as_it_was!(), "where s.id = $1"), args![id]).await
    }
}

/// Signs on one wall at most.
pub const MOST: i64 = 1000;

/// Whose wall it is: somebody, and the roles that reach down and up from their units, as `|steward|leader|`.
pub struct Reader {
    pub person: model::PersonId,
    pub below: String,
    pub above: String,
}

impl Reader {
    /// The roles of the permission table.
    #[must_use]
    pub fn of(person: model::PersonId, action: model::may::Action) -> Self {
        use model::may::{Reach, table};
        let roles = |reaches: &[Reach]| {
            let rows = table(action).iter().filter(|(_, reach)| reaches.contains(reach));
            rows.fold("|".to_owned(), |roles, (role, _)| roles + role.word() + "|")
        };
        Self {
            person,
            below: roles(&[Reach::Below, Reach::BelowAndAbove]),
            above: roles(&[Reach::Above, Reach::BelowAndAbove]),
        }
    }
}

/// The signs that live and that the reader may see, in the order of their titles' bytes, with all their readings.
pub async fn wall(conn: &mut Conn, reader: &Reader, today: Day) -> Result<Vec<Told>> {
    conn.all(
        told!(
            as_it_was!(),
            "where s.state <> 'retired' and exists (
                 select 1 from unit_scope h join (
                     select role, unit_id from post
                     where person_id = $1 and valid_from <= $4 and (valid_to is null or valid_to > $4)
                     union all
                     select role, unit_id from role_grant
                     where person_id = $1 and revoked_at is null and valid_from <= $4
                     and (valid_to is null or valid_to > $4)
                 ) w on (
                     $2 like '%|' || w.role || '|%' and exists (
                         select 1 from unit_ancestor a where a.unit_id = h.ancestor_id and a.ancestor_id = w.unit_id)
                     or $3 like '%|' || w.role || '|%' and exists (
                         select 1 from unit_ancestor a where a.unit_id = w.unit_id and a.ancestor_id = h.ancestor_id))
                 where h.unit_id = s.unit_id and h.distance = 0)
             order by s.title, s.id limit $5"
        ),
        args![reader.person, &reader.below, &reader.above, today, MOST],
    )
    .await
}

/// A new start, with who decided it left out: pages say why and when.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Phase {
    pub measure: MeasureId,
    pub starts_on: Day,
    pub reason: String,
}

/// The phases of one measure, or of all signs that live, in time order.
pub async fn phases(conn: &mut Conn, measure: Option<MeasureId>) -> Result<Vec<Phase>> {
    conn.all(
        "select p.measure_id as measure, p.starts_on, p.reason
         from sign_phase p join sign_measure m on m.id = p.measure_id join sign s on s.id = m.sign_id
         where coalesce($1, p.measure_id) = p.measure_id and ($1 is not null or s.state <> 'retired')
         order by p.starts_on, p.measure_id limit 5000",
        args![measure],
    )
    .await
}

/// An entry of a sign's diary.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Entry {
    pub id: NoteId,
    pub kind: Noted,
    pub body: String,
    pub noted_at: Instant,
}

/// The latest entries, newest first.
pub async fn diary(conn: &mut Conn, sign: SignId, most: i64) -> Result<Vec<Entry>> {
    conn.all(
        "select id, kind, body, noted_at from sign_note where sign_id = $1 order by noted_at desc, id desc limit $2",
        args![sign, most],
    )
    .await
}

/// The signs that live in a unit for an element, for making room.
pub async fn living(conn: &mut Conn, home: UnitId, element: ElementId) -> Result<Vec<(SignId, String)>> {
    conn.all(
        "select id, title from sign where unit_id = $1 and element_id = $2 and state <> 'retired' order by proposed_at, id",
        args![home, element],
    )
    .await
}

/// Signs on one page of the retired.
pub const PAGE: i64 = 20;

/// What was put away, newest first, without figures; and whether more follow. Pages count from 0.
pub async fn retired(conn: &mut Conn, page: i64) -> Result<(Vec<Told>, bool)> {
    let mut rows: Vec<Told> = conn
        .all(
            told!(
                "cast(null as text)",
                "where s.state = 'retired' order by s.decided_at desc, s.id desc limit $1 offset $2"
            ),
            args![PAGE + 1, page.max(0).saturating_mul(PAGE)],
        )
        .await?;
    let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > most;
    rows.truncate(most);
    Ok((rows, more))
}

/// Whether readings were made in units that do not lie in the sign's home today: then there are two ways to see it.
pub async fn reorganised(conn: &mut Conn, sign: SignId) -> Result<bool> {
    let rows = conn
        .number(
            "select count(*) from (
                 select 1 from sign s join sign_measure m on m.sign_id = s.id join sign_reading r on r.measure_id = m.id
                 where s.id = $1 and not exists (
                     select 1 from unit_scope home
                     join unit_scope k on k.unit_id = r.unit_id and k.ancestor_id = home.ancestor_id
                     where home.unit_id = s.unit_id and home.distance = 0)
                 limit 1) x",
            args![sign],
        )
        .await?;
    Ok(rows > 0)
}
