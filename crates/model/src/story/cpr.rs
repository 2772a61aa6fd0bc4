//! Numbers that read as CPR numbers: a day, a month and a year of two digits each, and four digits more.
//!
//! No check digit: the numbers given out since 2007 need not have one (cpr.dk: "Personnumre uden
//! kontrolciffer").

use std::ops::Range;

/// Where such numbers stand, in bytes. They are found with and without a hyphen, with spaces between the pairs, and with
/// letters right before or after; a longer row of digits is something else.
#[must_use]
pub fn find(text: &str) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let fresh = at == 0 || !chars[at - 1].1.is_ascii_digit();
        match fresh.then(|| number(&chars, at)).flatten() {
            Some(end) => {
                let end_byte = chars.get(end).map_or(text.len(), |&(byte, _)| byte);
                found.push(chars[at].0..end_byte);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The place after the number that begins at `at`.
fn number(chars: &[(usize, char)], at: usize) -> Option<usize> {
    let (day, at) = pair(chars, at)?;
    let (dotted_day, at) = inner(chars, at);
    let (month, at) = pair(chars, at)?;
    let (dotted_month, at) = inner(chars, at);
    let (year, mut at) = pair(chars, at)?;
    if !plausible(day, month, year) {
        return None;
    }
    let mut dashed = false;
    for _ in 0..3 {
        match chars.get(at) {
            Some((_, '-' | '–' | '—' | '‑' | '−')) => dashed = true,
            Some((_, c)) if c.is_whitespace() && *c != '\n' => {}
            _ => break,
        }
        at += 1;
    }
    // "12.11.26 1400 kroner" is a date and a sum; "12.11.26-1400" is not.
    if (dotted_day || dotted_month) && !dashed {
        return None;
    }
    let (_, at) = pair(chars, at)?;
    let (_, at) = pair(chars, at)?;
    let longer = chars.get(at).is_some_and(|(_, c)| c.is_ascii_digit());
    (!longer).then_some(at)
}

fn pair(chars: &[(usize, char)], at: usize) -> Option<(u32, usize)> {
    let digit = |at: usize| chars.get(at).and_then(|(_, c)| c.to_digit(10));
    Some((digit(at)? * 10 + digit(at + 1)?, at + 2))
}

/// Steps over one separator between the pairs of the date; says whether it is one that dates have.
fn inner(chars: &[(usize, char)], at: usize) -> (bool, usize) {
    match chars.get(at) {
        Some((_, '.' | '/')) => (true, at + 1),
        Some((_, c)) if matches!(c, '-' | '–') || (c.is_whitespace() && *c != '\n') => (false, at + 1),
        _ => (false, at),
    }
}

/// A day that some century had. Replacement numbers (erstatningspersonnumre) have 60 added to the day.
fn plausible(day: u32, month: u32, year: u32) -> bool {
    let day = if day > 60 { day - 60 } else { day };
    let last = match month {
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=last).contains(&day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::find;

    fn one(text: &str) -> Option<&str> {
        let found = find(text);
        assert!(found.len() < 2, "{text:?}: {found:?}");
        found.first().map(|range| &text[range.clone()])
    }

    #[test]
    fn numbers_are_found_however_they_are_written() {
        for (text, number) in [
            ("010180-1234", "010180-1234"),
            ("Borgeren (0101801234) ringede", "0101801234"),
            ("cpr010180 1234ø", "010180 1234"),
            ("født 29.02.80-1234.", "29.02.80-1234"),
            ("01 01 80 1234", "01 01 80 1234"),
            ("nr. 010180 – 1234!", "010180 – 1234"),
            ("nummer 12 010180-1234", "010180-1234"),
            ("erstatning 610180-1234", "610180-1234"),
        ] {
            assert_eq!(one(text), Some(number), "{text:?}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "Ring 12 34 56 78 i morgen",
            "+45 12 34 56 78",
            "320180-1234",
            "011380-1234",
            "300280-1234",
            "290281-1234",
            "sag 123456789012",
            "konto 0101801234567",
            "den 12.11.26 1400 kroner",
            "fra 010180 til 1234",
            "010180\n1234",
            "",
        ] {
            assert_eq!(one(text), None, "{text:?}");
        }
    }

    #[test]
    fn two_numbers_are_both_found() {
        assert_eq!(find("010180-1234 og 020290-5678").len(), 2);
    }

    proptest! {
        #[test]
        fn nothing_breaks_it(text in "[0-9 .\\-–æa]{0,40}") {
            for range in find(&text) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
