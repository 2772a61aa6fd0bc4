//! The API: keys, what each opens, and that nothing confidential leaves through it. On both databases.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use fixture::{Answer, Client, House, NOW, on_both};
use model::audit::Deed;
use model::may::Action;
use model::token::Scope;
use model::{StoryId, TokenId};
use serde_json::{Value, json};

/// A key with these scopes, made by Stine.
async fn key(house: &House, scopes: &[Scope]) -> String {
    let key = format!("grl_{}", house.app.token());
    let new = store::token::NewToken {
        id: house.app.id::<TokenId>(NOW),
        name: "Intranet",
        hash: web::access::token_hash(&key),
        scopes,
        by: house.people["Stine"],
        expires: NOW.plus_minutes(60 * 24 * 30),
    };
    let mut tx = house.app.db.write().await.unwrap();
    store::token::add(&mut tx, &new, NOW).await.unwrap();
    tx.commit().await.unwrap();
    key
}

async fn get(client: &Client, key: &str, path: &str) -> Answer {
    let request = client
        .request(Method::GET, path)
        .header(header::AUTHORIZATION, format!("Bearer {key}"));
    client.send(request, Body::empty()).await
}

async fn tell(client: &Client, key: &str, body: &str) -> Answer {
    let request = client
        .request(Method::POST, "/api/v1/stories")
        .header(header::AUTHORIZATION, format!("Bearer {key}"))
        .header(header::CONTENT_TYPE, "application/json");
    client.send(request, Body::from(body.to_owned())).await
}

fn value(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|e| panic!("{e}: {answer:?}"))
}

#[track_caller]
fn is_problem(answer: &Answer, status: StatusCode) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert_eq!(
        answer.headers[header::CONTENT_TYPE],
        "application/problem+json",
        "{answer:?}"
    );
    let problem = value(answer);
    assert_eq!(problem["status"], status.as_u16());
    for field in ["type", "title", "detail"] {
        assert!(
            problem[field].as_str().is_some_and(|text| !text.is_empty()),
            "{field}: {problem}"
        );
    }
}

/// A path of the API that a GET can be sent to, with what does not exist in its holes.
fn filled(path: &str) -> String {
    let parts = path.split('/');
    let parts = parts.map(|part| {
        if part.starts_with('{') {
            "00000000-0000-7000-8000-000000000000"
        } else {
            part
        }
    });
    parts.collect::<Vec<_>>().join("/")
}

async fn ask(client: &Client, key: &str, route: &web::routes::Route) -> Answer {
    match route.method {
        Method::GET => get(client, key, &filled(route.path)).await,
        _ => tell(client, key, "{}").await,
    }
}

fn api_routes() -> Vec<web::routes::Route> {
    let table = web::routes::table().into_iter();
    table
        .filter(|r| r.path.starts_with("/api/") && r.action != Action::Enter)
        .collect()
}

#[tokio::test]
async fn each_scope_opens_its_own_routes_and_no_other() {
    on_both(async |db| {
        let house = House::new(db).await;
        let client = house.stranger();
        let mut asked = 0;
        for &scope in Scope::ALL {
            let key = key(&house, &[scope]).await;
            for route in api_routes() {
                let answer = ask(&client, &key, &route).await;
                asked += 1;
                if route.action == scope.action() {
                    assert!(
                        ![401, 403].contains(&answer.status.as_u16()) && !answer.status.is_server_error(),
                        "{scope} {} {}: {answer:?}",
                        route.method,
                        route.path
                    );
                } else {
                    is_problem(&answer, StatusCode::FORBIDDEN);
                    let challenge = answer.headers[header::WWW_AUTHENTICATE].to_str().unwrap();
                    assert!(challenge.contains("insufficient_scope"), "{challenge}");
                }
            }
        }
        assert_eq!(asked, Scope::ALL.len() * api_routes().len());
    })
    .await;
}

#[tokio::test]
async fn only_a_key_that_holds_opens_anything() {
    on_both(async |db| {
        let house = House::new(db).await;
        let stranger = house.stranger();
        let good = key(&house, &[Scope::Organisation]).await;
        assert_eq!(get(&stranger, &good, "/api/v1/units").await.status, StatusCode::OK);
        // A session opens nothing, whoever's it is.
        for who in ["Stine", "Ada", "Rita"] {
            let answer = house.signed_in(who).await.get("/api/v1/units").await;
            is_problem(&answer, StatusCode::UNAUTHORIZED);
            assert!(answer.headers.contains_key(header::WWW_AUTHENTICATE));
        }
        let wrong = format!("grl_{}", "0".repeat(64));
        for key in ["", "grl_", &wrong, &good[4..], &format!("{good}0")] {
            is_problem(&get(&stranger, key, "/api/v1/units").await, StatusCode::UNAUTHORIZED);
        }
        // A key opens no page.
        assert!(
            get(&stranger, &good, "/organisation")
                .await
                .location()
                .starts_with("/sign-in")
        );
        // A month later it has expired.
        let later = house.at(NOW.plus_minutes(60 * 24 * 30), &stranger);
        is_problem(&get(&later, &good, "/api/v1/units").await, StatusCode::UNAUTHORIZED);
        // The account of who made it is closed.
        let ada = house.signed_in("Ada").await;
        let stine = house.people["Stine"];
        assert_eq!(
            ada.post(&format!("/access/people/{stine}/close"), &[]).await.status,
            303
        );
        is_problem(&get(&stranger, &good, "/api/v1/units").await, StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test]
async fn a_key_is_made_on_the_page_shown_once_and_closed() {
    on_both(async |db| {
        let house = House::new(db).await;
        let ada = house.signed_in("Ada").await;
        let before = house.app.db.statements();
        let page = ada.get("/access/tokens").await;
        assert!(
            house.app.db.statements() - before <= 8,
            "{}",
            house.app.db.statements() - before
        );
        assert!(page.body.contains("organisation:read") && page.body.contains("people:read"));
        // Who sets the machine up opens no content, and so gives none.
        assert!(!page.body.contains("stories:read"), "{}", page.body);
        assert!(
            house
                .signed_in("Stine")
                .await
                .get("/access/tokens")
                .await
                .body
                .contains("stories:read")
        );
        let form = |scope: &'static str, last| [("name", "Intranet"), ("scope", scope), ("last_day", last)];
        let wish = form("stories:read", "2027-11-01");
        let refused = ada.post("/access/tokens", &wish).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let wish = form("organisation:read", "2029-01-01");
        let refused = ada.post("/access/tokens", &wish).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("højst to år") && refused.body.contains("value=\"Intranet\""));

        let wish = form("organisation:read", "2027-11-01");
        let made = ada.post("/access/tokens", &wish).await;
        assert_eq!(made.status, StatusCode::OK);
        let from = made.body.find("grl_").expect("the key");
        let key = made.body[from..from + 68].to_owned();
        let stranger = house.stranger();
        assert_eq!(get(&stranger, &key, "/api/v1/units").await.status, StatusCode::OK);

        let page = ada.get("/access/tokens").await;
        assert!(page.body.contains("Intranet") && !page.body.contains(&key));
        // The data protection officer sees it and closes nothing; nobody else sees any.
        let dan = house.signed_in("Dan").await;
        let seen = dan.get("/access/tokens").await;
        assert!(seen.body.contains("Intranet") && !seen.body.contains("/revoke"));
        assert_eq!(dan.post("/access/tokens", &wish).await.status, StatusCode::NOT_FOUND);
        let nina = house.signed_in("Nina").await;
        assert_eq!(nina.get("/access/tokens").await.status, StatusCode::NOT_FOUND);

        let action = page
            .body
            .split("action=\"")
            .find(|part| part.contains("/revoke"))
            .unwrap();
        let action = action.split('"').next().unwrap();
        assert_eq!(nina.post(action, &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(ada.post(action, &[]).await.status, StatusCode::SEE_OTHER);
        is_problem(&get(&stranger, &key, "/api/v1/units").await, StatusCode::UNAUTHORIZED);
        assert_eq!(ada.post(action, &[]).await.status, StatusCode::NOT_FOUND, "once");

        // Both stand in the log.
        let log = dan.get("/log").await;
        for deed in ["Nøgle til andet system lavet", "Nøgle til andet system lukket"] {
            assert!(log.body.contains(deed), "{deed}");
        }
        assert_eq!(Deed::MakeToken.purpose(), model::audit::Purpose::Access);
        // The key itself stands nowhere.
        let found: Vec<(Vec<u8>,)> = (house.app.db.read().await.unwrap())
            .all("select token_hash from api_token", [])
            .await
            .unwrap();
        assert_eq!(found, [(web::access::token_hash(&key),)]);
    })
    .await;
}

#[tokio::test]
async fn units_come_in_parts_and_name_no_more_than_leaders() {
    on_both(async |db| {
        let house = House::new(db).await;
        let client = house.stranger();
        let key = key(&house, &[Scope::Organisation]).await;
        let mut names = Vec::new();
        let mut after = String::new();
        loop {
            let before = house.app.db.statements();
            let answer = get(&client, &key, &format!("/api/v1/units?limit=4{after}")).await;
            assert!(house.app.db.statements() - before <= 8);
            assert!(
                !answer.body.contains("Emil") && !answer.body.contains('@'),
                "{}",
                answer.body
            );
            let page = value(&answer);
            for unit in page["items"].as_array().unwrap() {
                names.push(unit["name"].as_str().unwrap().to_owned());
                if unit["name"] == "Nord" {
                    assert_eq!(unit["leaders"], json!([{ "name": "Nina Prøvesen", "acting": false }]));
                    assert_eq!((&unit["people"], &unit["people_below"]), (&json!(2), &json!(3)));
                }
            }
            match page["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        names.sort();
        assert_eq!(names, ["Nord", "Rod", "Skole", "Syd", "Team", "Ældre"]);
        let below = get(&client, &key, &format!("/api/v1/units?unit={}", house.units["Nord"])).await;
        assert_eq!(value(&below)["items"].as_array().unwrap().len(), 2);
        let one = get(&client, &key, &format!("/api/v1/units/{}", house.units["Nord"])).await;
        assert_eq!(value(&one)["name"], "Nord");

        // What one has already is not sent again.
        let tag = one.headers[header::ETAG].clone();
        let request = client
            .request(Method::GET, &format!("/api/v1/units/{}", house.units["Nord"]))
            .header(header::AUTHORIZATION, format!("Bearer {key}"))
            .header(header::IF_NONE_MATCH, tag);
        let same = client.send(request, Body::empty()).await;
        assert_eq!((same.status, same.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    })
    .await;
}

#[tokio::test]
async fn people_go_out_with_a_line_in_the_log_and_are_told() {
    on_both(async |db| {
        let house = House::new(db).await;
        let key = key(&house, &[Scope::People]).await;
        let before = house.app.db.statements();
        let answer = get(
            &house.stranger(),
            &key,
            &format!("/api/v1/people?unit={}", house.units["Nord"]),
        )
        .await;
        assert!(
            house.app.db.statements() - before <= 8,
            "{}",
            house.app.db.statements() - before
        );
        let page = value(&answer);
        let mut names: Vec<&str> = page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| p["name"].as_str().unwrap())
            .collect();
        names.sort_unstable();
        assert_eq!(names, ["Nina Prøvesen", "Nor Prøvesen", "Tom Prøvesen"]);
        assert!(!answer.body.contains("Olga"), "her post has ended");
        let seen = house.signed_in("Nor").await.get("/account/seen").await;
        assert!(seen.body.contains("Mennesker hentet med en nøgle"), "{}", seen.body);
        let other = house.signed_in("Skipper").await.get("/account/seen").await;
        assert!(!other.body.contains("Mennesker hentet med en nøgle"));
    })
    .await;
}

#[tokio::test]
async fn a_story_waits_and_comes_out_without_a_teller() {
    on_both(async |db| {
        let house = House::new(db).await;
        let client = house.stranger();
        let key = key(&house, &[Scope::Stories, Scope::TellStories, Scope::Traces]).await;
        let story = |text: &str, day: &str| {
            json!({
                "unit": house.units["Nord"].to_string(),
                "element": house.elements["Borgeren først"].to_string(),
                "happened_on": day,
                "text": text,
            })
            .to_string()
        };
        let fine = "En borger ringede, og vi spurgte, før vi svarede.";
        let told = tell(&client, &key, &story(fine, "2026-11-20")).await;
        assert_eq!(
            (told.status, &value(&told)["state"]),
            (StatusCode::CREATED, &json!("waiting")),
            "{}",
            told.body
        );
        let id = value(&told)["id"].as_str().unwrap().to_owned();
        // Not before a moderator has read it.
        is_problem(
            &get(&client, &key, &format!("/api/v1/stories/{id}")).await,
            StatusCode::NOT_FOUND,
        );
        assert_eq!(value(&get(&client, &key, "/api/v1/stories").await)["items"], json!([]));

        // The same rules as on the page.
        for (text, day, field) in [
            ("For kort", "2026-11-20", "text"),
            ("Borgeren med 010190-1234 fik svar med det samme.", "2026-11-20", "text"),
            (fine, "2026-11-24", "happened_on"),
            (fine, "i går", "happened_on"),
            ("Nina tog telefonen og spurgte, før hun svarede.", "2026-11-20", "text"),
        ] {
            let answer = tell(&client, &key, &story(text, day)).await;
            is_problem(&answer, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(value(&answer)["errors"][0]["field"], field, "{text}: {}", answer.body);
            assert!(!answer.body.contains("010190"), "a number goes no further");
        }

        let stine = house.signed_in("Stine").await;
        let published = stine
            .post(
                &format!("/moderation/{id}/publish"),
                &[("element", &house.elements["Borgeren først"].to_string())],
            )
            .await;
        assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.body);
        let shown = value(&get(&client, &key, "/api/v1/stories").await);
        assert_eq!(shown["items"][0]["text"], fine);
        assert_eq!(shown["items"][0]["from_another_unit"], false);
        assert_eq!(shown["items"][0]["from_unit"], Value::Null);
        let traces = value(&get(&client, &key, "/api/v1/traces?rung=acted").await);
        assert_eq!(traces["items"][0]["source_id"], json!(id));
        assert_eq!(
            value(&get(&client, &key, "/api/v1/traces?rung=confirmed").await)["items"],
            json!([])
        );
        let (from, to) = (
            "/api/v1/traces?from=2026-11-20&to=2026-11-20",
            "/api/v1/traces?to=2026-11-19",
        );
        assert_eq!(
            value(&get(&client, &key, from).await)["items"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        assert_eq!(value(&get(&client, &key, to).await)["items"], json!([]));
        let tomorrow = get(&client, &key, "/api/v1/stories?since=9999-12-31").await;
        assert_eq!(value(&tomorrow)["items"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn a_teller_never_leaves_through_the_api() {
    on_both(async |db| {
        let house = House::new(db).await;
        let tom = house.people["Tom"];
        let new = store::story::NewStory {
            id: house.app.id::<StoryId>(NOW),
            unit: house.units["Nord"],
            element: Some(house.elements["Borgeren først"]),
            sign: None,
            teller: Some(tom),
            own_unit: Some(house.units["Team"]),
            from_another_unit: false,
            happened: "2026-11-20".parse().unwrap(),
            body: "Vi spurgte, før vi svarede, og borgeren blev glad.",
            name_kept: false,
        };
        let mut tx = house.app.db.write().await.unwrap();
        store::story::tell(&mut tx, &new, NOW).await.unwrap();
        tx.commit().await.unwrap();
        let element = house.elements["Borgeren først"].to_string();
        let path = format!("/moderation/{}/publish", new.id);
        let done = house
            .signed_in("Stine")
            .await
            .post(&path, &[("element", &element)])
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        let key = key(&house, Scope::ALL).await;
        let client = house.stranger();
        for path in ["/api/v1/stories", "/api/v1/traces"] {
            let answer = get(&client, &key, path).await;
            assert!(answer.body.contains(&new.id.0.to_string()), "{}", answer.body);
            for secret in [tom.0.to_string(), tom.to_string(), "Tom".into()] {
                assert!(!answer.body.contains(&secret), "{secret}: {}", answer.body);
            }
        }
        // One person works in the team: it is not named as the place it came from.
        let team = house.units["Team"].0.to_string();
        assert!(!get(&client, &key, "/api/v1/stories").await.body.contains(&team));
    })
    .await;
}

#[tokio::test]
async fn an_interpretation_shows_its_text_where_its_leader_does_and_no_draft() {
    on_both(async |db| {
        let house = House::new(db).await;
        let nina = house.signed_in("Nina").await;
        let element = house.elements["Borgeren først"];
        let unit = house.units["Nord"];
        let path = format!("/units/{unit}/elements/{element}/interpretation");
        let key = key(&house, &[Scope::Interpretations]).await;
        let client = house.stranger();
        let items = async || value(&get(&client, &key, "/api/v1/interpretations").await)["items"].clone();
        // The fields of the form, most of them empty.
        let save = async |seen, step| {
            let texts = [
                "keep",
                "concrete",
                "leave_out",
                "add",
                "change",
                "why",
                "stop",
                "dilemma",
                "participants",
                "reason",
            ];
            let mut fields = vec![("seen", seen), ("do", step), ("meaning", "Vi ringer først.")];
            fields.extend(texts.map(|name| (name, "")));
            let saved = nina.post(&path, &fields).await;
            assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        };
        save("0", "save").await;
        assert_eq!(items().await, json!([]), "a draft is its leader's");
        save("1", "publish").await;
        let found = items().await;
        assert_eq!(found[0]["unit"], json!(unit.0.to_string()));
        assert_eq!(found[0]["text"], Value::Null, "she has not shown it to everybody");
        let shared = nina
            .post(&path.replace("/interpretation", "/sharing"), &[("show", "all")])
            .await;
        assert_eq!(shared.status, StatusCode::SEE_OTHER, "{}", shared.body);
        assert_eq!(items().await[0]["text"]["meaning"], "Vi ringer først.");
    })
    .await;
}

#[tokio::test]
async fn the_foundation_is_read_in_force_and_without_drafts() {
    on_both(async |db| {
        let house = House::new(db).await;
        let key = key(&house, &[Scope::Foundation]).await;
        let client = house.stranger();
        let elements = value(&get(&client, &key, "/api/v1/elements?foundation=leadership").await);
        let headlines: Vec<&str> = (elements["items"].as_array().unwrap().iter())
            .map(|e| e["headline"].as_str().unwrap())
            .collect();
        assert_eq!(headlines, ["Borgeren først", "Mod til at prøve nyt"]);
        assert_eq!(elements["items"][0]["prominent"]["since"], "2026-03-01");
        let editions = value(&get(&client, &key, "/api/v1/editions").await);
        assert_eq!(editions["items"].as_array().unwrap().len(), 2);
        let id = house.editions["employee"];
        let edition = value(&get(&client, &key, &format!("/api/v1/editions/{id}")).await);
        assert_eq!(edition["elements"][0]["headline"], "Vi er her for borgerne");
        assert_eq!(edition["edition"]["in_force_from"], "2026-03-01");
    })
    .await;
}

#[tokio::test]
async fn every_failure_under_api_is_a_problem_in_the_reader_s_language() {
    on_both(async |db| {
        let mut house = House::new(db).await;
        house.app = house.app.clone().answering(1000);
        house.router = web::router(house.app.clone());
        let client = house.stranger();
        let key = key(&house, Scope::ALL).await;
        for path in ["/api", "/api/v1", "/api/v1/units/nothing", "/api/v2/units"] {
            is_problem(&get(&client, &key, path).await, StatusCode::NOT_FOUND);
        }
        for query in [
            "limit=0",
            "limit=201",
            "limit=x",
            "limit=",
            "after=1",
            "unit=x",
            "since=2026-13-01",
            "since=i+dag",
            "element=1",
            "color=red",
            "limit=1&limit=2",
            "%00=1",
            "rung=best",
            "from=1",
        ] {
            let answer = get(&client, &key, &format!("/api/v1/traces?{query}")).await;
            is_problem(&answer, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(
                value(&answer)["errors"].as_array().unwrap().len(),
                1,
                "{query}: {}",
                answer.body
            );
        }
        let send = async |method: Method, path: &str, headers: &[(&str, &str)], body: String| {
            let mut request = client
                .request(method, path)
                .header(header::AUTHORIZATION, format!("Bearer {key}"));
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            client.send(request, Body::from(body)).await
        };
        let put = send(Method::PUT, "/api/v1/stories", &[], String::new()).await;
        is_problem(&put, StatusCode::METHOD_NOT_ALLOWED);
        let allow = put.headers[header::ALLOW].to_str().unwrap();
        assert!(allow.contains("GET") && allow.contains("POST"), "{allow}");
        let html = send(Method::GET, "/api/v1/units", &[("accept", "text/html")], String::new()).await;
        is_problem(&html, StatusCode::NOT_ACCEPTABLE);
        let any = send(
            Method::GET,
            "/api/v1/units",
            &[("accept", "text/html, */*;q=0.1")],
            String::new(),
        )
        .await;
        assert_eq!(any.status, StatusCode::OK);
        let json = ("content-type", "application/json");
        let form = ("content-type", "application/x-www-form-urlencoded");
        let post =
            async |headers: &[(&str, &str)], body: String| send(Method::POST, "/api/v1/stories", headers, body).await;
        is_problem(
            &post(&[form], "unit=1".into()).await,
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        );
        is_problem(&post(&[], "{}".into()).await, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        is_problem(&post(&[json], "{".into()).await, StatusCode::BAD_REQUEST);
        is_problem(&post(&[json], "{}".into()).await, StatusCode::UNPROCESSABLE_ENTITY);
        is_problem(
            &post(&[json], format!("\"{}\"", "x".repeat(70_000))).await,
            StatusCode::PAYLOAD_TOO_LARGE,
        );
        let foreign = [
            json,
            ("origin", "https://elsewhere.example"),
            ("sec-fetch-site", "cross-site"),
        ];
        is_problem(&post(&foreign, "{}".into()).await, StatusCode::FORBIDDEN);

        let danish = get(&client, &key, "/api/v1/units/nothing").await;
        let english = get(&client.in_english(), &key, "/api/v1/units/nothing").await;
        assert_eq!(value(&danish)["title"], "Det findes ikke");
        assert_eq!(value(&english)["title"], "It is not there");

        // No other site's script reads an answer.
        let cors = [("origin", "https://elsewhere.example")];
        let answer = send(Method::GET, "/api/v1/units", &cors, String::new()).await;
        assert!(
            !answer
                .headers
                .keys()
                .any(|name| name.as_str().starts_with("access-control"))
        );
    })
    .await;
}

#[tokio::test]
async fn a_key_that_asks_too_often_waits() {
    on_both(async |db| {
        let house = House::new(db).await;
        let client = house.stranger();
        let one = key(&house, &[Scope::Organisation]).await;
        let other = key(&house, &[Scope::Organisation]).await;
        for _ in 0..web::api::A_SECOND {
            assert_eq!(get(&client, &one, "/api/v1/units").await.status, StatusCode::OK);
        }
        let answer = get(&client, &one, "/api/v1/units").await;
        is_problem(&answer, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(answer.headers[header::RETRY_AFTER], "1");
        assert_eq!(get(&client, &other, "/api/v1/units").await.status, StatusCode::OK);
    })
    .await;
}

#[test]
fn the_document_is_a_contract() {
    let json = web::api::document().to_pretty_json().unwrap();
    insta::assert_snapshot!("openapi", json);
    // Every route stands in it.
    let document: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    for route in api_routes() {
        let method = route.method.as_str().to_lowercase();
        let operation = &document["paths"][route.path][&method];
        let scope = Scope::of(route.action).unwrap().word();
        assert_eq!(
            operation["security"][0]["key"][0], scope,
            "{} {}",
            route.method, route.path
        );
    }
}
