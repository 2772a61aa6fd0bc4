//! All signs that one may see, those first in which something has changed: ranked by evidence and never by unit.

use askama::Template;
use model::may::Action;
use model::sign::Purpose;
use signs::evidence::discoveries;
use store::sign::{Phase, Reader, Told};

use super::chart::{self, Drawn, language};
use super::{picture, words};
use crate::texts::Html;
use crate::{Ctx, Page, paths};

/// Of the signs said to have changed, so large a share may be wrong on average.
const WRONG: f64 = 0.1;

#[derive(Template)]
#[template(path = "sign/wall.html")]
struct Wall<'a> {
    ctx: &'a Ctx,
    groups: Vec<Group>,
    /// How many would show a signal by chance.
    chance: Option<String>,
    may_choose: bool,
    may_count: bool,
}

struct Group {
    id: &'static str,
    title: String,
    hint: String,
    rows: Vec<Row>,
}

struct Row {
    href: String,
    title: String,
    small: String,
    state: Option<(String, &'static str)>,
    spark: Option<Html>,
    mark: Html,
    wished: Option<Html>,
    says: String,
    wished_says: String,
}

/// A sign with its chart, and whether its change is believed.
struct Ranked {
    told: Told,
    drawn: Option<Drawn>,
    believed: bool,
}

impl Ranked {
    fn p(&self) -> f64 {
        self.drawn
            .as_ref()
            .and_then(|d| d.change)
            .map_or(2.0, |change| change.p)
    }
}

pub async fn show(ctx: Ctx) -> Page {
    ctx.may(&model::may::Object::nothing())?;
    let reader = Reader::of(ctx.person()?, Action::SeeSigns);
    let mut conn = ctx.read().await?;
    let told = store::sign::wall(&mut conn, &reader, ctx.today).await?;
    let phases = store::sign::phases(&mut conn, None).await?;
    drop(conn);
    let (ranked, context) = rank(&ctx, told, &phases);
    let chance = chance(&ctx, &ranked);
    let (believed, others): (Vec<Ranked>, Vec<Ranked>) = ranked.into_iter().partition(|r| r.believed);
    let t = ctx.t;
    let groups = [
        ("changed", t.sign_wall_changed(), t.sign_wall_changed_hint(), believed),
        ("others", t.sign_wall_others(), t.sign_wall_others_hint(), others),
        ("context", t.sign_wall_context(), t.sign_wall_context_hint(), context),
    ];
    let page = Wall {
        groups: groups
            .into_iter()
            .filter(|(.., rows)| !rows.is_empty())
            .map(|(id, title, hint, rows)| Group {
                id,
                title,
                hint,
                rows: rows.iter().map(|r| row(&ctx, r)).collect(),
            })
            .collect(),
        chance,
        may_choose: ctx.could_somewhere(&Action::ChooseSigns),
        may_count: ctx.could_somewhere(&Action::CountSigns),
        ctx: &ctx,
    };
    ctx.page(&page)
}

/// Draws every sign, and puts the most surprising first; what goes on around them comes apart.
fn rank(ctx: &Ctx, told: Vec<Told>, phases: &[Phase]) -> (Vec<Ranked>, Vec<Ranked>) {
    let (signs, context): (Vec<Told>, Vec<Told>) =
        told.into_iter().partition(|s| s.measure.purpose != Purpose::Context);
    let draw = |told: Told| Ranked {
        drawn: chart::draw(ctx.t, &told, phases, ctx.today),
        told,
        believed: false,
    };
    let mut ranked: Vec<Ranked> = signs.into_iter().map(draw).collect();
    let chances: Vec<Option<f64>> = ranked.iter().map(|r| Some(r.drawn.as_ref()?.change?.p)).collect();
    if let Ok(believed) = discoveries(&chances, WRONG) {
        for (one, believed) in ranked.iter_mut().zip(believed) {
            one.believed = believed;
        }
    }
    model::names::sort_by_name(&mut ranked, |r| &r.told.title);
    ranked.sort_by(|a, b| b.believed.cmp(&a.believed).then(a.p().total_cmp(&b.p())));
    (ranked, context.into_iter().map(draw).collect())
}

fn chance(ctx: &Ctx, ranked: &[Ranked]) -> Option<String> {
    let charts = || ranked.iter().filter_map(|r| r.drawn.as_ref());
    let alarms: Vec<f64> = charts().filter_map(|d| d.chart.false_alarm).map(|f| f.latest).collect();
    // Of a few signs it says nothing.
    if alarms.len() < 3 {
        return None;
    }
    let shown = charts().filter(|d| d.chart.variation.is_signal()).count();
    Some(signs::words::wall(
        alarms.len(),
        alarms.iter().sum(),
        shown,
        language(ctx.t),
    ))
}

fn row(ctx: &Ctx, ranked: &Ranked) -> Row {
    let (t, told) = (ctx.t, &ranked.told);
    let context = told.measure.purpose == Purpose::Context;
    let drawn = ranked.drawn.as_ref();
    let assurance = drawn.filter(|_| !context).map(|d| d.chart.assurance);
    Row {
        href: paths::sign(told.id),
        title: told.title.clone(),
        small: t.sign_of(&told.headline, &told.home_name),
        state: (told.state != model::sign::State::Adopted).then(|| words::state(ctx, told)),
        spark: drawn.map(|d| picture::sparkline(d, !context)),
        mark: picture::variation(
            drawn
                .filter(|_| !context)
                .map_or(signs::icon::Variation::TooFewPoints, |d| d.chart.variation),
        ),
        wished: assurance.and_then(picture::assurance),
        says: match drawn {
            None => t.sign_nothing_counted(),
            Some(_) if context => t.sign_context_says(),
            Some(d) => d.what_changed(t),
        },
        wished_says: assurance
            .filter(|a| picture::assurance(*a).is_some())
            .zip(drawn)
            .map_or_else(String::new, |(_, d)| d.what_to_expect(t)),
    }
}
