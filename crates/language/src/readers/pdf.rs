//! PDF by way of pdf-extract.

use super::{Pages, ReadError, plain};
use crate::text::{Block, Kind};

const MOST_PAGES: usize = 5_000;

pub(super) fn pdf(bytes: &[u8]) -> Result<Pages, ReadError> {
    let pages = pdf_extract::extract_text_from_mem_by_pages(bytes).map_err(|error| {
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
            let text = paragraph.join("\n");
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
