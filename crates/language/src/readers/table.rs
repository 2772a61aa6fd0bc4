//! Tables of open answers.

use crate::text::{Block, Kind};

/// Most rows read from one table.
const MOST_ROWS: usize = 200_000;

/// Rows of a comma, semicolon or tab separated file (RFC 4180, with the delimiter guessed from the first line).
pub(super) fn csv(text: &str) -> Vec<Vec<String>> {
    let first = text.lines().next().unwrap_or("");
    let delimiter = [';', '\t', ',']
        .into_iter()
        .max_by_key(|&c| (first.matches(c).count(), c == ','))
        .unwrap_or(',');
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => quoted = true,
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
                if rows.len() >= MOST_ROWS {
                    return rows;
                }
            }
            c if c == delimiter && !quoted && first.contains(delimiter) => row.push(std::mem::take(&mut field)),
            c => field.push(c),
        }
    }
    if !field.is_empty() || !row.is_empty() {
        row.push(field);
        rows.push(row);
    }
    rows
}

/// Columns that tell who answered; never kept.
const PERSONAL: &[&str] = &[
    "navn",
    "name",
    "mail",
    "email",
    "e-mail",
    "cpr",
    "initialer",
    "medarbejdernr",
    "medarbejdernummer",
    "telefon",
    "respondent",
    "id",
    "ip",
];

/// Answers from the columns that hold running text. A heading row is dropped, and so are columns about the person.
pub(super) fn answers(rows: &[Vec<String>]) -> Vec<Block> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let headed = rows.first().is_some_and(|row| {
        rows.len() > 1
            && row
                .iter()
                .all(|cell| cell.split_whitespace().count() <= 12 && !cell.ends_with('.'))
    });
    let body = if headed { &rows[1..] } else { rows };
    let mut blocks = Vec::new();
    for column in 0..columns {
        let heading = if headed {
            rows[0].get(column).map_or("", String::as_str).trim().to_lowercase()
        } else {
            String::new()
        };
        if PERSONAL
            .iter()
            .any(|word| heading == *word || heading.starts_with(&format!("{word} ")))
        {
            continue;
        }
        let cells: Vec<&str> = body
            .iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
            .collect();
        let running = cells.iter().filter(|cell| cell.split_whitespace().count() >= 4).count();
        if running * 5 < cells.len() || running == 0 {
            continue;
        }
        blocks.extend(cells.into_iter().map(|cell| Block::new(Kind::Answer, cell)));
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_taken_from_text_columns_only() {
        let rows = csv(
            "navn;enhed;kommentar\nAnna;Skole;\"Vi flyttede mødet; det gik \"\"fint\"\".\"\nBo;Park;Der er for lidt tid til sparring\n",
        );
        let texts: Vec<String> = answers(&rows).into_iter().map(|block| block.text).collect();
        assert_eq!(
            texts,
            [
                "Vi flyttede mødet; det gik \"fint\".",
                "Der er for lidt tid til sparring"
            ]
        );
    }

    #[test]
    fn one_column_with_commas_stays_one_column() {
        let rows = csv("kommentar\n\"Ja, det gør vi nu, altid.\"\nVi spurgte dem, og de sagde ja\n");
        assert_eq!(answers(&rows).len(), 2);
    }
}
