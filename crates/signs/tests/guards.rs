//! Sparse and constant series in thousands, and series of nothing but chance.

use signs::chance::{Family, Random, false_alarm, simulate};
use signs::evidence::{change, discoveries};
use signs::guard::Caution;
use signs::icon::Label;
use signs::profile::Name;
use signs::{Chart, Direction, Kind, Plan, Profile, Series};

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
    if drawn.clone().count() > 1 && drawn.all(|point| point.signals.any()) {
        return Err("every point signals".to_owned());
    }
    Ok(())
}

fn draw(series: &Series, kind: Kind) -> Chart {
    Chart::draw(
        series,
        &Plan {
            direction: Direction::Up,
            ..Plan::default()
        },
        kind,
        &Profile::MDC,
    )
    .unwrap()
}

#[test]
fn ten_thousand_sparse_and_constant_charts() {
    let mut random = Random::new(3);
    let (mut charts, mut wrong, mut signalling, mut by_peers) = (0, Vec::new(), 0, 0);
    for round in 0..10_000_u32 {
        // Peers label short series too.
        let points = 2 + round % 35;
        let expected = [0.0, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0][(round % 7) as usize];
        let size = [1.0, 3.0, 5.0, 20.0][(round % 4) as usize];
        let constant = f64::from(round % 5);
        let counts: Vec<f64> = (0..points)
            .map(|_| {
                if round % 6 == 0 {
                    constant
                } else {
                    random.poisson(expected)
                }
            })
            .collect();
        let list: Vec<Option<f64>> = counts.iter().map(|x| Some(*x)).collect();
        let sizes = vec![Some(size); list.len()];
        let within: Vec<Option<f64>> = counts.iter().map(|x| Some(x.min(size))).collect();
        let values = Series::of_values(&list).unwrap();
        let shares = Series::of_shares(&within, &sizes).unwrap();
        let rates = Series::of_rates(&list, &sizes).unwrap();
        for (kind, series) in [
            (Kind::Run, &values),
            (Kind::Xmr, &values),
            (Kind::Mr, &values),
            (Kind::C, &values),
            (Kind::G, &values),
            (Kind::P, &shares),
            (Kind::PPrime, &shares),
            (Kind::IPrime, &shares),
            (Kind::U, &rates),
            (Kind::UPrime, &rates),
        ] {
            let chart = draw(series, kind);
            charts += 1;
            signalling += u32::from(chart.variation.is_signal());
            if let Err(what) = check(&chart) {
                wrong.push((kind, what, counts.clone()));
            }
            // The peers' own rules, held back by the guards alone.
            for name in [Name::Nhsr, Name::Pbi, Name::Anhoej] {
                let peer = Chart::draw(series, &Plan::default(), kind, Profile::named(name)).unwrap();
                if let Err(what) = check(&peer) {
                    wrong.push((kind, what, counts.clone()));
                }
                by_peers += 1;
            }
        }
    }
    println!(
        "sparse and constant: {} of {charts} charts under mdc and {by_peers} under the other profiles wrong; \
         {signalling} with a signal at the latest point",
        wrong.len()
    );
    assert!(wrong.is_empty(), "{:?}", &wrong[..wrong.len().min(3)]);
    assert_eq!((charts, by_peers), (100_000, 300_000));
}

#[test]
fn the_table_of_false_alarms_is_what_simulation_says() {
    for (name, family, points, baseline) in [
        (Name::Mdc, Family::Ranges, 24, None),
        (Name::Mdc, Family::Ranges, 24, Some(12)),
        (Name::Nhsr, Family::Ranges, 24, None),
        (Name::Anhoej, Family::Middle, 24, None),
        (Name::Mdc, Family::Known, 36, None),
    ] {
        let kind = if family == Family::Middle {
            Kind::Run
        } else if family == Family::Known {
            Kind::C
        } else {
            Kind::Xmr
        };
        let table = false_alarm(name, kind, points, baseline).unwrap();
        let seen = simulate(
            Profile::named(name),
            family,
            points,
            baseline,
            &mut Random::new(99),
            4000,
        )
        .unwrap();
        // Four standard errors of 4,000 rounds.
        let room = |p: f64| 4.0 * (p * (1.0 - p) / 4000.0).sqrt() + 0.003;
        println!(
            "{name} {family:?} {points} {baseline:?}: {:.3} in the table, {:.3} seen; latest {:.4}",
            table.any, seen.any, table.latest
        );
        assert!((table.any - seen.any).abs() < room(table.any), "{name} {family:?}");
        assert!(
            (table.latest - seen.latest).abs() < room(table.latest),
            "{name} {family:?}"
        );
    }
    assert!(false_alarm(Name::Mdc, Kind::Xmr, 12, None).is_none());
    let (short, between, long) = (24, 30, 36);
    let any = |points| false_alarm(Name::Mdc, Kind::Xmr, points, None).unwrap().any;
    assert!(any(short) < any(between) && any(between) < any(long) && any(10_000) <= 1.0);
}

#[test]
fn rolling_averages_are_noticed() {
    let mut random = Random::new(5);
    let rounds = 1000;
    let noticed = |random: &mut Random, periods: usize, shift: f64| {
        (0..rounds)
            .filter(|_| {
                let noise: Vec<f64> = (0..24 + periods).map(|_| random.normal()).collect();
                let list: Vec<Option<f64>> = (0..24)
                    .map(|at| {
                        let mean: f64 =
                            noise[at..at + periods].iter().sum::<f64>() / f64::from(u32::try_from(periods).unwrap());
                        Some(mean + if at >= 12 { shift } else { 0.0 })
                    })
                    .collect();
                let chart = draw(&Series::of_values(&list).unwrap(), Kind::Xmr);
                chart
                    .cautions
                    .iter()
                    .any(|caution| matches!(caution, Caution::Smooth { .. }))
            })
            .count()
    };
    let (year, quarter, none, shifted) = (
        noticed(&mut random, 12, 0.0),
        noticed(&mut random, 3, 0.0),
        noticed(&mut random, 1, 0.0),
        noticed(&mut random, 1, 2.0),
    );
    println!(
        "noticed of {rounds}: 12-month mean {year}, 3-month mean {quarter}, single months {none}, with a shift of 2 {shifted}"
    );
    assert!(year > 600 && quarter > 600 && none < 20 && shifted < 30);
}

#[test]
fn false_discoveries_stay_rare_and_shifts_are_found() {
    let mut random = Random::new(17);
    let mut chances = Vec::new();
    for at in 0..20_000_u32 {
        let shift = if at % 10 == 0 { 2.0 } else { 0.0 };
        let list: Vec<Option<f64>> = (0..24)
            .map(|t| Some(random.normal() + if t >= 18 { shift } else { 0.0 }))
            .collect();
        chances.push(
            change(&Series::of_values(&list).unwrap(), &Plan::default(), Kind::Xmr)
                .unwrap()
                .map(|c| c.p),
        );
    }
    let list = discoveries(&chances, 0.1).unwrap();
    let found = list
        .iter()
        .enumerate()
        .filter(|(at, yes)| **yes && at % 10 == 0)
        .count();
    let wrong = list
        .iter()
        .enumerate()
        .filter(|(at, yes)| **yes && at % 10 != 0)
        .count();
    println!("20,000 series of 24 points, 2,000 shifted by 2 at the last six: {found} found, {wrong} false");
    assert!(10 * wrong <= found + wrong, "{wrong} of {} false", found + wrong);
    assert!(found >= 1600, "{found} of 2000 found");
}

/// The p-values of many signs after each of six months, with a shift of two deviations in the first `shifted` of them.
fn six_months(random: &mut Random, signs: usize, shifted: usize) -> Vec<Vec<Option<f64>>> {
    let all: Vec<Vec<Option<f64>>> = (0..signs)
        .map(|at| {
            let shift = if at < shifted { 2.0 } else { 0.0 };
            (0..30)
                .map(|t| Some(random.normal() + if t >= 24 { shift } else { 0.0 }))
                .collect()
        })
        .collect();
    (25..=30)
        .map(|until| {
            all.iter()
                .map(|one| {
                    let series = Series::of_values(&one[..until]).unwrap();
                    let change = change(&series, &Plan::default(), Kind::Xmr).unwrap();
                    change.map(|change| change.p)
                })
                .collect()
        })
        .collect()
}

/// True and false entries of all lists together, each cut at `q`.
fn added_up(months: &[Vec<Option<f64>>], shifted: usize, q: f64) -> (usize, usize) {
    let mut ever = vec![false; months[0].len()];
    for month in months {
        let list = discoveries(month, q).unwrap();
        ever.iter_mut().zip(list).for_each(|(ever, now)| *ever |= now);
    }
    let count = |list: &[bool]| list.iter().filter(|yes| **yes).count();
    (count(&ever[..shifted]), count(&ever[shifted..]))
}

#[test]
fn one_list_for_half_a_year_or_six_that_share_its_promise() {
    // A true sign comes back every month and is counted once; the false ones are new. So six lists added up have more
    // false entries than each has. The half-year's own list, of the sixth month, keeps the promise and finds the shifts.
    let mut random = Random::new(23);
    let months = six_months(&mut random, 20_000, 2_000);
    let (found, wrong) = added_up(&months[5..], 2_000, 0.1);
    println!("the sixth month's list: {found} of 2,000 found, {wrong} false");
    assert!(10 * wrong <= found + wrong && found >= 1_600);
    let each = added_up(&months, 2_000, 0.1);
    let shared = added_up(&months, 2_000, 0.1 / 6.0);
    println!("six lists added up: {each:?} found and false; at a sixth of 10 % each: {shared:?}");
    assert!(10 * shared.1 <= shared.0 + shared.1);
    // With a sixth each, the sum keeps the promise whatever the lists have to do with each other (its false share is at
    // most the sum of theirs), even where nothing has changed and any entry is false.
    let rounds = 200;
    let (mut any, mut any_shared) = (0, 0);
    for _ in 0..rounds {
        let months = six_months(&mut random, 100, 0);
        any += u32::from(added_up(&months, 0, 0.1).1 > 0);
        any_shared += u32::from(added_up(&months, 0, 0.1 / 6.0).1 > 0);
    }
    println!(
        "nothing changed in 100 signs: six lists at 10 % have an entry in {any} of {rounds} half-years, at a sixth in {any_shared}"
    );
    // Ten per cent, and three standard errors.
    assert!(any_shared <= 33, "{any_shared}");
}

#[test]
fn shares_and_rare_events_are_compared_honestly() {
    let mut random = Random::new(31);
    // Answers by chance alone; answers where months differ by more than chance; rare events.
    for what in ["chance", "more than chance", "rare"] {
        let rounds = 4000;
        let mut below = 0;
        for _ in 0..rounds {
            let counts: Vec<Option<f64>> = (0..24)
                .map(|_| {
                    let share = if what == "more than chance" {
                        (0.4 + 0.1 * random.normal()).clamp(0.0, 1.0)
                    } else {
                        0.4
                    };
                    let share = if what == "rare" { 0.01 } else { share };
                    Some((0..30).map(|_| f64::from(u8::from(random.uniform() < share))).sum())
                })
                .collect();
            let series = Series::of_shares(&counts, &[Some(30.0); 24]).unwrap();
            let p = change(&series, &Plan::default(), Kind::P)
                .unwrap()
                .map_or(1.0, |change| change.p);
            below += u32::from(p <= 0.01);
        }
        println!("unchanged shares, {what}: p at most 0.01 in {below} of {rounds}");
        // One in a hundred, and three standard errors.
        assert!(below <= 60, "{what}: {below}");
    }
}
