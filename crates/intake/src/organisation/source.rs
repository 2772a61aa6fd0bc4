use super::part::{Column, folded, place};
use super::{Format, Part};
use crate::archive::Archive;
use crate::table::{Book, Rows};
use crate::{Error, File, FileKind, Limits};

/// All files of one format, each recognised and complete.
pub(super) struct Source<'a> {
    format: Format,
    books: Vec<Book<'a>>,
    found: Vec<Found>,
}

struct Found {
    part: Part,
    book: usize,
    table: usize,
    label: String,
}

impl<'a> Source<'a> {
    pub fn open(files: &'a [File<'a>], limits: &Limits) -> Result<Self, Error> {
        let mut source = Self {
            format: Format::Sample,
            books: Vec::new(),
            found: Vec::new(),
        };
        for file in files {
            if file.kind(limits)? == FileKind::Archive {
                let mut archive = Archive::open(file.clone(), limits)?;
                for name in archive.names()? {
                    let base = name.rsplit(['/', '\\']).next().unwrap_or(&name);
                    if name.starts_with("__MACOSX/") || base.starts_with('.') {
                        continue;
                    }
                    let bytes = archive.read(&name)?.unwrap_or_default();
                    source.add(File::owned(base.to_owned(), bytes), limits)?;
                }
            } else {
                source.add(file.clone(), limits)?;
            }
        }
        source.complete()
    }

    /// Sheets with other headers are left alone (notes, pivot tables), but a file must have at least one table.
    fn add(&mut self, file: File<'a>, limits: &Limits) -> Result<(), Error> {
        let name = file.label();
        let book = Book::open(file, limits)?;
        let before = self.found.len();
        for (index, table) in book.tables().iter().enumerate() {
            let label = if table.sheet.is_empty() {
                name.clone()
            } else {
                format!("{name} ({})", table.sheet)
            };
            let named = Part::ALL
                .into_iter()
                .find(|part| part.name() == folded(&table.sheet));
            let Some(part) = Part::recognised(&table.headers).or(named) else {
                continue;
            };
            check_columns(part, &table.headers, &label)?;
            if let Some(first) = self.found.iter().find(|found| found.part == part) {
                return Err(Error::DuplicatePart {
                    part,
                    first: first.label.clone(),
                    second: label,
                });
            }
            self.found.push(Found {
                part,
                book: self.books.len(),
                table: index,
                label,
            });
        }
        if self.found.len() == before {
            return Err(Error::Unrecognised { file: name });
        }
        self.books.push(book);
        Ok(())
    }

    fn complete(mut self) -> Result<Self, Error> {
        let Some(first) = self.found.first() else {
            return Err(Error::MissingPart { part: Part::Units });
        };
        self.format = first.part.format();
        if let Some(other) = self
            .found
            .iter()
            .find(|found| found.part.format() != self.format)
        {
            let (first, second) = (first.label.clone(), other.label.clone());
            return Err(Error::MixedFormats {
                format: self.format,
                first,
                second,
            });
        }
        for part in Part::ALL
            .into_iter()
            .filter(|part| part.format() == self.format)
        {
            if !self.found.iter().any(|found| found.part == part) {
                return Err(Error::MissingPart { part });
            }
        }
        Ok(self)
    }

    pub fn format(&self) -> Format {
        self.format
    }

    /// The label of a part for problems, and its rows with the cells of `columns` in their order.
    pub fn rows<const N: usize>(
        &mut self,
        part: Part,
        columns: &[Column; N],
    ) -> Result<(String, Rows<'_, 'a, N>), Error> {
        let Some(found) = self.found.iter().find(|found| found.part == part) else {
            return Err(Error::MissingPart { part });
        };
        let book = &mut self.books[found.book];
        let headers = &book.tables()[found.table].headers;
        let places = std::array::from_fn(|at| place(headers, columns[at].0));
        Ok((found.label.clone(), book.rows(found.table, places)?))
    }
}

fn check_columns(part: Part, headers: &[String], label: &str) -> Result<(), Error> {
    for Column(column, must) in part.columns() {
        let count = headers
            .iter()
            .filter(|header| folded(header) == folded(column))
            .count();
        if count == 0 && *must {
            return Err(Error::MissingColumn {
                file: label.to_owned(),
                column,
            });
        }
        if count > 1 {
            return Err(Error::DuplicateColumn {
                file: label.to_owned(),
                column,
            });
        }
    }
    Ok(())
}
