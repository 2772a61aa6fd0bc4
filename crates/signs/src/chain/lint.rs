//! What is missing in a chain, before anybody draws conclusions from it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Behaviour, Chain, Key, Measure, Privacy, Purpose, Source, Timing};
use crate::plan::Direction;
use crate::words::Language;

/// Something missing or doubtful, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lint {
    /// A part refers to one that is not there.
    Loose { part: &'static str, key: Key },
    /// An element without behaviour: nobody can see it.
    ElementWithoutBehaviour { element: Key },
    /// A behaviour nobody in particular shows.
    BehaviourWithoutActor { behaviour: Key },
    /// A behaviour put as an attitude, which nobody can see.
    BehaviourIsAttitude { behaviour: Key, word: &'static str },
    /// A behaviour without a sign.
    BehaviourWithoutSign { behaviour: Key },
    /// A guess that is not written down.
    NoAssumption { part: &'static str, key: Key },
    /// No other explanation was thought of.
    NoRival { part: &'static str, key: Key },
    /// A sign that nothing measures.
    SignWithoutMeasure { sign: Key },
    /// It is not said what is counted.
    MeasureWithoutDefinition { measure: Key },
    /// It is not said which way is better.
    MeasureWithoutDirection { measure: Key },
    /// Nobody answers for the figure.
    MeasureWithoutOwner { measure: Key },
    /// It is not said where the figures come from.
    MeasureWithoutSource { measure: Key },
    /// It is not said when the measure should move: afterwards, anything fits.
    MeasureWithoutLag { measure: Key },
    /// A target before there are 13 points: nobody knows yet what is usual.
    TargetTooEarly { measure: Key, points: usize },
    /// A measure of people shown for groups smaller than promised.
    GroupTooSmall { measure: Key, smallest: u32, least: u32 },
    /// An element that people are only asked about.
    OnlySurveys { element: Key },
    /// An element whose measures all move late, for many other reasons.
    OnlyLagging { element: Key },
    /// An element without a measure of what it costs.
    NoBalance { element: Key },
    /// A definition that stands for more than three elements: it cannot tell them apart.
    ServesTooMany { measure: Key, elements: usize },
    /// A reading without what follows from it.
    ReadingWithoutAction { reading: Key },
    /// A review that lies before the reading.
    ReviewBeforeReading { reading: Key },
}

/// Words for what people feel or want, in Danish and English. The behaviour is what they do then.
const ATTITUDES: [&str; 33] = [
    "føler",
    "mener",
    "synes",
    "tror",
    "ønsker",
    "vil gerne",
    "værdsætter",
    "respekterer",
    "anerkender",
    "forstår",
    "er åben",
    "er engageret",
    "er motiveret",
    "er positiv",
    "er bevidst om",
    "har fokus på",
    "har tillid",
    "er loyal",
    "feels",
    "thinks",
    "believes",
    "wants",
    "values",
    "respects",
    "appreciates",
    "understands",
    "is open",
    "is engaged",
    "is motivated",
    "is aware",
    "is committed",
    "focuses on",
    "trusts",
];

/// A definition serves at most this many elements.
const MOST_ELEMENTS: usize = 3;
/// A target takes so many points.
const POINTS_FOR_TARGET: usize = 13;

/// Everything missing or doubtful, in the order of the chain.
pub fn lint(chain: &Chain) -> Vec<Lint> {
    let mut found = Vec::new();
    let elements: BTreeSet<Key> = chain.elements.iter().map(|element| element.key).collect();
    let element_of_behaviour: BTreeMap<Key, Key> = chain.behaviours.iter().map(|b| (b.key, b.element)).collect();
    let behaviour_of_sign: BTreeMap<Key, Key> = chain.signs.iter().map(|sign| (sign.key, sign.behaviour)).collect();
    let measures: BTreeSet<Key> = chain.measures.iter().map(|measure| measure.key).collect();
    let element_of = |measure: &Measure| {
        element_of_behaviour
            .get(behaviour_of_sign.get(&measure.sign)?)
            .copied()
            .filter(|key| elements.contains(key))
    };
    let mut by_element: BTreeMap<Key, Vec<&Measure>> = BTreeMap::new();
    // The same definition under several signs is one measure, whatever its keys.
    let mut served: BTreeMap<String, BTreeSet<Key>> = BTreeMap::new();
    for measure in &chain.measures {
        if let Some(element) = element_of(measure) {
            by_element.entry(element).or_default().push(measure);
            if !empty(&measure.definition) {
                served.entry(normal(&measure.definition)).or_default().insert(element);
            }
        }
    }

    let acted: BTreeSet<Key> = chain.behaviours.iter().map(|behaviour| behaviour.element).collect();
    for element in &chain.elements {
        let element = element.key;
        if !acted.contains(&element) {
            found.push(Lint::ElementWithoutBehaviour { element });
        }
        let Some(measures) = by_element.get(&element) else {
            continue;
        };
        let signs = || measures.iter().filter(|measure| measure.purpose == Purpose::Sign);
        if signs().count() > 0 && signs().all(|measure| measure.source == Some(Source::Survey)) {
            found.push(Lint::OnlySurveys { element });
        }
        if signs().count() > 0 && signs().all(|measure| measure.timing == Timing::Lagging) {
            found.push(Lint::OnlyLagging { element });
        }
        if !measures.iter().any(|measure| measure.purpose == Purpose::Balance) {
            found.push(Lint::NoBalance { element });
        }
    }
    let shown: BTreeSet<Key> = chain.signs.iter().map(|sign| sign.behaviour).collect();
    for behaviour in &chain.behaviours {
        if !elements.contains(&behaviour.element) {
            found.push(Lint::Loose {
                part: "behaviour",
                key: behaviour.key,
            });
        }
        lint_behaviour(behaviour, &mut found);
        if !shown.contains(&behaviour.key) {
            found.push(Lint::BehaviourWithoutSign {
                behaviour: behaviour.key,
            });
        }
    }
    let measured: BTreeSet<Key> = chain.measures.iter().map(|measure| measure.sign).collect();
    for sign in &chain.signs {
        if !element_of_behaviour.contains_key(&sign.behaviour) {
            found.push(Lint::Loose {
                part: "sign",
                key: sign.key,
            });
        }
        guesses("sign", sign.key, &sign.assumption, &sign.rivals, &mut found);
        if !measured.contains(&sign.key) {
            found.push(Lint::SignWithoutMeasure { sign: sign.key });
        }
    }
    for measure in &chain.measures {
        if !behaviour_of_sign.contains_key(&measure.sign) {
            found.push(Lint::Loose {
                part: "measure",
                key: measure.key,
            });
        }
        lint_measure(measure, &mut found);
        if let Some(served) = served.get(&normal(&measure.definition))
            && served.len() > MOST_ELEMENTS
        {
            found.push(Lint::ServesTooMany {
                measure: measure.key,
                elements: served.len(),
            });
        }
    }
    for reading in &chain.readings {
        if !measures.contains(&reading.measure) {
            found.push(Lint::Loose {
                part: "reading",
                key: reading.key,
            });
        }
        if empty(&reading.action) {
            found.push(Lint::ReadingWithoutAction { reading: reading.key });
        }
        if reading.review < reading.on {
            found.push(Lint::ReviewBeforeReading { reading: reading.key });
        }
    }
    found
}

fn lint_behaviour(behaviour: &Behaviour, found: &mut Vec<Lint>) {
    let key = behaviour.key;
    if empty(&behaviour.who) {
        found.push(Lint::BehaviourWithoutActor { behaviour: key });
    }
    let does = format!(" {} ", normal(&behaviour.does));
    if let Some(word) = ATTITUDES.iter().find(|word| does.contains(&format!(" {word} "))) {
        found.push(Lint::BehaviourIsAttitude { behaviour: key, word });
    }
    guesses("behaviour", key, &behaviour.assumption, &behaviour.rivals, found);
}

fn lint_measure(measure: &Measure, found: &mut Vec<Lint>) {
    let key = measure.key;
    if empty(&measure.definition) {
        found.push(Lint::MeasureWithoutDefinition { measure: key });
    }
    if measure.direction == Direction::Neither {
        found.push(Lint::MeasureWithoutDirection { measure: key });
    }
    if empty(&measure.owner) {
        found.push(Lint::MeasureWithoutOwner { measure: key });
    }
    if measure.source.is_none() {
        found.push(Lint::MeasureWithoutSource { measure: key });
    }
    if measure.lag_days.is_none() {
        found.push(Lint::MeasureWithoutLag { measure: key });
    }
    if measure.target.is_some() && measure.points < POINTS_FOR_TARGET {
        found.push(Lint::TargetTooEarly {
            measure: key,
            points: measure.points,
        });
    }
    if let (Privacy::Groups { least }, Some(smallest)) = (measure.privacy, measure.smallest_unit)
        && smallest < least
    {
        found.push(Lint::GroupTooSmall {
            measure: key,
            smallest,
            least,
        });
    }
}

fn guesses(part: &'static str, key: Key, assumption: &str, rivals: &[String], found: &mut Vec<Lint>) {
    if empty(assumption) {
        found.push(Lint::NoAssumption { part, key });
    }
    if rivals.iter().all(|rival| empty(rival)) {
        found.push(Lint::NoRival { part, key });
    }
}

fn empty(text: &str) -> bool {
    text.trim().is_empty()
}

/// Small letters, one space between words, no signs.
fn normal(text: &str) -> String {
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

impl Lint {
    /// What is missing and what to do, in a sentence.
    pub fn sentence(&self, language: Language) -> String {
        let pick = |danish: &str, english: &str| {
            match language {
                Language::Danish => danish,
                Language::English => english,
            }
            .to_owned()
        };
        match self {
            Self::Loose { .. } => pick(
                "Det, den hører til, findes ikke længere. Knyt den til noget andet, eller læg den væk.",
                "What it belongs to is not there any more. Tie it to something else, or put it away.",
            ),
            Self::ElementWithoutBehaviour { .. } => pick(
                "Skriv, hvad man ville se nogen gøre.",
                "Write what one would see somebody do.",
            ),
            Self::BehaviourWithoutActor { .. } => pick("Skriv, hvem der gør det.", "Write who does it."),
            Self::BehaviourIsAttitude { word, .. } => match language {
                Language::Danish => format!("»{word}« kan ingen se. Skriv, hvad de så gør."),
                Language::English => format!("Nobody can see \"{word}\". Write what they do then."),
            },
            Self::BehaviourWithoutSign { .. } => pick(
                "Skriv, hvad man ville se eller høre, når det sker.",
                "Write what one would see or hear when it happens.",
            ),
            Self::NoAssumption { .. } => pick(
                "Skriv, hvorfor det ene skulle føre til det andet.",
                "Write why one should lead to the other.",
            ),
            Self::NoRival { .. } => pick(
                "Skriv, hvad der ellers kunne forklare det.",
                "Write what else could explain it.",
            ),
            Self::SignWithoutMeasure { .. } => pick(
                "Beslut, hvordan tegnet bliver talt eller set efter.",
                "Decide how the sign is counted or looked for.",
            ),
            Self::MeasureWithoutDefinition { .. } => pick(
                "Skriv, hvad der bliver talt, og ud af hvad.",
                "Write what is counted, and out of what.",
            ),
            Self::MeasureWithoutDirection { .. } => {
                pick("Skriv, hvilken vej der er bedre.", "Write which way is better.")
            }
            Self::MeasureWithoutOwner { .. } => pick(
                "Skriv, hvem der svarer for tallet.",
                "Write who answers for the figure.",
            ),
            Self::MeasureWithoutSource { .. } => {
                pick("Skriv, hvor tallet kommer fra.", "Write where the figure comes from.")
            }
            Self::MeasureWithoutLag { .. } => pick(
                "Skriv, hvornår det tidligst skulle kunne ses. Bagefter passer alt.",
                "Write when it should show at the earliest. Afterwards, anything fits.",
            ),
            Self::TargetTooEarly { points, .. } => match language {
                Language::Danish => {
                    format!("Vent med et mål: der er {points} punkter, og ved 13 kender I det sædvanlige.")
                }
                Language::English => {
                    format!("Wait with a target: there are {points} points, and at 13 you know what is usual.")
                }
            },
            Self::GroupTooSmall { smallest, least, .. } => match language {
                Language::Danish => {
                    format!("Den mindste enhed har {smallest}, og der er lovet mindst {least}. Læg enheder sammen.")
                }
                Language::English => {
                    format!("The smallest unit has {smallest}, and {least} were promised. Join units.")
                }
            },
            Self::OnlySurveys { .. } => pick(
                "Alt bygger på, hvad folk svarer. Find noget, man kan se.",
                "Everything rests on what people answer. Find something that can be seen.",
            ),
            Self::OnlyLagging { .. } => pick(
                "Alt viser sig sent og af mange grunde. Find noget, der viser sig først.",
                "Everything shows late and for many reasons. Find something that shows first.",
            ),
            Self::NoBalance { .. } => pick(
                "Skriv, hvad der kunne blive dårligere imens, og hold øje med det.",
                "Write what could become worse meanwhile, and watch it.",
            ),
            Self::ServesTooMany { elements, .. } => match language {
                Language::Danish => format!("Det samme tal står for {elements} elementer og kan ikke skelne dem."),
                Language::English => {
                    format!("The same figure stands for {elements} elements and cannot tell them apart.")
                }
            },
            Self::ReadingWithoutAction { .. } => pick(
                "Skriv, hvad I gør nu, også hvis det er intet.",
                "Write what you do now, even if it is nothing.",
            ),
            Self::ReviewBeforeReading { .. } => {
                pick("Vælg en dag efter aflæsningen.", "Choose a day after the reading.")
            }
        }
    }
}
