//! Simulates how often charts of pure chance signal and prints `src/chance/table.rs`.
//!
//! `cargo run --release --example false_alarm > table.rs` takes some minutes on one core.

use signs::Profile;
use signs::chance::{BASELINES, Family, POINTS, Random, simulate};
use signs::profile::Name;

const ROUNDS: u32 = 40_000;
const SEED: u64 = 2026;

fn main() -> Result<(), signs::Bad> {
    let mut rows = Vec::new();
    for profile in Name::ALL {
        for family in Family::ALL {
            for baseline in BASELINES {
                let (mut any, mut latest) = (Vec::new(), Vec::new());
                for points in POINTS {
                    // A baseline longer than the chart is the whole chart.
                    let frozen = (baseline > 0 && baseline < points).then_some(baseline);
                    let mut random = Random::new(SEED);
                    let chance = simulate(Profile::named(profile), family, points, frozen, &mut random, ROUNDS)?;
                    any.push(format!("{:.4}", chance.any));
                    latest.push(format!("{:.4}", chance.latest));
                }
                rows.push(format!(
                    "    Row {{\n        profile: Name::{profile:?},\n        family: Family::{family:?},\n        \
                     baseline: {baseline},\n        any: [{}],\n        latest: [{}],\n    }},\n",
                    any.join(", "),
                    latest.join(", ")
                ));
                eprintln!("{profile} {family:?} {baseline}: {any:?}");
            }
        }
    }
    print!(
        "//! Chances of a false signal, simulated with {ROUNDS} charts each (standard error at most 0.25 points).\n\
         //! Written by `cargo run --release --example false_alarm`; do not edit.\n\n\
         use super::Family;\nuse crate::profile::Name;\n\n\
         /// The chances for one profile, family and length of baseline, at each of `POINTS`.\n\
         #[derive(Clone, Copy, Debug)]\n\
         pub(super) struct Row {{\n    pub profile: Name,\n    pub family: Family,\n    \
         /// How many points gave the limits; 0 stands for all.\n    pub baseline: usize,\n    \
         /// That any point signals.\n    pub any: [f64; 7],\n    /// That the latest does.\n    pub latest: [f64; 7],\n}}\n\n\
         pub(super) const TABLE: [Row; {}] = [\n{}];\n",
        rows.len(),
        rows.concat()
    );
    Ok(())
}
