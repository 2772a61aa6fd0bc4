//! What a post says, and when it ends.

use model::PostId;
use model::audit::Deed;
use model::may::Object;
use serde::Deserialize;
use store::Conn;
use store::audit::About;
use store::organisation::people::{self, PersonPost, PostChange};
use store::organisation::terms::terms;
use store::organisation::{build_today, history, lock};

use super::add_post::PostPage;
use super::form::Errors;
use super::post_form::{Fields, level_value, levels};
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    title: String,
    level: String,
    acting: Option<String>,
    from: String,
    #[serde(default)]
    to: String,
}

/// The post, if this person may change it: where it is, and whose it is.
async fn load(ctx: &Ctx, conn: &mut Conn, post: PostId) -> Result<PersonPost, Error> {
    let post = people::post(conn, post).await?.ok_or(Error::NotFound)?;
    let place = history::standing(conn, post.unit).await?.ok_or(Error::NotFound)?;
    ctx.may(&Object {
        unit: Some(place),
        owner: Some(post.person),
    })?;
    Ok(post)
}

pub async fn show(ctx: Ctx, At((post,)): At<(PostId,)>) -> Page {
    let mut conn = ctx.read().await?;
    let post = load(&ctx, &mut conn, post).await?;
    let fields = Fields {
        title: post.title.clone(),
        level: level_value(post.role, post.level.as_deref()),
        acting: post.acting.then(|| "1".to_owned()),
        from: post.from.to_string(),
        to: post.to.map(|to| to.plus_days(-1).to_string()).unwrap_or_default(),
    };
    page(&ctx, &mut conn, &post, fields, Errors::default()).await
}

async fn page(ctx: &Ctx, conn: &mut Conn, post: &PersonPost, fields: Fields, errors: Errors) -> Page {
    let person = people::person(conn, post.person).await?.ok_or(Error::NotFound)?;
    let terms = terms(conn).await?;
    let unfit = !errors.is_empty();
    let back = paths::person(post.person);
    let page = PostPage {
        title: ctx.t.org_post_edit_title(&person.name, &post.unit_name),
        lede: ctx.t.org_post_edit_lede(),
        crumbs: vec![(paths::organisation(), ctx.t.org_title()), (back.clone(), person.name)],
        errors,
        action: paths::post_form(post.id),
        unit: None,
        levels: levels(ctx, &terms, &fields.level),
        fields,
        back,
        ctx,
    };
    if unfit { ctx.unfit(&page) } else { ctx.page(&page) }
}

pub async fn submit(ctx: Ctx, At((post,)): At<(PostId,)>, Input(form): Input<Form>) -> Page {
    let mut tx = ctx.write().await?;
    lock(&mut tx).await?;
    let post = load(&ctx, &mut tx, post).await?;
    let fields = Fields {
        title: form.title,
        level: form.level,
        acting: form.acting,
        from: form.from,
        to: form.to,
    };
    let mut errors = Errors::default();
    let terms = terms(&mut tx).await?;
    let Some(meant) = fields.read(ctx.t, &terms, post.level.as_deref(), &mut errors) else {
        return page(&ctx, &mut tx, &post, fields, errors).await;
    };
    let change = PostChange {
        title: &meant.title,
        role: meant.role,
        level: meant.level.as_deref(),
        acting: meant.acting,
        from: meant.from,
        to: meant.to,
    };
    people::change_post(&mut tx, post.id, &change).await?;
    build_today(&mut tx, ctx.today).await?;
    ctx.note(
        &mut tx,
        Deed::ChangePost,
        Some(post.unit.0),
        About::People(&[post.person]),
    )
    .await?;
    tx.commit().await?;
    ctx.see_other(paths::person(post.person))
}
