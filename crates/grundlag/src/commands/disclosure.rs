//! `grundlag disclosure …`

use std::io::{BufWriter, stdin, stdout};

use clap::{Args, Subcommand};
use disclosure::command::{Form, audit, example, protect};
use disclosure::words::Language;

use crate::{Outcome, Stop};

/// What may be shown without giving away a small group: JSON lines in, JSON lines out. Needs no database
#[derive(Args)]
pub struct Disclosure {
    #[command(subcommand)]
    command: DisclosureCommand,
}

#[derive(Subcommand)]
enum DisclosureCommand {
    /// Units, people and filters in, what may be shown out
    Protect,
    /// What can be worked out of what was shown, as a report in plain words
    Audit {
        /// An invented area, shown carelessly and shown by us
        #[arg(long)]
        example: bool,
        /// JSON lines in place of the report
        #[arg(long, conflicts_with = "example")]
        lines: bool,
        /// The report in English
        #[arg(long)]
        english: bool,
    },
}

impl Disclosure {
    pub fn run(self) -> Outcome {
        let (input, output) = (stdin().lock(), BufWriter::new(stdout().lock()));
        let holds = match self.command {
            DisclosureCommand::Protect => protect(input, output).map(|()| true),
            DisclosureCommand::Audit {
                example: invented,
                lines,
                english,
            } => {
                let language = if english { Language::English } else { Language::Danish };
                if invented {
                    example(output, language).map(|()| true)
                } else {
                    audit(input, output, if lines { Form::Lines } else { Form::Words(language) })
                }
            }
        };
        match holds {
            Ok(true) => Ok(()),
            Ok(false) => Err(Stop::because(
                "The promise does not hold: a group that is too small can be worked out.",
            )),
            Err(stop) => Err(Stop(stop.to_string())),
        }
    }
}
