//! Saying yes to an import, giving it up, and taking it back.

use model::may::Object;
use model::{ImportId, UnitId};
use serde::Deserialize;
use store::import::{NotApplied, NotUndone};

use super::sentences;
use super::show_import::{Choice, page};
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Apply {
    /// So many posts are meant to end.
    confirmed: Option<String>,
    /// What is a reorganisation, as `old:new`.
    #[serde(default)]
    became: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

pub async fn apply(ctx: Ctx, At((import,)): At<(ImportId,)>, Input(form): Input<Apply>) -> Page {
    ctx.may(&Object::nothing())?;
    let confirmed = form.confirmed.is_some();
    let accepted: Vec<(UnitId, UnitId)> = form.became.iter().filter_map(|text| pair(text)).collect();
    match store::import::apply(
        &ctx.app.db,
        import,
        confirmed,
        &accepted,
        Some(ctx.person()?),
        ctx.now,
        ctx.today,
    )
    .await
    {
        Ok(()) => ctx.see_other(paths::organisation_import(import)),
        Err(NotApplied::Store(error)) => Err(error.into()),
        Err(error) => {
            page(
                &ctx,
                import,
                &Choice::default(),
                Some(sentences::not_applied(ctx.t, &error)),
            )
            .await
        }
    }
}

/// What is not among the proposals is left out when they are written.
fn pair(text: &str) -> Option<(UnitId, UnitId)> {
    let (old, new) = text.split_once(':')?;
    Some((old.parse().ok()?, new.parse().ok()?))
}

pub async fn undo(ctx: Ctx, At((import,)): At<(ImportId,)>, Input(_): Input<Nothing>) -> Page {
    ctx.may(&Object::nothing())?;
    match store::import::undo(&ctx.app.db, import, Some(ctx.person()?), ctx.now, ctx.today).await {
        Ok(()) => ctx.see_other(paths::organisation_import(import)),
        Err(NotUndone::Store(error)) => Err(error.into()),
        Err(error) => {
            page(
                &ctx,
                import,
                &Choice::default(),
                Some(sentences::not_undone(ctx.t, &error)),
            )
            .await
        }
    }
}

pub async fn drop(ctx: Ctx, At((import,)): At<(ImportId,)>, Input(_): Input<Nothing>) -> Page {
    ctx.may(&Object::nothing())?;
    store::import::import(&mut ctx.read().await?, import)
        .await?
        .ok_or(Error::NotFound)?;
    store::import::drop_staged(&ctx.app.db, import).await?;
    ctx.see_other(paths::organisation_imports())
}
