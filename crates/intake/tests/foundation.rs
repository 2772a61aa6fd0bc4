//! Foundations split as a person would split them.

mod support;

use intake::foundation::{self, BlockKind, Draft, Known};
use intake::{Error, File, Limits};
use support::docx;

const LEADERS: &str = include_str!("data/ledelsesgrundlag.md");
const EMPLOYEES: &str = include_str!("data/medarbejdergrundlag.md");

const LEVELS: [&str; 4] = [
    "leder af medarbejdere",
    "leder af ledere",
    "chef",
    "direktion",
];

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn read_with(name: &str, bytes: &[u8], headlines: &[&str]) -> Result<Draft, Error> {
    let (levels, headlines) = (owned(&LEVELS), owned(headlines));
    let known = Known {
        levels: &levels,
        headlines: &headlines,
    };
    foundation::read(File::new(name, bytes), &known, &Limits::default())
}

fn read(text: &str) -> Draft {
    read_with("grundlag.md", text.as_bytes(), &[]).unwrap()
}

fn headlines(draft: &Draft) -> Vec<&str> {
    draft
        .elements
        .iter()
        .map(|element| element.headline.as_str())
        .collect()
}

#[test]
fn the_leadership_foundation() {
    let draft = read(LEADERS);
    assert_eq!(
        draft.title.as_deref(),
        Some("Ledelsesgrundlag for Nørreå Kommune")
    );
    assert!(
        draft
            .preamble
            .starts_with("Ledelsesgrundlaget gælder for alle")
    );
    assert!(draft.preamble.ends_with("også når det ikke lykkes."));
    assert_eq!(
        headlines(&draft),
        [
            "Borgeren først",
            "Tværgående samarbejde",
            "Tydelig retning",
            "Tillid og ansvar",
            "Faglig stolthed",
            "Mod til at prøve nyt"
        ]
    );
    let levels: Vec<Vec<Option<&str>>> = draft
        .elements
        .iter()
        .map(|element| {
            element
                .behaviours
                .iter()
                .map(|b| b.level.as_deref())
                .collect()
        })
        .collect();
    let [employees, leaders, chief, board] = LEVELS.map(Some);
    assert_eq!(
        levels,
        [
            vec![employees, None, leaders, board],
            vec![employees, leaders, chief, None],
            vec![employees, None, chief, leaders, board],
            vec![employees, chief, employees, leaders],
            vec![employees, None, employees, leaders, chief],
            vec![employees, leaders, chief, board],
        ]
    );
    let first = &draft.elements[0];
    assert_eq!(
        first.behaviours[0].text,
        "du spørger borgeren, hvad der er vigtigt, før du foreslår en løsning"
    );
    assert!(
        first.meaning.starts_with("Vi er til for")
            && first.meaning.ends_with("vores egen bekvemmelighed.")
    );
    for element in &draft.elements {
        assert!(
            !element.meaning.contains("Det betyder") && !element.meaning.contains("\n"),
            "{}",
            element.headline
        );
        let nothing = element.ties.is_empty() && element.dilemmas.is_empty();
        assert!(nothing && element.examples_good.is_empty() && element.examples_bad.is_empty());
    }
}

#[test]
fn every_part_points_at_its_source() {
    let draft = read(LEADERS);
    assert_eq!(draft.source.len(), 46);
    let mut next = draft.elements[0].source.start;
    for element in &draft.elements {
        assert_eq!(element.source.start, next);
        assert_eq!(draft.source[next].text, element.headline);
        assert_eq!(draft.source[next].kind, BlockKind::Heading(2));
        for behaviour in &element.behaviours {
            assert_eq!(behaviour.source.len(), 1);
            assert!(
                draft.source[behaviour.source.start]
                    .text
                    .starts_with(&behaviour.text)
            );
            assert_eq!(draft.source[behaviour.source.start].kind, BlockKind::Item);
        }
        next = element.source.end;
    }
    assert_eq!(next, draft.source.len());
}

#[test]
fn the_employee_foundation() {
    let other = read(LEADERS);
    let draft = read_with(
        "medarbejdergrundlag.md",
        EMPLOYEES.as_bytes(),
        &headlines(&other),
    )
    .unwrap();
    assert_eq!(
        draft.title.as_deref(),
        Some("Medarbejdergrundlag for Nørreå Kommune")
    );
    assert!(draft.preamble.starts_with("Medarbejdergrundlaget afløser"));
    let ties: Vec<(&str, Vec<&str>)> = draft
        .elements
        .iter()
        .map(|element| {
            (
                element.headline.as_str(),
                element.ties.iter().map(String::as_str).collect(),
            )
        })
        .collect();
    assert_eq!(
        ties,
        [
            ("Vi er her for borgerne", vec!["Borgeren først"]),
            ("Vi lykkes sammen", vec!["Tværgående samarbejde"]),
            ("Vi ved, hvad vi er enige om", vec!["Tydelig retning"]),
            (
                "Vi tager ansvar for opgaven og for hinanden",
                vec!["Tillid og ansvar"]
            ),
            (
                "Vi er dygtige og vil gerne blive dygtigere",
                vec!["Faglig stolthed", "Mod til at prøve nyt"]
            ),
        ]
    );
    for element in &draft.elements {
        assert!(element.behaviours.is_empty());
        assert!(element.meaning.starts_with("Du ") && !element.meaning.contains("Hånd i hånd"));
    }
}

/// The same text, written as a Danish Word writes it.
fn as_docx(markdown: &str, title: &str, heading: &str, styles: &str) -> Vec<u8> {
    let mut body = String::new();
    for line in markdown.lines().filter(|line| !line.is_empty()) {
        let (properties, text) = if let Some(text) = line.strip_prefix("# ") {
            (format!("<w:pStyle w:val=\"{title}\"/>"), text)
        } else if let Some(text) = line.strip_prefix("## ") {
            (format!("<w:pStyle w:val=\"{heading}\"/>"), text)
        } else if let Some(text) = line.strip_prefix("- ") {
            let list = "<w:pStyle w:val=\"Listeafsnit\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
            (list.to_owned(), text)
        } else {
            (String::new(), line)
        };
        body.push_str(&paragraph(&properties, text));
    }
    docx(&body, styles)
}

fn paragraph(properties: &str, text: &str) -> String {
    // Word parts a text into runs wherever it was edited.
    let half = text
        .char_indices()
        .nth(text.chars().count() / 2)
        .map_or(0, |(at, _)| at);
    let (one, two) = text.split_at(half);
    format!(
        "<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{one}</w:t></w:r><w:r><w:t>{two}</w:t></w:r></w:p>"
    )
}

fn without_source(mut draft: Draft) -> Draft {
    draft.source.clear();
    draft
}

#[test]
fn word_with_danish_heading_styles_gives_the_same_draft() {
    let levels = owned(&LEVELS);
    let known = Known {
        levels: &levels,
        headlines: &[],
    };
    let read_word = |bytes: &[u8]| {
        foundation::read(
            File::new("grundlag.docx", bytes),
            &known,
            &Limits::default(),
        )
    };
    for text in [LEADERS, EMPLOYEES] {
        let expected = read(text);
        // By the style's id alone, as when the styles part is missing these names.
        let by_id = as_docx(text, "Overskrift1", "Overskrift2", "");
        assert_eq!(read_word(&by_id).unwrap(), expected);
        // By the style's name, with an id that says nothing.
        let styles = "<w:style w:styleId=\"a\"><w:name w:val=\"heading 1\"/></w:style>\
                      <w:style w:styleId=\"b\"><w:name w:val=\"Overskrift 2\"/></w:style>";
        assert_eq!(
            read_word(&as_docx(text, "a", "b", styles)).unwrap(),
            expected
        );
        // By outline level, inherited from the style it is based on.
        let styles = "<w:style w:styleId=\"grund\"><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>\
                      <w:style w:styleId=\"min\"><w:basedOn w:val=\"grund\"/></w:style>";
        assert_eq!(
            read_word(&as_docx(text, "Heading1", "min", styles)).unwrap(),
            expected
        );
        // With the style "Titel" and elements on the first level: other kinds of block, the same split.
        let titled = read_word(&as_docx(text, "Titel", "Overskrift1", "")).unwrap();
        assert_eq!(titled.source[0].kind, BlockKind::Title);
        assert_eq!(without_source(titled), without_source(expected));
    }
}

#[test]
fn word_without_heading_styles_has_bold_headings() {
    let bold = |text: &str| format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>");
    let plain = |text: &str| {
        format!("<w:p><w:r><w:rPr><w:b w:val=\"0\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>")
    };
    let body = [
        bold("Ledelsesgrundlag for Nørreå Kommune"),
        plain("Det gælder alle."),
        bold("1. Borgeren først"),
        plain("Vi er til for borgeren."),
        bold("Det betyder, at:"),
        plain("• du spørger (chef);"),
        plain("• du lytter"),
        bold("Tillid"),
        plain("Vi begynder med tillid."),
    ];
    let draft = read_with("grundlag.docx", &docx(&body.concat(), ""), &[]).unwrap();
    assert_eq!(
        draft.title.as_deref(),
        Some("Ledelsesgrundlag for Nørreå Kommune")
    );
    assert_eq!(draft.preamble, "Det gælder alle.");
    assert_eq!(headlines(&draft), ["Borgeren først", "Tillid"]);
    let behaviours: Vec<_> = draft.elements[0]
        .behaviours
        .iter()
        .map(|b| (b.text.as_str(), b.level.as_deref()))
        .collect();
    assert_eq!(
        behaviours,
        [("du spørger", Some("chef")), ("du lytter", None)]
    );
    assert_eq!(draft.elements[0].meaning, "Vi er til for borgeren.");

    // One heading style is enough for bold lines to be emphasis only.
    let styled = [
        paragraph("<w:pStyle w:val=\"Overskrift2\"/>", "Borgeren først"),
        bold("Vigtigt"),
        plain("Tekst."),
    ];
    let draft = read_with("grundlag.docx", &docx(&styled.concat(), ""), &[]).unwrap();
    assert_eq!(headlines(&draft), ["Borgeren først"]);
    assert_eq!(draft.elements[0].meaning, "Vigtigt\n\nTekst.");
}

#[test]
fn word_changes_boxes_tables_and_notes() {
    let body = format!(
        "{heading}\
         <w:p><w:ins><w:r><w:t>Nyt &amp; godt</w:t></w:r></w:ins><w:del><w:r><w:delText>gammelt</w:delText></w:r>\
         <w:r><w:t>væk</w:t></w:r></w:del><w:r><w:t xml:space=\"preserve\"> bliver</w:t></w:r><w:moveFrom><w:r><w:t>flyttet</w:t></w:r></w:moveFrom>\
         <w:r><w:footnoteReference w:id=\"1\"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>skjult</w:t></w:r></w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr><w:pPrChange><w:pPr><w:pStyle w:val=\"Overskrift2\"/></w:pPr></w:pPrChange></w:pPr><w:r><w:t xml:space=\"preserve\">Første halvdel </w:t></w:r></w:p>\
         <w:p><w:r><w:t>og anden.</w:t></w:r></w:p>\
         <w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>I boksen</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
         <mc:Fallback><w:txbxContent><w:p><w:r><w:t>I boksen</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>\
         <w:r><w:t>Uden for boksen</w:t></w:r></w:p>\
         <w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
         <w:p><w:pPr><w:pStyle w:val=\"Indholdsfortegnelse1\"/></w:pPr><w:r><w:t>Tillid 3</w:t></w:r></w:p>",
        heading = paragraph("<w:pStyle w:val=\"Overskrift2\"/>", "Tillid"),
    );
    let draft = read_with("grundlag.docx", &docx(&body, ""), &[]).unwrap();
    assert_eq!(headlines(&draft), ["Tillid"]);
    assert_eq!(
        draft.elements[0].meaning,
        "Nyt & godt bliver\n\nFørste halvdel og anden.\n\nI boksen\n\nUden for boksen\n\nA\n\nB"
    );
}

#[test]
fn old_markdown_with_bold_lines() {
    let text = "**Ledelsesgrundlag 2012**\nVedtaget i 2012.\n\n**Borgeren først**\nVi er til for borgeren,\nog det mærkes.\n\
                Det betyder at:\n- du spørger (Chef)\n- du lytter\n\n__Tillid__  \nVi tror på hinanden.\nHånd i hånd med: Vi lykkes sammen\n";
    for text in [
        text.to_owned(),
        text.replace("**Ledelsesgrundlag 2012**", "# Ledelsesgrundlag 2012"),
    ] {
        let draft = read(&text);
        assert_eq!(draft.title.as_deref(), Some("Ledelsesgrundlag 2012"));
        assert_eq!(draft.preamble, "Vedtaget i 2012.");
        assert_eq!(headlines(&draft), ["Borgeren først", "Tillid"]);
        let [first, second] = draft.elements.as_slice() else {
            panic!("two elements")
        };
        assert_eq!(first.meaning, "Vi er til for borgeren, og det mærkes.");
        assert_eq!(first.behaviours.len(), 2);
        assert_eq!(first.behaviours[0].level.as_deref(), Some("chef"));
        assert_eq!(second.meaning, "Vi tror på hinanden.");
        assert_eq!(second.ties, ["Vi lykkes sammen"]);
    }
}

#[test]
fn deeper_headings_and_labels() {
    let text = "# Leadership foundation\n\n## Foreword\n\nHello.\n\n## Trust\n\nWe begin with trust.\n\n### This means\n\n\
                You act:\n\n1. you ask (chef)\n2. you tell (in time)\n\n### Background\n\nOld.\n\n- a point\n- another\n\n\
                ### Examples\n\n- One\n- Two\n\nThree\n\n### Dilemmas\n\nFast or right?\n\n\
                **Bad examples:**\n\n- Four\n\nStill meaning.\n\nDilemma: Both?\n\n## Pride\n\nThis means, that:\n\n- you show it\n\n  with care\n\n- you tell it\n";
    let draft = read(text);
    assert_eq!(headlines(&draft), ["Trust", "Pride"]);
    assert_eq!(draft.preamble, "Foreword\n\nHello.");
    let trust = &draft.elements[0];
    assert_eq!(
        trust.meaning,
        "We begin with trust.\n\nYou act:\n\nBackground\n\nOld.\n\n- a point\n- another\n\nStill meaning."
    );
    let behaviours: Vec<_> = trust
        .behaviours
        .iter()
        .map(|b| (b.text.as_str(), b.level.as_deref()))
        .collect();
    assert_eq!(
        behaviours,
        [("you ask", Some("chef")), ("you tell (in time)", None)]
    );
    assert_eq!(trust.examples_good, ["One", "Two", "Three"]);
    assert_eq!(trust.examples_bad, ["Four"]);
    assert_eq!(trust.dilemmas, ["Fast or right?", "Both?"]);
    assert_eq!(draft.elements[1].behaviours.len(), 3);
}

#[test]
fn headings_of_one_level_are_the_elements() {
    let draft = read("# Borgeren først\n\nA.\n\n# Tillid\n\nB.\n");
    assert_eq!(
        (draft.title.as_deref(), headlines(&draft)),
        (None, vec!["Borgeren først", "Tillid"])
    );
    let draft = read("Indledning.\n\n### Borgeren først\n\nA.\n\n### Tillid\n\nB.\n");
    assert_eq!(
        (draft.preamble.as_str(), headlines(&draft)),
        ("Indledning.", vec!["Borgeren først", "Tillid"])
    );
    let draft = read("# Ledelsesgrundlag\n\nHej.\n\n# Borgeren først\n\nA.\n\n# Tillid\n\nB.\n");
    assert_eq!(
        (draft.title.as_deref(), headlines(&draft)),
        (Some("Ledelsesgrundlag"), vec!["Borgeren først", "Tillid"])
    );
    let draft = read("## Borgeren først\n\nA.\n\n## Tillid\n\nB.\n\n# Bilag\n\nC.\n");
    assert_eq!(headlines(&draft), ["Borgeren først", "Tillid", "Bilag"]);
    let draft = read("## Tillid\n\nB.\n");
    assert_eq!(headlines(&draft), ["Tillid"]);
}

#[test]
fn prose_that_only_looks_like_a_label_stays() {
    let text = "## Tillid\n\nDet betyder, at vi tør.\n\nHånd i hånd med borgeren går det bedre.\n\n\
                Det betyder, at vi hver dag spørger borgeren og lytter til svaret:\n\n- du spørger\n";
    let draft = read(text);
    assert_eq!(
        draft.elements[0].meaning,
        "Det betyder, at vi tør.\n\nHånd i hånd med borgeren går det bedre.\n\n\
         Det betyder, at vi hver dag spørger borgeren og lytter til svaret:"
    );
    assert_eq!(draft.elements[0].behaviours.len(), 1);
    assert!(draft.elements[0].ties.is_empty());
}

#[test]
fn limits_are_said() {
    let one = |text: String| read_with("g.md", text.as_bytes(), &[]).unwrap_err();
    let file = || "g.md".to_owned();
    assert_eq!(
        one("Bare tekst.".to_owned()),
        Error::NoElements { file: file() }
    );
    assert_eq!(
        one("# Kun en titel\n\nTekst.".to_owned()),
        Error::NoElements { file: file() }
    );
    assert_eq!(
        one("## E\n\n".repeat(201)),
        Error::TooManyElements {
            file: file(),
            limit: 200
        }
    );
    assert_eq!(
        one(format!(
            "## E\n\nDet betyder, at\n\n{}",
            "- du\n".repeat(41)
        )),
        Error::TooManyBehaviours {
            file: file(),
            headline: "E".to_owned(),
            limit: 40
        }
    );
    assert_eq!(
        one(format!("A\n\n## {}", "å".repeat(301))),
        Error::HeadlineTooLong {
            file: file(),
            block: 2,
            limit: 300
        }
    );
    assert_eq!(
        one(format!("## E\n\n{}", "å".repeat(10_001))),
        Error::MeaningTooLong {
            file: file(),
            headline: "E".to_owned(),
            limit: 10_000
        }
    );
    assert_eq!(
        one(format!("## E\n\nDet betyder:\n\n- {}", "å".repeat(2_001))),
        Error::EntryTooLong {
            file: file(),
            block: 3,
            limit: 2_000
        }
    );
    assert_eq!(
        one(format!("{}\n\n## E", "å".repeat(40_001))),
        Error::PreambleTooLong {
            file: file(),
            limit: 40_000
        }
    );
    assert_eq!(
        one("a\n\n".repeat(20_001)),
        Error::TooManyBlocks {
            file: file(),
            limit: 20_000
        }
    );
}
