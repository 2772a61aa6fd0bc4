//! `grundlag person …`

use clap::{Args, Subcommand};
use model::audit::Deed;
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
}

/// Print everything that is keyed to a person, as JSON, for an answer to a request for access (GDPR, article 15)
///
/// The person can get the same under "Min konto". That it was taken out stands in the log, and the person sees it.
#[derive(Args)]
struct Export {
    /// The person's e-mail address
    email: String,
}

impl Person {
    pub async fn run(self, settings: &Settings) -> Outcome {
        start::log(settings);
        let PersonCommand::Export(Export { email }) = self.command;
        let db = start::open_migrated(settings).await?;
        let email = model::text::folded(&email);
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
}
