//! What can be wrong with what is handed in. Each variant carries the value, so that the page or the command line can
//! write its own sentence; the `Display` here is for logs.

use thiserror::Error;

#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum Error {
    #[error("threshold {what} is {wanted}, below {floor}")]
    ThresholdTooLow {
        what: &'static str,
        wanted: u32,
        floor: u32,
    },
    #[error("threshold {what} is {wanted}, above {ceiling}")]
    ThresholdTooHigh {
        what: &'static str,
        wanted: u32,
        ceiling: u32,
    },
    #[error("threshold {what} was {was} and cannot become {wanted}")]
    ThresholdLowered { what: &'static str, wanted: u32, was: u32 },

    #[error("{found} {what}, at most {limit}")]
    TooMany {
        what: &'static str,
        found: usize,
        limit: usize,
    },
    #[error("no {what}")]
    None { what: &'static str },
    #[error("a name of a {what} is empty or over {limit} bytes: {name:?}")]
    Name {
        what: &'static str,
        name: String,
        limit: usize,
    },
    #[error("{what} {name:?} is there twice")]
    Twice { what: &'static str, name: String },

    #[error("unit {unit:?} has the unknown parent {parent:?}")]
    UnknownParent { unit: String, parent: String },
    #[error("unit {unit:?} is its own superior")]
    Cycle { unit: String },

    #[error("filter {filter:?} has {found} categories, at most {limit}")]
    Categories { filter: String, found: usize, limit: usize },
    #[error("item {item:?} has the scale {low} to {high}, favourable from {favourable}")]
    Scale {
        item: String,
        low: i16,
        high: i16,
        favourable: i16,
    },

    #[error("row {row}: unknown {what} {name:?}")]
    Unknown {
        row: usize,
        what: &'static str,
        name: String,
    },
    #[error("row {row}: unit number {unit} of {units}")]
    UnitNumber { row: usize, unit: u32, units: usize },
    #[error("row {row}: {found} {what}, the plan has {wanted}")]
    Length {
        row: usize,
        what: &'static str,
        found: usize,
        wanted: usize,
    },
    #[error("row {row}: category number {category} of filter {filter:?}, which has {categories}")]
    CategoryNumber {
        row: usize,
        filter: String,
        category: u16,
        categories: usize,
    },
    #[error("row {row}: {item:?} answered with {value}, the scale is {low} to {high}")]
    Answer {
        row: usize,
        item: String,
        value: i64,
        low: i16,
        high: i16,
    },

    #[error("kind {kind} of people: {counted} answered of {people}")]
    Counted { kind: usize, counted: u32, people: u32 },
    #[error("the kinds of people add up to more than {limit}")]
    People { limit: u32 },
    #[error("family {family}: cell {cell} lies under {parent}, which is not a cell before it")]
    Parent { family: usize, cell: usize, parent: u32 },
    #[error("family {family}: kind {kind} is placed in cell {cell} of {cells}")]
    Place {
        family: usize,
        kind: usize,
        cell: u32,
        cells: usize,
    },
    #[error("family {family}, cell {cell}: there is no such cell")]
    NoCell { family: usize, cell: u32 },
    #[error("what was shown earlier already gives away a group of {people}")]
    EarlierLeak { people: u32 },

    #[error("group {group:?} and {other:?} of the same family overlap")]
    Overlap { group: String, other: String },
    #[error("group {group:?}: member {member} of {kinds} kinds")]
    Member { group: String, member: u32, kinds: usize },
}
