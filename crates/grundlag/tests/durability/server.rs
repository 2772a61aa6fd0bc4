//! `grundlag serve` as a process, and those who write to it.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use crate::town::Town;

pub struct Server {
    child: Child,
    address: SocketAddr,
    log: PathBuf,
}

pub struct Answer {
    pub status: u16,
    pub body: String,
}

impl Server {
    /// Starts a server and waits until it is ready. Its log goes into `folder`.
    pub fn start<V: AsRef<OsStr>>(database: &str, folder: &Path, variables: &[(&str, V)]) -> Self {
        // A port that was free a moment ago.
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let log = folder.join("log");
        let mut child = Command::new(env!("CARGO_BIN_EXE_grundlag"))
            .env_clear()
            .envs(variables.iter().map(|(name, value)| (name, value.as_ref())))
            .arg(format!("--database={database}"))
            .arg(format!("--listen={address}"))
            .args(["--log-level=warn", "serve"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(File::options().append(true).create(true).open(&log).unwrap())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let out = child.stdout.as_mut().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        let said = || std::fs::read_to_string(&log).unwrap_or_default();
        assert!(line.starts_with("Grundlag is ready"), "{line}{}", said());
        Self { child, address, log }
    }

    /// While others still hold it.
    pub fn kill_now(&self) {
        let number = self.child.id().to_string();
        assert!(Command::new("kill").args(["-9", &number]).status().unwrap().success());
    }

    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop, waits, and gives its log.
    pub fn stop(mut self) -> String {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(asked.success() && self.child.wait().unwrap().success());
        std::fs::read_to_string(&self.log).unwrap()
    }

    fn ask(&self, what: &str, headers: &str, cookie: &str, body: &str) -> io::Result<Answer> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let request = format!(
            "{what} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncookie: {cookie}; language=da\r\n{headers}\
             sec-fetch-site: same-origin\r\ncontent-type: application/x-www-form-urlencoded\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes())?;
        let mut text = String::new();
        stream.read_to_string(&mut text)?;
        let cut = || io::Error::from(io::ErrorKind::UnexpectedEof);
        let (head, body) = text.split_once("\r\n\r\n").ok_or_else(cut)?;
        let status = head.get(9..12).and_then(|s| s.parse().ok()).ok_or_else(cut)?;
        Ok(Answer {
            status,
            body: body.to_owned(),
        })
    }

    /// The page of a writer's interpretation, as its unit reads it.
    pub fn read(&self, town: &Town, writer: usize) -> Answer {
        let writer = &town.writers[writer];
        let path = format!("GET /units/{}/elements/{}", writer.unit, town.element);
        self.ask(&path, "", &writer.cookie, "").unwrap()
    }

    /// Writes the revision after `seen`, in turn taking into use and setting aside. `at_once` as autosave does, which
    /// answers with the new revision; else as the form's button.
    pub fn write(&self, town: &Town, writer: usize, seen: i64, at_once: bool) -> io::Result<Answer> {
        let Town { writers, element } = town;
        let step = if seen % 2 == 0 {
            "publish"
        } else {
            "set_aside&reason=Prøve"
        };
        let text = Town::text(writer, seen + 1).replace(' ', "+");
        let body = format!(
            "seen={seen}&do={step}&meaning={text}&keep=&concrete=&leave_out=&add=&change=&why=&stop=&dilemma=&participants="
        );
        let path = format!("POST /units/{}/elements/{element}/interpretation", writers[writer].unit);
        let headers = if at_once { "x-autosave: 1\r\n" } else { "" };
        self.ask(&path, headers, &writers[writer].cookie, &body)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What some who write at once came to.
pub struct Written {
    /// For each writer the last revision that was acknowledged.
    pub acknowledged: Vec<i64>,
    pub writes: usize,
    /// Writers whose last request got no answer.
    pub cut: usize,
    /// Writers whose last request was answered that something went wrong.
    pub failed: usize,
}

/// All write as fast as they can, from these revisions on, until `stop` returns; `heard` is told of each acknowledgement.
pub fn all_write(
    server: &Server,
    town: &Town,
    from: &[i64],
    stop: impl FnOnce(&AtomicUsize),
    heard: impl Fn(usize, i64) + Sync,
) -> Written {
    let stopped = AtomicBool::new(false);
    let [writes, cut, failed] = [const { AtomicUsize::new(0) }; 3];
    let acknowledged = Mutex::new(from.to_vec());
    std::thread::scope(|scope| {
        for (i, &from) in from.iter().enumerate() {
            let (stopped, acknowledged, heard) = (&stopped, &acknowledged, &heard);
            let (writes, cut, failed) = (&writes, &cut, &failed);
            scope.spawn(move || {
                let mut seen = from;
                while !stopped.load(Ordering::Relaxed) {
                    let Ok(answer) = server.write(town, i, seen, true) else {
                        cut.fetch_add(1, Ordering::Relaxed);
                        return;
                    };
                    if answer.status == 500 {
                        failed.fetch_add(1, Ordering::Relaxed);
                        return;
                    }
                    assert_eq!(answer.status, 200, "{}", answer.body);
                    assert!(
                        answer.body.contains(&format!("\"revision\":{}", seen + 1)),
                        "{}",
                        answer.body
                    );
                    seen += 1;
                    heard(i, seen);
                    acknowledged.lock().unwrap()[i] = seen;
                    writes.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        stop(&writes);
        stopped.store(true, Ordering::Relaxed);
    });
    Written {
        acknowledged: acknowledged.into_inner().unwrap(),
        writes: writes.into_inner(),
        cut: cut.into_inner(),
        failed: failed.into_inner(),
    }
}
