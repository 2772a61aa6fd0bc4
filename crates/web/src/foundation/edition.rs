//! A published edition as it was, or will be, in force. It stays readable for ever: what was made under it points here.

use askama::Template;
use model::EditionId;
use model::foundation::Phase;
use model::may::Object;

use super::view::{Piece, Shown, name, name_within, pieces};
use super::words;
use crate::input::At;
use crate::{Ctx, Error, Page, paths};

#[derive(Template)]
#[template(path = "foundation/edition.html")]
struct Edition<'a> {
    ctx: &'a Ctx,
    kicker: String,
    title: String,
    color: &'static str,
    phase: String,
    in_force: String,
    preamble: Vec<Piece>,
    elements: Vec<Shown>,
    compare: Option<(String, String)>,
}

pub async fn show(ctx: Ctx, At((id,)): At<(EditionId,)>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let published = store::foundation::published(&mut conn).await?;
    let edition = published.iter().find(|e| e.id == id).ok_or(Error::NotFound)?;
    let texts = store::foundation::texts(&mut conn, id).await?;
    let levels = store::foundation::levels(&mut conn, ctx.person().ok(), ctx.today).await?;
    drop(conn);

    let before = published
        .iter()
        .find(|e| e.kind == edition.kind && e.number == edition.number - 1);
    let (color, phase) = words::phase(ctx.t, edition.phase(ctx.today));
    let from = edition.in_force_from.unwrap_or(ctx.today);
    let page = Edition {
        kicker: ctx.t.foundation_by(name(ctx.t, edition.kind), edition.number),
        title: edition.title.clone(),
        color,
        phase,
        in_force: match (edition.phase(ctx.today), edition.next_from) {
            (Phase::Superseded, Some(next)) => ctx.t.foundation_from_to(ctx.t.day(from), ctx.t.day(next.plus_days(-1))),
            (Phase::Coming, _) => ctx.t.foundation_in_force_from(ctx.t.day(from)),
            _ => ctx.t.foundation_in_force_since(ctx.t.day(from)),
        },
        preamble: pieces(&edition.preamble),
        elements: texts
            .iter()
            .map(|e| Shown::new(&ctx, e.element, &e.text, &levels))
            .collect(),
        compare: before.map(|b| {
            (
                paths::compare(b.id, id),
                ctx.t.foundation_new_since(name_within(ctx.t, edition.kind), b.number),
            )
        }),
        ctx: &ctx,
    };
    ctx.page(&page)
}
