//! Why a command ended before its time: a sentence for the person at the keyboard, with what to do about it.

use std::fmt;

pub type Outcome<T = ()> = Result<T, Stop>;

pub struct Stop(pub String);

impl Stop {
    pub fn because(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

/// Shown by `main` as it is.
impl fmt::Debug for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Stop {}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        Self(format!("{error}. `grundlag doctor` looks for the reason."))
    }
}

impl From<sample::Error> for Stop {
    fn from(error: sample::Error) -> Self {
        match error {
            sample::Error::Store(error) => error.into(),
            file @ sample::Error::File { .. } => Self(file.to_string()),
        }
    }
}
