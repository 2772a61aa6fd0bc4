//! Answer what became of a clause. Every answer is kept; the newest counts. Two at once: the second sees the first's.

use axum::http::StatusCode;
use model::may::Object;
use model::policy::RawAnswer;
use model::{ClauseId, ElementId};
use serde::Deserialize;

use super::clause::{self, View, next};
use super::words;
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    seen: i64,
    #[serde(default)]
    answer: String,
    #[serde(default)]
    element: Vec<ElementId>,
    reference: String,
    link: String,
    why: String,
}

pub async fn submit(ctx: Ctx, At((id,)): At<(ClauseId,)>, Input(form): Input<Form>) -> Page {
    let mut tx = ctx.write().await?;
    let stored = store::policy::clause(&mut tx, id).await?.ok_or(Error::NotFound)?;
    ctx.may(&Object::nothing())?;
    let elements = store::foundation::current(&mut tx, ctx.today).await?;
    let carriers = store::policy::carriers_of(&mut tx, id, ctx.today).await?;
    let known: Vec<ElementId> = elements
        .iter()
        .map(|e| e.id)
        .chain(carriers.iter().map(|c| c.element))
        .collect();
    let raw = RawAnswer {
        answer: form.answer,
        elements: form.element,
        reference: form.reference,
        link: form.link,
        why: form.why,
    };
    let given = match raw.read(&known) {
        Ok(given) if form.seen == stored.revision => given,
        read => {
            let conflict = form.seen != stored.revision;
            let shown = View {
                errors: read
                    .err()
                    .map_or_else(Default::default, |faults| words::faults(ctx.t, &faults)),
                raw: Some(raw),
                conflict,
                done: false,
            };
            let status = if conflict {
                StatusCode::CONFLICT
            } else {
                StatusCode::UNPROCESSABLE_ENTITY
            };
            return clause::page(&ctx, &mut tx, status, &stored, shown).await;
        }
    };
    let open = store::policy::open(&mut tx).await?;
    // The transaction is the database's only writer, or holds the row: nobody came between.
    if !store::policy::answer(&mut tx, id, form.seen, &given, Some(ctx.person()?), ctx.now).await? {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    ctx.see_other(match next(&open, id) {
        Some(next) => paths::clause(next) + "?done=answered",
        None => paths::policy() + "?done=answered",
    })
}
