//! Documents that were handed in for the units that one reaches, with how each stands.

use askama::Template;
use model::may::{Action, Object};
use model::wording::State;
use serde::Deserialize;
use store::wording::{Counts, Document};

use super::document_words::{self as words, Standing};
use crate::input::Query;
use crate::{Ctx, Page, paths};

const A_PAGE: i64 = 50;

#[derive(Deserialize, Default)]
pub struct Asked {
    state: Option<State>,
    #[serde(default)]
    page: i64,
    /// What was just handed in: new, here already, and rows of the index whose file was not there.
    taken: Option<i64>,
    #[serde(default)]
    here: i64,
    #[serde(default)]
    lost: i64,
    #[serde(default)]
    done: String,
}

#[derive(Template)]
#[template(path = "wording/documents.html")]
struct Documents<'a> {
    ctx: &'a Ctx,
    asked: Asked,
    counts: Counts,
    tabs: Vec<Tab>,
    rows: Vec<(Document, Standing)>,
    may_edit: bool,
    newer: Option<String>,
    older: Option<String>,
}

struct Tab {
    href: String,
    text: String,
    count: i64,
    current: bool,
}

pub async fn show(ctx: Ctx, Query(asked): Query<Asked>) -> Page {
    ctx.may(&Object::nothing())?;
    let reach = words::reach(&ctx);
    let page = asked.page.clamp(0, 1_000_000);
    let mut conn = ctx.read().await?;
    let counts = store::wording::counts(&mut conn, &reach).await?;
    let mut documents = store::wording::documents(&mut conn, &reach, asked.state, A_PAGE + 1, page * A_PAGE).await?;
    drop(conn);
    let more = documents.len() > 50;
    documents.truncate(50);
    let may_edit = ctx.could_somewhere(&Action::EditWording);
    ctx.page(&Documents {
        tabs: tabs(&ctx, asked.state, &counts, may_edit),
        counts,
        rows: documents
            .into_iter()
            .map(|document| {
                let standing = words::standing(ctx.t, &document);
                (document, standing)
            })
            .collect(),
        may_edit,
        newer: (page > 0).then(|| paths::wording_documents(asked.state, page - 1)),
        older: more.then(|| paths::wording_documents(asked.state, page + 1)),
        asked,
        ctx: &ctx,
    })
}

/// Everything, and each state that has something in it.
fn tabs(ctx: &Ctx, current: Option<State>, counts: &Counts, may_edit: bool) -> Vec<Tab> {
    let tab = |state: Option<State>, text: String, count: i64| Tab {
        href: paths::wording_documents(state, 0),
        text,
        count,
        current: current == state,
    };
    let of = |state: State| match state {
        State::Waiting => counts.waiting,
        State::Read => counts.read,
        State::Missing => counts.missing,
        State::Refused => counts.refused,
    };
    let all = State::ALL.iter().map(|state| of(*state)).sum();
    let mut tabs = vec![tab(None, ctx.t.wording_doc_all(), all)];
    for &state in State::ALL {
        if may_edit || state != State::Refused {
            tabs.push(tab(Some(state), words::state(ctx.t, state).0, of(state)));
        }
    }
    tabs
}
