//! Tell what one has seen. Two doors: from an element's page the element is named; otherwise the text comes first and is
//! locked before any element is shown ([`super::choose`]).

use askama::Template;
use model::access::Standing;
use model::interpretation::Sign;
use model::may::{Action, Object};
use model::story::names::{candidates, found};
use model::story::{self, DAYS_BACK, LEAST, MOST, NAMED_FROM, State, UnfitText};
use model::{Day, ElementId, PersonId, StoryId, UnitId};
use serde::Deserialize;
use store::Conn;
use store::foundation::CurrentElement;
use store::organisation::UnitNow;
use store::story::{NewStory, Where};

use super::words;
use crate::input::{Input, Query};
use crate::{Ctx, Error, Page, paths};

/// Units that a search shows.
const FOUND: usize = 20;
/// One person's stories that nobody has read yet: more would only keep those of others waiting.
const MOST_WAITING: i64 = 20;
/// Characters of a search.
const WORDS: usize = 80;

#[derive(Deserialize, Default)]
pub struct Start {
    unit: Option<UnitId>,
    element: Option<ElementId>,
    /// One's own declined story, to be written again.
    again: Option<StoryId>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Told {
    text: String,
    day: String,
    unit: String,
    /// One's own unit, when there are several.
    #[serde(default)]
    from: String,
    #[serde(default)]
    find: String,
    /// What was searched for last.
    #[serde(default)]
    searched: String,
    #[serde(default)]
    element: String,
    #[serde(default)]
    sign: String,
    /// The unit whose signs the form showed.
    #[serde(default)]
    signs_of: String,
    #[serde(default)]
    keep: String,
    /// The names that the form has warned about.
    #[serde(default)]
    warned: Vec<String>,
    #[serde(default, rename = "do")]
    then: Then,
}

#[derive(Deserialize, Default, PartialEq, Eq, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Then {
    Find,
    /// The Enter key: a search when its words are new, otherwise the story.
    Enter,
    #[default]
    Send,
}

#[derive(Template)]
#[template(path = "story/tell.html")]
struct Form<'a> {
    ctx: &'a Ctx,
    told: &'a Told,
    /// The teller's own units, and those around them.
    own: Vec<Where>,
    around: Vec<Where>,
    found: Vec<Where>,
    /// What the search says, below its field.
    found_note: Option<String>,
    element: Option<CurrentElement>,
    signs: Vec<Sign>,
    day_first: Day,
    trouble: Trouble,
}

/// What stands in the way, each in words.
#[derive(Default)]
struct Trouble {
    text: Option<String>,
    day: Option<String>,
    unit: Option<String>,
    sign: Option<String>,
    /// Numbers that read as CPR numbers, all but the date hidden.
    numbers: Vec<String>,
    /// Names recognised, as they were written.
    names: Vec<String>,
    /// They have to be confirmed before it can be sent.
    names_open: bool,
}

impl Trouble {
    const fn any(&self) -> bool {
        self.text.is_some() || self.day.is_some() || self.unit.is_some() || self.sign.is_some() || self.names_open
    }

    /// Errors with their fields, for the summary.
    fn list(&self) -> Vec<(&'static str, &str)> {
        [
            ("text", &self.text),
            ("day", &self.day),
            ("unit", &self.unit),
            ("signs", &self.sign),
        ]
        .into_iter()
        .filter_map(|(field, error)| Some((field, error.as_deref()?)))
        .collect()
    }
}

impl Form<'_> {
    fn chosen(&self, unit: &Where) -> bool {
        unit.id.to_string() == self.told.unit
    }

    fn from(&self, unit: &Where) -> bool {
        unit.id.to_string() == self.told.from
    }

    fn sign(&self, sign: &Sign) -> bool {
        sign.id.to_string() == self.told.sign
    }

    /// "Team (Nord)": many units have the same name.
    #[expect(clippy::unused_self, reason = "called from the template")]
    fn label(&self, unit: &Where) -> String {
        match &unit.parent_name {
            Some(parent) => format!("{} ({parent})", unit.name),
            None => unit.name.clone(),
        }
    }
}

pub async fn show(ctx: Ctx, Query(start): Query<Start>) -> Page {
    let person = ctx.person()?;
    ctx.may(&Object::owned_by(person))?;
    let own = own_units(&ctx);
    let mut conn = ctx.read().await?;
    let mut told = Told {
        day: ctx.today.to_string(),
        unit: start
            .unit
            .or(own.first().copied())
            .map_or_else(String::new, |u| u.to_string()),
        element: start.element.map_or_else(String::new, |e| e.to_string()),
        ..Told::default()
    };
    if let Some(again) = start.again {
        let story = store::story::story(&mut conn, again).await?.ok_or(Error::NotFound)?;
        if story.teller != Some(person) || story.state != State::Declined {
            return Err(Error::NotFound);
        }
        told.unit = story.unit.to_string();
        told.day = story.happened.to_string();
        // It comes back by the door through which it came.
        told.element = story
            .told_element
            .filter(|_| !story.unprompted)
            .map_or_else(String::new, |e| e.to_string());
        told.text = story.body;
    }
    let loaded = load(&ctx, &mut conn, &told).await?;
    if (start.unit.is_some() && loaded.line.is_none()) || (start.element.is_some() && loaded.element.is_none()) {
        return Err(Error::NotFound);
    }
    if loaded.element.is_none() {
        told.element.clear();
    }
    told.signs_of.clone_from(&told.unit);
    let form = form(&ctx, &mut conn, &told, loaded, Trouble::default()).await?;
    ctx.page(&form)
}

pub async fn submit(ctx: Ctx, Input(mut told): Input<Told>) -> Page {
    let person = ctx.person()?;
    ctx.may(&Object::owned_by(person))?;
    let mut conn = ctx.read().await?;
    if told.then == Then::Find || (told.then == Then::Enter && told.find != told.searched) {
        return find(&ctx, &mut conn, told).await;
    }
    let loaded = load(&ctx, &mut conn, &told).await?;
    same_door(&told, &loaded)?;

    let mut trouble = Trouble::default();
    let body = story::body(&told.text);
    if let Err(error) = &body {
        trouble.text = Some(words::unfit_text(ctx.t, error));
        if let UnfitText::Cpr(found) = error {
            trouble.numbers = found.iter().map(|range| hidden(&told.text[range.clone()])).collect();
        }
    }
    if store::story::unread(&mut conn, person).await? >= MOST_WAITING {
        trouble.text = Some(ctx.t.story_many_waiting(MOST_WAITING));
    }
    let happened = story::happened(&told.day, ctx.today);
    if let Err(error) = happened {
        trouble.day = Some(words::unfit_day(ctx.t, error));
    }
    if loaded.line.is_none() {
        trouble.unit = Some(ctx.t.error_choice());
    }
    let names = recognised(&ctx, &mut conn, (&told.text, MOST), loaded.unit(), person).await?;
    let kept = told.keep == "yes" && names.iter().all(|name| told.warned.contains(name));
    trouble.names_open = !names.is_empty() && !kept;
    told.warned.clone_from(&names);
    let name_kept = !names.is_empty();
    trouble.names = names;

    let sign = loaded
        .signs
        .iter()
        .find(|s| s.id.to_string() == told.sign)
        .map(|s| s.id);
    if !told.sign.is_empty() && sign.is_none() {
        // Another unit was chosen after the sign.
        told.sign.clear();
    }
    if !loaded.signs.is_empty() && told.signs_of != told.unit {
        trouble.sign = Some(ctx.t.story_signs_of_another());
    }
    told.signs_of.clone_from(&told.unit);
    let (Ok(body), Ok(happened), Some(line), false) = (body, happened, &loaded.line, trouble.any()) else {
        let form = form(&ctx, &mut conn, &told, loaded, trouble).await?;
        return ctx.unfit(&form);
    };
    drop(conn);

    let own = tells_from(&ctx);
    let own_unit = own.iter().map(|s| s.unit).find(|u| u.to_string() == told.from);
    let line: Vec<UnitId> = line.iter().map(|u| u.id).collect();
    let new = NewStory {
        id: ctx.id(),
        unit: line[0],
        element: loaded.element.as_ref().map(|e| e.id),
        sign,
        teller: Some(person),
        own_unit: own_unit.or(own.first().map(|s| s.unit)),
        from_another_unit: story::from_another_unit(&own, &line),
        happened,
        body: &body,
        name_kept,
    };
    let mut tx = ctx.write().await?;
    store::story::tell(&mut tx, &new, ctx.now).await?;
    tx.commit().await?;
    ctx.see_other(if new.element.is_some() {
        format!("{}?done=sent", paths::stories())
    } else {
        paths::story_element(new.id)
    })
}

/// What a form's choices stand for.
struct Loaded {
    line: Option<Vec<UnitNow>>,
    element: Option<CurrentElement>,
    /// The chosen unit's signs of the element, if the teller may see them.
    signs: Vec<Sign>,
}

impl Loaded {
    fn unit(&self) -> Option<UnitId> {
        self.line.as_ref().map(|line| line[0].id)
    }
}

async fn load(ctx: &Ctx, conn: &mut Conn, told: &Told) -> Result<Loaded, Error> {
    let line = match told.unit.parse() {
        Ok(unit) => store::organisation::line(conn, unit).await?,
        Err(_) => None,
    };
    let element = match told.element.parse() {
        Ok(element) => words::element(conn, element, ctx.today).await?,
        Err(_) => None,
    };
    // Signs are part of an interpretation, which somebody elsewhere does not see.
    let signs = match (&line, &element) {
        (Some(line), Some(element)) if ctx.could(Action::SeeUnit, &Object::unit(store::organisation::place(line))) => {
            store::story::signs(conn, line[0].id, element.id).await?
        }
        _ => Vec::new(),
    };
    Ok(Loaded { line, element, signs })
}

/// An element that is no more, or was never there: the form is stale, and the story must not go by the other door.
fn same_door(told: &Told, loaded: &Loaded) -> Result<(), Error> {
    if loaded.element.is_none() && !told.element.is_empty() {
        return Err(Error::Form("element".into()));
    }
    Ok(())
}

async fn form<'a>(
    ctx: &'a Ctx,
    conn: &mut Conn,
    told: &'a Told,
    loaded: Loaded,
    trouble: Trouble,
) -> Result<Form<'a>, Error> {
    let own = own_units(ctx);
    let mut around = store::story::surroundings(conn, &own, loaded.unit()).await?;
    let mut own: Vec<Where> = own
        .iter()
        .filter_map(|id| around.iter().find(|u| u.id == *id).cloned())
        .collect();
    around.retain(|u| own.iter().all(|o| o.id != u.id));
    model::names::sort_by_name(&mut around, |u| &u.name);
    own.truncate(store::story::OWN);
    Ok(Form {
        ctx,
        told,
        own,
        around,
        found: Vec::new(),
        found_note: None,
        element: loaded.element,
        signs: loaded.signs,
        day_first: ctx.today.plus_days(-DAYS_BACK),
        trouble,
    })
}

/// The form again, with the units that a search found.
async fn find(ctx: &Ctx, conn: &mut Conn, mut told: Told) -> Page {
    let words = match model::text::line(&told.find, WORDS) {
        Ok(words) if words.chars().count() >= 2 => words,
        _ => String::new(),
    };
    let (found, all) = if words.is_empty() {
        (Vec::new(), 0)
    } else {
        store::story::find_units(conn, &words, FOUND).await?
    };
    let note = match (words.is_empty(), all) {
        (true, _) => ctx.t.story_find_too_short(),
        (false, 0) => ctx.t.story_find_none(&words),
        (false, 1) => ctx.t.story_find_one(&found[0].name),
        (false, _) if all > found.len() => ctx.t.story_find_more(all, &words, found.len()),
        (false, _) => ctx.t.story_find_several(all, &words),
    };
    match found.as_slice() {
        [] => {}
        [one] => told.unit = one.id.to_string(),
        // To choose is the teller's.
        _ => told.unit.clear(),
    }
    told.signs_of.clone_from(&told.unit);
    told.searched.clone_from(&told.find);
    let loaded = load(ctx, conn, &told).await?;
    same_door(&told, &loaded)?;
    let form = Form {
        found,
        found_note: Some(note),
        ..form(ctx, conn, &told, loaded, Trouble::default()).await?
    };
    ctx.page(&form)
}

fn tells_from(ctx: &Ctx) -> Vec<&Standing> {
    ctx.actor.as_ref().map(story::tells_from).unwrap_or_default()
}

fn own_units(ctx: &Ctx) -> Vec<UnitId> {
    tells_from(ctx).iter().map(|s| s.unit).collect()
}

/// Names of people who work here, as they stand in a text of about `most` characters, each once.
pub async fn recognised(
    ctx: &Ctx,
    conn: &mut Conn,
    (text, most): (&str, usize),
    unit: Option<UnitId>,
    teller: PersonId,
) -> Result<Vec<String>, Error> {
    // A text that is far too long is refused as it is.
    if text.chars().count() > 2 * most {
        return Ok(Vec::new());
    }
    let candidates = candidates(text);
    let known = store::story::known_names(conn, &candidates, unit, Some(teller), ctx.today).await?;
    let mut names: Vec<String> = Vec::new();
    for range in found(&candidates, &known) {
        let name = model::text::line(&text[range], MOST).unwrap_or_default();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}

/// A number as the form may show it: the date, and nothing of what follows.
fn hidden(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).take(6).collect();
    format!("{digits}-…")
}
