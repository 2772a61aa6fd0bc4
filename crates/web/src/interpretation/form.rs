//! The fields of the workspace: as they come in, and as they are shown, with what was written and what does not fit.

use askama::Template;
use model::interpretation::{
    Field, MOST_JOB, MOST_JOBS, MOST_MEANING, MOST_SIGN, MOST_SIGNS, MOST_TEXT, Misfit, Why, Written, WrittenJob,
    WrittenSign,
};
use model::text::Unfit;
use serde::Deserialize;

use super::told::label;
use crate::texts::Html;
use crate::{Error, Texts};

/// What the form's buttons do. A form sent without one, as autosave and the Enter key do, is saved.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Debug, Default)]
#[serde(rename_all = "snake_case")]
pub enum Do {
    #[default]
    Save,
    Publish,
    SetAside,
    BringBack,
}

/// The form as it comes. Texts must be there, so that a form that was cut short does not empty what it lacks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// The revision that the page was made from; 0 before the first.
    pub seen: i64,
    #[serde(default, rename = "do")]
    pub step: Do,
    meaning: String,
    keep: String,
    concrete: String,
    leave_out: String,
    add: String,
    change: String,
    why: String,
    stop: String,
    dilemma: String,
    participants: String,
    #[serde(default)]
    job: Vec<String>,
    #[serde(default)]
    job_means: Vec<String>,
    #[serde(default)]
    sign_id: Vec<String>,
    #[serde(default)]
    sign: Vec<String>,
    /// Why it is set aside.
    #[serde(default)]
    pub reason: String,
    /// Where two have written: the fields in which the other's text is kept.
    #[serde(default)]
    pub theirs: Vec<Field>,
}

impl Edit {
    pub fn written(&self) -> Written {
        let at = |list: &[String], i: usize| list.get(i).cloned().unwrap_or_default();
        Written {
            meaning: self.meaning.clone(),
            keep: self.keep.clone(),
            concrete: self.concrete.clone(),
            leave_out: self.leave_out.clone(),
            add: self.add.clone(),
            change: self.change.clone(),
            why: self.why.clone(),
            jobs: (0..self.job.len().max(self.job_means.len()))
                .map(|i| WrittenJob {
                    kind: at(&self.job, i),
                    means: at(&self.job_means, i),
                })
                .collect(),
            signs: (0..self.sign.len())
                .map(|i| WrittenSign {
                    id: at(&self.sign_id, i).parse().ok(),
                    text: at(&self.sign, i),
                })
                .collect(),
            stop: self.stop.clone(),
            dilemma: self.dilemma.clone(),
            participants: self.participants.clone(),
        }
    }
}

/// A misfit on the page: where it is, and what to do about it.
pub struct Flaw {
    /// The id of the input that it is about.
    pub at: String,
    pub what: String,
    pub text: String,
}

/// What does not fit, for the summary above the form.
pub fn flaws(t: Texts, misfits: &[Misfit]) -> Vec<Flaw> {
    misfits
        .iter()
        .map(|misfit| Flaw {
            at: input_id(misfit),
            what: misfit.row.map_or_else(
                || label(t, misfit.field),
                |row| t.interpretation_row(label(t, misfit.field), row + 1),
            ),
            text: why_text(t, &misfit.why),
        })
        .collect()
}

fn input_id(misfit: &Misfit) -> String {
    match (misfit.field, misfit.row) {
        (Field::Jobs, Some(row)) => format!("job{}-{row}", if misfit.second { "-means" } else { "" }),
        (Field::Signs, Some(row)) => format!("sign-{row}"),
        (field, _) => field.word().to_owned(),
    }
}

fn why_text(t: Texts, why: &Why) -> String {
    match why {
        Why::Text(Unfit::TooLong { chars, most }) => t.error_too_long(*chars, *most),
        Why::Text(Unfit::Control) => t.error_control(),
        Why::Text(Unfit::Empty) => t.error_empty(),
        Why::TooMany { most } => t.interpretation_too_many(*most),
        Why::Number { least, most } => t.error_number(i64::from(*least), i64::from(*most)),
    }
}

#[derive(Template)]
#[template(path = "interpretation/field.html")]
struct TextField<'a> {
    t: Texts,
    name: &'a str,
    label: String,
    hint: String,
    rows: u8,
    most: usize,
    value: &'a str,
    error: Option<&'a str>,
    eyes: String,
    /// Inside a fold, whose summary has the label and the hint.
    folded: bool,
}

#[derive(Template)]
#[template(path = "interpretation/number.html")]
struct NumberField<'a> {
    label: String,
    hint: String,
    value: &'a str,
    error: Option<&'a str>,
    eyes: String,
}

struct Row<'a> {
    number: usize,
    first: &'a str,
    second: &'a str,
    id: String,
    first_error: Option<&'a str>,
    second_error: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "interpretation/jobs.html")]
struct JobsField<'a> {
    t: Texts,
    rows: Vec<Row<'a>>,
    error: Option<&'a str>,
    most: usize,
    most_kind: usize,
    most_means: usize,
    eyes: String,
}

#[derive(Template)]
#[template(path = "interpretation/signs.html")]
struct SignsField<'a> {
    t: Texts,
    rows: Vec<Row<'a>>,
    error: Option<&'a str>,
    most: usize,
    most_text: usize,
    eyes: String,
}

/// The form's fields over what was written.
pub struct Fields<'a> {
    t: Texts,
    written: &'a Written,
    flaws: &'a [Flaw],
}

impl<'a> Fields<'a> {
    pub const fn new(t: Texts, written: &'a Written, flaws: &'a [Flaw]) -> Self {
        Self { t, written, flaws }
    }

    fn error(&self, at: &str) -> Option<&'a str> {
        self.flaws
            .iter()
            .find(|flaw| flaw.at == at)
            .map(|flaw| flaw.text.as_str())
    }

    /// Whether something is written in a field or wrong with it: then its fold is open.
    pub fn is_open(&self, field: Field) -> bool {
        self.value(field).is_some_and(|value| !value.trim().is_empty()) || self.error(field.word()).is_some()
    }

    fn value(&self, field: Field) -> Option<&'a str> {
        let w = self.written;
        Some(match field {
            Field::Meaning => &w.meaning,
            Field::Keep => &w.keep,
            Field::Concrete => &w.concrete,
            Field::LeaveOut => &w.leave_out,
            Field::Add => &w.add,
            Field::Change => &w.change,
            Field::Why => &w.why,
            Field::Stop => &w.stop,
            Field::Dilemma => &w.dilemma,
            Field::Participants => &w.participants,
            Field::Jobs | Field::Signs => return None,
        })
    }

    /// One field with its label, hint, error, limit, and who will read it.
    pub fn html(&self, field: Field) -> Result<Html, Error> {
        self.field(field, false)
    }

    /// The same under a summary that says what it is.
    pub fn folded(&self, field: Field) -> Result<Html, Error> {
        self.field(field, true)
    }

    fn field(&self, field: Field, folded: bool) -> Result<Html, Error> {
        let t = self.t;
        let html = match field {
            Field::Jobs => self.jobs(&self.written.jobs)?,
            Field::Signs => self.signs(&self.written.signs)?,
            Field::Participants => NumberField {
                label: label(t, field),
                hint: t.interpretation_participants_hint(),
                value: &self.written.participants,
                error: self.error(field.word()),
                eyes: t.interpretation_eyes_short(),
            }
            .render()?,
            _ => TextField {
                t,
                name: field.word(),
                label: label(t, field),
                hint: hint(t, field),
                rows: if field == Field::Meaning { 4 } else { 2 },
                most: if field == Field::Meaning {
                    MOST_MEANING
                } else {
                    MOST_TEXT
                },
                value: self.value(field).unwrap_or(""),
                error: self.error(field.word()),
                eyes: t.interpretation_eyes_short(),
                folded,
            }
            .render()?,
        };
        Ok(askama::filters::Safe(html))
    }

    /// Why it is set aside: not a part of the body, but written in the same form.
    pub fn reason(&self, value: &str) -> Result<Html, Error> {
        let t = self.t;
        let html = TextField {
            t,
            name: "reason",
            label: t.interpretation_reason(),
            hint: t.interpretation_reason_hint(),
            rows: 2,
            most: MOST_TEXT,
            value,
            error: self.error("reason"),
            eyes: t.interpretation_eyes_reason(),
            folded: false,
        };
        Ok(askama::filters::Safe(html.render()?))
    }

    /// A field whose value goes along unseen.
    pub fn hidden(&self, field: Field) -> Vec<(&'static str, String)> {
        match field {
            Field::Jobs => self
                .written
                .jobs
                .iter()
                .flat_map(|job| [("job", job.kind.clone()), ("job_means", job.means.clone())])
                .collect(),
            Field::Signs => self
                .written
                .signs
                .iter()
                .flat_map(|sign| [("sign_id", sign_id(sign)), ("sign", sign.text.clone())])
                .collect(),
            _ => vec![(field.word(), self.value(field).unwrap_or("").to_owned())],
        }
    }

    fn jobs(&self, jobs: &[WrittenJob]) -> Result<String, Error> {
        let mut rows: Vec<Row> = jobs
            .iter()
            .enumerate()
            .map(|(i, job)| Row {
                number: i,
                first: &job.kind,
                second: &job.means,
                id: String::new(),
                first_error: self.error(&format!("job-{i}")),
                second_error: self.error(&format!("job-means-{i}")),
            })
            .collect();
        fill(&mut rows, MOST_JOBS);
        Ok(JobsField {
            t: self.t,
            error: self.error(Field::Jobs.word()),
            rows,
            most: MOST_JOBS,
            most_kind: MOST_JOB,
            most_means: MOST_TEXT,
            eyes: self.t.interpretation_eyes_short(),
        }
        .render()?)
    }

    fn signs(&self, signs: &[WrittenSign]) -> Result<String, Error> {
        let mut rows: Vec<Row> = signs
            .iter()
            .enumerate()
            .map(|(i, sign)| Row {
                number: i,
                first: &sign.text,
                second: "",
                id: sign_id(sign),
                first_error: self.error(&format!("sign-{i}")),
                second_error: None,
            })
            .collect();
        fill(&mut rows, MOST_SIGNS);
        Ok(SignsField {
            t: self.t,
            error: self.error(Field::Signs.word()),
            rows,
            most: MOST_SIGNS,
            most_text: MOST_SIGN,
            eyes: self.t.interpretation_eyes_short(),
        }
        .render()?)
    }
}

fn sign_id(sign: &WrittenSign) -> String {
    sign.id.map(|id| id.to_string()).unwrap_or_default()
}

/// Three empty rows to write in without script, as long as there is room.
fn fill(rows: &mut Vec<Row>, most: usize) {
    let to = (rows.len() + 3).min(most).max(rows.len());
    for number in rows.len()..to {
        rows.push(Row {
            number,
            first: "",
            second: "",
            id: String::new(),
            first_error: None,
            second_error: None,
        });
    }
}

pub fn hint(t: Texts, field: Field) -> String {
    match field {
        Field::Meaning => t.interpretation_meaning_hint(),
        Field::Keep => t.interpretation_keep_hint(),
        Field::Concrete => t.interpretation_concrete_hint(),
        Field::LeaveOut => t.interpretation_leave_out_hint(),
        Field::Add => t.interpretation_add_hint(),
        Field::Change => t.interpretation_change_hint(),
        Field::Why => t.interpretation_why_hint(),
        Field::Stop => t.interpretation_stop_hint(),
        Field::Dilemma => t.interpretation_dilemma_hint(),
        Field::Jobs | Field::Signs | Field::Participants => String::new(),
    }
}
