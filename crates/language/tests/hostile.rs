//! Files that mean harm, or are merely broken: each is refused or read within its limits, and none brings the process down.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use language::readers::{ReadError, Verdict, read};
use language::statistics::Random;
use zip::write::SimpleFileOptions;

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive
            .start_file(
                *name,
                SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated),
            )
            .unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const DOCX: &str = "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>";

fn docx(body: &str) -> Vec<u8> {
    package(&[(
        "word/document.xml",
        format!("{DOCX}{body}</w:body></w:document>").as_bytes(),
    )])
}

fn pdf(objects: &[&str], trailer: &str) -> Vec<u8> {
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(out.len());
        write!(out, "{} 0 obj\n{object}\nendobj\n", number + 1).unwrap();
    }
    let table = out.len();
    write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(out, "{place:010} 00000 n ").unwrap();
    }
    write!(
        out,
        "trailer\n<</Size {}{trailer}>>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    )
    .unwrap();
    out.into_bytes()
}

/// Name, bytes, and whether it must be refused.
fn corpus() -> Vec<(&'static str, Vec<u8>, bool)> {
    let nested = "<w:p>".repeat(50_000);
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]><w:document><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>";
    let outside = "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>";
    let bomb = package(&[("word/document.xml", &vec![b' '; 210_000_000])]);
    let valid = docx("<w:p><w:r><w:t>Vi spurgte beboerne, hvad de helst ville have til middag.</w:t></w:r></w:p>");
    let many: Vec<(String, Vec<u8>)> = (0..21_000).map(|n| (format!("x{n}"), Vec::new())).collect();
    let many: Vec<(&str, &[u8])> = many
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let one_page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>";
    vec![
        ("bomb.docx", bomb, true),
        ("entries.docx", package(&many), true),
        ("nested.docx", docx(&nested), true),
        (
            "laughs.docx",
            package(&[("word/document.xml", laughs.as_bytes())]),
            false,
        ),
        (
            "outside.docx",
            package(&[("word/document.xml", outside.as_bytes())]),
            false,
        ),
        ("empty.docx", Vec::new(), true),
        ("only_zip.docx", package(&[("a.txt", b"hej")]), true),
        ("cut.docx", valid[..valid.len() / 2].to_vec(), true),
        ("text.docx", b"bare tekst".to_vec(), true),
        ("docx.txt", valid.clone(), true),
        ("docx.pdf", valid.clone(), true),
        ("docx.odt", valid.clone(), true),
        ("docx.pptx", valid.clone(), true),
        ("docx.xlsx", valid, true),
        ("locked.docx", [&[0xD0, 0xCF, 0x11, 0xE0][..], &[0; 600]].concat(), true),
        ("program.txt", b"MZ\x90\x00\x03".repeat(50), true),
        ("elf.md", b"\x7fELF\x02\x01".repeat(50), true),
        ("gzip.csv", b"\x1f\x8b\x08\x00".repeat(50), true),
        ("zeros.txt", vec![0; 100_000], true),
        ("unknown.exe", b"hej".to_vec(), true),
        ("no_extension", b"hej".to_vec(), true),
        ("endless_line.csv", vec![b'a'; 2_000_000], false),
        ("quotes.csv", vec![b'"'; 1_000_001], false),
        ("commas.csv", vec![b','; 1_000_000], false),
        ("open_tags.html", b"<div>".repeat(200_000), false),
        (
            "open_comment.html",
            [b"<!--".repeat(100_000), b"x".to_vec()].concat(),
            false,
        ),
        ("open_script.html", b"<script><script>".repeat(50_000), false),
        (
            "entities.html",
            b"&#x41;&amp;&bogus;&#99999999999;".repeat(20_000),
            false,
        ),
        ("arrows.vtt", b"-->\n".repeat(200_000), false),
        ("voices.vtt", b"00 --> 01\n<v \n\n".repeat(20_000), false),
        (
            "numbers.srt",
            b"1\n00:00:00,000 --> 00:00:00,000\n:\n\n".repeat(20_000),
            false,
        ),
        ("stars.md", b"*_`[![](".repeat(50_000), false),
        ("bars.md", b"|".repeat(1_000_000), false),
        ("half_utf16.txt", vec![0xFF, 0xFE, 0x00, 0xD8], true),
        ("header_only.pdf", b"%PDF-1.7\n".to_vec(), true),
        (
            "cut.pdf",
            b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            true,
        ),
        (
            "own_parent.pdf",
            pdf(
                &["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"],
                "/Root 1 0 R",
            ),
            false,
        ),
        (
            "loop_contents.pdf",
            pdf(
                &[
                    "<</Type/Catalog/Pages 2 0 R>>",
                    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                    one_page,
                    "4 0 R",
                ],
                "/Root 1 0 R",
            ),
            false,
        ),
        (
            "loop_length.pdf",
            pdf(
                &[
                    "<</Type/Catalog/Pages 2 0 R>>",
                    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                    one_page,
                    "<</Length 4 0 R>>stream\nBT (a) Tj ET\nendstream",
                ],
                "/Root 1 0 R",
            ),
            false,
        ),
        (
            "prev_loop.pdf",
            pdf(
                &["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"],
                "/Root 1 0 R/Prev 9",
            ),
            false,
        ),
        (
            "huge_count.pdf",
            pdf(
                &[
                    "<</Type/Catalog/Pages 2 0 R>>",
                    "<</Type/Pages/Kids[]/Count 2147483647>>",
                ],
                "/Root 1 0 R",
            ),
            false,
        ),
        (
            "deep_arrays.pdf",
            pdf(&[&format!("{}{}", "[".repeat(300), "]".repeat(300))], "/Root 1 0 R"),
            false,
        ),
    ]
}

#[test]
fn forty_two_hostile_files_are_stopped() {
    let corpus = corpus();
    let names: std::collections::BTreeSet<&str> = corpus.iter().map(|(name, ..)| *name).collect();
    assert_eq!((corpus.len(), names.len()), (42, 42), "each file by a name of its own");
    for (name, bytes, refused) in corpus {
        let began = std::time::Instant::now();
        let outcome = read(name, &bytes);
        assert!(began.elapsed().as_secs() < 20, "{name} took {:?}", began.elapsed());
        if refused {
            assert!(outcome.is_err(), "{name} was read");
        }
        if name.rsplit('.').next() == Some("pdf")
            && let Ok(read) = &outcome
        {
            assert_ne!(read.health.verdict, Verdict::Good, "{name} holds no text");
        }
        if let Ok(read) = &outcome {
            let text: String = read.blocks.iter().map(|block| block.text.as_str()).collect();
            assert!(!text.contains("root:"), "{name} reached outside");
        }
    }
}

#[test]
fn every_reader_survives_flipped_and_cut_bytes() {
    let samples: Vec<(&str, Vec<u8>)> = vec![
        (
            "a.docx",
            docx(
                "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Titel</w:t></w:r></w:p><w:tbl><w:p><w:r><w:t>celle</w:t></w:r></w:p></w:tbl>",
            ),
        ),
        (
            "a.odt",
            package(&[(
                "content.xml",
                b"<office:text><text:h>Titel</text:h><text:p>Vi<text:s text:c=\"3\"/>spurgte</text:p></office:text>",
            )]),
        ),
        (
            "a.pptx",
            package(&[(
                "ppt/slides/slide1.xml",
                b"<p:sld><p:sp><p:ph type=\"title\"/><a:p><a:t>Hej</a:t></a:p></p:sp></p:sld>",
            )]),
        ),
        (
            "a.xlsx",
            package(&[
                (
                    "xl/sharedStrings.xml",
                    b"<sst><si><t>Vi vil gerne have mere tid</t></si></sst>",
                ),
                (
                    "xl/worksheets/sheet1.xml",
                    b"<row><c r=\"A1\" t=\"s\"><v>0</v></c></row>",
                ),
            ]),
        ),
        (
            "a.pdf",
            pdf(
                &[
                    "<</Type/Catalog/Pages 2 0 R>>",
                    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
                    "<</Length 40>>stream\nBT /F1 12 Tf 10 100 Td (Hej med jer) Tj ET\nendstream",
                    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
                ],
                "/Root 1 0 R",
            ),
        ),
        ("a.html", "<p>R&oslash;d <b>grød</b><script>x</script></p>".into()),
        ("a.md", "# T\n\n- a\n- b [c](d)\n\n| x | y |\n".into()),
        (
            "a.vtt",
            "WEBVTT\n\n00:01 --> 00:02\n<v Anna>Hej der\n\n00:02 --> 00:03\nBo: Ja. Nej.\n".into(),
        ),
        (
            "a.csv",
            "navn;svar\nAnna;\"Vi vil; gerne \"\"det\"\" hele nu\"\n".into(),
        ),
    ];
    let mut random = Random::seeded(42);
    for (name, sample) in samples {
        for round in 0..400 {
            let mut bytes = sample.clone();
            for _ in 0..=random.below(8) {
                let at = random.below(bytes.len());
                bytes[at] = u8::try_from(random.below(256)).unwrap();
            }
            if round % 5 == 0 {
                bytes.truncate(random.below(bytes.len()));
            }
            let _ = read(name, &bytes);
        }
    }
}

#[test]
fn conversations_are_refused_with_the_reason() {
    let form = "# MUS-skema 2026\n\nMedarbejder: \n\nLeder: \n\nDato for samtalen: \n\nHvad gik godt i år? Jeg er glad for mine opgaver.\n";
    assert!(matches!(
        read("skema.md", form.as_bytes()),
        Err(ReadError::Conversation { .. })
    ));
    let minutes = "# Referat\n\nUdvalget drøftede de nye samtalekort til MUS. Kortene bruges på prøve resten af året, og materialet smides væk, hvis det ikke gør en forskel.\n";
    assert!(read("referat.md", minutes.as_bytes()).is_ok());
}

/// A file of `pages` pages that all draw the same.
fn drawn(contents: &str, pages: usize) -> Vec<u8> {
    let kids: Vec<String> = (0..pages).map(|page| format!("{} 0 R", page + 5)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{}]/Count {pages}>>", kids.join(" ")),
        format!("<</Length {}>>stream\n{contents}\nendstream", contents.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    objects.extend((0..pages).map(|_| {
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>".to_owned()
    }));
    pdf(&objects.iter().map(String::as_str).collect::<Vec<_>>(), "/Root 1 0 R")
}

#[test]
fn every_pdf_without_text_is_flagged() {
    let image = "q 500 0 0 700 40 40 cm BI /W 4 /H 4 /BPC 8 /CS /G ID 0123456789abcdef EI Q";
    let spaces =
        "BT /F1 11 Tf 60 700 Td (                                                                              ) Tj ET";
    let empty: Vec<(&str, Vec<u8>)> = vec![
        ("nothing drawn", drawn("", 1)),
        ("twenty blank pages", drawn("", 20)),
        ("a scan", drawn(image, 1)),
        ("a scan of twelve pages", drawn(image, 12)),
        ("lines and boxes", drawn("0 0 m 500 500 l S 10 10 100 100 re f", 3)),
        ("blanks only", drawn(spaces, 2)),
        ("page numbers only", drawn("BT /F1 9 Tf 300 20 Td (7 / 12) Tj ET", 12)),
        (
            "a scan with a stamp",
            drawn(
                &format!("{image} BT /F1 9 Tf 60 800 Td (Modtaget 3. marts 2026) Tj ET"),
                6,
            ),
        ),
        ("a font that is not there", drawn("BT /F9 11 Tf 60 700 Td (a) Tj ET", 1)),
        ("an operator left open", drawn("BT /F1 11 Tf (", 1)),
    ];
    for (name, bytes) in empty {
        if let Ok(read) = read("a.pdf", &bytes) {
            assert_eq!(read.health.verdict, Verdict::Empty, "{name}: {:?}", read.blocks);
        }
    }
    // The control: with text on it the same file is good.
    let text = "BT /F1 11 Tf 60 700 Td (Vi spurgte beboerne, hvad de helst ville have til middag,) Tj 0 -14 Td (og de valgte at spise sammen i haven med deres naboer.) Tj ET";
    let read = read("a.pdf", &drawn(text, 1)).unwrap();
    assert_eq!(read.health.verdict, Verdict::Good);
    assert!(
        read.blocks[0].text.contains("middag,\nog de valgte"),
        "{:?}",
        read.blocks
    );
}

#[test]
fn a_page_without_text_is_missing_data() {
    let empty = pdf(
        &[
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        ],
        "/Root 1 0 R",
    );
    if let Ok(read) = read("scan.pdf", &empty) {
        assert_eq!(read.health.verdict, Verdict::Empty);
    }
    let garbled = "xqzt bvvr kkrr pmtw ".repeat(60);
    assert_eq!(
        read("a.txt", garbled.as_bytes()).unwrap().health.verdict,
        Verdict::Garbled
    );
}
