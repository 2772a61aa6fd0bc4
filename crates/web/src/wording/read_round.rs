//! Read in a round: one passage at a time, with the element's text beside it. What was found in the passage, where it comes from and
//! what the other reader said is not on the page, and not fetched.

use askama::Template;
use model::foundation::Text;
use model::wording::{RoundState, Says};
use model::{DocumentId, Instant, PassageId, ReadingRoundId};
use serde::Deserialize;
use store::wording::{ToRead, Told};

use super::round::own;
use super::words::{self, ANSWERS};
use crate::input::{At, Input, Query};
use crate::{Ctx, Error, Page, Texts, paths};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    /// The passage that was answered had gone.
    gone: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// Nothing when the last answer is taken back.
    passage: String,
    /// A word of [`Says`]; nothing takes the last answer back.
    says: String,
}

#[derive(Template)]
#[template(path = "wording/read_round.html")]
struct Reading<'a> {
    ctx: &'a Ctx,
    told: &'a Told,
    text: Option<Text>,
    next: Option<ToRead>,
    gone: bool,
    read: i64,
    /// In the order of the keys: word, text, and what it means.
    answers: Vec<(&'static str, String, String)>,
    last: Option<String>,
    /// The other has read everything too.
    both: bool,
}

pub async fn show(ctx: Ctx, At((id,)): At<(ReadingRoundId,)>, Query(asked): Query<Asked>) -> Page {
    let mut conn = ctx.read().await?;
    let told = own(&ctx, &mut conn, id).await?;
    let me = ctx.person()?;
    let number = store::wording::number(&mut conn, id, me).await?;
    let (Some(number), RoundState::Open) = (number, told.round.state) else {
        return ctx.see_other(paths::wording_round(id));
    };
    let next = store::wording::next_to_read(&mut conn, id, number).await?;
    let last = store::wording::last_said(&mut conn, id, number).await?;
    let text = if next.is_some() {
        store::wording::words_of(&mut conn, told.round.element).await?
    } else {
        None
    };
    drop(conn);
    ctx.page(&Reading {
        text,
        next,
        gone: asked.gone,
        read: if number == 1 { told.first } else { told.second },
        answers: ANSWERS
            .map(|says| (says.word(), words::says(ctx.t, says), means(ctx.t, says)))
            .into(),
        last: last.map(|says| words::says(ctx.t, says)),
        both: told.both_done(),
        told: &told,
        ctx: &ctx,
    })
}

fn means(t: Texts, says: Says) -> String {
    match says {
        Says::OwnWords => t.wording_round_means_own(),
        Says::Nothing => t.wording_round_means_nothing(),
        Says::Quoted => t.wording_round_means_quoted(),
        Says::Missed => t.wording_round_means_missed(),
    }
}

pub async fn submit(ctx: Ctx, At((id,)): At<(ReadingRoundId,)>, Input(form): Input<Said>) -> Page {
    let said = match form.says.as_str() {
        "" => None,
        word => {
            let says = word.parse::<Says>().map_err(|e| Error::Form(e.to_string()))?;
            let passage = form.passage.parse::<PassageId>();
            Some((passage.map_err(|_| Error::Form("passage".into()))?, says))
        }
    };
    let mut tx = ctx.write().await?;
    let told = own(&ctx, &mut tx, id).await?;
    let number = store::wording::number(&mut tx, id, ctx.person()?).await?;
    // Whoever sees what the other said changes nothing any more.
    let (Some(number), RoundState::Open, false) = (number, told.round.state, told.both_done()) else {
        tx.roll_back().await?;
        return ctx.see_other(paths::wording_round(id));
    };
    // Of a day, and under an identity that says nothing: how fast somebody reads is nobody's business.
    let day: Instant = ctx.today.start(&ctx.app.zone);
    let kept = if let Some((passage, says)) = said {
        let reading = ctx.app.id::<DocumentId>(day).0;
        store::wording::keep_reading(&mut tx, reading, (id, number), passage, says, day).await?
    } else {
        store::wording::undo_reading(&mut tx, id, number).await?;
        true
    };
    tx.commit().await?;
    let path = paths::read_wording_round(id);
    // To the passage, past the head of the page, which a phone has no room for. Its document may have been deleted while it stood there.
    ctx.see_other(format!("{path}{}", if kept { "#passage" } else { "?gone=true" }))
}
