//! Propose a sign, or change what is said of one. It starts as a hypothesis; when there is no room for another, the form says
//! which ones take it.

use axum::http::StatusCode;
use model::access::Role;
use model::may::{Action, Object, Place};
use model::sign::{self, Field, Kind, Known, LEAST_PEOPLE, Measure, Sign, TRIAL_USUAL, Written};
use model::{ElementId, MeasureId, SignId, UnitId};
use serde::Deserialize;
use store::Conn;
use store::foundation::CurrentElement;
use store::organisation::UnitNow;
use store::sign::Told;

use super::form::{Edit, Flaw, Form, State};
use super::words;
use crate::input::{At, Input, Query};
use crate::{Ctx, Error, Page, paths, story};

/// Characters of all fields together, for finding names in them.
const RUNNING: usize = 3_000;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Start {
    unit: Option<UnitId>,
    element: Option<ElementId>,
    /// A line of the unit's interpretation: what one would see us do.
    from: Option<SignId>,
}

/// Where it is chosen, and among what.
struct Room {
    home: UnitNow,
    place: Place,
    elements: Vec<CurrentElement>,
}

async fn room(ctx: &Ctx, conn: &mut Conn, unit: UnitId) -> Result<Room, Error> {
    let mut line = store::organisation::line(conn, unit).await?.ok_or(Error::NotFound)?;
    let place = store::organisation::place(&line);
    ctx.may(&Object::unit(place.clone()))?;
    Ok(Room {
        place,
        home: line.swap_remove(0),
        elements: store::foundation::current(conn, ctx.today).await?,
    })
}

/// The unit of a new sign: the one that was asked for, else one's own. A steward's is the organisation.
async fn new_room(ctx: &Ctx, conn: &mut Conn, start: &Start) -> Result<Room, Error> {
    let own = || {
        let actor = ctx.actor.as_ref()?;
        [Role::Leader, Role::Steward]
            .into_iter()
            .find_map(|role| actor.units(role).next())
    };
    let unit = start.unit.or_else(own).ok_or(Error::NotFound)?;
    room(ctx, conn, unit).await
}

pub async fn begin(ctx: Ctx, Query(start): Query<Start>) -> Page {
    let mut conn = ctx.read().await?;
    let room = new_room(&ctx, &mut conn, &start).await?;
    let seen = match (start.element, start.from) {
        (Some(element), Some(from)) => {
            if store::sign::sign(&mut conn, from, false).await?.is_some() {
                return ctx.see_other(paths::sign(from));
            }
            line_of(&ctx, &mut conn, &room, (element, from))
                .await?
                .unwrap_or_default()
        }
        _ => String::new(),
    };
    drop(conn);
    let written = Written {
        element: start.element.map_or_else(String::new, |e| e.to_string()),
        seen,
        kind: Kind::Tally.to_string(),
        cadence: sign::Cadence::Week.to_string(),
        data: sign::Data::Counts.to_string(),
        direction: sign::Direction::Up.to_string(),
        trial_until: ctx.today.plus_days(TRIAL_USUAL).to_string(),
        ..Written::default()
    };
    let form = Form::new(
        &ctx,
        &room.home,
        &room.elements,
        None,
        (written, State::default()),
        ctx.today,
    );
    ctx.page(&form)
}

/// The line of the unit's interpretation, as it says today.
async fn line_of(ctx: &Ctx, conn: &mut Conn, room: &Room, of: (ElementId, SignId)) -> Result<Option<String>, Error> {
    // It may stand in a draft, which nobody else reads.
    if !ctx.could(Action::Interpret, &Object::unit(room.place.clone())) {
        return Ok(None);
    }
    let (element, sign) = of;
    let current = store::interpretation::current(conn, room.home.id, element, ctx.today, ctx.id()).await?;
    let found = current.and_then(|current| current.body.signs.into_iter().find(|s| s.id == sign));
    Ok(found.map(|sign| sign.text))
}

pub async fn add(ctx: Ctx, Query(start): Query<Start>, Input(edit): Input<Edit>) -> Page {
    let mut conn = ctx.read().await?;
    let room = new_room(&ctx, &mut conn, &start).await?;
    // A line that this unit does not have gives no identity away.
    let from = match (start.element, start.from) {
        (Some(element), Some(from)) => line_of(&ctx, &mut conn, &room, (element, from)).await?.map(|_| from),
        _ => None,
    };
    let from = match from {
        Some(from) if store::sign::sign(&mut conn, from, false).await?.is_some() => None,
        other => other,
    };
    let read = read(&ctx, &mut conn, &room, &edit, None).await?;
    let (sign, measure) = match read {
        Ok(read) => read,
        Err(state) => {
            let written = edit.written();
            return ctx.unfit(&Form::new(
                &ctx,
                &room.home,
                &room.elements,
                None,
                (written, state),
                ctx.today,
            ));
        }
    };
    drop(conn);
    let mut tx = ctx.write().await?;
    // Asked in the transaction that adds it: two who propose at once do not both find the last place.
    let living = store::sign::living(&mut tx, room.home.id, sign.element).await?;
    if living.len() >= sign::room(room.home.parent.is_none()) {
        tx.roll_back().await?;
        let state = State {
            full: living
                .into_iter()
                .map(|(id, title)| (paths::sign_deed(id, "retire"), title))
                .collect(),
            ..State::default()
        };
        return ctx.unfit(&Form::new(
            &ctx,
            &room.home,
            &room.elements,
            None,
            (edit.written(), state),
            ctx.today,
        ));
    }
    let id = from.unwrap_or_else(|| ctx.id());
    let ids = (id, ctx.id::<MeasureId>());
    let person = ctx.person()?;
    store::sign::add(
        &mut tx,
        ids,
        room.home.id,
        (&sign, &measure),
        Some(person),
        (ctx.today, ctx.now),
    )
    .await?;
    tx.commit().await?;
    ctx.see_other(format!("{}?done=new", paths::sign(id)))
}

pub async fn show(ctx: Ctx, At((id,)): At<(SignId,)>) -> Page {
    let mut conn = ctx.read().await?;
    let (told, room) = own(&ctx, &mut conn, id).await?;
    drop(conn);
    let written = Written::from((&told.sign(), &Measure::from(&told.measure)));
    let state = State {
        seen: told.revision,
        counted: told.packed.is_some(),
        ..State::default()
    };
    ctx.page(&Form::new(
        &ctx,
        &room.home,
        &room.elements,
        Some(id),
        (written, state),
        told.trial_from,
    ))
}

/// A sign that lives, for whoever chooses there.
async fn own(ctx: &Ctx, conn: &mut Conn, id: SignId) -> Result<(Told, Room), Error> {
    let (told, place) = words::asked(ctx, conn, id, false).await?;
    if told.state == sign::State::Retired {
        return Err(Error::NotFound);
    }
    // A home that has gone stands where it is carried on.
    let unit = if store::organisation::line(conn, told.home).await?.is_some() {
        told.home
    } else {
        place.line.get(1).copied().ok_or(Error::NotFound)?
    };
    Ok((told, room(ctx, conn, unit).await?))
}

pub async fn save(ctx: Ctx, At((id,)): At<(SignId,)>, Input(edit): Input<Edit>) -> Page {
    let mut conn = ctx.read().await?;
    let (told, room) = own(&ctx, &mut conn, id).await?;
    let read = read(&ctx, &mut conn, &room, &edit, Some(&told)).await?;
    drop(conn);
    let form = |state: State| {
        let written = written(&edit, Some(&told));
        Form::new(
            &ctx,
            &room.home,
            &room.elements,
            Some(id),
            (written, state),
            told.trial_from,
        )
    };
    let (sign, measure) = match read {
        Ok(read) => read,
        Err(state) => return ctx.unfit(&form(state)),
    };
    let mut tx = ctx.write().await?;
    if !store::sign::save(&mut tx, id, edit.seen_revision, &sign).await? {
        tx.roll_back().await?;
        let state = State {
            seen: told.revision,
            counted: told.packed.is_some(),
            clash: true,
            ..State::default()
        };
        return ctx.page_with(StatusCode::CONFLICT, &form(state));
    }
    store::sign::save_measure(&mut tx, told.measure.measure, &measure).await?;
    tx.commit().await?;
    ctx.see_other(format!("{}?done=saved", paths::sign(id)))
}

/// What was written, with what cannot be changed any more as it stands: figures that were counted one way are not
/// continued in another.
fn written(edit: &Edit, told: Option<&Told>) -> Written {
    let mut written = edit.written();
    if let Some(told) = told.filter(|told| told.packed.is_some()) {
        let kept = Written::from((&told.sign(), &Measure::from(&told.measure)));
        written.element = kept.element;
        written.kind = kept.kind;
        written.cadence = kept.cadence;
        written.data = kept.data;
        written.rung = kept.rung;
        written.about_people = kept.about_people;
    }
    written
}

/// Reads the form, or gives what it is shown again with.
async fn read(
    ctx: &Ctx,
    conn: &mut Conn,
    room: &Room,
    edit: &Edit,
    told: Option<&Told>,
) -> Result<Result<(Sign, Measure), State>, Error> {
    let written = written(edit, told);
    let mut elements: Vec<ElementId> = room.elements.iter().map(|e| e.id).collect();
    // One that a newer edition left out can stand.
    elements.extend(told.map(|told| told.element));
    let known = Known {
        elements: &elements,
        trial_from: told.map_or(ctx.today, |told| told.trial_from),
        today: ctx.today,
        trial_kept: told.map(|told| told.trial_until),
    };
    let read = written.read(known);
    let text = written.running_text();
    let person = ctx.person()?;
    let names = story::recognised(ctx, conn, (&text, RUNNING), Some(room.home.id), person).await?;
    let stands = edit.keep == "yes" && names.iter().all(|name| edit.warned.contains(name));
    let mut state = State {
        seen: edit.seen_revision,
        counted: told.is_some_and(|told| told.packed.is_some()),
        names: if stands { Vec::new() } else { names },
        ..State::default()
    };
    match read {
        Ok((_, measure)) if measure.about_people && room.home.people_below < LEAST_PEOPLE => {
            state.flaws.push(Flaw {
                field: Field::Kind,
                text: ctx.t.sign_too_few_people(LEAST_PEOPLE),
            });
            Ok(Err(state))
        }
        Ok(read) if state.names.is_empty() => Ok(Ok(read)),
        Ok(_) => Ok(Err(state)),
        Err(misfits) => {
            state.flaws = misfits
                .iter()
                .map(|misfit| Flaw {
                    field: misfit.field,
                    text: words::why(ctx.t, &misfit.why),
                })
                .collect();
            Ok(Err(state))
        }
    }
}
