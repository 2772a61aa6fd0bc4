//! Any numbers, any plan: every chart either is refused or has finite numbers only.
#![no_main]

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use signs::profile::Name;
use signs::words::{Language, Names};
use signs::{Chart, Direction, Exclusion, Kind, Phase, Plan, Profile, Series, Target};

#[derive(Arbitrary, Debug)]
struct Given {
    a: Vec<Option<f64>>,
    b: Vec<Option<f64>>,
    c: Vec<Option<f64>>,
    small: Vec<Option<u8>>,
    samples: Vec<Vec<f64>>,
    baseline: Option<u8>,
    phases: Vec<(u8, Option<u8>)>,
    excluded: Vec<u8>,
    target: Option<f64>,
    targets: Option<Vec<Option<f64>>>,
    scale: Option<f64>,
    rolling: Option<u8>,
    up: Option<bool>,
}

fuzz_target!(|given: Given| {
    let reason = || "x".to_owned();
    let plan = Plan {
        direction: match given.up {
            None => Direction::Neither,
            Some(true) => Direction::Up,
            Some(false) => Direction::Down,
        },
        target: match (given.target, given.targets) {
            (_, Some(targets)) => Target::Each(targets),
            (Some(target), None) => Target::Fixed(target),
            (None, None) => Target::None,
        },
        baseline: given.baseline.map(usize::from),
        phases: given
            .phases
            .iter()
            .map(|(from, baseline)| Phase {
                from: usize::from(*from),
                reason: reason(),
                baseline: baseline.map(usize::from),
            })
            .collect(),
        excluded: given
            .excluded
            .iter()
            .map(|at| Exclusion {
                at: usize::from(*at),
                reason: reason(),
            })
            .collect(),
        scale: given.scale.unwrap_or(1.0),
        rolling: given.rolling.map(usize::from),
    };
    let small: Vec<Option<f64>> = given.small.iter().map(|x| x.map(f64::from)).collect();
    let twice: Vec<Option<f64>> = small.iter().map(|x| x.map(|x| 2.0 * x)).collect();
    for series in [
        Series::of_values(&given.a),
        Series::of_counts(&given.a),
        Series::of_shares(&given.a, &given.b),
        Series::of_rates(&given.a, &given.b),
        Series::of_means(&given.a, &given.b, Some(&given.c)),
        Series::of_samples(&given.samples),
        Series::of_counts(&small),
        Series::of_values(&small),
        Series::of_shares(&small, &twice),
        Series::of_rates(&small, &twice),
        Series::of_means(&small, &twice, None),
    ]
    .into_iter()
    .flatten()
    {
        let _ = signs::choose::choose(&series);
        for kind in Kind::ALL {
            if let Ok(Some(change)) = signs::evidence::change(&series, &plan, kind) {
                assert!((0.0..=1.0).contains(&change.p));
            }
            for name in Name::ALL {
                let Ok(chart) = Chart::draw(&series, &plan, kind, Profile::named(name)) else {
                    continue;
                };
                for point in &chart.points {
                    let limits = point.limits.map(|l| [l.lower, l.near_lower, l.near_upper, l.upper]);
                    assert!(
                        point
                            .value
                            .into_iter()
                            .chain(point.centre)
                            .chain(limits.into_iter().flatten())
                            .all(f64::is_finite)
                    );
                }
                let names = Names {
                    title: "T",
                    periods: &[],
                    unit: "",
                    decimals: 1,
                    language: Language::Danish,
                };
                let _ = chart.description(&names);
            }
        }
    }
});
