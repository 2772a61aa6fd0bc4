//! Words that are stored as text: one macro, so that each is written once and reads back as itself or not at all.

/// An enum whose members are stored, sent in forms and printed as one lower-case word.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$member_doc:meta])* $member:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$member_doc])* #[serde(rename = $word)] $member),* }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$member),*];

            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $($name::$member => $word),* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::word::Unknown;
            fn from_str(text: &str) -> Result<Self, $crate::word::Unknown> {
                Self::ALL.iter().copied().find(|w| w.word() == text).ok_or_else(|| $crate::word::Unknown(text.into()))
            }
        }

        impl<DB: sqlx::Database> sqlx::Type<DB> for $name
        where
            String: sqlx::Type<DB>,
        {
            fn type_info() -> DB::TypeInfo {
                <String as sqlx::Type<DB>>::type_info()
            }
            fn compatible(ty: &DB::TypeInfo) -> bool {
                <String as sqlx::Type<DB>>::compatible(ty)
            }
        }

        impl<'r, DB: sqlx::Database> sqlx::Decode<'r, DB> for $name
        where
            String: sqlx::Decode<'r, DB>,
        {
            fn decode(value: DB::ValueRef<'r>) -> Result<Self, sqlx::error::BoxDynError> {
                Ok(String::decode(value)?.parse::<$name>()?)
            }
        }
    };
}
pub(crate) use words;

#[derive(Debug, thiserror::Error)]
#[error("unknown word {0:?}")]
pub struct Unknown(pub String);
