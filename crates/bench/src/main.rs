//! Measures the house: `script/bench`.
//!
//! A municipality of 10,000 people, 500 units, 7 elements and 200,000 traces is made in a database of its own; the
//! release binary serves it as a process of its own; this process asks, on the same two cores. The floor – axum with one
//! point read by sqlx, and the overview's statements without their page – is measured in the same run.
//!
//! `bench fill ADDRESS` only makes that municipality, to look at, and prints the director's session cookie and a leader's.

mod browser;
mod fill;
mod floor;
mod report;

use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use browser::{Browser, Load};
use fill::Filled;
use report::Report;
use tokio::process::{Child, Command};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: bench BINARY [POSTGRES-ADDRESS] [SECONDS] | bench fill ADDRESS";
    let binary = PathBuf::from(arguments.next().ok_or(usage)?);
    if binary.as_os_str() == "fill" {
        let filled = fill::fill(&arguments.next().ok_or(usage)?).await?;
        println!("{}\n{}", filled.director, filled.leaders[20]);
        return Ok(());
    }
    let postgres = arguments.next().filter(|a| a != "-");
    let seconds: u64 = arguments.next().map_or(Ok(60), |s| s.parse())?;

    let folder = tempfile::tempdir()?;
    let sqlite = format!("sqlite:{}", folder.path().join("bench.sqlite").display());
    let mut report = Report::new();
    measure("SQLite", &binary, &sqlite, Duration::from_secs(seconds), &mut report).await?;
    if let Some(address) = postgres {
        let admin = store::Db::open(&format!("{address}/postgres"), 1).await?;
        store::db::drop_database(&admin, "bench").await?;
        store::db::create_database(&admin, "bench").await?;
        measure(
            "PostgreSQL",
            &binary,
            &format!("{address}/bench"),
            Duration::from_secs(seconds),
            &mut report,
        )
        .await?;
    }
    report.print();
    Ok(())
}

async fn measure(name: &str, binary: &PathBuf, address: &str, mixed: Duration, report: &mut Report) -> Result<()> {
    eprintln!("{name}: filling");
    let filled = fill::fill(address).await?;
    eprintln!("{name}: starting");
    let (mut server, port, ready) = start(binary, address).await?;
    report.add(name, "ready to serve", format!("{} ms", ready.as_millis()), "200 ms");

    let base = Browser::connect(port, &filled.director).await?;
    first_visit(name, port, report).await?;
    for (page, path) in filled.pages() {
        let mut browser = base.again().await?;
        let mut times = Vec::new();
        let mut bytes = 0;
        for _ in 0..400 {
            let cookie = filled.cookie_for(&path);
            let answer = browser.get_as(&path, cookie).await?;
            if answer.status != 200 {
                return Err(format!("{path}: {}", answer.status).into());
            }
            bytes = answer.bytes;
            times.push(answer.time);
        }
        report.page(name, page, &mut times, bytes);
    }

    eprintln!("{name}: as many pages as it can");
    let load = browser::flat_out(port, filled.mixed(), 8, Duration::from_secs(10)).await?;
    report.rate(name, "pages", &load, "1,000/s");
    let pages = load.rate();
    eprintln!("{name}: as many saves as it can");
    let load = browser::save_flat_out(port, &filled, 16, Duration::from_secs(10)).await?;
    report.rate(name, "saved interpretations", &load, "1,000/s");
    eprintln!("{name}: 200 requests a second");
    let load: Load = browser::steady(port, filled.mixed(), &filled, 200, mixed).await?;
    report.steady(name, &load);
    report.add(name, "resident", format!("{} MB", resident(&server)?), "100 MB");
    server.kill().await?;

    eprintln!("{name}: the floor");
    let floor = floor::point_read(address, &filled).await?;
    report.add(name, "floor: axum with one point read", format!("{floor:.0}/s"), "");
    report.add(name, "floor ÷ pages", format!("{:.1}", floor / pages), "");
    let raw = floor::statements(address, &filled).await?;
    report.add(name, "the overview's statements alone", format!("{raw:.2} ms"), "");
    Ok(())
}

/// Starts the server and asks until it answers.
async fn start(binary: &PathBuf, address: &str) -> Result<(Child, u16, Duration)> {
    let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let began = Instant::now();
    let server = Command::new(binary)
        .args(["serve", "--database", address, "--listen", &format!("127.0.0.1:{port}")])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    loop {
        if let Ok(mut browser) = Browser::connect(port, "").await
            && browser.get("/sign-in").await.is_ok_and(|a| a.status == 200)
        {
            return Ok((server, port, began.elapsed()));
        }
        if began.elapsed() > Duration::from_secs(10) {
            return Err("the server did not answer within ten seconds".into());
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// The bytes of the sign-in page with everything that it loads.
async fn first_visit(name: &str, port: u16, report: &mut Report) -> Result<()> {
    let mut browser = Browser::connect(port, "").await?;
    let page = browser.get("/sign-in").await?;
    let mut bytes = page.bytes;
    let plain = browser.get_plain("/sign-in").await?;
    for part in plain.split('"').filter(|part| part.starts_with("/assets/")) {
        bytes += browser.get(part).await?.bytes;
    }
    report.add(name, "first visit", format!("{} kB", bytes / 1000), "150 kB");
    Ok(())
}

fn resident(server: &Child) -> Result<u64> {
    let id = server.id().ok_or("the server is gone")?;
    let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = status.lines().find(|l| l.starts_with("VmRSS")).ok_or("no VmRSS")?;
    Ok(line.split_whitespace().nth(1).ok_or("no VmRSS")?.parse::<u64>()? / 1024)
}

impl Filled {
    /// One of each of the four pages that the figures are about.
    fn pages(&self) -> [(&'static str, String); 4] {
        let (unit, element) = (self.units[self.units.len() / 2], self.elements[0]);
        [
            ("overview", "/overview".into()),
            ("area", format!("/units/{}", self.units[3])),
            ("element", format!("/units/{}/elements/{element}", self.units[2])),
            (
                "interpretation",
                format!("/units/{unit}/elements/{element}/interpretation"),
            ),
        ]
    }

    /// Many different pages with the cookie of somebody who may see them.
    fn mixed(&self) -> Vec<(String, String)> {
        let mut mixed = Vec::new();
        for (i, unit) in self.units.iter().enumerate() {
            let element = self.elements[i % self.elements.len()];
            mixed.push((format!("/overview?unit={}", self.units[i % 50]), self.director.clone()));
            mixed.push((format!("/units/{unit}"), self.director.clone()));
            mixed.push((format!("/units/{unit}/elements/{element}"), self.director.clone()));
            mixed.push((
                format!("/units/{unit}/elements/{element}/interpretation"),
                self.leaders[i].clone(),
            ));
        }
        mixed
    }

    fn cookie_for(&self, path: &str) -> &str {
        if path.ends_with("/interpretation") {
            &self.leaders[self.units.len() / 2]
        } else {
            &self.director
        }
    }
}
