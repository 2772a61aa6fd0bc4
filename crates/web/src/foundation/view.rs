//! What several pages show of an element.

use askama::Template;
use askama::filters::Safe;
use model::foundation::{Kind, Text};
use model::may::Action;
use model::{ElementId, Language};
use store::foundation::{ElementPage, Level, Related};

use crate::catalogue::Drawn;
use crate::texts::Html;
use crate::{Ctx, Error, Texts, paths};

/// A piece of running text: a paragraph, or a list of lines that begin with `- `.
pub enum Piece {
    Text(String),
    List(Vec<String>),
}

/// Something one would see a leader do.
pub struct Item {
    pub text: String,
    /// Whom it is for; none when the element makes no difference.
    pub level: Option<String>,
    /// It is for the reader's own level.
    pub own: bool,
}

/// An element as it is read.
pub struct Shown {
    pub id: ElementId,
    pub headline: String,
    pub meaning: Vec<Piece>,
    pub behaviours: Vec<Item>,
    pub good: Vec<String>,
    pub bad: Vec<String>,
    pub dilemmas: Vec<String>,
    /// Since when and why it is prominent.
    pub prominent: Option<(String, String)>,
}

impl Shown {
    pub fn new(ctx: &Ctx, id: ElementId, text: &Text, levels: &[Level]) -> Self {
        Self {
            id,
            headline: text.headline.clone(),
            meaning: pieces(&text.meaning),
            behaviours: behaviours(ctx.t, text, levels),
            good: text.lists.examples_good.clone(),
            bad: text.lists.examples_bad.clone(),
            dilemmas: text.lists.dilemmas.clone(),
            prominent: None,
        }
    }

    /// Whether there is more than the meaning and the behaviours.
    pub fn has_more(&self) -> bool {
        !(self.good.is_empty() && self.bad.is_empty() && self.dilemmas.is_empty())
    }

    /// The page with the element's rings and trail.
    pub fn href(&self) -> String {
        paths::element(self.id)
    }
}

pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        match (line.strip_prefix("- "), pieces.last_mut()) {
            (Some(item), Some(Piece::List(items))) => items.push(item.to_owned()),
            (Some(item), _) => pieces.push(Piece::List(vec![item.to_owned()])),
            (None, _) => pieces.push(Piece::Text(line.to_owned())),
        }
    }
    pieces
}

pub fn level_name(t: Texts, levels: &[Level], code: &str) -> String {
    let named = levels.iter().find(|l| l.code == code);
    named.map_or_else(
        || code.to_owned(),
        |l| {
            if t.language == Language::Danish {
                l.danish.clone()
            } else {
                l.english.clone()
            }
        },
    )
}

/// The behaviours in the text's order, those for the reader's own level first.
fn behaviours(t: Texts, text: &Text, levels: &[Level]) -> Vec<Item> {
    let all = &text.lists.behaviours;
    let levelled = all.iter().any(|b| b.level.is_some());
    let mut items: Vec<Item> = all
        .iter()
        .map(|b| Item {
            text: b.text.clone(),
            level: levelled.then(|| {
                let code = b.level.as_deref();
                code.map_or_else(|| t.foundation_all_levels(), |code| level_name(t, levels, code))
            }),
            own: b
                .level
                .as_ref()
                .is_some_and(|code| levels.iter().any(|l| l.code == *code && l.own)),
        })
        .collect();
    items.sort_by_key(|item| !item.own);
    items
}

/// The name of a foundation: Ledelsesgrundlaget.
pub fn name(t: Texts, kind: Kind) -> String {
    match kind {
        Kind::Leadership => t.foundation_leadership(),
        Kind::Employee => t.foundation_employee(),
    }
}

/// The same within a sentence: ledelsesgrundlaget.
pub fn name_within(t: Texts, kind: Kind) -> String {
    match kind {
        Kind::Leadership => t.foundation_leadership_within(),
        Kind::Employee => t.foundation_employee_within(),
    }
}

/// A wording that is no longer, or not yet, in force.
pub struct OtherWording {
    pub href: String,
    pub name: String,
    pub shown: Shown,
}

/// A sentence about what an element came from or became, with its links.
pub struct Link {
    pub href: String,
    pub text: String,
}

/// The reading part of an element's page: its words, what it goes hand in hand with, what it came from and became.
#[derive(Template)]
#[template(path = "foundation/reading.html")]
pub struct Reading<'a> {
    ctx: &'a Ctx,
    /// Ledelsesgrundlaget, udgave 2.
    by: String,
    edition: String,
    shown: Option<Shown>,
    /// What to say when it is out of force, or comes.
    note: Option<String>,
    hands: Vec<(String, String, Vec<Piece>)>,
    came_from: Vec<Link>,
    became: Vec<Link>,
    others: Vec<OtherWording>,
    /// The clauses of the old policy that it carries, for those who may read the policy.
    clauses: Vec<Link>,
    draws_on: Vec<Drawn>,
}

impl Reading<'_> {
    pub fn html(ctx: &Ctx, page: &ElementPage) -> Result<Html, Error> {
        let t = ctx.t;
        let shown = |text: &Text| {
            let mut shown = Shown::new(ctx, page.id, text, &page.levels);
            shown.prominent = page
                .prominent
                .as_ref()
                .map(|(since, why)| (ctx.day(since), why.clone()));
            shown
        };
        let main = page.current.as_ref().or(page.earlier.first()).or(page.coming.first());
        let note = if page.current.is_some() {
            None
        } else if let Some(gone) = &page.retired {
            Some(t.foundation_retired_since(ctx.day(&gone.in_force_from)))
        } else if let Some(coming) = page.coming.last() {
            Some(t.foundation_in_force_from(ctx.day(&coming.in_force_from)))
        } else {
            Some(t.foundation_not_in_force())
        };
        let main_edition = main.map(|w| w.edition);
        let others = page
            .coming
            .iter()
            .chain(&page.earlier)
            .filter(|w| Some(w.edition) != main_edition);
        let link = |related: &Related| Link {
            href: paths::element(related.id),
            text: related.headline.clone(),
        };
        let reading = Reading {
            ctx,
            by: main.map_or_else(String::new, |w| t.foundation_by(name(t, page.kind), w.number)),
            edition: main.map_or_else(paths::elements, |w| paths::edition(w.edition)),
            shown: main.map(|w| shown(&w.text)),
            note,
            hands: page
                .ties
                .iter()
                .map(|tied| (paths::element(tied.id), tied.headline.clone(), pieces(&tied.meaning)))
                .collect(),
            came_from: page.came_from.iter().map(link).collect(),
            became: page.became.iter().map(link).collect(),
            clauses: page
                .clauses
                .iter()
                .filter(|_| ctx.could_somewhere(&Action::ReadPolicy))
                .map(|c| Link {
                    href: paths::clause(c.id),
                    text: format!("{} {}", c.number, c.headline).trim().to_owned(),
                })
                .collect(),
            draws_on: page.draws_on.iter().map(|item| Drawn::new(t, *item)).collect(),
            others: others
                .map(|w| OtherWording {
                    href: paths::edition(w.edition),
                    name: t.foundation_wording_of(w.number, ctx.day(&w.in_force_from)),
                    shown: shown(&w.text),
                })
                .collect(),
        };
        Ok(Safe(reading.render()?))
    }
}
