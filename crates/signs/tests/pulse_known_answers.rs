//! Pulse statistics that other packages computed.

use serde_json::Value;
use signs::pulse::{Missing, Share, Unit, agreement, raters, reliability, shrink};

fn known() -> Value {
    serde_json::from_str(include_str!("../known-answers/reliability.json")).unwrap()
}

fn list(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect()
}

fn table(value: &Value) -> Vec<Vec<f64>> {
    value.as_array().unwrap().iter().map(list).collect()
}

fn answers(value: &Value) -> Vec<Vec<Option<f64>>> {
    table(value)
        .into_iter()
        .map(|row| row.into_iter().map(Some).collect())
        .collect()
}

/// As close as the printed digits allow.
#[track_caller]
fn close(ours: f64, value: &Value, tolerance: f64) {
    let expected = value.as_f64().unwrap();
    assert!((ours - expected).abs() <= tolerance, "{ours} instead of {expected}");
}

#[test]
fn alpha_and_its_company() {
    let known = known();
    let ours = reliability(&answers(&known["X"]), Missing::Listwise, 12).unwrap();
    close(ours.alpha, &known["alpha"], 1e-12);
    close(ours.standardised, &known["std_alpha"], 1e-9);
    close(ours.lambda6.unwrap(), &known["G6"], 1e-9);
    close(ours.mean_correlation, &known["avg_r"], 1e-9);
    close(ours.standard_error, &known["ase"], 1e-9);
    close(ours.low, &known["feldt95"][0], 1e-9);
    close(ours.high, &known["feldt95"][1], 1e-9);
    for (item, expected) in known["alpha_drop"].as_array().unwrap().iter().enumerate() {
        close(ours.without[item], expected, 1e-7);
        close(ours.rest_correlations[item], &known["r_drop"][item], 1e-6);
    }
    let omega = ours.omega.unwrap();
    println!("omega {omega}");
    close(omega, &known["omega_total_minres_psych"], 5e-4);
}

#[test]
fn missing_answers() {
    let known = known();
    let mut rows = answers(&known["X"]);
    for place in known["missing"]["set_na"].as_array().unwrap() {
        let at = |index: usize| usize::try_from(place[index].as_u64().unwrap()).unwrap();
        rows[at(0)][at(1)] = None;
    }
    close(
        reliability(&rows, Missing::Pairwise, 10).unwrap().alpha,
        &known["missing"]["pairwise"],
        1e-9,
    );
    let listwise = reliability(&rows, Missing::Listwise, 10).unwrap();
    close(listwise.alpha, &known["missing"]["listwise"], 1e-9);
    assert_eq!(listwise.people, 10);
}

#[test]
fn a_constant_item_is_left_out_and_named() {
    let known = known();
    let mut rows = answers(&known["X"]);
    for row in &mut rows {
        row[4] = Some(3.0);
    }
    let ours = reliability(&rows, Missing::Listwise, 12).unwrap();
    close(ours.alpha, &known["constant_item"]["psych_drops_item"], 1e-6);
    assert_eq!(ours.constant, [4]);
    assert!((ours.alpha - known["constant_item"]["pingouin_keeps"].as_f64().unwrap()).abs() > 0.05);
}

/// Thirty departments' answers about their supervisors (Chatterjee & Price 1977; R's data set `attitude`).
const ATTITUDE: [[u8; 7]; 30] = [
    [43, 51, 30, 39, 61, 92, 45],
    [63, 64, 51, 54, 63, 73, 47],
    [71, 70, 68, 69, 76, 86, 48],
    [61, 63, 45, 47, 54, 84, 35],
    [81, 78, 56, 66, 71, 83, 47],
    [43, 55, 49, 44, 54, 49, 34],
    [58, 67, 42, 56, 66, 68, 35],
    [71, 75, 50, 55, 70, 66, 41],
    [72, 82, 72, 67, 71, 83, 31],
    [67, 61, 45, 47, 62, 80, 41],
    [64, 53, 53, 58, 58, 67, 34],
    [67, 60, 47, 39, 59, 74, 41],
    [69, 62, 57, 42, 55, 63, 25],
    [68, 83, 83, 45, 59, 77, 35],
    [77, 77, 54, 72, 79, 77, 46],
    [81, 90, 50, 72, 60, 54, 36],
    [74, 85, 64, 69, 79, 79, 63],
    [65, 60, 65, 75, 55, 80, 60],
    [65, 70, 46, 57, 75, 85, 46],
    [50, 58, 68, 54, 64, 78, 52],
    [50, 40, 33, 34, 43, 64, 33],
    [64, 61, 52, 62, 66, 80, 41],
    [53, 66, 52, 50, 63, 80, 37],
    [40, 37, 42, 58, 50, 57, 49],
    [63, 54, 42, 48, 66, 75, 33],
    [66, 77, 66, 63, 88, 76, 72],
    [78, 75, 58, 74, 80, 78, 49],
    [48, 57, 44, 45, 51, 83, 38],
    [85, 85, 71, 71, 77, 74, 55],
    [82, 82, 39, 59, 64, 78, 39],
];

#[test]
fn thirty_departments() {
    let known = known();
    let rows: Vec<Vec<Option<f64>>> = ATTITUDE
        .iter()
        .map(|row| row.iter().map(|x| Some(f64::from(*x))).collect())
        .collect();
    let ours = reliability(&rows, Missing::Listwise, 30).unwrap();
    close(ours.alpha, &known["attitude"]["raw"], 1e-9);
    close(ours.standardised, &known["attitude"]["std"], 1e-9);
}

#[test]
fn too_few_people_are_refused() {
    let rows = answers(&known()["X"]);
    let least = signs::pulse::reliability::LEAST;
    assert_eq!(
        reliability(&rows, Missing::Listwise, least),
        Err(signs::Bad::TooFew { given: 12, least: 30 })
    );
}

#[test]
fn shrout_and_fleiss() {
    let known = known();
    let (ours, psych) = (
        raters(&table(&known["icc_shrout_fleiss"]["data"])).unwrap(),
        &known["icc_shrout_fleiss"]["psych"],
    );
    for (value, name) in [
        (ours.one, "ICC1"),
        (ours.two, "ICC2"),
        (ours.three, "ICC3"),
        (ours.one_mean, "ICC1k"),
        (ours.two_mean.unwrap(), "ICC2k"),
        (ours.three_mean, "ICC3k"),
    ] {
        // psych estimates the variances by maximum likelihood, which leaves the seventh digit open.
        close(value, &psych[name], 1e-6);
    }
}

#[test]
fn agreement_in_units() {
    let known = &known()["agg"];
    let units = table(&known["units"]);
    let ours = agreement(&units, 5).unwrap();
    close(ours.between, &known["MSB"], 1e-9);
    close(ours.within, &known["MSW"], 1e-9);
    close(ours.typical_size, &known["n0"], 1e-9);
    close(ours.icc1, &known["ICC1"], 1e-9);
    close(ours.icc2.unwrap(), &known["ICC2"], 1e-9);
    for (unit, expected) in known["rwg"].as_array().unwrap().iter().enumerate() {
        close(ours.alike[unit].unwrap(), expected, 1e-9);
    }
    let means: Vec<Option<Unit>> = units
        .iter()
        .map(|unit| {
            let size = f64::from(u32::try_from(unit.len()).unwrap());
            Some(Unit {
                size,
                mean: unit.iter().sum::<f64>() / size,
            })
        })
        .collect();
    let shrunk = shrink(&means, ours.mean, &ours).unwrap();
    for (unit, expected) in known["eb_shrunk"].as_array().unwrap().iter().enumerate() {
        close(shrunk[unit].mean, expected, 5e-5);
    }
    // A unit that is not published gets its parent's mean, and nothing by which its own could be found.
    let hidden = shrink(&[None], ours.mean, &ours).unwrap()[0];
    assert_eq!((hidden.mean, hidden.of_parent), (ours.mean, 1.0));
}

#[test]
fn wilson() {
    for (fraction, interval) in known()["wilson95"].as_object().unwrap() {
        let (count, size) = fraction.split_once('/').unwrap();
        let ours = Share::of(count.parse().unwrap(), size.parse().unwrap()).unwrap();
        // The file's normal quantile is rounded to ten digits.
        close(ours.low, &interval[0], 1e-9);
        close(ours.high, &interval[1], 1e-9);
    }
}
