//! What a closed round came to: agreement and disagreement, and never who chose what.

use askama::Template;
use model::Language;
use model::prominence::{Agreement, LEAST_PEOPLE, Share, Way, agreement, disagree, share, share_in_words, shown};
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
    way: Way,
    /// Fewer than ten, or places: shares without numbers.
    rough: bool,
    /// How far those who ranked agree, in words, and Kendall's W of ten or more who do not all agree.
    agreement: Option<(String, Option<String>)>,
    /// Without numbers, the reasons stand together, without their elements.
    together: Vec<String>,
}

/// The elements with what they got, the most chosen first; nothing of fewer than five.
pub fn rows(
    ctx: &Ctx,
    elements: &[CurrentElement],
    outcome: &[store::prominence::Outcome],
    reasons: &[(model::ElementId, String)],
    (way, answers): (Way, i64),
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
            let share = match way {
                Way::Dots => share(people, answers),
                Way::Places => share_in_words(people, answers),
            };
            let (rank, says, number) = match share {
                Share::Most => ((0, 0), t.round_share_most(), None),
                // The order says no more than the words do.
                Share::Of(_) => ((1, -dots), t.round_share_of(people, answers), Some(dots)),
                // The order of places is what they were given for; of fewer than ten it would say too much.
                Share::Divided if answers >= 10 => ((1, -dots), t.round_share_divided(), None),
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
                    Share::Divided if answers >= 10 => disagree(people, answers),
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
                        Share::Most if way == Way::Dots && answers >= 10 => usize::try_from(answers - 2).unwrap_or(0),
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

/// How far those who ranked agree. W near one says what each of them answered, so it has no number then.
fn agree(ctx: &Ctx, round: &Round, outcome: &[store::prominence::Outcome]) -> Option<(String, Option<String>)> {
    let answers = round.answers.filter(|n| round.way == Way::Places && shown(*n))?;
    let chosen: Vec<(i64, i64)> = outcome.iter().map(|o| (o.people, o.dots)).collect();
    let w = agreement(&chosen, answers, round.elements?)?;
    let t = ctx.t;
    let words = match Agreement::of(w) {
        Agreement::VeryWeak => t.round_agree_very_weak(),
        Agreement::Weak => t.round_agree_weak(),
        Agreement::Moderate => t.round_agree_moderate(),
        Agreement::Strong => t.round_agree_strong(),
        Agreement::VeryStrong => t.round_agree_very_strong(),
    };
    let number = (answers >= 10 && w < 0.9).then(|| {
        let text = format!("{w:.2}");
        match t.language {
            Language::Danish => text.replace('.', ","),
            Language::English => text,
        }
    });
    Some((words, number))
}

/// The result of a round as it stands on a page.
pub async fn html(ctx: &Ctx, conn: &mut Conn, round: &Round) -> Result<Html, Error> {
    let elements = store::foundation::current(conn, ctx.today).await?;
    let outcome = store::prominence::outcome(conn, round.id).await?;
    let reasons = store::prominence::reasons(conn, round.id).await?;
    let answers = round.answers.unwrap_or(0);
    let rough = answers < 10 || round.way == Way::Places;
    let html = ResultHtml {
        rows: rows(ctx, &elements, &outcome, &reasons, (round.way, answers)),
        way: round.way,
        agreement: agree(ctx, round, &outcome),
        answers,
        invited: round.invited,
        shown: shown(answers),
        rough,
        together: if shown(answers) && rough {
            reasons.into_iter().map(|(_, reason)| reason).collect()
        } else {
            Vec::new()
        },
        ctx,
    };
    Ok(askama::filters::Safe(html.render()?))
}
