//! Signatures: the strokes as the page draws them, and what stands under the line.

use std::fmt::Write as _;

use crate::view::Mark;

/// The strokes of a signature as an SVG path, checked before it may stand in a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Drawing {
    /// The part of the plane that shows all of it: `0 0 1000 400`.
    pub(crate) view_box: String,
    /// The path.
    pub(crate) path: String,
}

/// Why strokes are no signature.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub(crate) enum DrawingError {
    /// Not lists of points.
    #[error("not strokes of [x, y] points")]
    Form,
    /// A dot, or nothing.
    #[error("there is nothing drawn")]
    Empty,
    /// More than a hand draws in a box.
    #[error("more strokes or points than a signature has")]
    TooMuch,
}

impl Drawing {
    const MOST_STROKES: usize = 400;
    const MOST_POINTS: usize = 20_000;
    /// In thousandths of the box's width; a box may be four times as high as wide.
    const FURTHEST: u16 = 4000;

    /// Reads what the signature field of a form sends: a list of strokes, each a list of `[x, y]` in thousandths of
    /// the width of the box.
    pub(crate) fn read(json: &str) -> Result<Self, DrawingError> {
        let strokes: Vec<Vec<(u16, u16)>> =
            serde_json::from_str(json).map_err(|_| DrawingError::Form)?;
        let points = || strokes.iter().flatten();
        if strokes.len() > Self::MOST_STROKES || points().count() > Self::MOST_POINTS {
            return Err(DrawingError::TooMuch);
        }
        if points().any(|(x, y)| *x > Self::FURTHEST || *y > Self::FURTHEST) {
            return Err(DrawingError::Form);
        }
        if points().count() < 2 {
            return Err(DrawingError::Empty);
        }
        let span = |axis: fn(&(u16, u16)) -> u16| {
            let values = || points().map(axis);
            let low = values().min().unwrap_or(0).saturating_sub(10);
            let high = values().max().unwrap_or(0) + 10;
            (low, high - low)
        };
        let ((left, width), (top, height)) = (span(|point| point.0), span(|point| point.1));
        Ok(Self {
            view_box: format!("{left} {top} {width} {height}"),
            path: path(&strokes),
        })
    }
}

fn path(strokes: &[Vec<(u16, u16)>]) -> String {
    let mut path = String::new();
    for stroke in strokes {
        for (index, (x, y)) in stroke.iter().enumerate() {
            let _ = write!(path, "{}{x} {y}", if index == 0 { 'M' } else { 'L' });
        }
        if let [(x, y)] = stroke[..] {
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
        let drawing = Drawing::read("[[[20,30],[40,30]],[[60,80]]]").unwrap();
        assert_eq!(drawing.path, "M20 30L40 30M60 80L60 80");
        assert_eq!(drawing.view_box, "10 20 60 70");
    }

    #[test]
    fn what_is_no_signature_is_refused() {
        for (json, error) in [
            ("", DrawingError::Form),
            ("[]", DrawingError::Empty),
            ("[[[1,1]]]", DrawingError::Empty),
            ("[[[1,-1],[2,2]]]", DrawingError::Form),
            ("[[[1,1,1]]]", DrawingError::Form),
            ("[[[1,9000],[2,2]]]", DrawingError::Form),
            (r#"[["<svg>",1]]"#, DrawingError::Form),
        ] {
            assert_eq!(Drawing::read(json), Err(error), "{json}");
        }
        let scribble = format!("[{}[1,1]]", "[[1,1],[2,2]],".repeat(401)).replace(",[1,1]]", "]");
        assert_eq!(Drawing::read(&scribble), Err(DrawingError::TooMuch));
    }
}
