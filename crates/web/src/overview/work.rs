//! What waits for a steward: stories to read, drafts, units without a leader, an organisation that has grown old.

use askama::Template;
use model::may::Object;
use store::overview::Waiting;

use crate::{Ctx, Page};

/// Days after which an import is old enough to be said.
const OLD_IMPORT: i64 = 30;
const RECENT: i64 = 30;

#[derive(Template)]
#[template(path = "overview/work.html")]
struct Work<'a> {
    ctx: &'a Ctx,
    waiting: Waiting,
    steps: Vec<Step>,
}

struct Step {
    text: String,
    hint: String,
    href: &'static str,
    button: String,
}

pub async fn show(ctx: Ctx) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let waiting = store::overview::waiting(&mut conn, ctx.today, ctx.today.plus_days(-RECENT)).await?;
    drop(conn);
    if waiting.units == 0 || waiting.elements == 0 {
        return super::show::empty(&ctx, waiting.units > 0, waiting.elements > 0);
    }
    ctx.page(&Work {
        steps: steps(&ctx, &waiting),
        waiting,
        ctx: &ctx,
    })
}

fn steps(ctx: &Ctx, w: &Waiting) -> Vec<Step> {
    let t = ctx.t;
    let mut steps = Vec::new();
    let mut add = |on: bool, text: String, hint: String, href, button| {
        if on {
            steps.push(Step {
                text,
                hint,
                href,
                button,
            });
        }
    };
    let oldest = w
        .oldest_story
        .map(|at| ctx.day(&at.day(&ctx.app.zone)))
        .unwrap_or_default();
    add(
        w.stories > 0,
        t.work_stories(w.stories),
        t.work_stories_hint(oldest),
        "/moderation",
        t.work_stories_do(),
    );
    add(
        w.drafts > 0,
        t.work_drafts(w.drafts),
        t.work_drafts_hint(),
        "/foundations",
        t.work_drafts_do(),
    );
    add(
        w.shifted > 0,
        t.work_shifted(w.shifted),
        t.work_shifted_hint(w.shifted_units),
        "/cascade",
        t.work_shifted_do(),
    );
    add(
        w.prominent == 0,
        t.work_prominent(),
        t.work_prominent_hint(),
        "/foundations/prominence",
        t.work_prominent_do(),
    );
    add(
        w.open_clauses > 0,
        t.work_clauses(w.open_clauses),
        t.work_clauses_hint(),
        "/policy",
        t.work_clauses_do(),
    );
    let oldest = w.oldest_look_back.map(|day| ctx.day(&day)).unwrap_or_default();
    add(
        w.look_backs > 0,
        t.work_look_backs(w.look_backs),
        t.work_look_backs_hint(oldest),
        "/decisions/due",
        t.work_look_backs_do(),
    );
    let age = w.imported.map(|at| ctx.today.days_since(at.day(&ctx.app.zone)));
    add(
        age.is_some_and(|days| days > OLD_IMPORT),
        t.work_import(age.unwrap_or(0)),
        t.work_import_hint(),
        "/organisation/import",
        t.work_import_do(),
    );
    add(
        w.leaderless > 0,
        t.work_leaderless(w.leaderless),
        t.work_leaderless_hint(),
        "/organisation",
        t.work_leaderless_do(),
    );
    steps
}
