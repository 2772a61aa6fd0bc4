//! Handing in organisation files. They are read and compared at once; nothing is changed before somebody says yes.

use std::sync::Arc;

use askama::Template;
use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use model::ImportId;
use model::may::Object;
use model::organisation::ImportState;
use store::import::{Ids, Import, NewImport, NotStaged, Upload};

use super::form::Errors;
use super::{os2mo, sentences};
use crate::{Ctx, Error, Page, paths};

/// Bytes of all files together, and of one.
const TOGETHER: usize = 20_000_000;
/// What the form has beside the files.
const AROUND: usize = 64 * 1024;
const FILES: usize = 20;
/// Imports in the history.
const HISTORY: i64 = 20;

#[derive(Template)]
#[template(path = "organisation/import.html")]
struct ImportPage<'a> {
    ctx: &'a Ctx,
    errors: Errors,
    valid_on: String,
    history: Vec<Line>,
    os2mo: Option<os2mo::Shown>,
}

struct Line {
    href: String,
    when: String,
    files: String,
    by: String,
    state: String,
    says: String,
}

pub async fn show(ctx: Ctx) -> Page {
    ctx.may(&Object::nothing())?;
    let today = ctx.today.to_string();
    page(&ctx, &today, Errors::default()).await
}

async fn page(ctx: &Ctx, valid_on: &str, errors: Errors) -> Page {
    let mut conn = ctx.read().await?;
    let history = store::import::history(&mut conn, HISTORY).await?;
    let os2mo = match &ctx.app.os2mo {
        Some(os2mo) => Some(os2mo::shown(ctx, os2mo, &store::os2mo::state(&mut conn).await?)),
        None => None,
    };
    let unfit = !errors.is_empty();
    let history = history.iter().map(|import| line(ctx, import)).collect();
    let page = ImportPage {
        ctx,
        errors,
        valid_on: valid_on.to_owned(),
        history,
        os2mo,
    };
    if unfit { ctx.unfit(&page) } else { ctx.page(&page) }
}

fn line(ctx: &Ctx, import: &Import) -> Line {
    let (t, counts) = (ctx.t, &import.counts);
    Line {
        href: paths::organisation_import(import.id),
        when: ctx.time(&import.applied_at.unwrap_or(import.staged_at)),
        files: import.files.clone(),
        by: match (&import.staged_by_name, import.staged_by) {
            (Some(name), _) => name.clone(),
            (None, Some(_)) => String::new(),
            (None, None) if import.format == store::import::FROM_OS2MO => t.org_import_by_itself(),
            (None, None) => t.org_import_by_command(),
        },
        state: match import.state {
            ImportState::Applied => t.org_import_applied(),
            ImportState::Undone => t.org_import_undone(),
            _ => t.org_import_waiting(),
        },
        says: t.org_import_says(counts.added(), counts.changed(), counts.ended()),
    }
}

pub async fn submit(ctx: Ctx, request: Request) -> Page {
    ctx.may(&Object::nothing())?;
    let handed = read(&ctx, request).await?;
    let mut errors = Errors::default();
    if handed.files.is_empty() {
        errors.add("files", ctx.t.org_import_no_file());
    }
    let valid_on = errors.day(ctx.t, "valid_on", &handed.valid_on);
    let Some(valid_on) = valid_on.filter(|_| errors.is_empty()) else {
        return page(&ctx, &handed.valid_on, errors).await;
    };
    let new = NewImport {
        id: ctx.id::<ImportId>(),
        valid_on,
        by: Some(ctx.person()?),
        now: ctx.now,
    };
    match store::import::stage(&ctx.app.db, &new, handed.files, &ids(&ctx)).await {
        Ok(()) => ctx.see_other(paths::organisation_import(new.id)),
        Err(NotStaged::File(error)) => {
            let errors = Errors::one("files", sentences::refused_file(ctx.t, &error));
            page(&ctx, &handed.valid_on, errors).await
        }
        Err(NotStaged::Store(error)) => Err(error.into()),
    }
}

fn ids(ctx: &Ctx) -> Ids {
    let (app, now) = (ctx.app.clone(), ctx.now);
    Arc::new(move || app.id::<ImportId>(now).0)
}

struct Handed {
    files: Vec<Upload>,
    valid_on: String,
}

async fn read(ctx: &Ctx, mut request: Request) -> Result<Handed, Error> {
    let limit = TOGETHER + AROUND;
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.parse::<usize>().ok());
    if length.is_some_and(|length| length > limit) {
        return Err(Error::TooLarge(TOGETHER));
    }
    DefaultBodyLimit::max(limit).apply(&mut request);
    let mut parts = Multipart::from_request(request, &ctx.app)
        .await
        .map_err(|e| Error::Form(e.status().to_string()))?;
    let mut handed = Handed {
        files: Vec::new(),
        valid_on: String::new(),
    };
    while let Some(part) = parts.next_field().await.map_err(refused)? {
        match part.name() {
            Some("files") => {
                let name = part.file_name().unwrap_or_default().to_owned();
                let bytes = part.bytes().await.map_err(refused)?.to_vec();
                // A form without a chosen file sends one without name and contents.
                if !name.is_empty() || !bytes.is_empty() {
                    handed.files.push(Upload { name, bytes });
                }
                if handed.files.len() > FILES {
                    return Err(Error::Form("too many files".into()));
                }
            }
            Some("valid_on") => handed.valid_on = part.text().await.map_err(refused)?,
            _ => return Err(Error::Form("an unknown field".into())),
        }
    }
    Ok(handed)
}

fn refused(error: MultipartError) -> Error {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Error::TooLarge(TOGETHER)
    } else {
        Error::Form(error.status().to_string())
    }
}
