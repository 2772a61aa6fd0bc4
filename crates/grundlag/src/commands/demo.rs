//! `grundlag demo …`

use clap::{Args, Subcommand};
use store::Db;
use web::App;

use crate::settings::Settings;
use crate::{Outcome, Stop, start};

/// The marked sample municipality Nørreå: load it, sign in to it, remove it
#[derive(Args)]
pub struct Demo {
    #[command(subcommand)]
    command: DemoCommand,
}

#[derive(Subcommand)]
enum DemoCommand {
    /// Load the sample into an empty database; makes an embedded one. A sample that is there is kept
    Load,
    /// Remove everything from a database that holds the sample, and leave it empty
    Remove,
    /// Print a sign-in link for each role. Each works once, within a day
    Links,
}

const LINK_MINUTES: i64 = 24 * 60;

impl Demo {
    pub async fn run(self, settings: &Settings) -> Outcome {
        start::log(settings);
        let db = match self.command {
            DemoCommand::Load => {
                let db = start::open_or_make(settings).await?;
                store::migrate::migrate(&db, start::now()).await?;
                db
            }
            DemoCommand::Remove | DemoCommand::Links => start::open_migrated(settings).await?,
        };
        let app = start::app(settings, db.clone())?;
        let result = match self.command {
            DemoCommand::Load => load(&app).await,
            DemoCommand::Remove => remove(&app).await,
            DemoCommand::Links => links(&app, settings).await,
        };
        db.close().await;
        result
    }
}

/// Whether the database holds the sample; an error when it holds an organisation that exists.
async fn holds_sample(db: &Db) -> Outcome<bool> {
    match store::access::house(&mut db.read().await?).await? {
        None => Ok(false),
        Some(house) if house.sample => Ok(true),
        Some(house) => Err(Stop(format!(
            "This database belongs to {}, which is not the sample. Nothing was changed.",
            house.organisation
        ))),
    }
}

async fn load(app: &App) -> Outcome {
    if holds_sample(&app.db).await? {
        println!("The sample is there already.");
        return Ok(());
    }
    crate::demo::load(app).await?;
    println!("The sample is loaded.");
    Ok(())
}

async fn remove(app: &App) -> Outcome {
    if !holds_sample(&app.db).await? {
        return Err(Stop::because(
            "There is no sample in this database. Nothing was changed.",
        ));
    }
    store::migrate::clear(&app.db).await?;
    store::migrate::migrate(&app.db, app.now()).await?;
    println!("The sample is gone, and the database is empty.");
    Ok(())
}

async fn links(app: &App, settings: &Settings) -> Outcome {
    if !holds_sample(&app.db).await? {
        return Err(Stop::because(
            "There is no sample in this database. `grundlag demo load` loads it.",
        ));
    }
    let now = app.now();
    let mut tx = app.db.write().await?;
    let mut links = Vec::new();
    for (role, key) in sample::GUIDES {
        let Some(guide) = store::access::guide(&mut tx, key, app.today()).await? else {
            continue;
        };
        let token = app.token();
        links.push((web::access::token_hash(&token), guide.person));
        let who: Vec<String> = [Some(guide.name), guide.unit_name].into_iter().flatten().collect();
        println!(
            "{:15} {}/sign-in/{token}  {}",
            role.word(),
            settings.public_url,
            who.join(", ")
        );
    }
    store::access::add_links(&mut tx, links, now.plus_minutes(LINK_MINUTES)).await?;
    tx.commit().await?;
    Ok(())
}
