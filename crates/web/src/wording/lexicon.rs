//! The lexicon as the pages hold it: each element's families and own rules, version by version, and what differs between two.

use language::detector::{Profile, Share};
use language::library::{ABSENCE, Family, Library, PRACTICAL};
use language::morphology::Language as Written;
use language::rules::WrittenRule;
use model::audit::Deed;
use model::job::Kind as Job;
use model::may::Object;
use model::{ElementId, Language};
use serde::{Deserialize, Serialize};
use store::Conn;
use store::audit::About;
use store::foundation::ReadElement;
use store::wording::Version;

use super::engine;
use crate::{Ctx, Error, Texts};

/// Families and own rules of an element, and characters of what somebody says of a change.
pub const MOST_FAMILIES: usize = 12;
pub const MOST_RULES: usize = 200;
pub const LONGEST_NOTE: usize = 200;
/// Versions that a page looks back on.
pub const VERSIONS: i64 = 60;
/// Weights of an own rule: strongest first, and the one that speaks against.
pub const WEIGHTS: [f32; 4] = [3.0, 2.0, 1.0, -2.0];

/// An element in the lexicon: what the engine reads, and the words that somebody said no to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    #[serde(flatten)]
    pub profile: Profile,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub declined: Vec<String>,
}

/// The newest version, with every element in force.
pub struct Lexicon {
    /// 0 before the first.
    pub version: i64,
    pub entries: Vec<Entry>,
    /// The elements in force, leadership first.
    pub elements: Vec<ReadElement>,
}

/// Asks the route's question of the whole organisation: the lexicon counts for everybody, and whoever tries a rule sees passages from
/// everywhere.
pub async fn may(ctx: &Ctx, conn: &mut Conn) -> Result<(), Error> {
    let line = match store::organisation::root(conn).await? {
        Some(root) => store::organisation::line(conn, root).await?,
        None => None,
    };
    match line {
        Some(line) => ctx.may(&Object::unit(store::organisation::place(&line))),
        None => ctx.may(&Object::nothing()),
    }
}

pub fn read(version: &Version) -> Result<Vec<Entry>, Error> {
    Ok(serde_json::from_str(&version.profiles).map_err(store::Error::from)?)
}

impl Lexicon {
    /// The newest of `versions`; an element that it does not hold gets the families that its own text gives.
    pub async fn load(ctx: &Ctx, conn: &mut Conn, newest: Option<&Version>) -> Result<Self, Error> {
        let elements = store::foundation::reading(conn, ctx.today).await?;
        let mut entries = match newest {
            Some(version) => read(version)?,
            None => Vec::new(),
        };
        let missing = elements
            .iter()
            .any(|element| !entries.iter().any(|entry| entry.of(element.id)));
        if missing {
            let foundations = engine::foundations(&elements);
            let stored: Vec<Profile> = entries.iter().map(|entry| entry.profile.clone()).collect();
            // The first time in a process it learns from the examples, which takes a second.
            let profiles = ctx
                .app
                .live
                .work(move || {
                    foundations
                        .iter()
                        .map(|read| engine::profiles(read, &stored))
                        .collect::<Result<Vec<_>, _>>()
                })
                .await?
                .map_err(|_| Error::Ours("the shipped library could not be read"))?;
            for profile in profiles.into_iter().flatten() {
                if !entries.iter().any(|entry| entry.profile.element == profile.element) {
                    entries.push(Entry {
                        profile,
                        declined: Vec::new(),
                    });
                }
            }
        }
        Ok(Self {
            version: newest.map_or(0, |version| version.version),
            entries,
            elements,
        })
    }

    pub fn element(&self, id: ElementId) -> Result<&ReadElement, Error> {
        self.elements
            .iter()
            .find(|element| element.id == id)
            .ok_or(Error::NotFound)
    }

    pub fn entry(&self, id: ElementId) -> Result<&Entry, Error> {
        self.entries.iter().find(|entry| entry.of(id)).ok_or(Error::NotFound)
    }

    pub fn entry_mut(&mut self, id: ElementId) -> Result<&mut Entry, Error> {
        self.entries
            .iter_mut()
            .find(|entry| entry.of(id))
            .ok_or(Error::NotFound)
    }

    /// Adds a version after `read`, writes it in the log and sees to it that everything is counted again. False when somebody
    /// else saved since `read`: then nothing changes.
    pub async fn save(&self, ctx: &Ctx, read: i64, element: Option<ElementId>, why: &str) -> Result<bool, Error> {
        let profiles = serde_json::to_string(&self.entries).map_err(store::Error::from)?;
        let mut tx = ctx.write().await?;
        if read != self.version || !store::wording::change_lexicon(&mut tx, read, &profiles, why, ctx.now).await? {
            return Ok(false);
        }
        store::job::wake(&mut tx, Job::MeasureWording, ctx.now).await?;
        ctx.note(&mut tx, Deed::ChangeLexicon, element.map(|id| id.0), About::Nobody)
            .await?;
        tx.commit().await?;
        Ok(true)
    }
}

impl Entry {
    pub fn of(&self, element: ElementId) -> bool {
        self.profile.element == element.to_string()
    }
}

/// What differs between two profiles of an element.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    Family { family: String, share: f32 },
    NoFamily { family: String },
    Share { family: String, from: f32, to: f32 },
    Rule { text: String, weight: f32 },
    NoRule { text: String },
    Weight { text: String, from: f32, to: f32 },
}

pub fn changes(before: &Profile, after: &Profile) -> Vec<Change> {
    let mut changes = Vec::new();
    let share = |of: &Profile, family: &str| of.families.iter().find(|s| s.family == family).map(|s| s.share);
    let weight = |of: &Profile, text: &str| of.own.iter().find(|rule| rule.text == text).map(|rule| rule.weight);
    for Share { family, share: to } in &after.families {
        let (family, to) = (family.clone(), *to);
        match share(before, &family) {
            None => changes.push(Change::Family { family, share: to }),
            Some(from) if hundredths(from) != hundredths(to) => changes.push(Change::Share { family, from, to }),
            Some(_) => {}
        }
    }
    for Share { family, .. } in &before.families {
        if share(after, family).is_none() {
            let family = family.clone();
            changes.push(Change::NoFamily { family });
        }
    }
    for WrittenRule { text, weight: to } in &after.own {
        let (text, to) = (text.clone(), *to);
        match weight(before, &text) {
            None => changes.push(Change::Rule { text, weight: to }),
            Some(from) if hundredths(from) != hundredths(to) => changes.push(Change::Weight { text, from, to }),
            Some(_) => {}
        }
    }
    for WrittenRule { text, .. } in &before.own {
        if weight(after, text).is_none() {
            changes.push(Change::NoRule { text: text.clone() });
        }
    }
    changes
}

/// A change in a sentence, with the rule that it is about set apart from it.
pub struct Said {
    pub says: String,
    pub rule: Option<String>,
}

pub fn say(t: Texts, change: &Change) -> Said {
    let plain = |says| Said { says, rule: None };
    match change {
        Change::Family { family, share } => plain(t.lexicon_change_family(name(t, family), hundredths(*share))),
        Change::NoFamily { family } => plain(t.lexicon_change_no_family(name(t, family))),
        Change::Share { family, from, to } => {
            plain(t.lexicon_change_share(name(t, family), hundredths(*from), hundredths(*to)))
        }
        Change::Rule { text, weight } => Said {
            says: t.lexicon_change_rule(weighs(t, *weight)),
            rule: Some(text.clone()),
        },
        Change::NoRule { text } => Said {
            says: t.lexicon_change_no_rule(),
            rule: Some(text.clone()),
        },
        Change::Weight { text, from, to } => Said {
            says: t.lexicon_change_weight(weighs(t, *from), weighs(t, *to)),
            rule: Some(text.clone()),
        },
    }
}

/// A share or a weight in whole hundredths.
#[expect(clippy::cast_possible_truncation, reason = "shares are 0 to 1 and weights -3 to 3")]
pub fn hundredths(value: f32) -> i64 {
    (f64::from(value) * 100.0).round() as i64
}

/// What a rule's weight means.
pub fn weighs(t: Texts, weight: f32) -> String {
    match hundredths(weight) {
        300.. => t.lexicon_weight_alone(),
        200.. => t.lexicon_weight_nearly(),
        1.. => t.lexicon_weight_company(),
        _ => t.lexicon_weight_against(),
    }
}

/// The families that may speak for an element, with their names.
pub fn families() -> impl Iterator<Item = &'static Family> {
    Library::shipped(Written::Danish)
        .families
        .iter()
        .filter(|family| family.key != PRACTICAL && family.key != ABSENCE)
}

/// A family's name; its key where the library has none of that key.
pub fn name(t: Texts, key: &str) -> String {
    families().find(|family| family.key == key).map_or_else(
        || key.to_owned(),
        |family| {
            if t.language == Language::Danish {
                family.danish.clone()
            } else {
                family.english.clone()
            }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(families: &[(&str, f32)], own: &[(&str, f32)]) -> Profile {
        Profile {
            element: "e".into(),
            families: families
                .iter()
                .map(|(family, share)| Share {
                    family: (*family).into(),
                    share: *share,
                })
                .collect(),
            own: own
                .iter()
                .map(|(text, weight)| WrittenRule {
                    text: (*text).into(),
                    weight: *weight,
                })
                .collect(),
        }
    }

    #[test]
    fn every_difference_is_told_once_and_nothing_else() {
        let before = profile(&[("citizen", 1.0), ("courage", 0.5)], &[("a b", 2.0), ("c d", 1.0)]);
        let after = profile(&[("citizen", 0.8), ("trust", 0.5)], &[("a b", 3.0), ("e f", 1.0)]);
        assert_eq!(
            changes(&before, &after),
            [
                Change::Share {
                    family: "citizen".into(),
                    from: 1.0,
                    to: 0.8
                },
                Change::Family {
                    family: "trust".into(),
                    share: 0.5
                },
                Change::NoFamily {
                    family: "courage".into()
                },
                Change::Weight {
                    text: "a b".into(),
                    from: 2.0,
                    to: 3.0
                },
                Change::Rule {
                    text: "e f".into(),
                    weight: 1.0
                },
                Change::NoRule { text: "c d".into() },
            ]
        );
        assert_eq!(changes(&after, &after), []);
    }

    #[test]
    fn an_entry_is_written_so_that_the_engine_reads_it() {
        let entry = Entry {
            profile: profile(&[("citizen", 1.0)], &[("a b", 2.0)]),
            declined: vec!["ord".into()],
        };
        let written = serde_json::to_string(&[&entry]).unwrap();
        assert_eq!(
            serde_json::from_str::<Vec<Profile>>(&written).unwrap(),
            std::slice::from_ref(&entry.profile)
        );
        assert_eq!(serde_json::from_str::<Vec<Entry>>(&written).unwrap(), [entry]);
    }
}
