//! Signatures: the strokes as the page draws them, and what stands under the line.

use std::fmt::Write as _;

use huiyin_domain::entry::Strokes;

use crate::view::Mark;

/// The strokes of a signature as an SVG path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Drawing {
    /// The part of the plane that shows all of it: `0 0 1000 400`.
    pub(crate) view_box: String,
    /// The path.
    pub(crate) path: String,
}

impl Drawing {
    /// The drawing of strokes as they are kept; none where what is kept is not a drawing.
    pub(crate) fn read(json: &str) -> Option<Self> {
        Strokes::read(json).ok().as_ref().map(Self::new)
    }

    fn new(strokes: &Strokes) -> Self {
        let points = || strokes.iter().flatten();
        let span = |axis: fn(&(u16, u16)) -> u16| {
            let values = || points().map(axis);
            let low = values().min().unwrap_or(0).saturating_sub(10);
            let high = values().max().unwrap_or(0) + 10;
            (low, high - low)
        };
        let ((left, width), (top, height)) = (span(|point| point.0), span(|point| point.1));
        Self {
            view_box: format!("{left} {top} {width} {height}"),
            path: path(strokes),
        }
    }
}

fn path(strokes: &Strokes) -> String {
    let mut path = String::new();
    for stroke in strokes.iter() {
        for (index, (x, y)) in stroke.iter().enumerate() {
            let _ = write!(path, "{}{x} {y}", if index == 0 { 'M' } else { 'L' });
        }
        if let [(x, y)] = stroke {
            let _ = write!(path, "L{x} {y}");
        }
    }
    path
}

/// A signature box: signed, or waiting for a hand.
#[derive(Clone, Debug)]
pub(crate) struct Signature {
    /// The strokes; none before signing.
    pub(crate) drawing: Option<Drawing>,
    /// What a screen reader says, or what stands in an empty box.
    pub(crate) said: String,
    /// The name and what the person is.
    pub(crate) who: String,
    /// 未改動, 已失效, 已簽署.
    pub(crate) mark: Option<Mark>,
    /// As what, and when.
    pub(crate) note: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_become_a_path() {
        let drawing = Drawing::new(&Strokes::read("[[[20,30],[40,30]],[[60,80]]]").unwrap());
        assert_eq!(drawing.path, "M20 30L40 30M60 80L60 80");
        assert_eq!(drawing.view_box, "10 20 60 70");
    }
}
