//! The fields of a post, in whichever form they stand.

use model::Day;
use model::organisation::{NAME, PostRole, TermKind};
use serde::Deserialize;
use store::organisation::terms::Terms;

use super::form::{Choice, Errors};
use crate::{Ctx, Texts};

/// As they were written. The level says the role too: empty is an employee, `leader` a leader without a level.
#[derive(Deserialize, Clone, Default)]
pub struct Fields {
    pub title: String,
    pub level: String,
    pub acting: Option<String>,
    pub from: String,
    /// The last day.
    #[serde(default)]
    pub to: String,
}

/// As they are meant.
pub struct Post {
    pub title: String,
    pub role: PostRole,
    pub level: Option<String>,
    pub acting: bool,
    pub from: Day,
    /// The first day without it.
    pub to: Option<Day>,
}

/// A leader without a level, in the form.
const LEADER: &str = "leader";
/// Levels are the organisation's own words, so in the form each has this before it.
const LEVEL: &str = "level:";

pub fn levels(ctx: &Ctx, terms: &Terms, chosen: &str) -> Vec<Choice> {
    let t = ctx.t;
    let mut list = vec![Choice {
        value: String::new(),
        text: t.org_employee(),
        chosen: chosen.is_empty(),
    }];
    list.extend(terms.of(TermKind::Level).map(|term| {
        let value = format!("{LEVEL}{}", term.code);
        let chosen = value == chosen;
        Choice {
            text: t.org_leader_of_level(term.name(t.language)),
            value,
            chosen,
        }
    }));
    list.push(Choice {
        value: LEADER.into(),
        text: t.org_leader_no_level(),
        chosen: chosen == LEADER,
    });
    if let Some(code) = chosen.strip_prefix(LEVEL)
        && list.iter().all(|c| !c.chosen)
    {
        list.push(Choice {
            value: chosen.into(),
            text: t.org_leader_of_level(code),
            chosen: true,
        });
    }
    list
}

/// What the form says of a post that is there.
pub fn level_value(role: PostRole, level: Option<&str>) -> String {
    match (role, level) {
        (PostRole::Employee, _) => String::new(),
        (PostRole::Leader, None) => LEADER.into(),
        (PostRole::Leader, Some(level)) => format!("{LEVEL}{level}"),
    }
}

impl Fields {
    /// `kept`: the level that the post has already, which stays a choice when its name was taken off the list.
    pub fn read(&self, t: Texts, terms: &Terms, kept: Option<&str>, errors: &mut Errors) -> Option<Post> {
        let title = errors.optional(t, "title", &self.title, NAME).unwrap_or_default();
        let level = self.level.strip_prefix(LEVEL);
        let role = if self.level.is_empty() {
            PostRole::Employee
        } else {
            PostRole::Leader
        };
        let known = self.level.is_empty()
            || self.level == LEADER
            || level.is_some_and(|l| Some(l) == kept || terms.of(TermKind::Level).any(|term| term.code == l));
        if !known {
            errors.add("level", t.error_choice());
        }
        let from = errors.day(t, "from", &self.from);
        let last = errors.day_or_none(t, "to", &self.to);
        if let (Some(from), Some(last)) = (from, last)
            && last < from
        {
            errors.add("to", t.org_post_reversed());
        }
        if !errors.is_empty() {
            return None;
        }
        Some(Post {
            title,
            role,
            level: level.map(str::to_owned),
            acting: self.acting.is_some(),
            from: from?,
            to: last.map(|day| day.plus_days(1)),
        })
    }
}
