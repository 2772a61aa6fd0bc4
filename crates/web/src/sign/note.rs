//! Write what one thinks is happening; with a day, that it was looked at and when next.

use model::sign::{Noted, State, TRIAL_MOST};
use model::{Day, SignId};
use serde::Deserialize;

use super::show::{self, Back};
use super::words;
use crate::decision::unfit_text;
use crate::input::{At, Input};
use crate::{Ctx, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    body: String,
    #[serde(default)]
    review_on: String,
}

pub async fn submit(ctx: Ctx, At((id,)): At<(SignId,)>, Input(note): Input<Note>) -> Page {
    let mut conn = ctx.read().await?;
    let (told, _) = words::asked(&ctx, &mut conn, id, false).await?;
    drop(conn);
    if told.state == State::Retired {
        return ctx.see_other(paths::sign(id));
    }
    let t = ctx.t;
    let (first, last) = (ctx.today.plus_days(1), ctx.today.plus_days(TRIAL_MOST));
    let (review, day_error) = match note.review_on.trim() {
        "" => (None, None),
        raw => match raw.parse::<Day>() {
            Ok(day) if day >= first && day <= last => (Some(day), None),
            Ok(_) => (None, Some(t.decision_look_back_between(t.day(first), t.day(last)))),
            Err(_) => (None, Some(t.sign_not_a_day())),
        },
    };
    let read = model::sign::reason(&note.body);
    let body = match (read, day_error) {
        (Ok(body), None) => body,
        (read, day_error) => {
            let back = Back {
                error: read.err().map(|unfit| unfit_text(t, &unfit)),
                body: note.body,
                review_on: note.review_on,
                day_error,
            };
            return show::again(&ctx, id, back).await;
        }
    };
    let mut tx = ctx.write().await?;
    let new = store::sign::NewNote {
        id: ctx.id(),
        sign: id,
        kind: if review.is_some() { Noted::Review } else { Noted::Note },
        body: &body,
        by: Some(ctx.person()?),
    };
    store::sign::note(&mut tx, &new, ctx.now).await?;
    if review.is_some() {
        store::sign::review(&mut tx, id, review).await?;
    }
    tx.commit().await?;
    ctx.see_other(format!("{}?done=noted", paths::sign(id)))
}
