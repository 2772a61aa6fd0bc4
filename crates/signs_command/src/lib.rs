//! `grundlag signs`: series as JSON lines in, charts as JSON lines out.
//!
//! One series a line, one answer a line, in the same order. A line that cannot be charted is answered with what is wrong
//! and what to do, and the next is read. Nothing is kept from line to line, but for [`changes`], which compares all.
//! docs/signs.md has the fields.

mod answer;
mod line;

use std::io::{self, BufRead, Read, Write};

use signs::evidence::{change, discoveries};
use signs::profile::Name;
use signs::words::Language;
use signs::{Chart, Kind, Profile, Series};

use answer::{Answer, Believed, Refused, Trouble};
use line::Line;

/// The longest line: ten thousand periods with names take less.
pub const LONGEST_LINE: usize = 4 << 20;

/// How series are charted, unless their line says otherwise.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The chart; chosen from the data if none.
    pub kind: Option<Kind>,
    /// The rules.
    pub profile: Name,
    /// The language of sentences.
    pub language: Language,
}

/// What happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Lines with something on them.
    pub lines: usize,
    /// Those of them that were refused.
    pub refused: usize,
}

/// Charts each line of `input` and writes a line to `output`.
///
/// Fails only when reading or writing does: what is wrong with a line stands in its answer.
pub fn run(mut input: impl BufRead, mut output: impl Write, options: &Options) -> io::Result<Summary> {
    let mut summary = Summary::default();
    let mut number = 0;
    while let Some(text) = next_line(&mut input)? {
        number += 1;
        if text.is_empty() {
            continue;
        }
        summary.lines += 1;
        match parse(&text).and_then(|line| draw(&line, options)) {
            Ok(answer) => write_line(&mut output, &answer)?,
            Err(refused) => {
                summary.refused += 1;
                write_line(&mut output, &refused.on(number))?;
            }
        }
    }
    output.flush()?;
    Ok(summary)
}

/// Reads all lines of `input` and tells of each whether its latest points have changed, when at most the share `q` of
/// those said to have changed may be false. Refuses more than a million lines.
pub fn changes(mut input: impl BufRead, mut output: impl Write, options: &Options, q: f64) -> io::Result<Summary> {
    let mut summary = Summary::default();
    let mut number = 0;
    let mut seen = Vec::new();
    while let Some(text) = next_line(&mut input)? {
        number += 1;
        if text.is_empty() {
            continue;
        }
        summary.lines += 1;
        let answer = parse(&text).and_then(|line| {
            let (series, kind) = series_and_kind(&line, options)?;
            let change = change(&series, &line.plan(), kind).map_err(|bad| line.refused(bad.into()))?;
            Ok((line.id, kind, change))
        });
        seen.push(answer.map_err(|refused| refused.on(number)));
    }
    let chances: Vec<Option<f64>> = seen
        .iter()
        .map(|one| {
            one.as_ref()
                .ok()
                .and_then(|(_, _, change)| change.map(|change| change.p))
        })
        .collect();
    let believed = discoveries(&chances, q).map_err(|bad| io::Error::new(io::ErrorKind::InvalidInput, bad))?;
    for (one, believed) in seen.into_iter().zip(believed) {
        match one {
            Ok((id, kind, change)) => write_line(&mut output, &Believed::of(id, kind, change, believed))?,
            Err(refused) => {
                summary.refused += 1;
                write_line(&mut output, &refused)?;
            }
        }
    }
    output.flush()?;
    Ok(summary)
}

/// The next line without the white space around it. Of a line that is too long, enough is kept to see that it is.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut text = Vec::new();
    if input
        .by_ref()
        .take(LONGEST_LINE as u64 + 1)
        .read_until(b'\n', &mut text)?
        == 0
    {
        return Ok(None);
    }
    if text.len() > LONGEST_LINE && !text.ends_with(b"\n") {
        // The rest is passed over in pieces, so that its length costs no memory.
        skip_line(input)?;
        return Ok(Some(text));
    }
    Ok(Some(text.trim_ascii().to_vec()))
}

fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let (length, done) = match buffer.iter().position(|byte| *byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), false),
        };
        input.consume(length);
        if done {
            return Ok(());
        }
    }
}

fn parse(text: &[u8]) -> Result<Line, Refused> {
    if text.len() > LONGEST_LINE {
        return Err(Refused::of(None, Trouble::TooLong));
    }
    // Excel and Notepad begin a file with a byte order mark.
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    if !text.starts_with(b"{") {
        let start: String = String::from_utf8_lossy(text).chars().take(40).collect();
        return Err(Refused::of(None, Trouble::NotALine(start)));
    }
    serde_json::from_slice(text).map_err(|error| {
        // Each line is a text of its own to the reader of JSON: only the column says something.
        let (what, column) = (error.to_string(), error.column());
        let what = what.split(" at line ").next().unwrap_or_default();
        Refused::of(None, Trouble::NotJson(format!("At character {column}: {what}")))
    })
}

fn series_and_kind(line: &Line, options: &Options) -> Result<(Series, Kind), Refused> {
    let refused = |trouble| line.refused(trouble);
    let kind = line.kind().map_err(refused)?.or(options.kind);
    let series = line.series(kind).map_err(refused)?;
    let kind = kind.unwrap_or_else(|| signs::choose::choose(&series).kind);
    Ok((series, kind))
}

fn draw(line: &Line, options: &Options) -> Result<Answer, Refused> {
    let refused = |trouble| line.refused(trouble);
    let (series, kind) = series_and_kind(line, options)?;
    let profile = line.profile().map_err(refused)?.unwrap_or(options.profile);
    let plan = line.plan();
    let chart = Chart::draw(&series, &plan, kind, Profile::named(profile)).map_err(|bad| refused(bad.into()))?;
    let change = change(&series, &plan, kind).map_err(|bad| refused(bad.into()))?;
    Ok(Answer::of(line, &series, &plan, &chart, change, options.language))
}

fn write_line(output: &mut impl Write, answer: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *output, answer)?;
    output.write_all(b"\n")
}
