//! The split of an uploaded text beside its source: corrected here, and only then stored as a draft.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Request;
use model::foundation::{
    Block, BlockKind, BlockUse, ELEMENTS, Fault, Kind, Lists, Split, SplitBehaviour, SplitElement, Text, block_uses,
    read_front,
};
use model::may::Object;
use model::text::folded;
use model::{EditionId, ElementId, Language};
use serde::Deserialize;
use store::Conn;
use store::foundation::{Edition, Level, TieChoice, Upload, Wording};

use super::begin::{self, CONFLICT};
use super::view::name;
use super::words::{self, Errors};
use crate::input::{self, At};
use crate::{Ctx, Error, Page, paths};

/// Bytes of the form: it carries the whole text, percent-encoded.
const SPLIT_LIMIT: usize = 2 * 1024 * 1024;
/// Characters of a block that a choice shows.
const SHORT: usize = 60;

/// The whole split, as parallel lists: what the page showed is what is saved, whoever else saved meanwhile.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    seen: i64,
    /// What to do: `save`, `store`, or `merge:2`, `leave:2`, `preamble:2`, `cut:2`, `begin:14`.
    r#do: String,
    title: String,
    preamble: String,
    front: String,
    #[serde(default)]
    headline: Vec<String>,
    #[serde(default)]
    meaning: Vec<String>,
    #[serde(default)]
    good: Vec<String>,
    #[serde(default)]
    bad: Vec<String>,
    #[serde(default)]
    dilemmas: Vec<String>,
    #[serde(default)]
    blocks: Vec<String>,
    /// The block at which an element is to be cut in two.
    #[serde(default)]
    cut: Vec<String>,
    #[serde(default)]
    behaviour: Vec<String>,
    #[serde(default)]
    level: Vec<String>,
    /// The element that a behaviour belongs to, and the block it came from.
    #[serde(default)]
    of: Vec<usize>,
    #[serde(default)]
    block: Vec<String>,
    /// `element:identity`, `element:headline`.
    #[serde(default)]
    tie: Vec<String>,
    #[serde(default)]
    unknown_tie: Vec<String>,
    /// Names of new levels that the page offered, and those that were kept.
    #[serde(default)]
    offered_level: Vec<String>,
    #[serde(default)]
    new_level: Vec<String>,
}

impl Form {
    /// The split that the form shows. An error is a form of another shape than the page's.
    fn split(&self, labels: Vec<usize>) -> Result<Split, Error> {
        let broken = || Error::Form("the lists of the split do not fit together".into());
        let count = self.headline.len();
        let even = [&self.meaning, &self.good, &self.bad, &self.dilemmas, &self.blocks];
        let rows = self.behaviour.len();
        if even.iter().any(|l| l.len() != count)
            || [self.level.len(), self.of.len(), self.block.len()] != [rows; 3]
            || self.of.iter().any(|at| *at >= count)
        {
            return Err(broken());
        }
        let numbers = |text: &str| -> Result<Vec<usize>, Error> {
            text.split_whitespace()
                .map(|n| n.parse().map_err(|_| broken()))
                .collect()
        };
        let mut elements = Vec::with_capacity(count);
        for at in 0..count {
            elements.push(SplitElement {
                headline: self.headline[at].clone(),
                meaning: self.meaning[at].replace("\r\n", "\n"),
                good: self.good[at].replace("\r\n", "\n"),
                bad: self.bad[at].replace("\r\n", "\n"),
                dilemmas: self.dilemmas[at].replace("\r\n", "\n"),
                blocks: numbers(&self.blocks[at])?,
                ..SplitElement::default()
            });
        }
        for row in 0..rows {
            if self.behaviour[row].trim().is_empty() {
                continue;
            }
            elements[self.of[row]].behaviours.push(SplitBehaviour {
                text: self.behaviour[row].clone(),
                level: self.level[row].clone(),
                block: self.block[row].parse().ok(),
            });
        }
        for tie in &self.tie {
            let (at, id) = pair::<ElementId>(tie).ok_or_else(broken)?;
            elements.get_mut(at).ok_or_else(broken)?.ties.push(id);
        }
        for tie in &self.unknown_tie {
            let (at, headline) = pair::<String>(tie).ok_or_else(broken)?;
            elements.get_mut(at).ok_or_else(broken)?.unknown_ties.push(headline);
        }
        let mut split = Split {
            title: self.title.clone(),
            preamble: self.preamble.replace("\r\n", "\n"),
            front: numbers(&self.front)?,
            elements,
            labels,
            new_levels: self.offered_level.clone(),
        };
        for dropped in self.offered_level.iter().filter(|l| !self.new_level.contains(l)) {
            split.drop_level(dropped);
        }
        Ok(split)
    }
}

fn pair<T: std::str::FromStr>(text: &str) -> Option<(usize, T)> {
    let (at, value) = text.split_once(':')?;
    Some((at.parse().ok()?, value.parse().ok()?))
}

/// One block of the source, as it is shown.
struct Raw {
    kind: BlockKind,
    text: String,
    label: bool,
    unused: bool,
}

struct TieBox {
    id: ElementId,
    headline: String,
    on: bool,
}

struct ElementPart {
    at: usize,
    raw: Vec<Raw>,
    element: SplitElement,
    blocks: String,
    ties: Vec<TieBox>,
    /// Blocks at which it can be cut in two.
    cuts: Vec<(usize, String)>,
}

enum Part {
    Front { raw: Vec<Raw> },
    Element(Box<ElementPart>),
    Unused { begin: usize, raw: Vec<Raw> },
}

#[derive(Template)]
#[template(path = "foundation/split.html")]
struct SplitPage<'a> {
    ctx: &'a Ctx,
    id: EditionId,
    kind: Kind,
    name: String,
    file: String,
    seen: i64,
    split: &'a Split,
    front: String,
    parts: Vec<Part>,
    levels: Vec<(String, String)>,
    /// Names with whether they are kept.
    new_levels: Vec<String>,
    notes: Vec<(Option<String>, String)>,
    errors: Errors,
    draft: Option<(String, i64)>,
    conflict: bool,
    max_rows: usize,
}

/// What the page needs beside the split itself.
struct Around {
    levels: Vec<Level>,
    ties: Vec<TieChoice>,
    draft: Option<Edition>,
}

async fn around(conn: &mut Conn, ctx: &Ctx, kind: Kind) -> Result<Around, Error> {
    let editions = store::foundation::editions(conn).await?;
    Ok(Around {
        levels: store::foundation::levels(conn, None, ctx.today).await?,
        ties: store::foundation::tie_choices(conn, kind.other()).await?,
        draft: editions.into_iter().find(|e| e.kind == kind && e.is_draft()),
    })
}

pub async fn show(ctx: Ctx, At((id,)): At<(EditionId,)>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let upload = store::foundation::upload(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let around = around(&mut conn, &ctx, upload.kind).await?;
    drop(conn);
    ctx.page(&page(&ctx, id, &upload, &around, Errors::default(), false))
}

pub async fn submit(ctx: Ctx, At((id,)): At<(EditionId,)>, request: Request) -> Page {
    ctx.may(&Object::nothing())?;
    let bytes = input::body(request, SPLIT_LIMIT).await?;
    let form: Form = serde_html_form::from_bytes(&bytes).map_err(|e| Error::Form(e.to_string()))?;
    let mut tx = ctx.write().await?;
    let Some(mut upload) = store::foundation::upload(&mut tx, id).await? else {
        // Stored already, by a double click or a colleague.
        let stored = store::foundation::edition(&mut tx, id).await?;
        return match stored {
            Some(edition) if edition.is_draft() => ctx.see_other(paths::publish(id)),
            _ => Err(Error::NotFound),
        };
    };
    let latest = upload.revision;
    upload.split = form.split(std::mem::take(&mut upload.split.labels))?;
    let around = around(&mut tx, &ctx, upload.kind).await?;
    if form.seen != latest {
        return ctx.page_with(CONFLICT, &page(&ctx, id, &upload, &around, Errors::default(), true));
    }
    let mut anchor = String::new();
    if let Some((what, at)) = form.r#do.split_once(':') {
        let at: usize = at.parse().map_err(|_| Error::Form("no number".into()))?;
        correct(&mut upload, what, at, &form.cut)?;
        anchor = format!("#e{}", if what == "merge" { at.saturating_sub(1) } else { at });
    }
    if form.r#do != "store" {
        store::foundation::save_upload(&mut tx, id, &upload.split, latest).await?;
        tx.commit().await?;
        return ctx.see_other(paths::split(id) + &anchor);
    }

    let texts = match judge(&ctx, &upload, &around) {
        Ok(texts) => texts,
        Err(errors) => {
            upload.revision = latest + 1;
            store::foundation::save_upload(&mut tx, id, &upload.split, latest).await?;
            tx.commit().await?;
            return ctx.unfit(&page(&ctx, id, &upload, &around, errors, false));
        }
    };
    let written = write(&ctx, &mut tx, id, &upload, &texts).await?;
    if !written {
        return ctx.page_with(CONFLICT, &page(&ctx, id, &upload, &around, Errors::default(), false));
    }
    if !store::foundation::delete_upload(&mut tx, id).await? {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    ctx.see_other(paths::publish(id))
}

pub async fn discard(ctx: Ctx, At((id,)): At<(EditionId,)>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut tx = ctx.write().await?;
    if !store::foundation::delete_upload(&mut tx, id).await? {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    ctx.see_other(paths::foundations())
}

fn correct(upload: &mut Upload, what: &str, at: usize, cuts: &[String]) -> Result<(), Error> {
    let (split, source) = (&mut upload.split, &upload.source);
    match what {
        "merge" => split.merge(at),
        "leave" => split.leave_out(at),
        "preamble" => split.to_preamble(at),
        "begin" => split.begin_at(at, source),
        "cut" => {
            let block = cuts.get(at).and_then(|b| b.parse().ok());
            split.begin_at(block.ok_or_else(|| Error::Form("no block".into()))?, source);
        }
        _ => return Err(Error::Form("an unknown correction".into())),
    }
    Ok(())
}

/// The texts as they would be stored, or everything that is to be mended first.
fn judge(ctx: &Ctx, upload: &Upload, around: &Around) -> Result<(String, String, Vec<Text>), Errors> {
    let t = ctx.t;
    let split = &upload.split;
    let mut errors = Errors::default();
    let mut codes: Vec<String> = around.levels.iter().map(|l| l.code.clone()).collect();
    codes.extend(split.new_levels.iter().map(|l| folded(l)));
    let (title, preamble) = read_front(&split.title, &split.preamble).unwrap_or_else(|problems| {
        for p in problems {
            errors.add(words::field_id("", p.field), words::fault(t, &p.fault));
        }
        Default::default()
    });
    let mut texts = Vec::new();
    for (at, element) in split.elements.iter().enumerate() {
        match element.raw().read(&codes) {
            Ok(text) => texts.push(text),
            Err(problems) => {
                for p in problems {
                    errors.add(words::field_id(&format!("e{at}-"), p.field), words::fault(t, &p.fault));
                }
            }
        }
    }
    if split.elements.is_empty() {
        errors.add("main", t.foundation_no_elements());
    }
    if split.elements.len() > ELEMENTS {
        errors.add("main", words::fault(t, &Fault::TooMany { most: ELEMENTS }));
    }
    if errors.is_empty() {
        Ok((title, preamble, texts))
    } else {
        Err(errors)
    }
}

/// Stores the draft. An element with the headline of one of the newest edition is that element. False when there is a
/// draft already.
async fn write(
    ctx: &Ctx,
    tx: &mut Conn,
    id: EditionId,
    upload: &Upload,
    (title, preamble, texts): &(String, String, Vec<Text>),
) -> Result<bool, Error> {
    let source = serde_json::to_string(&upload.source).map_err(store::Error::from)?;
    let mut known: HashMap<String, ElementId> = HashMap::new();
    let editions = store::foundation::editions(tx).await?;
    if let Some(newest) = editions.iter().find(|e| e.kind == upload.kind) {
        for old in store::foundation::texts(tx, newest.id).await? {
            known.insert(folded(&old.text.headline), old.element);
        }
    }
    let draft = begin::Draft {
        id,
        kind: upload.kind,
        title,
        preamble,
        source: Some((&upload.source_name, &source)),
    };
    let Some(foundation) = begin::add(ctx, tx, &draft).await? else {
        return Ok(false);
    };
    for level in &upload.split.new_levels {
        store::foundation::add_level(tx, &folded(level), level).await?;
    }
    let choices = store::foundation::tie_choices(tx, upload.kind.other()).await?;
    let mut new = Vec::new();
    let mut lists = Vec::new();
    let mut ties = Vec::new();
    for (text, element) in texts.iter().zip(&upload.split.elements) {
        // The first of two with the same headline; publishing asks for another headline of the second.
        let identity = known.remove(&folded(&text.headline)).unwrap_or_else(|| {
            let identity = ctx.id();
            new.push(identity);
            identity
        });
        let there = element.ties.iter().filter(|tie| choices.iter().any(|c| c.id == **tie));
        ties.extend(there.map(|tie| (identity, *tie)));
        let text_lists = Lists {
            source_blocks: element.blocks.clone(),
            ..text.lists.clone()
        };
        lists.push((identity, text_lists));
    }
    let wordings: Vec<Wording> = (1..)
        .zip(texts.iter().zip(&lists))
        .map(|(position, (text, (element, lists)))| Wording {
            edition: id,
            element: *element,
            position,
            headline: &text.headline,
            meaning: &text.meaning,
            lists,
        })
        .collect();
    store::foundation::add_elements(tx, foundation, &new, ctx.now).await?;
    store::foundation::add_wordings(tx, &wordings).await?;
    store::foundation::add_ties(tx, id, &ties).await?;
    Ok(true)
}

fn page<'a>(
    ctx: &'a Ctx,
    id: EditionId,
    upload: &'a Upload,
    around: &Around,
    errors: Errors,
    conflict: bool,
) -> SplitPage<'a> {
    let t = ctx.t;
    let split = &upload.split;
    let level_name = |l: &Level| {
        if t.language == Language::Danish {
            l.danish.clone()
        } else {
            l.english.clone()
        }
    };
    let mut levels: Vec<(String, String)> = around.levels.iter().map(|l| (l.code.clone(), level_name(l))).collect();
    levels.extend(split.new_levels.iter().map(|name| (folded(name), name.clone())));
    SplitPage {
        ctx,
        id,
        kind: upload.kind,
        name: name(t, upload.kind),
        file: upload.source_name.clone(),
        seen: upload.revision,
        split,
        front: joined(&split.front),
        parts: parts(split, &upload.source, &around.ties),
        levels,
        new_levels: split.new_levels.clone(),
        notes: notes(ctx, upload),
        errors,
        draft: around.draft.as_ref().map(|d| (paths::draft(d.id), d.number)),
        conflict,
        max_rows: model::foundation::BEHAVIOURS,
    }
}

fn joined(blocks: &[usize]) -> String {
    blocks.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
}

/// The page from top to bottom, in the order of the source.
fn parts(split: &Split, source: &[Block], choices: &[TieChoice]) -> Vec<Part> {
    let uses = block_uses(split, source);
    let raw = |blocks: &[usize]| -> Vec<Raw> {
        let block = |at: &usize| {
            source.get(*at).map(|block| Raw {
                kind: block.kind,
                text: block.text.clone(),
                label: uses[*at] == BlockUse::Label,
                unused: uses[*at] == BlockUse::Nothing,
            })
        };
        blocks.iter().filter_map(block).collect()
    };
    let mut parts: Vec<(usize, Part)> = vec![(0, Part::Front { raw: raw(&split.front) })];
    for (at, element) in split.elements.iter().enumerate() {
        let first = element.blocks.first().copied().unwrap_or(source.len());
        let cut = |block: &usize| {
            source
                .get(*block)
                .map(|b| (*block, b.text.chars().take(SHORT).collect()))
        };
        let part = ElementPart {
            at,
            raw: raw(&element.blocks),
            blocks: joined(&element.blocks),
            ties: choices
                .iter()
                .map(|c| TieBox {
                    id: c.id,
                    headline: c.headline.clone(),
                    on: element.ties.contains(&c.id),
                })
                .collect(),
            cuts: element.blocks.iter().skip(1).filter_map(cut).collect(),
            element: element.clone(),
        };
        parts.push((first, Part::Element(Box::new(part))));
    }
    let mut run: Vec<usize> = Vec::new();
    for at in 0..=source.len() {
        let taken =
            at == source.len() || split.front.contains(&at) || split.elements.iter().any(|e| e.blocks.contains(&at));
        if !taken {
            run.push(at);
        } else if let Some(&begin) = run.first() {
            parts.push((begin, Part::Unused { begin, raw: raw(&run) }));
            run.clear();
        }
    }
    // Elements keep their own order; what nobody uses stands where it stood.
    let mut ordered: Vec<Part> = Vec::new();
    let (unused, rest): (Vec<_>, Vec<_>) = parts.into_iter().partition(|(_, p)| matches!(p, Part::Unused { .. }));
    let mut unused = unused.into_iter().peekable();
    for (first, part) in rest {
        while unused.peek().is_some_and(|(begin, _)| *begin < first) {
            ordered.extend(unused.next().map(|(_, p)| p));
        }
        ordered.push(part);
    }
    ordered.extend(unused.map(|(_, p)| p));
    ordered
}

/// What to look at, each with its place on the page.
fn notes(ctx: &Ctx, upload: &Upload) -> Vec<(Option<String>, String)> {
    let t = ctx.t;
    let split = &upload.split;
    let mut notes = Vec::new();
    let levelled = split
        .elements
        .iter()
        .flat_map(|e| &e.behaviours)
        .any(|b| !b.level.is_empty());
    for (at, element) in split.elements.iter().enumerate() {
        let here = Some(format!("#e{at}"));
        let bare = element.behaviours.iter().filter(|b| b.level.is_empty()).count();
        if levelled && bare > 0 {
            notes.push((here.clone(), t.foundation_note_no_level(&element.headline, bare)));
        }
        if element.behaviours.is_empty() && levelled {
            notes.push((here.clone(), t.foundation_note_no_behaviours(&element.headline)));
        }
        for tie in &element.unknown_ties {
            notes.push((here.clone(), t.foundation_note_unknown_tie(&element.headline, tie)));
        }
        if element.meaning.trim().is_empty() {
            notes.push((here, t.foundation_note_no_meaning(&element.headline)));
        }
    }
    let unused = block_uses(split, &upload.source)
        .into_iter()
        .filter(|u| *u == BlockUse::Nothing)
        .count();
    if unused > 0 {
        notes.push((None, t.foundation_note_unused(unused)));
    }
    notes
}

impl ElementPart {
    /// The form's behaviours, with one empty row more.
    fn rows(&self) -> Vec<(String, String, String)> {
        let mut rows: Vec<(String, String, String)> = self
            .element
            .behaviours
            .iter()
            .map(|b| {
                (
                    b.text.clone(),
                    b.level.clone(),
                    b.block.map(|n| n.to_string()).unwrap_or_default(),
                )
            })
            .collect();
        rows.push(Default::default());
        rows
    }

    /// Its place, counted from 1.
    const fn number(&self) -> usize {
        self.at + 1
    }
}
