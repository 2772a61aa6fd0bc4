//! Bring an old policy in: a file, or text that is pasted. The split is kept for checking; nothing becomes a clause here.

use askama::Template;
use axum::extract::Request;
use intake::{File, Limits};
use model::PolicyId;
use model::foundation::Block;
use model::may::Object;
use model::policy::{CLAUSES, DOCUMENTS, Split, SplitClause};
use store::policy::Upload;

use super::words;
use crate::files::Files;
use crate::foundation::upload::block;
use crate::foundation::words::Errors;
use crate::{Ctx, Error, Page, paths};

/// Bytes of an uploaded document, as the reader of documents has it.
const FILE_LIMIT: usize = 10_000_000;

struct Waiting {
    href: String,
    name: String,
    at: String,
}

#[derive(Template)]
#[template(path = "policy/import.html")]
struct ImportPage<'a> {
    ctx: &'a Ctx,
    waiting: Vec<Waiting>,
    /// No room for another document.
    full: bool,
    text: String,
    errors: Errors,
    max_bytes: usize,
}

pub async fn show(ctx: Ctx) -> Page {
    ctx.may(&Object::nothing())?;
    let page = page(&ctx, String::new(), Errors::default()).await?;
    ctx.page(&page)
}

async fn page(ctx: &Ctx, text: String, errors: Errors) -> Result<ImportPage<'_>, Error> {
    let mut conn = ctx.read().await?;
    let uploads = store::policy::uploads(&mut conn).await?;
    let count = store::policy::count(&mut conn).await?;
    Ok(ImportPage {
        ctx,
        waiting: uploads
            .into_iter()
            .map(|u| Waiting {
                href: paths::policy_split(u.policy),
                at: ctx.time(&u.uploaded_at),
                name: words::source(ctx.t, &u.source_name),
            })
            .collect(),
        full: count >= DOCUMENTS,
        text,
        errors,
        max_bytes: FILE_LIMIT,
    })
}

pub async fn submit(ctx: Ctx, request: Request) -> Page {
    ctx.may(&Object::nothing())?;
    let form = Files::read(request, FILE_LIMIT).await?;
    form.only(&["text", "file"])?;
    let text = form.field("text").unwrap_or_default().replace("\r\n", "\n");
    let pasted = (!text.trim().is_empty()).then(|| text.clone());
    let t = ctx.t;
    let (name, shown, bytes) = match (form.files.into_iter().next(), pasted) {
        (Some(file), None) => {
            let shown = file.name.chars().filter(|c| !c.is_control()).take(200).collect();
            (file.name, shown, file.bytes)
        }
        (None, Some(text)) => ("pasted.md".to_owned(), String::new(), text.into_bytes()),
        (file, _) => {
            let mut errors = Errors::default();
            let both = file.is_some();
            errors.add("file", if both { t.policy_both() } else { t.policy_neither() });
            let page = page(&ctx, text, errors).await?;
            return ctx.unfit(&page);
        }
    };
    let read = tokio::task::spawn_blocking(move || read(&name, &bytes))
        .await
        .map_err(|_| Error::Ours("the reader of documents stopped"))?;
    let (source, split) = match read {
        Ok(read) => read,
        Err(refusal) => {
            let mut errors = Errors::default();
            errors.add(
                if text.is_empty() { "file" } else { "text" },
                words::refused(t, &refusal),
            );
            let page = page(&ctx, text, errors).await?;
            return ctx.unfit(&page);
        }
    };
    let id: PolicyId = ctx.id();
    let upload = Upload {
        source_name: shown,
        source,
        split,
        revision: 1,
    };
    let mut tx = ctx.write().await?;
    store::policy::add_upload(&mut tx, id, &upload, Some(ctx.person()?), ctx.now).await?;
    tx.commit().await?;
    ctx.see_other(paths::policy_split(id))
}

fn read(name: &str, bytes: &[u8]) -> Result<(Vec<Block>, Split), intake::Error> {
    let limits = Limits {
        elements: CLAUSES as u64,
        ..Limits::default()
    };
    let draft = intake::policy::read(File::new(name, bytes), &limits)?;
    let front = draft.clauses.first().map_or(0, |c| c.source.start);
    let split = Split {
        title: draft.title.unwrap_or_default(),
        preamble: draft.preamble,
        front: (0..front).collect(),
        clauses: draft
            .clauses
            .into_iter()
            .map(|c| SplitClause {
                number: c.number,
                headline: c.headline,
                text: c.text,
                blocks: c.source.collect(),
            })
            .collect(),
    };
    Ok((draft.source.iter().map(block).collect(), split))
}
