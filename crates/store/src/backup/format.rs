//! The lines of a backup; `docs/operation.md` describes them for who reads one without Grundlag.

use std::io::{BufRead, Write};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::Failed;
use crate::db::Cell;

pub const VERSION: u32 = 1;
/// How every backup begins.
const START: &[u8] = br#"{"grundlag_backup":"#;
/// The longest line: an uploaded document has at most 10 MB, and bytes are written with two characters each.
const LONGEST: u64 = 64 << 20;

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The version of this format.
    pub grundlag_backup: u32,
    /// The program that wrote it.
    pub program: String,
    /// Milliseconds since 1970.
    pub made_at: i64,
    pub migrations: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Begin {
    pub table: String,
    pub columns: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    rows: u64,
    sha256: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Foot {
    tables: usize,
    rows: u64,
    /// Of every line before.
    sha256: String,
}

/// A table's rows, counted and summed up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Counted {
    pub table: String,
    pub rows: u64,
    /// SHA-256 of its lines.
    pub sha256: String,
}

/// A sum over a table's lines.
#[derive(Default)]
pub struct Sum {
    pub rows: u64,
    hash: Sha256,
}

impl Sum {
    pub fn add(&mut self, line: &[u8]) {
        self.rows += 1;
        self.hash.update(line);
    }

    pub fn end(self, table: &str) -> Counted {
        Counted {
            table: table.to_owned(),
            rows: self.rows,
            sha256: hex(&self.hash.finalize()),
        }
    }
}

/// A row as a line. Bytes are `{"x": "0a1b…"}`, flags 0 and 1.
pub fn line(cells: Vec<Cell>) -> Result<Vec<u8>, Failed> {
    let values: Vec<Value> = cells
        .into_iter()
        .map(|cell| match cell {
            Cell::Null => Value::Null,
            Cell::Int(value) => value.into(),
            Cell::Real(value) => value.into(),
            Cell::Text(value) => value.into(),
            Cell::Bytes(value) => {
                let mut object = serde_json::Map::new();
                object.insert("x".into(), hex(&value).into());
                Value::Object(object)
            }
        })
        .collect();
    json(&values)
}

fn json<T: Serialize>(value: &T) -> Result<Vec<u8>, Failed> {
    let mut line = serde_json::to_vec(value).map_err(crate::Error::from)?;
    line.push(b'\n');
    Ok(line)
}

fn cell(value: Value) -> Option<Cell> {
    Some(match value {
        Value::Null => Cell::Null,
        Value::String(text) => Cell::Text(text),
        Value::Number(number) => match number.as_i64() {
            Some(value) => Cell::Int(value),
            None => Cell::Real(number.as_f64()?),
        },
        Value::Object(object) if object.len() == 1 => Cell::Bytes(unhex(object.get("x")?.as_str()?)?),
        _ => return None,
    })
}

pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        out.push(DIGITS[usize::from(byte >> 4)].into());
        out.push(DIGITS[usize::from(byte & 15)].into());
    }
    out
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|d| u8::try_from(d).ok());
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
        return None;
    };
    pairs
        .iter()
        .map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?))
        .collect()
}

/// Writes lines and sums them up.
pub struct Writer<W> {
    out: W,
    hash: Sha256,
    tables: usize,
    rows: u64,
}

impl<W: Write> Writer<W> {
    pub fn begin(out: W, head: &Head) -> Result<Self, Failed> {
        let mut writer = Self {
            out,
            hash: Sha256::new(),
            tables: 0,
            rows: 0,
        };
        writer.write(&json(head)?)?;
        Ok(writer)
    }

    pub fn write(&mut self, line: &[u8]) -> Result<(), Failed> {
        self.hash.update(line);
        Ok(self.out.write_all(line)?)
    }

    pub fn table(&mut self, begin: &Begin) -> Result<(), Failed> {
        self.write(&json(begin)?)
    }

    pub fn end_table(&mut self, counted: &Counted) -> Result<(), Failed> {
        self.tables += 1;
        self.rows += counted.rows;
        self.write(&json(&End {
            rows: counted.rows,
            sha256: counted.sha256.clone(),
        })?)
    }

    pub fn end(mut self) -> Result<(), Failed> {
        let foot = Foot {
            tables: self.tables,
            rows: self.rows,
            sha256: hex(&self.hash.finalize()),
        };
        self.out.write_all(&json(&foot)?)?;
        Ok(self.out.flush()?)
    }
}

/// Reads lines and holds them against their sums.
pub struct Reader<R> {
    input: R,
    hash: Sha256,
    pub head: Head,
    line: Vec<u8>,
    number: u64,
    /// The table that is being read.
    now: Option<(String, usize, Sum)>,
    pub tables: Vec<Counted>,
}

pub enum Part {
    Table(Begin),
    Row(Vec<Cell>),
    EndOfTable,
    End,
}

impl<R: BufRead> Reader<R> {
    pub fn begin(input: R) -> Result<Self, Failed> {
        let head = Head {
            grundlag_backup: 0,
            program: String::new(),
            made_at: 0,
            migrations: Vec::new(),
        };
        let mut reader = Self {
            input,
            hash: Sha256::new(),
            head,
            line: Vec::new(),
            number: 0,
            now: None,
            tables: Vec::new(),
        };
        // Told apart by its first bytes, so that a file of another kind is not read to its first line's end.
        let first = reader.input.fill_buf()?;
        if first.is_empty() {
            return Err(Failed::CutOff);
        }
        if !first.starts_with(&START[..START.len().min(first.len())]) {
            return Err(Failed::Foreign);
        }
        reader.next_line()?;
        let version: Value = serde_json::from_slice(&reader.line).map_err(|_| Failed::Foreign)?;
        if version["grundlag_backup"].as_u64().is_some_and(|v| v > VERSION.into()) {
            return Err(Failed::NewerFormat);
        }
        reader.head = serde_json::from_value(version).map_err(|_| Failed::Foreign)?;
        reader.hash.update(&reader.line);
        Ok(reader)
    }

    fn next_line(&mut self) -> Result<(), Failed> {
        use std::io::Read as _;
        self.line.clear();
        self.number += 1;
        (&mut self.input).take(LONGEST).read_until(b'\n', &mut self.line)?;
        match self.line.last() {
            Some(b'\n') => Ok(()),
            _ if self.line.len() as u64 == LONGEST => Err(self.changed()),
            _ => Err(Failed::CutOff),
        }
    }

    fn changed(&self) -> Failed {
        Failed::Changed {
            line: self.number,
            table: self.now.as_ref().map(|(name, ..)| name.clone()),
        }
    }

    pub fn next(&mut self) -> Result<Part, Failed> {
        self.next_line()?;
        let Ok(value) = serde_json::from_slice::<Value>(&self.line) else {
            return Err(self.changed());
        };
        let part = match (value, self.now.take()) {
            (Value::Array(values), Some((name, columns, mut sum))) => {
                sum.add(&self.line);
                let cells: Option<Vec<Cell>> = values.into_iter().map(cell).collect();
                let cells = cells.filter(|cells| cells.len() == columns);
                self.now = Some((name, columns, sum));
                Part::Row(cells.ok_or_else(|| self.changed())?)
            }
            (value, Some((name, _, sum))) => {
                let counted = sum.end(&name);
                let end: End = serde_json::from_value(value).map_err(|_| self.changed())?;
                if end.rows != counted.rows || end.sha256 != counted.sha256 {
                    return Err(Failed::Changed {
                        line: self.number,
                        table: Some(name),
                    });
                }
                self.tables.push(counted);
                Part::EndOfTable
            }
            (value, None) if value.get("table").is_some() => {
                let begin: Begin = serde_json::from_value(value).map_err(|_| self.changed())?;
                self.now = Some((begin.table.clone(), begin.columns.len(), Sum::default()));
                Part::Table(begin)
            }
            (value, None) => {
                let foot: Foot = serde_json::from_value(value).map_err(|_| self.changed())?;
                let whole = hex(&self.hash.clone().finalize());
                let rows: u64 = self.tables.iter().map(|t| t.rows).sum();
                if foot.sha256 != whole || foot.tables != self.tables.len() || foot.rows != rows {
                    return Err(self.changed());
                }
                // Nothing follows; and what closes a file around this one is read, and with it checked.
                if !self.input.fill_buf()?.is_empty() {
                    return Err(self.changed());
                }
                Part::End
            }
        };
        self.hash.update(&self.line);
        Ok(part)
    }
}
