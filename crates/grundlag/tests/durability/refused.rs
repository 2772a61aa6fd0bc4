//! A disk that is full, and disks that fail: a clear answer, reading goes on, and it recovers without a restart.

use std::path::Path;
use std::process::Command;

use store::Db;

use crate::disk::{Disk, Fault};
use crate::server::Server;
use crate::town::{Town, whole};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_said_and_reading_goes_on() {
    let mut house = House::open().await;
    house.writes();
    house.disk.becomes(Fault::Full);
    // What the log has room for is still taken; then nothing is.
    let mut last = None;
    for _ in 0..400 {
        match house.tries() {
            Some(body) => {
                last = Some(body);
                break;
            }
            None => house.seen += 1,
        }
    }
    let (status, body) = last.expect("the disk gets full");
    assert_eq!(status, 507, "{body}");
    assert!(
        body.contains("Der er ikke plads på disken") && body.contains("Du kan stadig læse alt"),
        "{body}"
    );
    for _ in 0..20 {
        assert_eq!(house.tries().map(|(status, _)| status), Some(507));
        house.reads();
    }
    house.disk.becomes(Fault::None);
    house.writes();
    house.ends("a full disk").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failing_disk_is_said_and_reading_goes_on() {
    let mut house = House::open().await;
    for fault in [Fault::Write, Fault::Sync, Fault::Write, Fault::Sync] {
        house.writes();
        house.disk.becomes(fault);
        for _ in 0..10 {
            let (status, body) = house.tries().expect("nothing is acknowledged");
            assert!(
                status == 500 && body.contains("Noget gik galt hos os"),
                "{fault:?} {status}: {body}"
            );
            house.reads();
        }
        house.disk.becomes(Fault::None);
        house.writes();
    }
    // What cannot be read is not shown, and what can be stays right.
    house.disk.becomes(Fault::Read);
    for _ in 0..10 {
        let status = house.server.read(&house.town, 0).status;
        assert!(status == 200 || status == 500, "{status}");
        if house.tries().is_none() {
            house.seen += 1;
        }
    }
    house.disk.becomes(Fault::None);
    house.writes();
    house.ends("a failing disk").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_onto_a_full_or_failing_disk_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let [old, new] = ["old.sqlite", "new.sqlite"].map(|name| folder.path().join(name));
    let db = Db::open(&format!("sqlite:{}", old.display()), 1).await.unwrap();
    let town = Town::settle(&db).await;
    db.close().await;
    // What watches knows a file that is there; and a database is not only empty when it is new.
    let db = Db::open(&format!("sqlite:{}", new.display()), 1).await.unwrap();
    store::migrate::migrate(&db, fixture::NOW).await.unwrap();
    db.close().await;
    let disk = Disk::under(&new, folder.path());
    let run = |database: &Path, arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_grundlag"))
            .env_clear()
            .envs(disk.failing())
            .current_dir(folder.path())
            .arg(format!("--database=sqlite:{}", database.display()))
            .args(arguments)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.success(), said)
    };
    assert!(run(&old, &["backup", "one"]).0);
    for (fault, says) in [
        (Fault::Full, "disk is full"),
        (Fault::Write, "disk I/O error"),
        (Fault::Sync, "disk I/O error"),
    ] {
        disk.becomes(fault);
        let (ok, said) = run(&new, &["restore", "one"]);
        assert!(
            !ok && said.contains(says) && !said.contains("panicked"),
            "{fault:?}: {said}"
        );
    }
    disk.becomes(Fault::None);
    let (ok, said) = run(&new, &["restore", "one"]);
    assert!(ok, "it was still empty: {said}");
    let db = Db::open(&format!("sqlite:{}", new.display()), 1).await.unwrap();
    whole(&db, &town, &vec![0; town.writers.len()]).await;
    db.close().await;
}

struct House {
    folder: tempfile::TempDir,
    address: String,
    disk: Disk,
    town: Town,
    server: Server,
    seen: i64,
    refused: usize,
}

impl House {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("g.sqlite");
        let address = format!("sqlite:{}", file.display());
        let db = Db::open(&address, 1).await.unwrap();
        let town = Town::settle(&db).await;
        db.close().await;
        let disk = Disk::under(&file, folder.path());
        let server = Server::start(&address, folder.path(), &disk.failing());
        Self {
            folder,
            address,
            disk,
            town,
            server,
            seen: 0,
            refused: 0,
        }
    }

    /// Saves by the form's button. None when it was taken, else how it was refused.
    fn tries(&mut self) -> Option<(u16, String)> {
        let answer = self.server.write(&self.town, 0, self.seen, false).unwrap();
        if answer.status == 303 {
            return None;
        }
        self.refused += 1;
        Some((answer.status, answer.body))
    }

    fn writes(&mut self) {
        for _ in 0..4 {
            let refused = self.tries();
            let log = std::fs::read_to_string(self.folder.path().join("log")).unwrap();
            assert!(refused.is_none(), "{refused:?} {log}");
            self.seen += 1;
        }
    }

    fn reads(&self) {
        // One who writes, and one whose visit cannot be noted.
        for reader in [0, 1] {
            let answer = self.server.read(&self.town, reader);
            assert_eq!(answer.status, 200, "{}", answer.body);
        }
    }

    async fn ends(self, what: &str) {
        let mut acknowledged = vec![0; self.town.writers.len()];
        acknowledged[0] = self.seen;
        let db = Db::open(&self.address, 1).await.unwrap();
        let found = whole(&db, &self.town, &acknowledged).await;
        assert_eq!(found[0], self.seen, "what was refused is not there");
        db.close().await;
        let log = self.server.stop();
        assert!(!log.contains("panicked"), "{log}");
        println!(
            "{what}: {} writes acknowledged, 0 lost; {} refused, none of them there; the server was not restarted",
            self.seen, self.refused
        );
        drop(self.folder);
    }
}
