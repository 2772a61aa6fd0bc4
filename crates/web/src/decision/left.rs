//! A draft whose writer no longer leads the unit. Whoever leads now, and the steward, see that it is there and not what it
//! says: it was written when nobody else was to read it. They can lay it aside; the writer can hand it over, or erase it.

use model::DecisionId;
use model::decision::State;
use model::may::Object;
use store::Conn;
use store::decision::Told;

use super::show;
use crate::input::At;
use crate::{Ctx, Error, Page, paths};

pub async fn aside(ctx: Ctx, At((id,)): At<(DecisionId,)>) -> Page {
    let mut tx = ctx.write().await?;
    let told = store::decision::decision(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let places = store::decision::places(&mut tx, id).await?;
    let home = show::home(&told, &places).ok_or(Error::NotFound)?.place.clone();
    ctx.may(&Object::unit(home.clone()))?;
    // Twice is once.
    if told.left_behind {
        store::decision::lay_aside(&mut tx, id, ctx.now).await?;
        tx.commit().await?;
    } else if told.state == State::Draft {
        return Err(Error::NotFound);
    }
    // The unit's page, or that of the unit which carries it on.
    ctx.see_other(format!("{}?done=aside", paths::unit(home.line[0])))
}

/// A draft that the visitor left behind. Anybody else's is not there.
async fn own(ctx: &Ctx, conn: &mut Conn, id: DecisionId) -> Result<Told, Error> {
    let person = ctx.person()?;
    let told = store::decision::left_by(conn, person)
        .await?
        .into_iter()
        .find(|told| told.id == id)
        .ok_or(Error::NotFound)?;
    ctx.may(&Object::owned_by(person))?;
    Ok(told)
}

pub async fn hand_over(ctx: Ctx, At((id,)): At<(DecisionId,)>) -> Page {
    let mut tx = ctx.write().await?;
    own(&ctx, &mut tx, id).await?;
    store::decision::hand_over(&mut tx, id, ctx.person()?, ctx.now).await?;
    tx.commit().await?;
    ctx.see_other("/account?saved=handed".to_owned())
}

pub async fn erase(ctx: Ctx, At((id,)): At<(DecisionId,)>) -> Page {
    let mut tx = ctx.write().await?;
    own(&ctx, &mut tx, id).await?;
    store::decision::discard(&mut tx, id).await?;
    tx.commit().await?;
    ctx.see_other("/account?saved=erased".to_owned())
}
