//! The pictures of the room, drawn as SVG that stretches. Own words rise from a line and quotations hang from it, in the same
//! measure; they are never put on top of each other, because they are never added together.

use std::fmt::Write as _;

use askama::filters::Safe;

use crate::texts::Html;

/// A month's passages with own words and with quotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Both {
    pub own: i64,
    pub quoted: i64,
}

/// The highest column of each kind among several series, so that they can be drawn in one measure.
pub fn highest<'a>(series: impl IntoIterator<Item = &'a Both>) -> Both {
    series.into_iter().fold(Both::default(), |highest, month| Both {
        own: highest.own.max(month.own),
        quoted: highest.quoted.max(month.quoted),
    })
}

const WIDTH: i64 = 10;

/// Twelve columns in a box of 120 × 40. A month that is not shown has no line to stand on.
pub fn columns(months: &[Option<Both>], highest: Both) -> Html {
    // In tenths, so that no fraction is needed. The line stands where both kinds have room.
    let most = (highest.own + highest.quoted).max(1);
    let ground = 10 + 380 * highest.own / most;
    let mut out = String::from("<svg viewBox=\"0 0 120 40\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    for (place, month) in (0_i64..).zip(months) {
        let Some(month) = month else { continue };
        let (own, quoted) = (380 * month.own / most, 380 * month.quoted / most);
        if own > 0 {
            column(&mut out, "own", place, ground - own, own);
        }
        if quoted > 0 {
            column(&mut out, "quoted", place, ground, quoted);
        }
        line(&mut out, place, ground);
    }
    out.push_str("</svg>");
    Safe(out)
}

/// Twelve columns that rise, in a box of 120 × 40; `most` fills it. A month that is not shown has no line to stand on.
pub fn rising(counts: &[Option<i64>], most: i64) -> Html {
    let mut out = String::from("<svg viewBox=\"0 0 120 40\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    for (place, count) in (0_i64..).zip(counts) {
        let Some(count) = count else { continue };
        let height = 395 * count / most.max(1);
        if height > 0 {
            column(&mut out, "own", place, 395 - height, height);
        }
        line(&mut out, place, 395);
    }
    out.push_str("</svg>");
    Safe(out)
}

/// Twelve columns that hang from the line under those that rise, in a box of 120 × 20; `most` fills it.
pub fn hanging(counts: &[Option<i64>], most: i64) -> Html {
    let mut out = String::from("<svg viewBox=\"0 0 120 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    for (place, count) in (0_i64..).zip(counts) {
        let height = 195 * count.unwrap_or(0) / most.max(1);
        if height > 0 {
            column(&mut out, "quoted", place, 0, height);
        }
    }
    out.push_str("</svg>");
    Safe(out)
}

fn column(out: &mut String, class: &str, place: i64, top: i64, height: i64) {
    let _ = write!(
        out,
        "<rect class=\"{class}\" x=\"{}\" y=\"{}.{}\" width=\"{}\" height=\"{}.{}\"/>",
        place * WIDTH + 2,
        top / 10,
        top % 10,
        WIDTH - 4,
        height / 10,
        height % 10
    );
}

fn line(out: &mut String, place: i64, y: i64) {
    let (whole, part) = (y / 10, y % 10);
    let _ = write!(
        out,
        "<line class=\"ground\" x1=\"{}\" x2=\"{}\" y1=\"{whole}.{part}\" y2=\"{whole}.{part}\"/>",
        place * WIDTH,
        (place + 1) * WIDTH
    );
}

/// A share with its band, in ten-thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    pub share: i64,
    pub low: i64,
    pub high: i64,
}

/// The end of a scale of shares that holds all of them: a whole number of five per cent, in ten-thousandths.
pub fn scale(bands: impl IntoIterator<Item = Band>) -> i64 {
    let most = bands.into_iter().map(|band| band.high).max().unwrap_or(0);
    ((most + 499) / 500).max(1) * 500
}

/// A share as a point in its band, on a line from nothing to `scale`.
pub fn interval(band: Option<Band>, scale: i64) -> Html {
    let at = |share: i64| tenths(share * 10_000 / scale.max(1));
    let mut out = String::from("<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    out.push_str("<line class=\"ground\" x1=\"0\" x2=\"100\" y1=\"5\" y2=\"5\"/>");
    if let Some(band) = band {
        let (low, high) = (at(band.low), at(band.high));
        let _ = write!(
            out,
            "<line class=\"band\" x1=\"{low}\" x2=\"{high}\" y1=\"5\" y2=\"5\"/><path class=\"at\" d=\"M{} 5h0\"/>",
            at(band.share)
        );
    }
    out.push_str("</svg>");
    Safe(out)
}

/// The months' shares as points in their bands, before the band of the year.
pub fn shares(months: &[Option<Band>], year: Option<Band>, scale: i64) -> Html {
    let at = |share: i64| tenths((scale - share) * 4_000 / scale.max(1));
    let mut out = String::from("<svg viewBox=\"0 0 120 40\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    if let Some(year) = year {
        let _ = write!(
            out,
            "<rect class=\"year\" x=\"0\" width=\"120\" y=\"{}\" height=\"{}\"/><line class=\"mean\" x1=\"0\" x2=\"120\" y1=\"{}\" y2=\"{}\"/>",
            at(year.high),
            tenths((year.high - year.low) * 4_000 / scale.max(1)),
            at(year.share),
            at(year.share)
        );
    }
    for (place, band) in (0_i64..).zip(months) {
        if let Some(band) = band {
            let x = place * WIDTH + WIDTH / 2;
            let _ = write!(
                out,
                "<line class=\"band\" x1=\"{x}\" x2=\"{x}\" y1=\"{}\" y2=\"{}\"/><path class=\"at\" d=\"M{x} {}h0\"/>",
                at(band.high),
                at(band.low),
                at(band.share)
            );
        }
    }
    out.push_str("<line class=\"ground\" x1=\"0\" x2=\"120\" y1=\"39.5\" y2=\"39.5\"/></svg>");
    Safe(out)
}

/// Hundredths, written with two decimals.
fn tenths(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words_rise_and_quotations_hang_in_one_measure() {
        let months = [Both { own: 4, quoted: 0 }, Both { own: 0, quoted: 4 }];
        let svg = columns(&[Some(months[0]), Some(months[1]), None], highest(&months)).0;
        assert_eq!(svg.matches("<line").count(), 2, "{svg}");
        assert!(
            svg.contains("class=\"own\" x=\"2\" y=\"1.0\" width=\"6\" height=\"19.0\""),
            "{svg}"
        );
        assert!(
            svg.contains("class=\"quoted\" x=\"12\" y=\"20.0\" width=\"6\" height=\"19.0\""),
            "{svg}"
        );
        assert!(
            !columns(&[Some(Both::default()); 12], Both::default())
                .0
                .contains("<rect")
        );
    }

    #[test]
    fn a_band_stands_where_it_belongs() {
        let band = Band {
            share: 300,
            low: 100,
            high: 600,
        };
        assert_eq!((scale([band]), scale([])), (1_000, 500));
        let svg = interval(Some(band), 1_000).0;
        assert!(
            svg.contains("x1=\"10.00\" x2=\"60.00\"") && svg.contains("M30.00 5h0"),
            "{svg}"
        );
        assert!(!interval(None, 500).0.contains("band"));
        let svg = shares(&[None, Some(band)], Some(band), 1_000).0;
        assert!(
            svg.contains("y=\"16.00\" height=\"20.00\"") && svg.contains("M15 28.00h0"),
            "{svg}"
        );
    }
}
