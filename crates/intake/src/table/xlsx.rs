//! XLSX through calamine, with a guard around it.
//!
//! The archive has been unpacked into a counter before (see `archive`). Two things are left that a hostile workbook
//! could do to calamine 0.38: state a number of shared strings for which memory is then reserved in one go, which
//! ends the process; and cell references or numbers on which it panics. The first is refused here, the second caught.

use std::borrow::Cow;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Cell, DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};
use quick_xml::events::Event;

use super::{Bounds, Table};
use crate::archive::Archive;
use crate::{Error, Fault};

/// Rows and columns of the largest sheet that Excel knows.
const SHEET: (u32, u32) = (1_048_576, 16_384);

type Bytes<'a> = Cursor<Cow<'a, [u8]>>;

pub(super) struct Workbook<'a> {
    xlsx: Xlsx<Bytes<'a>>,
}

impl<'a> Workbook<'a> {
    pub fn open(mut archive: Archive<'a>, bounds: &Bounds) -> Result<Self, Error> {
        for name in archive.names()? {
            if name.to_ascii_lowercase().ends_with("sharedstrings.xml") {
                let strings = archive.read(&name)?.unwrap_or_default();
                check_string_count(&strings).ok_or_else(|| unreadable(bounds))?;
            }
        }
        let bytes = archive.into_bytes();
        let xlsx = guarded(|| Xlsx::new(Cursor::new(bytes))).ok_or_else(|| unreadable(bounds))?;
        Ok(Self { xlsx })
    }

    /// The worksheets that a user can see and that have a cell with text, with their headers.
    pub fn tables(&mut self, bounds: &Bounds) -> Result<Vec<Table>, Error> {
        let sheets: Vec<String> = self
            .xlsx
            .sheets_metadata()
            .iter()
            .filter(|sheet| {
                sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
            })
            .map(|sheet| sheet.name.clone())
            .collect();
        let mut tables = Vec::new();
        for sheet in sheets {
            let mut cells = self.sheet(&sheet, bounds)?;
            if let Some(header_row) = cells.next_filled()? {
                let headers = cells
                    .cells()
                    .iter()
                    .map(|cell| cell.trim().to_owned())
                    .collect();
                tables.push(Table {
                    sheet,
                    headers,
                    header_row,
                });
            }
        }
        Ok(tables)
    }

    pub fn sheet<'b>(&'b mut self, name: &str, bounds: &'b Bounds) -> Result<Cells<'b, 'a>, Error> {
        let reader =
            guarded(|| self.xlsx.worksheet_cells_reader(name)).ok_or_else(|| unreadable(bounds))?;
        Ok(Cells {
            reader,
            next: None,
            row: Vec::new(),
            number: 0,
            ended: false,
            bounds,
        })
    }
}

/// The cells of a sheet, gathered into rows as they come.
pub(super) struct Cells<'b, 'a> {
    reader: XlsxCellReader<'b, Bytes<'a>>,
    next: Option<(u32, usize, String)>,
    row: Vec<String>,
    number: u32,
    /// Asked for more at the end of a sheet, calamine takes the file for a broken one.
    ended: bool,
    bounds: &'b Bounds,
}

impl Cells<'_, '_> {
    /// The cells of the row that [`Cells::next_filled`] came to.
    pub fn cells(&self) -> &[String] {
        &self.row
    }

    /// Goes to the next row that has any text in it; its number, or `None` at the end.
    pub fn next_filled(&mut self) -> Result<Option<u32>, Error> {
        self.row.clear();
        let first = match self.next.take() {
            Some(cell) => cell,
            None => match self.filled_cell()? {
                Some(cell) => cell,
                None => return Ok(None),
            },
        };
        if first.0 <= self.number {
            return Err(self.bounds.broken(first.0, Fault::Workbook));
        }
        self.number = first.0;
        let mut current = first;
        loop {
            let (_, column, text) = current;
            if self.row.len() <= column {
                self.row.resize(column + 1, String::new());
            }
            self.row[column] = text;
            match self.filled_cell()? {
                Some(cell) if cell.0 == self.number => current = cell,
                after => {
                    self.next = after;
                    return Ok(Some(self.number));
                }
            }
        }
    }

    /// The next cell with text, as row (from 1), column (from 0) and text.
    fn filled_cell(&mut self) -> Result<Option<(u32, usize, String)>, Error> {
        while !self.ended {
            let cell = guarded(|| self.reader.next_cell()).ok_or_else(|| self.unreadable_row())?;
            let Some(cell) = cell else {
                self.ended = true;
                return Ok(None);
            };
            let text = text_of(&cell);
            if text.trim().is_empty() {
                continue;
            }
            let (row, column) = cell.get_position();
            if row >= SHEET.0 || column >= SHEET.1 {
                return Err(self.unreadable_row());
            }
            let (row, column) = (row + 1, column as usize);
            if column as u64 >= self.bounds.limits.columns {
                return Err(self.bounds.too_many_columns(row));
            }
            self.bounds.check_cell(row, column, &text)?;
            return Ok(Some((row, column, text.into_owned())));
        }
        Ok(None)
    }

    fn unreadable_row(&self) -> Error {
        self.bounds
            .broken(self.number.saturating_add(1), Fault::Workbook)
    }
}

/// Dates are written as ISO dates; of a formula there is only the value that the workbook remembers.
fn text_of<'c>(cell: &'c Cell<DataRef<'_>>) -> Cow<'c, str> {
    match cell.get_value() {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cow::Borrowed(text)
        }
        DataRef::SharedString(text) => Cow::Borrowed(text),
        DataRef::Int(number) => Cow::Owned(number.to_string()),
        DataRef::Float(number) => Cow::Owned(number.to_string()),
        DataRef::Bool(yes) => Cow::Owned(yes.to_string()),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            Cow::Owned(format!("{year:04}-{month:02}-{day:02}"))
        }
        DataRef::DateTime(span) => Cow::Owned(span.as_f64().to_string()),
        DataRef::Error(error) => Cow::Owned(error.to_string()),
        DataRef::Empty => Cow::Borrowed(""),
    }
}

/// Whether the stated number of shared strings fits into the part's own bytes: the shortest string, `<si/>`, takes
/// five. Office parts are UTF-8; in another encoding the number could hide.
fn check_string_count(part: &[u8]) -> Option<()> {
    let text = std::str::from_utf8(part)
        .ok()
        .filter(|text| !text.contains('\0'))?;
    let mut xml = quick_xml::Reader::from_str(text);
    loop {
        match xml.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "sst" => {
                for attribute in tag.attributes().with_checks(false) {
                    let attribute = attribute.ok()?;
                    if attribute.key.as_ref() == "uniqueCount" {
                        let count: usize = attribute.value.trim().parse().ok()?;
                        (count <= part.len() / 5).then_some(())?;
                    }
                }
                return Some(());
            }
            Event::Eof => return Some(()),
            _ => {}
        }
    }
}

/// Runs calamine; `None` when it fails or panics. What it was working on is dropped by every caller in both cases.
fn guarded<T>(work: impl FnOnce() -> Result<T, XlsxError>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()?.ok()
}

fn unreadable(bounds: &Bounds) -> Error {
    Error::Broken {
        file: bounds.file.clone(),
        row: None,
        fault: Fault::Workbook,
    }
}
