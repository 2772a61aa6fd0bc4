//! What merging, splitting and moving share: the page that says what would happen before anybody says yes, and doing it.

use std::sync::Arc;

use askama::Template;
use model::may::Object;
use model::organisation::PostRole;
use model::{Day, ImportId, PersonId, UnitId};
use store::Conn;
use store::import::Ids;
use store::import::reorganise::{NotDone, Reorganisation, Stays, reorganise, stays};
use store::organisation::{UnitNow, history, people};

use super::form::{self, Choice, Errors};
use crate::{Ctx, Error, Page, paths};

/// Years that a change may lie ahead or back: others are slips of the finger.
const YEARS: i64 = 2;
/// People to choose a leader among.
const PEOPLE: usize = 200;

#[derive(Template)]
#[template(path = "organisation/reorganise.html")]
struct Preview<'a> {
    ctx: &'a Ctx,
    title: String,
    lede: String,
    crumbs: Vec<(String, String)>,
    errors: Errors,
    goes: Vec<String>,
    stays: Vec<String>,
    leaders: Vec<Leader>,
    /// What was filled in, sent along.
    hidden: Vec<(&'static str, String)>,
    action: String,
    back: String,
    submit: String,
}

/// Who is to lead one of the units.
pub struct Leader {
    pub id: String,
    pub label: String,
    pub choices: Vec<Choice>,
}

/// What the preview of either page says for itself.
pub struct Asked {
    pub title: String,
    pub lede: String,
    pub goes: Vec<String>,
    pub leaders: Vec<Leader>,
    pub hidden: Vec<(&'static str, String)>,
    pub action: String,
    pub submit: String,
}

/// A day for a change, within the limits.
pub fn day(ctx: &Ctx, errors: &mut Errors, text: &str) -> Option<Day> {
    let day = errors.day(ctx.t, "from", text)?;
    if ctx.today.days_since(day).abs() > YEARS * 366 {
        errors.add("from", ctx.t.org_turn_far());
        return None;
    }
    Some(day)
}

pub fn crumbs(ctx: &Ctx, unit: UnitId, name: &str) -> Vec<(String, String)> {
    vec![
        (paths::organisation(), ctx.t.org_title()),
        (paths::organisation_unit(unit), name.to_owned()),
    ]
}

/// Everybody with a post in these units, those who lead first: to choose a leader among.
pub async fn candidates(ctx: &Ctx, conn: &mut Conn, units: &[UnitId]) -> Result<Vec<(PersonId, String)>, Error> {
    let mut found = Vec::new();
    // At most the units of one form.
    for unit in units {
        found.extend(people::in_unit(conn, *unit, ctx.today).await?);
    }
    model::names::sort_by_name(&mut found, |p| p.name.as_str());
    found.sort_by_key(|p| p.role != PostRole::Leader);
    let mut people: Vec<(PersonId, String)> = Vec::new();
    for post in found {
        if people.len() < PEOPLE && people.iter().all(|(person, _)| *person != post.person) {
            people.push((post.person, format!("{} · {}", post.name, post.title)));
        }
    }
    Ok(people)
}

pub fn leader(ctx: &Ctx, id: &str, unit: &str, people: &[(PersonId, String)], chosen: &str) -> Leader {
    let nobody = Choice {
        value: String::new(),
        text: ctx.t.org_turn_nobody(),
        chosen: chosen.is_empty(),
    };
    let people = people.iter().map(|(person, text)| Choice {
        value: person.to_string(),
        text: text.clone(),
        chosen: person.to_string() == chosen,
    });
    Leader {
        id: id.to_owned(),
        label: ctx.t.org_turn_leads(unit),
        choices: std::iter::once(nobody).chain(people).collect(),
    }
}

/// The chosen leader, who must be among those to choose from.
pub fn chosen(text: &str, people: &[(PersonId, String)]) -> Result<Option<PersonId>, Error> {
    if text.is_empty() {
        return Ok(None);
    }
    let person: PersonId = text.parse().map_err(|_| Error::NotFound)?;
    let known = people.iter().any(|(p, _)| *p == person);
    known.then_some(Some(person)).ok_or(Error::NotFound)
}

/// What stays with the units that end, as sentences; what is none is left out.
fn staying(ctx: &Ctx, s: &Stays) -> Vec<String> {
    let t = ctx.t;
    let lines = [
        (s.interpretations, t.org_turn_interpretations(s.interpretations)),
        (s.stories, t.org_turn_stories(s.stories)),
        (s.traces, t.org_turn_traces(s.traces)),
        (s.decisions, t.org_turn_decisions(s.decisions, s.look_backs)),
        (s.waiting, t.org_turn_waiting(s.waiting)),
        (s.grants, t.org_turn_grants(s.grants)),
    ];
    lines
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(_, text)| text)
        .collect()
}

/// The page that says what would happen. `old`: the units that end.
pub async fn preview(ctx: &Ctx, conn: &mut Conn, old: &[&UnitNow], day: Day, asked: Asked, errors: Errors) -> Page {
    let ids: Vec<UnitId> = old.iter().map(|u| u.id).collect();
    let found = stays(conn, &ids, day).await?;
    let t = ctx.t;
    let mut goes = asked.goes;
    if found.people > 0 {
        goes.push(t.org_turn_people(found.people));
    }
    let first = old.first().ok_or(Error::NotFound)?;
    let asked = Asked { goes, ..asked };
    sure(ctx, (first.id, &first.name), asked, staying(ctx, &found), errors)
}

/// The page itself.
pub fn sure(ctx: &Ctx, (unit, name): (UnitId, &str), asked: Asked, stays: Vec<String>, errors: Errors) -> Page {
    let refused = !errors.is_empty();
    let page = Preview {
        title: asked.title,
        lede: asked.lede,
        crumbs: crumbs(ctx, unit, name),
        errors,
        goes: asked.goes,
        stays,
        leaders: asked.leaders,
        hidden: asked.hidden,
        action: asked.action,
        back: paths::organisation_unit(unit),
        submit: asked.submit,
        ctx,
    };
    if refused { ctx.unfit(&page) } else { ctx.page(&page) }
}

/// Does it in the transaction. None when it was done; otherwise the sentence that says why not.
pub async fn carry_out(ctx: &Ctx, mut tx: Conn, what: Reorganisation) -> Result<Option<String>, Error> {
    let refused = attempt(ctx, &mut tx, &what).await?;
    if refused.is_none() {
        tx.commit().await?;
    }
    Ok(refused)
}

/// The same without committing: whether it can be done.
pub async fn attempt(ctx: &Ctx, tx: &mut Conn, what: &Reorganisation) -> Result<Option<String>, Error> {
    let by = Some(ctx.person()?);
    let done = reorganise(tx, what, by, ctx.now, ctx.today, &ids(ctx)).await;
    match done {
        Ok(()) => Ok(None),
        Err(NotDone::Changes(unit)) => {
            let name = history::names(tx, &[unit], what.day).await?.pop().unwrap_or_default();
            Ok(Some(ctx.t.org_turn_changes(&name, ctx.day(&what.day))))
        }
        Err(NotDone::Flaws(flaws)) => Ok(form::flaw(ctx, tx, &flaws).await?),
        Err(NotDone::Store(error)) => Err(error.into()),
    }
}

fn ids(ctx: &Ctx) -> Ids {
    let (app, now) = (ctx.app.clone(), ctx.now);
    Arc::new(move || app.id::<ImportId>(now).0)
}

/// A unit with the one above it and those beside it.
pub type Beside = (UnitNow, UnitNow, Vec<UnitNow>);

/// Asks the route's question, about both the unit and the one above. None for the top, and for one that is not there today.
pub async fn beside(ctx: &Ctx, conn: &mut Conn, unit: UnitId) -> Result<Option<Beside>, Error> {
    let line = store::organisation::line(conn, unit).await?;
    let line = line.filter(|line| line.len() > 1);
    let Some(line) = line else {
        let place = history::standing(conn, unit).await?.ok_or(Error::NotFound)?;
        ctx.may(&Object::unit(place))?;
        return Ok(None);
    };
    ctx.may(&Object::unit(store::organisation::place(&line)))?;
    // A new unit takes its place below the same one: who changes that must have a say there.
    ctx.may(&Object::unit(store::organisation::place(&line[1..])))?;
    let (_, beside) = store::organisation::around(conn, line[1].id)
        .await?
        .ok_or(Error::NotFound)?;
    let others = beside.into_iter().filter(|u| u.id != unit).collect();
    Ok(Some((line[0].clone(), line[1].clone(), others)))
}
