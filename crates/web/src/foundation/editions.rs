//! Both foundations with their editions: what the steward starts from.

use askama::Template;
use model::foundation::{Kind, Phase};
use model::may::Object;
use store::foundation::Edition;

use super::view::name;
use super::words;
use crate::{Ctx, Page, paths};

struct Row {
    name: String,
    href: String,
    color: &'static str,
    phase: String,
    in_force: String,
    published: String,
    elements: i64,
    /// What can be done next, first the likeliest.
    links: Vec<(String, String)>,
}

struct Waiting {
    href: String,
    name: String,
    at: String,
}

struct Foundation {
    kind: Kind,
    name: String,
    rows: Vec<Row>,
    waiting: Vec<Waiting>,
    has_draft: bool,
    import: String,
}

#[derive(Template)]
#[template(path = "foundation/editions.html")]
struct Editions<'a> {
    ctx: &'a Ctx,
    foundations: Vec<Foundation>,
    any: bool,
}

pub async fn show(ctx: Ctx) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let editions = store::foundation::editions(&mut conn).await?;
    let uploads = store::foundation::uploads(&mut conn).await?;
    drop(conn);
    let foundations = [Kind::Leadership, Kind::Employee]
        .into_iter()
        .map(|kind| {
            let of_kind: Vec<&Edition> = editions.iter().filter(|e| e.kind == kind).collect();
            Foundation {
                kind,
                name: name(ctx.t, kind),
                rows: of_kind.iter().map(|e| row(&ctx, e, &of_kind)).collect(),
                waiting: uploads
                    .iter()
                    .filter(|u| u.kind == kind)
                    .map(|u| Waiting {
                        href: paths::split(u.edition),
                        name: u.source_name.clone(),
                        at: ctx.time(&u.uploaded_at),
                    })
                    .collect(),
                has_draft: of_kind.iter().any(|e| e.is_draft()),
                import: paths::import_foundation(kind),
            }
        })
        .collect();
    ctx.page(&Editions {
        ctx: &ctx,
        foundations,
        any: !editions.is_empty(),
    })
}

fn row(ctx: &Ctx, edition: &Edition, all: &[&Edition]) -> Row {
    let t = ctx.t;
    let phase = edition.phase(ctx.today);
    let (color, word) = words::phase(t, phase);
    let before = all.iter().find(|e| e.number == edition.number - 1);
    let day = |d| t.day(d);
    let in_force = match (edition.in_force_from, phase, edition.next_from) {
        (None, ..) => t.foundation_not_yet(),
        (Some(from), Phase::Superseded, Some(next)) => {
            t.foundation_from_to(day(from), day(next.plus_days(-1).max(from)))
        }
        (Some(from), ..) => t.foundation_from(day(from)),
    };
    let published = match (&edition.published_at, &edition.published_by) {
        (Some(at), Some(by)) => t.foundation_published_by(by, ctx.time(at)),
        (Some(at), None) => ctx.time(at),
        (None, _) => edition
            .created_by
            .as_ref()
            .map_or_else(String::new, |by| t.foundation_begun_by(by)),
    };
    let (href, links) = if edition.is_draft() {
        let links = vec![
            (paths::draft(edition.id), t.foundation_go_on()),
            (paths::publish(edition.id), t.foundation_publish()),
        ];
        (paths::draft(edition.id), links)
    } else {
        let mut links = vec![(paths::edition(edition.id), t.foundation_read())];
        links.extend(before.map(|b| (paths::compare(b.id, edition.id), t.foundation_compare_with(b.number))));
        (paths::edition(edition.id), links)
    };
    Row {
        name: t.foundation_edition(edition.number),
        href,
        color,
        phase: word,
        in_force,
        published,
        elements: edition.elements,
        links,
    }
}
