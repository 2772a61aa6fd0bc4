//! The organisation as files, in the formats that are imported.

use std::io::{Cursor, Write as _};

use axum::http::header;
use axum::response::IntoResponse;
use intake::export::Written;
use intake::organisation::Format;
use model::audit::Deed;
use model::may::Object;
use serde::Deserialize;
use store::audit::About;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::input::Query;
use crate::{Ctx, Error, Page};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    format: String,
}

pub async fn send(ctx: Ctx, Query(choice): Query<Choice>) -> Page {
    ctx.may(&Object::nothing())?;
    let (format, workbook) = match choice.format.as_str() {
        "" | "sample" => (Format::Sample, false),
        "os2mo" => (Format::Os2mo, false),
        "xlsx" => (Format::Sample, true),
        _ => return Err(Error::NotFound),
    };
    let house = store::import::export::house(&mut ctx.read().await?, ctx.today).await?;
    let mut tx = ctx.write().await?;
    let people = i64::try_from(house.people()).unwrap_or(i64::MAX);
    ctx.note(&mut tx, Deed::ExportOrganisation, None, About::Everybody(people))
        .await?;
    tx.commit().await?;
    // Forty thousand rows take a second of somebody else's time.
    let bytes = tokio::task::spawn_blocking(move || {
        if workbook {
            house.xlsx(format).ok()
        } else {
            house.csv(format).ok().and_then(|files| zipped(&files))
        }
    })
    .await
    .ok()
    .flatten()
    .ok_or(Error::Ours("the organisation could not be written"))?;
    let (ending, kind) = if workbook {
        (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
    } else {
        ("zip", "application/zip")
    };
    let name = if format == Format::Os2mo {
        "organisation-os2mo"
    } else {
        "organisation"
    };
    let disposition = format!("attachment; filename=\"{name}-{}.{ending}\"", ctx.today);
    Ok((
        [
            (header::CONTENT_TYPE, kind.to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        bytes,
    )
        .into_response())
}

fn zipped(files: &[Written]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        zip.start_file(&file.name, SimpleFileOptions::default()).ok()?;
        zip.write_all(&file.bytes).ok()?;
    }
    zip.finish().ok().map(Cursor::into_inner)
}
