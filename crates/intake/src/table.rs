//! CSV or XLSX, whichever it is, as headers and rows.
//!
//! What the file is, its encoding and its delimiter are found out by content. Rows come one at a time; a cell of a
//! column that was not asked for is never made into a string of its own.

mod csv;
mod xlsx;

use std::borrow::Cow;

use crate::archive::Archive;
use crate::decode::decode;
use crate::neutral::restored;
use crate::{Error, Fault, File, FileKind, Limits};

/// A file that holds one table (CSV) or several (the sheets of a workbook).
///
/// Not `Debug`, like [`Row`]: it may hold CPR numbers.
pub struct Book<'a> {
    content: Content<'a>,
    tables: Vec<Table>,
    bounds: Bounds,
}

enum Content<'a> {
    Csv { text: Cow<'a, str>, delimiter: u8 },
    Workbook(Box<xlsx::Workbook<'a>>),
}

/// A table's name and headers.
#[derive(Clone)]
pub struct Table {
    /// The sheet's name; empty for CSV.
    pub sheet: String,
    /// The cells of the first row that has any, trimmed, as they are written.
    pub headers: Vec<String>,
    /// Number of the row that the headers stand in.
    header_row: u32,
}

/// One row of a table, with the `N` cells that were asked for.
pub struct Row<const N: usize> {
    /// As a spreadsheet shows it: the first row of the file is 1, empty rows count.
    pub number: u32,
    /// One cell for each column that was asked for, in that order. An apostrophe that guards a formula sign is taken
    /// off; nothing else is changed.
    pub cells: [String; N],
}

impl<'a> Book<'a> {
    /// Finds out what the file is and reads the headers. Sheets without any cell are left out.
    ///
    /// A ZIP archive that is no workbook is [`Error::NotATable`]; [`crate::organisation::read`] looks inside those.
    pub fn open(file: File<'a>, limits: &Limits) -> Result<Self, Error> {
        let bounds = Bounds {
            file: file.label(),
            limits: limits.clone(),
        };
        match file.kind(limits)? {
            FileKind::Text => Self::csv(file.into_bytes(), bounds),
            FileKind::Workbook => Self::workbook(file, bounds),
            found => Err(Error::NotATable {
                file: bounds.file,
                found,
            }),
        }
    }

    fn csv(bytes: Cow<'a, [u8]>, bounds: Bounds) -> Result<Self, Error> {
        let text = match bytes {
            Cow::Borrowed(bytes) => decode(&bounds.file, bytes)?,
            Cow::Owned(bytes) => Cow::Owned(decode(&bounds.file, &bytes)?.into_owned()),
        };
        let delimiter = csv::delimiter(&text);
        let mut records = csv::Records::new(&text, delimiter, &bounds);
        let Some(number) = records.next_filled()? else {
            return Err(Error::Empty { file: bounds.file });
        };
        let headers = records
            .cells()
            .iter()
            .map(|cell| cell.trim().to_owned())
            .collect();
        let table = Table {
            sheet: String::new(),
            headers,
            header_row: number,
        };
        Ok(Self {
            content: Content::Csv { text, delimiter },
            tables: vec![table],
            bounds,
        })
    }

    fn workbook(file: File<'a>, bounds: Bounds) -> Result<Self, Error> {
        let archive = Archive::open(file, &bounds.limits)?;
        let mut workbook = xlsx::Workbook::open(archive, &bounds)?;
        let tables = workbook.tables(&bounds)?;
        if tables.is_empty() {
            return Err(Error::Empty { file: bounds.file });
        }
        Ok(Self {
            content: Content::Workbook(Box::new(workbook)),
            tables,
            bounds,
        })
    }

    /// The tables of the file; at least one.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The rows below the headers of the table at `table` in [`Book::tables`], empty rows left out.
    ///
    /// `columns` says which cells a row is to have, by their place among the headers; `None` gives an empty cell.
    /// After an error the iterator ends.
    pub fn rows<const N: usize>(
        &mut self,
        table: usize,
        columns: [Option<usize>; N],
    ) -> Result<Rows<'_, 'a, N>, Error> {
        let Self {
            content,
            tables,
            bounds,
        } = self;
        let Some(table) = tables.get(table) else {
            return Err(Error::Empty {
                file: bounds.file.clone(),
            });
        };
        let source = match content {
            Content::Csv { text, delimiter } => {
                Source::Csv(csv::Records::new(text, *delimiter, bounds))
            }
            Content::Workbook(workbook) => Source::Sheet(workbook.sheet(&table.sheet, bounds)?),
        };
        Ok(Rows {
            source: Some(source),
            table,
            bounds,
            columns,
            seen: 0,
        })
    }
}

/// Iterator over the rows of one table.
pub struct Rows<'b, 'a, const N: usize> {
    source: Option<Source<'b, 'a>>,
    table: &'b Table,
    bounds: &'b Bounds,
    columns: [Option<usize>; N],
    seen: u64,
}

enum Source<'b, 'a> {
    Csv(csv::Records<'b>),
    Sheet(xlsx::Cells<'b, 'a>),
}

impl<const N: usize> Rows<'_, '_, N> {
    fn advance(&mut self) -> Result<Option<Row<N>>, Error> {
        loop {
            let number = match &mut self.source {
                Some(Source::Csv(records)) => records.next_filled()?,
                Some(Source::Sheet(cells)) => cells.next_filled()?,
                None => None,
            };
            let Some(number) = number else {
                return Ok(None);
            };
            if number <= self.table.header_row {
                continue;
            }
            self.seen += 1;
            if self.seen > self.bounds.limits.rows {
                return Err(Error::TooManyRows {
                    file: self.bounds.file.clone(),
                    limit: self.bounds.limits.rows,
                });
            }
            let cells = match &self.source {
                Some(Source::Csv(records)) => self.chosen(number, records.cells())?,
                Some(Source::Sheet(cells)) => self.chosen(number, cells.cells())?,
                None => return Ok(None),
            };
            return Ok(Some(Row { number, cells }));
        }
    }

    fn chosen<T: AsRef<str>>(&self, number: u32, cells: &[T]) -> Result<[String; N], Error> {
        let beyond = cells.get(self.table.headers.len()..).unwrap_or_default();
        if beyond.iter().any(|cell| !cell.as_ref().trim().is_empty()) {
            return Err(self.bounds.broken(number, Fault::MoreCellsThanHeaders));
        }
        let cell = |at: usize| cells.get(at).map_or("", AsRef::as_ref);
        Ok(self
            .columns
            .map(|column| column.map_or_else(String::new, |at| restored(cell(at)).to_owned())))
    }
}

impl<const N: usize> Iterator for Rows<'_, '_, N> {
    type Item = Result<Row<N>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.advance().transpose();
        if !matches!(row, Some(Ok(_))) {
            self.source = None;
        }
        row
    }
}

/// The file's name and limits, for refusing a row.
struct Bounds {
    file: String,
    limits: Limits,
}

impl Bounds {
    fn broken(&self, row: u32, fault: Fault) -> Error {
        Error::Broken {
            file: self.file.clone(),
            row: Some(row),
            fault,
        }
    }

    /// `column` counts from 0.
    fn check_cell(&self, row: u32, column: usize, text: &str) -> Result<(), Error> {
        let limit = self.limits.cell_chars;
        // Counting characters is needed only where the bytes leave a doubt.
        if text.len() as u64 > limit && text.chars().count() as u64 > limit {
            let column = u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1);
            return Err(Error::CellTooLong {
                file: self.file.clone(),
                row,
                column,
                limit,
            });
        }
        Ok(())
    }

    fn too_many_columns(&self, row: u32) -> Error {
        Error::TooManyColumns {
            file: self.file.clone(),
            row,
            limit: self.limits.columns,
        }
    }
}
