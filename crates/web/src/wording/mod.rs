//! Sproget: where the foundation shows in what the organisation writes and says in common.

mod calibration;
mod close_round;
mod delete_document;
mod document_words;
mod documents;
mod edit_lexicon;
mod element;
mod engine;
mod export;
mod hand_in;
mod import_lexicon;
mod lexicon;
mod lexicon_file;
mod lexicons;
mod live;
mod new_round;
mod picture;
mod read_round;
mod round;
mod rounds;
mod save_lexicon;
mod say;
mod show;
mod show_document;
mod suggest;
mod try_rule;
mod words;

pub use calibration::outcome;
pub use document_words::in_the_way;
pub use engine::{Read, foundations, profiles};
pub use live::{Live, MOST_WORDS};

use model::may::Action;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    use Action::{EditWording, LabelPassages, ReadPassages, SeeWording};
    routes
        .get("/wording", SeeWording, show::show)
        .get("/wording/elements/{element}", SeeWording, element::show)
        .post(
            "/wording/passages/{passage}/elements/{element}",
            LabelPassages,
            say::submit,
        )
        .get("/wording/documents", ReadPassages, documents::show)
        .get("/wording/documents/new", EditWording, hand_in::show)
        .post("/wording/documents/new", EditWording, hand_in::submit)
        .get("/wording/documents/{document}", ReadPassages, show_document::show)
        .get(
            "/wording/documents/{document}/delete",
            EditWording,
            delete_document::show,
        )
        .post(
            "/wording/documents/{document}/delete",
            EditWording,
            delete_document::submit,
        )
        .get("/wording/rounds", LabelPassages, rounds::show)
        .get("/wording/rounds/new", EditWording, new_round::show)
        .post("/wording/rounds/new", EditWording, new_round::submit)
        .get("/wording/rounds/{round}", LabelPassages, round::show)
        .post("/wording/rounds/{round}/join", LabelPassages, round::join)
        .post("/wording/rounds/{round}/free", EditWording, round::free)
        .get("/wording/rounds/{round}/read", LabelPassages, read_round::show)
        .post("/wording/rounds/{round}/read", LabelPassages, read_round::submit)
        .get("/wording/rounds/{round}/close", EditWording, close_round::show)
        .post("/wording/rounds/{round}/close", EditWording, close_round::submit)
        .get("/wording/lexicon", EditWording, lexicons::show)
        .post("/wording/lexicon/undo", EditWording, lexicons::undo)
        .get("/wording/lexicon/import", EditWording, import_lexicon::show)
        .post("/wording/lexicon/import", EditWording, import_lexicon::submit)
        .get("/wording/lexicon/{element}", EditWording, edit_lexicon::show)
        .post(
            "/wording/lexicon/{element}/families",
            EditWording,
            save_lexicon::families,
        )
        // Shows passages from everywhere: asked of the whole organisation, as everything here.
        .post("/wording/lexicon/{element}/count", EditWording, try_rule::submit)
        .post("/wording/lexicon/{element}/rule", EditWording, save_lexicon::rule)
        .post("/wording/lexicon/{element}/remove", EditWording, save_lexicon::remove)
        .post("/wording/lexicon/{element}/undo", EditWording, save_lexicon::undo)
        .get("/wording/lexicon/{element}/suggestions", EditWording, suggest::show)
        .post("/wording/lexicon/{element}/suggestions", EditWording, suggest::submit)
        .get("/wording/export", SeeWording, export::show)
        .get("/wording/export/series", SeeWording, export::series)
        .get("/wording/export/lexicon", EditWording, export::lexicon)
}
