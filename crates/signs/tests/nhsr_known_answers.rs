//! Labels that `NHSRplotthedots`' own functions gave. known-answers/README.md says which, and how they were run.

use std::collections::BTreeMap;

use serde_json::Value;
use signs::chart::Standing;
use signs::guard::Refusal;
use signs::icon::Label;
use signs::runs::Side;
use signs::{Chart, Direction, Kind, Phase, Plan, Profile, Series, Target};

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().filter_map(Value::as_f64).collect()
}

fn index(value: f64) -> usize {
    format!("{value}").parse().unwrap()
}

fn plan(case: &Value) -> Plan {
    let fix = case["fix"].as_u64().map(|fix| usize::try_from(fix).unwrap());
    Plan {
        direction: match case["direction"].as_i64().unwrap() {
            1 => Direction::Up,
            -1 => Direction::Down,
            _ => Direction::Neither,
        },
        target: case["target"].as_f64().map_or(Target::None, Target::Fixed),
        baseline: fix,
        phases: numbers(&case["rebase"])
            .into_iter()
            .map(|from| Phase {
                from: index(from),
                reason: "as in the file".to_owned(),
                baseline: fix,
            })
            .collect(),
        ..Plan::default()
    }
}

fn letter(label: Label) -> char {
    match label {
        Label::None => ' ',
        Label::Common => '.',
        Label::Improvement => '+',
        Label::Concern => '-',
        Label::High => 'h',
        Label::Low => 'l',
        Label::Both => '?',
    }
}

#[test]
fn labels_limits_and_assurance_of_nhsrplotthedots() {
    let cases: Vec<Value> =
        serde_json::from_str(include_str!("../known-answers/spc_nhsrplotthedots_0.2.2.json")).unwrap();
    // By name of the case: labels, those that differ, and where.
    let mut seen: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut limits, mut assured, mut lines) = (0, 0, Vec::new());
    let (mut refused, mut on_purpose) = (0, 0);
    for case in &cases {
        let name = case["case"].as_str().unwrap();
        let values: Vec<Option<f64>> = numbers(&case["values"]).into_iter().map(Some).collect();
        let chart = Chart::draw(
            &Series::of_values(&values).unwrap(),
            &plan(case),
            Kind::Xmr,
            &Profile::NHSR,
        )
        .unwrap();
        if matches!(chart.last_segment().standing, Standing::Refused(Refusal::Sparse { .. })) {
            refused += 1;
            continue;
        }
        let ours: String = chart.points.iter().map(|point| letter(point.label)).collect();
        let theirs = case["labels"].as_str().unwrap();
        let differs = |at: usize| ours.as_bytes()[at] != theirs.as_bytes()[at];
        // On purpose: where two rises of seven touch, the last point of the first is falling to the peer.
        let touching = |at: usize| {
            let value = |at: usize| values.get(at).copied().flatten();
            value(at + 1) < value(at) && chart.points[at].signals.trend == Some(Side::High)
        };
        let different = (0..theirs.len()).filter(|at| differs(*at) && !touching(*at)).count();
        on_purpose += (0..theirs.len()).filter(|at| differs(*at) && touching(*at)).count();
        let entry = seen.entry(name.to_owned()).or_default();
        *entry = (entry.0 + theirs.len(), entry.1 + different);
        if different > 0 {
            lines.push(format!(
                "{name}\n  {}\n  theirs {theirs}\n  ours   {ours}",
                case["values"]
            ));
        }
        for (index, segment) in chart.segments.iter().enumerate() {
            let point = &chart.points[segment.from];
            for (name, ours) in [
                ("mean", point.centre),
                ("lower", point.limits.map(|limits| limits.lower)),
                ("upper", point.limits.map(|limits| limits.upper)),
            ] {
                if let (Some(theirs), Some(ours)) = (case[name][index].as_f64(), ours) {
                    limits += 1;
                    assert!(
                        (ours - theirs).abs() <= 1e-9 * theirs.abs().max(1.0),
                        "{name}: {ours} for {theirs}"
                    );
                }
            }
        }
        if let Some(theirs) = case["assurance"].as_str() {
            assured += 1;
            assert_eq!(chart.assurance.name(), theirs, "{case}");
        }
    }
    for line in lines.iter().take(12) {
        println!("{line}");
    }
    let (all, different) = seen.values().fold((0, 0), |(a, b), (c, d)| (a + c, b + d));
    println!(
        "NHSRplotthedots 0.2.2: {} of {all} labels, {on_purpose} of the others on purpose; {limits} lines, {assured} assurances; \
         {refused} of {} series refused as sparse",
        all - different - on_purpose,
        cases.len()
    );
    assert_eq!(different, 0, "{seen:?}");
    // What was meant to be compared was.
    assert!(all >= 7_200 && limits >= 1_000 && assured >= 30 && on_purpose * 500 < all && refused * 20 < cases.len());
}
