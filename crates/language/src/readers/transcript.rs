//! `WebVTT` and SRT. Who spoke is dropped here, before anything is kept.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::{Block, Kind};

/// Speech, one block a turn. Two notations of speakers are known: `<v Name>` and `Name: `.
pub(super) fn cues(text: &str) -> Vec<Block> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut cues: Vec<(Option<String>, String)> = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if !line.contains("-->") {
            if line.starts_with("NOTE") || line.starts_with("STYLE") || line.starts_with("REGION") {
                while lines.next_if(|line| !line.trim().is_empty()).is_some() {}
            }
            continue;
        }
        let mut said = String::new();
        while let Some(line) = lines.next_if(|line| !line.trim().is_empty() && !line.contains("-->")) {
            if !said.is_empty() {
                said.push(' ');
            }
            said.push_str(line.trim());
        }
        let (voice, said) = untag(&said);
        if !said.is_empty() {
            cues.push((voice, said));
        }
    }
    let named = speakers(cues.iter().map(|(_, said)| said.as_str()));
    let mut blocks: Vec<Block> = Vec::new();
    let mut before: Option<String> = None;
    for (voice, said) in cues {
        let labelled = drop_speaker(&said, &named);
        let speaker = match labelled {
            Some(rest) => said.strip_suffix(rest).map(|label| label.trim().to_owned()),
            None => voice,
        };
        let said = labelled
            .unwrap_or(&said)
            .trim_start_matches(['-', '–', '>', ' '])
            .trim();
        let goes_on = speaker == before || (speaker.is_none() && !blocks.is_empty());
        match blocks.last_mut() {
            Some(last) if goes_on && last.text.split_whitespace().count() < 100 => {
                last.text.push(' ');
                last.text.push_str(said);
            }
            _ => blocks.push(Block::new(Kind::Speech, said)),
        }
        before = speaker.or(before);
    }
    blocks
}

/// Takes tags out of a cue; returns the voice of a `<v Name>` tag apart.
fn untag(said: &str) -> (Option<String>, String) {
    let (mut voice, mut out, mut rest) = (None, String::new(), said);
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        let Some((tag, after)) = tag.split_once('>') else {
            rest = tag;
            continue;
        };
        if let Some(name) = tag.strip_prefix("v ").or_else(|| {
            tag.strip_prefix("v.")
                .and_then(|tag| tag.split_once(' ').map(|(_, name)| name))
        }) {
            voice = Some(name.trim().to_owned());
        }
        rest = after;
    }
    out.push_str(rest);
    (voice, out.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Names that stand before a colon at the start of at least two lines, or look like "Deltager 3".
pub(super) fn speakers<'a>(lines: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for line in lines {
        if let Some((name, _)) = label(line) {
            *seen.entry(name.to_owned()).or_default() += 1;
        }
    }
    let numbered = |name: &str| name.ends_with(|c: char| c.is_ascii_digit()) && name.contains(' ');
    seen.into_iter()
        .filter(|(name, count)| *count >= 2 || numbered(name))
        .map(|(name, _)| name)
        .collect()
}

/// What follows the speaker's name, when the line begins with one.
pub(super) fn drop_speaker<'a>(line: &'a str, speakers: &BTreeSet<String>) -> Option<&'a str> {
    let (name, rest) = label(line)?;
    speakers.contains(name).then_some(rest)
}

fn label(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches(['-', '–', '>', ' ', '[']);
    let (name, rest) = line.split_once(':')?;
    let name = name.trim_end_matches(']').trim();
    let words = name.split_whitespace().count();
    let fits = (1..=4).contains(&words)
        && name.chars().count() <= 40
        && name.starts_with(char::is_uppercase)
        && rest.starts_with([' ', '\t']);
    (fits && !name.contains(['.', ',', '?', '!'])).then(|| (name, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_notations_lose_their_speakers() {
        let vtt = "WEBVTT\n\nNOTE intern\nmere\n\n1\n00:00:01.000 --> 00:00:02.000\n<v Anna Holm>Vi flyttede\nmødet.</v>\n\n2\n00:00:02.000 --> 00:00:03.000\n<v Anna Holm>Det gik.</v>\n\n3\n00:00:04.000 --> 00:00:05.000\n<v Bo>Ja.</v>\n";
        let texts: Vec<String> = cues(vtt).into_iter().map(|block| block.text).collect();
        assert_eq!(texts, ["Vi flyttede mødet. Det gik.", "Ja."]);
        let srt = "1\n00:00:01,000 --> 00:00:02,000\nAnna: Vi flyttede mødet.\n\n2\n00:00:02,000 --> 00:00:03,000\nAnna: Det gik: fint.\n\n3\n00:00:04,000 --> 00:00:05,000\nDeltager 2: Ja.\n";
        let texts: Vec<String> = cues(srt).into_iter().map(|block| block.text).collect();
        assert_eq!(texts, ["Vi flyttede mødet. Det gik: fint.", "Ja."]);
    }

    #[test]
    fn broken_cues_are_no_danger() {
        for text in ["", "WEBVTT", "-->", "00 --> 01\n<v", "00 --> 01\n<v >a<", "NOTE"] {
            let _ = cues(text);
        }
    }
}
