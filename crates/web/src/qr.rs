//! QR codes, drawn here as SVG.

use std::fmt::Write as _;

use fast_qr::qr::QRBuilder;

/// The code of a text in black on white, whatever the colours of the page, with the quiet zone that readers need; none
/// where the text is too long for one.
pub fn svg(text: &str) -> Option<String> {
    const QUIET: usize = 4;
    let code = QRBuilder::new(text.as_bytes()).build().ok()?;
    let side = code.size + 2 * QUIET;
    let dots = (0..code.size).flat_map(|y| (0..code.size).map(move |x| (x, y)));
    let mut path = String::new();
    for (x, y) in dots.filter(|(x, y)| code[*y][*x].value()) {
        let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_a_quiet_zone() {
        let picture = svg("http://192.168.1.5:8443/").unwrap();
        let view = picture.split("viewBox=\"0 0 ").nth(1).unwrap();
        let side: usize = view.split(' ').next().unwrap().parse().unwrap();
        assert_eq!((side - 8 - 17) % 4, 0, "a code and 4 dots on each side");
        assert!(
            picture.contains("M4 4h1"),
            "the finder pattern begins after it"
        );
    }
}
