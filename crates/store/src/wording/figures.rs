//! What one measuring of everything came to. Written by the job that measures, read by the pages, which count nothing themselves.

use model::wording::Silence;
use model::{Day, ElementId, Instant, UnitId};
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

/// What a unit and everything below it handed in over the last twelve months.
#[derive(Clone, PartialEq, Eq, Debug, sqlx::FromRow)]
pub struct Material {
    pub unit: UnitId,
    pub documents: i64,
    pub sources: i64,
    pub words: i64,
    pub passages: i64,
    pub missing: i64,
    pub enough: bool,
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
    let material = figures
        .material
        .into_iter()
        .map(|f| args![f.unit, f.documents, f.sources, f.words, f.passages, f.missing, f.enough]);
    tx.insert(
        "insert into wording_material (unit_id, documents, sources, words, passages, missing, enough) values",
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

/// A unit right below another, with what it handed in and its figure for one element. Neither without material.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Below {
    pub unit: UnitId,
    pub name: String,
    pub documents: i64,
    pub sources: i64,
    pub words: i64,
    pub missing: i64,
    pub enough: bool,
    pub own: i64,
    pub quoted: i64,
    pub missed: i64,
    pub share: Option<i64>,
    pub low: Option<i64>,
    pub high: Option<i64>,
    pub silence: Option<Silence>,
}

/// The units right below `unit`, by name; never in the order of their figures.
pub async fn below(conn: &mut Conn, unit: UnitId, element: ElementId) -> Result<Vec<Below>> {
    let mut rows: Vec<Below> = conn
        .all(
            "select u.unit_id as unit, u.name, coalesce(m.documents, 0) as documents, coalesce(m.sources, 0) as sources,
                    coalesce(m.words, 0) as words, coalesce(m.missing, 0) as missing, coalesce(m.enough, false) as enough,
                    coalesce(w.own, 0) as own, coalesce(w.quoted, 0) as quoted, coalesce(w.missed, 0) as missed,
                    w.share, w.low, w.high, w.silence
             from unit_now u
             left join wording_material m on m.unit_id = u.unit_id
             left join wording_unit w on w.unit_id = u.unit_id and w.element_id = $2
             where u.parent_id = $1",
            args![unit, element],
        )
        .await?;
    model::names::sort_by_name(&mut rows, |row| &row.name);
    Ok(rows)
}

pub async fn material(conn: &mut Conn, unit: UnitId) -> Result<Option<Material>> {
    conn.optional(
        "select unit_id as unit, documents, sources, words, passages, missing, enough from wording_material where unit_id = $1",
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
