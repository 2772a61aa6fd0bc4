//! A folder of documents, read twice, each file in a child process.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use language::corpus::{Document, Origin, Passage, Survey};
use language::readers::Extracted;
use serde::Serialize;

use super::child::{self, Refusal};
use super::{CommandError, read_text};

#[derive(clap::Args)]
pub struct Folder {
    /// Folder of documents: txt, md, html, docx, odt, pptx, pdf, vtt, srt, csv, xlsx
    #[arg(long)]
    documents: PathBuf,
    /// Table with the columns file, unit, date, kind and perhaps source
    #[arg(long)]
    index: Option<PathBuf>,
}

/// A file that is missing from the corpus.
#[derive(Serialize)]
pub struct Refused {
    pub file: String,
    #[serde(flatten)]
    pub why: Refusal,
}

/// What is common to several documents must be known before the first is used, so a folder is read twice, one file held at a
/// time. The text is read again rather than kept, in memory or on disk.
pub struct Surveyed {
    pub survey: Survey,
    pub refused: Vec<Refused>,
    program: PathBuf,
    paths: Vec<PathBuf>,
}

impl Surveyed {
    /// The first pass.
    pub fn new(folder: &Folder) -> Result<Self, CommandError> {
        let index = read_index(folder)?;
        let program = std::env::current_exe()?;
        let (mut survey, mut paths, mut refused) = (Survey::default(), Vec::new(), Vec::new());
        for path in documents(folder)? {
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
                    paths.push(path);
                }
                Err(why) => refused.push(Refused { file: name, why }),
            }
        }
        Ok(Self {
            survey,
            refused,
            program,
            paths,
        })
    }

    /// The second pass: each document with its passages, in the order of the survey.
    pub fn again(&mut self, mut each: impl FnMut(&Document, &[Passage])) -> Result<(), CommandError> {
        for (number, path) in self.paths.iter().enumerate() {
            match extract(&self.program, path)? {
                (_, Ok(extracted)) => {
                    let passages = self.survey.passages(number, &extracted.blocks);
                    each(&self.survey.documents[number], &passages);
                }
                (file, Err(why)) => self.refused.push(Refused { file, why }),
            }
        }
        Ok(())
    }
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

fn documents(options: &Folder) -> Result<Vec<PathBuf>, CommandError> {
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

fn read_index(options: &Folder) -> Result<HashMap<String, Origin>, CommandError> {
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
