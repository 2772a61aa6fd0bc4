//! What the log holds after two years: some of the last months' entries, oldest first, as the chain wants them.

use model::audit::{Deed, Outcome};
use store::Conn;
use store::audit::{About, Note};

use crate::organisation::{People, STEWARD};
use crate::{Loading, Result};

const ADMINISTRATOR: &str = "p1165";
const OFFICER: &str = "p1176";
const LEADER: &str = "p0877";
const EMPLOYEE: &str = "p0880";

/// Days ago, who, what, whose data. None: the server, at night.
const ENTRIES: [(i64, Option<&str>, Deed, &[&str]); 13] = [
    (212, Some(ADMINISTRATOR), Deed::GiveRole, &["p0882"]),
    (180, Some(STEWARD), Deed::ExportOrganisation, &[]),
    (121, Some(ADMINISTRATOR), Deed::OpenAccount, &[EMPLOYEE]),
    (120, Some(LEADER), Deed::SeePerson, &[EMPLOYEE]),
    (94, Some(STEWARD), Deed::ChangePost, &[EMPLOYEE]),
    (77, Some(ADMINISTRATOR), Deed::SeeAccess, &[LEADER, EMPLOYEE, "p0882"]),
    (61, Some(STEWARD), Deed::ChooseProminence, &[]),
    (40, None, Deed::Tidy, &[]),
    (33, Some(STEWARD), Deed::SeePerson, &[LEADER]),
    (21, Some(LEADER), Deed::SeePeople, &[EMPLOYEE, "p0882"]),
    (12, Some(ADMINISTRATOR), Deed::SetPassword, &[EMPLOYEE]),
    (5, Some(STEWARD), Deed::SeeWaitingStories, &[]),
    (2, Some(OFFICER), Deed::SeeLog, &[EMPLOYEE]),
];

pub async fn load(tx: &mut Conn, loading: &Loading<'_>, people: &People) -> Result<()> {
    for (nth, (days_ago, actor, deed, about)) in (0..).zip(ENTRIES) {
        let about: Vec<_> = about.iter().map(|who| people.people[*who]).collect();
        let note = Note {
            actor: actor.map(|who| people.people[who]),
            deed,
            object: None,
            about: match deed {
                Deed::ExportOrganisation => About::Everybody(i64::try_from(people.people.len()).unwrap_or(i64::MAX)),
                _ if about.is_empty() => About::Nobody,
                _ => About::People(&about),
            },
            outcome: Outcome::Done,
        };
        store::audit::note(tx, &note, loading.at(days_ago, nth * 7)).await?;
    }
    Ok(())
}
