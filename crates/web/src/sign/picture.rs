//! The chart as SVG: bands where chance keeps the points, the middle, the wished level, the points. One drawing is made for
//! wide pages and one for phones, because letters must not shrink with the page.
//!
//! Points are told apart by shape and not by colour alone. The first of them can be reached with the keyboard, and the arrow
//! keys go on from there; the table under the chart says the same.

use std::fmt::Write as _;

use askama::filters::Safe;
use signs::chart::Point;
use signs::icon::{Assurance, Label, Variation};
use signs::words;

use super::chart::{Drawn, language};
use crate::Texts;
use crate::texts::{Html, escape};

/// The measures of one drawing.
#[derive(Clone, Copy)]
struct Frame {
    class: &'static str,
    width: f64,
    height: f64,
    left: f64,
    right: f64,
    names: usize,
    /// Characters of a phase's reason.
    reason: usize,
    radius: f64,
}

const WIDE: Frame = Frame {
    class: "wide",
    width: 960.0,
    height: 330.0,
    left: 40.0,
    right: 150.0,
    names: 8,
    reason: 44,
    radius: 5.0,
};
const NARROW: Frame = Frame {
    class: "narrow",
    width: 360.0,
    height: 300.0,
    left: 30.0,
    right: 12.0,
    names: 4,
    reason: 22,
    radius: 4.0,
};
const TOP: f64 = 26.0;
const BOTTOM: f64 = 38.0;

/// Both drawings. `verdicts` is false for what goes on around a sign: its points are points.
#[must_use]
pub fn chart(t: Texts, drawn: &Drawn, verdicts: bool) -> Html {
    let mut out = String::with_capacity(24_000);
    for frame in [WIDE, NARROW] {
        Picture::new(t, drawn, frame, verdicts).draw(&mut out);
    }
    Safe(out)
}

struct Picture<'a> {
    t: Texts,
    drawn: &'a Drawn,
    frame: Frame,
    verdicts: bool,
    low: f64,
    high: f64,
    step: f64,
}

impl<'a> Picture<'a> {
    fn new(t: Texts, drawn: &'a Drawn, frame: Frame, verdicts: bool) -> Self {
        let (low, high, step) = scale(drawn);
        Self {
            t,
            drawn,
            frame,
            verdicts,
            low,
            high,
            step,
        }
    }

    fn points(&self) -> &'a [Point] {
        &self.drawn.chart.points
    }

    #[expect(clippy::cast_precision_loss, reason = "an axis has 520 places at most")]
    fn x(&self, place: usize) -> f64 {
        let most = self.points().len().saturating_sub(1).max(1) as f64;
        self.frame.left + 10.0 + place as f64 * (self.frame.width - self.frame.left - self.frame.right - 20.0) / most
    }

    fn y(&self, value: f64) -> f64 {
        let room = self.frame.height - BOTTOM - TOP;
        self.frame.height - BOTTOM - (value - self.low) / (self.high - self.low) * room
    }

    /// Half the distance between two places, where a band ends.
    fn half(&self) -> f64 {
        if self.points().len() < 2 {
            return 8.0;
        }
        ((self.x(1) - self.x(0)) / 2.0).min(9.0)
    }

    fn draw(&self, out: &mut String) {
        let Frame {
            class, width, height, ..
        } = self.frame;
        let description = escape(&self.drawn.description(self.t));
        let _ = write!(
            out,
            "<svg class=\"spc {class}\" viewBox=\"0 0 {width} {height}\" role=\"group\" aria-label=\"{}\" data-points>\
             <desc>{description}</desc>",
            escape(
                &self
                    .t
                    .sign_chart_label(&*self.drawn.places[0], &*self.drawn.places[self.drawn.places.len() - 1])
            ),
        );
        self.bands(out);
        self.axes(out);
        self.target(out);
        self.line(out);
        self.phases(out);
        self.dots(out);
        self.words(out);
        out.push_str("</svg>");
    }

    /// What chance explains, and the middle, stretch by stretch.
    fn bands(&self, out: &mut String) {
        let half = self.half();
        for segment in &self.drawn.chart.segments {
            let places: Vec<usize> = (segment.from..segment.to)
                .filter(|at| self.points()[*at].centre.is_some())
                .collect();
            let edge = |pick: fn(&Point) -> Option<f64>, out: &mut String, reversed: bool| {
                let step = |out: &mut String, at: &usize| {
                    let Some(value) = pick(&self.points()[*at]) else { return };
                    let (x, y) = (self.x(*at), self.y(value.clamp(self.low, self.high)));
                    let (first, second) = if reversed {
                        (x + half, x - half)
                    } else {
                        (x - half, x + half)
                    };
                    let _ = write!(out, "{first:.1},{y:.1} {second:.1},{y:.1} ");
                };
                if reversed {
                    for at in places.iter().rev() {
                        step(out, at);
                    }
                } else {
                    for at in &places {
                        step(out, at);
                    }
                }
            };
            if places.iter().any(|at| self.points()[*at].limits.is_some()) {
                out.push_str("<polygon class=\"chance\" points=\"");
                edge(|p| p.limits.map(|l| l.upper), out, false);
                edge(|p| p.limits.map(|l| l.lower), out, true);
                out.push_str("\"/>");
            }
            if !places.is_empty() {
                out.push_str("<polyline class=\"middle\" points=\"");
                edge(|p| p.centre, out, false);
                out.push_str("\"/>");
            }
        }
    }

    fn axes(&self, out: &mut String) {
        let mut value = self.low;
        // Seven at most: see `scale`.
        for _ in 0..12 {
            if value > self.high + self.step / 10.0 {
                break;
            }
            let decimals = usize::from(self.step < 1.0);
            let _ = write!(
                out,
                "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
                self.frame.left - 10.0,
                self.y(value) + 4.0,
                escape(&words::figure(value, decimals, language(self.t)))
            );
            value += self.step;
        }
        let every = self.points().len().div_ceil(self.frame.names).max(1);
        for (place, name) in self.drawn.places.iter().enumerate().step_by(every) {
            let _ = write!(
                out,
                "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                self.x(place),
                self.frame.height - 12.0,
                escape(name)
            );
        }
    }

    fn target(&self, out: &mut String) {
        let Some(target) = self.drawn.target else { return };
        let y = self.y(target);
        let last = self.points().len() - 1;
        let _ = write!(
            out,
            "<line class=\"wish\" x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>",
            self.frame.left,
            self.x(last) + self.half()
        );
    }

    /// The line between the points; it breaks where nothing is known.
    fn line(&self, out: &mut String) {
        let mut open = false;
        for (place, point) in self.points().iter().enumerate() {
            match point.value {
                Some(value) => {
                    if !open {
                        out.push_str("<polyline class=\"way\" points=\"");
                        open = true;
                    }
                    let _ = write!(out, "{:.1},{:.1} ", self.x(place), self.y(value));
                }
                None if open => {
                    out.push_str("\"/>");
                    open = false;
                }
                None => {}
            }
        }
        if open {
            out.push_str("\"/>");
        }
    }

    fn phases(&self, out: &mut String) {
        for (at, reason) in &self.drawn.phases {
            let x = f64::midpoint(self.x(at - 1), self.x(*at));
            let near_end = x > self.frame.width * 0.62;
            let mut short: String = reason.chars().take(self.frame.reason).collect();
            if short.len() < reason.len() {
                short = format!("{}…", short.trim_end());
            }
            let _ = write!(
                out,
                "<line class=\"turn\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{TOP}\" y2=\"{:.1}\"/>\
                 <text x=\"{:.1}\" y=\"12\" text-anchor=\"{}\">{}</text>",
                self.frame.height - BOTTOM,
                if near_end { x - 2.0 } else { x + 2.0 },
                if near_end { "end" } else { "start" },
                escape(&self.t.sign_new_level(&*self.drawn.places[*at], &*short))
            );
        }
    }

    fn dots(&self, out: &mut String) {
        let mut first = true;
        for (place, point) in self.points().iter().enumerate() {
            let Some(value) = point.value else { continue };
            let label = if self.verdicts { point.label } else { Label::None };
            let (x, y, r) = (self.x(place), self.y(value), self.frame.radius);
            let says = point_says(self.t, self.drawn, place, label);
            let _ = write!(
                out,
                "<g class=\"point {}\" role=\"img\" tabindex=\"{}\" aria-label=\"{}\">",
                look(label),
                if first { 0 } else { -1 },
                escape(&says)
            );
            first = false;
            let _ = match label {
                // A diamond and a square beside the circles: read without colour.
                Label::Concern | Label::Both => {
                    let d = r * 1.35;
                    write!(
                        out,
                        "<path d=\"M{x:.1} {:.1}l{d:.1} {d:.1} -{d:.1} {d:.1} -{d:.1} -{d:.1}z\"/>",
                        y - d
                    )
                }
                Label::High | Label::Low => write!(
                    out,
                    "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\"/>",
                    x - r,
                    y - r,
                    2.0 * r,
                    2.0 * r
                ),
                _ => write!(out, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r}\"/>"),
            };
            out.push_str("</g>");
        }
    }

    /// Beside the last point: the middle and the wished level, never on top of each other.
    fn words(&self, out: &mut String) {
        if self.frame.right < 100.0 {
            return;
        }
        let x = self.x(self.points().len() - 1) + 18.0;
        let (_, now) = self.drawn.centres();
        let mut middle = now.map(|value| self.y(value) + 4.0);
        let mut wish = self.drawn.target.map(|value| self.y(value) + 4.0);
        if let (Some(m), Some(w)) = (&mut middle, &mut wish)
            && (*m - *w).abs() < 16.0
        {
            let centre = f64::midpoint(*m, *w);
            let up = if *m <= *w { -8.0 } else { 8.0 };
            (*m, *w) = (centre + up, centre - up);
        }
        if let (Some(y), Some(value)) = (middle, now) {
            let text = self.t.sign_middle(self.drawn.value(self.t, value));
            let _ = write!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\">{}</text>", escape(&text));
        }
        if let (Some(y), Some(value)) = (wish, self.drawn.target) {
            let text = self.t.sign_wished(self.drawn.value(self.t, value));
            let _ = write!(
                out,
                "<text class=\"wished\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>",
                escape(&text)
            );
        }
    }
}

/// "uge 41: 10. Bedre end ventet."
#[must_use]
pub fn point_says(t: Texts, drawn: &Drawn, place: usize, label: Label) -> String {
    let point = &drawn.chart.points[place];
    let value = point.value.map_or_else(String::new, |value| drawn.value(t, value));
    let mut says = t.sign_point(&*drawn.places[place], value);
    if !matches!(label, Label::None | Label::Common) {
        says.push_str(". ");
        says.push_str(words::label(label, language(t)));
    }
    says
}

const fn look(label: Label) -> &'static str {
    match label {
        Label::Improvement => "better",
        Label::Concern => "worse",
        Label::High | Label::Low => "other",
        Label::Both => "both",
        Label::Common | Label::None => "still",
    }
}

/// From, to and step of the values' axis: a round step, four to seven numbers.
fn scale(drawn: &Drawn) -> (f64, f64, f64) {
    let shown = drawn.chart.points.iter().flat_map(|point| {
        let limits = point.limits.map(|l| [l.lower, l.upper]);
        point
            .value
            .into_iter()
            .chain(point.centre)
            .chain(limits.into_iter().flatten())
    });
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in shown.chain(drawn.target) {
        low = low.min(value);
        high = high.max(value);
    }
    if low > high {
        (low, high) = (0.0, 1.0);
    }
    // From nothing up, unless that would press everything together at the top.
    if low >= 0.0 && low < 0.6 * high {
        low = 0.0;
    }
    if high - low < 1e-9 {
        // All alike: the line runs in the middle, or on the ground.
        (low, high) = (if low == 0.0 { 0.0 } else { low - 1.0 }, high + 1.0);
    }
    let rough = (high - low) / 5.0;
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 4.0, 5.0, 10.0]
        .map(|factor| factor * power)
        .into_iter()
        .find(|step| *step >= rough * 0.999)
        .unwrap_or(10.0 * power);
    ((low / step).floor() * step, (high / step).ceil() * step, step)
}

/// The latest places as a line, for the wall.
#[must_use]
pub fn sparkline(drawn: &Drawn, verdicts: bool) -> Html {
    const MOST: usize = 26;
    let points = &drawn.chart.points;
    let points = &points[points.len().saturating_sub(MOST)..];
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in points.iter().flat_map(|p| p.value.into_iter().chain(p.centre)) {
        low = low.min(value);
        high = high.max(value);
    }
    let spread = (high - low).max(1e-9);
    let y = |value: f64| 34.0 - (value - low) / spread * 28.0;
    #[expect(clippy::cast_precision_loss, reason = "26 places")]
    let x = |place: usize| 6.0 + place as f64 * 128.0 / (points.len().saturating_sub(1).max(1) as f64);
    let mut out = String::from("<svg class=\"spark\" viewBox=\"0 0 140 40\" aria-hidden=\"true\">");
    if let (Some(first), Some(last)) = (points.first(), points.last())
        && let (Some(a), Some(b)) = (first.centre, last.centre)
    {
        let _ = write!(
            out,
            "<path class=\"middle\" d=\"M6 {:.1}H{:.1}V{:.1}H134\"/>",
            y(a),
            points.iter().position(|p| p.segment == last.segment).map_or(6.0, x),
            y(b)
        );
    }
    out.push_str("<path class=\"way\" d=\"");
    let mut pen = 'M';
    for (place, point) in points.iter().enumerate() {
        let Some(value) = point.value else {
            pen = 'M';
            continue;
        };
        let _ = write!(out, "{pen}{:.1} {:.1}", x(place), y(value));
        pen = 'L';
    }
    out.push_str("\"/>");
    if let Some((place, value, point)) = points
        .iter()
        .enumerate()
        .rev()
        .find_map(|(place, p)| Some((place, p.value?, p)))
    {
        let label = if verdicts { point.label } else { Label::None };
        let _ = write!(
            out,
            "<circle class=\"point {}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"4\"/>",
            look(label),
            x(place),
            y(value)
        );
    }
    out.push_str("</svg>");
    Safe(out)
}

/// What the latest point says, as a mark: the shape carries it, the colour repeats it, and words stand beside.
#[must_use]
pub fn variation(variation: Variation) -> Html {
    let (class, inside) = match variation {
        Variation::Common => ("still", "<path d=\"M7 13c2.5-4 4-4 5 0s2.5 4 5 0\"/>"),
        Variation::ImprovementHigh => ("better", "<path d=\"M12 17V7M8 11l4-4 4 4\"/>"),
        Variation::ImprovementLow => ("better", "<path d=\"M12 7v10M8 13l4 4 4-4\"/>"),
        Variation::ConcernHigh => ("worse", "<path d=\"M12 16.5V8M9 11l3-3 3 3\"/>"),
        Variation::ConcernLow => ("worse", "<path d=\"M12 7.5V16M9 13l3 3 3-3\"/>"),
        Variation::NeutralHigh => ("other", "<path d=\"M12 17V7M8 11l4-4 4 4\"/>"),
        Variation::NeutralLow => ("other", "<path d=\"M12 7v10M8 13l4 4 4-4\"/>"),
        Variation::Both => ("both", "<path d=\"M9 16V9M7 11l2-2 2 2M15 8v7M13 13l2 2 2-2\"/>"),
        Variation::Unsettled => ("other", "<path d=\"M7 14l3-4 3 4 4-5\"/>"),
        Variation::TooFewPoints => ("early", "<path d=\"M8 12h.1M12 12h.1M16 12h.1\"/>"),
        Variation::NoVariation => ("still", "<path d=\"M7 12h10\"/>"),
        Variation::NotCharted => ("early", "<path d=\"M8 16l8-8\"/>"),
    };
    let outline = match class {
        "worse" | "both" => "<path class=\"out\" d=\"M12 1l11 11-11 11L1 12z\"/>",
        "other" => "<rect class=\"out\" x=\"2\" y=\"2\" width=\"20\" height=\"20\" rx=\"2\"/>",
        _ => "<circle class=\"out\" cx=\"12\" cy=\"12\" r=\"10.5\"/>",
    };
    Safe(format!(
        "<svg class=\"mark {class}\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">{outline}{inside}</svg>"
    ))
}

/// What to expect of the wished level, as a mark; nothing where there is none.
#[must_use]
pub fn assurance(assurance: Assurance) -> Option<Html> {
    let (class, inside) = match assurance {
        Assurance::Pass => ("better", "<path d=\"M7.5 12.5l3 3 6-7\"/>"),
        Assurance::Fail => ("worse", "<path d=\"M9 9l6 6M15 9l-6 6\"/>"),
        Assurance::HitOrMiss => (
            "still",
            "<path d=\"M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.5v.1\"/>",
        ),
        Assurance::NoTarget | Assurance::NotApplicable => return None,
    };
    let outline = if class == "worse" {
        "<path class=\"out\" d=\"M12 1l11 11-11 11L1 12z\"/>"
    } else {
        "<circle class=\"out\" cx=\"12\" cy=\"12\" r=\"10.5\"/>"
    };
    Some(Safe(format!(
        "<svg class=\"mark {class}\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">{outline}{inside}</svg>"
    )))
}
