//! `grundlag language` as a process: every file is read in a child with limits.

use std::path::Path;
use std::process::Command;

fn sample() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../language/tests/data/norreaa")
}

fn language(arguments: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_grundlag"))
        .env_clear()
        .arg("language")
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn a_folder_is_measured_and_what_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["2026-02-17_webinar_stormfloden.vtt", "2026-10-15_intranet_busskuret.md"] {
        std::fs::copy(sample().join("documents").join(name), folder.path().join(name)).unwrap();
    }
    std::fs::write(folder.path().join("tom.pdf"), b"%PDF-1.4\nikke en fil").unwrap();
    let foundation = sample().join("ledelsesgrundlag.md");
    let measured = [
        "measure",
        "--json",
        "--foundation",
        foundation.to_str().unwrap(),
        "--documents",
        folder.path().to_str().unwrap(),
    ];
    let output = language(&measured);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["documents"].as_array().unwrap().len(), 2);
    assert_eq!(report["refused"][0]["file"], "tom.pdf");
    assert_eq!(report["elements"].as_array().unwrap().len(), 6);
    let own: u64 = report["elements"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|element| element["all"]["own_words"].as_u64())
        .sum();
    assert!(own >= 10, "{own} passages in own words");
}

#[test]
fn a_foundation_without_elements_is_answered_with_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f.md");
    std::fs::write(&path, "Bare en linje.").unwrap();
    let output = language(&["lexicon", path.to_str().unwrap()]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("no elements were found"));
}

#[test]
fn suggestions_come_with_their_source_and_a_context_and_the_same_every_time() {
    let foundation = sample().join("ledelsesgrundlag.md");
    let documents = sample().join("documents");
    let suggest = |more: &[&str]| {
        let mut arguments = vec![
            "suggest",
            "--json",
            "--foundation",
            foundation.to_str().unwrap(),
            "--documents",
            documents.to_str().unwrap(),
        ];
        arguments.extend(more);
        language(&arguments)
    };
    let output = suggest(&[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let elements = report["elements"].as_array().unwrap();
    assert_eq!(elements.len(), 6);
    let mut sources = std::collections::BTreeSet::new();
    for element in elements {
        let suggestions = element["suggestions"].as_array().unwrap();
        assert!(suggestions.len() <= 25, "{element}");
        for suggestion in suggestions {
            assert!(suggestion["count"].as_u64().unwrap() >= suggestion["documents"].as_u64().unwrap());
            let form = suggestion["forms"][0][0].as_str().unwrap();
            let forms: Vec<String> = suggestion["forms"]
                .as_array()
                .unwrap()
                .iter()
                .map(|form| format!("[{}]", form[0].as_str().unwrap()))
                .collect();
            let context = suggestion["context"].as_str().unwrap();
            assert!(forms.iter().any(|form| context.contains(form)), "{form}: {context}");
            for why in suggestion["why"].as_array().unwrap() {
                sources.insert(why["source"].as_str().unwrap().to_owned());
            }
        }
    }
    // Ten documents are too few for neighbours and keywords; compounds of the element's words stand in them.
    assert!(sources.contains("compound"), "{sources:?}");
    assert_eq!(suggest(&[]).stdout, output.stdout);

    let one = suggest(&["--element", "borgeren FØRST"]);
    let one: serde_json::Value = serde_json::from_slice(&one.stdout).unwrap();
    assert_eq!(one["elements"].as_array().unwrap().len(), 1);
    assert_eq!(one["elements"][0]["element"], "Borgeren først");

    let none = suggest(&["--element", "Fart"]);
    assert!(!none.status.success());
    assert!(String::from_utf8_lossy(&none.stderr).contains("it has Borgeren først"));
}
