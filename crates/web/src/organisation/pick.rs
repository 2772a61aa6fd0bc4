//! Choosing a unit by name: two thousand do not fit in a list.

use askama::Template;
use model::may::Action;
use model::organisation::TermKind;
use model::{Day, UnitId};
use store::Conn;
use store::organisation::people::Within;
use store::organisation::terms::terms;
use store::organisation::tree;

use crate::{Ctx, Error, Page};

const FOUND: usize = 50;

#[derive(Template)]
#[template(path = "organisation/pick.html")]
struct Pick<'a> {
    ctx: &'a Ctx,
    ask: &'a Ask<'a>,
    q: &'a str,
    /// None before anything was looked for.
    found: Option<Vec<(String, String, String)>>,
    more: bool,
}

pub struct Ask<'a> {
    pub title: String,
    pub lede: String,
    pub crumbs: Vec<(String, String)>,
    pub back: String,
    /// The unit that cannot be chosen.
    pub without: Option<UnitId>,
    pub on: Day,
    /// Where a choice leads.
    pub href: &'a (dyn Fn(UnitId) -> String + Sync),
}

pub async fn page(ctx: &Ctx, conn: &mut Conn, q: &str, ask: &Ask<'_>) -> Page {
    let folded: String = model::text::folded(q).chars().take(100).collect();
    let mut found = None;
    let mut more = false;
    if !folded.is_empty() {
        let actor = ctx.actor.as_ref().ok_or(Error::NotFound)?;
        let within = Within::of(actor, Action::ChangeOrganisation);
        let mut units = tree::named_within(conn, ask.on, &within, ctx.today).await?;
        units.retain(|u| Some(u.id) != ask.without && model::text::folded(&u.name).contains(&folded));
        model::names::sort_by_name(&mut units, |u| u.name.as_str());
        more = units.len() > FOUND;
        let terms = terms(conn).await?;
        let line = |unit: tree::Named| {
            let kind = terms.name(TermKind::UnitKind, &unit.kind, ctx.t.language).to_owned();
            let meta = match &unit.above {
                Some(above) => ctx.t.org_kind_under(kind, above),
                None => kind,
            };
            ((ask.href)(unit.id), unit.name, meta)
        };
        found = Some(units.into_iter().take(FOUND).map(line).collect());
    }
    ctx.page(&Pick {
        ctx,
        ask,
        q,
        found,
        more,
    })
}
