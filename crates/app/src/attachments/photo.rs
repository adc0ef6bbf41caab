//! A photo without what it says about itself: where it was taken, by which camera, with which previews.
//!
//! Nothing is decoded, so nothing is lost and nothing can be made to grow. Only what a viewer needs to show the pixels
//! stays: the parts listed here, the colours, and the orientation, in a block written anew.

use exif::{In, Tag, Value};
use img_parts::jpeg::{Jpeg, JpegSegment};
use img_parts::png::Png;
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::WebP;
use img_parts::{Bytes, ImageEXIF};

use super::FileKind;

/// The segments of a JPEG that say something about the photo: APP0 to APP15, and comments.
const JPEG_APP: std::ops::RangeInclusive<u8> = 0xe0..=0xef;
const JPEG_COMMENT: u8 = 0xfe;
const JPEG_SCAN: u8 = 0xda;
const JPEG_END: u8 = 0xd9;

/// The chunks of a PNG that show the picture.
const PNG_KEPT: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
    b"bKGD", b"pHYs", b"cICP", b"acTL", b"fcTL", b"fdAT",
];

/// The chunks of a WebP that show the picture.
const WEBP_KEPT: &[&[u8; 4]] = &[
    b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP",
];

/// The bit of a WebP's `VP8X` chunk that promises XMP.
const WEBP_XMP: u8 = 0b0000_0100;

/// The photo with its pixels, its colours and its orientation, and nothing else; none when it cannot be read.
pub(super) fn without_metadata(kind: FileKind, content: Vec<u8>) -> Option<Vec<u8>> {
    let content = Bytes::from(content);
    let bytes = match kind {
        FileKind::Jpeg => jpeg(content)?,
        FileKind::Png => png(content)?,
        FileKind::Webp => webp(content)?,
        _ => content,
    };
    Some(bytes.to_vec())
}

fn jpeg(content: Bytes) -> Option<Bytes> {
    let mut photo = Jpeg::from_bytes(content).ok()?;
    photo.dimensions()?;
    let orientation = orientation(photo.exif());
    let scan = photo.segments().iter().position(JpegSegment::has_entropy)?;
    let kept = photo
        .segments()
        .iter()
        .take(scan)
        .filter(|segment| shows_a_jpeg(segment))
        .cloned();
    let mut segments: Vec<JpegSegment> = kept.collect();
    let head = photo.segments()[scan].clone();
    let entropy = head.clone().encoder().bytes();
    let entropy = entropy.slice(head.len()..);
    let scans = Bytes::from(scans(&entropy));
    let scan = JpegSegment::new_with_entropy(head.marker(), head.contents().clone(), scans);
    segments.push(scan);
    *photo.segments_mut() = segments;
    photo.set_exif(orientation);
    Some(photo.encoder().bytes())
}

/// Whether a segment is needed: the frame, the tables, JFIF, the colour profile, Adobe's colour transform.
fn shows_a_jpeg(segment: &JpegSegment) -> bool {
    let begins = |text: &[u8]| segment.contents().starts_with(text);
    match segment.marker() {
        0xe0 => begins(b"JFIF\0"),
        0xe2 => begins(b"ICC_PROFILE\0"),
        0xee => begins(b"Adobe"),
        marker => !JPEG_APP.contains(&marker) && marker != JPEG_COMMENT,
    }
}

/// The scans up to the end of the image, without remarks between them; phones hang whole films and second pictures on
/// the end.
fn scans(entropy: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(entropy.len());
    let mut rest = entropy;
    while let Some(at) = rest.iter().position(|byte| *byte == 0xff) {
        let (data, tail) = rest.split_at(at);
        kept.extend(data);
        let Some(&marker) = tail.get(1) else { break };
        let length = match marker {
            JPEG_END => {
                kept.extend([0xff, JPEG_END]);
                return kept;
            }
            // A fill byte, an escaped one, or a restart: no segment.
            0xff => 1,
            0x00 | 0x01 | 0xd0..=0xd7 => 2,
            _ => match tail.get(2..4) {
                Some(&[high, low]) => 2 + usize::from(u16::from_be_bytes([high, low])),
                _ => break,
            },
        };
        let length = length.min(tail.len());
        if !JPEG_APP.contains(&marker) && marker != JPEG_COMMENT {
            kept.extend(&tail[..length]);
        }
        rest = &tail[length..];
        if marker == JPEG_SCAN && rest.is_empty() {
            break;
        }
    }
    // It broke off: what is there is shown, and ended.
    kept.extend([0xff, JPEG_END]);
    kept
}

fn png(content: Bytes) -> Option<Bytes> {
    let mut picture = Png::from_bytes(content).ok()?;
    picture.dimensions()?;
    let orientation = orientation(picture.exif());
    picture
        .chunks_mut()
        .retain(|chunk| PNG_KEPT.contains(&&chunk.kind()));
    picture.set_exif(orientation);
    Some(picture.encoder().bytes())
}

fn webp(content: Bytes) -> Option<Bytes> {
    let mut picture = WebP::from_bytes(content).ok()?;
    picture.dimensions()?;
    let orientation = orientation(picture.exif());
    let chunks = picture.chunks_mut();
    chunks.retain(|chunk| WEBP_KEPT.contains(&&chunk.id()));
    for chunk in chunks.iter_mut().filter(|chunk| chunk.id() == *b"VP8X") {
        if let RiffContent::Data(data) = chunk.content() {
            let mut data = data.to_vec();
            *data.first_mut()? &= !WEBP_XMP;
            *chunk = RiffChunk::new(*b"VP8X", RiffContent::Data(data.into()));
        }
    }
    picture.set_exif(orientation);
    Some(picture.encoder().bytes())
}

/// A block that says how the photo is to be turned, where it is to be.
fn orientation(exif: Option<Bytes>) -> Option<Bytes> {
    let mut reader = exif::Reader::new();
    let read = reader
        .continue_on_error(true)
        .read_raw(exif?.to_vec())
        .or_else(|error| error.distill_partial_result(|_| {}))
        .ok()?;
    let field = read.get_field(Tag::Orientation, In::PRIMARY)?;
    let Value::Short(turned) = &field.value else {
        return None;
    };
    match turned.first() {
        Some(&turned @ 2..=8) => Some(Bytes::from(block(turned))),
        _ => None,
    }
}

/// A TIFF with one directory of one entry: the orientation.
fn block(turned: u16) -> Vec<u8> {
    let mut block = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    block.extend(turned.to_be_bytes());
    block.extend([0; 6]);
    block
}

#[cfg(test)]
mod tests {
    use huiyin_testkit::{PLACE, phone_photo, tells_the_place};

    use super::*;

    /// A TIFF with an orientation and, behind it, the words of a place.
    fn exif_of_a_phone(turned: u16) -> Vec<u8> {
        let mut block = block(turned);
        block.extend(PLACE.as_bytes());
        block
    }

    #[test]
    fn a_photo_keeps_its_pixels_and_how_it_is_turned_and_tells_no_place() {
        let photo = phone_photo(6);
        assert!(tells_the_place(&photo));
        let clean = without_metadata(FileKind::Jpeg, photo).unwrap();
        assert!(!tells_the_place(&clean));
        assert_eq!(FileKind::of(&clean), Some(FileKind::Jpeg));
        let read = Jpeg::from_bytes(clean.clone().into()).unwrap();
        assert_eq!(read.exif().unwrap(), block(6));
        assert_eq!(read.dimensions(), Some((3, 2)));
        assert!(clean.windows(7).any(|part| part == b"profile"));
        assert!(
            clean
                .windows(8)
                .any(|part| part == [1, 2, 0xff, 0, 3, 0xff, 0xd0, 4])
        );
        assert!(clean.ends_with(&[5, 6, 0xff, 0xd9]));
        assert_eq!(
            without_metadata(FileKind::Jpeg, clean.clone()),
            Some(clean),
            "a second time changes nothing"
        );
    }

    #[test]
    fn a_photo_that_is_not_turned_carries_no_block_at_all() {
        let clean = without_metadata(FileKind::Jpeg, phone_photo(1)).unwrap();
        assert!(Jpeg::from_bytes(clean.into()).unwrap().exif().is_none());
    }

    #[test]
    fn a_picture_keeps_what_shows_it() {
        use img_parts::png::PngChunk;
        let chunk = |kind: &[u8; 4], contents: Vec<u8>| PngChunk::new(*kind, contents.into());
        let head = [0, 0, 0, 3, 0, 0, 0, 2, 8, 2, 0, 0, 0].to_vec();
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        for part in [
            chunk(b"IHDR", head),
            chunk(b"tEXt", format!("Comment\0{PLACE}").into_bytes()),
            chunk(b"eXIf", exif_of_a_phone(8)),
            chunk(b"IDAT", b"pixels".to_vec()),
            chunk(b"IEND", Vec::new()),
        ] {
            bytes.extend(part.encoder().bytes());
        }
        let clean = without_metadata(FileKind::Png, bytes).unwrap();
        assert!(!tells_the_place(&clean));
        let read = Png::from_bytes(clean.clone().into()).unwrap();
        assert_eq!(read.exif().unwrap(), block(8));
        assert!(clean.windows(6).any(|part| part == b"pixels"));
    }

    #[test]
    fn a_webp_keeps_what_shows_it() {
        let mut frame = vec![0x30, 0x01, 0x00, 0x9d, 0x01, 0x2a, 3, 0, 2, 0];
        frame.extend(b"pixels");
        let data = |id: &[u8; 4], data: Vec<u8>| {
            RiffChunk::new(*id, RiffContent::Data(data.into()))
                .encoder()
                .bytes()
        };
        let mut body = b"WEBP".to_vec();
        body.extend(data(b"VP8X", vec![0x0c, 0, 0, 0, 2, 0, 0, 1, 0, 0]));
        body.extend(data(b"VP8 ", frame));
        body.extend(data(b"EXIF", exif_of_a_phone(3)));
        body.extend(data(b"XMP ", PLACE.as_bytes().to_vec()));
        let mut bytes = b"RIFF".to_vec();
        bytes.extend(u32::try_from(body.len()).unwrap().to_le_bytes());
        bytes.extend(body);
        let clean = without_metadata(FileKind::Webp, bytes).unwrap();
        assert!(!tells_the_place(&clean));
        let read = WebP::from_bytes(clean.clone().into()).unwrap();
        assert_eq!(read.exif().unwrap(), block(3));
        assert!(!read.has_chunk(*b"XMP "));
        assert!(clean.windows(6).any(|part| part == b"pixels"));
    }

    #[test]
    fn what_only_begins_like_a_photo_is_refused() {
        for (kind, content) in [
            (FileKind::Jpeg, b"\xff\xd8\xff\xe0\0".to_vec()),
            (FileKind::Jpeg, b"\xff\xd8\xff\xd9".to_vec()),
            (FileKind::Png, b"\x89PNG\r\n\x1a\nnonsense".to_vec()),
            (FileKind::Webp, b"RIFF\0\0\0\0WEBPnonsense".to_vec()),
        ] {
            assert_eq!(without_metadata(kind, content.clone()), None, "{content:?}");
        }
    }
}
