//! Words that may belong to an element: used like its own words, put together with them, or typical of passages that people
//! confirmed. Nothing counts before somebody says yes.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::{Arc, PoisonError};

use askama::Template;
use language::detector::Profile;
use language::expansion::{Settings, Suggestion, Why, merge, stable_neighbours};
use language::lexicon::Lexicon as Rules;
use language::matcher::Matcher;
use language::morphology::{Danish, Language as Written};
use language::rules::{Rule, WrittenRule};
use language::statistics::keyness;
use language::vocabulary::{Token, Type, Vocabulary};
use model::{ElementId, PassageId};
use serde::Deserialize;
use store::foundation::ReadElement;

use super::edit_lexicon;
use super::lexicon::{self, Lexicon, MOST_RULES};
use super::live::{self, Whole};
use crate::input::{At, Input, Query};
use crate::organisation::Errors;
use crate::{Ctx, Error, Page, Texts, paths};

/// Words of running text that neighbours are looked for in, the newest documents first: ten resamples take some seconds.
const READ: usize = 1_000_000;
/// A word with a neighbour in so few words would be chance.
const LEAST_READ: usize = 20_000;
const DIMENSIONS: usize = 100;
const NEIGHBOURS: usize = 60;
/// Passages that people confirmed, before words can be called typical of them.
const LEAST_CONFIRMED: usize = 10;
/// One in a thousand by chance; and the words that the prior weighs as much as (Monroe, Colaresi & Quinn 2008).
const SURE: f64 = 3.3;
const PRIOR: f64 = 1_000.0;
/// Places that stand beside a word.
const PLACES: usize = 2;
/// Words that an element is known by.
const MOST_SEEDS: usize = 20;
/// Elements and words said no to, remembered for one house.
const MOST_DECLINED: usize = 1_000;

/// How far the proposals for some words have come.
#[derive(Clone)]
pub enum Standing {
    Working,
    Ready(Arc<Vec<Proposal>>),
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
    seeds: Vec<String>,
    profile: Profile,
    confirmed: Vec<PassageId>,
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
    let seeds = seeds(read, &entry.profile);
    let rows = standing(ctx, element, &entry.profile, &seeds).await?.map(|proposals| {
        proposals
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
        words: seeds.join(", "),
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

/// The words of an element's headline and those by which its text names its families.
fn seeds(read: &ReadElement, profile: &Profile) -> Vec<String> {
    let mut seeds = BTreeSet::new();
    for word in read.text.headline.split(|c: char| !c.is_alphanumeric()) {
        if word.chars().count() > 3 {
            seeds.insert(word.to_lowercase());
        }
    }
    for share in &profile.families {
        if let Some(family) = lexicon::families().find(|family| family.key == share.family) {
            let named = edit_lexicon::named(read, family);
            seeds.extend(named.into_iter().filter(|word| !word.contains(' ')));
        }
    }
    seeds.into_iter().take(MOST_SEEDS).collect()
}

/// The proposals, if they are worked out; else the work begins, and nobody waits.
async fn standing(
    ctx: &Ctx,
    element: ElementId,
    profile: &Profile,
    seeds: &[String],
) -> Result<Option<Arc<Vec<Proposal>>>, Error> {
    let Some(whole) = ctx.app.live.ready(&ctx.app).await? else {
        return Ok(None);
    };
    {
        let mut suggested = whole.suggested.lock().unwrap_or_else(PoisonError::into_inner);
        match suggested.get(seeds) {
            Some(Standing::Ready(proposals)) => return Ok(Some(Arc::clone(proposals))),
            Some(Standing::Working) => return Ok(None),
            None => suggested.insert(seeds.to_owned(), Standing::Working),
        };
    }
    let mut conn = ctx.read().await?;
    let names = store::wording::names(&mut conn).await?;
    let basis = Basis {
        seeds: seeds.to_owned(),
        profile: profile.clone(),
        confirmed: store::wording::shown_by(&mut conn, element).await?,
        names: names
            .iter()
            .flat_map(|(name,)| name.split([' ', '-']))
            .map(str::to_lowercase)
            .collect(),
    };
    drop(conn);
    let live = Arc::clone(&ctx.app.live);
    tokio::spawn(async move {
        let made = Arc::clone(&whole);
        let seeds = basis.seeds.clone();
        let proposals = live.work(move || proposals(&made, &basis)).await;
        let mut suggested = whole.suggested.lock().unwrap_or_else(PoisonError::into_inner);
        match proposals {
            Ok(proposals) => suggested.insert(seeds, Standing::Ready(Arc::new(proposals))),
            Err(_) => suggested.remove(&seeds),
        };
    });
    Ok(None)
}

fn proposals(whole: &Whole, basis: &Basis) -> Vec<Proposal> {
    let vocabulary = whole.history.vocabulary();
    let seeds: Vec<Type> = basis.seeds.iter().filter_map(|word| vocabulary.find(word)).collect();
    let count = |kind: Type| whole.history.places(kind).len();
    let mut found: Vec<(String, usize, Why)> = Vec::new();
    for (kind, resamples) in neighbours(whole, &seeds) {
        found.push((
            vocabulary.word(kind).to_owned(),
            count(kind),
            Why::Neighbour { resamples },
        ));
    }
    for word in &basis.seeds {
        for (compound, count) in whole.history.compounds(word) {
            found.push((compound, count, Why::Compound));
        }
    }
    for kind in keywords(whole, &basis.confirmed) {
        found.push((vocabulary.word(kind).to_owned(), count(kind), Why::Keyword));
    }
    let seen = seen(whole, &basis.profile);
    // Names of people are never proposed, nor words that are in no list of Danish: most of those are names too.
    let known = |word: &str| {
        word.chars().count() < 3
            || basis.names.contains(word)
            || basis.seeds.iter().any(|seed| seed == word)
            || !fit(word)
            || vocabulary.find(word).is_some_and(|kind| seen.contains(&kind))
    };
    merge(found, &known)
        .into_iter()
        .filter_map(|suggestion| proposal(whole, suggestion))
        .collect()
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

/// Words that stand where the seeds stand, in at least seven of ten resamples of the newest documents.
fn neighbours(whole: &Whole, seeds: &[Type]) -> Vec<(Type, u32)> {
    let mut documents: Vec<Vec<Token>> = Vec::new();
    let mut words = 0;
    for passages in whole.by_document() {
        let tokens: Vec<Token> = passages
            .iter()
            .flat_map(|number| whole.history.passage(*number))
            .copied()
            .collect();
        words += tokens.len();
        documents.push(tokens);
        if words >= READ {
            break;
        }
    }
    if words < LEAST_READ || seeds.is_empty() {
        return Vec::new();
    }
    let documents: Vec<&[Token]> = documents.iter().map(Vec::as_slice).collect();
    let settings = Settings {
        dimensions: DIMENSIONS,
        ..Settings::default()
    };
    stable_neighbours(&documents, seeds, NEIGHBOURS, &settings)
}

/// Words typical of the passages that people confirmed, against all the others.
fn keywords(whole: &Whole, confirmed: &[PassageId]) -> Vec<Type> {
    let numbers = whole.numbers(confirmed);
    if numbers.len() < LEAST_CONFIRMED {
        return Vec::new();
    }
    let mut here: BTreeMap<Type, (u32, BTreeSet<u32>)> = BTreeMap::new();
    for (number, document) in numbers {
        for token in whole.history.passage(number) {
            let sum = here.entry(token.kind()).or_default();
            sum.0 += 1;
            sum.1.insert(document);
        }
    }
    let whole_count = |kind: Type| u32::try_from(whole.history.places(kind).len()).unwrap_or(u32::MAX);
    let counts: Vec<(Type, f64, f64, u32)> = here
        .into_iter()
        .map(|(kind, (count, documents))| {
            (
                kind,
                f64::from(count),
                f64::from(whole_count(kind).saturating_sub(count)),
                u32::try_from(documents.len()).unwrap_or(u32::MAX),
            )
        })
        .collect();
    keyness(&counts, PRIOR)
        .into_iter()
        .filter(|word| word.z > SURE)
        .map(|word| word.word)
        .collect()
}

/// The words that the element's rules know already.
fn seen(whole: &Whole, profile: &Profile) -> HashSet<Type> {
    let mut rules: Vec<Rule> = Vec::new();
    for share in &profile.families {
        if let Some(family) = lexicon::families().find(|family| family.key == share.family) {
            rules.extend(family.rules.iter().chain(&family.named).cloned());
        }
    }
    let own = profile.own.iter().filter_map(|own| Rule::parse(&own.text, 1.0).ok());
    rules.extend(own);
    let Ok(lexicon) = Rules::build(&rules, live::sets(), Written::Danish, Danish::BuiltIn) else {
        return HashSet::new();
    };
    let mut matcher = Matcher::new(&lexicon);
    let vocabulary: &Vocabulary = whole.history.vocabulary();
    matcher.grow(vocabulary);
    matcher.carriers().collect()
}

fn why(t: Texts, why: &[Why]) -> String {
    why.iter()
        .map(|why| match why {
            Why::Neighbour { resamples } => t.lexicon_why_neighbour(i64::from(*resamples)),
            Why::Synonym => t.lexicon_why_synonym(),
            Why::Compound => t.lexicon_why_compound(),
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
