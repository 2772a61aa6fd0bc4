//! A person's name and address.

use askama::Template;
use model::PersonId;
use model::audit::Deed;
use model::organisation::NAME;
use serde::Deserialize;
use store::audit::About;
use store::organisation::people;

use super::create_person::email;
use super::form::Errors;
use super::show_person::{may_any, objects};
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    name: String,
    #[serde(default)]
    email: String,
}

#[derive(Template)]
#[template(path = "organisation/edit_person.html")]
struct Edit<'a> {
    ctx: &'a Ctx,
    crumbs: Vec<(String, String)>,
    title: String,
    errors: Errors,
    name: &'a str,
    email: &'a str,
    back: String,
}

pub async fn show(ctx: Ctx, At((person,)): At<(PersonId,)>) -> Page {
    let mut conn = ctx.read().await?;
    let known = people::person(&mut conn, person).await?.ok_or(Error::NotFound)?;
    may_any(&ctx, &objects(&ctx, &mut conn, person).await?)?;
    let form = Form {
        name: known.name.clone(),
        email: known.email.unwrap_or_default(),
    };
    page(&ctx, person, &known.name, &form, Errors::default())
}

fn page(ctx: &Ctx, person: PersonId, name: &str, form: &Form, errors: Errors) -> Page {
    let unfit = !errors.is_empty();
    let back = paths::person(person);
    let page = Edit {
        crumbs: vec![
            (paths::organisation(), ctx.t.org_title()),
            (back.clone(), name.to_owned()),
        ],
        title: ctx.t.org_edit_title(name),
        errors,
        name: &form.name,
        email: &form.email,
        back,
        ctx,
    };
    if unfit { ctx.unfit(&page) } else { ctx.page(&page) }
}

pub async fn submit(ctx: Ctx, At((person,)): At<(PersonId,)>, Input(form): Input<Form>) -> Page {
    let mut tx = ctx.write().await?;
    let known = people::person(&mut tx, person).await?.ok_or(Error::NotFound)?;
    may_any(&ctx, &objects(&ctx, &mut tx, person).await?)?;
    let mut errors = Errors::default();
    let name = errors.line(ctx.t, "name", &form.name, NAME);
    let email = email(ctx.t, &mut errors, &form.email);
    if !errors.is_empty() {
        return page(&ctx, person, &known.name, &form, errors);
    }
    match people::change_person(&mut tx, person, &name, email.as_deref()).await {
        Ok(()) => {}
        Err(error) if error.is_duplicate() => {
            let errors = Errors::one("email", ctx.t.org_email_taken());
            return page(&ctx, person, &known.name, &form, errors);
        }
        Err(error) => return Err(error.into()),
    }
    ctx.note(&mut tx, Deed::ChangePerson, None, About::People(&[person]))
        .await?;
    tx.commit().await?;
    ctx.see_other(paths::person(person))
}
