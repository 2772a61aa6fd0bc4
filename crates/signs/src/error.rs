//! What can be wrong with what was given: which value, why, and what to do about it.

use std::fmt;

use crate::kind::Kind;
use crate::words::Language;

/// Which part of the input a fault is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// A single measured value, a mean, or a time between two events.
    Value,
    /// A number of events or of people with the property.
    Count,
    /// What a count is out of: people asked, cases, hours of exposure.
    Size,
    /// The standard deviation inside a period.
    Spread,
    /// A target.
    Target,
    /// The factor that shares and rates are shown with.
    Scale,
    /// A single answer to an item.
    Answer,
    /// A p-value.
    Chance,
    /// A rate of false discoveries, or another share that a caller chooses.
    Level,
}

/// Why an input was refused. Places are counted from 0; sentences count from 1, as people do.
#[derive(Clone, Debug, PartialEq)]
pub enum Bad {
    /// Nothing was given.
    Empty(Field),
    /// More than `most` were given.
    TooMany { field: Field, given: usize, most: usize },
    /// Two lists that belong together differ in length.
    Lengths {
        field: Field,
        expected: usize,
        given: usize,
    },
    /// Not a number.
    NotANumber { field: Field, at: usize },
    /// Infinite, or further from zero than [`LARGEST`].
    TooLarge { field: Field, at: usize, value: f64 },
    /// Positive, and closer to zero than [`SMALLEST_SIZE`].
    TooSmall { field: Field, at: usize, value: f64 },
    /// Below zero where there is nothing below zero.
    Negative { field: Field, at: usize, value: f64 },
    /// Zero or less where only more than zero has a meaning.
    NotPositive { field: Field, at: usize, value: f64 },
    /// A fraction where only whole numbers have a meaning.
    NotWhole { field: Field, at: usize, value: f64 },
    /// More counted than there were.
    CountAboveSize { at: usize, count: f64, size: f64 },
    /// Events where nothing was exposed.
    CountWithoutSize { at: usize, count: f64 },
    /// A spread for a period with fewer than two values, or none where there are two or more.
    SpreadMissing { at: usize, size: f64 },
    /// This chart cannot be drawn from this kind of data.
    WrongKind { kind: Kind, needs: &'static str },
    /// A baseline of fewer than `least` points.
    Baseline { given: usize, least: usize },
    /// Phases must start after the first place, inside the series, each after the one before.
    PhaseStart {
        phase: usize,
        from: usize,
        after: usize,
        before: usize,
    },
    /// A phase, or an exclusion, without the reason that whoever reads the chart needs.
    ReasonMissing { at: usize },
    /// A place that does not exist.
    NoSuchPlace { at: usize, places: usize },
    /// A share that is not above 0 and below 1.
    NotAShare { field: Field, value: f64 },
    /// An answer outside the scale.
    OffScale {
        at: usize,
        value: f64,
        lowest: f64,
        highest: f64,
    },
    /// Fewer than are needed for the figure to mean anything.
    TooFew { given: usize, least: usize },
    /// All are equal, so that there is nothing to compare.
    NoVariation,
}

/// Values further from zero than this are refused: beyond it whole numbers are no longer exact.
pub const LARGEST: f64 = 1e15;
/// The smallest exposure that is not zero.
pub const SMALLEST_SIZE: f64 = 1e-9;
/// The most places on one chart: 27 years of days.
pub const MOST_PLACES: usize = 10_000;
/// The most answers to one item, units to compare, or charts in one list.
pub const MOST_ANSWERS: usize = 1_000_000;
/// The most items in one scale.
pub const MOST_ITEMS: usize = 200;

impl fmt::Display for Bad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Language::English))
    }
}

impl std::error::Error for Bad {}

impl Field {
    fn word(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Value, Language::Danish) => "værdien",
            (Self::Value, Language::English) => "the value",
            (Self::Count, Language::Danish) => "antallet",
            (Self::Count, Language::English) => "the count",
            (Self::Size, Language::Danish) => "nævneren",
            (Self::Size, Language::English) => "the denominator",
            (Self::Spread, Language::Danish) => "spredningen",
            (Self::Spread, Language::English) => "the spread",
            (Self::Target, Language::Danish) => "målet",
            (Self::Target, Language::English) => "the target",
            (Self::Scale, Language::Danish) => "faktoren",
            (Self::Scale, Language::English) => "the scale factor",
            (Self::Answer, Language::Danish) => "svaret",
            (Self::Answer, Language::English) => "the answer",
            (Self::Chance, Language::Danish) => "sandsynligheden",
            (Self::Chance, Language::English) => "the probability",
            (Self::Level, Language::Danish) => "niveauet",
            (Self::Level, Language::English) => "the level",
        }
    }
}

impl Bad {
    /// What is wrong and what to do, as one or two sentences.
    pub fn sentence(&self, language: Language) -> String {
        match language {
            Language::Danish => self.danish(),
            Language::English => self.english(),
        }
    }

    fn english(&self) -> String {
        let word = |field: &Field| field.word(Language::English);
        match self {
            Self::Empty(field) => format!("Nothing was given for {}. Give at least one.", word(field)),
            Self::TooMany { field, given, most } => {
                format!(
                    "{given} were given for {}, at most {most} are read. Divide it, or use longer periods.",
                    word(field)
                )
            }
            Self::Lengths { field, expected, given } => {
                format!(
                    "{given} were given for {}, but there are {expected} places. Give one for each place.",
                    word(field)
                )
            }
            Self::NotANumber { field, at } => {
                format!(
                    "Place {}: {} is not a number. Leave the place empty if it is unknown.",
                    at + 1,
                    word(field)
                )
            }
            Self::TooLarge { field, at, value } => {
                format!(
                    "Place {}: {} is {value}, at most {LARGEST} is read. Use a larger unit.",
                    at + 1,
                    word(field)
                )
            }
            Self::TooSmall { field, at, value } => {
                format!(
                    "Place {}: {} is {value}, closer to zero than {SMALLEST_SIZE}. Use a smaller unit, or 0.",
                    at + 1,
                    word(field)
                )
            }
            Self::Negative { field, at, value } => {
                format!(
                    "Place {}: {} is {value}, and cannot be below zero. Correct it, or leave the place empty.",
                    at + 1,
                    word(field)
                )
            }
            Self::NotPositive { field, at, value } => {
                format!(
                    "Place {}: {} is {value}, and must be above zero. Correct it, or leave the place empty.",
                    at + 1,
                    word(field)
                )
            }
            Self::NotWhole { field, at, value } => {
                format!(
                    "Place {}: {} is {value}, and must be a whole number. Give numbers, not percentages.",
                    at + 1,
                    word(field)
                )
            }
            Self::CountAboveSize { at, count, size } => {
                format!(
                    "Place {}: {count} out of {size} is impossible. Correct one of them.",
                    at + 1
                )
            }
            Self::CountWithoutSize { at, count } => {
                format!(
                    "Place {}: {count} counted where nothing was exposed. Correct one of them.",
                    at + 1
                )
            }
            Self::SpreadMissing { at, size } => {
                format!(
                    "Place {}: {size} values need a spread, and a single one has none. Correct it.",
                    at + 1
                )
            }
            Self::WrongKind { kind, needs } => {
                format!(
                    "The chart {} needs {needs}. Choose another chart, or give them.",
                    kind.name()
                )
            }
            Self::Baseline { given, least } => {
                format!("A baseline of {given} points: it takes at least {least}. Choose a longer one, or none.")
            }
            Self::PhaseStart {
                phase,
                from,
                after,
                before,
            } => format!(
                "Phase {} starts at place {}: it must start after place {} and before place {}. Move it.",
                phase + 2,
                from + 1,
                after + 1,
                before + 1
            ),
            Self::ReasonMissing { at } => format!("Place {}: write why.", at + 1),
            Self::NoSuchPlace { at, places } => {
                format!(
                    "Place {} does not exist: there are {places}. Choose one of them.",
                    at + 1
                )
            }
            Self::NotAShare { field, value } => {
                format!("{value} was given for {}: it must be above 0 and below 1.", word(field))
            }
            Self::OffScale {
                at,
                value,
                lowest,
                highest,
            } => {
                format!(
                    "Answer {}: {value} is outside the scale from {lowest} to {highest}. Correct it, or leave it out.",
                    at + 1
                )
            }
            Self::TooFew { given, least } => format!("{given} were given and it takes {least}. Wait for more."),
            Self::NoVariation => "All are equal, so there is nothing to compare.".to_owned(),
        }
    }

    fn danish(&self) -> String {
        let word = |field: &Field| field.word(Language::Danish);
        match self {
            Self::Empty(field) => format!("Der er ikke givet noget for {}. Giv mindst én.", word(field)),
            Self::TooMany { field, given, most } => {
                format!(
                    "Der er givet {given} for {}, og højst {most} bliver læst. Del dem, eller brug længere perioder.",
                    word(field)
                )
            }
            Self::Lengths { field, expected, given } => {
                format!(
                    "Der er givet {given} for {}, men der er {expected} pladser. Giv én for hver plads.",
                    word(field)
                )
            }
            Self::NotANumber { field, at } => {
                format!(
                    "Plads {}: {} er ikke et tal. Lad pladsen stå tom, hvis det ikke vides.",
                    at + 1,
                    word(field)
                )
            }
            Self::TooLarge { field, at, value } => {
                format!(
                    "Plads {}: {} er {value}, og højst {LARGEST} bliver læst. Brug en større enhed.",
                    at + 1,
                    word(field)
                )
            }
            Self::TooSmall { field, at, value } => {
                format!(
                    "Plads {}: {} er {value}, nærmere nul end {SMALLEST_SIZE}. Brug en mindre enhed, eller 0.",
                    at + 1,
                    word(field)
                )
            }
            Self::Negative { field, at, value } => {
                format!(
                    "Plads {}: {} er {value} og kan ikke være under nul. Ret det, eller lad pladsen stå tom.",
                    at + 1,
                    word(field)
                )
            }
            Self::NotPositive { field, at, value } => {
                format!(
                    "Plads {}: {} er {value} og skal være over nul. Ret det, eller lad pladsen stå tom.",
                    at + 1,
                    word(field)
                )
            }
            Self::NotWhole { field, at, value } => {
                format!(
                    "Plads {}: {} er {value} og skal være et helt tal. Giv antal, ikke procenter.",
                    at + 1,
                    word(field)
                )
            }
            Self::CountAboveSize { at, count, size } => {
                format!("Plads {}: {count} ud af {size} er umuligt. Ret et af tallene.", at + 1)
            }
            Self::CountWithoutSize { at, count } => {
                format!(
                    "Plads {}: {count} er talt, hvor der ikke var noget at tælle i. Ret et af tallene.",
                    at + 1
                )
            }
            Self::SpreadMissing { at, size } => {
                format!(
                    "Plads {}: {size} værdier skal have en spredning, og én værdi har ingen. Ret det.",
                    at + 1
                )
            }
            Self::WrongKind { kind, .. } => {
                format!(
                    "Diagrammet {} kan ikke tegnes af disse tal. Vælg et andet diagram.",
                    kind.name()
                )
            }
            Self::Baseline { given, least } => {
                format!(
                    "Et udgangspunkt på {given} punkter: der skal mindst {least} til. Vælg et længere, eller intet."
                )
            }
            Self::PhaseStart {
                phase,
                from,
                after,
                before,
            } => format!(
                "Fase {} begynder ved plads {}: den skal begynde efter plads {} og før plads {}. Flyt den.",
                phase + 2,
                from + 1,
                after + 1,
                before + 1
            ),
            Self::ReasonMissing { at } => format!("Plads {}: skriv hvorfor.", at + 1),
            Self::NoSuchPlace { at, places } => {
                format!("Plads {} findes ikke: der er {places}. Vælg en af dem.", at + 1)
            }
            Self::NotAShare { field, value } => {
                format!(
                    "Der er givet {value} for {}: det skal være over 0 og under 1.",
                    word(field)
                )
            }
            Self::OffScale {
                at,
                value,
                lowest,
                highest,
            } => {
                format!(
                    "Svar {}: {value} er uden for skalaen fra {lowest} til {highest}. Ret det, eller lad det være tomt.",
                    at + 1
                )
            }
            Self::TooFew { given, least } => {
                format!("Der er {given}, og der skal {least} til. Vent, til der er flere.")
            }
            Self::NoVariation => "Alle er ens, så der er ikke noget at sammenligne.".to_owned(),
        }
    }
}

/// Refuses what is not a usable number.
pub(crate) fn number(field: Field, at: usize, value: f64) -> Result<f64, Bad> {
    if value.is_nan() {
        Err(Bad::NotANumber { field, at })
    } else if value.abs() > LARGEST {
        Err(Bad::TooLarge { field, at, value })
    } else {
        Ok(value)
    }
}

/// Refuses what is not a usable number from zero up.
pub(crate) fn from_zero(field: Field, at: usize, value: f64) -> Result<f64, Bad> {
    let value = number(field, at, value)?;
    if value < 0.0 {
        Err(Bad::Negative { field, at, value })
    } else {
        // A negative zero would print as "-0".
        Ok(value + 0.0)
    }
}

/// Refuses what is not a whole number from zero up.
pub(crate) fn whole(field: Field, at: usize, value: f64) -> Result<f64, Bad> {
    let value = from_zero(field, at, value)?;
    if value.fract() == 0.0 {
        Ok(value)
    } else {
        Err(Bad::NotWhole { field, at, value })
    }
}

/// Refuses an exposure that is negative, or so small that dividing by it says nothing.
pub(crate) fn size(at: usize, value: f64) -> Result<f64, Bad> {
    let value = from_zero(Field::Size, at, value)?;
    if value > 0.0 && value < SMALLEST_SIZE {
        Err(Bad::TooSmall {
            field: Field::Size,
            at,
            value,
        })
    } else {
        Ok(value)
    }
}
