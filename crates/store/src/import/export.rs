//! The organisation as files, in the formats that are imported.
//!
//! Taking an export in again changes nothing. What was made here by hand has no key of another system and goes out under
//! its own identity.

use intake::export::{ExportError, Organisation, Written};
use intake::organisation::{Format, Person, Post, Role, Unit};
use model::organisation::PostRole;
use model::{Day, PersonId, UnitId};

use crate::{Conn, Result, args};

/// An organisation as it is on a day, with the posts that begin later.
pub struct House {
    units: Vec<Unit>,
    people: Vec<Person>,
    posts: Vec<Post>,
    /// Of each post: a leader's that begins later, for which OS2mo's files have no place.
    later_leader: Vec<bool>,
}

/// Reads the whole house: three statements, and memory for every row.
pub async fn house(conn: &mut Conn, today: Day) -> Result<House> {
    Ok(House {
        units: units(conn).await?,
        people: people(conn, today).await?,
        ..posts(conn, today).await?
    })
}

impl House {
    /// How many people the files will hold.
    #[must_use]
    pub fn people(&self) -> usize {
        self.people.len()
    }

    /// The files of a format, as CSV.
    pub fn csv(self, format: Format) -> std::result::Result<Vec<Written>, ExportError> {
        let house = self.for_format(format);
        intake::export::csv(format, &house.organisation())
    }

    /// One workbook.
    pub fn xlsx(self, format: Format) -> std::result::Result<Vec<u8>, ExportError> {
        let house = self.for_format(format);
        intake::export::xlsx(format, &house.organisation())
    }

    fn for_format(mut self, format: Format) -> Self {
        if format == Format::Os2mo {
            let mut later = self.later_leader.iter();
            self.posts.retain(|_| !later.next().copied().unwrap_or(false));
        }
        self
    }

    fn organisation(&self) -> Organisation<'_> {
        Organisation {
            units: &self.units,
            people: &self.people,
            posts: &self.posts,
        }
    }
}

async fn units(conn: &mut Conn) -> Result<Vec<Unit>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: UnitId,
        external_id: Option<String>,
        parent: Option<UnitId>,
        parent_external_id: Option<String>,
        name: String,
        kind: String,
    }
    let rows: Vec<Row> = conn
        .all(
            "select n.unit_id as id, u.external_id, n.parent_id as parent, above.external_id as parent_external_id,
                    n.name, n.kind
             from unit_now n join unit u on u.id = n.unit_id left join unit above on above.id = n.parent_id
             order by n.depth, n.name, n.unit_id",
            [],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Unit {
            external_id: row.external_id.unwrap_or_else(|| row.id.to_string()),
            parent: row
                .parent
                .map(|parent| row.parent_external_id.unwrap_or_else(|| parent.to_string())),
            name: row.name,
            kind: Some(row.kind),
        })
        .collect())
}

async fn people(conn: &mut Conn, today: Day) -> Result<Vec<Person>> {
    let rows: Vec<(PersonId, Option<String>, String, Option<String>)> = conn
        .all(
            "select who.id, who.external_id, who.name, who.email from person who
             where who.id in (select p.person_id from post p join unit_now u on u.unit_id = p.unit_id
                              where p.valid_to is null or (p.valid_to > $1 and p.valid_to > p.valid_from))
             order by who.name_folded, who.id",
            args![today],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, external_id, name, email)| Person {
            external_id: external_id.unwrap_or_else(|| id.to_string()),
            name,
            email,
        })
        .collect())
}

async fn posts(conn: &mut Conn, today: Day) -> Result<House> {
    #[derive(sqlx::FromRow)]
    struct Row {
        person_id: PersonId,
        person_external_id: Option<String>,
        unit_id: UnitId,
        unit_external_id: Option<String>,
        title: String,
        role: PostRole,
        level: Option<String>,
        acting: bool,
        valid_from: Day,
        valid_to: Option<Day>,
    }
    let rows: Vec<Row> = conn
        .all(
            "select p.person_id, who.external_id as person_external_id, p.unit_id, u.external_id as unit_external_id,
                    p.title, p.role, p.level, p.acting, p.valid_from, p.valid_to
             from post p
             join unit_now n on n.unit_id = p.unit_id
             join unit u on u.id = p.unit_id
             join person who on who.id = p.person_id
             where p.valid_to is null or (p.valid_to > $1 and p.valid_to > p.valid_from)
             order by p.role desc, p.valid_from, p.id",
            args![today],
        )
        .await?;
    let later_leader = rows
        .iter()
        .map(|r| r.role == PostRole::Leader && r.valid_from > today)
        .collect();
    let posts = rows
        .into_iter()
        .map(|row| Post {
            person: row.person_external_id.unwrap_or_else(|| row.person_id.to_string()),
            unit: row.unit_external_id.unwrap_or_else(|| row.unit_id.to_string()),
            title: row.title,
            role: match row.role {
                PostRole::Leader => Role::Leader,
                PostRole::Employee => Role::Employee,
            },
            level: row.level,
            acting: row.acting,
            from: Some(row.valid_from.0),
            to: row.valid_to.map(|to| to.plus_days(-1).0),
        })
        .collect();
    Ok(House {
        units: Vec::new(),
        people: Vec::new(),
        posts,
        later_leader,
    })
}
