//! What the organisation calls its leader levels and its kinds of unit.

use askama::Template;
use model::audit::Deed;
use model::may::Object;
use model::organisation::{TERM, TermKind};
use model::text;
use serde::Deserialize;
use store::Conn;
use store::audit::About;
use store::organisation::terms::{self, Term};

use super::form::{Errors, unfit_text};
use crate::input::Input;
use crate::{Ctx, Error, Page, paths};

/// Names of one kind at most, and the empty rows for new ones.
const MOST: usize = 60;
const EMPTY: usize = 2;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct Form {
    level_code: Vec<String>,
    level_danish: Vec<String>,
    level_english: Vec<String>,
    level_order: Vec<String>,
    kind_code: Vec<String>,
    kind_danish: Vec<String>,
    kind_english: Vec<String>,
    kind_order: Vec<String>,
}

#[derive(Template)]
#[template(path = "organisation/names.html")]
struct Names<'a> {
    ctx: &'a Ctx,
    groups: [Group; 2],
    errors: Errors,
}

struct Group {
    /// `level` or `kind`, before each field's name.
    word: &'static str,
    title: String,
    rows: Vec<Line>,
}

/// A row with its number, from 1, and its fields' identities.
struct Line {
    nth: i64,
    order: String,
    danish: String,
    english: String,
    row: Row,
}

#[derive(Clone, Default)]
struct Row {
    code: String,
    danish: String,
    english: String,
    order: String,
}

pub async fn show(ctx: Ctx) -> Page {
    ctx.may(&Object::nothing())?;
    let terms = terms::terms(&mut ctx.read().await?).await?;
    let rows = |kind| {
        (1..)
            .zip(terms.of(kind))
            .map(|(nth, term)| Row::of(term, nth))
            .collect()
    };
    let (levels, kinds) = (rows(TermKind::Level), rows(TermKind::UnitKind));
    page(&ctx, levels, kinds, Errors::default())
}

impl Row {
    fn of(term: &Term, nth: i64) -> Self {
        Self {
            code: term.code.clone(),
            danish: term.danish.clone(),
            english: term.english.clone(),
            order: nth.to_string(),
        }
    }
}

fn page(ctx: &Ctx, levels: Vec<Row>, kinds: Vec<Row>, errors: Errors) -> Page {
    let group = |word: &'static str, title, mut rows: Vec<Row>| {
        rows.extend(vec![Row::default(); EMPTY]);
        let line = |(nth, row): (i64, Row)| {
            let field = |name: &str| field(word, name, nth);
            Line {
                nth,
                order: field("order"),
                danish: field("danish"),
                english: field("english"),
                row,
            }
        };
        Group {
            word,
            title,
            rows: (1..).zip(rows).map(line).collect(),
        }
    };
    let unfit = !errors.is_empty();
    let groups = [
        group("level", ctx.t.org_names_levels(), levels),
        group("kind", ctx.t.org_names_kinds(), kinds),
    ];
    let page = Names { ctx, groups, errors };
    if unfit { ctx.unfit(&page) } else { ctx.page(&page) }
}

fn field(word: &str, name: &str, nth: i64) -> String {
    format!("{word}_{name}_{nth}")
}

/// The rows as they were sent, those that nobody wrote in left out.
fn rows(code: Vec<String>, danish: Vec<String>, english: Vec<String>, order: Vec<String>) -> Result<Vec<Row>, Error> {
    if danish.len() != code.len() || english.len() != code.len() || order.len() != code.len() {
        return Err(Error::Form("rows of different length".into()));
    }
    let rows = code.into_iter().zip(danish).zip(english).zip(order);
    let rows = rows.map(|(((code, danish), english), order)| Row {
        code,
        danish,
        english,
        order,
    });
    let rows: Vec<Row> = rows
        .filter(|r| !(r.code.is_empty() && r.danish.trim().is_empty() && r.english.trim().is_empty()))
        .collect();
    if rows.len() > MOST {
        Err(Error::Form("too many rows".into()))
    } else {
        Ok(rows)
    }
}

pub async fn submit(ctx: Ctx, Input(form): Input<Form>) -> Page {
    ctx.may(&Object::nothing())?;
    let levels = rows(form.level_code, form.level_danish, form.level_english, form.level_order)?;
    let kinds = rows(form.kind_code, form.kind_danish, form.kind_english, form.kind_order)?;
    let mut errors = Errors::default();
    let mut tx = ctx.write().await?;
    let mut all = read(&ctx, &mut tx, TermKind::Level, "level", &levels, &mut errors).await?;
    all.extend(read(&ctx, &mut tx, TermKind::UnitKind, "kind", &kinds, &mut errors).await?);
    if !errors.is_empty() {
        return page(&ctx, levels, kinds, errors);
    }
    terms::replace(&mut tx, &all).await?;
    ctx.note(&mut tx, Deed::ChangeNames, None, About::Nobody).await?;
    tx.commit().await?;
    ctx.see_other(paths::organisation_names())
}

async fn read(
    ctx: &Ctx,
    tx: &mut Conn,
    kind: TermKind,
    word: &str,
    rows: &[Row],
    errors: &mut Errors,
) -> Result<Vec<Term>, Error> {
    let t = ctx.t;
    let known: Vec<String> = terms::terms(tx).await?.of(kind).map(|t| t.code.clone()).collect();
    let uses = terms::uses(tx).await?;
    let used = |code: &str| {
        uses.iter()
            .find(|(k, c, _)| *k == kind && c == code)
            .map_or(0, |(_, _, many)| *many)
    };
    let mut list: Vec<(i64, Term)> = Vec::new();
    for (nth, row) in (1i64..).zip(rows) {
        let field = |name: &str| field(word, name, nth);
        // A name that is gone meanwhile comes back as a new one; one that nobody knows is not taken at its word.
        let code = if known.contains(&row.code) {
            row.code.clone()
        } else {
            text::folded(&row.danish)
        };
        let danish = text::line(&row.danish, TERM);
        let english = text::line(&row.english, TERM);
        let (danish, english) = match (danish, english) {
            (Ok(danish), Ok(english)) => (danish, english),
            (Err(unfit), _) => {
                errors.add(field("danish"), unfit_text(t, &unfit));
                continue;
            }
            (_, Err(unfit)) => {
                errors.add(field("english"), unfit_text(t, &unfit));
                continue;
            }
        };
        if danish.is_empty() && english.is_empty() {
            let many = used(&code);
            if many > 0 {
                errors.add(field("danish"), t.org_names_used(&code, many));
            }
            continue;
        }
        if danish.is_empty() {
            errors.add(field("danish"), t.error_empty());
            continue;
        }
        let taken = |other: &Term| other.code == code || text::folded(&other.danish) == text::folded(&danish);
        if list.iter().any(|(_, other)| taken(other)) {
            errors.add(field("danish"), t.org_names_twice());
            continue;
        }
        let order = match row.order.trim() {
            "" => 1000 + nth,
            text => match text.parse::<i64>() {
                Ok(order) if (1..=999).contains(&order) => order,
                _ => {
                    errors.add(field("order"), t.error_number(1i64, 999i64));
                    continue;
                }
            },
        };
        let english = if english.is_empty() { danish.clone() } else { english };
        list.push((
            order,
            Term {
                kind,
                code,
                danish,
                english,
                position: 0,
            },
        ));
    }
    list.sort_by_key(|(order, _)| *order);
    Ok((1..)
        .zip(list)
        .map(|(position, (_, term))| Term { position, ..term })
        .collect())
}
