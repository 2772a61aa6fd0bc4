use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use language::assignment::Reader;
use language::corpus::{Corpus, Origin, Status};
use language::detector::{Detector, Mode as Shows, Profile, Reading};
use language::library::Library;
use language::measure::{Finding, findings};
use language::morphology::{Danish, Language};
use language::readers::{Health, Verdict};
use language::rules::RuleError;
use language::statistics::{Estimate, Silence as Heard, Stratum, keyness};
use language::text::{Kind as PieceKind, Piece};
use language::tree::{self, Counted, Tally};
use language::vocabulary::Vocabulary;
use model::wording::{Agreement, Apart, Mode, Silence, calibrated_count};
use model::{Day, DocumentId, EditionId, ElementId, Instant, PassageId, UnitId};
use store::Conn;
use store::wording::{
    Figures, Find, Material, Measured, MeasuredDocument, Measuring, MonthFigure, Round, UnitFigure, Word,
};
use web::App;
use web::wording::Read;

use super::{Claimed, Failed, REST_MINUTES};

/// Rows that are written together: others may write in between.
const TOGETHER: usize = 1_000;
/// The draws of the bootstrap: the same texts give the same figures.
const SEED: u64 = 1;
/// Words by which a unit differs that are shown, and how far beyond chance: one in a thousand.
const MOST_WORDS: usize = 20;
const SURE: f64 = 3.3;
/// Words that the prior weighs as much as (Monroe, Colaresi & Quinn 2008).
const PRIOR: f64 = 1_000.0;

pub(super) async fn all(app: &App, job: &Claimed) -> Result<(), Failed> {
    let now = app.now();
    let today = now.day(&app.zone);
    let mut conn = app.db.snapshot().await?;
    let basis = store::wording::basis(&mut conn, today).await?;
    let before = store::wording::measuring(&mut conn).await?;
    let rest = now.plus_minutes(REST_MINUTES);
    let idle = before.as_ref().is_some_and(|before| before.basis == basis)
        || store::wording::any_waiting(&mut conn).await?
        || before.is_none() && store::wording::documents_to_measure(&mut conn).await?.is_empty();
    if idle {
        drop(conn);
        return super::done(app.db.write().await?, job, rest).await;
    }
    let input = Input::load(&mut conn, today).await?;
    let standing = Standing::load(&mut conn).await?;
    drop(conn);

    let (input, outcome) = tokio::task::spawn_blocking(move || {
        let outcome = measure(&input);
        (input, outcome)
    })
    .await
    .map_err(|_| Failed::Panicked)?;
    let outcome = outcome?;
    write_finds(app, &standing, &outcome).await?;

    let mut tx = app.db.write().await?;
    let version = keep_lexicon(&mut tx, &input, now).await?;
    let measuring = outcome.measuring(app, now, today, version, basis);
    store::wording::keep_figures(
        &mut tx,
        Figures {
            measuring,
            months: outcome.months,
            units: outcome.units,
            material: outcome.material,
            words: outcome.words,
        },
    )
    .await?;
    count_months(app, &mut tx, &input, &outcome.flagged, now).await?;
    super::done(tx, job, rest).await
}

/// What is measured.
struct Input {
    documents: Vec<MeasuredDocument>,
    passages: Vec<Measured>,
    foundations: Vec<Read>,
    editions: HashMap<ElementId, EditionId>,
    profiles: Vec<Vec<Profile>>,
    /// The newest version of the lexicon; 0 before the first.
    version: i64,
    /// Each unit with the units in which it counts, nearest first.
    scopes: HashMap<UnitId, Vec<UnitId>>,
    parents: HashMap<UnitId, UnitId>,
    names: HashSet<String>,
    elusion: HashMap<ElementId, Stratum>,
    /// The first day of the twelve months that are shown: whole months, so that they sum to their year.
    year_from: Day,
}

impl Input {
    async fn load(conn: &mut Conn, today: Day) -> Result<Self, Failed> {
        let elements = store::foundation::reading(conn, today).await?;
        let foundations = web::wording::foundations(&elements);
        let lexicon = store::wording::lexicon(conn).await?;
        let stored: Vec<Profile> = match &lexicon {
            Some(lexicon) => serde_json::from_str(&lexicon.profiles).map_err(store::Error::from)?,
            None => Vec::new(),
        };
        let profiles = foundations
            .iter()
            .map(|read| web::wording::profiles(read, &stored))
            .collect::<Result<_, _>>()?;
        let mut scopes: HashMap<UnitId, Vec<UnitId>> = HashMap::new();
        for (unit, above) in store::wording::scopes(conn).await? {
            scopes.entry(unit).or_default().push(above);
        }
        let names = store::wording::names(conn).await?;
        let names = names
            .iter()
            .flat_map(|(name,)| name.split([' ', '-']))
            .map(str::to_lowercase);
        let elusion = store::wording::elusion(conn).await?.into_iter();
        let small = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
        Ok(Self {
            documents: store::wording::documents_to_measure(conn).await?,
            passages: store::wording::to_measure(conn).await?,
            editions: elements.iter().map(|element| (element.id, element.edition)).collect(),
            foundations,
            profiles,
            version: lexicon.map_or(0, |lexicon| lexicon.version),
            scopes,
            parents: store::wording::parents(conn).await?.into_iter().collect(),
            names: names.collect(),
            elusion: elusion
                .map(|(element, read, shown)| {
                    let stratum = Stratum {
                        read: small(read),
                        shown: small(shown),
                    };
                    (element, stratum)
                })
                .collect(),
            year_from: today.month().plus(-11).first_day(),
        })
    }

    fn elements(&self) -> Vec<ElementId> {
        self.foundations
            .iter()
            .flat_map(|read| read.elements.iter().copied())
            .collect()
    }
}

/// What stands in the database, to write only what differs.
struct Standing {
    finds: HashMap<(PassageId, ElementId), Find>,
    apart: HashMap<PassageId, String>,
    duplicates: HashMap<DocumentId, Option<DocumentId>>,
}

impl Standing {
    async fn load(conn: &mut Conn) -> Result<Self, Failed> {
        let finds = store::wording::finds(conn).await?.into_iter();
        let documents = store::wording::documents_to_measure(conn).await?.into_iter();
        Ok(Self {
            finds: finds.map(|find| ((find.passage, find.element), find)).collect(),
            apart: store::wording::apart(conn).await?.into_iter().collect(),
            duplicates: documents.map(|document| (document.id, document.duplicate_of)).collect(),
        })
    }
}

/// What it came to.
struct Outcome {
    finds: Vec<Find>,
    apart: HashMap<PassageId, Apart>,
    duplicates: Vec<(DocumentId, Option<DocumentId>)>,
    months: Vec<MonthFigure>,
    units: Vec<UnitFigure>,
    material: Vec<Material>,
    words: Vec<Word>,
    /// Passages found in own words, for the months' counts.
    flagged: Vec<Flagged>,
    documents: i64,
    missing: i64,
    passages: i64,
    all_words: i64,
}

/// Passages of one month found to show an element in own words, in the nearest unit in which that month can be shown.
struct Flagged {
    element: ElementId,
    unit: UnitId,
    month: String,
    about_foundation: bool,
    /// The newest day among them.
    day: Day,
    count: i64,
}

impl Outcome {
    fn measuring(&self, app: &App, now: Instant, today: Day, version: i64, basis: String) -> Measuring {
        let apart = |why: Apart| whole(self.apart.values().filter(|apart| **apart == why).count());
        Measuring {
            id: app.id::<PassageId>(now).0,
            lexicon_version: version,
            measured_at: now,
            basis,
            until_day: today,
            documents: self.documents,
            missing: self.missing,
            passages: self.passages,
            words: self.all_words,
            frame: apart(Apart::Frame),
            short: apart(Apart::TooShort),
            boilerplate: apart(Apart::Boilerplate),
            duplicate: apart(Apart::Duplicate),
            foreign_language: apart(Apart::OtherLanguage),
        }
    }
}

fn whole(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn corpus(input: &Input) -> Corpus {
    let mut pieces: HashMap<DocumentId, Vec<Piece>> = HashMap::new();
    for passage in &input.passages {
        pieces.entry(passage.document).or_default().push(Piece {
            kind: PieceKind::ALL
                .into_iter()
                .find(|kind| kind.word() == passage.kind)
                .unwrap_or(PieceKind::Paragraph),
            language: Language::ALL
                .into_iter()
                .find(|language| language.word() == passage.language)
                .unwrap_or(Language::Other),
            text: passage.body.clone(),
            words: usize::try_from(passage.words).unwrap_or(0),
        });
    }
    let documents = input.documents.iter().map(|document| {
        let origin = Origin {
            file: document.id.to_string(),
            unit: String::new(),
            date: document.day.to_string(),
            kind: String::new(),
            source: document.source.clone(),
        };
        let health = Health {
            characters: 0,
            pages: None,
            letters: 0.0,
            known: 0.0,
            verdict: if document.missing {
                Verdict::Empty
            } else {
                Verdict::Good
            },
        };
        (origin, health, pieces.remove(&document.id).unwrap_or_default())
    });
    Corpus::of_pieces(documents.collect())
}

/// The engine's work, without a database.
fn measure(input: &Input) -> Result<Outcome, RuleError> {
    let corpus = corpus(input);
    let elements = input.elements();
    let found = find(input, &corpus)?;

    // In an order of their own: the draws depend on it.
    let units: Vec<UnitId> = input
        .parents
        .keys()
        .chain(input.parents.values())
        .chain(input.scopes.values().flatten())
        .copied()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let number: HashMap<UnitId, usize> = units.iter().enumerate().map(|(at, unit)| (*unit, at)).collect();
    let parents: Vec<Option<usize>> = units
        .iter()
        .map(|unit| input.parents.get(unit).and_then(|parent| number.get(parent)).copied())
        .collect();
    let counted = counted(input, &corpus, &found, &number);
    let elusion: Vec<Stratum> = elements
        .iter()
        .map(|element| input.elusion.get(element).copied().unwrap_or_default())
        .collect();
    let tally = tree::tally(&counted, &parents, elements.len(), &elusion, SEED);

    let apart = corpus
        .passages
        .iter()
        .zip(&input.passages)
        .filter_map(|(passage, stored)| {
            let why = match passage.status {
                Status::Counted => return None,
                Status::Frame => Apart::Frame,
                Status::TooShort => Apart::TooShort,
                Status::Boilerplate => Apart::Boilerplate,
                Status::Duplicate => Apart::Duplicate,
                Status::OtherLanguage => Apart::OtherLanguage,
            };
            Some((stored.id, why))
        });
    let duplicates = corpus.documents.iter().zip(&input.documents);
    let duplicates =
        duplicates.map(|(document, stored)| (stored.id, document.duplicate_of.map(|of| input.documents[of].id)));
    let finds = found.iter().flat_map(|(at, findings)| {
        findings.iter().map(|finding| Find {
            passage: input.passages[*at].id,
            element: elements[finding.element],
            mode: mode(finding.mode),
            odds: thousandths(finding.log_odds),
            rules: serde_json::to_string(&finding.rules).unwrap_or_default(),
        })
    });
    Ok(Outcome {
        finds: finds.collect(),
        apart: apart.collect(),
        duplicates: duplicates.collect(),
        flagged: flagged(input, &corpus, &found, &elements, &counted, &tally, &units),
        documents: whole(input.documents.iter().filter(|document| !document.missing).count()),
        missing: whole(input.documents.iter().filter(|document| document.missing).count()),
        passages: whole(
            corpus
                .passages
                .iter()
                .filter(|passage| passage.status == Status::Counted)
                .count(),
        ),
        all_words: corpus.documents.iter().map(|document| whole(document.words)).sum(),
        words: differing_words(input, &corpus, &counted, &units, &tally),
        months: months(&tally, &units, &elements),
        units: years(&tally, &units, &elements),
        material: material(&tally, &units),
    })
}

/// Every counted passage with what it shows, by its number. Each foundation is looked for by itself: an element of one and the
/// element of the other that goes hand in hand with it do not take each other's place.
fn find(input: &Input, corpus: &Corpus) -> Result<Vec<(usize, Vec<Finding>)>, RuleError> {
    let mut found: BTreeMap<usize, Vec<Finding>> = BTreeMap::new();
    let mut first = 0;
    for (read, profiles) in input.foundations.iter().zip(&input.profiles) {
        for language in [Language::Danish, Language::English] {
            let detector = Detector::build(Library::shipped(language), profiles.clone())?;
            let mut reader = Reader::new(&detector, &read.foundation, language);
            for other in input.foundations.iter().filter(|other| other.kind != read.kind) {
                reader.also_quoting(&other.foundation.text);
            }
            let mut reading = Reading::default();
            for (at, passage) in corpus.passages.iter().enumerate() {
                if passage.status != Status::Counted || passage.piece.language != language {
                    continue;
                }
                let mut new = findings(&mut reader, &mut reading, &passage.piece.text);
                if !new.is_empty() {
                    for finding in &mut new {
                        finding.element += first;
                    }
                    found.entry(at).or_default().append(&mut new);
                }
            }
        }
        first += read.elements.len();
    }
    Ok(found.into_iter().collect())
}

fn counted(
    input: &Input,
    corpus: &Corpus,
    found: &[(usize, Vec<Finding>)],
    number: &HashMap<UnitId, usize>,
) -> Vec<Counted> {
    let mut counted: Vec<Counted> = input
        .documents
        .iter()
        .map(|document| Counted {
            units: input
                .scopes
                .get(&document.unit)
                .into_iter()
                .flatten()
                .filter_map(|unit| number.get(unit).copied())
                .collect(),
            month: document.day.month().to_string(),
            in_year: document.day >= input.year_from,
            source: document.source.clone(),
            about_foundation: document.about_foundation,
            missing: document.missing,
            ..Counted::default()
        })
        .collect();
    for passage in corpus
        .passages
        .iter()
        .filter(|passage| passage.status == Status::Counted)
    {
        let document = &mut counted[passage.document];
        document.passages += 1;
        document.words += u32::try_from(passage.piece.words).unwrap_or(0);
    }
    for (at, findings) in found {
        let document = &mut counted[corpus.passages[*at].document];
        document
            .shown
            .extend(findings.iter().map(|finding| (finding.element, finding.mode)));
    }
    counted
}

const fn mode(mode: Shows) -> Mode {
    match mode {
        Shows::OwnWords => Mode::OwnWords,
        Shows::Quoted => Mode::Quoted,
        Shows::Missed => Mode::Missed,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "log-odds of a handful")]
fn thousandths(value: f64) -> i64 {
    (value * 1_000.0).round() as i64
}

#[expect(clippy::cast_possible_truncation, reason = "shares of 0 to 1")]
fn ten_thousandths(share: f64) -> i64 {
    (share * 10_000.0).round() as i64
}

fn band(share: Estimate) -> (Option<i64>, Option<i64>, Option<i64>) {
    let [share, low, high] = [share.value, share.low, share.high].map(|share| Some(ten_thousandths(share)));
    (share, low, high)
}

/// What each unit handed in, when it can be shown, and what it lacks when it cannot: never both.
fn material(tally: &Tally, units: &[UnitId]) -> Vec<Material> {
    let shown = tally
        .year
        .keys()
        .chain(tally.plan.lacking.keys())
        .chain(tally.missing.keys());
    shown
        .copied()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(|unit| {
            let amount = tally.year.get(&unit).map(|year| year.amount);
            let lack = tally.plan.lacking.get(&unit).copied().unwrap_or_default();
            let of = amount.unwrap_or_default();
            Material {
                unit: units[unit],
                documents: whole(of.documents),
                sources: whole(of.sources),
                words: i64::try_from(of.words).unwrap_or(i64::MAX),
                passages: i64::try_from(of.passages).unwrap_or(i64::MAX),
                missing: whole(tally.missing.get(&unit).copied().unwrap_or_default()),
                enough: amount.is_some(),
                lacks_documents: whole(lack.documents),
                lacks_sources: whole(lack.sources),
                lacks_words: i64::try_from(lack.words).unwrap_or(i64::MAX),
            }
        })
        .collect()
}

fn months(tally: &Tally, units: &[UnitId], elements: &[ElementId]) -> Vec<MonthFigure> {
    let mut rows = Vec::new();
    for ((unit, month), (amount, shown)) in &tally.months {
        for (&element, shown) in elements.iter().zip(shown) {
            let (share, low, high) = band(shown.share);
            rows.push(MonthFigure {
                element,
                unit: units[*unit],
                month: month.clone(),
                documents: whole(amount.documents),
                passages: i64::try_from(amount.passages).unwrap_or(i64::MAX),
                own: i64::from(shown.own),
                quoted: i64::from(shown.quoted),
                missed: i64::from(shown.missed),
                share,
                low,
                high,
            });
        }
    }
    rows
}

fn years(tally: &Tally, units: &[UnitId], elements: &[ElementId]) -> Vec<UnitFigure> {
    let mut rows = Vec::new();
    for (unit, year) in &tally.year {
        for (at, &element) in elements.iter().enumerate() {
            let shown = year.shown[at];
            let (share, low, high) = band(shown.share);
            rows.push(UnitFigure {
                element,
                unit: units[*unit],
                own: i64::from(shown.own),
                quoted: i64::from(shown.quoted),
                missed: i64::from(shown.missed),
                share,
                low,
                high,
                shrunk: Some(ten_thousandths(year.shrunk[at])),
                silence: match year.silence[at] {
                    Some(Heard::Heard) => Silence::Heard,
                    Some(Heard::Silent) => Silence::Silent,
                    Some(Heard::Uncertain) => Silence::Uncertain,
                    Some(Heard::TooLittle) | None => Silence::TooLittle,
                },
            });
        }
    }
    rows
}

/// The words by which each unit that is shown differs from everything else in the topmost shown unit above it. Names of people are never among them, nor
/// words that are in no list of Danish: most of those are names too.
fn differing_words(input: &Input, corpus: &Corpus, counted: &[Counted], units: &[UnitId], tally: &Tally) -> Vec<Word> {
    let mut vocabulary = Vocabulary::default();
    let mut of_document: Vec<Vec<u32>> = vec![Vec::new(); counted.len()];
    let mut tokens = Vec::new();
    for passage in &corpus.passages {
        let document = passage.document;
        if passage.status == Status::Counted && passage.piece.language == Language::Danish && counted[document].in_year
        {
            tokens.clear();
            vocabulary.tokenise(&passage.piece.text, &mut tokens, None);
            of_document[document].extend(tokens.iter().map(|token| token.kind()));
        }
    }
    let fit: Vec<bool> = (0..vocabulary.len())
        .map(|kind| {
            let word = vocabulary.word(u32::try_from(kind).unwrap_or(u32::MAX));
            word.chars().count() > 2 && !input.names.contains(word) && Danish::BuiltIn.contains(word)
        })
        .collect();
    let mut rows = Vec::new();
    let mut known: HashMap<usize, (Vec<(u32, u32)>, f64)> = HashMap::new();
    let mut of_unit = |unit: usize| {
        known
            .entry(unit)
            .or_insert_with(|| kinds_of(unit, counted, &of_document, vocabulary.len()))
            .clone()
    };
    for (&unit, &top) in &topmost(counted, tally) {
        if unit == top {
            continue;
        }
        let (here, words) = of_unit(unit);
        let (all, total) = of_unit(top);
        let elsewhere = total - words;
        if elsewhere <= 0.0 {
            continue;
        }
        let counts: Vec<(usize, f64, f64, u32)> = here
            .iter()
            .enumerate()
            .filter(|(_, (count, _))| *count > 0)
            .map(|(kind, (count, documents))| {
                (
                    kind,
                    f64::from(*count),
                    f64::from(all[kind].0.saturating_sub(*count)),
                    *documents,
                )
            })
            .collect();
        for word in keyness(&counts, PRIOR)
            .into_iter()
            .filter(|word| word.z > SURE && fit[word.word])
            .take(MOST_WORDS)
        {
            let in_100_000 = |count: f64, of: f64| ten_thousandths(10.0 * count / of);
            rows.push(Word {
                unit: units[unit],
                word: vocabulary.word(u32::try_from(word.word).unwrap_or(u32::MAX)).to_owned(),
                z: thousandths(word.z / 10.0),
                here: in_100_000(word.here, words),
                elsewhere: in_100_000(word.elsewhere, elsewhere),
            });
        }
    }
    rows
}

/// Each shown unit with the topmost shown unit above it, or itself.
fn topmost(counted: &[Counted], tally: &Tally) -> BTreeMap<usize, usize> {
    let mut topmost = BTreeMap::new();
    for document in counted.iter().filter(|document| document.in_year) {
        for (at, unit) in document.units.iter().enumerate() {
            if tally.year.contains_key(unit) {
                let above = document.units[at..]
                    .iter()
                    .rev()
                    .find(|above| tally.year.contains_key(above));
                topmost.entry(*unit).or_insert(above.copied().unwrap_or(*unit));
            }
        }
    }
    topmost
}

/// How often each kind of word stands in a unit's documents, and in how many of them; and the words of all of them.
fn kinds_of(unit: usize, counted: &[Counted], of_document: &[Vec<u32>], kinds: usize) -> (Vec<(u32, u32)>, f64) {
    let mut sums = vec![(0_u32, 0_u32); kinds];
    let mut words = 0.0;
    for (document, tokens) in counted.iter().zip(of_document) {
        if !document.units.contains(&unit) {
            continue;
        }
        words += f64::from(u32::try_from(tokens.len()).unwrap_or(u32::MAX));
        let mut kinds = tokens.clone();
        kinds.sort_unstable();
        for same in kinds.chunk_by(|a, b| a == b) {
            let sum = &mut sums[same[0] as usize];
            *sum = (sum.0 + u32::try_from(same.len()).unwrap_or(u32::MAX), sum.1 + 1);
        }
    }
    (sums, words)
}

fn flagged(
    input: &Input,
    corpus: &Corpus,
    found: &[(usize, Vec<Finding>)],
    elements: &[ElementId],
    counted: &[Counted],
    tally: &Tally,
    units: &[UnitId],
) -> Vec<Flagged> {
    let mut sums: BTreeMap<(ElementId, UnitId, String, bool), (Day, i64)> = BTreeMap::new();
    for (at, findings) in found {
        let document = corpus.passages[*at].document;
        let Some(unit) = tally.plan.counts_once_in(&counted[document]) else {
            continue;
        };
        let (unit, document) = (units[unit], &input.documents[document]);
        for finding in findings.iter().filter(|finding| finding.mode == Shows::OwnWords) {
            let month = document.day.month().to_string();
            let key = (elements[finding.element], unit, month, document.about_foundation);
            let sum = sums.entry(key).or_insert((document.day, 0));
            *sum = (sum.0.max(document.day), sum.1 + 1);
        }
    }
    sums.into_iter()
        .map(|((element, unit, month, about_foundation), (day, count))| Flagged {
            element,
            unit,
            month,
            about_foundation,
            day,
            count,
        })
        .collect()
}

/// Writes what differs, a thousand rows at a time.
async fn write_finds(app: &App, standing: &Standing, outcome: &Outcome) -> Result<(), Failed> {
    let new: HashSet<(PassageId, ElementId)> = outcome.finds.iter().map(|find| (find.passage, find.element)).collect();
    let gone: Vec<(PassageId, ElementId)> = standing
        .finds
        .keys()
        .filter(|key| !new.contains(key))
        .copied()
        .collect();
    for chunk in gone.chunks(TOGETHER) {
        let mut tx = app.db.write().await?;
        for (passage, element) in chunk {
            store::wording::forget_find(&mut tx, *passage, *element).await?;
        }
        tx.commit().await?;
    }
    let changed: Vec<Find> = outcome
        .finds
        .iter()
        .filter(|find| standing.finds.get(&(find.passage, find.element)) != Some(find))
        .cloned()
        .collect();
    for chunk in changed.chunks(TOGETHER) {
        let mut tx = app.db.write().await?;
        store::wording::keep_finds(&mut tx, chunk).await?;
        tx.commit().await?;
    }
    let mut apart: Vec<(PassageId, Option<Apart>)> = outcome
        .apart
        .iter()
        .filter(|(passage, why)| standing.apart.get(passage).map(String::as_str) != Some(why.word()))
        .map(|(passage, why)| (*passage, Some(*why)))
        .collect();
    let counted_again = standing
        .apart
        .keys()
        .filter(|passage| !outcome.apart.contains_key(passage));
    apart.extend(counted_again.map(|passage| (*passage, None)));
    for chunk in apart.chunks(TOGETHER) {
        let mut tx = app.db.write().await?;
        store::wording::set_apart(&mut tx, chunk).await?;
        tx.commit().await?;
    }
    let duplicates: Vec<(DocumentId, Option<DocumentId>)> = outcome
        .duplicates
        .iter()
        .filter(|(document, of)| standing.duplicates.get(document) != Some(of))
        .copied()
        .collect();
    for chunk in duplicates.chunks(TOGETHER) {
        let mut tx = app.db.write().await?;
        store::wording::set_duplicates(&mut tx, chunk).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The first measuring writes down what the foundations' own text gave, so that a steward can change it.
async fn keep_lexicon(tx: &mut Conn, input: &Input, now: Instant) -> Result<i64, Failed> {
    if input.version > 0 {
        return Ok(input.version);
    }
    let profiles: Vec<&Profile> = input.profiles.iter().flatten().collect();
    let profiles = serde_json::to_string(&profiles).map_err(store::Error::from)?;
    store::wording::change_lexicon(tx, 0, &profiles, "", now).await?;
    Ok(store::wording::lexicon(tx).await?.map_or(1, |lexicon| lexicon.version))
}

/// Makes the ledger say what the calibrated counts say now. A month whose count is the same is left alone.
async fn count_months(
    app: &App,
    tx: &mut Conn,
    input: &Input,
    flagged: &[Flagged],
    now: Instant,
) -> Result<(), Failed> {
    let calibrations: HashMap<ElementId, Round> = store::wording::calibrations(tx)
        .await?
        .into_iter()
        // Nothing is concluded from readers who hardly agree.
        .filter(|round| round.alpha.is_none_or(|alpha| Agreement::of(alpha) != Agreement::Unfit))
        .map(|round| (round.element, round))
        .collect();
    let confirmed = store::wording::confirmed(tx).await?;
    let mut wanted: HashMap<(ElementId, UnitId, String, bool), (i64, Day)> = HashMap::new();
    for month in flagged {
        let Some(precision) = calibrations.get(&month.element).and_then(|round| round.precision_of) else {
            continue;
        };
        let one_by_one = confirmed
            .iter()
            .filter(|c| (c.element, c.unit, c.about_foundation) == (month.element, month.unit, month.about_foundation))
            .filter(|c| c.month == month.month)
            .map(|c| c.count)
            .sum();
        let count = calibrated_count(month.count, precision, one_by_one);
        if count > 0 {
            let key = (month.element, month.unit, month.month.clone(), month.about_foundation);
            wanted.insert(key, (count, month.day));
        }
    }
    for standing in store::wording::counted(tx).await? {
        let key = (
            standing.element,
            standing.unit,
            standing.month.clone(),
            standing.about_foundation,
        );
        if wanted.get(&key).is_some_and(|(count, _)| *count == standing.count) {
            wanted.remove(&key);
        } else {
            store::wording::withdraw_month(tx, standing.id, "Talt igen", now).await?;
        }
    }
    for ((element, unit, month, about_foundation), (count, day)) in wanted {
        let Some(&edition) = input.editions.get(&element) else {
            continue;
        };
        let counted = store::wording::Counted {
            id: app.id::<PassageId>(now).0,
            element,
            unit,
            month,
            about_foundation,
            count,
        };
        store::wording::count_month(tx, &counted, app.id(now), (edition, day), now).await?;
    }
    Ok(())
}
