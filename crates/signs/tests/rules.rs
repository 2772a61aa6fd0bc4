//! The rules by hand.

use signs::chart::Standing;
use signs::guard::{Caution, Refusal};
use signs::icon::{Assurance, Label, Variation};
use signs::rules::Rule;
use signs::runs::Side;
use signs::{Chart, Direction, Exclusion, Kind, Phase, Plan, Profile, Series, Shown, Target};

fn values(values: &[f64]) -> Series {
    Series::of_values(&values.iter().map(|x| Some(*x)).collect::<Vec<_>>()).unwrap()
}

fn up() -> Plan {
    Plan {
        direction: Direction::Up,
        ..Plan::default()
    }
}

fn xmr(list: &[f64], plan: &Plan, profile: &Profile) -> Chart {
    Chart::draw(&values(list), plan, Kind::Xmr, profile).unwrap()
}

/// Twelve points that go up and down by one around zero: mean 0, moving ranges of 2, limits at ±5.32, near ones at ±3.55.
const CALM: [f64; 12] = [1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0];

/// A calm baseline, then these points.
fn after_calm(then: &[f64], profile: &Profile) -> Chart {
    let list: Vec<f64> = CALM.iter().chain(then).copied().collect();
    xmr(
        &list,
        &Plan {
            baseline: Some(12),
            ..up()
        },
        profile,
    )
}

fn labels(chart: &Chart, from: usize) -> Vec<Label> {
    chart.points[from..].iter().map(|point| point.label).collect()
}

#[test]
fn a_point_outside() {
    let chart = after_calm(&[5.3, 5.4], &Profile::MDC);
    assert_eq!(labels(&chart, 12), [Label::Common, Label::Improvement]);
    let chart = after_calm(&[0.0, -5.4], &Profile::MDC);
    assert_eq!(labels(&chart, 12), [Label::Common, Label::Concern]);
    assert_eq!(chart.variation, Variation::ConcernLow);
    assert_eq!(chart.finding().unwrap().rule, Rule::Outside);
}

#[test]
fn seven_on_one_side_and_a_point_on_the_line() {
    let seven = [1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0];
    // The twelfth point lies below, so the run is exactly these seven.
    let chart = after_calm(&seven, &Profile::MDC);
    assert!(labels(&chart, 12).iter().all(|label| *label == Label::Improvement));
    assert_eq!(labels(&chart, 0)[11], Label::Common);
    let broken = [1.0, 2.0, 1.0, 0.0, 1.0, 2.0, 1.0, 2.0];
    assert!(
        labels(&after_calm(&broken, &Profile::MDC), 12)
            .iter()
            .all(|label| *label == Label::Common)
    );
}

#[test]
fn seven_rising_and_a_tie() {
    let rising = [-1.8, -1.2, -0.6, 0.6, 1.2, 1.8];
    let chart = after_calm(&[&[-2.0][..], &rising].concat(), &Profile::MDC);
    let finding = chart.finding().unwrap();
    assert_eq!(
        (finding.rule, finding.side, finding.from, finding.points),
        (Rule::Trend, Side::High, 12, 7)
    );
    let tie = [-2.0, -1.8, -1.2, -1.2, -0.6, 0.6, 1.2, 1.8];
    assert!(after_calm(&tie, &Profile::MDC).finding().is_none());
    let ignoring = Profile {
        ties: signs::profile::Ties::Ignore,
        ..Profile::MDC
    };
    assert_eq!(after_calm(&tie, &ignoring).finding().unwrap().rule, Rule::Trend);
    // Five points are a trend for Power BI.
    assert!(
        after_calm(&[-2.0, -1.8, -1.2, 0.5, 0.6], &Profile::PBI)
            .finding()
            .is_some()
    );
    assert!(
        after_calm(&[-2.0, -1.8, -1.2, 0.5, 0.6], &Profile::MDC)
            .finding()
            .is_none()
    );
}

#[test]
fn two_of_three_by_profile() {
    let marked = |then: &[f64], profile: &Profile| {
        let chart = after_calm(then, profile);
        chart.points[12..]
            .iter()
            .map(|point| point.signals.two_of_three.is_some())
            .collect::<Vec<_>>()
    };
    // Near, calm on the same side, near: both near ones, not the calm one.
    assert_eq!(marked(&[4.0, 1.0, 4.0], &Profile::MDC), [true, false, true]);
    // The third on the other side: only Power BI.
    assert_eq!(marked(&[4.0, -1.0, 4.0], &Profile::MDC), [false; 3]);
    assert_eq!(marked(&[4.0, -1.0, 4.0], &Profile::PBI), [true, false, true]);
    // One beyond the outer limit counts, except for NHSRplotthedots.
    assert_eq!(marked(&[6.0, 1.0, 4.0], &Profile::MDC), [true, false, true]);
    assert_eq!(marked(&[6.0, 1.0, 4.0], &Profile::NHSR), [false; 3]);
}

#[test]
fn better_by_one_rule_and_worse_by_another_shows_both() {
    // High above the line, and falling all the time.
    let falling = [5.0, 4.5, 3.5, 3.0, 2.5, 2.0, 1.5];
    let chart = after_calm(&falling, &Profile::MDC);
    assert_eq!(
        (chart.points[18].label, chart.variation),
        (Label::Both, Variation::Both)
    );
    // The peer lets the trend decide.
    assert_eq!(after_calm(&falling, &Profile::NHSR).points[18].label, Label::Concern);
}

/// What NHSRplotthedots itself prints: `tests/testthat/_snaps/ptd_spc_standard.md` and `ptd_spc.md` (R's
/// `set.seed(123); rnorm(20)`, mean and limits to three digits, 20 points of common cause), and test-ptd_spc_standard.R (two points near opposite limits).
#[test]
fn nhsr_answers_from_its_own_tests() {
    let normal = [
        -0.560_475_65,
        -0.230_177_49,
        1.558_708_31,
        0.070_508_39,
        0.129_287_74,
        1.715_064_99,
        0.460_916_21,
        -1.265_061_23,
        -0.686_852_85,
        -0.445_661_97,
        1.224_081_8,
        0.359_813_83,
        0.400_771_45,
        0.110_682_72,
        -0.555_841_13,
        1.786_913_14,
        0.497_850_48,
        -1.966_617_16,
        0.701_355_9,
        -0.472_791_41,
    ];
    let chart = xmr(&normal, &up(), &Profile::NHSR);
    for point in &chart.points {
        let limits = point.limits.unwrap();
        for (ours, theirs) in [
            (point.centre.unwrap(), 0.142),
            (limits.lower, -3.01),
            (limits.upper, 3.29),
        ] {
            assert!((ours - theirs).abs() < 0.0051, "{ours} for {theirs}");
        }
        assert_eq!(point.label, Label::Common);
    }
    let mut list = [1.0, -1.0].repeat(8);
    (list[14], list[15]) = (5.5, -5.5);
    let chart = xmr(&list, &up(), &Profile::NHSR);
    assert!(chart.points[14..].iter().all(|point| point.label == Label::Common));
}

#[test]
fn a_constant_series_has_no_signal_under_any_profile() {
    for name in signs::profile::Name::ALL {
        for value in [0.0, 5.0, 5.1, -3.3, 1e9 + 0.1] {
            let chart = xmr(&[value; 15], &up(), Profile::named(name));
            assert_eq!(chart.last_segment().standing, Standing::NoVariation);
            assert_eq!(chart.variation, Variation::NoVariation);
            assert!(
                chart
                    .points
                    .iter()
                    .all(|point| point.centre == Some(value) && !point.signals.any())
            );
        }
    }
}

#[test]
fn nineteen_zeros_and_a_one_are_refused() {
    let mut list = [0.0; 20];
    list[7] = 1.0;
    for name in signs::profile::Name::ALL {
        let chart = xmr(&list, &up(), Profile::named(name));
        assert_eq!(
            chart.last_segment().standing,
            Standing::Refused(Refusal::Sparse {
                value: 0.0,
                share: 0.95
            })
        );
        assert!(
            chart
                .points
                .iter()
                .all(|point| point.limits.is_none() && point.label == Label::None)
        );
    }
}

#[test]
fn two_levels_signal_only_since_the_change() {
    let list: Vec<f64> = [[5.0; 10], [6.0; 10]].concat();
    let chart = xmr(&list, &up(), &Profile::MDC);
    assert!(labels(&chart, 0)[..10].iter().all(|label| *label == Label::Common));
    assert!(labels(&chart, 10).iter().all(|label| *label == Label::Improvement));
    assert!(chart.cautions.contains(&Caution::TwoLevels { from: 10 }));
    assert_eq!(chart.suggestion.unwrap().from, 10);
    // The peer's rules, too: nothing varies but the level.
    let peer = xmr(&list, &up(), &Profile::NHSR);
    assert!(peer.cautions.contains(&Caution::TwoLevels { from: 10 }));
    assert!(labels(&peer, 0)[..10].iter().all(|label| *label == Label::Common));
    // Where values are measured finely, its profile keeps its labels, and says what it means.
    let fine: Vec<f64> = (0..20)
        .map(|at| f64::from(5 + at / 10) + 0.01 * f64::from(at * 7 % 10))
        .collect();
    let peer = xmr(&fine, &up(), &Profile::NHSR);
    assert!(peer.points.iter().all(|point| point.signals.any()));
    assert!(peer.cautions.contains(&Caution::EveryPointSignals));
}

#[test]
fn a_known_rolling_average_is_refused() {
    let chart = xmr(
        &CALM,
        &Plan {
            rolling: Some(12),
            ..up()
        },
        &Profile::MDC,
    );
    assert_eq!(
        chart.last_segment().standing,
        Standing::Refused(Refusal::Rolling { periods: 12 })
    );
}

#[test]
fn twelve_points_are_a_trial_and_thirteen_firm() {
    let mut list = CALM.to_vec();
    list[11] = 40.0;
    let plan = Plan {
        target: Target::Fixed(0.0),
        ..up()
    };
    let chart = xmr(&list, &plan, &Profile::MDC);
    assert_eq!(chart.last_segment().standing, Standing::Trial);
    assert_eq!(
        (chart.variation, chart.assurance),
        (Variation::TooFewPoints, Assurance::NotApplicable)
    );
    assert!(chart.points[11].limits.is_some() && chart.points[11].label == Label::None);
    list.push(1.0);
    let chart = xmr(&list, &plan, &Profile::MDC);
    assert_eq!(
        (chart.last_segment().standing, chart.points[11].label),
        (Standing::Firm, Label::Improvement)
    );
    let single = xmr(&[3.0], &plan, &Profile::MDC);
    assert_eq!(
        (single.last_segment().standing, single.points[0].centre),
        (Standing::TooFew, None)
    );
}

#[test]
fn assurance_and_the_target_on_the_limit() {
    let chart = |target, direction, profile| {
        let mut list = CALM.to_vec();
        list.extend([1.0, -1.0]);
        let plan = Plan {
            direction,
            target: Target::Fixed(target),
            baseline: Some(12),
            ..Plan::default()
        };
        xmr(&list, &plan, profile).assurance
    };
    assert_eq!(chart(-6.0, Direction::Up, &Profile::MDC), Assurance::Pass);
    assert_eq!(chart(6.0, Direction::Up, &Profile::MDC), Assurance::Fail);
    assert_eq!(chart(6.0, Direction::Down, &Profile::MDC), Assurance::Pass);
    assert_eq!(chart(-6.0, Direction::Down, &Profile::MDC), Assurance::Fail);
    assert_eq!(chart(0.0, Direction::Up, &Profile::MDC), Assurance::HitOrMiss);
    assert_eq!(chart(0.0, Direction::Neither, &Profile::MDC), Assurance::NotApplicable);
    // Always 100 per cent with a target of 100: met, where the peers shrug.
    let all = Series::of_shares(&[Some(20.0); 14], &[Some(20.0); 14]).unwrap();
    let plan = Plan {
        scale: 100.0,
        target: Target::Fixed(100.0),
        ..up()
    };
    assert_eq!(
        Chart::draw(&all, &plan, Kind::P, &Profile::MDC).unwrap().assurance,
        Assurance::Pass
    );
}

#[test]
fn a_signal_since_the_baseline_makes_the_promise_uncertain() {
    let list: Vec<f64> = CALM.iter().copied().chain([7.0, 1.0]).collect();
    let plan = Plan {
        target: Target::Fixed(-6.0),
        baseline: Some(12),
        ..up()
    };
    let chart = xmr(&list, &plan, &Profile::MDC);
    assert_eq!((chart.assurance, chart.unstable), (Assurance::Pass, true));
}

#[test]
fn gaps_keep_their_place_and_take_no_part() {
    let mut list: Vec<Option<f64>> = CALM.iter().chain(&CALM).map(|x| Some(*x)).collect();
    list[5] = None;
    let series = Series::of_values(&list).unwrap();
    let chart = Chart::draw(&series, &up(), Kind::Xmr, &Profile::MDC).unwrap();
    assert_eq!((chart.points.len(), chart.last_segment().points), (24, 23));
    assert_eq!((chart.points[5].shown, chart.points[5].value), (Shown::Gap, None));
    // Only ranges between neighbours count, and they are all 2: had the gap been stepped over, one of 0 would join them.
    let width = chart.points[0].limits.unwrap().upper - chart.points[0].centre.unwrap();
    assert!((width - 2.66 * 2.0).abs() < 1e-12);
    assert!(chart.points[5].limits.is_some(), "the line runs on through the gap");
}

#[test]
fn nothing_exposed_is_no_point() {
    let counts: Vec<Option<f64>> = (0..20)
        .map(|at| Some(f64::from(at % 3) + if at == 4 { 0.0 } else { 4.0 }))
        .collect();
    let mut sizes = vec![Some(30.0); 20];
    let mut counts = counts;
    (counts[4], sizes[4]) = (Some(0.0), Some(0.0));
    let series = Series::of_shares(&counts, &sizes).unwrap();
    let chart = Chart::draw(&series, &up(), Kind::P, &Profile::MDC).unwrap();
    assert_eq!(
        (chart.points[4].shown, chart.points[4].value),
        (Shown::NoExposure, None)
    );
    assert_eq!(chart.last_segment().points, 19);
}

#[test]
fn phases_and_exclusions() {
    let list: Vec<f64> = CALM
        .iter()
        .chain(&[11.0, 9.0, 11.0, 9.0, 11.0, 9.0, 11.0, 9.0, 11.0, 9.0, 11.0, 9.0, 11.0])
        .copied()
        .collect();
    let mut plan = up();
    plan.phases.push(Phase {
        from: 12,
        reason: "new rota".to_owned(),
        baseline: None,
    });
    let chart = xmr(&list, &plan, &Profile::MDC);
    assert_eq!(chart.segments.len(), 2);
    assert_eq!(
        (chart.segments[0].standing, chart.segments[1].standing),
        (Standing::Trial, Standing::Firm)
    );
    assert_eq!(chart.variation, Variation::Common);
    // A point left out keeps its place and its label, and moves no line.
    let mut list = CALM.to_vec();
    list.extend([30.0, 1.0, -1.0]);
    let mut plan = up();
    plan.excluded.push(Exclusion {
        at: 12,
        reason: "wrong figures".to_owned(),
    });
    let chart = xmr(&list, &plan, &Profile::MDC);
    assert_eq!(chart.points[12].label, Label::Improvement);
    assert!(chart.points[0].centre.unwrap().abs() < 1e-12);
}

#[test]
fn a_shift_of_eight_suggests_a_new_phase() {
    let then = [1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0];
    let suggestion = after_calm(&then, &Profile::MDC).suggestion.unwrap();
    assert_eq!((suggestion.from, suggestion.points), (12, 8));
    assert!(after_calm(&then[..7], &Profile::MDC).suggestion.is_none());
}

#[test]
fn too_few_crossings_are_unsettled() {
    let list: Vec<f64> = (0..24)
        .map(|at| if (at / 4) % 2 == 0 { 1.0 } else { -1.0 } + 0.01 * f64::from(at % 4))
        .collect();
    let chart = Chart::draw(&values(&list), &up(), Kind::Run, &Profile::ANHOEJ).unwrap();
    let runs = chart.last_segment().runs.unwrap();
    assert!(runs.too_few_crossings() && !runs.too_long(), "{runs:?}");
    assert_eq!(chart.variation, Variation::Unsettled);
}

#[test]
fn i_prime_honours_its_baseline() {
    // Shares of 50 around 40 %; after the baseline they swing wildly.
    let counts: Vec<Option<f64>> = (0..24)
        .map(|at| {
            Some(if at < 12 {
                20.0 + f64::from(at % 2)
            } else {
                f64::from(5 + 30 * (at % 2))
            })
        })
        .collect();
    let series = Series::of_shares(&counts, &[Some(50.0); 24]).unwrap();
    let width = |baseline| {
        let plan = Plan { baseline, ..up() };
        let chart = Chart::draw(&series, &plan, Kind::IPrime, &Profile::MDC).unwrap();
        chart.points[0].limits.unwrap().upper - chart.points[0].centre.unwrap()
    };
    // Every step of the baseline is 1/50: 3 · √(π/2) · 0.02/√(2/50) / √50.
    assert!((width(Some(12)) - 3.0 * (std::f64::consts::PI / 2.0).sqrt() * 0.02 / 2.0_f64.sqrt()).abs() < 1e-12);
    assert!(width(None) > 5.0 * width(Some(12)));
}

#[test]
fn a_target_that_changes_is_read_at_the_latest_point() {
    let list: Vec<f64> = CALM.iter().copied().chain([1.0, -1.0]).collect();
    let mut targets = vec![Some(-9.0); 14];
    targets[13] = Some(9.0);
    let chart = |targets: Vec<Option<f64>>| {
        xmr(
            &list,
            &Plan {
                target: Target::Each(targets),
                baseline: Some(12),
                ..up()
            },
            &Profile::MDC,
        )
        .assurance
    };
    assert_eq!(chart(targets.clone()), Assurance::Fail);
    targets[13] = None;
    assert_eq!(chart(targets), Assurance::NoTarget);
}

#[test]
fn one_small_denominator_does_not_close_the_chart() {
    // Two of a thousand, and once a single person: asked alone, even one is beyond chance.
    let mut counts: Vec<Option<f64>> = (0..20).map(|at| Some(f64::from(1 + at % 3))).collect();
    let mut sizes = vec![Some(1000.0); 20];
    (counts[9], sizes[9]) = (Some(1.0), Some(1.0));
    let chart = Chart::draw(
        &Series::of_shares(&counts, &sizes).unwrap(),
        &up(),
        Kind::P,
        &Profile::MDC,
    )
    .unwrap();
    assert_eq!(chart.last_segment().standing, Standing::Firm);
    let limits = chart.points[9].limits.unwrap();
    assert!(limits.lower.abs() < 1e-12 && limits.upper <= 1.0);
}
