//! A body as it was typed, with everything that does not fit yet.

use super::{
    Body, Field, Job, MOST_JOB, MOST_JOBS, MOST_MEANING, MOST_PARTICIPANTS, MOST_SIGN, MOST_SIGNS, MOST_TEXT, Sign,
};
use crate::id::SignId;
use crate::text::{Unfit, line, lines};

/// What was typed, as it was typed: a form that is refused shows it again.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Written {
    pub meaning: String,
    pub keep: String,
    pub concrete: String,
    pub leave_out: String,
    pub add: String,
    pub change: String,
    pub why: String,
    pub jobs: Vec<WrittenJob>,
    pub signs: Vec<WrittenSign>,
    pub stop: String,
    pub dilemma: String,
    pub participants: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WrittenJob {
    pub kind: String,
    pub means: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WrittenSign {
    /// None for a row that was added after the page came.
    pub id: Option<SignId>,
    pub text: String,
}

/// Why a field does not fit. The web layer says it in the user's language, beside the field.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Why {
    #[error(transparent)]
    Text(#[from] Unfit),
    /// More signs or jobs than there is room for.
    #[error("more than {most}")]
    TooMany { most: usize },
    #[error("not a whole number from {least} to {most}")]
    Number { least: u16, most: u16 },
}

/// A field that does not fit, and for jobs and signs in which row, counted from 0.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Misfit {
    pub field: Field,
    pub row: Option<usize>,
    /// The first or second input of a row: a job has two.
    pub second: bool,
    pub why: Why,
}

impl From<&Body> for Written {
    fn from(body: &Body) -> Self {
        Self {
            meaning: body.meaning.clone(),
            keep: body.keep.clone(),
            concrete: body.concrete.clone(),
            leave_out: body.leave_out.clone(),
            add: body.add.clone(),
            change: body.change.clone(),
            why: body.why.clone(),
            jobs: body
                .jobs
                .iter()
                .map(|job| WrittenJob {
                    kind: job.kind.clone(),
                    means: job.means.clone(),
                })
                .collect(),
            signs: body
                .signs
                .iter()
                .map(|sign| WrittenSign {
                    id: Some(sign.id),
                    text: sign.text.clone(),
                })
                .collect(),
            stop: body.stop.clone(),
            dilemma: body.dilemma.clone(),
            participants: body.text(Field::Participants),
        }
    }
}

impl Body {
    /// Reads what was typed. Empty rows are left out; nothing else has to be filled.
    ///
    /// A sign keeps its identity through rewordings by the id beside it. While somebody writes, new rows have none yet:
    /// they take up the signs of `current` that no row names, those of the same text first, so that saving again and
    /// again does not make a new sign each time. What then is new gets its identity from `new_sign`.
    pub fn parse(written: &Written, current: &Self, new_sign: impl FnMut() -> SignId) -> Result<Self, Vec<Misfit>> {
        let mut misfits = Vec::new();
        let mut text = |field: Field, text: &str, most: usize| {
            lines(text, most).unwrap_or_else(|unfit| {
                misfits.push(Misfit {
                    field,
                    row: None,
                    second: false,
                    why: unfit.into(),
                });
                String::new()
            })
        };
        let body = Self {
            meaning: text(Field::Meaning, &written.meaning, MOST_MEANING),
            keep: text(Field::Keep, &written.keep, MOST_TEXT),
            concrete: text(Field::Concrete, &written.concrete, MOST_TEXT),
            leave_out: text(Field::LeaveOut, &written.leave_out, MOST_TEXT),
            add: text(Field::Add, &written.add, MOST_TEXT),
            change: text(Field::Change, &written.change, MOST_TEXT),
            why: text(Field::Why, &written.why, MOST_TEXT),
            stop: text(Field::Stop, &written.stop, MOST_TEXT),
            dilemma: text(Field::Dilemma, &written.dilemma, MOST_TEXT),
            jobs: jobs(&written.jobs, &mut misfits),
            signs: signs(&written.signs, &current.signs, new_sign, &mut misfits),
            participants: participants(&written.participants, &mut misfits),
        };
        misfits.sort_by_key(|m| (m.field, m.row));
        if misfits.is_empty() { Ok(body) } else { Err(misfits) }
    }
}

fn jobs(written: &[WrittenJob], misfits: &mut Vec<Misfit>) -> Vec<Job> {
    let mut jobs = Vec::new();
    for (row, job) in written.iter().enumerate() {
        let mut part = |text: &str, most: usize, second: bool| {
            line(text, most).unwrap_or_else(|unfit| {
                misfits.push(Misfit {
                    field: Field::Jobs,
                    row: Some(row),
                    second,
                    why: unfit.into(),
                });
                String::new()
            })
        };
        let job = Job {
            kind: part(&job.kind, MOST_JOB, false),
            means: part(&job.means, MOST_TEXT, true),
        };
        if !job.kind.is_empty() || !job.means.is_empty() {
            jobs.push(job);
        }
    }
    if jobs.len() > MOST_JOBS {
        let why = Why::TooMany { most: MOST_JOBS };
        misfits.push(Misfit {
            field: Field::Jobs,
            row: None,
            second: false,
            why,
        });
    }
    jobs
}

fn signs(
    written: &[WrittenSign],
    current: &[Sign],
    mut new_sign: impl FnMut() -> SignId,
    misfits: &mut Vec<Misfit>,
) -> Vec<Sign> {
    let mut free: Vec<&Sign> = current
        .iter()
        .filter(|s| written.iter().all(|w| w.id != Some(s.id)))
        .collect();
    let mut rows: Vec<(Option<SignId>, String)> = Vec::new();
    for (row, sign) in written.iter().enumerate() {
        let text = line(&sign.text, MOST_SIGN).unwrap_or_else(|unfit| {
            misfits.push(Misfit {
                field: Field::Signs,
                row: Some(row),
                second: false,
                why: unfit.into(),
            });
            String::new()
        });
        if !text.is_empty() {
            // The same id twice is not a form of ours: the second is another sign.
            let id = sign.id.filter(|id| rows.iter().all(|(other, _)| *other != Some(*id)));
            rows.push((id, text));
        }
    }
    if rows.len() > MOST_SIGNS {
        let why = Why::TooMany { most: MOST_SIGNS };
        misfits.push(Misfit {
            field: Field::Signs,
            row: None,
            second: false,
            why,
        });
    }
    for (id, text) in rows.iter_mut().filter(|(id, _)| id.is_none()) {
        if let Some(same) = free.iter().position(|s| s.text == *text) {
            *id = Some(free.remove(same).id);
        }
    }
    rows.into_iter()
        .map(|(id, text)| {
            let id = id.unwrap_or_else(|| if free.is_empty() { new_sign() } else { free.remove(0).id });
            Sign { id, text }
        })
        .collect()
}

fn participants(text: &str, misfits: &mut Vec<Misfit>) -> Option<u16> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let number = text.parse().ok().filter(|n| (1..=MOST_PARTICIPANTS).contains(n));
    if number.is_none() {
        let why = Why::Number {
            least: 1,
            most: MOST_PARTICIPANTS,
        };
        misfits.push(Misfit {
            field: Field::Participants,
            row: None,
            second: false,
            why,
        });
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const fn sign_id(n: u128) -> SignId {
        SignId(Uuid::from_u128(n))
    }

    fn row(id: Option<u128>, text: &str) -> WrittenSign {
        WrittenSign {
            id: id.map(sign_id),
            text: text.into(),
        }
    }

    fn parse(written: &Written, current: &Body) -> Result<Body, Vec<Misfit>> {
        let mut next = 100;
        Body::parse(written, current, || {
            next += 1;
            sign_id(next)
        })
    }

    fn with_signs(signs: Vec<WrittenSign>) -> Written {
        Written {
            signs,
            ..Written::default()
        }
    }

    fn ids(body: &Body) -> Vec<(u128, &str)> {
        body.signs.iter().map(|s| (s.id.0.as_u128(), s.text.as_str())).collect()
    }

    #[test]
    fn nothing_has_to_be_filled_and_empty_rows_go() {
        let written = Written {
            jobs: vec![
                WrittenJob::default(),
                WrittenJob {
                    kind: " ".into(),
                    means: "  du  ringer ".into(),
                },
            ],
            signs: vec![row(None, "  ")],
            participants: " 11 ".into(),
            ..Written::default()
        };
        let body = parse(&written, &Body::default()).unwrap();
        assert_eq!(
            body.jobs,
            [Job {
                kind: String::new(),
                means: "du ringer".into()
            }]
        );
        assert_eq!((body.signs.len(), body.participants), (0, Some(11)));
        assert_eq!(Written::from(&body).participants, "11");
        assert_eq!(parse(&Written::from(&body), &body).unwrap(), body);
    }

    #[test]
    fn every_field_has_its_limit_and_says_which_it_was() {
        let written = Written {
            meaning: "æ".repeat(1001),
            keep: "x".repeat(601),
            why: "a\u{7}".into(),
            jobs: vec![
                WrittenJob::default(),
                WrittenJob {
                    kind: "k".repeat(81),
                    means: "m".repeat(601),
                },
            ],
            signs: vec![row(None, &"s".repeat(161))],
            participants: "ti".into(),
            ..Written::default()
        };
        let misfits = parse(&written, &Body::default()).unwrap_err();
        let found: Vec<_> = misfits.iter().map(|m| (m.field, m.row, m.second)).collect();
        assert_eq!(
            found,
            [
                (Field::Meaning, None, false),
                (Field::Keep, None, false),
                (Field::Why, None, false),
                (Field::Jobs, Some(1), false),
                (Field::Jobs, Some(1), true),
                (Field::Signs, Some(0), false),
                (Field::Participants, None, false),
            ]
        );
        assert_eq!(
            misfits[0].why,
            Why::Text(Unfit::TooLong {
                chars: 1001,
                most: 1000
            })
        );
        assert_eq!(misfits[2].why, Why::Text(Unfit::Control));
        let fits = Written {
            meaning: "æ".repeat(1000),
            keep: "x".repeat(600),
            ..Written::default()
        };
        assert!(parse(&fits, &Body::default()).is_ok());
    }

    #[test]
    fn there_is_room_for_five_signs_and_eight_jobs() {
        let job = WrittenJob {
            kind: "a".into(),
            means: String::new(),
        };
        let written = Written {
            jobs: vec![job.clone(); 9],
            signs: vec![row(None, "a"); 6],
            ..Written::default()
        };
        let misfits = parse(&written, &Body::default()).unwrap_err();
        assert_eq!(
            misfits.iter().map(|m| m.why.clone()).collect::<Vec<_>>(),
            [Why::TooMany { most: 8 }, Why::TooMany { most: 5 }]
        );
        let fits = Written {
            jobs: vec![job; 8],
            signs: vec![row(None, "a"); 5],
            ..Written::default()
        };
        assert!(parse(&fits, &Body::default()).is_ok());
    }

    #[test]
    fn participants_are_a_number_from_one() {
        for (text, fits) in [
            ("0", false),
            ("1", true),
            ("5000", true),
            ("5001", false),
            ("-3", false),
            ("70000", false),
        ] {
            let written = Written {
                participants: text.into(),
                ..Written::default()
            };
            assert_eq!(parse(&written, &Body::default()).is_ok(), fits, "{text}");
        }
    }

    #[test]
    fn a_sign_stays_itself_through_rewording_and_moving() {
        let current = parse(
            &with_signs(vec![row(Some(1), "Vi ringer"), row(Some(2), "Vi spørger")]),
            &Body::default(),
        );
        let moved = with_signs(vec![row(Some(2), "Vi spørger altid"), row(Some(1), "Vi ringer")]);
        assert_eq!(
            ids(&parse(&moved, &current.unwrap()).unwrap()),
            [(2, "Vi spørger altid"), (1, "Vi ringer")]
        );
    }

    #[test]
    fn a_row_added_while_writing_is_one_sign_however_often_it_is_saved() {
        let first = parse(&with_signs(vec![row(Some(1), "a"), row(None, "Vi")]), &Body::default()).unwrap();
        assert_eq!(ids(&first), [(1, "a"), (101, "Vi")]);
        let second = parse(&with_signs(vec![row(Some(1), "a"), row(None, "Vi ringer")]), &first).unwrap();
        assert_eq!(ids(&second), [(1, "a"), (101, "Vi ringer")]);
        // A row before it that was filled later does not take it over while the text is the same.
        let third = parse(
            &with_signs(vec![row(Some(1), "a"), row(None, "Ny"), row(None, "Vi ringer")]),
            &second,
        );
        assert_eq!(ids(&third.unwrap())[2], (101, "Vi ringer"));
    }

    #[test]
    fn the_same_id_twice_is_two_signs() {
        let twice = parse(
            &with_signs(vec![row(Some(1), "a"), row(Some(1), "b")]),
            &Body::default(),
        )
        .unwrap();
        assert_eq!(ids(&twice), [(1, "a"), (101, "b")]);
    }
}
