//! Delete a document with everything that came of it. Its traces are withdrawn, and everything is counted again without it.

use askama::Template;
use model::DocumentId;
use model::audit::Deed;
use model::job::Kind;
use serde::Deserialize;
use store::audit::About;
use store::wording::Document;

use super::show_document::own;
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sure {}

#[derive(Template)]
#[template(path = "wording/delete_document.html")]
struct Delete<'a> {
    ctx: &'a Ctx,
    document: &'a Document,
}

pub async fn show(ctx: Ctx, At((id,)): At<(DocumentId,)>) -> Page {
    let (document, _) = own(&ctx, &mut ctx.read().await?, id).await?;
    ctx.page(&Delete {
        document: &document,
        ctx: &ctx,
    })
}

pub async fn submit(ctx: Ctx, At((id,)): At<(DocumentId,)>, Input(Sure {}): Input<Sure>) -> Page {
    own(&ctx, &mut ctx.read().await?, id).await?;
    let mut tx = ctx.write().await?;
    let reason = ctx.t.wording_doc_deleted_reason();
    if !store::wording::delete(&mut tx, id, &reason, ctx.now, Some(ctx.person()?)).await? {
        return Err(Error::NotFound);
    }
    store::job::wake(&mut tx, Kind::MeasureWording, ctx.now).await?;
    ctx.note(&mut tx, Deed::DeleteDocument, Some(id.0), About::Nobody)
        .await?;
    tx.commit().await?;
    ctx.see_other(format!("{}?done=deleted", paths::wording_documents(None, 0)))
}
