//! A photo as a phone sends it: small, turned, and telling where it was taken.

/// The words of a place that the photo carries in every corner where phones put some.
pub const PLACE: &str = "GPS 22.5431N";

/// A JPEG of 3 by 2 pixels, turned like this (1 is upright). It tells [`PLACE`] in its EXIF block, in XMP, in a comment
/// and behind its end.
pub fn phone_photo(turned: u16) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    exif.extend(turned.to_be_bytes());
    exif.extend([0; 6]);
    exif.extend(PLACE.as_bytes());
    let xmp = format!("http://ns.adobe.com/xap/1.0/\0{PLACE}");
    let mut photo = vec![0xff, 0xd8];
    for (marker, contents) in [
        (0xe0, b"JFIF\0\x01\x01".as_slice()),
        (0xe1, &exif),
        (0xe1, xmp.as_bytes()),
        (0xe2, b"ICC_PROFILE\0\x01\x01profile"),
        (0xe2, format!("MPF\0{PLACE}").as_bytes()),
        (0xed, format!("Photoshop {PLACE}").as_bytes()),
        (0xfe, PLACE.as_bytes()),
        (0xc0, &[8, 0, 2, 0, 3, 1, 1, 0x11, 0]),
        (0xda, &[1, 1, 0, 0, 63, 0]),
    ] {
        photo.extend(segment(marker, contents));
    }
    photo.extend([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]);
    photo.extend(segment(0xfe, PLACE.as_bytes()));
    photo.extend(segment(0xda, &[1, 1, 0, 0, 63, 0]));
    photo.extend([5, 6, 0xff, 0xd9]);
    photo.extend(format!("a film from {PLACE}").as_bytes());
    photo
}

fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
    let length = u16::try_from(contents.len() + 2).unwrap_or(u16::MAX);
    let mut bytes = vec![0xff, marker];
    bytes.extend(length.to_be_bytes());
    bytes.extend(contents);
    bytes
}

/// Whether a content tells the place.
pub fn tells_the_place(content: &[u8]) -> bool {
    let place = PLACE.as_bytes();
    content.windows(place.len()).any(|part| part == place)
}
