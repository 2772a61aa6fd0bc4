//! One catalogue, to be read: every entry with its questions and the elements that point at it.

use askama::Template;
use model::catalogue::{Catalogue, Item};
use model::may::{Action, Object};

use super::words::{self, Entry, Head};
use crate::input::{At, Query};
use crate::{Ctx, Page, paths};

#[derive(serde::Deserialize, Default)]
pub struct Saved {
    #[serde(default)]
    saved: String,
}

struct Part {
    item: Item,
    entry: Entry,
    shown: bool,
    /// Address and headline of each element in force that points here.
    elements: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "catalogue/show.html")]
struct Show<'a> {
    ctx: &'a Ctx,
    catalogue: Catalogue,
    head: Head,
    /// What is shown; for a steward also what is not.
    parts: Vec<Part>,
    may_edit: bool,
    saved: bool,
}

pub async fn show(ctx: Ctx, At((catalogue,)): At<(Catalogue,)>, Query(query): Query<Saved>) -> Page {
    ctx.may(&Object::nothing())?;
    let may_edit = ctx.could_somewhere(&Action::EditFoundation);
    let mut conn = ctx.read().await?;
    let shown = store::catalogue::shown(&mut conn).await?;
    let pointers = store::catalogue::pointers(&mut conn).await?;
    let elements = store::foundation::current(&mut conn, ctx.today).await?;
    drop(conn);
    let part = |item: Item| Part {
        item,
        entry: words::entry(ctx.t, item),
        shown: shown.contains(&item),
        elements: elements
            .iter()
            .filter(|e| pointers.iter().any(|p| p.element == e.id && p.item == item.word()))
            .map(|e| (paths::element(e.id), e.headline.clone()))
            .collect(),
    };
    ctx.page(&Show {
        catalogue,
        head: words::head(ctx.t, catalogue),
        parts: catalogue.items().map(part).filter(|p| p.shown || may_edit).collect(),
        may_edit,
        saved: query.saved == "1",
        ctx: &ctx,
    })
}
