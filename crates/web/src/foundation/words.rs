//! Sentences of the room: why something was refused, and what to do.

use intake::{Error, Fault as FileFault, FileKind};
use model::foundation::{Fate, FateFault, Fault, Field, NotReady, Phase};
use model::text::Unfit;

use crate::Texts;

/// What is to be mended: the field's identity on the page, and the sentence.
#[derive(Default)]
pub struct Errors(pub Vec<(String, String)>);

impl Errors {
    pub fn get(&self, id: &str) -> Option<&str> {
        self.0.iter().find(|(i, _)| i == id).map(|(_, text)| text.as_str())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn add(&mut self, id: impl Into<String>, text: String) {
        self.0.push((id.into(), text));
    }
}

pub fn unfit(t: Texts, unfit: &Unfit) -> String {
    match unfit {
        Unfit::Empty => t.error_empty(),
        Unfit::TooLong { chars, most } => t.error_too_long(*chars, *most),
        Unfit::Control => t.error_control(),
    }
}

pub fn fault(t: Texts, fault: &Fault) -> String {
    match fault {
        Fault::Unfit(u) => unfit(t, u),
        Fault::TooMany { most } => t.foundation_too_many(*most),
        Fault::Line { number, unfit: u } => t.foundation_in_line(*number, unfit(t, u)),
        Fault::UnknownLevel => t.error_choice(),
    }
}

/// The identity of a field on the page; `prefix` keeps the fields of several elements apart.
pub fn field_id(prefix: &str, field: Field) -> String {
    match field {
        Field::Title => format!("{prefix}title"),
        Field::Preamble => format!("{prefix}preamble"),
        Field::Headline => format!("{prefix}headline"),
        Field::Meaning => format!("{prefix}meaning"),
        Field::Behaviour(at) => format!("{prefix}b{at}"),
        Field::Good => format!("{prefix}good"),
        Field::Bad => format!("{prefix}bad"),
        Field::Dilemmas => format!("{prefix}dilemmas"),
    }
}

pub fn fate(t: Texts, fate: Fate) -> String {
    match fate {
        Fate::Kept => t.foundation_fate_kept(),
        Fate::Reworded => t.foundation_fate_reworded(),
        Fate::Split => t.foundation_fate_split(),
        Fate::Merged => t.foundation_fate_merged(),
        Fate::Retired => t.foundation_fate_retired(),
    }
}

pub fn fate_fault(t: Texts, headline: &str, fault: FateFault) -> String {
    match fault {
        FateFault::Unanswered => t.foundation_fault_unanswered(headline),
        FateFault::NotTheSame => t.foundation_fault_not_the_same(headline),
        FateFault::RewordedIntoNone => t.foundation_fault_reworded_into_none(headline),
        FateFault::TakenTwice => t.foundation_fault_taken_twice(headline),
        FateFault::SplitIntoFew => t.foundation_fault_split_into_few(headline),
        FateFault::MergedIntoNone => t.foundation_fault_merged_into_none(headline),
        FateFault::StillThere => t.foundation_fault_still_there(headline),
    }
}

pub fn not_ready(t: Texts, headline: &str, missing: NotReady) -> String {
    match missing {
        NotReady::NoElements => t.foundation_no_elements(),
        NotReady::Empty(_) => t.foundation_element_empty(headline),
        NotReady::SameHeadline(_) => t.foundation_same_headline(headline),
    }
}

/// A state's colour and word.
pub fn phase(t: Texts, phase: Phase) -> (&'static str, String) {
    match phase {
        Phase::Draft => ("straw", t.foundation_phase_draft()),
        Phase::Coming => ("sky", t.foundation_phase_coming()),
        Phase::InForce => ("accent", t.foundation_phase_in_force()),
        Phase::Superseded => ("neutral", t.foundation_phase_superseded()),
    }
}

/// Why a file was refused, and what to do about it.
pub fn refused(t: Texts, error: &Error) -> String {
    match error {
        Error::TooLarge { limit, .. } | Error::UnpacksTooLarge { limit, .. } => {
            t.foundation_file_too_large(megabytes(*limit))
        }
        Error::Empty { .. } => t.foundation_file_empty(),
        Error::NotWhatItClaims { claimed, found, .. } => {
            t.foundation_file_not_what_it_claims(kind(t, *claimed), kind(t, *found))
        }
        Error::NotAText { found, .. } | Error::NotATable { found, .. } => t.foundation_file_not_a_text(kind(t, *found)),
        Error::Locked { .. } => t.foundation_file_locked(),
        Error::Broken {
            fault: FileFault::Encoding | FileFault::MixedEncodings,
            ..
        } => t.foundation_file_encoding(),
        Error::NoElements { .. } => t.foundation_file_no_elements(),
        Error::TooManyElements { limit, .. } => t.foundation_file_too_many_elements(number(*limit)),
        Error::TooManyBehaviours { headline, limit, .. } => {
            t.foundation_file_too_many_behaviours(headline, number(*limit))
        }
        Error::TooManyBlocks { limit, .. } => t.foundation_file_too_many_blocks(number(*limit)),
        Error::HeadlineTooLong { block, limit, .. } => {
            t.foundation_file_headline_too_long(number(*block), number(*limit))
        }
        Error::MeaningTooLong { headline, limit, .. } => t.foundation_file_meaning_too_long(headline, number(*limit)),
        Error::EntryTooLong { block, limit, .. } => t.foundation_file_entry_too_long(number(*block), number(*limit)),
        Error::PreambleTooLong { limit, .. } => t.foundation_file_preamble_too_long(number(*limit)),
        // What is left speaks of tables, or of a document that is damaged inside or holds far too many parts.
        _ => t.foundation_file_broken(),
    }
}

fn kind(t: Texts, kind: FileKind) -> String {
    match kind {
        FileKind::Text => t.foundation_kind_text(),
        FileKind::Workbook => t.foundation_kind_workbook(),
        FileKind::Document => t.foundation_kind_document(),
        FileKind::Archive => t.foundation_kind_archive(),
        FileKind::OldOffice => t.foundation_kind_old_office(),
        FileKind::Pdf => t.foundation_kind_pdf(),
        FileKind::Markup => t.foundation_kind_markup(),
        FileKind::RichText => t.foundation_kind_rich_text(),
        FileKind::Binary => t.foundation_kind_binary(),
        FileKind::Empty => t.foundation_kind_empty(),
    }
}

fn number(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn megabytes(bytes: u64) -> i64 {
    number(bytes / 1_000_000)
}
