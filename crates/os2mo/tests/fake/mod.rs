//! A pretended OS2mo with its token's giver: a small organisation in pages, events, and everything that can go wrong.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::{Value, json};

/// What goes wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// Status 500.
    Broken,
    /// An error in the way of GraphQL.
    Errors,
    /// Later than anybody waits.
    Slow,
    /// JSON that ends too early.
    Malformed,
    /// Well-formed, and something else than was asked for.
    Unexpected,
    /// Without an end.
    Endless,
    /// A megabyte and more.
    Large,
}

#[derive(Default)]
pub struct Told {
    pub units: Vec<Value>,
    pub people: Vec<Value>,
    pub emails: Vec<Value>,
    pub engagements: Vec<Value>,
    pub managers: Vec<Value>,
    pub classes: Vec<Value>,
    /// Tokens of the events that wait; one that is fetched stays until it is acknowledged, as in OS2mo after a while.
    pub events: VecDeque<String>,
    pub acknowledged: Vec<String>,
    /// Tokens that OS2mo has forgotten.
    pub dead: Vec<String>,
    /// Fetched and not to be given again yet.
    pub given: Vec<String>,
    /// In which collection something goes wrong, and what.
    pub fault: Option<(&'static str, Fault)>,
    /// The bearer token that opens.
    pub bearer: String,
    /// Tokens that were given.
    pub tokens: u32,
    /// Names of the operations, in order.
    pub asked: Vec<String>,
}

#[derive(Clone)]
pub struct Fake {
    pub address: SocketAddr,
    pub told: Arc<Mutex<Told>>,
}

pub const LISTENER: &str = "11111111-2222-4333-8444-555555555555";
pub const SECRET: &str = "a-client-secret";

/// An identity by its last digits.
pub fn id(n: u64) -> String {
    format!("00000000-0000-4000-8000-{n:012x}")
}

pub fn unit(n: u64, name: &str, parent: Option<u64>) -> Value {
    json!({ "uuid": id(n), "current": {
        "name": name, "parent_uuid": parent.map(id), "unit_type_uuid": id(904) } })
}

pub fn person(n: u64, name: &str) -> Value {
    json!({ "uuid": id(n), "current": { "name": name } })
}

pub fn email(n: u64, person: u64, value: &str) -> Value {
    json!({ "uuid": id(n), "current": {
        "employee_uuid": id(person), "value": value, "visibility_uuid": null } })
}

pub fn engagement(n: u64, person: u64, unit: u64, job: u64) -> Value {
    json!({ "uuid": id(n), "validities": [{
        "employee_uuid": id(person), "org_unit_uuid": id(unit), "job_function_uuid": id(job),
        "validity": { "from": "2020-01-01T00:00:00+01:00", "to": null } }] })
}

pub fn manager(n: u64, person: Option<u64>, unit: u64) -> Value {
    json!({ "uuid": id(n), "validities": [{
        "employee_uuid": person.map(id), "org_unit_uuid": id(unit),
        "manager_level_uuid": id(902), "manager_type_uuid": id(903),
        "validity": { "from": "2023-02-01T00:00:00+01:00", "to": null } }] })
}

fn class(n: u64, name: &str) -> Value {
    json!({ "uuid": id(n), "current": { "name": name, "scope": "TEXT" } })
}

/// A municipality, its school and its library: a leader each, and two who teach.
pub fn small() -> Told {
    Told {
        units: vec![
            unit(1, "Nørreå Kommune", None),
            unit(2, "Nørreå Skole", Some(1)),
            unit(3, "Nørreå Bibliotek", Some(1)),
        ],
        people: vec![
            person(11, "Ane Lund"),
            person(12, "Bo Holm"),
            person(13, "Carla Krogh"),
            person(14, "Dorte Vang"),
            person(15, "Erik Forhen"),
            // Not there today.
            json!({ "uuid": id(16), "current": null }),
        ],
        emails: vec![
            email(71, 11, "ane.lund@noerreaa.example"),
            email(72, 12, "bo.holm@noerreaa.example"),
        ],
        engagements: vec![
            engagement(21, 11, 1, 900),
            engagement(22, 12, 2, 901),
            engagement(23, 13, 2, 905),
            engagement(24, 14, 3, 906),
        ],
        managers: vec![manager(31, Some(11), 1), manager(32, Some(12), 2), manager(33, None, 3)],
        classes: vec![
            class(900, "Kommunaldirektør"),
            class(901, "Skoleleder"),
            class(902, "Niveau 3"),
            class(903, "Leder"),
            class(904, "Enhed"),
            class(905, "Lærer"),
            class(906, "Bibliotekar"),
        ],
        bearer: "a-bearer-token".into(),
        ..Told::default()
    }
}

impl Fake {
    /// Listens on a port that is free, or on the one given.
    pub async fn start(told: Told, port: u16) -> Self {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        let fake = Self {
            address: listener.local_addr().unwrap(),
            told: Arc::new(Mutex::new(told)),
        };
        let routes = Router::new()
            .route("/graphql/v25", post(answer))
            .route("/token", post(token))
            .with_state(fake.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        fake
    }

    pub fn url(&self) -> String {
        format!("http://{}/graphql/v25", self.address)
    }

    pub fn token_url(&self) -> String {
        format!("http://{}/token", self.address)
    }

    pub fn told(&self) -> std::sync::MutexGuard<'_, Told> {
        self.told.lock().unwrap()
    }

    /// How often an operation was asked for.
    pub fn asked(&self, operation: &str) -> usize {
        self.told().asked.iter().filter(|name| *name == operation).count()
    }

    /// As if the minutes had gone after which OS2mo gives an event again.
    pub fn again(&self) {
        self.told().given.clear();
    }
}

async fn token(State(fake): State<Fake>, body: String) -> Response {
    let mut told = fake.told();
    if !body.contains("grant_type=client_credentials") || !body.contains(&format!("client_secret={SECRET}")) {
        return (StatusCode::UNAUTHORIZED, r#"{"error":"invalid_client"}"#).into_response();
    }
    told.tokens += 1;
    told.bearer = format!("token-{}", told.tokens);
    json!({ "access_token": told.bearer, "expires_in": 300, "token_type": "Bearer" })
        .to_string()
        .into_response()
}

async fn answer(State(fake): State<Fake>, headers: HeaderMap, body: Bytes) -> Response {
    let asked: Value = serde_json::from_slice(&body).unwrap();
    let query = asked["query"].as_str().unwrap();
    let name = query
        .split_whitespace()
        .nth(1)
        .unwrap()
        .split('(')
        .next()
        .unwrap()
        .to_owned();
    let fault = {
        let mut told = fake.told();
        told.asked.push(name.clone());
        let bearer = headers.get(header::AUTHORIZATION).and_then(|h| h.to_str().ok());
        if bearer != Some(&format!("Bearer {}", told.bearer)) {
            return (StatusCode::UNAUTHORIZED, "not you").into_response();
        }
        told.fault
            .filter(|(collection, _)| *collection == name)
            .map(|(_, fault)| fault)
    };
    match fault {
        Some(Fault::Broken) => return (StatusCode::INTERNAL_SERVER_ERROR, "oh").into_response(),
        Some(Fault::Errors) => {
            let said = json!({ "data": null, "errors": [{ "message": "Cannot query field 'parent_uuid'" }] });
            return said.to_string().into_response();
        }
        Some(Fault::Slow) => tokio::time::sleep(Duration::from_secs(30)).await,
        Some(Fault::Malformed) => return r#"{"data":{"org_units":{"objects":[{"uuid":"#.into_response(),
        Some(Fault::Unexpected) => return r#"{"data":{"org_units":[1,2,3]}}"#.into_response(),
        Some(Fault::Endless) => {
            let page = json!({ "objects": [], "page_info": { "next_cursor": "MA==" } });
            return json!({ "data": { "org_units": page } }).to_string().into_response();
        }
        Some(Fault::Large) => return "x".repeat(2_000_000).into_response(),
        None => {}
    }
    let mut told = fake.told();
    let data = match name.as_str() {
        "Units" => json!({ "org_units": page(&told.units, &asked["variables"]) }),
        "People" => json!({ "employees": page(&told.people, &asked["variables"]) }),
        "Emails" => json!({ "addresses": page(&told.emails, &asked["variables"]) }),
        "Engagements" => json!({ "engagements": page(&told.engagements, &asked["variables"]) }),
        "Managers" => json!({ "managers": page(&told.managers, &asked["variables"]) }),
        "Classes" => json!({ "classes": page(&told.classes, &asked["variables"]) }),
        "Event" => {
            assert_eq!(asked["variables"]["listener"], LISTENER);
            let next = told.events.iter().find(|token| !told.given.contains(token)).cloned();
            told.given.extend(next.clone());
            json!({ "event_fetch": next.map(|token| json!({
                "subject": id(2), "priority": 10, "token": token })) })
        }
        "Acknowledge" => {
            let token = asked["variables"]["token"].as_str().unwrap().to_owned();
            if told.dead.contains(&token) {
                let said = json!({ "data": null, "errors": [{ "message": "Could not parse EventToken" }] });
                return said.to_string().into_response();
            }
            told.events.retain(|event| *event != token);
            told.acknowledged.push(token);
            json!({ "event_acknowledge": true })
        }
        other => panic!("{other} is not asked for"),
    };
    json!({ "data": data }).to_string().into_response()
}

/// From the cursor on, with an empty page in between now and then, as OS2mo may give.
fn page(all: &[Value], variables: &Value) -> Value {
    let from: usize = variables["cursor"]
        .as_str()
        .map_or(0, |cursor| cursor.trim_end_matches('e').parse().unwrap());
    let empty = variables["cursor"].as_str().is_some_and(|cursor| cursor.ends_with('e'));
    if empty {
        return json!({ "objects": [], "page_info": { "next_cursor": from.to_string() } });
    }
    let limit = usize::try_from(variables["limit"].as_u64().unwrap()).unwrap();
    let to = all.len().min(from + limit);
    let next = (to < all.len()).then(|| format!("{to}e"));
    json!({ "objects": all[from..to], "page_info": { "next_cursor": next } })
}
