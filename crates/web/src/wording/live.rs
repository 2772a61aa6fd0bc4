//! The passages that count, held as numbers in the server's memory, so that a rule can be tried on all of them while it is typed.
//!
//! They are loaded when somebody opens a page of the lexicon, again when the jobs have read or measured something new, and let go
//! when nobody has asked for half an hour. What they take is measured by the example `live_counts`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Weak};
use std::time::Duration;

use language::history::History;
use language::lexicon::{Lexicon, Sets};
use language::library::Library;
use language::matcher::Matcher;
use language::morphology::{Danish, Language};
use language::rules::{Rule, RuleError};
use model::{DocumentId, PassageId};
use store::Db;
use store::wording::{MOST_CONTEXTS, Tried};
use tokio::sync::{Mutex, Semaphore};

use crate::{App, Error};

/// Words that are held at most, some 140 MB of text; the oldest documents are left out beyond that.
pub const MOST_WORDS: usize = 20_000_000;
/// Documents whose passages are fetched together.
const TOGETHER: usize = 200;
const IDLE: Duration = Duration::from_mins(30);
/// Rules that are tried at the same time; the others wait.
const AT_ONCE: usize = 2;
/// Words of the texts that are named beside a rule.
const MOST_FORMS: usize = 20;

pub struct Live {
    slot: Mutex<Slot>,
    turns: Semaphore,
}

#[derive(Default)]
struct Slot {
    whole: Option<Arc<Whole>>,
    uses: u64,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            slot: Mutex::default(),
            turns: Semaphore::new(AT_ONCE),
        }
    }
}

impl Live {
    /// The passages as they are now. Whoever comes while they are loaded waits.
    pub async fn whole(self: &Arc<Self>, app: &App) -> Result<Arc<Whole>, Error> {
        let basis = store::wording::passages_basis(&mut app.db.read().await?).await?;
        let mut slot = self.slot.lock().await;
        slot.uses += 1;
        if let Some(whole) = &slot.whole
            && whole.basis == basis
        {
            return Ok(Arc::clone(whole));
        }
        // Given back before the new ones are made: both at once would take twice the memory.
        let watched = slot.whole.take().is_some();
        let whole = Arc::new(Whole::load(&app.db, basis).await?);
        slot.whole = Some(Arc::clone(&whole));
        if !watched {
            tokio::spawn(let_go(Arc::downgrade(self)));
        }
        Ok(whole)
    }

    /// The passages if they are here and as they are now; else they begin to load, and nobody waits.
    pub async fn ready(self: &Arc<Self>, app: &App) -> Result<Option<Arc<Whole>>, Error> {
        if let Ok(slot) = self.slot.try_lock()
            && let Some(whole) = slot.whole.clone()
        {
            drop(slot);
            let basis = store::wording::passages_basis(&mut app.db.read().await?).await?;
            if whole.basis == basis {
                return Ok(Some(whole));
            }
        }
        let (live, app) = (Arc::clone(self), app.clone());
        tokio::spawn(async move {
            if let Err(error) = live.whole(&app).await {
                tracing::error!(%error, "the passages were not loaded");
            }
        });
        Ok(None)
    }

    /// Does `work` on another thread, in its turn.
    pub async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
        let _turn = self.turns.acquire().await.map_err(|_| Error::Busy)?;
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|_| Error::Ours("trying a rule did not end"))
    }
}

/// Lets the passages go when nobody has asked for a while.
async fn let_go(live: Weak<Live>) {
    let mut before = 0;
    loop {
        let Some(here) = live.upgrade() else { return };
        let mut slot = here.slot.lock().await;
        if slot.uses == before {
            slot.whole = None;
            return;
        }
        before = slot.uses;
        drop(slot);
        drop(here);
        tokio::time::sleep(IDLE).await;
    }
}

/// All passages that count.
#[derive(Default)]
pub struct Whole {
    basis: String,
    pub history: History,
    passages: Vec<Place>,
    /// The year of each document.
    years: Vec<i16>,
    /// Documents that had no room.
    pub left_out: usize,
    /// Proposals already worked out, by the words they were worked out from.
    pub suggested: std::sync::Mutex<HashMap<Vec<String>, super::suggest::Standing>>,
}

#[derive(Clone, Copy)]
struct Place {
    passage: PassageId,
    document: u32,
}

/// What a rule hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub passages: usize,
    pub documents: usize,
    /// Year, documents and passages, oldest first.
    pub years: Vec<(i16, usize, usize)>,
    /// The words of the texts that carry the rule, commonest first, and how many more there are.
    pub forms: Vec<(String, usize)>,
    pub more_forms: usize,
    /// At most ten passages, spread over all that are hit.
    pub examples: Vec<PassageId>,
}

impl Whole {
    async fn load(db: &Db, basis: String) -> Result<Self, Error> {
        let mut conn = db.snapshot().await?;
        let documents = store::wording::documents_to_try(&mut conn).await?;
        let mut whole = Self {
            basis,
            ..Self::default()
        };
        // In portions: the text of everything at once would take as much memory as what is made of it.
        for (at, portion) in documents.chunks(TOGETHER).enumerate() {
            let (Some(newest), Some(oldest)) = (portion.first(), portion.last()) else {
                break;
            };
            let tried = store::wording::passages_to_try(&mut conn, *newest, *oldest).await?;
            whole = tokio::task::spawn_blocking(move || {
                whole.add(&tried);
                whole
            })
            .await
            .map_err(|_| Error::Ours("the passages could not be taken in"))?;
            if whole.history.words() > MOST_WORDS {
                whole.left_out = documents.len().saturating_sub((at + 1) * TOGETHER);
                break;
            }
        }
        Ok(whole)
    }

    fn add(&mut self, tried: &[Tried]) {
        let mut before: Option<DocumentId> = None;
        for passage in tried {
            if before != Some(passage.document) {
                before = Some(passage.document);
                self.years.push(passage.day.0.year());
            }
            self.history.add(&passage.body);
            self.passages.push(Place {
                passage: passage.id,
                document: u32::try_from(self.years.len() - 1).unwrap_or(u32::MAX),
            });
        }
    }

    /// What a rule hits in everything.
    pub fn found(&self, rule: &Rule) -> Result<Found, RuleError> {
        let lexicon = Lexicon::build(std::slice::from_ref(rule), sets(), Language::Danish, Danish::BuiltIn)
            .map_err(|(_, error)| error)?;
        let mut matcher = Matcher::new(&lexicon);
        matcher.grow(self.history.vocabulary());
        let hits = self.history.hits_with(&matcher);
        let mut passages: Vec<u32> = hits.iter().map(|(passage, _)| *passage).collect();
        passages.dedup();
        let mut forms: Vec<(u32, usize)> = matcher
            .carriers()
            .map(|kind| (kind, self.history.places(kind).len()))
            .filter(|(_, count)| *count > 0)
            .collect();
        let more_forms = forms.len().saturating_sub(MOST_FORMS);
        let word = |kind: u32| self.history.vocabulary().word(kind);
        forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| word(a.0).cmp(word(b.0))));
        forms.truncate(MOST_FORMS);
        let step = passages.len().div_ceil(MOST_CONTEXTS).max(1);
        let examples = passages.iter().step_by(step).take(MOST_CONTEXTS);
        Ok(Found {
            examples: examples
                .filter_map(|number| self.passages.get(*number as usize))
                .map(|place| place.passage)
                .collect(),
            years: self.by_year(&passages),
            documents: self.documents(passages.iter().copied()),
            passages: passages.len(),
            forms: forms
                .into_iter()
                .map(|(kind, count)| (word(kind).to_owned(), count))
                .collect(),
            more_forms,
        })
    }

    /// Documents and passages that each of several rules hits, in one go. None when one of them cannot be read.
    pub fn counts(&self, rules: &[Rule]) -> Option<Vec<(usize, usize)>> {
        let lexicon = Lexicon::build(rules, sets(), Language::Danish, Danish::BuiltIn).ok()?;
        let mut passages: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); rules.len()];
        for (passage, hit) in self.history.hits(&lexicon) {
            passages.get_mut(hit.rule as usize)?.insert(passage);
        }
        Some(
            passages
                .iter()
                .map(|passages| (self.documents(passages.iter().copied()), passages.len()))
                .collect(),
        )
    }

    fn document(&self, passage: u32) -> u32 {
        self.passages
            .get(passage as usize)
            .map_or(u32::MAX, |place| place.document)
    }

    /// How many documents ascending passages stand in.
    fn documents(&self, passages: impl Iterator<Item = u32>) -> usize {
        let mut documents: Vec<u32> = passages.map(|passage| self.document(passage)).collect();
        documents.dedup();
        documents.len()
    }

    fn by_year(&self, passages: &[u32]) -> Vec<(i16, usize, usize)> {
        let mut years: BTreeMap<i16, (usize, usize)> = BTreeMap::new();
        for same in passages.chunk_by(|a, b| self.document(*a) == self.document(*b)) {
            let year = self.years.get(self.document(same[0]) as usize).copied();
            let sum = years.entry(year.unwrap_or_default()).or_default();
            *sum = (sum.0 + 1, sum.1 + same.len());
        }
        years
            .into_iter()
            .map(|(year, (documents, passages))| (year, documents, passages))
            .collect()
    }
}

/// The names of the sets that rules may use, as they are written.
pub fn set_names() -> String {
    let mut names: Vec<String> = sets().keys().map(|name| format!("@{name}")).collect();
    names.sort();
    names.join(", ")
}

/// The named sets that rules may use.
pub fn sets() -> &'static Sets {
    &Library::shipped(Language::Danish).sets
}
