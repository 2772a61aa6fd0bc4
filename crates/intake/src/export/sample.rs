use std::borrow::Cow;

use jiff::civil::Date;

use super::{Organisation, Posts, Sheet};
use crate::organisation::{Part, Role};

pub(super) fn sheets<'a>(organisation: &Organisation<'a>, posts: &Posts<'a>) -> Vec<Sheet<'a>> {
    vec![units(organisation), people(organisation, posts)]
}

fn units<'a>(organisation: &Organisation<'a>) -> Sheet<'a> {
    let rows = organisation.units.iter().map(|unit| {
        let parent = unit.parent.as_deref().unwrap_or_default();
        let kind = unit.kind.as_deref().unwrap_or_default();
        [&unit.external_id, parent, &unit.name, kind]
            .map(Cow::Borrowed)
            .to_vec()
    });
    Sheet {
        part: Part::Units,
        headers: &["id", "parent_id", "name", "kind"],
        rows: rows.collect(),
    }
}

/// A row for each post; a person without one has a row of their own.
fn people<'a>(organisation: &Organisation<'a>, posts: &Posts<'a>) -> Sheet<'a> {
    let mut rows = Vec::new();
    for (person, posts) in posts.each(organisation) {
        let email = person.email.as_deref().unwrap_or_default();
        let who = [&person.external_id, &person.name, email].map(Cow::Borrowed);
        if posts.is_empty() {
            rows.push([who.to_vec(), vec![Cow::Borrowed(""); 7]].concat());
        }
        for post in posts {
            let role = match post.role {
                Role::Leader => "leder",
                Role::Employee => "medarbejder",
            };
            let rest = [
                Cow::Borrowed(post.unit.as_str()),
                Cow::Borrowed(post.title.as_str()),
                Cow::Borrowed(role),
                Cow::Borrowed(post.level.as_deref().unwrap_or_default()),
                Cow::Borrowed(if post.acting { "ja" } else { "" }),
                date(post.from),
                date(post.to),
            ];
            rows.push([who.as_slice(), rest.as_slice()].concat());
        }
    }
    let headers = &[
        "id", "name", "email", "unit_id", "title", "role", "level", "acting", "from", "to",
    ];
    Sheet {
        part: Part::People,
        headers,
        rows,
    }
}

pub(super) fn date<'a>(date: Option<Date>) -> Cow<'a, str> {
    date.map_or(Cow::Borrowed(""), |date| Cow::Owned(date.to_string()))
}
