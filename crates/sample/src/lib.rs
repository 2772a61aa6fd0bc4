//! Nørreå Kommune, the marked sample municipality, loaded from the files in `sample/`: an organisation, two foundations,
//! and two years of what people made of them. All days are counted back from the day of loading.

mod decision;
mod foundation;
mod life;
mod log;
mod organisation;
mod policy;
mod prominence;
mod reading;
mod sign;
mod whole_way;
mod wording;

use jiff::tz::TimeZone;
use model::Instant;
use model::access::Role;
use rust_embed::RustEmbed;
use store::{Conn, Db};
use web::{NewId, Random};

pub use reading::load as load_reading_rounds;

#[derive(RustEmbed)]
#[folder = "../../sample/"]
struct Files;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("sample/{file}: {why}")]
    File { file: String, why: String },
}

pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    fn file(file: &str, why: impl ToString) -> Self {
        Self::File {
            file: file.into(),
            why: why.to_string(),
        }
    }
}

/// Somebody to look around as, one for each role: their identity in `people.csv`.
pub const GUIDES: [(Role, &str); 8] = [
    (Role::Director, "p0001"),
    (Role::Steward, organisation::STEWARD),
    (Role::Leader, "p0877"),
    (Role::Employee, "p0880"),
    (Role::Representative, "p0882"),
    (Role::Adviser, organisation::ADVISER),
    (Role::DataProtectionOfficer, "p1176"),
    (Role::Administrator, "p1165"),
];

/// What the loading goes on with: the time, the zone and fresh identities.
struct Loading<'a> {
    now: Instant,
    zone: &'a TimeZone,
    random: &'a Random,
}

impl Loading<'_> {
    fn id<T: From<NewId>>(&self, at: Instant) -> T {
        let mut random = [0; 10];
        (self.random)(&mut random);
        T::from(NewId(model::new_id(at, random)))
    }

    fn today(&self) -> model::Day {
        self.now.day(self.zone)
    }

    /// A working hour of the day so many days ago; today it is now.
    fn at(&self, days_ago: i64, minute: i64) -> Instant {
        if days_ago == 0 {
            return self.now;
        }
        self.today()
            .plus_days(-days_ago)
            .start(self.zone)
            .plus_minutes(9 * 60 + minute)
    }
}

/// Fills an empty, migrated database, in one transaction.
pub async fn load(db: &Db, now: Instant, random: &Random, zone: &TimeZone) -> Result<()> {
    let loading = Loading { now, zone, random };
    let mut tx = db.write().await?;
    fill(&mut tx, &loading).await?;
    tx.commit().await?;
    store::db::analyze(db).await?;
    Ok(())
}

async fn fill(tx: &mut Conn, loading: &Loading<'_>) -> Result<()> {
    store::organisation::found(tx, "Nørreå Kommune", true, loading.today(), loading.now).await?;
    let people = organisation::load(tx, loading).await?;
    store::organisation::build_today(tx, loading.today()).await?;
    let elements = foundation::load(tx, loading).await?;
    life::load(tx, loading, &people, &elements).await?;
    policy::load(tx, loading, &people, &elements).await?;
    log::load(tx, loading, &people).await?;
    decision::load(tx, loading, &people, &elements).await?;
    prominence::load(tx, loading, &people, &elements).await?;
    whole_way::load(tx, loading, &people, &elements).await?;
    wording::load(tx, loading).await?;
    sign::load(tx, loading, &people, &elements).await?;
    // What was written above was counted row by row; the whole is counted once more, as every change of the tree does.
    store::organisation::build_today(tx, loading.today()).await?;
    Ok(())
}

fn text(name: &str) -> Result<String> {
    let file = Files::get(name).ok_or_else(|| Error::file(name, "is not there"))?;
    String::from_utf8(file.data.into_owned()).map_err(|e| Error::file(name, e))
}
