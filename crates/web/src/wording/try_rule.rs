//! What a rule hits in everything that counts: its words, how much, year by year, and some of the places. Asked while the rule is
//! typed, or by a button.

use axum::http::{HeaderMap, header};
use axum::response::IntoResponse as _;
use language::marks::{Seen, marks};
use language::mistakes;
use language::rules::{LONGEST, Rule, RuleError, VARIANTS};
use model::ElementId;
use model::story::{Piece, pieces};
use serde::Deserialize;
use serde_json::json;
use store::wording::Context;

use super::edit_lexicon::{self, Draft};
use super::live::Found;
use super::{lexicon, live};
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, Texts};

/// Letters around what is hit.
const AROUND: usize = 130;

#[derive(Deserialize, Clone, Default)]
#[serde(deny_unknown_fields)]
pub struct Form {
    pub version: i64,
    pub rule: String,
    pub weight: String,
    /// The rule as it was, when one is changed.
    #[serde(default)]
    pub was: String,
    /// The rule whose hits were last shown.
    #[serde(default)]
    pub seen: String,
    #[serde(default)]
    pub note: String,
}

/// What a rule hits, in words.
pub struct Tried {
    pub says: String,
    pub years: Vec<(String, String)>,
    pub forms: String,
    pub hits: Vec<Hit>,
    /// Older documents had no room.
    pub left_out: Option<String>,
}

pub struct Hit {
    pub meta: String,
    pub text: Vec<Piece>,
}

/// What is wrong with a rule, and the rule with the place marked.
pub struct Wrong {
    pub says: String,
    pub rule: Vec<Piece>,
}

pub async fn submit(ctx: Ctx, At((element,)): At<(ElementId,)>, headers: HeaderMap, Input(form): Input<Form>) -> Page {
    lexicon::may(&ctx, &mut ctx.read().await?).await?;
    let live = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept == "application/json");
    let tried = tried(&ctx, &form.rule).await?;
    if live {
        return Ok(answer(&tried));
    }
    let draft = Draft {
        tried: Some(tried),
        form: Some(form),
        ..Draft::default()
    };
    edit_lexicon::page(&ctx, element, draft).await
}

/// Tries a rule on everything.
pub async fn tried(ctx: &Ctx, text: &str) -> Result<Result<Tried, Wrong>, Error> {
    let rule = match Rule::parse(text, 1.0) {
        Ok(rule) => rule,
        Err(error) => return Ok(Err(wrong(ctx.t, text, &error))),
    };
    let whole = ctx.app.live.whole(&ctx.app).await?;
    let left_out = whole.left_out;
    let found = ctx.app.live.work(move || whole.found(&rule)).await?;
    let found = match found {
        Ok(found) => found,
        Err(error) => return Ok(Err(wrong(ctx.t, text, &error))),
    };
    let mut contexts = store::wording::contexts(&mut ctx.read().await?, &found.examples).await?;
    contexts.sort_by_key(|context| found.examples.iter().position(|id| *id == context.id));
    let source = text.trim().to_owned();
    let hits = ctx
        .app
        .live
        .work(move || {
            let rules = [source];
            let seen: Vec<Seen<'_>> = contexts
                .iter()
                .map(|context| Seen {
                    text: &context.body,
                    rules: &rules,
                })
                .collect();
            let marked = marks(&seen);
            let cut: Vec<Vec<Piece>> = contexts
                .iter()
                .zip(&marked)
                .map(|(context, marked)| around(&context.body, marked))
                .collect();
            contexts.into_iter().zip(cut).collect::<Vec<_>>()
        })
        .await?;
    let t = ctx.t;
    Ok(Ok(Tried {
        says: says(t, &found),
        years: found
            .years
            .iter()
            .map(|(year, documents, passages)| (year.to_string(), t.lexicon_hits(*passages, *documents)))
            .collect(),
        forms: forms(t, &found),
        hits: hits
            .into_iter()
            .map(|(context, text)| Hit {
                meta: meta(ctx, &context),
                text,
            })
            .collect(),
        left_out: (left_out > 0).then(|| t.lexicon_left_out(left_out)),
    }))
}

fn says(t: Texts, found: &Found) -> String {
    if found.passages == 0 {
        t.lexicon_hits_none()
    } else {
        t.lexicon_hits_all(found.passages, found.documents)
    }
}

fn forms(t: Texts, found: &Found) -> String {
    let mut forms: Vec<String> = found
        .forms
        .iter()
        .map(|(form, count)| format!("{form} {}", t.n(i64::try_from(*count).unwrap_or(i64::MAX))))
        .collect();
    if found.more_forms > 0 {
        forms.push(t.lexicon_more_forms(found.more_forms));
    }
    forms.join(" · ")
}

/// Where a passage stands. The unit is named for the twelve months in which it has enough: an older document could be alone there.
fn meta(ctx: &Ctx, context: &Context) -> String {
    let named = context.day.month() >= ctx.today.month().plus(-11);
    let unit = if named { context.unit_name.as_str() } else { "" };
    [unit, &context.kind, &ctx.day(&context.day)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The words around the first place that is marked.
fn around(body: &str, marked: &[std::ops::Range<usize>]) -> Vec<Piece> {
    let first = marked.first().cloned().unwrap_or(0..0);
    let from = cut(body, first.start, -1);
    let last = marked
        .iter()
        .take_while(|mark| mark.end < first.end + 2 * AROUND)
        .last()
        .map_or(first.end, |mark| mark.end);
    let to = cut(body, last, 1);
    let inside: Vec<_> = marked
        .iter()
        .filter(|mark| mark.start >= from && mark.end <= to)
        .map(|mark| mark.start - from..mark.end - from)
        .collect();
    let mut text = pieces(&body[from..to], &inside);
    let dots = |text: &str| Piece {
        text: text.to_owned(),
        marked: false,
    };
    if from > 0 {
        text.insert(0, dots("… "));
    }
    if to < body.len() {
        text.push(dots(" …"));
    }
    text
}

/// A place between words some letters before or after `at`, or the end of the text.
fn cut(body: &str, at: usize, way: i8) -> usize {
    if way < 0 {
        let before = &body[..at];
        let Some((start, _)) = before.char_indices().rev().nth(AROUND) else {
            return 0;
        };
        before[start..].find(char::is_whitespace).map_or(at, |gap| {
            let gap = start + gap;
            gap + before[gap..].chars().next().map_or(0, char::len_utf8)
        })
    } else {
        let after = &body[at..];
        let Some((end, _)) = after.char_indices().nth(AROUND) else {
            return body.len();
        };
        at + after[..end].rfind(char::is_whitespace).unwrap_or(0)
    }
}

/// What is wrong with a rule, at the place where it is.
pub fn wrong(t: Texts, text: &str, error: &RuleError) -> Wrong {
    let place = mistakes::place(text, error);
    Wrong {
        says: error_text(t, error),
        rule: if place.is_empty() {
            Vec::new()
        } else {
            pieces(text, std::slice::from_ref(&place))
        },
    }
}

pub fn error_text(t: Texts, error: &RuleError) -> String {
    match error {
        RuleError::Empty => t.lexicon_error_empty(),
        RuleError::TooLong => t.lexicon_error_long(LONGEST),
        RuleError::Word(word) => t.lexicon_error_word(word),
        RuleError::Bracket => t.lexicon_error_bracket(),
        RuleError::Side(side) => t.lexicon_error_side(if side.is_empty() { "&" } else { side }),
        RuleError::Distance(word) => t.lexicon_error_distance(word),
        RuleError::OnlyCommon(_) => t.lexicon_error_common(),
        RuleError::TooMany => t.lexicon_error_many(VARIANTS),
        RuleError::UnknownSet(name) => t.lexicon_error_set(name, live::set_names()),
    }
}

fn answer(tried: &Result<Tried, Wrong>) -> axum::response::Response {
    let text = |pieces: &[Piece]| -> Vec<(String, bool)> {
        pieces.iter().map(|piece| (piece.text.clone(), piece.marked)).collect()
    };
    let answer = match tried {
        Ok(tried) => json!({
            "says": tried.says,
            "years": tried.years,
            "forms": tried.forms,
            "left_out": tried.left_out,
            "hits": tried.hits.iter().map(|hit| (&hit.meta, text(&hit.text))).collect::<Vec<_>>(),
        }),
        Err(wrong) => json!({ "wrong": wrong.says, "rule": text(&wrong.rule) }),
    };
    ([(header::CONTENT_TYPE, "application/json")], answer.to_string()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(|piece| {
                if piece.marked {
                    format!("[{}]", piece.text)
                } else {
                    piece.text.clone()
                }
            })
            .collect()
    }

    #[test]
    fn a_place_is_shown_with_whole_words_around_it() {
        let before = "æble ".repeat(60);
        let body = format!("{before}borgeren {}", "pære ".repeat(60));
        let mark = before.len()..before.len() + "borgeren".len();
        let shown = plain(&around(&body, std::slice::from_ref(&mark)));
        assert!(
            shown.starts_with("… æble ") && shown.contains("[borgeren]") && shown.ends_with("pære …"),
            "{shown}"
        );
        assert!(shown.chars().count() < 2 * AROUND + 30);
        let first = 0..4;
        assert_eq!(
            plain(&around("Kort tekst.", std::slice::from_ref(&first))),
            "[Kort] tekst."
        );
        assert_eq!(plain(&around("Kort tekst.", &[])), "Kort tekst.");
    }

    #[test]
    fn a_mistake_is_told_in_both_languages() {
        for language in [model::Language::Danish, model::Language::English] {
            let t = Texts::new(language);
            for text in [
                "",
                "a,b",
                "(a",
                "a UNLESS",
                "a NEAR/99 b",
                "&",
                "@INTET",
                &"a".repeat(1_001),
            ] {
                let error = match Rule::parse(text, 1.0) {
                    Err(error) => error,
                    Ok(_) => RuleError::UnknownSet("INTET".into()),
                };
                let wrong = wrong(t, text, &error);
                assert!(wrong.says.chars().count() >= 20, "{text}: {}", wrong.says);
            }
        }
    }
}
