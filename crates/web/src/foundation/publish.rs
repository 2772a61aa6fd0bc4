//! Publish a draft: say what became of each element of the edition before, choose the day, and it is fixed.

use std::collections::HashMap;

use askama::Template;
use model::audit::Deed;
use model::foundation::{Answer, Fate, NotReady, REASON, Text, check_fates, days_in_force, propose_fates, ready};
use model::may::Object;
use model::text::lines;
use model::{Day, EditionId, ElementId};
use serde::Deserialize;
use store::Conn;
use store::audit::About;
use store::foundation::{Edition, Uses};

use super::begin;
use super::view::name;
use super::words::{self, Errors};
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

/// Parallel lists, one entry for each element of the edition before.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The draft as it was read through.
    seen: i64,
    #[serde(default)]
    element: Vec<ElementId>,
    #[serde(default)]
    fate: Vec<String>,
    #[serde(default)]
    why: Vec<String>,
    /// `old:new`.
    #[serde(default)]
    into: Vec<String>,
    from: String,
}

struct FateChoice {
    word: &'static str,
    text: String,
    on: bool,
}

struct Old {
    id: ElementId,
    headline: String,
    /// How much points at it.
    uses: Option<String>,
    fates: Vec<FateChoice>,
    /// Elements of the new edition, and whether they carry it on.
    into: Vec<(ElementId, String, bool)>,
    /// It is gone, or was divided: show the choice of elements at once.
    open: bool,
    why: String,
}

struct Missing {
    href: String,
    text: String,
}

#[derive(Template)]
#[template(path = "foundation/publish.html")]
struct Publish<'a> {
    ctx: &'a Ctx,
    draft: &'a Edition,
    kind: String,
    before: Option<i64>,
    olds: Vec<Old>,
    news: Vec<(String, String)>,
    missing: Vec<Missing>,
    errors: Errors,
    from: String,
    earliest: Option<Day>,
    changed: bool,
    most_why: usize,
}

/// What both the page and the deed need.
struct Plan {
    draft: Edition,
    before: Option<Edition>,
    old: Vec<(ElementId, Text)>,
    new: Vec<(ElementId, Text)>,
}

async fn plan(conn: &mut Conn, id: EditionId) -> Result<Plan, Error> {
    let draft = begin::draft(conn, id).await?;
    let published = store::foundation::published(conn).await?;
    let before = published.into_iter().find(|e| e.kind == draft.kind);
    let old = match &before {
        Some(before) => store::foundation::texts(conn, before.id).await?,
        None => Vec::new(),
    };
    let new = store::foundation::texts(conn, id).await?;
    let plain = |texts: Vec<store::foundation::ElementText>| texts.into_iter().map(|e| (e.element, e.text)).collect();
    Ok(Plan {
        draft,
        before,
        old: plain(old),
        new: plain(new),
    })
}

pub async fn show(ctx: Ctx, At((id,)): At<(EditionId,)>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let plan = plan(&mut conn, id).await?;
    let uses = uses(&mut conn, &plan).await?;
    drop(conn);
    let answers = propose_fates(&plan.old, &plan.new);
    let from = earliest(&plan).map_or(ctx.today, |e| e.max(ctx.today));
    ctx.page(&page(
        &ctx,
        &plan,
        &answers,
        &uses,
        from.to_string(),
        Errors::default(),
        false,
    ))
}

async fn uses(conn: &mut Conn, plan: &Plan) -> Result<Vec<Uses>, Error> {
    Ok(match &plan.before {
        Some(before) => store::foundation::uses(conn, before.id).await?,
        None => Vec::new(),
    })
}

fn earliest(plan: &Plan) -> Option<Day> {
    plan.before.as_ref().and_then(|b| b.in_force_from)
}

pub async fn submit(ctx: Ctx, At((id,)): At<(EditionId,)>, Input(form): Input<Form>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut tx = ctx.write().await?;
    // Held until the end, so that nobody changes the draft while it is published.
    if store::foundation::begin_save(&mut tx, id).await?.is_none() {
        let edition = store::foundation::edition(&mut tx, id).await?.ok_or(Error::NotFound)?;
        return ctx.see_other(paths::edition(edition.id));
    }
    let plan = plan(&mut tx, id).await?;
    let mut errors = Errors::default();
    let answers = answers(&ctx, &form, &mut errors)?;
    let day = day(&ctx, &form.from, &plan, &mut errors);
    let headlines: HashMap<ElementId, &str> = plan.old.iter().map(|(id, t)| (*id, t.headline.as_str())).collect();
    for (element, fault) in check_fates(&plan.old, &plan.new, &answers) {
        let headline = headlines.get(&element).copied().unwrap_or_default();
        errors.add(format!("fate-{element}"), words::fate_fault(ctx.t, headline, fault));
    }
    // What was read through is what is published: a colleague's change a moment ago is read first. The save that
    // began above counts as one.
    let changed = form.seen + 1 != plan.draft.revision;
    let fit = errors.is_empty() && ready(&plan.new).is_empty() && !changed;
    let Some(day) = day.filter(|_| fit) else {
        let uses = uses(&mut tx, &plan).await?;
        tx.roll_back().await?;
        let mut plan = plan;
        plan.draft.revision -= 1;
        return ctx.unfit(&page(&ctx, &plan, &answers, &uses, form.from, errors, changed));
    };
    let answers = settle(&mut tx, id, &plan, answers).await?;
    store::foundation::set_fates(&mut tx, id, &answers, || ctx.id::<ElementId>().0).await?;
    store::foundation::publish(&mut tx, id, day, Some(ctx.person()?), ctx.now).await?;
    ctx.note(&mut tx, Deed::PublishEdition, Some(id.0), About::Nobody)
        .await?;
    tx.commit().await?;
    ctx.see_other(paths::edition(id))
}

/// The answers as they were sent; only the shape is refused here.
fn answers(ctx: &Ctx, form: &Form, errors: &mut Errors) -> Result<Vec<Answer>, Error> {
    let broken = || Error::Form("the lists of fates do not fit together".into());
    if form.fate.len() != form.element.len() || form.why.len() != form.element.len() {
        return Err(broken());
    }
    let mut answers = Vec::new();
    for ((element, fate), why) in form.element.iter().zip(&form.fate).zip(&form.why) {
        let fate = match fate.as_str() {
            "" => None,
            word => Some(word.parse::<Fate>().map_err(|_| broken())?),
        };
        if let Err(unfit) = lines(why, REASON) {
            errors.add(format!("why-{element}"), words::unfit(ctx.t, &unfit));
        }
        answers.push(Answer {
            element: *element,
            fate,
            into: Vec::new(),
            why: why.trim().replace("\r\n", "\n"),
        });
    }
    for into in &form.into {
        let (old, new) = into.split_once(':').ok_or_else(broken)?;
        let (old, new): (ElementId, ElementId) =
            (old.parse().map_err(|_| broken())?, new.parse().map_err(|_| broken())?);
        let answer = answers.iter_mut().find(|a| a.element == old).ok_or_else(broken)?;
        answer.into.push(new);
    }
    Ok(answers)
}

fn day(ctx: &Ctx, text: &str, plan: &Plan, errors: &mut Errors) -> Option<Day> {
    let Ok(day) = text.trim().parse::<Day>() else {
        errors.add("from", ctx.t.error_day());
        return None;
    };
    let (first, last) = days_in_force(earliest(plan), ctx.today);
    if day < first {
        errors.add("from", ctx.t.foundation_day_too_early(ctx.t.day(first)));
        return None;
    }
    if day > last {
        errors.add("from", ctx.t.foundation_day_too_late(ctx.t.day(last)));
        return None;
    }
    Some(day)
}

/// What the answers mean for the draft: an element that carries on an older one as itself takes over its identity,
/// unless the other foundation's published edition is tied to it already.
async fn settle(tx: &mut Conn, id: EditionId, plan: &Plan, answers: Vec<Answer>) -> Result<Vec<Answer>, Error> {
    let there = |element: ElementId| plan.new.iter().any(|(e, _)| *e == element);
    let mut settled = answers;
    let mut taken: HashMap<ElementId, ElementId> = HashMap::new();
    for answer in &mut settled {
        let stays = there(answer.element);
        answer.into.retain(|into| there(*into));
        match answer.fate {
            Some(Fate::Kept) => answer.into = vec![answer.element],
            Some(Fate::Reworded) if stays => answer.into = vec![answer.element],
            Some(Fate::Reworded) => {
                let Some(&new) = answer.into.first() else { continue };
                if !store::foundation::tied_by_published(tx, new).await? {
                    store::foundation::identify(tx, id, new, answer.element).await?;
                    taken.insert(new, answer.element);
                }
            }
            Some(Fate::Split) if stays && !answer.into.contains(&answer.element) => {
                answer.into.insert(0, answer.element);
            }
            Some(Fate::Retired) => answer.into.clear(),
            _ => {}
        }
    }
    for into in settled.iter_mut().flat_map(|a| &mut a.into) {
        if let Some(old) = taken.get(into) {
            *into = *old;
        }
    }
    Ok(settled)
}

fn page<'a>(
    ctx: &'a Ctx,
    plan: &'a Plan,
    answers: &[Answer],
    uses: &[Uses],
    from: String,
    errors: Errors,
    changed: bool,
) -> Publish<'a> {
    let t = ctx.t;
    let headline = |id: ElementId| {
        let found = plan.new.iter().find(|(e, _)| *e == id);
        found.map_or("", |(_, text)| text.headline.as_str())
    };
    let missing = ready(&plan.new)
        .into_iter()
        .map(|missing| match missing {
            NotReady::NoElements => Missing {
                href: paths::draft(plan.draft.id),
                text: words::not_ready(t, "", missing),
            },
            NotReady::Empty(element) | NotReady::SameHeadline(element) => Missing {
                href: paths::draft_element(plan.draft.id, element),
                text: words::not_ready(t, headline(element), missing),
            },
        })
        .collect();
    let olds = plan
        .old
        .iter()
        .map(|(id, text)| {
            let answer = answers.iter().find(|a| a.element == *id);
            let fate = answer.and_then(|a| a.fate);
            let stays = plan.new.iter().any(|(e, _)| e == id);
            let into = |new: &ElementId| answer.is_some_and(|a| a.into.contains(new));
            let points = uses
                .iter()
                .find(|u| u.element == *id)
                .filter(|u| u.interpretations + u.traces > 0);
            Old {
                id: *id,
                headline: text.headline.clone(),
                uses: points.map(|u| t.foundation_points_at_it(u.interpretations, u.traces)),
                fates: Fate::ALL
                    .iter()
                    .map(|f| FateChoice {
                        word: f.word(),
                        text: words::fate(t, *f),
                        on: fate == Some(*f),
                    })
                    .collect(),
                into: plan
                    .new
                    .iter()
                    .map(|(e, text)| (*e, text.headline.clone(), into(e)))
                    .collect(),
                open: !stays
                    || matches!(fate, Some(Fate::Split | Fate::Merged))
                    || errors.get(&format!("why-{id}")).is_some(),
                why: answer.map_or_else(String::new, |a| a.why.clone()),
            }
        })
        .collect();
    Publish {
        ctx,
        draft: &plan.draft,
        kind: name(t, plan.draft.kind),
        before: plan.before.as_ref().map(|b| b.number),
        olds,
        news: plan
            .new
            .iter()
            .map(|(id, text)| (paths::draft_element(plan.draft.id, *id), text.headline.clone()))
            .collect(),
        missing,
        errors,
        from,
        earliest: earliest(plan),
        changed,
        most_why: REASON,
    }
}
