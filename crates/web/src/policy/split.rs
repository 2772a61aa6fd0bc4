//! The split of an old policy beside its source: corrected here, and only then taken in.

use askama::Template;
use axum::extract::Request;
use axum::http::StatusCode;
use model::foundation::{Block, BlockKind};
use model::may::Object;
use model::policy::{DOCUMENTS, Split, SplitClause, block_uses};
use model::{ClauseId, PolicyId};
use serde::Deserialize;
use store::policy::{NewPolicy, Upload};

use super::words;
use crate::foundation::words::Errors;
use crate::input::{self, At};
use crate::{Ctx, Error, Page, paths};

/// Bytes of the form: it carries the whole text, percent-encoded.
const SPLIT_LIMIT: usize = 4 * 1024 * 1024;
/// Characters of a block that a choice shows.
const SHORT: usize = 60;

/// The whole split, as parallel lists: what the page showed is what is saved, whoever else saved meanwhile.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    seen: i64,
    /// What to do: `save`, `store`, or `merge:2`, `leave:2`, `cut:2`, `begin:14`.
    r#do: String,
    title: String,
    preamble: String,
    front: String,
    #[serde(default)]
    number: Vec<String>,
    #[serde(default)]
    headline: Vec<String>,
    #[serde(default)]
    text: Vec<String>,
    #[serde(default)]
    blocks: Vec<String>,
    /// The block at which a clause is to be cut in two.
    #[serde(default)]
    cut: Vec<String>,
}

impl Form {
    /// The split that the form shows. An error is a form of another shape than the page's.
    fn split(&self) -> Result<Split, Error> {
        let broken = || Error::Form("the lists of the split do not fit together".into());
        let count = self.headline.len();
        if [self.number.len(), self.text.len(), self.blocks.len()] != [count; 3] {
            return Err(broken());
        }
        let numbers = |text: &str| -> Result<Vec<usize>, Error> {
            text.split_whitespace()
                .map(|n| n.parse().map_err(|_| broken()))
                .collect()
        };
        let mut clauses = Vec::with_capacity(count);
        for at in 0..count {
            clauses.push(SplitClause {
                number: self.number[at].clone(),
                headline: self.headline[at].clone(),
                text: self.text[at].replace("\r\n", "\n"),
                blocks: numbers(&self.blocks[at])?,
            });
        }
        Ok(Split {
            title: self.title.clone(),
            preamble: self.preamble.replace("\r\n", "\n"),
            front: numbers(&self.front)?,
            clauses,
        })
    }
}

/// One block of the source, as it is shown.
struct Raw {
    kind: BlockKind,
    text: String,
    label: bool,
    unused: bool,
}

struct ClausePart {
    at: usize,
    raw: Vec<Raw>,
    clause: SplitClause,
    blocks: String,
    /// Blocks at which it can be cut in two.
    cuts: Vec<(usize, String)>,
}

enum Part {
    Front { raw: Vec<Raw> },
    Clause(Box<ClausePart>),
    Unused { begin: usize, raw: Vec<Raw> },
}

#[derive(Template)]
#[template(path = "policy/split.html")]
struct SplitPage<'a> {
    ctx: &'a Ctx,
    id: PolicyId,
    file: String,
    seen: i64,
    split: &'a Split,
    front: String,
    parts: Vec<Part>,
    unused: usize,
    errors: Errors,
    conflict: bool,
}

pub async fn show(ctx: Ctx, At((id,)): At<(PolicyId,)>) -> Page {
    let mut conn = ctx.read().await?;
    let upload = store::policy::upload(&mut conn, id).await?.ok_or(Error::NotFound)?;
    ctx.may(&Object::nothing())?;
    drop(conn);
    ctx.page(&page(&ctx, id, &upload, Errors::default(), false))
}

pub async fn submit(ctx: Ctx, At((id,)): At<(PolicyId,)>, request: Request) -> Page {
    ctx.may(&Object::nothing())?;
    let bytes = input::body(request, SPLIT_LIMIT).await?;
    let form: Form = serde_html_form::from_bytes(&bytes).map_err(|e| Error::Form(e.to_string()))?;
    let mut tx = ctx.write().await?;
    let Some(mut upload) = store::policy::upload(&mut tx, id).await? else {
        // Taken in already, by a double click or a colleague.
        return if store::policy::is_stored(&mut tx, id).await? {
            ctx.see_other(paths::policy())
        } else {
            Err(Error::NotFound)
        };
    };
    let latest = upload.revision;
    upload.split = form.split()?;
    if form.seen != latest {
        return ctx.page_with(StatusCode::CONFLICT, &page(&ctx, id, &upload, Errors::default(), true));
    }
    let mut anchor = String::new();
    if let Some((what, at)) = form.r#do.split_once(':') {
        let at: usize = at.parse().map_err(|_| Error::Form("no number".into()))?;
        anchor = correct(&mut upload, what, at, &form.cut)?;
    }
    if form.r#do != "store" {
        store::policy::save_upload(&mut tx, id, &upload.split, latest).await?;
        tx.commit().await?;
        return ctx.see_other(paths::policy_split(id) + &anchor);
    }
    let mut errors = Errors::default();
    let read = upload.split.judge();
    match &read {
        Err(problems) => errors = words::problems(ctx.t, problems),
        Ok(_) if store::policy::count(&mut tx).await? >= DOCUMENTS => {
            errors.add("main", ctx.t.policy_full(DOCUMENTS));
        }
        Ok(_) => {}
    }
    let Some((title, preamble, clauses)) = read.ok().filter(|_| errors.is_empty()) else {
        upload.revision = latest + 1;
        store::policy::save_upload(&mut tx, id, &upload.split, latest).await?;
        tx.commit().await?;
        return ctx.unfit(&page(&ctx, id, &upload, errors, false));
    };
    let new = NewPolicy {
        id,
        title: &title,
        preamble: &preamble,
        source_name: &upload.source_name,
        by: Some(ctx.person()?),
    };
    let clauses: Vec<(ClauseId, _)> = clauses.into_iter().map(|c| (ctx.id(), c)).collect();
    if !store::policy::delete_upload(&mut tx, id, Some(latest)).await? {
        // The same button at the same moment: the other one took it in.
        return ctx.see_other(paths::policy());
    }
    store::policy::add_policy(&mut tx, &new, ctx.now).await?;
    store::policy::add_clauses(&mut tx, id, &clauses).await?;
    tx.commit().await?;
    ctx.see_other(paths::policy() + "?done=taken")
}

pub async fn discard(ctx: Ctx, At((id,)): At<(PolicyId,)>) -> Page {
    let mut tx = ctx.write().await?;
    if !store::policy::delete_upload(&mut tx, id, None).await? {
        return Err(Error::NotFound);
    }
    ctx.may(&Object::nothing())?;
    tx.commit().await?;
    ctx.see_other(paths::policy_import())
}

/// Does it, and says which clause to look at then.
fn correct(upload: &mut Upload, what: &str, at: usize, cuts: &[String]) -> Result<String, Error> {
    let (split, source) = (&mut upload.split, &upload.source);
    let mut begin = |block: usize| {
        let there = |split: &Split| split.clauses.iter().position(|c| c.blocks.first() == Some(&block));
        if there(split).is_none() {
            split.begin_at(block, source);
            if let (Some(at), Some(first)) = (there(split), source.get(block)) {
                named(&mut split.clauses[at], first);
            }
        }
        format!("#c{}", there(split).unwrap_or(at))
    };
    Ok(match what {
        "begin" => begin(at),
        "cut" => {
            let block = cuts.get(at).and_then(|b| b.parse().ok());
            begin(block.ok_or_else(|| Error::Form("no block".into()))?)
        }
        "merge" => {
            split.merge(at);
            format!("#c{}", at.saturating_sub(1))
        }
        "leave" => {
            split.leave_out(at);
            format!("#c{}", at.min(split.clauses.len().saturating_sub(1)))
        }
        _ => return Err(Error::Form("an unknown correction".into())),
    })
}

/// Gives a clause that was just begun the number and the headline that reading the document would have given it.
fn named(clause: &mut SplitClause, first: &Block) {
    let heading = matches!(first.kind, BlockKind::Title | BlockKind::Heading | BlockKind::Bold);
    let (number, headline, lead) = intake::policy::beginning(&first.text, heading);
    let rest = clause.text.strip_prefix("- ").unwrap_or(&clause.text);
    let rest = rest.strip_prefix(&first.text).unwrap_or(&clause.text).trim();
    let text: Vec<&str> = [lead, rest].into_iter().filter(|part| !part.is_empty()).collect();
    clause.text = text.join("\n\n");
    number.unwrap_or_default().clone_into(&mut clause.number);
    clause.headline = headline;
}

fn page<'a>(ctx: &'a Ctx, id: PolicyId, upload: &'a Upload, errors: Errors, conflict: bool) -> SplitPage<'a> {
    let split = &upload.split;
    let uses = block_uses(split, &upload.source);
    SplitPage {
        ctx,
        id,
        file: words::source(ctx.t, &upload.source_name),
        seen: upload.revision,
        split,
        front: joined(&split.front),
        parts: parts(split, &upload.source, &uses),
        unused: uses.iter().filter(|used| !**used).count(),
        errors,
        conflict,
    }
}

fn joined(blocks: &[usize]) -> String {
    blocks.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
}

/// The page from top to bottom, in the order of the source. Clauses keep their own order.
fn parts(split: &Split, source: &[Block], uses: &[bool]) -> Vec<Part> {
    let raw = |blocks: &[usize]| -> Vec<Raw> {
        let block = |at: &usize| {
            source.get(*at).map(|block| Raw {
                kind: block.kind,
                text: block.text.clone(),
                label: false,
                unused: !uses[*at],
            })
        };
        blocks.iter().filter_map(block).collect()
    };
    let mut unused: Vec<Vec<usize>> = Vec::new();
    let mut last_free = false;
    for at in 0..source.len() {
        let free = !split.front.contains(&at) && !split.clauses.iter().any(|c| c.blocks.contains(&at));
        match unused.last_mut() {
            Some(run) if free && last_free => run.push(at),
            _ if free => unused.push(vec![at]),
            _ => {}
        }
        last_free = free;
    }
    let mut unused = unused.into_iter().peekable();
    let left_out = |run: Vec<usize>| Part::Unused {
        begin: run[0],
        raw: raw(&run),
    };
    let mut parts = vec![Part::Front { raw: raw(&split.front) }];
    for (at, clause) in split.clauses.iter().enumerate() {
        let first = clause.blocks.first().copied().unwrap_or(source.len());
        while let Some(run) = unused.next_if(|run| run[0] < first) {
            parts.push(left_out(run));
        }
        let cut = |block: &usize| {
            let text = &source.get(*block)?.text;
            Some((*block, text.chars().take(SHORT).collect()))
        };
        parts.push(Part::Clause(Box::new(ClausePart {
            at,
            raw: raw(&clause.blocks),
            blocks: joined(&clause.blocks),
            cuts: clause.blocks.iter().skip(1).filter_map(cut).collect(),
            clause: clause.clone(),
        })));
    }
    parts.extend(unused.map(left_out));
    parts
}
