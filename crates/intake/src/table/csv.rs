//! CSV by RFC 4180, with the line ends and delimiters that occur, and strict about quotation marks: a lenient reader
//! takes the rest of a cut-off file for one cell and loses people without a word.

use std::borrow::Cow;

use super::Bounds;
use crate::{Error, Fault};

/// The one of `;`, `,` and tab that occurs most often outside quotation marks in the first line with text.
pub(super) fn delimiter(text: &str) -> u8 {
    let mut counts = [(b';', 0), (b',', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => counts
                .iter_mut()
                .filter(|(sign, _)| *sign == byte)
                .for_each(|(_, count)| *count += 1),
        }
    }
    // On a tie the first wins: `max_by_key` takes the last, hence the reversal.
    counts
        .iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map_or(b';', |(sign, _)| *sign)
}

/// Reads one record after the other; cells borrow from the text unless a doubled quotation mark forces a copy.
pub(super) struct Records<'a> {
    text: &'a str,
    at: usize,
    delimiter: u8,
    row: u32,
    cells: Vec<Cow<'a, str>>,
    bounds: &'a Bounds,
}

/// What ended a cell.
#[derive(PartialEq)]
enum End {
    Cell,
    Record,
}

impl<'a> Records<'a> {
    pub fn new(text: &'a str, delimiter: u8, bounds: &'a Bounds) -> Self {
        Self {
            text,
            at: 0,
            delimiter,
            row: 0,
            cells: Vec::new(),
            bounds,
        }
    }

    /// The cells of the record that [`Records::next_filled`] came to.
    pub fn cells(&self) -> &[Cow<'a, str>] {
        &self.cells
    }

    /// Goes to the next record that has any text in it; its row number, or `None` at the end.
    pub fn next_filled(&mut self) -> Result<Option<u32>, Error> {
        while self.at < self.text.len() {
            self.row = self.row.saturating_add(1);
            self.record()?;
            if !self.cells.is_empty() {
                return Ok(Some(self.row));
            }
        }
        Ok(None)
    }

    /// Empty cells at the end are dropped: spreadsheets write thousands of them.
    fn record(&mut self) -> Result<(), Error> {
        self.cells.clear();
        let mut column = 0;
        loop {
            let (cell, end) = self.cell()?;
            self.bounds.check_cell(self.row, column, &cell)?;
            if !cell.trim().is_empty() {
                if column as u64 >= self.bounds.limits.columns {
                    return Err(self.bounds.too_many_columns(self.row));
                }
                self.cells.resize(column, Cow::Borrowed(""));
                self.cells.push(cell);
            }
            if end == End::Record {
                return Ok(());
            }
            column += 1;
        }
    }

    fn cell(&mut self) -> Result<(Cow<'a, str>, End), Error> {
        if self.text.as_bytes().get(self.at) == Some(&b'"') {
            return self.quoted();
        }
        let rest = &self.text[self.at..];
        let length = rest
            .bytes()
            .position(|byte| byte == self.delimiter || byte == b'\n' || byte == b'\r')
            .unwrap_or(rest.len());
        self.at += length;
        let end = self.end();
        Ok((Cow::Borrowed(&rest[..length]), end))
    }

    fn quoted(&mut self) -> Result<(Cow<'a, str>, End), Error> {
        self.at += 1;
        let mut cell = Cow::Borrowed("");
        loop {
            let rest = &self.text[self.at..];
            let Some(length) = rest.find('"') else {
                return Err(self.bounds.broken(self.row, Fault::UnclosedQuote));
            };
            let doubled = rest.as_bytes().get(length + 1) == Some(&b'"');
            let part = &rest[..length + usize::from(doubled)];
            if cell.is_empty() {
                cell = Cow::Borrowed(part);
            } else {
                cell.to_mut().push_str(part);
            }
            self.at += length + 1 + usize::from(doubled);
            if !doubled {
                break;
            }
        }
        match self.text.as_bytes().get(self.at) {
            None | Some(b'\n' | b'\r') => {}
            Some(byte) if *byte == self.delimiter => {}
            Some(_) => return Err(self.bounds.broken(self.row, Fault::TextAfterQuote)),
        }
        let end = self.end();
        Ok((cell, end))
    }

    /// Steps over what stands after a cell: a delimiter, a line end (CR LF, LF or CR), or the end of the text.
    fn end(&mut self) -> End {
        let rest = &self.text.as_bytes()[self.at..];
        let (step, end) = match rest {
            [b'\r', b'\n', ..] => (2, End::Record),
            [b'\r' | b'\n', ..] => (1, End::Record),
            [_, ..] => (1, End::Cell),
            [] => (0, End::Record),
        };
        self.at += step;
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    fn records(text: &str) -> Result<Vec<(u32, Vec<String>)>, Error> {
        let bounds = Bounds {
            file: "f".to_owned(),
            limits: Limits::default(),
        };
        let mut records = Records::new(text, delimiter(text), &bounds);
        let mut all = Vec::new();
        while let Some(row) = records.next_filled()? {
            all.push((
                row,
                records
                    .cells()
                    .iter()
                    .map(|c| c.clone().into_owned())
                    .collect(),
            ));
        }
        Ok(all)
    }

    fn broken(row: u32, fault: Fault) -> Error {
        Error::Broken {
            file: "f".to_owned(),
            row: Some(row),
            fault,
        }
    }

    #[test]
    fn quotes_line_ends_and_empty_rows() {
        let read = records("a;b\r\n\"x;\"\"y\"\"\nz\";2\r\r;;\n\"\"\"\";5\"").unwrap();
        let expected = [
            (1, vec!["a", "b"]),
            (2, vec!["x;\"y\"\nz", "2"]),
            (5, vec!["\"", "5\""]),
        ];
        let expected: Vec<(u32, Vec<String>)> = expected
            .into_iter()
            .map(|(row, cells)| (row, cells.into_iter().map(str::to_owned).collect()))
            .collect();
        assert_eq!(read, expected);
    }

    #[test]
    fn cut_off_and_garbled_quotes() {
        assert_eq!(
            records("a;b\n1;\"two"),
            Err(broken(2, Fault::UnclosedQuote))
        );
        assert_eq!(
            records("a;b\n\"1\"x;2"),
            Err(broken(2, Fault::TextAfterQuote))
        );
    }

    #[test]
    fn delimiter_is_found_outside_quotes() {
        assert_eq!(delimiter("a;b,c;d\n,,,,,"), b';');
        assert_eq!(delimiter("\"a;b;c\",d\n"), b',');
        assert_eq!(delimiter("\n\na\tb"), b'\t');
        assert_eq!(delimiter("alone"), b';');
    }
}
