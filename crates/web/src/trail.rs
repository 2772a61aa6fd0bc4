//! A trail as a page shows it: what each trace is, in a line or a quotation, newest first.

use askama::Template;
use model::trace::Rung;
use model::{ElementId, UnitId};
use store::trace::{Evidence, Step, Trail};

use crate::texts::Html;
use crate::{Ctx, Error, paths};

/// What a trail is of. What the page says anyway is not said again at each trace.
#[derive(Clone, Copy)]
pub struct About {
    pub unit: UnitId,
    pub element: Option<ElementId>,
    /// Counted from 0.
    pub page: i64,
}

#[derive(Template)]
#[template(path = "trail.html")]
struct TrailHtml<'a> {
    ctx: &'a Ctx,
    lines: Vec<Line>,
    newer: Option<String>,
    older: Option<String>,
}

struct Line {
    rung: &'static str,
    text: String,
    quoted: bool,
    /// The element in the unit it happened in, when the page is about more than one.
    link: Option<(String, String)>,
    small: String,
}

/// The trail with its pager; `address` makes the link to a page, counted from 0.
pub fn trail(ctx: &Ctx, trail: &Trail, about: About, address: impl Fn(i64) -> String) -> Result<Html, Error> {
    let html = TrailHtml {
        ctx,
        lines: trail.steps.iter().map(|step| line(ctx, step, about)).collect(),
        newer: (about.page > 0).then(|| address(about.page - 1)),
        older: trail.older.then(|| address(about.page + 1)),
    };
    Ok(askama::filters::Safe(html.render()?))
}

fn line(ctx: &Ctx, step: &Step, about: About) -> Line {
    let t = ctx.t;
    let day = ctx.day(&step.day);
    let mut unit = (step.unit != about.unit).then(|| t.trail_in(&step.unit_name));
    let link = about
        .element
        .is_none()
        .then(|| (paths::element_in_unit(step.unit, step.element), step.headline.clone()));
    if let Some(withdrawn) = &step.withdrawn {
        let at = ctx.day(&withdrawn.at.day(&ctx.app.zone));
        let text = match step.evidence {
            Evidence::Story { .. } => t.trail_story_of(day),
            Evidence::Decision { .. } => t.trail_decision_of(day),
            Evidence::Wording => t.trail_wording_of(day),
            Evidence::Interpretation { .. } => t.trail_interpretation_of(day),
        };
        let small = joined([unit, Some(t.trail_withdrawn(at, &withdrawn.reason))]);
        return Line {
            rung: "withdrawn",
            text,
            quoted: false,
            link,
            small,
        };
    }
    let (text, quoted, who) = match &step.evidence {
        Evidence::Story { text, from } => {
            // Told from where it happened: that is said once.
            if from.as_ref().is_some_and(|(id, _)| *id == step.unit) {
                unit = None;
            }
            let from = from.as_ref().map(|(_, name)| name.as_str());
            let who = match (step.rung, from) {
                (Rung::Confirmed, Some(from)) => t.trail_seen_by(from),
                (Rung::Confirmed, None) => t.trail_seen_by_others(),
                (Rung::Unprompted, Some(from)) => t.trail_unprompted_from(from),
                (Rung::Unprompted, None) => t.trail_unprompted(),
                (_, Some(from)) => t.trail_told_from(from),
                (_, None) => t.trail_told(),
            };
            let quoted = text.is_some();
            let text = text.as_deref().map_or_else(|| t.trail_story(), inner_marks);
            (text, quoted, Some(who))
        }
        Evidence::Decision { text } => (
            text.clone().unwrap_or_else(|| t.trail_decision()),
            false,
            text.is_some().then(|| t.trail_decision()),
        ),
        Evidence::Wording => (t.trail_wording(step.count), false, None),
        Evidence::Interpretation { participants: Some(n) } => (t.trail_interpreted_by(i64::from(*n)), false, None),
        Evidence::Interpretation { participants: None } => (t.trail_interpreted(), false, None),
    };
    Line {
        rung: step.rung.word(),
        text,
        quoted,
        link,
        small: joined([who, unit, Some(day)]),
    }
}

/// What somebody quotes inside a quotation takes the inner marks.
fn inner_marks(text: &str) -> String {
    text.replace('»', "›")
        .replace('«', "‹")
        .replace('“', "‘")
        .replace('”', "’")
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
