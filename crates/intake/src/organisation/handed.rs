//! Rows that another system hands over, instead of files.

use std::collections::HashSet;

use super::delivery::Delivery;
use super::{Batch, Format, Part, Person, Post, ProblemKind, Report, Stopped, Unit, field};
use crate::{Error, Limits};

/// An organisation as another system tells it. What is wrong with a row is told by its key: there are no row numbers,
/// and [`super::Problem::row`] is 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Handed {
    pub units: Vec<Unit>,
    pub people: Vec<Person>,
    pub posts: Vec<Post>,
}

/// Holds the rows to the same rules and limits as those of a file, and hands them to `sink` in the same batches.
/// `source` is the other system's name, for the problems.
pub fn hand_over<S>(
    handed: Handed,
    source: &str,
    limits: &Limits,
    sink: impl FnMut(Batch) -> Result<(), S>,
) -> Result<Report, Stopped<S>> {
    let Handed { units, people, posts } = handed;
    let most = usize::try_from(limits.rows).unwrap_or(usize::MAX);
    if [units.len(), people.len(), posts.len()].iter().any(|many| *many > most) {
        return Err(Stopped::File(Error::TooManyRows {
            file: source.to_owned(),
            limit: limits.rows,
        }));
    }
    let mut delivery = Delivery::new(Format::Os2mo, limits, sink);

    delivery.reading(Part::Organisation);
    let mut kept = Vec::with_capacity(units.len());
    let keys: HashSet<String> = units.iter().map(|unit| unit.external_id.clone()).collect();
    for unit in units {
        let (label, named) = (
            format!("{source} {}", unit.external_id),
            format!("{source}: {}", unit.name),
        );
        match checked_unit(unit) {
            Ok(mut unit) => {
                if unit.parent.as_ref().is_some_and(|parent| !keys.contains(parent)) {
                    unit.parent = None;
                    delivery.problem(&named, 0, ProblemKind::UnknownParent);
                }
                kept.push((0, unit));
            }
            Err(kind) => delivery.problem(&label, 0, kind),
        }
    }
    delivery.units(source, kept)?;

    delivery.reading(Part::Bruger);
    let mut known = HashSet::new();
    for person in people {
        let key = match field::person_key(&person.external_id, source, 0, "uuid")? {
            Ok(key) => key,
            Err(kind) => {
                delivery.problem(source, 0, kind);
                continue;
            }
        };
        let label = format!("{source} {key}");
        let name = match field::personal(&person.name, "name") {
            Ok(name) if name.is_empty() => Err(ProblemKind::MissingName),
            Ok(_) if known.contains(&key) => Err(ProblemKind::DuplicateId { first_row: 0 }),
            read => read,
        };
        let name = match name {
            Ok(name) => name,
            Err(kind) => {
                delivery.problem(&label, 0, kind);
                continue;
            }
        };
        let email = field::email(person.email.as_deref().unwrap_or_default(), "email").unwrap_or_else(|kind| {
            delivery.problem(&label, 0, kind);
            None
        });
        known.insert(key.clone());
        delivery.person(Person {
            external_id: key,
            name,
            email,
        })?;
    }

    delivery.reading(Part::Engagement);
    for post in posts {
        let label = format!("{source} {}", post.person);
        match checked_post(post, &known) {
            Ok(post) => delivery.post(&label, 0, post)?,
            Err(kind) => delivery.problem(&label, 0, kind),
        }
    }
    delivery.finish()
}

fn checked_unit(unit: Unit) -> Result<Unit, ProblemKind> {
    field::required(Unit {
        external_id: field::plain(&unit.external_id, "uuid")?,
        parent: unit.parent,
        name: field::plain(&unit.name, "name")?,
        kind: optional(unit.kind, "kind")?,
    })
}

fn checked_post(post: Post, people: &HashSet<String>) -> Result<Post, ProblemKind> {
    if !people.contains(&post.person) {
        return Err(ProblemKind::UnknownPerson);
    }
    if matches!((post.from, post.to), (Some(from), Some(to)) if from > to) {
        return Err(ProblemKind::DatesReversed);
    }
    Ok(Post {
        title: field::personal(&post.title, "title")?,
        level: optional(post.level, "level")?,
        ..post
    })
}

fn optional(text: Option<String>, column: &'static str) -> Result<Option<String>, ProblemKind> {
    let text = field::personal(text.as_deref().unwrap_or_default(), column)?;
    Ok(field::optional(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisation::Role;

    fn unit(key: &str, parent: Option<&str>, name: &str) -> Unit {
        Unit {
            external_id: key.into(),
            parent: parent.map(str::to_owned),
            name: name.into(),
            kind: None,
        }
    }

    fn person(key: &str, name: &str, email: &str) -> Person {
        Person {
            external_id: key.into(),
            name: name.into(),
            email: Some(email.into()),
        }
    }

    fn post(person: &str, unit: &str, title: &str) -> Post {
        Post {
            person: person.into(),
            unit: unit.into(),
            title: title.into(),
            role: Role::Employee,
            level: None,
            acting: false,
            from: None,
            to: None,
        }
    }

    fn taken(handed: Handed) -> Result<(Report, Handed), Stopped<()>> {
        let mut got = Handed::default();
        let report = hand_over(handed, "OS2mo", &Limits::default(), |batch| {
            match batch {
                Batch::Units(rows) => got.units.extend(rows),
                Batch::People(rows) => got.people.extend(rows),
                Batch::Posts(rows) => got.posts.extend(rows),
            }
            Ok(())
        })?;
        Ok((report, got))
    }

    #[test]
    fn what_is_wrong_is_left_out_and_told_by_its_key() {
        let handed = Handed {
            units: vec![
                unit("u1", None, "Nørreå"),
                unit("u2", Some("u9"), "Skole"),
                unit("u3", None, " "),
            ],
            people: vec![
                person("p1", "Ane Lund", "ane@noerreaa.example"),
                person("p2", "Bo 010190-1234", ""),
                person("p3", "Carl Holm", "not an address"),
            ],
            posts: vec![
                post("p1", "u1", "Lærer"),
                post("p1", "u1", "Lærer"),
                post("p2", "u1", "Lærer"),
                post("p3", "u3", "Lærer"),
            ],
        };
        let (report, got) = taken(handed).unwrap();
        let problems: Vec<_> = report
            .problems
            .iter()
            .map(|p| (p.file.as_str(), p.row, p.kind))
            .collect();
        assert_eq!(
            problems,
            [
                ("OS2mo: Skole", 0, ProblemKind::UnknownParent),
                ("OS2mo u3", 0, ProblemKind::MissingName),
                ("OS2mo p2", 0, ProblemKind::PersonNumber { column: "name" }),
                ("OS2mo p3", 0, ProblemKind::MalformedEmail),
                ("OS2mo p1", 0, ProblemKind::Repeated),
                ("OS2mo p2", 0, ProblemKind::UnknownPerson),
                ("OS2mo p3", 0, ProblemKind::UnknownUnit),
            ]
        );
        assert_eq!((got.units.len(), got.people.len(), got.posts.len()), (2, 2, 1));
        assert_eq!(got.people[1].email, None);
    }

    #[test]
    fn a_cpr_number_as_key_ends_it_all_and_too_many_rows_too() {
        let handed = Handed {
            people: vec![person("0101901234", "Ane Lund", "")],
            ..Handed::default()
        };
        assert!(matches!(
            taken(handed),
            Err(Stopped::File(Error::PersonNumberAsKey { .. }))
        ));
        let handed = Handed {
            units: vec![unit("u", None, "Skole"); 100_001],
            ..Handed::default()
        };
        assert!(matches!(taken(handed), Err(Stopped::File(Error::TooManyRows { .. }))));
    }
}
