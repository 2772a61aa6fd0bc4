//! What was put away, and why: for the whole house, without figures.

use askama::Template;
use model::may::Object;
use serde::Deserialize;
use store::sign::Told;

use crate::input::Query;
use crate::{Ctx, Page};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    page: i64,
}

#[derive(Template)]
#[template(path = "sign/retired.html")]
struct Retired<'a> {
    ctx: &'a Ctx,
    rows: Vec<Told>,
    wall: bool,
    newer: Option<String>,
    older: Option<String>,
}

pub async fn show(ctx: Ctx, Query(choice): Query<Choice>) -> Page {
    ctx.may(&Object::nothing())?;
    let page = choice.page.max(0);
    let mut conn = ctx.read().await?;
    let (rows, more) = store::sign::retired(&mut conn, page).await?;
    drop(conn);
    ctx.page(&Retired {
        rows,
        wall: ctx.could_somewhere(&model::may::Action::SeeSigns),
        newer: (page > 0).then(|| format!("/signs/retired?page={}", page - 1)),
        older: more.then(|| format!("/signs/retired?page={}", page + 1)),
        ctx: &ctx,
    })
}

impl Retired<'_> {
    fn day(&self, told: &Told) -> String {
        let day = told.decided_at.map(|at| at.day(&self.ctx.app.zone));
        day.map_or_else(String::new, |day| self.ctx.day(&day))
    }
}
