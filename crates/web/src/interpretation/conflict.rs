//! Two have written at once: theirs, one's own and the difference, field by field. Nothing is lost.

use askama::Template;
use axum::http::StatusCode;
use model::ElementId;
use model::interpretation::{Body, Current, Field, State, Written};
use model::text::{Piece, difference};
use store::organisation::UnitNow;

use super::edit::saved_at;
use super::form::{Edit, Fields};
use super::told::label;
use crate::texts::Html;
use crate::{Ctx, Error, Page, paths};

#[derive(Template)]
#[template(path = "interpretation/conflict.html")]
struct Conflict<'a> {
    ctx: &'a Ctx,
    title: String,
    read_href: String,
    edit_href: String,
    name: String,
    at: String,
    seen: i64,
    set_aside: bool,
    choices: Vec<Choice>,
    hidden: Vec<(&'static str, String)>,
    same: usize,
}

/// One field in which the two differ.
struct Choice {
    field: Field,
    label: String,
    /// Each against what both began from.
    theirs: Vec<Piece>,
    mine: Vec<Piece>,
    /// Only the other has changed it: theirs is kept unless one says otherwise.
    take_theirs: bool,
    editor: Html,
}

/// The page to choose and merge on. `mine` is what was to be saved, `current` what has been in the meantime.
pub async fn show(
    ctx: &Ctx,
    line: &[UnitNow],
    element: ElementId,
    form: &Edit,
    mine: &Body,
    current: &Current,
) -> Page {
    let mut conn = ctx.read().await?;
    let place = store::organisation::place(line);
    let source = store::interpretation::source(&mut conn, element, &place, ctx.person()?, ctx.today)
        .await?
        .ok_or(Error::NotFound)?;
    let (base, _) = store::interpretation::bodies(&mut conn, current.id, form.seen, form.seen).await?;
    let latest = store::interpretation::versions(&mut conn, current.id, current.revision, 1).await?;
    drop(conn);

    let base = base.unwrap_or_default();
    let written = Written::from(mine);
    let fields = Fields::new(ctx.t, &written, &[]);
    let differing = mine.differs(&current.body);
    let choices = differing
        .iter()
        .map(|&field| {
            let (before, theirs, own) = (base.text(field), current.body.text(field), mine.text(field));
            Ok(Choice {
                field,
                label: label(ctx.t, field),
                theirs: difference(&before, &theirs),
                mine: difference(&before, &own),
                take_theirs: own == before,
                editor: fields.folded(field)?,
            })
        })
        .collect::<Result<_, Error>>()?;
    let latest = latest.first();
    let page = Conflict {
        ctx,
        title: ctx.t.interpretation_title(source.headline(), &line[0].name),
        read_href: paths::element_in_unit(line[0].id, element),
        edit_href: paths::interpretation(line[0].id, element),
        name: latest
            .and_then(|kept| kept.by_name.clone())
            .unwrap_or_else(|| ctx.t.interpretation_somebody()),
        at: latest.map(|kept| saved_at(ctx, kept.version.at)).unwrap_or_default(),
        seen: current.revision,
        set_aside: current.state == State::SetAside,
        hidden: Field::ALL
            .iter()
            .filter(|field| !differing.contains(field))
            .flat_map(|field| fields.hidden(*field))
            .collect(),
        same: Field::ALL.len() - differing.len(),
        choices,
    };
    ctx.page_with(StatusCode::CONFLICT, &page)
}
