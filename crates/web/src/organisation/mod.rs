//! Units, people and posts; importing and exporting them; the organisation's names and settings.

mod add_post;
mod apply_import;
mod close_unit;
mod create_person;
mod create_unit;
mod edit_person;
mod edit_post;
mod edit_unit;
mod export;
mod form;
mod import;
mod merge_unit;
mod move_unit;
mod names;
mod os2mo;
mod pick;
mod post_form;
mod reorganise;
mod sentences;
mod settings;
mod show_import;
mod show_person;
mod show_tree;
mod show_unit;
mod split_unit;
mod tree;

use model::may::Action;

pub(crate) use form::Errors;
pub use os2mo::{Os2mo, sentence as os2mo_wrong};
pub use sentences::{not_applied, not_undone, problem, refused_file, turn};

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    use Action::{ChangeOrganisation, ChangeSettings, ImportOrganisation, SeeOrganisation, SeePeople};
    routes
        .get("/organisation", SeeOrganisation, show_tree::show)
        .get("/organisation/units/{unit}", SeeOrganisation, show_unit::show)
        .get("/organisation/units/{unit}/new", ChangeOrganisation, create_unit::show)
        .post(
            "/organisation/units/{unit}/new",
            ChangeOrganisation,
            create_unit::submit,
        )
        .get("/organisation/units/{unit}/edit", ChangeOrganisation, edit_unit::show)
        .post("/organisation/units/{unit}/edit", ChangeOrganisation, edit_unit::submit)
        .get("/organisation/units/{unit}/move", ChangeOrganisation, move_unit::show)
        .post("/organisation/units/{unit}/move", ChangeOrganisation, move_unit::submit)
        .get("/organisation/units/{unit}/merge", ChangeOrganisation, merge_unit::show)
        .post(
            "/organisation/units/{unit}/merge",
            ChangeOrganisation,
            merge_unit::submit,
        )
        .get("/organisation/units/{unit}/split", ChangeOrganisation, split_unit::show)
        .post(
            "/organisation/units/{unit}/split",
            ChangeOrganisation,
            split_unit::submit,
        )
        .get("/organisation/units/{unit}/close", ChangeOrganisation, close_unit::show)
        .post(
            "/organisation/units/{unit}/close",
            ChangeOrganisation,
            close_unit::submit,
        )
        .get(
            "/organisation/units/{unit}/people/new",
            ChangeOrganisation,
            create_person::show,
        )
        .post(
            "/organisation/units/{unit}/people/new",
            ChangeOrganisation,
            create_person::submit,
        )
        .get("/organisation/people/{person}", SeePeople, show_person::show)
        .get(
            "/organisation/people/{person}/edit",
            ChangeOrganisation,
            edit_person::show,
        )
        .post(
            "/organisation/people/{person}/edit",
            ChangeOrganisation,
            edit_person::submit,
        )
        .get(
            "/organisation/people/{person}/posts/new",
            ChangeOrganisation,
            add_post::show,
        )
        .post(
            "/organisation/people/{person}/posts/new",
            ChangeOrganisation,
            add_post::submit,
        )
        .get("/organisation/posts/{post}/edit", ChangeOrganisation, edit_post::show)
        .post("/organisation/posts/{post}/edit", ChangeOrganisation, edit_post::submit)
        .get("/organisation/names", ChangeOrganisation, names::show)
        .post("/organisation/names", ChangeOrganisation, names::submit)
        .get("/organisation/import", ImportOrganisation, import::show)
        .post("/organisation/import", ImportOrganisation, import::submit)
        .get("/organisation/imports/{import}", ImportOrganisation, show_import::show)
        .post(
            "/organisation/imports/{import}/apply",
            ImportOrganisation,
            apply_import::apply,
        )
        .post(
            "/organisation/imports/{import}/undo",
            ImportOrganisation,
            apply_import::undo,
        )
        .post(
            "/organisation/imports/{import}/drop",
            ImportOrganisation,
            apply_import::drop,
        )
        .get("/organisation/export", ImportOrganisation, export::send)
        .get("/settings", ChangeSettings, settings::show)
        .post("/settings", ChangeSettings, settings::submit)
}
