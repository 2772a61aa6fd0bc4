//! Plain text, Markdown and HTML.

use crate::readers::transcript::drop_speaker;
use crate::text::{Block, Kind};

/// Paragraphs divided by blank lines. Lines that begin with a repeated speaker's name are speech.
pub(super) fn text(text: &str) -> Vec<Block> {
    let speakers = crate::readers::transcript::speakers(text.lines());
    let mut blocks = Vec::new();
    for paragraph in text.replace("\r\n", "\n").split("\n\n") {
        let lines: Vec<&str> = paragraph
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        if speakers.is_empty() || !lines.iter().any(|line| drop_speaker(line, &speakers).is_some()) {
            if !lines.is_empty() {
                let kind = if lines.len() == 1 && is_title(lines[0]) {
                    Kind::Title
                } else {
                    Kind::Paragraph
                };
                blocks.push(Block::new(kind, lines.join("\n")));
            }
            continue;
        }
        for line in lines {
            blocks.push(Block::new(Kind::Speech, drop_speaker(line, &speakers).unwrap_or(line)));
        }
    }
    blocks
}

/// A short line without an end is a heading.
pub(super) fn is_title(line: &str) -> bool {
    line.split_whitespace().count() <= 8 && !line.ends_with(['.', '!', '?', ':', ',', '”', '"'])
}

pub(super) fn markdown(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    let mut fenced = false;
    for line in text.lines() {
        let line = line.trim();
        if line.starts_with("```") {
            fenced = !fenced;
        }
        if fenced || line.is_empty() || line.chars().all(|c| matches!(c, '-' | '*' | '_' | '=' | '`' | ' ')) {
            blocks.extend(open.take());
            continue;
        }
        if line.starts_with('|') {
            blocks.extend(open.take());
            if line.chars().any(char::is_alphanumeric) {
                blocks.push(Block::new(
                    Kind::Row,
                    unmark(&line.trim_matches('|').replace('|', " · ")),
                ));
            }
        } else if let Some(title) = line.strip_prefix('#') {
            blocks.extend(open.take());
            blocks.push(Block::new(Kind::Title, unmark(title.trim_start_matches('#').trim())));
        } else if let Some(item) = item(line) {
            blocks.extend(open.replace(Block::new(Kind::Item, unmark(item))));
        } else if let Some(block) = &mut open {
            block.text.push('\n');
            block.text.push_str(&unmark(line));
        } else {
            let kind = if field(line) { Kind::Row } else { Kind::Paragraph };
            open = Some(Block::new(kind, unmark(line)));
        }
    }
    blocks.extend(open);
    blocks
}

/// "**Dato:** 3. maj": the head of minutes, not something anybody said.
fn field(line: &str) -> bool {
    line.strip_prefix("**").is_some_and(|rest| {
        rest.split_once("**")
            .is_some_and(|(name, _)| name.trim_end().ends_with(':') && name.len() < 40)
    })
}

fn item(line: &str) -> Option<&str> {
    if let Some(item) = line
        .strip_prefix("- ")
        .or_else(|| line.strip_prefix("* "))
        .or_else(|| line.strip_prefix("+ "))
    {
        return Some(item);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3)
        .contains(&digits)
        .then(|| {
            line[digits..]
                .strip_prefix(". ")
                .or_else(|| line[digits..].strip_prefix(") "))
        })
        .flatten()
}

/// Takes away emphasis and keeps the words of links.
fn unmark(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['*', '_', '`', '[', '!']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if let Some((words, after)) = from.strip_prefix('[').and_then(|link| link.split_once("]("))
            && let Some((_, after)) = after.split_once(')')
        {
            out.push_str(words);
            rest = after;
            continue;
        }
        let mark = from.chars().next().unwrap_or(' ');
        let inside =
            mark == '_' && out.ends_with(char::is_alphanumeric) && from[1..].starts_with(char::is_alphanumeric);
        if mark == '!' && !from.starts_with("![") || mark == '[' || inside {
            out.push(mark);
        }
        rest = &from[mark.len_utf8()..];
    }
    out.push_str(rest);
    out
}

const BREAKING: &[&str] = &[
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "tr",
    "td",
    "th",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "header",
    "footer",
    "blockquote",
    "main",
    "aside",
    "dt",
    "dd",
    "figcaption",
    "title",
];
const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "nav", "head", "iframe", "select",
];

/// Text of a page. Tags that break lines divide blocks; scripts, styles and menus are left out.
pub(super) fn html(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut text, mut kind) = (String::new(), Kind::Paragraph);
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        push_text(&mut text, &rest[..at]);
        let from = &rest[at..];
        if let Some(after) = from.strip_prefix("<!--") {
            rest = after.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some(end) = from.find('>') else { break };
        let inner = &from[1..end];
        let closing = inner.starts_with('/');
        let name: String = inner
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        rest = &from[end + 1..];
        if SKIPPED.contains(&name.as_str()) && !closing && !inner.ends_with('/') {
            rest = after_closing(rest, &name);
            continue;
        }
        if BREAKING.contains(&name.as_str()) {
            flush(&mut text, kind, &mut blocks);
            kind = match name.as_str() {
                _ if closing => Kind::Paragraph,
                "li" => Kind::Item,
                "td" | "th" => Kind::Row,
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Title,
                _ => Kind::Paragraph,
            };
        }
    }
    push_text(&mut text, if rest.contains('<') { "" } else { rest });
    flush(&mut text, kind, &mut blocks);
    blocks
}

/// What follows the closing tag of `name`, found without regard to case.
fn after_closing<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut from = rest;
    while let Some(at) = from.find("</") {
        let tag = &from[at + 2..];
        if tag
            .get(..name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name))
        {
            return tag.split_once('>').map_or("", |(_, after)| after);
        }
        from = tag;
    }
    ""
}

fn flush(text: &mut String, kind: Kind, blocks: &mut Vec<Block>) {
    let words: Vec<&str> = text.split_whitespace().collect();
    if !words.is_empty() {
        blocks.push(Block::new(kind, words.join(" ")));
    }
    text.clear();
}

fn push_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = rest[1..]
            .split_once(';')
            .map(|(name, _)| name)
            .filter(|name| name.len() <= 10);
        if let Some((name, c)) = entity.and_then(|name| entity_char(name).map(|c| (name, c))) {
            out.push(c);
            rest = &rest[name.len() + 2..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
}

fn entity_char(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" | "rdquo" | "ldquo" | "bdquo" => '"',
        "apos" | "rsquo" | "lsquo" => '\'',
        "nbsp" => ' ',
        "aelig" => 'æ',
        "oslash" => 'ø',
        "aring" => 'å',
        "AElig" => 'Æ',
        "Oslash" => 'Ø',
        "Aring" => 'Å',
        "eacute" => 'é',
        "ouml" => 'ö',
        "auml" => 'ä',
        "uuml" => 'ü',
        "ndash" | "mdash" => '–',
        "hellip" => '…',
        "shy" => '\u{ad}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_blocks_without_marks() {
        let blocks = markdown(
            "# Titel\n\n**Dato:** 3. maj\n\nEt *afsnit* med [ord](http://x)\nover to linjer.\n\n- punkt et\n- punkt to\n\n| a | b |\n|---|---|\n",
        );
        let kinds: Vec<Kind> = blocks.iter().map(|block| block.kind).collect();
        assert_eq!(
            kinds,
            [
                Kind::Title,
                Kind::Row,
                Kind::Paragraph,
                Kind::Item,
                Kind::Item,
                Kind::Row
            ]
        );
        assert_eq!(blocks[2].text, "Et afsnit med ord\nover to linjer.");
    }

    #[test]
    fn html_drops_scripts_and_decodes() {
        let blocks = html(
            "<html><head><title>x</title></head><body><script>var a='<p>';</SCRIPT><h1>Nyt</h1><p>R&oslash;dgr&#248;d &amp; fl&oslash;de<br>igen</p><!-- <p>nej</p> --></body>",
        );
        let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["Nyt", "Rødgrød & fløde", "igen"]);
    }

    #[test]
    fn broken_markup_is_no_danger() {
        for page in [
            "<",
            "<p",
            "&",
            "&#99999999;",
            "</",
            "<!--",
            "<script>",
            "&;<>",
            "æ<ø>å&",
        ] {
            let _ = (html(page), markdown(page), text(page));
        }
    }
}
