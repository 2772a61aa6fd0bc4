//! How others have interpreted an element, side by side: area by area, or a kind of unit. In the order of the alphabet; nobody is
//! ranked.

use std::collections::HashMap;

use askama::Template;
use model::interpretation::Body;
use model::may::{Action, Object};
use model::{ElementId, Language, UnitId};
use serde::Deserialize;
use store::interpretation::{AT_ONCE, Other, Reader};
use store::organisation::terms::Term;

use super::list::sees_below;
use crate::input::{At, Query};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    /// The unit that one reads from, for putting beside one's own.
    from: Option<String>,
    area: Option<String>,
    kind: Option<String>,
    page: usize,
}

#[derive(Template)]
#[template(path = "interpretation/others.html")]
struct Others<'a> {
    ctx: &'a Ctx,
    headline: String,
    element_href: String,
    action: String,
    from: Option<UnitId>,
    lede: String,
    meaning: String,
    /// To choose from: value, text, whether it is chosen.
    areas: Vec<(String, String, bool)>,
    kinds: Vec<(String, String, bool)>,
    groups: Vec<Group>,
    newer: Option<String>,
    older: Option<String>,
}

struct Group {
    area: String,
    cards: Vec<Card>,
}

struct Card {
    href: String,
    name: String,
    under: String,
    since: String,
    body: Body,
    beside: Option<String>,
    /// The reader may open the unit's own page too.
    open: bool,
}

pub async fn show(ctx: Ctx, At((element,)): At<(ElementId,)>, Query(choice): Query<Choice>) -> Page {
    ctx.may(&Object::nothing())?;
    let unit = |text: &Option<String>| {
        text.as_deref()
            .filter(|text| !text.is_empty())
            .map(|text| text.parse::<UnitId>().map_err(|_| Error::NotFound))
            .transpose()
    };
    let root = ctx
        .actor
        .as_ref()
        .and_then(|actor| actor.standings.first())
        .and_then(|standing| standing.line.last().copied())
        .ok_or(Error::NotFound)?;
    let (from, area) = (unit(&choice.from)?, unit(&choice.area)?.unwrap_or(root));
    let mut conn = ctx.read().await?;
    let elements = store::foundation::current(&mut conn, ctx.today).await?;
    let source = elements.iter().find(|e| e.id == element).ok_or(Error::NotFound)?;
    let line = store::organisation::line(&mut conn, area)
        .await?
        .ok_or(Error::NotFound)?;
    // A chain of units with one below each is no choice: the areas are those below its last.
    let rows = store::overview::rows(&mut conn, &line[0], None).await?;
    let top = rows.chain.last().map_or(area, |u| u.id);
    let place = store::organisation::place(&line);
    let all = ctx.could(Action::SeeUnit, &Object::unit(place.clone())) && sees_below(&ctx, &place);
    let own = ctx.own_unit();
    let below_own = ctx.has(&model::access::Role::Leader);
    let mut found =
        store::interpretation::others(&mut conn, area, top, element, Reader { all, own, below_own }).await?;
    let terms = store::organisation::terms::terms(&mut conn).await?;
    let kinds = kinds(&ctx, &found, &terms.0, choice.kind.as_deref());
    if let Some(kind) = choice.kind.as_deref().filter(|kind| !kind.is_empty()) {
        found.retain(|other| other.kind == kind);
    }
    let found = sorted(found);
    let pages = found.len().div_ceil(AT_ONCE).max(1);
    let page = choice.page.min(pages - 1);
    let shown = &found[page * AT_ONCE..((page + 1) * AT_ONCE).min(found.len())];
    let ids: Vec<_> = shown.iter().map(|other| other.id).collect();
    let words: HashMap<_, _> = store::interpretation::words(&mut conn, &ids)
        .await?
        .into_iter()
        .collect();
    drop(conn);

    // The one with whom one compares: one's own, where one has something to lay beside it.
    let mine = from.or(own);
    let mut groups: Vec<Group> = Vec::new();
    for other in shown {
        let name = other.area.clone().unwrap_or_else(|| line[0].name.clone());
        let card = Card {
            href: paths::element_in_unit(other.unit, element),
            open: all,
            name: other.name.clone(),
            under: other.under.clone().filter(|under| *under != name).unwrap_or_default(),
            since: other
                .in_use_since
                .map(|day| ctx.t.interpretation_in_use_since(ctx.day(&day)))
                .unwrap_or_default(),
            body: words.get(&other.id).cloned().unwrap_or_default(),
            beside: mine
                .filter(|mine| *mine != other.unit)
                .map(|mine| paths::beside(element, mine, other.unit)),
        };
        match groups.last_mut() {
            Some(group) if group.area == name => group.cards.push(card),
            _ => groups.push(Group {
                area: name,
                cards: vec![card],
            }),
        }
    }
    let address = |page: usize| {
        let from = from.map(|u| format!("&from={u}")).unwrap_or_default();
        let kind = kinds.iter().find(|(value, _, chosen)| *chosen && !value.is_empty());
        let kind = kind
            .map(|(value, ..)| format!("&kind={}", paths::encoded(value)))
            .unwrap_or_default();
        format!("/elements/{element}/others?area={area}{kind}{from}&page={page}")
    };
    let (newer, older) = (
        (page > 0).then(|| address(page - 1)),
        (page + 1 < pages).then(|| address(page + 1)),
    );
    ctx.page(&Others {
        headline: source.headline.clone(),
        element_href: paths::element(element),
        action: paths::others(element, None),
        from,
        lede: ctx.t.others_lede(found.len()),
        meaning: source.meaning.clone(),
        areas: std::iter::once((root.to_string(), ctx.t.others_everywhere(), area == root))
            .chain(
                line.iter()
                    .rev()
                    .filter(|u| u.id != root)
                    .map(|u| (u.id.to_string(), u.name.clone(), u.id == area)),
            )
            .chain(rows.below.iter().map(|u| (u.id.to_string(), u.name.clone(), false)))
            .collect(),
        kinds,
        groups,
        newer,
        older,
        ctx: &ctx,
    })
}

/// By area, and within it by name.
fn sorted(mut found: Vec<Other>) -> Vec<Other> {
    model::names::sort_by_name(&mut found, |other| &other.name);
    model::names::sort_by_name(&mut found, |other| other.area.as_deref().unwrap_or(""));
    found
}

fn kinds(ctx: &Ctx, found: &[Other], terms: &[Term], chosen: Option<&str>) -> Vec<(String, String, bool)> {
    let mut codes: Vec<&str> = found
        .iter()
        .map(|o| o.kind.as_str())
        .filter(|k| !k.is_empty())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    let name = |code: &str| {
        terms.iter().find(|t| t.code == code).map_or_else(
            || code.to_owned(),
            |t| match ctx.t.language {
                Language::Danish => t.danish.clone(),
                Language::English => t.english.clone(),
            },
        )
    };
    std::iter::once((
        String::new(),
        ctx.t.others_all_kinds(),
        chosen.is_none_or(str::is_empty),
    ))
    .chain(
        codes
            .into_iter()
            .map(|code| (code.to_owned(), name(code), chosen == Some(code))),
    )
    .collect()
}
