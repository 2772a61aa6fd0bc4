//! What holds for the whole organisation: its name and the rule of silence.

use askama::Template;
use model::audit::Deed;
use model::may::{Action, Object};
use serde::Deserialize;
use store::audit::About;
use store::organisation::change_settings;

use super::form::Errors;
use crate::input::Input;
use crate::{Ctx, Page, paths};

/// Characters in the organisation's name.
const NAME: usize = 80;
const WEEKS: (i64, i64) = (1, 104);
const ROOM: (i64, i64) = (1, 1000);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    name: String,
    weeks: String,
    room: String,
}

#[derive(Template)]
#[template(path = "organisation/settings.html")]
struct Settings<'a> {
    ctx: &'a Ctx,
    errors: Errors,
    form: &'a Form,
    may_name: bool,
}

pub async fn show(ctx: Ctx) -> Page {
    ctx.may(&Object::nothing())?;
    let form = Form {
        name: ctx.house.organisation.clone(),
        weeks: ctx.house.silence_weeks.to_string(),
        room: ctx.house.silence_room.to_string(),
    };
    page(&ctx, &form, Errors::default())
}

fn page(ctx: &Ctx, form: &Form, errors: Errors) -> Page {
    let unfit = !errors.is_empty();
    let page = Settings {
        errors,
        form,
        may_name: ctx.could_somewhere(&Action::ChangeOrganisation),
        ctx,
    };
    if unfit { ctx.unfit(&page) } else { ctx.page(&page) }
}

pub async fn submit(ctx: Ctx, Input(form): Input<Form>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut errors = Errors::default();
    let name = errors.line(ctx.t, "name", &form.name, NAME);
    let mut number = |field, text: &str, (least, most): (i64, i64)| match text.trim().parse::<i64>() {
        Ok(n) if (least..=most).contains(&n) => n,
        _ => {
            errors.add(field, ctx.t.error_number(least, most));
            least
        }
    };
    let (weeks, room) = (number("weeks", &form.weeks, WEEKS), number("room", &form.room, ROOM));
    if !errors.is_empty() {
        return page(&ctx, &form, errors);
    }
    let mut tx = ctx.write().await?;
    change_settings(&mut tx, &name, weeks, room).await?;
    ctx.note(&mut tx, Deed::ChangeSettings, None, About::Nobody).await?;
    tx.commit().await?;
    ctx.see_other(paths::settings())
}
