//! The organisation's own names for leader levels and kinds of unit.

use model::Language;
use model::organisation::TermKind;

use crate::{Conn, Result, args};

#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Term {
    pub kind: TermKind,
    /// What units, posts and files say.
    pub code: String,
    pub danish: String,
    pub english: String,
    pub position: i64,
}

impl Term {
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Danish => &self.danish,
            Language::English => &self.english,
        }
    }
}

/// All names, in their order.
pub struct Terms(pub Vec<Term>);

impl Terms {
    /// What the organisation calls `code`; the code itself where it has no name for it.
    #[must_use]
    pub fn name<'a>(&'a self, kind: TermKind, code: &'a str, language: Language) -> &'a str {
        self.of(kind)
            .find(|t| t.code == code)
            .map_or(code, |t| t.name(language))
    }

    pub fn of(&self, kind: TermKind) -> impl Iterator<Item = &Term> {
        self.0.iter().filter(move |t| t.kind == kind)
    }
}

pub async fn terms(conn: &mut Conn) -> Result<Terms> {
    Ok(Terms(
        conn.all(
            "select kind, code, danish, english, position from term order by kind, position, code",
            [],
        )
        .await?,
    ))
}

/// Kind, code and Danish name, English name: what most municipalities say.
const USUAL: [(TermKind, &str, &str); 11] = [
    (TermKind::Level, "direktion", "executive board"),
    (TermKind::Level, "chef", "head of area"),
    (TermKind::Level, "leder af ledere", "leader of leaders"),
    (TermKind::Level, "leder af medarbejdere", "leader of employees"),
    (TermKind::UnitKind, "kommune", "municipality"),
    (TermKind::UnitKind, "direktion", "executive board"),
    (TermKind::UnitKind, "område", "area"),
    (TermKind::UnitKind, "center", "centre"),
    (TermKind::UnitKind, "institution", "institution"),
    (TermKind::UnitKind, "team", "team"),
    (TermKind::UnitKind, "enhed", "unit"),
];

pub(super) async fn add_usual(tx: &mut Conn) -> Result<()> {
    let rows = (1i64..)
        .zip(USUAL)
        .map(|(position, (kind, danish, english))| args![kind, danish, danish, english, position]);
    tx.insert(
        "insert into term (kind, code, danish, english, position) values",
        rows.collect(),
        "",
    )
    .await
}

/// Writes all names anew.
pub async fn replace(tx: &mut Conn, terms: &[Term]) -> Result<()> {
    tx.run("delete from term", []).await?;
    let rows = terms
        .iter()
        .map(|t| args![t.kind, &t.code, &t.danish, &t.english, t.position]);
    tx.insert(
        "insert into term (kind, code, danish, english, position) values",
        rows.collect(),
        "",
    )
    .await
}

/// How often each code is in use, now or at any time.
pub async fn uses(conn: &mut Conn) -> Result<Vec<(TermKind, String, i64)>> {
    conn.all(
        "select 'level', level, count(*) from post where level is not null group by level
         union all
         select 'unit_kind', kind, count(*) from unit_period group by kind",
        [],
    )
    .await
}
