//! A chain with everything in place, and what is found when something is missing.

use signs::chain::{
    Behaviour, Chain, Claim, Doubt, Element, Lint, Measure, Outcome, Privacy, Purpose, Reading, Sign, Source, Timing,
    contribution, lint,
};
use signs::words::Language;
use signs::{Chart, Direction, Kind, Plan, Profile, Series};

fn measure(key: u64, sign: u64, definition: &str) -> Measure {
    Measure {
        key,
        sign,
        definition: definition.to_owned(),
        source: Some(Source::Observation),
        every_days: 30,
        kind: Kind::P,
        direction: Direction::Up,
        target: None,
        owner: "Lederen af enheden".to_owned(),
        privacy: Privacy::Groups { least: 5 },
        timing: Timing::Leading,
        purpose: Purpose::Sign,
        from: 0,
        lag_days: Some(60),
        points: 20,
        smallest_unit: Some(8),
    }
}

fn whole() -> Chain {
    let rivals = vec!["En ny mødeform fra centralt hold".to_owned()];
    let assumption = "Den, der bliver spurgt, siger det".to_owned();
    Chain {
        elements: vec![Element {
            key: 1,
            text: "Vi træffer beslutninger sammen".to_owned(),
        }],
        behaviours: vec![Behaviour {
            key: 2,
            element: 1,
            who: "Lederen".to_owned(),
            does: "beder om en indvending, før beslutningen er truffet".to_owned(),
            assumption: assumption.clone(),
            rivals: rivals.clone(),
        }],
        signs: vec![Sign {
            key: 3,
            behaviour: 2,
            text: "En indvending står i referatet".to_owned(),
            assumption,
            rivals,
        }],
        measures: vec![
            measure(4, 3, "Referater med en indvending, ud af alle med en beslutning"),
            Measure {
                purpose: Purpose::Balance,
                direction: Direction::Down,
                source: Some(Source::Register),
                ..measure(5, 3, "Dage fra sag til beslutning")
            },
        ],
        readings: vec![Reading {
            key: 6,
            measure: 4,
            on: 100,
            signal: "Otte punkter over midterlinjen".to_owned(),
            interpretation: "Flere tør".to_owned(),
            action: "Vi fortsætter".to_owned(),
            review: 190,
        }],
    }
}

#[test]
fn nothing_is_missing() {
    assert_eq!(lint(&whole()), []);
    assert_eq!(lint(&Chain::default()), []);
}

#[test]
fn each_lint_by_itself() {
    let changed = |change: &dyn Fn(&mut Chain)| {
        let mut chain = whole();
        change(&mut chain);
        lint(&chain)
    };
    assert_eq!(
        changed(&|chain| chain.elements.push(Element {
            key: 9,
            text: "Tillid".to_owned()
        })),
        [Lint::ElementWithoutBehaviour { element: 9 }]
    );
    assert_eq!(
        changed(&|chain| "har fokus på den enkelte".clone_into(&mut chain.behaviours[0].does)),
        [Lint::BehaviourIsAttitude {
            behaviour: 2,
            word: "har fokus på"
        }]
    );
    // "mener" inside another word is none.
    assert_eq!(
        changed(&|chain| "sammenligner tre tilbud".clone_into(&mut chain.behaviours[0].does)),
        []
    );
    assert_eq!(
        changed(&|chain| chain.behaviours[0].who.clear()),
        [Lint::BehaviourWithoutActor { behaviour: 2 }]
    );
    assert_eq!(
        changed(&|chain| chain.behaviours[0].rivals = vec![" ".to_owned()]),
        [Lint::NoRival {
            part: "behaviour",
            key: 2
        }]
    );
    assert_eq!(
        changed(&|chain| chain.signs[0].assumption.clear()),
        [Lint::NoAssumption { part: "sign", key: 3 }]
    );
    assert_eq!(
        changed(&|chain| chain.measures.clear()),
        [
            Lint::SignWithoutMeasure { sign: 3 },
            Lint::Loose {
                part: "reading",
                key: 6
            }
        ]
    );
    assert_eq!(
        changed(&|chain| chain.measures[0].direction = Direction::Neither),
        [Lint::MeasureWithoutDirection { measure: 4 }]
    );
    assert_eq!(
        changed(&|chain| chain.measures[0].owner.clear()),
        [Lint::MeasureWithoutOwner { measure: 4 }]
    );
    assert_eq!(
        changed(&|chain| chain.measures[0].source = None),
        [Lint::MeasureWithoutSource { measure: 4 }]
    );
    assert_eq!(
        changed(&|chain| chain.measures[0].lag_days = None),
        [Lint::MeasureWithoutLag { measure: 4 }]
    );
    assert_eq!(
        changed(&|chain| (chain.measures[0].target, chain.measures[0].points) = (Some(0.5), 12)),
        [Lint::TargetTooEarly { measure: 4, points: 12 }]
    );
    assert_eq!(
        changed(&|chain| chain.measures[0].smallest_unit = Some(4)),
        [Lint::GroupTooSmall {
            measure: 4,
            smallest: 4,
            least: 5
        }]
    );
    assert_eq!(
        changed(&|chain| chain.measures[0].source = Some(Source::Survey)),
        [Lint::OnlySurveys { element: 1 }]
    );
    assert_eq!(
        changed(&|chain| chain.measures[0].timing = Timing::Lagging),
        [Lint::OnlyLagging { element: 1 }]
    );
    assert_eq!(
        changed(&|chain| drop(chain.measures.pop())),
        [Lint::NoBalance { element: 1 }]
    );
    assert_eq!(
        changed(&|chain| chain.readings[0].action.clear()),
        [Lint::ReadingWithoutAction { reading: 6 }]
    );
    assert_eq!(
        changed(&|chain| chain.readings[0].review = 99),
        [Lint::ReviewBeforeReading { reading: 6 }]
    );
}

#[test]
fn one_figure_for_four_elements() {
    let mut chain = whole();
    for index in 1..4 {
        let next = 100 * index;
        chain.elements.push(Element {
            key: next,
            text: "Endnu et".to_owned(),
        });
        chain.behaviours.push(Behaviour {
            key: next + 1,
            element: next,
            ..chain.behaviours[0].clone()
        });
        chain.signs.push(Sign {
            key: next + 2,
            behaviour: next + 1,
            ..chain.signs[0].clone()
        });
        for measure in 0..2 {
            let key = next + 3 + u64::from(measure == 1);
            chain.measures.push(Measure {
                key,
                sign: next + 2,
                ..chain.measures[measure].clone()
            });
        }
        // With another way of writing it.
        let last = chain.measures.len() - 2;
        chain.measures[last].definition = chain.measures[last].definition.to_uppercase();
        let served = lint(&chain)
            .into_iter()
            .filter(|lint| matches!(lint, Lint::ServesTooMany { .. }))
            .count();
        assert_eq!(served > 0, index == 3, "{index}");
    }
}

#[test]
fn lints_speak_two_languages() {
    for lint in [
        Lint::BehaviourIsAttitude {
            behaviour: 2,
            word: "føler",
        },
        Lint::NoBalance { element: 1 },
        Lint::TargetTooEarly { measure: 4, points: 3 },
    ] {
        let (danish, english) = (lint.sentence(Language::Danish), lint.sentence(Language::English));
        assert!(danish.ends_with('.') && english.ends_with('.') && danish != english);
    }
}

fn chart(shift: f64) -> Chart {
    let values: Vec<Option<f64>> = (0..24)
        .map(|at| Some(f64::from(at % 2) + if at >= 16 { shift } else { 0.0 }))
        .collect();
    let plan = Plan {
        direction: Direction::Up,
        baseline: Some(12),
        ..Plan::default()
    };
    Chart::draw(&Series::of_values(&values).unwrap(), &plan, Kind::Xmr, &Profile::MDC).unwrap()
}

#[test]
fn what_may_be_claimed() {
    let (moved, calm, measure) = (chart(1.5), chart(0.0), measure(4, 3, "x"));
    let days: Vec<i32> = (0..24).map(|place| place * 30).collect();
    let calm_one = [calm.clone()];
    let outcome = Outcome {
        measure: &measure,
        chart: &moved,
        days: &days,
        began: 300,
        comparisons: &calm_one,
        rival_events: &[],
    };
    // Fifteen, an odd place of the old level, lies above the centre line too.
    assert_eq!(contribution(&outcome), Claim::Contribution { since: 450 });
    let nothing = |outcome: &Outcome| match contribution(outcome) {
        Claim::Nothing(doubts) => doubts,
        Claim::Contribution { .. } => vec![],
    };
    assert_eq!(nothing(&Outcome { began: 420, ..outcome }), [Doubt::TooEarly]);
    assert_eq!(
        nothing(&Outcome {
            rival_events: &[400],
            ..outcome
        }),
        [Doubt::RivalEvent]
    );
    assert_eq!(
        nothing(&Outcome {
            rival_events: &[500],
            ..outcome
        }),
        []
    );
    assert_eq!(
        nothing(&Outcome {
            comparisons: &[],
            ..outcome
        }),
        [Doubt::NoComparison]
    );
    let also = [moved.clone()];
    assert_eq!(
        nothing(&Outcome {
            comparisons: &also,
            ..outcome
        }),
        [Doubt::ComparisonChanged]
    );
    assert_eq!(
        nothing(&Outcome {
            chart: &calm,
            ..outcome
        }),
        [Doubt::NoSignal]
    );
    let down = Measure {
        direction: Direction::Down,
        ..measure.clone()
    };
    assert_eq!(
        nothing(&Outcome {
            measure: &down,
            ..outcome
        }),
        [Doubt::WrongDirection]
    );
    let unsaid = Measure {
        lag_days: None,
        ..measure.clone()
    };
    assert_eq!(
        nothing(&Outcome {
            measure: &unsaid,
            ..outcome
        }),
        [Doubt::NoLag]
    );
}
