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
    TraceId,
    StoryId,
    GrantId,
    SessionId,
    JobId,
    TalkId,
    CardRoundId,
    ReminderId
);
