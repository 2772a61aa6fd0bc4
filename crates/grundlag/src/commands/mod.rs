//! `grundlag COMMAND`: one file each.

pub mod audit;
pub mod backup;
pub mod copy;
pub mod data_map;
pub mod demo;
pub mod disclosure;
pub mod doctor;
pub mod export;
pub mod import;
pub mod language;
pub mod migrate;
pub mod person;
pub mod restore;
pub mod serve;
pub mod signs;
pub mod user;
pub mod worker;

use clap::{Parser, Subcommand};
use model::Instant;
use model::audit::{Deed, Outcome as Ended};
use store::Conn;
use store::audit::{About, Note};

use crate::Outcome;
use crate::settings::{Given, Settings};

/// Grundlag: carries a leadership foundation and an employee foundation from finished text to lived practice.
#[derive(Parser)]
#[command(
    version,
    about,
    after_help = "Each setting can also stand in the configuration file (time_zone = \"Europe/Copenhagen\") and in the \
                  environment (GRUNDLAG_TIME_ZONE). A flag wins over the environment, and the environment over the \
                  file."
)]
pub struct Cli {
    #[command(flatten)]
    pub given: Given,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    Serve(serve::Serve),
    Worker(worker::Worker),
    Import(import::Import),
    Export(export::Export),
    Migrate(migrate::Migrate),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Copy(copy::Copy),
    Doctor(doctor::Doctor),
    User(user::User),
    Audit(audit::Audit),
    Person(person::Person),
    DataMap(data_map::DataMap),
    Demo(demo::Demo),
    Signs(signs::Signs),
    Disclosure(disclosure::Disclosure),
    Language(language::Language),
}

impl Cli {
    /// Runs the command to its end. `environment` is the process's own.
    pub async fn run(self, environment: impl IntoIterator<Item = (String, String)>) -> Outcome {
        // Not read by what works on lines alone.
        let settings = || Settings::read(self.given, environment);
        match self.command {
            Command::Serve(command) => command.run(&settings()?).await,
            Command::Worker(command) => command.run(&settings()?).await,
            Command::Import(command) => command.run(&settings()?).await,
            Command::Export(command) => command.run(&settings()?).await,
            Command::Migrate(command) => command.run(&settings()?).await,
            Command::Backup(command) => match command.make_key() {
                Some(made) => made,
                None => command.run(&settings()?).await,
            },
            Command::Restore(command) => command.run(&settings()?).await,
            Command::Copy(command) => command.run(&settings()?).await,
            Command::Doctor(command) => command.run(&settings()?).await,
            Command::User(command) => command.run(&settings()?).await,
            Command::Audit(command) => command.run(&settings()?).await,
            Command::Person(command) => command.run(&settings()?).await,
            Command::DataMap(command) => command.run(),
            Command::Demo(command) => command.run(&settings()?).await,
            Command::Signs(command) => command.run(),
            Command::Disclosure(command) => command.run(),
            Command::Language(command) => command.run(settings).await,
        }
    }
}

/// Writes in the log what a command does, as the server's deed: who sits at its keyboard is not known here.
async fn note(tx: &mut Conn, deed: Deed, about: About<'_>, now: Instant) -> store::Result<()> {
    let note = Note {
        actor: None,
        deed,
        object: None,
        about,
        outcome: Ended::Done,
    };
    store::audit::note(tx, &note, now).await
}
