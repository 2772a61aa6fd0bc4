//! Which units have interpreted what: element by element, area by area. No ranking and no percentages.

use std::collections::HashMap;

use askama::Template;
use model::access::Role;
use model::foundation::Kind;
use model::interpretation::State;
use model::may::{Action, Object, Place};
use model::{ElementId, UnitId};
use serde::Deserialize;
use store::foundation::CurrentElement;
use store::interpretation::{Listed, UnitStand};
use store::organisation::UnitNow;

use super::show::{state_name, state_word};
use crate::input::Query;
use crate::{Ctx, Error, Page, Texts, paths};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    unit: Option<String>,
    kind: Option<Kind>,
    element: Option<String>,
}

#[derive(Template)]
#[template(path = "interpretation/list.html")]
struct List<'a> {
    ctx: &'a Ctx,
    crumbs: Vec<(String, String)>,
    kicker: String,
    lede: String,
    kinds: Vec<(String, String, bool)>,
    unit: UnitId,
    kind: Kind,
    /// To choose one from: identity, headline, whether it is chosen.
    elements: Vec<(String, String, bool)>,
    columns: Vec<(String, String)>,
    rows: Vec<Row>,
    /// One element and everything below the unit, in the order of the tree.
    tree: Vec<Leaf>,
    chosen: Option<String>,
}

struct Row {
    href: String,
    name: String,
    itself: bool,
    cells: Vec<Cell>,
}

struct Cell {
    href: String,
    element: String,
    state: &'static str,
    word: String,
    /// How many below are in use.
    below: Option<String>,
}

struct Leaf {
    href: String,
    name: String,
    /// The unit right above, which tells teams of the same name apart.
    under: String,
    state: &'static str,
    word: String,
}

pub async fn show(ctx: Ctx, Query(choice): Query<Choice>) -> Page {
    let asked = choice
        .unit
        .as_deref()
        .map(|u| u.parse::<UnitId>().map_err(|_| Error::NotFound))
        .transpose()?;
    let Some(unit) = asked.or_else(|| start(&ctx)) else {
        return Err(Error::NotFound);
    };
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    let place = store::organisation::place(&line);
    ctx.may(&Object::unit(place.clone()))?;
    let kind = choice.kind.unwrap_or(Kind::Leadership);
    let mut elements = store::foundation::current(&mut conn, ctx.today).await?;
    elements.retain(|e| e.kind == kind);
    let chosen = choice
        .element
        .filter(|e| !e.is_empty())
        .map(|e| {
            e.parse::<ElementId>()
                .ok()
                .filter(|e| elements.iter().any(|x| x.id == *e))
                .ok_or(Error::NotFound)
        })
        .transpose()?;

    let t = ctx.t;
    let down = sees_below(&ctx, &place);
    let mut page = List {
        crumbs: crumbs(&ctx, &line, kind, chosen),
        kicker: t.interpretations_kicker(&line[0].name, t.day(ctx.today)),
        lede: String::new(),
        kinds: [
            (Kind::Leadership, t.interpretations_leadership()),
            (Kind::Employee, t.interpretations_employee()),
        ]
        .into_iter()
        .map(|(k, text)| (paths::interpretations(unit, k, None), text, k == kind))
        .collect(),
        unit,
        kind,
        elements: elements
            .iter()
            .map(|e| (e.id.to_string(), e.headline.clone(), chosen == Some(e.id)))
            .collect(),
        columns: elements
            .iter()
            .map(|e| (paths::element(e.id), e.headline.clone()))
            .collect(),
        rows: Vec::new(),
        tree: Vec::new(),
        chosen: elements
            .iter()
            .find(|e| chosen == Some(e.id))
            .map(|e| e.headline.clone()),
        ctx: &ctx,
    };
    match chosen {
        Some(element) if down => {
            let stands = store::interpretation::stands_below(&mut conn, unit, element).await?;
            page.lede = t.interpretations_lede(count(&stands, State::InUse));
            page.tree = tree(t, unit, element, stands);
        }
        _ => {
            if let Some(element) = chosen {
                elements.retain(|e| e.id == element);
                page.columns.retain(|(href, _)| *href == paths::element(element));
                page.chosen = None;
            }
            // A chain of units with one below each is shown whole, as the overview shows it.
            let (chain, below) = if down {
                let rows = store::overview::rows(&mut conn, &line[0], None).await?;
                (rows.chain, rows.below)
            } else {
                (line.iter().rev().cloned().collect(), Vec::new())
            };
            let top = chain.last().map_or(unit, |u| u.id);
            let above = i64::try_from(chain.len()).unwrap_or(1) - 1;
            let listed = if down {
                Listed::Below(top, above)
            } else {
                Listed::Line(unit)
            };
            let stands: HashMap<_, _> = store::interpretation::stands(&mut conn, listed)
                .await?
                .into_iter()
                .map(|s| ((s.unit, s.element), s.state))
                .collect();
            let in_use: HashMap<_, _> = if down {
                let rows = store::interpretation::in_use(&mut conn, top, above).await?;
                rows.into_iter().map(|c| ((c.unit, c.element), c.in_use)).collect()
            } else {
                HashMap::new()
            };
            let here = elements.iter().filter_map(|e| in_use.get(&(unit, e.id))).sum::<i64>();
            page.lede = if down {
                t.interpretations_lede(here)
            } else {
                t.interpretations_lede_line()
            };
            let row = |u: &UnitNow, itself: bool| Row {
                // A team has nothing below it to drill into: its own page says more.
                href: if itself || u.people == u.people_below {
                    paths::unit(u.id)
                } else {
                    paths::interpretations(u.id, kind, None)
                },
                name: u.name.clone(),
                itself: itself && down,
                cells: elements.iter().map(|e| cell(t, u, e, &stands, &in_use)).collect(),
            };
            page.rows = chain
                .iter()
                .map(|u| row(u, true))
                .chain(below.iter().map(|u| row(u, false)))
                .collect();
        }
    }
    drop(conn);
    ctx.page(&page)
}

/// Where somebody's list begins: at the unit of the role that sees most.
fn start(ctx: &Ctx) -> Option<UnitId> {
    let actor = ctx.actor.as_ref()?;
    [
        Role::Steward,
        Role::Director,
        Role::DataProtectionOfficer,
        Role::Representative,
        Role::Adviser,
        Role::Leader,
        Role::Employee,
    ]
    .into_iter()
    .find_map(|role| actor.units(role).next())
}

/// Whether every unit below this one may be seen too: an employee sees the line and not what lies beside it.
pub fn sees_below(ctx: &Ctx, place: &Place) -> bool {
    let below = UnitId(uuid::Uuid::nil());
    let line = std::iter::once(below).chain(place.line.iter().copied()).collect();
    ctx.could(
        Action::SeeUnit,
        &Object::unit(Place {
            unit: below,
            line,
            answerable: None,
        }),
    )
}

fn crumbs(ctx: &Ctx, line: &[UnitNow], kind: Kind, element: Option<ElementId>) -> Vec<(String, String)> {
    (1..line.len())
        .rev()
        .filter(|&at| {
            let place = store::organisation::place(&line[at..]);
            ctx.could(Action::SeeUnit, &Object::unit(place.clone())) && sees_below(ctx, &place)
        })
        .map(|at| {
            (
                paths::interpretations(line[at].id, kind, element),
                line[at].name.clone(),
            )
        })
        .collect()
}

fn cell(
    t: Texts,
    unit: &UnitNow,
    element: &CurrentElement,
    stands: &HashMap<(UnitId, ElementId), State>,
    in_use: &HashMap<(UnitId, ElementId), i64>,
) -> Cell {
    let state = stands.get(&(unit.id, element.id)).copied();
    let own = i64::from(state == Some(State::InUse));
    let below = in_use.get(&(unit.id, element.id)).copied().unwrap_or(0) - own;
    Cell {
        href: paths::element_in_unit(unit.id, element.id),
        element: element.headline.clone(),
        state: state_name(state),
        word: word(t, state),
        below: (below > 0).then(|| t.interpretations_below(below)),
    }
}

fn word(t: Texts, state: Option<State>) -> String {
    state.map_or_else(|| t.interpretation_not_begun(), |state| state_word(t, state))
}

fn count(stands: &[UnitStand], state: State) -> usize {
    stands.iter().filter(|s| s.state == Some(state)).count()
}

/// Everything below a unit in the order of the tree, each level by name.
fn tree(t: Texts, unit: UnitId, element: ElementId, mut stands: Vec<UnitStand>) -> Vec<Leaf> {
    model::names::sort_by_name(&mut stands, |s| &s.name);
    let names: HashMap<UnitId, String> = stands.iter().map(|s| (s.id, s.name.clone())).collect();
    let mut below: HashMap<UnitId, Vec<UnitStand>> = HashMap::new();
    let mut waiting: Vec<UnitStand> = Vec::new();
    for stand in stands {
        match stand.parent {
            Some(parent) if stand.id != unit => below.entry(parent).or_default().push(stand),
            _ => waiting.push(stand),
        }
    }
    let mut leaves = Vec::new();
    while let Some(stand) = waiting.pop() {
        waiting.extend(below.remove(&stand.id).unwrap_or_default().into_iter().rev());
        let parent = stand.parent.filter(|_| stand.id != unit);
        let since = stand.in_use_since;
        leaves.push(Leaf {
            href: paths::element_in_unit(stand.id, element),
            under: parent.and_then(|p| names.get(&p)).cloned().unwrap_or_default(),
            state: state_name(stand.state),
            word: match since {
                Some(since) => t.interpretation_in_use_since(t.day(since)),
                None => word(t, stand.state),
            },
            name: stand.name,
        });
    }
    leaves
}
