use std::path::PathBuf;

use language::corpus::Status;
use language::detector::Detector;
use language::expansion::{Suggester, Suggestions, Text, Why};
use language::morphology::Language;
use language::thesaurus::Thesaurus;
use language::vectors::Settings;
use serde::Serialize;

use super::corpus::{Folder, Refused, Surveyed};
use super::{CommandError, print_json, read_foundation, read_text};

#[derive(clap::Args)]
pub struct Options {
    /// The foundation, in Markdown
    #[arg(long)]
    foundation: PathBuf,
    #[command(flatten)]
    folder: Folder,
    /// Suggest for this element only
    #[arg(long, value_name = "NAME")]
    element: Option<String>,
    /// A thesaurus file, such as the one in the package mythes-da
    #[arg(long, value_name = "FILE")]
    thesaurus: Option<PathBuf>,
    /// Seed of the resampling
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[derive(Serialize)]
struct Output {
    elements: Vec<Suggestions>,
    /// Documents beyond the most that suggestions are made from.
    left_out: usize,
    refused: Vec<Refused>,
}

pub fn run(options: &Options, json: bool) -> Result<(), CommandError> {
    let foundation = read_foundation(&options.foundation)?;
    let element = match &options.element {
        None => None,
        Some(name) => Some(
            foundation
                .elements
                .iter()
                .position(|element| element.name.to_lowercase() == name.to_lowercase())
                .ok_or_else(|| CommandError::NoElement {
                    name: name.clone(),
                    known: foundation.names().join(", "),
                })?,
        ),
    };
    let thesaurus = match &options.thesaurus {
        None => None,
        Some(path) => Some(Thesaurus::parse(&read_text(path)?)),
    };
    let detector = Detector::cold(&foundation, Language::Danish)?;
    let mut suggester = Suggester::new(&detector, &foundation);
    let mut surveyed = Surveyed::new(&options.folder)?;
    let mut left_out = 0;
    surveyed.again(|_, passages| {
        let counted = passages
            .iter()
            .filter(|passage| passage.status == Status::Counted && passage.piece.language == Language::Danish)
            .map(|passage| Text {
                text: &passage.piece.text,
                confirmed: None,
            });
        left_out += usize::from(!suggester.add(counted));
    })?;
    let settings = Settings {
        seed: options.seed,
        ..Settings::default()
    };
    let output = Output {
        elements: suggester.suggest(element, thesaurus.as_ref(), &settings)?,
        left_out,
        refused: surveyed.refused,
    };
    if json {
        return print_json(&output);
    }
    print(&output);
    Ok(())
}

fn print(output: &Output) {
    println!("Forslag fra jeres egne tekster. Intet af det tæller med, før nogen siger ja.");
    for refused in &output.refused {
        println!("Ikke læst: {}: {}", refused.file, refused.why);
    }
    if output.left_out > 0 {
        println!("{} dokumenter er ikke med: der er nok tekst uden dem.", output.left_out);
    }
    for element in &output.elements {
        println!("\n## {}", element.element);
        println!("Ud fra: {}", element.seeds.join(", "));
        if element.suggestions.is_empty() {
            println!("Ingen forslag: der er for lidt tekst.");
        }
        for suggestion in &element.suggestions {
            let why: Vec<String> = suggestion.why.iter().map(reason).collect();
            println!(
                "  {} ({} gange i {} dokumenter): {}\n    … {} …",
                suggestion.word,
                suggestion.count,
                suggestion.documents,
                why.join("; "),
                suggestion.context
            );
        }
    }
}

fn reason(why: &Why) -> String {
    match why {
        Why::Neighbour { of, resamples } => format!("bruges som \"{of}\" ({resamples} af 10 gange)"),
        Why::Compound { of } => format!("sammensat med \"{of}\""),
        Why::Keyword => "typisk for de afsnit, der viser elementet".to_owned(),
        Why::Synonym { of } => format!("synonym for \"{of}\""),
    }
}
