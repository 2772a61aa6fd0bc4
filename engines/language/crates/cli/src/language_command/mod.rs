//! `grundlag language`: measure, evaluate, lexicon.

mod child;
mod evaluate;
mod lexicon;
mod measure;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use language::foundation::{Foundation, FoundationError};
use language::readers::ReadError;
use language::rules::RuleError;

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
    /// JSON on standard output
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Element by element: where it is in own words, where quoted, where missed, with the passages
    Measure(measure::Options),
    /// Precision, recall and F1 against labelled passages
    Evaluate(evaluate::Options),
    /// The families and rules that a foundation starts with
    Lexicon(lexicon::Options),
    /// Reads one file from standard input inside limits (used by the other commands)
    #[command(hide = true)]
    ReadFile { name: String },
}

#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    #[error("{path}: {source}")]
    File { path: PathBuf, source: std::io::Error },
    #[error("{path}: {source}")]
    Foundation { path: PathBuf, source: FoundationError },
    #[error("{path}, line {line}: {reason}")]
    Line { path: PathBuf, line: usize, reason: String },
    #[error("no files were found in {0}")]
    NoFiles(PathBuf),
    #[error("a rule cannot be used: {0}")]
    Rule(#[from] RuleError),
    #[error("the result could not be written: {0}")]
    Write(#[from] std::io::Error),
    #[error("{0}")]
    Read(#[from] ReadError),
}

/// Runs the command. `child` are the arguments before `read-file` with which this program calls itself:
/// `["language"]` inside `grundlag`, none when it stands alone.
#[must_use]
pub fn run(args: Args, child: &[&str]) -> ExitCode {
    let result = match args.command {
        Command::Measure(options) => measure::run(&options, args.json, child),
        Command::Evaluate(options) => evaluate::run(&options, args.json),
        Command::Lexicon(options) => lexicon::run(&options, args.json),
        Command::ReadFile { name } => child::read_standard_input(&name),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn read_text(path: &Path) -> Result<String, CommandError> {
    std::fs::read_to_string(path).map_err(|source| CommandError::File { path: path.to_owned(), source })
}

fn read_foundation(path: &Path) -> Result<Foundation, CommandError> {
    Foundation::parse(&read_text(path)?).map_err(|source| CommandError::Foundation { path: path.to_owned(), source })
}

fn print_json(value: &impl serde::Serialize) -> Result<(), CommandError> {
    let out = std::io::stdout().lock();
    serde_json::to_writer_pretty(out, value).map_err(std::io::Error::from)?;
    println!();
    Ok(())
}
