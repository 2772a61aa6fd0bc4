//! OS2mo as a source of the organisation, on the page of imports.

use model::organisation::ImportState;
use os2mo::{Error, Part};
use store::os2mo::State;
use uuid::Uuid;

use crate::{Ctx, Texts, paths};

/// OS2mo, as it is set.
pub struct Os2mo {
    pub client: os2mo::Client,
    pub url: String,
    /// Whose events are fetched. With none, the organisation is read once a day.
    pub listeners: Vec<Uuid>,
    /// Between two times of asking for events.
    pub minutes: i64,
}

/// What the page says of it.
pub struct Shown {
    pub from: String,
    pub facts: Vec<String>,
    /// What went wrong, with what to do about it.
    pub wrong: Option<String>,
    /// The import that waits.
    pub waits: Option<String>,
}

pub fn shown(ctx: &Ctx, os2mo: &Os2mo, state: &State) -> Shown {
    let t = ctx.t;
    let mut facts = Vec::new();
    if let Some(at) = state.heard_at {
        facts.push(t.org_os2mo_heard(ctx.time(&at)));
    }
    if let Some(at) = state.read_at {
        facts.push(t.org_os2mo_read(ctx.time(&at)));
    }
    if state.asked_at.is_none() {
        facts.push(t.org_os2mo_never(os2mo.minutes));
    }
    let waits = state.import_state == Some(ImportState::Staged);
    if state.read_at.is_some() && !waits {
        facts.push(t.org_os2mo_nothing());
    }
    Shown {
        from: t.org_os2mo_from(&os2mo.url),
        facts,
        wrong: (!state.error.is_empty()).then(|| {
            let when = state.asked_at.map(|at| ctx.time(&at)).unwrap_or_default();
            let what = match serde_json::from_str(&state.error) {
                Ok(error) => sentence(t, &error),
                // Written by a newer version.
                Err(_) => t.org_os2mo_wrong_other(),
            };
            t.org_os2mo_wrong(when, what)
        }),
        waits: state.import_id.filter(|_| waits).map(paths::organisation_import),
    }
}

/// Why OS2mo could not be read, and what to do.
#[must_use]
pub fn sentence(t: Texts, error: &Error) -> String {
    let part = |part: &Part| match part {
        Part::Token => t.org_os2mo_part_token(),
        Part::Units => t.org_os2mo_part_units(),
        Part::People => t.org_os2mo_part_people(),
        Part::Emails => t.org_os2mo_part_emails(),
        Part::Engagements => t.org_os2mo_part_engagements(),
        Part::Managers => t.org_os2mo_part_managers(),
        Part::Classes => t.org_os2mo_part_classes(),
        Part::Events => t.org_os2mo_part_events(),
    };
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    match error {
        Error::Settings { why } => t.org_os2mo_wrong_settings(why),
        Error::SecretFile { file } => t.org_os2mo_wrong_secret(file),
        Error::NotReached { part: of, why } => t.org_os2mo_wrong_reach(part(of), why),
        Error::TooSlow { part: of, seconds } => t.org_os2mo_wrong_slow(number(*seconds), part(of)),
        Error::Refused {
            part: Part::Token,
            status,
        } => t.org_os2mo_wrong_client(i64::from(*status)),
        Error::Refused { part: of, status } => t.org_os2mo_wrong_refused(part(of), i64::from(*status)),
        Error::Status { part: of, status } => t.org_os2mo_wrong_status(part(of), i64::from(*status)),
        Error::Said { part: of, message } => t.org_os2mo_wrong_said(part(of), message),
        Error::Unreadable { part: of } => t.org_os2mo_wrong_unreadable(part(of)),
        Error::TooLarge { part: of, limit } => t.org_os2mo_wrong_large(part(of), number(*limit)),
        Error::Endless { part: of, limit } => t.org_os2mo_wrong_endless(part(of), number(*limit)),
    }
}
