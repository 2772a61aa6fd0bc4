//! When and why others have seen or changed data about oneself. Not who they were: that is their own data (C-579/21).

use askama::Template;
use model::may::Object;
use serde::Deserialize;

use super::words;
use crate::input::Query;
use crate::{Ctx, Page, paths};

const A_PAGE: usize = 50;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    /// The newest entry that is shown.
    until: Option<i64>,
}

#[derive(Template)]
#[template(path = "privacy/seen.html")]
struct Seen<'a> {
    ctx: &'a Ctx,
    /// When, what, why.
    rows: Vec<(String, String, String)>,
    older: Option<String>,
    newest: Option<String>,
}

pub async fn show(ctx: Ctx, Query(choice): Query<Choice>) -> Page {
    ctx.may(&Object::nothing())?;
    let until = choice.until.unwrap_or(i64::MAX);
    let most = i64::try_from(A_PAGE + 1).unwrap_or(i64::MAX);
    let mut rows = store::audit::seen(&mut ctx.read().await?, ctx.person()?, until, most).await?;
    let next = (rows.len() > A_PAGE).then(|| rows[A_PAGE].seq);
    rows.truncate(A_PAGE);
    let page = Seen {
        rows: rows
            .into_iter()
            .map(|row| {
                (
                    ctx.time(&row.at),
                    words::deed(ctx.t, row.deed),
                    words::purpose(ctx.t, row.purpose),
                )
            })
            .collect(),
        older: next.map(|seq| paths::seen(Some(seq))),
        newest: choice.until.map(|_| paths::seen(None)),
        ctx: &ctx,
    };
    ctx.page(&page)
}
