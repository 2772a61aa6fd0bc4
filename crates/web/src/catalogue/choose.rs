//! What an element draws on: a steward's choice, shown on the element's page.

use askama::Template;
use model::ElementId;
use model::catalogue::{Catalogue, Item};
use model::may::Object;
use serde::Deserialize;
use store::foundation::ElementPage;

use super::words::{self, Entry, Head};
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

struct Group {
    head: Head,
    boxes: Vec<(Item, Entry, bool)>,
}

#[derive(Template)]
#[template(path = "catalogue/choose.html")]
struct Choose<'a> {
    ctx: &'a Ctx,
    element: &'a ElementPage,
    groups: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// What was chosen when the page was read: somebody else's choice since then stays.
    #[serde(default)]
    was: Vec<Item>,
    #[serde(default)]
    item: Vec<Item>,
}

pub async fn show(ctx: Ctx, At((id,)): At<(ElementId,)>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let element = store::foundation::element(&mut conn, id, ctx.today)
        .await?
        .ok_or(Error::NotFound)?;
    let shown = store::catalogue::shown(&mut conn).await?;
    drop(conn);
    let group = |&catalogue: &Catalogue| Group {
        head: words::head(ctx.t, catalogue),
        boxes: catalogue
            .items()
            .filter(|item| shown.contains(item))
            .map(|item| (item, words::entry(ctx.t, item), element.draws_on.contains(&item)))
            .collect(),
    };
    let groups: Vec<Group> = Catalogue::ALL
        .iter()
        .map(group)
        .filter(|g| !g.boxes.is_empty())
        .collect();
    ctx.page(&Choose {
        groups,
        element: &element,
        ctx: &ctx,
    })
}

pub async fn save(ctx: Ctx, At((id,)): At<(ElementId,)>, Input(form): Input<Form>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut tx = ctx.write().await?;
    store::foundation::element(&mut tx, id, ctx.today)
        .await?
        .ok_or(Error::NotFound)?;
    let not_in = |item: &Item, list: &[Item]| !list.contains(item);
    // Each once, however often the form says it.
    let of_all = |keep: &dyn Fn(&Item) -> bool| Item::ALL.iter().copied().filter(keep).collect::<Vec<_>>();
    let more = of_all(&|item| form.item.contains(item) && not_in(item, &form.was));
    let fewer = of_all(&|item| form.was.contains(item) && not_in(item, &form.item));
    store::catalogue::point(&mut tx, id, &more, &fewer, Some(ctx.person()?), ctx.now).await?;
    tx.commit().await?;
    ctx.see_other(paths::element(id) + "#inspiration")
}
