//! How an interpretation came to be: every version, what changed from one to the next, and an old one taken up again.

use askama::Template;
use axum::http::StatusCode;
use model::audit::Deed;
use model::interpretation::{Chapter, State, Version, chapters, revise};
use model::may::Object;
use model::text::Piece;
use model::{ElementId, InterpretationId, UnitId};
use serde::Deserialize;
use store::interpretation::{Kept, Which};
use store::organisation::UnitNow;

use super::show::state_word;
use super::told::{label, told};
use crate::input::{At, Input, Query};
use crate::texts::Html;
use crate::{Ctx, Error, Page, paths};

/// Versions listed at once.
const LISTED: i64 = 200;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    revision: Option<i64>,
    /// The newest version listed.
    until: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Restore {
    seen: i64,
    revision: i64,
}

#[derive(Template)]
#[template(path = "interpretation/history.html")]
struct History<'a> {
    ctx: &'a Ctx,
    title: String,
    read_href: String,
    list_href: String,
    history_href: String,
    chapters: Vec<ChapterView>,
    older: Option<String>,
    chosen: Option<Chosen>,
    /// Each time its leader said that it still holds, newest first.
    held: Vec<(String, String)>,
    /// Somebody has saved since the page came, so nothing was taken up.
    moved_on: bool,
}

struct ChapterView {
    rung: &'static str,
    head: VersionView,
    /// The other versions of the chapter.
    rest: Vec<VersionView>,
}

struct VersionView {
    href: String,
    name: String,
    state: String,
    small: String,
    note: String,
    current: bool,
}

/// The version that is open.
struct Chosen {
    name: String,
    from: String,
    meta: String,
    changes: Vec<(String, Vec<Piece>)>,
    told: Html,
    revision: i64,
    seen: i64,
    latest: bool,
}

pub async fn show(ctx: Ctx, At((unit, element)): At<(UnitId, ElementId)>, Query(choice): Query<Choice>) -> Page {
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    drop(conn);
    ctx.may(&Object::unit(store::organisation::place(&line)))?;
    page(&ctx, &line, element, &choice, false).await
}

async fn page(ctx: &Ctx, line: &[UnitNow], element: ElementId, choice: &Choice, moved_on: bool) -> Page {
    let (unit, place) = (line[0].id, store::organisation::place(line));
    let mut conn = ctx.read().await?;
    let source = store::interpretation::source(&mut conn, element, &place, ctx.person()?, ctx.today)
        .await?
        .ok_or(Error::NotFound)?;
    let own = store::interpretation::reading(&mut conn, unit, element, Which::Latest)
        .await?
        .own;
    let (mut kept, mut chosen, mut held) = (Vec::new(), None, Vec::new());
    if let Some(own) = &own {
        let until = choice.until.unwrap_or(own.revision);
        kept = store::interpretation::versions(&mut conn, own.id, until, LISTED).await?;
        held = store::interpretation::held(&mut conn, own.id).await?;
        let revision = choice.revision.unwrap_or(own.revision);
        let before = before(&kept, revision);
        let (earlier, later) = store::interpretation::bodies(&mut conn, own.id, before, revision).await?;
        let later = later.ok_or(Error::NotFound)?;
        let version = kept.iter().find(|k| k.version.revision == revision);
        chosen = Some(Chosen {
            name: ctx.t.interpretation_version(revision),
            from: if before == 0 {
                ctx.t.interpretation_first_version()
            } else {
                ctx.t.interpretation_from_to(before, revision)
            },
            meta: version.map(|k| small(ctx, k)).unwrap_or_default(),
            changes: earlier
                .unwrap_or_default()
                .changes(&later)
                .into_iter()
                .map(|(field, pieces)| (label(ctx.t, field), pieces))
                .collect(),
            told: told(ctx, &later, None, 3)?,
            revision,
            seen: own.revision,
            latest: revision == own.revision || source.retired,
        });
    }
    drop(conn);
    let authors = kept.iter().filter_map(|k| k.version.by).collect();
    ctx.note_reading(Deed::SeeHistory, Some(unit.0), authors).await?;

    let oldest = kept.last().map_or(0, |k| k.version.revision);
    let open = chosen.as_ref().map(|c| c.revision);
    let page = History {
        title: ctx.t.interpretation_title(source.headline(), &line[0].name),
        read_href: paths::element_in_unit(unit, element),
        list_href: paths::interpretations(unit, source.kind, None),
        history_href: paths::history(unit, element, None),
        older: (oldest > 1).then(|| format!("{}?until={}", paths::history(unit, element, None), oldest - 1)),
        chapters: chapters(kept.iter().map(|k| k.version.clone()).collect())
            .into_iter()
            .map(|chapter| chapter_view(ctx, unit, element, chapter, &kept, open))
            .collect(),
        chosen,
        held: held
            .iter()
            .map(|held| {
                let who = held.by_name.clone().unwrap_or_else(|| ctx.t.interpretation_somebody());
                let against = match &held.above_name {
                    Some(above) => ctx.t.held_against_above(held.edition_number, above),
                    None => ctx.t.interpretation_edition(held.edition_number),
                };
                (
                    ctx.t.held_version(held.revision),
                    format!("{} · {who} · {against}", ctx.time(&held.at)),
                )
            })
            .collect(),
        moved_on,
        ctx,
    };
    ctx.page_with(if moved_on { StatusCode::CONFLICT } else { StatusCode::OK }, &page)
}

/// What a version is compared with: the end of the chapter before, or inside a chapter the version before.
fn before(kept: &[Kept], revision: i64) -> i64 {
    chapters(kept.iter().map(|k| k.version.clone()).collect())
        .iter()
        .find(|chapter| chapter.versions[0].revision == revision)
        .and_then(|chapter| chapter.versions.last())
        .map_or(revision, |oldest| oldest.revision)
        - 1
}

fn chapter_view(
    ctx: &Ctx,
    unit: UnitId,
    element: ElementId,
    chapter: Chapter,
    kept: &[Kept],
    open: Option<i64>,
) -> ChapterView {
    let view = |version: &Version| {
        let kept = kept.iter().find(|k| k.version.revision == version.revision);
        VersionView {
            href: paths::history(unit, element, Some(version.revision)),
            name: ctx.t.interpretation_version(version.revision),
            state: state_word(ctx.t, version.itself),
            small: kept.map(|k| small(ctx, k)).unwrap_or_default(),
            note: version.note.clone(),
            current: open == Some(version.revision),
        }
    };
    let mut views: Vec<VersionView> = chapter.versions.iter().map(view).collect();
    let head = views.remove(0);
    ChapterView {
        // The stylesheet's rungs: in use stands out, what was set aside is dotted.
        rung: match chapter.versions[0].itself {
            State::InUse => "unprompted",
            State::Underway => "claimed",
            State::SetAside => "withdrawn",
        },
        head,
        rest: views,
    }
}

fn small(ctx: &Ctx, kept: &Kept) -> String {
    let who = kept.by_name.clone().unwrap_or_else(|| ctx.t.interpretation_somebody());
    let edition = ctx.t.interpretation_edition(kept.version.edition_number);
    format!("{} · {who} · {edition}", ctx.time(&kept.version.at))
}

/// Takes an old version up again: a new draft that says the same.
pub async fn restore(ctx: Ctx, At((unit, element)): At<(UnitId, ElementId)>, Input(form): Input<Restore>) -> Page {
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    drop(conn);
    ctx.may(&Object::unit(store::organisation::place(&line)))?;

    let mut tx = ctx.write().await?;
    let current = store::interpretation::current(&mut tx, unit, element, ctx.today, ctx.id::<InterpretationId>())
        .await?
        .ok_or(Error::NotFound)?;
    let (_, body) = store::interpretation::bodies(&mut tx, current.id, 0, form.revision).await?;
    let body = body.ok_or(Error::NotFound)?;
    let stored = match revise(&current, form.seen, body, ctx.now, ctx.person()?) {
        Ok(revision) => !revision.is_news(&current) || store::interpretation::save(&mut tx, &revision).await?,
        Err(_) => false,
    };
    if stored {
        tx.commit().await?;
        return ctx.see_other(paths::interpretation(unit, element));
    }
    tx.roll_back().await?;
    let choice = Choice {
        revision: Some(form.revision),
        until: None,
    };
    page(&ctx, &line, element, &choice, true).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Instant;

    #[test]
    fn a_chapter_is_compared_with_the_one_before_and_a_version_with_the_version_before() {
        let kept: Vec<Kept> = [(4, 300), (3, 200), (2, 170), (1, 160)]
            .into_iter()
            .map(|(revision, minute)| Kept {
                version: Version {
                    revision,
                    itself: State::Underway,
                    note: String::new(),
                    at: Instant(0).plus_minutes(minute),
                    by: None,
                    edition_number: 1,
                },
                by_name: None,
            })
            .collect();
        assert_eq!([4, 3, 2, 1].map(|r| before(&kept, r)), [3, 0, 1, 0]);
        assert_eq!(before(&kept, 90), 89);
    }
}
