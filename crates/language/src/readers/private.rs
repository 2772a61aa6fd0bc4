//! Conversations can never be an input: a file that looks like one is refused with the reason.

use crate::text::Block;

const NAMES: &[&str] = &[
    "mus-",
    "mus_",
    "lus-",
    "lus_",
    "grus-",
    "grus_",
    "samtaleskema",
    "udviklingssamtale",
    "sygefraværssamtale",
    "omsorgssamtale",
    "tjenstlig",
];
const SUBJECTS: &[&str] = &[
    "medarbejderudviklingssamtale",
    "lederudviklingssamtale",
    "gruppeudviklingssamtale",
    "mus-samtale",
    "lus-samtale",
    "mus-skema",
    "lus-skema",
    "samtaleskema",
    "forberedelsesskema",
    "sygefraværssamtale",
    "sygesamtale",
    "omsorgssamtale",
    "tjenstlig samtale",
    "referat af samtale",
    "referat fra samtale",
    "udviklingssamtale",
    "fratrædelsessamtale",
    "advarsel til",
    "performance review",
    "appraisal form",
    "development conversation",
];
const FIELDS: &[&str] = &[
    "medarbejder:",
    "medarbejderens navn",
    "leder:",
    "lederens navn",
    "navn:",
    "dato for samtalen",
    "samtalens dato",
    "underskrift",
    "cpr",
    "aftaler for den kommende periode",
    "medarbejderens forberedelse",
    "lederens forberedelse",
    "mine udviklingsmål",
    "employee name",
    "reviewer:",
];

/// The words that give a conversation away, if there are any. Writing about conversations (a guide, minutes of a works council)
/// is fine: it takes a subject in the file's name or its first lines, and fields to fill in.
pub(super) fn conversation_sign(name: &str, blocks: &[Block]) -> Option<String> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_lowercase();
    let head: String = blocks
        .iter()
        .take(6)
        .map(|block| block.text.to_lowercase())
        .collect::<Vec<_>>()
        .join("\n");
    let whole: String = blocks
        .iter()
        .take(80)
        .map(|block| block.text.to_lowercase())
        .collect::<Vec<_>>()
        .join("\n");
    let subject = SUBJECTS
        .iter()
        .find(|subject| head.contains(*subject))
        .or_else(|| NAMES.iter().find(|part| name.contains(*part)))?;
    let fields: Vec<&str> = FIELDS.iter().filter(|field| whole.contains(*field)).copied().collect();
    (fields.len() >= 2).then(|| format!("\"{subject}\" with \"{}\" and \"{}\"", fields[0], fields[1]))
}
