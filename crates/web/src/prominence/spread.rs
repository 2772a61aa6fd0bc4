//! Spread one's dots, or rank, each with a reason; afterwards, what the round came to.

use askama::Template;
use model::may::Object;
use model::prominence::{
    Choice, DOTS, LEAST_PEOPLE, MOST_ON_ONE, Misfit, REASON_LEAST, REASON_MOST, State, Way, Written, places, ranked,
    spread,
};
use model::{ElementId, RoundId};
use serde::Deserialize;
use store::Conn;
use store::foundation::CurrentElement;
use store::prominence::Round;
use uuid::Uuid;

use super::{result, words};
use crate::input::{At, Input};
use crate::story::one_line;
use crate::texts::Html;
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    #[serde(default)]
    element: Vec<String>,
    #[serde(default)]
    dots: Vec<String>,
    /// Where they rank.
    #[serde(default)]
    place: Vec<String>,
    #[serde(default)]
    reason: Vec<String>,
}

struct Field {
    id: ElementId,
    headline: String,
    meaning: String,
    dots: String,
    reason: String,
    dots_error: Option<String>,
    reason_error: Option<String>,
}

impl Field {
    fn on(&self, dots: &i64) -> bool {
        self.dots == dots.to_string()
    }
}

#[derive(Template)]
#[template(path = "prominence/spread.html")]
struct Spread<'a> {
    ctx: &'a Ctx,
    round: &'a Round,
    fields: Vec<Field>,
    /// What is wrong with the whole.
    error: Option<String>,
}

impl Spread<'_> {
    /// How many places there are to give; None where dots are spread.
    fn places(&self) -> Option<i64> {
        (self.round.way == Way::Places).then(|| places(self.fields.len()))
    }

    fn any(&self) -> bool {
        self.error.is_some()
            || self
                .fields
                .iter()
                .any(|f| f.dots_error.is_some() || f.reason_error.is_some())
    }
}

#[derive(Template)]
#[template(path = "prominence/answered.html")]
struct Answered<'a> {
    ctx: &'a Ctx,
    round: &'a Round,
    result: Option<Html>,
}

/// The round, for whoever is invited to it.
async fn invited(ctx: &Ctx, conn: &mut Conn, id: RoundId) -> Result<Round, Error> {
    let person = ctx.person()?;
    let round = store::prominence::round(conn, id, person)
        .await?
        .filter(|round| round.mine)
        .ok_or(Error::NotFound)?;
    ctx.may(&Object::owned_by(person))?;
    Ok(round)
}

pub async fn show(ctx: Ctx, At((id,)): At<(RoundId,)>) -> Page {
    let mut conn = ctx.read().await?;
    let round = invited(&ctx, &mut conn, id).await?;
    if round.done || !words::answerable(&ctx, &round) {
        let result = match round.state {
            State::Open => None,
            State::Closed | State::Decided => Some(result::html(&ctx, &mut conn, &round).await?),
        };
        return ctx.page(&Answered {
            ctx: &ctx,
            round: &round,
            result,
        });
    }
    let elements = store::foundation::current(&mut conn, ctx.today).await?;
    drop(conn);
    ctx.page(&Spread {
        ctx: &ctx,
        round: &round,
        fields: fields(&ctx, elements, &[], &[]),
        error: None,
    })
}

pub async fn submit(ctx: Ctx, At((id,)): At<(RoundId,)>, Input(form): Input<Form>) -> Page {
    let mut conn = ctx.read().await?;
    let round = invited(&ctx, &mut conn, id).await?;
    if round.done || !words::answerable(&ctx, &round) {
        return ctx.see_other(paths::spread(id));
    }
    let elements = store::foundation::current(&mut conn, ctx.today).await?;
    drop(conn);
    let marks = match round.way {
        Way::Dots => &form.dots,
        Way::Places => &form.place,
    };
    let written = written(&form, marks, &elements);
    let read = match round.way {
        Way::Dots => spread(&written),
        Way::Places => ranked(&written),
    };
    let choices = match read {
        Ok(choices) => choices,
        Err(misfits) => {
            let error = misfits.iter().find_map(|misfit| match misfit {
                Misfit::None => Some(ctx.t.round_no_dots()),
                Misfit::TooMany(dots) => Some(ctx.t.round_too_many_dots(*dots, DOTS)),
                Misfit::Missing(place) => Some(ctx.t.round_no_place(*place)),
                Misfit::Dots(_) | Misfit::Twice(..) | Misfit::Reason(..) => None,
            });
            return ctx.unfit(&Spread {
                ctx: &ctx,
                round: &round,
                fields: fields(&ctx, elements, &written, &misfits),
                error,
            });
        }
    };
    // The mark first, so that nobody answers twice; the dots apart from it, so that nothing ties the two together.
    let person = ctx.person()?;
    let mut tx = ctx.write().await?;
    let marked = store::prominence::mark(&mut tx, id, person, ctx.today).await?;
    tx.commit().await?;
    if !marked {
        return ctx.see_other(paths::spread(id));
    }
    let keyed = choices
        .into_iter()
        .map(|choice| (ctx.app.random_id(), choice))
        .collect();
    match put(&ctx, id, keyed).await {
        Ok(true) => ctx.see_other(format!("{}?done=sent", paths::spreads())),
        Ok(false) => ctx.see_other(paths::spread(id)),
        Err(error) => {
            let mut tx = ctx.write().await?;
            store::prominence::unmark(&mut tx, id, person).await?;
            tx.commit().await?;
            Err(error)
        }
    }
}

async fn put(ctx: &Ctx, id: RoundId, choices: Vec<(Uuid, Choice)>) -> Result<bool, Error> {
    let mut tx = ctx.write().await?;
    let open = store::prominence::put(&mut tx, id, choices).await?;
    tx.commit().await?;
    Ok(open)
}

/// What was sent about elements in force, each once.
fn written(form: &Form, marks: &[String], elements: &[CurrentElement]) -> Vec<Written> {
    let at = |list: &[String], i: usize| list.get(i).cloned().unwrap_or_default();
    elements
        .iter()
        .filter_map(|element| {
            let i = form.element.iter().position(|e| *e == element.id.to_string())?;
            Some(Written {
                element: element.id,
                dots: at(marks, i),
                reason: at(&form.reason, i),
            })
        })
        .collect()
}

fn fields(ctx: &Ctx, elements: Vec<CurrentElement>, written: &[Written], misfits: &[Misfit]) -> Vec<Field> {
    elements
        .into_iter()
        .map(|element| {
            let own = written.iter().find(|w| w.element == element.id);
            let dots_error = misfits.iter().find_map(|m| match m {
                Misfit::Dots(of) if *of == element.id => Some(ctx.t.error_choice()),
                Misfit::Twice(of, place) if *of == element.id => Some(ctx.t.round_place_twice(*place)),
                _ => None,
            });
            let reason_error = misfits.iter().find_map(|m| match m {
                Misfit::Reason(of, unfit) if *of == element.id => Some(words::unfit(ctx.t, unfit)),
                _ => None,
            });
            Field {
                id: element.id,
                headline: element.headline,
                meaning: one_line(&element.meaning),
                dots: own.map_or_else(|| "0".into(), |w| w.dots.clone()),
                reason: own.map_or_else(String::new, |w| w.reason.clone()),
                dots_error,
                reason_error,
            }
        })
        .collect()
}
