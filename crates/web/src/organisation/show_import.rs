//! An import: its preview before somebody says yes, and what it did after.

use askama::Template;
use model::ImportId;
use model::audit::Deed;
use model::may::Object;
use model::organisation::{ImportState, TermKind};
use serde::Deserialize;
use store::Conn;
use store::audit::About;
use store::import::{Change, Counts, Import, List, changes, problems};
use store::organisation::terms::{Terms, terms};

use super::sentences;
use crate::input::{At, Query};
use crate::{Ctx, Error, Page, Texts, paths};

/// Lines on one page of a list.
const LINES: i64 = 100;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    /// One list alone: `added`, `changed`, `ended` or `doubtful`.
    list: String,
    page: Option<i64>,
}

#[derive(Template)]
#[template(path = "organisation/preview.html")]
struct Preview<'a> {
    ctx: &'a Ctx,
    counts: &'a Counts,
    parts: Parts,
    facts: String,
    /// Why the last attempt came to nothing.
    flash: Option<String>,
    /// One list is shown alone.
    alone: bool,
    stops: Vec<String>,
    doubts: Option<Lines<String>>,
    kinds: Vec<(String, i64)>,
    changed: Option<Lines<Changed>>,
    added: Option<Lines<Added>>,
    ended: Option<Lines<Ended>>,
    action: String,
    may_apply: bool,
    /// What looks like a reorganisation: the value, and the sentence.
    turns: Vec<(String, String)>,
}

/// What the three numbers are made of.
struct Parts {
    added: String,
    changed: String,
    ended: String,
}

impl Parts {
    fn of(t: Texts, counts: &Counts) -> Self {
        let said = |people: i64, units: i64, posts: i64| {
            let parts = [
                (people, t.org_count_people(people)),
                (units, t.org_count_units(units)),
                (posts, t.org_count_posts(posts)),
            ];
            let parts: Vec<String> = parts
                .into_iter()
                .filter(|(many, _)| *many > 0)
                .map(|(_, text)| text)
                .collect();
            if parts.is_empty() {
                t.org_count_none()
            } else {
                parts.join(", ")
            }
        };
        let (people, units, posts) = (counts.people, counts.units, counts.posts);
        Self {
            added: said(people.added, units.added, posts.added),
            changed: said(people.changed, units.changed, posts.changed),
            ended: said(0, units.ended, posts.ended),
        }
    }
}

struct Lines<T> {
    lines: Vec<T>,
    many: i64,
    from_to: String,
    earlier: Option<String>,
    later: Option<String>,
}

struct Changed {
    name: String,
    what: String,
    was: String,
    becomes: String,
}

struct Added {
    name: String,
    what: String,
    place: String,
    title: String,
}

struct Ended {
    name: String,
    what: String,
    place: String,
    last: String,
}

#[derive(Template)]
#[template(path = "organisation/done.html")]
struct Done<'a> {
    ctx: &'a Ctx,
    import: &'a Import,
    counts: &'a Counts,
    parts: Parts,
    title: String,
    lede: String,
    flash: Option<String>,
    doubts: Vec<String>,
    action: String,
    may_undo: bool,
    by_hand: bool,
    at: String,
}

pub async fn show(ctx: Ctx, At((import,)): At<(ImportId,)>, Query(choice): Query<Choice>) -> Page {
    ctx.may(&Object::nothing())?;
    page(&ctx, import, &choice, None).await
}

/// The page, with what went wrong when something did.
pub async fn page(ctx: &Ctx, id: ImportId, choice: &Choice, flash: Option<String>) -> Page {
    let mut conn = ctx.read().await?;
    let import = store::import::import(&mut conn, id).await?.ok_or(Error::NotFound)?;
    match import.state {
        ImportState::Staged => {
            drop(conn);
            note(ctx, &import).await?;
            preview(ctx, &mut ctx.read().await?, &import, choice, flash).await
        }
        // Half read: the one who is reading it will be shown it when it is whole.
        ImportState::Staging => Err(Error::NotFound),
        ImportState::Applied | ImportState::Undone | ImportState::Dropped => done(ctx, &mut conn, &import, flash).await,
    }
}

/// A preview shows people with their posts, before they are in the house.
async fn note(ctx: &Ctx, import: &Import) -> Result<(), Error> {
    let people = &import.counts.people;
    let about = About::Everybody(people.added + people.changed + people.same);
    let mut tx = ctx.write().await?;
    ctx.note(&mut tx, Deed::SeeImport, Some(import.id.0), about).await?;
    Ok(tx.commit().await?)
}

async fn preview(ctx: &Ctx, conn: &mut Conn, import: &Import, choice: &Choice, flash: Option<String>) -> Page {
    let counts = &import.counts;
    let alone = ["added", "changed", "ended", "doubtful"].contains(&choice.list.as_str());
    let wants = |list: &str| !alone || choice.list == list;
    let page = if alone {
        choice.page.unwrap_or(1).clamp(1, 100_000)
    } else {
        1
    };
    let skip = (page - 1) * LINES;
    let terms = terms(conn).await?;
    let t = ctx.t;

    let (mut stops, mut doubts) = (Vec::new(), None);
    if wants("doubtful") {
        let list = problems(conn, import.id, skip, LINES).await?;
        let (stopping, doubtful): (Vec<_>, Vec<_>) = list.into_iter().partition(|(stops, _)| *stops);
        stops = stopping.iter().map(|(_, p)| sentences::problem(t, p)).collect();
        let lines = doubtful.iter().map(|(_, p)| sentences::problem(t, p)).collect();
        doubts = Some(paged(ctx, import.id, "doubtful", page, counts.doubtful(), lines));
    }
    let (mut changed, mut added, mut ended) = (None, None, None);
    if wants("changed") {
        let list = changes(conn, import, List::Changed, skip, LINES).await?;
        let lines = list.iter().map(|c| changed_line(ctx, &terms, c)).collect();
        changed = Some(paged(ctx, import.id, "changed", page, counts.changed(), lines));
    }
    if wants("added") {
        let list = changes(conn, import, List::Added, skip, LINES).await?;
        let lines = list.iter().map(|c| added_line(ctx, &terms, c)).collect();
        added = Some(paged(
            ctx,
            import.id,
            "added",
            page,
            counts.units.added + counts.posts.added,
            lines,
        ));
    }
    if wants("ended") {
        let list = changes(conn, import, List::Ended, skip, LINES).await?;
        let lines = list.iter().map(|c| ended_line(ctx, &terms, c)).collect();
        ended = Some(paged(ctx, import.id, "ended", page, counts.ended(), lines));
    }
    let format = match import.format.as_str() {
        "os2mo" => t.org_format_os2mo(),
        store::import::FROM_OS2MO => t.org_format_os2mo_api(),
        _ => t.org_format_sample(),
    };
    let refused = flash.is_some();
    let page = Preview {
        facts: t.org_preview_facts(&import.files, format, t.day(import.valid_on)),
        flash,
        alone,
        stops,
        doubts,
        kinds: kinds(ctx, counts),
        changed,
        added,
        ended,
        action: paths::organisation_import(import.id),
        parts: Parts::of(t, counts),
        turns: counts
            .turns
            .iter()
            .map(|turn| {
                (
                    format!("{}:{}", turn.likely.old, turn.likely.new),
                    sentences::turn(t, turn),
                )
            })
            .collect(),
        may_apply: counts.stops == 0 && !counts.changes_nothing(),
        counts,
        ctx,
    };
    if refused { ctx.unfit(&page) } else { ctx.page(&page) }
}

/// The doubtful, counted by kind, the most first.
fn kinds(ctx: &Ctx, counts: &Counts) -> Vec<(String, i64)> {
    let t = ctx.t;
    let mut kinds: Vec<(String, i64)> = counts
        .problems
        .iter()
        .filter_map(|(word, many)| match word.as_str() {
            "leaderless" => Some((t.org_kind_leaderless(*many), *many)),
            "same_email" => Some((t.org_kind_same_email(*many), *many)),
            "email_taken" => Some((t.org_kind_email_taken(*many), *many)),
            "unknown_unit" => Some((t.org_kind_unknown_unit(*many), *many)),
            _ => None,
        })
        .collect();
    let named: i64 = kinds.iter().map(|(_, many)| many).sum();
    let rest = counts.doubtful() - named;
    if rest > 0 {
        kinds.push((t.org_kind_rows(rest), rest));
    }
    kinds.sort_by_key(|(_, many)| std::cmp::Reverse(*many));
    kinds
}

fn paged<T>(ctx: &Ctx, id: ImportId, list: &str, page: i64, many: i64, lines: Vec<T>) -> Lines<T> {
    let shown = i64::try_from(lines.len()).unwrap_or(0);
    let first = (page - 1) * LINES + 1;
    let href = |page: i64| format!("{}?list={list}&page={page}", paths::organisation_import(id));
    Lines {
        from_to: ctx.t.org_page_of(first, first + shown - 1, many),
        earlier: (page > 1).then(|| href(page - 1)),
        later: (shown == LINES && many > page * LINES).then(|| href(page + 1)),
        lines,
        many,
    }
}

fn what(ctx: &Ctx, terms: &Terms, change: &Change) -> String {
    match change.what.as_str() {
        "unit" => {
            let kind = change.title.as_deref().unwrap_or("enhed");
            terms.name(TermKind::UnitKind, kind, ctx.t.language).to_owned()
        }
        "person" => ctx.t.org_line_person(),
        "postless" => ctx.t.org_line_postless(),
        "newcomer" => ctx.t.org_line_newcomer(),
        _ => ctx.t.org_line_post(),
    }
}

fn added_line(ctx: &Ctx, terms: &Terms, change: &Change) -> Added {
    let place = change.place.clone().unwrap_or_default();
    let unit = change.what == "unit";
    Added {
        name: change.name.clone(),
        what: what(ctx, terms, change),
        place: match (unit, change.place.is_some()) {
            (true, true) => ctx.t.org_line_under(place),
            (true, false) => ctx.t.org_line_top(),
            _ => place,
        },
        title: if unit || change.what == "postless" {
            String::new()
        } else {
            change.title.clone().unwrap_or_default()
        },
    }
}

/// What differs, as it was and as it becomes.
fn changed_line(ctx: &Ctx, terms: &Terms, change: &Change) -> Changed {
    let t = ctx.t;
    let unit = change.what == "unit";
    let mut sides: [Vec<String>; 2] = Default::default();
    let mut differ = |was: Option<String>, becomes: Option<String>| {
        if was != becomes {
            sides[0].push(was.unwrap_or_else(|| t.org_line_nothing()));
            sides[1].push(becomes.unwrap_or_else(|| t.org_line_nothing()));
        }
    };
    if change.name_before.is_some() {
        differ(change.name_before.clone(), Some(change.name.clone()));
    }
    let place = |place: &Option<String>| match (unit, place) {
        (true, Some(place)) => Some(t.org_line_under(place)),
        (true, None) => Some(t.org_line_top()),
        (false, place) => place.clone(),
    };
    differ(place(&change.place_before), place(&change.place));
    let title = |title: &Option<String>| {
        title.as_deref().filter(|title| !title.is_empty()).map(|title| {
            if unit {
                terms.name(TermKind::UnitKind, title, t.language).to_owned()
            } else {
                title.to_owned()
            }
        })
    };
    differ(title(&change.title_before), title(&change.title));
    let role =
        |role, level: &Option<String>| Option::map(role, |role| sentences::role(t, terms, role, level.as_deref()));
    differ(
        role(change.role_before, &change.level_before),
        role(change.role, &change.level),
    );
    let dated = change.role.is_some() && sides[0].is_empty();
    if dated {
        let days = |from: Option<model::Day>, to: Option<model::Day>| {
            let from = from.map(|d| t.day(d)).unwrap_or_default();
            match to {
                Some(to) => t.org_from_to(from, t.day(to.plus_days(-1))),
                None => t.org_from_on(from),
            }
        };
        sides[0].push(days(change.starts_before, change.ends_before));
        sides[1].push(days(change.starts, change.ends));
    }
    let [was, becomes] = sides.map(|side| side.join(", "));
    Changed {
        name: change.name.clone(),
        what: what(ctx, terms, change),
        was,
        becomes,
    }
}

fn ended_line(ctx: &Ctx, terms: &Terms, change: &Change) -> Ended {
    let place = change.place.clone().unwrap_or_default();
    let unit = change.what == "unit";
    let begins_later = matches!((change.starts, change.ends), (Some(from), Some(to)) if from >= to);
    Ended {
        name: change.name.clone(),
        what: if unit {
            what(ctx, terms, change)
        } else {
            change.title.clone().unwrap_or_default()
        },
        place: if unit && !place.is_empty() {
            ctx.t.org_line_under(place)
        } else {
            place
        },
        last: if begins_later {
            ctx.t.org_line_never()
        } else {
            change.ends.map(|d| ctx.t.day(d.plus_days(-1))).unwrap_or_default()
        },
    }
}

async fn done(ctx: &Ctx, conn: &mut Conn, import: &Import, flash: Option<String>) -> Page {
    let t = ctx.t;
    // Merged, split or moved on a page of the house: what was done is its own headline.
    let by_hand = import.format == "by_hand";
    let (title, lede) = match import.state {
        ImportState::Applied if by_hand => (import.files.clone(), t.org_done_lede(t.day(import.valid_on))),
        ImportState::Applied => (t.org_done_title(), t.org_done_lede(t.day(import.valid_on))),
        ImportState::Undone => (
            t.org_undone_title(),
            t.org_undone_lede(import.undone_at.map(|at| ctx.time(&at)).unwrap_or_default()),
        ),
        _ => (t.org_dropped_title(), t.org_dropped_lede()),
    };
    let may_undo = store::import::is_last(conn, import.id).await?;
    let doubts = problems(conn, import.id, 0, LINES).await?;
    let refused = flash.is_some();
    let page = Done {
        title,
        lede,
        flash,
        doubts: doubts.iter().map(|(_, p)| sentences::problem(t, p)).collect(),
        action: paths::organisation_import(import.id),
        parts: Parts::of(t, &import.counts),
        may_undo,
        by_hand,
        at: import.applied_at.map(|at| ctx.time(&at)).unwrap_or_default(),
        counts: &import.counts,
        import,
        ctx,
    };
    if refused { ctx.unfit(&page) } else { ctx.page(&page) }
}
