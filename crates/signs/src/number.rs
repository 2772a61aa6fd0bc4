//! Arithmetic that the charts and the pulse share.

/// A number of things as a number to calculate with.
#[expect(clippy::cast_precision_loss, reason = "lists here are shorter than 2^53")]
pub(crate) const fn f(n: usize) -> f64 {
    n as f64
}

/// A sum whose error does not grow with the number of terms: the part lost in each addition is kept and added last
/// (Neumaier 1974).
#[derive(Clone, Copy, Default)]
pub(crate) struct Sum {
    total: f64,
    lost: f64,
    terms: usize,
}

impl Sum {
    #[inline]
    pub(crate) fn add(&mut self, x: f64) {
        let total = self.total + x;
        self.lost += if self.total.abs() >= x.abs() {
            (self.total - total) + x
        } else {
            (x - total) + self.total
        };
        self.total = total;
        self.terms += 1;
    }

    pub(crate) fn value(self) -> f64 {
        self.total + self.lost
    }

    pub(crate) const fn terms(self) -> usize {
        self.terms
    }

    /// The mean, rounded once: a series of equal values has exactly that value as its mean, and a value that equals
    /// the mean of the others is found to lie on the centre line.
    pub(crate) fn mean(self) -> Option<f64> {
        if self.terms == 0 {
            return None;
        }
        let n = f(self.terms);
        let mean = self.value() / n;
        let rest = self.total - mean * n;
        // The rest of mean·n that its own rounding lost.
        let exact = mean.mul_add(n, -(mean * n));
        Some(mean + (rest - exact + self.lost) / n)
    }
}

impl FromIterator<f64> for Sum {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        let mut sum = Self::default();
        for value in values {
            sum.add(value);
        }
        sum
    }
}

pub(crate) fn sum(values: impl IntoIterator<Item = f64>) -> f64 {
    values.into_iter().collect::<Sum>().value()
}

pub(crate) fn mean(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    values.into_iter().collect::<Sum>().mean()
}

/// Sum of squared distances from `centre`.
pub(crate) fn squares(values: impl IntoIterator<Item = f64>, centre: f64) -> f64 {
    sum(values.into_iter().map(|x| (x - centre) * (x - centre)))
}

/// The middle value, or the mean of the two middle ones.
pub(crate) fn median(values: &mut [f64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    values.sort_unstable_by(f64::total_cmp);
    let middle = values.len() / 2;
    Some(if values.len() % 2 == 1 {
        values[middle]
    } else {
        f64::midpoint(values[middle - 1], values[middle])
    })
}

/// The share by which the standard deviation of a normal sample of `n` falls short on average:
/// c4 = √(2/(n−1))·Γ(n/2)/Γ((n−1)/2).
pub(crate) fn c4(n: f64) -> f64 {
    use statrs::function::gamma::ln_gamma;
    if n > 300.0 {
        // The first terms of the series in 1/n; the gamma functions would cancel to noise.
        return 1.0 - 1.0 / (4.0 * n) - 7.0 / (32.0 * n * n) - 19.0 / (128.0 * n * n * n);
    }
    (2.0 / (n - 1.0)).sqrt() * (ln_gamma(n / 2.0) - ln_gamma((n - 1.0) / 2.0)).exp()
}

/// Whether two numbers are the same apart from rounding.
pub(crate) fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_rounded_once() {
        assert_eq!(mean([5.1; 15]), Some(5.1));
        assert_eq!(mean([0.1, 0.2, 0.3]), Some(0.2));
        assert_eq!(mean([1e15, 1.0, -1e15]), Some(1.0 / 3.0));
        assert_eq!(mean([]), None);
    }

    #[test]
    fn the_median_of_an_even_number_lies_between() {
        assert_eq!(median(&mut [4.0, 1.0, 3.0, 2.0]), Some(2.5));
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&mut []), None);
    }

    #[test]
    fn c4_of_textbooks() {
        // Montgomery, Introduction to Statistical Quality Control, table of factors.
        for (n, expected) in [(2.0, 0.7979), (5.0, 0.9400), (10.0, 0.9727), (25.0, 0.9896)] {
            assert!((c4(n) - expected).abs() < 5e-5, "c4({n}) = {}", c4(n));
        }
        assert!((c4(300.0) - c4(300.001)).abs() < 1e-7, "the series meets the formula");
    }
}
