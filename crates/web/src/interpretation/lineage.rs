//! Where an interpretation came from and what was built on it, as a picture and as a list.

use std::fmt::Write as _;

use askama::Template;
use model::may::Object;
use model::{ElementId, InterpretationId, UnitId};
use store::interpretation::{Kin, MOST_KIN, SourceText};

use super::list::sees_below;
use super::show::source_by;
use crate::input::At;
use crate::texts::{Html, escape};
use crate::{Ctx, Error, Page, Texts, paths};

#[derive(Template)]
#[template(path = "interpretation/lineage.html")]
struct Lineage<'a> {
    ctx: &'a Ctx,
    title: String,
    heading: String,
    read_href: String,
    element_href: String,
    source: &'a SourceText,
    source_by: String,
    picture: Html,
    nodes: Vec<Node>,
    shifted: bool,
    cut: bool,
}

/// An interpretation at its place: each stands below the one that it was built on.
struct Node {
    /// 1 when it was built on the foundation alone.
    level: usize,
    /// The node above, counted from 0; none is the foundation.
    parent: Option<usize>,
    href: String,
    name: String,
    sentence: String,
    built_on: String,
    own: bool,
    shifted: bool,
    /// How many lists end after this node, for the page.
    closes: usize,
    /// A list begins below this node.
    opens: bool,
}

pub async fn show(ctx: Ctx, At((unit, element)): At<(UnitId, ElementId)>) -> Page {
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    let place = store::organisation::place(&line);
    ctx.may(&Object::unit(place.clone()))?;
    let source = store::interpretation::source(&mut conn, element, &place, ctx.person()?, ctx.today)
        .await?
        .ok_or(Error::NotFound)?;
    let below = sees_below(&ctx, &place);
    let kin = store::interpretation::kin(&mut conn, unit, element, below, ctx.today).await?;
    drop(conn);

    let cut = i64::try_from(kin.len()).unwrap_or(0) >= MOST_KIN;
    let nodes = nodes(ctx.t, unit, element, kin);
    ctx.page(&Lineage {
        title: ctx.t.interpretation_title(source.headline(), &line[0].name),
        heading: ctx.t.lineage_heading(&line[0].name),
        read_href: paths::element_in_unit(unit, element),
        element_href: paths::element(element),
        source_by: source_by(ctx.t, &source),
        picture: picture(ctx.t, &source, &nodes),
        shifted: nodes.iter().any(|node| node.shifted),
        nodes,
        cut,
        source: &source,
        ctx: &ctx,
    })
}

/// Depth first: what was built on the foundation alone by name, and under each what was built on it.
fn nodes(t: Texts, unit: UnitId, element: ElementId, mut kin: Vec<Kin>) -> Vec<Node> {
    model::names::sort_by_name(&mut kin, |k| &k.name);
    // The chain that leads to the unit comes first at each step.
    kin.sort_by_key(|k| !k.on_line);
    let known = |id: Option<InterpretationId>| id.filter(|id| kin.iter().any(|k| k.id == *id));
    let mut nodes: Vec<Node> = Vec::new();
    let mut waiting: Vec<(&Kin, usize, Option<usize>)> = kin
        .iter()
        .rev()
        .filter(|k| known(k.above).is_none())
        .map(|k| (k, 1, None))
        .collect();
    while let Some((one, level, parent)) = waiting.pop() {
        let here = nodes.len();
        nodes.push(Node {
            level,
            parent,
            href: paths::element_in_unit(one.unit, element),
            name: one.name.clone(),
            sentence: first_sentence(&one.body),
            built_on: match parent {
                Some(parent) => t.lineage_built_above(&nodes[parent].name),
                None => t.lineage_built_foundation(one.edition_number),
            },
            own: one.unit == unit,
            shifted: one.shifted,
            closes: 0,
            opens: false,
        });
        waiting.extend(
            kin.iter()
                .rev()
                .filter(|k| k.above == Some(one.id))
                .map(|k| (k, level + 1, Some(here))),
        );
    }
    let levels: Vec<usize> = nodes.iter().map(|n| n.level).collect();
    for (i, node) in nodes.iter_mut().enumerate() {
        let next = levels.get(i + 1).copied().unwrap_or(1);
        node.opens = next > node.level;
        node.closes = node.level.saturating_sub(next);
    }
    nodes
}

/// What a unit says first about the element.
pub fn first_sentence(body: &model::interpretation::Body) -> String {
    let text = if body.meaning.is_empty() {
        &body.concrete
    } else {
        &body.meaning
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = text
        .char_indices()
        .find(|(at, c)| matches!(c, '.' | '!' | '?') && text[at + c.len_utf8()..].starts_with([' ', '\n']))
        .map_or(text.len(), |(at, c)| at + c.len_utf8());
    text[..end].to_owned()
}

const WIDTH: usize = 760;
const STEP: usize = 30;
const ROW: usize = 84;

/// Lines of at most so many characters, two at most, the second cut off where it must be.
fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.len() - 1;
        let chars = lines[last].chars().count() + 1 + word.chars().count();
        if lines[last].is_empty() {
            word.clone_into(&mut lines[last]);
        } else if chars <= most {
            lines[last] = format!("{} {word}", lines[last]);
        } else if lines.len() == 2 {
            lines[1].push_str(" …");
            return lines;
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

fn picture(t: Texts, source: &SourceText, nodes: &[Node]) -> Html {
    let height = ROW * (nodes.len() + 1);
    let mut out = format!(
        "<svg class=\"lineage\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"lp lq\"><title id=\"lp\">{}</title><desc id=\"lq\">{}</desc>",
        escape(&t.lineage_picture()),
        escape(&t.lineage_desc(nodes.len()))
    );
    let at = |i: usize, level: usize| (14 + level * STEP, 22 + i * ROW);
    for (i, node) in nodes.iter().enumerate() {
        let (x, y) = at(i + 1, node.level);
        let (px, py) = node.parent.map_or(at(0, 0), |p| at(p + 1, nodes[p].level));
        let _ = write!(
            out,
            "<path class=\"thread\" d=\"M{px} {} V{} Q{px} {y} {} {y} H{}\"/>",
            py + 9,
            y - 10,
            px + 10,
            x - 8
        );
    }
    row(
        &mut out,
        at(0, 0),
        "source",
        source.headline(),
        &super::show::first_of(source.meaning()),
    );
    for (i, node) in nodes.iter().enumerate() {
        let class = match (node.own, node.shifted) {
            (true, true) => "own shifted",
            (true, false) => "own",
            (false, true) => "shifted",
            (false, false) => "kin",
        };
        row(&mut out, at(i + 1, node.level), class, &node.name, &node.sentence);
    }
    out.push_str("</svg>");
    askama::filters::Safe(out)
}

fn row(out: &mut String, (x, y): (usize, usize), class: &str, name: &str, sentence: &str) {
    let text = x + 20;
    let _ = write!(
        out,
        "<g class=\"{class}\"><circle cx=\"{x}\" cy=\"{y}\" r=\"8\"/><text class=\"name\" x=\"{text}\" y=\"{}\">{}</text>",
        y + 5,
        escape(name)
    );
    // Inter at 14 px is about 6.9 px a letter.
    for (i, line) in wrapped(sentence, (WIDTH - text) * 10 / 69).iter().enumerate() {
        let _ = write!(
            out,
            "<text class=\"say\" x=\"{text}\" y=\"{}\">{}</text>",
            y + 25 + i * 19,
            escape(line)
        );
    }
    out.push_str("</g>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::interpretation::Body;

    #[test]
    fn the_first_sentence_ends_at_its_stop_and_not_inside_a_number() {
        let says = |meaning: &str| {
            first_sentence(&Body {
                meaning: meaning.into(),
                ..Body::default()
            })
        };
        assert_eq!(says("Vi ringer kl. 8.30 først. Så skriver vi."), "Vi ringer kl.");
        assert_eq!(says("Vi ringer 8.30 først? Ja."), "Vi ringer 8.30 først?");
        assert_eq!(says("Uden punktum"), "Uden punktum");
    }

    #[test]
    fn text_in_the_picture_is_at_most_two_lines() {
        assert_eq!(wrapped("a b c", 20), ["a b c"]);
        assert_eq!(wrapped("aaaa bbbb cccc dddd", 9), ["aaaa bbbb", "cccc dddd"]);
        assert_eq!(wrapped("aaaa bbbb cccc dddd eeee", 9), ["aaaa bbbb", "cccc dddd …"]);
    }
}
