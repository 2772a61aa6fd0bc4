use std::borrow::Cow;
use std::collections::BTreeMap;

use super::sample::date;
use super::{Organisation, Posts, Sheet};
use crate::organisation::{Part, Post, Role};

/// The titles of engagements and the codes that stand for them: numbers in the order of the titles, since the codes
/// that the titles once came with are not kept.
struct Codes<'a>(BTreeMap<&'a str, String>);

impl<'a> Codes<'a> {
    fn of(posts: &'a [Post]) -> Self {
        let titles = posts
            .iter()
            .filter(|post| post.role == Role::Employee && !post.title.is_empty());
        let mut codes: BTreeMap<&str, String> = titles
            .map(|post| (post.title.as_str(), String::new()))
            .collect();
        for (number, code) in (1u32..).zip(codes.values_mut()) {
            *code = number.to_string();
        }
        Self(codes)
    }

    fn code(&self, title: &str) -> Cow<'a, str> {
        self.0
            .get(title)
            .map_or(Cow::Borrowed(""), |code| Cow::Owned(code.clone()))
    }
}

pub(super) fn sheets<'a>(organisation: &Organisation<'a>, posts: &Posts<'a>) -> Vec<Sheet<'a>> {
    let codes = Codes::of(organisation.posts);
    vec![
        bruger(organisation, posts),
        units(organisation),
        engagement(organisation, posts, &codes),
        stillingskode(&codes),
        leder(organisation, posts),
    ]
}

/// The title that counts as the person's own: that of the first engagement.
fn bruger<'a>(organisation: &Organisation<'a>, posts: &Posts<'a>) -> Sheet<'a> {
    let rows = posts.each(organisation).map(|(person, posts)| {
        let email = person.email.as_deref().unwrap_or_default();
        let primary = posts.iter().find(|post| post.role == Role::Employee);
        let title = primary.map_or("", |post| post.title.as_str());
        [&person.external_id, "", &person.name, email, "", title]
            .map(Cow::Borrowed)
            .to_vec()
    });
    let headers = &["BrugerId", "CPR", "Navn", "E-mail", "Mobil", "Stilling"];
    Sheet {
        part: Part::Bruger,
        headers,
        rows: rows.collect(),
    }
}

fn units<'a>(organisation: &Organisation<'a>) -> Sheet<'a> {
    let rows = organisation.units.iter().map(|unit| {
        let parent = unit.parent.as_deref().unwrap_or_default();
        [&unit.external_id, &unit.name, parent, "", "", ""]
            .map(Cow::Borrowed)
            .to_vec()
    });
    let headers = &[
        "AfdelingsID",
        "Afdelingsnavn",
        "Parentid",
        "Gade",
        "Postnr",
        "By",
    ];
    Sheet {
        part: Part::Organisation,
        headers,
        rows: rows.collect(),
    }
}

fn engagement<'a>(
    organisation: &Organisation<'a>,
    posts: &Posts<'a>,
    codes: &Codes<'a>,
) -> Sheet<'a> {
    let mut rows = Vec::new();
    for (_, posts) in posts.each(organisation) {
        let engagements = posts.iter().filter(|post| post.role == Role::Employee);
        for (at, post) in engagements.enumerate() {
            rows.push(vec![
                Cow::Borrowed(post.person.as_str()),
                Cow::Borrowed(post.unit.as_str()),
                Cow::Borrowed("1"),
                codes.code(&post.title),
                Cow::Borrowed(if at == 0 { "1" } else { "0" }),
                Cow::Borrowed(""),
                date(post.from),
            ]);
        }
    }
    let headers = &[
        "BrugerId",
        "AfdelingsId",
        "AktivStatus",
        "StillingskodeId",
        "Primær",
        "Engagementstype",
        "StartdatoEngagement",
    ];
    Sheet {
        part: Part::Engagement,
        headers,
        rows,
    }
}

fn stillingskode<'a>(codes: &Codes<'a>) -> Sheet<'a> {
    let rows = codes.0.iter().map(|(title, code)| {
        let code: Cow<str> = Cow::Owned(code.clone());
        vec![
            code.clone(),
            Cow::Borrowed("1"),
            Cow::Borrowed(*title),
            code,
        ]
    });
    let headers = &[
        "StillingskodeID",
        "AktivStatus",
        "Stillingskode",
        "Stillingskode#",
    ];
    Sheet {
        part: Part::Stillingskode,
        headers,
        rows: rows.collect(),
    }
}

fn leder<'a>(organisation: &Organisation<'a>, posts: &Posts<'a>) -> Sheet<'a> {
    let leaders = posts.each(organisation).flat_map(|(_, posts)| posts);
    let rows = leaders
        .filter(|post| post.role == Role::Leader)
        .map(|post| {
            [post.person.as_str(), &post.unit, "1", &post.title]
                .map(Cow::Borrowed)
                .to_vec()
        });
    let headers = &["BrugerId", "AfdelingsID", "AktivStatus", "Titel"];
    Sheet {
        part: Part::Leder,
        headers,
        rows: rows.collect(),
    }
}
