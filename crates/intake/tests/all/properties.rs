//! What holds for any input: nothing panics, and what was written reads the same.

use crate::support::{Taken, docx, take, xlsx, xlsx_with, zip};
use intake::export::{self, Organisation};
use intake::foundation::{self, Known};
use intake::organisation::{Format, Person, Post, Role, Unit, read};
use intake::table::Book;
use intake::{File, Limits, policy};
use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// Runs every reader; only that it ends without a panic is of interest, and that ranges lie within the source.
fn read_everything(name: &str, bytes: &[u8]) {
    let limits = Limits::default();
    let file = || File::new(name, bytes);
    if let Ok(mut book) = Book::open(file(), &limits) {
        for table in 0..book.tables().len() {
            if let Ok(rows) = book.rows(table, [Some(0), Some(9), None]) {
                rows.for_each(drop);
            }
        }
    }
    let _ = read::<()>(&[file()], &limits, |_| Ok(()));
    let words = ["Tillid og ansvar".to_owned(), "chef".to_owned(), String::new()];
    let known = Known {
        levels: &words,
        headlines: &words,
    };
    if let Ok(draft) = foundation::read(file(), &known, &limits) {
        for element in &draft.elements {
            assert!(!element.headline.is_empty() && element.source.end <= draft.source.len());
            assert!(
                element
                    .behaviours
                    .iter()
                    .all(|b| element.source.contains(&b.source.start))
            );
        }
        assert!(draft.source.iter().all(|block| !block.text.is_empty()));
    }
    if let Ok(draft) = policy::read(file(), &limits) {
        let mut last = 0;
        for clause in &draft.clauses {
            assert!(!clause.headline.is_empty() && !clause.number.is_empty());
            assert!(last <= clause.source.start && clause.source.start < clause.source.end);
            last = clause.source.end;
        }
        assert!((1..=draft.source.len()).contains(&last));
    }
}

/// Strings put together from the words that a format is made of.
fn of_words(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    vec(proptest::sample::select(words), 0..40).prop_map(|words| words.concat())
}

const CSV: &[&str] = &[
    "id",
    "parent_id",
    "name",
    "kind",
    "BrugerId",
    "CPR",
    "Navn",
    "E-mail",
    ";",
    ",",
    "\t",
    "\"",
    "\"\"",
    "\n",
    "\r",
    "'",
    "=",
    "\u{FEFF}",
    "å",
    "\u{202E}",
    " ",
    "1",
    "0101901234",
];
const MARKDOWN: &[&str] = &[
    "# ",
    "## ",
    "### ",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "**",
    "__",
    "Det betyder, at",
    "Hånd i hånd med: ",
    "Tillid og ansvar",
    " og ",
    "(chef)",
    "Eksempler",
    "Dilemma: ",
    "x",
    " ",
    "> ",
    "|",
    "|-|",
    "[^1]",
    "[^1]: ",
    "<b>",
    "```",
    "---",
    "\\",
    "&amp;",
    "🙂",
    "İ",
    "\t",
];
const SHEET: &[&str] = &[
    "<row r=\"1\">",
    "<row>",
    "</row>",
    "<c r=\"A1\">",
    "<c r=\"B2\" t=\"str\">",
    "<c t=\"s\">",
    "<c s=\"1\">",
    "<c r=\"1A\">",
    "<c r=\"A0\">",
    "<c r=\"A4294967296\">",
    "</c>",
    "<v>",
    "</v>",
    "1",
    "-1e308",
    "46082",
    "x",
    "<f>",
    "</f>",
    "<is><t>",
    "</t></is>",
    "<f t=\"shared\" si=\"9\"/>",
    "&amp;",
    "&#x0;",
    "_x000D_",
    "<!--",
    "-->",
];
const DOCUMENT: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:pPr>",
    "</w:pPr>",
    "<w:pStyle w:val=\"Overskrift2\"/>",
    "<w:pStyle w:val=\"a\"/>",
    "<w:outlineLvl w:val=\"255\"/>",
    "<w:r>",
    "</w:r>",
    "<w:rPr><w:b/></w:rPr>",
    "<w:t>",
    "</w:t>",
    "<w:br/>",
    "<w:del>",
    "</w:del>",
    "<w:rPr><w:del/></w:rPr>",
    "<w:numPr><w:numId w:val=\"1\"/></w:numPr>",
    "Det betyder",
    "Tillid",
    "&amp;",
    "&#xD800;",
    "&x;",
    "<![CDATA[x]]>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:p/>",
    "<w:pPrChange/>",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..600), start in proptest::sample::select(vec!["", "PK\u{3}\u{4}", "\u{FEFF}", "id;name\n", "# "])) {
        let bytes = [start.as_bytes(), &bytes].concat();
        read_everything("f", &bytes);
        for mark in [[0xFF, 0xFE], [0xFE, 0xFF]] {
            read_everything("f", &[mark.as_slice(), &bytes].concat());
        }
    }

    #[test]
    fn any_table(text in of_words(CSV)) {
        read_everything("f.csv", text.as_bytes());
    }

    #[test]
    fn any_markdown(text in of_words(MARKDOWN)) {
        read_everything("f.md", text.as_bytes());
    }

    #[test]
    fn any_workbook(sheet in of_words(SHEET), strings in of_words(SHEET)) {
        read_everything("f.xlsx", &xlsx(&sheet));
        read_everything("f.xlsx", &xlsx_with(&format!("<row><c t=\"s\"><v>0</v></c></row>{sheet}"), &format!("<sst>{strings}")));
    }

    #[test]
    fn any_document(body in of_words(DOCUMENT), styles in of_words(DOCUMENT)) {
        read_everything("f.docx", &docx(&body, ""));
        read_everything("f.docx", &docx(&format!("<w:p><w:pPr><w:pStyle w:val=\"Overskrift2\"/></w:pPr><w:r><w:t>T</w:t></w:r></w:p>{body}"), &format!("<w:style w:styleId=\"a\">{styles}</w:style>")));
    }

    #[test]
    fn any_damage(at in any::<prop::sample::Index>(), value in any::<u8>(), which in 0..3usize) {
        let mut bytes = match which {
            0 => xlsx("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>id</v></c></row>"),
            1 => docx("<w:p><w:r><w:t>Hej</w:t></w:r></w:p>", ""),
            _ => zip(&[("a.csv", b"id;name\n1;x\n")]),
        };
        let at = at.index(bytes.len());
        bytes[at] = value;
        read_everything("f", &bytes);
        read_everything("f", &bytes[..at]);
    }
}

/// A text as the reader would hand it over: its own product, of anything that can stand in a cell.
fn cell(least: usize) -> impl Strategy<Value = String> {
    let words = proptest::sample::select(vec![
        "=", "+", "-", "@", "'", "''", "＝", "\"", ";", ",", "Åse", "a", " ", "ß", "e\u{301}", "\u{200E}", "1", "|",
        "_x000D_", "&", "<",
    ]);
    vec(words, least..6)
        .prop_map(|words| words.concat())
        .prop_filter_map("empty", move |text| {
            let text = text
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .replace("e\u{301}", "é");
            (text.len() >= least).then_some(text)
        })
}

fn maybe() -> impl Strategy<Value = Option<String>> {
    option::of(cell(1))
}

fn day() -> impl Strategy<Value = Option<Date>> {
    option::of((1900i16..2100, 1i8..13, 1i8..29).prop_map(|(year, month, day)| date(year, month, day)))
}

prop_compose! {
    fn post()(person in any::<prop::sample::Index>(), unit in any::<prop::sample::Index>(), title in cell(0), leads in any::<bool>(),
              level in maybe(), acting in any::<bool>(), one in day(), two in day()) -> (prop::sample::Index, prop::sample::Index, Post) {
        let (from, to) = match (one, two) {
            (Some(one), Some(two)) => (Some(one.min(two)), Some(one.max(two))),
            other => other,
        };
        let role = if leads { Role::Leader } else { Role::Employee };
        (person, unit, Post { person: String::new(), unit: String::new(), title, role, level, acting, from, to })
    }
}

prop_compose! {
    fn organisation()(names in vec((cell(1), cell(1), maybe()), 1..8), people in vec((cell(1), cell(1), any::<bool>()), 1..8),
                      posts in vec(post(), 0..16)) -> Taken {
        let mut taken = Taken::default();
        for (number, (id, name, kind)) in names.into_iter().enumerate() {
            let parent = taken.units.last().map(|unit: &Unit| unit.external_id.clone());
            taken.units.push(Unit { external_id: format!("{id}{number}"), parent, name, kind });
        }
        for (number, (id, name, mail)) in people.into_iter().enumerate() {
            let email = mail.then(|| format!("-p{number}@norreaa.example"));
            taken.people.push(Person { external_id: format!("{id}{number}"), name, email });
        }
        for (person, unit, post) in posts {
            let (person, unit) = (person.get(&taken.people), unit.get(&taken.units));
            let post = Post { person: person.external_id.clone(), unit: unit.external_id.clone(), ..post };
            if !taken.posts.contains(&post) {
                taken.posts.push(post);
            }
        }
        // Written in the order of people; read back in that order.
        let place = |post: &Post| taken.people.iter().position(|person| person.external_id == post.person);
        taken.posts.sort_by_key(place);
        taken
    }
}

/// The first visible character of each cell: what a spreadsheet looks at. Where a cell itself has `";"` in it, which
/// is written with doubled quotation marks, the part behind begins with one of these.
fn first_characters(csv: &[u8]) -> Vec<char> {
    let text = String::from_utf8(csv.to_vec()).unwrap();
    let rows = text.trim_start_matches('\u{FEFF}').split("\r\n");
    let cells = rows.flat_map(|row| row.strip_prefix('"').unwrap_or(row).split("\";\""));
    cells
        .filter_map(|cell| cell.chars().find(|c| *c != '\u{200E}'))
        .collect()
}

/// Writes as CSV and as a workbook, twice, and reads both.
fn round(format: Format, taken: &Taken) -> [Taken; 2] {
    let organisation = Organisation {
        units: &taken.units,
        people: &taken.people,
        posts: &taken.posts,
    };
    let files = export::csv(format, &organisation).unwrap();
    let book = export::xlsx(format, &organisation).unwrap();
    assert_eq!(export::csv(format, &organisation).unwrap(), files);
    assert_eq!(export::xlsx(format, &organisation).unwrap(), book);
    for file in &files {
        for first in first_characters(&file.bytes) {
            assert!(!"=+-@＝".contains(first), "{}: {first}", file.name);
        }
    }
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|file| (file.name.as_str(), file.bytes.as_slice()))
        .collect();
    [take(&files), take(&[("organisation.xlsx", &book)])].map(|read| {
        let (taken, report) = read.unwrap();
        assert_eq!((report.problem_count, report.inactive), (0, 0), "{:?}", report.problems);
        taken
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_sample_format_holds_everything(taken in organisation()) {
        for read in round(Format::Sample, &taken) {
            prop_assert_eq!(&read, &taken);
        }
    }

    #[test]
    fn os2mos_files_hold_what_they_have_a_place_for(mut taken in organisation()) {
        taken.units.iter_mut().for_each(|unit| unit.kind = None);
        for post in &mut taken.posts {
            (post.level, post.acting, post.to) = (None, false, None);
            post.from = post.from.filter(|_| post.role == Role::Employee);
        }
        let mut posts: Vec<Post> = Vec::new();
        for post in taken.posts.drain(..) {
            if !posts.contains(&post) {
                posts.push(post);
            }
        }
        // Engagements come in one file, leaders in another.
        posts.sort_by_key(|post| post.role == Role::Leader);
        taken.posts = posts;
        for read in round(Format::Os2mo, &taken) {
            prop_assert_eq!(&read, &taken);
        }
    }
}

#[test]
fn the_sample_municipality_comes_back() {
    let files: [(&str, &[u8]); 2] = [
        ("organisation.csv", include_bytes!("../data/organisation.csv")),
        ("people.csv", include_bytes!("../data/people.csv")),
    ];
    let (taken, _) = take(&files).unwrap();
    for read in round(Format::Sample, &taken) {
        assert_eq!(read, taken);
    }
}

#[test]
fn what_is_written() {
    let unit = Unit {
        external_id: "u1".to_owned(),
        parent: None,
        name: "=1+1;\"x\"".to_owned(),
        kind: None,
    };
    let organisation = Organisation {
        units: &[unit],
        people: &[],
        posts: &[],
    };
    let files = export::csv(Format::Sample, &organisation).unwrap();
    let expected = "\u{FEFF}\"id\";\"parent_id\";\"name\";\"kind\"\r\n\"u1\";\"\";\"'=1+1;\"\"x\"\"\";\"\"\r\n";
    assert_eq!(String::from_utf8(files[0].bytes.clone()).unwrap(), expected);
    let names: Vec<_> = export::csv(Format::Os2mo, &organisation)
        .unwrap()
        .into_iter()
        .map(|file| file.name)
        .collect();
    assert_eq!(
        names,
        [
            "bruger.csv",
            "organisation.csv",
            "engagement.csv",
            "stillingskode.csv",
            "leder.csv"
        ]
    );
    let post = Post {
        person: "p1".to_owned(),
        unit: "u1".to_owned(),
        title: String::new(),
        role: Role::Leader,
        level: None,
        acting: false,
        from: None,
        to: None,
    };
    let stray = Organisation {
        posts: &[post],
        ..organisation
    };
    assert_eq!(
        export::csv(Format::Sample, &stray).unwrap_err(),
        export::ExportError::UnknownPerson {
            person: "p1".to_owned()
        }
    );
}
