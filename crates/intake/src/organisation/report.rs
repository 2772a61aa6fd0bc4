use super::{Format, Part};

/// What came of reading an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The format that was recognised.
    pub format: Format,
    /// Units handed over.
    pub units: u64,
    /// People handed over.
    pub people: u64,
    /// Posts handed over.
    pub posts: u64,
    /// Rows left out because their `AktivStatus` is 0.
    pub inactive: u64,
    /// The first problems, in the order in which they were found; at most [`crate::Limits::problems`].
    pub problems: Vec<Problem>,
    /// All problems, also those that are not listed.
    pub problem_count: u64,
}

/// A row at fault. It says where and what, never what the cell holds: that may be anything, a CPR number too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which of the format's files it is.
    pub part: Part,
    /// The file's name, with the sheet's name in parentheses for a workbook.
    pub file: String,
    /// As a spreadsheet shows it: the headers are row 1.
    pub row: u32,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What is wrong with a row. `column` is the header as the format spells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant's sentence names its fields")]
pub enum ProblemKind {
    /// The row has no key.
    MissingId,
    /// The unit or person has no name.
    MissingName,
    /// The post has no unit.
    MissingUnit,
    /// Another row, `first_row`, has the same key and says something else.
    DuplicateId { first_row: u32 },
    /// Another row says the same.
    Repeated,
    /// The role is neither leader nor employee.
    UnknownRole,
    /// The cell under `column` is neither yes nor no.
    UnknownAnswer { column: &'static str },
    /// The e-mail address cannot be one; the person is kept without it.
    MalformedEmail,
    /// The cell under `column` is no date; the post is left out.
    MalformedDate { column: &'static str },
    /// The post ends before it begins; it is left out.
    DatesReversed,
    /// The unit that a post refers to is not in the file; the post is left out.
    UnknownUnit,
    /// The unit above is not in the file; the unit is kept at the top.
    UnknownParent,
    /// The person that a post refers to is not in the file; the post is left out.
    UnknownPerson,
    /// The job title's code is not in the file; the post is kept with the title that the person has, or without.
    UnknownJobTitle,
    /// The cell under `column` is longer than `limit` characters.
    TooLong { column: &'static str, limit: u32 },
    /// The cell under `column` has control characters or signs that turn the writing direction.
    ControlCharacter { column: &'static str },
    /// The cell under `column` has what looks like a CPR number in it.
    PersonNumber { column: &'static str },
}
