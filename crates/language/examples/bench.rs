//! Figures of the engine on a text of one's own: `bench html FOLDER OUT`, `bench throughput TEXT FOUNDATION`, `bench expansion TEXT THESAURUS`,
//! `bench extract FOLDER OUT`, `bench vectors MODEL TEXT`.
//! Called by script/bench-language, which runs the peers on the same text beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use cpu_time::ProcessTime;
use language::assignment::{Reader, assign_in_documents};
use language::corpus::{Origin, Survey};
use language::detector::{Detector, Reading};
use language::embedding::{Embedding, Files};
use language::foundation::Foundation;
use language::history::History;
use language::lexicon::Lexicon;
use language::library::Library;
use language::matcher::Matcher;
use language::measure::{Detectors, Gauge, Measurement};
use language::morphology::{Danish, Language};
use language::readers::{Extracted, Format, Health, Verdict};
use language::rules::Rule;
use language::statistics::Random;
use language::text::{Block, Kind};
use language::thesaurus::Thesaurus;
use language::vectors::{Settings, Vectors};
use language::vocabulary::{Token, Vocabulary};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["html", folder, out] => collect(Path::new(folder), out),
        ["throughput", text, foundation] => throughput(text, foundation),
        ["whole", text, foundation] => {
            let text = fs::read_to_string(text)?;
            let foundation = Foundation::parse(&fs::read_to_string(foundation)?)?;
            let detector = Detector::cold(&foundation, Language::Danish)?;
            #[expect(clippy::cast_precision_loss, reason = "sizes of a benchmark")]
            let megabytes = text.len() as f64 / 1e6;
            let paragraphs: Vec<&str> = text.split("\n\n").map(str::trim).collect();
            whole(&detector, &foundation, &joined(&paragraphs), megabytes)
        }
        ["stream", text, foundation, megabytes] => stream(text, foundation, megabytes.parse()?),
        ["expansion", text, thesaurus] => expansion(text, thesaurus),
        ["extract", folder, out] => extract(Path::new(folder), Path::new(out)),
        ["vectors", model, text] => vectors(Path::new(model), text),
        _ => Err("bench html FOLDER OUT | throughput TEXT FOUNDATION | whole TEXT FOUNDATION | stream TEXT FOUNDATION MEGABYTES | expansion TEXT THESAURUS | extract FOLDER OUT | vectors MODEL TEXT".into()),
    }
}

/// Gathers the running text of a folder of HTML pages, a blank line between blocks.
fn collect(folder: &Path, out: &str) -> Outcome {
    let (mut folders, mut text) = (vec![folder.to_owned()], String::new());
    while let Some(folder) = folders.pop() {
        let mut paths: Vec<_> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "html")
                && let Ok(read) = language::readers::read("a.html", &fs::read(&path)?)
            {
                for block in read.blocks {
                    text.push_str(&block.text);
                    text.push_str("\n\n");
                }
                text.push('\u{c}');
            }
        }
    }
    fs::write(out, text)?;
    Ok(())
}

/// The text that the readers find in each file of a folder, as files of the same name with .txt, and how long each format took.
fn extract(folder: &Path, out: &Path) -> Outcome {
    let mut times: BTreeMap<String, (f64, u32)> = BTreeMap::new();
    for path in fs::read_dir(folder)?.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = fs::read(&path)?;
        let began = ProcessTime::now();
        let read = language::readers::read(&name, &bytes);
        let format = name.rsplit('.').next().unwrap_or_default().to_owned();
        let time = times.entry(format).or_default();
        *time = (time.0 + began.elapsed().as_secs_f64(), time.1 + 1);
        let text = match read {
            Ok(read) => read
                .blocks
                .iter()
                .map(|block| block.text.as_str())
                .collect::<Vec<_>>()
                .join("\n"),
            Err(error) => {
                println!("{name} was not read: {error}");
                String::new()
            }
        };
        fs::write(out.join(format!("{name}.txt")), text)?;
    }
    for (format, (seconds, files)) in times {
        println!(
            "{format}: {:.1} ms a file, {files} files",
            1e3 * seconds / f64::from(files)
        );
    }
    Ok(())
}

/// The vector of each paragraph of a text, one a line, to be held against the model's own library.
fn vectors(model: &Path, text: &str) -> Outcome {
    let file = |name: &str| fs::read(model.join(name));
    let (tensors, tokeniser, config) = (
        file("model.safetensors")?,
        file("tokenizer.json")?,
        file("config.json")?,
    );
    let embedding = Embedding::parse(Files {
        model: &tensors,
        tokeniser: &tokeniser,
        config: &config,
    })?;
    for paragraph in fs::read_to_string(text)?.split("\n\n") {
        let vector = embedding.of(paragraph).unwrap_or_default();
        let numbers: Vec<String> = vector.iter().map(|x| format!("{x:.5}")).collect();
        println!("{}", numbers.join(" "));
    }
    Ok(())
}

fn median(mut run: impl FnMut() -> Result<f64, Box<dyn std::error::Error>>) -> Result<f64, Box<dyn std::error::Error>> {
    let mut times = [run()?, run()?, run()?];
    times.sort_by(f64::total_cmp);
    Ok(times[1])
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes of a benchmark"
)]
fn throughput(text: &str, foundation: &str) -> Outcome {
    let text = fs::read_to_string(text)?;
    let paragraphs: Vec<&str> = text
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .collect();
    let megabytes = text.len() as f64 / 1e6;
    println!("text: {megabytes:.1} MB, {} paragraphs", paragraphs.len());
    let foundation = Foundation::parse(&fs::read_to_string(foundation)?)?;
    let detector = Detector::cold(&foundation, Language::Danish)?;

    let tokenise = median(|| {
        let (mut vocabulary, mut tokens) = (Vocabulary::default(), Vec::new());
        let began = ProcessTime::now();
        for paragraph in &paragraphs {
            vocabulary.tokenise(paragraph, &mut tokens, None);
        }
        Ok(began.elapsed().as_secs_f64())
    })?;
    println!("tokenise and intern: {:.0} MB/s", megabytes / tokenise);

    // The peers' lexicon: the 286 commonest lemmas that the library names, no contexts.
    let words = plain_words();
    let rules: Vec<Rule> = words
        .iter()
        .map(|word| Rule::parse(word, 1.0))
        .collect::<Result<_, _>>()?;
    let plain = Lexicon::build(
        &rules,
        &Library::shipped(Language::Danish).sets,
        Language::Danish,
        Danish::BuiltIn,
    )
    .map_err(|(_, error)| error)?;
    let mut hits = Vec::new();
    let count = median(|| {
        let (mut vocabulary, mut tokens) = (Vocabulary::default(), Vec::new());
        let mut matcher = Matcher::new(&plain);
        hits.clear();
        let began = ProcessTime::now();
        for paragraph in &paragraphs {
            tokens.clear();
            vocabulary.tokenise(paragraph, &mut tokens, None);
            matcher.grow(&vocabulary);
            matcher.find(&tokens, &mut hits);
        }
        Ok(began.elapsed().as_secs_f64())
    })?;
    println!(
        "{} lemmas with inflection, hits by paragraph: {:.0} MB/s ({} hits)",
        words.len(),
        megabytes / count,
        hits.len()
    );

    whole(&detector, &foundation, &joined(&paragraphs), megabytes)?;

    let copies = (100.0 / megabytes).ceil().max(1.0);
    let mut history = History::default();
    for _ in 0..copies as usize {
        for paragraph in &paragraphs {
            history.add(paragraph);
        }
    }
    println!("history: {:.0} MB, {} words", megabytes * copies, history.words());
    let sets = &Library::shipped(Language::Danish).sets;
    for edit in [
        "spørge NEAR/8 bruger",
        "uden at spørge",
        "@BORGER NEAR/6 (vælge|bestemme)",
        "@MENNESKE NEAR/8 @SAMMEN",
        "på tværs af",
        "(prøve|teste) .. igen",
    ] {
        let rule = Rule::parse(edit, 2.0)?;
        let mut hits = 0;
        let time = median(|| {
            let began = ProcessTime::now();
            hits = history.preview(&rule, sets, Language::Danish, Danish::BuiltIn)?.hits;
            Ok(began.elapsed().as_secs_f64())
        })?;
        println!("edit \"{edit}\" over the history: {:.1} ms, {hits} hits", time * 1e3);
    }
    Ok(())
}

/// The detector reads passages, not headings of three words: short paragraphs are joined to some 80 words.
fn joined(paragraphs: &[&str]) -> Vec<String> {
    let mut passages: Vec<String> = Vec::new();
    for paragraph in paragraphs.iter().filter(|paragraph| !paragraph.is_empty()) {
        match passages.last_mut() {
            Some(last) if last.len() < 500 => {
                last.push_str(". ");
                last.push_str(paragraph);
            }
            _ => passages.push((*paragraph).to_owned()),
        }
    }
    passages
}

/// Everything that is said of a passage, from text to elements. A reader meets most of its words in its first megabytes, so a
/// new reader and one that has read the text before are timed apart. The sum of all that was found tells two builds apart.
fn whole(detector: &Detector, foundation: &Foundation, passages: &[String], megabytes: f64) -> Outcome {
    let (mut found, mut sum, mut reading) = (0_usize, 0_u64, Reading::default());
    let mut pass = |reader: &mut Reader<'_>| {
        (found, sum) = (0, 0);
        let began = ProcessTime::now();
        for passage in passages {
            reader.read(passage, &mut reading);
            for hit in &reading.hits {
                let hit = u64::from(hit.rule) << 32 | u64::from(hit.start) << 16 | u64::from(hit.end);
                sum = sum.wrapping_add(hit.wrapping_mul(0x9E37_79B9_7F4A_7C15));
            }
            for assigned in assign_in_documents(&reading) {
                found += 1;
                sum = sum.rotate_left(5).wrapping_mul(31)
                    ^ (assigned.log_odds * 1e4).round().to_bits()
                    ^ assigned.mode as u64;
            }
        }
        began.elapsed().as_secs_f64()
    };
    let new = median(|| Ok(pass(&mut Reader::new(detector, foundation, Language::Danish))))?;
    let mut reader = Reader::new(detector, foundation, Language::Danish);
    pass(&mut reader);
    let known = median(|| Ok(pass(&mut reader)))?;
    println!(
        "whole library ({} rules with contexts), likeness, quotations, elements: {:.1} MB/s with a new reader, {:.1} MB/s once it knows the words ({found} elements found, sum {sum:x})",
        detector.rules().len(),
        megabytes / new,
        megabytes / known
    );
    Ok(())
}

/// Measures a made corpus of many megabytes as `grundlag language measure` does, in two passes, and says how much memory it took.
/// Documents of some 20 kB are spliced from runs of the text's own words, so that hardly any two are alike.
fn stream(text: &str, foundation: &str, megabytes: usize) -> Outcome {
    let text = fs::read_to_string(text)?;
    let words: Vec<&str> = text.split_whitespace().collect();
    let foundation = Foundation::parse(&fs::read_to_string(foundation)?)?;
    let document = |number: usize| {
        let mut random = Random::seeded(number as u64);
        let (mut out, mut at) = (String::with_capacity(21_000), 0);
        while out.len() < 20_000 {
            for place in 0..80 {
                if place % 4 == 0 || random.below(3) == 0 {
                    at = random.below(words.len() - 1);
                }
                out.push_str(words[at]);
                out.push(' ');
                at = (at + 1) % words.len();
            }
            // Names and numbers that stand nowhere else, as in any large collection.
            out.push_str(&format!("sag{number}{}.\n\n", random.below(1_000_000)));
        }
        Extracted {
            format: Format::Text,
            blocks: out
                .split("\n\n")
                .map(|part| Block::new(Kind::Paragraph, part))
                .collect(),
            health: Health {
                pages: None,
                characters: out.len(),
                letters: 0.8,
                known: 0.9,
                verdict: Verdict::Good,
            },
        }
    };
    let measurement = Measurement {
        foundation: &foundation,
        also_quoted: &[],
        profiles: None,
        seed: 1,
    };
    let detectors = Detectors::new(&measurement)?;
    let mut survey = Survey::default();
    let (documents, began) = (megabytes * 50, ProcessTime::now());
    for number in 0..documents {
        let origin = Origin {
            file: format!("{number}.txt"),
            unit: format!("enhed {}", number % 40),
            date: format!("2026-{:02}-01", number % 12 + 1),
            kind: "referat".into(),
            source: format!("{}", number % 300),
        };
        survey.add(origin, &document(number));
        if (number + 1) % 12_500 == 0 {
            println!("first pass, {} MB: {}", (number + 1) / 50, memory()?);
        }
    }
    let mut gauge = Gauge::new(&measurement, &detectors);
    for number in 0..documents {
        let passages = survey.passages(number, &document(number).blocks);
        gauge.read(&survey.documents[number], &passages);
        if (number + 1) % 12_500 == 0 {
            println!("second pass, {} MB: {}", (number + 1) / 50, memory()?);
        }
    }
    let report = gauge.report(&survey.documents);
    println!(
        "{} documents, {megabytes} MB, {} passages counted, {} boilerplate: {}, {:.0} CPU-s with making the text",
        report.documents.len(),
        report.passages.counted,
        report.passages.boilerplate,
        memory()?,
        began.elapsed().as_secs_f64()
    );
    Ok(())
}

/// The most memory that this process has held, as the kernel counts it.
fn memory() -> Result<String, Box<dyn std::error::Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap_or("VmHWM unknown");
    Ok(line.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The words that script/bench-language gives to the peers, so that all look for the same.
fn plain_words() -> Vec<String> {
    include_str!("words.txt")
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts of a benchmark")]
fn expansion(text: &str, thesaurus: &str) -> Outcome {
    let text = fs::read_to_string(text)?;
    let thesaurus = Thesaurus::parse(&fs::read_to_string(thesaurus)?);
    let began = ProcessTime::now();
    let mut vocabulary = Vocabulary::default();
    let documents: Vec<Vec<Token>> = text
        .split("\n\n")
        .map(|paragraph| {
            let mut tokens = Vec::new();
            vocabulary.tokenise(paragraph, &mut tokens, None);
            tokens
        })
        .collect();
    let slices: Vec<&[Token]> = documents.iter().map(Vec::as_slice).collect();
    let settings = Settings::default();
    let vectors = Vectors::train(&slices, &settings).ok_or("too little text")?;
    let seconds = began.elapsed().as_secs_f64();
    // Gold: synonyms that are in the vocabulary too.
    let mut gold: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (head, synonyms) in thesaurus.heads() {
        let known = |word: &str| vocabulary.find(word).filter(|kind| vectors.vector(*kind).is_some());
        let mut found: Vec<u32> = synonyms.iter().filter_map(|word| known(word)).collect();
        found.sort_unstable();
        found.dedup();
        if known(head).is_some() && !found.is_empty() {
            gold.insert(head, found);
        }
    }
    let (mut reciprocal, mut recalled, mut pairs, mut heads) = (0.0, 0, 0, 0);
    for (head, synonyms) in &gold {
        let Some(kind) = vocabulary.find(head) else { continue };
        let near = vectors.nearest(&[kind], 100);
        if let Some(rank) = near.iter().position(|(word, _)| synonyms.contains(word)) {
            reciprocal += 1.0 / (rank as f64 + 1.0);
        }
        let in_25 = near.iter().take(25).filter(|(word, _)| synonyms.contains(word)).count();
        recalled += in_25;
        pairs += synonyms.len();
        heads += usize::from(in_25 > 0);
    }
    println!(
        "PPMI-SVD {}d window {}: {seconds:.2} CPU-s, {} heads, {pairs} pairs, MRR@100 {:.3}, recall@25 {:.3}, heads hit@25 {:.3}",
        settings.dimensions,
        settings.window,
        gold.len(),
        reciprocal / gold.len() as f64,
        recalled as f64 / pairs as f64,
        f64::from(u32::try_from(heads)?) / gold.len() as f64
    );
    Ok(())
}
