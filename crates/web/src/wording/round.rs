//! One round: how far the first and the second reader are, and, once both are done or it is closed, what it came to. Who reads is
//! told nobody but the reader.

use askama::Template;
use language::statistics::ELUSION_SAMPLE;
use model::audit::Deed;
use model::may::{Action, Object};
use model::wording::{Agreement, READERS, RoundState, Says};
use model::{Instant, PersonId, ReadingRoundId, UnitId};
use serde::Deserialize;
use store::Conn;
use store::audit::About;
use store::wording::{Differing, Read, Reader, Told};

use super::calibration;
use super::picture::{self, Band};
use super::rounds::{by_rules, change, whole};
use super::words;
use crate::input::{At, Input, Query};
use crate::texts::Html;
use crate::{Ctx, Error, Page, Texts, paths};

/// Passages of which the two said different things, on the page.
const MOST_DIFFERING: i64 = 60;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    done: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    number: i64,
}

#[derive(Template)]
#[template(path = "wording/round.html")]
struct Show<'a> {
    ctx: &'a Ctx,
    told: &'a Told,
    open: bool,
    done: String,
    day: String,
    places: Vec<OnePlace>,
    /// What somebody who may read can do: go on, or take a place.
    act: Act,
    may_edit: bool,
    rules_changed: bool,
    shares: Option<Shares>,
    agreement: Option<Together>,
    silence: Option<Quiet>,
    counted_again: bool,
}

impl Show<'_> {
    fn any_freeable(&self) -> bool {
        self.places.iter().any(|place| place.freeable)
    }
}

enum Act {
    Nothing,
    ReadOn,
    Take(String),
}

struct OnePlace {
    number: i64,
    name: String,
    read: i64,
    says: String,
    /// Somebody else is in it and has not read everything.
    freeable: bool,
}

struct Shares {
    change: String,
    before: (String, Html),
    after: (String, Html),
    scale: String,
    found: Option<String>,
    overlooked: Option<String>,
}

/// What the two readers came to together.
struct Together {
    alpha: Option<String>,
    reading: String,
    same: String,
    differing: Vec<(String, String, String, String)>,
    more: i64,
}

struct Quiet {
    says: String,
    units: Vec<(String, String)>,
}

pub async fn show(ctx: Ctx, At((id,)): At<(ReadingRoundId,)>, Query(asked): Query<Asked>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let whole = whole(&mut conn).await?;
    let reads_all = ctx.could(Action::LabelPassages, &whole);
    let told = store::wording::told_round(&mut conn, id)
        .await?
        .ok_or(Error::NotFound)?;
    let open = told.round.state == RoundState::Open;
    let readers = store::wording::readers(&mut conn, id).await?;
    // While somebody is still reading, nothing of what was said is even fetched.
    let read = if told.both_done() || !open {
        store::wording::read(&mut conn, id).await?
    } else {
        Vec::new()
    };
    let met = calibration::met(&read);
    let differing = if reads_all && met.both > met.same {
        store::wording::differing(&mut conn, id, MOST_DIFFERING).await?
    } else {
        Vec::new()
    };
    let counted_again = !open && told.measured_at < told.round.closed_at;
    let quiet = if open || !reads_all || counted_again {
        Vec::new()
    } else {
        store::wording::silent_units(&mut conn, told.round.element).await?
    };
    drop(conn);

    let me = ctx.person()?;
    let places = places(&ctx, &told, &readers, me);
    let act = if open && reads_all {
        act(&ctx, &told, &readers, me)
    } else {
        Act::Nothing
    };
    ctx.page(&Show {
        open,
        done: asked.done,
        day: ctx.day(&told.round.closed_at.unwrap_or(told.round.opened_at).day(&ctx.app.zone)),
        places,
        act,
        may_edit: ctx.could(Action::EditWording, &whole),
        rules_changed: told
            .newest_lexicon
            .is_some_and(|newest| newest > told.round.lexicon_version),
        shares: (!open).then(|| shares(&ctx, &told, &read)),
        agreement: agreement(ctx.t, &told, met, &differing, open),
        silence: (!open && !counted_again).then(|| silence(ctx.t, &told, &quiet, reads_all)),
        counted_again,
        told: &told,
        ctx: &ctx,
    })
}

fn places(ctx: &Ctx, told: &Told, readers: &[Reader], me: PersonId) -> Vec<OnePlace> {
    let t = ctx.t;
    let open = told.round.state == RoundState::Open;
    (1..=i64::try_from(READERS).unwrap_or(2))
        .map(|number| {
            let reader = readers.iter().find(|reader| reader.number == number);
            let read = reader.map_or(0, |reader| reader.read);
            let mine = reader.is_some_and(|reader| reader.person == Some(me));
            let taken = reader.is_some_and(|reader| reader.person.is_some());
            OnePlace {
                number,
                name: place_name(t, number),
                read,
                says: if mine {
                    t.wording_round_place_yours()
                } else if open && !taken {
                    t.wording_round_place_free()
                } else {
                    String::new()
                },
                freeable: open && taken && !mine && read < told.passages(),
            }
        })
        .collect()
}

fn place_name(t: Texts, number: i64) -> String {
    if number == 1 {
        t.wording_round_first()
    } else {
        t.wording_round_second()
    }
}

/// The place that somebody who joins takes, see [`store::wording::join_round`].
fn act(ctx: &Ctx, told: &Told, readers: &[Reader], me: PersonId) -> Act {
    let t = ctx.t;
    if let Some(own) = readers.iter().find(|reader| reader.person == Some(me)) {
        return if own.read < told.passages() {
            Act::ReadOn
        } else {
            Act::Nothing
        };
    }
    let left = readers.iter().find(|reader| reader.person.is_none());
    let next = left.map_or(readers.len() + 1, |reader| usize::try_from(reader.number).unwrap_or(1));
    match next {
        1 => Act::Take(t.wording_round_read_first()),
        2 => Act::Take(t.wording_round_read_second()),
        _ => Act::Nothing,
    }
}

fn shares(ctx: &Ctx, told: &Told, read: &[Read]) -> Shares {
    let t = ctx.t;
    let round = &told.round;
    let halves = calibration::halves_read(read);
    let rules = by_rules(told);
    let before = words::band(told.before_share, told.before_low, told.before_high);
    let after = words::band(round.share, round.low, round.high);
    // The rules' own share has no band: nobody knew how often they are wrong.
    let bare = Band {
        share: rules,
        low: rules,
        high: rules,
    };
    let scale = picture::scale(before.into_iter().chain(after).chain([bare]));
    let text = |band: Band| t.wording_share_of(words::percent(t, band.share), words::range(t, band));
    Shares {
        change: change(ctx, told),
        before: (
            before.map_or_else(
                || t.wording_round_by_rules(words::percent(t, rules)),
                |band| {
                    let day = told.before_at.map(|at: Instant| ctx.day(&at.day(&ctx.app.zone)));
                    t.wording_round_by_before(text(band), day.unwrap_or_default())
                },
            ),
            picture::interval(Some(before.unwrap_or(bare)), scale),
        ),
        after: (after.map_or_else(String::new, text), picture::interval(after, scale)),
        scale: words::percent(t, scale),
        found: (halves.with.read > 0)
            .then(|| t.wording_round_found(i64::from(halves.with.read), i64::from(halves.with.shown))),
        overlooked: (halves.without.read > 0)
            .then(|| t.wording_round_overlooked(i64::from(halves.without.read), i64::from(halves.without.shown))),
    }
}

fn agreement(t: Texts, told: &Told, met: calibration::Met, differing: &[Differing], open: bool) -> Option<Together> {
    if met.both == 0 {
        return (!open).then(|| Together {
            alpha: None,
            reading: t.wording_one_reader(),
            same: String::new(),
            differing: Vec::new(),
            more: 0,
        });
    }
    // What was kept when the round closed stays, though a document may have been deleted since.
    let kept = words::band(told.round.alpha, told.round.alpha_low, told.round.alpha_high);
    let alpha = kept.or_else(|| met.alpha.map(calibration::band));
    Some(Together {
        reading: match alpha.map(|alpha| Agreement::of(alpha.share)) {
            Some(Agreement::Reliable) => t.wording_round_reliable(),
            Some(Agreement::Tentative) => t.wording_round_tentative(),
            Some(Agreement::Unfit) => t.wording_round_unfit(),
            None => t.wording_round_one_answer(),
        },
        alpha: alpha.map(|alpha| {
            t.wording_alpha(
                words::hundredths(t, alpha.share),
                words::hundredths(t, alpha.low),
                words::hundredths(t, alpha.high),
            )
        }),
        same: t.wording_round_same(met.same, met.both),
        more: (met.both - met.same - i64::try_from(differing.len()).unwrap_or(0)).max(0),
        differing: differing
            .iter()
            .map(|one| {
                (
                    one.kind.clone(),
                    one.body.clone(),
                    said(t, one.first),
                    said(t, one.second),
                )
            })
            .collect(),
    })
}

fn said(t: Texts, says: Says) -> String {
    words::says(t, says)
}

/// Whether silence can be told now, and of which units, to whoever may see all of them. What was read in every closed round of the element counts.
fn silence(t: Texts, told: &Told, units: &[(UnitId, String)], reads_all: bool) -> Quiet {
    let (read, shown) = (told.elusion_read, told.elusion_shown);
    let least = i64::from(ELUSION_SAMPLE);
    let says = if read < least {
        t.wording_round_silence_few(least, read)
    } else if shown > 1 {
        t.wording_round_silence_no(read, shown)
    } else if units.is_empty() && reads_all {
        format!(
            "{} {}",
            t.wording_round_silence_yes(read, shown),
            t.wording_round_silent_nowhere()
        )
    } else {
        t.wording_round_silence_yes(read, shown)
    };
    Quiet {
        says,
        units: units
            .iter()
            .map(|(unit, name)| (paths::wording_element(told.round.element, *unit), name.clone()))
            .collect(),
    }
}

/// Somebody takes a place. Nothing is noted in the log: who reads is told nobody.
pub async fn join(ctx: Ctx, At((id,)): At<(ReadingRoundId,)>, Input(Nothing {}): Input<Nothing>) -> Page {
    let told = own(&ctx, &mut ctx.read().await?, id).await?;
    let mut tx = ctx.write().await?;
    let most = i64::try_from(READERS).unwrap_or(2);
    let number = store::wording::join_round(&mut tx, id, ctx.person()?, most).await?;
    tx.commit().await?;
    if number.is_some() && told.round.state == RoundState::Open {
        ctx.see_other(paths::read_wording_round(id))
    } else {
        ctx.see_other(format!("{}?done=full", paths::wording_round(id)))
    }
}

/// A steward lets somebody else read on where one has stopped. Nobody is told who that was.
pub async fn free(ctx: Ctx, At((id,)): At<(ReadingRoundId,)>, Input(place): Input<Place>) -> Page {
    own(&ctx, &mut ctx.read().await?, id).await?;
    let mut tx = ctx.write().await?;
    if store::wording::free_place(&mut tx, id, place.number).await? {
        ctx.note(&mut tx, Deed::FreeReadingPlace, Some(id.0), About::Nobody)
            .await?;
    }
    tx.commit().await?;
    ctx.see_other(format!("{}?done=freed", paths::wording_round(id)))
}

/// A round, when the route's question may be asked about the whole organisation.
pub async fn own(ctx: &Ctx, conn: &mut Conn, id: ReadingRoundId) -> Result<Told, Error> {
    ctx.may(&whole(conn).await?)?;
    store::wording::told_round(conn, id).await?.ok_or(Error::NotFound)
}
