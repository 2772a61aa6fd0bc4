//! Files that somebody made to hurt, or that broke on the way. Each is refused with the error that a page can explain.

mod support;

use intake::foundation::{self, Known};
use intake::table::Book;
use intake::{Error, Fault, File, FileKind, Limits};
use support::{docx, docx_with, take, xlsx, xlsx_with, zip};

const UNITS: &str = "id,parent_id,name,kind\nu1,,Top,\n";
const PEOPLE: &str = "id,name,email,unit_id,title,role,level\n";

/// Opens a table and reads it to its end.
fn table(name: &str, bytes: &[u8]) -> Result<Vec<[String; 2]>, Error> {
    let mut book = Book::open(File::new(name, bytes), &Limits::default())?;
    book.rows(0, [Some(0), Some(1)])?
        .map(|row| row.map(|row| row.cells))
        .collect()
}

fn text(name: &str, bytes: &[u8]) -> Result<foundation::Draft, Error> {
    foundation::read(
        File::new(name, bytes),
        &Known::default(),
        &Limits::default(),
    )
}

fn broken(row: Option<u32>, fault: Fault) -> Error {
    Error::Broken {
        file: "f".to_owned(),
        row,
        fault,
    }
}

fn refused_table(cases: &[(&str, Vec<u8>, Error)]) {
    for (what, bytes, expected) in cases {
        assert_eq!(table("f", bytes).unwrap_err(), *expected, "{what}");
    }
}

/// A ZIP archive of `entries` files, each of `size` zero bytes, with the names of a workbook or document.
fn bomb(names: &[&str], size: usize) -> Vec<u8> {
    let zeros = vec![0; size];
    zip(&names
        .iter()
        .map(|name| (*name, zeros.as_slice()))
        .collect::<Vec<_>>())
}

#[test]
fn bombs() {
    let book = ["[Content_Types].xml", "xl/workbook.xml"];
    let document = ["[Content_Types].xml", "word/document.xml"];
    let file = || "f".to_owned();

    // 40 MB from some 80 kB: what the packed size allows is passed.
    let packed = bomb(&book, 20_000_000);
    let limit = packed.len() as u64 * 100;
    assert!(limit < 40_000_000);
    assert_eq!(
        table("f", &packed).unwrap_err(),
        Error::UnpacksTooLarge {
            file: file(),
            limit
        }
    );
    let packed = bomb(&document, 20_000_000);
    let limit = packed.len() as u64 * 100;
    assert_eq!(
        text("f", &packed).unwrap_err(),
        Error::UnpacksTooLarge {
            file: file(),
            limit
        }
    );

    // With ballast that does not compress, the ratio holds and the total does not.
    let mut seed = 1u64;
    let ballast: Vec<u8> = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 56) as u8
    })
    .take(600_000)
    .collect();
    let zeros = vec![0; 51_000_000];
    let packed = zip(&[
        ("[Content_Types].xml", &ballast),
        ("xl/workbook.xml", &zeros),
    ]);
    assert_eq!(
        table("f", &packed).unwrap_err(),
        Error::UnpacksTooLarge {
            file: file(),
            limit: 50_000_000
        }
    );

    // A bomb inside an archive of organisation files, and one that lies about its size.
    let inner = bomb(&book, 20_000_000);
    let outer = zip(&[("people.xlsx", &inner)]);
    assert!(
        matches!(take(&[("f.zip", &outer)]), Err(Error::UnpacksTooLarge { file, .. }) if file == "people.xlsx")
    );
    let mut lying = bomb(&book, 20_000_000);
    let stated = 20_000_000u32.to_le_bytes();
    while let Some(at) = lying.windows(4).position(|bytes| bytes == stated) {
        lying[at..at + 4].copy_from_slice(&10u32.to_le_bytes());
    }
    let refused = table("f", &lying).unwrap_err();
    assert!(
        matches!(
            refused,
            Error::UnpacksTooLarge { .. }
                | Error::Broken {
                    fault: Fault::Archive,
                    ..
                }
        ),
        "{refused:?}"
    );

    // An archive in an archive is not unpacked any further.
    let nested = zip(&[("a.zip", &zip(&[("b.zip", &inner)]))]);
    let error = Error::NotATable {
        file: "a.zip".to_owned(),
        found: FileKind::Archive,
    };
    assert_eq!(take(&[("f.zip", &nested)]).unwrap_err(), error);

    let names: Vec<String> = (0..1_001).map(|number| format!("{number}.csv")).collect();
    let entries: Vec<(&str, &[u8])> = names
        .iter()
        .map(|name| (name.as_str(), b"".as_slice()))
        .collect();
    let error = Error::TooManyEntries {
        file: file(),
        entries: 1_001,
        limit: 1_000,
    };
    assert_eq!(take(&[("f", &zip(&entries))]).unwrap_err(), error);
}

#[test]
fn not_what_it_claims() {
    let whole = xlsx("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>id</t></is></c></row>");
    let word = docx("<w:p><w:r><w:t>Hej</w:t></w:r></w:p>", "");
    let cases: [(&str, &[u8], FileKind, FileKind); 10] = [
        ("a.csv", &whole, FileKind::Text, FileKind::Workbook),
        (
            "a.xlsx",
            b"id;name\n1;x\n",
            FileKind::Workbook,
            FileKind::Text,
        ),
        ("a.xlsx", &word, FileKind::Workbook, FileKind::Document),
        (
            "a.XLSX",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
            FileKind::Workbook,
            FileKind::OldOffice,
        ),
        (
            "a.xls",
            b"<html><table></table>",
            FileKind::OldOffice,
            FileKind::Markup,
        ),
        ("a.csv", b"%PDF-1.7", FileKind::Text, FileKind::Pdf),
        ("a.md", &word, FileKind::Text, FileKind::Document),
        (
            "a.docx",
            b"# Overskrift",
            FileKind::Document,
            FileKind::Text,
        ),
        ("a.zip", b"\x7FELF\0\0", FileKind::Archive, FileKind::Binary),
        ("a.docx", b"{\\rtf1", FileKind::Document, FileKind::RichText),
    ];
    for (name, bytes, claimed, found) in cases {
        let error = Error::NotWhatItClaims {
            file: name.to_owned(),
            claimed,
            found,
        };
        assert_eq!(table(name, bytes).err(), Some(error.clone()), "{name}");
        assert_eq!(text(name, bytes).err(), Some(error), "{name}");
    }
    // What does not claim to be something else is told what it is.
    for (bytes, found) in [
        (b"\x89PNG\r\n\x1A\n\0\0".as_slice(), FileKind::Binary),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", FileKind::OldOffice),
        (b"<!DOCTYPE html>", FileKind::Markup),
        (&word, FileKind::Document),
    ] {
        assert_eq!(
            table("f", bytes).unwrap_err(),
            Error::NotATable {
                file: "f".to_owned(),
                found
            }
        );
    }
    assert_eq!(
        text("f", &whole).unwrap_err(),
        Error::NotAText {
            file: "f".to_owned(),
            found: FileKind::Workbook
        }
    );
    for empty in [b"".as_slice(), b" \r\n\t", b"\xEF\xBB\xBF"] {
        assert_eq!(
            table("f", empty).unwrap_err(),
            Error::Empty {
                file: "f".to_owned()
            }
        );
        assert_eq!(
            text("f", empty).unwrap_err(),
            Error::Empty {
                file: "f".to_owned()
            }
        );
    }
    let size = 10_000_001;
    let large = vec![b'a'; size as usize];
    let error = Error::TooLarge {
        file: "f".to_owned(),
        size,
        limit: 10_000_000,
    };
    assert_eq!(
        (
            table("f", &large).unwrap_err(),
            text("f", &large).unwrap_err()
        ),
        (error.clone(), error)
    );
}

#[test]
fn broken_text_tables() {
    let file = || "f".to_owned();
    let rows = |count: usize| format!("a;b\n{}", "1;2\n".repeat(count)).into_bytes();
    assert_eq!(table("f", &rows(100_000)).unwrap().len(), 100_000);
    let wide = |columns: usize| vec!["x"; columns].join(";").into_bytes();
    let surrogate = b"\xFF\xFEa\0;\0b\0\n\0\x00\xD8x\0".to_vec();
    let mixed = b"a;b\n\xC3\xA6;1\n\xE6;2\n".to_vec();
    refused_table(&[
        (
            "200,000 rows",
            rows(200_000),
            Error::TooManyRows {
                file: file(),
                limit: 100_000,
            },
        ),
        (
            "65 columns",
            wide(65),
            Error::TooManyColumns {
                file: file(),
                row: 1,
                limit: 64,
            },
        ),
        (
            "a huge cell",
            format!("a;b\n1;{}", "å".repeat(4_001)).into_bytes(),
            Error::CellTooLong {
                file: file(),
                row: 2,
                column: 2,
                limit: 4_000,
            },
        ),
        (
            "cut off within quotes",
            b"a;b\n1;\"2".to_vec(),
            broken(Some(2), Fault::UnclosedQuote),
        ),
        (
            "text behind quotes",
            b"a;b\n\"1\"2;3".to_vec(),
            broken(Some(2), Fault::TextAfterQuote),
        ),
        (
            "more cells than headers",
            b"a;b\n1;2;;3\n".to_vec(),
            broken(Some(2), Fault::MoreCellsThanHeaders),
        ),
        (
            "a lone surrogate",
            surrogate,
            broken(Some(1), Fault::Encoding),
        ),
        (
            "half a code unit",
            b"\xFF\xFEa\0;".to_vec(),
            broken(Some(1), Fault::Encoding),
        ),
        (
            "a null in UTF-16",
            b"\xFF\xFEa\0\0\0".to_vec(),
            broken(Some(1), Fault::Encoding),
        ),
        (
            "UTF-8 and Windows-1252",
            mixed,
            broken(Some(3), Fault::MixedEncodings),
        ),
        (
            "a mark for UTF-8 and no UTF-8",
            b"\xEF\xBB\xBFa;b\n\xE6;1\n".to_vec(),
            broken(Some(2), Fault::Encoding),
        ),
        (
            "null bytes",
            b"a;b\n\0;1\n".to_vec(),
            Error::NotATable {
                file: file(),
                found: FileKind::Binary,
            },
        ),
        (
            "a long quoted cell",
            format!("\"{}\"", "x".repeat(9_000_000)).into_bytes(),
            Error::CellTooLong {
                file: file(),
                row: 1,
                column: 1,
                limit: 4_000,
            },
        ),
    ]);
    assert_eq!(table("f", &wide(64)).unwrap().len(), 0);
    // Sixteen thousand empty columns are no columns.
    let empty_columns = format!("a;b{}\n1;2{}\n", ";".repeat(16_000), ";".repeat(16_000));
    assert_eq!(
        table("f", empty_columns.as_bytes()).unwrap(),
        [["1", "2"].map(str::to_owned)]
    );
}

#[test]
fn formulas_are_text() {
    let csv = "a;b\n=1+1;'=cmd|' /C calc'!A0\n+45 20;-1\n@x;\u{FF1D}1\n";
    let expected = [
        ["=1+1", "=cmd|' /C calc'!A0"],
        ["+45 20", "-1"],
        ["@x", "\u{FF1D}1"],
    ];
    assert_eq!(
        table("f", csv.as_bytes()).unwrap(),
        expected.map(|row| row.map(str::to_owned))
    );

    let headers =
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a</v></c><c r=\"B1\" t=\"str\"><v>b</v></c></row>";
    let cells = "<row r=\"2\"><c r=\"A2\"><f>HYPERLINK(\"http://x\")</f><v>7</v></c><c r=\"B2\" t=\"str\"><f>1+1</f><v>remembered</v></c></row>\
                 <row r=\"4\"><c r=\"A4\"><f>1+1</f></c><c r=\"B4\" t=\"inlineStr\"><is><t>=1+1</t></is></c></row>\
                 <row r=\"5\"><c r=\"A5\" s=\"1\"><v>46082</v></c><c r=\"B5\" t=\"e\"><v>#N/A</v></c></row>\
                 <row r=\"6\"><c r=\"A6\"><v>1001.0</v></c><c r=\"B6\" t=\"b\"><v>1</v></c></row>";
    let expected = [
        ["7", "remembered"],
        ["", "=1+1"],
        ["2026-03-01", "#N/A"],
        ["1001", "true"],
    ];
    let read = table("f.xlsx", &xlsx(&format!("{headers}{cells}"))).unwrap();
    assert_eq!(read, expected.map(|row| row.map(str::to_owned)));
}

#[test]
fn broken_workbooks() {
    let file = || "f".to_owned();
    let cell = |place: &str, value: &str| format!("<c r=\"{place}\" t=\"str\"><v>{value}</v></c>");
    let head = format!("<row r=\"1\">{}</row>", cell("A1", "a"));
    let unreadable = || broken(None, Fault::Workbook);
    let whole = xlsx(&head);
    let cut = |keep: usize| whole[..keep].to_vec();
    let rows: String = (2..=100_002)
        .map(|row| format!("<row r=\"{row}\">{}</row>", cell(&format!("A{row}"), "x")))
        .collect();
    // Half of it is noise, or the ratio would be what is refused.
    refused_table(&[
        (
            "cut off",
            cut(whole.len() / 2),
            Error::NotATable {
                file: file(),
                found: FileKind::Archive,
            },
        ),
        (
            "cut off at the end",
            cut(whole.len() - 1),
            Error::NotATable {
                file: file(),
                found: FileKind::Archive,
            },
        ),
        (
            "no sheet with cells",
            xlsx(""),
            Error::Empty { file: file() },
        ),
        (
            "a million million strings stated",
            xlsx_with(&head, "<sst uniqueCount=\"1000000000000\"></sst>"),
            unreadable(),
        ),
        (
            "more strings than a number holds",
            xlsx_with(&head, "<sst uniqueCount=\"99999999999999999999\"/>"),
            unreadable(),
        ),
        (
            "strings hidden behind a comment",
            xlsx_with(&head, "<!-- <sst> --><x:sst uniqueCount=\"4000000000\"/>"),
            unreadable(),
        ),
        (
            "strings in another encoding",
            xlsx_with(&head, "<sst \0uniqueCount=\"4000000000\"/>"),
            unreadable(),
        ),
        (
            "a string that is not there",
            xlsx("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>"),
            broken(Some(1), Fault::Workbook),
        ),
        (
            "a row number past all bounds",
            xlsx("<row r=\"99999999999\"><c><v>1</v></c></row>"),
            broken(Some(1), Fault::Workbook),
        ),
        (
            "a column past all bounds",
            xlsx("<row r=\"1\"><c r=\"ZZZZZZZZZZ1\"><v>1</v></c></row>"),
            broken(Some(1), Fault::Workbook),
        ),
        (
            "a number that is none",
            xlsx("<row r=\"1\"><c r=\"A1\" t=\"n\"><v>fem</v></c></row>"),
            broken(Some(1), Fault::Workbook),
        ),
        (
            "rows out of order",
            xlsx(&format!(
                "{head}<row r=\"3\">{}</row><row r=\"2\">{}</row>",
                cell("A3", "x"),
                cell("A2", "y")
            )),
            broken(Some(2), Fault::Workbook),
        ),
        (
            "column 65",
            xlsx(&format!("<row r=\"1\">{}</row>", cell("BM1", "x"))),
            Error::TooManyColumns {
                file: file(),
                row: 1,
                limit: 64,
            },
        ),
        (
            "a cell beyond the headers",
            xlsx(&format!("{head}<row r=\"2\">{}</row>", cell("B2", "x"))),
            broken(Some(2), Fault::MoreCellsThanHeaders),
        ),
        (
            "a cell of another type",
            xlsx("<row r=\"1\"><c r=\"A1\" t=\"odd\"><v>1</v></c></row>"),
            broken(Some(1), Fault::Workbook),
        ),
        (
            "a cell that does not end",
            xlsx("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a"),
            broken(Some(1), Fault::Workbook),
        ),
        (
            "a huge cell",
            xlsx(&format!("<row r=\"1\">{}</row>", cell("A1", &noise(4_001)))),
            Error::CellTooLong {
                file: file(),
                row: 1,
                column: 1,
                limit: 4_000,
            },
        ),
        (
            "too many rows",
            xlsx_with(
                &format!("{head}{rows}"),
                &format!("<sst><!--{}--></sst>", noise(300_000)),
            ),
            Error::TooManyRows {
                file: file(),
                limit: 100_000,
            },
        ),
        (
            "only the content types",
            zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/x", b"")]),
            unreadable(),
        ),
    ]);
    let cells = xlsx(&format!("{head}{}", "<row><c><x>".repeat(10_000)));
    assert!(matches!(
        table("f", &cells),
        Err(Error::Broken { .. } | Error::UnpacksTooLarge { .. })
    ));
}

/// Letters in no order, so that they do not compress.
fn noise(length: usize) -> String {
    let mut seed = 7u64;
    let letters = std::iter::repeat_with(|| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        char::from(b'a' + (seed >> 33) as u8 % 26)
    });
    letters.take(length).collect()
}

#[test]
fn broken_documents() {
    let paragraph = "<w:p><w:r><w:t>Hej</w:t></w:r></w:p>";
    let whole = docx(paragraph, "");
    let unreadable = || broken(None, Fault::Document);
    let deep = format!("{}{}", "<w:p>".repeat(5_000), "</w:p>".repeat(5_000));
    let laughs = b"<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>";
    let cases = [
        (
            "cut off",
            whole[..whole.len() / 2].to_vec(),
            Error::NotAText {
                file: "f".to_owned(),
                found: FileKind::Archive,
            },
        ),
        ("nested 5,000 deep", docx(&deep, ""), unreadable()),
        (
            "entities that multiply",
            docx_with(laughs, "<w:styles/>"),
            unreadable(),
        ),
        (
            "an unknown entity",
            docx("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", ""),
            unreadable(),
        ),
        (
            "a tag that does not end",
            docx("<w:p><w:r", ""),
            unreadable(),
        ),
        (
            "tags that cross",
            docx("<w:p><w:r></w:p></w:r>", ""),
            unreadable(),
        ),
        (
            "styles that do not end",
            docx(paragraph, "<w:style>"),
            unreadable(),
        ),
        (
            "no UTF-8",
            docx_with(b"<w:document>\xE6</w:document>", "<w:styles/>"),
            unreadable(),
        ),
        (
            "no main part",
            zip(&[("[Content_Types].xml", b"<Types/>"), ("word/x", b"")]),
            unreadable(),
        ),
        (
            "no text",
            docx("", ""),
            Error::Empty {
                file: "f".to_owned(),
            },
        ),
        (
            "no headings",
            whole.clone(),
            Error::NoElements {
                file: "f".to_owned(),
            },
        ),
        (
            "a null character",
            docx("<w:p><w:r><w:t>&#0;</w:t></w:r></w:p>", ""),
            unreadable(),
        ),
    ];
    for (what, bytes, expected) in cases {
        assert_eq!(text("f", &bytes).unwrap_err(), expected, "{what}");
    }
    // A style that is based on itself, and one that is not there.
    let heading =
        "<w:p><w:pPr><w:pStyle w:val=\"Overskrift2\"/></w:pPr><w:r><w:t>Tillid</w:t></w:r></w:p>";
    let odd = "<w:p><w:pPr><w:pStyle w:val=\"ring\"/></w:pPr><w:r><w:t>Tekst</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"væk\"/></w:pPr></w:p>";
    let ring = "<w:style w:styleId=\"ring\"><w:basedOn w:val=\"ring\"/></w:style>";
    assert_eq!(
        text("f", &docx(&format!("{heading}{odd}"), ring))
            .unwrap()
            .elements[0]
            .meaning,
        "Tekst"
    );
}

#[test]
fn broken_archives_of_tables() {
    let whole = zip(&[
        ("organisation.csv", UNITS.as_bytes()),
        ("people.csv", PEOPLE.as_bytes()),
    ]);
    assert!(take(&[("f.zip", &whole)]).is_ok());
    let archive = Error::Broken {
        file: "f.zip".to_owned(),
        row: None,
        fault: Fault::Archive,
    };
    assert_eq!(
        take(&[("f.zip", &whole[..whole.len() / 2])]).unwrap_err(),
        archive
    );
    // A byte of the content is turned: the checksum tells.
    let mut turned = whole.clone();
    turned[50] ^= 0xFF;
    assert_eq!(take(&[("f.zip", &turned)]).unwrap_err(), archive);
    // The bit that says "encrypted" is set in both headers of the first entry.
    let mut locked = whole.clone();
    let central = locked
        .windows(4)
        .position(|bytes| bytes == b"PK\x01\x02")
        .unwrap();
    locked[6] |= 1;
    locked[central + 8] |= 1;
    assert_eq!(
        take(&[("f.zip", &locked)]).unwrap_err(),
        Error::Locked {
            file: "f.zip".to_owned()
        }
    );
    // Paths that lead out of the archive are names and nothing else.
    let escaping = zip(&[
        ("../../etc/organisation.csv", UNITS.as_bytes()),
        ("C:\\people.csv", PEOPLE.as_bytes()),
    ]);
    assert!(take(&[("f.zip", &escaping)]).is_ok());
    let with_notes = zip(&[
        ("readme.txt", b"Hej med dig"),
        ("people.csv", PEOPLE.as_bytes()),
    ]);
    assert_eq!(
        take(&[("f.zip", &with_notes)]).unwrap_err(),
        Error::Unrecognised {
            file: "readme.txt".to_owned()
        }
    );
}

#[test]
fn hostile_markdown() {
    let deep = [
        "> ".repeat(50_000),
        "- ".repeat(50_000),
        "[".repeat(50_000),
        "*".repeat(50_000),
        "<a ".repeat(50_000),
    ];
    for text_of in deep {
        let whole = format!("## Tillid\n\n{text_of}x");
        let read = text("f.md", whole.as_bytes());
        assert!(
            matches!(read, Ok(_) | Err(Error::MeaningTooLong { .. })),
            "{:?}",
            read.err()
        );
    }
    let read = text("f.md", "## T\u{202E}illid\u{0}".as_bytes());
    assert_eq!(
        read.unwrap_err(),
        Error::NotWhatItClaims {
            file: "f.md".to_owned(),
            claimed: FileKind::Text,
            found: FileKind::Binary
        }
    );
    assert_eq!(
        text("f.md", "## T\u{202E}illid".as_bytes())
            .unwrap()
            .elements[0]
            .headline,
        "Tillid"
    );
    let script = text(
        "f.md",
        b"## Tillid\n\n<script>alert(1)</script>\n\n[her](javascript:alert(1)) ![x](y)",
    )
    .unwrap();
    assert_eq!(script.elements[0].meaning, "her");
}

#[test]
fn a_name_that_is_no_name() {
    let name = format!("{}\u{1b}[31m\n.csv", "x".repeat(5_000));
    let error = table(&name, b"").unwrap_err();
    assert_eq!(
        error,
        Error::Empty {
            file: "x".repeat(200)
        }
    );
}
