//! Files made by hand, shared by the tests.
#![allow(dead_code, reason = "each test file uses a part of this one")]

use std::io::{Cursor, Write};

use intake::organisation::{self, Batch, Person, Post, Report, Stopped, Unit};
use intake::{Error, File, Limits};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A ZIP archive with these entries.
pub fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// A Word document with this body and these styles, as inner XML.
pub fn docx(body: &str, styles: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {W}><w:body>{body}</w:body></w:document>"
    );
    docx_with(
        document.as_bytes(),
        &format!("<w:styles {W}>{styles}</w:styles>"),
    )
}

/// A Word document with this main part.
pub fn docx_with(document: &[u8], styles: &str) -> Vec<u8> {
    let rels = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", rels.as_bytes()),
        ("word/document.xml", document),
        ("word/styles.xml", styles.as_bytes()),
    ])
}

/// A workbook with one sheet, whose `sheetData` has this inner XML.
pub fn xlsx(sheet_data: &str) -> Vec<u8> {
    xlsx_with(sheet_data, "<sst></sst>")
}

/// A workbook with one sheet and these shared strings.
pub fn xlsx_with(sheet_data: &str, shared_strings: &str) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let rels = format!(
        r#"<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let book = format!(
        r#"<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Ark1" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    let book_rels = format!(
        r#"<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
    );
    let styles = format!(
        r#"<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
    );
    let sheet =
        format!(r#"<worksheet xmlns="{main}"><sheetData>{sheet_data}</sheetData></worksheet>"#);
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", rels.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", book_rels.as_bytes()),
        ("xl/sharedStrings.xml", shared_strings.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// Everything that reading an organisation handed over.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Taken {
    pub units: Vec<Unit>,
    pub people: Vec<Person>,
    pub posts: Vec<Post>,
}

/// Reads all files, checking on the way what the receiver may rely on.
pub fn take(files: &[(&str, &[u8])]) -> Result<(Taken, Report), Error> {
    take_with(files, &Limits::default())
}

/// As [`take`], with other limits.
pub fn take_with(files: &[(&str, &[u8])], limits: &Limits) -> Result<(Taken, Report), Error> {
    let files: Vec<File> = files
        .iter()
        .map(|(name, bytes)| File::new(name, bytes))
        .collect();
    let mut taken = Taken::default();
    let report = organisation::read::<()>(&files, limits, |batch| {
        match batch {
            Batch::Units(units) => {
                assert!(taken.people.is_empty() && !units.is_empty() && units.len() <= 500);
                taken.units.extend(units);
            }
            Batch::People(people) => taken.people.extend(people),
            Batch::Posts(posts) => taken.posts.extend(posts),
        }
        Ok(())
    });
    let report = report.map_err(|stopped| match stopped {
        Stopped::File(error) => error,
        Stopped::Sink(()) => panic!("the receiver never stops"),
    })?;
    let counts = [report.units, report.people, report.posts];
    assert_eq!(
        counts,
        [
            taken.units.len() as u64,
            taken.people.len() as u64,
            taken.posts.len() as u64
        ]
    );
    Ok((taken, report))
}
