//! The catalogues, each with what is in it.

use askama::Template;
use model::catalogue::Catalogue;
use model::may::Object;

use super::words::{self, Head};
use crate::{Ctx, Page, paths};

struct Section {
    catalogue: Catalogue,
    head: Head,
    /// Address and title of each entry.
    entries: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "catalogue/list.html")]
struct List<'a> {
    ctx: &'a Ctx,
    sections: Vec<Section>,
}

pub async fn show(ctx: Ctx) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let shown = store::catalogue::shown(&mut conn).await?;
    drop(conn);
    let section = |&catalogue: &Catalogue| Section {
        catalogue,
        head: words::head(ctx.t, catalogue),
        entries: shown
            .iter()
            .filter(|item| item.catalogue() == catalogue)
            .map(|item| (words::href(*item), words::entry(ctx.t, *item).title))
            .collect(),
    };
    ctx.page(&List {
        sections: Catalogue::ALL.iter().map(section).collect(),
        ctx: &ctx,
    })
}
