//! What counts as an element: its families, the organisation's own rules, how they are written, and the versions so far.

use std::collections::BTreeSet;

use askama::Template;
use language::detector::Profile;
use language::history::History;
use language::lexicon::Lexicon as Rules;
use language::library::Family;
use language::morphology::{Danish, Language as Written};
use language::rules::{LONGEST, Rule};
use model::ElementId;
use serde::Deserialize;
use store::foundation::ReadElement;
use store::wording::Version;

use super::lexicon::{self, Change, LONGEST_NOTE, Lexicon, MOST_FAMILIES, MOST_RULES, Said, VERSIONS, WEIGHTS};
use super::live;
use super::try_rule::{Form, Tried, Wrong};
use crate::input::{At, Query};
use crate::organisation::Errors;
use crate::{Ctx, Error, Page, Texts, paths};

/// Words of the element's text that are named beside a family.
const MOST_NAMED: usize = 5;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    /// The rule to change, by its place.
    edit: Option<usize>,
    /// What was just done.
    done: String,
}

/// What the page shows beside what is stored.
#[derive(Default)]
pub struct Draft {
    pub form: Option<Form>,
    pub tried: Option<Result<Tried, Wrong>>,
    pub errors: Errors,
    pub edit: Option<usize>,
    pub done: String,
}

#[derive(Template)]
#[template(path = "wording/edit_lexicon.html")]
struct Show<'a> {
    ctx: &'a Ctx,
    element: ElementId,
    headline: String,
    version: i64,
    families: Vec<FamilyRow>,
    others: Vec<(&'static str, String)>,
    rules: Vec<RuleRow>,
    /// The counts beside the rules are not here yet.
    counting: bool,
    form: Form,
    weights: Vec<(String, String, bool)>,
    tried: Option<Result<Tried, Wrong>>,
    errors: Errors,
    sets: String,
    versions: Vec<VersionRow>,
    done: Option<String>,
}

struct FamilyRow {
    key: String,
    name: String,
    share: i64,
    why: String,
    rules: usize,
}

struct RuleRow {
    text: String,
    weighs: String,
    hits: Option<String>,
    edit: String,
}

struct VersionRow {
    number: i64,
    time: String,
    note: String,
    changes: Vec<Said>,
    /// How the element stands now.
    current: bool,
}

impl Show<'_> {
    #[expect(clippy::unused_self, reason = "called from the template")]
    const fn longest(&self) -> usize {
        LONGEST
    }
    #[expect(clippy::unused_self, reason = "called from the template")]
    const fn note(&self) -> usize {
        LONGEST_NOTE
    }
    fn room(&self) -> bool {
        self.rules.len() < MOST_RULES
    }
}

pub async fn show(ctx: Ctx, At((element,)): At<(ElementId,)>, Query(choice): Query<Choice>) -> Page {
    let draft = Draft {
        edit: choice.edit,
        done: choice.done,
        ..Draft::default()
    };
    lexicon::may(&ctx, &mut ctx.read().await?).await?;
    page(&ctx, element, draft).await
}

/// The page, after the route's question was asked.
pub async fn page(ctx: &Ctx, element: ElementId, draft: Draft) -> Page {
    let t = ctx.t;
    let mut conn = ctx.read().await?;
    let versions = store::wording::versions(&mut conn, VERSIONS).await?;
    let lexicon = Lexicon::load(ctx, &mut conn, versions.first()).await?;
    drop(conn);
    let read = lexicon.element(element)?;
    let profile = &lexicon.entry(element)?.profile;
    let counts = counts(ctx, profile).await?;
    let history = history(ctx, element, &versions)?;
    let form = draft.form.unwrap_or_else(|| {
        let chosen = draft.edit.and_then(|at| profile.own.get(at));
        Form {
            version: lexicon.version,
            rule: chosen.map_or_else(String::new, |rule| rule.text.clone()),
            weight: weight(chosen.map_or(2.0, |rule| rule.weight)),
            was: chosen.map_or_else(String::new, |rule| rule.text.clone()),
            ..Form::default()
        }
    });
    let page = Show {
        element,
        headline: read.text.headline.clone(),
        version: lexicon.version,
        families: families(t, read, profile, &history),
        others: others(t, profile),
        rules: profile
            .own
            .iter()
            .enumerate()
            .map(|(at, rule)| RuleRow {
                text: rule.text.clone(),
                weighs: lexicon::weighs(t, rule.weight),
                hits: counts
                    .as_ref()
                    .and_then(|counts| counts.get(at))
                    .map(|(documents, passages)| t.lexicon_hits(*passages, *documents)),
                edit: paths::edit_wording_rule(element, at),
            })
            .collect(),
        counting: counts.is_none() && !profile.own.is_empty(),
        weights: weights(t, &form.weight),
        form,
        tried: draft.tried,
        errors: draft.errors,
        sets: live::set_names(),
        versions: history.into_iter().map(|(row, _)| row).collect(),
        done: match draft.done.as_str() {
            "saved" => Some(t.lexicon_saved()),
            "undone" => Some(t.lexicon_undone()),
            _ => None,
        },
        ctx,
    };
    if page.errors.is_empty() && !matches!(page.tried, Some(Err(_))) {
        ctx.page(&page)
    } else {
        ctx.unfit(&page)
    }
}

/// What each own rule hits, if the passages are at hand.
async fn counts(ctx: &Ctx, profile: &Profile) -> Result<Option<Vec<(usize, usize)>>, Error> {
    // Asked for even where no rule stands: whoever opens the page is about to write one.
    let Some(whole) = ctx.app.live.ready(&ctx.app).await? else {
        return Ok(None);
    };
    let rules: Vec<Rule> = profile
        .own
        .iter()
        .filter_map(|written| Rule::parse(&written.text, written.weight).ok())
        .collect();
    if rules.len() < profile.own.len() {
        return Ok(None);
    }
    ctx.app.live.work(move || whole.counts(&rules)).await
}

/// A weight as the form sends it.
fn weight(weight: f32) -> String {
    weight.to_string()
}

fn weights(t: Texts, chosen: &str) -> Vec<(String, String, bool)> {
    let chosen: f32 = chosen.parse().unwrap_or(2.0);
    let same = |weight: f32| lexicon::hundredths(weight) == lexicon::hundredths(chosen);
    let mut weights: Vec<(String, String, bool)> = WEIGHTS
        .iter()
        .map(|w| (weight(*w), lexicon::weighs(t, *w), same(*w)))
        .collect();
    // An imported rule may weigh something between.
    if !weights.iter().any(|(.., chosen)| *chosen) {
        let between = t.lexicon_weight_between(lexicon::hundredths(chosen));
        weights.push((weight(chosen), between, true));
    }
    weights
}

fn families(t: Texts, read: &ReadElement, profile: &Profile, history: &[(VersionRow, Vec<Change>)]) -> Vec<FamilyRow> {
    profile
        .families
        .iter()
        .map(|share| {
            let family = lexicon::families().find(|family| family.key == share.family);
            let named = family.map_or_else(Vec::new, |family| named(read, family));
            let chosen = history.iter().find(|(_, changes)| {
                changes
                    .iter()
                    .any(|change| matches!(change, Change::Family { family, .. } if *family == share.family))
            });
            FamilyRow {
                name: lexicon::name(t, &share.family),
                share: lexicon::hundredths(share.share),
                why: if let Some((row, _)) = chosen {
                    t.lexicon_why_chosen(row.time.as_str())
                } else if named.is_empty() {
                    t.lexicon_why_alike()
                } else {
                    t.lexicon_why_named(named.join(", "))
                },
                rules: family.map_or(0, |family| family.rules.len()),
                key: share.family.clone(),
            }
        })
        .collect()
}

/// The words of an element's own text by which it names a family.
pub fn named(read: &ReadElement, family: &Family) -> Vec<String> {
    let Ok(rules) = Rules::build(&family.named, live::sets(), Written::Danish, Danish::BuiltIn) else {
        return Vec::new();
    };
    let mut text = History::default();
    text.add(&read.text.headline);
    text.add(&super::engine::words(read));
    let mut words = BTreeSet::new();
    for (passage, hit) in text.hits(&rules) {
        let tokens = text.passage(passage as usize);
        let said: Vec<&str> = (hit.start..=hit.end)
            .filter_map(|at| tokens.get(at as usize))
            .map(|token| text.vocabulary().word(token.kind()))
            .collect();
        words.insert(said.join(" "));
    }
    words.into_iter().take(MOST_NAMED).collect()
}

fn others(t: Texts, profile: &Profile) -> Vec<(&'static str, String)> {
    if profile.families.len() >= MOST_FAMILIES {
        return Vec::new();
    }
    let mut others: Vec<(&str, String)> = lexicon::families()
        .filter(|family| !profile.families.iter().any(|share| share.family == family.key))
        .map(|family| (family.key.as_str(), lexicon::name(t, &family.key)))
        .collect();
    model::names::sort_by_name(&mut others, |(_, name)| name.as_str());
    others
}

/// The versions in which the element changed, newest first, each with what changed in it.
fn history(ctx: &Ctx, element: ElementId, versions: &[Version]) -> Result<Vec<(VersionRow, Vec<Change>)>, Error> {
    let entries = versions
        .iter()
        .map(|version| {
            let entries = lexicon::read(version)?;
            Ok(entries.into_iter().find(|entry| entry.of(element)))
        })
        .collect::<Result<Vec<_>, Error>>()?;
    let mut rows = Vec::new();
    for (at, (version, entry)) in versions.iter().zip(&entries).enumerate() {
        let Some(entry) = entry else { continue };
        let before = entries.get(at + 1).and_then(Option::as_ref);
        let changes = before.map_or_else(Vec::new, |before| lexicon::changes(&before.profile, &entry.profile));
        if before.is_some() && changes.is_empty() {
            continue;
        }
        rows.push((
            VersionRow {
                number: version.version,
                time: ctx.time(&version.made_at),
                note: version.why.clone(),
                changes: changes.iter().map(|change| lexicon::say(ctx.t, change)).collect(),
                current: rows.is_empty(),
            },
            changes,
        ));
    }
    Ok(rows)
}
