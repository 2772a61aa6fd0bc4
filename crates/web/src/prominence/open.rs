//! Open a round: who is asked, and until when.

use askama::Template;
use model::may::Object;
use model::prominence::{self, DOTS, LEAST_PEOPLE, MOST_PEOPLE, MOST_UNITS, NAME, OPEN_MOST, PLACES, Way, Whom};
use model::{Day, Language, PersonId, RoundId, UnitId};
use serde::Deserialize;
use store::Conn;
use store::interpretation::LevelName;

use super::words;
use crate::input::Input;
use crate::{Ctx, Error, Page, paths};

/// Days that a form suggests: two weeks.
const USUAL: i64 = 14;
/// Characters of the list of addresses.
const ADDRESSES: usize = 20_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    name: String,
    #[serde(default)]
    way: Option<Way>,
    #[serde(default)]
    whom: Option<Whom>,
    level: String,
    #[serde(default)]
    units: Vec<String>,
    people: String,
    closes: String,
}

#[derive(Template)]
#[template(path = "prominence/open.html")]
struct OpenPage<'a> {
    ctx: &'a Ctx,
    form: Form,
    levels: Vec<LevelName>,
    units: Vec<(UnitId, String)>,
    first: Day,
    last: Day,
    errors: Vec<(&'static str, String)>,
}

impl OpenPage<'_> {
    fn error(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|(f, _)| *f == field).map(|(_, e)| e.as_str())
    }

    fn way(&self, way: Way) -> bool {
        self.form.way == Some(way)
    }

    fn whom(&self, whom: Whom) -> bool {
        self.form.whom == Some(whom)
    }

    fn level(&self, level: &LevelName) -> String {
        match self.ctx.t.language {
            Language::Danish => level.danish.clone(),
            Language::English => level.english.clone(),
        }
    }

    fn chosen(&self, unit: &UnitId) -> bool {
        self.form.units.contains(&unit.to_string())
    }
}

async fn page<'a>(ctx: &'a Ctx, conn: &mut Conn, form: Form) -> Result<OpenPage<'a>, Error> {
    Ok(OpenPage {
        ctx,
        form,
        levels: store::interpretation::level_names(conn).await?,
        units: store::prominence::units(conn).await?,
        first: ctx.today.plus_days(1),
        last: ctx.today.plus_days(OPEN_MOST),
        errors: Vec::new(),
    })
}

pub async fn show(ctx: Ctx) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let form = Form {
        name: String::new(),
        way: Some(Way::Dots),
        whom: Some(Whom::Level),
        level: String::new(),
        units: Vec::new(),
        people: String::new(),
        closes: ctx.today.plus_days(USUAL).to_string(),
    };
    ctx.page(&page(&ctx, &mut conn, form).await?)
}

pub async fn submit(ctx: Ctx, Input(form): Input<Form>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let mut page = page(&ctx, &mut conn, form).await?;
    let t = ctx.t;
    let mut errors = Vec::new();
    let name = prominence::name(&page.form.name).unwrap_or_else(|unfit| {
        errors.push(("name", words::unfit(t, &unfit)));
        String::new()
    });
    if page.form.way.is_none() {
        errors.push(("way", t.error_choice()));
    }
    let invited = match invite(&ctx, &mut conn, &page).await? {
        Ok(invited) if invited.len() < LEAST_PEOPLE => {
            errors.push(("whom", t.round_too_few_people(invited.len(), LEAST_PEOPLE)));
            invited
        }
        Ok(invited) if invited.len() > MOST_PEOPLE => {
            errors.push(("whom", t.round_too_many_people(invited.len(), MOST_PEOPLE)));
            invited
        }
        Ok(invited) => invited,
        Err((field, text)) => {
            errors.push((field, text));
            Vec::new()
        }
    };
    drop(conn);
    let closes = page.form.closes.trim().parse::<Day>().ok();
    let closes = closes.filter(|day| (page.first..=page.last).contains(day));
    if closes.is_none() {
        errors.push((
            "closes",
            t.decision_look_back_between(t.day(page.first), t.day(page.last)),
        ));
    }
    let (Some(closes), Some(way), true) = (closes, page.form.way, errors.is_empty()) else {
        page.errors = errors;
        return ctx.unfit(&page);
    };
    let id: RoundId = ctx.id();
    let mut tx = ctx.write().await?;
    store::prominence::open(&mut tx, id, (&name, way), &invited, closes, ctx.person()?, ctx.now).await?;
    tx.commit().await?;
    ctx.see_other(format!("{}?done=opened", paths::round(id)))
}

type Refused = (&'static str, String);

/// Those whom a form invites, each once.
async fn invite(ctx: &Ctx, conn: &mut Conn, page: &OpenPage<'_>) -> Result<Result<Vec<PersonId>, Refused>, Error> {
    let form = &page.form;
    let t = ctx.t;
    match form.whom {
        None => Ok(Err(("whom", t.error_choice()))),
        Some(Whom::Level) if page.levels.iter().all(|level| level.code != form.level) => {
            Ok(Err(("level", t.error_choice())))
        }
        Some(Whom::Level) => Ok(Ok(store::prominence::of_level(conn, &form.level, ctx.today).await?)),
        Some(Whom::Units) => {
            let known = |raw: &String| {
                let unit = raw.parse::<UnitId>().ok()?;
                page.units.iter().any(|(id, _)| *id == unit).then_some(unit)
            };
            let units: Option<Vec<UnitId>> = form.units.iter().map(known).collect();
            match units.filter(|units| !units.is_empty()) {
                None => Ok(Err(("units", t.error_choice()))),
                Some(units) if units.len() > MOST_UNITS => Ok(Err(("units", t.decision_too_many(MOST_UNITS)))),
                Some(units) => Ok(Ok(store::prominence::of_units(conn, &units, ctx.today).await?)),
            }
        }
        Some(Whom::People) => {
            let chars = form.people.chars().count();
            if chars > ADDRESSES {
                return Ok(Err(("people", t.error_too_long(chars, ADDRESSES))));
            }
            let known = store::prominence::addresses(conn).await?;
            let asked = form.people.split([',', ';', '\n', '\r', ' ', '\t']);
            let (mut invited, mut unknown) = (Vec::new(), Vec::new());
            for address in asked.map(str::trim).filter(|a| !a.is_empty()) {
                match known.get(&address.to_lowercase()) {
                    Some(person) if invited.contains(person) => {}
                    Some(person) => invited.push(*person),
                    None => unknown.push(address),
                }
            }
            if unknown.is_empty() {
                Ok(Ok(invited))
            } else {
                unknown.truncate(5);
                Ok(Err(("people", t.round_unknown_people(unknown.join(", ")))))
            }
        }
    }
}
