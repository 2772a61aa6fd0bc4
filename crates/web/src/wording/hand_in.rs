//! Hand documents in: files, a folder or an archive, with an index or with the form's own fields. All of it is taken, or nothing.

use std::fmt::Write as _;

use askama::Template;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use intake::Limits;
use model::UnitId;
use model::audit::Deed;
use model::may::{Action, Object};
use model::wording::{LONGEST_KIND, LONGEST_SOURCE};
use serde::Deserialize;
use store::audit::About;
use store::wording::handing::{self, Handed, Otherwise, Receiver};

use super::document_words as words;
use crate::input::Query;
use crate::organisation::Errors;
use crate::{Ctx, Error, Page, Texts, paths};

/// Bytes of everything together, packed and unpacked, and of one file.
const TOGETHER: usize = 100_000_000;
const ONE: u64 = 50_000_000;
/// What the form has beside the files: two hundred of them have a header each.
const AROUND: usize = 256 * 1024;
const FILES: usize = 200;
/// Characters of a field.
const FIELD: usize = 1_000;
/// Rows of an index that are said to be wrong one by one.
const SAID: usize = 20;
/// Units that the field proposes; where there are more, their names are typed.
const PROPOSED: usize = 300;

#[derive(Deserialize, Default)]
pub struct Start {
    unit: Option<UnitId>,
}

#[derive(Default)]
struct Fields {
    unit: String,
    day: String,
    kind: String,
    source: String,
    about: bool,
}

#[derive(Template)]
#[template(path = "wording/hand_in.html")]
struct Form<'a> {
    ctx: &'a Ctx,
    fields: Fields,
    errors: Errors,
    /// What is wrong with the index, row by row, and how many rows more.
    rows: Vec<String>,
    more: usize,
    units: Vec<String>,
}

impl Form<'_> {
    #[expect(clippy::unused_self, reason = "called from the template")]
    fn most(&self) -> i64 {
        i64::try_from(ONE).unwrap_or(0)
    }
}

pub async fn show(ctx: Ctx, Query(start): Query<Start>) -> Page {
    ctx.may(&Object::nothing())?;
    let units = receivers(&ctx).await?;
    let fields = Fields {
        unit: units
            .iter()
            .find(|unit| Some(unit.id) == start.unit)
            .map_or_else(String::new, Receiver::label),
        ..Fields::default()
    };
    ctx.page(&form(&ctx, fields, Errors::default(), &units))
}

async fn receivers(ctx: &Ctx) -> Result<Vec<Receiver>, Error> {
    let roots = words::roots(ctx, Action::EditWording);
    let mut units = handing::receivers(&mut ctx.read().await?, Some(&roots)).await?;
    model::names::sort_by_name(&mut units, |unit| unit.name.as_str());
    Ok(units)
}

fn form<'a>(ctx: &'a Ctx, fields: Fields, errors: Errors, units: &[Receiver]) -> Form<'a> {
    Form {
        ctx,
        fields,
        errors,
        rows: Vec::new(),
        more: 0,
        units: if units.len() > PROPOSED {
            Vec::new()
        } else {
            units.iter().map(Receiver::label).collect()
        },
    }
}

pub async fn submit(ctx: Ctx, request: Request) -> Page {
    ctx.may(&Object::nothing())?;
    let (fields, files) = read(&ctx, request).await?;
    let units = receivers(&ctx).await?;
    let mut errors = Errors::default();
    if files.is_empty() {
        errors.add("files", ctx.t.wording_doc_no_files());
    }
    let otherwise = otherwise(ctx.t, &mut errors, &fields, &units);
    if !errors.is_empty() {
        return ctx.unfit(&form(&ctx, fields, errors, &units));
    }
    let limits = Limits {
        file_bytes: ONE,
        unpacked_bytes: TOGETHER as u64,
        ..Limits::default()
    };
    let opened = tokio::task::spawn_blocking(move || intake::documents::open(files, &limits))
        .await
        .map_err(|_| Error::Ours("opening an archive did not end"))?;
    let (files, index) = match opened {
        Ok(opened) => opened,
        Err(error) => {
            let errors = Errors::one("files", words::refused(ctx.t, &error));
            return ctx.unfit(&form(&ctx, fields, errors, &units));
        }
    };
    if files.is_empty() {
        errors.add("files", ctx.t.wording_doc_no_files());
    }
    if files.len() > FILES {
        errors.add("files", ctx.t.wording_doc_many(files.len(), FILES));
    }
    if !errors.is_empty() {
        return ctx.unfit(&form(&ctx, fields, errors, &units));
    }
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let lost = handing::lost(names.iter().copied(), &index).len();
    let places = match handing::place(names, &index, &units, &otherwise) {
        Ok(places) => places,
        Err(wrong) => {
            let errors = Errors::one("files", ctx.t.wording_doc_nothing_taken(wrong.len()));
            let mut form = form(&ctx, fields, errors, &units);
            form.more = wrong.len().saturating_sub(SAID);
            form.rows = wrong
                .iter()
                .take(SAID)
                .map(|wrong| words::in_the_way(ctx.t, wrong))
                .collect();
            return ctx.unfit(&form);
        }
    };
    let handed = files.into_iter().zip(places).map(|(file, place)| Handed {
        id: ctx.id(),
        name: file.name,
        bytes: file.bytes,
        place,
    });
    let handed = handed.collect();
    let mut tx = ctx.write().await?;
    let taken = handing::hand_over(&mut tx, handed, ctx.now).await?;
    ctx.note(&mut tx, Deed::HandInDocuments, None, About::Nobody).await?;
    tx.commit().await?;
    let mut path = format!(
        "{}?taken={}&here={}",
        paths::wording_documents(None, 0),
        taken.new,
        taken.here
    );
    if lost > 0 {
        let _ = write!(path, "&lost={lost}");
    }
    ctx.see_other(path)
}

/// What the form says of the documents that the index says nothing of.
fn otherwise(t: Texts, errors: &mut Errors, fields: &Fields, units: &[Receiver]) -> Otherwise {
    let unit = if fields.unit.trim().is_empty() {
        None
    } else {
        match handing::find(units, &fields.unit) {
            Ok(unit) => Some(unit),
            Err(0) => {
                errors.add("unit", t.wording_doc_unit_unknown());
                None
            }
            Err(_) => {
                errors.add("unit", t.wording_doc_unit_several());
                None
            }
        }
    };
    Otherwise {
        unit,
        day: errors.day_or_none(t, "day", &fields.day),
        kind: errors
            .optional(t, "kind", &fields.kind, LONGEST_KIND)
            .unwrap_or_default(),
        source: errors
            .optional(t, "source", &fields.source, LONGEST_SOURCE)
            .unwrap_or_default(),
        about_foundation: fields.about,
    }
}

async fn read(ctx: &Ctx, mut request: Request) -> Result<(Fields, Vec<(String, Vec<u8>)>), Error> {
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
    let mut fields = Fields::default();
    let mut files = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(refused)? {
        match part.name() {
            Some("files" | "folder") => {
                let name = part.file_name().unwrap_or_default().to_owned();
                let bytes = part.bytes().await.map_err(refused)?.to_vec();
                // A form without a chosen file sends one without name and contents.
                if !name.is_empty() || !bytes.is_empty() {
                    files.push((name, bytes));
                }
                // With room for an index and what systems put into folders.
                if files.len() > 2 * FILES {
                    return Err(Error::Form("too many files".into()));
                }
            }
            Some("unit") => fields.unit = text(part).await?,
            Some("day") => fields.day = text(part).await?,
            Some("kind") => fields.kind = text(part).await?,
            Some("source") => fields.source = text(part).await?,
            Some("about") => fields.about = text(part).await? == "yes",
            _ => return Err(Error::Form("an unknown field".into())),
        }
    }
    Ok((fields, files))
}

async fn text(part: Field<'_>) -> Result<String, Error> {
    let text = part.text().await.map_err(refused)?;
    if text.len() > FIELD {
        return Err(Error::Form("a field is too long".into()));
    }
    Ok(text)
}

fn refused(error: MultipartError) -> Error {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Error::TooLarge(TOGETHER)
    } else {
        Error::Form(error.status().to_string())
    }
}
