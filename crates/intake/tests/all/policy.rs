//! An old policy as Word has it.

use intake::policy::{Draft, read};
use intake::{File, Limits};

use crate::support::docx;

fn paragraph(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn draft(paragraphs: &[(&str, &str)]) -> Draft {
    let body: String = paragraphs
        .iter()
        .map(|(properties, text)| paragraph(properties, text))
        .collect();
    read(File::new("politik.docx", &docx(&body, "")), &Limits::default()).unwrap()
}

fn heads(draft: &Draft) -> Vec<(&str, &str)> {
    let clauses = draft.clauses.iter();
    clauses.map(|c| (c.number.as_str(), c.headline.as_str())).collect()
}

const TITLE: &str = "<w:pStyle w:val=\"Titel\"/>";
const HEADING: &str = "<w:pStyle w:val=\"Overskrift1\"/>";
const NUMBERED: &str = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";

#[test]
fn a_list_that_word_numbers_is_its_clauses() {
    let draft = draft(&[
        (TITLE, "Personalepolitik"),
        ("", "Vedtaget i 2011."),
        (NUMBERED, "MUS. Alle tilbydes en samtale."),
        (NUMBERED, "Stress. Det er et fælles anliggende."),
    ]);
    assert_eq!(draft.title.as_deref(), Some("Personalepolitik"));
    assert_eq!(draft.preamble, "Vedtaget i 2011.");
    assert_eq!(heads(&draft), [("1", "MUS"), ("2", "Stress")]);
    assert_eq!(draft.clauses[1].text, "Det er et fælles anliggende.");
}

#[test]
fn headings_and_numbers_that_somebody_wrote_are_its_clauses() {
    let by_heading = draft(&[
        (TITLE, "Personalepolitik"),
        (HEADING, "Arbejdstid"),
        ("", "Vi tager hensyn."),
        (NUMBERED, "til familien"),
        (HEADING, "Løn"),
        ("", "Efter aftale."),
    ]);
    assert_eq!(heads(&by_heading), [("1", "Arbejdstid"), ("2", "Løn")]);
    assert_eq!(by_heading.clauses[0].text, "Vi tager hensyn.\n\n- til familien");
    let by_hand = draft(&[
        ("", "§ 1. Arbejdstid"),
        ("", "Vi tager hensyn."),
        ("", "§ 2. Løn"),
        ("", "Efter aftale."),
    ]);
    assert_eq!(heads(&by_hand), [("§ 1", "Arbejdstid"), ("§ 2", "Løn")]);
    assert_eq!(by_hand.clauses[1].text, "Efter aftale.");
}
