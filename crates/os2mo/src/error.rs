use serde::{Deserialize, Serialize};

/// What was asked for when it went wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Token,
    Units,
    People,
    Emails,
    Engagements,
    Managers,
    Classes,
    Events,
}

/// Why OS2mo could not be read. It never holds a token, a secret or what OS2mo said of a person, and can be kept and
/// shown; the texts of `Display` are for logs, and pages write their own sentences.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Error {
    /// The settings cannot be used.
    #[error("the settings: {why}")]
    Settings { why: String },
    /// The file with the token or the secret cannot be read, or is empty.
    #[error("the file {file} cannot be read or is empty")]
    SecretFile { file: String },
    /// Nobody answers at the address.
    #[error("{part:?}: no connection: {why}")]
    NotReached { part: Part, why: String },
    /// An answer took longer than this, or everything together did.
    #[error("{part:?}: no answer within {seconds} seconds")]
    TooSlow { part: Part, seconds: u64 },
    /// The token was refused, or no token was given for the client's identity and secret.
    #[error("{part:?}: refused with status {status}")]
    Refused { part: Part, status: u16 },
    /// Another status than success.
    #[error("{part:?}: status {status}")]
    Status { part: Part, status: u16 },
    /// OS2mo understood and said no: an unknown field in an older or newer version, or no right to read.
    #[error("{part:?}: OS2mo says: {message}")]
    Said { part: Part, message: String },
    /// What came is not what was asked for.
    #[error("{part:?}: the answer cannot be read")]
    Unreadable { part: Part },
    /// An answer is larger than `limit` bytes.
    #[error("{part:?}: an answer of more than {limit} bytes")]
    TooLarge { part: Part, limit: u64 },
    /// More objects than `limit`, or a cursor that comes again.
    #[error("{part:?}: more than {limit} objects, or pages without an end")]
    Endless { part: Part, limit: u64 },
}
