//! The client against a pretended OS2mo.

mod fake;

use std::path::PathBuf;
use std::time::Duration;

use fake::{Fake, Fault, LISTENER, SECRET, small};
use jiff::tz::TimeZone;
use os2mo::{Access, Client, Error, Limits, Part, Settings, translated};

fn file(name: &str, text: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("os2mo-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn limits() -> Limits {
    Limits {
        page: 2,
        objects: 50,
        bytes: 1_000_000,
        patience: Duration::from_secs(2),
        together: Duration::from_secs(20),
    }
}

fn settings(fake: &Fake, name: &str) -> Settings {
    Settings {
        url: fake.url(),
        access: Access::TokenFile(file(name, "a-bearer-token\n")),
        authority: None,
        limits: limits(),
    }
}

async fn read(client: &Client) -> Result<os2mo::Organisation, Error> {
    client.organisation("2026-11-24".parse().unwrap(), &zone()).await
}

fn zone() -> TimeZone {
    TimeZone::get("Europe/Copenhagen").unwrap()
}

#[tokio::test]
async fn all_pages_are_read_and_become_rows() {
    let fake = Fake::start(small(), 0).await;
    let client = Client::new(settings(&fake, "pages")).unwrap();
    let told = read(&client).await.unwrap();
    assert_eq!((told.units.len(), told.people.len(), told.engagements.len()), (3, 5, 4));
    // Two units, an empty page, the third.
    assert_eq!(fake.asked("Units"), 3);
    let rows = translated(told, "2026-11-24".parse().unwrap(), &zone());
    assert_eq!((rows.units.len(), rows.people.len(), rows.posts.len()), (3, 4, 4));
    let leaders = rows
        .posts
        .iter()
        .filter(|p| p.role == intake::organisation::Role::Leader);
    let titles: Vec<&str> = leaders.map(|p| p.title.as_str()).collect();
    assert_eq!(titles, ["Kommunaldirektør", "Skoleleder"]);
}

#[tokio::test]
async fn each_thing_that_goes_wrong_is_told_and_nothing_is_half_read() {
    let part = Part::Units;
    let wrong = [
        (Fault::Broken, Error::Status { part, status: 500 }),
        (
            Fault::Errors,
            Error::Said {
                part,
                message: "Cannot query field 'parent_uuid'".into(),
            },
        ),
        (Fault::Slow, Error::TooSlow { part, seconds: 2 }),
        (Fault::Malformed, Error::Unreadable { part }),
        (Fault::Unexpected, Error::Unreadable { part }),
        (Fault::Endless, Error::Endless { part, limit: 50 }),
        (Fault::Large, Error::TooLarge { part, limit: 1_000_000 }),
    ];
    let fake = Fake::start(small(), 0).await;
    let client = Client::new(settings(&fake, "wrong")).unwrap();
    for (fault, error) in wrong {
        fake.told().fault = Some(("Units", fault));
        assert_eq!(read(&client).await.unwrap_err(), error, "{fault:?}");
    }
    fake.told().fault = None;
    assert!(read(&client).await.is_ok(), "and afterwards it goes on");
}

#[tokio::test]
async fn too_many_objects_are_not_read() {
    let fake = Fake::start(small(), 0).await;
    fake.told().people = (100..200).map(|n| fake::person(n, "Ane Lund")).collect();
    let client = Client::new(settings(&fake, "many")).unwrap();
    let part = Part::People;
    assert_eq!(read(&client).await.unwrap_err(), Error::Endless { part, limit: 50 });
}

#[tokio::test]
async fn everything_together_has_an_end_too() {
    let fake = Fake::start(small(), 0).await;
    fake.told().fault = Some(("Managers", Fault::Slow));
    let mut settings = settings(&fake, "together");
    settings.limits.together = Duration::from_secs(1);
    let client = Client::new(settings).unwrap();
    let part = Part::Managers;
    assert_eq!(read(&client).await.unwrap_err(), Error::TooSlow { part, seconds: 1 });
}

#[tokio::test]
async fn a_token_that_is_refused_is_told_and_a_new_one_is_read_from_the_file() {
    let fake = Fake::start(small(), 0).await;
    let settings = settings(&fake, "refused");
    let path = file("refused", "yesterdays-token");
    let client = Client::new(settings).unwrap();
    let refused = read(&client).await.unwrap_err();
    assert_eq!(
        refused,
        Error::Refused {
            part: Part::Classes,
            status: 401
        }
    );
    assert!(!format!("{refused} {refused:?}").contains("yesterdays"));
    std::fs::write(&path, "a-bearer-token").unwrap();
    assert!(read(&client).await.is_ok());
    std::fs::write(&path, " ").unwrap();
    assert!(matches!(read(&client).await, Err(Error::SecretFile { .. })));
}

#[tokio::test]
async fn client_credentials_give_a_token_that_is_used_until_it_is_refused() {
    let fake = Fake::start(small(), 0).await;
    let mut settings = settings(&fake, "unused");
    settings.access = Access::Client {
        token_url: fake.token_url(),
        id: "grundlag".into(),
        secret_file: file("secret", SECRET),
    };
    let client = Client::new(settings.clone()).unwrap();
    read(&client).await.unwrap();
    read(&client).await.unwrap();
    assert_eq!(fake.told().tokens, 1);
    fake.told().bearer = "somebody changed the keys".into();
    read(&client).await.unwrap();
    assert_eq!(fake.told().tokens, 2);

    settings.access = Access::Client {
        token_url: fake.token_url(),
        id: "grundlag".into(),
        secret_file: file("wrong-secret", "no"),
    };
    let refused = read(&Client::new(settings).unwrap()).await.unwrap_err();
    assert_eq!(
        refused,
        Error::Refused {
            part: Part::Token,
            status: 401
        }
    );
}

#[tokio::test]
async fn nobody_at_the_address() {
    let fake = Fake::start(small(), 0).await;
    let mut settings = settings(&fake, "nobody");
    settings.url = "http://127.0.0.1:1/graphql/v25".into();
    let error = read(&Client::new(settings).unwrap()).await.unwrap_err();
    assert!(
        matches!(
            error,
            Error::NotReached {
                part: Part::Classes,
                ..
            }
        ),
        "{error:?}"
    );
}

#[tokio::test]
async fn events_come_again_until_they_are_acknowledged_and_dead_tokens_do_no_harm() {
    let fake = Fake::start(small(), 0).await;
    fake.told().events = ["one".to_owned(), "two".to_owned()].into();
    fake.told().dead = vec!["two".to_owned()];
    let client = Client::new(settings(&fake, "events")).unwrap();
    let listener = LISTENER.parse().unwrap();
    let one = client.event(listener).await.unwrap().unwrap();
    let two = client.event(listener).await.unwrap().unwrap();
    assert_eq!((one.token.as_str(), two.token.as_str()), ("one", "two"));
    assert_eq!(client.event(listener).await.unwrap(), None);
    fake.again();
    assert_eq!(client.event(listener).await.unwrap().as_ref(), Some(&one));
    assert!(client.acknowledge(&one).await.unwrap());
    assert!(client.acknowledge(&one).await.unwrap(), "twice is as once");
    assert!(!client.acknowledge(&two).await.unwrap());
    assert_eq!(fake.told().acknowledged, ["one", "one"]);
}

#[tokio::test]
async fn settings_that_would_give_the_token_away_are_refused() {
    let fake = Fake::start(small(), 0).await;
    let good = settings(&fake, "settings");
    for url in [
        "http://os2mo.example.dk/graphql/v25",
        "https://os2mo.example.dk/graphql",
        "https://os2mo.example.dk/graphql/latest",
        "https://me:secret@os2mo.example.dk/graphql/v25",
        "ftp://os2mo.example.dk/graphql/v25",
        "os2mo.example.dk",
    ] {
        let url = url.to_owned();
        let tried = Client::new(Settings { url, ..good.clone() });
        assert!(matches!(tried.err(), Some(Error::Settings { .. })));
    }
    for url in [
        "https://os2mo.example.dk/graphql/v25",
        "https://os2mo.example.dk/graphql/v29/",
    ] {
        let url = url.to_owned();
        assert!(Client::new(Settings { url, ..good.clone() }).is_ok());
    }
}
