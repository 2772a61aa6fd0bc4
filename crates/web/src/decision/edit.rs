//! Write a decision down: a draft as long as it takes, then recorded with a trace in every unit that it concerns.

use axum::http::StatusCode;
use model::decision::{self, Decision, Known, Step, Written, merge};
use model::may::Object;
use model::trace::{Rung, Source, Trace};
use model::{DecisionId, ElementId, TraceId, UnitId};
use serde::Deserialize;
use store::Conn;
use store::decision::Offered;
use store::foundation::CurrentElement;

use super::form::{Clash, Edit, Flaw, Form, Names, State};
use super::{show, words};
use crate::input::{At, Input, Query};
use crate::{Ctx, Error, Page, paths, story};

/// Characters of all fields together, for finding names in them.
const RUNNING: usize = 2_000;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Start {
    unit: Option<UnitId>,
    element: Option<ElementId>,
}

/// What can be chosen, and where it is written.
struct Room {
    home: Offered,
    units: Vec<Offered>,
    elements: Vec<CurrentElement>,
}

async fn room(ctx: &Ctx, conn: &mut Conn, home: UnitId, id: Option<DecisionId>) -> Result<Room, Error> {
    let units = store::decision::offered(conn, home, id).await?;
    let elements = store::foundation::current(conn, ctx.today).await?;
    let home = units.iter().find(|u| u.id == home).cloned().ok_or(Error::NotFound)?;
    Ok(Room { home, units, elements })
}

fn form<'a>(ctx: &'a Ctx, room: &'a Room, id: Option<DecisionId>, written: Written, state: State) -> Form<'a> {
    Form::new(ctx, &room.home, (&room.units, &room.elements), id, written, state)
}

/// The unit of a new decision, for whoever answers for it.
async fn new_home(ctx: &Ctx, conn: &mut Conn, start: &Start) -> Result<UnitId, Error> {
    let unit = start.unit.or_else(|| words::start(ctx)).ok_or(Error::NotFound)?;
    let line = store::organisation::line(conn, unit).await?.ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(store::organisation::place(&line)))?;
    Ok(unit)
}

pub async fn begin(ctx: Ctx, Query(start): Query<Start>) -> Page {
    let mut conn = ctx.read().await?;
    let home = new_home(&ctx, &mut conn, &start).await?;
    let room = room(&ctx, &mut conn, home, None).await?;
    drop(conn);
    let written = Written {
        day: ctx.today.to_string(),
        units: vec![home.to_string()],
        tipped: start.element.map_or_else(String::new, |e| e.to_string()),
        look_back: ctx.today.plus_days(decision::LOOK_BACK_USUAL).to_string(),
        ..Written::default()
    };
    ctx.page(&form(&ctx, &room, None, written, State::default()))
}

pub async fn add(ctx: Ctx, Query(start): Query<Start>, Input(edit): Input<Edit>) -> Page {
    let mut conn = ctx.read().await?;
    let home = new_home(&ctx, &mut conn, &start).await?;
    let room = room(&ctx, &mut conn, home, None).await?;
    keep(&ctx, conn, &room, None, edit).await
}

pub async fn show(ctx: Ctx, At((id,)): At<(DecisionId,)>, Query(done): Query<words::Done>) -> Page {
    let mut conn = ctx.read().await?;
    let (told, places) = show::own(&ctx, &mut conn, id).await?;
    if told.state != decision::State::Draft {
        return ctx.see_other(paths::decision(id));
    }
    let room = room(&ctx, &mut conn, told.home, Some(id)).await?;
    drop(conn);
    let written = Written::from(&told.decision(concerned(&places)));
    let back = State {
        seen: told.revision,
        was: Some(written.clone()),
        saved: done.done == "saved",
        ..State::default()
    };
    ctx.page(&form(&ctx, &room, Some(id), written, back))
}

pub async fn save(ctx: Ctx, At((id,)): At<(DecisionId,)>, Input(edit): Input<Edit>) -> Page {
    let mut conn = ctx.read().await?;
    let (told, _) = show::own(&ctx, &mut conn, id).await?;
    if told.state != decision::State::Draft {
        return ctx.see_other(paths::decision(id));
    }
    let room = room(&ctx, &mut conn, told.home, Some(id)).await?;
    keep(&ctx, conn, &room, Some(id), edit).await
}

fn concerned(places: &[store::decision::Concerned]) -> Vec<UnitId> {
    places.iter().filter(|p| p.concerned).map(|p| p.place.unit).collect()
}

async fn keep(ctx: &Ctx, mut conn: Conn, room: &Room, id: Option<DecisionId>, edit: Edit) -> Page {
    let person = ctx.person()?;
    let written = edit.written();
    let units: Vec<UnitId> = room.units.iter().map(|u| u.id).collect();
    let elements: Vec<ElementId> = room.elements.iter().map(|e| e.id).collect();
    let known = Known {
        units: &units,
        elements: &elements,
    };
    let read = written.read(edit.step, known, ctx.today);
    // A draft is one's own; what others are to read is looked through first.
    let names = match edit.step {
        Step::Save => Vec::new(),
        Step::Record => {
            let text = written.running_text();
            story::recognised(ctx, &mut conn, (&text, RUNNING), Some(room.home.id), person).await?
        }
    };
    drop(conn);
    let names = Names {
        kept: edit.keep == "yes" && names.iter().all(|name| edit.warned.contains(name)),
        found: names,
    };
    let was = edit.was();
    let mut read = match read {
        Ok(read) if names.open() => {
            drop(read);
            let back = State {
                seen: edit.seen,
                was,
                names,
                ..State::default()
            };
            return ctx.unfit(&form(ctx, room, id, written, back));
        }
        Ok(read) => read,
        Err(misfits) => {
            let flaws = misfits
                .iter()
                .map(|misfit| Flaw {
                    field: misfit.field,
                    text: words::why(ctx, &misfit.why),
                })
                .collect();
            let back = State {
                seen: edit.seen,
                was,
                flaws,
                names,
                ..State::default()
            };
            return ctx.unfit(&form(ctx, room, id, written, back));
        }
    };
    read.units = decision::topmost(&read.units, |unit| {
        room.units.iter().find(|u| u.id == unit).and_then(|u| u.parent)
    });

    let mut tx = ctx.write().await?;
    let id = match id {
        None => {
            let new: DecisionId = ctx.id();
            store::decision::add(&mut tx, new, room.home.id, &read, person, ctx.now).await?;
            new
        }
        Some(id) => {
            if !store::decision::save(&mut tx, id, edit.seen, &read, person, ctx.now).await? {
                tx.roll_back().await?;
                return clash(ctx, room, id, &edit, &written).await;
            }
            id
        }
    };
    if edit.step == Step::Record {
        let traces = traces(ctx, id, &read, &room.elements);
        store::decision::record(&mut tx, id, &traces, person, ctx.now).await?;
    }
    tx.commit().await?;
    ctx.see_other(match edit.step {
        Step::Save => format!("{}?done=saved", paths::edit_decision(id)),
        Step::Record => format!("{}?done=recorded", paths::decision(id)),
    })
}

/// One for each unit that it concerns: a decision is a deed.
fn traces(ctx: &Ctx, id: DecisionId, read: &Decision, elements: &[CurrentElement]) -> Vec<Trace> {
    let (Some(day), Some(element)) = (read.day, elements.iter().find(|e| Some(e.id) == read.tipped)) else {
        return Vec::new();
    };
    let trace = |unit: &UnitId| Trace {
        id: ctx.id::<TraceId>(),
        day,
        unit: *unit,
        element: element.id,
        edition: Some(element.edition),
        rung: Rung::Acted,
        source: Source::Decision,
        source_id: id.0,
        count: 1,
        written: ctx.now,
    };
    read.units.iter().map(trace).collect()
}

/// Somebody saved in between: what only one has changed is kept, what both have changed stands beside each other.
async fn clash(ctx: &Ctx, room: &Room, id: DecisionId, edit: &Edit, mine: &Written) -> Page {
    let mut conn = ctx.read().await?;
    let (told, places) = show::own(ctx, &mut conn, id).await?;
    if told.state != decision::State::Draft {
        return ctx.see_other(paths::decision(id));
    }
    drop(conn);
    let theirs = Written::from(&told.decision(concerned(&places)));
    let merged = merge(&edit.was().unwrap_or_default(), &theirs, mine);
    let back = State {
        seen: told.revision,
        was: Some(theirs.clone()),
        clash: Some(Clash {
            name: told.written_by.unwrap_or_else(|| ctx.t.decision_somebody()),
            at: ctx.time(&told.written_at),
            both: merged.both,
            changed: merged.theirs,
            theirs,
        }),
        ..State::default()
    };
    ctx.page_with(StatusCode::CONFLICT, &form(ctx, room, Some(id), merged.written, back))
}
