//! What is learned carries over to words that were never labelled, when a static model says that they are alike.

use language::assignment::{Label, Learned, Reader, Seen, weigh_by_rarity};
use language::detector::{Detector, Mode};
use language::embedding::{Embedding, Files};
use language::foundation::Foundation;
use language::morphology::Language;
use safetensors::Dtype;
use safetensors::tensor::TensorView;

/// Words that mean nothing to the library: the first half of each list is labelled, the rest is tried on.
const ALIKE: [&str; 12] = [
    "blomme",
    "pære",
    "hyben",
    "mirabel",
    "kvæde",
    "stikkelsbær",
    "figen",
    "druer",
    "abrikos",
    "fersken",
    "melon",
    "lime",
];
const OTHER: [&str; 12] = [
    "bolt",
    "skrue",
    "møtrik",
    "spændskive",
    "nitte",
    "beslag",
    "krog",
    "splint",
    "vinkeljern",
    "gevind",
    "dyvel",
    "plugs",
];

/// A tiny model: one piece for each word, fruit along the first dimension and fittings along the second.
fn model() -> (Vec<u8>, String) {
    let words: Vec<&str> = ALIKE.into_iter().chain(OTHER).collect();
    let vocabulary: Vec<String> = words
        .iter()
        .zip(1..)
        .map(|(word, number)| format!("\"{word}\":{number}"))
        .collect();
    let tokeniser = format!(
        r###"{{"normalizer":{{"type":"BertNormalizer","lowercase":true,"strip_accents":false}},"pre_tokenizer":{{"type":"BertPreTokenizer"}},
            "model":{{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","vocab":{{"[UNK]":0,{}}}}}}}"###,
        vocabulary.join(",")
    );
    let values = std::iter::repeat_n([0.0_f32, 0.0], 1)
        .chain(ALIKE.map(|_| [1.0, 0.1]))
        .chain(OTHER.map(|_| [0.1, 1.0]));
    let bytes: Vec<u8> = values.flatten().flat_map(f32::to_le_bytes).collect();
    let view = TensorView::new(Dtype::F32, vec![1 + words.len(), 2], &bytes).unwrap();
    (safetensors::serialize([("embeddings", view)], None).unwrap(), tokeniser)
}

fn right(embedding: Option<&Embedding>) -> usize {
    let foundation = Foundation::parse(include_str!("data/norreaa/ledelsesgrundlag.md")).unwrap();
    let detector = Detector::cold(&foundation, Language::Danish).unwrap();
    let mut reader = Reader::new(&detector, &foundation, Language::Danish);
    if let Some(embedding) = embedding {
        reader.with_vectors(embedding);
    }
    let labelled = |words: &[&'static str], shown: bool| {
        words
            .iter()
            .map(move |word| (format!("Der lå en {word}."), shown))
            .collect::<Vec<_>>()
    };
    let texts: Vec<(String, bool)> = [
        labelled(&ALIKE[..6], true),
        labelled(&OTHER[..6], false),
        labelled(&ALIKE[6..], true),
        labelled(&OTHER[6..], false),
    ]
    .concat();
    let mut seen: Vec<Seen> = texts.iter().map(|(text, _)| reader.see(text)).collect();
    weigh_by_rarity(&mut seen, &reader.names);
    let labels: Vec<Label> = texts
        .iter()
        .map(|(_, shown)| Label {
            elements: if *shown { vec![(0, Mode::OwnWords)] } else { Vec::new() },
        })
        .collect();
    // Each passage three times, as a steady steward would confirm it.
    let inside: Vec<usize> = (0..36).map(|at| at % 12).collect();
    let learned = Learned::from_labels(
        &inside.iter().map(|at| &seen[*at]).collect::<Vec<_>>(),
        &inside.iter().map(|at| &labels[*at]).collect::<Vec<_>>(),
        foundation.elements.len(),
    );
    // Whether every new passage that shows the element stands before every one that does not, pair by pair.
    let odds: Vec<f64> = (12..24).map(|at| learned.log_odds(&seen[at])[0]).collect();
    (0..6)
        .flat_map(|a| (6..12).map(move |b| (a, b)))
        .filter(|(a, b)| odds[*a] > odds[*b] + 0.1)
        .count()
}

#[test]
fn passage_vectors_order_what_words_alone_cannot() {
    let (model, tokeniser) = model();
    let embedding = Embedding::parse(Files {
        model: &model,
        tokeniser: tokeniser.as_bytes(),
        config: b"{\"normalize\":true}",
    })
    .unwrap();
    assert_eq!(embedding.dimensions(), 2);
    assert_eq!(right(Some(&embedding)), 36, "pairs of 36 in order");
    let without = right(None);
    assert!(
        without < 30,
        "{without} pairs of 36 are in order without vectors, so this shows nothing"
    );
}
