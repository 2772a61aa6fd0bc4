//! Rates that can be believed: uncertainty, shrinkage, calibration, agreement, keyness.
//!
//! Randomness comes from a seed that the caller gives, so that a report can be made again.

/// `SplitMix64` (Steele, Lea & Flood 2014): small, and good enough for resampling.
#[derive(Clone, Copy, Debug)]
pub struct Random(u64);

impl Random {
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to `below` − 1; 0 when `below` is 0.
    pub fn below(&mut self, below: usize) -> usize {
        let wide = u128::from(self.draw()) * (below as u128);
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// From 0 to 1, 1 excluded.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub fn unit(&mut self) -> f64 {
        (self.draw() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A standard normal draw (Box & Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let (u, v) = (self.unit().max(1e-300), self.unit());
        (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos()
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

/// An estimate with its 95 % interval.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Estimate {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// One document of a unit: passages (or words), and those of them that count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cluster {
    pub size: f64,
    pub count: f64,
}

/// Ratio of counts to sizes with a percentile bootstrap over documents (Efron 1979): people repeat themselves inside a
/// document, so intervals that take passages as independent were 1.1–2.2 times too narrow on parliament speeches.
/// None without documents.
#[must_use]
pub fn cluster_bootstrap(clusters: &[Cluster], draws: usize, random: &mut Random) -> Option<Estimate> {
    let ratio = |clusters: &mut dyn Iterator<Item = &Cluster>| {
        let (count, size) = clusters.fold((0.0, 0.0), |(count, size), cluster| {
            (count + cluster.count, size + cluster.size)
        });
        if size > 0.0 { count / size } else { 0.0 }
    };
    if clusters.iter().all(|cluster| cluster.size <= 0.0) {
        return None;
    }
    let value = ratio(&mut clusters.iter());
    let mut drawn: Vec<f64> = (0..draws.max(40))
        .map(|_| {
            let picks: Vec<usize> = (0..clusters.len()).map(|_| random.below(clusters.len())).collect();
            ratio(&mut picks.iter().map(|&at| &clusters[at]))
        })
        .collect();
    drawn.sort_by(f64::total_cmp);
    Some(Estimate {
        value,
        low: quantile(&drawn, 0.025),
        high: quantile(&drawn, 0.975),
    })
}

/// Quantile of sorted values, by linear interpolation; 0 of none.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "positions in a list"
)]
pub fn quantile(sorted: &[f64], at: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return 0.0;
    };
    let place = at.clamp(0.0, 1.0) * last as f64;
    let (below, part) = (place.floor() as usize, place.fract());
    sorted[below] + part * (sorted[(below + 1).min(last)] - sorted[below])
}

/// A gamma prior of rates, by moments (Clayton & Kaldor 1987).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RatePrior {
    pub shape: f64,
    pub rate: f64,
}

/// Fits the prior to units given as counts and exposures. Without spread beyond chance the prior is as strong as all data.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "numbers of units")]
pub fn rate_prior(units: &[(f64, f64)]) -> RatePrior {
    let (y, n): (f64, f64) = units.iter().fold((0.0, 0.0), |(y, n), unit| (y + unit.0, n + unit.1));
    if n <= 0.0 || y <= 0.0 {
        return RatePrior {
            shape: 0.5,
            rate: n.max(1.0),
        };
    }
    let mean = y / n;
    let squares: f64 = units
        .iter()
        .filter(|unit| unit.1 > 0.0)
        .map(|(y, n)| n * (y / n - mean).powi(2))
        .sum();
    let divisor = n - units.iter().map(|(_, n)| n * n).sum::<f64>() / n;
    let variance = if divisor > 0.0 {
        (squares - (units.len() as f64 - 1.0) * mean) / divisor
    } else {
        0.0
    };
    if variance <= mean * mean * 1e-4 {
        return RatePrior {
            shape: y.max(0.5),
            rate: n,
        };
    }
    RatePrior {
        shape: mean * mean / variance,
        rate: mean / variance,
    }
}

impl RatePrior {
    /// The shrunk rate of a unit: what it would be believed to be next time.
    #[must_use]
    pub fn shrink(&self, count: f64, exposure: f64) -> f64 {
        (count + self.shape) / (exposure + self.rate)
    }

    /// Posterior probability that a unit's rate is below `limit`.
    #[must_use]
    pub fn probability_below(&self, count: f64, exposure: f64, limit: f64) -> f64 {
        regularised_gamma(self.shape + count, limit * (self.rate + exposure))
    }
}

/// Lower regularised incomplete gamma function P(a, x): series below a + 1, continued fraction above
/// (Abramowitz & Stegun 6.5.29 and 6.5.31).
#[must_use]
pub fn regularised_gamma(a: f64, x: f64) -> f64 {
    if x <= 0.0 || a <= 0.0 {
        return 0.0;
    }
    let front = (a * x.ln() - x - ln_gamma(a)).exp();
    if x < a + 1.0 {
        let (mut sum, mut term, mut n) = (1.0 / a, 1.0 / a, a);
        for _ in 0..1000 {
            n += 1.0;
            term *= x / n;
            sum += term;
            if term < sum * 1e-14 {
                break;
            }
        }
        return (sum * front).clamp(0.0, 1.0);
    }
    let mut b = x + 1.0 - a;
    let (mut c, mut d) = (1e300, 1.0 / b);
    let mut h = d;
    for i in 1..1000 {
        let i = f64::from(i);
        let an = -i * (i - a);
        b += 2.0;
        d = 1.0 / (an * d + b);
        c = b + an / c;
        let step = d * c;
        h *= step;
        if (step - 1.0).abs() < 1e-14 {
            break;
        }
    }
    (1.0 - front * h).clamp(0.0, 1.0)
}

/// Logarithm of the gamma function (Lanczos 1964, g = 7).
#[must_use]
pub fn ln_gamma(x: f64) -> f64 {
    const C: [f64; 9] = [
        0.999_999_999_999_809_9,
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    if x < 0.5 {
        return (std::f64::consts::PI / (std::f64::consts::PI * x).sin()).ln() - ln_gamma(1.0 - x);
    }
    let x = x - 1.0;
    let t = x + 7.5;
    let sum = (1..9_i32)
        .zip(&C[1..])
        .fold(C[0], |sum, (i, c)| sum + c / (x + f64::from(i)));
    0.5 * std::f64::consts::TAU.ln() + (x + 0.5) * t.ln() - t + sum.ln()
}

/// Confirmed and rejected passages of one stratum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Stratum {
    /// Passages looked at by a person.
    pub read: u32,
    /// Those of them that show the element.
    pub shown: u32,
}

/// Share of passages that show an element, from a flag and two random samples: π̂ = q·PPV + (1 − q)·FOR with
/// Var = q²·PPV(1 − PPV)/n₁ + (1 − q)²·FOR(1 − FOR)/n₀ (stratified estimator, Cochran 1977, 5.3; the design-based estimator of
/// Egami et al. 2023). The interval joins the strata's Wilson intervals by square and add (Newcombe 1998, method 10): adding one
/// hit and one miss to each stratum instead covered 99.1 % of the time in our simulation, because omissions are rare.
/// `flagged` is q. None when a stratum that has passages was not sampled.
#[must_use]
pub fn calibrated(flagged: f64, with_flag: Stratum, without_flag: Stratum) -> Option<Calibrated> {
    let q = flagged.clamp(0.0, 1.0);
    if (q > 0.0 && with_flag.read == 0) || (q < 1.0 && without_flag.read == 0) {
        return None;
    }
    let plain = |s: Stratum| {
        if s.read == 0 {
            0.0
        } else {
            f64::from(s.shown) / f64::from(s.read)
        }
    };
    let (ppv, omission) = (plain(with_flag), plain(without_flag));
    let value = q * ppv + (1.0 - q) * omission;
    let ((low1, high1), (low0, high0)) = (wilson(with_flag), wilson(without_flag));
    let below = (q * (ppv - low1)).hypot((1.0 - q) * (omission - low0));
    let above = (q * (high1 - ppv)).hypot((1.0 - q) * (high0 - omission));
    let estimate = Estimate {
        value,
        low: (value - below).max(0.0),
        high: (value + above).min(1.0),
    };
    let recall = if value > 0.0 { Some(q * ppv / value) } else { None };
    Some(Calibrated {
        estimate,
        precision: ppv,
        omission,
        recall,
    })
}

/// Wilson's score interval, 95 %; 0–1 of nothing.
fn wilson(stratum: Stratum) -> (f64, f64) {
    const Z: f64 = 1.96;
    if stratum.read == 0 {
        return (0.0, 1.0);
    }
    let n = f64::from(stratum.read);
    let p = f64::from(stratum.shown) / n;
    let middle = (p + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let half = Z / (1.0 + Z * Z / n) * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    ((middle - half).max(0.0).min(p), (middle + half).min(1.0).max(p))
}

/// A calibrated share, with what the flag is worth.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Calibrated {
    pub estimate: Estimate,
    /// Share of flagged passages that show the element.
    pub precision: f64,
    /// Share of unflagged passages that show it all the same.
    pub omission: f64,
    /// Share of the showing passages that were flagged; none when nothing shows.
    pub recall: Option<f64>,
}

/// The calibrated share of one unit, with the flag's worth taken from all units together.
#[must_use]
pub fn calibrated_unit(flagged: f64, pooled: &Calibrated) -> f64 {
    flagged * pooled.precision + (1.0 - flagged) * pooled.omission
}

/// Whether the flag is worth the same in all units: χ² of precision over units, as its p-value. Below 0.05 a unit should be
/// sampled on its own. None with fewer than two units sampled.
#[must_use]
pub fn heterogeneity(units: &[Stratum]) -> Option<f64> {
    let units: Vec<&Stratum> = units.iter().filter(|unit| unit.read > 0).collect();
    let (read, shown) = units.iter().fold((0.0, 0.0), |(r, s), unit| {
        (r + f64::from(unit.read), s + f64::from(unit.shown))
    });
    if units.len() < 2 || shown <= 0.0 || shown >= read {
        return None;
    }
    let p = shown / read;
    let chi: f64 = units
        .iter()
        .map(|unit| (f64::from(unit.shown) - f64::from(unit.read) * p).powi(2) / (f64::from(unit.read) * p * (1.0 - p)))
        .sum();
    #[expect(clippy::cast_precision_loss, reason = "number of units")]
    let freedom = (units.len() - 1) as f64;
    Some(1.0 - regularised_gamma(freedom / 2.0, chi / 2.0))
}

/// Krippendorff's alpha for nominal labels by any number of readers; none marks a passage that a reader did not see
/// (Hayes & Krippendorff 2007). None when fewer than two readers met, or when only one label was ever used.
#[must_use]
pub fn krippendorff_alpha(passages: &[Vec<Option<u32>>]) -> Option<f64> {
    let mut totals: std::collections::BTreeMap<u32, f64> = std::collections::BTreeMap::new();
    let (mut disagreement, mut pairable) = (0.0, 0.0);
    for readers in passages {
        let values: Vec<u32> = readers.iter().flatten().copied().collect();
        #[expect(clippy::cast_precision_loss, reason = "numbers of readers")]
        let m = values.len() as f64;
        if m < 2.0 {
            continue;
        }
        pairable += m;
        for (at, value) in values.iter().enumerate() {
            *totals.entry(*value).or_default() += 1.0;
            let differing = values
                .iter()
                .enumerate()
                .filter(|(other, with)| *other != at && *with != value)
                .count();
            #[expect(clippy::cast_precision_loss, reason = "numbers of readers")]
            let differing = differing as f64;
            disagreement += differing / (m - 1.0);
        }
    }
    if pairable < 2.0 || totals.len() < 2 {
        return None;
    }
    let observed = disagreement / pairable;
    let same: f64 = totals.values().map(|n| n * (n - 1.0)).sum();
    let expected = 1.0 - same / (pairable * (pairable - 1.0));
    Some(1.0 - observed / expected)
}

/// Alpha with a bootstrap interval over passages.
#[must_use]
pub fn alpha_interval(passages: &[Vec<Option<u32>>], draws: usize, random: &mut Random) -> Option<Estimate> {
    let value = krippendorff_alpha(passages)?;
    let mut drawn: Vec<f64> = (0..draws)
        .filter_map(|_| {
            let sample: Vec<Vec<Option<u32>>> = (0..passages.len())
                .map(|_| passages[random.below(passages.len())].clone())
                .collect();
            krippendorff_alpha(&sample)
        })
        .collect();
    drawn.sort_by(f64::total_cmp);
    Some(Estimate {
        value,
        low: quantile(&drawn, 0.025),
        high: quantile(&drawn, 0.975),
    })
}

/// A word that sets a unit apart.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Keyword<W> {
    pub word: W,
    /// Standard scores; above 1.96 more than chance.
    pub z: f64,
    pub here: f64,
    pub elsewhere: f64,
}

/// Log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, eq. 22). `counts` holds, per word, the count
/// here, the count elsewhere and the documents here that hold it; words in fewer than three documents are left out.
#[must_use]
pub fn keyness<W: Clone>(counts: &[(W, f64, f64, u32)], prior: f64) -> Vec<Keyword<W>> {
    let here: f64 = counts.iter().map(|count| count.1).sum();
    let elsewhere: f64 = counts.iter().map(|count| count.2).sum();
    let all = here + elsewhere;
    let mut words: Vec<Keyword<W>> = counts
        .iter()
        .filter(|count| count.3 >= 3)
        .map(|(word, a, b, _)| {
            let alpha = prior * (a + b) / all;
            let odds = |count: f64, total: f64| ((count + alpha) / (total + prior - count - alpha)).ln();
            let variance = 1.0 / (a + alpha) + 1.0 / (b + alpha);
            Keyword {
                word: word.clone(),
                z: (odds(*a, here) - odds(*b, elsewhere)) / variance.sqrt(),
                here: *a,
                elsewhere: *b,
            }
        })
        .collect();
    words.sort_by(|a, b| b.z.total_cmp(&a.z));
    words
}

/// Difference of two periods with a bootstrap over documents in each. None when a period has no documents.
#[must_use]
pub fn difference(before: &[Cluster], after: &[Cluster], draws: usize, random: &mut Random) -> Option<Estimate> {
    let share = |clusters: &[Cluster], random: Option<&mut Random>| {
        let (mut count, mut size) = (0.0, 0.0);
        let mut add = |cluster: &Cluster| {
            count += cluster.count;
            size += cluster.size;
        };
        match random {
            Some(random) => (0..clusters.len()).for_each(|_| add(&clusters[random.below(clusters.len())])),
            None => clusters.iter().for_each(&mut add),
        }
        if size > 0.0 { count / size } else { 0.0 }
    };
    if before.is_empty() || after.is_empty() {
        return None;
    }
    let value = share(after, None) - share(before, None);
    let mut drawn: Vec<f64> = (0..draws)
        .map(|_| share(after, Some(random)) - share(before, Some(random)))
        .collect();
    drawn.sort_by(f64::total_cmp);
    Some(Estimate {
        value,
        low: quantile(&drawn, 0.025),
        high: quantile(&drawn, 0.975),
    })
}

/// Why a unit is or is not called silent about an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Silence {
    /// The element is there.
    Heard,
    /// Enough material, and very probably less than half of what other units show.
    Silent,
    /// Too little material, or files that could not be read.
    TooLittle,
    /// Enough material, but the difference may be chance.
    Uncertain,
}

/// Material from which silence may be called: documents, or words.
pub const SILENCE_DOCUMENTS: u32 = 20;
pub const SILENCE_WORDS: f64 = 5_000.0;
/// Passages without a flag that a person must have looked through.
pub const ELUSION_SAMPLE: u32 = 60;
const SILENCE_PROBABILITY: f64 = 0.9;

/// What is known of a unit and an element.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Material {
    pub documents: u32,
    pub words: f64,
    /// Passages, and those that show the element in own words.
    pub passages: f64,
    pub shown: f64,
    /// Share of the unit's files whose text could be extracted, 0–1.
    pub readable: f64,
    /// Unflagged passages that a person read, and those that showed the element after all.
    pub elusion: Stratum,
}

/// The rule of silence: posterior P(rate < ½·reference) ≥ 0.9 with a gamma prior from the other units, at least 20 documents
/// or 5,000 words, nine files in ten readable, and an elusion sample of 60 unflagged passages without more than one finding.
#[must_use]
pub fn silence(unit: Material, others: &[(f64, f64)]) -> Silence {
    let enough = (unit.documents >= SILENCE_DOCUMENTS || unit.words >= SILENCE_WORDS) && unit.readable >= 0.9;
    let (shown, passages) = others
        .iter()
        .fold((0.0, 0.0), |(y, n), other| (y + other.0, n + other.1));
    if !enough || passages <= 0.0 || unit.passages <= 0.0 {
        return Silence::TooLittle;
    }
    let reference = shown / passages;
    // A unit must be able to escape a strong prior: the prior counts for at most a quarter of its own material.
    let prior = rate_prior(others);
    let weaken = (unit.passages / 4.0 / prior.rate).min(1.0);
    let prior = RatePrior {
        shape: prior.shape * weaken,
        rate: prior.rate * weaken,
    };
    let below = prior.probability_below(unit.shown, unit.passages, reference / 2.0);
    if below < SILENCE_PROBABILITY {
        return if unit.shown > 0.0 {
            Silence::Heard
        } else {
            Silence::Uncertain
        };
    }
    if unit.elusion.read < ELUSION_SAMPLE {
        return Silence::Uncertain;
    }
    if unit.elusion.shown <= 1 {
        Silence::Silent
    } else {
        Silence::Heard
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gamma_functions_meet_known_values() {
        assert!((ln_gamma(5.0) - 24.0_f64.ln()).abs() < 1e-12);
        // P(1, x) = 1 − e^−x; P(½, x) = erf(√x).
        assert!((regularised_gamma(1.0, 2.0) - (1.0 - (-2.0_f64).exp())).abs() < 1e-12);
        assert!((regularised_gamma(0.5, 1.0) - 0.842_700_792_949_715).abs() < 1e-10);
        assert!((regularised_gamma(10.0, 25.0) - 0.999_778_5).abs() < 1e-6);
    }

    #[test]
    fn alpha_meets_the_published_example() {
        // Hayes & Krippendorff's nominal example with missing values: four observers, twelve units, alpha 0.743.
        let rows = [
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ];
        let rows: Vec<Vec<Option<u32>>> = rows
            .iter()
            .map(|row| row.split(' ').map(|value| value.parse().ok()).collect())
            .collect();
        let units: Vec<Vec<Option<u32>>> = (0..12).map(|unit| rows.iter().map(|row| row[unit]).collect()).collect();
        let alpha = krippendorff_alpha(&units).unwrap();
        assert!((alpha - 0.743).abs() < 5e-4, "{alpha}");
        assert_eq!(krippendorff_alpha(&[vec![Some(1), Some(1)]]), None);
    }

    #[test]
    fn small_units_are_drawn_to_the_others() {
        let prior = rate_prior(&[(50.0, 10_000.0), (12.0, 4_000.0), (90.0, 9_000.0), (3.0, 300.0)]);
        let shrunk = prior.shrink(3.0, 300.0);
        assert!(shrunk < 0.01 && shrunk > 155.0 / 23_300.0, "{shrunk}");
    }

    #[test]
    fn the_bootstrap_is_wider_than_independence() {
        let clusters: Vec<Cluster> = (0..40)
            .map(|n| Cluster {
                size: 10.0,
                count: if n % 8 == 0 { 10.0 } else { 0.0 },
            })
            .collect();
        let estimate = cluster_bootstrap(&clusters, 1000, &mut Random::seeded(1)).unwrap();
        let naive = 1.96 * (0.125_f64 * 0.875 / 400.0).sqrt();
        assert!(estimate.high - estimate.value > 2.0 * naive);
        assert_eq!(cluster_bootstrap(&[], 10, &mut Random::seeded(1)), None);
    }

    #[test]
    fn the_calibrated_interval_covers_and_the_raw_rate_does_not() {
        let mut random = Random::seeded(7);
        let (mut covered, mut raw_covered, repetitions) = (0, 0, 2_000);
        for _ in 0..repetitions {
            // 4,000 passages, 4.8 % true; the flag finds 60 % of them and 5 % of the others.
            let passages: Vec<(bool, bool)> = (0..4_000)
                .map(|_| {
                    let truth = random.unit() < 0.048;
                    (truth, random.unit() < if truth { 0.6 } else { 0.05 })
                })
                .collect();
            let truth = share(passages.iter().filter(|passage| passage.0).count(), 4_000);
            let flagged: Vec<bool> = passages
                .iter()
                .filter(|passage| passage.1)
                .map(|passage| passage.0)
                .collect();
            let rest: Vec<bool> = passages
                .iter()
                .filter(|passage| !passage.1)
                .map(|passage| passage.0)
                .collect();
            let mut sample = |from: &[bool], n: u32| {
                let mut order: Vec<usize> = (0..from.len()).collect();
                random.shuffle(&mut order);
                let shown = order.iter().take(n as usize).filter(|at| from[**at]).count();
                Stratum {
                    read: n,
                    shown: u32::try_from(shown).unwrap(),
                }
            };
            let (one, zero) = (sample(&flagged, 100), sample(&rest, 100));
            let estimate = calibrated(share(flagged.len(), 4_000), one, zero).unwrap().estimate;
            covered += u32::from(estimate.low <= truth && truth <= estimate.high);
            let raw = share(flagged.len(), 4_000);
            let half = 1.96 * (raw * (1.0 - raw) / 4_000.0).sqrt();
            raw_covered += u32::from((raw - truth).abs() <= half);
        }
        let coverage = f64::from(covered) / f64::from(repetitions);
        eprintln!("calibrated {coverage}, raw {raw_covered} of {repetitions}");
        assert!((0.93..=0.975).contains(&coverage), "coverage {coverage}");
        assert!(
            raw_covered < repetitions / 20,
            "the raw rate covered {raw_covered} times"
        );
    }

    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    fn share(count: usize, of: usize) -> f64 {
        count as f64 / of as f64
    }

    #[test]
    fn planted_silence_is_found_and_rarely_invented() {
        let mut random = Random::seeded(11);
        let (mut found, mut planted, mut invented, mut normal) = (0, 0, 0, 0);
        for _ in 0..300 {
            let truth: Vec<f64> = (0..8)
                .map(|unit| {
                    if unit == 0 {
                        0.0
                    } else {
                        0.05 * (0.35 * random.normal()).exp()
                    }
                })
                .collect();
            let units: Vec<(f64, f64)> = truth
                .iter()
                .map(|rate| {
                    let shown = (0..400).filter(|_| random.unit() < *rate).count();
                    (share(shown, 1), 400.0)
                })
                .collect();
            let mean = truth[1..].iter().sum::<f64>() / 7.0;
            for unit in 0..8 {
                let others: Vec<(f64, f64)> = (0..8)
                    .filter(|other| *other != unit)
                    .map(|other| units[other])
                    .collect();
                let elusion = (0..60).filter(|_| random.unit() < truth[unit] * 0.3).count();
                let material = Material {
                    documents: 40,
                    words: 20_000.0,
                    passages: units[unit].1,
                    shown: units[unit].0,
                    readable: 1.0,
                    elusion: Stratum {
                        read: 60,
                        shown: u32::try_from(elusion).unwrap(),
                    },
                };
                let silent = silence(material, &others) == Silence::Silent;
                if unit == 0 {
                    planted += 1;
                    found += u32::from(silent);
                } else if truth[unit] > mean / 2.0 {
                    normal += 1;
                    invented += u32::from(silent);
                }
            }
        }
        eprintln!("false silence {invented} of {normal}, found {found} of {planted}");
        assert!(
            f64::from(invented) <= 0.05 * f64::from(normal),
            "{invented} of {normal}"
        );
        assert_eq!(found, planted);
    }

    #[test]
    fn too_little_material_is_never_silence() {
        let unit = Material {
            documents: 6,
            words: 2_500.0,
            passages: 30.0,
            shown: 0.0,
            readable: 1.0,
            elusion: Stratum { read: 60, shown: 0 },
        };
        assert_eq!(silence(unit, &[(50.0, 1_000.0)]), Silence::TooLittle);
        assert_eq!(
            silence(
                Material {
                    documents: 40,
                    readable: 0.5,
                    ..unit
                },
                &[(50.0, 1_000.0)]
            ),
            Silence::TooLittle
        );
        assert_eq!(
            silence(
                Material {
                    documents: 40,
                    passages: 500.0,
                    elusion: Stratum::default(),
                    ..unit
                },
                &[(50.0, 1_000.0)]
            ),
            Silence::Uncertain
        );
    }

    #[test]
    fn keyness_needs_three_documents() {
        let words = keyness(
            &[
                ("snerydning", 40.0, 5.0, 12),
                ("og", 900.0, 9_000.0, 30),
                ("ene", 30.0, 0.0, 1),
            ],
            100.0,
        );
        assert_eq!(words.len(), 2);
        assert_eq!(words[0].word, "snerydning");
        assert!(words[0].z > 5.0);
    }

    #[test]
    fn a_difference_between_periods_has_an_interval() {
        let low = vec![Cluster { size: 20.0, count: 1.0 }; 15];
        let high = vec![Cluster { size: 20.0, count: 6.0 }; 15];
        let change = difference(&low, &high, 500, &mut Random::seeded(3)).unwrap();
        assert!((change.value - 0.25).abs() < 1e-9 && change.low > 0.2);
    }
}
