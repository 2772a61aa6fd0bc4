//! One's own account: language and colours, password, and where one is signed in.

use askama::Template;
use askama::filters::Safe;
use axum::http::StatusCode;
use model::may::Object;
use model::{DecisionId, Instant, Language};
use serde::Deserialize;
use store::access::Session;

use super::password::WeakPassword;
use crate::ctx::IDLE_MINUTES;
use crate::input::Query;
use crate::texts::Html;
use crate::{Ctx, Error, Page};

#[derive(Deserialize, Default)]
pub struct Saved {
    /// What was just saved, for saying so.
    #[serde(default)]
    saved: String,
}

#[derive(Template)]
#[template(path = "access/account.html")]
struct Account<'a> {
    ctx: &'a Ctx,
    name: String,
    /// Posts and address, with dots between.
    facts: String,
    saved: Option<String>,
    scheme: String,
    sessions: Vec<Where>,
    drafts: Vec<Left>,
    form: Html,
    wrong: bool,
}

/// Before anything else: choose a password that nobody else knows.
#[derive(Template)]
#[template(path = "access/choose_password.html")]
struct Choose<'a> {
    ctx: &'a Ctx,
    form: Html,
    wrong: bool,
}

#[derive(Template)]
#[template(path = "access/password_form.html")]
struct Form<'a> {
    ctx: &'a Ctx,
    must_change: bool,
    flaws: Flaws,
}

/// What is wrong with a change of password. Never what was written.
#[derive(Clone, Copy, Default)]
pub(super) struct Flaws {
    pub current_wrong: bool,
    pub weak: Option<WeakPassword>,
    /// The new one is the old one.
    pub same: bool,
    pub different: bool,
}

impl Flaws {
    const fn any(self) -> bool {
        self.current_wrong || self.weak.is_some() || self.same || self.different
    }
}

impl Form<'_> {
    /// What is wrong with the new one.
    fn new_flaw(&self) -> Option<String> {
        match self.flaws.weak {
            Some(weak) => Some(super::password::weak_text(self.ctx.t, weak)),
            None => self.flaws.same.then(|| self.ctx.t.password_same()),
        }
    }
}

/// Each in its own words.
const LANGUAGES: [(Language, &str); 2] = [(Language::Danish, "Dansk"), (Language::English, "English")];

/// A draft of a decision in a unit that its writer no longer leads.
struct Left {
    id: DecisionId,
    text: String,
    unit: String,
    day: String,
}

/// A session, in its owner's words.
struct Where {
    session: Session,
    here: bool,
    device: String,
}

impl Account<'_> {
    fn others(&self) -> bool {
        self.sessions.len() > 1
    }

    /// When somebody remembers it: today and yesterday by name.
    fn time(&self, at: Instant) -> String {
        let (t, local) = (self.ctx.t, at.local(&self.ctx.app.zone));
        let clock = match t.language {
            Language::Danish => format!("{}.{:02}", local.hour(), local.minute()),
            Language::English => format!("{}:{:02}", local.hour(), local.minute()),
        };
        match self.ctx.today.days_since(at.day(&self.ctx.app.zone)) {
            0 => t.account_today(clock),
            1 => t.account_yesterday(clock),
            _ => self.ctx.time(&at),
        }
    }

    fn is_language(&self, word: &str) -> bool {
        self.ctx.t.language.word() == word
    }
}

pub async fn show(ctx: Ctx, Query(query): Query<Saved>) -> Page {
    ctx.may(&Object::nothing())?;
    let t = ctx.t;
    let saved = match query.saved.as_str() {
        "looks" => Some(t.account_saved_looks()),
        "password" => Some(t.account_saved_password()),
        "session" => Some(t.account_saved_session()),
        "sessions" => Some(t.account_saved_sessions()),
        "handed" => Some(t.account_saved_handed()),
        "erased" => Some(t.account_saved_erased()),
        _ => None,
    };
    page(&ctx, saved, Flaws::default()).await
}

/// The page, with what is to be mended in the password's form.
pub(super) async fn page(ctx: &Ctx, saved: Option<String>, flaws: Flaws) -> Page {
    let person = ctx.person()?;
    let visitor = ctx.visitor.as_ref().ok_or(Error::NotFound)?;
    let form = Form {
        ctx,
        must_change: visitor.must_change,
        flaws,
    };
    let form = Safe(form.render()?);
    let wrong = flaws.any();
    let status = if wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    if visitor.must_change {
        return ctx.page_with(status, &Choose { ctx, form, wrong });
    }
    let mut conn = ctx.read().await?;
    let account = store::access::account(&mut conn, person)
        .await?
        .ok_or(Error::NotFound)?;
    let posts = store::access::posts_today(&mut conn, person, ctx.today).await?;
    let sessions = store::access::sessions(&mut conn, person, ctx.now, ctx.now.plus_minutes(-IDLE_MINUTES)).await?;
    let drafts = store::decision::left_by(&mut conn, person).await?;
    let facts: Vec<String> = posts
        .into_iter()
        .map(|post| format!("{}, {}", post.title, post.unit_name))
        .chain(account.email)
        .collect();
    let sessions = sessions
        .into_iter()
        .map(|session| Where {
            here: session.id == visitor.session,
            device: match session.device.as_str() {
                "" => ctx.t.account_unknown_device(),
                device => device.to_owned(),
            },
            session,
        })
        .collect();
    let page = Account {
        ctx,
        name: account.name,
        facts: facts.join(" · "),
        saved,
        scheme: visitor.scheme.clone(),
        sessions,
        drafts: drafts
            .into_iter()
            .map(|told| Left {
                id: told.id,
                text: if told.decided.is_empty() {
                    ctx.t.decision_untitled()
                } else {
                    told.decided
                },
                unit: told.home_name,
                day: ctx.day(&told.written_at.day(&ctx.app.zone)),
            })
            .collect(),
        form,
        wrong,
    };
    ctx.page_with(status, &page)
}
