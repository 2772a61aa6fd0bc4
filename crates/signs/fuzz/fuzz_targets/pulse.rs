//! Any answers: every statistic either is refused or is finite.
#![no_main]

use libfuzzer_sys::fuzz_target;
use signs::pulse::{
    Answer, Item, Mean, Missing, Response, Share, Unit, agreement, change, raters, reliability, shrink,
};

fuzz_target!(
    |given: (Vec<Vec<Option<f64>>>, Vec<Vec<f64>>, f64, f64, u8, Vec<Option<u8>>)| {
        let (optional, rows, x, y, steps, steps_given) = given;
        if let Ok(share) = Share::of(x, y) {
            assert!(share.low <= share.share && share.share <= share.high);
            if let Ok(response) = Response::of(y, x) {
                let _ = response.bounds(&share);
            }
        }
        for row in &rows {
            if let Ok(mean) = Mean::of(row) {
                assert!(mean.low.is_finite() && mean.high.is_finite());
                let _ = (mean.of_those_asked(x), change(&mean, &mean, y));
            }
        }
        let answers: Vec<Answer> = steps_given
            .iter()
            .map(|step| step.map_or(Answer::Missing, Answer::Given))
            .collect();
        let _ = Item::of(&answers, steps).map(|item| (item.mean(), item.favourable(), item.unfavourable()));
        for missing in [Missing::Listwise, Missing::Pairwise] {
            if let Ok(ours) = reliability(&optional, missing, 2) {
                let figures = [
                    ours.alpha,
                    ours.low,
                    ours.high,
                    ours.standard_error,
                    ours.standardised,
                    ours.mean_correlation,
                ];
                let lists = ours
                    .without
                    .iter()
                    .chain(&ours.rest_correlations)
                    .chain(&ours.lambda6)
                    .chain(&ours.omega);
                assert!(figures.iter().chain(lists).all(|x| x.is_finite()));
            }
        }
        if let Ok(ours) = agreement(&rows, steps) {
            assert!(ours.icc1.is_finite() && ours.icc2.is_none_or(f64::is_finite));
            let _ = shrink(&[Some(Unit { size: x, mean: y }), None], y, &ours);
        }
        if let Ok(ours) = raters(&rows) {
            let figures = [ours.one, ours.two, ours.three, ours.one_mean, ours.three_mean];
            assert!(figures.into_iter().chain(ours.two_mean).all(f64::is_finite));
        }
        let chances: Vec<Option<f64>> = rows.iter().flatten().copied().map(Some).collect();
        let _ = signs::evidence::discoveries(&chances, x);
    }
);
