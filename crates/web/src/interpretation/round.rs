//! What came out of the card exercise: entered from the top of the diamond down. It goes into the draft where the draft is
//! empty, or lies beside it as a proposal; nothing that was written is overwritten.

use askama::Template;
use model::interpretation::{Card, Cards, MOST_ARE, MOST_PARTICIPANTS, MOST_WHEN, Revision, WrittenCard, revise};
use model::may::Object;
use model::text::Unfit;
use model::{CardRoundId, Day, ElementId, InterpretationId, SignId, UnitId};
use serde::Deserialize;
use store::interpretation::Round;

use crate::input::{At, Input};
use crate::{Ctx, Error, Page, Texts, paths};

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Debug, Default)]
#[serde(rename_all = "snake_case")]
enum To {
    #[default]
    Beside,
    Draft,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct Form {
    are: Vec<String>,
    when: Vec<String>,
    held_on: String,
    participants: String,
    to: To,
}

#[derive(Template)]
#[template(path = "interpretation/round.html")]
struct Show<'a> {
    ctx: &'a Ctx,
    title: String,
    action: String,
    read_href: String,
    cards_href: String,
    rows: Vec<Row>,
    held_on: String,
    participants: String,
    into: bool,
    most_are: usize,
    most_when: usize,
    flaws: Vec<(String, String)>,
}

struct Row {
    number: usize,
    cards: Vec<Place>,
}

struct Place {
    /// Counted from 0.
    at: usize,
    are: String,
    when: String,
    are_error: String,
    when_error: String,
}

pub async fn show(ctx: Ctx, At((unit, element)): At<(UnitId, ElementId)>) -> Page {
    let form = Form {
        held_on: ctx.today.to_string(),
        ..Form::default()
    };
    page(&ctx, unit, element, &form, Vec::new()).await
}

/// The form; it asks whether it may be shown.
async fn page(ctx: &Ctx, unit: UnitId, element: ElementId, form: &Form, flaws: Vec<(String, String)>) -> Page {
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(store::organisation::place(&line)))?;
    let source = store::foundation::current(&mut conn, ctx.today)
        .await?
        .into_iter()
        .find(|e| e.id == element)
        .ok_or(Error::NotFound)?;
    drop(conn);
    let error = |at: &str| {
        flaws
            .iter()
            .find(|(id, _)| id == at)
            .map(|(_, text)| text.clone())
            .unwrap_or_default()
    };
    let at = |list: &[String], i: usize| list.get(i).cloned().unwrap_or_default();
    let rows = (1..)
        .zip(Cards::ROWS)
        .map(|(number, (from, to))| Row {
            number,
            cards: (from..to)
                .map(|i| Place {
                    at: i,
                    are: at(&form.are, i),
                    when: at(&form.when, i),
                    are_error: error(&format!("are-{i}")),
                    when_error: error(&format!("when-{i}")),
                })
                .collect(),
        })
        .collect();
    let html = Show {
        title: ctx.t.interpretation_title(&source.headline, &line[0].name),
        action: paths::card_round(unit, element),
        read_href: paths::element_in_unit(unit, element),
        cards_href: paths::cards(unit, element),
        rows,
        held_on: form.held_on.clone(),
        participants: form.participants.clone(),
        into: form.to == To::Draft,
        most_are: MOST_ARE,
        most_when: MOST_WHEN,
        flaws,
        ctx,
    };
    if html.flaws.is_empty() {
        ctx.page(&html)
    } else {
        ctx.unfit(&html)
    }
}

pub async fn submit(ctx: Ctx, At((unit, element)): At<(UnitId, ElementId)>, Input(form): Input<Form>) -> Page {
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    drop(conn);
    ctx.may(&Object::unit(store::organisation::place(&line)))?;
    let (held_on, participants, cards) = match read(&ctx, &form) {
        Ok(read) => read,
        Err(flaws) => return page(&ctx, unit, element, &form, flaws).await,
    };
    let round = Round {
        id: ctx.id::<CardRoundId>(),
        unit,
        element,
        held_on,
        participants,
        cards,
    };
    let mut tx = ctx.write().await?;
    let current = store::interpretation::current(&mut tx, unit, element, ctx.today, ctx.id::<InterpretationId>())
        .await?
        .ok_or(Error::NotFound)?;
    store::interpretation::add_round(&mut tx, &round, ctx.now, ctx.person()?).await?;
    if form.to == To::Draft {
        let mut body = current.body.clone();
        let t = ctx.t;
        round.cards.put_into(
            &mut body,
            participants,
            |card| sentence(t, card),
            |card| sign(t, card),
            || ctx.id::<SignId>(),
        );
        if let Ok(revision) = revise(&current, current.revision, body, ctx.now, ctx.person()?)
            && Revision::is_news(&revision, &current)
            // Somebody saved in between: nothing is stored, and the form is sent again.
            && !store::interpretation::save(&mut tx, &revision).await?
        {
            tx.roll_back().await?;
            return Err(Error::Busy);
        }
    }
    tx.commit().await?;
    ctx.see_other(paths::interpretation(unit, element))
}

type Read = (Day, Option<u16>, Cards);

/// What was typed, or every flaw with the field that it is at.
fn read(ctx: &Ctx, form: &Form) -> Result<Read, Vec<(String, String)>> {
    let t = ctx.t;
    let mut flaws = Vec::new();
    let at = |list: &[String], i: usize| list.get(i).cloned().unwrap_or_default();
    let written: Vec<WrittenCard> = (0..form.are.len().max(form.when.len()))
        .map(|i| WrittenCard {
            are: at(&form.are, i),
            when: at(&form.when, i),
        })
        .collect();
    let cards = match Cards::parse(&written) {
        Ok(Some(cards)) => Some(cards),
        Ok(None) => {
            flaws.push(("are-0".to_owned(), t.cards_none()));
            None
        }
        Err(misfits) => {
            for (place, second, unfit) in misfits {
                let id = format!("{}-{place}", if second { "when" } else { "are" });
                flaws.push((id, unfit_text(t, &unfit)));
            }
            None
        }
    };
    let held_on = day(&form.held_on).filter(|day| *day <= ctx.today);
    if held_on.is_none() {
        flaws.push(("held_on".to_owned(), t.cards_day_unfit()));
    }
    let people = form.participants.trim();
    let participants = people
        .parse::<u16>()
        .ok()
        .filter(|n| (1..=MOST_PARTICIPANTS).contains(n));
    if !people.is_empty() && participants.is_none() {
        flaws.push((
            "participants".to_owned(),
            t.error_number(1_i64, i64::from(MOST_PARTICIPANTS)),
        ));
    }
    match (cards, held_on, flaws.is_empty()) {
        (Some(cards), Some(held_on), true) => Ok((held_on, participants, cards)),
        _ => Err(flaws),
    }
}

/// `2026-11-23`, or as it is written by hand: `23-11-2026`, `23.11.2026`.
fn day(text: &str) -> Option<Day> {
    let text = text.trim();
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let parts: Vec<&str> = text.split(['-', '.', '/']).map(str::trim).collect();
    let [day, month, year] = parts[..] else {
        return None;
    };
    format!("{year}-{month:0>2}-{day:0>2}").parse().ok()
}

fn unfit_text(t: Texts, unfit: &Unfit) -> String {
    match unfit {
        Unfit::TooLong { chars, most } => t.error_too_long(*chars, *most),
        Unfit::Control => t.error_control(),
        Unfit::Empty => t.error_empty(),
    }
}

/// A card as a sentence, in the words that stand on it.
pub fn sentence(t: Texts, card: &Card) -> String {
    match (card.are.is_empty(), card.when.is_empty()) {
        (false, false) => format!(
            "{} {}, {} {}.",
            t.cards_we_are(),
            card.are,
            t.cards_when_we(),
            card.when
        ),
        (false, true) => format!("{} {}.", t.cards_we_are(), card.are),
        (true, _) => sign(t, card),
    }
}

/// What one would see, from a card's second half.
fn sign(t: Texts, card: &Card) -> String {
    format!("{} {}.", t.cards_we(), card.when)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aside {
    round: String,
}

/// Takes a proposal off the desk.
pub async fn aside(ctx: Ctx, At((unit, element)): At<(UnitId, ElementId)>, Input(form): Input<Aside>) -> Page {
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    drop(conn);
    ctx.may(&Object::unit(store::organisation::place(&line)))?;
    let round: CardRoundId = form.round.parse().map_err(|_| Error::NotFound)?;
    let mut tx = ctx.write().await?;
    store::interpretation::lay_aside(&mut tx, round, unit, element, ctx.now).await?;
    tx.commit().await?;
    ctx.see_other(paths::interpretation(unit, element))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let expected = "2026-11-03".parse().ok();
        for text in ["2026-11-03", " 3-11-2026", "03.11.2026", "3/11/2026"] {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in ["", "i går", "31-02-2026", "2026-11"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
