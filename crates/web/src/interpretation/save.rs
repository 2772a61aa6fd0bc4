//! Saving: as somebody writes, by a button, taking into use, setting aside, taking up again.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use model::interpretation::{Body, Current, Field, NothingToUse, Revision, Written, revise};
use model::may::Object;
use model::text::{Unfit, lines};
use model::{ElementId, InterpretationId, SignId, TraceId, UnitId};
use store::organisation::UnitNow;

use super::edit::{Refused, desk, saved_at};
use super::form::{Do, Edit, Flaw, flaws};
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

/// How often a save begins again because somebody else's came in between.
const ATTEMPTS: usize = 3;

pub async fn submit(
    ctx: Ctx,
    At((unit, element)): At<(UnitId, ElementId)>,
    headers: HeaderMap,
    Input(form): Input<Edit>,
) -> Page {
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    drop(conn);
    ctx.may(&Object::unit(store::organisation::place(&line)))?;

    let autosave = headers.get("x-autosave").is_some();
    let written = form.written();
    for _ in 0..ATTEMPTS {
        let mut tx = ctx.write().await?;
        let current = store::interpretation::current(&mut tx, unit, element, ctx.today, ctx.id::<InterpretationId>())
            .await?
            .ok_or(Error::NotFound)?;
        let mut body = match Body::parse(&written, &current.body, || ctx.id::<SignId>()) {
            Ok(body) => body,
            Err(misfits) => {
                drop(tx);
                return refuse(&ctx, &line, element, &form, &written, &flaws(ctx.t, &misfits), autosave).await;
            }
        };
        if form.seen == current.revision {
            for &field in &form.theirs {
                body.take(field, &current.body);
            }
        }
        let Ok(revision) = revise(&current, form.seen, body.clone(), ctx.now, ctx.person()?) else {
            drop(tx);
            return if autosave {
                Ok(conflict_json(&ctx, unit, element))
            } else {
                super::conflict::show(&ctx, &line, element, &form, &body, &current).await
            };
        };
        let revision = match take_step(&ctx, &form, revision) {
            Ok(revision) => revision,
            Err(flaw) => {
                drop(tx);
                return refuse(&ctx, &line, element, &form, &written, &[flaw], autosave).await;
            }
        };
        if !revision.is_news(&current) {
            drop(tx);
            return done(&ctx, &form, &current, autosave);
        }
        if !store::interpretation::save(&mut tx, &revision).await? {
            tx.roll_back().await?;
            continue;
        }
        if let Some(trace) = revision.trace(ctx.id::<TraceId>(), ctx.today) {
            store::trace::append(&mut tx, &trace).await?;
        }
        tx.commit().await?;
        if autosave {
            return saved_while_writing(&ctx, &line, &revision.stored()).await;
        }
        return done(&ctx, &form, &revision.stored(), autosave);
    }
    Err(Error::Busy)
}

fn take_step(ctx: &Ctx, form: &Edit, revision: Revision) -> Result<Revision, Flaw> {
    let t = ctx.t;
    match form.step {
        Do::Save | Do::BringBack => Ok(revision),
        Do::Publish => revision.take_into_use(ctx.today).map_err(|NothingToUse| Flaw {
            at: Field::Meaning.word().into(),
            what: t.interpretation_publish(),
            text: t.interpretation_nothing_to_use(),
        }),
        Do::SetAside => {
            let text = match lines(&form.reason, model::interpretation::MOST_TEXT) {
                Ok(reason) if reason.is_empty() => t.interpretation_reason_missing(),
                Ok(reason) => return Ok(revision.set_aside(reason)),
                Err(Unfit::TooLong { chars, most }) => t.error_too_long(chars, most),
                Err(Unfit::Control | Unfit::Empty) => t.error_control(),
            };
            Err(Flaw {
                at: "reason".into(),
                what: t.interpretation_reason(),
                text,
            })
        }
    }
}

/// The form again with everything that was written, or for autosave what is wrong.
async fn refuse(
    ctx: &Ctx,
    line: &[UnitNow],
    element: ElementId,
    form: &Edit,
    written: &Written,
    flaws: &[Flaw],
    autosave: bool,
) -> Page {
    if autosave {
        let fields: serde_json::Map<String, serde_json::Value> = flaws
            .iter()
            .map(|flaw| (flaw.at.clone(), flaw.text.clone().into()))
            .collect();
        let message = flaws
            .first()
            .map(|flaw| ctx.t.interpretation_not_saved_because(&flaw.what, &flaw.text));
        let answer = serde_json::json!({ "message": message, "fields": fields });
        return Ok(json(StatusCode::UNPROCESSABLE_ENTITY, &answer));
    }
    let refused = Refused {
        seen: form.seen,
        written,
        reason: &form.reason,
        flaws,
    };
    desk(ctx, line, element, Some(refused)).await
}

fn done(ctx: &Ctx, form: &Edit, stored: &Current, autosave: bool) -> Page {
    if autosave {
        let answer = serde_json::json!({ "revision": stored.revision, "saved_at_text": saved_at(ctx, ctx.now) });
        return Ok(json(StatusCode::OK, &answer));
    }
    ctx.see_other(match form.step {
        Do::Publish => paths::element_in_unit(stored.unit, stored.element),
        Do::Save | Do::SetAside | Do::BringBack => paths::interpretation(stored.unit, stored.element),
    })
}

/// The new revision, and a kind word when the text above is repeated; empty when it is not.
async fn saved_while_writing(ctx: &Ctx, line: &[UnitNow], stored: &Current) -> Page {
    let mut conn = ctx.read().await?;
    let place = store::organisation::place(line);
    let source = store::interpretation::source(&mut conn, stored.element, &place, ctx.person()?, ctx.today).await?;
    let reading = store::interpretation::reading(
        &mut conn,
        stored.unit,
        stored.element,
        store::interpretation::Which::Latest,
    )
    .await?;
    drop(conn);
    let notice = source
        .and_then(|source| super::copied::notice(ctx.t, &stored.body, &source, reading.near.as_ref()))
        .unwrap_or_default();
    let answer = serde_json::json!({
        "revision": stored.revision,
        "saved_at_text": saved_at(ctx, ctx.now),
        "notice": notice,
    });
    Ok(json(StatusCode::OK, &answer))
}

fn conflict_json(ctx: &Ctx, unit: UnitId, element: ElementId) -> axum::response::Response {
    let answer = serde_json::json!({
        "message": ctx.t.interpretation_conflict_short(),
        "href": paths::interpretation(unit, element),
    });
    json(StatusCode::CONFLICT, &answer)
}

fn json(status: StatusCode, answer: &serde_json::Value) -> axum::response::Response {
    (status, [(header::CONTENT_TYPE, "application/json")], answer.to_string()).into_response()
}
