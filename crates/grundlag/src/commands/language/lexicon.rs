use std::path::PathBuf;

use language::library::Library;
use language::morphology::Language;
use serde::Serialize;

use super::{CommandError, print_json, read_foundation};

#[derive(clap::Args)]
pub struct Options {
    /// The foundation, in Markdown
    foundation: PathBuf,
    /// The English rules
    #[arg(long)]
    english: bool,
}

#[derive(Serialize)]
struct Output<'a> {
    element: String,
    families: Vec<FamilyOutput<'a>>,
}

#[derive(Serialize)]
struct FamilyOutput<'a> {
    family: &'a str,
    danish: &'a str,
    english: &'a str,
    share: f32,
    confused_with: &'a [String],
    rules: Vec<(f32, &'a str)>,
}

pub fn run(options: &Options, json: bool) -> Result<(), CommandError> {
    let foundation = read_foundation(&options.foundation)?;
    let profiles = language::detector::profiles(&foundation, Library::shipped(Language::Danish))?;
    let library = Library::shipped(if options.english {
        Language::English
    } else {
        Language::Danish
    });
    let outputs: Vec<Output<'_>> = profiles
        .iter()
        .map(|profile| Output {
            element: profile.element.clone(),
            families: profile
                .families
                .iter()
                .filter_map(|share| library.family(&share.family).map(|family| (share, family)))
                .map(|(share, family)| FamilyOutput {
                    family: &family.key,
                    danish: &family.danish,
                    english: &family.english,
                    share: share.share,
                    confused_with: &family.confused_with,
                    rules: family
                        .rules
                        .iter()
                        .map(|rule| (rule.weight, rule.source.as_str()))
                        .collect(),
                })
                .collect(),
        })
        .collect();
    if json {
        return print_json(&outputs);
    }
    for output in &outputs {
        println!("## {}", output.element);
        for family in &output.families {
            println!(
                "{} ({}), andel {:.2}, {} regler",
                family.danish,
                family.family,
                family.share,
                family.rules.len()
            );
            for (weight, rule) in &family.rules {
                println!("  {weight:>4}  {rule}");
            }
        }
        println!();
    }
    Ok(())
}
