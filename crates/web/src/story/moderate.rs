//! One story before its moderator: read it, say what it shows, let others read it or give it back.

use askama::Template;
use axum::http::StatusCode;
use model::audit::Deed;
use model::may::Object;
use model::story::names::{candidates, found};
use model::story::{Piece, REASON_LEAST, REASON_MOST, State, pieces};
use model::{ElementId, StoryId};
use store::Conn;
use store::audit::About;
use store::foundation::CurrentElement;
use store::story::Moderated;

use super::words::{self, Done, Group};
use crate::input::{At, Query};
use crate::{Ctx, Error, Page, paths};

#[derive(Template)]
#[template(path = "story/moderate.html")]
struct Moderate<'a> {
    ctx: &'a Ctx,
    item: &'a Moderated,
    from: String,
    counts_as: String,
    text: Vec<Piece>,
    names: Vec<String>,
    elements: Vec<CurrentElement>,
    chosen: Option<ElementId>,
    sign: Option<String>,
    own: bool,
    done: &'a str,
    view: &'a View,
}

/// What a refused form brings back.
#[derive(Default)]
pub(super) struct View {
    pub element_error: bool,
    pub reason: String,
    pub reason_error: Option<String>,
    /// Somebody decided, or the teller took it back, while the page was open.
    pub stale: bool,
}

impl Moderate<'_> {
    fn groups(&self) -> Vec<Group<'_>> {
        words::groups(self.ctx.t, &self.elements)
    }

    fn chosen(&self, element: &CurrentElement) -> bool {
        self.chosen == Some(element.id)
    }

    fn state(&self) -> (String, &'static str) {
        words::state(self.ctx.t, self.item.story.state)
    }

    fn waits(&self) -> bool {
        self.item.story.state == State::Waiting
    }

    fn published(&self) -> bool {
        self.item.story.state == State::Published
    }

    fn may_decide(&self) -> bool {
        may_decide(self.ctx, self.item)
    }

    fn told_on(&self) -> String {
        self.ctx.day(&self.item.story.told_at.day(&self.ctx.app.zone))
    }
}

/// Nobody decides about their own story, unless nobody else can.
pub(super) fn may_decide(ctx: &Ctx, item: &Moderated) -> bool {
    let own = item.story.teller.is_some() && item.story.teller == ctx.actor.as_ref().map(|a| a.person);
    !own || !item.others
}

/// A story within the moderator's reach.
pub(super) async fn load(ctx: &Ctx, conn: &mut Conn, id: StoryId) -> Result<Moderated, Error> {
    let item = store::story::moderated(conn, id, ctx.person()?, ctx.today)
        .await?
        .ok_or(Error::NotFound)?;
    let line = store::organisation::line(conn, item.story.unit)
        .await?
        .ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(store::organisation::place(&line)))?;
    Ok(item)
}

/// Notes that stories which are not public yet are read. Not whose: once a story is published nobody knows who told it,
/// and a log that did would be the place to look.
pub(super) async fn note_reading(ctx: &Ctx, items: &[&Moderated]) -> Result<(), Error> {
    if items.iter().all(|item| item.story.state != State::Waiting) {
        return Ok(());
    }
    let mut tx = ctx.write().await?;
    ctx.note(&mut tx, Deed::SeeWaitingStories, None, About::Nobody).await?;
    Ok(tx.commit().await?)
}

pub async fn show(ctx: Ctx, At((id,)): At<(StoryId,)>, Query(done): Query<Done>) -> Page {
    let mut conn = ctx.read().await?;
    let item = load(&ctx, &mut conn, id).await?;
    drop(conn);
    note_reading(&ctx, &[&item]).await?;
    page(
        &ctx,
        &mut ctx.read().await?,
        StatusCode::OK,
        &item,
        &done.done,
        &View::default(),
    )
    .await
}

/// The oldest that waits and is not one's own, or the list when nothing does.
pub async fn next(ctx: Ctx, Query(done): Query<Done>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let waiting = store::story::waiting(&mut conn, ctx.person()?, ctx.today, 10).await?;
    match waiting.iter().find(|item| may_decide(&ctx, item)) {
        Some(item) => {
            drop(conn);
            note_reading(&ctx, &[item]).await?;
            let mut conn = ctx.read().await?;
            page(&ctx, &mut conn, StatusCode::OK, item, &done.done, &View::default()).await
        }
        None => ctx.see_other(format!("{}?done={}", paths::moderation(), words::known(&done.done))),
    }
}

pub(super) async fn page(
    ctx: &Ctx,
    conn: &mut Conn,
    status: StatusCode,
    item: &Moderated,
    done: &str,
    view: &View,
) -> Page {
    let story = &item.story;
    let candidates = candidates(&story.body);
    // Who told it is gone when it no longer waits, and so are the names near them.
    let teller = story.teller.filter(|_| story.state == State::Waiting);
    let known = store::story::known_names(conn, &candidates, Some(story.unit), teller, ctx.today).await?;
    let marks = found(&candidates, &known);
    let mut names: Vec<String> = marks.iter().map(|range| story.body[range.clone()].to_owned()).collect();
    names.dedup();
    let elements = if story.state == State::Waiting {
        store::foundation::current(conn, ctx.today).await?
    } else {
        Vec::new()
    };
    let sign = match (story.sign, story.element) {
        (Some(sign), Some(element)) => store::story::signs(conn, story.unit, element)
            .await?
            .into_iter()
            .find(|s| s.id == sign)
            .map(|s| s.text),
        _ => None,
    };
    let page = Moderate {
        ctx,
        item,
        from: words::from(ctx.t, story),
        counts_as: words::counts_as(ctx.t, story),
        text: pieces(&story.body, &marks),
        names,
        chosen: elements.iter().map(|e| e.id).find(|e| Some(*e) == story.element),
        elements,
        sign,
        own: story.teller.is_some() && story.teller == ctx.person().ok(),
        done,
        view,
    };
    ctx.page_with(status, &page)
}

/// What was decided in the meantime, as it now stands. When the teller has erased it, the list says so.
pub(super) async fn overtaken(ctx: &Ctx, id: StoryId) -> Page {
    let mut conn = ctx.read().await?;
    let item = match load(ctx, &mut conn, id).await {
        Ok(item) => item,
        Err(Error::NotFound) => return ctx.see_other(format!("{}?done=gone", paths::moderation())),
        Err(error) => return Err(error),
    };
    let view = View {
        stale: true,
        ..View::default()
    };
    page(ctx, &mut conn, StatusCode::CONFLICT, &item, "", &view).await
}
