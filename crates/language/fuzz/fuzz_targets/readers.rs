//! Any bytes under any of the names that are read. The first byte picks the format, so that one target keeps one corpus.
#![no_main]

use language::readers::read;
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 11] =
    ["a.txt", "a.md", "a.html", "a.docx", "a.odt", "a.pptx", "a.xlsx", "a.pdf", "a.vtt", "a.srt", "a.csv"];

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    if let Ok(read) = read(NAMES[usize::from(*first) % NAMES.len()], bytes) {
        assert!(read.health.letters.is_finite() && read.health.known.is_finite());
        let _ = language::text::pieces(&read.blocks);
    }
});
