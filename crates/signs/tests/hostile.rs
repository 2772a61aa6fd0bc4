//! Input that nobody should send: each refused by name, and no bits that make anything panic.
//!
//! The same is fuzzed without end by `cargo +nightly fuzz run chart` (and `pulse`, `lines`).

use proptest::prelude::*;
use signs::choose::choose;
use signs::evidence::{change, discoveries};
use signs::icon::Label;
use signs::profile::Name;
use signs::pulse::{Answer, Item, Mean, Missing, Response, Share, Unit, agreement, raters, reliability, shrink};
use signs::words::{Language, Names};
use signs::{Bad, Chart, Direction, Exclusion, Field, Kind, Phase, Plan, Profile, Series, Target};

#[test]
fn hostile_input_is_refused_by_name() {
    let bad = |series: Result<Series, Bad>| series.map(drop).unwrap_err();
    let one = |x: f64| [Some(x)];
    assert_eq!(bad(Series::of_values(&[])), Bad::Empty(Field::Value));
    assert_eq!(
        bad(Series::of_values(&one(f64::NAN))),
        Bad::NotANumber {
            field: Field::Value,
            at: 0
        }
    );
    for infinite in [f64::INFINITY, f64::NEG_INFINITY, 1e300] {
        assert_eq!(
            bad(Series::of_values(&one(infinite))),
            Bad::TooLarge {
                field: Field::Value,
                at: 0,
                value: infinite
            }
        );
    }
    assert_eq!(
        bad(Series::of_values(&vec![Some(1.0); 1_000_000])),
        Bad::TooMany {
            field: Field::Value,
            given: 1_000_000,
            most: 10_000
        }
    );
    assert_eq!(
        bad(Series::of_counts(&[Some(3.0), Some(-1.0)])),
        Bad::Negative {
            field: Field::Count,
            at: 1,
            value: -1.0
        }
    );
    assert_eq!(
        bad(Series::of_counts(&one(2.5))),
        Bad::NotWhole {
            field: Field::Count,
            at: 0,
            value: 2.5
        }
    );
    assert_eq!(
        bad(Series::of_shares(&one(6.0), &one(5.0))),
        Bad::CountAboveSize {
            at: 0,
            count: 6.0,
            size: 5.0
        }
    );
    assert_eq!(
        bad(Series::of_shares(&one(1.0), &one(0.0))),
        Bad::CountAboveSize {
            at: 0,
            count: 1.0,
            size: 0.0
        }
    );
    assert_eq!(
        bad(Series::of_shares(&one(1.0), &one(-5.0))),
        Bad::Negative {
            field: Field::Size,
            at: 0,
            value: -5.0
        }
    );
    assert_eq!(
        bad(Series::of_shares(&one(1.0), &[])),
        Bad::Lengths {
            field: Field::Size,
            expected: 1,
            given: 0
        }
    );
    assert_eq!(
        bad(Series::of_rates(&one(1.0), &one(0.0))),
        Bad::CountWithoutSize { at: 0, count: 1.0 }
    );
    assert_eq!(
        bad(Series::of_rates(&one(1.0), &one(5e-324))),
        Bad::TooSmall {
            field: Field::Size,
            at: 0,
            value: 5e-324
        }
    );
    assert_eq!(
        bad(Series::of_means(&one(1.0), &one(3.0), Some(&[None]))),
        Bad::SpreadMissing { at: 0, size: 3.0 }
    );
    assert_eq!(
        bad(Series::of_means(&one(1.0), &one(3.0), Some(&one(-1.0)))),
        Bad::Negative {
            field: Field::Spread,
            at: 0,
            value: -1.0
        }
    );
    assert_eq!(
        bad(Series::of_samples(&[vec![1.0, f64::NAN]])),
        Bad::NotANumber {
            field: Field::Value,
            at: 0
        }
    );

    let series = Series::of_values(&[Some(0.0); 20]).unwrap();
    let drawn = |plan: &Plan, kind| Chart::draw(&series, plan, kind, &Profile::MDC).map(drop);
    let plan = Plan::default;
    assert!(matches!(
        drawn(&plan(), Kind::P),
        Err(Bad::WrongKind { kind: Kind::P, .. })
    ));
    assert_eq!(
        drawn(&plan(), Kind::T),
        Err(Bad::NotPositive {
            field: Field::Value,
            at: 0,
            value: 0.0
        })
    );
    assert_eq!(
        drawn(
            &Plan {
                baseline: Some(3),
                ..plan()
            },
            Kind::Xmr
        ),
        Err(Bad::Baseline { given: 3, least: 12 })
    );
    assert_eq!(
        drawn(&Plan { scale: 0.0, ..plan() }, Kind::Xmr),
        Err(Bad::NotPositive {
            field: Field::Scale,
            at: 0,
            value: 0.0
        })
    );
    assert_eq!(
        drawn(
            &Plan {
                target: Target::Fixed(f64::NAN),
                ..plan()
            },
            Kind::Xmr
        ),
        Err(Bad::NotANumber {
            field: Field::Target,
            at: 0
        })
    );
    assert_eq!(
        drawn(
            &Plan {
                target: Target::Each(vec![]),
                ..plan()
            },
            Kind::Xmr
        ),
        Err(Bad::Lengths {
            field: Field::Target,
            expected: 20,
            given: 0
        })
    );
    let phase = |from, reason: &str| Plan {
        phases: vec![Phase {
            from,
            reason: reason.to_owned(),
            baseline: None,
        }],
        ..plan()
    };
    assert_eq!(drawn(&phase(5, " "), Kind::Xmr), Err(Bad::ReasonMissing { at: 5 }));
    assert_eq!(
        drawn(&phase(0, "x"), Kind::Xmr),
        Err(Bad::PhaseStart {
            phase: 0,
            from: 0,
            after: 0,
            before: 20
        })
    );
    assert_eq!(
        drawn(&phase(20, "x"), Kind::Xmr),
        Err(Bad::PhaseStart {
            phase: 0,
            from: 20,
            after: 0,
            before: 20
        })
    );
    let excluded = Plan {
        excluded: vec![Exclusion {
            at: 99,
            reason: "x".to_owned(),
        }],
        ..plan()
    };
    assert_eq!(
        drawn(&excluded, Kind::Xmr),
        Err(Bad::NoSuchPlace { at: 99, places: 20 })
    );

    assert_eq!(Share::of(1.0, 0.0), Err(Bad::TooFew { given: 0, least: 1 }));
    assert_eq!(Mean::of(&[4.0]), Err(Bad::TooFew { given: 1, least: 2 }));
    assert_eq!(
        Mean::of(&[4.0, f64::NAN]),
        Err(Bad::NotANumber {
            field: Field::Answer,
            at: 1
        })
    );
    assert_eq!(agreement(&[vec![3.0, 3.0], vec![3.0]], 5), Err(Bad::NoVariation));
    assert_eq!(
        agreement(&[vec![3.0], vec![4.0]], 5),
        Err(Bad::TooFew { given: 2, least: 3 })
    );
}

#[test]
fn hostile_cases_by_name() {
    fn cause<T>(result: Result<T, Bad>) -> Option<Bad> {
        result.err()
    }
    let one = |x: f64| [Some(x)];
    let series = Series::of_values(&[Some(0.0); 20]).unwrap();
    let drawn = |plan: Plan, kind| cause(Chart::draw(&series, &plan, kind, &Profile::MDC));
    let phases = |list: &[(usize, &str)]| Plan {
        phases: list
            .iter()
            .map(|(from, reason)| Phase {
                from: *from,
                reason: (*reason).to_owned(),
                baseline: None,
            })
            .collect(),
        ..Plan::default()
    };
    let excluded = |at: usize, reason: &str, times: usize| Plan {
        excluded: vec![
            Exclusion {
                at,
                reason: reason.to_owned(),
            };
            times
        ],
        ..Plan::default()
    };
    let target = |target| Plan {
        target,
        ..Plan::default()
    };
    // What is handed in, what it leads to, and the value that the sentence has to name.
    let cases: Vec<(&str, Option<Bad>, &str)> = vec![
        (
            "no values",
            cause(Series::of_values(&[])),
            "Nothing was given for the value",
        ),
        (
            "not a number",
            cause(Series::of_values(&[None, Some(f64::NAN)])),
            "Place 2",
        ),
        ("infinity", cause(Series::of_values(&one(f64::INFINITY))), "is inf"),
        (
            "minus infinity",
            cause(Series::of_values(&one(f64::NEG_INFINITY))),
            "is -inf",
        ),
        (
            "the largest number there is",
            cause(Series::of_values(&one(f64::MAX))),
            "17976931348623157",
        ),
        (
            "a million points",
            cause(Series::of_values(&vec![Some(1.0); 1_000_000])),
            "1000000",
        ),
        ("a negative count", cause(Series::of_counts(&one(-1.0))), "-1"),
        ("half a count", cause(Series::of_counts(&one(2.5))), "2.5"),
        (
            "more counted than there were",
            cause(Series::of_shares(&one(6.0), &one(5.0))),
            "6 out of 5",
        ),
        (
            "counted out of none",
            cause(Series::of_shares(&one(1.0), &one(0.0))),
            "1 out of 0",
        ),
        (
            "a negative denominator",
            cause(Series::of_shares(&one(1.0), &one(-5.0))),
            "-5",
        ),
        ("half a person", cause(Series::of_shares(&one(1.0), &one(5.5))), "5.5"),
        (
            "no denominators",
            cause(Series::of_shares(&one(1.0), &[])),
            "0 were given for the denominator",
        ),
        (
            "events without exposure",
            cause(Series::of_rates(&one(3.0), &one(0.0))),
            "3 counted",
        ),
        (
            "the smallest exposure there is",
            cause(Series::of_rates(&one(1.0), &one(5e-324))),
            "closer to zero",
        ),
        (
            "an exposure that is not a number",
            cause(Series::of_rates(&one(1.0), &one(f64::NAN))),
            "the denominator",
        ),
        (
            "three answers without a spread",
            cause(Series::of_means(&one(4.0), &one(3.0), Some(&[None]))),
            "3 values",
        ),
        (
            "a negative spread",
            cause(Series::of_means(&one(4.0), &one(3.0), Some(&one(-1.0)))),
            "-1",
        ),
        (
            "infinity in a sample",
            cause(Series::of_samples(&[vec![1.0], vec![f64::INFINITY]])),
            "Place 2",
        ),
        (
            "shares of measured values",
            drawn(Plan::default(), Kind::P),
            "The chart p",
        ),
        (
            "samples of measured values",
            drawn(Plan::default(), Kind::Xbar),
            "The chart xbar",
        ),
        ("times of zero", drawn(Plan::default(), Kind::T), "is 0"),
        (
            "a baseline of three",
            drawn(
                Plan {
                    baseline: Some(3),
                    ..Plan::default()
                },
                Kind::Xmr,
            ),
            "of 3 points",
        ),
        (
            "a scale of zero",
            drawn(
                Plan {
                    scale: 0.0,
                    ..Plan::default()
                },
                Kind::Xmr,
            ),
            "is 0",
        ),
        (
            "a scale that is not a number",
            drawn(
                Plan {
                    scale: f64::NAN,
                    ..Plan::default()
                },
                Kind::Xmr,
            ),
            "scale",
        ),
        (
            "a target that is not a number",
            drawn(target(Target::Fixed(f64::NAN)), Kind::Xmr),
            "the target",
        ),
        (
            "a target too few",
            drawn(target(Target::Each(vec![None; 19])), Kind::Xmr),
            "19 were given",
        ),
        (
            "a phase without a reason",
            drawn(phases(&[(5, " ")]), Kind::Xmr),
            "Place 6",
        ),
        (
            "a phase at the beginning",
            drawn(phases(&[(0, "x")]), Kind::Xmr),
            "starts at place 1",
        ),
        (
            "a phase after the end",
            drawn(phases(&[(20, "x")]), Kind::Xmr),
            "starts at place 21",
        ),
        (
            "phases out of order",
            drawn(phases(&[(9, "x"), (4, "x")]), Kind::Xmr),
            "starts at place 5",
        ),
        (
            "a point that is not there",
            drawn(excluded(99, "x", 1), Kind::Xmr),
            "Place 100",
        ),
        (
            "a point left out without a reason",
            drawn(excluded(3, "", 1), Kind::Xmr),
            "Place 4",
        ),
        (
            "more points left out than there are",
            drawn(excluded(3, "x", 21), Kind::Xmr),
            "21",
        ),
        ("eight of seven agreeing", cause(Share::of(8.0, 7.0)), "8 out of 7"),
        ("a share of nobody", cause(Share::of(0.0, 0.0)), "0 were given"),
        ("a mean of one", cause(Mean::of(&[4.0])), "1 were given"),
        ("an infinite answer", cause(Mean::of(&[4.0, f64::INFINITY])), "is inf"),
        (
            "agreement in units of one",
            cause(agreement(&[vec![3.0], vec![4.0]], 5)),
            "2 were given",
        ),
        ("a chance above one", cause(discoveries(&[Some(1.5)], 0.1)), "1.5"),
        (
            "a chance that is not a number",
            cause(discoveries(&[Some(f64::NAN)], 0.1)),
            "the probability",
        ),
        (
            "all of them may be false",
            cause(discoveries(&[Some(0.5)], 1.0)),
            "1 was given for the level",
        ),
    ];
    for (name, bad, says) in &cases {
        let sentence = bad.as_ref().unwrap_or_else(|| panic!("{name} was let in")).to_string();
        assert!(sentence.contains(says), "{name}: {sentence}");
    }
    println!("hostile cases refused by name: {}", cases.len());
    assert_eq!(cases.len(), 42);
    // Possible, however large: sums that would overflow whole numbers stay numbers.
    let large = Series::of_shares(&vec![Some(1e15); 10_000], &vec![Some(1e15); 10_000]).unwrap();
    let chart = Chart::draw(&large, &Plan::default(), Kind::P, &Profile::MDC).unwrap();
    assert_eq!(check(&chart), Ok(()));
}

#[test]
fn every_refusal_says_what_to_do_in_two_languages() {
    let all = [
        Bad::Empty(Field::Value),
        Bad::TooMany {
            field: Field::Count,
            given: 9,
            most: 8,
        },
        Bad::CountAboveSize {
            at: 2,
            count: 6.0,
            size: 5.0,
        },
        Bad::WrongKind {
            kind: Kind::P,
            needs: "counts out of a whole number",
        },
    ];
    assert_eq!(
        all[2].sentence(Language::Danish),
        "Plads 3: 6 ud af 5 er umuligt. Ret et af tallene."
    );
    for bad in all {
        let (danish, english) = (bad.sentence(Language::Danish), bad.sentence(Language::English));
        assert!(danish.ends_with('.') && english.ends_with('.') && danish != english);
    }
}

/// Every number of a chart is finite, and not all points signal.
fn check(chart: &Chart) -> Result<(), String> {
    for (at, point) in chart.points.iter().enumerate() {
        let limits = point.limits.map(|l| [l.lower, l.near_lower, l.near_upper, l.upper]);
        let numbers = [point.value, point.centre, point.size]
            .into_iter()
            .flatten()
            .chain(limits.into_iter().flatten());
        if let Some(wrong) = numbers.into_iter().find(|x| !x.is_finite()) {
            return Err(format!("{wrong} at {at}"));
        }
        if let Some([lower, near_lower, near_upper, upper]) = limits
            && !(lower <= near_lower && near_lower <= near_upper && near_upper <= upper)
        {
            return Err(format!("limits out of order at {at}: {limits:?}"));
        }
        if point.label == Label::None && point.signals.any() {
            return Err(format!("a signal without a label at {at}"));
        }
    }
    let mut drawn = chart.points.iter().filter(|point| point.value.is_some());
    let peer = chart.profile == Name::Nhsr && chart.kind == Kind::Xmr;
    if !peer && drawn.clone().count() > 1 && drawn.all(|point| point.signals.any()) {
        return Err("every point signals".to_owned());
    }
    Ok(())
}

/// Any bit pattern at all, and numbers that people would send.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        2 => any::<u64>().prop_map(f64::from_bits),
        3 => (0_i32..6).prop_map(f64::from),
        2 => -1e3..1e3_f64,
        1 => prop_oneof![Just(0.0), Just(-0.0), Just(5e-324), Just(1e15), Just(-1e15), Just(1e-9), Just(f64::MAX)],
    ]
}

/// Numbers that a series accepts.
fn any_count() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => (0_i32..8).prop_map(f64::from),
        1 => (0_i64..1_000_000_000_000_000).prop_map(|n| { #[expect(clippy::cast_precision_loss)] let n = n as f64; n }),
    ]
}

fn list(number: impl Strategy<Value = f64>) -> impl Strategy<Value = Vec<Option<f64>>> {
    prop::collection::vec(prop::option::weighted(0.9, number), 0..40)
}

fn any_plan() -> impl Strategy<Value = Plan> {
    let phases = prop::collection::vec((0_usize..45, any::<bool>(), prop::option::of(0_usize..30)), 0..3);
    let target = prop_oneof![
        Just(Target::None),
        any_number().prop_map(Target::Fixed),
        list(any_number()).prop_map(Target::Each)
    ];
    let scale = prop_oneof![Just(1.0), Just(100.0), any_number()];
    let excluded = prop::collection::vec(0_usize..45, 0..4);
    (
        phases,
        target,
        prop::option::of(0_usize..40),
        scale,
        excluded,
        0_u8..3,
        prop::option::of(0_usize..14),
    )
        .prop_map(|(phases, target, baseline, scale, excluded, direction, rolling)| Plan {
            direction: [Direction::Up, Direction::Down, Direction::Neither][usize::from(direction)],
            target,
            baseline,
            phases: phases
                .into_iter()
                .map(|(from, said, baseline)| Phase {
                    from,
                    reason: if said { "x" } else { "" }.to_owned(),
                    baseline,
                })
                .collect(),
            excluded: excluded
                .into_iter()
                .map(|at| Exclusion {
                    at,
                    reason: "x".to_owned(),
                })
                .collect(),
            scale,
            rolling,
        })
}

/// Draws and describes a series in every way there is.
fn everything(series: &Series, plan: &Plan) -> Result<(), TestCaseError> {
    let _ = choose(series);
    let periods = vec!["januar".to_owned(); 3];
    for name in Name::ALL {
        for kind in Kind::ALL {
            let _ = change(series, plan, kind);
            let Ok(chart) = Chart::draw(series, plan, kind, Profile::named(name)) else {
                continue;
            };
            prop_assert_eq!(chart.points.len(), series.len());
            if let Err(what) = check(&chart) {
                return Err(TestCaseError::fail(format!("{name} {kind}: {what}")));
            }
            for language in [Language::Danish, Language::English] {
                let names = Names {
                    title: "Tegn",
                    periods: &periods,
                    unit: " %",
                    decimals: 1,
                    language,
                };
                let text = chart.description(&names);
                prop_assert!(!text.contains("NaN") && !text.contains("inf"), "{}", text);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_bits_make_a_chart_panic(a in list(any_number()), b in list(any_number()), c in list(any_number()), plan in any_plan()) {
        for series in [
            Series::of_values(&a),
            Series::of_counts(&a),
            Series::of_shares(&a, &b),
            Series::of_rates(&a, &b),
            Series::of_means(&a, &b, Some(&c)),
            Series::of_means(&a, &b, None),
        ]
        .into_iter()
        .flatten()
        {
            everything(&series, &plan)?;
        }
    }

    #[test]
    fn no_possible_series_makes_a_chart_panic(pairs in prop::collection::vec((any_count(), any_count()), 1..40), values in list(-1e3..1e3_f64), plan in any_plan(), shifted in any::<bool>()) {
        let low: Vec<Option<f64>> = pairs.iter().map(|(a, b)| Some(a.min(*b))).collect();
        let high: Vec<Option<f64>> = pairs.iter().map(|(a, b)| Some(a.max(*b))).collect();
        let plan = if shifted { plan } else { Plan { direction: Direction::Up, ..Plan::default() } };
        for series in [
            Series::of_counts(&low),
            Series::of_values(&values),
            Series::of_shares(&low, &high),
            Series::of_rates(&low, &high),
            Series::of_means(&low, &high, None),
            Series::of_samples(&pairs.iter().map(|(a, b)| vec![*a, *b, a - b]).collect::<Vec<_>>()),
        ]
        .into_iter()
        .flatten()
        {
            everything(&series, &plan)?;
        }
    }

    #[test]
    fn no_bits_make_the_pulse_panic(rows in prop::collection::vec(prop::collection::vec(any_number(), 0..5), 0..8), x in any_number(), y in any_number(), steps in any::<u8>(), q in any_number()) {
        let finite = |x: f64| prop_assert_finite(x);
        if let Ok(share) = Share::of(x, y) {
            prop_assert!(share.low <= share.share && share.share <= share.high);
            if let Ok(response) = Response::of(x, y) {
                let (low, high) = response.bounds(&share);
                prop_assert!(low <= high);
            }
        }
        for row in &rows {
            if let Ok(mean) = Mean::of(row) {
                finite(mean.low)?;
                finite(mean.high)?;
                let _ = mean.of_those_asked(x);
                let _ = signs::pulse::change(&mean, &mean, y);
            }
        }
        let answers: Vec<Answer> = rows.iter().map(|row| if row.is_empty() { Answer::DontKnow } else { Answer::Given(steps) }).collect();
        let _ = Item::of(&answers, steps).map(|item| (item.mean(), item.favourable(), item.unfavourable()));
        let optional: Vec<Vec<Option<f64>>> = rows.iter().map(|row| row.iter().map(|x| x.is_finite().then_some(*x)).collect()).collect();
        for missing in [Missing::Listwise, Missing::Pairwise] {
            if let Ok(ours) = reliability(&optional, missing, 2) {
                finite(ours.alpha)?;
                finite(ours.low)?;
                finite(ours.high)?;
            }
        }
        if let Ok(ours) = agreement(&rows, steps) {
            finite(ours.icc1)?;
            let units = [Some(Unit { size: x, mean: y }), None];
            if let Ok(shrunk) = shrink(&units, q, &ours) {
                finite(shrunk[0].mean)?;
            }
        }
        let _ = raters(&rows);
        let chances: Vec<Option<f64>> = rows.iter().flatten().copied().map(Some).collect();
        let _ = discoveries(&chances, q);
    }
}

fn prop_assert_finite(x: f64) -> Result<(), TestCaseError> {
    if x.is_finite() {
        Ok(())
    } else {
        Err(TestCaseError::fail(format!("{x}")))
    }
}
