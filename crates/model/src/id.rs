//! Identities. All are UUIDs of version 7: 48 bits of time, so that rows are stored in the order in which they came, and
//! 74 random bits, so that nobody guesses one. Guessing would not help: [`crate::may`] decides who sees what.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sqlx::{Database, Decode, Type, error::BoxDynError};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_simple().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map($name)
            }
        }

        impl<DB: Database> Type<DB> for $name
        where
            Uuid: Type<DB>,
        {
            fn type_info() -> DB::TypeInfo {
                <Uuid as Type<DB>>::type_info()
            }
            fn compatible(ty: &DB::TypeInfo) -> bool {
                <Uuid as Type<DB>>::compatible(ty)
            }
        }

        impl<'r, DB: Database> Decode<'r, DB> for $name
        where
            Uuid: Decode<'r, DB>,
        {
            fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
                Uuid::decode(value).map($name)
            }
        }
    )*};
}

ids! {
    /// A unit (enhed, område) of the organisation, the same through renamings and moves.
    UnitId,
    /// One stretch of a unit's history: its name, kind and place in the tree from a day to a day.
    PeriodId,
    PersonId,
    PostId,
    /// One import of organisation files, from preview to undone.
    ImportId,
    /// A leadership foundation or an employee foundation.
    FoundationId,
    EditionId,
    /// One idea of a foundation, the same across editions.
    ElementId,
    /// A document that the foundations replace, such as the old personnel policy.
    PolicyId,
    /// One clause of such a document.
    ClauseId,
    InterpretationId,
    /// Two interpretations that are to be talked about.
    TalkId,
    /// One round of the three-card exercise.
    CardRoundId,
    ReminderId,
    /// Something that one would see a unit do; part of an interpretation, and the same when it is tried as a sign.
    SignId,
    /// How a sign is measured.
    MeasureId,
    /// What somebody noted about a sign.
    NoteId,
    TraceId,
    StoryId,
    DecisionId,
    /// A round about which elements stand out.
    RoundId,
    GrantId,
    SessionId,
    JobId,
    /// A key to the API.
    TokenId,
    /// Minutes, a transcript, a strategy: a document in whose wording the foundation may show.
    DocumentId,
    PassageId,
    /// A round of reading passages for one element.
    ReadingRoundId,
}

/// Makes a version 7 identity from the time in milliseconds since 1970 and ten random bytes.
#[must_use]
pub fn new(at: crate::Instant, random: [u8; 10]) -> Uuid {
    let millis = u64::try_from(at.0).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}
