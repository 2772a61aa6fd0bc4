//! JSON lines in and out.

use proptest::prelude::*;
use serde_json::{Value, json};
use signs_command::{LONGEST_LINE, Options, Summary, changes, run};

fn answers(input: &str, options: &Options) -> (Vec<Value>, Summary) {
    let mut output = Vec::new();
    let summary = run(input.as_bytes(), &mut output, options).unwrap();
    let text = String::from_utf8(output).unwrap();
    (
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect(),
        summary,
    )
}

#[test]
fn a_line_becomes_a_chart() {
    let values: Vec<i32> = (0..24).map(|at| 70 + at % 3 + if at >= 14 { 6 } else { 0 }).collect();
    let line = json!({
        "id": "svar", "title": "Svarprocent", "values": values, "baseline": 12, "direction": "up", "target": 90,
        "unit": " %", "decimals": 0
    });
    let options = Options {
        kind: Some("xmr".parse().unwrap()),
        ..Options::default()
    };
    let (answers, summary) = answers(&line.to_string(), &options);
    assert_eq!(summary, Summary { lines: 1, refused: 0 });
    let chart = &answers[0];
    assert_eq!(
        (chart["id"].as_str(), chart["type"].as_str(), chart["profile"].as_str()),
        (Some("svar"), Some("xmr"), Some("mdc"))
    );
    assert_eq!(
        (chart["variation"].as_str(), chart["assurance"].as_str()),
        (Some("improvement_high"), Some("fail"))
    );
    assert_eq!(chart["points"].as_array().unwrap().len(), 24);
    assert_eq!(
        chart["points"][23]["rules"].as_array().unwrap().last().unwrap(),
        &json!({"rule": "shift", "side": "high"})
    );
    assert_eq!(chart["suggestion"], json!({"from": 14, "points": 10}));
    assert!(chart["false_alarm"]["any"].as_f64().unwrap() > 0.1 && chart["change"]["p"].as_f64().unwrap() < 0.01);
    assert!(chart["description"].as_str().unwrap().starts_with("Svarprocent: "));
}

#[test]
fn every_kind_has_a_line() {
    let counts: Vec<i32> = (0..20).map(|at| 10 + (at * 7) % 5).collect();
    let sizes = [60; 20];
    let samples: Vec<[i32; 3]> = counts.iter().map(|x| [*x, x + 1, x + 3 - x % 2]).collect();
    for (kind, line) in [
        ("run", json!({"values": counts})),
        ("i", json!({"values": counts, "denominators": sizes})),
        ("mr", json!({"values": counts})),
        ("ip", json!({"means": counts, "sizes": sizes})),
        ("p", json!({"values": counts, "denominators": sizes, "scale": 100})),
        ("pp", json!({"counts": counts, "denominators": sizes})),
        ("u", json!({"values": counts, "denominators": vec![2.5; 20]})),
        ("up", json!({"values": counts, "denominators": sizes})),
        ("c", json!({"counts": counts})),
        ("t", json!({"values": counts})),
        ("g", json!({"values": counts})),
        ("xbar", json!({"samples": samples})),
        ("s", json!({"samples": samples})),
    ] {
        for profile in ["mdc", "nhsr-0.2.2", "pbi", "anhoej"] {
            let mut line = line.clone();
            line["type"] = json!(kind);
            line["profile"] = json!(profile);
            let (answers, summary) = answers(&line.to_string(), &Options::default());
            assert_eq!(summary.refused, 0, "{kind}: {answers:?}");
            assert!(answers[0]["points"][19]["centre"].is_number(), "{kind}");
        }
    }
    let (answers, _) = answers(
        &json!({"values": counts, "denominators": sizes}).to_string(),
        &Options::default(),
    );
    assert_eq!(answers[0]["type"], "p");
}

#[test]
fn what_is_wrong_is_answered_and_the_next_line_read() {
    let long = "x".repeat(LONGEST_LINE + 10);
    let input = format!(
        "{{\"id\": \"a\", \"type\": \"p\", \"values\": [1, 6], \"denominators\": [5, 5]}}\n\n{long}\n{{\"valeus\": []}}\n\
         {{\"values\": [1], \"means\": [1]}}\n{{\"type\": \"q\", \"values\": [1]}}\n{{\"values\": [1e999]}}\n{{\"values\": []}}\n\
         {{\"id\": \"z\", \"values\": [1, null, 2]}}"
    );
    let (answers, summary) = answers(&input, &Options::default());
    assert_eq!(summary, Summary { lines: 8, refused: 7 });
    let errors: Vec<&str> = answers.iter().filter_map(|answer| answer["error"].as_str()).collect();
    assert_eq!(
        errors,
        [
            "count_above_size",
            "too_long",
            "not_json",
            "which_data",
            "unknown_name",
            "not_json",
            "empty"
        ]
    );
    assert_eq!(
        (
            answers[0]["id"].as_str(),
            answers[0]["line"].as_u64(),
            answers[0]["at"].as_u64()
        ),
        (Some("a"), Some(1), Some(1))
    );
    assert_eq!(
        answers[0]["message"],
        "Place 2: 6 out of 5 is impossible. Correct one of them."
    );
    assert_eq!(answers[7]["segments"][0]["standing"], "trial");
}

#[test]
fn changes_across_lines() {
    let calm: Vec<i32> = (0..24).map(|at| (at * 5) % 7).collect();
    let mut moved = calm.clone();
    for value in &mut moved[18..] {
        *value += 9;
    }
    let input: String = (0..20)
        .map(|at| {
            format!(
                "{}\n",
                json!({"id": at.to_string(), "values": if at == 3 { &moved } else { &calm }})
            )
        })
        .collect();
    let mut output = Vec::new();
    let summary = changes(input.as_bytes(), &mut output, &Options::default(), 0.1).unwrap();
    assert_eq!(summary.lines, 20);
    let believed: Vec<Value> = String::from_utf8(output)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|answer| answer["believed"] == true)
        .map(|answer| answer["id"].clone())
        .collect();
    assert_eq!(believed, ["3"]);
    assert!(changes(input.as_bytes(), Vec::new(), &Options::default(), 2.0).is_err());
}

#[test]
fn files_from_a_spreadsheet_get_a_kind_answer() {
    // What Excel saves, and what people make of it by hand.
    for (line, error, at, says) in [
        ("Periode;Tæller;Nævner", "not_a_line", None, "\"Periode;Tæller;Nævner\""),
        ("januar 2026;12,5;40", "not_a_line", None, "one series"),
        ("[1, 2, 3]", "not_a_line", None, "docs/signs.md"),
        (
            "{\"values\": [71.5, \"72,25\"]}",
            "not_a_number",
            Some(1),
            "Write 72.25",
        ),
        ("{\"values\": [71.5, \"\"]}", "not_a_number", Some(1), "Write null"),
        (
            "{\"values\": [71.5, \"#DIVISION/0!\"]}",
            "not_a_number",
            Some(1),
            "#DIVISION/0!",
        ),
        ("{\"values\": [71.5, true]}", "not_a_number", Some(1), "true"),
        (
            "{\"counts\": [1], \"denominators\": [\"1.250\"]}",
            "not_a_number",
            Some(0),
            "denominators is the text \"1.250\"",
        ),
        (
            "{\"values\": [71.5, 72.0], \"værdier\": 1}",
            "not_json",
            None,
            "unknown field `værdier`",
        ),
        ("{\"values\": [71.5, 72.0],}", "not_json", None, "At character 25"),
        // A decimal comma makes two places of one.
        (
            "{\"counts\": [12,5, 13,5], \"denominators\": [40, 41]}",
            "lengths_differ",
            None,
            "there are 4 places",
        ),
    ] {
        let (answers, summary) = answers(line, &Options::default());
        assert_eq!(summary.refused, 1, "{line}");
        let answer = &answers[0];
        assert_eq!(
            (answer["error"].as_str(), answer["line"].as_u64(), answer["at"].as_u64()),
            (Some(error), Some(1), at),
            "{line}"
        );
        let message = answer["message"].as_str().unwrap();
        assert!(
            message.contains(says) && !message.contains("at line"),
            "{line}: {message}"
        );
    }
    // A byte order mark, Windows' line ends, and Danish names are no trouble.
    let (answers, summary) = answers(
        "\u{feff}{\"id\": \"Børnehuset Ærøvej\", \"values\": [4.1, null, 3.8]}\r\n\r\n",
        &Options::default(),
    );
    assert_eq!((summary.lines, summary.refused), (1, 0));
    assert_eq!(answers[0]["id"], "Børnehuset Ærøvej");
    assert_eq!(answers[0]["points"][1]["shown"], "gap");
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut output = Vec::new();
        run(bytes.as_slice(), &mut output, &Options::default()).unwrap();
        for line in String::from_utf8(output).unwrap().lines() {
            serde_json::from_str::<Value>(line).unwrap();
        }
    }
}
