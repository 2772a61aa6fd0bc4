//! Sentences of the room.

use intake::Error;
use model::policy::{Answer, Fault, Field, Problem};

use crate::Texts;
use crate::foundation::words::{self, Errors};

/// An answer's word and its tag's colour.
pub fn answer(t: Texts, answer: Answer) -> (String, &'static str) {
    match answer {
        Answer::Open => (t.policy_open(), "clay"),
        Answer::Carried => (t.policy_carried(), "accent"),
        Answer::Guideline => (t.policy_guideline(), "sky"),
        Answer::Dropped => (t.policy_dropped(), "neutral"),
    }
}

/// Where a document came from: its file's name, or that somebody pasted it.
pub fn source(t: Texts, name: &str) -> String {
    if name.is_empty() {
        t.policy_pasted()
    } else {
        name.to_owned()
    }
}

/// What is to be mended in an answer.
pub fn faults(t: Texts, faults: &[(Field, Fault)]) -> Errors {
    let mut errors = Errors::default();
    for (field, fault) in faults {
        let id = match field {
            Field::Answer => "answer",
            Field::Elements => "elements",
            Field::Reference => "reference",
            Field::Link => "link",
            Field::Why => "why",
        };
        let text = match fault {
            Fault::NoAnswer => t.error_choice(),
            Fault::NoElement => t.policy_no_element(),
            Fault::NoReference => t.policy_no_reference(),
            Fault::NoLink => t.policy_no_link(),
            Fault::NoReason => t.policy_no_reason(),
            Fault::Unfit(unfit) => words::unfit(t, unfit),
        };
        errors.add(id, text);
    }
    errors
}

/// What keeps a split from being stored.
pub fn problems(t: Texts, problems: &[Problem]) -> Errors {
    let mut errors = Errors::default();
    for problem in problems {
        let (id, text) = match problem {
            Problem::Title(u) => ("title".to_owned(), words::unfit(t, u)),
            Problem::Preamble(u) => ("preamble".to_owned(), words::unfit(t, u)),
            Problem::Number(at, u) => (format!("c{at}-number"), words::unfit(t, u)),
            Problem::Headline(at, u) => (format!("c{at}-headline"), words::unfit(t, u)),
            Problem::Text(at, u) => (format!("c{at}-text"), words::unfit(t, u)),
            Problem::NoClauses => ("main".to_owned(), t.policy_no_clauses()),
            Problem::TooMany => ("main".to_owned(), t.policy_too_many(model::policy::CLAUSES)),
        };
        errors.add(id, text);
    }
    errors
}

/// Why a text was refused. What is the same for every document is said as the foundations say it.
pub fn refused(t: Texts, error: &Error) -> String {
    match error {
        Error::NoElements { .. } => t.policy_file_no_clauses(),
        Error::TooManyElements { limit, .. } => t.policy_too_many(usize::try_from(*limit).unwrap_or(usize::MAX)),
        Error::TooManyBlocks { limit, .. } => {
            t.policy_file_too_many_blocks(usize::try_from(*limit).unwrap_or(usize::MAX))
        }
        error => words::refused(t, error),
    }
}
