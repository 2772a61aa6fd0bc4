//! The menu: what this person can go to, and nothing else.

use model::may::Action;

use crate::{Ctx, paths};

pub struct Group {
    pub title: Option<String>,
    pub items: Vec<Item>,
}

pub struct Item {
    pub href: String,
    /// The item is the current one on this path and below it.
    pub at: &'static str,
    pub text: String,
}

pub fn menu(ctx: &Ctx) -> Vec<Group> {
    let t = ctx.t;
    let item = |action, href: &'static str, text| {
        ctx.could_somewhere(&action).then(|| Item {
            href: href.to_owned(),
            at: href,
            text,
        })
    };
    let own = ctx.own_unit().filter(|_| ctx.could_somewhere(&Action::SeeUnit));
    let groups = [
        (
            None,
            vec![
                item(Action::EditFoundation, "/work", t.frame_work()),
                item(Action::SeeOverview, "/overview", t.frame_overview()),
                own.map(|unit| Item {
                    href: paths::unit(unit),
                    at: "/units",
                    text: t.frame_my_area(),
                }),
            ],
        ),
        (
            Some(t.frame_foundation()),
            vec![
                item(Action::ReadFoundation, "/elements", t.frame_elements()),
                item(Action::SeeUnit, "/interpretations", t.frame_interpretations()),
                item(Action::ReadFoundation, "/catalogues", t.frame_catalogues()),
                item(Action::ReadPolicy, "/policy", t.frame_policy()),
                // Only while a round waits for one.
                item(Action::TakePart, "/prominence", t.frame_prominence())
                    .filter(|_| ctx.visitor.as_ref().is_some_and(|v| v.invited) || ctx.at("/prominence")),
                item(Action::SeeCascade, "/cascade", t.cascade_menu()),
            ],
        ),
        (
            Some(t.frame_practice()),
            vec![
                item(Action::TellStory, "/stories", t.frame_stories()),
                item(Action::ReadDecisions, "/decisions", t.frame_decisions()),
                item(Action::ModerateStories, "/moderation", t.frame_moderation()),
                item(Action::SeeWording, "/wording", t.wording_menu()),
                item(Action::SeeSigns, "/signs", t.sign_menu()),
            ],
        ),
        (
            Some(t.frame_house()),
            vec![
                item(Action::SeeOrganisation, "/organisation", t.frame_organisation()),
                item(Action::EditFoundation, "/foundations", t.frame_foundations()),
                item(Action::SeeAccess, "/access", t.frame_access()),
                item(Action::SeeLog, "/log", t.frame_log()),
                item(Action::ChangeSettings, "/settings", t.frame_settings()),
            ],
        ),
    ];
    groups
        .into_iter()
        .map(|(title, items)| Group {
            title,
            items: items.into_iter().flatten().collect(),
        })
        .filter(|group| !group.items.is_empty())
        .collect()
}
