//! A unit as the organisation has it: where it is, who is there, what lies below it, and its history.

use askama::Template;
use model::audit::Deed;
use model::may::{Action, Object, Place};
use model::organisation::{PostRole, TermKind};
use model::{PersonId, UnitId};
use serde::Deserialize;
use store::Conn;
use store::organisation::history::{self, Told};
use store::organisation::people::{self, UnitPost};
use store::organisation::terms::{Terms, terms};
use store::organisation::{UnitNow, line, past, place, tree};

use super::tree::Tree;
use crate::input::{At, Query};
use crate::texts::Html;
use crate::{Ctx, Error, Page, paths};

/// People on one page.
const PEOPLE: usize = 100;
/// Levels below the unit that are shown with it.
const LEVELS: i64 = 2;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    page: Option<usize>,
}

#[derive(Template)]
#[template(path = "organisation/unit.html")]
struct Show<'a> {
    ctx: &'a Ctx,
    crumbs: Vec<(String, String)>,
    name: String,
    lede: String,
    /// The unit is not there today: closed, or still to come.
    gone: Option<String>,
    people: Option<People>,
    leaders: String,
    tree: Html,
    events: Vec<(String, String)>,
    /// What it came from and what it became.
    turns: Vec<Turned>,
    forms: Option<Forms>,
    overview: Option<String>,
}

struct Turned {
    text: String,
    day: String,
    links: Vec<(String, String)>,
}

struct People {
    says: String,
    rows: Vec<Row>,
    shown: Vec<PersonId>,
    pages: Vec<(String, String, bool)>,
    from_to: String,
}

struct Row {
    href: String,
    name: String,
    title: String,
    role: String,
    acting: bool,
    from: String,
}

/// Where the forms are.
struct Forms {
    below: String,
    edit: String,
    shift: Option<String>,
    merge: Option<String>,
    split: Option<String>,
    close: Option<String>,
    person: String,
}

pub async fn show(ctx: Ctx, At((unit,)): At<(UnitId,)>, Query(choice): Query<Choice>) -> Page {
    let mut conn = ctx.read().await?;
    let Some(line) = line(&mut conn, unit).await? else {
        return not_today(&ctx, conn, unit).await;
    };
    let place = place(&line);
    ctx.may(&Object::unit(place.clone()))?;
    let (told, turns) = past::of_unit(&mut conn, unit).await?;
    let nodes = tree::under(&mut conn, unit, LEVELS).await?;
    let leaders = tree::leaders_under(&mut conn, unit, LEVELS, ctx.today).await?;
    let terms = terms(&mut conn).await?;
    let sees_people = ctx.could(Action::SeePeople, &Object::unit(place.clone()));
    let posts = if sees_people {
        Some(people::in_unit(&mut conn, unit, ctx.today).await?)
    } else {
        None
    };
    drop(conn);

    let own: Vec<String> = leaders
        .iter()
        .filter(|l| l.unit == unit)
        .map(|l| super::tree::leader_name(ctx.t, l))
        .collect();
    let people = posts.map(|posts| people_of(&ctx, &terms, &line[0], posts, choice.page.unwrap_or(1)));
    if let Some(people) = &people {
        ctx.note_reading(Deed::SeePeople, Some(unit.0), people.shown.clone())
            .await?;
    }
    let page = paths::organisation_unit;
    let page = Show {
        crumbs: crumbs(&line[1..]),
        name: line[0].name.clone(),
        lede: lede(&ctx, &terms, &line, &told),
        gone: None,
        people,
        leaders: own.join(", "),
        tree: Tree::new(&ctx, &terms, &nodes, leaders, 0, &page, &page).html(Some(unit)),
        events: events(&ctx, &terms, &told),
        turns: turned(&ctx, unit, &turns),
        forms: forms(&ctx, &place, line.len() > 1, true),
        overview: ctx
            .could(Action::SeeOverview, &Object::unit(place))
            .then(|| paths::unit(unit)),
        ctx: &ctx,
    };
    ctx.page(&page)
}

/// A unit that has closed or is still to come has its history, and nothing else.
async fn not_today(ctx: &Ctx, mut conn: Conn, unit: UnitId) -> Page {
    let place = history::standing(&mut conn, unit).await?.ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(place.clone()))?;
    let (told, turns) = past::of_unit(&mut conn, unit).await?;
    let terms = terms(&mut conn).await?;
    let above = match place.line.get(1) {
        Some(parent) => line(&mut conn, *parent).await?.unwrap_or_default(),
        None => Vec::new(),
    };
    drop(conn);
    let last = told.last().ok_or(Error::NotFound)?;
    let coming = last.period.to.is_none_or(|to| to > ctx.today);
    let gone = if coming {
        ctx.t.org_unit_coming(ctx.day(&told[0].period.from))
    } else {
        ctx.t
            .org_unit_closed(last.period.to.map(|d| ctx.day(&d)).unwrap_or_default())
    };
    let page = Show {
        crumbs: crumbs(&above),
        name: last.period.shape.name.clone(),
        lede: String::new(),
        gone: Some(gone),
        people: None,
        leaders: String::new(),
        tree: askama::filters::Safe(String::new()),
        events: events(ctx, &terms, &told),
        turns: turned(ctx, unit, &turns),
        forms: if coming { forms(ctx, &place, true, false) } else { None },
        overview: None,
        ctx,
    };
    ctx.page(&page)
}

fn forms(ctx: &Ctx, place: &Place, has_parent: bool, now: bool) -> Option<Forms> {
    let unit = place.unit;
    let form = |name| paths::organisation_unit_form(unit, name);
    ctx.could(Action::ChangeOrganisation, &Object::unit(place.clone()))
        .then(|| Forms {
            below: form("new"),
            edit: form("edit"),
            shift: has_parent.then(|| form("move")),
            merge: (has_parent && now).then(|| form("merge")),
            split: (has_parent && now).then(|| form("split")),
            close: (has_parent && now).then(|| form("close")),
            person: form("people/new"),
        })
}

/// From the top down; `line` begins with the nearest.
pub fn crumbs(line: &[UnitNow]) -> Vec<(String, String)> {
    line.iter()
        .rev()
        .map(|u| (paths::organisation_unit(u.id), u.name.clone()))
        .collect()
}

fn lede(ctx: &Ctx, terms: &Terms, line: &[UnitNow], told: &[Told]) -> String {
    let kind = terms.name(TermKind::UnitKind, &line[0].kind, ctx.t.language);
    let kind = super::sentences::capital(kind);
    let is = match line.get(1) {
        Some(above) => ctx.t.org_unit_under(kind, &above.name),
        None => ctx.t.org_unit_top(kind),
    };
    let since = told
        .first()
        .map(|t| ctx.t.org_unit_since(ctx.t.day(t.period.from)))
        .unwrap_or_default();
    format!("{is} {since}")
}

fn people_of(ctx: &Ctx, terms: &Terms, unit: &UnitNow, posts: Vec<UnitPost>, page: usize) -> People {
    let mut posts = posts;
    model::names::sort_by_name(&mut posts, |p| p.name.as_str());
    posts.sort_by_key(|p| (p.from > ctx.today, p.role != PostRole::Leader));
    let pages = posts.len().div_ceil(PEOPLE).max(1);
    let page = page.clamp(1, pages);
    let skip = (page - 1) * PEOPLE;
    let last = posts.len().min(skip + PEOPLE);
    let own = paths::organisation_unit(unit.id);
    People {
        says: ctx.t.org_unit_people(unit.people, unit.people_below),
        from_to: ctx.t.org_page_of(skip + 1, last, posts.len()),
        pages: if pages == 1 {
            Vec::new()
        } else {
            (1..=pages)
                .map(|n| (format!("{own}?page={n}"), ctx.t.n(n), n == page))
                .collect()
        },
        shown: posts[skip..last].iter().map(|p| p.person).collect(),
        rows: posts[skip..last].iter().map(|p| row(ctx, terms, p)).collect(),
    }
}

fn row(ctx: &Ctx, terms: &Terms, post: &UnitPost) -> Row {
    let from = if post.from > ctx.today {
        ctx.t.org_from_day(ctx.day(&post.from))
    } else {
        ctx.t.day(post.from)
    };
    Row {
        href: paths::person(post.person),
        name: post.name.clone(),
        title: post.title.clone(),
        role: super::sentences::role(ctx.t, terms, post.role, post.level.as_deref()),
        acting: post.acting,
        from: match post.to {
            Some(to) => ctx.t.org_from_to(from, ctx.t.day(to.plus_days(-1))),
            None => from,
        },
    }
}

/// What it came from and what it became, with a link to each of the others.
fn turned(ctx: &Ctx, unit: UnitId, turns: &[past::Told]) -> Vec<Turned> {
    let link = |(id, name): &(UnitId, String)| (*id != unit).then(|| (paths::organisation_unit(*id), name.clone()));
    turns
        .iter()
        .map(|turn| Turned {
            text: crate::overview::turn_text(ctx.t, turn),
            day: ctx.t.day(turn.day),
            links: turn.old.iter().chain(&turn.new).filter_map(link).collect(),
        })
        .collect()
}

/// The history as sentences with their days, the latest first.
fn events(ctx: &Ctx, terms: &Terms, told: &[Told]) -> Vec<(String, String)> {
    let t = ctx.t;
    let kind = |code: &str| terms.name(TermKind::UnitKind, code, t.language).to_owned();
    let mut events: Vec<(String, String)> = Vec::new();
    let mut before: Option<&Told> = None;
    for now in told {
        let (period, shape) = (&now.period, &now.period.shape);
        let day = t.day(period.from);
        let above = now.above.clone().unwrap_or_default();
        match before.filter(|b| b.period.to == Some(period.from)) {
            None => {
                if let Some(closed) = before.and_then(|b| b.period.to) {
                    events.push((t.org_event_closed(), t.day(closed)));
                }
                events.push((
                    if now.above.is_some() {
                        t.org_event_created(above)
                    } else {
                        t.org_event_created_top()
                    },
                    day,
                ));
            }
            Some(before) => {
                let was = &before.period.shape;
                if was.name != shape.name {
                    events.push((t.org_event_renamed(&was.name, &shape.name), day.clone()));
                }
                if was.parent != shape.parent {
                    let from = before.above.clone().unwrap_or_default();
                    events.push((t.org_event_moved(from, above), day.clone()));
                }
                if was.kind != shape.kind {
                    events.push((t.org_event_kind(kind(&was.kind), kind(&shape.kind)), day));
                }
            }
        }
        before = Some(now);
    }
    if let Some(closed) = before.and_then(|b| b.period.to) {
        events.push((t.org_event_closed(), t.day(closed)));
    }
    events.reverse();
    events
}
