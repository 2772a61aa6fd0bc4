use super::Format;
use crate::text::key;

/// A file of one of the formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// `organisation.csv` of the sample format.
    Units,
    /// `people.csv` of the sample format: a row for each post.
    People,
    /// OS2mo's `bruger.csv`.
    Bruger,
    /// OS2mo's `organisation.csv`.
    Organisation,
    /// OS2mo's `engagement.csv`.
    Engagement,
    /// OS2mo's `stillingskode.csv`.
    Stillingskode,
    /// OS2mo's `leder.csv`.
    Leder,
}

/// A column's header and whether a file must have it.
pub(super) struct Column(pub &'static str, pub bool);

const MUST: bool = true;
const MAY: bool = false;

pub(super) const UNITS: [Column; 4] = [
    Column("id", MUST),
    Column("parent_id", MUST),
    Column("name", MUST),
    Column("kind", MUST),
];
pub(super) const PEOPLE: [Column; 10] = [
    Column("id", MUST),
    Column("name", MUST),
    Column("email", MUST),
    Column("unit_id", MUST),
    Column("title", MUST),
    Column("role", MUST),
    Column("level", MUST),
    Column("acting", MAY),
    Column("from", MAY),
    Column("to", MAY),
];
pub(super) const BRUGER: [Column; 4] = [
    Column("BrugerId", MUST),
    Column("Navn", MUST),
    Column("E-mail", MUST),
    Column("Stilling", MAY),
];
pub(super) const ORGANISATION: [Column; 3] = [
    Column("AfdelingsID", MUST),
    Column("Afdelingsnavn", MUST),
    Column("Parentid", MUST),
];
pub(super) const ENGAGEMENT: [Column; 6] = [
    Column("BrugerId", MUST),
    Column("AfdelingsId", MUST),
    Column("AktivStatus", MUST),
    Column("StillingskodeId", MUST),
    Column("Primær", MAY),
    Column("StartdatoEngagement", MAY),
];
pub(super) const STILLINGSKODE: [Column; 3] = [
    Column("StillingskodeID", MUST),
    Column("AktivStatus", MUST),
    Column("Stillingskode", MUST),
];
pub(super) const LEDER: [Column; 4] = [
    Column("BrugerId", MUST),
    Column("AfdelingsID", MUST),
    Column("AktivStatus", MUST),
    Column("Titel", MUST),
];

impl Part {
    pub(super) const ALL: [Self; 7] = [
        Self::Units,
        Self::People,
        Self::Bruger,
        Self::Organisation,
        Self::Engagement,
        Self::Stillingskode,
        Self::Leder,
    ];

    /// The format that the file belongs to.
    pub fn format(self) -> Format {
        match self {
            Self::Units | Self::People => Format::Sample,
            _ => Format::Os2mo,
        }
    }

    /// The name that the file has when it is written, without its ending.
    pub fn name(self) -> &'static str {
        match self {
            Self::Units | Self::Organisation => "organisation",
            Self::People => "people",
            Self::Bruger => "bruger",
            Self::Engagement => "engagement",
            Self::Stillingskode => "stillingskode",
            Self::Leder => "leder",
        }
    }

    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            Self::Units => &UNITS,
            Self::People => &PEOPLE,
            Self::Bruger => &BRUGER,
            Self::Organisation => &ORGANISATION,
            Self::Engagement => &ENGAGEMENT,
            Self::Stillingskode => &STILLINGSKODE,
            Self::Leder => &LEDER,
        }
    }

    /// The part with the largest share of its required columns among the headers, when that is more than half: a
    /// file that lacks one column should be told which, rather than not be known at all.
    pub(super) fn recognised(headers: &[String]) -> Option<Self> {
        let share = |part: &Self| {
            let must: Vec<_> = part.columns().iter().filter(|column| column.1).collect();
            let found = must.iter().filter(|column| place(headers, column.0).is_some()).count();
            (found * 100 / must.len(), found)
        };
        let best = Self::ALL.into_iter().max_by_key(share)?;
        (share(&best).0 > 50).then_some(best)
    }
}

/// Where a column stands among the headers. Case and blanks do not count, nor does `ae` for `æ`, as in `Primaer`.
pub(super) fn place(headers: &[String], column: &str) -> Option<usize> {
    let wanted = folded(column);
    headers.iter().position(|header| folded(header) == wanted)
}

pub(super) fn folded(header: &str) -> String {
    key(header).replace("ae", "æ")
}
