//! Documents for the room that looks at wording, as they are handed in: files, ZIP archives of files, and an index that says where
//! each belongs. Their contents are read elsewhere.

use std::collections::HashMap;

use crate::archive::Archive;
use crate::table::Book;
use crate::{Error, File, FileKind, Limits};

/// One file of what was handed in. Archives are opened, archives inside them are not.
pub struct Handed {
    /// Without the folders.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Where the index says that a file belongs. Cells are as they stand; an empty one says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// Row of the index, for a sentence about it.
    pub row: u32,
    pub unit: String,
    pub date: String,
    pub kind: String,
    pub source: String,
    /// The occasion was the foundation itself.
    pub about_foundation: bool,
}

/// By the file's name, in lower case.
pub type Index = HashMap<String, Placed>;

const COLUMNS: [(&str, &[&str]); 6] = [
    ("file", &["file", "fil"]),
    ("unit", &["unit", "enhed", "område"]),
    ("date", &["date", "dato"]),
    ("kind", &["kind", "type", "slags"]),
    ("source", &["source", "kilde"]),
    ("about", &["about", "about_foundation", "om grundlaget"]),
];

/// Opens archives, leaves out folders and what systems add to them, and finds the index: the table named `index`. Everything
/// together unpacks to no more than the limit of one archive: a hundred small archives must not fill the memory.
pub fn open(files: Vec<(String, Vec<u8>)>, limits: &Limits) -> Result<(Vec<Handed>, Index), Error> {
    let mut handed = Vec::new();
    let mut index = Index::new();
    let mut unpacked = 0;
    for (name, bytes) in files {
        let file = File::new(&name, &bytes);
        if matches!(FileKind::of(&bytes), FileKind::Archive) && name.to_lowercase().ends_with(".zip") {
            let mut archive = Archive::open(file, limits)?;
            for entry in archive.names()? {
                if let Some(bytes) = archive.read(&entry)? {
                    unpacked += bytes.len() as u64;
                    if unpacked > limits.unpacked_bytes {
                        return Err(Error::UnpacksTooLarge {
                            file: name,
                            limit: limits.unpacked_bytes,
                        });
                    }
                    place(entry, bytes, limits, &mut handed, &mut index)?;
                }
            }
        } else {
            place(name, bytes, limits, &mut handed, &mut index)?;
        }
    }
    Ok((handed, index))
}

fn place(
    path: String,
    bytes: Vec<u8>,
    limits: &Limits,
    handed: &mut Vec<Handed>,
    index: &mut Index,
) -> Result<(), Error> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(&path).to_owned();
    // What macOS and Windows put beside the files.
    if name.is_empty() || name.starts_with('.') || name.eq_ignore_ascii_case("thumbs.db") || path.contains("__MACOSX") {
        return Ok(());
    }
    if ["index.csv", "index.xlsx"].contains(&name.to_lowercase().as_str()) {
        index.extend(read_index(File::new(&name, &bytes), limits)?);
        return Ok(());
    }
    let size = bytes.len() as u64;
    if size > limits.file_bytes {
        return Err(Error::TooLarge {
            file: File::new(&name, &bytes).label(),
            size,
            limit: limits.file_bytes,
        });
    }
    handed.push(Handed { name, bytes });
    Ok(())
}

/// Reads an index: the columns `file`, `unit` and `date`, and perhaps `kind`, `source` and `about`.
pub fn read_index(file: File<'_>, limits: &Limits) -> Result<Index, Error> {
    let label = file.label();
    let mut book = Book::open(file, limits)?;
    let headers: Vec<String> = book.tables()[0]
        .headers
        .iter()
        .map(|h| h.trim().to_lowercase())
        .collect();
    let columns = COLUMNS.map(|(_, names)| headers.iter().position(|header| names.contains(&header.as_str())));
    for (column, (name, _)) in columns.iter().zip(COLUMNS).take(3) {
        if column.is_none() {
            return Err(Error::MissingColumn {
                file: label,
                column: name,
            });
        }
    }
    let mut index = Index::new();
    for row in book.rows(0, columns)? {
        let row = row?;
        let [file, unit, date, kind, source, about] = row.cells.map(|cell| cell.trim().to_owned());
        let placed = Placed {
            row: row.number,
            unit,
            date,
            kind,
            source,
            about_foundation: ["ja", "yes", "true", "1", "x"].contains(&about.to_lowercase().as_str()),
        };
        let name = file.rsplit(['/', '\\']).next().unwrap_or(&file).to_lowercase();
        index.insert(name, placed);
    }
    Ok(index)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn an_archive_is_opened_and_its_index_read() {
        let index = "Fil;Enhed;Dato;Type;Om grundlaget\r\nreferat.txt;Skoler;2026-03-02;referat;\r\nWEBINAR.vtt;Direktionen;2026-04-01;transskript;ja\r\n";
        let bytes = zipped(&[
            ("mappe/referat.txt", "Vi talte om det."),
            ("mappe/webinar.vtt", "WEBVTT"),
            ("mappe/index.csv", index),
            ("__MACOSX/mappe/._referat.txt", "x"),
            ("mappe/.DS_Store", "x"),
        ]);
        let (handed, index) = open(vec![("alt.zip".into(), bytes)], &Limits::default()).unwrap();
        let names: Vec<&str> = handed.iter().map(|h| h.name.as_str()).collect();
        assert_eq!(names, ["referat.txt", "webinar.vtt"]);
        assert_eq!(index["referat.txt"].unit, "Skoler");
        assert!(!index["referat.txt"].about_foundation);
        assert!(index["webinar.vtt"].about_foundation);
        assert_eq!(index["webinar.vtt"].row, 3);
    }

    #[test]
    fn an_index_without_its_columns_says_which() {
        let error = read_index(File::new("index.csv", b"file,unit\na,b\n"), &Limits::default()).unwrap_err();
        assert!(matches!(error, Error::MissingColumn { column: "date", .. }));
    }

    #[test]
    fn archives_together_and_each_file_have_a_limit() {
        let limits = Limits {
            file_bytes: 600,
            unpacked_bytes: 1_000,
            ..Limits::default()
        };
        let one = zipped(&[("a.txt", &"ord ".repeat(150))]);
        let both = vec![("a.zip".to_owned(), one.clone()), ("b.zip".to_owned(), one.clone())];
        assert!(open(vec![("a.zip".into(), one)], &limits).is_ok());
        assert!(matches!(open(both, &limits), Err(Error::UnpacksTooLarge { file, .. }) if file == "b.zip"));
        let large = zipped(&[("a.txt", &"ord ".repeat(151))]);
        assert!(matches!(
            open(vec![("a.zip".into(), large)], &limits),
            Err(Error::TooLarge { file, size: 604, .. }) if file == "a.txt"
        ));
    }

    #[test]
    fn a_bomb_is_refused() {
        let bytes = zipped(&[("a.txt", &"0".repeat(30_000_000))]);
        assert!(matches!(
            open(vec![("a.zip".into(), bytes)], &Limits::default()),
            Err(Error::UnpacksTooLarge { .. })
        ));
    }
}
