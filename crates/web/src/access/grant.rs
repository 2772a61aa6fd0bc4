//! Give a role at a unit and below, and take it back.

use model::access::{Role, grant_flaws};
use model::audit::Deed;
use model::may::Object;
use model::{Day, GrantId, PersonId, UnitId};
use store::access::{NewGrant, UnitFound};
use store::audit::About;

use super::person::{self, Flaw, GrantForm};
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

/// Units shown to choose among when the name written was not one unit's.
const CHOICES: usize = 12;

/// A form that holds together.
struct Wish {
    role: Role,
    unit: UnitId,
    from: Day,
    last_day: Option<Day>,
    note: String,
}

pub async fn give(ctx: Ctx, At((person,)): At<(PersonId,)>, Input(form): Input<GrantForm>) -> Page {
    ctx.may(&Object::owned_by(person))?;
    let mut tx = ctx.write().await?;
    store::organisation::lock(&mut tx).await?;
    store::access::person(&mut tx, person).await?.ok_or(Error::NotFound)?;
    let units = store::access::units_today(&mut tx).await?;
    let wish = match parse(&form, &units, ctx.today) {
        Ok(wish) => wish,
        Err((flaws, choices)) => {
            tx.roll_back().await?;
            return again(&ctx, person, form, flaws, choices).await;
        }
    };
    let to = wish.last_day.map(|last| last.plus_days(1));
    let grants = store::access::grants(&mut tx, person).await?;
    if grants.iter().any(|g| g.overlaps(wish.role, wish.unit, wish.from, to)) {
        tx.roll_back().await?;
        return again(&ctx, person, form, vec![Flaw::Held], Vec::new()).await;
    }
    let grant = NewGrant {
        id: ctx.id::<GrantId>(),
        person,
        role: wish.role,
        unit: wish.unit,
        from: wish.from,
        to,
        note: &wish.note,
        by: Some(ctx.person()?),
    };
    store::access::add_grant(&mut tx, &grant, ctx.now).await?;
    ctx.note(&mut tx, Deed::GiveRole, Some(grant.id.0), About::People(&[person]))
        .await?;
    tx.commit().await?;
    ctx.see_other(paths::access_person_saved(person, "granted"))
}

/// The page again, with everything that was written.
async fn again(ctx: &Ctx, person: PersonId, form: GrantForm, flaws: Vec<Flaw>, choices: Vec<UnitFound>) -> Page {
    let mut page = person::load(ctx, person).await?;
    page.form = form;
    page.flaws = flaws;
    page.choices = choices;
    ctx.unfit(&page)
}

/// Every flaw at once, and the units to choose among when there are several.
fn parse(form: &GrantForm, units: &[UnitFound], today: Day) -> Result<Wish, (Vec<Flaw>, Vec<UnitFound>)> {
    let mut flaws = Vec::new();
    let mut choices = Vec::new();
    let role = form
        .role
        .parse::<Role>()
        .ok()
        .filter(|role| Role::GRANTED.contains(role));
    if role.is_none() {
        flaws.push(Flaw::Role);
    }
    let unit = match find(form, units) {
        Ok(unit) => Some(unit),
        Err((flaw, found)) => {
            flaws.push(flaw);
            choices = found;
            None
        }
    };
    let from = form.from.trim().parse::<Day>().ok();
    if from.is_none() {
        flaws.push(Flaw::From);
    }
    let last_day = match form.last_day.trim() {
        "" => None,
        text => text.parse::<Day>().map_or_else(
            |_| {
                flaws.push(Flaw::LastDay);
                None
            },
            Some,
        ),
    };
    let note = model::text::lines(&form.note, usize::MAX).unwrap_or_else(|_| {
        flaws.push(Flaw::NoteControl);
        String::new()
    });
    if let (Some(role), Some(from)) = (role, from)
        && !flaws.contains(&Flaw::LastDay)
    {
        flaws.extend(
            grant_flaws(role, from, last_day, &note, today)
                .into_iter()
                .map(Flaw::Grant),
        );
    }
    match (role, unit, from) {
        (Some(role), Some(unit), Some(from)) if flaws.is_empty() => Ok(Wish {
            role,
            unit,
            from,
            last_day,
            note,
        }),
        _ => Err((flaws, choices)),
    }
}

/// The unit that was chosen, or the only one with the name that was written, or the only one with it in its name.
fn find(form: &GrantForm, units: &[UnitFound]) -> Result<UnitId, (Flaw, Vec<UnitFound>)> {
    let name = model::text::folded(&form.unit_name);
    let in_name: Vec<&UnitFound> = units
        .iter()
        .filter(|u| model::text::folded(&u.name).contains(&name))
        .collect();
    // A choice counts while the name that it was made for stands.
    if let Some(chosen) = form.unit.parse::<UnitId>().ok()
        && in_name.iter().any(|u| u.id == chosen)
    {
        return Ok(chosen);
    }
    if name.is_empty() {
        return Err((Flaw::UnitEmpty, Vec::new()));
    }
    let exact: Vec<&UnitFound> = in_name
        .iter()
        .copied()
        .filter(|u| model::text::folded(&u.name) == name)
        .collect();
    match (exact.as_slice(), in_name.as_slice()) {
        ([one], _) | ([], [one]) => Ok(one.id),
        ([], []) => Err((Flaw::UnitUnknown, Vec::new())),
        ([], several) | (several, _) => Err((
            Flaw::UnitSeveral,
            several.iter().take(CHOICES).map(|u| (*u).clone()).collect(),
        )),
    }
}

pub async fn revoke(ctx: Ctx, At((person, grant)): At<(PersonId, GrantId)>) -> Page {
    ctx.may(&Object::owned_by(person))?;
    let mut tx = ctx.write().await?;
    store::organisation::lock(&mut tx).await?;
    if !store::access::revoke(&mut tx, person, grant, Some(ctx.person()?), ctx.now).await? {
        return Err(Error::NotFound);
    }
    if store::access::lasting_administrators(&mut tx, ctx.today).await? == 0 {
        tx.roll_back().await?;
        ctx.note_refused(Deed::RevokeRole, Some(grant.0), About::People(&[person]))
            .await?;
        return last_administrator(&ctx, person).await;
    }
    ctx.note(&mut tx, Deed::RevokeRole, Some(grant.0), About::People(&[person]))
        .await?;
    tx.commit().await?;
    ctx.see_other(paths::access_person_saved(person, "revoked"))
}

/// Nothing was changed, because nobody would be left to let others in.
pub(super) async fn last_administrator(ctx: &Ctx, person: PersonId) -> Page {
    let mut page = person::load(ctx, person).await?;
    page.flaws = vec![Flaw::LastAdministrator];
    ctx.unfit(&page)
}
