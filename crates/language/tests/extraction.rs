//! Every word of a document comes out, in order, whichever form it was written in.

use std::io::{Cursor, Write};

use language::readers::{Verdict, read};
use zip::write::SimpleFileOptions;

const WORDS: [&str; 16] = [
    "borgeren",
    "ældre",
    "på",
    "tværs",
    "ansvar",
    "spørge",
    "beslutning",
    "råd",
    "året",
    "møde",
    "sygeplejerske",
    "vi",
    "å",
    "gør",
    "kommunens",
    "tillid",
];

/// Twelve paragraphs of some thirty words, no two alike, and headings between them.
fn paragraphs() -> Vec<(bool, String)> {
    let sentence = |seed: usize, count: usize| {
        let words: Vec<&str> = (0..count)
            .map(|at| WORDS[(at * (seed + 3) + seed) % WORDS.len()])
            .collect();
        format!("Vi {} nummer {seed}.", words.join(" "))
    };
    (0..12)
        .flat_map(|at| [(true, format!("Afsnit {}", WORDS[at])), (false, sentence(at, 28))])
        .collect()
}

fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn docx() -> Vec<u8> {
    let body: String = paragraphs()
        .iter()
        .map(|(heading, text)| {
            let style = if *heading {
                "<w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>"
            } else {
                ""
            };
            // Word cuts a sentence into runs wherever it likes, also inside a word.
            let (start, end) = text.split_at(text.char_indices().nth(7).map_or(0, |(at, _)| at));
            format!("<w:p>{style}<w:r><w:t>{start}</w:t></w:r><w:r><w:t xml:space=\"preserve\">{end}</w:t></w:r></w:p>")
        })
        .collect();
    let body = format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    package(&[("word/document.xml", body)])
}

fn odt() -> Vec<u8> {
    let body: String = paragraphs()
        .iter()
        .map(|(heading, text)| {
            let name = if *heading { "text:h" } else { "text:p" };
            format!("<{name}>{}</{name}>", text.replacen(' ', "<text:s/>", 1))
        })
        .collect();
    package(&[("content.xml", format!("<office:text>{body}</office:text>"))])
}

fn pptx() -> Vec<u8> {
    let slides: Vec<(String, String)> = paragraphs()
        .chunks(2)
        .zip(1..)
        .map(|(pair, number)| {
            let text: String = pair
                .iter()
                .map(|(_, text)| format!("<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"))
                .collect();
            (
                format!("ppt/slides/slide{number}.xml"),
                format!("<p:sld><p:sp>{text}</p:sp></p:sld>"),
            )
        })
        .collect();
    package(
        &slides
            .iter()
            .map(|(name, text)| (name.as_str(), text.clone()))
            .collect::<Vec<_>>(),
    )
}

fn html() -> Vec<u8> {
    let body: String = paragraphs()
        .iter()
        .map(|(heading, text)| {
            let text = text.replace('å', "&aring;").replace(" vi ", " <em>vi</em> ");
            if *heading {
                format!("<h2>{text}</h2>")
            } else {
                format!("<p>{text}")
            }
        })
        .collect();
    format!("<html><head><title></title><script>let ord = 1;</script></head><body>{body}</body></html>").into_bytes()
}

/// Lines of eight words, three paragraphs a page; every other page is turned upside down and back, as some typesetters do.
fn pdf() -> Vec<u8> {
    let all = paragraphs();
    let pages: Vec<Vec<u8>> = all
        .chunks(6)
        .enumerate()
        .map(|(number, page)| {
            let turned = number % 2 == 1;
            let mut out: Vec<u8> = if turned {
                b"1 0 0 -1 0 842 cm ".to_vec()
            } else {
                Vec::new()
            };
            let mut y = 800.0;
            for (heading, text) in page {
                let size = if *heading { 16 } else { 10 };
                let words: Vec<&str> = text.split(' ').collect();
                for line in words.chunks(8) {
                    let (flip, place) = if turned { (-1, 842.0 - y) } else { (1, y) };
                    out.extend(format!("BT /F1 {size} Tf 1 0 0 {flip} 50 {place} Tm (").bytes());
                    // WinAnsi: one byte a letter.
                    out.extend(
                        line.join(" ")
                            .chars()
                            .map(|letter| u8::try_from(u32::from(letter)).unwrap()),
                    );
                    out.extend(b") Tj ET\n");
                    y -= 14.0;
                }
                y -= 12.0;
            }
            out
        })
        .collect();
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    let mut objects: Vec<Vec<u8>> = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), pages.len()).into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>".to_vec(),
    ];
    for (number, page) in pages.into_iter().enumerate() {
        let contents = 5 + 2 * number;
        objects.push(
            format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {contents} 0 R/Resources<</Font<</F1 3 0 R>>>>>>").into_bytes(),
        );
        let mut stream = format!("<</Length {}>>stream\n", page.len()).into_bytes();
        stream.extend(page);
        stream.extend(b"\nendstream");
        objects.push(stream);
    }
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", number + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    for place in &places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(
        format!(
            "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n",
            places.len() + 1
        )
        .bytes(),
    );
    out
}

#[test]
fn every_word_comes_out_in_order() {
    let gold: Vec<String> = paragraphs()
        .iter()
        .flat_map(|(_, text)| text.split(' ').map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let markdown: String = paragraphs()
        .iter()
        .map(|(heading, text)| {
            if *heading {
                format!("## {text}\n\n")
            } else {
                format!("{text}\n\n")
            }
        })
        .collect();
    for (name, bytes) in [
        ("a.docx", docx()),
        ("a.odt", odt()),
        ("a.pptx", pptx()),
        ("a.html", html()),
        ("a.md", markdown.into_bytes()),
        ("a.pdf", pdf()),
    ] {
        let read = read(name, &bytes).unwrap();
        let found: Vec<String> = read
            .blocks
            .iter()
            .flat_map(|block| block.text.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        assert_eq!(found, gold, "{name}");
        assert_eq!(read.health.verdict, Verdict::Good, "{name}");
    }
}
