//! The accessibility statement that the law on accessible web sites asks for, with what the product itself can say.

use askama::Template;
use model::may::Object;

use crate::{Ctx, Page};

#[derive(Template)]
#[template(path = "privacy/accessibility.html")]
struct Accessibility<'a> {
    ctx: &'a Ctx,
}

pub async fn show(ctx: Ctx) -> Page {
    ctx.may(&Object::nothing())?;
    ctx.page(&Accessibility { ctx: &ctx })
}
