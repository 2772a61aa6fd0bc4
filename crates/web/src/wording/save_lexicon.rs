//! Changes of one element in the lexicon: its families, a rule of its own, and a step back. Each is a new version.

use language::detector::Share;
use language::rules::WrittenRule;
use model::ElementId;
use serde::Deserialize;

use super::edit_lexicon::{self, Draft};
use super::lexicon::{self, LONGEST_NOTE, Lexicon, MOST_FAMILIES, MOST_RULES};
use super::try_rule::{self, Form};
use crate::input::{At, Input};
use crate::organisation::Errors;
use crate::{Ctx, Error, Page, paths};

/// The share of a family that was just chosen.
const CHOSEN_SHARE: f32 = 0.7;

async fn load(ctx: &Ctx) -> Result<Lexicon, Error> {
    let mut conn = ctx.read().await?;
    lexicon::may(ctx, &mut conn).await?;
    let newest = store::wording::lexicon(&mut conn).await?;
    Lexicon::load(ctx, &mut conn, newest.as_ref()).await
}

fn done(ctx: &Ctx, element: ElementId, what: &str) -> Page {
    ctx.see_other(format!("{}?done={what}", paths::wording_lexicon(element)))
}

/// The page again, because somebody saved in between.
async fn stale(ctx: &Ctx, element: ElementId, form: Option<Form>) -> Page {
    let draft = Draft {
        form,
        errors: Errors::one("stale", ctx.t.lexicon_stale()),
        ..Draft::default()
    };
    edit_lexicon::page(ctx, element, draft).await
}

fn note(ctx: &Ctx, errors: &mut Errors, note: &str) -> String {
    errors.optional(ctx.t, "note", note, LONGEST_NOTE).unwrap_or_default()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Families {
    version: i64,
    #[serde(default)]
    family: Vec<String>,
    #[serde(default)]
    share: Vec<String>,
    #[serde(default)]
    add: String,
}

pub async fn families(ctx: Ctx, At((element,)): At<(ElementId,)>, Input(form): Input<Families>) -> Page {
    let mut lexicon = load(&ctx).await?;
    lexicon.element(element)?;
    let mut errors = Errors::default();
    let mut shares = Vec::new();
    for (family, share) in form.family.iter().zip(&form.share) {
        match share.trim().parse::<u8>() {
            Ok(0) => {}
            Ok(share @ 1..=100) => shares.push(Share {
                family: family.clone(),
                share: f32::from(share) / 100.0,
            }),
            _ => errors.add(format!("share-{family}"), ctx.t.lexicon_error_share()),
        }
    }
    if !form.add.is_empty() && !shares.iter().any(|share| share.family == form.add) {
        shares.push(Share {
            family: form.add,
            share: CHOSEN_SHARE,
        });
    }
    let known = |share: &Share| lexicon::families().any(|family| family.key == share.family);
    let before = &lexicon.entry(element)?.profile.families;
    // A family that came with an import and is no longer in the library may stay.
    if shares.len() > MOST_FAMILIES || !shares.iter().all(|share| known(share) || before.contains(share)) {
        return Err(Error::Form("a family that cannot be chosen".into()));
    }
    if !errors.is_empty() {
        let draft = Draft {
            errors,
            ..Draft::default()
        };
        return edit_lexicon::page(&ctx, element, draft).await;
    }
    // A share that is shown as 83 may be 0.832: what was not touched is not changed.
    for share in &mut shares {
        if let Some(before) = before.iter().find(|before| before.family == share.family)
            && lexicon::hundredths(before.share) == lexicon::hundredths(share.share)
        {
            share.share = before.share;
        }
    }
    shares.sort_by(|a, b| b.share.total_cmp(&a.share));
    if *before == shares && form.version == lexicon.version {
        return ctx.see_other(paths::wording_lexicon(element));
    }
    lexicon.entry_mut(element)?.profile.families = shares;
    if !lexicon.save(&ctx, form.version, Some(element), "").await? {
        return stale(&ctx, element, None).await;
    }
    done(&ctx, element, "saved")
}

/// Saves a rule, new or in the place of one, when its hits have been shown.
pub async fn rule(ctx: Ctx, At((element,)): At<(ElementId,)>, Input(form): Input<Form>) -> Page {
    let mut lexicon = load(&ctx).await?;
    lexicon.element(element)?;
    let mut errors = Errors::default();
    let note = note(&ctx, &mut errors, &form.note);
    // Where rules are compared, spaces do not count.
    let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = spaced(&form.rule);
    let weight = form
        .weight
        .parse::<f32>()
        .ok()
        .filter(|weight| (-3.0..=3.0).contains(weight) && lexicon::hundredths(*weight) != 0);
    let Some(weight) = weight else {
        return Err(Error::Form("a weight that cannot be chosen".into()));
    };
    let entry = lexicon.entry_mut(element)?;
    let at = entry.profile.own.iter().position(|rule| rule.text == form.was);
    let twin = entry.profile.own.iter().position(|rule| rule.text == text);
    if twin.is_some() && twin != at {
        errors.add("rule", ctx.t.lexicon_error_twice());
    }
    if at.is_none() && entry.profile.own.len() >= MOST_RULES {
        errors.add("rule", ctx.t.lexicon_error_full(MOST_RULES));
    }
    let tried = try_rule::tried(&ctx, &form.rule).await?;
    if tried.is_ok() && spaced(&form.seen) != text {
        errors.add("rule", ctx.t.lexicon_see_first());
    }
    if tried.is_err() || !errors.is_empty() {
        let draft = Draft {
            form: Some(Form { seen: text, ..form }),
            tried: Some(tried),
            errors,
            ..Draft::default()
        };
        return edit_lexicon::page(&ctx, element, draft).await;
    }
    let written = WrittenRule { weight, text };
    match at {
        Some(at) => entry.profile.own[at] = written,
        None => entry.profile.own.push(written),
    }
    if !lexicon.save(&ctx, form.version, Some(element), &note).await? {
        return stale(&ctx, element, Some(form)).await;
    }
    done(&ctx, element, "saved")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remove {
    version: i64,
    rule: String,
}

pub async fn remove(ctx: Ctx, At((element,)): At<(ElementId,)>, Input(form): Input<Remove>) -> Page {
    let mut lexicon = load(&ctx).await?;
    lexicon.element(element)?;
    let own = &mut lexicon.entry_mut(element)?.profile.own;
    let before = own.len();
    own.retain(|rule| rule.text != form.rule);
    if own.len() == before || !lexicon.save(&ctx, form.version, Some(element), "").await? {
        return stale(&ctx, element, None).await;
    }
    done(&ctx, element, "saved")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Undo {
    version: i64,
    to: i64,
}

/// The element as it was in an earlier version, as a new one.
pub async fn undo(ctx: Ctx, At((element,)): At<(ElementId,)>, Input(form): Input<Undo>) -> Page {
    let mut lexicon = load(&ctx).await?;
    lexicon.element(element)?;
    let earlier = store::wording::lexicon_version(&mut ctx.read().await?, form.to)
        .await?
        .ok_or(Error::NotFound)?;
    let earlier = lexicon::read(&earlier)?
        .into_iter()
        .find(|entry| entry.of(element))
        .ok_or(Error::NotFound)?;
    lexicon.entry_mut(element)?.profile = earlier.profile;
    let why = ctx.t.lexicon_back_to(form.to);
    if !lexicon.save(&ctx, form.version, Some(element), &why).await? {
        return stale(&ctx, element, None).await;
    }
    done(&ctx, element, "undone")
}
