//! kill -9 in the middle of writes: of the server, and on PostgreSQL of the database's server too.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use store::Db;

use crate::Dice;
use crate::server::{Server, all_write};
use crate::town::{Town, whole};

/// Before the kill: the writers have begun, and go on writing for a while that is never the same.
fn a_while(dice: &mut Dice) -> Duration {
    Duration::from_millis(20 + dice.below(150) as u64)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_times_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("g.sqlite").display());
    let db = Db::open(&address, 1).await.unwrap();
    let town = Town::settle(&db).await;
    db.close().await;

    let mut dice = Dice(1);
    let mut revisions = vec![0; town.writers.len()];
    let (mut writes, mut cut, mut unheard) = (0, 0, 0);
    for _ in 0..50 {
        let mut server = Server::start::<&str>(&address, folder.path(), &[]);
        // The server has taken up what the last one left; now look, while it runs.
        let db = Db::open(&address, 1).await.unwrap();
        let found = whole(&db, &town, &revisions).await;
        db.close().await;
        unheard += found.iter().sum::<i64>() - revisions.iter().sum::<i64>();
        let pause = a_while(&mut dice);
        let killed = all_write(
            &server,
            &town,
            &found,
            |_| {
                std::thread::sleep(pause);
                // By its number: the server itself is borrowed by those who write.
                server.kill_now();
            },
            |_, _| {},
        );
        server.kill();
        assert_eq!(killed.failed, 0);
        writes += killed.writes;
        cut += usize::from(killed.cut > 0);
        revisions = killed.acknowledged;
    }
    let server = Server::start::<&str>(&address, folder.path(), &[]);
    let db = Db::open(&address, 1).await.unwrap();
    whole(&db, &town, &revisions).await;
    db.close().await;
    assert!(!server.stop().contains("panicked"));
    println!(
        "SQLite: 50 kills, {cut} with requests under way; {writes} writes acknowledged, 0 lost; {unheard} were \
              there whose answer did not arrive"
    );
    assert!(writes > 200 && cut >= 45, "{writes} writes, {cut} cut");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_times_on_postgresql() {
    let folder = tempfile::tempdir().unwrap();
    let mut postgres = Postgres::make(folder.path());
    postgres.start();
    let admin = Db::open(&postgres.address("postgres"), 1).await.unwrap();
    store::db::create_database(&admin, "g").await.unwrap();
    admin.close().await;
    let address = postgres.address("g");
    let db = Db::open(&address, 1).await.unwrap();
    let town = Town::settle(&db).await;
    db.close().await;

    let mut dice = Dice(2);
    let mut revisions = vec![0; town.writers.len()];
    let (mut writes, mut cut) = (0, 0);
    for round in 0..5 {
        let mut server = Server::start::<&str>(&address, folder.path(), &[]);
        let pause = a_while(&mut dice) * 4;
        let killed = all_write(
            &server,
            &town,
            &revisions,
            |_| {
                std::thread::sleep(pause);
                // In turn the database first, and the server first.
                if round % 2 == 0 {
                    postgres.kill();
                    server.kill_now();
                } else {
                    server.kill_now();
                    postgres.kill();
                }
            },
            |_, _| {},
        );
        server.kill();
        writes += killed.writes;
        cut += usize::from(killed.cut + killed.failed > 0);
        postgres.start();
        let db = Db::open(&address, 1).await.unwrap();
        revisions = whole(&db, &town, &killed.acknowledged).await;
        db.close().await;
    }
    println!(
        "PostgreSQL: 5 kills of both servers, {cut} with requests under way; {writes} writes acknowledged, 0 lost"
    );
    assert!(writes > 20 && cut >= 4, "{writes} writes, {cut} cut");
}

/// A PostgreSQL of our own, that waits for the disk.
struct Postgres {
    programs: PathBuf,
    data: PathBuf,
    port: u16,
    child: Option<Child>,
}

impl Postgres {
    fn make(folder: &Path) -> Self {
        let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
            .expect("PostgreSQL; script/setup tests installs it")
            .map(|entry| entry.unwrap().path())
            .collect();
        versions.sort();
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let made = Self {
            programs: versions.pop().unwrap().join("bin"),
            data: folder.join("postgres/data"),
            port,
            child: None,
        };
        let above = folder.join("postgres");
        fs::create_dir(&above).unwrap();
        if rustix::process::geteuid().is_root() {
            let run = |program: &str, arguments: &[&str]| {
                assert!(
                    Command::new(program)
                        .args(arguments)
                        .arg(folder)
                        .status()
                        .unwrap()
                        .success()
                );
            };
            run("chmod", &["711"]);
            assert!(
                Command::new("chown")
                    .arg("postgres")
                    .arg(&above)
                    .status()
                    .unwrap()
                    .success()
            );
        }
        let initialised = made
            .program("initdb")
            .args([
                "-U",
                "grundlag",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
            ])
            .status()
            .unwrap();
        assert!(initialised.success());
        made
    }

    fn address(&self, name: &str) -> String {
        format!("postgres://grundlag@127.0.0.1:{}/{name}", self.port)
    }

    /// PostgreSQL refuses to run as root.
    fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        let mut command = if rustix::process::geteuid().is_root() {
            let mut command = Command::new("setpriv");
            command
                .args(["--reuid=postgres", "--regid=postgres", "--clear-groups"])
                .arg(path);
            command
        } else {
            Command::new(path)
        };
        command
            .arg("-D")
            .arg(&self.data)
            .current_dir("/")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    fn start(&mut self) {
        for _ in 0..600 {
            // As long as a process of the one before is still going, PostgreSQL refuses to start.
            let gone = self
                .child
                .as_mut()
                .is_none_or(|child| child.try_wait().unwrap().is_some());
            if gone {
                self.child = Some(self.spawn());
            }
            let ready = Command::new(self.programs.join("pg_isready"))
                .args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()])
                .status()
                .unwrap();
            if ready.success() {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        let log = fs::read_to_string(self.data.with_file_name("log")).unwrap_or_default();
        panic!("PostgreSQL does not start: {log}");
    }

    fn spawn(&self) -> Child {
        let log = self.data.with_file_name("log");
        self.program("postgres")
            .arg("-p")
            .arg(self.port.to_string())
            .arg("-k")
            .arg(self.data.parent().unwrap())
            .args(["-c", "listen_addresses=127.0.0.1", "-c", "fsync=on"])
            .args(["-c", "recovery_init_sync_method=syncfs"])
            .stderr(fs::File::options().append(true).create(true).open(log).unwrap())
            .spawn()
            .unwrap()
    }

    /// The server and every process of it, all at once.
    fn kill(&mut self) {
        let Some(mut main) = self.child.take() else {
            return;
        };
        let parent = main.id().to_string();
        let mut all = vec![parent.clone()];
        for entry in fs::read_dir("/proc").unwrap().flatten() {
            let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
            // number (name) state parent …
            let above = stat
                .rsplit_once(')')
                .and_then(|(_, rest)| rest.split_whitespace().nth(1));
            if above == Some(parent.as_str()) {
                all.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        // Some may go by themselves as soon as the first has.
        let _ = Command::new("kill").arg("-9").args(&all).stderr(Stdio::null()).status();
        let _ = main.wait();
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.kill();
    }
}
