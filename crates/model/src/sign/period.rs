//! Readings on a time axis: a period without a reading keeps its place and is a gap, never a zero.

use crate::day::Day;
use crate::sign::Cadence;

/// A figure of one period, in thousandths; the size is the denominator of a share.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stood {
    pub start: Day,
    pub value: i64,
    pub size: Option<i64>,
}

/// A place on the axis.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Slot {
    pub start: Day,
    pub stood: Option<Stood>,
}

/// Periods that an axis has at most: the latest, ten years of weeks.
const MOST: usize = 520;

/// The axis from the first reading to the last one that lies before `until`, the period that is not over yet. Readings that
/// begin on no period's first day belong to the period they lie in; of two, the later one counts.
#[must_use]
pub fn slots(cadence: Cadence, readings: &[Stood], until: Day) -> Vec<Slot> {
    let mut known: Vec<Stood> = readings
        .iter()
        .map(|stood| Stood {
            start: cadence.start(stood.start),
            ..*stood
        })
        .filter(|stood| stood.start < until)
        .collect();
    known.sort_by_key(|stood| stood.start);
    let (Some(first), Some(last)) = (known.first().copied(), known.last().copied()) else {
        return Vec::new();
    };
    let mut slots = Vec::new();
    let mut known = known.into_iter().peekable();
    let mut start = first.start;
    while start <= last.start {
        let mut stood = None;
        while let Some(next) = known.next_if(|next| next.start == start) {
            stood = Some(next);
        }
        slots.push(Slot { start, stood });
        let next = cadence.next(start);
        // The end of the calendar: a day that cannot go on would go on for ever.
        if next <= start {
            break;
        }
        start = next;
    }
    let surplus = slots.len().saturating_sub(MOST);
    slots.drain(..surplus);
    slots
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stood(day: &str, value: i64) -> Stood {
        Stood {
            start: day.parse().unwrap(),
            value,
            size: None,
        }
    }

    #[test]
    fn a_period_that_nobody_counted_in_is_a_gap_and_one_that_is_not_over_is_left_out() {
        let readings = [stood("2026-11-23", 9), stood("2026-11-02", 0), stood("2026-11-16", 4)];
        let slots = slots(Cadence::Week, &readings, "2026-11-23".parse().unwrap());
        let values: Vec<_> = slots.iter().map(|slot| slot.stood.map(|s| s.value)).collect();
        assert_eq!(values, [Some(0), None, Some(4)]);
    }

    #[test]
    fn days_inside_a_month_belong_to_it_and_the_axis_has_an_end() {
        let readings = [stood("2026-01-31", 1), stood("2026-02-15", 2)];
        let slots_ = slots(Cadence::Month, &readings, "2026-11-01".parse().unwrap());
        assert_eq!(slots_[1].start.to_string(), "2026-02-01");
        let far = [stood("1900-01-01", 1), stood("2026-01-05", 2)];
        let slots_ = slots(Cadence::Week, &far, "2026-11-23".parse().unwrap());
        assert_eq!(slots_.len(), MOST);
        assert_eq!(slots_.last().unwrap().stood.unwrap().value, 2);
    }
}
