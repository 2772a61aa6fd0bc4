//! From what OS2mo tells to the rows of an import.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

use intake::organisation::{Handed, Person, Post, Role, Unit};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::answer::{Organisation, Period};

/// Days from the first to the last, both included. Without a last day: until something else is said.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Days {
    first: Date,
    last: Date,
}

/// The rows of an import that holds from `today` on.
///
/// Only people who have a post today or later come along: OS2mo keeps those who left. Of somebody who is engaged in the
/// unit that they lead, there is one post, the leader's, for as long as they lead it. A post in a unit that is not there
/// today is left out until the day the unit begins; OS2mo sends an event then. An e-mail address that OS2mo calls secret
/// is not read.
#[must_use]
pub fn translated(told: Organisation, today: Date, zone: &TimeZone) -> Handed {
    let mut posts = posts(&told, today, zone);
    posts.sort_by(|a, b| key(a).cmp(&key(b)));
    let employed: HashSet<&str> = posts.iter().map(|post| post.person.as_str()).collect();
    let emails = emails(&told);
    let classes = classes(&told);
    let mut people: Vec<Person> = told
        .people
        .iter()
        .map(|person| Person {
            external_id: person.uuid.to_string(),
            name: person.name.clone(),
            email: emails.get(&person.uuid).map(|address| (*address).to_owned()),
        })
        .filter(|person| employed.contains(person.external_id.as_str()))
        .collect();
    let mut units: Vec<Unit> = told
        .units
        .iter()
        .map(|unit| Unit {
            external_id: unit.uuid.to_string(),
            parent: unit.parent.map(|parent| parent.to_string()),
            name: unit.name.clone(),
            kind: named(&classes, unit.kind),
        })
        .collect();
    // In one order, whatever the order OS2mo tells them in.
    people.sort_by(|a, b| a.external_id.cmp(&b.external_id));
    units.sort_by(|a, b| a.external_id.cmp(&b.external_id));
    // What changes between two pages comes on both.
    people.dedup();
    units.dedup();
    drop(employed);
    Handed { units, people, posts }
}

fn key(post: &Post) -> (&str, &str, Option<Date>, bool, &str) {
    let leads = post.role == Role::Leader;
    (&post.person, &post.unit, post.from, leads, &post.title)
}

/// SHA-256 of the rows: two organisations with one digest are the same.
#[must_use]
pub fn digest(handed: &Handed) -> [u8; 32] {
    let mut text = String::new();
    // Lengths, so that no text can be taken for two.
    let mut add = |cells: &[Option<&str>]| {
        for cell in cells {
            match cell {
                Some(cell) => write!(text, "{}:{cell}", cell.len()),
                None => write!(text, "-"),
            }
            .unwrap_or_default();
        }
        text.push('\n');
    };
    for unit in &handed.units {
        add(&[
            Some(&unit.external_id),
            unit.parent.as_deref(),
            Some(&unit.name),
            unit.kind.as_deref(),
        ]);
    }
    for person in &handed.people {
        add(&[Some(&person.external_id), Some(&person.name), person.email.as_deref()]);
    }
    for post in &handed.posts {
        let days = [post.from, post.to].map(|day| day.map(|day| day.to_string()));
        let role = if post.role == Role::Leader {
            "leader"
        } else {
            "employee"
        };
        add(&[
            Some(&post.person),
            Some(&post.unit),
            Some(&post.title),
            Some(role),
            post.level.as_deref(),
            days[0].as_deref(),
            days[1].as_deref(),
        ]);
    }
    Sha256::digest(text.as_bytes()).into()
}

fn classes(told: &Organisation) -> HashMap<Uuid, &str> {
    told.classes
        .iter()
        .map(|class| (class.uuid, class.name.as_str()))
        .collect()
}

fn named(classes: &HashMap<Uuid, &str>, class: Option<Uuid>) -> Option<String> {
    let name = classes.get(&class?)?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// Each person's first address that is not secret; the order is that of the addresses' identities, which do not change.
fn emails(told: &Organisation) -> HashMap<Uuid, &str> {
    let secret: HashSet<Uuid> = told
        .classes
        .iter()
        .filter(|class| class.scope.as_deref() == Some("SECRET"))
        .map(|class| class.uuid)
        .collect();
    let mut open: Vec<_> = told
        .emails
        .iter()
        .filter(|email| !email.visibility.is_some_and(|class| secret.contains(&class)))
        .collect();
    open.sort_by_key(|email| email.uuid);
    let mut emails = HashMap::new();
    for email in open {
        if let Some(person) = email.employee {
            emails.entry(person).or_insert(email.address.as_str());
        }
    }
    emails
}

fn posts(told: &Organisation, today: Date, zone: &TimeZone) -> Vec<Post> {
    let classes = classes(told);
    let units: HashSet<Uuid> = told.units.iter().map(|unit| unit.uuid).collect();
    let days = |period: &Period| days(period, zone).filter(|days| days.last >= today);

    // What somebody is called, in the unit and anywhere.
    let mut titles: BTreeMap<(Uuid, Uuid), BTreeSet<(Days, String)>> = BTreeMap::new();
    let mut everywhere: HashMap<Uuid, BTreeSet<String>> = HashMap::new();
    let mut work: BTreeMap<(Uuid, Uuid, String), Vec<Days>> = BTreeMap::new();
    for engagement in told.engagements.iter().filter(|e| units.contains(&e.unit)) {
        let Some(days) = days(&engagement.period) else {
            continue;
        };
        let title = named(&classes, engagement.job).unwrap_or_default();
        let place = (engagement.employee, engagement.unit);
        titles.entry(place).or_default().insert((days, title.clone()));
        everywhere.entry(engagement.employee).or_default().insert(title.clone());
        work.entry((engagement.employee, engagement.unit, title))
            .or_default()
            .push(days);
    }

    let mut leads: BTreeMap<(Uuid, Uuid, String, Option<String>), Vec<Days>> = BTreeMap::new();
    let mut leading: HashMap<(Uuid, Uuid), Vec<Days>> = HashMap::new();
    for manager in told.managers.iter().filter(|m| units.contains(&m.unit)) {
        let (Some(person), Some(days)) = (manager.employee, days(&manager.period)) else {
            continue;
        };
        let place = (person, manager.unit);
        let own = titles
            .get(&place)
            .and_then(|titles| titles.first())
            .map(|(_, title)| title.clone());
        let only = everywhere.get(&person).filter(|titles| titles.len() == 1);
        let title = own
            .or_else(|| only.and_then(|titles| titles.first().cloned()))
            .filter(|title| !title.is_empty())
            .or_else(|| named(&classes, manager.kind))
            .unwrap_or_default();
        let level = named(&classes, manager.level);
        leads
            .entry((person, manager.unit, title, level))
            .or_default()
            .push(days);
        leading.entry(place).or_default().push(days);
    }

    let mut posts = Vec::new();
    for ((person, unit, title, level), days) in leads {
        for days in joined(days) {
            posts.push(post(person, unit, &title, level.clone(), Role::Leader, days));
        }
    }
    for ((person, unit, title), days) in work {
        let led = joined(leading.get(&(person, unit)).cloned().unwrap_or_default());
        for days in joined(days) {
            let rest = without(days, &led).into_iter().filter(|days| days.last >= today);
            posts.extend(rest.map(|days| post(person, unit, &title, None, Role::Employee, days)));
        }
    }
    posts
}

fn post(person: Uuid, unit: Uuid, title: &str, level: Option<String>, role: Role, days: Days) -> Post {
    Post {
        person: person.to_string(),
        unit: unit.to_string(),
        title: title.to_owned(),
        role,
        level,
        acting: false,
        from: (days.first > Date::MIN).then_some(days.first),
        to: (days.last < Date::MAX).then_some(days.last),
    }
}

/// None for a period that ends before it begins, or whose days cannot be read: OS2mo writes all of them.
fn days(period: &Period, zone: &TimeZone) -> Option<Days> {
    let first = match &period.from {
        None => Date::MIN,
        Some(text) => day(text, zone)?,
    };
    let last = match &period.to {
        None => Date::MAX,
        Some(text) => day(text, zone)?,
    };
    (first <= last).then_some(Days { first, last })
}

/// A moment is a day in the organisation's zone, however far from it OS2mo writes it.
fn day(text: &str, zone: &TimeZone) -> Option<Date> {
    match text.parse::<Timestamp>() {
        Ok(moment) => Some(zone.to_datetime(moment).date()),
        Err(_) => text.get(..10)?.parse().ok(),
    }
}

/// Periods that meet or overlap, as one.
fn joined(mut days: Vec<Days>) -> Vec<Days> {
    days.sort();
    let mut joined: Vec<Days> = Vec::new();
    for next in days {
        match joined.last_mut() {
            Some(before) if after(before.last).is_none_or(|day| next.first <= day) => {
                before.last = before.last.max(next.last);
            }
            _ => joined.push(next),
        }
    }
    joined
}

/// What is left of a period without others, which neither meet nor overlap and come in order.
fn without(days: Days, others: &[Days]) -> Vec<Days> {
    let mut left = Vec::new();
    let mut first = Some(days.first);
    for other in others.iter().filter(|o| o.last >= days.first && o.first <= days.last) {
        if let (Some(begin), Some(end)) = (first, other.first.yesterday().ok())
            && begin <= end
        {
            left.push(Days {
                first: begin,
                last: end,
            });
        }
        first = after(other.last);
    }
    if let Some(first) = first.filter(|first| *first <= days.last) {
        left.push(Days { first, last: days.last });
    }
    left
}

fn after(day: Date) -> Option<Date> {
    day.tomorrow().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{Class, Email, Employee, Engagement, Manager, OrgUnit};

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn period(from: &str, to: Option<&str>) -> Period {
        Period {
            from: Some(from.into()),
            to: to.map(str::to_owned),
        }
    }

    fn engaged(employee: u128, unit: u128, job: u128, from: &str, to: Option<&str>) -> Engagement {
        Engagement {
            uuid: id(employee * 1000 + unit),
            employee: id(employee),
            unit: id(unit),
            job: Some(id(job)),
            period: period(from, to),
        }
    }

    fn leads(employee: u128, unit: u128, from: &str, to: Option<&str>) -> Manager {
        Manager {
            uuid: id(employee * 1000 + unit + 500),
            employee: Some(id(employee)),
            unit: id(unit),
            level: Some(id(902)),
            kind: Some(id(903)),
            period: period(from, to),
        }
    }

    /// Two units, three people, and the classes 900–905.
    fn told(engagements: Vec<Engagement>, managers: Vec<Manager>) -> Organisation {
        let class = |n, name: &str, scope: Option<&str>| Class {
            uuid: id(n),
            name: name.into(),
            scope: scope.map(str::to_owned),
        };
        let unit = |n, name: &str, parent: Option<u128>| OrgUnit {
            uuid: id(n),
            name: name.into(),
            parent: parent.map(id),
            kind: Some(id(904)),
        };
        let email = |n, person, address: &str, visibility: Option<u128>| Email {
            uuid: id(n),
            employee: Some(id(person)),
            address: address.into(),
            visibility: visibility.map(id),
        };
        Organisation {
            units: vec![unit(2, "Skole", Some(1)), unit(1, "Nørreå", None)],
            people: [(11, "Ane Lund"), (12, "Bo Holm"), (13, "Carl Krogh")]
                .map(|(n, name)| Employee {
                    uuid: id(n),
                    name: name.into(),
                })
                .to_vec(),
            emails: vec![
                email(72, 11, "ane@noerreaa.example", None),
                email(71, 11, "hemmelig@noerreaa.example", Some(905)),
            ],
            engagements,
            managers,
            classes: vec![
                class(900, "Skoleleder", None),
                class(901, "Lærer", None),
                class(902, "Niveau 3", None),
                class(903, "Leder", None),
                class(904, "Skole", None),
                class(905, "Hemmelig", Some("SECRET")),
            ],
        }
    }

    fn rows(told: Organisation) -> (Handed, Vec<String>) {
        let zone = TimeZone::get("Europe/Copenhagen").unwrap();
        let handed = translated(told, "2026-11-24".parse().unwrap(), &zone);
        let show = |day: Option<Date>| day.map_or("…".to_owned(), |day| day.to_string());
        let posts = handed.posts.iter().map(|post| {
            let role = if post.role == Role::Leader {
                "leader"
            } else {
                "employee"
            };
            let (person, unit) = (&post.person[34..], &post.unit[35..]);
            format!(
                "{person}@{unit} {role} {} {}–{}",
                post.title,
                show(post.from),
                show(post.to)
            )
        });
        let posts = posts.collect();
        (handed, posts)
    }

    #[test]
    fn who_leads_the_unit_that_they_are_engaged_in_has_one_post() {
        let (handed, posts) = rows(told(
            vec![
                engaged(11, 2, 900, "2015-01-01T00:00:00+01:00", None),
                engaged(12, 2, 901, "2020-08-01T00:00:00+02:00", None),
            ],
            vec![leads(11, 2, "2023-02-01T00:00:00+01:00", None)],
        ));
        assert_eq!(
            posts,
            [
                "0b@2 leader Skoleleder 2023-02-01–…",
                "0c@2 employee Lærer 2020-08-01–…"
            ]
        );
        assert_eq!(handed.posts[0].level.as_deref(), Some("Niveau 3"));
        assert_eq!(handed.units[1].kind.as_deref(), Some("Skole"));
        let people: Vec<&str> = handed.people.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(people, ["Ane Lund", "Bo Holm"], "who has no post stays where they are");
        assert_eq!(handed.people[0].email.as_deref(), Some("ane@noerreaa.example"));
    }

    #[test]
    fn the_engagement_goes_on_where_leading_ends_and_until_it_begins() {
        let (_, posts) = rows(told(
            vec![
                engaged(11, 2, 901, "2015-01-01", None),
                engaged(12, 2, 901, "2015-01-01", Some("2027-12-31")),
            ],
            vec![
                leads(11, 2, "2023-02-01", Some("2026-12-31T00:00:00+01:00")),
                leads(12, 2, "2027-01-01", None),
            ],
        ));
        assert_eq!(
            posts,
            [
                "0b@2 leader Lærer 2023-02-01–2026-12-31",
                "0b@2 employee Lærer 2027-01-01–…",
                "0c@2 employee Lærer 2015-01-01–2026-12-31",
                "0c@2 leader Lærer 2027-01-01–…",
            ]
        );
    }

    #[test]
    fn a_leader_from_elsewhere_brings_their_title_and_a_vacant_post_nobody() {
        let mut vacant = leads(13, 2, "2020-01-01", None);
        vacant.employee = None;
        let (handed, posts) = rows(told(
            vec![engaged(11, 1, 900, "2015-01-01", None)],
            vec![
                leads(11, 2, "2023-02-01", None),
                leads(12, 1, "2024-01-01", None),
                vacant,
            ],
        ));
        assert_eq!(
            posts,
            [
                "0b@1 employee Skoleleder 2015-01-01–…",
                "0b@2 leader Skoleleder 2023-02-01–…",
                "0c@1 leader Leder 2024-01-01–…",
            ]
        );
        assert_eq!(handed.people.len(), 2);
    }

    #[test]
    fn what_is_over_or_not_there_is_left_out_and_parts_that_meet_are_one() {
        let (_, posts) = rows(told(
            vec![
                engaged(11, 2, 901, "2015-01-01", Some("2026-11-23")),
                engaged(12, 2, 901, "2015-01-01", Some("2026-12-31")),
                // At midnight in Denmark, written in another zone.
                engaged(12, 2, 901, "2026-12-31T23:00:00+00:00", None),
                engaged(13, 9, 901, "2015-01-01", None),
                engaged(13, 2, 901, "2027-02-01", Some("2027-01-01")),
            ],
            vec![leads(11, 2, "2015-01-01", Some("2020-12-31"))],
        ));
        assert_eq!(posts, ["0c@2 employee Lærer 2015-01-01–…"]);
    }

    #[test]
    fn the_digest_does_not_care_for_order_and_sees_every_change() {
        let engagements = vec![
            engaged(11, 2, 900, "2015-01-01", None),
            engaged(12, 2, 901, "2020-08-01", None),
        ];
        let managers = vec![leads(11, 2, "2023-02-01", None)];
        let of = |told| digest(&rows(told).0);
        let first = of(told(engagements.clone(), managers.clone()));
        let mut turned = told(engagements.iter().rev().cloned().collect(), managers.clone());
        turned.units.reverse();
        turned.people.reverse();
        turned.emails.reverse();
        assert_eq!(of(turned), first);

        let mut renamed = told(engagements.clone(), managers.clone());
        renamed.units[0].name = "Skolen".into();
        assert_ne!(of(renamed), first);
        let mut left = engagements.clone();
        left[1].period.to = Some("2026-12-31".into());
        assert_ne!(of(told(left, managers)), first);
        assert_ne!(of(told(engagements, vec![])), first);
    }
}
