//! A sign: the chain that it stands in, its chart and what that says, what people think is happening, what comes next.

use askama::Template;
use model::may::Action;
use model::sign::{Cadence, Data, Kind, LEAST, MOST_TEXT, Noted, Purpose, State};
use model::{Day, SignId};
use serde::Deserialize;
use signs::icon::Label;
use store::sign::{Entry, Phase, Told};

use super::chart::{self, Drawn, language};
use super::{picture, words};
use crate::input::{At, Query};
use crate::texts::Html;
use crate::{Ctx, Page, paths};

/// Entries of the diary on the page.
const ENTRIES: i64 = 30;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    /// As the organisation is now, and not as it was.
    now: Option<String>,
    done: String,
}

/// A note that came back.
#[derive(Default)]
pub struct Back {
    pub body: String,
    pub review_on: String,
    pub error: Option<String>,
    pub day_error: Option<String>,
}

#[derive(Template)]
#[template(path = "sign/show.html")]
struct Show<'a> {
    ctx: &'a Ctx,
    told: &'a Told,
    state: (String, &'static str),
    lede: String,
    picture: Option<Html>,
    rows: Vec<Line>,
    facts: Vec<(String, String)>,
    cautions: Vec<String>,
    choice: String,
    /// The period that is not over.
    running: Option<String>,
    way: Option<(String, bool)>,
    entries: Vec<Told_>,
    doubts: Vec<String>,
    suggestion: Option<(String, String)>,
    may_choose: bool,
    may_count: bool,
    context: bool,
    back: Back,
    done: String,
}

/// A row of the table that says what the picture says.
struct Line {
    period: String,
    day: String,
    value: String,
    middle: String,
    lower: String,
    upper: String,
    says: String,
}

/// An entry of the diary.
struct Told_ {
    kind: Option<String>,
    body: String,
    day: String,
}

pub async fn show(ctx: Ctx, At((id,)): At<(SignId,)>, Query(choice): Query<Choice>) -> Page {
    page(&ctx, id, choice, Back::default()).await
}

/// The page, with a note that did not fit.
pub async fn again(ctx: &Ctx, id: SignId, back: Back) -> Page {
    page(ctx, id, Choice::default(), back).await
}

async fn page(ctx: &Ctx, id: SignId, choice: Choice, back: Back) -> Page {
    let mut conn = ctx.read().await?;
    let now = choice.now.is_some();
    let (told, place) = words::asked(ctx, &mut conn, id, now).await?;
    let phases = store::sign::phases(&mut conn, Some(told.measure.measure)).await?;
    let entries = store::sign::diary(&mut conn, id, ENTRIES).await?;
    let reorganised = store::sign::reorganised(&mut conn, id).await?;
    drop(conn);
    let may_choose = words::may_choose(ctx, &place) && told.state != State::Retired;
    let drawn = chart::draw(ctx.t, &told, &phases, ctx.today);
    let unfit = back.error.is_some() || back.day_error.is_some();
    let view = view(ctx, &told, drawn.as_ref(), &phases, entries, may_choose);
    let view = Show {
        way: (reorganised || now).then(|| {
            let href = paths::sign(id);
            (if now { href } else { format!("{href}?now=1") }, now)
        }),
        may_count: told.measure.kind == Kind::Tally
            && told.state != State::Retired
            && ctx.could(Action::CountSigns, &model::may::Object::unit(place)),
        back,
        done: choice.done,
        ..view
    };
    if unfit { ctx.unfit(&view) } else { ctx.page(&view) }
}

fn view<'a>(
    ctx: &'a Ctx,
    told: &'a Told,
    drawn: Option<&Drawn>,
    phases: &[Phase],
    entries: Vec<Entry>,
    may_choose: bool,
) -> Show<'a> {
    let t = ctx.t;
    let context = told.measure.purpose == Purpose::Context;
    let changed = match drawn {
        None => t.sign_nothing_counted(),
        Some(_) if context => t.sign_context_says(),
        Some(d) => d.what_changed(t),
    };
    let points = drawn.map_or(0, |d| d.chart.points.iter().filter(|p| p.value.is_some()).count());
    Show {
        state: words::state(ctx, told),
        lede: t.sign_lede(&told.home_name, changed),
        picture: drawn.map(|d| picture::chart(t, d, !context)),
        rows: drawn.map_or_else(Vec::new, |d| lines(ctx, told, d, !context)),
        facts: facts(ctx, told, drawn, context),
        cautions: drawn.filter(|_| !context).map_or_else(Vec::new, |d| {
            let mut cautions = d.cautions(t);
            cautions.extend(d.chart.false_alarm.map(|f| signs::words::false_alarm(f, language(t))));
            cautions
        }),
        choice: drawn.map_or_else(String::new, |d| signs::words::choice(&d.choice, language(t))),
        running: (told.measure.kind != Kind::Series && told.state != State::Retired)
            .then(|| chart::running(told, ctx.today))
            .flatten()
            .map(|stood| {
                let period = chart::period(t, told.measure.cadence, stood.start);
                t.sign_running(period, chart::figure(t, stood.value, told.measure.decimals))
            }),
        way: None,
        entries: entries.into_iter().map(|e| entry(ctx, e)).collect(),
        doubts: if may_choose {
            words::doubts(t, told, points)
        } else {
            Vec::new()
        },
        suggestion: drawn
            .filter(|_| may_choose && !context)
            .and_then(|d| suggestion(ctx, told, d, phases)),
        may_choose,
        may_count: false,
        context,
        back: Back::default(),
        done: String::new(),
        told,
        ctx,
    }
}

impl Show<'_> {
    fn deed(&self, deed: &str) -> String {
        paths::sign_deed(self.told.id, deed)
    }

    /// "Antal pr. uge, talt af dem, det handler om": the last link of the chain.
    fn measured(&self) -> String {
        let t = self.ctx.t;
        let how = words::kind(t, self.told.measure.kind);
        match self.told.measure.cadence {
            Cadence::Week => t.sign_measured_week(how),
            Cadence::Month => t.sign_measured_month(how),
        }
    }
}

fn entry(ctx: &Ctx, entry: Entry) -> Told_ {
    let t = ctx.t;
    Told_ {
        kind: match entry.kind {
            Noted::Note => None,
            Noted::Review => Some(t.sign_noted_review()),
            Noted::Adopted => Some(t.sign_noted_adopted()),
            Noted::Retired => Some(t.sign_noted_retired()),
            Noted::Series => Some(t.sign_noted_series()),
        },
        body: match entry.kind {
            Noted::Series => t.sign_series_kept(entry.body.parse::<i64>().unwrap_or(0)),
            _ => entry.body,
        },
        day: ctx.day(&entry.noted_at.day(&ctx.app.zone)),
    }
}

fn facts(ctx: &Ctx, told: &Told, drawn: Option<&Drawn>, context: bool) -> Vec<(String, String)> {
    let t = ctx.t;
    let mut facts = Vec::new();
    if let Some(drawn) = drawn {
        match drawn.centres() {
            (Some(before), Some(now)) => {
                facts.push((t.sign_before(), drawn.value(t, before)));
                facts.push((t.sign_now(), drawn.value(t, now)));
            }
            (None, Some(now)) => facts.push((t.sign_centre(), drawn.value(t, now))),
            _ => {}
        }
        if let Some(target) = drawn.target.filter(|_| !context) {
            facts.push((
                t.sign_target(),
                t.sign_target_says(drawn.value(t, target), drawn.what_to_expect(t)),
            ));
        }
    }
    if told.state != State::Retired {
        let review = told.review_on.map(|day| {
            let day = ctx.day(&day);
            if told.review_where.is_empty() {
                day
            } else {
                t.sign_review_at(day, &told.review_where)
            }
        });
        facts.push((t.sign_review_on(), review.unwrap_or_else(|| t.sign_review_none())));
    }
    facts
}

fn lines(ctx: &Ctx, told: &Told, drawn: &Drawn, verdicts: bool) -> Vec<Line> {
    let t = ctx.t;
    let value = |x: Option<f64>| x.map_or_else(|| "–".to_owned(), |x| drawn.value(t, x));
    let lines = drawn.chart.points.iter().enumerate().map(|(place, point)| {
        let slot = &drawn.slots[place];
        let begins = drawn.phases.iter().find(|(at, _)| *at == place);
        let mut says: Vec<String> = Vec::new();
        if let Some((_, reason)) = begins {
            says.push(t.sign_phase_began(reason));
        }
        if verdicts && !matches!(point.label, Label::None | Label::Common) {
            says.push(signs::words::label(point.label, language(t)).to_owned());
        }
        Line {
            period: drawn.places[place].clone(),
            day: t.day(slot.start),
            value: match (slot.stood, point.value) {
                (Some(stood), Some(x)) if told.measure.data == Data::Shares => t.sign_share_of(
                    drawn.value(t, x),
                    chart::figure(t, stood.value, 0),
                    chart::figure(t, stood.size.unwrap_or(0), 0),
                ),
                (_, Some(x)) => drawn.value(t, x),
                (_, None) => t.sign_gap(),
            },
            middle: value(point.centre),
            lower: value(point.limits.map(|l| l.lower)),
            upper: value(point.limits.map(|l| l.upper)),
            says: says.join(" · "),
        }
    });
    // The newest is what people come for.
    let mut lines: Vec<Line> = lines.collect();
    lines.reverse();
    lines
}

/// Where a phase could begin, and the link to the form that asks why.
fn suggestion(ctx: &Ctx, told: &Told, drawn: &Drawn, phases: &[Phase]) -> Option<(String, String)> {
    let at = drawn.chart.suggestion?.from;
    let from: Day = drawn.slots.get(at)?.start;
    if phases.iter().any(|phase| phase.starts_on == from) || phases.len() >= model::sign::MOST_PHASES {
        return None;
    }
    let text = ctx.t.sign_suggestion(&*drawn.places[at]);
    Some((text, format!("{}?from={from}", paths::sign_deed(told.id, "phase"))))
}
