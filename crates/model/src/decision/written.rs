//! A decision as it is written in the form, read into what can be kept, and put together when two have written at once.

use serde::{Deserialize, Serialize};

use super::{Field, LEAST, LOOK_BACK_MOST, MOST, MOST_LINE, MOST_OPTION, MOST_OPTIONS, MOST_TEXT, MOST_UNITS};
use crate::day::Day;
use crate::id::{ElementId, UnitId};
use crate::story::{self, UnfitDay, UnfitText};
use crate::text::Unfit;
use crate::word::words;

words! {
    /// What is done with a form: a draft may lack anything, a record may not.
    Step {
        Save = "save",
        Record = "record",
    }
}

/// The fields as they were written.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Written {
    pub decided: String,
    pub day: String,
    pub body: String,
    pub units: Vec<String>,
    /// One on each line.
    pub options: String,
    pub tipped: String,
    pub gave_way: String,
    pub why: String,
    pub first: String,
    pub stop: String,
    pub look_back: String,
}

/// A decision that can be kept. What a draft lacks is empty.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Decision {
    pub decided: String,
    pub day: Option<Day>,
    pub body: String,
    pub units: Vec<UnitId>,
    pub options: Vec<String>,
    pub tipped: Option<ElementId>,
    pub gave_way: Option<ElementId>,
    pub why: String,
    pub first: String,
    pub stop: String,
    pub look_back: Option<Day>,
}

/// What can be chosen: the writer's units, and the elements in force.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub units: &'a [UnitId],
    pub elements: &'a [ElementId],
}

/// A field that does not fit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Misfit {
    pub field: Field,
    pub why: Why,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Why {
    Text(UnfitText),
    Day(UnfitDay),
    /// A look-back lies between these days.
    LookBack(Day, Day),
    /// Nothing chosen where a record needs it, or something that cannot be chosen.
    Choice,
    /// More units or options than this.
    TooMany(usize),
    /// The option on this line (from 1) has so many characters, of so many.
    Option {
        line: usize,
        chars: usize,
        most: usize,
    },
    /// The element that tipped it cannot have given way.
    Same,
    /// An element gave way, and nobody said why; or the other way round.
    WhyWithout,
}

impl Written {
    /// Reads the form. For [`Step::Save`] a field may be empty; for [`Step::Record`] the five that make a decision may
    /// not: what, who decided, where, what tipped it, who came first; and the two days.
    pub fn read(&self, step: Step, known: Known<'_>, today: Day) -> Result<Decision, Vec<Misfit>> {
        let whole = step == Step::Record;
        let mut misfits = Vec::new();
        let mut text = |field, raw: &str, least, most, needed: bool| {
            read_text(raw, least, most, needed).unwrap_or_else(|why| {
                misfits.push(Misfit {
                    field,
                    why: Why::Text(why),
                });
                String::new()
            })
        };
        let mut read = Decision {
            decided: text(
                Field::Decided,
                &self.decided,
                if whole { LEAST } else { 0 },
                MOST,
                whole,
            ),
            body: one_line(&text(Field::Body, &self.body, 0, MOST_LINE, whole)),
            why: text(Field::Why, &self.why, 0, MOST_TEXT, false),
            first: one_line(&text(Field::First, &self.first, 0, MOST_LINE, whole)),
            stop: text(Field::Stop, &self.stop, 0, MOST_TEXT, false),
            ..Decision::default()
        };
        let mut misfit = |field, why| misfits.push(Misfit { field, why });
        match self.read_day(whole, today) {
            Ok(day) => read.day = day,
            Err(why) => misfit(Field::Day, why),
        }
        match self.read_units(known.units, whole) {
            Ok(units) => read.units = units,
            Err(why) => misfit(Field::Units, why),
        }
        match self.read_options() {
            Ok(options) => read.options = options,
            Err(why) => misfit(Field::Options, why),
        }
        match element(&self.tipped, known.elements, whole) {
            Ok(tipped) => read.tipped = tipped,
            Err(why) => misfit(Field::Tipped, why),
        }
        match element(&self.gave_way, known.elements, false) {
            Ok(Some(way)) if read.tipped == Some(way) => misfit(Field::GaveWay, Why::Same),
            Ok(None) if whole && !self.why.trim().is_empty() => misfit(Field::GaveWay, Why::WhyWithout),
            Ok(Some(_)) if whole && self.why.trim().is_empty() => misfit(Field::Why, Why::WhyWithout),
            Ok(way) => read.gave_way = way,
            Err(why) => misfit(Field::GaveWay, why),
        }
        match self.read_look_back(whole, today) {
            Ok(day) => read.look_back = day,
            Err(why) => misfit(Field::LookBack, why),
        }
        if misfits.is_empty() {
            Ok(read)
        } else {
            misfits.sort_by_key(|m| m.field);
            Err(misfits)
        }
    }

    fn read_day(&self, whole: bool, today: Day) -> Result<Option<Day>, Why> {
        if self.day.trim().is_empty() && !whole {
            return Ok(None);
        }
        story::happened(&self.day, today).map(Some).map_err(Why::Day)
    }

    fn read_units(&self, known: &[UnitId], whole: bool) -> Result<Vec<UnitId>, Why> {
        let mut units: Vec<UnitId> = Vec::new();
        for raw in &self.units {
            let unit = raw.parse().ok().filter(|u| known.contains(u)).ok_or(Why::Choice)?;
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        if units.len() > MOST_UNITS {
            Err(Why::TooMany(MOST_UNITS))
        } else if whole && units.is_empty() {
            Err(Why::Choice)
        } else {
            Ok(units)
        }
    }

    fn read_options(&self) -> Result<Vec<String>, Why> {
        // The whole first: what must not be there must not hide behind a line break.
        let whole = read_text(&self.options, 0, usize::MAX, false).map_err(Why::Text)?;
        let mut options = Vec::new();
        for (line, raw) in (1..).zip(whole.lines()) {
            let option = one_line(raw);
            let chars = option.chars().count();
            if chars > MOST_OPTION {
                return Err(Why::Option {
                    line,
                    chars,
                    most: MOST_OPTION,
                });
            }
            if !option.is_empty() {
                options.push(option);
            }
        }
        if options.len() > MOST_OPTIONS {
            return Err(Why::TooMany(MOST_OPTIONS));
        }
        Ok(options)
    }

    fn read_look_back(&self, whole: bool, today: Day) -> Result<Option<Day>, Why> {
        if self.look_back.trim().is_empty() && !whole {
            return Ok(None);
        }
        let day: Day = self.look_back.trim().parse().map_err(|_| Why::Day(UnfitDay::NotADay))?;
        let (first, last) = (today.plus_days(1), today.plus_days(LOOK_BACK_MOST));
        // A draft may lie until its day has passed; then the record asks for another.
        if day > last || (whole && day < first) {
            return Err(Why::LookBack(first, last));
        }
        Ok(Some(day))
    }

    /// A field as text, for comparing and showing; units in the order of their identities.
    #[must_use]
    pub fn value(&self, field: Field) -> String {
        let text = match field {
            Field::Decided => &self.decided,
            Field::Day => &self.day,
            Field::Body => &self.body,
            Field::Units => {
                let mut units = self.units.clone();
                units.sort();
                units.dedup();
                return units.join("\n");
            }
            Field::Options => &self.options,
            Field::Tipped => &self.tipped,
            Field::GaveWay => &self.gave_way,
            Field::Why => &self.why,
            Field::First => &self.first,
            Field::Stop => &self.stop,
            Field::LookBack => &self.look_back,
        };
        // Browsers send line ends as \r\n.
        text.replace("\r\n", "\n").trim().to_owned()
    }

    fn take(&mut self, field: Field, from: &Self) {
        match field {
            Field::Decided => self.decided.clone_from(&from.decided),
            Field::Day => self.day.clone_from(&from.day),
            Field::Body => self.body.clone_from(&from.body),
            Field::Units => self.units.clone_from(&from.units),
            Field::Options => self.options.clone_from(&from.options),
            Field::Tipped => self.tipped.clone_from(&from.tipped),
            Field::GaveWay => self.gave_way.clone_from(&from.gave_way),
            Field::Why => self.why.clone_from(&from.why),
            Field::First => self.first.clone_from(&from.first),
            Field::Stop => self.stop.clone_from(&from.stop),
            Field::LookBack => self.look_back.clone_from(&from.look_back),
        }
    }

    /// All that was written as running text, for finding names in it.
    #[must_use]
    pub fn running_text(&self) -> String {
        [
            &self.decided,
            &self.body,
            &self.options,
            &self.why,
            &self.first,
            &self.stop,
        ]
        .map(|text| text.trim())
        .join("\n\n")
    }
}

impl From<&Decision> for Written {
    fn from(decision: &Decision) -> Self {
        fn word(value: Option<impl ToString>) -> String {
            value.map_or_else(String::new, |v| v.to_string())
        }
        Self {
            decided: decision.decided.clone(),
            day: word(decision.day),
            body: decision.body.clone(),
            units: decision.units.iter().map(ToString::to_string).collect(),
            options: decision.options.join("\n"),
            tipped: word(decision.tipped),
            gave_way: word(decision.gave_way),
            why: decision.why.clone(),
            first: decision.first.clone(),
            stop: decision.stop.clone(),
            look_back: word(decision.look_back),
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn read_text(raw: &str, least: usize, most: usize, needed: bool) -> Result<String, UnfitText> {
    match story::checked(raw, least, most) {
        Err(UnfitText::Text(Unfit::Empty)) if !needed => Ok(String::new()),
        read => read,
    }
}

fn element(raw: &str, known: &[ElementId], needed: bool) -> Result<Option<ElementId>, Why> {
    if raw.trim().is_empty() {
        return if needed { Err(Why::Choice) } else { Ok(None) };
    }
    let element = raw.parse().ok().filter(|e| known.contains(e));
    element.map(Some).ok_or(Why::Choice)
}

/// What two who began from the same draft have written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Merged {
    /// What only one has changed is that one's; what both have changed is `mine`.
    pub written: Written,
    /// Both have changed these, to different things: theirs has to be read.
    pub both: Vec<Field>,
    /// Only the other has changed these.
    pub theirs: Vec<Field>,
}

/// Puts `mine` and `theirs` together, both begun from `was`.
#[must_use]
pub fn merge(was: &Written, theirs: &Written, mine: &Written) -> Merged {
    let mut merged = Merged {
        written: mine.clone(),
        both: Vec::new(),
        theirs: Vec::new(),
    };
    for &field in Field::ALL {
        let (before, other, own) = (was.value(field), theirs.value(field), mine.value(field));
        if other == own || other == before {
            continue;
        }
        if own == before {
            merged.written.take(field, theirs);
            merged.theirs.push(field);
        } else {
            merged.both.push(field);
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const fn unit(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    const fn element_id(n: u128) -> ElementId {
        ElementId(Uuid::from_u128(n))
    }

    fn today() -> Day {
        "2026-11-23".parse().unwrap()
    }

    fn whole() -> Written {
        Written {
            decided: "Aftenvagten møder en time senere.".into(),
            day: "2026-11-20".into(),
            body: "Ledergruppen".into(),
            units: vec![unit(1).to_string()],
            options: "En time senere\r\n\r\nFlere på om natten".into(),
            tipped: element_id(1).to_string(),
            gave_way: String::new(),
            why: String::new(),
            first: "De, der spiser sent".into(),
            stop: "Rundgangen klokken 15".into(),
            look_back: "2027-02-21".into(),
        }
    }

    fn read(written: &Written, step: Step) -> Result<Decision, Vec<Misfit>> {
        let (units, elements) = ([unit(1), unit(2)], [element_id(1), element_id(2)]);
        let known = Known {
            units: &units,
            elements: &elements,
        };
        written.read(step, known, today())
    }

    fn fields(written: &Written, step: Step) -> Vec<Field> {
        read(written, step).unwrap_err().into_iter().map(|m| m.field).collect()
    }

    #[test]
    fn a_whole_decision_is_read_and_written_back() {
        let read_once = read(&whole(), Step::Record).unwrap();
        assert_eq!(read_once.options, ["En time senere", "Flere på om natten"]);
        assert_eq!(read(&Written::from(&read_once), Step::Record).unwrap(), read_once);
    }

    #[test]
    fn a_draft_may_lack_everything_and_a_record_nothing_that_matters() {
        use Field::{Body, Day, Decided, First, LookBack, Tipped, Units};

        let empty = Written::default();
        assert_eq!(read(&empty, Step::Save), Ok(Decision::default()));
        assert_eq!(
            fields(&empty, Step::Record),
            [Decided, Day, Body, Units, Tipped, First, LookBack]
        );
    }

    #[test]
    fn limits_hold_for_a_draft_too() {
        use Field::{Body, Day, Decided, First, Options, Stop, Units, Why};

        let long = Written {
            decided: "å".repeat(301),
            body: "å".repeat(121),
            options: "a\n".repeat(7),
            why: "å".repeat(301),
            first: "å".repeat(121),
            stop: "Ring til 010180-1234".into(),
            units: vec![unit(7).to_string()],
            day: "2026-11-24".into(),
            ..Written::default()
        };
        assert_eq!(
            fields(&long, Step::Save),
            [Decided, Day, Body, Units, Options, Why, First, Stop]
        );
        let one = Written {
            options: format!("Kort\n{}", "å".repeat(161)),
            ..Written::default()
        };
        let found = read(&one, Step::Save).unwrap_err();
        assert_eq!(
            found[0].why,
            super::Why::Option {
                line: 2,
                chars: 161,
                most: 160
            }
        );
    }

    #[test]
    fn an_element_gives_way_to_another_and_for_a_reason() {
        let mut written = whole();
        written.gave_way.clone_from(&written.tipped);
        written.why = "Vi måtte vælge".into();
        assert_eq!(read(&written, Step::Record).unwrap_err()[0].why, Why::Same);
        written.gave_way = element_id(2).to_string();
        assert!(read(&written, Step::Record).is_ok());
        written.why.clear();
        assert_eq!(fields(&written, Step::Record), [Field::Why]);
        assert!(read(&written, Step::Save).is_ok());
        written.gave_way.clear();
        written.why = "Uden element".into();
        assert_eq!(fields(&written, Step::Record), [Field::GaveWay]);
    }

    #[test]
    fn a_look_back_lies_ahead_and_within_two_years() {
        for (day, fits) in [
            ("2026-11-23", false),
            ("2026-11-24", true),
            ("2028-11-22", true),
            ("2028-11-23", false),
        ] {
            let mut written = whole();
            written.look_back = day.into();
            assert_eq!(read(&written, Step::Record).is_ok(), fits, "{day}");
        }
    }

    #[test]
    fn what_one_has_changed_is_kept_and_what_both_have_is_asked() {
        let was = whole();
        let mut theirs = was.clone();
        theirs.body = "MED-udvalget".into();
        theirs.stop = "Rundgangen klokken 14".into();
        let mut mine = was.clone();
        mine.stop = "Begge rundgange".into();
        mine.first = "Naboen".into();
        mine.options = mine.options.replace("\r\n", "\n");
        let merged = merge(&was, &theirs, &mine);
        assert_eq!(merged.both, [Field::Stop]);
        assert_eq!(merged.theirs, [Field::Body]);
        assert_eq!(merged.written.body, "MED-udvalget");
        assert_eq!(merged.written.first, "Naboen");
        assert_eq!(merged.written.stop, "Begge rundgange");
    }
}
