//! Recognising Danish CPR numbers, in order not to keep them.
//!
//! A CPR number is `DDMMYY-SSSS`. Numbers that an authority gives to people without one carry 60 on top of the day
//! (the CPR Office's replacement numbers), so days 61–91 count too. The old check digit is not used: numbers without it are
//! given out since 2007. A false alarm costs a change of an export's settings; a miss puts CPR numbers in a database.

/// Whether a key as a whole looks like a CPR number, with or without a hyphen. Spreadsheets drop a leading zero, so
/// nine digits that become a number with one in front count as well.
pub(crate) fn is_key(text: &str) -> bool {
    let digits: Vec<u8> = text
        .chars()
        .filter(|c| !separates(*c))
        .map(|c| if c.is_ascii_digit() { c as u8 } else { 0 })
        .collect();
    match digits.len() {
        10 => plausible(&digits),
        9 => plausible(&[b"0", digits.as_slice()].concat()),
        _ => false,
    }
}

/// Whether a name, title or address has a CPR number in it: ten digits that stand alone, a hyphen or space allowed
/// after the sixth.
pub(crate) fn is_in(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    (0..chars.len()).any(|start| {
        let open = start == 0 || !chars[start - 1].is_ascii_digit();
        open && number_at(&chars[start..]).is_some_and(|digits| plausible(&digits))
    })
}

fn number_at(chars: &[char]) -> Option<Vec<u8>> {
    let mut digits = Vec::with_capacity(10);
    let mut rest = chars.iter().copied().peekable();
    while digits.len() < 10 {
        match rest.next()? {
            c if c.is_ascii_digit() => digits.push(c as u8),
            c if digits.len() == 6 && separates(c) => {}
            _ => return None,
        }
    }
    (!rest.peek().is_some_and(char::is_ascii_digit)).then_some(digits)
}

fn separates(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn plausible(digits: &[u8]) -> bool {
    let two = |at: usize| {
        let (tens, ones) = (digits[at], digits[at + 1]);
        (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + ones - b'0')
    };
    let rest = digits.iter().all(u8::is_ascii_digit);
    rest && matches!(two(0), Some(1..=31 | 61..=91)) && matches!(two(2), Some(1..=12))
}

#[cfg(test)]
mod tests {
    use super::{is_in, is_key};

    #[test]
    fn keys() {
        for number in [
            "0101901234",
            "010190-1234",
            "010190 1234",
            "101901234",
            "6101901234",
            "311299–4321",
        ] {
            assert!(is_key(number), "{number}");
        }
        for key in [
            "",
            "p0001",
            "3201901234",
            "0113901234",
            "0001901234",
            "12345678",
            "01019012345",
            "a101901234",
        ] {
            assert!(!is_key(key), "{key}");
        }
        assert!(!is_key("3f6ab4e4-0101-4901-9234-0101901234ab"));
    }

    #[test]
    fn in_a_text() {
        for text in [
            "Jens Hansen 010190-1234",
            "0101901234",
            "(010190 1234)",
            "cpr:0101901234.",
        ] {
            assert!(is_in(text), "{text}");
        }
        for text in [
            "Jens Hansen",
            "tlf. 12 34 56 78",
            "sag 990190-1234",
            "00101901234",
            "2024-01-01 2025-01-01",
        ] {
            assert!(!is_in(text), "{text}");
        }
    }
}
