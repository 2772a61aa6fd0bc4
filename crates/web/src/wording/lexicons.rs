//! The lexicon as a whole: element by element, the versions so far, and the way back to an earlier one.

use askama::Template;
use model::foundation::Kind;
use serde::Deserialize;
use store::wording::Version;

use super::lexicon::{self, Entry, Lexicon, VERSIONS};
use crate::input::{Input, Query};
use crate::organisation::Errors;
use crate::{Ctx, Error, Page, Texts, paths};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    done: String,
}

#[derive(Template)]
#[template(path = "wording/lexicons.html")]
struct Show<'a> {
    ctx: &'a Ctx,
    version: i64,
    groups: Vec<(Kind, Vec<Row>)>,
    versions: Vec<VersionRow>,
    errors: Errors,
    done: Option<String>,
}

struct Row {
    href: String,
    headline: String,
    families: String,
    rules: usize,
}

struct VersionRow {
    number: i64,
    time: String,
    note: String,
    changes: Vec<String>,
}

pub async fn show(ctx: Ctx, Query(choice): Query<Choice>) -> Page {
    lexicon::may(&ctx, &mut ctx.read().await?).await?;
    let done = match choice.done.as_str() {
        "undone" => Some(ctx.t.lexicon_undone()),
        "imported" => Some(ctx.t.lexicon_imported()),
        _ => None,
    };
    page(&ctx, Errors::default(), done).await
}

async fn page(ctx: &Ctx, errors: Errors, done: Option<String>) -> Page {
    let mut conn = ctx.read().await?;
    let versions = store::wording::versions(&mut conn, VERSIONS).await?;
    let lexicon = Lexicon::load(ctx, &mut conn, versions.first()).await?;
    drop(conn);
    let mut groups: Vec<(Kind, Vec<Row>)> = Vec::new();
    for element in &lexicon.elements {
        let entry = lexicon.entry(element.id)?;
        let row = Row {
            href: paths::wording_lexicon(element.id),
            headline: element.text.headline.clone(),
            families: entry
                .profile
                .families
                .iter()
                .map(|share| lexicon::name(ctx.t, &share.family))
                .collect::<Vec<_>>()
                .join(", "),
            rules: entry.profile.own.len(),
        };
        match groups.last_mut() {
            Some((kind, rows)) if *kind == element.kind => rows.push(row),
            _ => groups.push((element.kind, vec![row])),
        }
    }
    let page = Show {
        ctx,
        version: lexicon.version,
        groups,
        versions: rows(ctx, &lexicon, &versions)?,
        done,
        errors,
    };
    if page.errors.is_empty() {
        ctx.page(&page)
    } else {
        ctx.unfit(&page)
    }
}

fn rows(ctx: &Ctx, lexicon: &Lexicon, versions: &[Version]) -> Result<Vec<VersionRow>, Error> {
    let entries = versions.iter().map(lexicon::read).collect::<Result<Vec<_>, _>>()?;
    Ok(versions
        .iter()
        .enumerate()
        .map(|(at, version)| VersionRow {
            number: version.version,
            time: ctx.time(&version.made_at),
            note: version.why.clone(),
            changes: entries
                .get(at + 1)
                .map_or_else(Vec::new, |before| changed(ctx.t, lexicon, before, &entries[at])),
        })
        .collect())
}

/// Each element with how many things changed in it.
fn changed(t: Texts, lexicon: &Lexicon, before: &[Entry], after: &[Entry]) -> Vec<String> {
    let none = Entry::default();
    lexicon
        .elements
        .iter()
        .filter_map(|element| {
            let of = |entries: &[Entry]| entries.iter().find(|entry| entry.of(element.id)).cloned();
            let (before, after) = (of(before).unwrap_or(none.clone()), of(after)?);
            let changes = lexicon::changes(&before.profile, &after.profile).len();
            (changes > 0).then(|| t.lexicon_changed(element.text.headline.as_str(), changes))
        })
        .collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Undo {
    version: i64,
    to: i64,
}

/// The whole lexicon as it was in an earlier version, as a new one.
pub async fn undo(ctx: Ctx, Input(form): Input<Undo>) -> Page {
    let mut conn = ctx.read().await?;
    lexicon::may(&ctx, &mut conn).await?;
    let newest = store::wording::lexicon(&mut conn).await?.ok_or(Error::NotFound)?;
    let earlier = store::wording::lexicon_version(&mut conn, form.to)
        .await?
        .ok_or(Error::NotFound)?;
    drop(conn);
    let lexicon = Lexicon {
        version: newest.version,
        entries: lexicon::read(&earlier)?,
        elements: Vec::new(),
    };
    let why = ctx.t.lexicon_back_to(form.to);
    if !lexicon.save(&ctx, form.version, None, &why).await? {
        return page(&ctx, Errors::one("stale", ctx.t.lexicon_stale()), None).await;
    }
    ctx.see_other(format!("{}?done=undone", paths::wording_lexicons()))
}
