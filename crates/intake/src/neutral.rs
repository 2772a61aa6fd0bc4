//! Cells that a spreadsheet would run as a formula.
//!
//! Excel and its kin evaluate a cell of a CSV file that begins with `=`, `+`, `-`, `@`, a tab or a carriage return,
//! and the full-width forms of these signs in East Asian settings (OWASP, "CSV Injection"). An apostrophe in front
//! makes it text, but only if it can be taken off again; otherwise names would grow an apostrophe with every round.

use std::borrow::Cow;

/// The text with an apostrophe in front when a spreadsheet would run it, else as it is.
pub(crate) fn neutralised(text: &str) -> Cow<'_, str> {
    if would_run(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Takes off exactly the apostrophe that [`neutralised`] puts in front.
pub(crate) fn restored(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if would_run(rest) => rest,
        _ => text,
    }
}

/// Whether the first visible character is one of the signs. Apostrophes in front do not count, so that adding or
/// taking one off never changes the answer: that makes the two functions above each other's inverse.
fn would_run(text: &str) -> bool {
    text.trim_start_matches('\'')
        .chars()
        .find(|c| matches!(c, '\t' | '\r') || !invisible(*c))
        .is_some_and(|c| {
            matches!(
                c,
                '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠'
            )
        })
}

fn invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'
        )
}
