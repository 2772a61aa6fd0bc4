//! A catalogue's entries as cards: four to a sheet, to be cut out and put on a table.

use askama::Template;
use model::catalogue::Catalogue;
use model::may::Object;

use super::words::{self, Entry, Head};
use crate::input::At;
use crate::{Ctx, Page, paths};

#[derive(Template)]
#[template(path = "catalogue/cards.html")]
struct Cards<'a> {
    ctx: &'a Ctx,
    catalogue: Catalogue,
    head: Head,
    entries: Vec<Entry>,
}

pub async fn show(ctx: Ctx, At((catalogue,)): At<(Catalogue,)>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let shown = store::catalogue::shown(&mut conn).await?;
    drop(conn);
    ctx.page(&Cards {
        catalogue,
        head: words::head(ctx.t, catalogue),
        entries: catalogue
            .items()
            .filter(|item| shown.contains(item))
            .map(|item| words::entry(ctx.t, item))
            .collect(),
        ctx: &ctx,
    })
}
