//! A new person, with a post in a unit.

use askama::Template;
use model::audit::Deed;
use model::may::Object;
use model::organisation::{NAME, NotAnEmail};
use model::{PersonId, PostId, UnitId};
use serde::Deserialize;
use store::Conn;
use store::audit::About;
use store::organisation::terms::terms;
use store::organisation::{NewPerson, NewPost, add_person, add_post_by_hand, build_today, history, lock};

use super::form::{Choice, Errors, unfit_text};
use super::post_form::{Fields, levels};
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, Texts, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    name: String,
    #[serde(default)]
    email: String,
    title: String,
    level: String,
    acting: Option<String>,
    from: String,
    #[serde(default)]
    to: String,
}

impl Form {
    fn post(&self) -> Fields {
        Fields {
            title: self.title.clone(),
            level: self.level.clone(),
            acting: self.acting.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
        }
    }
}

#[derive(Template)]
#[template(path = "organisation/create_person.html")]
struct Create<'a> {
    ctx: &'a Ctx,
    crumbs: Vec<(String, String)>,
    lede: String,
    errors: Errors,
    name: &'a str,
    email: &'a str,
    fields: Fields,
    levels: Vec<Choice>,
    back: String,
}

pub async fn show(ctx: Ctx, At((unit,)): At<(UnitId,)>) -> Page {
    let mut conn = ctx.read().await?;
    let place = history::standing(&mut conn, unit).await?.ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(place))?;
    let form = Form {
        name: String::new(),
        email: String::new(),
        title: String::new(),
        level: String::new(),
        acting: None,
        from: ctx.today.to_string(),
        to: String::new(),
    };
    page(&ctx, &mut conn, unit, &form, Errors::default()).await
}

async fn page(ctx: &Ctx, conn: &mut Conn, unit: UnitId, form: &Form, errors: Errors) -> Page {
    let above = history::names(conn, &[unit], ctx.today)
        .await?
        .pop()
        .unwrap_or_default();
    let terms = terms(conn).await?;
    let unfit = !errors.is_empty();
    let back = paths::organisation_unit(unit);
    let page = Create {
        lede: ctx.t.org_person_create_lede(&above),
        crumbs: vec![(paths::organisation(), ctx.t.org_title()), (back.clone(), above)],
        errors,
        name: &form.name,
        email: &form.email,
        fields: form.post(),
        levels: levels(ctx, &terms, &form.level),
        back,
        ctx,
    };
    if unfit { ctx.unfit(&page) } else { ctx.page(&page) }
}

/// A person's address, or the sentence beside its field.
pub(super) fn email(t: Texts, errors: &mut Errors, text: &str) -> Option<String> {
    match model::organisation::email(text) {
        Ok(email) => email,
        Err(NotAnEmail::Unfit(unfit)) => {
            errors.add("email", unfit_text(t, &unfit));
            None
        }
        Err(NotAnEmail::Malformed) => {
            errors.add("email", t.org_email_malformed());
            None
        }
    }
}

pub async fn submit(ctx: Ctx, At((unit,)): At<(UnitId,)>, Input(form): Input<Form>) -> Page {
    let mut tx = ctx.write().await?;
    lock(&mut tx).await?;
    let place = history::standing(&mut tx, unit).await?.ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(place))?;
    let t = ctx.t;
    let mut errors = Errors::default();
    let name = errors.line(t, "name", &form.name, NAME);
    let email = email(t, &mut errors, &form.email);
    let terms = terms(&mut tx).await?;
    let Some(post) = form.post().read(t, &terms, None, &mut errors) else {
        return page(&ctx, &mut tx, unit, &form, errors).await;
    };
    let person = NewPerson {
        id: ctx.id::<PersonId>(),
        external_id: None,
        name: &name,
        email: email.as_deref(),
    };
    if let Err(error) = add_person(&mut tx, &person, ctx.now).await {
        if !error.is_duplicate() {
            return Err(error.into());
        }
        drop(tx);
        let errors = Errors::one("email", t.org_email_taken());
        return page(&ctx, &mut ctx.read().await?, unit, &form, errors).await;
    }
    let new = NewPost {
        id: ctx.id::<PostId>(),
        person: person.id,
        unit,
        title: &post.title,
        role: post.role,
        level: post.level.as_deref(),
        acting: post.acting,
        from: post.from,
        to: post.to,
    };
    add_post_by_hand(&mut tx, &new).await?;
    build_today(&mut tx, ctx.today).await?;
    ctx.note(&mut tx, Deed::AddPerson, Some(unit.0), About::People(&[person.id]))
        .await?;
    tx.commit().await?;
    ctx.see_other(paths::person(person.id))
}
