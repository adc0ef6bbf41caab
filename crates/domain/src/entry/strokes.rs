use serde::Deserialize;

/// A signature drawn by hand: strokes of points in thousandths of the width of the box it was drawn in, each with the
/// milliseconds since the first where the device tells them.
///
/// Whatever reads as this can be drawn again, on a page and on paper, and is small enough to be kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Strokes(Vec<Vec<(u16, u16)>>);

/// Why something is no signature drawn by hand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum StrokesError {
    /// Not lists of points, or points outside of any box.
    #[error("not strokes of [x, y] points")]
    Form,
    /// A dot, or nothing.
    #[error("there is nothing drawn")]
    Empty,
    /// More than a hand draws in a box.
    #[error("more strokes or points than a signature has")]
    TooMuch,
}

/// A point as a device sends it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Point {
    Plain(u16, u16),
    Timed(
        u16,
        u16,
        #[expect(
            dead_code,
            reason = "only its form is checked: what was sent is kept as it is"
        )]
        u32,
    ),
}

impl Point {
    const fn place(self) -> (u16, u16) {
        let (Self::Plain(x, y) | Self::Timed(x, y, _)) = self;
        (x, y)
    }
}

impl Strokes {
    const MOST_STROKES: usize = 400;
    const MOST_POINTS: usize = 20_000;
    /// In thousandths of the box's width; a box may be four times as high as wide.
    const FURTHEST: u16 = 4000;

    /// Reads what a form sends: a JSON list of strokes, each a list of `[x, y]` or `[x, y, ms]`.
    pub fn read(json: &str) -> Result<Self, StrokesError> {
        let strokes: Vec<Vec<Point>> =
            serde_json::from_str(json).map_err(|_| StrokesError::Form)?;
        let strokes: Vec<Vec<(u16, u16)>> = strokes
            .into_iter()
            .map(|stroke| stroke.into_iter().map(Point::place).collect())
            .collect();
        let points = || strokes.iter().flatten();
        if strokes.len() > Self::MOST_STROKES || points().count() > Self::MOST_POINTS {
            return Err(StrokesError::TooMuch);
        }
        if points().any(|(x, y)| *x > Self::FURTHEST || *y > Self::FURTHEST) {
            return Err(StrokesError::Form);
        }
        if points().count() < 2 {
            return Err(StrokesError::Empty);
        }
        Ok(Self(strokes))
    }

    /// The strokes in the order in which they were drawn; at least two points in all.
    pub fn iter(&self) -> impl Iterator<Item = &[(u16, u16)]> {
        self.0.iter().map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_taken_and_the_drawing_is_the_same() {
        let plain = Strokes::read("[[[1,2],[3,4]],[[5,6]]]").unwrap();
        assert_eq!(
            Strokes::read("[[[1,2,0],[3,4,16]],[[5,6,400]]]"),
            Ok(plain.clone())
        );
        assert_eq!(Strokes::read("[[[1,2],[3,4,16]],[[5,6]]]"), Ok(plain));
    }

    #[test]
    fn what_is_no_signature_is_refused() {
        for (json, error) in [
            ("", StrokesError::Form),
            ("何", StrokesError::Form),
            ("{}", StrokesError::Form),
            ("[]", StrokesError::Empty),
            ("[[[1,1]]]", StrokesError::Empty),
            ("[[[1,-1],[2,2]]]", StrokesError::Form),
            ("[[[1,1,1]]]", StrokesError::Empty),
            ("[[[1,1,1,1],[2,2]]]", StrokesError::Form),
            ("[[[1,1,-1],[2,2,3]]]", StrokesError::Form),
            ("[[[1,1,0.5],[2,2,3]]]", StrokesError::Form),
            ("[[[1,9000],[2,2]]]", StrokesError::Form),
            (r#"[["<svg>",1]]"#, StrokesError::Form),
        ] {
            assert_eq!(Strokes::read(json), Err(error), "{json}");
        }
        let scribble = format!("[{}[[1,1]]]", "[[1,1],[2,2]],".repeat(401));
        assert_eq!(Strokes::read(&scribble), Err(StrokesError::TooMuch));
        let dense = format!("[[{}[1,1]]]", "[1,1],".repeat(20_000));
        assert_eq!(Strokes::read(&dense), Err(StrokesError::TooMuch));
    }
}
