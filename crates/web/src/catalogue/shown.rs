//! Which entries of a catalogue are shown.

use model::catalogue::{Catalogue, Item};
use model::may::Object;
use serde::Deserialize;

use crate::input::{At, Input};
use crate::{Ctx, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    #[serde(default)]
    item: Vec<Item>,
}

pub async fn save(ctx: Ctx, At((catalogue,)): At<(Catalogue,)>, Input(form): Input<Form>) -> Page {
    ctx.may(&Object::nothing())?;
    let by = ctx.person()?;
    let mut tx = ctx.write().await?;
    let before = store::catalogue::shown(&mut tx).await?;
    // What changes, of at most eight.
    for item in catalogue.items() {
        let shown = form.item.contains(&item);
        if shown != before.contains(&item) {
            store::catalogue::show(&mut tx, item, shown, by, ctx.now).await?;
        }
    }
    tx.commit().await?;
    ctx.see_other(paths::catalogue(catalogue) + "?saved=1")
}
