//! The table that is printed at the end, with the machine that it was measured on.

use std::time::Duration;

use crate::browser::Load;

pub struct Report(Vec<[String; 4]>);

impl Report {
    pub fn new() -> Self {
        Self(Vec::new())
    }

    pub fn add(&mut self, database: &str, what: &str, figure: String, wanted: &str) {
        self.0.push([database.into(), what.into(), figure, wanted.into()]);
    }

    pub fn page(&mut self, database: &str, page: &str, times: &mut [Duration], bytes: usize) {
        let figure = format!(
            "p50 {} ms, p95 {} ms, {:.1} kB",
            ms(percentile(times, 50)),
            ms(percentile(times, 95)),
            bytes_kb(bytes)
        );
        self.add(database, &format!("page: {page}"), figure, "p95 25 ms, 100 kB");
    }

    pub fn rate(&mut self, database: &str, what: &str, load: &Load, wanted: &str) {
        let mut times = load.times.clone();
        let figure = format!(
            "{:.0}/s, p99 {} ms, {} errors",
            load.rate(),
            ms(percentile(&mut times, 99)),
            load.errors
        );
        self.add(database, what, figure, wanted);
    }

    pub fn steady(&mut self, database: &str, load: &Load) {
        let mut times = load.times.clone();
        let figure = format!(
            "{} requests in {:.0} s, p50 {} ms, p99 {} ms, {} errors",
            times.len(),
            load.lasted.as_secs_f64(),
            ms(percentile(&mut times, 50)),
            ms(percentile(&mut times, 99)),
            load.errors
        );
        self.add(
            database,
            "200 requests a second, one in ten a save",
            figure,
            "p99 100 ms, 0 errors",
        );
    }

    pub fn print(&self) {
        println!("{}", machine());
        println!("10,000 people, 500 units, 7 elements, 200,000 traces; the asking process on the same cores.\n");
        println!("| database | what | measured | wanted |\n|---|---|---|---|");
        for [database, what, figure, wanted] in &self.0 {
            println!("| {database} | {what} | {figure} | {wanted} |");
        }
    }
}

fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    times
        .get((times.len() * percent / 100).min(times.len().saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}

fn ms(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1000.0)
}

#[expect(clippy::cast_precision_loss, reason = "kilobytes with one decimal")]
fn bytes_kb(bytes: usize) -> f64 {
    bytes as f64 / 1000.0
}

fn machine() -> String {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu
        .lines()
        .find(|l| l.starts_with("model name"))
        .and_then(|l| l.split(": ").nth(1))
        .unwrap_or("?");
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!("{cores} cores of {model}")
}
