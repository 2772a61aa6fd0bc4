//! One clause: its words, what became of it, and, for a steward, the answer's form.

use askama::Template;
use axum::http::StatusCode;
use model::foundation::Kind;
use model::may::{Action, Object};
use model::policy::{Answer, RawAnswer, standing};
use model::{ClauseId, ElementId};
use store::Conn;
use store::policy::{Carrier, Clause};

use super::coverage::{Link, by, link};
use super::words;
use crate::foundation::view::{self, Piece, pieces};
use crate::foundation::words::Errors;
use crate::input::{At, Query};
use crate::{Ctx, Error, Page, paths};

#[derive(serde::Deserialize, Default)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// The elements of one foundation that could carry it.
struct Group {
    title: String,
    boxes: Vec<ElementBox>,
}

struct ElementBox {
    id: ElementId,
    headline: String,
    on: bool,
    /// It carried the clause, and is not in force any more.
    gone: bool,
}

struct Past {
    when: String,
    answer: String,
    carriers: Vec<Link>,
    reference: String,
    link: String,
    why: String,
}

#[derive(Template)]
#[template(path = "policy/clause.html")]
struct ClausePage<'a> {
    ctx: &'a Ctx,
    clause: &'a Clause,
    text: Vec<Piece>,
    /// As it stands today.
    word: String,
    color: &'static str,
    lost: bool,
    newest: Past,
    by: String,
    history: Vec<Past>,
    /// For a steward.
    form: Option<Form>,
    next: Option<ClauseId>,
    left: usize,
    errors: Errors,
    conflict: bool,
    done: bool,
}

struct Form {
    raw: RawAnswer,
    groups: Vec<Group>,
    most: (usize, usize, usize),
}

pub async fn show(ctx: Ctx, At((id,)): At<(ClauseId,)>, Query(query): Query<Done>) -> Page {
    let mut conn = ctx.read().await?;
    let clause = store::policy::clause(&mut conn, id).await?.ok_or(Error::NotFound)?;
    ctx.may(&Object::nothing())?;
    let shown = View {
        done: query.done == "answered",
        ..View::default()
    };
    page(&ctx, &mut conn, StatusCode::OK, &clause, shown).await
}

/// What the page shows beside what is stored.
#[derive(Default)]
pub struct View {
    /// What was written and not stored.
    pub raw: Option<RawAnswer>,
    pub errors: Errors,
    pub conflict: bool,
    pub done: bool,
}

pub async fn page(ctx: &Ctx, conn: &mut Conn, status: StatusCode, clause: &Clause, shown: View) -> Page {
    let t = ctx.t;
    let history = store::policy::history(conn, clause.id).await?;
    let carriers = store::policy::carriers_of(conn, clause.id, ctx.today).await?;
    let now: Vec<&Carrier> = carriers.iter().filter(|c| c.revision == clause.revision).collect();
    let given = clause.answer();
    let stands = standing(given, now.iter().filter(|c| c.in_force).count());
    let (mut form, mut open) = (None, Vec::new());
    if ctx.could_somewhere(&Action::EditPolicy) {
        let elements = store::foundation::current(conn, ctx.today).await?;
        open = store::policy::open(conn).await?;
        let raw = shown.raw.unwrap_or_else(|| stored(clause, &now));
        let groups = Kind::ALL.iter().map(|&kind| {
            let current = elements.iter().filter(|e| e.kind == kind).map(|e| ElementBox {
                id: e.id,
                headline: e.headline.clone(),
                on: raw.elements.contains(&e.id),
                gone: false,
            });
            let gone = now
                .iter()
                .filter(|c| c.kind == kind && !c.in_force)
                .map(|c| ElementBox {
                    id: c.element,
                    headline: c.headline.clone(),
                    on: raw.elements.contains(&c.element),
                    gone: true,
                });
            Group {
                title: view::name(t, kind),
                boxes: current.chain(gone).collect(),
            }
        });
        form = Some(Form {
            groups: groups.filter(|g| !g.boxes.is_empty()).collect(),
            raw,
            most: (model::policy::REFERENCE, model::policy::LINK, model::policy::WHY),
        });
    }
    let (word, color) = words::answer(t, stands);
    let page = ClausePage {
        ctx,
        clause,
        text: pieces(&clause.text),
        word,
        color,
        lost: stands != given,
        newest: Past {
            when: String::new(),
            answer: String::new(),
            carriers: now.into_iter().map(link).collect(),
            reference: clause.reference.clone().unwrap_or_default(),
            link: clause.link.clone().unwrap_or_default(),
            why: clause.why.clone().unwrap_or_default(),
        },
        by: by(ctx, clause.answered_by.as_deref(), clause.answered_at),
        history: history
            .into_iter()
            .filter(|past| past.revision != clause.revision)
            .map(|past| Past {
                when: by(ctx, past.answered_by.as_deref(), Some(past.answered_at)),
                answer: words::answer(t, past.answer).0,
                carriers: carriers
                    .iter()
                    .filter(|c| c.revision == past.revision)
                    .map(link)
                    .collect(),
                reference: past.reference,
                link: past.link,
                why: past.why,
            })
            .collect(),
        form,
        next: next(&open, clause.id),
        left: open.len(),
        errors: shown.errors,
        conflict: shown.conflict,
        done: shown.done,
    };
    ctx.page_with(status, &page)
}

/// The clause's newest answer, as the form has it.
fn stored(clause: &Clause, carriers: &[&Carrier]) -> RawAnswer {
    RawAnswer {
        answer: clause.answer().to_string(),
        elements: carriers.iter().map(|c| c.element).collect(),
        reference: clause.reference.clone().unwrap_or_default(),
        link: clause.link.clone().unwrap_or_default(),
        why: clause.why.clone().unwrap_or_default(),
    }
}

/// The open clause after this one, when this is one of them; after the last comes the first.
pub fn next(open: &[ClauseId], this: ClauseId) -> Option<ClauseId> {
    let at = open.iter().position(|id| *id == this)?;
    open.iter().cycle().nth(at + 1).copied().filter(|next| *next != this)
}

impl ClausePage<'_> {
    fn answers(&self) -> [(Answer, String, String); 3] {
        let t = self.ctx.t;
        [
            (Answer::Guideline, t.policy_choose_guideline(), String::new()),
            (
                Answer::Dropped,
                t.policy_choose_dropped(),
                t.policy_choose_dropped_hint(),
            ),
            (Answer::Open, t.policy_choose_open(), t.policy_choose_open_hint()),
        ]
    }
}
