use std::collections::HashMap;
use std::path::{Path, PathBuf};

use language::corpus::{Origin, Survey};
use language::detector::Mode;
use language::measure::{Detectors, Gauge, Measurement, Report, UnitReport};
use language::readers::{Extracted, Verdict};
use language::statistics::{Estimate, Silence};
use serde::Serialize;

use super::child::{self, Refusal};
use super::{CommandError, print_json, read_foundation, read_text};

#[derive(clap::Args)]
pub struct Options {
    /// The foundation, in Markdown
    #[arg(long)]
    foundation: PathBuf,
    /// Further foundation texts; quoting them is not using one's own words
    #[arg(long)]
    also: Vec<PathBuf>,
    /// Folder of documents: txt, md, html, docx, odt, pptx, pdf, vtt, srt, csv, xlsx
    #[arg(long)]
    documents: PathBuf,
    /// Table with the columns file, unit, date, kind and perhaps source
    #[arg(long)]
    index: Option<PathBuf>,
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

#[derive(Serialize)]
struct Refused {
    file: String,
    #[serde(flatten)]
    why: Refusal,
}

pub fn run(options: &Options, json: bool) -> Result<(), CommandError> {
    let foundation = read_foundation(&options.foundation)?;
    let also = options
        .also
        .iter()
        .map(|path| read_text(path))
        .collect::<Result<Vec<_>, _>>()?;
    let index = read_index(options)?;
    let program = std::env::current_exe()?;
    let measurement = Measurement {
        foundation: &foundation,
        also_quoted: &also,
        profiles: None,
        seed: options.seed,
    };
    let detectors = Detectors::new(&measurement)?;
    // Two passes, each holding one file at a time: what is common to several documents must be known before the first is measured.
    // The text is read twice rather than kept, in memory or on disk.
    let (mut survey, mut surveyed, mut refused) = (Survey::default(), Vec::new(), Vec::new());
    for path in documents(options)? {
        let (name, read) = extract(&program, &path)?;
        match read {
            Ok(extracted) => {
                let origin = index.get(&name).cloned().unwrap_or_else(|| Origin {
                    file: name.clone(),
                    unit: "(ikke angivet)".to_owned(),
                    date: String::new(),
                    kind: String::new(),
                    source: name,
                });
                survey.add(origin, &extracted);
                surveyed.push(path);
            }
            Err(why) => refused.push(Refused { file: name, why }),
        }
    }
    let mut gauge = Gauge::new(&measurement, &detectors);
    for (number, path) in surveyed.iter().enumerate() {
        match extract(&program, path)? {
            (_, Ok(extracted)) => {
                let passages = survey.passages(number, &extracted.blocks);
                gauge.read(&survey.documents[number], &passages);
            }
            (file, Err(why)) => refused.push(Refused { file, why }),
        }
    }
    let report = gauge.report(&survey.documents);
    if json {
        return print_json(&Output { report, refused });
    }
    print(&report, &refused, options.passages);
    Ok(())
}

type Read = Result<Extracted, Refusal>;

fn extract(program: &Path, path: &Path) -> Result<(String, Read), CommandError> {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let bytes = std::fs::read(path).map_err(|source| CommandError::File {
        path: path.to_owned(),
        source,
    })?;
    let read = child::read(program, &name, bytes);
    Ok((name, read))
}

fn documents(options: &Options) -> Result<Vec<PathBuf>, CommandError> {
    let folder = &options.documents;
    let error = |source| CommandError::File {
        path: folder.clone(),
        source,
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(error)? {
        let path = entry.map_err(error)?.path();
        let is_index = options.index.as_ref().is_some_and(|index| same(index, &path));
        if path.is_file() && !is_index {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        Err(CommandError::NoFiles(folder.clone()))
    } else {
        Ok(paths)
    }
}

fn same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

fn read_index(options: &Options) -> Result<HashMap<String, Origin>, CommandError> {
    let Some(path) = &options.index else {
        return Ok(HashMap::new());
    };
    let text = read_text(path)?;
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let header: Vec<String> = lines
        .next()
        .unwrap_or("")
        .split(',')
        .map(|name| name.trim().to_lowercase())
        .collect();
    let column = |name: &str| header.iter().position(|column| column == name);
    let (Some(file), Some(unit), Some(date)) = (column("file"), column("unit"), column("date")) else {
        return Err(CommandError::Line {
            path: path.clone(),
            line: 1,
            reason: "the columns file, unit and date are needed".to_owned(),
        });
    };
    let (kind, source) = (column("kind"), column("source"));
    let mut index = HashMap::new();
    for (at, line) in lines.enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split(',').map(str::trim).collect();
        let cell = |column: Option<usize>| column.and_then(|at| cells.get(at)).map(|cell| (*cell).to_owned());
        let (Some(file), Some(unit), Some(date)) = (cell(Some(file)), cell(Some(unit)), cell(Some(date))) else {
            return Err(CommandError::Line {
                path: path.clone(),
                line: at + 2,
                reason: "a cell is missing".to_owned(),
            });
        };
        let source = cell(source).unwrap_or_else(|| file.clone());
        index.insert(
            file.clone(),
            Origin {
                file,
                unit,
                date,
                kind: cell(kind).unwrap_or_default(),
                source,
            },
        );
    }
    Ok(index)
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
