//! Every address, in one place.

use model::overview::Period;
use model::{Day, ElementId, ImportId, PersonId, PostId, UnitId};

#[must_use]
pub fn start() -> String {
    "/".into()
}

#[must_use]
pub fn sign_in(next: &str) -> String {
    if next.is_empty() || next == "/" {
        "/sign-in".into()
    } else {
        format!("/sign-in?next={}", encoded(next))
    }
}

#[must_use]
pub fn account() -> String {
    "/account".into()
}

#[must_use]
pub fn unit(unit: UnitId) -> String {
    format!("/units/{unit}")
}

#[must_use]
pub fn element(element: ElementId) -> String {
    format!("/elements/{element}")
}

/// A unit's overview; `months` and `all` only where they are not what it shows anyway.
#[must_use]
pub fn overview(unit: UnitId, months: i32, all: bool) -> String {
    let period = if months == Period::CHOICES[0] {
        String::new()
    } else {
        format!("&period={months}")
    };
    format!("/overview?unit={unit}{period}{}", if all { "&all=1" } else { "" })
}

/// One element in one unit.
#[must_use]
pub fn element_in_unit(unit: UnitId, element: ElementId) -> String {
    format!("/units/{unit}/elements/{element}")
}

#[must_use]
pub fn organisation() -> String {
    "/organisation".into()
}

/// The tree from `under` down, as it was on a day.
#[must_use]
pub fn organisation_on(on: Day, under: Option<UnitId>) -> String {
    let under = under.map(|u| format!("&under={u}")).unwrap_or_default();
    format!("/organisation?on={on}{under}")
}

/// A unit as an organisation has it; [`unit`] is the one that the overview shows.
#[must_use]
pub fn organisation_unit(unit: UnitId) -> String {
    format!("/organisation/units/{unit}")
}

/// One of `new`, `edit`, `move`, `close`, `people/new`.
#[must_use]
pub fn organisation_unit_form(unit: UnitId, form: &str) -> String {
    format!("/organisation/units/{unit}/{form}")
}

#[must_use]
pub fn person(person: PersonId) -> String {
    format!("/organisation/people/{person}")
}

/// One of `edit`, `posts/new`.
#[must_use]
pub fn person_form(person: PersonId, form: &str) -> String {
    format!("/organisation/people/{person}/{form}")
}

#[must_use]
pub fn post_form(post: PostId) -> String {
    format!("/organisation/posts/{post}/edit")
}

#[must_use]
pub fn organisation_names() -> String {
    "/organisation/names".into()
}

#[must_use]
pub fn organisation_imports() -> String {
    "/organisation/import".into()
}

#[must_use]
pub fn organisation_import(import: ImportId) -> String {
    format!("/organisation/imports/{import}")
}

#[must_use]
pub fn settings() -> String {
    "/settings".into()
}

#[must_use]
pub fn language(language: &str, back: &str) -> String {
    format!("/language/{language}?next={}", encoded(back))
}

/// Whether a path that came with a form leads to a page here and nowhere else.
#[must_use]
pub fn is_ours(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\t'])
}

fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_paths_are_followed() {
        assert!(is_ours("/units/1?period=6"));
        for foreign in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "javascript:1",
            "",
            "/a\r\nb",
        ] {
            assert!(!is_ours(foreign), "{foreign:?}");
        }
        assert_eq!(sign_in("/a?b=c&d"), "/sign-in?next=/a%3Fb%3Dc%26d");
    }
}
