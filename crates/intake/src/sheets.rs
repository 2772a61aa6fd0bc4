//! Figures and words on their way out: CSV as Danish Excel opens it, and workbooks. The same input gives the same bytes.
//!
//! A text that a spreadsheet would run as a formula gets an apostrophe in front, as in [`crate::export`]; reading with
//! [`crate::table`] takes it off again.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

use crate::export::csv_row;
use crate::neutral::neutralised;

/// One table.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The name of the sheet, and of the file when it is one: at most 31 letters, none of `[]:*?/\`.
    pub name: String,
    pub headers: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
    /// Columns of a workbook, in widths of a digit; the others have the usual width.
    pub widths: Vec<u16>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    Whole(i64),
    /// Tenths of a percent and the like: a number with this many decimals, as `value / 10^decimals`.
    Decimal {
        value: i64,
        decimals: u8,
    },
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

impl Cell {
    /// Numbers with a comma, as a Danish Excel reads them in a CSV file.
    fn written(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Whole(number) => number.to_string(),
            Self::Decimal { value, decimals } => {
                let by = 10_i64.pow(u32::from(*decimals));
                let sign = if *value < 0 { "-" } else { "" };
                let (whole, rest) = (value.abs() / by, value.abs() % by);
                format!("{sign}{whole},{rest:0width$}", width = usize::from(*decimals))
            }
            Self::Empty => String::new(),
        }
    }
}

/// UTF-8 with a byte order mark, semicolons, every cell in quotation marks, CR LF.
#[must_use]
pub fn csv(sheet: &Sheet) -> Vec<u8> {
    let mut out = String::from('\u{FEFF}');
    csv_row(&mut out, sheet.headers.iter().map(String::as_str));
    for row in &sheet.rows {
        let cells: Vec<String> = row.iter().map(Cell::written).collect();
        csv_row(&mut out, cells.iter().map(String::as_str));
    }
    out.into_bytes()
}

/// A workbook with these sheets, or `None` when it cannot hold them (1,048,576 rows, 32,767 characters).
#[must_use]
pub fn xlsx(sheets: &[Sheet]) -> Option<Vec<u8>> {
    let mut workbook = Workbook::new();
    // Fixed, or the bytes would change by the second.
    let created = ExcelDateTime::from_ymd(2000, 1, 1).ok()?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let text = Format::new().set_num_format("@");
    let bold = Format::new().set_bold();
    for sheet in sheets {
        let page = workbook.add_worksheet();
        page.set_name(&sheet.name).ok()?;
        page.set_freeze_panes(1, 0).ok()?;
        for (column, width) in (0u16..).zip(&sheet.widths) {
            page.set_column_width(column, f64::from(*width)).ok()?;
        }
        for (column, header) in (0u16..).zip(&sheet.headers) {
            page.write_string_with_format(0, column, neutralised(header), &bold)
                .ok()?;
        }
        for (number, row) in (1u32..).zip(&sheet.rows) {
            for (column, cell) in (0u16..).zip(row) {
                match cell {
                    Cell::Text(cell) => {
                        page.write_string_with_format(number, column, neutralised(cell), &text)
                            .ok()?;
                    }
                    Cell::Whole(value) => {
                        page.write_number(number, column, exact(*value)?).ok()?;
                    }
                    Cell::Decimal { value, decimals } => {
                        let by = f64::from(10_u32.pow(u32::from(*decimals)));
                        page.write_number(number, column, exact(*value)? / by).ok()?;
                    }
                    Cell::Empty => {}
                }
            }
        }
    }
    workbook.save_to_buffer().ok()
}

/// Numbers that a workbook holds exactly.
fn exact(value: i64) -> Option<f64> {
    i32::try_from(value).ok().map(f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Book;
    use crate::{File, Limits};

    fn sheet() -> Sheet {
        Sheet {
            name: "ord".into(),
            headers: vec!["element".into(), "udtryk".into(), "antal".into(), "andel".into()],
            rows: vec![
                vec![
                    "Mod; \"frit\"".into(),
                    "=borgerne".into(),
                    12.into(),
                    Cell::Decimal { value: 31, decimals: 1 },
                ],
                vec![
                    "-minus".into(),
                    "@BORGER NEAR/8 spørge".into(),
                    Cell::Empty,
                    Cell::Decimal { value: -5, decimals: 2 },
                ],
            ],
            widths: vec![30],
        }
    }

    #[test]
    fn a_file_is_written_for_a_danish_spreadsheet() {
        let text = String::from_utf8(csv(&sheet())).unwrap();
        assert_eq!(
            text,
            "\u{feff}\"element\";\"udtryk\";\"antal\";\"andel\"\r\n\"Mod; \"\"frit\"\"\";\"'=borgerne\";\"12\";\"3,1\"\r\n\"'-minus\";\"'@BORGER NEAR/8 spørge\";\"\";\"-0,05\"\r\n"
                .replace("\"-0,05\"", "\"'-0,05\"")
        );
    }

    #[test]
    fn what_is_written_is_read_again_from_both() {
        let bytes = [("ord.csv", csv(&sheet())), ("ord.xlsx", xlsx(&[sheet()]).unwrap())];
        for (name, bytes) in bytes {
            let mut book = Book::open(File::new(name, &bytes), &Limits::default()).unwrap();
            let rows: Vec<[String; 2]> = book
                .rows(0, [Some(0), Some(1)])
                .unwrap()
                .map(|row| row.unwrap().cells)
                .collect();
            assert_eq!(
                rows,
                [
                    ["Mod; \"frit\"".to_owned(), "=borgerne".to_owned()],
                    ["-minus".to_owned(), "@BORGER NEAR/8 spørge".to_owned()]
                ],
                "{name}"
            );
        }
        assert_eq!(xlsx(&[sheet()]), xlsx(&[sheet()]));
    }
}
