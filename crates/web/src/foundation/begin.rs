//! A new draft: empty, or from the newest published edition.

use axum::http::StatusCode;
use model::foundation::Kind;
use model::may::Object;
use model::{EditionId, FoundationId};
use serde::Deserialize;
use store::Conn;
use store::foundation::{Edition, NewEdition};

use crate::input::Input;
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Begin {
    kind: Kind,
}

pub async fn begin(ctx: Ctx, Input(form): Input<Begin>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut tx = ctx.write().await?;
    let editions = store::foundation::editions(&mut tx).await?;
    let mut of_kind = editions.iter().filter(|e| e.kind == form.kind);
    let newest = of_kind.next();
    // A double click, or a colleague a moment earlier: the draft that is there is the one to go on with.
    if let Some(draft) = newest.filter(|e| e.is_draft()) {
        return ctx.see_other(paths::draft(draft.id));
    }
    let id: EditionId = ctx.id();
    let title = newest.map_or_else(
        || match form.kind {
            Kind::Leadership => ctx.t.foundation_title_leadership(ctx.organisation()),
            Kind::Employee => ctx.t.foundation_title_employee(ctx.organisation()),
        },
        |e| e.title.clone(),
    );
    let preamble = newest.map_or("", |e| e.preamble.as_str());
    let new = Draft {
        id,
        kind: form.kind,
        title: &title,
        preamble,
        source: None,
    };
    if add(&ctx, &mut tx, &new).await?.is_none() {
        return ctx.see_other(paths::foundations());
    }
    if let Some(from) = newest {
        store::foundation::copy_edition(&mut tx, from.id, id).await?;
    }
    tx.commit().await?;
    ctx.see_other(paths::draft(id))
}

/// A draft that is about to begin.
pub struct Draft<'a> {
    pub id: EditionId,
    pub kind: Kind,
    pub title: &'a str,
    pub preamble: &'a str,
    /// The file's name and its blocks as JSON.
    pub source: Option<(&'a str, &'a str)>,
}

/// Adds a draft, and the foundation when it is the first. None when there is a draft already.
pub async fn add(ctx: &Ctx, tx: &mut Conn, draft: &Draft<'_>) -> Result<Option<FoundationId>, Error> {
    let foundation = if let Some(foundation) = store::foundation::foundation_of(tx, draft.kind).await? {
        foundation
    } else {
        let foundation: FoundationId = ctx.id();
        store::foundation::add_foundation(tx, foundation, draft.kind, ctx.now).await?;
        foundation
    };
    let new = NewEdition {
        id: draft.id,
        foundation,
        number: store::foundation::next_number(tx, foundation).await?,
        title: draft.title,
        preamble: draft.preamble,
        source_name: draft.source.map(|(name, _)| name),
        source: draft.source.map(|(_, blocks)| blocks),
        by: Some(ctx.person()?),
    };
    match store::foundation::add_edition(tx, &new, ctx.now).await {
        Ok(()) => Ok(Some(foundation)),
        Err(e) if e.is_duplicate() => Ok(None),
        Err(e) => Err(e.into()),
    }
}

/// A draft, or what is not there: a published edition cannot be written.
pub async fn draft(conn: &mut Conn, id: EditionId) -> Result<Edition, Error> {
    let edition = store::foundation::edition(conn, id).await?;
    edition.filter(Edition::is_draft).ok_or(Error::NotFound)
}

/// The page again, because somebody else was there first.
pub const CONFLICT: StatusCode = StatusCode::CONFLICT;
