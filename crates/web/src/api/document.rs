//! What the API says of itself, made from the code. `tests/snapshots` holds it: a contract with those who ask.

use axum::response::Response;
use model::may::Object;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder};
use utoipa::{Modify, OpenApi};

use super::problem::{FieldProblem, ProblemBody};
use super::{Answer, caller, decision, foundation, interpretation, organisation, story, trace};
use crate::Ctx;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Grundlag",
        version = "1",
        description = "What an organisation's own systems need: units, foundations, interpretations, stories, decisions and \
                       traces. Ask with a key: `Authorization: Bearer grl_…`. Lists come in parts; give `next` as `after`. \
                       Failures are problems (RFC 9457) in Danish or English, by Accept-Language."
    ),
    servers((url = "/")),
    paths(
        organisation::units,
        organisation::unit,
        organisation::people,
        foundation::editions,
        foundation::edition,
        foundation::elements,
        interpretation::list,
        story::list,
        story::tell,
        story::show,
        decision::list,
        trace::list,
    ),
    components(schemas(ProblemBody, FieldProblem)),
    modifiers(&Common)
)]
struct Document;

/// What every operation has in common.
struct Common;

impl Modify for Common {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        let key = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        let components = api.components.get_or_insert_default();
        components.add_security_scheme("key", SecurityScheme::Http(key));
        for (path, item) in &mut api.paths.paths {
            let reading = item.get.iter_mut().map(|o| (o, false));
            for (operation, writes) in reading.chain(item.post.iter_mut().map(|o| (o, true))) {
                let mut refusals = vec![
                    ("401", "No key, or none that holds"),
                    ("403", "The key does not open this"),
                    ("406", "Asked for as something else than JSON"),
                    ("422", "Parameters or fields that do not fit"),
                    ("429", "More often than a key may ask"),
                ];
                if path.contains('{') {
                    refusals.push(("404", "Not there"));
                }
                if writes {
                    refusals.push(("400", "Not JSON"));
                    refusals.push(("413", "Larger than 64 kB"));
                    refusals.push(("415", "Sent as something else than JSON"));
                }
                let responses = &mut operation.responses.responses;
                for (status, text) in refusals {
                    let content = ContentBuilder::new()
                        .schema(Some(RefOr::Ref(Ref::from_schema_name("Problem"))))
                        .build();
                    let response = ResponseBuilder::new()
                        .description(text)
                        .content("application/problem+json", content)
                        .build();
                    responses.insert(status.to_owned(), response.into());
                }
                if !writes {
                    let same = ResponseBuilder::new()
                        .description("What you have already (ETag)")
                        .build();
                    responses.insert("304".to_owned(), same.into());
                }
            }
        }
    }
}

/// The document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}

/// Open to everybody: it holds nothing of the organisation's.
pub async fn show(ctx: Ctx) -> Answer {
    ctx.may(&Object::nothing())?;
    let response: Response = caller::json(None, &document())?;
    Ok(response)
}
