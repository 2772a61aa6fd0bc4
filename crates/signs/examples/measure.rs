//! Prints the figures that docs/signs.md states: speed, false discoveries, power, and the guards.

use std::time::Instant;

use signs::chance::Random;
use signs::choose::choose;
use signs::evidence::{change, discoveries};
use signs::words::{Language, Names};
use signs::{Chart, Kind, Plan, Profile, Series};

fn main() -> Result<(), signs::Bad> {
    calibration()?;
    for (before, after) in [(12, 6), (18, 6), (24, 6)] {
        false_discoveries(before, after, 2.0)?;
    }
    speed()?;
    Ok(())
}

fn values(random: &mut Random, before: usize, after: usize, shift: f64) -> Vec<Option<f64>> {
    (0..before + after)
        .map(|at| Some(random.normal() + if at >= before { shift } else { 0.0 }))
        .collect()
}

fn chance(values: &[Option<f64>]) -> Result<Option<f64>, signs::Bad> {
    Ok(change(&Series::of_values(values)?, &Plan::default(), Kind::Xmr)?.map(|change| change.p))
}

/// How often unchanged series have a p-value below a level.
fn calibration() -> Result<(), signs::Bad> {
    for points in [9, 14, 18, 24, 36, 60] {
        let mut random = Random::new(7);
        let mut below = [0_u32; 4];
        let levels = [0.05, 0.01, 0.005, 0.001];
        let rounds = 40_000;
        for _ in 0..rounds {
            let p = chance(&values(&mut random, points, 0, 0.0))?.unwrap_or(1.0);
            for (count, level) in below.iter_mut().zip(levels) {
                *count += u32::from(p <= level);
            }
        }
        let shares = below.map(|count| f64::from(count) / f64::from(rounds));
        println!("unchanged, {points} points: below {levels:?} in {shares:?}");
    }
    Ok(())
}

/// Ten times 20,000 series, one in ten shifted by `shift` standard deviations; month by month for `after` months, the
/// list is cut at 10 %, and then at a share of it. A shift is found when any month's list has it.
fn false_discoveries(before: usize, after: usize, shift: f64) -> Result<(), signs::Bad> {
    const REPEATS: usize = 10;
    let mut random = Random::new(2026);
    let levels = [
        ("10 %", 0.1),
        ("its share of 10 %", 0.1 / f64::from(u32::try_from(after).unwrap_or(1))),
    ];
    // By level and month: true and false entries of all lists, and the mean of each list's false share.
    let mut months = vec![vec![(0, 0, 0.0); after]; levels.len()];
    let mut unions = vec![(0, 0); levels.len()];
    for _ in 0..REPEATS {
        let all: Vec<Vec<Option<f64>>> = (0..20_000)
            .map(|at| values(&mut random, before, after, if at % 10 == 0 { shift } else { 0.0 }))
            .collect();
        let chances: Vec<Vec<Option<f64>>> = (0..after)
            .map(|month| all.iter().map(|one| chance(&one[..=before + month])).collect())
            .collect::<Result<_, _>>()?;
        for ((months, union), (_, q)) in months.iter_mut().zip(&mut unions).zip(levels) {
            let mut ever = vec![false; all.len()];
            for (chances, (hits, wrong, share)) in chances.iter().zip(months) {
                let list = discoveries(chances, q)?;
                let (yes, no) = divided(&list);
                (*hits, *wrong) = (*hits + yes, *wrong + no);
                *share += percent(no, yes + no) / 10.0;
                for (ever, now) in ever.iter_mut().zip(&list) {
                    *ever |= now;
                }
            }
            let (yes, no) = divided(&ever);
            *union = (union.0 + yes, union.1 + no);
        }
    }
    println!("{before} points before a shift of {shift}, {REPEATS} times 2,000 shifted of 20,000:");
    for ((months, (found, wrong)), (name, _)) in months.iter().zip(unions).zip(levels) {
        println!("  each list at {name}:");
        for (month, (hits, wrong, share)) in months.iter().enumerate() {
            println!(
                "    month {}: {hits} found, {wrong} false; {share:.1} % of a list on average",
                month + 1
            );
        }
        println!(
            "    on any of the lists: {found} found ({:.1} %), {wrong} false ({:.1} %)",
            percent(found, 2_000 * REPEATS),
            percent(wrong, found + wrong)
        );
    }
    Ok(())
}

/// How many of the list are shifted, and how many are not.
fn divided(list: &[bool]) -> (usize, usize) {
    let shifted = list.iter().step_by(10).filter(|yes| **yes).count();
    (shifted, list.iter().filter(|yes| **yes).count() - shifted)
}

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

fn speed() -> Result<(), signs::Bad> {
    let mut random = Random::new(1);
    let values: Vec<Vec<Option<f64>>> = (0..60_000)
        .map(|_| (0..24).map(|_| Some(random.normal())).collect())
        .collect();
    let start = Watch::start();
    let mut signals = 0;
    for values in &values {
        let chart = Chart::draw(&Series::of_values(values)?, &Plan::default(), Kind::Xmr, &Profile::MDC)?;
        signals += usize::from(chart.points.iter().any(|point| point.signals.any()));
    }
    println!(
        "60,000 XmR charts of 24 points: {:.3} s, {signals} with a signal",
        start.seconds()
    );

    let names = Names {
        title: "Tegn",
        periods: &[],
        unit: " %",
        decimals: 0,
        language: Language::Danish,
    };
    let sizes = vec![Some(40.0); 36];
    let mut answer = || f64::from(u8::from(random.uniform() < 0.3));
    let mut share = || Some((0..40).map(|_| answer()).sum());
    let shares: Vec<Series> = (0..500)
        .map(|_| Series::of_shares(&(0..36).map(|_| share()).collect::<Vec<_>>(), &sizes))
        .collect::<Result<_, _>>()?;
    let start = Watch::start();
    let rounds = 20;
    let (mut letters, mut believed) = (0, 0);
    for _ in 0..rounds {
        letters = 0;
        let mut chances = Vec::new();
        for series in &shares {
            let kind = choose(series).kind;
            let chart = Chart::draw(series, &Plan::default(), kind, &Profile::MDC)?;
            letters += chart.description(&names).len();
            chances.push(change(series, &Plan::default(), kind)?.map(|change| change.p));
        }
        let list = discoveries(&chances, 0.1)?;
        believed = list.into_iter().filter(|believed| *believed).count();
    }
    println!(
        "a wall of 500 signs of 36 points, chosen, drawn, described ({letters} bytes) and compared: {:.1} ms, {believed} believed",
        1000.0 * start.seconds() / f64::from(rounds)
    );

    let long: Vec<Option<f64>> = (0..10_000).map(|_| Some(random.normal())).collect();
    let start = Watch::start();
    let mut points = 0;
    for _ in 0..rounds {
        let chart = Chart::draw(&Series::of_values(&long)?, &Plan::default(), Kind::Xmr, &Profile::MDC)?;
        points = chart.points.len();
    }
    println!(
        "one chart of {points} points: {:.1} ms",
        1000.0 * start.seconds() / f64::from(rounds)
    );
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "counts of a few thousand")]
fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
