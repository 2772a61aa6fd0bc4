//! Stories, and reading them before others do.

mod choose;
mod decline;
mod list;
mod moderate;
mod publish;
mod queue;
mod show;
mod tell;
mod withdraw;
mod withdraw_published;
mod words;

pub(crate) use tell::recognised;
pub(crate) use words::{Group, groups, one_line, unfit_day, unfit_text};

use model::may::Action;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    use Action::{ModerateStories, SeeUnit, TellStory};
    routes
        .get("/stories", TellStory, list::show)
        .get("/stories/new", TellStory, tell::show)
        .post("/stories/new", TellStory, tell::submit)
        .get("/stories/{story}", SeeUnit, show::show)
        .get("/stories/{story}/element", TellStory, choose::show)
        .post("/stories/{story}/element", TellStory, choose::submit)
        .get("/stories/{story}/withdraw", TellStory, withdraw::show)
        .post("/stories/{story}/withdraw", TellStory, withdraw::submit)
        .get("/moderation", ModerateStories, queue::show)
        .get("/moderation/next", ModerateStories, moderate::next)
        .get("/moderation/{story}", ModerateStories, moderate::show)
        .post("/moderation/{story}/publish", ModerateStories, publish::submit)
        .post("/moderation/{story}/decline", ModerateStories, decline::submit)
        .post(
            "/moderation/{story}/withdraw",
            ModerateStories,
            withdraw_published::submit,
        )
}
