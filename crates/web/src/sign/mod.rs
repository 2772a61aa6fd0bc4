//! Signs: the wall, a sign with its chart, the form, counting on the phone, what was put away.

mod chart;
mod count;
mod decide;
mod edit;
mod form;
mod note;
mod phase;
mod picture;
mod retired;
mod series;
mod show;
mod wall;
mod words;

use model::may::Action;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    use Action::{ChooseSigns, CountSigns, ReadRetiredSigns, SeeSigns};
    routes
        .get("/signs", SeeSigns, wall::show)
        .get("/signs/retired", ReadRetiredSigns, retired::show)
        .get("/signs/new", ChooseSigns, edit::begin)
        .post("/signs/new", ChooseSigns, edit::add)
        .get("/signs/count", CountSigns, count::show)
        .post("/signs/count", CountSigns, count::submit)
        .get("/signs/{sign}", SeeSigns, show::show)
        .get("/signs/{sign}/edit", ChooseSigns, edit::show)
        .post("/signs/{sign}/edit", ChooseSigns, edit::save)
        .get("/signs/{sign}/adopt", ChooseSigns, decide::show_adopt)
        .post("/signs/{sign}/adopt", ChooseSigns, decide::adopt)
        .get("/signs/{sign}/retire", ChooseSigns, decide::show_retire)
        .post("/signs/{sign}/retire", ChooseSigns, decide::retire)
        .post("/signs/{sign}/note", ChooseSigns, note::submit)
        .get("/signs/{sign}/phase", ChooseSigns, phase::show)
        .post("/signs/{sign}/phase", ChooseSigns, phase::submit)
        .get("/signs/{sign}/series", ChooseSigns, series::show)
        .post("/signs/{sign}/series", ChooseSigns, series::submit)
}
