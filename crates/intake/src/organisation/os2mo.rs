//! The five files of OS2mo's `plan2learn` exporter.
//!
//! What its documentation and code say of the columns: keys are UUIDs; `AktivStatus` 0 marks engagements that have
//! not begun (newer versions write 1 and a start date); `StartdatoEngagement` is filled only for those; `Titel` of a
//! leader is an area of responsibility, such as "Personaleledelse"; `Stilling` is the title of the person's primary
//! engagement. Further columns (`EngagementId`, `OrganisationsfunktionsUUID`) occur and are not needed.

use std::collections::HashMap;

use super::delivery::Delivery;
use super::part::{BRUGER, ENGAGEMENT, LEDER, ORGANISATION, STILLINGSKODE};
use super::source::Source;
use super::{Batch, Part, Person, Post, ProblemKind, Role, Stopped, Unit, field};

/// For each person's key: the row it came in and the title of the primary engagement.
type People = HashMap<String, (u32, String)>;

pub(super) fn read<S, F: FnMut(Batch) -> Result<(), S>>(
    source: &mut Source<'_>,
    delivery: &mut Delivery<F>,
) -> Result<(), Stopped<S>> {
    units(source, delivery)?;
    let people = people(source, delivery)?;
    let titles = titles(source, delivery)?;
    engagements(source, delivery, &people, &titles)?;
    leaders(source, delivery, &people)
}

fn units<S, F: FnMut(Batch) -> Result<(), S>>(
    source: &mut Source<'_>,
    delivery: &mut Delivery<F>,
) -> Result<(), Stopped<S>> {
    delivery.reading(Part::Organisation);
    let (file, rows) = source.rows(Part::Organisation, &ORGANISATION)?;
    let mut units = Vec::new();
    for row in rows {
        let row = row?;
        match unit(&row.cells) {
            Ok(unit) => units.push((row.number, unit)),
            Err(kind) => delivery.problem(&file, row.number, kind),
        }
    }
    delivery.units(&file, units)
}

fn unit([id, name, parent]: &[String; 3]) -> Result<Unit, ProblemKind> {
    field::required(Unit {
        external_id: field::plain(id, "AfdelingsID")?,
        parent: field::optional(field::plain(parent, "Parentid")?),
        name: field::plain(name, "Afdelingsnavn")?,
        kind: None,
    })
}

fn people<S, F: FnMut(Batch) -> Result<(), S>>(
    source: &mut Source<'_>,
    delivery: &mut Delivery<F>,
) -> Result<People, Stopped<S>> {
    delivery.reading(Part::Bruger);
    let (file, rows) = source.rows(Part::Bruger, &BRUGER)?;
    let mut people = People::new();
    for row in rows {
        let row = row?;
        let [id, name, email, title] = &row.cells;
        let key = field::person_key(id, &file, row.number, "BrugerId")?;
        let read = key.and_then(|id| {
            let name = field::personal(name, "Navn")?;
            if name.is_empty() {
                return Err(ProblemKind::MissingName);
            }
            if let Some((first_row, _)) = people.get(&id) {
                return Err(ProblemKind::DuplicateId { first_row: *first_row });
            }
            Ok((id, name, field::personal(title, "Stilling")?))
        });
        let (id, name, title) = match read {
            Ok(read) => read,
            Err(kind) => {
                delivery.problem(&file, row.number, kind);
                continue;
            }
        };
        let email = field::email(email, "E-mail").unwrap_or_else(|kind| {
            delivery.problem(&file, row.number, kind);
            None
        });
        people.insert(id.clone(), (row.number, title));
        delivery.person(Person {
            external_id: id,
            name,
            email,
        })?;
    }
    Ok(people)
}

fn titles<S, F: FnMut(Batch) -> Result<(), S>>(
    source: &mut Source<'_>,
    delivery: &mut Delivery<F>,
) -> Result<HashMap<String, String>, Stopped<S>> {
    delivery.reading(Part::Stillingskode);
    let (file, rows) = source.rows(Part::Stillingskode, &STILLINGSKODE)?;
    let mut titles = HashMap::new();
    let mut first_rows: HashMap<String, u32> = HashMap::new();
    for row in rows {
        let row = row?;
        let [id, active, title] = &row.cells;
        let read = is_active(active).and_then(|active| {
            let id = field::plain(id, "StillingskodeID")?;
            if id.is_empty() {
                return Err(ProblemKind::MissingId);
            }
            Ok((active, id, field::personal(title, "Stillingskode")?))
        });
        match read {
            Ok((false, ..)) => delivery.inactive(),
            Ok((true, id, title)) => {
                if let Some(first_row) = first_rows.get(&id) {
                    let kind = ProblemKind::DuplicateId { first_row: *first_row };
                    delivery.problem(&file, row.number, kind);
                } else {
                    first_rows.insert(id.clone(), row.number);
                    titles.insert(id, title);
                }
            }
            Err(kind) => delivery.problem(&file, row.number, kind),
        }
    }
    Ok(titles)
}

fn engagements<S, F: FnMut(Batch) -> Result<(), S>>(
    source: &mut Source<'_>,
    delivery: &mut Delivery<F>,
    people: &People,
    titles: &HashMap<String, String>,
) -> Result<(), Stopped<S>> {
    delivery.reading(Part::Engagement);
    let (file, rows) = source.rows(Part::Engagement, &ENGAGEMENT)?;
    for row in rows {
        let row = row?;
        let [person, unit, active, code, primary, from] = &row.cells;
        let person = field::person_key(person, &file, row.number, "BrugerId")?;
        let read = person.and_then(|person| {
            if !is_active(active)? {
                return Ok(None);
            }
            let Some((_, own_title)) = people.get(&person) else {
                return Err(ProblemKind::UnknownPerson);
            };
            let code = field::plain(code, "StillingskodeId")?;
            let listed = titles.get(&code);
            let is_primary = field::answer(primary, "Primær")?.unwrap_or(false);
            let title = match listed {
                Some(title) => title.clone(),
                None if is_primary => own_title.clone(),
                None => String::new(),
            };
            let post = Post {
                person,
                unit: unit_key(unit, "AfdelingsId")?,
                title,
                role: Role::Employee,
                level: None,
                acting: false,
                from: field::date(from, "StartdatoEngagement")?,
                to: None,
            };
            Ok(Some((post, !code.is_empty() && listed.is_none())))
        });
        match read {
            Ok(Some((post, unknown_title))) => {
                if unknown_title {
                    delivery.problem(&file, row.number, ProblemKind::UnknownJobTitle);
                }
                delivery.post(&file, row.number, post)?;
            }
            Ok(None) => delivery.inactive(),
            Err(kind) => delivery.problem(&file, row.number, kind),
        }
    }
    Ok(())
}

fn leaders<S, F: FnMut(Batch) -> Result<(), S>>(
    source: &mut Source<'_>,
    delivery: &mut Delivery<F>,
    people: &People,
) -> Result<(), Stopped<S>> {
    delivery.reading(Part::Leder);
    let (file, rows) = source.rows(Part::Leder, &LEDER)?;
    for row in rows {
        let row = row?;
        let [person, unit, active, title] = &row.cells;
        let person = field::person_key(person, &file, row.number, "BrugerId")?;
        let read = person.and_then(|person| {
            if !is_active(active)? {
                return Ok(None);
            }
            if !people.contains_key(&person) {
                return Err(ProblemKind::UnknownPerson);
            }
            Ok(Some(Post {
                person,
                unit: unit_key(unit, "AfdelingsID")?,
                title: field::personal(title, "Titel")?,
                role: Role::Leader,
                level: None,
                acting: false,
                from: None,
                to: None,
            }))
        });
        match read {
            Ok(Some(post)) => delivery.post(&file, row.number, post)?,
            Ok(None) => delivery.inactive(),
            Err(kind) => delivery.problem(&file, row.number, kind),
        }
    }
    Ok(())
}

fn unit_key(cell: &str, column: &'static str) -> Result<String, ProblemKind> {
    let key = field::plain(cell, column)?;
    if key.is_empty() {
        Err(ProblemKind::MissingUnit)
    } else {
        Ok(key)
    }
}

fn is_active(cell: &str) -> Result<bool, ProblemKind> {
    let column = "AktivStatus";
    field::answer(cell, column)?.ok_or(ProblemKind::UnknownAnswer { column })
}
