//! Two editions side by side, word by word.

use askama::Template;
use model::EditionId;
use model::foundation::{Fate, Text, propose_fates};
use model::may::Object;
use model::text::{Piece, difference};
use store::Conn;
use store::foundation::{Edition, ElementText, FateRow};

use super::begin;
use super::view::{level_name, name};
use super::words;
use crate::input::At;
use crate::{Ctx, Error, Page, Texts, paths};

struct Pair {
    old: Option<String>,
    new: Option<String>,
    color: &'static str,
    tag: String,
    headline: Sides,
    words: Sides,
    /// What it was split or merged into.
    into: Vec<String>,
    why: String,
}

#[derive(Template)]
#[template(path = "foundation/compare.html")]
struct Compare<'a> {
    ctx: &'a Ctx,
    crumbs: Vec<(String, String)>,
    old: &'a Edition,
    new: &'a Edition,
    lede: String,
    front: Option<(Sides, Sides)>,
    pairs: Vec<Pair>,
    same: Vec<String>,
}

/// Two published editions of one foundation, for everybody.
pub async fn published(ctx: Ctx, At((old, new)): At<(EditionId, EditionId)>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let editions = store::foundation::published(&mut conn).await?;
    let find = |id: EditionId| editions.iter().find(|e| e.id == id).ok_or(Error::NotFound);
    let (old, new) = (find(old)?, find(new)?);
    if old.kind != new.kind {
        return Err(Error::NotFound);
    }
    let crumbs = vec![
        (paths::elements(), ctx.t.foundation_elements_title()),
        (
            paths::edition(new.id),
            ctx.t.foundation_by(name(ctx.t, new.kind), new.number),
        ),
    ];
    show(&ctx, &mut conn, old, new, crumbs).await
}

/// A draft and the newest published edition, for the steward.
pub async fn draft(ctx: Ctx, At((id,)): At<(EditionId,)>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let draft = begin::draft(&mut conn, id).await?;
    let editions = store::foundation::published(&mut conn).await?;
    let before = editions.iter().find(|e| e.kind == draft.kind).ok_or(Error::NotFound)?;
    let crumbs = vec![
        (paths::foundations(), ctx.t.foundation_editions_title()),
        (
            paths::draft(id),
            ctx.t.foundation_draft_of(name(ctx.t, draft.kind), draft.number),
        ),
    ];
    show(&ctx, &mut conn, before, &draft, crumbs).await
}

async fn show(ctx: &Ctx, conn: &mut Conn, old: &Edition, new: &Edition, crumbs: Vec<(String, String)>) -> Page {
    let old_texts = store::foundation::texts(conn, old.id).await?;
    let new_texts = store::foundation::texts(conn, new.id).await?;
    // An account was given of the edition right before, and of no other.
    let fates = if new.number == old.number + 1 && !new.is_draft() {
        store::foundation::fates(conn, new.id).await?
    } else {
        guessed(&old_texts, &new_texts)
    };
    let levels = store::foundation::levels(conn, None, ctx.today).await?;
    let level = |code: &str| level_name(ctx.t, &levels, code);
    let (pairs, same) = pairs(ctx.t, &old_texts, &new_texts, &fates, &level);
    let count = |fate: Fate| pairs.iter().filter(|p| p.tag == words::fate(ctx.t, fate)).count();
    let added = pairs.iter().filter(|p| p.old.is_none()).count();
    let front = (old.title != new.title || old.preamble != new.preamble)
        .then(|| (sides(&old.title, &new.title), sides(&old.preamble, &new.preamble)));
    let page = Compare {
        ctx,
        crumbs,
        lede: ctx.t.foundation_compare_lede(
            same.len(),
            count(Fate::Reworded),
            added,
            count(Fate::Split) + count(Fate::Merged),
            count(Fate::Retired),
        ),
        old,
        new,
        front,
        pairs,
        same,
    };
    ctx.page(&page)
}

/// Where nobody has said what became of an element, what its identity and its words say.
fn guessed(old: &[ElementText], new: &[ElementText]) -> Vec<FateRow> {
    let plain = |texts: &[ElementText]| texts.iter().map(|e| (e.element, e.text.clone())).collect::<Vec<_>>();
    propose_fates(&plain(old), &plain(new))
        .into_iter()
        .filter_map(|a| {
            Some(FateRow {
                element: a.element,
                fate: a.fate?,
                into: a.into.first().copied(),
                why: String::new(),
            })
        })
        .collect()
}

fn pairs(
    t: Texts,
    old: &[ElementText],
    new: &[ElementText],
    fates: &[FateRow],
    level: &impl Fn(&str) -> String,
) -> (Vec<Pair>, Vec<String>) {
    let (mut pairs, mut same) = (Vec::new(), Vec::new());
    let words = |text: &Text| body(t, text, level);
    // In the order of the new edition; what it no longer has comes last.
    for now in new {
        let carried = |f: &&FateRow| f.into == Some(now.element) && matches!(f.fate, Fate::Kept | Fate::Reworded);
        let row = fates.iter().find(carried);
        let origin = row.map_or(now.element, |f| f.element);
        match old.iter().find(|o| o.element == origin) {
            Some(then) if then.text.same_words(&now.text) => same.push(now.text.headline.clone()),
            Some(then) => pairs.push(Pair {
                old: Some(then.text.headline.clone()),
                new: Some(now.text.headline.clone()),
                color: "sky",
                tag: words::fate(t, Fate::Reworded),
                headline: sides(&then.text.headline, &now.text.headline),
                words: sides(&words(&then.text), &words(&now.text)),
                into: Vec::new(),
                why: row.map_or_else(String::new, |f| f.why.clone()),
            }),
            None => pairs.push(Pair {
                old: None,
                new: Some(now.text.headline.clone()),
                color: "accent",
                tag: t.foundation_new(),
                headline: sides("", &now.text.headline),
                words: sides("", &words(&now.text)),
                into: Vec::new(),
                why: String::new(),
            }),
        }
    }
    for then in old {
        let rows: Vec<&FateRow> = fates.iter().filter(|f| f.element == then.element).collect();
        let fate = rows.first().map(|f| f.fate);
        let stands = new.iter().any(|n| n.element == then.element) || fate == Some(Fate::Reworded);
        if stands && fate != Some(Fate::Split) {
            continue;
        }
        let headlines = |id: model::ElementId| new.iter().find(|n| n.element == id).map(|n| n.text.headline.clone());
        pairs.push(Pair {
            old: Some(then.text.headline.clone()),
            new: None,
            color: "clay",
            tag: words::fate(t, fate.unwrap_or(Fate::Retired)),
            headline: sides(&then.text.headline, ""),
            words: sides(&words(&then.text), ""),
            into: rows.iter().filter_map(|f| f.into).filter_map(headlines).collect(),
            why: rows.first().map_or_else(String::new, |f| f.why.clone()),
        });
    }
    (pairs, same)
}

/// A difference as its two sides: runs of text, each with whether the other side lacks it.
struct Sides {
    old: Vec<(bool, String)>,
    new: Vec<(bool, String)>,
}

fn sides(old: &str, new: &str) -> Sides {
    let mut sides = Sides {
        old: Vec::new(),
        new: Vec::new(),
    };
    for piece in difference(old, new) {
        match piece {
            Piece::Same(text) => {
                sides.old.push((false, text.clone()));
                sides.new.push((false, text));
            }
            Piece::Gone(text) => mark(&mut sides.old, &text),
            Piece::New(text) => mark(&mut sides.new, &text),
        }
    }
    sides
}

/// White space around what changed is not part of the change: a marked line end is a box without a word.
fn mark(side: &mut Vec<(bool, String)>, text: &str) {
    let bare = text.trim();
    let start = text.len() - text.trim_start().len();
    let (before, after) = (&text[..start], &text[start + bare.len()..]);
    for (changed, run) in [(false, before), (true, bare), (false, after)] {
        if !run.is_empty() {
            side.push((changed, run.to_owned()));
        }
    }
}

/// Everything below the headline as one text, a line for each behaviour and example.
fn body(t: Texts, text: &Text, level: &impl Fn(&str) -> String) -> String {
    let mut out = text.meaning.clone();
    let mut list = |name: String, items: Vec<String>| {
        if !items.is_empty() {
            out.push_str(&format!("\n\n{name}\n– {}", items.join("\n– ")));
        }
    };
    let behaviours = text.lists.behaviours.iter().map(|b| match &b.level {
        Some(code) => format!("{} ({})", b.text, level(code)),
        None => b.text.clone(),
    });
    list(t.foundation_behaviours(), behaviours.collect());
    list(t.foundation_good(), text.lists.examples_good.clone());
    list(t.foundation_bad(), text.lists.examples_bad.clone());
    list(t.foundation_dilemmas(), text.lists.dilemmas.clone());
    out.trim_start().to_owned()
}

/// An element as one text, for showing where two people's texts differ.
pub fn whole(t: Texts, text: &Text, level: impl Fn(&str) -> String) -> String {
    format!("{}\n\n{}", text.headline, body(t, text, &level))
}
