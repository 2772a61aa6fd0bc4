//! Upload a foundation's text. The split is kept for checking; nothing becomes a draft here.

use askama::Template;
use axum::extract::Request;
use intake::foundation::{BlockKind, Known};
use intake::{File, Limits};
use model::EditionId;
use model::foundation::{self, Block, Kind, Split, SplitBehaviour, SplitElement, new_levels};
use model::may::Object;
use model::text::folded;
use serde::Deserialize;
use store::foundation::{Level, TieChoice, Upload};

use super::words::{Errors, refused};
use crate::files::Files;
use crate::input::Query;
use crate::{Ctx, Error, Page, paths};

/// Bytes of an uploaded document, as the reader of documents has it.
const FILE_LIMIT: usize = 10_000_000;

#[derive(Deserialize, Default)]
pub struct Which {
    #[serde(default)]
    kind: String,
}

#[derive(Template)]
#[template(path = "foundation/upload.html")]
struct UploadPage<'a> {
    ctx: &'a Ctx,
    kind: Kind,
    errors: Errors,
    max_bytes: usize,
}

pub async fn show(ctx: Ctx, Query(query): Query<Which>) -> Page {
    ctx.may(&Object::nothing())?;
    let kind = query.kind.parse().unwrap_or(Kind::Leadership);
    ctx.page(&page(&ctx, kind, Errors::default()))
}

fn page(ctx: &Ctx, kind: Kind, errors: Errors) -> UploadPage<'_> {
    UploadPage {
        ctx,
        kind,
        errors,
        max_bytes: FILE_LIMIT,
    }
}

pub async fn submit(ctx: Ctx, request: Request) -> Page {
    ctx.may(&Object::nothing())?;
    let form = Files::read(request, FILE_LIMIT).await?;
    form.only(&["kind", "file"])?;
    let kind: Kind = form
        .field("kind")
        .and_then(|k| k.parse().ok())
        .ok_or_else(|| Error::Form("no kind".into()))?;
    let Some(file) = form.files.into_iter().next() else {
        let mut errors = Errors::default();
        errors.add("file", ctx.t.foundation_file_none());
        return ctx.unfit(&page(&ctx, kind, errors));
    };
    let mut conn = ctx.read().await?;
    let levels = store::foundation::levels(&mut conn, None, ctx.today).await?;
    let ties = store::foundation::tie_choices(&mut conn, kind.other()).await?;
    drop(conn);

    let name: String = file.name.chars().filter(|c| !c.is_control()).take(200).collect();
    let read = tokio::task::spawn_blocking(move || read(&file.name, &file.bytes, &levels, &ties))
        .await
        .map_err(|_| Error::Ours("the reader of documents stopped"))?;
    let (source, split) = match read {
        Ok(read) => read,
        Err(refusal) => {
            let mut errors = Errors::default();
            errors.add("file", refused(ctx.t, &refusal));
            return ctx.unfit(&page(&ctx, kind, errors));
        }
    };
    let id: EditionId = ctx.id();
    let upload = Upload {
        kind,
        source_name: name,
        source,
        split,
        revision: 1,
    };
    let mut tx = ctx.write().await?;
    store::foundation::add_upload(&mut tx, id, &upload, Some(ctx.person()?), ctx.now).await?;
    tx.commit().await?;
    ctx.see_other(paths::split(id))
}

/// Splits a document, twice when it speaks of leader levels that the organisation does not know yet.
fn read(name: &str, bytes: &[u8], levels: &[Level], ties: &[TieChoice]) -> Result<(Vec<Block>, Split), intake::Error> {
    let limits = Limits {
        elements: foundation::ELEMENTS as u64,
        behaviours: foundation::BEHAVIOURS as u64,
        ..Limits::default()
    };
    let headlines: Vec<String> = ties.iter().map(|t| t.headline.clone()).collect();
    let mut names: Vec<String> = levels.iter().map(|l| l.danish.clone()).collect();
    names.extend(levels.iter().map(|l| l.english.clone()));
    let split = |levels: &[String]| {
        let known = Known {
            levels,
            headlines: &headlines,
        };
        intake::foundation::read(File::new(name, bytes), &known, &limits)
    };
    let first = split(&names)?;
    let behaviours = first.elements.iter().flat_map(|e| &e.behaviours);
    let new = new_levels(behaviours.map(|b| b.text.as_str()), &names);
    let draft = if new.is_empty() {
        first
    } else {
        names.extend(new.iter().cloned());
        split(&names)?
    };
    let source: Vec<Block> = draft.source.iter().map(block).collect();
    let code = |name: &str| {
        let known = levels.iter().find(|l| l.danish == name || l.english == name);
        known.map_or_else(|| folded(name), |l| l.code.clone())
    };
    let front_ends = draft.elements.first().map_or(0, |e| e.source.start);
    let mut split = Split {
        title: draft.title.unwrap_or_default(),
        preamble: draft.preamble,
        front: (0..front_ends).collect(),
        elements: draft.elements.into_iter().map(|e| element(e, ties, &code)).collect(),
        labels: Vec::new(),
        new_levels: new,
    };
    split.note_labels(&source);
    Ok((source, split))
}

fn element(element: intake::foundation::Element, ties: &[TieChoice], code: &impl Fn(&str) -> String) -> SplitElement {
    let found = |headline: &String| {
        ties.iter()
            .find(|t| folded(&t.headline) == folded(headline))
            .map(|t| t.id)
    };
    let behaviours = element.behaviours.into_iter();
    SplitElement {
        headline: element.headline,
        meaning: element.meaning,
        behaviours: behaviours
            .map(|b| SplitBehaviour {
                text: b.text,
                level: b.level.map(|l| code(&l)).unwrap_or_default(),
                block: Some(b.source.start),
            })
            .collect(),
        good: element.examples_good.join("\n"),
        bad: element.examples_bad.join("\n"),
        dilemmas: element.dilemmas.join("\n"),
        ties: element.ties.iter().filter_map(found).collect(),
        unknown_ties: element.ties.iter().filter(|t| found(t).is_none()).cloned().collect(),
        blocks: element.source.collect(),
    }
}

pub fn block(block: &intake::foundation::Block) -> Block {
    Block {
        kind: match block.kind {
            BlockKind::Title => foundation::BlockKind::Title,
            BlockKind::Heading(_) => foundation::BlockKind::Heading,
            BlockKind::Bold => foundation::BlockKind::Bold,
            BlockKind::Paragraph => foundation::BlockKind::Paragraph,
            BlockKind::Item => foundation::BlockKind::Item,
        },
        text: block.text.clone(),
    }
}
