//! Who asks, when, in which language: what every handler starts from.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use model::access::{Actor, Role};
use model::audit::{Deed, Outcome};
use model::may::{Action, Object, may};
use model::{Day, Instant, Language, PersonId, SessionId, UnitId};
use store::Conn;
use store::access::{House, Visitor};
use store::audit::About;
use uuid::Uuid;

use crate::error::{Error, Page};
use crate::{App, Texts};

/// Minutes without a request after which a session ends, and after which the last request is noted anew.
pub const IDLE_MINUTES: i64 = 30;
const NOTE_MINUTES: i64 = 5;
/// A session's whole life, in minutes.
pub const SESSION_MINUTES: i64 = 8 * 60;

/// The route's row of the permission table, put on the request by [`crate::routes`].
#[derive(Clone, Copy)]
pub struct RouteAction(pub Action);

/// Whether the handler asked its route's question. [`crate::guard`] lets no answer out of a handler that did not.
#[derive(Clone, Default)]
pub struct Asked(Arc<AtomicBool>);

impl Asked {
    pub fn yes(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    pub fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

pub struct Ctx {
    pub app: App,
    pub now: Instant,
    pub today: Day,
    pub t: Texts,
    /// None on pages for everybody when nobody is signed in.
    pub actor: Option<Actor>,
    pub visitor: Option<Visitor>,
    /// The organisation; without a name in an empty database.
    pub house: House,
    /// The path without its query, for the menu's current item and the language switch.
    pub path: String,
    /// The path with its query.
    pub here: String,
    pub action: Action,
    asked: Asked,
}

impl Ctx {
    /// The route's question. Every handler asks it about what it has loaded, before it answers.
    pub fn may(&self, object: &Object) -> Result<(), Error> {
        self.asked.set();
        may(self.actor.as_ref(), self.action, object)?;
        Ok(())
    }

    /// Whether to show a link or a button to something else.
    #[must_use]
    pub fn could(&self, action: Action, object: &Object) -> bool {
        may(self.actor.as_ref(), action, object).is_ok()
    }

    /// Whether some page of this action is open, for the menu.
    #[must_use]
    pub fn could_somewhere(&self, action: &Action) -> bool {
        self.could(*action, &Object::nothing())
    }

    /// The person signed in. Only for handlers whose action is not [`Action::Enter`].
    pub fn person(&self) -> Result<PersonId, Error> {
        self.actor
            .as_ref()
            .map(|a| a.person)
            .ok_or_else(|| Error::SignIn(self.here.clone()))
    }

    /// The unit that "my area" means: where one leads, else where one works, else where one's role is.
    #[must_use]
    pub fn own_unit(&self) -> Option<UnitId> {
        let actor = self.actor.as_ref()?;
        [Role::Leader, Role::Employee]
            .into_iter()
            .find_map(|role| actor.units(role).next())
            .or_else(|| actor.standings.first().map(|s| s.unit))
    }

    #[must_use]
    pub fn has(&self, role: &Role) -> bool {
        self.actor.as_ref().is_some_and(|a| a.has(*role))
    }

    pub async fn read(&self) -> Result<Conn, Error> {
        Ok(self.app.db.read().await?)
    }

    pub async fn write(&self) -> Result<Conn, Error> {
        Ok(self.app.db.write().await?)
    }

    /// Writes in the log what is done in this transaction. The last thing before the commit, see [`store::audit`].
    pub async fn note(&self, tx: &mut Conn, deed: Deed, object: Option<Uuid>, about: About<'_>) -> Result<(), Error> {
        self.note_outcome(tx, deed, object, about, Outcome::Done).await
    }

    /// Writes in the log that a rule of the house stood against it.
    pub async fn note_refused(&self, deed: Deed, object: Option<Uuid>, about: About<'_>) -> Result<(), Error> {
        let mut tx = self.write().await?;
        self.note_outcome(&mut tx, deed, object, about, Outcome::Refused)
            .await?;
        Ok(tx.commit().await?)
    }

    async fn note_outcome(
        &self,
        tx: &mut Conn,
        deed: Deed,
        object: Option<Uuid>,
        about: About<'_>,
        outcome: Outcome,
    ) -> Result<(), Error> {
        let note = store::audit::Note {
            actor: Some(self.person()?),
            deed,
            object,
            about,
            outcome,
        };
        Ok(store::audit::note(tx, &note, self.now).await?)
    }

    /// Writes in the log whose data the answer will show, before it shows it. One's own is nobody else's business. The
    /// caller has given its connection back: a request that holds one while it waits for another can stop all of them.
    pub async fn note_reading(&self, deed: Deed, object: Option<Uuid>, people: Vec<PersonId>) -> Result<(), Error> {
        let own = self.person()?;
        let people: Vec<PersonId> = people.into_iter().filter(|person| *person != own).collect();
        if people.is_empty() {
            return Ok(());
        }
        let mut tx = self.write().await?;
        self.note(&mut tx, deed, object, About::People(&people)).await?;
        Ok(tx.commit().await?)
    }

    pub fn id<T: From<crate::app::NewId>>(&self) -> T {
        self.app.id(self.now)
    }

    /// A whole page.
    pub fn page(&self, page: &impl Template) -> Page {
        self.page_with(StatusCode::OK, page)
    }

    /// The form again, with what is to be mended.
    pub fn unfit(&self, page: &impl Template) -> Page {
        self.page_with(StatusCode::UNPROCESSABLE_ENTITY, page)
    }

    pub fn page_with(&self, status: StatusCode, page: &impl Template) -> Page {
        let html = page.render()?;
        Ok((
            status,
            [(
                header::CONTENT_TYPE,
                HeaderValue::from_static("text/html; charset=utf-8"),
            )],
            html,
        )
            .into_response())
    }

    /// Done: go on to `path`. The browser's "back" and "reload" repeat nothing.
    pub fn see_other(&self, path: String) -> Page {
        Ok(see_other(path))
    }

    // For the layout.

    #[must_use]
    pub fn menu(&self) -> Vec<crate::menu::Group> {
        crate::menu::menu(self)
    }

    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        crate::assets::path(name)
    }
    #[must_use]
    pub fn organisation(&self) -> &str {
        &self.house.organisation
    }
    #[must_use]
    pub const fn sample(&self) -> bool {
        self.house.sample
    }
    #[must_use]
    pub const fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }
    #[must_use]
    pub fn language_link(&self, language: &str) -> String {
        crate::paths::language(language, &self.here)
    }
    #[must_use]
    pub fn scheme(&self) -> &str {
        self.visitor.as_ref().map_or("auto", |v| v.scheme.as_str())
    }
    /// `aria-current` of a menu item.
    #[must_use]
    pub fn at(&self, prefix: &str) -> bool {
        self.path == prefix || self.path.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('/'))
    }
    #[must_use]
    pub fn day(&self, day: &Day) -> String {
        self.t.day_near(*day, self.today)
    }
    #[must_use]
    pub fn time(&self, at: &Instant) -> String {
        self.t.time(*at, &self.app.zone)
    }
}

pub fn see_other(path: String) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, path)]).into_response()
}

impl FromRequestParts<App> for Ctx {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let RouteAction(action) = *parts.extensions.get().ok_or(Error::Ours("a route without a row"))?;
        let asked: Asked = parts.extensions.get().cloned().unwrap_or_default();
        let now = app.now();
        let today = now.day(&app.zone);
        let path = parts.uri.path().to_owned();
        let here = parts
            .uri
            .path_and_query()
            .map_or_else(|| path.clone(), ToString::to_string);

        let mut conn = app.db.read().await?;
        let visitor = match crate::access::session_hash(app, &parts.headers) {
            Some(hash) => store::access::visitor(&mut conn, hash, now, now.plus_minutes(-IDLE_MINUTES), today).await?,
            None => None,
        };
        let actor = match &visitor {
            Some(visitor) => Some(store::access::actor(&mut conn, visitor.person, today).await?),
            None => None,
        };
        let house = match &visitor {
            Some(visitor) => visitor.house.clone(),
            None => store::access::house(&mut conn).await?.unwrap_or_default(),
        };
        drop(conn);

        if action != Action::Enter {
            let Some(visitor) = &visitor else {
                asked.set();
                return Err(Error::SignIn(if parts.method == axum::http::Method::GET {
                    here
                } else {
                    String::new()
                }));
            };
            // A first password is somebody else's: it opens nothing but the page where it is changed, and the way out.
            let opens = ["/account", "/account/password", "/sign-out"].contains(&path.as_str());
            if visitor.must_change && !opens {
                asked.set();
                return Err(Error::ChangePassword);
            }
        }
        if let Some(visitor) = &visitor
            && now.minutes_since(visitor.seen_at) >= NOTE_MINUTES
        {
            // A disk that is full or broken stops no reading.
            if let Err(error) = note_seen(app, visitor.session, now).await {
                tracing::error!(%error, "a visit was not noted");
            }
        }
        let account = visitor.as_ref().and_then(|v| v.language);
        let language = chosen(&parts.headers)
            .or(account)
            .unwrap_or_else(|| language(&parts.headers));
        Ok(Self {
            app: app.clone(),
            now,
            today,
            t: Texts::new(language),
            actor,
            visitor,
            house,
            path,
            here,
            action,
            asked,
        })
    }
}

async fn note_seen(app: &App, session: SessionId, now: Instant) -> store::Result<()> {
    let mut tx = app.db.write().await?;
    store::access::note_seen(&mut tx, session, now).await?;
    tx.commit().await
}

/// The language chosen with the switch, in this browser.
fn chosen(headers: &HeaderMap) -> Option<Language> {
    crate::access::cookie(headers, "language").and_then(|word| word.parse().ok())
}

/// The language of somebody we do not know: the switch's, else the browser's first of the two, else Danish.
pub fn language(headers: &HeaderMap) -> Language {
    if let Some(chosen) = chosen(headers) {
        return chosen;
    }
    let accepted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("");
    for tag in accepted.split(',').map(|tag| tag.trim().to_ascii_lowercase()) {
        // Neighbours who read Danish better than English.
        if ["da", "nb", "nn", "no", "sv"].iter().any(|l| tag.starts_with(l)) {
            return Language::Danish;
        }
        if tag.starts_with("en") {
            return Language::English;
        }
    }
    Language::Danish
}
