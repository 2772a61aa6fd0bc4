//! A decision as others read it; for its leader also the question whether it held.

use askama::Template;
use model::DecisionId;
use model::decision::{Held, LEAST, MOST_TEXT, State};
use model::may::{Action, Object};
use store::Conn;
use store::decision::{Concerned, Told};

use super::words::{self, Done};
use crate::input::{At, Query};
use crate::{Ctx, Error, Page, paths};

#[derive(Template)]
#[template(path = "decision/show.html")]
struct Show<'a> {
    ctx: &'a Ctx,
    told: &'a Told,
    done: &'a str,
    units: String,
    /// The list of its unit is the reader's to see.
    list: Option<String>,
    may_decide: bool,
    due: bool,
    answer: &'a Answer,
}

impl Show<'_> {
    fn held(&self, held: &Held) -> String {
        words::held(self.ctx.t, *held)
    }

    fn chosen(&self, held: &Held) -> bool {
        self.answer.held == Some(*held)
    }

    /// Elements with their pages: the one that tipped it, the one that gave way.
    fn tipped(&self) -> Option<(String, &str)> {
        Some((paths::element(self.told.tipped?), self.told.tipped_headline.as_deref()?))
    }

    fn gave_way(&self) -> Option<(String, &str)> {
        Some((
            paths::element(self.told.gave_way?),
            self.told.gave_way_headline.as_deref()?,
        ))
    }

    fn answered(&self) -> Option<String> {
        let at = self.told.answered_at?;
        Some(self.ctx.t.decision_answered(self.ctx.day(&at.day(&self.ctx.app.zone))))
    }
}

/// An answer that came back.
#[derive(Default)]
pub struct Answer {
    pub held: Option<Held>,
    pub held_error: Option<String>,
    pub how: String,
    pub how_error: Option<String>,
    /// Somebody else answered, or withdrew it, while the page was open.
    pub stale: bool,
}

impl Answer {
    const fn any(&self) -> bool {
        self.held_error.is_some() || self.how_error.is_some()
    }
}

pub async fn show(ctx: Ctx, At((id,)): At<(DecisionId,)>, Query(done): Query<Done>) -> Page {
    let mut conn = ctx.read().await?;
    let told = store::decision::decision(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let places = store::decision::places(&mut conn, id).await?;
    drop(conn);
    let own = home(&told, &places).is_some_and(|h| ctx.could(Action::Decide, &Object::unit(h.place.clone())));
    if told.state == State::Draft && (!own || told.left_behind) {
        return Err(Error::NotFound);
    }
    // Whoever sees one of its units.
    let open = places
        .iter()
        .map(|p| Object::unit(p.place.clone()))
        .find(|object| ctx.could(Action::ReadDecisions, object))
        .ok_or(Error::NotFound)?;
    ctx.may(&open)?;
    if told.state == State::Draft {
        return ctx.see_other(paths::edit_decision(id));
    }
    let answer = Answer::default();
    ctx.page(&view(&ctx, &told, &places, &done.done, &answer))
}

/// A decision and its units, for whoever answers for its unit. Asks the route's question.
pub async fn own(ctx: &Ctx, conn: &mut Conn, id: DecisionId) -> Result<(Told, Vec<Concerned>), Error> {
    let told = store::decision::decision(conn, id).await?.ok_or(Error::NotFound)?;
    let places = store::decision::places(conn, id).await?;
    let home = home(&told, &places).ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(home.place.clone()))?;
    if told.left_behind {
        return Err(Error::NotFound);
    }
    Ok((told, places))
}

pub fn home<'a>(told: &Told, places: &'a [Concerned]) -> Option<&'a Concerned> {
    places.iter().find(|p| p.place.unit == told.home)
}

/// The page with an answer that does not fit, or came too late.
pub fn again(ctx: &Ctx, told: &Told, places: &[Concerned], answer: &Answer) -> Page {
    ctx.unfit(&view(ctx, told, places, "", answer))
}

fn view<'a>(ctx: &'a Ctx, told: &'a Told, places: &[Concerned], done: &'a str, answer: &'a Answer) -> Show<'a> {
    let home = home(told, places).map(|h| Object::unit(h.place.clone()));
    Show {
        ctx,
        done,
        units: words::units(told),
        list: home
            .as_ref()
            .filter(|object| ctx.could(Action::ReadDecisions, object))
            .map(|_| paths::decisions(told.home, None, 0)),
        may_decide: home.is_some_and(|object| ctx.could(Action::Decide, &object)),
        due: model::decision::due(told.state, told.look_back, told.held, ctx.today),
        answer,
        told,
    }
}
