//! What a closed round came to: agreement and disagreement, and never who chose what.

use askama::Template;
use model::prominence::{LEAST_PEOPLE, Share, disagree, share, shown};
use store::Conn;
use store::foundation::CurrentElement;
use store::prominence::Round;

use crate::texts::Html;
use crate::{Ctx, Error, paths};

pub struct Row {
    pub href: String,
    pub headline: String,
    /// How many chose it, in words.
    pub says: String,
    pub dots: Option<i64>,
    /// People disagree about it.
    pub split: bool,
    pub reasons: Vec<String>,
    rank: (u8, i64),
}

#[derive(Template)]
#[template(path = "prominence/result.html")]
struct ResultHtml<'a> {
    ctx: &'a Ctx,
    rows: Vec<Row>,
    answers: i64,
    invited: i64,
    shown: bool,
    /// Fewer than ten: shares without numbers.
    rough: bool,
    /// Of fewer than ten, the reasons stand together, without their elements.
    together: Vec<String>,
}

/// The elements with what they got, the most chosen first; nothing of fewer than five.
pub fn rows(
    ctx: &Ctx,
    elements: &[CurrentElement],
    outcome: &[store::prominence::Outcome],
    reasons: &[(model::ElementId, String)],
    answers: i64,
) -> Vec<Row> {
    if !shown(answers) {
        return Vec::new();
    }
    let t = ctx.t;
    let mut rows: Vec<Row> = elements
        .iter()
        .map(|element| {
            let (people, dots) = outcome
                .iter()
                .find(|o| o.element == element.id)
                .map_or((0, 0), |o| (o.people, o.dots));
            let share = share(people, answers);
            let (rank, says, number) = match share {
                Share::Most => ((0, 0), t.round_share_most(), None),
                // The order says no more than the words do.
                Share::Of(_) => ((1, -dots), t.round_share_of(people, answers), Some(dots)),
                Share::Divided => ((1, 0), t.round_share_divided(), None),
                Share::Few => ((2, 0), t.round_share_few(), None),
            };
            Row {
                href: paths::element(element.id),
                headline: element.headline.clone(),
                says,
                dots: number,
                split: match share {
                    Share::Of(_) => disagree(people, answers),
                    Share::Divided => true,
                    Share::Most | Share::Few => false,
                },
                // As many reasons as people: where the number is not said, they must not be there to be counted.
                reasons: reasons
                    .iter()
                    .filter(|(of, _)| *of == element.id)
                    .map(|(_, reason)| reason.clone())
                    .take(match share {
                        Share::Of(_) => usize::MAX,
                        Share::Most if answers >= 10 => usize::try_from(answers - 2).unwrap_or(0),
                        _ => 0,
                    })
                    .collect(),
                rank,
            }
        })
        .collect();
    rows.sort_by_key(|row| row.rank);
    rows
}

/// The result of a round as it stands on a page.
pub async fn html(ctx: &Ctx, conn: &mut Conn, round: &Round) -> Result<Html, Error> {
    let elements = store::foundation::current(conn, ctx.today).await?;
    let outcome = store::prominence::outcome(conn, round.id).await?;
    let reasons = store::prominence::reasons(conn, round.id).await?;
    let answers = round.answers.unwrap_or(0);
    let html = ResultHtml {
        rows: rows(ctx, &elements, &outcome, &reasons, answers),
        answers,
        invited: round.invited,
        shown: shown(answers),
        rough: answers < 10,
        together: if shown(answers) && answers < 10 {
            reasons.into_iter().map(|(_, reason)| reason).collect()
        } else {
            Vec::new()
        },
        ctx,
    };
    Ok(askama::filters::Safe(html.render()?))
}
