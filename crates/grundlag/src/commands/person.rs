//! `grundlag person …`

use clap::{Args, Subcommand};
use model::PersonId;
use model::audit::Deed;
use model::retention::Limits;
use store::audit::About;

use super::note;
use crate::settings::Settings;
use crate::{Outcome, Stop, start};

/// What the house holds about somebody
#[derive(Args)]
pub struct Person {
    #[command(subcommand)]
    command: PersonCommand,
}

#[derive(Subcommand)]
enum PersonCommand {
    Export(Export),
    Left(Left),
}

/// Print everything that is keyed to a person, as JSON, for an answer to a request for access (GDPR, article 15)
///
/// The person can get the same under "Min konto". That it was taken out stands in the log, and the person sees it.
#[derive(Args)]
struct Export {
    /// The person's e-mail address
    email: String,
}

/// List those who left so long ago that the coming night erases them
///
/// A line for each: key in the imported files, name, first day without a post. Whoever should stay gets a post or a role
/// before then. That the list was taken out stands in the log.
#[derive(Args)]
struct Left {}

impl Person {
    pub async fn run(self, settings: &Settings) -> Outcome {
        start::log(settings);
        match self.command {
            PersonCommand::Export(Export { email }) => export(settings, &email).await,
            PersonCommand::Left(Left {}) => left(settings).await,
        }
    }
}

async fn export(settings: &Settings, email: &str) -> Outcome {
    let db = start::open_migrated(settings).await?;
    let email = model::text::folded(email);
    let person = store::access::person_by_email(&mut db.read().await?, &email)
        .await?
        .ok_or_else(|| Stop(format!("Nobody has the address {email}.")))?;
    let held = store::privacy::held(&mut db.read().await?, person.id).await?;
    let now = start::now();
    let mut tx = db.write().await?;
    note(&mut tx, Deed::ExportPerson, About::People(&[person.id]), now).await?;
    tx.commit().await?;
    db.close().await;
    let json = web::all_about(person.id, &held, now).map_err(store::Error::from)?;
    println!("{json}");
    Ok(())
}

/// Lines at most.
const LINES: i64 = 10_000;

async fn left(settings: &Settings) -> Outcome {
    let db = start::open_migrated(settings).await?;
    let now = start::now();
    let limits = Limits::on(now.day(&settings.time_zone), &settings.time_zone);
    let leavers = store::leaver::leavers(&mut db.read().await?, &limits, LINES).await?;
    let people: Vec<PersonId> = leavers.iter().map(|leaver| leaver.id).collect();
    if !people.is_empty() {
        let mut tx = db.write().await?;
        note(&mut tx, Deed::SeePerson, About::People(&people), now).await?;
        tx.commit().await?;
    }
    db.close().await;
    for leaver in leavers {
        let day = leaver.left.map_or_else(|| "-".to_owned(), |day| day.to_string());
        println!(
            "{}\t{}\t{day}",
            leaver.external_id.as_deref().unwrap_or("-"),
            leaver.name
        );
    }
    Ok(())
}
