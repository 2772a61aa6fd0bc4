//! What a new leader takes over with a unit, and what stays with the one who led before.

use askama::Template;
use model::UnitId;
use model::interpretation::{Body, State};
use model::may::Object;
use store::overview::Inherited;

use super::field;
use crate::input::At;
use crate::{Ctx, Error, Page, paths};

/// Days for which a closed talk is still named.
const TALKED_DAYS: i64 = 30;

#[derive(Template)]
#[template(path = "overview/handover.html")]
struct Handover<'a> {
    ctx: &'a Ctx,
    unit: String,
    home: String,
    turns: Vec<(String, String)>,
    own: Vec<Item>,
    before: Vec<Before>,
    decisions: Vec<Item>,
    talks: Vec<Item>,
}

struct Item {
    href: String,
    text: String,
    small: String,
}

/// What a unit that this one came from had in use.
struct Before {
    headline: String,
    text: String,
    from: String,
}

pub async fn show(ctx: Ctx, At((unit,)): At<(UnitId,)>) -> Page {
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(store::organisation::place(&line)))?;
    let current = store::foundation::current(&mut conn, ctx.today).await?;
    let since = ctx.now.plus_minutes(-TALKED_DAYS * 24 * 60);
    let here = store::overview::on_the_line(&mut conn, unit, true, true, ctx.today, since, ctx.now).await?;
    let inherited = store::overview::inherited(&mut conn, unit).await?;
    drop(conn);
    let t = ctx.t;
    let headline = |element| {
        let found = current.iter().find(|e| e.id == element);
        found.map(|e| e.headline.clone())
    };
    let own = here.interpretations.iter().filter(|i| i.distance == 0).filter_map(|i| {
        Some(Item {
            href: paths::element_in_unit(unit, i.element),
            text: headline(i.element)?,
            small: match (i.state, i.in_use_since) {
                (State::InUse, Some(day)) => t.words_since(ctx.day(&day)),
                (State::SetAside, _) => t.handover_aside(),
                _ => t.handover_underway(),
            },
        })
    });
    let before = inherited.iter().filter_map(|i| {
        Some(Before {
            headline: headline(i.element)?,
            text: words(i)?,
            from: i
                .since
                .map_or_else(|| i.unit_name.clone(), |day| t.words_from(&i.unit_name, ctx.day(&day))),
        })
    });
    let page = Handover {
        unit: line[0].name.clone(),
        home: paths::unit(unit),
        turns: here
            .turns
            .iter()
            .map(|turn| (field::turn_text(t, turn), t.day(turn.day)))
            .collect(),
        own: own.collect(),
        before: before.collect(),
        decisions: here
            .decisions
            .iter()
            .filter_map(|d| {
                // A draft is its writer's until it is recorded.
                Some(Item {
                    href: paths::decision(d.id),
                    text: d.decided.clone(),
                    small: t.handover_look_back(ctx.day(&d.look_back?)),
                })
            })
            .collect(),
        talks: here
            .talks
            .iter()
            .filter(|talk| talk.closed_at.is_none())
            .map(|talk| Item {
                href: paths::talk(talk.id),
                text: t.talk_between(&talk.unit_name, &talk.other_name),
                small: talk.about.clone(),
            })
            .collect(),
        ctx: &ctx,
    };
    ctx.page(&page)
}

fn words(inherited: &Inherited) -> Option<String> {
    let body: Body = serde_json::from_str(inherited.body.as_deref()?).ok()?;
    Some(if body.meaning.is_empty() {
        body.concrete
    } else {
        body.meaning
    })
}
