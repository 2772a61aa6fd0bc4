//! One person's account and roles, and the forms that change them.

use askama::Template;
use model::access::{GrantFlaw, Role};
use model::audit::Deed;
use model::may::{Action, Object};
use model::{Day, Instant, PersonId};
use serde::Deserialize;
use store::access::{Account, Grant, Person, PostNow, UnitFound};

use super::words;
use crate::input::{At, Query};
use crate::{Ctx, Error, Page};

#[derive(Deserialize, Default)]
pub struct Saved {
    /// What was just done, for saying so.
    #[serde(default)]
    saved: String,
}

#[derive(Template)]
#[template(path = "access/person.html")]
pub(super) struct Show<'a> {
    ctx: &'a Ctx,
    person: Person,
    account: Option<Account>,
    posts: Vec<PostNow>,
    grants: Vec<Grant>,
    /// The topmost units, to choose among while typing.
    near_the_top: Vec<String>,
    /// People sign in at an identity provider here; and when this one's sign-in there was tied.
    provider: bool,
    tied: Option<Instant>,
    saved: Option<String>,
    /// Whoever reads may change this, and it is not their own.
    may_manage: bool,
    is_own: bool,
    pub form: GrantForm,
    pub flaws: Vec<Flaw>,
    /// Units with the name that was written, when it was not one.
    pub choices: Vec<UnitFound>,
}

/// The form for a new grant, as it was written.
#[derive(Deserialize, Default, Clone)]
#[serde(deny_unknown_fields, default)]
pub struct GrantForm {
    pub role: String,
    pub unit_name: String,
    /// Chosen among several of one name.
    pub unit: String,
    pub from: String,
    pub last_day: String,
    pub note: String,
}

/// What is to be mended in the form, or why nothing was done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    Role,
    UnitEmpty,
    UnitUnknown,
    UnitSeveral,
    From,
    LastDay,
    NoteControl,
    Grant(GrantFlaw),
    /// The same role at the same unit, in the same time.
    Held,
    LastAdministrator,
}

impl Flaw {
    /// The field it is about.
    fn field(self) -> &'static str {
        match self {
            Self::Role | Self::Held | Self::Grant(GrantFlaw::FromPost) => "role",
            Self::UnitEmpty | Self::UnitUnknown | Self::UnitSeveral => "unit_name",
            Self::From => "from",
            Self::LastDay | Self::Grant(GrantFlaw::EndsFirst | GrantFlaw::Over | GrantFlaw::AdviserEnds) => "last_day",
            Self::NoteControl | Self::Grant(GrantFlaw::AdviserAgreement | GrantFlaw::LongNote) => "note",
            Self::LastAdministrator => "main",
        }
    }
}

impl Show<'_> {
    /// This page's address, to which each form adds its word.
    fn here(&self) -> String {
        crate::paths::access_person(self.person.id)
    }

    fn flaw_text(&self, flaw: Flaw) -> String {
        let t = self.ctx.t;
        match flaw {
            Flaw::Role | Flaw::Grant(GrantFlaw::FromPost) => t.error_choice(),
            Flaw::UnitEmpty => t.error_empty(),
            Flaw::UnitUnknown => t.grant_unit_unknown(),
            Flaw::UnitSeveral => t.grant_unit_several(),
            Flaw::From | Flaw::LastDay => t.error_day(),
            Flaw::NoteControl => t.error_control(),
            Flaw::Grant(GrantFlaw::EndsFirst) => t.grant_ends_first(),
            Flaw::Grant(GrantFlaw::Over) => t.grant_over(),
            Flaw::Grant(GrantFlaw::AdviserEnds) => t.grant_adviser_ends(),
            Flaw::Grant(GrantFlaw::AdviserAgreement) => t.grant_adviser_agreement(),
            Flaw::Grant(GrantFlaw::LongNote) => t.error_too_long(self.form.note.chars().count(), model::access::NOTE),
            Flaw::Held => t.grant_held(),
            Flaw::LastAdministrator => t.access_last_administrator(),
        }
    }

    /// Everything that is to be mended: the field, and the sentence.
    fn mend(&self) -> Vec<(&'static str, String)> {
        self.flaws.iter().map(|f| (f.field(), self.flaw_text(*f))).collect()
    }

    fn errors(&self, field: &str) -> Vec<String> {
        self.mend()
            .into_iter()
            .filter(|(f, _)| *f == field)
            .map(|(_, text)| text)
            .collect()
    }

    fn open(&self) -> Vec<&Grant> {
        self.grants.iter().filter(|g| g.is_open(self.ctx.today)).collect()
    }

    fn past(&self) -> Vec<&Grant> {
        self.grants.iter().filter(|g| !g.is_open(self.ctx.today)).collect()
    }

    fn role(&self, role: Role) -> String {
        words::role(self.ctx.t, role)
    }

    fn roles(&self) -> Vec<(&'static str, String, bool)> {
        Role::GRANTED
            .iter()
            .map(|r| (r.word(), words::role(self.ctx.t, *r), r.word() == self.form.role))
            .collect()
    }

    fn at(&self, grant: &Grant) -> String {
        grant.unit_name.clone().unwrap_or_else(|| self.ctx.t.access_unit_gone())
    }

    /// 1 January 2026 – 31 March 2026; an open end stays open. A grant that was taken back ended on that day.
    fn when(&self, grant: &Grant) -> String {
        let t = self.ctx.t;
        let from = t.day(grant.valid_from);
        let revoked = grant.revoked_at.map(|at: Instant| at.day(&self.ctx.app.zone));
        match (revoked, grant.valid_to.map(|to: Day| to.plus_days(-1))) {
            (Some(day), _) => t.grant_revoked_on(from, t.day(day)),
            (None, Some(last)) => format!("{from} – {}", t.day(last)),
            (None, None) => format!("{from} –"),
        }
    }

    fn given_by(&self, grant: &Grant) -> String {
        let day = self.ctx.t.day(grant.granted_at.day(&self.ctx.app.zone));
        if grant.source == "provider" {
            return self.ctx.t.grant_by_group();
        }
        match &grant.granted_by {
            Some(name) => self.ctx.t.grant_given_by(name, day),
            None => self.ctx.t.grant_given_on_server(day),
        }
    }

    fn later(&self, grant: &Grant) -> bool {
        !grant.holds_on(self.ctx.today)
    }
}

pub async fn show(ctx: Ctx, At((person,)): At<(PersonId,)>, Query(query): Query<Saved>) -> Page {
    let t = ctx.t;
    let saved = match query.saved.as_str() {
        "granted" => Some(t.access_saved_granted()),
        "revoked" => Some(t.access_saved_revoked()),
        "closed" => Some(t.access_saved_closed()),
        "opened" => Some(t.access_saved_opened()),
        "untied" => Some(t.access_saved_untied()),
        _ => None,
    };
    let mut page = load(&ctx, person).await?;
    ctx.may(&Object::nothing())?;
    page.saved = saved;
    ctx.note_reading(Deed::SeeAccess, None, vec![person]).await?;
    ctx.page(&page)
}

/// The page as it stands, with an empty form.
pub(super) async fn load(ctx: &Ctx, id: PersonId) -> Result<Show<'_>, Error> {
    let mut conn = ctx.read().await?;
    let person = store::access::person(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let account = store::access::account(&mut conn, id).await?;
    let posts = store::access::posts_today(&mut conn, id, ctx.today).await?;
    let grants = store::access::grants(&mut conn, id).await?;
    let units = store::access::units_today(&mut conn).await?;
    let tied = match &ctx.app.provider {
        Some(_) => store::access::tied_at(&mut conn, id).await?,
        None => None,
    };
    let near_the_top: Vec<String> = units
        .into_iter()
        .take_while(|u| u.depth <= 2)
        .take(200)
        .map(|u| u.name)
        .collect();
    Ok(Show {
        ctx,
        form: GrantForm {
            unit_name: near_the_top.first().cloned().unwrap_or_default(),
            from: ctx.today.to_string(),
            ..GrantForm::default()
        },
        person,
        account,
        posts,
        grants,
        near_the_top,
        provider: ctx.app.provider.is_some(),
        tied,
        saved: None,
        may_manage: ctx.could(Action::ManageAccess, &Object::owned_by(id)),
        is_own: ctx.actor.as_ref().is_some_and(|a| a.person == id),
        flaws: Vec::new(),
        choices: Vec::new(),
    })
}
