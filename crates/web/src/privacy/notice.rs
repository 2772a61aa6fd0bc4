//! The notice that the agreement on control measures asks for, before the log is taken into use: to be printed.

use askama::Template;
use model::may::Object;
use model::retention;

use crate::{Ctx, Page};

#[derive(Template)]
#[template(path = "privacy/notice.html")]
struct Notice<'a> {
    ctx: &'a Ctx,
    months: i64,
    /// After which somebody who left is erased.
    left: i64,
}

pub async fn show(ctx: Ctx) -> Page {
    ctx.may(&Object::nothing())?;
    ctx.page(&Notice {
        ctx: &ctx,
        months: retention::LOG_MONTHS.into(),
        left: retention::PERSON_MONTHS.into(),
    })
}
