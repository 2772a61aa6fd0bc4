//! Both foundations, hand in hand, to be read by everybody.

use askama::Template;
use model::ElementId;
use model::foundation::{Kind, Phase, hand_in_hand};
use model::may::{Action, Object};
use store::foundation::{Edition, ReadElement};

use super::view::{Piece, Shown, name, name_within, pieces};
use crate::{Ctx, Page, paths};

/// One foundation's heading.
struct Side {
    name: String,
    name_within: String,
    /// Udgave 2, i kraft siden 1. september 2026.
    edition: String,
    title: String,
    preamble: Vec<Piece>,
    compare: Option<(String, String)>,
}

struct Hands {
    leadership: Vec<Shown>,
    employee: Vec<Shown>,
}

#[derive(Template)]
#[template(path = "foundation/elements.html")]
struct Elements<'a> {
    ctx: &'a Ctx,
    title: String,
    lede: String,
    sides: Vec<Side>,
    hands: Vec<Hands>,
    coming: Vec<(String, String)>,
    may_edit: bool,
    may_take_part: bool,
}

pub async fn show(ctx: Ctx) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let elements = store::foundation::reading(&mut conn, ctx.today).await?;
    let ties = store::foundation::ties(&mut conn, ctx.today).await?;
    let published = store::foundation::published(&mut conn).await?;
    let levels = store::foundation::levels(&mut conn, ctx.person().ok(), ctx.today).await?;
    drop(conn);

    let ids = |kind: Kind| -> Vec<ElementId> { elements.iter().filter(|e| e.kind == kind).map(|e| e.id).collect() };
    let shown = |ids: Vec<ElementId>| -> Vec<Shown> {
        ids.into_iter()
            .filter_map(|id| elements.iter().find(|e| e.id == id))
            .map(|e| reader(&ctx, e, &levels))
            .collect()
    };
    let hands = hand_in_hand(&ids(Kind::Leadership), &ids(Kind::Employee), &ties)
        .into_iter()
        .map(|group| Hands {
            leadership: shown(group.leadership),
            employee: shown(group.employee),
        })
        .collect();
    let sides: Vec<Side> = [Kind::Leadership, Kind::Employee]
        .into_iter()
        .filter_map(|kind| side(&ctx, kind, &published))
        .collect();
    let prominent = elements.iter().filter(|e| e.prominent.is_some()).count();
    let (title, lede) = match sides.as_slice() {
        [one] => (one.name.clone(), ctx.t.foundation_lede_one(prominent)),
        _ => (ctx.t.foundation_hand_in_hand(), ctx.t.foundation_lede(prominent)),
    };
    let page = Elements {
        title,
        lede,
        sides,
        hands,
        coming: published
            .iter()
            .filter(|e| e.phase(ctx.today) == Phase::Coming)
            .map(|e| {
                let from = e.in_force_from.unwrap_or(ctx.today);
                (
                    paths::edition(e.id),
                    ctx.t.foundation_coming(name(ctx.t, e.kind), e.number, ctx.day(&from)),
                )
            })
            .collect(),
        may_take_part: ctx.could_somewhere(&Action::TakePart),
        may_edit: ctx.could(Action::EditFoundation, &Object::nothing()),
        ctx: &ctx,
    };
    ctx.page(&page)
}

fn reader(ctx: &Ctx, element: &ReadElement, levels: &[store::foundation::Level]) -> Shown {
    let mut shown = Shown::new(ctx, element.id, &element.text, levels);
    shown.prominent = element
        .prominent
        .as_ref()
        .map(|(since, why)| (ctx.day(since), why.clone()));
    shown
}

/// The edition of a kind that is in force, and the way to what it changed.
fn side(ctx: &Ctx, kind: Kind, published: &[Edition]) -> Option<Side> {
    let of_kind: Vec<&Edition> = published.iter().filter(|e| e.kind == kind).collect();
    let current = of_kind.iter().find(|e| e.phase(ctx.today) == Phase::InForce)?;
    let before = of_kind.iter().find(|e| e.number == current.number - 1);
    Some(Side {
        name: name(ctx.t, kind),
        name_within: name_within(ctx.t, kind),
        edition: ctx
            .t
            .foundation_edition_since(current.number, ctx.t.day(current.in_force_from?)),
        title: current.title.clone(),
        preamble: pieces(&current.preamble),
        compare: before.map(|b| {
            (
                paths::compare(b.id, current.id),
                ctx.t.foundation_new_since(name_within(ctx.t, kind), b.number),
            )
        }),
    })
}
