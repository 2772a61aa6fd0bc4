//! A document with its passages: which show which element, and which are not counted and why.

use std::collections::HashMap;

use askama::Template;
use model::DocumentId;
use model::may::{Action, Object, Place};
use model::wording::{Mode, State};
use serde::Deserialize;
use store::Conn;
use store::wording::Document;

use super::document_words::{self as words, Standing};
use crate::input::{At, Query};
use crate::{Ctx, Error, Page, paths};

const A_PAGE: i64 = 100;

#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    page: i64,
}

#[derive(Template)]
#[template(path = "wording/document.html")]
struct Shown<'a> {
    ctx: &'a Ctx,
    document: &'a Document,
    standing: Standing,
    passages: Vec<Passage>,
    may_edit: bool,
    page: i64,
    newer: Option<String>,
    older: Option<String>,
}

struct Passage {
    body: String,
    apart: Option<String>,
    /// What it shows, and how.
    shows: Vec<(String, String, Mode)>,
}

pub async fn show(ctx: Ctx, At((id,)): At<(DocumentId,)>, Query(asked): Query<Asked>) -> Page {
    let mut conn = ctx.read().await?;
    let (document, place) = own(&ctx, &mut conn, id).await?;
    let may_edit = ctx.could(Action::EditWording, &Object::unit(place));
    let page = asked.page.clamp(0, 1_000_000);
    let mut of = store::wording::of_document(&mut conn, id, (A_PAGE + 1, page * A_PAGE)).await?;
    let finds = store::wording::finds_of_document(&mut conn, id, (A_PAGE, page * A_PAGE)).await?;
    let elements = store::foundation::current(&mut conn, ctx.today).await?;
    drop(conn);
    let more = of.len() > 100;
    of.truncate(100);
    let headlines: HashMap<_, _> = elements.into_iter().map(|e| (e.id, e.headline)).collect();
    let passages = of
        .into_iter()
        .map(|passage| Passage {
            shows: finds
                .iter()
                .filter(|(of, ..)| *of == passage.id)
                .filter_map(|(_, element, mode)| {
                    Some((headlines.get(element)?.clone(), words::mode(ctx.t, *mode), *mode))
                })
                .collect(),
            apart: passage
                .apart
                .and_then(|why| Some(words::apart(ctx.t, why.parse().ok()?))),
            body: passage.body,
        })
        .collect();
    ctx.page(&Shown {
        standing: words::standing(ctx.t, &document),
        passages,
        may_edit,
        page,
        newer: (page > 0).then(|| paths::wording_document(id, page - 1)),
        older: more.then(|| paths::wording_document(id, page + 1)),
        document: &document,
        ctx: &ctx,
    })
}

/// The document, for whoever may see it. What was refused may be a form from a conversation, and is for those who handed it in.
pub(super) async fn own(ctx: &Ctx, conn: &mut Conn, id: DocumentId) -> Result<(Document, Place), Error> {
    let document = store::wording::document(conn, id).await?.ok_or(Error::NotFound)?;
    let place = store::wording::place(conn, document.unit)
        .await?
        .ok_or(Error::NotFound)?;
    let object = Object::unit(place.clone());
    ctx.may(&object)?;
    if document.state == State::Refused && !ctx.could(Action::EditWording, &object) {
        return Err(Error::NotFound);
    }
    Ok((document, place))
}
