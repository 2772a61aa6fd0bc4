//! The organisation's own wording (Sproget): where a foundation shows in what is written and said in common. Documents are
//! analysed, never people: no type here leads to a person.

use crate::word::words;

words! {
    /// How far a document has come.
    State {
        /// Handed in; the file waits to be read.
        Waiting = "waiting",
        /// Read and cut to passages.
        Read = "read",
        /// It could not be read properly, a scan for instance. Missing data, and never silence.
        Missing = "missing",
        /// It must not be read, or is no document.
        Refused = "refused",
    }
}

words! {
    /// Why a document is missing or refused.
    Why {
        /// No text in it: a scan or a picture.
        Empty = "empty",
        /// Text that is not words.
        Garbled = "garbled",
        /// Notes or a form from a conversation, which are never read here.
        Conversation = "conversation",
        TooLarge = "too_large",
        UnknownFormat = "unknown_format",
        /// The content is not what the name says.
        Lies = "lies",
        Broken = "broken",
        Locked = "locked",
        Encoding = "encoding",
        /// Reading took too much time or memory.
        TooMuch = "too_much",
    }
}

words! {
    /// How a passage shows an element.
    Mode {
        OwnWords = "own_words",
        /// The foundation's wording and nothing of one's own.
        Quoted = "quoted",
        /// Absence or the opposite: still about the element.
        Missed = "missed",
    }
}

words! {
    /// What somebody who read a passage said that it shows of an element.
    Says {
        OwnWords = "own_words",
        Quoted = "quoted",
        Missed = "missed",
        Nothing = "nothing",
    }
}

words! {
    /// Why a passage is set apart and not counted.
    Apart {
        /// A heading, a table row, the head of minutes.
        Frame = "frame",
        TooShort = "too_short",
        /// Wording that stands in three or more documents.
        Boilerplate = "boilerplate",
        /// In a document that is nearly another one.
        Duplicate = "duplicate",
        OtherLanguage = "other_language",
    }
}

words! {
    /// What may be said of an element that is hardly heard in a unit (`language::statistics::silence`).
    Silence {
        Heard = "heard",
        Silent = "silent",
        /// It may be silent; the material does not say.
        Uncertain = "uncertain",
        TooLittle = "too_little",
    }
}

words! {
    RoundState {
        Open = "open",
        Closed = "closed",
    }
}

words! {
    /// How long a round takes each reader, for an element.
    Length {
        Half = "half",
        Hour = "hour",
        /// Narrow enough to be published.
        Two = "two",
    }
}

impl Length {
    /// Passages to read. An hour is for 200, which is 18 seconds each.
    #[must_use]
    pub const fn passages(self) -> i64 {
        match self {
            Self::Half => 100,
            Self::Hour => 200,
            Self::Two => 400,
        }
    }
}

/// How many passages a round draws of those with a find and of those without: half each, and what one half has not got, the
/// other gives.
#[must_use]
pub fn halves(flagged: i64, unflagged: i64, passages: i64) -> (i64, i64) {
    let half = passages / 2;
    let of_flagged = flagged.min(half.max(passages - unflagged.max(0)));
    (of_flagged, unflagged.min(passages - of_flagged))
}

/// From here on a count may be relied upon, and below the second nothing is concluded from it (Krippendorff 2004, 241).
/// Ten-thousandths of alpha.
pub const RELIABLE_ALPHA: i64 = 8_000;
pub const LEAST_ALPHA: i64 = 6_670;

/// What two readers' agreement allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Agreement {
    Reliable,
    /// Only tentative conclusions.
    Tentative,
    Unfit,
}

impl Agreement {
    #[must_use]
    pub const fn of(alpha_of_10_000: i64) -> Self {
        if alpha_of_10_000 >= RELIABLE_ALPHA {
            Self::Reliable
        } else if alpha_of_10_000 >= LEAST_ALPHA {
            Self::Tentative
        } else {
            Self::Unfit
        }
    }
}

/// Longest name of a file, and of a kind and a source, in characters.
pub const LONGEST_NAME: usize = 200;
pub const LONGEST_KIND: usize = 60;
pub const LONGEST_SOURCE: usize = 200;
/// Readers of a round.
pub const READERS: usize = 2;

/// What the readings of one passage come to, when people agree. None: nobody read it, or they do not agree.
#[must_use]
pub fn agreed(readings: &[Says]) -> Option<Says> {
    let first = *readings.first()?;
    readings.iter().all(|says| *says == first).then_some(first)
}

/// Passages of a unit and a month to write as traces beside those that people confirmed: of the flagged ones, the share that
/// turned out right when a sample was read, less those confirmed one by one. Rounded down: a trace claims no more than was found.
#[must_use]
pub fn calibrated_count(flagged: i64, precision_of_10_000: i64, confirmed: i64) -> i64 {
    (flagged * precision_of_10_000 / 10_000 - confirmed).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_who_disagree_confirm_nothing() {
        assert_eq!(agreed(&[]), None);
        assert_eq!(agreed(&[Says::OwnWords]), Some(Says::OwnWords));
        assert_eq!(agreed(&[Says::OwnWords, Says::OwnWords]), Some(Says::OwnWords));
        assert_eq!(agreed(&[Says::OwnWords, Says::Nothing]), None);
    }

    #[test]
    fn a_round_draws_half_from_each_and_fills_up_from_the_other() {
        assert_eq!(halves(500, 9_000, Length::Hour.passages()), (100, 100));
        assert_eq!(halves(34, 276, 200), (34, 166), "few finds: the rest has none");
        assert_eq!(halves(180, 40, 200), (160, 40));
        assert_eq!(halves(30, 50, 200), (30, 50), "no more than there is");
        assert_eq!(halves(0, 0, 200), (0, 0));
        for length in Length::ALL {
            let (flagged, unflagged) = halves(10_000, 10_000, length.passages());
            assert_eq!(flagged + unflagged, length.passages());
            assert_eq!(flagged, unflagged);
        }
    }

    #[test]
    fn agreement_is_read_as_krippendorff_reads_it() {
        use Agreement::{Reliable, Tentative, Unfit};
        let read = [8_000, 7_999, 6_670, 6_669, -300].map(Agreement::of);
        assert_eq!(read, [Reliable, Tentative, Tentative, Unfit, Unfit]);
    }

    #[test]
    fn a_count_holds_no_passage_twice_and_never_more_than_was_found() {
        assert_eq!(calibrated_count(10, 7_500, 0), 7);
        assert_eq!(calibrated_count(10, 7_500, 3), 4);
        assert_eq!(calibrated_count(2, 5_000, 3), 0);
    }
}
