//! Sign in at the organisation's identity provider. It begins with a link and not with a form, because the policy's
//! `form-action` follows redirects. The answer counts once, in the browser that asked, for ten minutes.

use axum::http::{HeaderMap, HeaderValue, header};
use model::access::Role;
use model::audit::{Deed, Outcome};
use model::may::Object;
use model::{GrantId, PersonId, UnitId};
use oidc::{Begun, Identity};
use serde::Deserialize;
use store::Conn;
use store::access::Attempt;
use store::audit::{About, Note};

use super::sign_in::{self, Next, Why};
use super::token_hash;
use crate::client::ClientAddress;
use crate::ctx::see_other;
use crate::input::{At, Query};
use crate::{App, Ctx, Error, Page, paths};

/// Minutes that somebody has at the provider.
const MINUTES: i64 = 10;

/// The provider and what its answers mean here.
pub struct SignInProvider {
    pub provider: oidc::Provider,
    /// Which group gives which role where.
    pub groups: Vec<GroupRole>,
}

/// A group at the provider, the role that it gives, and the key of the unit: the topmost when there is none. Written
/// `group=role` or `group=role@key`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GroupRole {
    pub group: String,
    pub role: Role,
    pub unit_key: Option<String>,
}

impl std::str::FromStr for GroupRole {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} is not GROUP=ROLE or GROUP=ROLE@UNIT-KEY");
        // A group's name may hold both signs; a role holds neither.
        let (group, gives) = text.trim().rsplit_once('=').ok_or_else(wrong)?;
        let (role, unit_key) = match gives.split_once('@') {
            Some((role, key)) if !key.is_empty() => (role, Some(key.to_owned())),
            Some(_) => return Err(wrong()),
            None => (gives, None),
        };
        let role = role
            .parse::<Role>()
            .ok()
            // An adviser's role needs a last day and an agreement, which no group has.
            .filter(|role| Role::GRANTED.contains(role) && *role != Role::Adviser)
            .ok_or_else(|| {
                format!("{text:?}: a group gives one of steward, director, representative, dpo, administrator")
            })?;
        if group.trim().is_empty() {
            return Err(wrong());
        }
        Ok(Self {
            group: group.trim().to_owned(),
            role,
            unit_key,
        })
    }
}

const fn cookie_name(app: &App) -> &'static str {
    if app.https {
        "__Host-grundlag-provider"
    } else {
        "grundlag-provider"
    }
}

fn cookie(app: &App, token: &str, seconds: i64) -> HeaderValue {
    let secure = if app.https { "; Secure" } else { "" };
    // Lax: it comes along when the provider sends the browser back.
    let text = format!(
        "{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}",
        cookie_name(app)
    );
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

pub async fn begin(ctx: Ctx, ClientAddress(address): ClientAddress, Query(query): Query<Next>) -> Page {
    ctx.may(&Object::nothing())?;
    leave(&ctx, &format!("{address:?}"), query.next(), Vec::new()).await
}

/// An invitation: the first sign-in from here is tied to the person that it is for.
pub async fn invited(ctx: Ctx, ClientAddress(address): ClientAddress, At((token,)): At<(String,)>) -> Page {
    ctx.may(&Object::nothing())?;
    let hash = token_hash(&token);
    if !store::access::is_invitation(&mut ctx.read().await?, hash.clone(), ctx.now).await? {
        return Err(Error::NotFound);
    }
    leave(&ctx, &format!("{address:?}"), "", hash).await
}

async fn leave(ctx: &Ctx, address: &str, next: &str, invitation_hash: Vec<u8>) -> Page {
    let Some(provider) = ctx.app.provider.clone() else {
        return ctx.see_other(paths::sign_in(next));
    };
    // Each asks the provider something; nobody needs to do that all the time.
    if !ctx.app.attempts.note(format!("provider {address}"), ctx.now) {
        return Err(Error::Busy);
    }
    let (browser, state, nonce, verifier) = (ctx.app.token(), ctx.app.token(), ctx.app.token(), ctx.app.token());
    let begun = Begun {
        state: &state,
        nonce: &nonce,
        verifier: &verifier,
    };
    let to = match provider.provider.begin(begun).await {
        Ok(to) => to,
        Err(error) => {
            tracing::warn!(%error, "nobody can sign in at the provider");
            return sign_in::again(ctx, next, Why::NotReached);
        }
    };
    let attempt = Attempt {
        state_hash: token_hash(&state),
        nonce,
        verifier,
        invitation_hash,
        next: next.chars().take(500).collect(),
    };
    let mut tx = ctx.write().await?;
    store::access::begin_attempt(&mut tx, token_hash(&browser), &attempt, ctx.now.plus_minutes(MINUTES)).await?;
    tx.commit().await?;
    let mut response = see_other(to);
    response
        .headers_mut()
        .append(header::SET_COOKIE, cookie(&ctx.app, &browser, MINUTES * 60));
    Ok(response)
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Answer {
    code: String,
    state: String,
    error: String,
}

pub async fn back(ctx: Ctx, headers: HeaderMap, Query(answer): Query<Answer>) -> Page {
    ctx.may(&Object::nothing())?;
    let Some(provider) = ctx.app.provider.clone() else {
        return sign_in::again(&ctx, "", Why::Strange);
    };
    let browser = super::cookie(&headers, cookie_name(&ctx.app)).map(token_hash);
    let mut tx = ctx.write().await?;
    let attempt = match browser {
        Some(hash) => store::access::take_attempt(&mut tx, hash, ctx.now).await?,
        None => None,
    };
    tx.commit().await?;
    // Another browser's answer, an old one, or one that somebody else put into a link.
    let Some(attempt) = attempt.filter(|a| a.state_hash == token_hash(&answer.state)) else {
        return sign_in::again(&ctx, "", Why::Strange);
    };
    if !answer.error.is_empty() || answer.code.is_empty() {
        return sign_in::again(&ctx, &attempt.next, Why::Declined);
    }
    let begun = Begun {
        state: &answer.state,
        nonce: &attempt.nonce,
        verifier: &attempt.verifier,
    };
    let identity = match provider.provider.finish(&answer.code, begun, ctx.now.0 / 1000).await {
        Ok(identity) => identity,
        Err(error) => {
            tracing::warn!(%error, "a sign-in at the provider was refused");
            return sign_in::again(&ctx, &attempt.next, Why::NotReached);
        }
    };
    let mut tx = ctx.write().await?;
    store::organisation::lock(&mut tx).await?;
    let Some(person) = who(&ctx, &mut tx, &identity, attempt.invitation_hash).await? else {
        tx.roll_back().await?;
        return sign_in::again(&ctx, &attempt.next, Why::NotTied);
    };
    let account = store::access::account(&mut tx, person).await?;
    let Some(account) = account.filter(|a| a.disabled_at.is_none()) else {
        tx.roll_back().await?;
        return sign_in::again(&ctx, &attempt.next, Why::NotTied);
    };
    follow(&ctx, &mut tx, &provider.groups, &identity, person).await?;
    tx.commit().await?;
    sign_in::enter(&ctx, person, &headers, &attempt.next, account.language).await
}

/// The person whom the provider's answer is about. On the first sign-in it is tied: to the one whom an invitation was
/// for, or to the one whose identity in the organisation a claim holds. An e-mail address ties nothing.
async fn who(ctx: &Ctx, tx: &mut Conn, identity: &Identity, invitation: Vec<u8>) -> Result<Option<PersonId>, Error> {
    if let Some(person) = store::access::identity(tx, &identity.issuer, &identity.subject).await? {
        return Ok(Some(person));
    }
    let (person, by) = if !invitation.is_empty()
        && let Some((person, by)) = store::access::use_invitation(tx, invitation, ctx.now).await?
    {
        (person, Some(by))
    } else if let Some(claim) = &identity.person
        && let Some(person) = store::access::person_by_external_id(tx, claim).await?
        // One identity a person: a second one with the same claim is somebody's mistake, or worse.
        && store::access::tied_at(tx, person).await?.is_none()
    {
        (person, None)
    } else {
        return Ok(None);
    };
    store::access::tie(tx, (&identity.issuer, &identity.subject), person, by, ctx.now).await?;
    if store::access::account(tx, person).await?.is_none() {
        store::access::add_account(tx, person, None, false, ctx.now).await?;
    }
    store::access::forget_first_password(tx, person).await?;
    note(ctx, tx, Deed::TieSignIn, person).await?;
    Ok(Some(person))
}

/// Roles from groups: those that hold now, no others. What an administrator gave by hand is left alone.
async fn follow(
    ctx: &Ctx,
    tx: &mut Conn,
    groups: &[GroupRole],
    identity: &Identity,
    person: PersonId,
) -> Result<(), Error> {
    let mut wanted: Vec<(Role, UnitId)> = Vec::new();
    if groups.iter().any(|g| identity.groups.contains(&g.group)) {
        let units = store::access::units_today(tx).await?;
        for group in groups.iter().filter(|g| identity.groups.contains(&g.group)) {
            let unit = units.iter().find(|unit| match &group.unit_key {
                Some(key) => unit.external_id.as_ref() == Some(key),
                None => unit.depth == 0,
            });
            match unit {
                Some(unit) if !wanted.contains(&(group.role, unit.id)) => wanted.push((group.role, unit.id)),
                Some(_) => {}
                None => tracing::warn!(unit = ?group.unit_key, "a group's role is for a unit that is not there"),
            }
        }
    }
    let mut new_id = || ctx.id::<GrantId>();
    let changed = store::access::follow_groups(tx, person, &wanted, &mut new_id, ctx.now, ctx.today).await?;
    if !(changed.0.is_empty() && changed.1.is_empty()) {
        note(ctx, tx, Deed::SyncRole, person).await?;
    }
    Ok(())
}

/// The server's own deed: nobody is signed in yet.
async fn note(ctx: &Ctx, tx: &mut Conn, deed: Deed, person: PersonId) -> Result<(), Error> {
    let note = Note {
        actor: None,
        deed,
        object: None,
        about: About::People(&[person]),
        outcome: Outcome::Done,
    };
    Ok(store::audit::note(tx, &note, ctx.now).await?)
}
