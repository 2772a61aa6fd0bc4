//! The organisation, written in the formats that [`crate::organisation`] reads.
//!
//! The same input gives the same bytes. A text that a spreadsheet would run as a formula gets an apostrophe in front,
//! in CSV and in workbooks alike (a workbook may be saved as CSV), and reading takes exactly that one off again:
//! rows that [`crate::organisation::read`] handed over come back the same.
//!
//! The sample format holds everything. `OS2mo`'s files have no place for a unit's kind, a leader level, whether a post
//! is acting, when it ends, and when a leader began; CPR, Mobil and the addresses are written as empty columns.

mod os2mo;
mod sample;

use std::borrow::Cow;
use std::collections::HashMap;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format as CellFormat, Workbook};
use thiserror::Error;

use crate::neutral::neutralised;
use crate::organisation::{Format, Part, Person, Post, Unit};

/// What is written. Posts come out in their order, grouped by person; units and people in theirs.
#[derive(Debug, Clone, Copy)]
pub struct Organisation<'a> {
    /// All units.
    pub units: &'a [Unit],
    /// All people, each once.
    pub people: &'a [Person],
    /// All posts, each of one of the people.
    pub posts: &'a [Post],
}

/// A file, written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// For example `people.csv`.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Why nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ExportError {
    /// A post of somebody who is not among the people.
    #[error("a post of {person}, who is not among the people")]
    UnknownPerson {
        /// The person's key.
        person: String,
    },
    /// More rows or longer texts than a workbook holds (1,048,576 rows, 32,767 characters).
    #[error("more than a workbook holds")]
    Workbook,
}

/// A table on its way out: the same for CSV and workbooks.
struct Sheet<'a> {
    part: Part,
    headers: &'static [&'static str],
    rows: Vec<Vec<Cow<'a, str>>>,
}

/// CSV files as Danish Excel opens them by double click: UTF-8 with a byte order mark, semicolons, every cell in
/// quotation marks, CR LF.
pub fn csv(format: Format, organisation: &Organisation<'_>) -> Result<Vec<Written>, ExportError> {
    let sheets = sheets(format, organisation)?;
    Ok(sheets
        .iter()
        .map(|sheet| Written {
            name: format!("{}.csv", sheet.part.name()),
            bytes: csv_bytes(sheet),
        })
        .collect())
}

/// One workbook with a sheet for each file of the format. All cells are text.
pub fn xlsx(format: Format, organisation: &Organisation<'_>) -> Result<Vec<u8>, ExportError> {
    workbook(&sheets(format, organisation)?).ok_or(ExportError::Workbook)
}

fn sheets<'a>(format: Format, organisation: &Organisation<'a>) -> Result<Vec<Sheet<'a>>, ExportError> {
    let posts = Posts::of(organisation)?;
    Ok(match format {
        Format::Sample => sample::sheets(organisation, &posts),
        Format::Os2mo => os2mo::sheets(organisation, &posts),
    })
}

/// Posts by the place of their person among the people.
struct Posts<'a>(Vec<Vec<&'a Post>>);

impl<'a> Posts<'a> {
    fn of(organisation: &Organisation<'a>) -> Result<Self, ExportError> {
        let people = organisation.people.iter().enumerate();
        let places: HashMap<&str, usize> = people.map(|(at, p)| (p.external_id.as_str(), at)).collect();
        let mut by_person = vec![Vec::new(); organisation.people.len()];
        for post in organisation.posts {
            let Some(at) = places.get(post.person.as_str()) else {
                return Err(ExportError::UnknownPerson {
                    person: post.person.clone(),
                });
            };
            by_person[*at].push(post);
        }
        Ok(Self(by_person))
    }

    fn each(&self, organisation: &Organisation<'a>) -> impl Iterator<Item = (&'a Person, &[&'a Post])> {
        organisation.people.iter().zip(self.0.iter().map(Vec::as_slice))
    }
}

fn csv_bytes(sheet: &Sheet<'_>) -> Vec<u8> {
    let mut out = String::from('\u{FEFF}');
    csv_row(&mut out, sheet.headers.iter().copied());
    for row in &sheet.rows {
        csv_row(&mut out, row.iter().map(AsRef::as_ref));
    }
    out.into_bytes()
}

pub(crate) fn csv_row<'c>(out: &mut String, cells: impl Iterator<Item = &'c str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(';');
        }
        out.push('"');
        out.push_str(&neutralised(cell).replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
}

/// `None` when a workbook cannot hold it. The date of creation is fixed, or the bytes would change by the second.
fn workbook(sheets: &[Sheet<'_>]) -> Option<Vec<u8>> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1).ok()?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    // Excel's number format "text": what a user types into the column later stays text as well.
    let text = CellFormat::new().set_num_format("@");
    for sheet in sheets {
        let page = workbook.add_worksheet();
        page.set_name(sheet.part.name()).ok()?;
        page.set_freeze_panes(1, 0).ok()?;
        for (column, header) in (0u16..).zip(sheet.headers) {
            page.write_string(0, column, *header).ok()?;
        }
        for (number, row) in (1u32..).zip(&sheet.rows) {
            for (column, cell) in (0u16..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
                page.write_string_with_format(number, column, neutralised(cell), &text)
                    .ok()?;
            }
        }
    }
    workbook.save_to_buffer().ok()
}
