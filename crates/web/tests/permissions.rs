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

/// Things that are there, made anew for each question, because a question may end them.
struct Things<'a> {
    house: &'a House,
    path: &'static str,
}

impl Things<'_> {
    fn id(&self) -> uuid::Uuid {
        self.house.app.random_id()
    }

    /// Somebody with a post in Team, an account and a role.
    async fn person(&self) -> (model::PersonId, model::PostId, model::GrantId) {
        let app = &self.house.app;
        let (person, post, grant) = (app.id(fixture::NOW), app.id(fixture::NOW), app.id(fixture::NOW));
        let team = self.house.units["Team"];
        let from = fixture::TODAY.parse().unwrap();
        let mut tx = app.db.write().await.unwrap();
        let new = store::organisation::NewPerson {
            id: person,
            external_id: None,
            name: "Ny Prøvesen",
            email: None,
        };
        store::organisation::add_person(&mut tx, &new, fixture::NOW)
            .await
            .unwrap();
        store::access::add_account(&mut tx, person, None, false, fixture::NOW)
            .await
            .unwrap();
        let new = store::organisation::NewPost {
            id: post,
            person,
            unit: team,
            title: "Konsulent",
            role: model::organisation::PostRole::Employee,
            level: None,
            acting: false,
            from,
            to: None,
        };
        store::organisation::add_post(&mut tx, &new).await.unwrap();
        let new = store::access::NewGrant {
            id: grant,
            person,
            role: Role::Representative,
            unit: team,
            from,
            to: None,
            note: "",
            by: None,
        };
        store::access::add_grant(&mut tx, &new, fixture::NOW).await.unwrap();
        tx.commit().await.unwrap();
        (person, post, grant)
    }

    /// Tom's, about Team.
    async fn story(&self, state: &str) -> uuid::Uuid {
        let id = self.id();
        let element = (state != "locked").then(|| self.house.elements["Borgeren først"]);
        let mut tx = self.house.app.db.write().await.unwrap();
        tx.run(
            "insert into story (id, unit_id, element_id, told_element_id, teller_id, teller_unit_id, from_another_unit,
                                happened_on, body, unprompted, name_kept, state, told_at, reason)
             values ($1, $2, $3, $3, $4, $2, $5, '2026-11-20', 'Vi ringede, før vi besluttede noget.', $6, $5, $7, $8, '')",
            store::args![
                id,
                self.house.units["Team"],
                element,
                self.house.people["Tom"],
                false,
                true,
                state,
                fixture::NOW
            ],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Written down in Nord: recorded, or a draft that Tom left behind, who does not lead.
    async fn decision(&self, state: &str) -> uuid::Uuid {
        let id = self.id();
        let mut tx = self.house.app.db.write().await.unwrap();
        tx.run(
            "insert into decision (id, unit_id, state, revision, decided, decided_on, body, options, tipped_id, why,
                                   came_first, stops, look_back_on, held_how, written_by, written_at, reason)
             values ($1, $2, $3, 1, 'x', '2026-11-01', 'y', '', $4, 'z', 'v', '', '2026-11-02', '', $5, $6, '')",
            store::args![
                id,
                self.house.units["Nord"],
                state,
                self.house.elements["Borgeren først"],
                self.house.people["Tom"],
                fixture::NOW
            ],
        )
        .await
        .unwrap();
        tx.run(
            "insert into decision_unit (decision_id, unit_id) values ($1, $2)",
            store::args![id, self.house.units["Nord"]],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A round of reading without passages. It is read in the whole organisation's material.
    async fn reading_round(&self) -> uuid::Uuid {
        let id: model::ReadingRoundId = self.house.app.id(fixture::NOW);
        let element = self.house.elements["Borgeren først"];
        let mut tx = self.house.app.db.write().await.unwrap();
        tx.run("update wording_round set state = 'closed', closed_at = opened_at", [])
            .await
            .unwrap();
        store::wording::change_lexicon(&mut tx, 0, "[]", "", fixture::NOW)
            .await
            .unwrap();
        let round = store::wording::NewRound {
            id,
            element,
            lexicon_version: 1,
            of_flagged: 0,
            of_unflagged: 0,
            sample: Vec::new(),
        };
        assert!(store::wording::open_round(&mut tx, round, fixture::NOW).await.unwrap());
        tx.commit().await.unwrap();
        id.0
    }

    /// Nord's, measured by figures from elsewhere.
    async fn sign(&self) -> uuid::Uuid {
        let id = self.id();
        let mut tx = self.house.app.db.write().await.unwrap();
        let element = self.house.elements["Borgeren først"];
        tx.run(
            "insert into sign (id, unit_id, element_id, state, revision, title, behaviour, seen, response, side_effect,
                               assumption, rivals, owner, trial_from, trial_until, review_where, proposed_at, reason)
             values ($1, $2, $3, 'hypothesis', 1, 'a', 'b', 'c', 'd', 'e', '', '', 'f', '2026-10-01', '2027-02-01', '', $4, '')",
            store::args![id, self.house.units["Nord"], element, fixture::NOW],
        )
        .await
        .unwrap();
        tx.run(
            "insert into sign_measure (id, sign_id, kind, purpose, definition, cadence, data, direction, unit_word, decimals,
                                       source, about_people, added_at)
             values ($1, $2, 'series', 'sign', 'g', 'week', 'counts', 'up', '', 0, 'h', $3, $4)",
            store::args![self.id(), id, false, fixture::NOW],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Given up before it was applied.
    async fn import(&self) -> uuid::Uuid {
        let id = self.id();
        let mut tx = self.house.app.db.write().await.unwrap();
        tx.run(
            "insert into import (id, format, files, valid_on, state, staged_at, counts)
             values ($1, 'sample', 'filer.csv', '2026-11-23', 'dropped', $2, $3)",
            store::args![
                id,
                fixture::NOW,
                serde_json::to_string(&store::import::Counts::default()).unwrap()
            ],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// The one draft of the foundation for leaders, with all its elements.
    async fn draft(&self) -> model::EditionId {
        let mut tx = self.house.app.db.write().await.unwrap();
        for sql in [
            "delete from element_tie where edition_id in (select id from edition where state = 'draft')",
            "delete from element_fate where edition_id in (select id from edition where state = 'draft')",
            "delete from element_text where edition_id in (select id from edition where state = 'draft')",
            "delete from edition where state = 'draft'",
        ] {
            tx.run(sql, []).await.unwrap();
        }
        let id = copy(self.house, &mut tx).await;
        tx.commit().await.unwrap();
        id
    }

    /// The path with something that is there in it, and what the table is asked about. None: it takes nothing of these.
    async fn case(&self) -> Option<(String, Object, String)> {
        let house = self.house;
        let owned = |name: &str| Object::owned_by(house.people[name]);
        let at = |unit: &str| Object::unit(place(house, unit));
        let (name, id, object) = match self.path {
            // There is no provider in this house: tests/provider.rs asks where there is.
            "/access/people/{person}/invite" | "/access/people/{person}/untie" => return None,
            "/access/people/{person}" => ("{person}", self.person().await.0.0, Object::nothing()),
            path if path.starts_with("/access/people/{person}") => {
                let (person, _, grant) = self.person().await;
                let path = path.replace("{person}", &person.to_string());
                let path = path.replace("{grant}", &grant.to_string());
                return Some((path, Object::owned_by(person), person.to_string()));
            }
            path if path.starts_with("/organisation/people/{person}") => {
                let person = self.person().await.0;
                let object = Object {
                    unit: Some(place(house, "Team")),
                    owner: Some(person),
                };
                ("{person}", person.0, object)
            }
            "/organisation/posts/{post}/edit" => {
                let (person, post, _) = self.person().await;
                let object = Object {
                    unit: Some(place(house, "Team")),
                    owner: Some(person),
                };
                ("{post}", post.0, object)
            }
            "/stories/{story}" | "/moderation/{story}/withdraw" => {
                ("{story}", self.story("published").await, at("Team"))
            }
            "/stories/{story}/element" => ("{story}", self.story("locked").await, owned("Tom")),
            "/stories/{story}/withdraw" => ("{story}", self.story("waiting").await, owned("Tom")),
            path if path.starts_with("/moderation/{story}") => ("{story}", self.story("waiting").await, at("Team")),
            "/decisions/{decision}/hand-over" | "/decisions/{decision}/erase" => {
                ("{decision}", self.decision("draft").await, owned("Tom"))
            }
            "/decisions/{decision}/aside" => ("{decision}", self.decision("draft").await, at("Nord")),
            path if path.starts_with("/decisions/{decision}") => {
                ("{decision}", self.decision("recorded").await, at("Nord"))
            }
            "/wording/rounds/{round}" => ("{round}", self.reading_round().await, Object::nothing()),
            path if path.starts_with("/wording/rounds/{round}") => ("{round}", self.reading_round().await, at("Rod")),
            path if path.starts_with("/signs/{sign}") => ("{sign}", self.sign().await, at("Nord")),
            path if path.starts_with("/organisation/imports/{import}") => {
                ("{import}", self.import().await, Object::nothing())
            }
            path if path.starts_with("/editions/{edition}") => {
                ("{edition}", house.editions["leadership"].0, Object::nothing())
            }
            path if path.starts_with("/foundations/drafts/{edition}") => {
                ("{edition}", self.draft().await.0, Object::nothing())
            }
            _ => return None,
        };
        let path = self.path.replace(name, &id.to_string());
        let path = path.replace("{element}", &house.elements["Borgeren først"].to_string());
        let path = path.replace("{other}", &house.editions["second"].to_string());
        Some((path, object, id.to_string()))
    }
}

/// A draft of the leaders' foundation with the wording of its newest edition.
async fn copy(house: &House, tx: &mut store::Conn) -> model::EditionId {
    let id: model::EditionId = house.app.id(fixture::NOW);
    let first = house.editions["leadership"];
    let (foundation, number): (model::FoundationId, i64) = tx
        .one(
            "select e.foundation_id, (select max(l.number) + 1 from edition l where l.foundation_id = e.foundation_id)
             from edition e where e.id = $1",
            store::args![first],
        )
        .await
        .unwrap();
    let new = store::foundation::NewEdition {
        id,
        foundation,
        number,
        title: "Grundlag for Prøveby",
        preamble: "",
        source_name: None,
        source: None,
        by: None,
    };
    store::foundation::add_edition(tx, &new, fixture::NOW).await.unwrap();
    tx.run(
        "insert into element_text (edition_id, element_id, position, headline, meaning, behaviours, examples_good,
                                   examples_bad, dilemmas, source_blocks, revision)
         select $1, element_id, position, headline, meaning, behaviours, examples_good, examples_bad, dilemmas,
                source_blocks, 1 from element_text where edition_id = $2",
        store::args![id, first],
    )
    .await
    .unwrap();
    id
}

#[tokio::test]
async fn what_somebody_may_not_see_answers_as_what_is_not_there() {
    const NOBODY: &str = "00000000-0000-7000-8000-000000000000";
    on_both(async |db| {
        let mut house = House::new(db).await;
        let mut tx = house.app.db.write().await.unwrap();
        let second = copy(&house, &mut tx).await;
        let since = "2026-05-01".parse().unwrap();
        store::foundation::publish(&mut tx, second, since, None, fixture::NOW)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        house.editions.insert("second", second);
        let (mut asked, mut opened, mut wrong) = (0, BTreeMap::new(), Vec::new());
        for route in web::routes::table() {
            for (name, role) in ACTORS {
                let things = Things {
                    house: &house,
                    path: route.path,
                };
                let Some((path, object, id)) = things.case().await else {
                    break;
                };
                let client = house.signed_in(name).await;
                let ask = async |path: &str| match route.method {
                    Method::GET => client.get(path).await,
                    _ => client.post(path, &[]).await,
                };
                let actor = actor(&house, name, role);
                let allowed = may(Some(&actor), route.action, &object).is_ok();
                let missing = ask(&path.replace(&id, NOBODY)).await;
                let answer = ask(&path).await;
                asked += 1;
                let unread = route.method == Method::POST && answer.status == StatusCode::BAD_REQUEST;
                let seen = answer.status != StatusCode::NOT_FOUND;
                if seen && !unread {
                    *opened.entry((route.path, route.method.to_string())).or_insert(0) += 1;
                }
                if answer.status.is_server_error() || (seen != allowed && !unread) {
                    wrong.push(format!(
                        "{} {path} as {name}: {} (allowed: {allowed})",
                        route.method, answer.status
                    ));
                }
                // To the letter, but for what was asked for.
                let same = answer.body.replace(&id, NOBODY) == missing.body && answer.status == missing.status;
                if !allowed && !unread && !same {
                    wrong.push(format!(
                        "{} {path} as {name}: another answer than what is not there",
                        route.method
                    ));
                }
            }
        }
        assert!(wrong.is_empty(), "{} of {asked}:\n{}", wrong.len(), wrong.join("\n"));
        // Somebody gets in everywhere: otherwise what was made was nothing that the route takes.
        assert!(asked >= 25 * ACTORS.len(), "{asked}");
        let shown: std::collections::BTreeSet<&str> =
            opened.keys().filter(|(_, m)| m == "GET").map(|(p, _)| *p).collect();
        for path in [
            "/organisation/people/{person}",
            "/access/people/{person}",
            "/organisation/posts/{post}/edit",
            "/stories/{story}",
            "/stories/{story}/element",
            "/stories/{story}/withdraw",
            "/moderation/{story}",
            "/decisions/{decision}",
            "/wording/rounds/{round}",
            "/wording/rounds/{round}/read",
            "/wording/rounds/{round}/close",
            "/signs/{sign}",
            "/signs/{sign}/edit",
            "/signs/{sign}/retire",
            "/signs/{sign}/phase",
            "/signs/{sign}/series",
            "/organisation/imports/{import}",
            "/editions/{edition}",
            "/editions/{edition}/compare/{other}",
            "/foundations/drafts/{edition}",
            "/foundations/drafts/{edition}/elements/{element}",
        ] {
            assert!(shown.contains(path), "nobody was shown {path}");
        }
    })
    .await;
}
