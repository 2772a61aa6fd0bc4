//! `grundlag language …`

pub(crate) mod child;
mod corpus;
mod evaluate;
mod ingest;
mod lexicon;
mod measure;
mod suggest;
mod vectors;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use language::foundation::{Foundation, FoundationError};
use language::readers::ReadError;
use language::rules::RuleError;

use crate::settings::Settings;
use crate::{Outcome, Stop};

/// Where a foundation is latent in what people write and say. Only ingest needs a database
#[derive(Args)]
pub struct Language {
    #[command(subcommand)]
    command: LanguageCommand,
    /// JSON on standard output
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand)]
enum LanguageCommand {
    /// Element by element: where it is in own words, where quoted, where missed, with the passages
    Measure(measure::Options),
    /// Precision, recall and F1 against labelled passages
    Evaluate(evaluate::Options),
    /// The families and rules that a foundation starts with
    Lexicon(lexicon::Options),
    Ingest(ingest::Ingest),
    /// Words from the organisation's own texts that somebody may add to an element's rules; none counts before that
    Suggest(suggest::Options),
    /// Reads one file from standard input inside limits (used by the other commands)
    #[command(hide = true)]
    ReadFile {
        name: String,
    },
}

#[derive(Debug, thiserror::Error)]
enum CommandError {
    #[error("{path}: {source}")]
    File { path: PathBuf, source: std::io::Error },
    #[error("{path}: {source}")]
    Foundation { path: PathBuf, source: FoundationError },
    #[error("{path}, line {line}: {reason}")]
    Line { path: PathBuf, line: usize, reason: String },
    #[error("no files were found in {0}")]
    NoFiles(PathBuf),
    #[error("{path}: {source}")]
    Vectors {
        path: PathBuf,
        source: language::embedding::EmbeddingError,
    },
    #[error("the foundation has no element \"{name}\"; it has {known}")]
    NoElement { name: String, known: String },
    #[error("a rule cannot be used: {0}")]
    Rule(#[from] RuleError),
    #[error("the result could not be written: {0}")]
    Write(#[from] std::io::Error),
    #[error("{0}")]
    Read(#[from] ReadError),
}

impl Language {
    /// `settings` are read only by what needs them.
    pub async fn run(self, settings: impl FnOnce() -> Outcome<Settings>) -> Outcome {
        let json = self.json;
        let done = match self.command {
            LanguageCommand::Ingest(command) => return command.run(&settings()?).await,
            LanguageCommand::Measure(options) => measure::run(&options, json),
            LanguageCommand::Evaluate(options) => evaluate::run(&options, json),
            LanguageCommand::Lexicon(options) => lexicon::run(&options, json),
            LanguageCommand::Suggest(options) => suggest::run(&options, json),
            LanguageCommand::ReadFile { name } => child::read_standard_input(&name),
        };
        done.map_err(|error| Stop(error.to_string()))
    }
}

fn read_text(path: &Path) -> Result<String, CommandError> {
    std::fs::read_to_string(path).map_err(|source| CommandError::File {
        path: path.to_owned(),
        source,
    })
}

fn read_foundation(path: &Path) -> Result<Foundation, CommandError> {
    Foundation::parse(&read_text(path)?).map_err(|source| CommandError::Foundation {
        path: path.to_owned(),
        source,
    })
}

fn print_json(value: &impl serde::Serialize) -> Result<(), CommandError> {
    let out = std::io::stdout().lock();
    serde_json::to_writer_pretty(out, value).map_err(std::io::Error::from)?;
    println!();
    Ok(())
}
