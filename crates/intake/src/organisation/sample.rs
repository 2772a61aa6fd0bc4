//! The sample format: a row for each unit, and a row for each post with its person.

use std::collections::HashMap;

use super::delivery::{Delivery, fingerprint};
use super::part::{PEOPLE, UNITS};
use super::source::Source;
use super::{Batch, Part, Person, Post, ProblemKind, Stopped, Unit, field};

pub(super) fn read<S, F: FnMut(Batch) -> Result<(), S>>(
    source: &mut Source<'_>,
    delivery: &mut Delivery<F>,
) -> Result<(), Stopped<S>> {
    delivery.reading(Part::Units);
    let (file, rows) = source.rows(Part::Units, &UNITS)?;
    let mut units = Vec::new();
    for row in rows {
        let row = row?;
        match unit(&row.cells) {
            Ok(unit) => units.push((row.number, unit)),
            Err(kind) => delivery.problem(&file, row.number, kind),
        }
    }
    delivery.units(&file, units)?;
    people(source, delivery)
}

fn unit([id, parent, name, kind]: &[String; 4]) -> Result<Unit, ProblemKind> {
    field::required(Unit {
        external_id: field::plain(id, "id")?,
        parent: field::optional(field::plain(parent, "parent_id")?),
        name: field::plain(name, "name")?,
        kind: field::optional(field::plain(kind, "kind")?),
    })
}

/// A person stands once for each of their posts. Rows with the same key must agree on who it is.
fn people<S, F: FnMut(Batch) -> Result<(), S>>(
    source: &mut Source<'_>,
    delivery: &mut Delivery<F>,
) -> Result<(), Stopped<S>> {
    delivery.reading(Part::People);
    let (file, rows) = source.rows(Part::People, &PEOPLE)?;
    let mut known: HashMap<String, (u32, u64)> = HashMap::new();
    for row in rows {
        let row = row?;
        let number = row.number;
        let [id, name, email, post_cells @ ..] = &row.cells;
        let id = match field::person_key(id, &file, number, "id")? {
            Ok(id) => id,
            Err(kind) => {
                delivery.problem(&file, number, kind);
                continue;
            }
        };
        let name = match field::personal(name, "name") {
            Ok(name) if name.is_empty() => Err(ProblemKind::MissingName),
            named => named,
        };
        let name = match name {
            Ok(name) => name,
            Err(kind) => {
                delivery.problem(&file, number, kind);
                continue;
            }
        };
        let email = field::email(email, "email").unwrap_or_else(|kind| {
            delivery.problem(&file, number, kind);
            None
        });
        let person = Person {
            external_id: id,
            name,
            email,
        };

        let who = fingerprint(&person);
        let first = known.get(&person.external_id).copied();
        match first {
            Some((_, same)) if same == who => {}
            Some((first_row, _)) => {
                delivery.problem(&file, number, ProblemKind::DuplicateId { first_row });
                continue;
            }
            None => {
                known.insert(person.external_id.clone(), (number, who));
                delivery.person(person.clone())?;
            }
        }
        match post(person.external_id, post_cells) {
            Ok(Some(post)) => delivery.post(&file, number, post)?,
            Ok(None) if first.is_some() => delivery.problem(&file, number, ProblemKind::Repeated),
            Ok(None) => {}
            Err(kind) => delivery.problem(&file, number, kind),
        }
    }
    Ok(())
}

/// `None` for a person without a post: a row with nothing behind the e-mail.
fn post(person: String, cells: &[String; 7]) -> Result<Option<Post>, ProblemKind> {
    if cells.iter().all(|cell| cell.trim().is_empty()) {
        return Ok(None);
    }
    let [unit, title, role, level, acting, from, to] = cells;
    let post = Post {
        person,
        unit: field::plain(unit, "unit_id")?,
        title: field::personal(title, "title")?,
        role: field::role(role)?,
        level: field::optional(field::personal(level, "level")?),
        acting: field::answer(acting, "acting")?.unwrap_or(false),
        from: field::date(from, "from")?,
        to: field::date(to, "to")?,
    };
    if post.unit.is_empty() {
        return Err(ProblemKind::MissingUnit);
    }
    if matches!((post.from, post.to), (Some(from), Some(to)) if from > to) {
        return Err(ProblemKind::DatesReversed);
    }
    Ok(Some(post))
}
