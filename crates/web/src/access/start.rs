//! The start page is no page: it sends each to where they have something to do.

use model::access::Role;
use model::may::Object;

use crate::{Ctx, Page, paths};

pub async fn show(ctx: Ctx) -> Page {
    ctx.may(&Object::nothing())?;
    ctx.see_other(to(&ctx))
}

/// Somebody with several roles goes to the widest view of the foundation that is theirs; the machine room comes last.
fn to(ctx: &Ctx) -> String {
    let has = |role| ctx.has(&role);
    if has(Role::Steward) {
        return paths::work();
    }
    if has(Role::Director) {
        return paths::overviews();
    }
    let own = |role| ctx.actor.as_ref().and_then(|a| a.units(role).next()).map(paths::unit);
    if let Some(unit) = own(Role::Leader) {
        return unit;
    }
    if has(Role::Representative) || has(Role::Adviser) {
        return paths::overviews();
    }
    if let Some(unit) = own(Role::Employee) {
        return unit;
    }
    if has(Role::Administrator) {
        return paths::access();
    }
    if has(Role::DataProtectionOfficer) {
        return paths::permissions();
    }
    // Every post and grant has ended.
    paths::account()
}
