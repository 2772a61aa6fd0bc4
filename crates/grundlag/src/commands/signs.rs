//! `grundlag signs …`

use std::io::{BufWriter, stdin, stdout};

use clap::{Args, Subcommand};
use signs::Kind;
use signs::profile::Name;
use signs::words::Language;
use signs_command::{Options, changes, run};

use crate::{Outcome, Stop};

/// Charts of signs over time: JSON lines in, JSON lines out. Needs no database
#[derive(Args)]
pub struct Signs {
    #[command(subcommand)]
    command: SignsCommand,
}

#[derive(Subcommand)]
enum SignsCommand {
    /// Draw each series: centre, limits, labels, and what it says in sentences
    Chart(Charting),
    /// Tell which of many series have changed, with a bound on how many of those told are false
    Changes {
        #[command(flatten)]
        charting: Charting,
        /// The share of those told that may be false
        #[arg(long, default_value_t = 0.1)]
        q: f64,
    },
}

#[derive(Args)]
struct Charting {
    /// run, xmr, mr, i-prime, p, p-prime, u, u-prime, c, t, g, xbar or s [default: chosen from the data]
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<Kind>,
    /// The rules that a signal follows: mdc, nhsr-0.2.2, pbi or anhoej
    #[arg(long, value_name = "NAME", default_value_t)]
    profile: Name,
    /// Sentences in English
    #[arg(long)]
    english: bool,
}

impl Charting {
    fn options(&self) -> Options {
        let language = if self.english {
            Language::English
        } else {
            Language::Danish
        };
        Options {
            kind: self.kind,
            profile: self.profile,
            language,
        }
    }
}

impl Signs {
    pub fn run(self) -> Outcome {
        let (input, output) = (stdin().lock(), BufWriter::new(stdout().lock()));
        let done = match self.command {
            SignsCommand::Chart(charting) => run(input, output, &charting.options()),
            SignsCommand::Changes { charting, q } => changes(input, output, &charting.options(), q),
        };
        match done {
            Ok(summary) if summary.refused == 0 => Ok(()),
            Ok(summary) => Err(Stop(format!(
                "{} of {} lines were refused; their answers say why.",
                summary.refused, summary.lines
            ))),
            Err(error) => Err(Stop(error.to_string())),
        }
    }
}
