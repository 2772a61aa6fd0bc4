//! `grundlag backup`, `restore` and `copy`.

use std::path::Path;
use std::process::{Command, Stdio};

use fixture::{House, NOW, on_both};
use store::Db;
use store::backup::{Failed, Over, Restored, check, write};

/// Into an empty database, as restoring does unless it is told otherwise.
async fn read(db: &Db, now: model::Instant, input: &[u8]) -> Result<Restored, Failed> {
    store::backup::read(db, now, Over::Nothing, input).await
}

async fn written(db: &Db) -> (Vec<u8>, store::backup::Manifest) {
    let mut out = Vec::new();
    let manifest = write(db, "0", NOW, &mut out).await.unwrap();
    (out, manifest)
}

async fn sample(db: &Db) {
    let zone = jiff::tz::TimeZone::get("Europe/Copenhagen").unwrap();
    sample::load(db, NOW, &fixture::random(), &zone).await.unwrap();
}

#[tokio::test]
async fn a_backup_of_either_database_restores_into_both_and_is_the_same_again() {
    on_both(async |db| {
        sample(&db).await;
        let (bytes, manifest) = written(&db).await;
        assert!(manifest.rows_of("trace") > 100 && manifest.rows_of("story") > 10);
        assert_eq!(manifest.rows_of("session"), 0);
        assert_eq!(check(&*bytes).unwrap(), manifest);
        on_both(async |other| {
            let restored = read(&other, NOW, &bytes).await.unwrap();
            assert_eq!(restored.manifest, manifest);
            assert!(restored.months_hold);
            let (again, found) = written(&other).await;
            assert_eq!(found, manifest);
            assert!(again == bytes, "byte for byte");

            // The ledger and published editions are held as before.
            let mut tx = other.write().await.unwrap();
            assert!(tx.run("delete from trace", []).await.is_err());
            drop(tx);
            let mut tx = other.write().await.unwrap();
            assert!(tx.run("update edition set title = 'x'", []).await.is_err());
            drop(tx);
            let full = read(&other, NOW, &bytes).await;
            assert!(matches!(full, Err(Failed::NotEmpty(_))), "{full:?}");
            let (after, _) = written(&other).await;
            assert!(after == bytes, "and nothing was changed");

            // When it is told to, what is there goes; unless the backup does not hold.
            let mut tx = other.write().await.unwrap();
            tx.run("update unit_now set name = 'Ny'", []).await.unwrap();
            tx.commit().await.unwrap();
            let (changed, _) = written(&other).await;
            let broken = store::backup::read(&other, NOW, Over::Everything, &bytes[..bytes.len() - 1]).await;
            assert!(matches!(broken, Err(Failed::CutOff)), "{broken:?}");
            assert!(
                changed != bytes && written(&other).await.0 == changed,
                "what was there stays"
            );
            store::backup::read(&other, NOW, Over::Everything, &*bytes)
                .await
                .unwrap();
            assert!(written(&other).await.0 == bytes);
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_or_cut_off_is_refused_and_leaves_nothing() {
    on_both(async |db| {
        let house = House::new(db.clone()).await;
        drop(house);
        let (bytes, _) = written(&db).await;
        store::migrate::clear(&db).await.unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();

        // After each line, and within some.
        for end in 0..lines.len() {
            let cut = lines[..end].concat();
            assert!(matches!(check(cut.as_bytes()), Err(Failed::CutOff)), "line {end}");
        }
        for end in (1..text.len()).step_by(997) {
            assert!(check(&bytes[..end]).is_err(), "byte {end}");
        }
        // Any byte.
        for at in (0..bytes.len()).step_by(53) {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(check(&*changed).is_err(), "byte {at}");
        }
        // Two rows in each other's place, a row left out, something after the end.
        let row = lines.iter().position(|l| l.contains("Nina")).unwrap();
        let mut swapped = lines.clone();
        swapped.swap(row, row + 1);
        let mut fewer = lines.clone();
        fewer.remove(row);
        let mut more = lines.clone();
        more.push("[]\n");
        for wrong in [swapped, fewer, more] {
            let wrong = wrong.concat();
            assert!(matches!(check(wrong.as_bytes()), Err(Failed::Changed { .. })));
            assert!(matches!(
                read(&db, NOW, wrong.as_bytes()).await,
                Err(Failed::Changed { .. })
            ));
            assert!(
                !store::migrate::missing(&db).await.unwrap().is_empty(),
                "nothing is left"
            );
        }
        let newer = text.replacen("0001_house", "9999_later", 1);
        assert!(matches!(
            read(&db, NOW, newer.as_bytes()).await,
            Err(Failed::Store(store::Error::Newer(_)))
        ));
        let format = text.replacen("\"grundlag_backup\":1", "\"grundlag_backup\":2", 1);
        assert!(matches!(check(format.as_bytes()), Err(Failed::NewerFormat)));
        assert!(matches!(check(&b"PK\x03\x04"[..]), Err(Failed::Foreign)));
        read(&db, NOW, &bytes).await.unwrap();
    })
    .await;
}

/// Runs a command; its status, what it said and what it complained about.
fn run(mut command: Command) -> (bool, String, String) {
    let output = command.stdin(Stdio::null()).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.success(), text(&output.stdout), text(&output.stderr))
}

fn grundlag(folder: &Path, database: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_grundlag"));
    command
        .env_clear()
        .current_dir(folder)
        .arg(format!("--database=sqlite:{database}"))
        .args(arguments);
    command
}

#[test]
fn from_a_key_to_a_drill_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let go = |database: &str, arguments: &[&str]| run(grundlag(folder.path(), database, arguments));
    assert!(go("a", &["demo", "load"]).0);

    let (ok, public, said) = go("a", &["backup", "--new-key", "secret.key"]);
    assert!(ok && public.starts_with("age1"), "{said}");
    assert!(
        !go("a", &["backup", "--new-key", "secret.key"]).0,
        "no key is overwritten"
    );
    assert!(go("a", &["backup", "--new-key", "other.key"]).0);
    std::fs::write(path("public.key"), &public).unwrap();

    let (ok, out, said) = go("a", &["backup", "--key", "public.key", "one"]);
    assert!(ok && out.contains("verified, encrypted"), "{out}{said}");
    let (ok, out, said) = go("a", &["backup", "two"]);
    assert!(ok && out.contains("not encrypted"), "{out}{said}");
    let (ok, _, said) = go("a", &["backup", "two"]);
    assert!(!ok && said.contains("nothing is overwritten"), "{said}");
    let sealed = std::fs::read(path("one")).unwrap();
    assert!(sealed.starts_with(b"age-encryption.org/v1"));

    let (ok, out, said) = go("none", &["restore", "--check", "--key", "secret.key", "one"]);
    assert!(ok && out.contains("It can be restored"), "{out}{said}");
    // The drill, as it is printed: counts, the ledger's sum, how much would be lost, how long it takes.
    println!("{out}");
    let ledger = |out: &str| {
        out.lines()
            .find(|l| l.starts_with("ledger sha256 "))
            .unwrap()
            .to_owned()
    };
    let drilled = ledger(&out);
    assert!(
        drilled.len() == 78 && out.contains("RPO: it is 0 h") && out.contains("RTO: restoring took"),
        "{out}"
    );
    assert!(!path("none").exists(), "a drill makes no database");
    let (ok, out, _) = go("none", &["restore", "--check", "two"]);
    assert!(ok && ledger(&out) == drilled, "one ledger, locked or not: {out}");

    let fails = |arguments: &[&str], with: &str| {
        let (ok, _, said) = go("none", arguments);
        assert!(!ok && said.contains(with), "{arguments:?}: {said}");
        assert!(!said.contains("panicked"), "{said}");
    };
    fails(&["restore", "--check", "one"], "--key FILE");
    fails(&["restore", "--key", "public.key", "one"], "secret key");
    fails(&["restore", "--key", "other.key", "one"], "does not open");
    fails(&["restore", "--key", "two", "one"], "two");
    fails(&["restore", "--key", "secret.key", "secret.key"], "not a backup");
    fails(&["restore", "nowhere"], "cannot be read");
    assert!(!path("none").exists(), "nor does a wrong key");
    for (name, whole) in [("one", sealed), ("two", std::fs::read(path("two")).unwrap())] {
        for end in [0, 10, 300, whole.len() / 2, whole.len() - 1] {
            std::fs::write(path("cut"), &whole[..end]).unwrap();
            let (ok, _, said) = go("none", &["restore", "--check", "--key", "secret.key", "cut"]);
            let clear = ["cut off", "is empty", "not as it was written", "not a backup"];
            assert!(!ok && clear.iter().any(|c| said.contains(c)), "{name} {end}: {said}");
        }
        for at in [30, whole.len() / 2, whole.len() - 3] {
            let mut changed = whole.clone();
            changed[at] ^= 4;
            std::fs::write(path("changed"), changed).unwrap();
            let (ok, _, said) = go("none", &["restore", "--check", "--key", "secret.key", "changed"]);
            let clear = ["not as it was written", "not a backup", "does not open", "cut off"];
            assert!(!ok && clear.iter().any(|c| said.contains(c)), "{name} {at}: {said}");
        }
    }

    let (ok, out, said) = go("b", &["restore", "--key", "secret.key", "one"]);
    assert!(
        ok && out.contains("Restored into") && ledger(&out) == drilled,
        "{out}{said}"
    );
    let (ok, _, said) = go("b", &["restore", "two"]);
    assert!(
        !ok && said.contains("not empty") && said.contains("Nothing was changed"),
        "{said}"
    );
    let (ok, out, said) = go("b", &["restore", "--replace", "two"]);
    assert!(ok && out.contains("Restored into"), "{out}{said}");
    let (ok, _, said) = go("b", &["restore", "--replace", "--key", "secret.key", "cut"]);
    assert!(
        !ok && said.contains("cut off") || said.contains("not as it was written"),
        "{said}"
    );
    let (ok, out, said) = go("b", &["copy", "--to", "sqlite:c"]);
    assert!(ok && out.contains("the same on both sides"), "{out}{said}");
    let (ok, _, said) = go("b", &["copy", "--to", "sqlite:c"]);
    assert!(!ok && said.contains("target is not empty"), "{said}");
    assert!(!go("b", &["copy", "--to", "sqlite:b"]).0);
    // The sample has no administrator who can sign in: that is the one thing wrong.
    let (_, out, said) = go("c", &["doctor"]);
    assert!(
        out.contains("SQLite: write-ahead log") && said.contains("One thing is wrong"),
        "{out}{said}"
    );
    let modes = ["one", "two", "secret.key"].map(|name| {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(path(name)).unwrap().permissions().mode() & 0o777
    });
    assert_eq!(modes, [0o600; 3]);

    // A disk with too little room, by a limit on the size of files: a backup leaves nothing behind.
    let limited = |arguments: &[&str]| {
        let inner = grundlag(folder.path(), "a", arguments);
        let mut command = Command::new("bash");
        command
            .env_clear()
            .current_dir(folder.path())
            .args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$@\"", "bash"])
            .arg(inner.get_program())
            .args(inner.get_args());
        run(command)
    };
    let (ok, _, said) = limited(&["backup", "three"]);
    assert!(!ok && said.contains("The disk is full"), "{said}");
    assert!(!path("three").exists() && !path("three.part").exists());
}

#[tokio::test]
async fn a_backup_is_of_one_moment_while_others_write() {
    on_both(async |db| {
        let house = House::new(db.clone()).await;
        let (people, units) = (&house.people, &house.units);
        let busy = async {
            for n in 0..200 {
                let mut tx = db.write().await.unwrap();
                // Two rows that belong together.
                for _ in 0..2 {
                    let grant = store::access::NewGrant {
                        id: house.app.id::<model::GrantId>(NOW),
                        person: people["Emil"],
                        role: model::access::Role::Steward,
                        unit: units["Rod"],
                        from: fixture::TODAY.parse().unwrap(),
                        to: None,
                        note: &format!("Prøve {n}"),
                        by: None,
                    };
                    store::access::add_grant(&mut tx, &grant, NOW).await.unwrap();
                }
                tx.commit().await.unwrap();
            }
        };
        let backups = async {
            for _ in 0..5 {
                let (bytes, manifest) = written(&db).await;
                // Six roles are granted in the small organisation.
                assert_eq!(manifest.rows_of("role_grant") % 2, 0);
                check(&*bytes).unwrap();
                tokio::task::yield_now().await;
            }
        };
        tokio::join!(busy, backups);
    })
    .await;
}

#[tokio::test]
async fn moving_to_postgresql_and_back_keeps_everything() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let go = |database: &str, arguments: &[&str]| run(grundlag(folder.path(), database, arguments));
    assert!(go("a", &["demo", "load"]).0);
    let server = fixture::postgres_address();
    let admin = Db::open(&format!("{server}/postgres"), 1).await.unwrap();
    let name = format!("copy_{}", std::process::id());
    store::db::create_database(&admin, &name).await.unwrap();
    std::fs::write(path("address"), format!("{server}/{name}\n")).unwrap();
    let open = Command::new("chmod")
        .args(["600", "address"])
        .current_dir(folder.path())
        .status()
        .unwrap();
    assert!(open.success());

    let (ok, out, said) = go("a", &["copy", "--to-file", "address"]);
    assert!(
        ok && out.contains("each table is the same on both sides"),
        "{out}{said}"
    );
    let (ok, _, said) = go("a", &["copy", "--to-file", "address"]);
    assert!(!ok && said.contains("target is not empty"), "{said}");
    let mut back = Command::new(env!("CARGO_BIN_EXE_grundlag"));
    back.env_clear()
        .current_dir(folder.path())
        .args(["--database-file", "address", "copy", "--to", "sqlite:b"]);
    let (ok, again, said) = run(back);
    assert!(
        ok && again.contains("each table is the same on both sides"),
        "{again}{said}"
    );
    store::db::drop_database(&admin, &name).await.unwrap();
    admin.close().await;

    // The same lines, byte for byte, and by the ledger's sum.
    let mut both = Vec::new();
    for name in ["a", "b"] {
        let db = Db::open(&format!("sqlite:{}", path(name).display()), 1).await.unwrap();
        both.push(written(&db).await);
        db.close().await;
    }
    assert!(both[0].0 == both[1].0 && both[0].1.rows_of("trace") > 100);
}
