//! The whole way, on the sample's ten documents.

use language::corpus::{Corpus, Origin, Status};
use language::detector::Mode;
use language::foundation::Foundation;
use language::measure::{Measurement, Report, measure};
use language::readers::read;

fn origin(file: &str, unit: &str, date: &str) -> Origin {
    Origin {
        file: file.into(),
        unit: unit.into(),
        date: date.into(),
        kind: "referat".into(),
        source: file.into(),
    }
}

fn sample() -> Report {
    let foundation = Foundation::parse(include_str!("data/norreaa/ledelsesgrundlag.md")).unwrap();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/norreaa/documents");
    let index = std::fs::read_to_string(format!("{folder}/index.csv")).unwrap();
    let files = index
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let bytes = std::fs::read(format!("{folder}/{}", cells[0])).unwrap();
            (origin(cells[0], cells[1], cells[2]), read(cells[0], &bytes).unwrap())
        })
        .collect();
    let also = [include_str!("data/norreaa/medarbejdergrundlag.md").to_owned()];
    measure(
        &Measurement {
            foundation: &foundation,
            also_quoted: &also,
            profiles: None,
            seed: 1,
        },
        &Corpus::new(files),
    )
    .unwrap()
}

#[test]
fn what_happened_is_found_where_it_happened() {
    let report = sample();
    let shown = |element: &str, part: &str| {
        let element = report.elements.iter().find(|report| report.element == element).unwrap();
        element
            .evidence
            .iter()
            .find(|evidence| evidence.text.contains(part))
            .map(|evidence| evidence.mode)
    };
    for (element, part) in [
        ("Borgeren først", "lagt efter vores kalender"),
        ("Borgeren først", "flyttet til lørdage"),
        ("Tværgående samarbejde", "lånte deres støttelærer"),
        ("Tydelig retning", "Varme til folk, mad til folk"),
        ("Tillid og ansvar", "afgøre, hvem de kunne nå til fods"),
        ("Tillid og ansvar", "fordeler teamene nu selv alle vikartimer"),
        ("Faglig stolthed", "filmet hinandens timer"),
        ("Mod til at prøve nyt", "Temaugen uden skema"),
    ] {
        assert!(shown(element, part).is_some(), "{element}: {part}");
    }
    assert_eq!(shown("Borgeren først", "Jeg kan dem udenad nu"), Some(Mode::Quoted));
    assert_eq!(shown("Borgeren først", "Kantinens suppe"), None);
}

#[test]
fn the_report_is_the_same_every_time_and_hides_small_units() {
    let (first, second) = (sample(), sample());
    assert_eq!(first, second);
    for unit in first.elements.iter().flat_map(|element| &element.units) {
        assert!(unit.figures.is_none(), "{} has one or a few documents", unit.unit);
    }
    let all = &first.elements[0].all;
    let share = all.share.unwrap();
    assert!(all.documents == 10 && share.low < share.value && share.value < share.high);
}

#[test]
fn no_speaker_survives_reading() {
    let bytes = include_bytes!("data/norreaa/documents/2026-02-17_webinar_stormfloden.vtt");
    let other = include_bytes!("data/norreaa/documents/2026-05-20_webinar_ugen_uden_systemer.vtt");
    for bytes in [&bytes[..], &other[..]] {
        let read = read("a.vtt", bytes).unwrap();
        assert!(read.blocks.iter().all(|block| !block.text.contains("Deltager")));
        assert!(read.blocks.len() > 5);
    }
}

#[test]
fn english_paragraphs_are_read_with_the_english_rules() {
    let foundation = Foundation::parse(include_str!("data/norreaa/ledelsesgrundlag.md")).unwrap();
    let text = "We moved the meeting to Saturday because the parents work shifts, and we asked them what they wanted before we decided anything at all.\n\n\
        The crew decides for itself without asking, and the manager does not interfere with how they arrange it among themselves.";
    let corpus = Corpus::new(vec![(
        origin("a.txt", "x", "2026-01-01"),
        read("a.txt", text.as_bytes()).unwrap(),
    )]);
    assert!(corpus.passages.iter().all(|passage| passage.status == Status::Counted));
    let report = measure(
        &Measurement {
            foundation: &foundation,
            also_quoted: &[],
            profiles: None,
            seed: 1,
        },
        &corpus,
    )
    .unwrap();
    assert!(
        report.elements[0]
            .evidence
            .iter()
            .any(|evidence| evidence.text.contains("Saturday"))
    );
    assert!(
        report.elements[3]
            .evidence
            .iter()
            .any(|evidence| evidence.text.contains("crew"))
    );
}
