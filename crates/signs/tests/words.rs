//! Which chart is chosen and why, and what a chart says.

use signs::chance::Random;
use signs::choose::{Reason, choose};
use signs::icon::Variation;
use signs::words::{Language, Names};
use signs::{Bad, Chart, Direction, Kind, Plan, Profile, Series, Target};

#[test]
fn a_chart_is_chosen_with_a_reason() {
    let mut random = Random::new(23);
    let many = |random: &mut Random, mean: f64| (0..24).map(|_| Some(random.poisson(mean))).collect::<Vec<_>>();
    let sizes = |size: f64| vec![Some(size); 24];
    let kind = |series: Result<Series, Bad>| {
        let choice = choose(&series.unwrap());
        for language in [Language::Danish, Language::English] {
            assert!(signs::words::choice(&choice, language).ends_with('.'));
        }
        (choice.kind, choice.rather)
    };
    assert_eq!(
        kind(Series::of_shares(&many(&mut random, 20.0), &sizes(60.0))),
        (Kind::P, None)
    );
    assert_eq!(
        kind(Series::of_shares(&many(&mut random, 200.0), &sizes(4000.0))),
        (Kind::PPrime, None)
    );
    assert_eq!(
        kind(Series::of_shares(&many(&mut random, 0.4), &sizes(30.0))),
        (Kind::P, Some(Kind::G))
    );
    assert_eq!(
        kind(Series::of_rates(&many(&mut random, 20.0), &sizes(160.5))),
        (Kind::U, None)
    );
    assert_eq!(kind(Series::of_counts(&many(&mut random, 12.0))), (Kind::C, None));
    assert_eq!(
        kind(Series::of_counts(&many(&mut random, 0.2))),
        (Kind::C, Some(Kind::T))
    );
    let wide: Vec<Option<f64>> = (0..24).map(|at| Some(f64::from(20 + 30 * (at % 2)))).collect();
    assert_eq!(kind(Series::of_counts(&wide)).0, Kind::Xmr);
    assert_eq!(kind(Series::of_shares(&wide, &sizes(60.0))).0, Kind::IPrime);
    let means: Vec<Option<f64>> = (0..24).map(|_| Some(3.5 + 0.1 * random.normal())).collect();
    assert_eq!(kind(Series::of_means(&means, &sizes(25.0), None)).0, Kind::IPrime);
    assert_eq!(kind(Series::of_values(&means)).0, Kind::Xmr);
    let short = choose(&Series::of_values(&means[..12]).unwrap());
    assert_eq!(
        (short.kind, short.reason),
        (Kind::Run, Reason::FewPoints { points: 12, firm: 13 })
    );
}

#[test]
fn sentences_say_what_changed() {
    let months: Vec<String> = (1..=24).map(|month| format!("måned {month}")).collect();
    let names = |language| Names {
        title: "Svarprocent",
        periods: &months,
        unit: " %",
        decimals: 1,
        language,
    };
    let list: Vec<Option<f64>> = (0..24)
        .map(|at| Some(70.0 + f64::from(at % 2) + if at >= 16 { 2.0 } else { 0.0 }))
        .collect();
    let plan = Plan {
        direction: Direction::Up,
        baseline: Some(12),
        target: Target::Fixed(60.0),
        ..Plan::default()
    };
    let chart = Chart::draw(&Series::of_values(&list).unwrap(), &plan, Kind::Xmr, &Profile::MDC).unwrap();
    assert_eq!(chart.variation, Variation::ImprovementHigh);
    // Point 16 of the old level lies above the centre line too.
    assert_eq!(
        chart.what_changed(&names(Language::Danish)),
        "To af tre punkter, senest måned 24, ligger tæt på den øvre grænse. De seneste 9 punkter, siden måned 16, ligger \
         over midterlinjen (70,5 %). Det er bedre, og det er næppe tilfældigt."
    );
    assert_eq!(
        chart.what_to_expect(&names(Language::English)),
        "The target will be met, if nothing changes. This is not certain: there are signals of change since the baseline."
    );
    let description = chart.description(&names(Language::Danish));
    assert!(
        description.starts_with("Svarprocent: To af tre") && description.contains("Hvis kun tilfældet rådede"),
        "{description}"
    );
}

#[test]
fn a_wall_says_how_much_of_it_is_chance() {
    let mut random = Random::new(41);
    let charts: Vec<Chart> = (0..500)
        .map(|_| {
            let list: Vec<Option<f64>> = (0..24).map(|_| Some(random.normal())).collect();
            Chart::draw(
                &Series::of_values(&list).unwrap(),
                &Plan::default(),
                Kind::Xmr,
                &Profile::MDC,
            )
            .unwrap()
        })
        .collect();
    let expected: f64 = charts.iter().filter_map(|chart| Some(chart.false_alarm?.latest)).sum();
    let shown = charts.iter().filter(|chart| chart.variation.is_signal()).count();
    assert_eq!(
        signs::words::wall(500, expected, shown, Language::English),
        format!(
            "{shown} of 500 signs show a signal at their latest point. About 7 would, if nothing but chance were at work."
        )
    );
    assert!((1..=16).contains(&shown), "{shown}");
}

#[test]
fn a_signal_that_has_passed_is_not_forgotten() {
    let months: Vec<String> = (1..=24).map(|month| format!("måned {month}")).collect();
    let list: Vec<Option<f64>> = (0..24)
        .map(|at| {
            Some(match at {
                4 => 51.0,
                10 => 90.0,
                _ => 70.0 + f64::from(at % 2),
            })
        })
        .collect();
    let chart = Chart::draw(
        &Series::of_values(&list).unwrap(),
        &Plan::default(),
        Kind::Xmr,
        &Profile::MDC,
    )
    .unwrap();
    assert_eq!(chart.variation, Variation::Common);
    for (language, says) in [
        (Language::Danish, "senest ved måned 11"),
        (Language::English, "the last at måned 11"),
    ] {
        let names = Names {
            title: "Svarprocent",
            periods: &months,
            unit: " %",
            decimals: 0,
            language,
        };
        let sentence = chart.what_changed(&names);
        assert!(sentence.contains(says), "{sentence}");
    }
}
