//! The ring, our mark: four arcs, clockwise from the top: translated, said unprompted, acted on, confirmed by others.
//! A dot: all four. A straw dot: gaining. A dotted ring: translated but silent.

use std::fmt::Write as _;

use askama::filters::Safe;
use model::overview::{Mood, Ring};

use crate::Texts;
use crate::texts::{Html, escape};

/// The four arcs of a circle of radius 13 in a 32 × 32 box, with gaps that stay open under round line ends.
const ARCS: [&str; 4] = [
    "M18.81 3.31A13 13 0 0 1 28.69 13.19",
    "M28.69 18.81A13 13 0 0 1 18.81 28.69",
    "M13.19 28.69A13 13 0 0 1 3.31 18.81",
    "M3.31 13.19A13 13 0 0 1 13.19 3.31",
];

/// The ring as an image with a text of its own.
#[must_use]
pub fn ring(ring: &Ring, label: &str) -> Html {
    Safe(svg(*ring, &format!(" role=\"img\" aria-label=\"{}\"", escape(label))))
}

/// The ring beside a text that says the same.
#[must_use]
pub fn silent_ring(ring: &Ring) -> Html {
    Safe(svg(*ring, " aria-hidden=\"true\""))
}

fn svg(ring: Ring, attributes: &str) -> String {
    let mut out = format!("<svg class=\"glyph\" viewBox=\"0 0 32 32\"{attributes}>");
    if ring.mood == Mood::Silent {
        out.push_str("<circle class=\"still\" cx=\"16\" cy=\"16\" r=\"13\"/></svg>");
        return out;
    }
    for (arc, on) in ARCS
        .iter()
        .zip([ring.translated, ring.unprompted, ring.acted, ring.confirmed])
    {
        let class = if on { "on" } else { "off" };
        let _ = write!(out, "<path class=\"{class}\" d=\"{arc}\"/>");
    }
    if ring.mood == Mood::Gaining {
        out.push_str("<circle class=\"fresh\" cx=\"16\" cy=\"16\" r=\"4.4\"/>");
    } else if ring.whole() {
        out.push_str("<circle class=\"core\" cx=\"16\" cy=\"16\" r=\"4.6\"/>");
    }
    out.push_str("</svg>");
    out
}

/// What the ring shows, in words.
#[must_use]
pub fn words(ring: &Ring, t: Texts) -> String {
    if ring.mood == Mood::Silent {
        return t.ring_silent();
    }
    let mut parts = Vec::new();
    if ring.translated {
        parts.push(t.ring_translated());
    }
    if ring.unprompted {
        parts.push(t.ring_unprompted());
    }
    if ring.acted {
        parts.push(t.ring_acted());
    }
    if ring.confirmed {
        parts.push(t.ring_confirmed());
    }
    if parts.is_empty() {
        parts.push(t.ring_nothing());
    }
    if ring.mood == Mood::Gaining {
        parts.push(t.ring_gaining());
    }
    parts.join(", ")
}
