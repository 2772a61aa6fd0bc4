//! The tree of units, as it is today or as it was on a day, and finding in it.

use askama::Template;
use model::may::{Action, Object};
use model::organisation::TermKind;
use model::{Day, UnitId};
use serde::Deserialize;
use store::Conn;
use store::organisation::people::Within;
use store::organisation::terms::{Terms, terms};
use store::organisation::tree::{self, FoundPerson, Named, Node};

use super::form;
use super::tree::{MOST, Tree, levels_that_fit};
use crate::input::Query;
use crate::texts::Html;
use crate::{Ctx, Page, paths};

/// People and units found at most; whoever looks for more writes more of the name.
const FOUND: usize = 50;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    q: String,
    on: String,
    under: String,
}

#[derive(Template)]
#[template(path = "organisation/tree.html")]
struct Show<'a> {
    ctx: &'a Ctx,
    kicker: String,
    /// Where the part of the tree hangs, when it is a part.
    under: Option<String>,
    q: &'a str,
    on: Day,
    tree: Option<Html>,
    found: Option<Found>,
    new_unit: Option<String>,
    sees_people: bool,
    may_import: bool,
    may_name: bool,
}

struct Found {
    units: Vec<FoundUnit>,
    people: Vec<(String, String, String)>,
    people_asked: bool,
    more: bool,
}

struct FoundUnit {
    href: String,
    name: String,
    meta: String,
}

pub async fn show(ctx: Ctx, Query(choice): Query<Choice>) -> Page {
    ctx.may(&Object::nothing())?;
    let on = form::day(&choice.on).unwrap_or(ctx.today);
    let mut conn = ctx.read().await?;
    let terms = terms(&mut conn).await?;
    let folded: String = model::text::folded(&choice.q).chars().take(100).collect();
    let today = on == ctx.today;

    let (mut tree, mut found, mut kicker, mut under) = (None, None, String::new(), None);
    if !folded.is_empty() {
        found = Some(find(&ctx, &mut conn, &terms, &folded, on).await?);
    } else if today {
        let levels = tree::levels(&mut conn, None).await?;
        let (deepest, open) = levels_that_fit(&levels);
        let nodes = tree::whole(&mut conn, deepest).await?;
        let leaders = tree::leaders(&mut conn, deepest, on).await?;
        let units: i64 = levels.iter().map(|(_, many)| many).sum();
        kicker = kicker_of(&ctx, units, &nodes, on);
        let page = paths::organisation_unit;
        tree = Some(Tree::new(&ctx, &terms, &nodes, leaders, open, &page, &page).html(None));
    } else {
        let top = choice.under.parse::<UnitId>().ok();
        let (nodes, units, name) = as_on(&mut conn, on, top).await?;
        let leaders = tree::leaders_on(&mut conn, on).await?;
        kicker = kicker_of(&ctx, units, &nodes, on);
        let more = |unit| paths::organisation_on(on, Some(unit));
        under = name;
        let top = top.filter(|_| under.is_some());
        tree = Some(Tree::new(&ctx, &terms, &nodes, leaders, 1, &paths::organisation_unit, &more).html(top));
    }
    let root = store::organisation::people::top(&mut conn).await?;
    drop(conn);
    let new_unit = root
        .filter(|place| ctx.could(Action::ChangeOrganisation, &Object::unit(place.clone())))
        .map(|place| paths::organisation_unit_form(place.unit, "new"));
    let page = Show {
        kicker,
        under,
        q: &choice.q,
        on,
        tree,
        found,
        new_unit,
        sees_people: ctx.could_somewhere(&Action::SeePeople),
        may_import: ctx.could_somewhere(&Action::ImportOrganisation),
        may_name: ctx.could_somewhere(&Action::ChangeOrganisation),
        ctx: &ctx,
    };
    ctx.page(&page)
}

fn kicker_of(ctx: &Ctx, units: i64, nodes: &[Node], on: Day) -> String {
    let ids: std::collections::HashSet<UnitId> = nodes.iter().map(|n| n.unit.id).collect();
    let tops = nodes
        .iter()
        .filter(|n| n.unit.parent.is_none_or(|parent| !ids.contains(&parent)));
    let people: i64 = tops.map(|n| n.unit.people_below).sum();
    if on == ctx.today {
        ctx.t.org_kicker(units, people, ctx.t.day(on))
    } else {
        ctx.t.org_kicker_on(units, people, ctx.t.day(on))
    }
}

/// The units to show of the tree as on a day, below `top` or all, how many there are, and `top`'s name.
async fn as_on(conn: &mut Conn, on: Day, top: Option<UnitId>) -> store::Result<(Vec<Node>, i64, Option<String>)> {
    let all = tree::on(conn, on).await?;
    let mut below: std::collections::HashMap<Option<UnitId>, Vec<_>> = std::collections::HashMap::new();
    for unit in &all {
        below.entry(unit.parent).or_default().push(unit);
    }
    let name = top
        .and_then(|top| all.iter().find(|u| u.id == top))
        .map(|u| u.name.clone());
    let mut level = below.get(&top.filter(|_| name.is_some())).cloned().unwrap_or_default();
    let (mut shown, mut units): (Vec<Node>, i64) = (Vec::new(), 0);
    let mut fits = true;
    while !level.is_empty() {
        let many = i64::try_from(level.len()).unwrap_or(i64::MAX);
        units += many;
        fits &= units <= MOST || shown.is_empty();
        if fits {
            shown.extend(level.iter().map(|u| {
                Node {
                    unit: (*u).clone(),
                    below: below
                        .get(&Some(u.id))
                        .map_or(0, |b| i64::try_from(b.len()).unwrap_or(0)),
                }
            }));
        }
        level = level
            .iter()
            .filter_map(|u| below.get(&Some(u.id)))
            .flatten()
            .copied()
            .collect();
    }
    Ok((shown, units, name))
}

async fn find(ctx: &Ctx, conn: &mut Conn, terms: &Terms, folded: &str, on: Day) -> Result<Found, crate::Error> {
    let mut units: Vec<Named> = tree::named(conn, on).await?;
    units.retain(|u| model::text::folded(&u.name).contains(folded));
    model::names::sort_by_name(&mut units, |u| u.name.as_str());
    let mut people: Vec<FoundPerson> = Vec::new();
    let people_asked = ctx.could_somewhere(&Action::SeePeople);
    if let Some(actor) = ctx.actor.as_ref().filter(|_| people_asked) {
        let within = Within::of(actor, Action::SeePeople);
        let most = i64::try_from(FOUND).unwrap_or(i64::MAX) + 1;
        people = tree::find_people(conn, folded, &within, ctx.today, most).await?;
        model::names::sort_by_name(&mut people, |p| p.name.as_str());
    }
    let more = units.len() > FOUND || people.len() > FOUND;
    Ok(Found {
        units: units
            .into_iter()
            .take(FOUND)
            .map(|u| found_unit(ctx, terms, &u, paths::organisation_unit(u.id)))
            .collect(),
        people: people
            .into_iter()
            .take(FOUND)
            .map(|p| (paths::person(p.person), p.name, ctx.t.org_title_at(p.title, p.unit)))
            .collect(),
        people_asked,
        more,
    })
}

fn found_unit(ctx: &Ctx, terms: &Terms, unit: &Named, href: String) -> FoundUnit {
    let kind = terms.name(TermKind::UnitKind, &unit.kind, ctx.t.language);
    FoundUnit {
        href,
        name: unit.name.clone(),
        meta: match &unit.above {
            Some(above) => ctx.t.org_kind_under(kind, above),
            None => kind.to_owned(),
        },
    }
}
