//! What one measuring of everything came to. Written by the job that measures, read by the pages, which count nothing themselves.
//! What must not be shown is not written: there are no figures of a unit or a month that is withheld (`language::withheld`).

use model::foundation::Kind;
use model::wording::Silence;
use model::{Day, EditionId, ElementId, Instant, UnitId};
use uuid::Uuid;

use crate::{Conn, Result, args};

/// The newest measuring.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Measuring {
    pub id: Uuid,
    pub lexicon_version: i64,
    pub measured_at: Instant,
    /// What it was measured from; see [`basis`].
    pub basis: String,
    /// The last twelve months are counted up to this day, inclusive.
    pub until_day: Day,
    pub documents: i64,
    pub missing: i64,
    pub passages: i64,
    pub words: i64,
    pub frame: i64,
    pub short: i64,
    pub boilerplate: i64,
    pub duplicate: i64,
    pub foreign_language: i64,
}

/// An element in a unit and everything below it, in a month. Shares in ten-thousandths; none without enough material.
#[derive(Clone, PartialEq, Eq, Debug, sqlx::FromRow)]
pub struct MonthFigure {
    pub element: ElementId,
    pub unit: UnitId,
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

/// The same over the last twelve months.
#[derive(Clone, PartialEq, Eq, Debug, sqlx::FromRow)]
pub struct UnitFigure {
    pub element: ElementId,
    pub unit: UnitId,
    pub own: i64,
    pub quoted: i64,
    pub missed: i64,
    pub share: Option<i64>,
    pub low: Option<i64>,
    pub high: Option<i64>,
    pub shrunk: Option<i64>,
    pub silence: Silence,
}

/// What a unit and everything below it handed in over the last twelve months, or what it lacks.
#[derive(Clone, PartialEq, Eq, Debug, sqlx::FromRow)]
pub struct Material {
    pub unit: UnitId,
    pub documents: i64,
    pub sources: i64,
    pub words: i64,
    pub passages: i64,
    pub missing: i64,
    /// Its figures can be shown: they are about enough, and give no other unit's away.
    pub enough: bool,
    /// What is lacking in it or beside it when they cannot.
    pub lacks_documents: i64,
    pub lacks_sources: i64,
    pub lacks_words: i64,
}

/// A word by which a unit differs from the others.
#[derive(Clone, PartialEq, Eq, Debug, sqlx::FromRow)]
pub struct Word {
    pub unit: UnitId,
    pub word: String,
    /// Hundredths of a standard deviation.
    pub z: i64,
    /// Times in 100,000 words.
    pub here: i64,
    pub elsewhere: i64,
}

pub struct Figures {
    pub measuring: Measuring,
    pub months: Vec<MonthFigure>,
    pub units: Vec<UnitFigure>,
    pub material: Vec<Material>,
    /// In their order, unit by unit.
    pub words: Vec<Word>,
}

/// Puts the figures in the place of those before.
pub async fn keep_figures(tx: &mut Conn, figures: Figures) -> Result<()> {
    for statement in [
        "delete from wording_month",
        "delete from wording_unit",
        "delete from wording_material",
        "delete from wording_word",
        "delete from wording_measure",
    ] {
        tx.run(statement, []).await?;
    }
    let m = figures.measuring;
    tx.run(
        "insert into wording_measure (id, lexicon_version, measured_at, basis, until_day, documents, missing, passages, words,
                                      frame, short, boilerplate, duplicate, foreign_language)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        args![
            m.id,
            m.lexicon_version,
            m.measured_at,
            m.basis,
            m.until_day,
            m.documents,
            m.missing,
            m.passages,
            m.words,
            m.frame,
            m.short,
            m.boilerplate,
            m.duplicate,
            m.foreign_language
        ],
    )
    .await?;
    let months = figures.months.into_iter().map(|f| {
        args![
            f.element,
            f.unit,
            f.month,
            f.documents,
            f.passages,
            f.own,
            f.quoted,
            f.missed,
            f.share,
            f.low,
            f.high
        ]
    });
    tx.insert(
        "insert into wording_month (element_id, unit_id, month, documents, passages, own, quoted, missed, share, low, high) values",
        months.collect(),
        "",
    )
    .await?;
    let units = figures.units.into_iter().map(|f| {
        args![
            f.element, f.unit, f.own, f.quoted, f.missed, f.share, f.low, f.high, f.shrunk, f.silence
        ]
    });
    tx.insert(
        "insert into wording_unit (element_id, unit_id, own, quoted, missed, share, low, high, shrunk, silence) values",
        units.collect(),
        "",
    )
    .await?;
    let material = figures.material.into_iter().map(|f| {
        args![
            f.unit,
            f.documents,
            f.sources,
            f.words,
            f.passages,
            f.missing,
            f.enough,
            f.lacks_documents,
            f.lacks_sources,
            f.lacks_words
        ]
    });
    tx.insert(
        "insert into wording_material (unit_id, documents, sources, words, passages, missing, enough, lacks_documents,
                                       lacks_sources, lacks_words) values",
        material.collect(),
        "",
    )
    .await?;
    let mut words = Vec::new();
    let mut before = (None, 0_i64);
    for word in figures.words {
        let place = if before.0 == Some(word.unit) { before.1 + 1 } else { 0 };
        before = (Some(word.unit), place);
        words.push(args![word.unit, place, word.word, word.z, word.here, word.elsewhere]);
    }
    tx.insert(
        "insert into wording_word (unit_id, place, word, z, here, elsewhere) values",
        words,
        "",
    )
    .await
}

pub async fn measuring(conn: &mut Conn) -> Result<Option<Measuring>> {
    conn.optional(
        "select id, lexicon_version, measured_at, basis, until_day, documents, missing, passages, words, frame, short,
                boilerplate, duplicate, foreign_language
         from wording_measure order by measured_at desc limit 1",
        [],
    )
    .await
}

/// Every element's months in a unit, from `since` (`2026-01`) on.
pub async fn months(conn: &mut Conn, unit: UnitId, since: &str) -> Result<Vec<MonthFigure>> {
    conn.all(
        "select element_id as element, unit_id as unit, month, documents, passages, own, quoted, missed, share, low, high
         from wording_month where unit_id = $1 and month >= $2 order by element_id, month",
        args![unit, since],
    )
    .await
}

/// Every element's year in a unit.
pub async fn year(conn: &mut Conn, unit: UnitId) -> Result<Vec<UnitFigure>> {
    conn.all(
        "select element_id as element, unit_id as unit, own, quoted, missed, share, low, high, shrunk, silence
         from wording_unit where unit_id = $1",
        args![unit],
    )
    .await
}

/// A unit, or one right below it, with what it handed in and its year of one element. Neither without material.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Around {
    pub unit: UnitId,
    pub name: String,
    pub documents: i64,
    pub sources: i64,
    pub words: i64,
    pub passages: i64,
    pub missing: i64,
    pub enough: bool,
    pub lacks_documents: i64,
    pub lacks_sources: i64,
    pub lacks_words: i64,
    pub own: i64,
    pub quoted: i64,
    pub missed: i64,
    pub share: Option<i64>,
    pub low: Option<i64>,
    pub high: Option<i64>,
    pub silence: Option<Silence>,
}

/// A unit and those right below it, by name; never in the order of their figures. None when there is no such unit today.
pub async fn around(
    conn: &mut Conn,
    unit: UnitId,
    element: Option<ElementId>,
) -> Result<Option<(Around, Vec<Around>)>> {
    let rows: Vec<Around> = conn
        .all(
            "select u.unit_id as unit, u.name, coalesce(m.documents, 0) as documents, coalesce(m.sources, 0) as sources,
                    coalesce(m.words, 0) as words, coalesce(m.passages, 0) as passages, coalesce(m.missing, 0) as missing,
                    coalesce(m.enough, false) as enough, coalesce(m.lacks_documents, 0) as lacks_documents,
                    coalesce(m.lacks_sources, 0) as lacks_sources, coalesce(m.lacks_words, 0) as lacks_words, coalesce(w.own, 0) as own, coalesce(w.quoted, 0) as quoted,
                    coalesce(w.missed, 0) as missed, w.share, w.low, w.high, w.silence
             from unit_now u
             left join wording_material m on m.unit_id = u.unit_id
             left join wording_unit w on w.unit_id = u.unit_id and w.element_id = $2
             where u.unit_id = $1 or u.parent_id = $1",
            args![unit, element],
        )
        .await?;
    let (own, mut below): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.unit == unit);
    model::names::sort_by_name(&mut below, |row| &row.name);
    Ok(own.into_iter().next().map(|own| (own, below)))
}

/// An element in force with its year in a unit and one of its months there; no year and no month without material.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct YearAndMonth {
    pub element: ElementId,
    pub kind: Kind,
    pub headline: String,
    pub own: Option<i64>,
    pub quoted: Option<i64>,
    pub missed: Option<i64>,
    pub share: Option<i64>,
    pub low: Option<i64>,
    pub high: Option<i64>,
    pub silence: Option<Silence>,
    pub month: Option<String>,
    pub month_own: Option<i64>,
    pub month_quoted: Option<i64>,
}

/// Every element in force with its year in a unit, one row for each month from `since` on: leadership first, each foundation
/// in its own order.
pub async fn years_and_months(conn: &mut Conn, unit: UnitId, today: Day, since: &str) -> Result<Vec<YearAndMonth>> {
    conn.all(
        concat!(
            "select w.element_id as element, f.kind, w.headline, y.own, y.quoted, y.missed, y.share, y.low, y.high, y.silence,
                    m.month, m.own as month_own, m.quoted as month_quoted
             from edition e
             join foundation f on f.id = e.foundation_id
             join element_text w on w.edition_id = e.id
             left join wording_unit y on y.unit_id = $2 and y.element_id = w.element_id
             left join wording_month m on m.unit_id = $2 and m.element_id = w.element_id and m.month >= $3
             where ",
            crate::foundation::in_force!("e"),
            " order by f.kind desc, w.position, m.month"
        ),
        args![today, unit, since],
    )
    .await
}

/// One element's months in a unit, from `since` on.
pub async fn months_of(conn: &mut Conn, unit: UnitId, element: ElementId, since: &str) -> Result<Vec<MonthFigure>> {
    conn.all(
        "select element_id as element, unit_id as unit, month, documents, passages, own, quoted, missed, share, low, high
         from wording_month where unit_id = $1 and element_id = $2 and month >= $3 order by month",
        args![unit, element, since],
    )
    .await
}

/// An element in force as its page begins: its words, when everything was measured, and what its newest closed round came to.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Head {
    pub edition: EditionId,
    pub headline: String,
    pub until_day: Option<Day>,
    pub closed_at: Option<Instant>,
    /// In ten-thousandths, of all that was handed in.
    pub share: Option<i64>,
    pub low: Option<i64>,
    pub high: Option<i64>,
    pub precision_of: Option<i64>,
    pub alpha: Option<i64>,
    pub alpha_low: Option<i64>,
    pub alpha_high: Option<i64>,
    /// Passages that were read in the round.
    pub read: i64,
}

pub async fn head(conn: &mut Conn, element: ElementId, today: Day) -> Result<Option<Head>> {
    conn.optional(
        concat!(
            "select e.id as edition, w.headline, m.until_day, r.closed_at, r.share, r.low, r.high, r.precision_of, r.alpha,
                    r.alpha_low, r.alpha_high,
                    (select count(distinct g.passage_id) from wording_reading g where g.round_id = r.id) as read
             from edition e
             join element_text w on w.edition_id = e.id
             left join wording_measure m on 1 = 1
             left join wording_round r on r.id = (
                 select c.id from wording_round c where c.element_id = $2 and c.state = 'closed' and c.share is not null
                 order by c.closed_at desc, c.id limit 1)
             where w.element_id = $2 and ",
            crate::foundation::in_force!("e"),
            " order by m.measured_at desc limit 1"
        ),
        args![today, element],
    )
    .await
}

pub async fn material(conn: &mut Conn, unit: UnitId) -> Result<Option<Material>> {
    conn.optional(
        "select unit_id as unit, documents, sources, words, passages, missing, enough, lacks_documents, lacks_sources, lacks_words
         from wording_material where unit_id = $1",
        args![unit],
    )
    .await
}

/// The words by which a unit differs, the strongest first.
pub async fn words(conn: &mut Conn, unit: UnitId) -> Result<Vec<Word>> {
    conn.all(
        "select unit_id as unit, word, z, here, elsewhere from wording_word where unit_id = $1 order by place",
        args![unit],
    )
    .await
}

/// What a measuring would be made from now: another text, another rule or another round gives another basis.
pub async fn basis(conn: &mut Conn, today: Day) -> Result<String> {
    let (documents, newest, deleted_from, version, round, month): (i64, i64, i64, i64, i64, String) = conn
        .one(
            "select (select count(*) from wording_document where state in ('read', 'missing')),
                    (select coalesce(max(read_at), 0) from wording_document),
                    (select cast(coalesce(sum(words), 0) as bigint) from wording_document),
                    (select coalesce(max(version), 0) from wording_lexicon),
                    (select coalesce(max(closed_at), 0) from wording_round),
                    cast($1 as text)",
            args![today.month()],
        )
        .await?;
    let editions: Vec<(model::EditionId,)> = conn
        .all(
            "select e.id from edition e where e.state = 'published' and e.in_force_from <= $1 order by e.id",
            args![today],
        )
        .await?;
    let editions: Vec<String> = editions.iter().map(|(id,)| id.to_string()).collect();
    Ok(format!(
        "{documents} {newest} {deleted_from} {version} {round} {month} {}",
        editions.join(" ")
    ))
}
