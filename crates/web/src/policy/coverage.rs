//! What became of every clause: what is open first. Made for the works council, and for paper.

use askama::Template;
use model::may::{Action, Object};
use model::policy::{Answer, Coverage, standing};
use model::{ClauseId, PolicyId};
use store::policy::{Carrier, Clause, Document};

use super::words;
use crate::foundation::view::{Piece, pieces};
use crate::input::Query;
use crate::{Ctx, Page, paths};

/// Characters of a clause that the page shows; the clause has a page of its own.
const EXCERPT: usize = 360;

#[derive(serde::Deserialize, Default)]
pub struct Done {
    #[serde(default)]
    done: String,
}

pub struct Row {
    pub id: ClauseId,
    pub number: String,
    pub headline: String,
    /// The document, where there are several.
    pub document: Option<String>,
    pub excerpt: String,
    pub carriers: Vec<Link>,
    pub reference: String,
    pub link: String,
    pub why: String,
    /// It was carried by what is not in force any more.
    pub lost: bool,
    pub by: String,
}

pub struct Link {
    pub href: String,
    pub text: String,
    pub gone: bool,
}

struct Group {
    answer: Answer,
    title: String,
    lede: String,
    rows: Vec<Row>,
}

struct Whole {
    id: PolicyId,
    title: String,
    came: String,
    preamble: Vec<Piece>,
    clauses: usize,
    removable: bool,
}

#[derive(Template)]
#[template(path = "policy/coverage.html")]
struct CoveragePage<'a> {
    ctx: &'a Ctx,
    counts: Coverage,
    groups: Vec<Group>,
    documents: Vec<Whole>,
    may_edit: bool,
    /// The first that is open.
    first: Option<ClauseId>,
    done: String,
}

pub async fn show(ctx: Ctx, Query(query): Query<Done>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let documents = store::policy::documents(&mut conn).await?;
    let clauses = store::policy::clauses(&mut conn).await?;
    let carriers = store::policy::carriers(&mut conn, ctx.today).await?;
    drop(conn);
    let t = ctx.t;
    let several = documents.len() > 1;
    let rows: Vec<(Answer, Row)> = clauses.iter().map(|c| row(&ctx, c, &carriers, several)).collect();
    let counts = Coverage::of(rows.iter().map(|(answer, _)| *answer));
    let mut groups: Vec<Group> = [
        (Answer::Open, t.policy_open_title(), t.policy_open_lede()),
        (Answer::Carried, t.policy_carried_title(), t.policy_carried_lede()),
        (Answer::Guideline, t.policy_guideline_title(), t.policy_guideline_lede()),
        (Answer::Dropped, t.policy_dropped_title(), t.policy_dropped_lede()),
    ]
    .into_iter()
    .map(|(answer, title, lede)| Group {
        answer,
        title,
        lede,
        rows: Vec::new(),
    })
    .collect();
    for (answer, row) in rows {
        if let Some(group) = groups.iter_mut().find(|g| g.answer == answer) {
            group.rows.push(row);
        }
    }
    groups.retain(|g| !g.rows.is_empty());
    let first = groups
        .iter()
        .find(|g| g.answer == Answer::Open)
        .and_then(|g| g.rows.first())
        .map(|r| r.id);
    let documents = documents.iter().map(|d| whole(&ctx, d, &clauses)).collect();
    ctx.page(&CoveragePage {
        counts,
        groups,
        documents,
        may_edit: ctx.could_somewhere(&Action::EditPolicy),
        first,
        done: query.done,
        ctx: &ctx,
    })
}

fn whole(ctx: &Ctx, document: &Document, clauses: &[Clause]) -> Whole {
    let own = || clauses.iter().filter(|c| c.policy == document.id);
    let at = ctx.day(&document.added_at.day(&ctx.app.zone));
    let source = words::source(ctx.t, &document.source_name);
    Whole {
        id: document.id,
        title: document.title.clone(),
        came: document.added_by.as_ref().map_or_else(
            || ctx.t.policy_came(&source, &at),
            |by| ctx.t.policy_came_by(&source, &at, by),
        ),
        preamble: pieces(&document.preamble),
        clauses: own().count(),
        removable: own().all(|c| c.revision == 0),
    }
}

fn row(ctx: &Ctx, clause: &Clause, carriers: &[Carrier], several: bool) -> (Answer, Row) {
    let carriers: Vec<Link> = carriers.iter().filter(|c| c.clause == clause.id).map(link).collect();
    let given = clause.answer();
    let now = standing(given, carriers.iter().filter(|c| !c.gone).count());
    let row = Row {
        id: clause.id,
        number: clause.number.clone(),
        headline: clause.headline.clone(),
        document: several.then(|| clause.title.clone()),
        excerpt: excerpt(&clause.text),
        carriers,
        reference: clause.reference.clone().unwrap_or_default(),
        link: clause.link.clone().unwrap_or_default(),
        why: clause.why.clone().unwrap_or_default(),
        lost: now != given,
        by: by(ctx, clause.answered_by.as_deref(), clause.answered_at),
    };
    (now, row)
}

/// An element that carries a clause, as a link.
pub fn link(carrier: &Carrier) -> Link {
    Link {
        href: paths::element(carrier.element),
        text: carrier.headline.clone(),
        gone: !carrier.in_force,
    }
}

/// Who answered, and when; empty when nobody did.
pub fn by(ctx: &Ctx, name: Option<&str>, at: Option<model::Instant>) -> String {
    match (name, at) {
        (Some(name), Some(at)) => ctx.t.policy_by(name, ctx.day(&at.day(&ctx.app.zone))),
        (None, Some(at)) => ctx.day(&at.day(&ctx.app.zone)),
        _ => String::new(),
    }
}

/// The beginning of a text, to the end of a word.
fn excerpt(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= EXCERPT {
        return text;
    }
    let cut: String = text.chars().take(EXCERPT).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{whole} …")
}

impl Group {
    fn color(&self, ctx: &Ctx) -> &'static str {
        words::answer(ctx.t, self.answer).1
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_excerpt_ends_with_a_word() {
        assert_eq!(super::excerpt("Kort.\n\n- Et\n- To"), "Kort. - Et - To");
        let long = super::excerpt(&"ørred ".repeat(100));
        assert!(
            long.ends_with("ørred …") && long.chars().count() <= super::EXCERPT + 2,
            "{long}"
        );
    }
}
