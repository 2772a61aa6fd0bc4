//! Words that may belong to an element: used like its own words, put together with them, or typical of passages that people
//! confirmed. Nothing counts before somebody says yes.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError};

use askama::Template;
use language::detector::{Detector, Profile};
use language::expansion::{Suggester, Suggestion, Text, Why};
use language::foundation::Foundation;
use language::library::Library;
use language::morphology::{Danish, Language as Written};
use language::rules::{Rule, RuleError, WrittenRule};
use language::vectors::Settings;
use model::{ElementId, PassageId};
use serde::Deserialize;

use super::engine::{self, Read};
use super::lexicon::{self, Lexicon, MOST_RULES};
use super::live::{self, Whole};
use crate::input::{At, Input, Query};
use crate::organisation::Errors;
use crate::{App, Ctx, Error, Page, Texts, paths};

/// Words of running text that neighbours are looked for in, the newest documents first: ten resamples take some seconds.
const READ: usize = 1_000_000;
/// Places that stand beside a word.
const PLACES: usize = 2;
/// Documents whose passages are fetched together.
const TOGETHER: usize = 200;
/// Elements and words said no to, remembered for one house.
const MOST_DECLINED: usize = 1_000;

/// How far the proposals for some words have come.
#[derive(Clone)]
pub enum Standing {
    Working,
    Ready(Arc<Proposals>),
}

pub struct Proposals {
    /// The words of the element that they were found by.
    seeds: Vec<String>,
    proposals: Vec<Proposal>,
}

/// A word, as the rule that it would become, with why and where.
pub struct Proposal {
    pub rule: String,
    pub count: usize,
    pub why: Vec<Why>,
    pub places: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    done: String,
}

#[derive(Template)]
#[template(path = "wording/suggest.html")]
struct Show<'a> {
    ctx: &'a Ctx,
    element: ElementId,
    headline: String,
    version: i64,
    /// None while they are worked out.
    rows: Option<Vec<Row>>,
    words: String,
    errors: Errors,
    done: Option<String>,
}

struct Row {
    rule: String,
    count: String,
    why: String,
    places: Vec<String>,
}

/// What the proposals for an element are worked out from.
struct Basis {
    /// Its number in the foundation.
    element: usize,
    foundation: Foundation,
    profiles: Vec<Profile>,
    /// Documents with the passages that count, newest first.
    documents: Vec<Vec<(PassageId, String)>>,
    confirmed: HashSet<PassageId>,
    names: HashSet<String>,
}

pub async fn show(ctx: Ctx, At((element,)): At<(ElementId,)>, Query(choice): Query<Choice>) -> Page {
    lexicon::may(&ctx, &mut ctx.read().await?).await?;
    let done = (choice.done == "saved").then(|| ctx.t.lexicon_suggest_saved());
    page(&ctx, element, Errors::default(), done).await
}

async fn page(ctx: &Ctx, element: ElementId, errors: Errors, done: Option<String>) -> Page {
    let mut conn = ctx.read().await?;
    let newest = store::wording::lexicon(&mut conn).await?;
    let lexicon = Lexicon::load(ctx, &mut conn, newest.as_ref()).await?;
    drop(conn);
    let read = lexicon.element(element)?;
    let entry = lexicon.entry(element)?;
    let standing = standing(ctx, element, &lexicon).await?;
    let words = standing
        .as_ref()
        .map(|found| found.seeds.join(", "))
        .unwrap_or_default();
    let rows = standing.map(|found| {
        found
            .proposals
            .iter()
            .filter(|proposal| !entry.declined.contains(&proposal.rule))
            .filter(|proposal| !entry.profile.own.iter().any(|own| own.text == proposal.rule))
            .map(|proposal| Row {
                rule: proposal.rule.clone(),
                count: ctx.t.lexicon_times(proposal.count),
                why: why(ctx.t, &proposal.why),
                places: proposal.places.clone(),
            })
            .collect()
    });
    let page = Show {
        element,
        headline: read.text.headline.clone(),
        version: lexicon.version,
        rows,
        words,
        errors,
        done,
        ctx,
    };
    if page.errors.is_empty() {
        ctx.page(&page)
    } else {
        ctx.unfit(&page)
    }
}

/// The proposals, if they are worked out; else the work begins, and nobody waits.
async fn standing(ctx: &Ctx, element: ElementId, lexicon: &Lexicon) -> Result<Option<Arc<Proposals>>, Error> {
    let Some(whole) = ctx.app.live.ready(&ctx.app).await? else {
        return Ok(None);
    };
    // Own rules that come and go do not make the work begin anew; what they say already is left out by the page.
    let families = &lexicon.entry(element)?.profile.families;
    let key: Vec<String> = std::iter::once(element.to_string())
        .chain(families.iter().map(|share| share.family.clone()))
        .collect();
    {
        let mut suggested = whole.suggested.lock().unwrap_or_else(PoisonError::into_inner);
        match suggested.get(&key) {
            Some(Standing::Ready(proposals)) => return Ok(Some(Arc::clone(proposals))),
            Some(Standing::Working) => return Ok(None),
            None => suggested.insert(key.clone(), Standing::Working),
        };
    }
    let foundations = engine::foundations(&lexicon.elements);
    let read = foundations.into_iter().find(|read| read.elements.contains(&element));
    let read = read.ok_or(Error::NotFound)?;
    let profiles = read.elements.iter().map(|id| Ok(lexicon.entry(*id)?.profile.clone()));
    let profiles = profiles.collect::<Result<Vec<Profile>, Error>>()?;
    let app = ctx.app.clone();
    tokio::spawn(async move {
        let proposals = found(&app, &whole, element, read, profiles).await;
        let mut suggested = whole.suggested.lock().unwrap_or_else(PoisonError::into_inner);
        match proposals {
            Ok(proposals) => suggested.insert(key, Standing::Ready(Arc::new(proposals))),
            Err(error) => {
                tracing::error!(%error, "no words were proposed");
                suggested.remove(&key)
            }
        };
    });
    Ok(None)
}

async fn found(
    app: &App,
    whole: &Arc<Whole>,
    element: ElementId,
    read: Read,
    profiles: Vec<Profile>,
) -> Result<Proposals, Error> {
    let mut conn = app.db.snapshot().await?;
    let names = store::wording::names(&mut conn).await?;
    let confirmed = store::wording::shown_by(&mut conn, element).await?;
    let mut documents: Vec<Vec<(PassageId, String)>> = Vec::new();
    let mut words = 0;
    for portion in store::wording::documents_to_try(&mut conn).await?.chunks(TOGETHER) {
        let passages = store::wording::passages_to_try(&mut conn, portion[0], portion[portion.len() - 1]).await?;
        for of_one in passages.chunk_by(|a, b| a.document == b.document) {
            words += of_one
                .iter()
                .map(|passage| passage.body.split(' ').count())
                .sum::<usize>();
            documents.push(
                of_one
                    .iter()
                    .map(|passage| (passage.id, passage.body.clone()))
                    .collect(),
            );
        }
        if words >= READ {
            break;
        }
    }
    drop(conn);
    let basis = Basis {
        element: read
            .elements
            .iter()
            .position(|id| *id == element)
            .ok_or(Error::NotFound)?,
        foundation: read.foundation,
        profiles,
        documents,
        confirmed: confirmed.into_iter().collect(),
        names: names
            .iter()
            .flat_map(|(name,)| name.split([' ', '-']))
            .map(str::to_lowercase)
            .collect(),
    };
    let whole = Arc::clone(whole);
    let proposals = app.live.work(move || proposals(&whole, &basis)).await?;
    proposals.map_err(|_| Error::Ours("the shipped library could not be read"))
}

fn proposals(whole: &Whole, basis: &Basis) -> Result<Proposals, RuleError> {
    let detector = Detector::build(Library::shipped(Written::Danish), basis.profiles.clone())?;
    let mut suggester = Suggester::new(&detector, &basis.foundation);
    let this = [basis.element];
    for document in &basis.documents {
        suggester.add(document.iter().map(|(passage, text)| Text {
            text,
            confirmed: basis.confirmed.contains(passage).then_some(this.as_slice()),
        }));
    }
    let mut made = suggester.suggest(Some(basis.element), None, &Settings::default())?;
    let Some(suggestions) = made.pop() else {
        return Ok(Proposals {
            seeds: Vec::new(),
            proposals: Vec::new(),
        });
    };
    // Names of people are never proposed, nor words that are in no list of Danish: most of those are names too.
    let fit = |suggestion: &Suggestion| !basis.names.contains(&suggestion.word) && fit(&suggestion.word);
    Ok(Proposals {
        seeds: suggestions.seeds,
        proposals: suggestions
            .suggestions
            .into_iter()
            .filter(fit)
            .filter_map(|suggestion| proposal(whole, suggestion))
            .collect(),
    })
}

/// A word that a list of Danish holds, whole or as two words that it holds.
fn fit(word: &str) -> bool {
    Danish::BuiltIn.contains(word) || language::compounds::split(word).is_some()
}

fn proposal(whole: &Whole, suggestion: Suggestion) -> Option<Proposal> {
    let word = &suggestion.word;
    // The lemma finds all its forms; a word with none is meant as it stands. Of several the shortest is the plainest.
    let lemma = Danish::BuiltIn
        .lemmas(word)
        .into_iter()
        .min_by_key(|lemma| lemma.chars().count());
    let text = match lemma {
        Some(lemma) if Danish::BuiltIn.contains(word) => lemma,
        _ => format!("={word}"),
    };
    let rule = Rule::parse(&text, 1.0).ok()?;
    let preview = whole
        .history
        .preview(&rule, live::sets(), Written::Danish, Danish::BuiltIn)
        .ok()?;
    Some(Proposal {
        rule: text,
        count: preview.hits,
        why: suggestion.why,
        places: preview.examples.into_iter().take(PLACES).collect(),
    })
}

fn why(t: Texts, why: &[Why]) -> String {
    why.iter()
        .map(|why| match why {
            Why::Neighbour { of, resamples } => t.lexicon_why_neighbour(i64::from(*resamples), of),
            Why::Synonym { of } => t.lexicon_why_synonym(of),
            Why::Compound { of } => t.lexicon_why_compound(of),
            Why::Keyword => t.lexicon_why_keyword(),
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// What was said of the proposals: each a word and then yes, no or nothing.
pub async fn submit(ctx: Ctx, At((element,)): At<(ElementId,)>, Input(fields): Input<Vec<(String, String)>>) -> Page {
    let mut conn = ctx.read().await?;
    lexicon::may(&ctx, &mut conn).await?;
    let newest = store::wording::lexicon(&mut conn).await?;
    let mut lexicon = Lexicon::load(&ctx, &mut conn, newest.as_ref()).await?;
    drop(conn);
    lexicon.element(element)?;
    let (version, yes, no) = answers(&fields)?;
    let entry = lexicon.entry_mut(element)?;
    entry.declined.extend(no.iter().map(|rule| (*rule).to_owned()));
    entry.declined.sort();
    entry.declined.dedup();
    entry.declined.truncate(MOST_DECLINED);
    for rule in &yes {
        if !entry.profile.own.iter().any(|own| own.text == **rule) {
            entry.profile.own.push(WrittenRule {
                weight: 1.0,
                text: (*rule).to_owned(),
            });
        }
    }
    if entry.profile.own.len() > MOST_RULES {
        let errors = Errors::one("stale", ctx.t.lexicon_error_full(MOST_RULES));
        return page(&ctx, element, errors, None).await;
    }
    let kept = match &newest {
        _ if !yes.is_empty() => lexicon.save(&ctx, version, Some(element), "").await?,
        Some(newest) if !no.is_empty() => {
            let profiles = serde_json::to_string(&lexicon.entries).map_err(store::Error::from)?;
            let mut tx = ctx.write().await?;
            let kept = store::wording::decline_suggestion(&mut tx, version, &newest.profiles, &profiles).await?;
            tx.commit().await?;
            kept
        }
        // Before the first version there is nowhere to remember a no.
        None if !no.is_empty() => lexicon.save(&ctx, version, Some(element), "").await?,
        _ => return ctx.see_other(paths::wording_suggestions(element)),
    };
    if !kept {
        return page(&ctx, element, Errors::one("stale", ctx.t.lexicon_stale()), None).await;
    }
    ctx.see_other(format!("{}?done=saved", paths::wording_suggestions(element)))
}

type Answers<'a> = (i64, Vec<&'a str>, Vec<&'a str>);

/// The version that was read, the words said yes to and those said no to.
fn answers(fields: &[(String, String)]) -> Result<Answers<'_>, Error> {
    let bad = || Error::Form("answers to proposals".into());
    let (mut version, mut yes, mut no, mut word) = (None, Vec::new(), Vec::new(), None);
    for (name, value) in fields {
        match (name.as_str(), value.as_str()) {
            ("version", number) => version = number.parse().ok(),
            ("word", text) => word = Some(text),
            (_, "later") if name.starts_with("say-") => {}
            (_, says @ ("yes" | "no")) if name.starts_with("say-") => {
                let word = word.ok_or_else(bad)?;
                // A proposal is one word, as it stands or as its lemma.
                Rule::parse(word, 1.0).map_err(|_| bad())?;
                if word.contains(char::is_whitespace) {
                    return Err(bad());
                }
                if says == "yes" { &mut yes } else { &mut no }.push(word);
            }
            _ => return Err(bad()),
        }
    }
    Ok((version.ok_or_else(bad)?, yes, no))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_belong_to_the_word_before_them() {
        let fields = [
            ("version", "3"),
            ("word", "borger"),
            ("say-0", "yes"),
            ("word", "elev"),
            ("say-1", "later"),
            ("word", "=pårørende"),
            ("say-2", "no"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(answers(&fields).unwrap(), (3, vec!["borger"], vec!["=pårørende"]));
        assert!(answers(&fields[1..]).is_err());
        assert!(answers(&[("version".into(), "1".into()), ("say-0".into(), "yes".into())]).is_err());
    }
}
