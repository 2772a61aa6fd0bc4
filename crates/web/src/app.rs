//! What every request shares. Time and randomness come in from outside.

use std::sync::Arc;

use jiff::tz::TimeZone;
use model::{Day, Instant};
use store::Db;
use tokio::sync::Semaphore;
use uuid::Uuid;

/// Where the time comes from.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;
/// Fills a buffer with bytes that nobody can foretell.
pub type Random = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

#[derive(Clone)]
pub struct App {
    pub db: Db,
    pub clock: Clock,
    pub random: Random,
    pub zone: TimeZone,
    /// The site is reached over https: cookies are `Secure` and `__Host-`.
    pub https: bool,
    /// The proxies whose word about the client's address counts.
    pub proxies: Arc<[crate::Network]>,
    pub attempts: Arc<crate::access::Attempts>,
    /// How often keys have asked the API.
    pub rate: Arc<crate::api::Rate>,
    /// The organisation's identity provider, when people sign in there.
    pub provider: Option<Arc<crate::access::SignInProvider>>,
    /// Where the organisation is read from, beside files.
    pub os2mo: Option<Arc<crate::organisation::Os2mo>>,
    /// The address that people type, without a slash at its end.
    pub public_url: Arc<str>,
    /// Where documents for the room that looks at wording are put for the job that reads them.
    pub wording_folder: Option<Arc<std::path::Path>>,
    /// Everything that was read there, while somebody tries rules on it.
    pub live: Arc<crate::wording::Live>,
    /// Turns at hashing passwords.
    pub hashing: Arc<Semaphore>,
}

impl App {
    #[must_use]
    pub fn new(db: Db, clock: Clock, random: Random, zone: TimeZone, https: bool) -> Self {
        Self {
            db,
            clock,
            random,
            zone,
            https,
            proxies: Arc::default(),
            attempts: Arc::default(),
            rate: Arc::new(crate::api::Rate::new(crate::api::A_SECOND)),
            provider: None,
            os2mo: None,
            public_url: "".into(),
            wording_folder: None,
            live: Arc::default(),
            hashing: Arc::new(Semaphore::new(crate::access::AT_ONCE)),
        }
    }

    /// Behind these proxies.
    #[must_use]
    pub fn behind(self, proxies: Vec<crate::Network>) -> Self {
        Self {
            proxies: proxies.into(),
            ..self
        }
    }

    /// With so many requests a second for each key to the API.
    #[must_use]
    pub fn answering(self, a_second: u32) -> Self {
        Self {
            rate: Arc::new(crate::api::Rate::new(a_second)),
            ..self
        }
    }

    /// Watching a folder for documents.
    #[must_use]
    pub fn watching(self, folder: Option<&std::path::Path>) -> Self {
        Self {
            wording_folder: folder.map(Arc::from),
            ..self
        }
    }

    /// With people signing in at an identity provider, reached by others at this address.
    #[must_use]
    pub fn with_provider(self, provider: Option<crate::access::SignInProvider>, public_url: &str) -> Self {
        Self {
            provider: provider.map(Arc::new),
            public_url: public_url.into(),
            ..self
        }
    }

    /// With an organisation that is read from OS2mo too.
    #[must_use]
    pub fn reading(self, os2mo: Option<crate::organisation::Os2mo>) -> Self {
        Self {
            os2mo: os2mo.map(Arc::new),
            ..self
        }
    }

    #[must_use]
    pub fn now(&self) -> Instant {
        (self.clock)()
    }

    #[must_use]
    pub fn today(&self) -> Day {
        self.now().day(&self.zone)
    }

    /// A new identity: `app.id::<StoryId>(now)`.
    pub fn id<T: From<NewId>>(&self, now: Instant) -> T {
        let mut random = [0; 10];
        (self.random)(&mut random);
        T::from(NewId(model::new(now, random)))
    }

    /// An identity that says nothing, not even when it was made.
    #[must_use]
    pub fn random_id(&self) -> Uuid {
        let mut random = [0; 16];
        (self.random)(&mut random);
        uuid::Builder::from_random_bytes(random).into_uuid()
    }

    /// 256 random bits for a cookie or a link, as 64 hexadecimal digits.
    #[must_use]
    pub fn token(&self) -> String {
        let mut bytes = [0; 32];
        (self.random)(&mut bytes);
        bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
            use std::fmt::Write as _;
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

/// A fresh identity on its way into one of the identity types.
pub struct NewId(pub Uuid);

macro_rules! from_new_id {
    ($($name:ident),*) => {$(
        impl From<NewId> for model::$name {
            fn from(id: NewId) -> Self { Self(id.0) }
        }
    )*};
}
from_new_id!(
    UnitId,
    PeriodId,
    PersonId,
    PostId,
    ImportId,
    FoundationId,
    EditionId,
    ElementId,
    InterpretationId,
    SignId,
    MeasureId,
    NoteId,
    TraceId,
    StoryId,
    DecisionId,
    RoundId,
    GrantId,
    SessionId,
    JobId,
    PolicyId,
    ClauseId,
    TalkId,
    CardRoundId,
    DocumentId,
    PassageId,
    ReadingRoundId,
    ReminderId,
    TokenId
);
