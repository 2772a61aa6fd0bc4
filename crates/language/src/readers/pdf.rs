//! PDF by way of pdf-extract.

use pdf_extract::{Document, MediaBox, OutputDev, OutputError, Transform};

use super::{Pages, ReadError, plain};
use crate::text::{Block, Kind};

const MOST_PAGES: usize = 5_000;

pub(super) fn pdf(bytes: &[u8]) -> Result<Pages, ReadError> {
    let pages = pages(bytes).map_err(|error| {
        let reason: String = error.to_string().chars().take(200).collect();
        if reason.to_lowercase().contains("crypt") || reason.to_lowercase().contains("password") {
            ReadError::Locked
        } else {
            ReadError::Broken { reason }
        }
    })?;
    if pages.len() > MOST_PAGES {
        return Err(ReadError::TooMuchText);
    }
    let mut blocks = Vec::new();
    for page in &pages {
        let lines: Vec<&str> = page.lines().map(str::trim).collect();
        for paragraph in lines.split(|line| line.is_empty()) {
            let text = in_one(paragraph);
            let bare_number = text
                .chars()
                .all(|c| c.is_ascii_digit() || c.is_whitespace() || c == '/' || c == '-');
            if text.is_empty() || bare_number {
                continue;
            }
            let kind = if paragraph.len() == 1 && plain::is_title(&text) {
                Kind::Title
            } else {
                Kind::Paragraph
            };
            blocks.push(Block::new(kind, text));
        }
    }
    Ok(Pages {
        blocks: joined(blocks),
        pages: Some(pages.len()),
    })
}

/// The text of each page. A page that cannot be read is an empty one, so that it shows in the file's health.
fn pages(bytes: &[u8]) -> Result<Vec<String>, OutputError> {
    let mut document = Document::load_mem(bytes)?;
    if document.is_encrypted() {
        document.decrypt("")?;
    }
    let numbers: Vec<u32> = document.get_pages().into_keys().take(MOST_PAGES + 1).collect();
    let mut pages = Vec::new();
    for number in numbers {
        let mut lines = Lines::default();
        if pdf_extract::output_doc_page(&document, &mut lines, number).is_err() {
            lines.text.clear();
        }
        pages.push(lines.text);
    }
    Ok(pages)
}

/// Puts letters into words, lines and paragraphs by where they stand. The library's own way loses all white space where a page is
/// drawn upside down, as some typesetters do, and stops at the first page that it cannot read.
#[derive(Default)]
struct Lines {
    text: String,
    /// Height of the line, size of the letters and where the last letter ended, in points.
    last: Option<(f64, f64, f64)>,
    begins: bool,
}

/// In sizes of the letters: what is moved down further than this stands on another line, and in another paragraph.
const LINE: f64 = 0.5;
const PARAGRAPH: f64 = 1.6;
/// A gap that parts two words.
const GAP: f64 = 0.1;
/// Letters of another size begin a paragraph: a heading and what stands under it.
const OTHER_SIZE: f64 = 0.12;

impl OutputDev for Lines {
    fn begin_page(
        &mut self,
        _number: u32,
        _media: &MediaBox,
        _art: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        letter: &str,
    ) -> Result<(), OutputError> {
        let size = (place.m21.hypot(place.m22) * font_size).abs();
        let (x, y) = (place.m31, place.m32);
        if let Some((last_y, last_size, end)) = self.last.filter(|_| self.begins) {
            let (moved, larger) = ((y - last_y).abs(), size.max(last_size));
            if moved > LINE * larger {
                let other = (size - last_size).abs() > OTHER_SIZE * larger;
                self.text.push_str(if other || moved > PARAGRAPH * larger {
                    "\n\n"
                } else {
                    "\n"
                });
            } else if x > end + GAP * size || x + size < end {
                self.text.push(' ');
            }
        }
        self.text.push_str(letter);
        self.begins = false;
        self.last = Some((y, size, x + width * place.m11.hypot(place.m12) * font_size));
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.begins = true;
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// Words after which a hyphen at the end of a line belongs to the word: "leder- og medarbejderudvikling".
const SHARED: &[&str] = &["og", "eller", "samt", "til", "og/eller", "and", "or"];

/// The lines of a paragraph, with words put together that were cut at the end of a line.
fn in_one(lines: &[&str]) -> String {
    let mut out = String::new();
    for line in lines {
        let cut = out.strip_suffix(['-', '\u{ad}']).map(str::len);
        let first = line.split_whitespace().next().unwrap_or("");
        let goes_on = first.starts_with(char::is_lowercase) && !SHARED.contains(&first);
        match cut {
            Some(end) if goes_on && out[..end].ends_with(char::is_lowercase) => out.truncate(end),
            _ if out.is_empty() => {}
            _ => out.push('\n'),
        }
        out.push_str(line);
    }
    out
}

/// Paragraphs that a page break or loose line spacing cut in two are put together: the first has no end, the next begins small.
fn joined(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for block in blocks {
        match out.last_mut() {
            Some(last) if !last.text.ends_with(['.', '!', '?', ':']) && block.text.starts_with(char::is_lowercase) => {
                last.text.push('\n');
                last.text.push_str(&block.text);
                last.kind = Kind::Paragraph;
            }
            _ => out.push(block),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cut_at_the_end_of_a_line_are_whole_again() {
        assert_eq!(
            in_one(&["de sætter henvisnin-", "gerne ind"]),
            "de sætter henvisningerne ind"
        );
        assert_eq!(in_one(&["leder-", "og medarbejder"]), "leder-\nog medarbejder");
        assert_eq!(in_one(&["IT-", "afdelingen"]), "IT-\nafdelingen");
        assert_eq!(in_one(&["fra Vest-", "Jylland"]), "fra Vest-\nJylland");
    }

    /// A line as the typesetters that turn the page draw it: the letters stand on their feet, the axis points down.
    #[test]
    fn white_space_is_kept_where_the_page_is_turned() {
        let mut lines = Lines::default();
        let mut put = |text: &str, x: f64, y: f64, size: f64| {
            lines.begin_word().unwrap();
            for (letter, at) in text.chars().zip(0_u32..) {
                let place = Transform::row_major(1.0, 0.0, 0.0, -1.0, x + f64::from(at) * size / 2.0, y);
                lines
                    .output_character(&place, 0.5, 0.0, size, &letter.to_string())
                    .unwrap();
            }
        };
        put("Dato", 10.0, 10.0, 14.0);
        put("Den", 10.0, 30.0, 10.0);
        put("dag", 28.0, 30.0, 10.0);
        put("kom", 10.0, 43.0, 10.0);
        put("Så", 10.0, 70.0, 10.0);
        assert_eq!(lines.text, "Dato\n\nDen dag\nkom\n\nSå");
    }
}
