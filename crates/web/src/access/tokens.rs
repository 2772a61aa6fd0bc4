//! Keys by which other systems ask the API: make one, see which there are, take one back.

use std::collections::BTreeSet;

use askama::Template;
use model::audit::Deed;
use model::may::{Action, Object};
use model::token::{DAYS, Flaw, MOST_DAYS, NAME, Scope, UnfitName};
use model::{Day, TokenId, token};
use serde::Deserialize;
use store::audit::About;
use store::token::{Listed, NewToken};

use super::words;
use crate::input::{At, Input, Query};
use crate::{Ctx, Error, Page, api, paths};

/// Keys shown, newest first.
const MOST: i64 = 200;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Done {
    done: String,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub struct Wish {
    name: String,
    scope: Vec<String>,
    last_day: String,
}

#[derive(Template)]
#[template(path = "access/tokens.html")]
struct Tokens<'a> {
    ctx: &'a Ctx,
    open: Vec<Listed>,
    over: Vec<Listed>,
    /// What this person can give; empty for somebody who only looks.
    scopes: Vec<Scope>,
    wish: Wish,
    flaws: Vec<Flaw>,
    revoked: bool,
    last: Day,
}

/// Once, on the answer itself.
#[derive(Template)]
#[template(path = "access/token_made.html")]
struct Made<'a> {
    ctx: &'a Ctx,
    name: String,
    key: String,
    example: String,
}

impl Tokens<'_> {
    fn scope(&self, scope: &Scope) -> (String, String) {
        words::action(self.ctx.t, scope.action())
    }

    fn chosen(&self, scope: &Scope) -> bool {
        self.wish.scope.iter().any(|word| word == scope.word())
    }

    fn error(&self, field: &str) -> Option<String> {
        let t = self.ctx.t;
        self.flaws.iter().find_map(|flaw| match (field, flaw) {
            ("name", Flaw::Name(UnfitName::Empty)) => Some(t.error_empty()),
            ("name", Flaw::Name(UnfitName::Control)) => Some(t.error_control()),
            ("name", Flaw::Name(UnfitName::TooLong(chars))) => Some(t.error_too_long(*chars, NAME)),
            ("scopes", Flaw::NoScope) => Some(t.tokens_no_scope()),
            ("scopes", Flaw::Scope) => Some(t.error_choice()),
            ("last_day", Flaw::NotADay) => Some(t.error_day()),
            ("last_day", Flaw::Past) => Some(t.tokens_past()),
            ("last_day", Flaw::TooLate) => Some(t.tokens_too_late(self.ctx.t.day(self.last))),
            _ => None,
        })
    }

    fn mend(&self) -> Vec<(&'static str, String)> {
        ["name", "scopes", "last_day"]
            .into_iter()
            .filter_map(|field| Some((field, self.error(field)?)))
            .collect()
    }

    /// The last day on which it opens something.
    fn until(&self, token: &Listed) -> String {
        self.ctx.day(&token.expires_at.day(&self.ctx.app.zone).plus_days(-1))
    }

    fn used(&self, token: &Listed) -> String {
        token.used_at.map_or_else(
            || self.ctx.t.tokens_never_used(),
            |at| self.ctx.day(&at.day(&self.ctx.app.zone)),
        )
    }

    fn made(&self, token: &Listed) -> String {
        let day = self.ctx.day(&token.made_at.day(&self.ctx.app.zone));
        self.ctx.t.tokens_made_by(&token.made_by, day)
    }

    fn ended(&self, token: &Listed) -> String {
        let t = self.ctx.t;
        match token.revoked_at {
            Some(at) => t.tokens_revoked_on(self.ctx.day(&at.day(&self.ctx.app.zone))),
            None if token.maker_gone => t.tokens_maker_gone(&token.made_by),
            None => t.tokens_expired(self.until(token)),
        }
    }
}

/// What this person can give.
async fn gives(ctx: &Ctx) -> Result<Vec<Scope>, Error> {
    if !ctx.could_somewhere(&Action::ManageTokens) {
        return Ok(Vec::new());
    }
    let top = store::organisation::people::top(&mut ctx.read().await?).await?;
    let Some(top) = top.map(Object::unit) else {
        return Ok(Vec::new());
    };
    let all = Scope::ALL.iter().copied();
    Ok(all
        .filter(|scope| token::may_give(ctx.actor.as_ref(), *scope, &top))
        .collect())
}

async fn page(ctx: &Ctx, scopes: Vec<Scope>, wish: Wish, flaws: Vec<Flaw>) -> Result<Tokens<'_>, Error> {
    let all = store::token::list(&mut ctx.read().await?, MOST).await?;
    let holds = |t: &Listed| t.revoked_at.is_none() && !t.maker_gone && t.expires_at > ctx.now;
    let (open, over) = all.into_iter().partition(holds);
    Ok(Tokens {
        ctx,
        open,
        over,
        scopes,
        wish,
        flaws,
        revoked: false,
        last: ctx.today.plus_days(MOST_DAYS),
    })
}

pub async fn show(ctx: Ctx, Query(done): Query<Done>) -> Page {
    ctx.may(&Object::nothing())?;
    let scopes = gives(&ctx).await?;
    let wish = Wish {
        last_day: ctx.today.plus_days(DAYS).to_string(),
        ..Wish::default()
    };
    let mut page = page(&ctx, scopes, wish, Vec::new()).await?;
    page.revoked = done.done == "revoked";
    ctx.page(&page)
}

pub async fn make(ctx: Ctx, Input(wish): Input<Wish>) -> Page {
    ctx.may(&Object::nothing())?;
    let gives = gives(&ctx).await?;
    let mut flaws = Vec::new();
    let name = token::name(&wish.name).map_err(|flaw| flaws.push(flaw));
    let asked: Result<BTreeSet<Scope>, _> = wish.scope.iter().map(|word| word.parse()).collect();
    match &asked {
        Ok(asked) if asked.is_empty() => flaws.push(Flaw::NoScope),
        Ok(asked) if asked.iter().all(|scope| gives.contains(scope)) => {}
        _ => flaws.push(Flaw::Scope),
    }
    let last = token::last_day(&wish.last_day, ctx.today).map_err(|flaw| flaws.push(flaw));
    let (Ok(name), Ok(asked), Ok(last), true) = (name, asked, last, flaws.is_empty()) else {
        return ctx.unfit(&page(&ctx, gives, wish, flaws).await?);
    };
    let scopes: Vec<Scope> = asked.into_iter().collect();
    let key = format!("{}{}", api::PREFIX, ctx.app.token());
    let new = NewToken {
        id: ctx.id(),
        name: &name,
        hash: super::token_hash(&key),
        scopes: &scopes,
        by: ctx.person()?,
        expires: last.plus_days(1).start(&ctx.app.zone),
    };
    let mut tx = ctx.write().await?;
    store::token::add(&mut tx, &new, ctx.now).await?;
    ctx.note(&mut tx, Deed::MakeToken, Some(new.id.0), About::Nobody)
        .await?;
    tx.commit().await?;
    let made = Made {
        ctx: &ctx,
        example: format!(
            "curl -H 'Authorization: Bearer {key}' {}/api/v1/{}",
            ctx.app.public_url,
            example(&scopes)
        ),
        name,
        key,
    };
    ctx.page(&made)
}

/// An address that the key opens.
fn example(scopes: &[Scope]) -> &'static str {
    match scopes.first() {
        Some(Scope::People) => "people",
        Some(Scope::Foundation) => "elements",
        Some(Scope::Interpretations) => "interpretations",
        Some(Scope::Stories | Scope::TellStories) => "stories",
        Some(Scope::Decisions) => "decisions",
        Some(Scope::Traces) => "traces",
        Some(Scope::Organisation) | None => "units",
    }
}

pub async fn revoke(ctx: Ctx, At((id,)): At<(TokenId,)>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut tx = ctx.write().await?;
    if !store::token::revoke(&mut tx, id, ctx.person()?, ctx.now).await? {
        return Err(Error::NotFound);
    }
    ctx.note(&mut tx, Deed::RevokeToken, Some(id.0), About::Nobody).await?;
    tx.commit().await?;
    ctx.see_other(paths::tokens_revoked())
}
