//! Every route × actor × object, over HTTP, against the permission table.
//!
//! What the table refuses answers 404, as what does not exist; a stranger is sent to sign in. What it allows answers
//! something else than 404 (a form without fields may well be refused with 400 or 422).

use std::collections::BTreeMap;

use axum::http::{Method, StatusCode};
use fixture::{House, on_both};
use model::access::{Actor, Role, Standing};
use model::may::{Action, Object, Place, may};
use web::routes::Route;

/// Everybody in the fixture, and what they are there: role, unit.
const ACTORS: [(&str, Option<(Role, &str)>); 15] = [
    ("Rita", Some((Role::Director, "Rod"))),
    ("Stine", Some((Role::Steward, "Rod"))),
    ("Dan", Some((Role::DataProtectionOfficer, "Rod"))),
    ("Ada", Some((Role::Administrator, "Rod"))),
    ("Rep", Some((Role::Representative, "Rod"))),
    ("Eks", Some((Role::Adviser, "Rod"))),
    ("Åse", Some((Role::Leader, "Ældre"))),
    ("Emil", Some((Role::Employee, "Ældre"))),
    ("Nina", Some((Role::Leader, "Nord"))),
    ("Nor", Some((Role::Employee, "Nord"))),
    ("Tom", Some((Role::Employee, "Team"))),
    ("Sune", Some((Role::Leader, "Syd"))),
    ("Sofie", Some((Role::Leader, "Skole"))),
    ("Skipper", Some((Role::Employee, "Skole"))),
    // Whose post has ended.
    ("Olga", None),
];

const LINES: [(&str, &[&str], &str); 6] = [
    ("Rod", &["Rod"], ""),
    ("Ældre", &["Ældre", "Rod"], "Ældre"),
    ("Nord", &["Nord", "Ældre", "Rod"], "Nord"),
    ("Team", &["Team", "Nord", "Ældre", "Rod"], "Nord"),
    ("Syd", &["Syd", "Ældre", "Rod"], "Syd"),
    ("Skole", &["Skole", "Rod"], "Skole"),
];

fn place(house: &House, unit: &str) -> Place {
    let (_, line, answerable) = LINES.iter().find(|(name, ..)| *name == unit).unwrap();
    Place {
        unit: house.units[unit],
        line: line.iter().map(|name| house.units[name]).collect(),
        answerable: house.units.get(answerable).copied(),
    }
}

fn actor(house: &House, name: &str, role: Option<(Role, &str)>) -> Actor {
    let standings = role.map(|(role, unit)| {
        let place = place(house, unit);
        Standing {
            role,
            unit: place.unit,
            line: place.line,
        }
    });
    Actor {
        person: house.people[name],
        standings: standings.into_iter().collect(),
    }
}

/// One way to fill a route's path, and the object that the table is asked about.
struct Case {
    path: String,
    object: Option<Object>,
}

/// Every way to fill a path that matters: each unit, and what does not exist.
fn cases(house: &House, route: &Route) -> Vec<Case> {
    const NOBODY: &str = "00000000000070008000000000000000";
    let fill = |path: &str| {
        let element = house.elements["Borgeren først"].to_string();
        path.replace("{element}", &element)
            .replace("{language}", "en")
            .replace("{other}", &house.editions["leadership"].to_string())
    };
    if route.path.contains("{unit}") {
        let mut cases: Vec<Case> = LINES
            .iter()
            .map(|(unit, ..)| Case {
                path: fill(&route.path.replace("{unit}", &house.units[unit].to_string())),
                object: Some(Object::unit(place(house, unit))),
            })
            .collect();
        cases.push(Case {
            path: fill(&route.path.replace("{unit}", NOBODY)),
            object: None,
        });
        return cases;
    }
    let path = fill(route.path);
    if path.contains('{') {
        // What belongs to somebody or comes and goes: the room's own tests make it; here it does not exist.
        let missing = path
            .split('/')
            .map(|part| if part.starts_with('{') { NOBODY } else { part })
            .collect::<Vec<_>>();
        return vec![Case {
            path: missing.join("/"),
            object: None,
        }];
    }
    vec![Case {
        path,
        object: Some(Object::nothing()),
    }]
}

#[tokio::test]
async fn every_route_answers_as_the_table_says() {
    on_both(async |db| {
        let house = House::new(db).await;
        let mut asked = 0;
        let mut wrong: Vec<String> = Vec::new();
        for route in web::routes::table() {
            // Opened once, by whoever holds it.
            if route.path == "/sign-in/{token}" {
                continue;
            }
            for case in cases(&house, &route) {
                for (name, role) in ACTORS {
                    // A session of its own each time: some routes end it.
                    let client = house.signed_in(name).await;
                    let answer = match route.method {
                        Method::GET => client.get(&case.path).await,
                        _ => client.post(&case.path, &[]).await,
                    };
                    asked += 1;
                    let actor = actor(&house, name, role);
                    let allowed = case
                        .object
                        .as_ref()
                        .is_some_and(|o| may(Some(&actor), route.action, o).is_ok());
                    // A session opens nothing there, and that is said, because a key would: tests/api.rs asks with keys.
                    if route.path.starts_with("/api/") && route.action != Action::Enter {
                        if allowed || answer.status != StatusCode::UNAUTHORIZED {
                            wrong.push(format!("{} {} as {name}: {}", route.method, case.path, answer.status));
                        }
                        continue;
                    }
                    // A form that is not one is refused before anything is looked up, the same for everybody.
                    let unread = route.method == Method::POST && answer.status == StatusCode::BAD_REQUEST;
                    let seen = answer.status != StatusCode::NOT_FOUND;
                    if answer.status.is_server_error() || (seen != allowed && !unread) {
                        wrong.push(format!(
                            "{} {} as {name}: {} (allowed: {allowed})",
                            route.method, case.path, answer.status
                        ));
                    }
                }
                let stranger = house.stranger();
                let answer = match route.method {
                    Method::GET => stranger.get(&case.path).await,
                    _ => stranger.post(&case.path, &[]).await,
                };
                asked += 1;
                let open = route.action == Action::Enter;
                if route.path.starts_with("/api/") && !open && answer.status == StatusCode::UNAUTHORIZED {
                    continue;
                }
                if !open && !answer.location().starts_with("/sign-in") && answer.status != StatusCode::BAD_REQUEST {
                    wrong.push(format!(
                        "{} {} as a stranger: {}",
                        route.method, case.path, answer.status
                    ));
                }
            }
        }
        assert!(wrong.is_empty(), "{} of {asked}:\n{}", wrong.len(), wrong.join("\n"));
    })
    .await;
}

#[test]
fn no_route_stands_twice() {
    let mut seen: BTreeMap<(String, &str), Action> = BTreeMap::new();
    for route in web::routes::table() {
        assert!(
            seen.insert((route.method.to_string(), route.path), route.action)
                .is_none(),
            "{}",
            route.path
        );
    }
}
