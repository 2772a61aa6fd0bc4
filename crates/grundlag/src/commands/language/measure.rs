use std::path::PathBuf;

use language::detector::Mode;
use language::measure::{Detectors, Gauge, Measurement, Report, UnitReport};
use language::readers::Verdict;
use language::statistics::{Estimate, Silence};
use serde::Serialize;

use super::corpus::{Folder, Refused, Surveyed};
use super::{CommandError, print_json, read_foundation, read_text};

#[derive(clap::Args)]
pub struct Options {
    /// The foundation, in Markdown
    #[arg(long)]
    foundation: PathBuf,
    /// Further foundation texts; quoting them is not using one's own words
    #[arg(long)]
    also: Vec<PathBuf>,
    #[command(flatten)]
    folder: Folder,
    /// Passages shown per element
    #[arg(long, default_value_t = 12)]
    passages: usize,
    /// Seed of the resampling
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[derive(Serialize)]
struct Output {
    #[serde(flatten)]
    report: Report,
    refused: Vec<Refused>,
}

pub fn run(options: &Options, json: bool) -> Result<(), CommandError> {
    let foundation = read_foundation(&options.foundation)?;
    let also = options
        .also
        .iter()
        .map(|path| read_text(path))
        .collect::<Result<Vec<_>, _>>()?;
    let measurement = Measurement {
        foundation: &foundation,
        also_quoted: &also,
        profiles: None,
        seed: options.seed,
    };
    let detectors = Detectors::new(&measurement)?;
    let mut surveyed = Surveyed::new(&options.folder)?;
    let mut gauge = Gauge::new(&measurement, &detectors);
    surveyed.again(|document, passages| gauge.read(document, passages))?;
    let report = gauge.report(&surveyed.survey.documents);
    if json {
        return print_json(&Output {
            report,
            refused: surveyed.refused,
        });
    }
    print(&report, &surveyed.refused, options.passages);
    Ok(())
}

fn print(report: &Report, refused: &[Refused], most: usize) {
    let counts = &report.passages;
    println!(
        "{} dokumenter, {} afsnit talt med. Holdt ude: {} overskrifter og tabelrækker, {} for korte, {} standardtekst, {} i gengangere, {} på andre sprog.",
        report.documents.len(),
        counts.counted,
        counts.frame,
        counts.too_short,
        counts.boilerplate,
        counts.duplicate,
        counts.other_language
    );
    for document in report
        .documents
        .iter()
        .filter(|document| document.verdict != Verdict::Good)
    {
        println!(
            "Kunne ikke læses ordentligt, og tæller derfor ikke som stilhed: {} ({:?})",
            document.file, document.verdict
        );
    }
    for refused in refused {
        println!("Ikke læst: {}: {}", refused.file, refused.why);
    }
    for element in &report.elements {
        let all = &element.all;
        println!("\n## {}", element.element);
        println!(
            "Egne ord i {} af {} afsnit ({}), i {} af {} dokumenter; {} pr. 1.000 ord. Citeret: {}. Savnet: {}. Tal uden bekræftelse: læs afsnittene.",
            all.own_words,
            all.passages,
            percent(all.share),
            all.documents_with,
            all.documents,
            rate(all.per_thousand),
            all.quoted,
            all.missed
        );
        let months: Vec<String> = element
            .months
            .iter()
            .map(|month| format!("{} {}/{}", month.month, month.own_words, month.passages))
            .collect();
        println!("Måned for måned (afsnit med egne ord/afsnit): {}", months.join(", "));
        for unit in &element.units {
            println!("  {}: {}", unit.unit, unit_line(unit));
        }
        for evidence in element.evidence.iter().take(most) {
            let mode = match evidence.mode {
                Mode::OwnWords => "egne ord",
                Mode::Quoted => "citeret",
                Mode::Missed => "savnet",
            };
            println!(
                "  [{mode}] {} ({}, {})",
                evidence.text.replace('\n', " "),
                evidence.unit,
                evidence.date
            );
        }
        let found = all.own_words + all.quoted + all.missed;
        if found > most {
            println!("  … og {} afsnit til (--passages)", found - most);
        }
    }
}

fn unit_line(unit: &UnitReport) -> String {
    let Some(figures) = &unit.figures else {
        return "for lidt materiale".to_owned();
    };
    let silence = match unit.silence {
        Silence::Silent => ". Stille",
        Silence::Uncertain => ". For usikkert til at kalde stille",
        Silence::Heard | Silence::TooLittle => "",
    };
    format!(
        "egne ord i {} af {} afsnit ({}){silence}",
        figures.own_words,
        figures.passages,
        percent(figures.share)
    )
}

fn percent(estimate: Option<Estimate>) -> String {
    estimate.map_or("ukendt".to_owned(), |e| {
        format!(
            "{:.0} %, usikkerhed {:.0}–{:.0} %",
            100.0 * e.value,
            100.0 * e.low,
            100.0 * e.high
        )
    })
}

fn rate(estimate: Option<Estimate>) -> String {
    estimate.map_or("ukendt".to_owned(), |e| {
        format!("{:.1} ({:.1}–{:.1})", e.value, e.low, e.high)
    })
}
