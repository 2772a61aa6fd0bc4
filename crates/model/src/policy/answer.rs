//! What became of a clause.

use super::{LINK, REFERENCE, WHY};
use crate::ElementId;
use crate::text::{Unfit, line, lines, required};
use crate::word::words;

words! {
    /// Where a clause is today.
    Answer {
        /// Nobody has decided yet, or it was opened again.
        Open = "open",
        Carried = "carried",
        Guideline = "guideline",
        Dropped = "dropped",
    }
}

/// The form, as it was written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RawAnswer {
    pub answer: String,
    pub elements: Vec<ElementId>,
    pub reference: String,
    pub link: String,
    pub why: String,
}

/// An answer that holds together: what does not belong to it is left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Given {
    pub answer: Answer,
    /// In the order of their identities; empty unless it is carried.
    pub elements: Vec<ElementId>,
    /// Empty unless it is a guideline.
    pub reference: String,
    /// Where the guideline is read: empty, or an address that a browser opens as a page.
    pub link: String,
    pub why: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    Answer,
    Elements,
    Reference,
    Link,
    Why,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// None of the four answers.
    NoAnswer,
    /// Carried, and by nothing.
    NoElement,
    /// A guideline without a name: nobody could find it.
    NoReference,
    /// An address that is none, or one that a browser would run instead of opening it.
    NoLink,
    /// Dropped without a reason: the works council is owed one.
    NoReason,
    Unfit(Unfit),
}

impl RawAnswer {
    /// The answer, or everything that is to be mended. Elements that are not among `known` are left out.
    pub fn read(&self, known: &[ElementId]) -> Result<Given, Vec<(Field, Fault)>> {
        let mut faults = Vec::new();
        let answer = self.answer.parse::<Answer>().unwrap_or_else(|_| {
            faults.push((Field::Answer, Fault::NoAnswer));
            Answer::Open
        });
        let mut elements: Vec<ElementId> = self.elements.iter().copied().filter(|e| known.contains(e)).collect();
        elements.sort_unstable();
        elements.dedup();
        if answer != Answer::Carried {
            elements.clear();
        } else if elements.is_empty() {
            faults.push((Field::Elements, Fault::NoElement));
        }
        let mut reference = String::new();
        if answer == Answer::Guideline {
            match line(&self.reference, REFERENCE).and_then(required) {
                Ok(text) => reference = text,
                Err(Unfit::Empty) => faults.push((Field::Reference, Fault::NoReference)),
                Err(unfit) => faults.push((Field::Reference, Fault::Unfit(unfit))),
            }
        }
        let mut link = String::new();
        if answer == Answer::Guideline {
            match line(&self.link, LINK) {
                Ok(text) if text.is_empty() || is_address(&text) => link = text,
                Ok(_) => faults.push((Field::Link, Fault::NoLink)),
                Err(unfit) => faults.push((Field::Link, Fault::Unfit(unfit))),
            }
        }
        let why = match lines(&self.why, WHY) {
            Ok(why) if why.is_empty() && answer == Answer::Dropped => {
                faults.push((Field::Why, Fault::NoReason));
                why
            }
            Ok(why) => why,
            Err(unfit) => {
                faults.push((Field::Why, Fault::Unfit(unfit)));
                String::new()
            }
        };
        if faults.is_empty() {
            Ok(Given {
                answer,
                elements,
                reference,
                link,
                why,
            })
        } else {
            Err(faults)
        }
    }
}

/// Pages on the web alone: `javascript:` in a link is a program.
fn is_address(text: &str) -> bool {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric) && !rest.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const fn element(n: u128) -> ElementId {
        ElementId(Uuid::from_u128(n))
    }

    fn raw(answer: &str, elements: &[ElementId], reference: &str, why: &str) -> RawAnswer {
        RawAnswer {
            answer: answer.into(),
            elements: elements.to_vec(),
            reference: reference.into(),
            link: String::new(),
            why: why.into(),
        }
    }

    fn faults(raw: &RawAnswer) -> Vec<(Field, Fault)> {
        raw.read(&[element(1), element(2)]).unwrap_err()
    }

    #[test]
    fn each_answer_asks_for_what_it_needs() {
        assert_eq!(
            faults(&raw("carried", &[], "", "")),
            [(Field::Elements, Fault::NoElement)]
        );
        assert_eq!(
            faults(&raw("carried", &[element(9)], "", "")),
            [(Field::Elements, Fault::NoElement)]
        );
        assert_eq!(
            faults(&raw("guideline", &[], " ", "")),
            [(Field::Reference, Fault::NoReference)]
        );
        assert_eq!(faults(&raw("dropped", &[], "", " \n")), [(Field::Why, Fault::NoReason)]);
        assert_eq!(faults(&raw("maybe", &[], "", "")), [(Field::Answer, Fault::NoAnswer)]);
        assert!(raw("open", &[], "", "").read(&[]).is_ok());
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let long = raw("guideline", &[], &"x".repeat(REFERENCE + 1), &"y".repeat(WHY + 1));
        let fields: Vec<Field> = faults(&long).into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, [Field::Reference, Field::Why]);
    }

    #[test]
    fn what_does_not_belong_to_the_answer_is_left_out() {
        let both = [element(2), element(1), element(2), element(9)];
        let given = raw("carried", &both, "En vejledning", "Fordi")
            .read(&[element(1), element(2)])
            .unwrap();
        assert_eq!(
            (given.elements.as_slice(), given.reference.as_str()),
            ([element(1), element(2)].as_slice(), "")
        );
        let given = raw("dropped", &both, "En vejledning", " Fordi ")
            .read(&[element(1)])
            .unwrap();
        assert!(given.elements.is_empty() && given.reference.is_empty());
        assert_eq!(given.why, "Fordi");
    }

    #[test]
    fn a_link_is_a_page_or_nothing() {
        let link = |link: &str| {
            let raw = RawAnswer {
                link: link.into(),
                ..raw("guideline", &[], "Retningslinje om stress", "")
            };
            raw.read(&[]).map(|given| given.link)
        };
        assert_eq!(
            link(" https://intranet.example/stress?a=b ").unwrap(),
            "https://intranet.example/stress?a=b"
        );
        assert_eq!(link("").unwrap(), "");
        for wrong in [
            "javascript:alert(1)",
            "intranet/stress",
            "https://",
            "https:// x",
            "data:text/html,x",
            "https://a b",
        ] {
            assert_eq!(link(wrong).unwrap_err(), [(Field::Link, Fault::NoLink)], "{wrong}");
        }
    }
}
