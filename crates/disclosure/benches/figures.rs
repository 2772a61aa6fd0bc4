//! The figures of docs/disclosure.md: `cargo bench --bench figures`.

use std::time::Instant;

use disclosure::audit::{Effort, Table, audit};
use disclosure::pattern::{Pattern, Wish, choose};
use disclosure::space::Space;
use disclosure::{generate, tree};

const K: u32 = 5;

/// Seconds of computing. On a machine that others use, the clock on the wall says nothing: the kernel's count of this
/// thread's own time does. Where there is none, the wall's.
struct Watch(Instant, Option<f64>);

impl Watch {
    fn start() -> Self {
        Self(Instant::now(), Self::computed())
    }

    fn computed() -> Option<f64> {
        let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        let nanoseconds: f64 = text.split(' ').next()?.parse().ok()?;
        Some(nanoseconds / 1e9)
    }

    fn seconds(&self) -> f64 {
        match (Self::computed(), self.1) {
            (Some(now), Some(then)) => now - then,
            _ => self.0.elapsed().as_secs_f64(),
        }
    }
}

fn main() {
    trees();
    organisations();
    municipality();
    wave();
    threshold();
}

fn cells(space: &Space) -> impl Iterator<Item = (usize, u32)> + '_ {
    (0..space.families()).flat_map(|f| (0_u32..).take(space.cells(f)).map(move |c| (f, c)))
}

fn share(space: &Space, pattern: &Pattern) -> (usize, usize) {
    let large = cells(space).filter(|&(f, c)| space.counted(f, c) >= K).count();
    (pattern.len(), large)
}

fn percent((shown, large): (usize, usize)) -> String {
    format!(
        "{shown} of {large} = {:.1} %",
        100.0 * f64::from(u32::try_from(shown).unwrap()) / f64::from(u32::try_from(large).unwrap())
    )
}

fn trees() {
    let space = generate::municipality(1).space().unwrap();
    let start = Watch::start();
    let rounds = 2_000;
    for _ in 0..rounds {
        std::hint::black_box(tree::best(&space, 0, K, &[], &[]));
    }
    println!(
        "tree of {} units: {:.2} ms",
        space.cells(0),
        start.seconds() * 1000.0 / f64::from(rounds)
    );
}

fn organisations() {
    for filters in 1..=5 {
        let mut sum = (0, 0);
        for seed in 0..200 {
            let space = generate::organisation(seed, filters).space().unwrap();
            let (shown, large) = share(
                &space,
                &choose(
                    &space,
                    &Wish {
                        k: K,
                        ..Wish::default()
                    },
                )
                .unwrap(),
            );
            sum = (sum.0 + shown, sum.1 + large);
        }
        println!("200 organisations, {filters} filters: {}", percent(sum));
    }
}

fn municipality() {
    for seed in 1..=2 {
        let organisation = generate::municipality(seed);
        let space = organisation.space().unwrap();
        println!(
            "municipality {seed}: {} people, {} units, {} cells",
            organisation.people.len(),
            organisation.parent.len(),
            cells(&space).count()
        );
        let start = Watch::start();
        let pattern = choose(
            &space,
            &Wish {
                k: K,
                ..Wish::default()
            },
        )
        .unwrap();
        println!(
            "  shown {} in {:.2} s",
            percent(share(&space, &pattern)),
            start.seconds()
        );
        for family in 0..space.families() {
            let of = |large: &dyn Fn(u32) -> bool| (0_u32..).take(space.cells(family)).filter(|&c| large(c)).count();
            println!(
                "    {}: {}",
                if family == 0 {
                    "units".to_owned()
                } else {
                    format!("filter {family}")
                },
                percent((
                    of(&|c| pattern.shows(family, c)),
                    of(&|c| space.counted(family, c) >= K)
                ))
            );
        }
        let table = Table::of(&space, |f, c| pattern.shows(f, c)).unwrap();
        let start = Watch::start();
        let report = audit(&table, K, Effort::default());
        println!(
            "  audit: {} groups below {K} in {:.2} s",
            report.findings.len(),
            start.seconds()
        );
    }
}

fn wave() {
    let organisation = generate::municipality(1);
    for (skipped, name) in [(0.0, "all answered"), (0.001, "1 in 1,000 answers skipped")] {
        let closed = generate::wave(&organisation, 30, skipped, 7).unwrap().close();
        let start = Watch::start();
        let release = closed.release(&[]).unwrap();
        let time = start.seconds();
        let figures = release.shown().filter(|&c| release.figure(c, 0).is_some()).count();
        let spread = release
            .shown()
            .filter(|&c| release.figure(c, 0).is_some_and(|f| f.get().spread.is_some()))
            .count();
        println!("wave of 30 items, {name}: {figures} cells, {spread} with distributions, {time:.2} s");
    }
}

/// What the auditor makes of the threshold rule alone, in a whole municipality.
fn threshold() {
    let space = generate::municipality(1).space().unwrap();
    let table = Table::of(&space, |f, c| space.counted(f, c) >= K).unwrap();
    let start = Watch::start();
    let report = audit(&table, K, Effort::default());
    println!(
        "threshold rule alone, municipality 1: {} groups below {K}, {} with a certificate, in {:.1} s",
        report.findings.len(),
        report.findings.iter().filter(|f| f.certificate.is_some()).count(),
        start.seconds()
    );
}
