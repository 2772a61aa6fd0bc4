//! Limits that other packages computed or print in their own tests.

use serde_json::Value;
use signs::{Chart, Exclusion, Kind, Phase, Plan, Profile, Series};

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn numbers(value: &Value) -> Vec<Option<f64>> {
    value
        .as_array()
        .map(|list| list.iter().map(Value::as_f64).collect())
        .unwrap_or_default()
}

fn column(rows: &Value, name: &str) -> Vec<Option<f64>> {
    rows.as_array().unwrap().iter().map(|row| row[name].as_f64()).collect()
}

/// The values of a chart's points, centre lines and limits, by the names that the files use.
fn shown(chart: &Chart, name: &str, at: usize) -> Option<f64> {
    let point = &chart.points[at];
    match name {
        "y" => point.value,
        "cl" => point.centre,
        "lcl" | "ll99" => point.limits.map(|limits| limits.lower),
        "lcl.95" | "ll95" => point.limits.map(|limits| limits.near_lower),
        "ucl.95" | "ul95" => point.limits.map(|limits| limits.near_upper),
        "ucl" | "ul99" => point.limits.map(|limits| limits.upper),
        other => panic!("no {other}"),
    }
}

#[test]
fn power_bi_prints_these_limits() {
    let cases = read(include_str!("../known-answers/spc_powerbi.json"));
    let (mut facts, mut wrong) = (0, Vec::new());
    for case in cases.as_array().unwrap() {
        let name = case["chart"].as_str().unwrap();
        let (y, n) = (numbers(&case["numerators"]), numbers(&case["denominators"]));
        let mut plan = Plan {
            scale: case["multiplier"].as_f64().unwrap_or(1.0),
            ..Plan::default()
        };
        let groups = numbers(&case["groupings"]);
        if let Some(from) = groups.iter().position(|group| *group == Some(2.0)) {
            plan.phases.push(Phase {
                from,
                reason: "as in the file".to_owned(),
                baseline: None,
            });
        }
        let (kind, series) = match name {
            "c" => (Kind::C, Series::of_counts(&y)),
            "g" => (Kind::G, Series::of_counts(&y)),
            "i" => (Kind::Xmr, Series::of_rates(&y, &n)),
            "mr" => (Kind::Mr, Series::of_rates(&y, &n)),
            "p" => (Kind::P, Series::of_shares(&y, &n)),
            "pprime" => (Kind::PPrime, Series::of_shares(&y, &n)),
            "s" => (
                Kind::S,
                Series::of_means(&vec![Some(0.0); n.len()], &n, Some(&numbers(&case["sds"]))),
            ),
            "t" => (Kind::T, Series::of_values(&y)),
            "u" => (Kind::U, Series::of_rates(&y, &n)),
            "uprime" => (Kind::UPrime, Series::of_rates(&y, &n)),
            "xbar" => (Kind::Xbar, Series::of_means(&y, &n, Some(&numbers(&case["xbar_sds"])))),
            other => panic!("{other}"),
        };
        if matches!(kind, Kind::P | Kind::PPrime) {
            plan.scale = 100.0;
        }
        let chart = Chart::draw(&series.unwrap(), &plan, kind, &Profile::PBI).unwrap();
        let half = 0.5 * 10_f64.powi(-i32::try_from(case["tol_decimals"].as_i64().unwrap()).unwrap());
        for limit in ["ul99", "ul95", "ll95", "ll99"] {
            for (at, expected) in numbers(&case[limit]).iter().enumerate().take(chart.points.len()) {
                facts += 1;
                // The first moving range has no point, but its line begins there.
                let ours = shown(&chart, limit, at);
                if ours.is_none_or(|ours| (ours - expected.unwrap()).abs() > half) {
                    wrong.push((name, limit, at, ours, *expected));
                }
            }
        }
    }
    println!("PowerBI-SPC: {} of {facts} limits", facts - wrong.len());
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!(facts, 1504);
}

/// The series, kind and plan of a case of `spc_qicharts2_0.8.1.json`.
fn qicharts(case: &Value) -> (Series, Kind, Plan) {
    let name = case["chart"].as_str().unwrap();
    let kind: Kind = name.parse().unwrap();
    let rows = &case["input"];
    let series = if matches!(kind, Kind::Xbar | Kind::S) {
        let mut samples: Vec<Vec<f64>> = Vec::new();
        for (sample, value) in column(rows, "sample").iter().zip(column(rows, "obs")) {
            let at = samples.len();
            if sample.unwrap() > f64::from(u32::try_from(at).unwrap()) {
                samples.push(Vec::new());
            }
            samples.last_mut().unwrap().extend(value);
        }
        Series::of_samples(&samples)
    } else {
        let (y, n) = if rows.is_array() {
            let named = |names: &[&str]| {
                names
                    .iter()
                    .find(|name| rows[0].get(name).is_some())
                    .map_or(Vec::new(), |name| column(rows, name))
            };
            (named(&["cost", "count", "hours"]), named(&["size", "meters"]))
        } else {
            (numbers(&case["y"]), numbers(&case["n"]))
        };
        match kind {
            _ if n.is_empty() && matches!(kind, Kind::C) => Series::of_counts(&y),
            _ if n.is_empty() => Series::of_values(&y),
            Kind::P | Kind::PPrime => Series::of_shares(&y, &n),
            _ => Series::of_rates(&y, &n),
        }
    };
    let mut plan = Plan::default();
    for argument in case["args"]
        .as_str()
        .unwrap_or_default()
        .split(';')
        .filter(|argument| !argument.is_empty())
    {
        let (name, value) = argument.split_once('=').unwrap();
        match name {
            "freeze" => plan.baseline = Some(value.parse().unwrap()),
            "part" => {
                plan.phases.push(Phase {
                    from: value.parse().unwrap(),
                    reason: "part".to_owned(),
                    baseline: None,
                });
            }
            "exclude" => plan.excluded.extend(value.split(',').map(|at| Exclusion {
                at: at.parse::<usize>().unwrap() - 1,
                reason: "known cause".to_owned(),
            })),
            "multiply" => plan.scale = value.parse().unwrap(),
            other => panic!("{other}"),
        }
    }
    (series.unwrap(), kind, plan)
}

#[test]
fn qicharts2_computes_these_lines_and_runs() {
    let cases = read(include_str!("../known-answers/spc_qicharts2_0.8.1.json"));
    let (mut facts, mut wrong) = (0, Vec::new());
    let mut compare = |what: String, ours: Option<f64>, expected: Option<f64>| {
        facts += 1;
        let equal = match (ours, expected) {
            (Some(ours), Some(expected)) => (ours - expected).abs() <= 1e-9 * expected.abs().max(1e-3),
            (None, None) => true,
            _ => false,
        };
        if !equal {
            wrong.push((what, ours, expected));
        }
    };
    for (name, case) in cases
        .as_object()
        .unwrap()
        .iter()
        .filter(|(_, case)| case["chart"].is_string())
    {
        let (series, kind, plan) = qicharts(case);
        let chart = Chart::draw(&series, &plan, kind, &Profile::ANHOEJ).unwrap();
        let expected = case["expected"].as_array().unwrap();
        assert_eq!(chart.points.len(), expected.len(), "{name}");
        for (at, row) in expected.iter().enumerate() {
            for what in ["y", "cl", "lcl", "lcl.95", "ucl.95", "ucl"] {
                if let Some(value) = row.get(what) {
                    compare(format!("{name} {what} {at}"), shown(&chart, what, at), value.as_f64());
                }
            }
            let point = &chart.points[at];
            let segment = &chart.segments[point.segment];
            let runs = segment.runs.unwrap();
            let whole = |n: usize| u32::try_from(n).ok().map(f64::from);
            for (what, ours) in [
                ("n.useful", runs.useful),
                ("longest.run", runs.longest),
                ("longest.run.max", runs.longest_allowed),
                ("n.crossings", runs.crossings),
                ("n.crossings.min", runs.fewest_allowed),
            ] {
                if let Some(value) = row.get(what) {
                    compare(format!("{name} {what} {at}"), whole(ours), value.as_f64());
                }
            }
            let signal = |yes: bool| Some(f64::from(u8::from(yes)));
            let said = |value: &Value| value.as_bool().map(|yes| f64::from(u8::from(yes)));
            compare(
                format!("{name} runs.signal {at}"),
                signal(runs.signal()),
                said(&row["runs.signal"]),
            );
            compare(
                format!("{name} sigma.signal {at}"),
                signal(point.signals.outside.is_some()),
                said(&row["sigma.signal"]),
            );
        }
    }
    println!("qicharts2: {} of {facts} values", facts - wrong.len());
    assert!(
        wrong.is_empty(),
        "{} of {facts}: {:?}",
        wrong.len(),
        &wrong[..wrong.len().min(20)]
    );
    assert!(facts > 4000, "{facts}");
}
