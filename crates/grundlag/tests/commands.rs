//! `grundlag user`, `demo` and `doctor` on both databases; `serve` as a process.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant as Clock};

use fixture::{House, NOW, on_both};
use grundlag::commands::user::{FirstAdministrator, found};

fn grundlag(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_grundlag"));
    command.env_clear().args(arguments);
    command
}

/// Runs a command with a line on standard input; its status, what it said and what it complained about.
fn run(arguments: &[&str], input: &str) -> (bool, String, String) {
    let mut child = grundlag(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that needs no input may be gone before it is written.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.success(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn from_nothing_to_the_first_administrator_and_on() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("--database=sqlite:{}", folder.path().join("g.sqlite").display());
    let go = |arguments: &[&str], input: &str| {
        let mut all = vec![database.as_str()];
        all.extend(arguments);
        run(&all, input)
    };
    let (ok, _, said) = go(&["serve"], "");
    assert!(!ok && said.contains("grundlag migrate"), "{said}");
    assert!(!folder.path().join("g.sqlite").exists(), "a question makes no database");
    assert!(go(&["migrate"], "").1.contains("0001_house"));
    assert!(go(&["migrate"], "").1.contains("up to date"));

    let (ok, _, said) = go(&["user", "add", "ida@example.dk"], "");
    assert!(!ok && said.contains("--organisation"), "{said}");
    let first = [
        "user",
        "add",
        "Ida@example.dk",
        "--organisation",
        "Prøve Kommune",
        "--name",
        "Ida Holm",
    ];
    let (ok, _, said) = go(&first, "kort\n");
    assert!(!ok && said.contains("12 characters"), "{said}");
    let (ok, out, said) = go(&first, "en rolig morgen i maj\n");
    assert!(ok && out.contains("Ida Holm administers Prøve Kommune"), "{out}{said}");
    let (ok, _, said) = go(&first, "en rolig morgen i maj\n");
    assert!(!ok && said.contains("belongs to Prøve Kommune"), "{said}");
    let (_, out, _) = go(&["user", "list"], "");
    assert!(
        out.contains("Ida Holm <ida@example.dk>: open\n    administrator at Prøve Kommune"),
        "{out}"
    );

    let (ok, _, said) = go(&["user", "disable", "ida@example.dk"], "");
    assert!(!ok && said.contains("Nothing was changed"), "{said}");
    let (ok, _, said) = go(&["user", "revoke", "ida@example.dk", "administrator"], "");
    assert!(!ok && said.contains("Nothing was changed"), "{said}");
    let (ok, _, said) = go(&["user", "grant", "ida@example.dk", "adviser"], "");
    assert!(!ok && said.contains("last day") && said.contains("agreement"), "{said}");
    let (ok, _, said) = go(&["user", "grant", "ida@example.dk", "leader"], "");
    assert!(!ok && said.contains("steward"), "{said}");
    assert!(go(&["user", "grant", "ida@example.dk", "steward"], "").0);
    let (ok, _, said) = go(
        &["user", "grant", "ida@example.dk", "steward", "--unit", "prøve kommune"],
        "",
    );
    assert!(!ok && said.contains("already"), "{said}");
    assert!(go(&["user", "revoke", "ida@example.dk", "steward"], "").0);
    let (ok, out, _) = go(&["user", "password", "ida@example.dk"], "fire ord og en hest\n");
    assert!(ok && out.contains("signed out everywhere"), "{out}");
    assert!(go(&["user", "list", "ida"], "").1.contains("has a first password"));

    let (ok, _, said) = go(&["demo", "load"], "");
    assert!(!ok && said.contains("belongs to Prøve Kommune"), "{said}");
    let (ok, _, said) = go(&["demo", "remove"], "");
    assert!(!ok && said.contains("Nothing was changed"), "{said}");
    let (ok, out, said) = go(&["doctor"], "");
    assert!(ok, "{out}{said}");
    for fine in [
        "database:",
        "migrations: all there",
        "clock:",
        "disk:",
        "SQLite: write-ahead log",
        "open files:",
    ] {
        assert!(out.contains(fine), "{out}");
    }
}

#[test]
fn an_organisation_goes_in_and_out_and_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("--database=sqlite:{}", folder.path().join("g.sqlite").display());
    let go = |arguments: &[&str], input: &str| {
        let mut all = vec![database.as_str()];
        all.extend(arguments);
        run(&all, input)
    };
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let units = file(
        "organisation.csv",
        "id,parent_id,name,kind\n1,,Prøve Kommune,kommune\n2,1,Ældre,område\n",
    );
    let people = file(
        "people.csv",
        "id,name,email,unit_id,title,role,level\n9,Åse Holm,ase@example.dk,2,=1+1,leder,chef\n",
    );
    go(&["migrate"], "");
    let (ok, _, said) = go(&["import", &units, &people], "");
    assert!(!ok && said.contains("user add"), "{said}");
    let first = [
        "user",
        "add",
        "ida@example.dk",
        "--organisation",
        "Prøve Kommune",
        "--name",
        "Ida",
        "--unit-key",
        "1",
    ];
    assert!(go(&first, "en rolig morgen i maj\n").0);

    let (ok, out, said) = go(&["import", &units, &people], "");
    assert!(ok && out.contains("Nothing was changed"), "{out}{said}");
    assert!(
        out.contains("units          1 added"),
        "the topmost unit is found by its key: {out}"
    );
    assert!(
        go(&["user", "list", "Åse"], "").1.contains("Nobody"),
        "a preview changes nothing"
    );
    let (ok, out, said) = go(&["import", "--apply", &units, &people], "");
    assert!(ok && out.contains("Done."), "{out}{said}");
    assert!(
        go(&["user", "list", "åse"], "")
            .1
            .contains("Åse Holm <ase@example.dk>: no account")
    );

    let exported = folder.path().join("out");
    std::fs::create_dir(&exported).unwrap();
    let target = exported.display().to_string();
    for format in ["sample", "xlsx"] {
        assert!(go(&["export", &target, "--format", format], "").0, "{format}");
    }
    let csv = std::fs::read_to_string(exported.join("people.csv")).unwrap();
    assert!(csv.contains("\"'=1+1\""), "a formula is text: {csv}");
    let (ok, _, said) = go(&["export", &target], "");
    assert!(
        !ok && said.contains("organisation.csv"),
        "nothing is overwritten: {said}"
    );
    let again = [exported.join("organisation.csv"), exported.join("people.csv")].map(|p| p.display().to_string());
    let (_, out, _) = go(&["import", &again[0], &again[1]], "");
    assert!(
        out.contains("units          0 added       0 changed       0 ended       2"),
        "{out}"
    );

    let wrong = file("andet.csv", "a,b\n1,2\n");
    let (ok, _, said) = go(&["import", &wrong], "");
    assert!(!ok && said.contains("andet.csv"), "{said}");
    assert!(!go(&["import", "/does/not/exist.csv"], "").0);
    assert!(go(&["import", "--undo"], "").1.contains("taken back"));
    assert!(!go(&["import", "--undo"], "").0, "once");
    assert!(go(&["user", "list", "åse"], "").1.contains("Nobody"));
    assert!(go(&["doctor"], "").0);
}

#[test]
fn the_sample_comes_and_goes_with_one_command() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("--database=sqlite:{}", folder.path().join("g.sqlite").display());
    let go = |arguments: &[&str]| {
        let mut all = vec![database.as_str()];
        all.extend(arguments);
        run(&all, "")
    };
    assert!(!go(&["demo", "links"]).0, "not before it is loaded");
    assert!(go(&["demo", "load"]).0);
    let (ok, out, _) = go(&["demo", "load"]);
    assert!(ok && out.contains("there already"), "{out}");
    let (ok, _, said) = go(&["demo", "links"]);
    assert!(ok, "{said}");
    let (ok, out, said) = go(&["demo", "remove"]);
    assert!(ok && out.contains("empty"), "{out}{said}");
    assert!(!go(&["demo", "remove"]).0, "there is nothing left");
    assert!(go(&["demo", "load"]).0, "and it can come again");
}

#[tokio::test]
async fn clearing_leaves_an_empty_database_that_migrates() {
    on_both(async |db| {
        House::new(db.clone()).await;
        store::migrate::clear(&db).await.unwrap();
        assert!(!store::migrate::missing(&db).await.unwrap().is_empty());
        store::migrate::migrate(&db, NOW).await.unwrap();
        assert!(
            store::access::house(&mut db.read().await.unwrap())
                .await
                .unwrap()
                .is_none()
        );
        House::new(db).await;
    })
    .await;
}

#[tokio::test]
async fn the_first_administrator_can_sign_in_on_either_database() {
    on_both(async |db| {
        let mut app = web::App::new(
            db,
            fixture::clock(NOW),
            fixture::random(),
            jiff::tz::TimeZone::get("Europe/Copenhagen").unwrap(),
            false,
        );
        app.clock = fixture::clock(NOW);
        let first = FirstAdministrator {
            organisation: "Prøve Kommune",
            unit_key: Some("1"),
            name: "Ida Holm",
            email: "ida@example.dk",
        };
        found(&app, &first, fixture::HASH).await.unwrap();
        let today = app.today();
        let mut conn = app.db.read().await.unwrap();
        let account = store::access::account_by_email(&mut conn, "ida@example.dk")
            .await
            .unwrap()
            .unwrap();
        assert!(!account.must_change);
        let actor = store::access::actor(&mut conn, account.person, today).await.unwrap();
        assert!(actor.has(model::access::Role::Administrator));
        assert_eq!(
            store::access::lasting_administrators(&mut conn, today).await.unwrap(),
            1
        );
        assert!(found(&app, &first, fixture::HASH).await.is_err());
    })
    .await;
}

/// Waits for the line that says the server is ready, and gives the child and how long that took.
fn serve(arguments: &[&str]) -> (std::process::Child, Duration) {
    let started = Clock::now();
    let mut child = grundlag(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap())
        .read_line(&mut line)
        .unwrap();
    let took = started.elapsed();
    assert!(line.starts_with("Grundlag is ready: http://"), "{line}");
    (child, took)
}

fn ask(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    answer
}

#[test]
fn the_server_answers_logs_no_path_and_stops_when_told() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("--database=sqlite:{}", folder.path().join("g.sqlite").display());
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let address = format!("127.0.0.1:{port}");
    let listen = format!("--listen={address}");
    let (mut child, _) = serve(&[&database, &listen, "--log-format=json", "serve", "--migrate"]);
    let get = |path: &str| {
        ask(
            &address,
            &format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"),
        )
    };
    let page = get("/sign-in?next=/hemmeligt");
    assert!(
        page.starts_with("HTTP/1.1 200") && page.contains("content-security-policy"),
        "{page}"
    );
    assert!(
        page.contains("grundlag user add"),
        "an empty database says how to begin"
    );
    assert!(get("/sign-in/0123456789abcdef").starts_with("HTTP/1.1 404"));
    let large = format!(
        "POST /sign-in HTTP/1.1\r\nhost: x\r\nsec-fetch-site: same-origin\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{}",
        300 * 1024,
        "a".repeat(300 * 1024)
    );
    assert!(ask(&address, &large).contains("413"), "a body over the limit");
    let endless = format!("GET / HTTP/1.1\r\nx: {}\r\n\r\n", "a".repeat(100 * 1024));
    assert!(!ask(&address, &endless).contains("200 OK"), "a head over the limit");
    assert!(get("/sign-in").starts_with("HTTP/1.1 200"), "and the next is served");

    let killed = Command::new("kill").arg(child.id().to_string()).status().unwrap();
    assert!(killed.success());
    assert!(child.wait().unwrap().success(), "SIGTERM is an ordinary end");
    let mut log = String::new();
    child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert!(log.contains(r#""route":"/sign-in/{token}","status":404"#), "{log}");
    for never in ["hemmeligt", "0123456789abcdef", "next="] {
        assert!(!log.contains(never), "{log}");
    }
}
