//! One element of a draft, edited. Two people at once: the second sees both texts and loses nothing.

use askama::Template;
use model::foundation::{BEHAVIOURS, ENTRIES, ENTRY, HEADLINE, Kind, MEANING, RawText, Text};
use model::may::Object;
use model::text::{Piece, difference};
use model::{EditionId, ElementId};
use serde::Deserialize;
use store::Conn;
use store::foundation::{Edition, ElementText, Level, TieChoice};

use super::begin::{self, CONFLICT};
use super::compare::whole;
use super::draft;
use super::view::{level_name, name, name_within};
use super::words::{self, Errors};
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    seen: i64,
    headline: String,
    meaning: String,
    #[serde(default)]
    behaviour: Vec<String>,
    #[serde(default)]
    level: Vec<String>,
    good: String,
    bad: String,
    dilemmas: String,
    #[serde(default)]
    tie: Vec<ElementId>,
}

struct TieBox {
    id: ElementId,
    headline: String,
    on: bool,
    /// The other foundation says so itself.
    said: bool,
}

/// What somebody else saved meanwhile.
struct Theirs {
    /// None: they took the element out.
    pieces: Option<Vec<Piece>>,
}

#[derive(Template)]
#[template(path = "foundation/element_edit.html")]
struct Editor<'a> {
    ctx: &'a Ctx,
    draft: &'a Edition,
    kind: String,
    other: String,
    with_levels: bool,
    title: String,
    id: ElementId,
    seen: i64,
    form: RawText,
    rows: Vec<(String, String)>,
    levels: Vec<(String, String)>,
    ties: Vec<TieBox>,
    next: Option<String>,
    errors: Errors,
    theirs: Option<Theirs>,
    most: Most,
}

/// The limits, for the fields.
struct Most {
    headline: usize,
    meaning: usize,
    entry: usize,
    behaviours: usize,
}

/// Everything around the element that the page shows.
struct Around {
    levels: Vec<Level>,
    choices: Vec<TieChoice>,
    /// Ties that this draft says, and those that the other foundation says.
    own: Vec<ElementId>,
    said: Vec<ElementId>,
    texts: Vec<ElementText>,
}

async fn around(conn: &mut Conn, ctx: &Ctx, draft: &Edition, element: ElementId) -> Result<Around, Error> {
    let of = |ties: Vec<(ElementId, ElementId)>| -> Vec<ElementId> {
        ties.into_iter()
            .filter(|(a, _)| *a == element)
            .map(|(_, b)| b)
            .collect()
    };
    Ok(Around {
        levels: store::foundation::levels(conn, None, ctx.today).await?,
        choices: store::foundation::tie_choices(conn, draft.kind.other()).await?,
        own: of(store::foundation::ties_of(conn, draft.id).await?),
        said: of(store::foundation::ties_to(conn, draft.kind).await?),
        texts: store::foundation::texts(conn, draft.id).await?,
    })
}

pub async fn show(ctx: Ctx, At((id, element)): At<(EditionId, ElementId)>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let draft = begin::draft(&mut conn, id).await?;
    let around = around(&mut conn, &ctx, &draft, element).await?;
    drop(conn);
    let stored = around
        .texts
        .iter()
        .find(|e| e.element == element)
        .ok_or(Error::NotFound)?;
    let ties = around.own.clone();
    ctx.page(&page(&ctx, &draft, element, &around, RawText::of(&stored.text), &ties))
}

pub async fn save(ctx: Ctx, At((id, element)): At<(EditionId, ElementId)>, Input(form): Input<Form>) -> Page {
    ctx.may(&Object::nothing())?;
    if form.behaviour.len() != form.level.len() {
        return Err(Error::Form("behaviours and levels do not fit together".into()));
    }
    let mut tx = ctx.write().await?;
    let Some(revision) = store::foundation::begin_save(&mut tx, id).await? else {
        return Err(Error::NotFound);
    };
    let draft = begin::draft(&mut tx, id).await?;
    let around = around(&mut tx, &ctx, &draft, element).await?;
    let stored = around.texts.iter().find(|e| e.element == element);
    // Of this foundation, and once among the draft's: an identity from elsewhere is not found.
    if stored.is_none() && !store::foundation::element_is_of(&mut tx, element, draft.foundation).await? {
        return Err(Error::NotFound);
    }
    let raw = RawText {
        headline: form.headline,
        meaning: form.meaning.replace("\r\n", "\n"),
        behaviours: form.behaviour.into_iter().zip(form.level).collect(),
        good: form.good.replace("\r\n", "\n"),
        bad: form.bad.replace("\r\n", "\n"),
        dilemmas: form.dilemmas.replace("\r\n", "\n"),
    };
    let codes: Vec<String> = around.levels.iter().map(|l| l.code.clone()).collect();
    // A level that is not the organisation's any more stays in the draft where it stood.
    let kept = around
        .texts
        .iter()
        .flat_map(|e| &e.text.lists.behaviours)
        .filter_map(|b| b.level.clone());
    let codes: Vec<String> = codes.into_iter().chain(kept).collect();
    let read = raw.read(&codes);
    let theirs = conflict(&ctx, &around, stored, form.seen, revision, read.as_ref().ok());
    match read {
        Ok(text) if theirs.is_none() => {
            if stored.is_some() {
                store::foundation::save_text(&mut tx, id, element, &text, revision).await?;
            } else {
                draft::append(&mut tx, &draft, element, &text.headline, &text.meaning, &text.lists).await?;
            }
            let ties: Vec<ElementId> = form
                .tie
                .iter()
                .copied()
                .filter(|tie| around.choices.iter().any(|c| c.id == *tie))
                .collect();
            store::foundation::set_ties(&mut tx, id, element, &ties).await?;
            tx.commit().await?;
            ctx.see_other(paths::draft_element(id, element) + "?saved=1")
        }
        read => {
            tx.roll_back().await?;
            let mut page = page(&ctx, &draft, element, &around, raw, &form.tie);
            page.seen = revision - 1;
            for p in read.err().into_iter().flatten() {
                page.errors
                    .add(words::field_id("", p.field), words::fault(ctx.t, &p.fault));
            }
            page.theirs = theirs;
            if page.theirs.is_some() {
                ctx.page_with(CONFLICT, &page)
            } else {
                ctx.unfit(&page)
            }
        }
    }
}

/// What somebody else did to the element since `seen`. The same words twice are no conflict.
fn conflict(
    ctx: &Ctx,
    around: &Around,
    stored: Option<&ElementText>,
    seen: i64,
    revision: i64,
    mine: Option<&Text>,
) -> Option<Theirs> {
    let Some(stored) = stored else {
        // Taken out. Who has seen that, and saves again, puts it back.
        return (seen + 1 < revision).then_some(Theirs { pieces: None });
    };
    if stored.revision <= seen || mine.is_some_and(|mine| mine.same_words(&stored.text)) {
        return None;
    }
    let name = |code: &str| level_name(ctx.t, &around.levels, code);
    let mine = mine.map_or_else(String::new, |mine| whole(ctx.t, mine, name));
    Some(Theirs {
        pieces: Some(difference(&whole(ctx.t, &stored.text, name), &mine)),
    })
}

fn page<'a>(
    ctx: &'a Ctx,
    draft: &'a Edition,
    element: ElementId,
    around: &Around,
    form: RawText,
    ties: &[ElementId],
) -> Editor<'a> {
    let after = around.texts.iter().skip_while(|e| e.element != element).nth(1);
    let mut levels: Vec<(String, String)> = around
        .levels
        .iter()
        .map(|l| (l.code.clone(), level_name(ctx.t, &around.levels, &l.code)))
        .collect();
    for (_, code) in &form.behaviours {
        if !code.is_empty() && levels.iter().all(|(c, _)| c != code) {
            levels.push((code.clone(), code.clone()));
        }
    }
    let mut rows = form.behaviours.clone();
    let full = rows.iter().filter(|(text, _)| !text.trim().is_empty()).count();
    let empty = rows.len() - full;
    // Three empty rows, as far as there is room.
    rows.extend(vec![
        (String::new(), String::new());
        3_usize.saturating_sub(empty).min(BEHAVIOURS.saturating_sub(full))
    ]);
    let stored = around.texts.iter().find(|e| e.element == element);
    Editor {
        ctx,
        draft,
        kind: name(ctx.t, draft.kind),
        other: name_within(ctx.t, draft.kind.other()),
        with_levels: draft.kind == Kind::Leadership,
        title: stored.map_or_else(|| form.headline.clone(), |s| s.text.headline.clone()),
        id: element,
        seen: draft.revision,
        rows,
        form,
        levels,
        ties: around
            .choices
            .iter()
            .map(|c| TieBox {
                id: c.id,
                headline: c.headline.clone(),
                on: ties.contains(&c.id),
                said: around.said.contains(&c.id),
            })
            .collect(),
        next: after.map(|e| paths::draft_element(draft.id, e.element)),
        errors: Errors::default(),
        theirs: None,
        most: Most {
            headline: HEADLINE,
            meaning: MEANING,
            entry: ENTRY,
            behaviours: BEHAVIOURS,
        },
    }
}

impl Editor<'_> {
    /// Said once after a save.
    fn saved(&self) -> bool {
        self.ctx.here.ends_with("?saved=1") && self.errors.is_empty() && self.theirs.is_none()
    }
}
