//! A draft: its title and preamble, and its elements in order.

use askama::Template;
use model::foundation::{ELEMENTS, HEADLINE, Lists, PREAMBLE, TITLE, read_front};
use model::may::Object;
use model::text::{line, required};
use model::{EditionId, ElementId};
use serde::Deserialize;
use store::Conn;
use store::foundation::{Edition, Wording};

use super::begin::{self, CONFLICT};
use super::view::name;
use super::words::{self, Errors};
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

struct Row {
    headline: String,
    href: String,
    behaviours: usize,
    ties: usize,
    first: bool,
    last: bool,
    id: ElementId,
}

#[derive(Template)]
#[template(path = "foundation/draft.html")]
struct Draft<'a> {
    ctx: &'a Ctx,
    draft: &'a Edition,
    kind: String,
    rows: Vec<Row>,
    title: String,
    preamble: String,
    /// What the title and the preamble were when the page was made.
    was: (String, String),
    new_headline: String,
    errors: Errors,
    /// Somebody else changed the title or the preamble to this meanwhile.
    theirs: Option<(String, String)>,
    has_before: bool,
    most: (usize, usize, usize),
}

async fn page<'a>(conn: &mut Conn, ctx: &'a Ctx, draft: &'a Edition) -> Result<Draft<'a>, Error> {
    let texts = store::foundation::texts(conn, draft.id).await?;
    let ties = store::foundation::ties_of(conn, draft.id).await?;
    let said = store::foundation::ties_to(conn, draft.kind).await?;
    let last = texts.len();
    let rows = texts
        .iter()
        .enumerate()
        .map(|(at, e)| {
            let mut partners: Vec<ElementId> = ties
                .iter()
                .chain(&said)
                .filter(|(a, _)| *a == e.element)
                .map(|(_, b)| *b)
                .collect();
            partners.sort_unstable();
            partners.dedup();
            Row {
                headline: e.text.headline.clone(),
                href: paths::draft_element(draft.id, e.element),
                behaviours: e.text.lists.behaviours.len(),
                ties: partners.len(),
                first: at == 0,
                last: at + 1 == last,
                id: e.element,
            }
        })
        .collect();
    Ok(Draft {
        ctx,
        draft,
        kind: name(ctx.t, draft.kind),
        rows,
        title: draft.title.clone(),
        preamble: draft.preamble.clone(),
        was: (draft.title.clone(), draft.preamble.clone()),
        new_headline: String::new(),
        errors: Errors::default(),
        theirs: None,
        has_before: draft.number > 1,
        most: (TITLE, PREAMBLE, HEADLINE),
    })
}

pub async fn show(ctx: Ctx, At((id,)): At<(EditionId,)>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let draft = begin::draft(&mut conn, id).await?;
    let page = page(&mut conn, &ctx, &draft).await?;
    ctx.page(&page)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Front {
    title: String,
    preamble: String,
    was_title: String,
    was_preamble: String,
}

/// Saves the title and the preamble.
pub async fn save(ctx: Ctx, At((id,)): At<(EditionId,)>, Input(form): Input<Front>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut tx = ctx.write().await?;
    if store::foundation::begin_save(&mut tx, id).await?.is_none() {
        return Err(Error::NotFound);
    }
    let draft = begin::draft(&mut tx, id).await?;
    let read = read_front(&form.title, &form.preamble);
    let was = (form.was_title, form.was_preamble.replace("\r\n", "\n"));
    let theirs = (draft.title.clone(), draft.preamble.clone());
    let conflict = was != theirs && read.as_ref().ok() != Some(&theirs);
    match read {
        Ok((title, preamble)) if !conflict => {
            store::foundation::save_front(&mut tx, id, &title, &preamble).await?;
            tx.commit().await?;
            ctx.see_other(paths::draft(id))
        }
        read => {
            let mut page = page(&mut tx, &ctx, &draft).await?;
            page.title = form.title;
            page.preamble = form.preamble;
            for p in read.err().into_iter().flatten() {
                page.errors
                    .add(words::field_id("", p.field), words::fault(ctx.t, &p.fault));
            }
            if conflict {
                page.theirs = Some(theirs);
                return ctx.page_with(CONFLICT, &page);
            }
            ctx.unfit(&page)
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Add {
    headline: String,
}

/// Adds an element at the end and goes on to its page.
pub async fn add(ctx: Ctx, At((id,)): At<(EditionId,)>, Input(form): Input<Add>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut tx = ctx.write().await?;
    if store::foundation::begin_save(&mut tx, id).await?.is_none() {
        return Err(Error::NotFound);
    }
    let draft = begin::draft(&mut tx, id).await?;
    let refused = match line(&form.headline, HEADLINE).and_then(required) {
        Err(unfit) => words::unfit(ctx.t, &unfit),
        Ok(_) if draft.elements >= i64::try_from(ELEMENTS).unwrap_or(i64::MAX) => ctx.t.foundation_too_many(ELEMENTS),
        Ok(headline) => {
            let element = ctx.id();
            store::foundation::add_element(&mut tx, element, draft.foundation, ctx.now).await?;
            append(&mut tx, &draft, element, &headline, "", &Lists::default()).await?;
            tx.commit().await?;
            return ctx.see_other(paths::draft_element(id, element));
        }
    };
    let mut page = page(&mut tx, &ctx, &draft).await?;
    page.new_headline = form.headline;
    page.errors.add("new", refused);
    ctx.unfit(&page)
}

/// Writes an element after the last.
pub async fn append(
    tx: &mut Conn,
    draft: &Edition,
    element: ElementId,
    headline: &str,
    meaning: &str,
    lists: &Lists,
) -> Result<(), Error> {
    let wording = Wording {
        edition: draft.id,
        element,
        position: draft.elements + 1,
        headline,
        meaning,
        lists,
    };
    Ok(store::foundation::add_wording(tx, &wording).await?)
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    Up,
    Down,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    direction: Direction,
}

pub async fn move_element(ctx: Ctx, At((id, element)): At<(EditionId, ElementId)>, Input(form): Input<Move>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut tx = ctx.write().await?;
    if store::foundation::begin_save(&mut tx, id).await?.is_none() {
        return Err(Error::NotFound);
    }
    let texts = store::foundation::texts(&mut tx, id).await?;
    let here = texts
        .iter()
        .find(|e| e.element == element)
        .ok_or(Error::NotFound)?
        .position;
    let to = match form.direction {
        Direction::Up => here - 1,
        Direction::Down => here + 1,
    };
    // Past either end it stays: a second click on a page from before.
    if texts.iter().any(|e| e.position == to) {
        store::foundation::move_element(&mut tx, id, element, to).await?;
        tx.commit().await?;
    }
    ctx.see_other(paths::draft(id))
}

pub async fn remove(ctx: Ctx, At((id, element)): At<(EditionId, ElementId)>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut tx = ctx.write().await?;
    if store::foundation::begin_save(&mut tx, id).await?.is_none() {
        return Err(Error::NotFound);
    }
    store::foundation::remove_element(&mut tx, id, element).await?;
    tx.commit().await?;
    ctx.see_other(paths::draft(id))
}

pub async fn discard(ctx: Ctx, At((id,)): At<(EditionId,)>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut tx = ctx.write().await?;
    if store::foundation::begin_save(&mut tx, id).await?.is_none() {
        return Err(Error::NotFound);
    }
    store::foundation::discard(&mut tx, id).await?;
    tx.commit().await?;
    ctx.see_other(paths::foundations())
}
