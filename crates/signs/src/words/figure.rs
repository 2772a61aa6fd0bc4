//! Figures as people write them.

use super::Language;

/// A figure with a fixed number of decimals (at most ten), the language's decimal sign and its thousands apart:
/// `1.234,5` in Danish, `1,234.5` in English. Zero has no sign.
pub fn figure(value: f64, decimals: usize, language: Language) -> String {
    let (point, thousand) = match language {
        Language::Danish => (',', '.'),
        Language::English => ('.', ','),
    };
    let text = format!("{:.*}", decimals.min(10), value.abs());
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::with_capacity(text.len() + text.len() / 3 + 1);
    if value < 0.0 && text.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        out.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(thousand);
        }
        out.push(digit);
    }
    if !rest.is_empty() {
        out.push(point);
        out.push_str(rest);
    }
    out
}

/// A share as per cent without decimals; below 1 % with one.
pub fn percent(share: f64, language: Language) -> String {
    format!("{} %", figure(share * 100.0, usize::from(share < 0.01), language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_in_two_languages() {
        assert_eq!(figure(1234.5, 1, Language::Danish), "1.234,5");
        assert_eq!(figure(-1_234_567.0, 0, Language::English), "−1,234,567");
        assert_eq!(figure(-0.04, 1, Language::English), "0.0");
        assert_eq!(figure(999.96, 1, Language::Danish), "1.000,0");
        assert_eq!(percent(0.186, Language::Danish), "19 %");
        assert_eq!(percent(0.004, Language::English), "0.4 %");
    }
}
