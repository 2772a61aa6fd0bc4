use std::collections::HashMap;
use std::path::{Path, PathBuf};

use language::assignment::{Assigned, Label, Learned, Reader, Seen, assign_cold, weigh_by_rarity};
use language::detector::{Detector, Mode};
use language::foundation::Foundation;
use language::morphology::Language;
use language::statistics::Random;
use serde::{Deserialize, Serialize};

use super::{CommandError, print_json, read_foundation, read_text};

#[derive(clap::Args)]
pub struct Options {
    /// The foundation, in Markdown
    #[arg(long)]
    foundation: PathBuf,
    /// JSON lines with id and text
    #[arg(long)]
    passages: PathBuf,
    /// JSON lines with id and elements, each an element and a mode
    #[arg(long)]
    labels: PathBuf,
    /// Labels to learn from; what is learned is tried on the other labelled passages
    #[arg(long)]
    train: Vec<PathBuf>,
    /// Also learn from so many of the labels themselves, five folds and three seeds
    #[arg(long, value_name = "LABELS")]
    cross: Vec<usize>,
    /// Folder of a static embedding model (model.safetensors, tokenizer.json, config.json) for what is learned
    #[arg(long, value_name = "DIR")]
    vectors: Option<PathBuf>,
}

#[derive(Deserialize)]
struct PassageLine {
    id: String,
    text: String,
}

#[derive(Deserialize)]
struct LabelLine {
    id: String,
    elements: Vec<ElementLabel>,
}

#[derive(Deserialize)]
struct ElementLabel {
    element: String,
    mode: Mode,
}

#[derive(Clone, Copy, Debug, Default, Serialize)]
struct Score {
    hit: u32,
    wrong: u32,
    lost: u32,
}

impl Score {
    fn precision(self) -> f64 {
        f64::from(self.hit) / f64::from((self.hit + self.wrong).max(1))
    }

    fn recall(self) -> f64 {
        f64::from(self.hit) / f64::from((self.hit + self.lost).max(1))
    }

    fn f1(self) -> f64 {
        2.0 * f64::from(self.hit) / f64::from((2 * self.hit + self.wrong + self.lost).max(1))
    }
}

/// Figures of one way to assign elements.
#[derive(Debug, Default, Serialize)]
struct Figures {
    name: String,
    passages: usize,
    elements: Vec<(String, Score)>,
    all: Score,
    precision: f64,
    recall: f64,
    f1: f64,
    /// Of the elements found, the share whose mode is right.
    mode_accuracy: f64,
    /// Passages that only quote, among passages with a label.
    quoted: Score,
    /// Passages that tell of something missing, among passages with a label.
    missed: Score,
}

pub fn run(options: &Options, json: bool) -> Result<(), CommandError> {
    let foundation = read_foundation(&options.foundation)?;
    let names = foundation.names();
    let passages: Vec<PassageLine> = lines(&options.passages)?;
    let labels = read_labels(&options.labels, &names)?;
    let detector = Detector::cold(&foundation, Language::Danish)?;
    let embedding = options.vectors.as_deref().map(super::vectors::read).transpose()?;
    let mut reader = Reader::new(&detector, &foundation, Language::Danish);
    if let Some(embedding) = &embedding {
        reader.with_vectors(embedding);
    }
    let mut seen: Vec<Seen> = passages.iter().map(|passage| reader.see(&passage.text)).collect();
    weigh_by_rarity(&mut seen, &reader.names);
    let place: HashMap<&str, usize> = passages
        .iter()
        .enumerate()
        .map(|(at, passage)| (passage.id.as_str(), at))
        .collect();
    let gold: HashMap<usize, &Label> = labels
        .iter()
        .filter_map(|(id, label)| place.get(id.as_str()).map(|at| (*at, label)))
        .collect();

    let mut training: HashMap<usize, Label> = HashMap::new();
    for path in &options.train {
        training.extend(
            read_labels(path, &names)?
                .into_iter()
                .filter_map(|(id, label)| place.get(id.as_str()).map(|at| (*at, label))),
        );
    }
    let mut all: Vec<usize> = gold.keys().copied().collect();
    all.sort_unstable();
    let mut results = vec![figures("cold", &all, &gold, &foundation, |at| assign_cold(&seen[at]))];
    if !training.is_empty() {
        let mut known: Vec<usize> = training.keys().copied().collect();
        known.sort_unstable();
        let learned = Learned::from_labels(
            &known.iter().map(|at| &seen[*at]).collect::<Vec<_>>(),
            &known.iter().map(|at| &training[at]).collect::<Vec<_>>(),
            names.len(),
        );
        // A passage that was learned from proves nothing, unless all of them were.
        let unseen: Vec<usize> = all.iter().copied().filter(|at| !training.contains_key(at)).collect();
        let tested = if unseen.is_empty() { &all } else { &unseen };
        let note = if unseen.is_empty() {
            ", on the passages it learned from"
        } else {
            ""
        };
        results.push(figures(
            &format!("cold, on the {} passages not trained on", tested.len()),
            tested,
            &gold,
            &foundation,
            |at| assign_cold(&seen[at]),
        ));
        results.push(figures(
            &format!("with {} labels{note}", known.len()),
            tested,
            &gold,
            &foundation,
            |at| learned.assign(&seen[at]),
        ));
    }
    for &count in &options.cross {
        results.push(crossed(count, &all, &seen, &gold, &foundation));
    }
    if json {
        return print_json(&results);
    }
    results.iter().for_each(print);
    Ok(())
}

fn lines<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<Vec<T>, CommandError> {
    read_text(path)?
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| {
            serde_json::from_str(line).map_err(|error| CommandError::Line {
                path: path.to_owned(),
                line: at + 1,
                reason: error.to_string(),
            })
        })
        .collect()
}

fn read_labels(path: &Path, names: &[String]) -> Result<HashMap<String, Label>, CommandError> {
    let read: Vec<LabelLine> = lines(path)?;
    let mut labels = HashMap::new();
    for (at, line) in read.into_iter().enumerate() {
        let mut elements = Vec::new();
        for label in line.elements {
            let Some(element) = names.iter().position(|name| *name == label.element) else {
                return Err(CommandError::Line {
                    path: path.to_owned(),
                    line: at + 1,
                    reason: format!("the foundation has no element \"{}\"", label.element),
                });
            };
            elements.push((element, label.mode));
        }
        labels.insert(line.id, Label { elements });
    }
    Ok(labels)
}

fn figures(
    name: &str,
    which: &[usize],
    gold: &HashMap<usize, &Label>,
    foundation: &Foundation,
    assign: impl Fn(usize) -> Vec<Assigned>,
) -> Figures {
    let mut figures = Figures {
        name: name.to_owned(),
        elements: foundation
            .names()
            .into_iter()
            .map(|name| (name, Score::default()))
            .collect(),
        ..Figures::default()
    };
    let mut right_mode = 0;
    for &at in which {
        let (label, assigned) = (gold[&at], assign(at));
        add(&mut figures, label, &assigned, &mut right_mode);
    }
    finish(&mut figures, which.len(), right_mode);
    figures
}

fn add(figures: &mut Figures, label: &Label, assigned: &[Assigned], right_mode: &mut u32) {
    for found in assigned {
        let score = &mut figures.elements[found.element].1;
        match label.elements.iter().find(|(element, _)| *element == found.element) {
            Some((_, mode)) => {
                score.hit += 1;
                *right_mode += u32::from(*mode == found.mode);
            }
            None => score.wrong += 1,
        }
    }
    for (element, _) in label
        .elements
        .iter()
        .filter(|(element, _)| assigned.iter().all(|found| found.element != *element))
    {
        figures.elements[*element].1.lost += 1;
    }
    if label.elements.is_empty() || assigned.is_empty() {
        return;
    }
    for (mode, score) in [(Mode::Quoted, &mut figures.quoted), (Mode::Missed, &mut figures.missed)] {
        match (
            label.elements.iter().any(|(_, of)| *of == mode),
            assigned.iter().any(|found| found.mode == mode),
        ) {
            (true, true) => score.hit += 1,
            (false, true) => score.wrong += 1,
            (true, false) => score.lost += 1,
            (false, false) => {}
        }
    }
}

fn finish(figures: &mut Figures, passages: usize, right_mode: u32) {
    figures.passages = passages;
    figures.all = figures.elements.iter().fold(Score::default(), |sum, (_, score)| Score {
        hit: sum.hit + score.hit,
        wrong: sum.wrong + score.wrong,
        lost: sum.lost + score.lost,
    });
    (figures.precision, figures.recall, figures.f1) = (figures.all.precision(), figures.all.recall(), figures.all.f1());
    figures.mode_accuracy = f64::from(right_mode) / f64::from(figures.all.hit.max(1));
}

/// Five folds, three seeds: learns from `count` passages outside the fold and is tried on the fold.
fn crossed(
    count: usize,
    all: &[usize],
    seen: &[Seen],
    gold: &HashMap<usize, &Label>,
    foundation: &Foundation,
) -> Figures {
    let names = foundation.names();
    let mut figures = Figures {
        name: format!("with {count} labels, five folds, three seeds"),
        elements: names.iter().map(|name| (name.clone(), Score::default())).collect(),
        ..Figures::default()
    };
    let mut right_mode = 0;
    for seed in 1..=3 {
        let mut order = all.to_vec();
        Random::seeded(seed).shuffle(&mut order);
        for fold in 0..5 {
            let inside: Vec<usize> = order
                .iter()
                .enumerate()
                .filter(|(at, _)| at % 5 != fold)
                .map(|(_, passage)| *passage)
                .take(count)
                .collect();
            let learned = Learned::from_labels(
                &inside.iter().map(|at| &seen[*at]).collect::<Vec<_>>(),
                &inside.iter().map(|at| gold[at]).collect::<Vec<_>>(),
                names.len(),
            );
            for at in order
                .iter()
                .enumerate()
                .filter(|(at, _)| at % 5 == fold)
                .map(|(_, passage)| *passage)
            {
                add(&mut figures, gold[&at], &learned.assign(&seen[at]), &mut right_mode);
            }
        }
    }
    finish(&mut figures, all.len(), right_mode);
    figures
}

fn print(figures: &Figures) {
    println!("{} ({} passages, about the element)", figures.name, figures.passages);
    println!("  {:<32} {:>9} {:>9} {:>9}", "element", "precision", "recall", "F1");
    for (name, score) in &figures.elements {
        println!(
            "  {name:<32} {:>9.2} {:>9.2} {:>9.2}",
            score.precision(),
            score.recall(),
            score.f1()
        );
    }
    println!(
        "  {:<32} {:>9.3} {:>9.3} {:>9.3}",
        "all (micro)", figures.precision, figures.recall, figures.f1
    );
    println!(
        "  mode right in {:.2} of the elements found; quoted P {:.2} R {:.2}; missed P {:.2} R {:.2} F1 {:.2}\n",
        figures.mode_accuracy,
        figures.quoted.precision(),
        figures.quoted.recall(),
        figures.missed.precision(),
        figures.missed.recall(),
        figures.missed.f1()
    );
}
