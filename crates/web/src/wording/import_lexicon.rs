//! A lexicon from another municipality: uploaded, shown as a difference, and then taken in as a new version.

use std::collections::HashMap;

use askama::Template;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request};
use axum::http::StatusCode;
use language::detector::{Profile, Share};
use language::rules::Rule;
use model::ElementId;
use model::text::folded;

use super::lexicon::{self, Change, Lexicon, Said};
use super::lexicon_file::{self, Element, LARGEST, Left, MOST_ELEMENTS, Unfit};
use super::try_rule::error_text;
use crate::organisation::Errors;
use crate::{Ctx, Error, Page, Texts, paths};

/// Bytes of a form: the file written out again, and the choices.
const AROUND: usize = LARGEST * 2;
const FIELD: usize = 1_000;
/// How much alike the families of two elements must be, 0–1, to be proposed as the same.
const ALIKE: f32 = 0.5;

#[derive(Template)]
#[template(path = "wording/import_lexicon.html")]
struct Upload<'a> {
    ctx: &'a Ctx,
    errors: Errors,
}

impl Upload<'_> {
    #[expect(clippy::unused_self, reason = "called from the template")]
    fn most(&self) -> i64 {
        i64::try_from(LARGEST).unwrap_or(i64::MAX)
    }
}

#[derive(Template)]
#[template(path = "wording/review_lexicon.html")]
struct Review<'a> {
    ctx: &'a Ctx,
    source: String,
    written: String,
    version: i64,
    shown: String,
    rows: Vec<Row>,
    changes: usize,
    errors: Errors,
}

struct Row {
    name: String,
    choices: Vec<(String, String, bool)>,
    why: Option<String>,
    chosen: bool,
    /// Each with what its rule hits here.
    changes: Vec<(Said, Option<String>)>,
    left: Vec<String>,
}

#[derive(Default)]
struct Sent {
    file: Option<(String, Vec<u8>)>,
    written: String,
    source: String,
    version: String,
    to: Vec<String>,
    shown: String,
    take: bool,
}

pub async fn show(ctx: Ctx) -> Page {
    lexicon::may(&ctx, &mut ctx.read().await?).await?;
    ctx.page(&Upload {
        ctx: &ctx,
        errors: Errors::default(),
    })
}

pub async fn submit(ctx: Ctx, request: Request) -> Page {
    let mut conn = ctx.read().await?;
    lexicon::may(&ctx, &mut conn).await?;
    let newest = store::wording::lexicon(&mut conn).await?;
    let lexicon = Lexicon::load(&ctx, &mut conn, newest.as_ref()).await?;
    drop(conn);
    let sent = read(&ctx, request).await?;
    let unfit = |text| {
        ctx.unfit(&Upload {
            ctx: &ctx,
            errors: Errors::one("file", text),
        })
    };
    let (name, bytes) = match sent.file {
        Some((name, bytes)) if !bytes.is_empty() => (name, bytes),
        // The second form sends what the first one read.
        None if !sent.written.is_empty() => (String::new(), sent.written.clone().into_bytes()),
        _ => return unfit(ctx.t.lexicon_import_no_file()),
    };
    if bytes.len() > LARGEST {
        return unfit(ctx.t.lexicon_import_large());
    }
    let again = name.is_empty();
    let shown_name = name.clone();
    let travelling = ctx.app.live.work(move || lexicon_file::read(&name, &bytes)).await?;
    let travelling = match travelling {
        Ok(travelling) => travelling,
        Err(error) => return unfit(unfit_text(ctx.t, &error)),
    };
    let usable: Vec<(Element, Vec<Left>)> = travelling.elements.iter().map(Element::usable).collect();
    let matched = matched(&usable, &lexicon);
    let targets: Vec<Option<ElementId>> = if again {
        chosen(&sent.to, usable.len(), &lexicon)?
    } else {
        matched.iter().map(|(target, _)| *target).collect()
    };
    let source = if again {
        sent.source
    } else if travelling.organisation.trim().is_empty() {
        shown_name
    } else {
        travelling.organisation.trim().to_owned()
    };
    let source: String = source.chars().take(100).collect();
    let version = if again {
        sent.version.parse().map_err(|_| Error::Form("no version".into()))?
    } else {
        lexicon.version
    };
    let shown = written_targets(&targets);
    let mut errors = Errors::default();
    let (laid, differences) = laid(&lexicon, &usable, &targets)?;
    let changes: usize = differences.iter().map(Vec::len).sum();
    if sent.take {
        if changes == 0 {
            errors.add("to-0", ctx.t.lexicon_import_nothing());
        } else if sent.shown != shown {
            errors.add("to-0", ctx.t.lexicon_import_look());
        } else if laid
            .save(&ctx, version, None, &ctx.t.lexicon_import_why(source.as_str()))
            .await?
        {
            return ctx.see_other(format!("{}?done=imported", paths::wording_lexicons()));
        } else {
            errors.add("to-0", ctx.t.lexicon_stale());
        }
    }
    let hits = hits(&ctx, &differences).await?;
    let rows = rows(ctx.t, &lexicon, &usable, (&matched, &targets), differences, &hits);
    let page = Review {
        ctx: &ctx,
        source,
        written: serde_json::to_string(&travelling).map_err(store::Error::from)?,
        // What is shown now is the difference to what stands now.
        version: lexicon.version,
        shown,
        rows,
        changes,
        errors,
    };
    if page.errors.is_empty() {
        ctx.page(&page)
    } else {
        ctx.unfit(&page)
    }
}

/// Why an element is proposed for another.
#[derive(Clone, Copy, PartialEq)]
enum By {
    Name,
    Families,
}

/// For each element of the file the one of ours that it is proposed for: by its name, else by the families they share.
fn matched(usable: &[(Element, Vec<Left>)], lexicon: &Lexicon) -> Vec<(Option<ElementId>, Option<By>)> {
    let mut matched: Vec<(Option<ElementId>, Option<By>)> = usable
        .iter()
        .map(|(element, _)| {
            let same = lexicon
                .elements
                .iter()
                .find(|ours| folded(ours.text.headline.trim()) == folded(&element.name));
            (same.map(|ours| ours.id), same.map(|_| By::Name))
        })
        .collect();
    let mut near: Vec<(f32, usize, ElementId)> = Vec::new();
    for (at, (element, _)) in usable.iter().enumerate().filter(|(at, _)| matched[*at].0.is_none()) {
        for entry in &lexicon.entries {
            let Some(ours) = lexicon.elements.iter().find(|ours| entry.of(ours.id)) else {
                continue;
            };
            let alike = alike(&element.families, &entry.profile.families);
            if alike >= ALIKE {
                near.push((alike, at, ours.id));
            }
        }
    }
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    for (_, at, ours) in near {
        let taken = matched.iter().any(|(target, _)| *target == Some(ours));
        if matched[at].0.is_none() && !taken {
            matched[at] = (Some(ours), Some(By::Families));
        }
    }
    matched
}

/// What two lists of families have in common of all that they have (Ruzicka): 1 when they are the same.
fn alike(a: &[Share], b: &[Share]) -> f32 {
    let share = |of: &[Share], family: &str| of.iter().find(|s| s.family == family).map_or(0.0, |s| s.share);
    let only_b = b
        .iter()
        .filter(|theirs| !a.iter().any(|ours| ours.family == theirs.family));
    let (mut both, mut all) = (0.0, only_b.map(|share| share.share).sum::<f32>());
    for ours in a {
        let theirs = share(b, &ours.family);
        both += ours.share.min(theirs);
        all += ours.share.max(theirs);
    }
    if all > 0.0 { both / all } else { 0.0 }
}

fn chosen(to: &[String], elements: usize, lexicon: &Lexicon) -> Result<Vec<Option<ElementId>>, Error> {
    if to.len() != elements {
        return Err(Error::Form("a choice for each element".into()));
    }
    to.iter()
        .map(|to| {
            if to.is_empty() {
                return Ok(None);
            }
            let id: ElementId = to.parse().map_err(|_| Error::Form("an unknown element".into()))?;
            lexicon.element(id)?;
            Ok(Some(id))
        })
        .collect()
}

fn written_targets(targets: &[Option<ElementId>]) -> String {
    let targets: Vec<String> = targets
        .iter()
        .map(|target| target.map_or_else(String::new, |id| id.to_string()))
        .collect();
    targets.join(",")
}

/// The lexicon with the file laid upon it, and what each element of the file changes.
fn laid(
    lexicon: &Lexicon,
    usable: &[(Element, Vec<Left>)],
    targets: &[Option<ElementId>],
) -> Result<(Lexicon, Vec<Vec<Change>>), Error> {
    let mut laid = Lexicon {
        version: lexicon.version,
        entries: lexicon.entries.clone(),
        elements: lexicon.elements.clone(),
    };
    let mut differences = Vec::new();
    for ((element, _), target) in usable.iter().zip(targets) {
        differences.push(match target {
            Some(target) => {
                let profile = &mut laid.entry_mut(*target)?.profile;
                let before: Profile = profile.clone();
                element.onto(profile);
                lexicon::changes(&before, profile)
            }
            None => Vec::new(),
        });
    }
    Ok((laid, differences))
}

/// What the new rules hit here: nothing goes live unseen.
async fn hits(ctx: &Ctx, differences: &[Vec<Change>]) -> Result<HashMap<String, String>, Error> {
    let texts: Vec<String> = differences
        .iter()
        .flatten()
        .filter_map(|change| match change {
            Change::Rule { text, .. } | Change::Weight { text, .. } => Some(text.clone()),
            _ => None,
        })
        .collect();
    let rules: Vec<Rule> = texts.iter().filter_map(|text| Rule::parse(text, 1.0).ok()).collect();
    if rules.is_empty() || rules.len() < texts.len() {
        return Ok(HashMap::new());
    }
    let whole = ctx.app.live.whole(&ctx.app).await?;
    let counts = ctx.app.live.work(move || whole.counts(&rules)).await?;
    let says = |(documents, passages)| ctx.t.lexicon_hits(passages, documents);
    Ok(texts.into_iter().zip(counts.into_iter().flatten().map(says)).collect())
}

fn rows(
    t: Texts,
    lexicon: &Lexicon,
    usable: &[(Element, Vec<Left>)],
    (matched, targets): (&[(Option<ElementId>, Option<By>)], &[Option<ElementId>]),
    differences: Vec<Vec<Change>>,
    hits: &HashMap<String, String>,
) -> Vec<Row> {
    usable
        .iter()
        .zip(matched)
        .zip(targets)
        .zip(differences)
        .map(|((((element, left), (proposed, by)), target), changes)| {
            let mut choices = vec![(String::new(), t.lexicon_import_none(), target.is_none())];
            choices.extend(lexicon.elements.iter().map(|ours| {
                let chosen = *target == Some(ours.id);
                (ours.id.to_string(), ours.text.headline.clone(), chosen)
            }));
            let why = match by {
                Some(By::Name) if proposed == target => Some(t.lexicon_import_by_name()),
                Some(By::Families) if proposed == target => Some(t.lexicon_import_by_families()),
                None if target.is_none() => Some(t.lexicon_import_no_match()),
                _ => None,
            };
            Row {
                name: element.name.clone(),
                choices,
                why,
                chosen: target.is_some(),
                changes: changes
                    .iter()
                    .map(|change| {
                        let said = lexicon::say(t, change);
                        let hits = said.rule.as_ref().and_then(|rule| hits.get(rule)).cloned();
                        (said, hits)
                    })
                    .collect(),
                left: left.iter().map(|left| left_text(t, left)).collect(),
            }
        })
        .collect()
}

fn left_text(t: Texts, left: &Left) -> String {
    match left {
        Left::Family(key) => t.lexicon_import_unknown_family(key),
        Left::Rule(text, error) => t.lexicon_import_unreadable(text, error_text(t, error)),
    }
}

fn unfit_text(t: Texts, unfit: &Unfit) -> String {
    match unfit {
        Unfit::Format | Unfit::Table(_) => t.lexicon_import_format(),
        Unfit::Later => t.lexicon_import_later(),
        Unfit::Column(name) => t.lexicon_import_column(*name),
        Unfit::Row(row, column) => t.lexicon_import_row(i64::from(*row), *column),
        Unfit::Empty => t.lexicon_import_empty(),
        Unfit::ManyElements(has) => t.lexicon_import_elements(*has, MOST_ELEMENTS),
        Unfit::ManyRules(element) => t.lexicon_import_rules(element, lexicon::MOST_RULES),
        Unfit::LongName => t.lexicon_import_name(),
    }
}

async fn read(ctx: &Ctx, mut request: Request) -> Result<Sent, Error> {
    DefaultBodyLimit::max(AROUND + LARGEST).apply(&mut request);
    let mut parts = Multipart::from_request(request, &ctx.app)
        .await
        .map_err(|e| Error::Form(e.status().to_string()))?;
    let mut sent = Sent::default();
    while let Some(part) = parts.next_field().await.map_err(refused)? {
        match part.name() {
            Some("file") => {
                let name = part.file_name().unwrap_or_default().to_owned();
                sent.file = Some((name, part.bytes().await.map_err(refused)?.to_vec()));
            }
            Some("lexicon") => sent.written = text(part, AROUND).await?,
            Some("source") => sent.source = text(part, FIELD).await?,
            Some("version") => sent.version = text(part, FIELD).await?,
            Some("shown") => sent.shown = text(part, MOST_ELEMENTS * 40).await?,
            Some("to") if sent.to.len() < MOST_ELEMENTS => sent.to.push(text(part, FIELD).await?),
            Some("do") => sent.take = text(part, FIELD).await? == "take",
            _ => return Err(Error::Form("an unknown field".into())),
        }
    }
    Ok(sent)
}

async fn text(part: Field<'_>, most: usize) -> Result<String, Error> {
    let text = part.text().await.map_err(refused)?;
    if text.len() > most {
        return Err(Error::Form("a field is too long".into()));
    }
    Ok(text)
}

fn refused(error: MultipartError) -> Error {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Error::TooLarge(LARGEST)
    } else {
        Error::Form(error.status().to_string())
    }
}
